//! The course of treatment: events on days, healing between them. [`simulate`] tells the whole story.

mod assess;
mod bands;
mod draw;
mod error;
mod facts;
mod heal;
mod plausible;
mod protocol;
mod schedule;
mod sensitivity;
mod sessions;
mod simulate;
mod study;

pub use assess::{EndpointSeries, History};
pub use bands::Band;
pub use draw::Draw;
pub use error::CourseError;
pub use heal::{Patient, heal};
pub use protocol::{Event, EventKind, LONGEST_COURSE, MOST_EVENTS, Needling, Protocol, Topicals, Zone};
pub use schedule::recording_times;
pub use sensitivity::{Driver, Sensitivity};
pub use sessions::{Puncturing, Session, strike_sessions};
pub use simulate::{Course, ZoneCourse, simulate};
pub use study::{Numerics, Study};
