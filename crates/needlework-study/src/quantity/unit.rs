//! The units that may be written, and products, quotients and powers of them.
//!
//! A unit is a decimal power times a ratio of two exact numbers, relative to the base units mm, day, ng, rad and mol.
//! The decimal power is applied to the digits before they become binary, so `250 um` and `0.25 mm` give the same bits.

use super::{Dimension, QuantityError};
use crate::text::{closest, printable};

/// A unit: its dimension and its size in the base units (mm, day, ng, rad, mol), `10^decimal · numerator / denominator`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// The physical dimension.
    pub dimension: Dimension,
    /// Decimal exponent.
    pub decimal: i32,
    /// Numerator of the rest [-].
    pub numerator: f64,
    /// Denominator of the rest [-].
    pub denominator: f64,
}

impl Unit {
    /// The unit of plain numbers.
    pub const ONE: Self = Self { dimension: Dimension::NONE, decimal: 0, numerator: 1.0, denominator: 1.0 };

    fn times(self, other: Self, power: i8) -> Option<Self> {
        let (up, down) =
            if power >= 0 { (other.numerator, other.denominator) } else { (other.denominator, other.numerator) };
        let n = i32::from(power.unsigned_abs());
        Some(Self {
            dimension: self.dimension.times(other.dimension, power)?,
            decimal: self.decimal + other.decimal * i32::from(power),
            numerator: self.numerator * up.powi(n),
            denominator: self.denominator * down.powi(n),
        })
    }

    /// Reads a unit expression such as `mm`, `mg/ml`, `1/cm2`, `s/cm^2`, `N*m`.
    ///
    /// # Errors
    /// [`QuantityError::UnknownUnit`] and [`QuantityError::UnitSyntax`]; ranges count from the start of `text`.
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        parse_expression(text)
    }
}

const LENGTH: Dimension = Dimension::new(1, 0, 0, 0, 0);
const TIME: Dimension = Dimension::new(0, 1, 0, 0, 0);
const PER_TIME: Dimension = Dimension::new(0, -1, 0, 0, 0);
const MASS: Dimension = Dimension::new(0, 0, 1, 0, 0);
const ANGLE: Dimension = Dimension::new(0, 0, 0, 1, 0);
const AMOUNT: Dimension = Dimension::new(0, 0, 0, 0, 1);
const VOLUME: Dimension = Dimension::new(3, 0, 0, 0, 0);
const FORCE: Dimension = Dimension::new(1, -2, 1, 0, 0);
const PRESSURE: Dimension = Dimension::new(-1, -2, 1, 0, 0);
const ENERGY: Dimension = Dimension::new(2, -2, 1, 0, 0);
const POWER: Dimension = Dimension::new(2, -3, 1, 0, 0);
const MOLAR_MASS: Dimension = Dimension::new(0, 0, 1, 0, -1);

const DAY: f64 = 86_400.0; // seconds
const DAY2: f64 = DAY * DAY;
const DAY3: f64 = DAY2 * DAY;

/// Names, dimension, decimal exponent, numerator, denominator.
type Row = (&'static [&'static str], Dimension, i32, f64, f64);

/// Every unit that may be written; the first name of a row is the one that messages use.
/// A month is the mean month of the Julian year, 30.4375 days; a year is 365.25 days.
#[rustfmt::skip]
const UNITS: &[Row] = &[
    (&["mm", "millimetre", "millimetres", "millimeter", "millimeters"], LENGTH, 0, 1.0, 1.0),
    (&["um", "µm", "μm", "micron", "microns", "micrometre", "micrometres", "micrometer", "micrometers"], LENGTH, -3, 1.0, 1.0),
    (&["nm"], LENGTH, -6, 1.0, 1.0),
    (&["cm", "centimetre", "centimetres", "centimeter", "centimeters"], LENGTH, 1, 1.0, 1.0),
    (&["m", "metre", "metres", "meter", "meters"], LENGTH, 3, 1.0, 1.0),
    (&["d", "day", "days"], TIME, 0, 1.0, 1.0),
    (&["week", "weeks", "wk"], TIME, 0, 7.0, 1.0),
    (&["month", "months", "mo"], TIME, 0, 487.0, 16.0),
    (&["year", "years", "yr", "y"], TIME, 0, 1461.0, 4.0),
    (&["h", "hour", "hours", "hr"], TIME, 0, 1.0, 24.0),
    (&["min", "minute", "minutes"], TIME, 0, 1.0, 1440.0),
    (&["s", "sec", "second", "seconds"], TIME, 0, 1.0, DAY),
    (&["ms"], TIME, -3, 1.0, DAY),
    (&["Hz"], PER_TIME, 0, DAY, 1.0),
    (&["kHz"], PER_TIME, 3, DAY, 1.0),
    (&["rpm"], PER_TIME, 0, 1440.0, 1.0),
    (&["kg"], MASS, 12, 1.0, 1.0),
    (&["g"], MASS, 9, 1.0, 1.0),
    (&["mg"], MASS, 6, 1.0, 1.0),
    (&["ug", "µg", "μg"], MASS, 3, 1.0, 1.0),
    (&["ng"], MASS, 0, 1.0, 1.0),
    (&["pg"], MASS, -3, 1.0, 1.0),
    (&["deg", "°", "degree", "degrees"], ANGLE, 0, core::f64::consts::PI, 180.0),
    (&["rad"], ANGLE, 0, 1.0, 1.0),
    (&["mol"], AMOUNT, 0, 1.0, 1.0),
    (&["mmol"], AMOUNT, -3, 1.0, 1.0),
    (&["umol", "µmol", "μmol"], AMOUNT, -6, 1.0, 1.0),
    (&["nmol"], AMOUNT, -9, 1.0, 1.0),
    (&["Da"], MOLAR_MASS, 9, 1.0, 1.0),
    (&["kDa"], MOLAR_MASS, 12, 1.0, 1.0),
    (&["l", "L"], VOLUME, 6, 1.0, 1.0),
    (&["ml", "mL"], VOLUME, 3, 1.0, 1.0),
    (&["ul", "uL", "µl", "µL", "μl", "μL"], VOLUME, 0, 1.0, 1.0),
    (&["N"], FORCE, 15, DAY2, 1.0),
    (&["mN"], FORCE, 12, DAY2, 1.0),
    (&["Pa"], PRESSURE, 9, DAY2, 1.0),
    (&["kPa"], PRESSURE, 12, DAY2, 1.0),
    (&["MPa"], PRESSURE, 15, DAY2, 1.0),
    (&["GPa"], PRESSURE, 18, DAY2, 1.0),
    (&["J"], ENERGY, 18, DAY2, 1.0),
    (&["mJ"], ENERGY, 15, DAY2, 1.0),
    (&["W"], POWER, 18, DAY3, 1.0),
    (&["mW"], POWER, 15, DAY3, 1.0),
    (&["%", "percent"], Dimension::NONE, -2, 1.0, 1.0),
    (&["ppm"], Dimension::NONE, -6, 1.0, 1.0),
];

fn look_up(name: &str) -> Option<Unit> {
    let row = UNITS.iter().find(|row| row.0.contains(&name))?;
    let &(_, dimension, decimal, numerator, denominator) = row;
    Some(Unit { dimension, decimal, numerator, denominator })
}

fn suggest(name: &str) -> Option<&'static str> {
    let names = || UNITS.iter().flat_map(|row| row.0.iter().copied());
    names()
        .find(|known| known.eq_ignore_ascii_case(name))
        .or_else(|| closest(name, names().filter(|known| known.len() > 2)))
}

/// `term (('*' | '·' | '/' | 'per') term)*`, with an optional leading `/`, `1/` or `per`.
fn parse_expression(text: &str) -> Result<Unit, QuantityError> {
    let mut unit = Unit::ONE;
    let mut sign: i8 = 1;
    let mut awaiting_term = false;
    let mut rest = text;
    loop {
        let trimmed = rest.trim_start();
        let start = text.len() - trimmed.len();
        let Some(first) = trimmed.chars().next() else {
            break;
        };
        let (length, operator) = match first {
            '/' => (1, Some(-1)),
            '*' | '·' => (first.len_utf8(), Some(1)),
            _ => {
                let word = trimmed.find(|c: char| !is_name(c)).unwrap_or(trimmed.len());
                let operator = (&trimmed[..word] == "per").then_some(-1);
                (word, operator)
            }
        };
        if let Some(next) = operator {
            // A product sign needs something before it; a quotient sign may open the expression ("/cm2").
            if awaiting_term || (next == 1 && start == 0) {
                return Err(syntax(text, start));
            }
            sign = next;
            awaiting_term = true;
            rest = &trimmed[length..];
            continue;
        }
        if length == 0 {
            // Only a leading 1 of "1/cm2" may stand where a name is expected.
            match trimmed.strip_prefix('1') {
                Some(after) if start == 0 && after.trim_start().starts_with('/') => {
                    rest = after;
                    continue;
                }
                _ => return Err(syntax(text, start)),
            }
        }
        let name = &trimmed[..length];
        let found = look_up(name).ok_or_else(|| QuantityError::UnknownUnit {
            found: printable(name),
            at: start..start + length,
            suggestion: suggest(name),
        })?;
        let (power, used) = parse_power(&trimmed[length..]).ok_or_else(|| syntax(text, start))?;
        unit = unit.times(found, sign * power).ok_or_else(|| syntax(text, start))?;
        sign = 1;
        awaiting_term = false;
        rest = &trimmed[length + used..];
    }
    if awaiting_term {
        return Err(syntax(text, text.len()));
    }
    Ok(unit)
}

fn is_name(c: char) -> bool {
    c.is_alphabetic() || c == '%' || c == '°'
}

/// A power directly after a unit: `2`, `^2`, `^-1`, `-1`, `²`, `³`. Returns the power and the bytes used.
fn parse_power(text: &str) -> Option<(i8, usize)> {
    for (mark, power) in [('²', 2), ('³', 3)] {
        if text.starts_with(mark) {
            return Some((power, mark.len_utf8()));
        }
    }
    let caret = usize::from(text.starts_with('^'));
    let minus = usize::from(text[caret..].starts_with('-'));
    let digits = text[caret + minus..].bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return (caret + minus == 0).then_some((1, 0));
    }
    let used = caret + minus + digits;
    let power: i8 = text[caret..used].parse().ok()?;
    (power != 0 && power.abs() <= 6).then_some((power, used))
}

fn syntax(text: &str, start: usize) -> QuantityError {
    let found = match text.get(start..) {
        Some(rest) if !rest.is_empty() => printable(rest),
        _ => "its end".to_owned(),
    };
    QuantityError::UnitSyntax { found, at: start.min(text.len())..text.len() }
}
