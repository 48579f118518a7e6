//! How far trials of the same treatment differ, and what that means for the mean of the next one.

use crate::outcome::{Endpoint, OutcomeParameters, normal_cdf};

/// Endpoints whose trials are pooled when their spread is estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Scores and grades of atrophic scars.
    Scars,
    /// Every other change: lines, pigment, striae, raised scars, instruments and biopsies. Most constants there rest on one figure
    /// each, so that nothing is left to tell the spread between trials; that of scars is taken.
    Others,
    /// Shares of people with new pigmentation or an infection.
    Risks,
}

impl Family {
    /// Every family.
    pub const ALL: [Self; 3] = [Self::Scars, Self::Others, Self::Risks];

    /// The family of an endpoint.
    pub fn of(endpoint: Endpoint) -> Self {
        use Endpoint::{
            Ecca, GoodmanBaronCount, GoodmanBaronGrade, InfectionRisk, PigmentRisk, ScarDepthBoxcar, ScarDepthIcePick,
            ScarDepthRolling,
        };
        match endpoint {
            GoodmanBaronCount | GoodmanBaronGrade | Ecca | ScarDepthRolling | ScarDepthBoxcar | ScarDepthIcePick => {
                Self::Scars
            }
            PigmentRisk | InfectionRisk => Self::Risks,
            _ => Self::Others,
        }
    }

    /// The family in a word or two.
    pub fn name(self) -> &'static str {
        match self {
            Self::Scars => "scars",
            Self::Others => "other changes",
            Self::Risks => "risks",
        }
    }

    /// Standard deviation between trials: of the effect, over the effect; of risks, of the logarithm of the hazard [-].
    pub fn between(self, c: &OutcomeParameters) -> f64 {
        match self {
            Self::Scars | Self::Others => c.between_trials,
            Self::Risks => c.between_risks,
        }
    }
}

/// Mean and spread of figures that differ by more than chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RandomEffects {
    /// Mean over trials, in the unit of the figures [any].
    pub mean: f64,
    /// Standard error of that mean, in the same unit [any].
    pub error: f64,
    /// Standard deviation between trials, `τ`, in the same unit [any].
    pub between: f64,
    /// Share of the variation that is more than chance, I² [-].
    pub heterogeneity: f64,
    /// Number of trials.
    pub trials: usize,
}

impl RandomEffects {
    /// The estimate of `DerSimonian` and Laird (1986) from values and their sampling variances; nothing with fewer than two.
    ///
    /// `Q = Σ w (y − ȳ)²` with `w = 1/s²`, `τ² = max(0, (Q − (k − 1))/(Σw − Σw²/Σw))`, then weights `1/(s² + τ²)`.
    ///
    /// ```
    /// use needlework::evidence::RandomEffects;
    /// // Equal variances of 1: ȳ = 2, Q = 8, τ² = (8 − 2)/(3 − 1) = 3, error √(4/3).
    /// let found = RandomEffects::of(&[(0.0, 1.0), (2.0, 1.0), (4.0, 1.0)]).unwrap();
    /// assert!((found.mean - 2.0).abs() < 1e-12 && (found.between - 3f64.sqrt()).abs() < 1e-12);
    /// assert!((found.error - (4.0 / 3.0f64).sqrt()).abs() < 1e-12 && (found.heterogeneity - 0.75).abs() < 1e-12);
    /// ```
    pub fn of(figures: &[(f64, f64)]) -> Option<Self> {
        let usable = figures.iter().all(|(value, variance)| value.is_finite() && *variance > 0.0);
        if figures.len() < 2 || !usable {
            return None;
        }
        let mean = |between: f64| {
            let weights: f64 = figures.iter().map(|(_, variance)| 1.0 / (variance + between)).sum();
            let sum: f64 = figures.iter().map(|(value, variance)| value / (variance + between)).sum();
            (sum / weights, weights)
        };
        let (fixed, weights) = mean(0.0);
        let squares: f64 = figures.iter().map(|(_, variance)| 1.0 / (variance * variance)).sum();
        let q: f64 = figures.iter().map(|(value, variance)| (value - fixed).powi(2) / variance).sum();
        let freedom = (figures.len() - 1) as f64;
        let tau2 = ((q - freedom) / (weights - squares / weights)).max(0.0);
        let (mean, weights) = mean(tau2);
        Some(Self {
            mean,
            error: weights.recip().sqrt(),
            between: tau2.sqrt(),
            heterogeneity: if q > 0.0 { ((q - freedom) / q).max(0.0) } else { 0.0 },
            trials: figures.len(),
        })
    }
}

/// What trials of risks say: events among people where the model gives a chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RiskSpread {
    /// Hazard seen over the hazard of the model, middle of the trials [-].
    pub factor: f64,
    /// Standard deviation of the logarithm of the hazard between trials [-].
    pub between: f64,
}

impl RiskSpread {
    /// The most likely factor and spread for `(events, people, chance)`: events are binomial with `p = 1 − exp(−h f e^{σ z})`,
    /// `h = −ln(1 − chance)`, `z` standard normal for each trial. Searched on a grid, 2 % in `f` and 0.02 in `σ`.
    ///
    /// ```
    /// use needlework::evidence::RiskSpread;
    /// let alike = RiskSpread::of(&[(5.0, 100.0, 0.05), (10.0, 200.0, 0.05), (3.0, 60.0, 0.05)]);
    /// assert!((alike.factor - 1.0).abs() < 0.05 && alike.between < 0.05);
    /// let apart = RiskSpread::of(&[(0.0, 100.0, 0.05), (20.0, 100.0, 0.05), (1.0, 100.0, 0.05)]);
    /// assert!(apart.between > 0.8);
    /// ```
    pub fn of(trials: &[(f64, f64, f64)]) -> Self {
        let mut best = (f64::NEG_INFINITY, Self { factor: 1.0, between: 0.0 });
        for step in -115..=115 {
            let factor = (0.02 * f64::from(step)).exp();
            for width in 0..=125 {
                let between = 0.02 * f64::from(width);
                let likelihood: f64 =
                    trials.iter().map(|trial| chance_of_events(*trial, factor, between).max(1e-300).ln()).sum();
                if likelihood > best.0 + 1e-12 {
                    best = (likelihood, Self { factor, between });
                }
            }
        }
        best.1
    }
}

/// Probability of the events up to the binomial coefficient, over the spread between trials.
fn chance_of_events((events, people, chance): (f64, f64, f64), factor: f64, between: f64) -> f64 {
    let hazard = -(1.0 - chance.min(1.0 - 1e-9)).ln() * factor;
    normal_mean(|z| {
        let p = (1.0 - (-hazard * (between * z).exp()).exp()).clamp(1e-12, 1.0 - 1e-12);
        (events * p.ln() + (people - events) * (1.0 - p).ln()).exp()
    })
}

/// Mean of a function of a standard normal number, by the midpoint rule over ±5 standard deviations.
fn normal_mean(f: impl Fn(f64) -> f64) -> f64 {
    const STEPS: i32 = 80;
    let (mut sum, mut norm) = (0.0, 0.0);
    for step in 0..STEPS {
        let z = 10.0 * (f64::from(step) + 0.5) / f64::from(STEPS) - 5.0;
        let weight = (-0.5 * z * z).exp();
        sum += weight * f(z);
        norm += weight;
    }
    sum / norm
}

/// What the mean of a trial is expected to be: one value for each draw of the constants, with its weight.
#[derive(Clone, Debug, PartialEq)]
pub struct TrialMean<'a> {
    /// Value of each draw, in the unit of the figure [any].
    pub draws: &'a [f64],
    /// Weight of each draw, in any scale [-].
    pub weights: &'a [f64],
    /// Standard deviation between trials ([`Family::between`]) [-].
    pub between: f64,
}

impl TrialMean<'_> {
    /// The values that such a mean stays above with the chances `low` and `high`, where it is read with this sampling error, in the
    /// unit of the figure: quantiles of `Σ w N(m, (τ m)² + s²)`; nothing without draws [any].
    ///
    /// ```
    /// use needlework::evidence::TrialMean;
    /// let sure = TrialMean { draws: &[-10.0], weights: &[1.0], between: 0.3 };
    /// let [low, high] = sure.interval(4.0, [0.05, 0.95]).unwrap();
    /// // √(3² + 4²) = 5 points.
    /// assert!((low + 10.0 + 1.645 * 5.0).abs() < 0.01 && (high + 10.0 - 1.645 * 5.0).abs() < 0.01);
    /// ```
    pub fn interval(&self, error: f64, chances: [f64; 2]) -> Option<[f64; 2]> {
        let spread = |draw: f64| (self.between * draw).hypot(error).max(1e-9);
        let far = |sign: f64| {
            self.draws.iter().map(|draw| sign * (draw + sign * 8.0 * spread(*draw))).fold(f64::NEG_INFINITY, f64::max)
        };
        let [least, most] = [-far(-1.0), far(1.0)];
        let total: f64 = self.weights.iter().sum();
        if !(least.is_finite() && most.is_finite() && total > 0.0) {
            return None;
        }
        let below = |x: f64| -> f64 {
            let parts = self.draws.iter().zip(self.weights);
            parts.map(|(draw, weight)| weight * normal_cdf((x - draw) / spread(*draw))).sum::<f64>() / total
        };
        Some(chances.map(|chance| {
            let (mut low, mut high) = (least, most);
            for _ in 0..80 {
                let middle = 0.5 * (low + high);
                if below(middle) < chance { low = middle } else { high = middle }
            }
            0.5 * (low + high)
        }))
    }

    /// As [`Self::interval`] for the share of so many people that an event befalls, where draws are chances in per cent: whole
    /// people, from the first number that is passed with less than the chance `low`, to the first reached with `high` [%].
    pub fn share(&self, people: f64, chances: [f64; 2]) -> Option<[f64; 2]> {
        let total: f64 = self.weights.iter().sum();
        if self.draws.is_empty() || total <= 0.0 || people < 1.0 {
            return None;
        }
        let at_most = |events: f64| -> f64 {
            let parts = self.draws.iter().zip(self.weights);
            let chance = |draw: f64| {
                let hazard = -(1.0 - (0.01 * draw).clamp(0.0, 1.0 - 1e-9)).ln();
                normal_mean(|z| binomial_cdf(events, people, 1.0 - (-hazard * (self.between * z).exp()).exp()))
            };
            parts.map(|(draw, weight)| weight * chance(*draw)).sum::<f64>() / total
        };
        Some(chances.map(|chance| {
            let (mut low, mut high) = (-1.0, people);
            while high - low > 1.0 {
                let middle = f64::midpoint(low, high).floor();
                if at_most(middle) < chance { low = middle } else { high = middle }
            }
            100.0 * high / people
        }))
    }
}

/// Chance of at most so many events among people who each have the chance `p`.
fn binomial_cdf(events: f64, people: f64, p: f64) -> f64 {
    if p <= 0.0 {
        return 1.0;
    }
    let mut term = (people * (1.0 - p).max(1e-300).ln()).exp();
    let mut sum = term;
    let mut k = 0.0;
    while k + 1.0 <= events {
        term *= (people - k) / (k + 1.0) * p / (1.0 - p).max(1e-300);
        sum += term;
        k += 1.0;
    }
    sum.min(1.0)
}

/// Weights of draws after figures were seen: `w_k ∝ Π exp(−(y − m_k)²/2((τ m)² + s²))`, each figure with its value, its sampling
/// error, the central prediction and those of the draws. Without figures every draw weighs the same.
pub fn conditioned(figures: &[(f64, f64, f64, &[f64])], between: f64, draws: usize) -> Vec<f64> {
    let mut logs = vec![0.0; draws];
    for (value, error, central, predictions) in figures {
        let variance = ((between * central).powi(2) + error * error).max(1e-12);
        for (log, predicted) in logs.iter_mut().zip(*predictions) {
            *log -= (value - predicted).powi(2) / (2.0 * variance);
        }
    }
    let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    logs.into_iter().map(|log| (log - most).exp()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_that_agree_have_no_spread_between_them() {
        let found = RandomEffects::of(&[(1.0, 0.04), (1.1, 0.04), (0.9, 0.04)]).unwrap();
        assert_eq!((found.between, found.heterogeneity), (0.0, 0.0));
        assert!((found.mean - 1.0).abs() < 1e-12);
        assert_eq!(RandomEffects::of(&[(1.0, 0.1)]), None);
        assert_eq!(RandomEffects::of(&[(1.0, 0.0), (2.0, 0.1)]), None);
    }

    #[test]
    fn an_interval_holds_its_share_of_a_mixture() {
        let mean = TrialMean { draws: &[-1.0, 1.0], weights: &[1.0, 1.0], between: 0.0 };
        let [low, high] = mean.interval(0.1, [0.05, 0.95]).unwrap();
        assert!((low + high).abs() < 1e-6 && (1.0..1.2).contains(&high), "{low} {high}");
        assert_eq!(TrialMean { draws: &[], weights: &[], between: 0.1 }.interval(0.1, [0.05, 0.95]), None);
    }

    #[test]
    fn shares_are_those_of_whole_people() {
        let sure = TrialMean { draws: &[50.0], weights: &[1.0], between: 0.0 };
        // Binomial with 10 people: P(≤2) = 0.055, P(≤7) = 0.945, P(≤8) = 0.989.
        assert_eq!(sure.share(10.0, [0.05, 0.95]), Some([20.0, 80.0]));
        let rare = TrialMean { draws: &[1.0], weights: &[1.0], between: 0.5 };
        assert_eq!(rare.share(30.0, [0.05, 0.95]).unwrap()[0], 0.0);
    }

    #[test]
    fn draws_that_miss_what_was_seen_lose_their_weight() {
        let weights = conditioned(&[(-40.0, 2.0, -40.0, &[-40.0, -20.0, -44.0])], 0.1, 3);
        assert_eq!(weights[0], 1.0);
        assert!(weights[1] < 1e-4 && (0.4..1.0).contains(&weights[2]), "{weights:?}");
        assert_eq!(conditioned(&[], 0.1, 2), [1.0, 1.0]);
    }
}
