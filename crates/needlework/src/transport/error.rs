//! What can be wrong with a transport problem.

use thiserror::Error;

/// A rejected transport problem; [`TransportError::code`] is stable.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum TransportError {
    /// A quantity lies outside the range in which the model means anything.
    #[error("{place}: {quantity} = {value} is outside {low} to {high}")]
    OutOfRange {
        /// Where the value was given.
        place: String,
        /// Which quantity.
        quantity: &'static str,
        /// The rejected value, in the unit that the quantity's documentation names.
        value: f64,
        /// Smallest accepted value, same unit.
        low: f64,
        /// Largest accepted value, same unit.
        high: f64,
    },
    /// A list that must have members is empty.
    #[error("{place}: {what} is empty")]
    Empty {
        /// Where the list was expected.
        place: String,
        /// What it lists.
        what: &'static str,
    },
    /// Two things that must agree do not.
    #[error("{place}: {what}")]
    Inconsistent {
        /// Where.
        place: String,
        /// What disagrees.
        what: String,
    },
    /// The integrator could not reach its tolerance.
    #[error("transport did not converge at {time} d: step {step} d after {steps} steps")]
    NoConvergence {
        /// Time reached [day].
        time: f64,
        /// Last step tried [day].
        step: f64,
        /// Steps spent.
        steps: usize,
    },
}

impl TransportError {
    /// Stable code of the error, for documentation and tests.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OutOfRange { .. } => "T001",
            Self::Empty { .. } => "T002",
            Self::Inconsistent { .. } => "T003",
            Self::NoConvergence { .. } => "T004",
        }
    }
}

/// Accepts `value` when it is finite and within `low..=high`.
///
/// # Errors
/// [`TransportError::OutOfRange`] otherwise.
pub fn within(place: &str, quantity: &'static str, value: f64, low: f64, high: f64) -> Result<f64, TransportError> {
    if value.is_finite() && (low..=high).contains(&value) {
        Ok(value)
    } else {
        Err(TransportError::OutOfRange { place: place.to_owned(), quantity, value, low, high })
    }
}
