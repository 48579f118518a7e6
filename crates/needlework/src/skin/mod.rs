//! Skin: a person, a body site, and the layers they have together.
//!
//! ```text
//! Person + Site ── Skin::resolve ──▶ Skin { layers, stiffness, vessel depth }
//! ```

mod layers;
mod person;
mod resolve;
mod site;

pub use layers::{Layer, Layers};
pub use person::{Person, Phototype, Sex};
pub use resolve::{AgeingParameters, Skin, Stiffness};
pub use site::{SexLayers, Site, Support, Thickness};
