//! The course of treatment: events on days, healing between them.

mod protocol;
mod study;

pub use protocol::{Event, EventKind, LONGEST_COURSE, MOST_EVENTS, Needling, Protocol, Topicals, Zone};
pub use study::{Numerics, Study};
