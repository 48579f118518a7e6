//! A course in space: the same person, sessions and inputs as the point course, run in a unit cell or a patch.

mod cell;
mod moments;
mod patch;
mod run;
mod settings;
mod slice;
mod strokes;
mod tissue;

pub use run::{Advance, Halt, SpaceCourse, SpaceRun, SpaceRunState};
pub use settings::{BYTES_PER_VOXEL, BlockSettings, FieldSettings, MOST_SNAPSHOTS, MOST_VOXELS, Space, Tier};
pub use slice::{CutChannel, Slice, Slices};
pub use strokes::PatchChannels;
pub use tissue::{SavedTissue, SpaceGrid};
