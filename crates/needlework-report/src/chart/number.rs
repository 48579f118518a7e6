//! Fixed number formatting, so that the same figure always has the same bytes.

/// Writes a drawing coordinate with at most two decimals and no trailing zeros; `-0` becomes `0`.
///
/// Non-finite coordinates never reach a figure (scales refuse them); should one do so it is
/// written as `0`, because `NaN` in a path makes viewers drop the whole path.
pub fn coordinate(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let mut text = format!("{value:.2}");
    trim_zeros(&mut text);
    if text == "-0" { "0".to_owned() } else { text }
}

/// A number for people: `decimals` digits after the point, a true minus sign, and thin spaces
/// between thousands from 10,000 on.
pub fn fixed(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let plain = format!("{:.*}", decimals, value.abs());
    let is_zero = plain.bytes().all(|byte| byte == b'0' || byte == b'.');
    let (whole, fraction) = match plain.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (plain.as_str(), None),
    };
    let mut text = String::with_capacity(plain.len() + 8);
    if value < 0.0 && !is_zero {
        text.push('\u{2212}');
    }
    text.push_str(&group_thousands(whole));
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// A number for people with `digits` significant digits; trailing zeros after the point are
/// dropped and very large or small magnitudes are written as `1.2 × 10⁻⁵`.
pub fn significant(value: f64, digits: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    let digits = digits.clamp(1, 15);
    let exponent = decimal_exponent(value, digits);
    if !(-4..7).contains(&exponent) {
        return scientific(value, digits);
    }
    let decimals = i32::try_from(digits).map_or(0, |digits| digits - 1 - exponent);
    let decimals = usize::try_from(decimals).unwrap_or(0);
    let mut text = fixed(value, decimals);
    if text.contains('.') {
        trim_zeros(&mut text);
    }
    text
}

/// A number for machines (CSV): seven significant digits, ASCII, a point, no grouping.
pub fn plain(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let rounded: f64 = format!("{value:.6e}").parse().unwrap_or(value);
    if rounded == 0.0 {
        return "0".to_owned();
    }
    if rounded.abs() < 1e-6 || rounded.abs() >= 1e15 { format!("{rounded:e}") } else { format!("{rounded}") }
}

/// A power of ten in typeset form, for example `10⁻³`.
pub fn power_of_ten(exponent: i32) -> String {
    let mut text = String::from("10");
    for character in exponent.to_string().chars() {
        text.push(superscript(character));
    }
    text
}

/// An estimate and its band with the same number of decimals, as many as the band can carry:
/// its half-width keeps two significant digits, and the largest of the three no more than four.
pub fn estimate(value: f64, low: f64, high: f64) -> (String, String, String) {
    let half = 0.5 * (high - low).abs();
    let decimals = if half > 0.0 && half.is_finite() {
        let largest = value.abs().max(low.abs()).max(high.abs());
        usize::try_from((1 - decimal_exponent(half, 2)).min(3 - decimal_exponent(largest, 4))).unwrap_or(0).min(6)
    } else {
        usize::try_from(2 - decimal_exponent(value, 3)).unwrap_or(0).min(6)
    };
    (fixed(value, decimals), fixed(low, decimals), fixed(high, decimals))
}

/// How many decimals tell numbers `step` apart from each other, with one digit to spare.
pub(crate) fn decimals_for(step: f64) -> usize {
    usize::try_from(1 - decimal_exponent(step, 1)).unwrap_or(0).min(6)
}

/// The decimal exponent of a number once rounded to `digits` significant digits.
fn decimal_exponent(value: f64, digits: usize) -> i32 {
    if value == 0.0 || !value.is_finite() {
        return 0;
    }
    let text = format!("{:.*e}", digits.saturating_sub(1), value.abs());
    text.split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0)
}

fn scientific(value: f64, digits: usize) -> String {
    let text = format!("{:.*e}", digits - 1, value.abs());
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let mut mantissa = mantissa.to_owned();
    if mantissa.contains('.') {
        trim_zeros(&mut mantissa);
    }
    let sign = if value < 0.0 { "\u{2212}" } else { "" };
    format!("{sign}{mantissa} × {}", power_of_ten(exponent.parse().unwrap_or(0)))
}

fn superscript(character: char) -> char {
    match character {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        _ => '⁰',
    }
}

fn group_thousands(whole: &str) -> String {
    if whole.len() < 5 {
        return whole.to_owned();
    }
    let mut text = String::with_capacity(whole.len() * 2);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

fn trim_zeros(text: &mut String) {
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_short_and_never_negative_zero() {
        assert_eq!(coordinate(1.0), "1");
        assert_eq!(coordinate(1.005_f64), "1");
        assert_eq!(coordinate(-0.001), "0");
        assert_eq!(coordinate(12.3456), "12.35");
        assert_eq!(coordinate(f64::NAN), "0");
    }

    #[test]
    fn people_read_true_minus_signs_and_grouped_thousands() {
        assert_eq!(fixed(-3.25, 1), "\u{2212}3.2");
        assert_eq!(fixed(-0.01, 1), "0.0");
        assert_eq!(fixed(1_633.0, 0), "1633");
        assert_eq!(fixed(1_234_567.0, 0), "1\u{202f}234\u{202f}567");
    }

    #[test]
    fn significant_digits_survive_rounding_up() {
        assert_eq!(significant(9.999, 3), "10");
        assert_eq!(significant(0.04567, 2), "0.046");
        assert_eq!(significant(1.2e-5, 2), "1.2 × 10⁻⁵");
        assert_eq!(significant(-4.0e9, 3), "\u{2212}4 × 10⁹");
        assert_eq!(significant(0.0, 3), "0");
    }

    #[test]
    fn machine_numbers_parse_back() {
        for value in [0.1, -2.5e-9, 1.0e20, 365.0, 1.0 / 3.0] {
            let read: f64 = plain(value).parse().unwrap();
            assert!((read - value).abs() <= 1e-6 * value.abs(), "{value} was written as {read}");
        }
        assert_eq!(plain(f64::INFINITY), "");
    }

    #[test]
    fn a_wide_band_gets_few_decimals() {
        assert_eq!(estimate(-43.62, -55.1, -31.4), ("\u{2212}44".into(), "\u{2212}55".into(), "\u{2212}31".into()));
        assert_eq!(estimate(0.8123, 0.80, 0.825).0, "0.812");
        assert_eq!(estimate(3.0, 3.0, 3.0).0, "3.00");
        assert_eq!(estimate(0.42, 0.41863, 0.42), ("0.4200".into(), "0.4186".into(), "0.4200".into()));
    }
}
