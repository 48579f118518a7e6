//! What drives the spread of the headline results.

use crate::chart::significant;
use crate::report::Table;
use needlework::course::{Course, Sensitivity};
use needlework::healing::PARAMETERS;

/// One table for each of the first headline results.
pub fn tables(course: &Course) -> Vec<Table> {
    /// Results that get a table of their own.
    const SHOWN: usize = 2;
    course.sensitivities.iter().take(SHOWN).map(table).collect()
}

fn table(of: &Sensitivity) -> Table {
    let rows = of.drivers.iter().map(|driver| {
        let strong = driver.correlation.abs() > of.chance;
        vec![
            driver.name.replace('_', " "),
            driver.model.to_owned(),
            meaning(driver.name).to_owned(),
            signed(driver.correlation),
            if strong { "yes" } else { "no" }.to_owned(),
        ]
    });
    Table {
        section: "Sensitivity".to_owned(),
        title: format!("What drives the spread of: {}", of.endpoint.info().name),
        columns: ["Number", "Part of the model", "Meaning", "Rank correlation", "Beyond chance"]
            .map(str::to_owned)
            .to_vec(),
        rows: rows.collect(),
        note: format!(
            "First zone, reading day, {} draws. Of {} uncertain numbers these go most closely with the result; plus means \
             that more of the number goes with a higher value. Unrelated numbers would exceed ±{} in one study of twenty.",
            of.draws,
            of.numbers,
            significant(of.chance, 2)
        ),
    }
}

fn meaning(name: &str) -> &'static str {
    PARAMETERS.iter().find(|info| info.name == name).map_or("", |info| info.meaning)
}

fn signed(correlation: f64) -> String {
    format!("{}{:.2}", if correlation < 0.0 { "−" } else { "+" }, correlation.abs())
}
