//! What the coupling asks of a geometry: volumes, neighbours and the diffusion operator. No biology.

use crate::space::{Annulus, AnnulusDiffusion, Axis, Block, BlockDiffusion, Diffusivity, Fields, SpaceError};
use core::fmt::Debug;

/// With fewer cells than this one thread does everything: waking another would take longer than it helps.
pub(super) const WORTH_SHARING: usize = 1 << 15;

/// A grid of columns and layers under a surface. Cell `k * columns + c` is column `c` of layer `k`.
pub trait Grid: Clone + Debug + PartialEq + Send + Sync {
    /// How many columns stand side by side.
    fn columns(&self) -> usize;

    /// The layers, from the surface down.
    fn depth(&self) -> &Axis;

    /// Cross-section of one column [mm²].
    ///
    /// # Panics
    /// If there is no such column.
    fn column_area(&self, column: usize) -> f64;

    /// How many layers.
    fn layers(&self) -> usize {
        self.depth().cells()
    }

    /// How many cells.
    fn cells(&self) -> usize {
        self.columns() * self.layers()
    }
}

/// A grid with a diffusion operator for contents stored as `T`.
pub trait Geometry<T>: Grid {
    /// What moves contents between the cells.
    type Diffusion: Diffusion<T>;

    /// A stepper for species with these diffusivities.
    ///
    /// # Errors
    /// A diffusivity that cannot be used.
    fn diffusion(&self, species: &[Diffusivity]) -> Result<Self::Diffusion, SpaceError>;
}

/// Moves contents between cells, keeping their sum.
pub trait Diffusion<T>: Clone + Debug + Send + Sync {
    /// Takes one step of length `step` [day].
    ///
    /// # Errors
    /// A step that is not positive, or fields of another size.
    fn advance(&mut self, fields: &mut Fields<T>, step: f64) -> Result<(), SpaceError>;
}

impl Grid for Annulus {
    fn columns(&self) -> usize {
        self.radial().cells()
    }

    fn depth(&self) -> &Axis {
        self.depth()
    }

    fn column_area(&self, column: usize) -> f64 {
        core::f64::consts::PI * self.ring_area(column)
    }
}

impl Grid for Block {
    fn columns(&self) -> usize {
        self.x().cells() * self.y().cells()
    }

    fn depth(&self) -> &Axis {
        self.depth()
    }

    fn column_area(&self, _: usize) -> f64 {
        self.x().width(0) * self.y().width(0)
    }
}

/// Written for each number by itself, so that the sweeps are compiled here and not in every crate that uses them.
macro_rules! stored_in {
    ($Number:ty) => {
        impl Geometry<$Number> for Annulus {
            type Diffusion = AnnulusDiffusion<$Number>;

            fn diffusion(&self, species: &[Diffusivity]) -> Result<Self::Diffusion, SpaceError> {
                AnnulusDiffusion::new(self, species)
            }
        }

        impl Diffusion<$Number> for AnnulusDiffusion<$Number> {
            fn advance(&mut self, fields: &mut Fields<$Number>, step: f64) -> Result<(), SpaceError> {
                self.advance(fields, step, 1)
            }
        }

        impl Geometry<$Number> for Block {
            type Diffusion = BlockDiffusion<$Number>;

            /// Works on as many threads as the pool that it is made in, if there is work for more than one.
            fn diffusion(&self, species: &[Diffusivity]) -> Result<Self::Diffusion, SpaceError> {
                let threads = if self.cells() < WORTH_SHARING { 1 } else { rayon::current_num_threads() };
                BlockDiffusion::new(self, species, threads)
            }
        }

        impl Diffusion<$Number> for BlockDiffusion<$Number> {
            fn advance(&mut self, fields: &mut Fields<$Number>, step: f64) -> Result<(), SpaceError> {
                self.advance(fields, step, 1)
            }
        }
    };
}
stored_in!(f32);
stored_in!(f64);

/// Share of each layer in a mean between two depths; the deepest layer stands for what lies below the grid.
pub(super) fn shares(depth: &Axis, top: f64, bottom: f64) -> Vec<f64> {
    let (faces, layers) = (depth.faces(), depth.cells());
    let overlap: Vec<f64> = (0..layers).map(|k| (bottom.min(faces[k + 1]) - top.max(faces[k])).max(0.0)).collect();
    let total: f64 = overlap.iter().sum();
    if total > 0.0 {
        overlap.iter().map(|x| x / total).collect()
    } else {
        (0..layers).map(|k| if k + 1 == layers { 1.0 } else { 0.0 }).collect()
    }
}
