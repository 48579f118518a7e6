//! The kinds of quantity that files may ask for, looked up by name at run time.

use super::{Dimension, Unit};

/// A kind of quantity: what it is called, in which unit it is stored and shown, and how one looks.
#[derive(Debug, PartialEq)]
pub struct Kind {
    /// Name in the JSON Schema (`x-quantity`).
    pub name: &'static str,
    /// In words, with its article, as `a length`.
    pub noun: &'static str,
    /// The unit of the stored number.
    pub unit: &'static str,
    /// The unit in which people read it.
    pub shown: &'static str,
    /// A value as it may be written.
    pub example: &'static str,
    /// Whether a bare number may stand for it.
    pub bare_number: bool,
    /// Whether negative values have a meaning.
    pub signed: bool,
}

impl Kind {
    /// The kind of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        KINDS.iter().copied().find(|kind| kind.name == name)
    }

    /// The unit of the stored number.
    pub fn stored_unit(&self) -> Unit {
        // The table is checked by a test, so an unreadable unit cannot occur.
        Unit::parse(self.unit).unwrap_or(Unit::ONE)
    }

    /// `value` in the unit in which people read it, to six digits, as `1.5 mm`.
    pub fn show(&self, value: f64) -> String {
        self.write(value, 6)
    }

    /// `value` in the unit in which people read it, to twelve digits.
    pub fn exact(&self, value: f64) -> String {
        self.write(value, 12)
    }

    fn write(&self, value: f64, digits: usize) -> String {
        let stored = self.stored_unit();
        let shown = Unit::parse(self.shown).unwrap_or(stored);
        let up = stored.numerator / shown.numerator;
        let down = stored.denominator / shown.denominator;
        let number = shortest(value * up / down, stored.decimal - shown.decimal, digits);
        match self.shown {
            "" => number,
            "days" if number == "1" => "1 day".to_owned(),
            unit => format!("{number} {unit}"),
        }
    }
}

/// `value · 10^decimal` to so many significant digits, without trailing zeros.
fn shortest(value: f64, decimal: i32, digits: usize) -> String {
    let text = format!("{value:.*e}", digits.saturating_sub(1));
    let rounded: f64 = match text.split_once('e') {
        Some((digits, power)) => {
            let power: i32 = power.parse().unwrap_or(0);
            format!("{digits}e{}", power + decimal).parse().unwrap_or(value)
        }
        None => value,
    };
    if rounded != 0.0 && !(1e-6..1e15).contains(&rounded.abs()) { format!("{rounded:e}") } else { rounded.to_string() }
}

/// A dimension in words: the noun of a kind that has it, else its base dimensions.
pub(super) fn describe(dimension: Dimension) -> String {
    KINDS
        .iter()
        .find(|kind| kind.stored_unit().dimension == dimension)
        .map_or_else(|| dimension.to_string(), |kind| kind.noun.to_owned())
}

pub use super::kinds::KINDS;
