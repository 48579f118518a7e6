//! The surface of the skin: relief and colour of every concern, as they answer the tissue.
//!
//! ```text
//! Skin + Concern + key ─ SkinSurface::new ─▶ scars, lines, pores, spots (fixed through the course)
//! Assessment of a day ─ SurfaceState::of ─▶ what the tissue is like
//! SkinSurface + SurfaceState ─ maps ─▶ height, melanosomes, blood, scattering ─ optics ─▶ colour
//! ```
//!
//! The same study and seed give the same skin; through a course only what the tissue changes changes. Scars fill as the
//! outcome maps say, so that pictures and scores tell one story.

mod area;
mod film;
mod grain;
mod line;
mod marks;
mod mature;
mod melasma;
mod micro;
mod noise;
pub mod optics;
mod painting;
mod parameters;
mod pigment;
mod pore;
mod raised;
mod reading;
mod roughness;
mod scar;
mod site;
mod skin_surface;
mod state;
mod stretched;
mod stria;
#[cfg(test)]
mod tests;

pub use area::{MOST_POINTS, SurfaceMaps, Window};
pub use film::Film;
pub use grain::Grain;
pub use line::Line;
pub use marks::Marks;
pub use melasma::Melasma;
pub use parameters::ReliefParameters;
pub use pigment::{Spot, spots};
pub use pore::Pores;
pub use reading::SurfaceReading;
pub use roughness::{Roughness, SAMPLING_LENGTH};
pub use scar::{Scar, ScarMeasure};
pub use site::{LinePattern, SiteSurface};
pub use skin_surface::SkinSurface;
pub use state::SurfaceState;
pub use stria::Stria;
