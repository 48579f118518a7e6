//! Peels, lasers and radiofrequency in whole courses: order, doses, spread, and published studies.
//!
//! `NEEDLEWORK_WRITE=1` renews `validation/insults/`; without it the committed tables must agree.

mod course;
mod fixtures;
#[path = "../roller/mod.rs"]
mod roller;
mod validation;
