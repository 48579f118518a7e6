//! Trials in the order of their distance, and their outcomes beside the course.

use super::arm::{Arm, Kind, Measured, Outcome, Since};
use super::distance::{Distance, distance};
use super::traits::{Traits, sessions_of};
use crate::course::{Study, ZoneCourse};

/// An arm with its distance from a course.
#[derive(Clone, Debug, PartialEq)]
pub struct Near<'a> {
    /// The arm.
    pub arm: &'a Arm,
    /// How far it is from the course.
    pub distance: Distance,
}

/// The arms nearest to a course, nearest first, one of each trial. Arms equally far stand in the order of their ids.
pub fn nearest<'a>(traits: &Traits, arms: &'a [Arm], most: usize) -> Vec<Near<'a>> {
    let mut all: Vec<Near> = arms.iter().map(|arm| Near { arm, distance: distance(traits, &arm.traits) }).collect();
    all.sort_by(|a, b| {
        let ids = |near: &Near<'a>| (near.arm.trial.as_str(), near.arm.id.as_str());
        a.distance.total.total_cmp(&b.distance.total).then_with(|| ids(a).cmp(&ids(b)))
    });
    let mut kept: Vec<Near> = Vec::new();
    for near in all {
        if kept.len() == most {
            break;
        }
        if kept.iter().all(|known| known.arm.trial != near.arm.trial) {
            kept.push(near);
        }
    }
    kept
}

/// What a course gives for an outcome.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Predicted {
    /// Day of the course [day].
    pub day: f64,
    /// Central value, of the same kind and unit as what was measured [any].
    pub value: f64,
    /// 5th and 95th percentile over the draws, of a change each draw against its own start; where there are draws [any].
    pub band: Option<[f64; 2]>,
}

/// A measured outcome beside the predicted one.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison<'a> {
    /// The outcome.
    pub outcome: &'a Outcome,
    /// What was measured.
    pub measured: Measured,
    /// What the course gives at the same time after its own first or last session.
    pub predicted: Predicted,
}

/// Every outcome of an arm that the course computes too, beside what the course gives.
///
/// The course is read on the day that lies as long after its own first or last session as the trial's reading lay after
/// that of the trial, at the latest on its last day; on its reading day where the trial does not say when. It is the course
/// of the study, not a simulation of the trial.
pub fn compare<'a>(study: &Study, zone: usize, course: &ZoneCourse, arm: &'a Arm) -> Vec<Comparison<'a>> {
    let days = sessions_of(study, zone);
    let day_of = |outcome: &Outcome| {
        let from = outcome.time.and_then(|(time, since)| {
            let session = match since {
                Since::First => days.first(),
                Since::Last => days.last(),
            };
            session.map(|day| day + time)
        });
        from.unwrap_or(course.reading_day).min(study.protocol.horizon)
    };
    arm.outcomes
        .iter()
        .filter_map(|outcome| {
            let measured = outcome.measured()?;
            let predicted = predict(course, outcome, measured.kind, day_of(outcome))?;
            Some(Comparison { outcome, measured, predicted })
        })
        .collect()
}

fn predict(course: &ZoneCourse, outcome: &Outcome, kind: Kind, day: f64) -> Option<Predicted> {
    let endpoint = outcome.endpoint?;
    let (_, values) = course.endpoints.iter().find(|(one, _)| *one == endpoint)?;
    let index = course.history.times.iter().rposition(|time| *time <= day + 1e-9)?;
    let start = *values.first()?;
    let of = |value: f64| match kind {
        Kind::Percent => 100.0 * (value / start - 1.0),
        Kind::Change => value - start,
        Kind::Level => value,
    };
    let value = of(*values.get(index)?);
    let bands = course.bands.iter().find(|(one, _)| *one == endpoint).and_then(|(_, bands)| bands.get(index));
    let band = bands.and_then(|band| match kind {
        Kind::Percent => band.relative,
        Kind::Change => Some(band.change),
        Kind::Level => Some([band.p05, band.p95]),
    });
    value.is_finite().then_some(Predicted { day: course.history.times[index], value, band })
}

#[cfg(test)]
mod tests {
    use super::super::traits::Treatment;
    use super::*;

    fn arm(trial: &str, id: &str, sessions: Option<f64>) -> Arm {
        Arm {
            trial: trial.into(),
            name: trial.into(),
            id: id.into(),
            design: String::new(),
            people: None,
            details: String::new(),
            citation: String::new(),
            products: Vec::new(),
            traits: Traits {
                concern: Some("melasma".into()),
                treatments: vec![Treatment::Needling],
                sessions,
                ..Traits::default()
            },
            outcomes: Vec::new(),
        }
    }

    #[test]
    fn the_same_protocol_comes_first_and_a_trial_comes_once() {
        let arms = [
            arm("c", "1", None),
            arm("a", "far", Some(20.0)),
            arm("a", "near", Some(5.0)),
            arm("d", "1", Some(4.0)),
            arm("b", "1", Some(4.0)),
        ];
        let found = nearest(&arm("x", "", Some(4.0)).traits, &arms, 3);
        let names: Vec<(&str, &str)> =
            found.iter().map(|near| (near.arm.trial.as_str(), near.arm.id.as_str())).collect();
        assert_eq!(names, [("b", "1"), ("d", "1"), ("a", "near")]);
        assert_eq!(nearest(&Traits::default(), &arms, 100).len(), 4);
    }
}
