//! How it was computed: words, equations, symbols and constants.
//!
//! The equations of the healing network are those that the model prints of itself, so they change with it. The others are
//! written here, beside the constants of the model's own tables.

mod healing;
mod markdown;
mod outcome;
mod puncture;
mod transport;

use crate::report::{MethodNote, Table};
use needlework::course::Study;
use needlework::provenance::{Coefficient, Origin, Spread};

/// The methods of a course.
pub fn methods(study: &Study) -> Vec<MethodNote> {
    let mut notes = vec![puncture::note(), healing::note()];
    if !study.regimens.is_empty() {
        notes.push(transport::note());
    }
    notes.push(outcome::note(study));
    notes.push(MethodNote {
        title: "Numerics".to_owned(),
        paragraphs: vec![format!(
            "Rosenbrock method of order 5 with step control at a relative tolerance of {:e}; states cannot become negative. \
             Each course has its own steps, and no result depends on the number of threads.",
            study.numerics.relative_tolerance
        )],
        ..MethodNote::default()
    });
    notes
}

/// Constants of a model as a table: those whose names are given, or all.
fn constants(title: &str, table: &[Coefficient], wanted: &[(&str, &str)]) -> Table {
    let rows = wanted.iter().filter_map(|(name, symbol)| {
        let one = table.iter().find(|one| one.name == *name)?;
        Some(vec![
            format!("${symbol}$"),
            name.replace('_', " "),
            number(one.value),
            unit(one.unit),
            spread(one.spread),
            origin(one.origin).to_owned(),
            one.source.to_owned(),
        ])
    });
    Table {
        title: title.to_owned(),
        columns: ["Symbol", "Name", "Value", "Unit", "Spread", "Origin", "Source"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
        ..Table::default()
    }
}

fn unit(unit: &str) -> String {
    if unit == "-" { String::new() } else { unit.to_owned() }
}

fn number(value: f64) -> String {
    crate::chart::significant(value, 4)
}

fn spread(spread: Spread) -> String {
    match spread {
        Spread::Exact => "exact".to_owned(),
        Spread::Normal { sd } => format!("± {}", number(sd)),
        Spread::LogNormal { log_sd } => format!("log-sd {}", crate::chart::significant(log_sd, 2)),
        Spread::Range { low, high } => format!("{} to {}", number(low), number(high)),
    }
}

fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Measured => "measured",
        Origin::Fitted => "fitted",
        Origin::Assumed => "assumed",
        Origin::Definition => "definition",
    }
}

fn sources(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|&id| id.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use needlework::injury::Destruction;
    use needlework::outcome::OutcomeParameters;
    use needlework::puncture::Penetration;
    use needlework::transport::parameters::TransportParameters;

    #[test]
    fn every_constant_that_is_listed_exists() {
        let listed = [
            (puncture::CONSTANTS, Penetration::TABLE),
            (puncture::WOUND, Destruction::TABLE),
            (transport::CONSTANTS, TransportParameters::TABLE),
            (outcome::CONSTANTS, OutcomeParameters::TABLE),
        ];
        for (wanted, table) in listed {
            assert_eq!(constants("", table, wanted).rows.len(), wanted.len(), "{wanted:?}");
        }
    }
}
