//! Outcomes: what people see and instruments read, computed from the tissue.

mod normal;
mod parameters;
mod session;

pub use normal::normal_cdf;
pub use parameters::OutcomeParameters;
pub use session::{Anaesthesia, SessionFacts, pain};
