//! What can be wrong with a quantity string.

use core::ops::Range;

use super::Dimension;

/// Why a text is not the quantity that was asked for. Ranges are byte ranges of the text.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum QuantityError {
    /// The text is empty or blank.
    #[error("the value is empty")]
    Empty,
    /// The text is longer than any sensible quantity.
    #[error("the value has {length} characters; a quantity has at most {limit}")]
    TooLong {
        /// Bytes found.
        length: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// The text does not start with a number.
    #[error("{found} is not a number")]
    NotANumber {
        /// The offending part, made printable.
        found: String,
        /// Where it is.
        at: Range<usize>,
    },
    /// A decimal comma.
    #[error("decimals are written with a point, not a comma")]
    DecimalComma {
        /// Where the comma is.
        at: Range<usize>,
    },
    /// A unit that the table does not have.
    #[error("unknown unit {found}")]
    UnknownUnit {
        /// The offending part, made printable.
        found: String,
        /// Where it is.
        at: Range<usize>,
        /// A unit with nearly the same name.
        suggestion: Option<&'static str>,
    },
    /// The unit expression cannot be read.
    #[error("the unit cannot be read at {found}")]
    UnitSyntax {
        /// The offending part, made printable.
        found: String,
        /// Where it is.
        at: Range<usize>,
    },
    /// A bare number where a unit is needed.
    #[error("the number {number} has no unit")]
    MissingUnit {
        /// The number as written.
        number: String,
    },
    /// The unit is of another kind than what was asked for.
    #[error("this is {found}, not {expected}")]
    WrongDimension {
        /// The kind wanted, in words with its article.
        expected: &'static str,
        /// The dimension found, in words.
        found: String,
        /// The dimension found.
        dimension: Dimension,
        /// Where the unit is.
        at: Range<usize>,
    },
    /// A negative value where only positive ones have a meaning.
    #[error("{expected} cannot be negative")]
    Negative {
        /// The kind wanted, in words with its article.
        expected: &'static str,
    },
    /// The number is too large for any use.
    #[error("the number is too large")]
    NotFinite {
        /// Where the number is.
        at: Range<usize>,
    },
}

impl QuantityError {
    /// The part of the text that is to blame, where it is narrower than the whole.
    pub fn range(&self) -> Option<Range<usize>> {
        match self {
            Self::NotANumber { at, .. }
            | Self::DecimalComma { at }
            | Self::UnknownUnit { at, .. }
            | Self::UnitSyntax { at, .. }
            | Self::WrongDimension { at, .. }
            | Self::NotFinite { at } => Some(at.clone()),
            _ => None,
        }
    }
}
