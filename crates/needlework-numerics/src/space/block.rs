//! The Cartesian grid: a block of skin, even in the plane of the surface, uniform or graded in depth.

use super::annulus::{MOST_CELLS, straight_line};
use super::axis::Axis;
use super::error::SpaceError;
use super::line::Line;

/// What lies beyond the four sides of a block. The surface and the bottom let nothing through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sides {
    /// Nothing crosses the sides.
    NoFlux,
    /// The block repeats itself.
    Periodic,
}

/// Cells `(x, y, z)`. Cell `(k * y.cells() + j) * x.cells() + i` is column `(i, j)`, layer `k`.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    x: Axis,
    y: Axis,
    depth: Axis,
    sides: Sides,
}

impl Block {
    /// A block of `x_cells` × `y_cells` columns of square cross-section `spacing` [mm].
    ///
    /// # Errors
    /// A spacing that is not positive, or too many or too few cells.
    pub fn new(x_cells: usize, y_cells: usize, spacing: f64, depth: Axis, sides: Sides) -> Result<Self, SpaceError> {
        let x = Axis::uniform(spacing * x_cells as f64, x_cells)?;
        let y = Axis::uniform(spacing * y_cells as f64, y_cells)?;
        let cells = x_cells.saturating_mul(y_cells).saturating_mul(depth.cells());
        if cells > MOST_CELLS {
            return Err(SpaceError::CellCount { what: "block", cells, least: 1, most: MOST_CELLS });
        }
        Ok(Self { x, y, depth, sides })
    }

    /// The columns along x.
    pub fn x(&self) -> &Axis {
        &self.x
    }

    /// The columns along y.
    pub fn y(&self) -> &Axis {
        &self.y
    }

    /// The layers.
    pub fn depth(&self) -> &Axis {
        &self.depth
    }

    /// What lies beyond the sides.
    pub fn sides(&self) -> Sides {
        self.sides
    }

    /// How many cells.
    pub fn cells(&self) -> usize {
        self.x.cells() * self.y.cells() * self.depth.cells()
    }

    /// Volume of every cell of layer `k` [mm³].
    pub fn volume(&self, k: usize) -> f64 {
        self.x.width(0) * self.y.width(0) * self.depth.width(k)
    }

    pub(super) fn x_line(&self, diffusivity: f64) -> Line {
        straight_line(&self.x, |_| diffusivity, self.sides == Sides::Periodic)
    }

    pub(super) fn y_line(&self, diffusivity: f64) -> Line {
        straight_line(&self.y, |_| diffusivity, self.sides == Sides::Periodic)
    }

    pub(super) fn depth_line(&self, diffusivity: impl Fn(usize) -> f64) -> Line {
        straight_line(&self.depth, diffusivity, false)
    }
}
