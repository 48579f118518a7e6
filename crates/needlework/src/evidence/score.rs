//! How well figures were predicted.

/// A figure that was measured beside the one predicted for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Held {
    /// What was measured, in any unit [any].
    pub measured: f64,
    /// What was predicted, in the same unit [any].
    pub predicted: f64,
    /// Interval for the mean of a trial, in the same unit [any].
    pub interval: Option<[f64; 2]>,
}

impl Held {
    /// How many times the smaller of measured and predicted goes into the larger; infinite where they differ in sign or one is
    /// nought [-].
    pub fn factor(&self) -> f64 {
        let ratio = self.predicted / self.measured;
        if ratio > 0.0 && ratio.is_finite() { ratio.max(1.0 / ratio) } else { f64::INFINITY }
    }

    /// Whether the figure lies in its interval; nothing without one.
    pub fn inside(&self) -> Option<bool> {
        self.interval.map(|[low, high]| (low..=high).contains(&self.measured))
    }
}

/// How well a set of figures was predicted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Number of figures.
    pub figures: usize,
    /// Figures inside their interval, and figures that have one.
    pub inside: [usize; 2],
    /// Middle of the factors ([`Held::factor`]) [-].
    pub median_factor: f64,
    /// Figures whose direction is right.
    pub same_sign: usize,
    /// Spearman's rank correlation of measured and predicted, −1 to 1 [-].
    pub rank_correlation: f64,
}

impl Score {
    /// The score of some figures; nothing without figures.
    ///
    /// ```
    /// use needlework::evidence::{Held, Score};
    /// let held = |measured, predicted| Held { measured, predicted, interval: Some([-50.0, -20.0]) };
    /// let found = Score::of(&[held(-10.0, -20.0), held(-30.0, -30.0), held(-40.0, -20.0)]).unwrap();
    /// assert_eq!((found.inside, found.same_sign, found.median_factor), ([2, 3], 3, 2.0));
    /// ```
    pub fn of(held: &[Held]) -> Option<Self> {
        let mut factors: Vec<f64> = held.iter().map(Held::factor).collect();
        factors.sort_by(f64::total_cmp);
        let middle = |sorted: &[f64]| f64::midpoint(sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2]);
        let known: Vec<bool> = held.iter().filter_map(Held::inside).collect();
        (!held.is_empty()).then(|| Self {
            figures: held.len(),
            inside: [known.iter().filter(|inside| **inside).count(), known.len()],
            median_factor: middle(&factors),
            same_sign: held.iter().filter(|one| one.measured == 0.0 || one.predicted * one.measured > 0.0).count(),
            rank_correlation: rank_correlation(
                &held.iter().map(|one| one.measured).collect::<Vec<_>>(),
                &held.iter().map(|one| one.predicted).collect::<Vec<_>>(),
            ),
        })
    }
}

/// Spearman's rank correlation of two samples of one length; ties share their mean rank; nought without variation [-].
///
/// ```
/// # use needlework::evidence::rank_correlation;
/// assert_eq!(rank_correlation(&[1.0, 2.0, 3.0], &[10.0, 20.0, 90.0]), 1.0);
/// assert_eq!(rank_correlation(&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0]), -1.0);
/// assert_eq!(rank_correlation(&[1.0, 2.0], &[5.0, 5.0]), 0.0);
/// ```
pub fn rank_correlation(a: &[f64], b: &[f64]) -> f64 {
    let (a, b) = (ranks(a), ranks(b));
    let mean = f64::midpoint(a.len() as f64, 1.0);
    let moment = |x: &[f64], y: &[f64]| -> f64 { x.iter().zip(y).map(|(x, y)| (x - mean) * (y - mean)).sum() };
    let spread = (moment(&a, &a) * moment(&b, &b)).sqrt();
    if spread > 0.0 { moment(&a, &b) / spread } else { 0.0 }
}

fn ranks(values: &[f64]) -> Vec<f64> {
    values
        .iter()
        .map(|value| {
            let below = values.iter().filter(|other| *other < value).count() as f64;
            let same = values.iter().filter(|other| *other == value).count() as f64;
            below + f64::midpoint(same, 1.0)
        })
        .collect()
}
