//! The figures: read from the library, predicted by a course of the same protocol.

use core::num::NonZeroUsize;
use std::fmt::Write as _;

use needlework::course::{simulate, simulate_means};
use needlework::evidence::{Arm, Family, Kind, Treatment};
use needlework::integrator::Settings;
use needlework::outcome::Endpoint;
use needlework_study::imitation::{Imitation, Reading, Unlike};
use needlework_study::library::Library;

/// Draws of the constants behind an interval.
const DRAWS: u32 = 384;
/// Standard deviation between the people of a trial where none is published, over the effect [-].
const PEOPLE: f64 = 0.6;
/// People of an arm where no number is published.
const UNKNOWN_PEOPLE: f64 = 25.0;

/// What a figure is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// It set a constant of the model, its spread between trials among them.
    Fit,
    /// It was kept out.
    Judge,
}

/// One figure.
#[derive(Clone, Debug)]
pub struct Figure {
    pub role: Role,
    pub trial: String,
    pub arm: String,
    pub concern: String,
    pub measure: String,
    pub endpoint: Endpoint,
    pub kind: Kind,
    pub unit: String,
    pub day: f64,
    pub people: f64,
    pub measured: f64,
    /// Published 95 % interval.
    pub interval: Option<[f64; 2]>,
    pub predicted: f64,
    /// 5th to 95th percentile of the mean of such a trial.
    pub expected: Option<[f64; 2]>,
    /// Values of the draws.
    pub draws: Vec<f64>,
    /// A later reading of the same endpoint stands for the arm.
    pub superseded: bool,
    /// Needles without heat, acid or subcision; serums and plasma may be with them.
    pub needles: bool,
    /// Value before treatment in the imitated course, in the unit of the endpoint.
    pub start: f64,
}

impl Figure {
    pub fn family(&self) -> Family {
        Family::of(self.endpoint)
    }

    /// An interval without what cannot be: nothing falls by more than all of it.
    pub fn possible(&self, [low, high]: [f64; 2]) -> [f64; 2] {
        if self.kind == Kind::Percent { [low.max(-100.0), high] } else { [low, high] }
    }

    /// Standard error of the measured mean, in the unit of the figure.
    pub fn error(&self) -> f64 {
        match self.interval {
            Some([low, high]) if high > low => (high - low) / (2.0 * 1.96),
            _ => PEOPLE * self.predicted.abs().max(self.measured.abs()) / self.people.sqrt(),
        }
    }
}

/// Every figure in the order of the trials, with its central prediction; and the arms that cannot be imitated, with the reason.
pub fn all() -> (Vec<Figure>, Vec<(String, Unlike)>) {
    let library = Library::embedded();
    let arms = library.trial_arms();
    let (mut figures, mut left_out) = (Vec::new(), Vec::new());
    for arm in &arms {
        match of_arm(arm, &library, 0) {
            Ok(found) => figures.extend(found),
            Err(Unlike::NoFigure) => {}
            Err(reason) => left_out.push((format!("{}, {}", arm.trial, arm.id), reason)),
        }
    }
    (figures, left_out)
}

/// Figures with draws, in the order of the trials.
pub fn drawn() -> Vec<Figure> {
    let library = Library::embedded();
    library.trial_arms().iter().filter_map(|arm| of_arm(arm, &library, DRAWS).ok()).flatten().collect()
}

fn of_arm(arm: &Arm, library: &Library, draws: u32) -> Result<Vec<Figure>, Unlike> {
    let mut trial = Imitation::of(arm, library)?;
    let settings = Settings { threads: NonZeroUsize::MIN, ..Settings::default() };
    let zone = simulate(&trial.study, &settings, &|_, _| {}).unwrap().zones.swap_remove(0);
    trial.study.numerics.draws = draws;
    let (times, drawn) = simulate_means(&trial.study, &Settings::default()).unwrap();
    let figure = |reading: &Reading| {
        let outcome = &arm.outcomes[reading.outcome];
        let predicted = trial.predicted(reading, &zone.history.times, &zone.endpoints)?;
        let later = |other: &Reading| {
            other.endpoint == reading.endpoint
                && other.day > reading.day
                && other.measured.kind == reading.measured.kind
        };
        Some(Figure {
            role: if outcome.fitted { Role::Fit } else { Role::Judge },
            trial: arm.trial.clone(),
            arm: arm.id.clone(),
            concern: trial.study.concern.id.clone(),
            measure: outcome.measure.clone(),
            endpoint: reading.endpoint,
            kind: reading.measured.kind,
            unit: if reading.measured.kind == Kind::Change { outcome.unit.clone() } else { "%".to_owned() },
            day: reading.day,
            people: outcome.people.or(arm.people).map_or(UNKNOWN_PEOPLE, f64::from),
            measured: reading.measured.value,
            interval: reading.measured.interval,
            predicted,
            expected: None,
            draws: drawn.iter().filter_map(|series| trial.predicted(reading, &times, series)).collect(),
            superseded: trial.readings.iter().any(later),
            needles: arm
                .traits
                .treatments
                .iter()
                .all(|one| matches!(one, Treatment::Needling | Treatment::Serum | Treatment::Plasma)),
            start: zone.endpoints.iter().find(|(one, _)| *one == reading.endpoint)?.1[0],
        })
    };
    Ok(trial.readings.iter().filter_map(figure).collect())
}

const HEADER: &str = "role,trial,arm,concern,endpoint,kind,unit,day,measured,measured_low,measured_high,predicted,mean_low,mean_high,latest,what";

/// The table of all figures.
pub fn csv(figures: &[Figure]) -> String {
    let mut csv = format!("{HEADER}\n");
    let ends = |interval: Option<[f64; 2]>| {
        interval.map_or(",".to_owned(), |[low, high]| format!("{},{}", number(low), number(high)))
    };
    for one in figures {
        let role = if one.role == Role::Fit { "fit" } else { "judge" };
        let _ = writeln!(
            csv,
            "{role},{},{},{},{},{},{},{},{},{},{},{},{},\"{}\"",
            one.trial,
            one.arm,
            one.concern,
            one.endpoint.info().id,
            one.kind.name(),
            one.unit,
            one.day,
            number(one.measured),
            ends(one.interval),
            number(one.predicted),
            ends(one.expected),
            u8::from(!one.superseded),
            one.measure.replace('"', "'"),
        );
    }
    csv
}

/// Three digits after the point, as the table has them.
pub fn number(value: f64) -> String {
    let text = format!("{value:.3}");
    if text == "-0.000" { "0.000".to_owned() } else { text }
}

/// Intervals of a table that was written before, for the same figures in the same order.
pub fn take_intervals(figures: &mut [Figure], csv: &str) {
    for (figure, line) in figures.iter_mut().zip(csv.lines().skip(1)) {
        let cells: Vec<&str> = line.split(',').collect();
        let end = |place: usize| cells.get(place).and_then(|cell| cell.parse::<f64>().ok());
        figure.expected = end(12).zip(end(13)).map(|(low, high)| [low, high]);
    }
}
