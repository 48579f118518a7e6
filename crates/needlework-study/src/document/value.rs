//! Looking at parsed TOML values: types in words, numbers, depth.

use core::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::text::printable;

/// The type of a value in words, with the value where it is short.
pub fn found_in_words(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("the text {}", printable(text)),
        DeValue::Integer(number) => format!("the number {number}"),
        DeValue::Float(number) => format!("the number {number}"),
        DeValue::Boolean(choice) => choice.to_string(),
        DeValue::Datetime(date) => format!("the date {date}"),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}

/// The JSON type of a value; whole numbers are `integer`.
pub fn json_type(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "string",
        DeValue::Integer(_) => "integer",
        DeValue::Float(_) => "number",
        DeValue::Boolean(_) => "boolean",
        DeValue::Datetime(_) => "datetime",
        DeValue::Array(_) => "array",
        DeValue::Table(_) => "object",
    }
}

/// A number as `f64`; integers that do not fit 64 bits are infinite.
pub fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(integer) => {
            let whole = i128::from_str_radix(integer.as_str(), integer.radix()).ok();
            let fits = whole.filter(|w| (i128::from(i64::MIN)..=i128::from(u64::MAX)).contains(w));
            Some(fits.map_or(f64::INFINITY, |w| w as f64))
        }
        DeValue::Float(float) => Some(float.as_str().parse().unwrap_or(f64::NAN)),
        _ => None,
    }
}

/// The first place that is nested more than `limit` levels deep.
pub fn deeper_than(root: &Spanned<DeTable<'_>>, limit: usize) -> Option<Range<usize>> {
    root.get_ref().values().find_map(|value| too_deep(value, limit))
}

fn too_deep(value: &Spanned<DeValue<'_>>, left: usize) -> Option<Range<usize>> {
    let next = left.checked_sub(1);
    match value.get_ref() {
        DeValue::Table(_) | DeValue::Array(_) if next.is_none() => Some(value.span()),
        DeValue::Table(table) => table.values().find_map(|v| too_deep(v, next.unwrap_or(0))),
        DeValue::Array(array) => array.iter().find_map(|v| too_deep(v, next.unwrap_or(0))),
        _ => None,
    }
}
