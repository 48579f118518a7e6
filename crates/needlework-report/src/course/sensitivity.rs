//! What drives the spread of the headline results.

use crate::chart::significant;
use crate::report::Table;
use needlework::course::{Course, Sensitivity};
use needlework::course::{Driver, SpaceCorrection};
use needlework::healing::PARAMETERS;
use needlework::injury::Destruction;
use needlework::outcome::OutcomeParameters;
use needlework::puncture::Penetration;

/// One table for each of the first headline results.
pub fn tables(course: &Course) -> Vec<Table> {
    /// Results that get a table of their own.
    const SHOWN: usize = 2;
    course.sensitivities.iter().take(SHOWN).map(table).collect()
}

fn table(of: &Sensitivity) -> Table {
    let rows: Vec<Vec<String>> = of
        .drivers
        .iter()
        .filter(|driver| driver.correlation.abs() > of.chance)
        .map(|driver| {
            vec![
                driver.name.replace('_', " "),
                driver.model.to_owned(),
                meaning(driver).to_owned(),
                signed(driver.correlation),
            ]
        })
        .collect();
    let found = if rows.is_empty() {
        format!("Nothing rises above chance with {} draws; more draws tell more.", of.draws)
    } else {
        "These go with the result more closely than chance; plus means that more of the number goes with a higher value."
            .to_owned()
    };
    Table {
        section: "Sensitivity".to_owned(),
        title: format!("What drives the spread of: {}", of.endpoint.info().name),
        columns: ["Number", "Part of the model", "Meaning", "Rank correlation"].map(str::to_owned).to_vec(),
        rows,
        note: format!(
            "{found} First zone, reading day, {} draws of {} uncertain numbers. The closest of as many unrelated numbers would \
             exceed ±{} in one study of twenty.",
            of.draws,
            of.numbers,
            significant(of.chance, 2)
        ),
    }
}

/// What a number is, in the words of the table of its model.
fn meaning(driver: &Driver) -> &'static str {
    let table = match driver.model {
        "healing" => return PARAMETERS.iter().find(|info| info.name == driver.name).map_or("", |info| info.meaning),
        "outcome" => OutcomeParameters::TABLE,
        "puncture" => Penetration::TABLE,
        "injury" => Destruction::TABLE,
        "course" => SpaceCorrection::TABLE,
        _ => {
            return match driver.name {
                "healing_speed" => "how fast the person heals",
                "synthesis_response" => "how much matrix the person makes in answer to an injury",
                _ => "thickness of the layer",
            };
        }
    };
    table.iter().find(|line| line.name == driver.name).map_or("", |line| line.meaning)
}

fn signed(correlation: f64) -> String {
    format!("{}{:.2}", if correlation < 0.0 { "−" } else { "+" }, correlation.abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use needlework::outcome::Endpoint;

    fn of(correlations: &[(&'static str, &'static str, f64)]) -> Sensitivity {
        Sensitivity {
            endpoint: Endpoint::Collagen,
            draws: 100,
            numbers: 240,
            chance: 0.37,
            drivers: correlations
                .iter()
                .map(|&(model, name, correlation)| Driver { model, name, correlation })
                .collect(),
        }
    }

    #[test]
    fn only_what_rises_above_chance_is_listed_and_has_a_meaning() {
        let found = table(&of(&[
            ("outcome", "grade_number", -0.46),
            ("person", "synthesis_response", 0.40),
            ("outcome", "yellowness_slope", -0.24),
        ]));
        assert_eq!(found.rows.len(), 2);
        assert!(
            found.rows.iter().all(|row| row.len() == found.columns.len() && !row[2].is_empty()),
            "{:?}",
            found.rows
        );
        let none = table(&of(&[("outcome", "yellowness_slope", -0.24)]));
        assert!(none.rows.is_empty() && none.note.starts_with("Nothing rises above chance with 100 draws"));
    }
}
