//! What a session, a peel or a laser destroys: the starting point of the healing network.
//!
//! ```text
//! Punctures + Skin ── wound ──▶ Injury        (one volume fraction per depth zone, what bleeds, what is open)
//! Peel, LaserColumns, RadiofrequencyNeedles ──▶ Injury        (from their dose or geometry)
//! ```

mod error;
mod kinds;
mod laser;
mod laser_device;
mod peel;
mod peel_product;
mod radiofrequency;
mod wound;

pub use error::InjuryError;
pub use kinds::{Injury, InjuryKind, ZoneInjury};
pub use laser::{ColumnSpread, Laser, LaserColumns};
pub use laser_device::LaserPulse;
pub use peel::{Peel, PeelClass, PeelDose, PeelModel, PeelParameters, Spots};
pub use peel_product::{PeelAgent, PeelApplication, PeelDoseParameters};
pub use radiofrequency::RadiofrequencyNeedles;
pub use wound::{Destruction, destroyed_fraction, destroyed_radius, wound};
