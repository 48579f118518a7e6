//! Two or more reports side by side.
//!
//! [`compare`] lays runs over each other: results with their bands, the settings that differ, pictures of surface and tissue
//! side by side, every curve that they share, and each run's nearest trials.
//! It reads reports, not courses, so runs of different versions can be compared as long as their reports can be read.

mod curves;
mod nearest;
mod pictures;
mod settings;
mod side_by_side;
#[cfg(test)]
mod tests;

pub use side_by_side::{Cell, Row, rows};

use crate::report::{MethodNote, ProtocolEvent, Provenance, PuncturePattern, ReportModel, Table, Warning};
use thiserror::Error;

/// Runs that can be told apart in one figure.
pub const MOST_RUNS: usize = 6;

/// A run under the name that it has in the comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Short name, for legends and column headings.
    pub name: String,
    /// Its report.
    pub report: ReportModel,
}

/// Why runs cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CompareError {
    /// Fewer than two runs, or more than a figure can tell apart.
    #[error("{} cannot be compared; give 2 to {MOST_RUNS}", match runs { 1 => "one run by itself".to_owned(), n => format!("{n} runs at once") })]
    Runs {
        /// Runs given.
        runs: usize,
    },
}

/// The report of a comparison.
///
/// The first run is the one that the others are compared with: the order is the caller's, and says nothing about which is
/// better.
///
/// # Errors
/// Fewer than two runs, or more than [`MOST_RUNS`].
pub fn compare(runs: &[Run], command: impl Into<String>) -> Result<ReportModel, CompareError> {
    if !(2..=MOST_RUNS).contains(&runs.len()) {
        return Err(CompareError::Runs { runs: runs.len() });
    }
    let names: Vec<&str> = runs.iter().map(|run| run.name.as_str()).collect();
    let (nearest, trials) = nearest::nearest(runs).map_or((None, Vec::new()), |(near, tables)| (Some(near), tables));
    let mut tables: Vec<Table> =
        runs.iter().flat_map(|run| run.report.tables.iter().map(|table| titled(run, table))).chain(trials).collect();
    // Tables of one section stand together, sections in the order in which they first appear.
    let sections: Vec<String> = tables.iter().map(|table| table.section.clone()).collect();
    tables.sort_by_key(|table| sections.iter().position(|section| *section == table.section));
    Ok(ReportModel {
        kind: "Comparison of simulated courses".to_owned(),
        title: format!("Comparison of {} simulated courses", runs.len()),
        subtitle: names.join(" · "),
        overview: vec![side_by_side::table(runs), settings::table(runs)],
        warnings: warnings(runs),
        protocol: runs.iter().flat_map(events).collect(),
        punctures: runs.iter().flat_map(patterns).collect(),
        sheets: runs.iter().flat_map(|run| run.report.sheets.iter().map(|sheet| titled(run, sheet))).collect(),
        pictures: pictures::groups(runs),
        groups: curves::groups(runs),
        nearest,
        tables,
        methods: vec![method()],
        provenance: provenance(runs, command.into()),
        ..ReportModel::default()
    })
}

fn titled(run: &Run, table: &Table) -> Table {
    Table { title: format!("{}: {}", run.name, table.title), ..table.clone() }
}

/// Warnings of all runs; one that all runs share stands once.
fn warnings(runs: &[Run]) -> Vec<Warning> {
    let shared = |warning: &Warning| runs.iter().all(|run| run.report.warnings.contains(warning));
    let mut warnings: Vec<Warning> = Vec::new();
    for run in runs {
        for warning in &run.report.warnings {
            let warning = if shared(warning) {
                warning.clone()
            } else {
                Warning { text: format!("{}: {}", run.name, warning.text), ..warning.clone() }
            };
            if !warnings.contains(&warning) {
                warnings.push(warning);
            }
        }
    }
    warnings
}

/// Events of a run, in lanes of its own.
fn events(run: &Run) -> impl Iterator<Item = ProtocolEvent> {
    run.report
        .protocol
        .iter()
        .map(|event| ProtocolEvent { kind: format!("{}: {}", run.name, event.kind), ..event.clone() })
}

fn patterns(run: &Run) -> impl Iterator<Item = PuncturePattern> {
    run.report
        .punctures
        .iter()
        .map(|pattern| PuncturePattern { title: format!("{}: {}", run.name, pattern.title), ..pattern.clone() })
}

fn method() -> MethodNote {
    MethodNote {
        title: "How the runs were compared".to_owned(),
        paragraphs: vec![
            "Each run keeps its own central course and its own band. A difference is that of the two central courses; \
             the runs' bands hold spread that both share (the same person, the same uncertain parameters), so bands that \
             overlap do not show that two treatments do the same."
                .to_owned(),
            "The runs stand in the order in which they were given. Nothing here ranks them.".to_owned(),
        ],
        ..MethodNote::default()
    }
}

fn provenance(runs: &[Run], command: String) -> Provenance {
    let mut versions: Vec<(String, String)> = Vec::new();
    for version in runs.iter().flat_map(|run| &run.report.provenance.versions) {
        if !versions.contains(version) {
            versions.push(version.clone());
        }
    }
    let facts = runs.iter().flat_map(|run| {
        let from = &run.report.provenance;
        [
            (format!("{}: seed", run.name), from.seed.clone()),
            (format!("{}: hash of the resolved study", run.name), from.study_hash.clone()),
            (format!("{}: command", run.name), from.command.clone()),
        ]
    });
    Provenance { versions, command, facts: facts.collect(), ..Provenance::default() }
}
