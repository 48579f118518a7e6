//! Space: grids, fields, and diffusion through them. Geometry only, no biology.
//!
//! Two grids carry the tissue: an [`Annulus`] of rings and layers round one channel, and a [`Block`] of skin with many
//! channels. On both, [`Fields`] hold one contiguous array per species, and a stepper ([`AnnulusDiffusion`],
//! [`BlockDiffusion`]) solves `∂u/∂t = ∇·(D∇u)` with no flux through the surface and the bottom.
//!
//! The scheme is a conservative finite-volume method, split by directions in symmetric order; along each line an implicit
//! two-stage step that is L-stable and of second order, in terms of the amounts that cross each face, so that contents are
//! balanced to the last rounding. Where such a step would take a line below zero it is blended with backward Euler.
//!
//! Cost of one second-order step per cell and direction: 10 operations, 7 of them fused (a fused one counted as two makes
//! 17 flops), and 8 moves of a vector, most of them within the first-level cache.

mod annulus;
mod annulus_diffusion;
mod axis;
mod block;
mod block_diffusion;
mod diffusivity;
mod error;
mod fields;
mod limit;
mod line;
mod numbers;
mod passes;
mod rows;
mod slab;
mod split;
mod sweep;
mod tile;

pub use annulus::{Annulus, MOST_CELLS};
pub use annulus_diffusion::AnnulusDiffusion;
pub use axis::{Axis, MOST_CELLS_PER_AXIS};
pub use block::{Block, Sides};
pub use block_diffusion::BlockDiffusion;
pub use diffusivity::Diffusivity;
pub use error::SpaceError;
pub use fields::{Fields, MOST_NUMBERS};
pub use line::Order;
pub use numbers::Number;
