//! Estimating what was not measured, from a molecule's size and lipophilicity.
//!
//! Every estimate is a rough one: laboratories differ by one to three decades for one compound. Use a measured value
//! where there is one, and carry the spread of [`super::parameters::TransportParameters`].

pub mod dermis;
mod lipid_paths;
pub mod molecule;
pub mod pores;
pub mod stratum_corneum;

pub use molecule::Molecule;

/// cm²/s to mm²/day.
pub(crate) const CM2_PER_S: f64 = 8.64e6;
/// cm/h to mm/day.
pub(crate) const CM_PER_H: f64 = 240.0;
/// 1/s to 1/day.
pub(crate) const PER_S: f64 = 86_400.0;
