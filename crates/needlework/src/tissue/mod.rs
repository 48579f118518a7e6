//! Tissue in space: the healing network in every cell of a grid, coupled by diffusion.
//!
//! | tier | geometry | stored in |
//! |---|---|---|
//! | [`UnitCell`] | one channel and the tissue it owns, axisymmetric, `1/√(π·density)` wide | `f64` |
//! | [`Patch`] | a block of skin with every puncture at its own place | `f32` |
//!
//! Both are a [`Tissue`]: one coupling of the network with a [`Geometry`], which supplies volumes, neighbours and the
//! diffusion operator and knows no biology. Equations, cost and limits are in `docs/models/tissue.md`.

mod clock;
mod compare;
mod coupled;
mod coverage;
mod geometry;
mod group;
mod layers;
mod local;
#[cfg(test)]
mod manufactured;
mod march;
mod patch;
mod reaction;
mod relax;
mod signals;
mod state;
mod storage;
mod surface;
mod unit_cell;

pub use clock::Clock;
pub use compare::{Pattern, Reduction, reduction};
pub use coupled::{Accuracy, Effort, Tissue};
pub use coverage::{Channel, Puncture};
pub use geometry::{Diffusion, Geometry, Grid};
pub use layers::{Stratification, depth_axis};
pub use patch::Patch;
pub use state::TissueState;
pub use storage::Storage;
pub use surface::PAPILLARY;
pub use unit_cell::{UnitCell, cell_radius};
