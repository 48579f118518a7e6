//! Tables of the models' own description, as Markdown.

use std::fmt::Write as _;

use super::{Coefficient, Origin, Spread};

/// One line of a Markdown table.
pub fn row(text: &mut String, cells: &[&str]) {
    let _ = writeln!(text, "| {} |", cells.join(" | "));
}

/// The head of a Markdown table.
pub fn head(text: &mut String, cells: &[&str]) {
    row(text, cells);
    let _ = writeln!(text, "|{}", "---|".repeat(cells.len()));
}

/// A number with up to six significant digits.
pub fn number(value: f64) -> String {
    digits(value, 6)
}

/// A number with up to `count` significant digits.
pub fn digits(value: f64, count: i32) -> String {
    let last = count - 1;
    let exponent = value.abs().log10().floor();
    if value == 0.0 || (-4.0..6.0).contains(&exponent) {
        let decimals = if value == 0.0 { 0 } else { (f64::from(last) - exponent).max(0.0) as usize };
        let text = format!("{value:.decimals$}");
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
    } else {
        let text = format!("{value:.*e}", last as usize);
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        format!("{}e{exponent}", mantissa.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// A cell that does not break its table.
pub fn cell(text: &str) -> String {
    text.replace('|', r"\|").replace('\n', " ")
}

/// How a coefficient was obtained, in a word.
pub fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Measured => "measured",
        Origin::Fitted => "fitted",
        Origin::Assumed => "assumed",
        Origin::Definition => "definition",
    }
}

/// The middle 90 % of a coefficient, or a dash where it is not drawn.
fn middle(coefficient: &Coefficient) -> String {
    /// 95th percentile of the standard normal distribution.
    const SCORE: f64 = 1.6449;
    let value = coefficient.value;
    let [low, high] = match coefficient.spread {
        Spread::Exact => return "–".to_owned(),
        Spread::Normal { sd } => [value - SCORE * sd, value + SCORE * sd],
        Spread::LogNormal { log_sd } => [value * (-SCORE * log_sd).exp(), value * (SCORE * log_sd).exp()],
        Spread::Range { low, high } => [low + 0.05 * (high - low), high - 0.05 * (high - low)],
    };
    format!("{} to {}", digits(low, 3), digits(high, 3))
}

/// A table of coefficients: meaning, name, value, unit, middle 90 %, origin, source.
pub fn coefficients(table: &[Coefficient]) -> String {
    let mut text = String::new();
    head(&mut text, &["meaning", "name", "value", "unit", "90 %", "origin", "source"]);
    for one in table {
        let name = format!("`{}`", one.name);
        let (value, middle) = (number(one.value), middle(one));
        row(&mut text, &[&cell(one.meaning), &name, &value, one.unit, &middle, origin(one.origin), &cell(one.source)]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_six_digits() {
        assert_eq!(number(0.125), "0.125");
        assert_eq!(number(5668.662262), "5668.66");
        assert_eq!(number(3.6997984e-5), "3.6998e-5");
        assert_eq!(number(100.0), "100");
        assert_eq!(number(0.0), "0");
    }

    #[test]
    fn a_bar_in_a_cell_does_not_end_it() {
        assert_eq!(cell("a|b\nc"), r"a\|b c");
    }
}
