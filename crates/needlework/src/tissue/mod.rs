//! Tissue in space: the healing network in every cell of a grid, coupled by diffusion.
//!
//! [`UnitCell`] is the axisymmetric tier: one channel and the tissue it owns, `1/√(π·density)` wide.

mod reaction;
mod relax;
mod surface;
mod unit_cell;

pub use unit_cell::{Accuracy, Channel, Effort, PAPILLARY, UnitCell};
