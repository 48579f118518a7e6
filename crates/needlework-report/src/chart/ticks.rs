//! Where an axis is marked, and what stands there.

use super::number::{fixed, power_of_ten, significant};

/// Days in a mean month of the Gregorian year. [day]
const DAYS_PER_MONTH: f64 = 30.436875;
/// Days in a mean Gregorian year. [day]
const DAYS_PER_YEAR: f64 = 365.2425;

/// One mark on an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where the mark stands, in the axis's own unit. [-]
    pub at: f64,
    /// What is written there.
    pub label: String,
}

/// Round numbers inside `[low, high]`: all multiples of the smallest step of the form 1, 2 or
/// 5 × 10ᵏ of which at most `most` (at least 2) fit.
///
/// ```
/// use needlework_report::chart::linear_ticks;
/// let labels: Vec<_> = linear_ticks(0.0, 1.0, 6).into_iter().map(|tick| tick.label).collect();
/// assert_eq!(labels, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
/// ```
pub fn linear_ticks(low: f64, high: f64, most: usize) -> Vec<Tick> {
    let Some((step, decimals)) = linear_step(low, high, most) else {
        return Vec::new();
    };
    multiples(low, high, step).into_iter().map(|at| Tick { at, label: tick_label(at, decimals) }).collect()
}

/// The domain `[low, high]` widened to multiples of a round step of which at most `most` fit, so
/// that an axis ends on marks. An end that would gain more than half a step of empty axis is
/// left near the data instead.
pub fn round_domain(low: f64, high: f64, most: usize) -> (f64, f64) {
    let Some((mut step, _)) = linear_step(low, high, most) else {
        return (low, high);
    };
    let outer = |step: Step| {
        let first = (low / step.size() + 1e-9).floor();
        let last = (high / step.size() - 1e-9).ceil();
        (first, last)
    };
    let (mut first, mut last) = outer(step);
    while last - first + 1.0 > most.max(2) as f64 {
        step = step.next();
        (first, last) = outer(step);
    }
    let near = 0.03 * (high - low);
    let (start, end) = (step.times(first), step.times(last));
    let most_waste = 0.5 * step.size();
    (if low - start > most_waste { low - near } else { start }, if end - high > most_waste { high + near } else { end })
}

/// Marks of a logarithmic axis: whole decades, thinned to at most `most`; where fewer than three
/// decades show, 2 and 5 are marked too.
pub fn log_ticks(low: f64, high: f64, most: usize) -> Vec<Tick> {
    if !(low > 0.0 && high > low && high.is_finite()) {
        return Vec::new();
    }
    let most = most.max(2);
    let (first, last) = (low.log10().floor() as i32, high.log10().ceil() as i32);
    let inside = |at: f64| at >= low * (1.0 - 1e-9) && at <= high * (1.0 + 1e-9);
    let decade = |exponent: i32| 10_f64.powi(exponent);
    let decades: Vec<i32> = (first..=last).filter(|&exponent| inside(decade(exponent))).collect();
    if decades.len() < 3 {
        let fine: Vec<f64> = (first..=last)
            .flat_map(|exponent| [1.0, 2.0, 5.0].map(|lead| lead * decade(exponent)))
            .filter(|&at| inside(at))
            .collect();
        if fine.len() >= 2 && fine.len() <= most {
            return fine.into_iter().map(|at| Tick { at, label: significant(at, 3) }).collect();
        }
        if decades.len() < 2 {
            return linear_ticks(low, high, most);
        }
    }
    let stride = i32::try_from(decades.len().div_ceil(most)).unwrap_or(1).max(1);
    decades
        .into_iter()
        .filter(|exponent| exponent.rem_euclid(stride) == 0)
        .map(|exponent| Tick {
            at: decade(exponent),
            label: if (-3..=4).contains(&exponent) { significant(decade(exponent), 3) } else { power_of_ten(exponent) },
        })
        .collect()
}

/// Marks of a symmetric-log axis: zero and the decades of `threshold` on both sides.
pub fn symlog_ticks(low: f64, high: f64, threshold: f64, most: usize) -> Vec<Tick> {
    if !(threshold > 0.0 && low < high && low.is_finite() && high.is_finite()) {
        return Vec::new();
    }
    let largest = low.abs().max(high.abs());
    if largest <= 2.0 * threshold {
        return linear_ticks(low, high, most);
    }
    let start = threshold.log10().ceil() as i32;
    let end = largest.log10().floor() as i32;
    let mut values = vec![0.0];
    for exponent in start..=end {
        values.push(10_f64.powi(exponent));
        values.push(-10_f64.powi(exponent));
    }
    values.retain(|&at| at >= low && at <= high);
    values.sort_by(f64::total_cmp);
    let stride = values.len().div_ceil(most.max(2)).max(1);
    let zero = values.iter().position(|&at| at == 0.0).unwrap_or(0);
    values
        .iter()
        .enumerate()
        .filter(|(index, _)| index.abs_diff(zero) % stride == 0)
        .map(|(_, &at)| Tick { at, label: significant(at, 3) })
        .collect()
}

/// The unit in which a span of time is best read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    /// Hours.
    Hours,
    /// Days.
    Days,
    /// Weeks of seven days.
    Weeks,
    /// Mean Gregorian months.
    Months,
    /// Mean Gregorian years.
    Years,
}

impl TimeUnit {
    /// The length of one unit. [day]
    pub fn days(self) -> f64 {
        match self {
            Self::Hours => 1.0 / 24.0,
            Self::Days => 1.0,
            Self::Weeks => 7.0,
            Self::Months => DAYS_PER_MONTH,
            Self::Years => DAYS_PER_YEAR,
        }
    }

    /// The name shown on an axis.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::Days => "days",
            Self::Weeks => "weeks",
            Self::Months => "months",
            Self::Years => "years",
        }
    }
}

/// Share of a time span by which a mark may stand outside it.
const TIME_SLACK: f64 = 0.001;

/// The steps, in units, that a clock or a calendar reader expects.
const TIME_STEPS: [(TimeUnit, &[f64]); 5] = [
    (TimeUnit::Hours, &[1.0, 2.0, 3.0, 6.0, 12.0, 24.0]),
    (TimeUnit::Days, &[1.0, 2.0, 5.0, 7.0]),
    (TimeUnit::Weeks, &[1.0, 2.0, 4.0]),
    (TimeUnit::Months, &[1.0, 2.0, 3.0, 6.0]),
    (TimeUnit::Years, &[1.0, 2.0, 5.0, 10.0]),
];

/// Marks of a time axis whose values are days: the finest calendar step of which at most `most`
/// fit, labelled in its unit, which is returned for the axis title.
pub fn time_ticks(low: f64, high: f64, most: usize) -> (Vec<Tick>, TimeUnit) {
    let unit = time_unit(high - low);
    let steps = TIME_STEPS.iter().find(|(candidate, _)| *candidate == unit).map_or(&[][..], |s| s.1);
    // Twelve months are 365.24 days: a course of 365 days still ends on its twelfth mark.
    let slack = TIME_SLACK * (high - low);
    let in_units = ((low - slack) / unit.days(), (high + slack) / unit.days());
    for &size in steps {
        let step = Step { mantissa: size, exponent: 0 };
        if count(in_units.0, in_units.1, step) <= most.max(2) as f64 {
            let ticks = multiples(in_units.0, in_units.1, step)
                .into_iter()
                .map(|at| Tick { at: at * unit.days(), label: tick_label(at, 0) })
                .collect();
            return (ticks, unit);
        }
    }
    let ticks = linear_ticks(in_units.0, in_units.1, most)
        .into_iter()
        .map(|tick| Tick { at: tick.at * unit.days(), label: tick.label })
        .collect();
    (ticks, unit)
}

/// Hours up to a week, days to six weeks, weeks to five months, months to three years, then years.
fn time_unit(span: f64) -> TimeUnit {
    match span {
        span if span <= 7.0 => TimeUnit::Hours,
        span if span <= 42.0 => TimeUnit::Days,
        span if span <= 150.0 => TimeUnit::Weeks,
        span if span <= 1100.0 => TimeUnit::Months,
        _ => TimeUnit::Years,
    }
}

/// A step of `mantissa × 10^exponent`, kept apart so that multiples round correctly.
#[derive(Clone, Copy)]
struct Step {
    mantissa: f64,
    exponent: i32,
}

impl Step {
    /// The next coarser step: 1, 2, 5, 10 and so on.
    fn next(self) -> Self {
        match self.mantissa {
            mantissa if mantissa < 2.0 => Self { mantissa: 2.0, ..self },
            mantissa if mantissa < 5.0 => Self { mantissa: 5.0, ..self },
            _ => Self { mantissa: 1.0, exponent: self.exponent + 1 },
        }
    }

    fn size(self) -> f64 {
        self.times(1.0)
    }

    /// Negative powers are divided by: 3 × 0.1 is 0.30000000000000004, 3 / 10 is 0.3.
    fn times(self, factor: f64) -> f64 {
        if self.exponent < 0 {
            factor * self.mantissa / 10_f64.powi(-self.exponent)
        } else {
            factor * self.mantissa * 10_f64.powi(self.exponent)
        }
    }
}

fn linear_step(low: f64, high: f64, most: usize) -> Option<(Step, usize)> {
    let span = high - low;
    let resolvable = span > 1e-9 * low.abs().max(high.abs()) && span.is_finite();
    if !resolvable || span < 1e-280 {
        return None;
    }
    let most = most.max(2);
    let exponent = (span / most as f64).log10().floor() as i32;
    let mut step = Step { mantissa: 1.0, exponent };
    while count(low, high, step) > most as f64 {
        step = step.next();
    }
    Some((step, usize::try_from(-step.exponent).unwrap_or(0)))
}

/// How many multiples of a step lie in an interval.
fn count(low: f64, high: f64, step: Step) -> f64 {
    let (first, last) = index_range(low, high, step);
    last - first + 1.0
}

/// Indices of the first and last multiple inside, forgiving rounding at the ends.
fn index_range(low: f64, high: f64, step: Step) -> (f64, f64) {
    ((low / step.size() - 1e-6).ceil(), (high / step.size() + 1e-6).floor())
}

fn multiples(low: f64, high: f64, step: Step) -> Vec<f64> {
    let (first, last) = index_range(low, high, step);
    let total = (last - first + 1.0).clamp(0.0, 1000.0) as usize;
    // Adding zero turns -0 into 0.
    (0..total).map(|index| step.times(first + index as f64) + 0.0).collect()
}

fn tick_label(at: f64, decimals: usize) -> String {
    if at != 0.0 && (at.abs() >= 1e7 || decimals > 4) { significant(at, 6) } else { fixed(at, decimals) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn labels(ticks: &[Tick]) -> Vec<&str> {
        ticks.iter().map(|tick| tick.label.as_str()).collect()
    }

    #[test]
    fn a_year_is_read_in_months_and_a_week_in_hours() {
        let (ticks, unit) = time_ticks(0.0, 365.0, 8);
        assert_eq!(unit, TimeUnit::Months);
        assert_eq!(labels(&ticks), ["0", "2", "4", "6", "8", "10", "12"]);
        let (ticks, unit) = time_ticks(0.0, 3.0, 7);
        assert_eq!(unit, TimeUnit::Hours);
        assert_eq!(labels(&ticks), ["0", "12", "24", "36", "48", "60", "72"]);
        assert_eq!(time_ticks(0.0, 112.0, 9).1, TimeUnit::Weeks);
        assert_eq!(time_ticks(0.0, 1826.0, 9).1, TimeUnit::Years);
    }

    #[test]
    fn log_axes_mark_decades() {
        assert_eq!(labels(&log_ticks(0.001, 10.0, 8)), ["0.001", "0.01", "0.1", "1", "10"]);
        assert_eq!(labels(&log_ticks(1.0, 60.0, 8)), ["1", "2", "5", "10", "20", "50"]);
        assert!(log_ticks(-1.0, 10.0, 5).is_empty());
    }

    #[test]
    fn symlog_axes_mark_both_sides() {
        assert_eq!(
            labels(&symlog_ticks(-100.0, 100.0, 1.0, 9)),
            ["\u{2212}100", "\u{2212}10", "\u{2212}1", "0", "1", "10", "100"]
        );
    }

    proptest! {
        #[test]
        fn linear_ticks_are_round_ordered_inside_and_few(
            low in -1e6..1e6_f64, span in 1e-3..1e6_f64, most in 2_usize..12
        ) {
            let high = low + span;
            let ticks = linear_ticks(low, high, most);
            prop_assert!(ticks.len() <= most);
            prop_assert!(ticks.len() * 3 + 1 >= most.min(4), "{} ticks for {most}", ticks.len());
            let slack = 1e-5 * span;
            for tick in &ticks {
                prop_assert!(tick.at >= low - slack && tick.at <= high + slack);
            }
            for pair in ticks.windows(2) {
                prop_assert!(pair[0].at < pair[1].at);
                prop_assert_ne!(&pair[0].label, &pair[1].label);
            }
            for three in ticks.windows(3) {
                let (first, second) = (three[1].at - three[0].at, three[2].at - three[1].at);
                prop_assert!((first - second).abs() <= 1e-6 * first);
            }
        }

        #[test]
        fn linear_labels_say_where_the_tick_is(low in -1e4..1e4_f64, span in 1e-2..1e5_f64) {
            for tick in linear_ticks(low, low + span, 7) {
                let text = tick.label.replace('\u{2212}', "-").replace('\u{202f}', "");
                let read: f64 = text.parse().unwrap();
                prop_assert!((read - tick.at).abs() <= 1e-9 * tick.at.abs().max(1e-3));
            }
        }

        #[test]
        fn round_domains_contain_what_they_round(low in -1e6..1e6_f64, span in 1e-3..1e6_f64) {
            let (start, end) = round_domain(low, low + span, 6);
            let slack = 1e-8 * (low.abs() + span);
            prop_assert!(start <= low + slack && end >= low + span - slack);
            prop_assert!(end - start <= 3.0 * span + slack);
        }

        #[test]
        fn time_ticks_are_few_and_ordered(low in 0.0..400.0_f64, span in 0.1..4000.0_f64, most in 3_usize..12) {
            let (ticks, _) = time_ticks(low, low + span, most);
            prop_assert!(ticks.len() <= most);
            for pair in ticks.windows(2) {
                prop_assert!(pair[0].at < pair[1].at && pair[0].label != pair[1].label);
            }
        }

        #[test]
        fn log_and_symlog_ticks_are_ordered_inside_and_few(
            low in -6.0..3.0_f64, decades in 0.1..9.0_f64, most in 3_usize..10
        ) {
            let (start, end) = (10_f64.powf(low), 10_f64.powf(low + decades));
            for ticks in [log_ticks(start, end, most), symlog_ticks(-end, end, start, most)] {
                prop_assert!(ticks.len() <= most + 1, "{} of {most}", ticks.len());
                for pair in ticks.windows(2) {
                    prop_assert!(pair[0].at < pair[1].at && pair[0].label != pair[1].label);
                }
            }
        }
    }
}
