//! An arm of a published trial with what it measured.

use super::traits::Traits;
use crate::outcome::Endpoint;

/// Two-sided 95 % point of the normal distribution [-].
const NORMAL_95: f64 = 1.959_963_984_540_054;

/// An arm of a published trial.
#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    /// Id of the trial.
    pub trial: String,
    /// The trial as people cite it.
    pub name: String,
    /// Id of the arm within the trial.
    pub id: String,
    /// Design of the trial.
    pub design: String,
    /// People in the trial.
    pub people: Option<u32>,
    /// What was done beside needling.
    pub details: String,
    /// The trial as a list of sources cites it.
    pub citation: String,
    /// What it is compared by.
    pub traits: Traits,
    /// Peels, lasers, radiofrequency needles and actives of the library that stand for what was used.
    pub products: Vec<Product>,
    /// What was measured.
    pub outcomes: Vec<Outcome>,
}

/// A kind of product or device beside needles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProductKind {
    /// A chemical peel.
    Peel,
    /// A fractional laser.
    Laser,
    /// Radiofrequency needles.
    Radiofrequency,
    /// An active that is put on the skin.
    Active,
}

/// A product or device of the library that was used in an arm.
#[derive(Clone, Debug, PartialEq)]
pub struct Product {
    /// What kind.
    pub kind: ProductKind,
    /// Id in the library.
    pub id: String,
    /// Strength of an active, as a quantity such as `4 %`, where stated.
    pub strength: Option<String>,
    /// Days of the course on which it was used; the days of the sessions where empty [day].
    pub days: Vec<f64>,
    /// Whether an active was used at home every day instead of with the sessions.
    pub home: bool,
}

/// From when a time counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// From the first session.
    First,
    /// From the last session.
    Last,
}

/// A measured outcome.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// What was measured.
    pub measure: String,
    /// The endpoint of the model that means the same.
    pub endpoint: Option<Endpoint>,
    /// Unit of all figures.
    pub unit: String,
    /// Mean before treatment, in the unit [any].
    pub baseline: Option<f64>,
    /// Mean or share at that time, in the unit [any].
    pub value: Option<f64>,
    /// Change since before treatment, in the unit; per cent of what was there where the unit is `%` [any].
    pub change: Option<f64>,
    /// Standard deviation between people of the value, or of the change where only that is given, in the unit [any].
    pub sd: Option<f64>,
    /// Published confidence interval of the change, in the unit [any].
    pub interval: Option<[f64; 2]>,
    /// People who were measured.
    pub people: Option<u32>,
    /// When: days, and from when they count [day].
    pub time: Option<(f64, Since)>,
    /// Whether a constant of the model was fitted to this figure.
    pub fitted: bool,
}

/// What kind of figure an outcome comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Change in per cent of what was there before treatment.
    Percent,
    /// Change in the unit of the endpoint.
    Change,
    /// The value itself.
    Level,
}

impl Kind {
    /// A word for tables: `percent`, `change` or `level`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::Change => "change",
            Self::Level => "level",
        }
    }
}

/// An outcome as one figure with its confidence interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// What kind of figure.
    pub kind: Kind,
    /// The figure, in per cent or in the unit of the outcome [any].
    pub value: f64,
    /// Confidence interval of the mean: the published one, or 95 % from standard deviation and number [any].
    pub interval: Option<[f64; 2]>,
}

impl Outcome {
    /// The figure to compare: for a risk the share of people, else the change since before treatment. Nothing where a
    /// trial gives a value without what it started from.
    ///
    /// The interval is the published one; else `±1.96·sd/√n` of the mean after treatment, in per cent of the mean before
    /// it, which leaves out that both come from the same people; for shares that of Wilson.
    pub fn measured(&self) -> Option<Measured> {
        let people = self.people.filter(|people| *people > 1).map(f64::from);
        if matches!(self.endpoint?, Endpoint::PigmentRisk | Endpoint::InfectionRisk) {
            let share = self.value?;
            let interval = people.map(|people| wilson(share / 100.0, people).map(|end| 100.0 * end));
            return Some(Measured { kind: Kind::Level, value: share, interval });
        }
        let half = self.sd.zip(people).map(|(sd, people)| NORMAL_95 * sd / people.sqrt());
        if let (Some(baseline), Some(value)) = (self.baseline.filter(|start| *start != 0.0), self.value) {
            let percent = |value: f64| 100.0 * (value / baseline - 1.0);
            let interval = half.map(|half| ordered(percent(value - half), percent(value + half)));
            return Some(Measured { kind: Kind::Percent, value: percent(value), interval });
        }
        let value = self.change?;
        let kind = if self.unit == "%" { Kind::Percent } else { Kind::Change };
        Some(Measured { kind, value, interval: self.interval.or(half.map(|half| [value - half, value + half])) })
    }
}

fn ordered(a: f64, b: f64) -> [f64; 2] {
    [a.min(b), a.max(b)]
}

/// Wilson's interval of a share among so many people: `(p + z²/2n ± z·√(p(1−p)/n + z²/4n²))/(1 + z²/n)`.
fn wilson(share: f64, people: f64) -> [f64; 2] {
    let z2 = NORMAL_95 * NORMAL_95;
    let middle = share + z2 / (2.0 * people);
    let half = NORMAL_95 * (share * (1.0 - share) / people + z2 / (4.0 * people * people)).max(0.0).sqrt();
    [-1.0, 1.0].map(|sign| ((middle + sign * half) / (1.0 + z2 / people)).clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_before_and_after_becomes_a_change_in_per_cent() {
        let score = Outcome {
            endpoint: Some(Endpoint::GoodmanBaronCount),
            baseline: Some(20.0),
            value: Some(10.0),
            sd: Some(4.0),
            people: Some(16),
            ..Outcome::default()
        };
        let found = score.measured().unwrap();
        assert_eq!((found.kind, found.value), (Kind::Percent, -50.0));
        // 1.96·4/√16 = 1.96 points of 20.
        let [low, high] = found.interval.unwrap();
        assert!((low + 59.8).abs() < 0.01 && (high + 40.2).abs() < 0.01);
    }

    #[test]
    fn a_change_keeps_its_unit_and_its_published_interval() {
        let grade = Outcome {
            endpoint: Some(Endpoint::GoodmanBaronGrade),
            unit: "grade".into(),
            change: Some(-0.91),
            interval: Some([-1.05, -0.78]),
            ..Outcome::default()
        };
        let found = grade.measured().unwrap();
        assert_eq!(found, Measured { kind: Kind::Change, value: -0.91, interval: Some([-1.05, -0.78]) });
        let percent = Outcome { unit: "%".into(), ..grade };
        assert_eq!(percent.measured().unwrap().kind, Kind::Percent);
    }

    #[test]
    fn nobody_of_thirty_is_not_a_risk_of_nothing() {
        let risk =
            Outcome { endpoint: Some(Endpoint::PigmentRisk), value: Some(0.0), people: Some(30), ..Outcome::default() };
        let found = risk.measured().unwrap();
        let [low, high] = found.interval.unwrap();
        // z²/(n + z²) = 3.84/33.84.
        assert_eq!((found.kind, low), (Kind::Level, 0.0));
        assert!((high - 11.35).abs() < 0.01, "{high}");
    }

    #[test]
    fn a_value_without_its_start_is_not_compared() {
        let alone =
            Outcome { endpoint: Some(Endpoint::Ecca), value: Some(40.0), unit: "points".into(), ..Outcome::default() };
        assert_eq!(alone.measured(), None);
        assert_eq!(Outcome { endpoint: None, change: Some(1.0), ..alone }.measured(), None);
    }
}
