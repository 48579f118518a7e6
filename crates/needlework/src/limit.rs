//! Range checks for numbers that come from outside, with errors that carry the value, the limit and the place.

use serde::Serialize;

/// A number that the model cannot use.
///
/// `place` is a dotted path such as `device.pen.frequency`; the caller that knows the file maps it to a line.
#[derive(Debug, Clone, PartialEq, Serialize, thiserror::Error)]
pub enum LimitError {
    /// Not a number, or infinite.
    #[error("{place} is {value}, which is not a finite number")]
    NotFinite {
        /// Dotted path of the field.
        place: &'static str,
        /// The value that was given, in the unit of the field [any].
        value: f64,
    },
    /// Outside the range in which the model means something.
    #[error("{place} is {value}{0}; it must lie between {low} and {high}{0}", spaced(unit))]
    OutOfRange {
        /// Dotted path of the field.
        place: &'static str,
        /// The value that was given, in `unit` [any].
        value: f64,
        /// Smallest value allowed, in `unit` [any].
        low: f64,
        /// Largest value allowed, in `unit` [any].
        high: f64,
        /// Unit of the three numbers.
        unit: &'static str,
    },
    /// A count outside its range.
    #[error("{place} is {value}; it must lie between {low} and {high}")]
    Count {
        /// Dotted path of the field.
        place: &'static str,
        /// The count that was given.
        value: usize,
        /// Smallest count allowed.
        low: usize,
        /// Largest count allowed.
        high: usize,
    },
}

/// The unit with a space before it, or nothing for a pure number.
fn spaced(unit: &str) -> String {
    if unit.is_empty() { String::new() } else { format!(" {unit}") }
}

impl LimitError {
    /// Stable code for `explain` and for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFinite { .. } => "L001",
            Self::OutOfRange { .. } => "L002",
            Self::Count { .. } => "L003",
        }
    }

    /// Dotted path of the field that is wrong.
    pub fn place(&self) -> &'static str {
        match self {
            Self::NotFinite { place, .. } | Self::OutOfRange { place, .. } | Self::Count { place, .. } => place,
        }
    }
}

/// Checks that `value` is finite and in `low..=high`.
///
/// # Errors
/// [`LimitError::NotFinite`] or [`LimitError::OutOfRange`].
///
/// ```
/// use needlework::limit::in_range;
/// assert_eq!(in_range("needle.length", 1.5, 0.05, 5.0, "mm"), Ok(1.5));
/// assert_eq!(in_range("needle.length", 9.0, 0.05, 5.0, "mm").unwrap_err().code(), "L002");
/// ```
pub fn in_range(place: &'static str, value: f64, low: f64, high: f64, unit: &'static str) -> Result<f64, LimitError> {
    if !value.is_finite() {
        Err(LimitError::NotFinite { place, value })
    } else if value < low || value > high {
        Err(LimitError::OutOfRange { place, value, low, high, unit })
    } else {
        Ok(value)
    }
}

/// Checks that a count is in `low..=high`.
///
/// # Errors
/// [`LimitError::Count`].
pub fn count_in_range(place: &'static str, value: usize, low: usize, high: usize) -> Result<usize, LimitError> {
    if (low..=high).contains(&value) { Ok(value) } else { Err(LimitError::Count { place, value, low, high }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_place_value_limit_and_unit() {
        let message = |result: Result<f64, LimitError>| result.unwrap_err().to_string();
        assert_eq!(
            message(in_range("needle.length", 9.0, 0.05, 5.0, "mm")),
            "needle.length is 9 mm; it must lie between 0.05 and 5 mm"
        );
        assert_eq!(
            message(in_range("person.smoking", 2.0, 0.0, 1.0, "")),
            "person.smoking is 2; it must lie between 0 and 1"
        );
        assert_eq!(
            message(in_range("needle.length", f64::NAN, 0.0, 1.0, "mm")),
            "needle.length is NaN, which is not a finite number"
        );
    }
}
