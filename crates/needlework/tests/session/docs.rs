//! The parameter tables of the model page are those of the code.

use needlework::injury::{Destruction, PeelDoseParameters, PeelParameters};
use needlework::outcome::OutcomeParameters;
use needlework::provenance::{Coefficient, Origin, Spread};
use needlework::puncture::Penetration;
use needlework::skin::AgeingParameters;

const PAGE: &str = include_str!("../../../../docs/models/punctures.md");
const INSULTS: &str = include_str!("../../../../docs/models/insults.md");

fn row(coefficient: &Coefficient) -> String {
    let spread = match coefficient.spread {
        Spread::Exact => "exact".to_owned(),
        Spread::Normal { sd } => format!("± {sd}"),
        Spread::LogNormal { log_sd } => format!("log-sd {log_sd}"),
        Spread::Range { low, high } => format!("{low} to {high}"),
    };
    let origin = match coefficient.origin {
        Origin::Measured => "measured",
        Origin::Fitted => "fitted",
        Origin::Assumed => "assumed",
        Origin::Definition => "definition",
    };
    format!(
        "| `{}` | {} | {} | {spread} | {origin} | {} |",
        coefficient.name, coefficient.value, coefficient.unit, coefficient.source
    )
}

#[test]
fn every_coefficient_is_on_the_page_as_it_is_in_the_code() {
    let tables = [AgeingParameters::TABLE, Penetration::TABLE, Destruction::TABLE, PeelParameters::TABLE];
    let rows: Vec<String> = tables.into_iter().flatten().map(row).collect();
    let missing: Vec<&String> = rows.iter().filter(|row| !PAGE.contains(row.as_str())).collect();
    assert!(missing.is_empty(), "docs/models/punctures.md lacks these rows:\n{missing:#?}");
    let on_page = PAGE.lines().filter(|line| line.starts_with("| `")).count();
    assert_eq!(on_page, rows.len(), "docs/models/punctures.md has rows that the code does not");
}

/// The constants of peels, of heat and of acid in single scars.
#[test]
fn every_constant_of_the_insults_is_on_their_page() {
    let outcome =
        OutcomeParameters::TABLE.iter().filter(|one| ["heat_pigment_hazard", "scar_share_acid"].contains(&one.name));
    let rows: Vec<String> =
        PeelDoseParameters::TABLE.iter().chain(PeelParameters::TABLE).chain(outcome).map(row).collect();
    let missing: Vec<&String> = rows.iter().filter(|row| !INSULTS.contains(row.as_str())).collect();
    assert!(missing.is_empty(), "docs/models/insults.md lacks these rows:\n{missing:#?}");
    let (_, table) = INSULTS.split_once("<!-- coefficients -->").unwrap();
    let on_page = table.lines().filter(|line| line.starts_with("| `")).count();
    assert_eq!(on_page, rows.len(), "docs/models/insults.md has rows that the code does not");
}
