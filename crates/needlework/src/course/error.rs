//! Why a course could not be simulated.

use crate::injury::InjuryError;
use crate::integrator::LaneFailure;
use crate::limit::LimitError;
use crate::puncture::PunctureError;
use crate::transport::TransportError;

/// Why a course could not be simulated.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CourseError {
    /// A number that no model can use.
    #[error(transparent)]
    Limit(#[from] LimitError),
    /// A session that could not be struck.
    #[error(transparent)]
    Puncture(#[from] PunctureError),
    /// Punctures that make no injury.
    #[error(transparent)]
    Injury(#[from] InjuryError),
    /// An event for a zone that the study does not have.
    #[error("an event treats zone number {zone}, but the study has {zones}")]
    UnknownZone {
        /// The zone that was asked for.
        zone: usize,
        /// How many zones there are.
        zones: usize,
    },
    /// A product that cannot be absorbed.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The healing network could not be integrated.
    #[error("healing could not be computed: {0}")]
    Healing(#[from] LaneFailure),
}

impl CourseError {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Limit(error) => error.code(),
            Self::Puncture(error) => error.code(),
            Self::Injury(error) => error.code(),
            Self::Transport(error) => error.code(),
            Self::UnknownZone { .. } => "C001",
            Self::Healing(error) => error.code(),
        }
    }
}
