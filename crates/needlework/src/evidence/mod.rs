//! Published trials beside a course: how like it they are, and what they measured beside what the course predicts.
//!
//! [`Traits`] is what a treatment is compared by, [`distance`] how far two of them are apart, [`nearest`] ranks trials,
//! [`compare`] puts a measured outcome beside the predicted one. Trials that disagree with the course stay in: nothing here
//! looks at an outcome before it ranks. [`Family`], [`RandomEffects`] and [`TrialMean`] say how far trials of one treatment differ,
//! [`Score`] how well figures were predicted.

mod arm;
mod compare;
mod distance;
mod score;
mod spread;
mod traits;

pub use arm::{Arm, Kind, Measured, Outcome, Product, ProductKind, Since};
pub use compare::{Comparison, Near, Predicted, compare, nearest};
pub use distance::{Distance, Field, Part, UNKNOWN, distance};
pub use score::{Held, Score, rank_correlation};
pub use spread::{Family, RandomEffects, RiskSpread, TrialMean, conditioned};
pub use traits::{DeviceKind, Region, Traits, Treatment, sessions_of, traits_of};
