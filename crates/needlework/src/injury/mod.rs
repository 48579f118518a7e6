//! What a session, a peel or a laser destroys: the starting point of the healing network.

mod kinds;

pub use kinds::{Injury, InjuryKind, ZoneInjury};
