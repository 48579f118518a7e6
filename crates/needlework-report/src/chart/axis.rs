//! What an axis shows: quantity, unit, kind and extent.

use super::scale::{Scale, ScaleKind};
use super::ticks::{Tick, linear_ticks, log_ticks, round_domain, symlog_ticks, time_ticks};

/// How an axis reads its values.
#[derive(Clone, Debug, PartialEq)]
pub enum AxisKind {
    /// Plain numbers.
    Linear,
    /// Positive numbers over decades.
    Log,
    /// Numbers of both signs over decades.
    SymLog {
        /// Magnitude at which the axis turns from linear to logarithmic. [-]
        threshold: f64,
    },
    /// Time in days, marked in hours, days, weeks, months or years as the span asks.
    Time,
    /// Names, one per whole number from 0 on.
    Category(Vec<String>),
}

/// One axis of a chart.
///
/// ```
/// use needlework_report::chart::Axis;
/// let axis = Axis::linear("Dermal thickness").unit("mm").from(0.0, 2.0);
/// assert_eq!(axis.heading(), "Dermal thickness [mm]");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    title: String,
    unit: String,
    kind: AxisKind,
    extent: Option<(f64, f64)>,
    include: Option<f64>,
}

impl Axis {
    /// An axis of plain numbers.
    pub fn linear(title: impl Into<String>) -> Self {
        Self::of(title, AxisKind::Linear)
    }

    /// A logarithmic axis.
    pub fn log(title: impl Into<String>) -> Self {
        Self::of(title, AxisKind::Log)
    }

    /// A symmetric-log axis, linear within `threshold` of zero.
    pub fn symlog(title: impl Into<String>, threshold: f64) -> Self {
        Self::of(title, AxisKind::SymLog { threshold })
    }

    /// A time axis over values in days; the unit of the marks follows the span.
    pub fn time(title: impl Into<String>) -> Self {
        Self::of(title, AxisKind::Time)
    }

    /// An axis of names; value 0 is the first name.
    pub fn category(title: impl Into<String>, names: Vec<String>) -> Self {
        Self::of(title, AxisKind::Category(names))
    }

    /// Sets the unit, shown in brackets. A time axis sets its own.
    #[must_use]
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = unit.into();
        self
    }

    /// Fixes the extent instead of taking it from the data.
    #[must_use]
    pub fn from(mut self, low: f64, high: f64) -> Self {
        self.extent = Some((low, high));
        self
    }

    /// Makes sure that `value` (a baseline, say) is inside the extent taken from the data.
    #[must_use]
    pub fn including(mut self, value: f64) -> Self {
        self.include = Some(value);
        self
    }

    /// Title and unit as written on the figure.
    pub fn heading(&self) -> String {
        heading(&self.title, &self.unit)
    }

    /// The title alone.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The unit in which the data are given: the axis's own, or days.
    pub fn data_unit(&self) -> &str {
        if self.kind == AxisKind::Time { "d" } else { &self.unit }
    }

    /// The names of a category axis.
    pub(crate) fn names(&self) -> Option<&[String]> {
        match &self.kind {
            AxisKind::Category(names) => Some(names),
            _ => None,
        }
    }

    /// The domain for data within `data`, widened to round numbers where that helps reading.
    pub(crate) fn domain(&self, data: Option<(f64, f64)>, most: usize, snug: bool) -> (f64, f64) {
        if let AxisKind::Category(names) = &self.kind {
            return (-0.5, names.len().max(1) as f64 - 0.5);
        }
        if let Some(extent) = self.extent {
            return extent;
        }
        let (mut low, mut high) = data.unwrap_or((0.0, 1.0));
        if let Some(value) = self.include {
            (low, high) = (low.min(value), high.max(value));
        }
        if snug || !matches!(self.kind, AxisKind::Linear) {
            return (low, high);
        }
        // A quantity that nearly reaches zero is read against zero.
        if low > 0.0 && low < 0.35 * high {
            low = 0.0;
        } else if high < 0.0 && high > 0.35 * low {
            high = 0.0;
        }
        if high - low <= 1e-9 * low.abs().max(high.abs()) {
            let pad = if low == 0.0 { 1.0 } else { 0.1 * low.abs() };
            (low, high) = (low - pad, high + pad);
        }
        round_domain(low, high, most)
    }

    /// The scale over a domain and a range.
    pub(crate) fn scale(&self, domain: (f64, f64), range: (f64, f64)) -> Scale {
        let kind = match self.kind {
            AxisKind::Linear | AxisKind::Time | AxisKind::Category(_) => ScaleKind::Linear,
            AxisKind::Log => ScaleKind::Log,
            AxisKind::SymLog { threshold } => ScaleKind::SymLog { threshold },
        };
        Scale::new(kind, domain, range)
    }

    /// The marks over a scale and the heading that goes with them.
    pub(crate) fn ticks(&self, scale: &Scale, most: usize) -> (Vec<Tick>, String) {
        let (low, high) = scale.domain();
        match &self.kind {
            AxisKind::Linear => (linear_ticks(low, high, most), self.heading()),
            AxisKind::Log => (log_ticks(low, high, most), self.heading()),
            AxisKind::SymLog { threshold } => (symlog_ticks(low, high, *threshold, most), self.heading()),
            AxisKind::Time => {
                let (ticks, unit) = time_ticks(low, high, most);
                (ticks, heading(&self.title, unit.name()))
            }
            AxisKind::Category(names) => (
                names.iter().enumerate().map(|(index, name)| Tick { at: index as f64, label: name.clone() }).collect(),
                self.title.clone(),
            ),
        }
    }

    fn of(title: impl Into<String>, kind: AxisKind) -> Self {
        Self { title: title.into(), unit: String::new(), kind, extent: None, include: None }
    }
}

/// `title [unit]`, or the title alone for a pure number.
pub(crate) fn heading(title: &str, unit: &str) -> String {
    match unit {
        "" | "-" => title.to_owned(),
        unit if title.is_empty() => format!("[{unit}]"),
        unit => format!("{title} [{unit}]"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_far_from_zero_are_not_flattened_against_it() {
        let axis = Axis::linear("x");
        assert_eq!(axis.domain(Some((92.0, 108.0)), 6, false), (90.0, 110.0));
        assert_eq!(axis.domain(Some((3.0, 19.0)), 6, false), (0.0, 20.0));
        let (low, high) = axis.domain(Some((5.0, 5.0)), 6, false);
        assert!(low < 5.0 && high > 5.0);
    }

    #[test]
    fn a_baseline_is_kept_in_view() {
        let (low, high) = Axis::linear("x").including(100.0).domain(Some((40.0, 60.0)), 6, false);
        assert!(low <= 40.0 && high >= 100.0);
    }
}
