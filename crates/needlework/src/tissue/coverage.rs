//! Where lesions lie in the columns of a block: discs counted on a fine raster, overlaps once.

use crate::space::{Axis, Block, Sides};
use serde::{Deserialize, Serialize};

/// Planes over which the dead share of one layer is averaged.
const PLANES: usize = 16;
/// Points along one side of a column's cross-section; their square fits a word.
const POINTS: usize = 8;

/// One channel of a needle.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// How deep it reaches [mm].
    pub depth: f64,
    /// Diameter of the needle at the surface [mm].
    pub diameter: f64,
    /// Exponent of the taper towards the tip [-].
    pub taper: f64,
    /// Radius of the hole in the barrier [mm].
    pub mouth_radius: f64,
    /// Bleeding, 0 to 1 [-].
    pub bleed: f64,
}

/// One channel at its place.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Puncture {
    /// Place across the patch [mm].
    pub x: f64,
    /// Place up the patch [mm].
    pub y: f64,
    /// The channel.
    pub channel: Channel,
}

/// Middles of the planes of a layer [mm].
pub(super) fn plane_depths(depth: &Axis, layer: usize) -> impl Iterator<Item = f64> + '_ {
    (0..PLANES).map(move |n| depth.faces()[layer] + depth.width(layer) * (n as f64 + 0.5) / PLANES as f64)
}

/// How many planes a layer has.
pub(super) fn planes() -> f64 {
    PLANES as f64
}

/// Points of each column that lie in a disc, one bit each.
#[derive(Debug, Clone)]
pub(super) struct Coverage {
    bits: Vec<u64>,
    width: u32,
    height: u32,
    spacing: [f64; 2],
    periodic: bool,
}

impl Coverage {
    pub(super) fn new(grid: &Block) -> Self {
        let (width, height) = (grid.x().cells(), grid.y().cells());
        Self {
            bits: vec![0; width * height],
            // An axis has at most 65 536 cells.
            width: width as u32,
            height: height as u32,
            spacing: [grid.x().width(0), grid.y().width(0)],
            periodic: grid.sides() == Sides::Periodic,
        }
    }

    pub(super) fn clear(&mut self) {
        self.bits.fill(0);
    }

    /// Marks a disc and tells `touched` each column in it with the share that this disc alone covers.
    pub(super) fn disc(&mut self, [x, y]: [f64; 2], radius: f64, mut touched: impl FnMut(usize, f64)) {
        if !(radius > 0.0 && x.is_finite() && y.is_finite()) {
            return;
        }
        let [columns, rows] = [self.range(x, radius, 0), self.range(y, radius, 1)];
        for j in rows.0..rows.1 {
            let Some(row) = self.wrapped(j, self.height) else { continue };
            for i in columns.0..columns.1 {
                let Some(column) = self.wrapped(i, self.width) else { continue };
                let bits = self.points_inside(i, j, [x, y], radius);
                if bits != 0 {
                    let place = row * self.width as usize + column;
                    self.bits[place] |= bits;
                    touched(place, share(bits));
                }
            }
        }
    }

    /// First column or row that a disc may touch, and one past the last.
    fn range(&self, centre: f64, radius: f64, axis: usize) -> (i64, i64) {
        let cells = i64::from(if axis == 0 { self.width } else { self.height });
        let spacing = self.spacing[axis];
        let (low, high) = (((centre - radius) / spacing).floor(), ((centre + radius) / spacing).ceil());
        if self.periodic {
            // A disc wider than the block covers every column once.
            let low = low.clamp(-1e9, 1e9) as i64;
            (low, (high.clamp(-1e9, 1e9) as i64).min(low + cells))
        } else {
            (low.clamp(0.0, cells as f64) as i64, high.clamp(0.0, cells as f64) as i64)
        }
    }

    fn wrapped(&self, place: i64, cells: u32) -> Option<usize> {
        if self.periodic {
            Some(place.rem_euclid(i64::from(cells)) as usize)
        } else {
            usize::try_from(place).ok().filter(|place| *place < cells as usize)
        }
    }

    fn points_inside(&self, i: i64, j: i64, [x, y]: [f64; 2], radius: f64) -> u64 {
        let mut bits = 0;
        for v in 0..POINTS {
            let dy = self.spacing[1] * (j as f64 + (v as f64 + 0.5) / POINTS as f64) - y;
            for u in 0..POINTS {
                let dx = self.spacing[0] * (i as f64 + (u as f64 + 0.5) / POINTS as f64) - x;
                if dx * dx + dy * dy <= radius * radius {
                    bits |= 1 << (v * POINTS + u);
                }
            }
        }
        bits
    }

    /// Share of each column in at least one disc.
    pub(super) fn shares(&self) -> impl Iterator<Item = f64> + '_ {
        self.bits.iter().map(|bits| share(*bits))
    }
}

fn share(bits: u64) -> f64 {
    f64::from(bits.count_ones()) / (POINTS * POINTS) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::puncture::{Field, union_fraction};

    fn grid(sides: Sides) -> Block {
        Block::new(80, 60, 0.025, Axis::uniform(1.0, 4).unwrap(), sides).unwrap()
    }

    #[test]
    fn overlapping_discs_count_once_and_wrap_round_periodic_sides() {
        let mut coverage = Coverage::new(&grid(Sides::Periodic));
        let discs = [(0.05, 0.7, 0.11), (0.12, 0.75, 0.11), (1.99, 1.49, 0.2), (1.0, 0.3, 0.05)];
        for (x, y, radius) in discs {
            coverage.disc([x, y], radius, |_, _| {});
        }
        let share = coverage.shares().sum::<f64>() / 4800.0;
        let field = Field { patch_width: 2.0, patch_height: 1.5, treated_area: 3.0 };
        let exact = union_fraction(&field, discs.into_iter());
        assert!((share / exact - 1.0).abs() < 5e-3, "{share} {exact}");
    }

    #[test]
    fn closed_sides_cut_discs_off() {
        let mut coverage = Coverage::new(&grid(Sides::NoFlux));
        let mut alone = 0.0;
        coverage.disc([0.0, 0.75], 0.2, |_, share| alone += share);
        let share: f64 = coverage.shares().sum();
        assert_eq!(share, alone);
        let half_disc = 0.5 * core::f64::consts::PI * 0.04 / (0.025 * 0.025);
        assert!((share / half_disc - 1.0).abs() < 1e-2, "{share} {half_disc}");
        coverage.clear();
        assert_eq!(coverage.shares().sum::<f64>(), 0.0);
        for strange in [[f64::NAN, 0.0], [0.0, f64::INFINITY], [1e300, 0.0]] {
            coverage.disc(strange, 0.1, |_, _| panic!("no column there"));
        }
    }
}
