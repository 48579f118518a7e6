//! What can go wrong when a session is struck.

use crate::limit::LimitError;

/// A session that cannot be simulated.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PunctureError {
    /// A number that cannot be used.
    #[error(transparent)]
    Limit(#[from] LimitError),
    /// The technique belongs to another kind of device.
    #[error("the device is a {device} but the technique is for a {technique}")]
    Mismatch {
        /// Kind of the device.
        device: &'static str,
        /// Kind of the technique.
        technique: &'static str,
    },
    /// More strokes than fit in memory; a smaller patch stands for the same session.
    #[error(
        "the session makes about {expected:.3e} needle strokes on and around the patch; at most {limit} are simulated: choose a smaller patch"
    )]
    TooMany {
        /// Strokes that would be made [-].
        expected: f64,
        /// Largest number allowed.
        limit: usize,
    },
}

impl PunctureError {
    /// Stable code for `explain` and for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Limit(limit) => limit.code(),
            Self::Mismatch { .. } => "P001",
            Self::TooMany { .. } => "P002",
        }
    }
}
