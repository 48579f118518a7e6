//! Tables beside the course itself: its risks, and published trials with what the course gives at their times.

use super::table::{Column, Table, TableError};
use needlework::course::{Course, Study, tolerability};
use needlework::evidence::{Arm, Region, compare, nearest, traits_of};

/// The table `risks`, one row per zone and risk: `zone, risk, chance, low, high, thin`. Chances are shares over the course;
/// low and high are the 5th and 95th percentile over the spread of the constants; `thin` says why the evidence is thin.
///
/// # Errors
/// Columns of unequal length, which would be a defect.
pub fn risk_table(study: &Study, course: &Course) -> Result<Table, TableError> {
    let (mut zones, mut risks, mut thin) = (vec![], vec![], vec![]);
    let (mut chance, mut low, mut high) = (vec![], vec![], vec![]);
    for (index, zone) in course.zones.iter().enumerate() {
        for risk in tolerability(study, index, zone).risks {
            zones.push(zone.name.clone());
            risks.push(risk.id.to_owned());
            chance.push(risk.chance.central);
            low.push(risk.chance.low);
            high.push(risk.chance.high);
            thin.push(risk.thin.to_owned());
        }
    }
    Table::new()
        .with("zone", Column::Text(zones))?
        .with("risk", Column::Text(risks))?
        .with("chance", Column::Number(chance))?
        .with("low", Column::Number(low))?
        .with("high", Column::Number(high))?
        .with("thin", Column::Text(thin))
}

/// The table `trials`, one row per trial and figure that the course computes too, trials from near to far:
/// `trial, arm, distance, measure, endpoint, kind, t, measured, low, high, predicted, p05, p95, fitted, unit`.
/// First zone; `kind` is `percent`, `change` or `level`; `t` the day of the course; what is not known is not a number.
///
/// # Errors
/// Columns of unequal length, which would be a defect.
pub fn trial_table(study: &Study, course: &Course, arms: &[Arm], region: Option<Region>) -> Result<Table, TableError> {
    let mut words: [(&str, Vec<String>); 6] =
        ["trial", "arm", "measure", "endpoint", "kind", "unit"].map(|name| (name, vec![]));
    let mut numbers: [(&str, Vec<f64>); 8] =
        ["distance", "t", "measured", "low", "high", "predicted", "p05", "p95"].map(|name| (name, vec![]));
    let mut fitted = vec![];
    let zone = course.zones.first();
    for near in nearest(&traits_of(study, 0, region), arms, arms.len()) {
        for one in zone.into_iter().flat_map(|zone| compare(study, 0, zone, near.arm)) {
            let endpoint = one.outcome.endpoint.map_or("", |endpoint| endpoint.info().id);
            let kind = one.measured.kind.name();
            let unit = if kind == "percent" { "%" } else { one.outcome.unit.as_str() };
            let row = [near.arm.trial.as_str(), &near.arm.id, &one.outcome.measure, endpoint, kind, unit];
            for ((_, column), word) in words.iter_mut().zip(row) {
                column.push(word.to_owned());
            }
            let [low, high] = one.measured.interval.unwrap_or([f64::NAN; 2]);
            let [p05, p95] = one.predicted.band.unwrap_or([f64::NAN; 2]);
            let predicted = one.predicted;
            let row = [near.distance.total, predicted.day, one.measured.value, low, high, predicted.value, p05, p95];
            for ((_, column), number) in numbers.iter_mut().zip(row) {
                column.push(number);
            }
            fitted.push(i64::from(one.outcome.fitted));
        }
    }
    let mut table = Table::new();
    for (name, column) in words {
        table = table.with(name, Column::Text(column))?;
    }
    for (name, column) in numbers {
        table = table.with(name, Column::Number(column))?;
    }
    table.with("fitted", Column::Whole(fitted))
}
