//! What was set differently.

use super::Run;
use crate::report::{StudyRow, Table};

/// The settings that are not the same in all runs.
pub fn table(runs: &[Run]) -> Table {
    let mut columns = vec!["Setting".to_owned()];
    columns.extend(runs.iter().map(|run| run.name.clone()));
    let mut keys: Vec<(&str, &str)> = Vec::new();
    for row in runs.iter().flat_map(|run| &run.report.understood) {
        if !keys.contains(&(&row.group, &row.key)) {
            keys.push((&row.group, &row.key));
        }
    }
    let all = keys.len();
    let rows: Vec<Vec<String>> = keys
        .into_iter()
        .filter_map(|(group, key)| {
            let values: Vec<String> = runs.iter().map(|run| value(&run.report.understood, group, key)).collect();
            let differ = values.iter().any(|value| Some(value) != values.first());
            differ.then(|| {
                let name = if group.is_empty() { key.to_owned() } else { format!("{group}: {key}") };
                std::iter::once(name).chain(values).collect()
            })
        })
        .collect();
    let note = format!("{} of {all} settings differ; the others are the same in all runs.", rows.len());
    Table { title: "Settings that differ".to_owned(), columns, rows, note, ..Table::default() }
}

/// A setting may have several values, such as one for each zone.
fn value(rows: &[StudyRow], group: &str, key: &str) -> String {
    let values: Vec<&str> =
        rows.iter().filter(|row| row.group == group && row.key == key).map(|row| row.value.as_str()).collect();
    if values.is_empty() { "not set".to_owned() } else { values.join("; ") }
}
