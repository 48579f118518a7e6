//! What a session, a peel or a laser destroys: the starting point of the healing network.
//!
//! ```text
//! Punctures + Skin ── wound ──▶ Injury        (one volume fraction per depth zone, what bleeds, what is open)
//! Peel, LaserColumns ─────────▶ Injury        (from their geometry)
//! ```

mod error;
mod kinds;
mod laser;
mod laser_device;
mod peel;
mod peel_product;
mod wound;

pub use error::InjuryError;
pub use kinds::{Injury, InjuryKind, ZoneInjury};
pub use laser::LaserColumns;
pub use laser_device::LaserPulse;
pub use peel::{Peel, PeelParameters};
pub use peel_product::{PeelAgent, PeelApplication, PeelDepthParameters};
pub use wound::{Destruction, destroyed_fraction, destroyed_radius, wound};
