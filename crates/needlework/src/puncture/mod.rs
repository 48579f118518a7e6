//! Every puncture of a session: where, when and how deep.
//!
//! ```text
//! Device + Technique ── contacts ──▶ (x, y, time, needle)  geometry of drum, pins and hand, no skin in it
//! + Skin             ── depth ─────▶ Punctures             travel less indentation, capped by the skin
//! Punctures          ── Pattern::of ▶ density, overlap, depth, bleeding, force, time, warnings
//! ```

mod contacts;
mod coverage;
mod depth;
mod error;
mod hand;
mod pattern;
mod pen;
mod punctures;
mod roller;
mod stamp;
mod strike;
mod warning;

pub use coverage::union_fraction;
pub use depth::{Penetration, bleeding_probability, force_per_needle, pen_time_in_skin, roller_contact};
pub use error::PunctureError;
pub use pattern::Pattern;
pub use punctures::{Field, Punctures};
pub use strike::{MAX_PUNCTURES, strike};
pub use warning::Warning;
