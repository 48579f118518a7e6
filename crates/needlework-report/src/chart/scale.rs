//! Scales: from a value on an axis to a place on the drawing.

/// How values spread along an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ScaleKind {
    /// Equal differences are equally far apart.
    Linear,
    /// Equal ratios are equally far apart; only positive values have a place.
    Log,
    /// Linear near zero and logarithmic beyond, for values of both signs over several decades.
    SymLog {
        /// Magnitude at which the axis turns from linear to logarithmic, in the axis unit. [-]
        threshold: f64,
    },
}

/// A one-to-one map from a domain of values to a range of drawing units.
///
/// ```
/// use needlework_report::chart::{Scale, ScaleKind};
/// let scale = Scale::new(ScaleKind::Log, (1.0, 100.0), (0.0, 200.0));
/// assert!((scale.place(10.0).unwrap() - 100.0).abs() < 1e-9);
/// assert_eq!(scale.place(-1.0), None);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    kind: ScaleKind,
    domain: (f64, f64),
    range: (f64, f64),
}

impl Scale {
    /// A scale over `domain`. A domain that is empty, reversed, not finite, or not positive on a
    /// log scale is replaced by the nearest usable one, so that a figure is always drawn.
    pub fn new(kind: ScaleKind, domain: (f64, f64), range: (f64, f64)) -> Self {
        Self { kind, domain: usable_domain(kind, domain), range }
    }

    /// The domain after any repair, in the axis unit.
    pub fn domain(&self) -> (f64, f64) {
        self.domain
    }

    /// How values spread.
    pub fn kind(&self) -> ScaleKind {
        self.kind
    }

    /// Where a value lies on the drawing; `None` where it has no place (not finite, or not
    /// positive on a log scale). Values outside the domain get a place outside the range.
    pub fn place(&self, value: f64) -> Option<f64> {
        let (low, high) = (self.stretch(self.domain.0)?, self.stretch(self.domain.1)?);
        let along = (self.stretch(value)? - low) / (high - low);
        Some(self.range.0 + along * (self.range.1 - self.range.0))
    }

    /// Whether a value lies in the domain.
    pub fn holds(&self, value: f64) -> bool {
        value >= self.domain.0 && value <= self.domain.1
    }

    fn stretch(&self, value: f64) -> Option<f64> {
        if !value.is_finite() {
            return None;
        }
        match self.kind {
            ScaleKind::Linear => Some(value),
            ScaleKind::Log => (value > 0.0).then(|| value.log10()),
            ScaleKind::SymLog { threshold } => {
                let unit = positive_or_one(threshold);
                Some(value.signum() * (value.abs() / unit).ln_1p())
            }
        }
    }
}

fn positive_or_one(threshold: f64) -> f64 {
    if threshold.is_finite() && threshold > 0.0 { threshold } else { 1.0 }
}

fn usable_domain(kind: ScaleKind, domain: (f64, f64)) -> (f64, f64) {
    let (mut low, mut high) = domain;
    if !low.is_finite() || !high.is_finite() {
        (low, high) = (0.0, 1.0);
    }
    if low > high {
        (low, high) = (high, low);
    }
    if kind == ScaleKind::Log {
        high = if high > 0.0 { high } else { 1.0 };
        low = if low > 0.0 { low } else { high / 1000.0 };
        if low == high {
            (low, high) = (low / 2.0, high * 2.0);
        }
    } else if high - low <= 1e-12 * low.abs().max(high.abs()) {
        let pad = if low == 0.0 { 1.0 } else { 0.05 * low.abs() };
        (low, high) = (low - pad, high + pad);
    }
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn degenerate_domains_still_draw() {
        for domain in [(f64::NAN, 1.0), (2.0, 2.0), (0.0, 0.0), (5.0, -5.0), (-3.0, -1.0)] {
            for kind in [ScaleKind::Linear, ScaleKind::Log, ScaleKind::SymLog { threshold: 0.1 }] {
                let scale = Scale::new(kind, domain, (0.0, 100.0));
                let (low, high) = scale.domain();
                assert!(low < high, "{kind:?} {domain:?}");
                assert_eq!(scale.place(low), Some(0.0));
            }
        }
    }

    #[test]
    fn symlog_is_odd_and_keeps_zero_in_the_middle() {
        let scale = Scale::new(ScaleKind::SymLog { threshold: 0.5 }, (-100.0, 100.0), (0.0, 10.0));
        assert!((scale.place(0.0).unwrap() - 5.0).abs() < 1e-12);
        let (left, right) = (scale.place(-7.0).unwrap(), scale.place(7.0).unwrap());
        assert!((left + right - 10.0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn places_keep_the_order_of_values(a in 1e-6..1e6_f64, b in 1e-6..1e6_f64) {
            for kind in [ScaleKind::Linear, ScaleKind::Log, ScaleKind::SymLog { threshold: 1.0 }] {
                let scale = Scale::new(kind, (1e-6, 1e6), (0.0, 1000.0));
                let (first, second) = (scale.place(a).unwrap(), scale.place(b).unwrap());
                prop_assert_eq!(a < b, first < second || (a < b && (b - a) < 1e-6 * b));
            }
        }
    }
}
