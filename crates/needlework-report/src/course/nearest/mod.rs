//! The published trials most like the course: ranked, with reasons, and with what they measured beside it.

mod forest;
mod words;

use crate::chart::significant;
use crate::report::{Nearest, Table};
use needlework::course::{Course, Study};
use needlework::evidence::{Arm, Field, Region, compare, nearest, traits_of};
use needlework::outcome::OutcomeParameters;

/// Trials in the table.
const SHOWN: usize = 8;
/// Trials whose figures may stand in a plot: further ones tell of something else.
const PLOTTED: usize = 24;

/// The section for the first zone of a course; nothing without trials.
pub fn section(study: &Study, course: &Course, arms: &[Arm], region: Option<Region>) -> Option<Nearest> {
    let zone = course.zones.first()?;
    if arms.is_empty() {
        return None;
    }
    let traits = traits_of(study, 0, region);
    let near = nearest(&traits, arms, PLOTTED);
    let compared: Vec<_> = near.iter().map(|one| compare(study, 0, zone, one.arm)).collect();
    let rows = near.iter().zip(&compared).take(SHOWN);
    let table = Table {
        title: format!("The {} nearest of {} published trials", near.len().min(SHOWN), trials(arms)),
        columns: ["Trial", "Distance", "In common and different", "Measured, and this course beside it"]
            .map(str::to_owned)
            .to_vec(),
        rows: rows
            .map(|(near, compared)| {
                vec![
                    words::trial(near.arm),
                    format!("{:.2}", near.distance.total),
                    words::reasons(&near.distance, &traits, &near.arm.traits),
                    words::outcomes(near.arm, compared),
                ]
            })
            .collect(),
        note: "A figure marked “fitted” set a constant of the model, so agreement with it shows little. All trials and all \
               figures: needlework library list trials."
            .to_owned(),
        ..Table::default()
    };
    let mut sources: Vec<String> = near.iter().take(SHOWN).map(|one| one.arm.citation.clone()).collect();
    sources.retain(|source| !source.is_empty());
    sources.sort();
    Some(Nearest { intro: intro(course), table, forests: forest::forests(&near, &compared), sources })
}

fn trials(arms: &[Arm]) -> usize {
    let mut ids: Vec<&str> = arms.iter().map(|arm| arm.trial.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.len()
}

fn intro(course: &Course) -> Vec<String> {
    let weights: Vec<String> =
        Field::WEIGHTS.iter().map(|(field, weight)| format!("{} {weight}", words::field(*field))).collect();
    let spread = OutcomeParameters::default();
    let zone = match course.zones.as_slice() {
        [first, _, ..] => format!(" Compared is the first zone, {}.", first.name),
        _ => String::new(),
    };
    vec![
        format!(
            "Published trials in the order of their likeness to this course, whatever they found; those that disagree with it \
             stay in. This course is read as long after its own first or last session as the trial was; it is not a \
             simulation of the trial, whose people and protocol differ as stated.{zone}"
        ),
        format!(
            "Trials of the same treatment do not agree: centre, raters and technique differ. In trials of scars the standard deviation \
             between them is {:.0} % of the effect, which is taken for other changes too; of new pigmentation their hazards differ by a \
             factor of {}. The mean of the next trial of a treatment is expected to lie as far off, beside what is unknown of the model.",
            100.0 * spread.between_trials,
            significant(spread.between_risks.exp(), 2)
        ),
        format!(
            "Distance: 0 is alike in every field, 1 foreign in every field; a field that a trial does not state counts half. \
             Weights, which are judgements: {}.",
            weights.join(", ")
        ),
    ]
}
