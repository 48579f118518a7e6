//! What can go wrong when an injury is computed.

use crate::limit::{LimitError, count_in_range, in_range};

/// An injury that cannot be computed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum InjuryError {
    /// A number that cannot be used.
    #[error(transparent)]
    Limit(#[from] LimitError),
    /// The arrays of a puncture set do not have one length.
    #[error("the punctures have {depths} depths but {other} values of {array}")]
    Ragged {
        /// Number of depths.
        depths: usize,
        /// Number of values in the other array.
        other: usize,
        /// Name of the other array.
        array: &'static str,
    },
}

impl InjuryError {
    /// Stable code for `explain` and for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Limit(limit) => limit.code(),
            Self::Ragged { .. } => "I001",
        }
    }
}

/// Most depth zones of one injury.
const MAX_ZONES: usize = 1000;

/// Checks the depths at which an injury is asked for.
pub(super) fn check_depths(depths: &[f64]) -> Result<(), LimitError> {
    count_in_range("injury.zones", depths.len(), 1, MAX_ZONES)?;
    for depth in depths {
        in_range("injury.zones.depth", *depth, 0.0, 20.0, "mm")?;
    }
    Ok(())
}
