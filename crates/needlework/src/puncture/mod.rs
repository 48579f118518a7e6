//! Every puncture of a session: where, when and how deep.

mod punctures;

pub use punctures::{Field, Pattern, Punctures};
