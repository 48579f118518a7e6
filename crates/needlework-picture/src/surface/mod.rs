//! Skin as a camera would see it: relief and chromophores under fixed light.
//!
//! ```text
//! SurfaceMaps ─ shade ─▶ Radiance ─ develop ─▶ Canvas ─ label ─▶ plate
//! Course ─ course_surface ─▶ plates, difference map, profiles
//! ```

mod blur;
mod coarse;
mod course;
mod develop;
mod difference;
mod light;
mod plate;
mod profile;
mod shade;
#[cfg(test)]
mod tests;

pub use course::{CourseSurface, CutProfile, Moment, Plate, SurfaceFacts, course_surface};
pub use develop::develop;
pub use difference::{Change, Difference, difference};
pub use light::Light;
pub use plate::{LABEL, Side, plate, plate_of};
pub use profile::{Cut, cuts};
pub use shade::{Radiance, Stage, shade};
