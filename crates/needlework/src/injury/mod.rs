//! What a session, a peel or a laser destroys: the starting point of the healing network.
//!
//! ```text
//! Punctures + Skin ── wound ──▶ Injury        (one volume fraction per depth zone, what bleeds, what is open)
//! Peel, LaserColumns ─────────▶ Injury        (from their geometry)
//! ```

mod error;
mod kinds;
mod laser;
mod peel;
mod wound;

pub use error::InjuryError;
pub use kinds::{Injury, InjuryKind, ZoneInjury};
pub use laser::LaserColumns;
pub use peel::{Peel, PeelParameters};
pub use wound::{Destruction, destroyed_fraction, destroyed_radius, wound};
