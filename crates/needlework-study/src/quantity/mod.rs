//! Quantity strings: a number with its unit, as `"1.5 mm"`, `"4 weeks"`, `"250 /cm2"`, `"30 s/cm2"`.
//!
//! The dimension is checked at run time, and the value is stored in the unit that the science uses.
//!
//! ```
//! use needlework_study::quantity::{Length, Duration};
//! let length: Length = "250 um".parse()?;
//! assert_eq!(length.mm(), 0.25);
//! let pause: Duration = "4 weeks".parse()?;
//! assert_eq!(pause.days(), 28.0);
//! assert_eq!(
//!     "4 weeks".parse::<Length>().unwrap_err().to_string(),
//!     "this is a duration, not a length"
//! );
//! # Ok::<(), needlework_study::quantity::QuantityError>(())
//! ```

mod dimension;
mod error;
mod kind;
mod kinds;
mod unit;

pub use dimension::Dimension;
pub use error::QuantityError;
pub use kind::{KINDS, Kind};
pub use kinds::*;
pub use unit::Unit;

use crate::text::printable;

/// Bytes that a quantity string may have.
pub const MAX_TEXT: usize = 80;

/// A number with its unit, before it is asked for as a certain kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity<'a> {
    mantissa: &'a str,
    exponent: i32,
    /// Bytes before the unit.
    unit_start: usize,
    has_unit: bool,
    /// The unit as written.
    pub unit: Unit,
}

impl<'a> Quantity<'a> {
    /// Reads a number and its unit.
    ///
    /// # Errors
    /// Every [`QuantityError`] but the ones about the kind wanted.
    pub fn parse(text: &'a str) -> Result<Self, QuantityError> {
        if text.len() > MAX_TEXT {
            return Err(QuantityError::TooLong { length: text.len(), limit: MAX_TEXT });
        }
        if text.trim().is_empty() {
            return Err(QuantityError::Empty);
        }
        let lead = text.len() - text.trim_start().len();
        let body = text[lead..].trim_end();
        let number = number_length(body);
        let not_a_number = |at: core::ops::Range<usize>| QuantityError::NotANumber { found: printable(body), at };
        if number.mantissa == 0 {
            return Err(not_a_number(lead..lead + body.len()));
        }
        let mantissa = &body[..number.mantissa];
        let exponent = match &body[number.mantissa..number.total] {
            "" => 0,
            text => text[1..].parse::<i32>().unwrap_or(i32::MAX),
        };
        if exponent.unsigned_abs() > 400 {
            return Err(QuantityError::NotFinite { at: lead..lead + number.total });
        }
        let unit_text = &body[number.total..];
        if unit_text.starts_with(',') {
            let at = lead + number.total;
            return Err(QuantityError::DecimalComma { at: at..at + 1 });
        }
        if unit_text.starts_with('.') {
            return Err(not_a_number(lead..lead + body.len()));
        }
        let unit_start = lead + body.len() - unit_text.trim_start().len();
        let unit = Unit::parse(unit_text.trim_start()).map_err(|e| shifted(e, unit_start))?;
        Ok(Self { mantissa, exponent, unit_start, has_unit: !unit_text.trim().is_empty(), unit })
    }

    /// The number in another unit of the same dimension; the caller has compared the dimensions.
    fn convert(&self, target: &Unit) -> f64 {
        let exponent = self.exponent + self.unit.decimal - target.decimal;
        let digits: f64 = format!("{}e{exponent}", self.mantissa).parse().unwrap_or(f64::NAN);
        let (up, down) = reduced(self.unit.numerator * target.denominator, self.unit.denominator * target.numerator);
        digits * up / down
    }
}

/// A fraction of whole numbers in lowest terms, so that as few roundings as possible follow; others unchanged.
fn reduced(up: f64, down: f64) -> (f64, f64) {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53
    if up.fract() != 0.0 || down.fract() != 0.0 || up > EXACT || down > EXACT {
        return (up, down);
    }
    let (mut a, mut b) = (up as u64, down as u64);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    let common = a.max(1) as f64;
    (up / common, down / common)
}

/// Reads `text` as a quantity of `kind`, in the unit in which the kind is stored.
///
/// # Errors
/// Every [`QuantityError`].
pub fn parse_kind(text: &str, kind: &Kind) -> Result<f64, QuantityError> {
    let quantity = Quantity::parse(text)?;
    let target = kind.stored_unit();
    if !quantity.has_unit && target.dimension != Dimension::NONE {
        return Err(QuantityError::MissingUnit { number: text.trim().to_owned() });
    }
    if quantity.unit.dimension != target.dimension {
        return Err(QuantityError::WrongDimension {
            expected: kind.noun,
            found: kind::describe(quantity.unit.dimension),
            dimension: quantity.unit.dimension,
            at: quantity.unit_start..text.trim_end().len(),
        });
    }
    check_value(quantity.convert(&target), kind, text.len())
}

/// Takes a bare number for a kind that allows one.
///
/// # Errors
/// [`QuantityError::MissingUnit`] for other kinds; [`QuantityError::Negative`], [`QuantityError::NotFinite`].
pub fn from_number(number: f64, kind: &Kind) -> Result<f64, QuantityError> {
    if !kind.bare_number {
        return Err(QuantityError::MissingUnit { number: number.to_string() });
    }
    check_value(number, kind, 0)
}

fn check_value(value: f64, kind: &Kind, length: usize) -> Result<f64, QuantityError> {
    if !value.is_finite() {
        return Err(QuantityError::NotFinite { at: 0..length });
    }
    if value < 0.0 && !kind.signed {
        return Err(QuantityError::Negative { expected: kind.noun });
    }
    // "-0" is zero; keeping its sign would make two equal studies differ in their hash.
    Ok(value + 0.0)
}

struct NumberLength {
    mantissa: usize,
    total: usize,
}

/// Length of `[+-]digits[.digits][e[+-]digits]` at the start of `text`; zero where there is none.
fn number_length(text: &str) -> NumberLength {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let sign = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let whole = digits(sign);
    let mut end = sign + whole;
    let mut any = whole > 0;
    if bytes.get(end) == Some(&b'.') {
        let fraction = digits(end + 1);
        if fraction > 0 {
            any = true;
            end += 1 + fraction;
        }
    }
    if !any {
        return NumberLength { mantissa: 0, total: 0 };
    }
    let mantissa = end;
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let power = digits(end + 1 + sign);
        if power > 0 {
            end += 1 + sign + power;
        }
    }
    NumberLength { mantissa, total: end }
}

/// The same error with its range counted from `offset` bytes earlier.
fn shifted(mut error: QuantityError, offset: usize) -> QuantityError {
    match &mut error {
        QuantityError::NotANumber { at, .. }
        | QuantityError::DecimalComma { at }
        | QuantityError::UnknownUnit { at, .. }
        | QuantityError::UnitSyntax { at, .. }
        | QuantityError::WrongDimension { at, .. }
        | QuantityError::NotFinite { at } => {
            at.start += offset;
            at.end += offset;
        }
        _ => {}
    }
    error
}

#[cfg(test)]
mod tests;
