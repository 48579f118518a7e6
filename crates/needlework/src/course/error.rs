//! Why a course could not be simulated.

use crate::injury::InjuryError;
use crate::integrator::LaneFailure;
use crate::limit::LimitError;
use crate::puncture::PunctureError;
use crate::space::SpaceError;
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
    /// A grid that cannot be made.
    #[error(transparent)]
    Space(#[from] SpaceError),
    /// A species that the network does not have.
    #[error("there is no species called {0}")]
    UnknownSpecies(String),
    /// A saved state that is not of this run.
    #[error("the saved state belongs to another run")]
    OtherRun,
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
            Self::Space(error) => error.code(),
            Self::UnknownZone { .. } => "C001",
            Self::UnknownSpecies(_) => "C002",
            Self::OtherRun => "C003",
            Self::Healing(error) => error.code(),
        }
    }
}
