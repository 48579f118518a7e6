//! The course of treatment: events on days, healing between them. [`simulate`] tells the whole story.

mod absorption;
mod assess;
mod bands;
mod cell;
mod channels;
mod correction;
mod deliver;
mod draw;
mod error;
mod facts;
mod heal;
mod insults;
mod plausible;
mod protocol;
mod regimen;
mod response;
mod schedule;
mod sensitivity;
mod sessions;
mod simulate;
mod space;
mod study;
mod tiers;
mod tolerability;
mod worth;

pub use absorption::{Absorbed, absorb_study};
pub use assess::{EndpointSeries, History};
pub use bands::Band;
pub use cell::{CellRun, Lesion};
pub use channels::{channels, mean_channels};
pub use correction::{CORRECTED, Correction, SpaceCorrection};
pub use deliver::{Delivered, deliver};
pub use draw::{Draw, People};
pub use error::CourseError;
pub use facts::InsultFacts;
pub use heal::{Patient, heal};
pub use insults::{InsultModel, insults};
pub use protocol::{Event, EventKind, LONGEST_COURSE, MOST_EVENTS, Needling, Protocol, Topicals, Zone};
pub use regimen::{MOST_REGIMENS, Regimen, Timing};
pub use response::{PLACES, Response, TAIL, places};
pub use schedule::recording_times;
pub use sensitivity::{Driver, Sensitivity};
pub use sessions::{Puncturing, Session, strike_sessions};
pub use simulate::{Course, ZoneCourse, simulate, simulate_in_space, simulate_means};
pub use space::{
    Advance, BYTES_PER_VOXEL, BlockSettings, CutChannel, FieldSettings, Halt, MOST_SNAPSHOTS, MOST_VOXELS,
    PatchChannels, SavedTissue, Slice, Slices, Space, SpaceCourse, SpaceGrid, SpaceRun, SpaceRunState, Tier,
};
pub use study::{Numerics, Study};
pub use tiers::{TierRow, Tiers};
pub use tolerability::{Moment, Redness, Tolerability, tolerability};
pub use worth::{HELD_SHARE, Worth, worth};
