//! Results of all runs, row by row.

use super::Run;
use crate::chart::{estimate, significant};
use crate::report::{Better, Headline, Table};
use serde::Serialize;

/// One result in all runs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// What is measured.
    pub label: String,
    /// Unit of every value.
    pub unit: String,
    /// Which direction is an improvement.
    pub better: Better,
    /// The result in each run; none where the run does not have it.
    pub cells: Vec<Option<Cell>>,
}

/// A result of one run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cell {
    /// The central estimate, in the unit of the row. [-]
    pub value: f64,
    /// Low and high end of the band, in the unit of the row. [-]
    pub band: Option<[f64; 2]>,
    /// When, and against what.
    pub at: String,
    /// Difference from the first run that has this result, in the unit of the row; none for that run itself. [-]
    pub difference: Option<f64>,
}

impl Cell {
    /// The value with its band, as text.
    pub fn text(&self) -> String {
        match self.band {
            Some([low, high]) => {
                let (value, low, high) = estimate(self.value, low, high);
                format!("{value} ({low} to {high})")
            }
            None => significant(self.value, 3),
        }
    }

    /// The difference from the first run with its sign, as text; none for that run itself.
    pub fn change(&self) -> Option<String> {
        self.difference.map(signed)
    }

    /// The day of the reading, without what else there is to say of it.
    pub fn day(&self) -> &str {
        self.at.split(';').next().unwrap_or_default()
    }
}

/// The headline results of all runs, in the order in which they first appear.
pub fn rows(runs: &[Run]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for headline in runs.iter().flat_map(|run| &run.report.headlines) {
        if rows.iter().any(|row| row.label == headline.label && row.unit == headline.unit) {
            continue;
        }
        rows.push(row(runs, headline));
    }
    rows
}

fn row(runs: &[Run], of: &Headline) -> Row {
    let mut first = None;
    let cells = runs
        .iter()
        .map(|run| {
            let same = |one: &&Headline| one.label == of.label && one.unit == of.unit;
            let headline = run.report.headlines.iter().find(same)?;
            let difference = first.map(|first: f64| headline.value - first);
            first = first.or(Some(headline.value));
            Some(Cell { value: headline.value, band: headline.band, at: headline.at.clone(), difference })
        })
        .collect();
    Row { label: of.label.clone(), unit: of.unit.clone(), better: of.better, cells }
}

/// The results as a table of texts.
pub fn table(runs: &[Run]) -> Table {
    let mut columns = vec!["Result".to_owned(), "Unit".to_owned()];
    columns.extend(runs.iter().map(|run| run.name.clone()));
    columns.push("Better".to_owned());
    let rows = rows(runs)
        .into_iter()
        .map(|row| {
            let mut texts = vec![row.label, row.unit];
            texts.extend(row.cells.iter().map(|cell| match cell {
                Some(cell) => {
                    let change = cell.change().map(|by| format!("; {by}")).unwrap_or_default();
                    format!("{}{change}, {}", cell.text(), cell.at)
                }
                None => "not computed".to_owned(),
            }));
            texts.push(
                match row.better {
                    Better::Higher => "higher",
                    Better::Lower => "lower",
                    Better::Neither => "",
                }
                .to_owned(),
            );
            texts
        })
        .collect();
    Table {
        title: "Results side by side".to_owned(),
        columns,
        rows,
        note: "Central estimate (band); after the semicolon the difference from the first run that has the result."
            .to_owned(),
        ..Table::default()
    }
}

/// A difference with its sign.
fn signed(difference: f64) -> String {
    let text = significant(difference, 2);
    if difference > 0.0 { format!("+{text}") } else { text }
}
