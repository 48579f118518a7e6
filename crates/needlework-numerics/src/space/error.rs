//! What can be wrong with a grid or a diffusion problem.

use thiserror::Error;

/// Why a grid, a field or a stepper could not be made.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum SpaceError {
    /// A length, width or coefficient that must be finite and positive (or not negative) is not.
    #[error("{what} is {value}, must be {rule}")]
    OutOfRange {
        /// Which quantity.
        what: &'static str,
        /// What was given, in internal units.
        value: f64,
        /// What is allowed.
        rule: &'static str,
    },
    /// A grid would have too few or too many cells.
    #[error("{what} has {cells} cells, allowed are {least} to {most}")]
    CellCount {
        /// Which axis or grid.
        what: &'static str,
        /// How many cells were asked for.
        cells: usize,
        /// Fewest allowed.
        least: usize,
        /// Most allowed.
        most: usize,
    },
    /// A list has not one entry for each cell or species.
    #[error("{what} has {found} entries, the grid needs {expected}")]
    Length {
        /// Which list.
        what: &'static str,
        /// Entries given.
        found: usize,
        /// Entries needed.
        expected: usize,
    },
}

impl SpaceError {
    /// Stable code for users and scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OutOfRange { .. } => "space-out-of-range",
            Self::CellCount { .. } => "space-cell-count",
            Self::Length { .. } => "space-length",
        }
    }
}

/// `value` if it is finite and positive.
pub(super) fn positive(what: &'static str, value: f64) -> Result<f64, SpaceError> {
    if value.is_finite() && value > 0.0 {
        Ok(value)
    } else {
        Err(SpaceError::OutOfRange { what, value, rule: "finite and positive" })
    }
}

/// `value` if it is finite and not negative.
pub(super) fn not_negative(what: &'static str, value: f64) -> Result<f64, SpaceError> {
    if value.is_finite() && value >= 0.0 {
        Ok(value)
    } else {
        Err(SpaceError::OutOfRange { what, value, rule: "finite and not negative" })
    }
}
