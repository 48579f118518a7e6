//! What a course may cost the person: the chance of each unwanted event with its band and its evidence, and what the days
//! after a session are like.
//!
//! Chances are per course and zone. They start from counts of published series and are changed by what is known about the
//! person, the site, the needles and the care afterwards; where the evidence is thin, the risk says so.

mod aftermath;
mod circumstances;
mod parameters;
mod recovery;
mod risks;
mod treatments;

pub use aftermath::{Aftermath, lagged};
pub use circumstances::{Circumstances, Hygiene, Isotretinoin, Sun};
pub use parameters::TolerabilityParameters;
pub use recovery::{Recovery, Span, Treated, recovery};
pub use risks::{Band, Exposure, Measured, NeedledIn, Risk, risks};
pub use treatments::{Gap, Treatments};
