//! Raised scars as the library has them.

use needlework::concern::{MatureScar, ScarCause};

/// A burn scar; a surgical one is narrower.
pub fn burn() -> MatureScar {
    MatureScar {
        cause: ScarCause::Burn,
        width: 34.0,
        length: 44.0,
        height: 1.5,
        redness: 2.0,
        pigment: 0.3,
        stiffness: 2.5,
        surface: 5.0,
    }
}
