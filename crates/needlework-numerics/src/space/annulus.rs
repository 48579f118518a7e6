//! The axisymmetric grid round one channel: rings in `r`, layers in `z`.

use super::axis::Axis;
use super::error::SpaceError;
use super::line::Line;

/// Most cells of a grid; bounds memory before it is taken.
pub const MOST_CELLS: usize = 1 << 28;

/// Cells `(r, z)` around an axis. Cell `k * radial.cells() + i` is ring `i` of layer `k`.
#[derive(Debug, Clone, PartialEq)]
pub struct Annulus {
    radial: Axis,
    depth: Axis,
}

impl Annulus {
    /// A grid from the axis to the outer radius, and from the surface down.
    ///
    /// # Errors
    /// A radial axis that does not start at 0, or too many cells.
    pub fn new(radial: Axis, depth: Axis) -> Result<Self, SpaceError> {
        if radial.faces()[0] != 0.0 {
            return Err(SpaceError::OutOfRange { what: "innermost radius", value: radial.faces()[0], rule: "0" });
        }
        let cells = radial.cells().saturating_mul(depth.cells());
        if cells > MOST_CELLS {
            return Err(SpaceError::CellCount { what: "axisymmetric grid", cells, least: 1, most: MOST_CELLS });
        }
        Ok(Self { radial, depth })
    }

    /// The rings.
    pub fn radial(&self) -> &Axis {
        &self.radial
    }

    /// The layers.
    pub fn depth(&self) -> &Axis {
        &self.depth
    }

    /// How many cells.
    pub fn cells(&self) -> usize {
        self.radial.cells() * self.depth.cells()
    }

    /// Exact volume of ring `i` in layer `k`, `π (r²₊ − r²₋) Δz` [mm³].
    pub fn volume(&self, i: usize, k: usize) -> f64 {
        core::f64::consts::PI * self.ring_area(i) * self.depth.width(k)
    }

    /// `r²₊ − r²₋` of ring `i`, the area over π [mm²].
    pub fn ring_area(&self, i: usize) -> f64 {
        let faces = self.radial.faces();
        (faces[i + 1] - faces[i]) * (faces[i + 1] + faces[i])
    }

    /// One line along `r` where the diffusivity is `diffusivity` [mm²/day].
    pub(super) fn radial_line(&self, diffusivity: f64) -> Line {
        let n = self.radial.cells();
        let volume = (0..n).map(|i| 0.5 * self.ring_area(i)).collect();
        let half: Vec<f64> = (0..n).map(|i| 0.5 * self.radial.width(i)).collect();
        Line::new(volume, self.radial.faces(), &half, |_| diffusivity, false)
    }

    /// One line along `z`.
    pub(super) fn depth_line(&self, diffusivity: impl Fn(usize) -> f64) -> Line {
        depth_line(&self.depth, diffusivity)
    }
}

/// One open line along an axis of constant cross-section.
pub(super) fn depth_line(axis: &Axis, diffusivity: impl Fn(usize) -> f64) -> Line {
    straight_line(axis, diffusivity, false)
}

/// One line along an axis of constant cross-section.
pub(super) fn straight_line(axis: &Axis, diffusivity: impl Fn(usize) -> f64, periodic: bool) -> Line {
    let n = axis.cells();
    let volume = (0..n).map(|k| axis.width(k)).collect();
    let half: Vec<f64> = (0..n).map(|k| 0.5 * axis.width(k)).collect();
    Line::new(volume, &vec![1.0; n], &half, diffusivity, periodic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rings_fill_the_cylinder() {
        let grid =
            Annulus::new(Axis::graded(0.3, 17, 9.0).unwrap(), Axis::layered(&[(0.1, 3), (1.2, 8)]).unwrap()).unwrap();
        let sum: f64 = (0..8 + 3).flat_map(|k| (0..17).map(move |i| (i, k))).map(|(i, k)| grid.volume(i, k)).sum();
        assert!((sum / (core::f64::consts::PI * 0.09 * 1.3) - 1.0).abs() < 1e-14);
    }
}
