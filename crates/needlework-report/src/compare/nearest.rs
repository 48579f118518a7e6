//! Published trials nearest to each run.

use super::{Run, titled};
use crate::report::{Forest, Nearest, Table};

/// The trials of all runs, each run's own table under its name; nothing where no run has any.
pub fn nearest(runs: &[Run]) -> Option<(Nearest, Vec<Table>)> {
    let with: Vec<(&Run, &Nearest)> =
        runs.iter().filter_map(|run| run.report.nearest.as_ref().map(|near| (run, near))).collect();
    let ((first, near), others) = with.split_first()?;
    let mut sources: Vec<String> = with.iter().flat_map(|(_, near)| near.sources.iter().cloned()).collect();
    sources.sort();
    sources.dedup();
    let forests = with.iter().flat_map(|(run, near)| {
        near.forests.iter().map(|forest| Forest { title: format!("{}: {}", run.name, forest.title), ..forest.clone() })
    });
    let merged =
        Nearest { intro: near.intro.clone(), table: titled(first, &near.table), forests: forests.collect(), sources };
    let tables = others.iter().map(|(run, near)| Table { section: SECTION.to_owned(), ..titled(run, &near.table) });
    Some((merged, tables.collect()))
}

/// Heading over the tables of the further runs.
const SECTION: &str = "Nearest trials of the other runs";
