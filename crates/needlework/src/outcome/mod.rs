//! Outcomes: what people see and instruments read, computed from the tissue.
//!
//! Each endpoint is one unit struct that implements [`Measure`], registered once in [`Endpoint`]. Tables, charts and
//! summaries loop over [`Endpoint::ALL`]; nothing else in the program knows a particular endpoint.

mod appearance;
mod assessment;
mod barrier;
mod colour;
mod elasticity;
mod histology;
mod imaging;
mod mature;
mod normal;
mod parameters;
mod pigment;
mod reading;
mod redness;
mod registry;
mod risk;
pub mod scales;
mod scars;
mod session;
mod smoothing;
pub mod tolerability;

pub use assessment::{
    Accumulated, Assessment, DEPTH_WEIGHTS, DEPTH_ZONES, DepthZone, INJURY_DEPTHS, UPPER_DERMIS, lesional_share,
};
pub use elasticity::recoil_index;
pub use normal::normal_cdf;
pub use parameters::OutcomeParameters;
pub use reading::{ErrorSize, ReadingError};
pub use registry::{Better, Endpoint, Info, Measure};
pub use scars::{fill_share, fill_target, flattened, severity_depths, visible_depth};
pub use session::{Anaesthesia, SessionFacts, pain};
pub use smoothing::smoothing_index;
