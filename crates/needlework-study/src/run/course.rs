//! The tables of a simulated course.

use super::table::{Column, Table, TableError};
use needlework::course::{Course, PLACES, ZoneCourse};
use needlework::healing::SPECIES;
use needlework::outcome::DEPTH_ZONES;

/// Every table of a course with its name, in the order in which they are written.
///
/// | table | one row per | columns |
/// |---|---|---|
/// | `endpoints` | endpoint, zone, day | `endpoint, zone, t, value, unit` |
/// | `bands` | endpoint, zone, day | `endpoint, zone, t, p05, p50, p95, unit` |
/// | `species` | species, zone, depth, day | `species, zone, depth, t, value, untreated, unit` |
/// | `sessions` | zone, session, quantity | `zone, session, t, quantity, value, unit` |
/// | `insults` | zone, peel, laser or radiofrequency session, quantity | `zone, treatment, name, t, quantity, value, unit` |
/// | `punctures` | puncture of the patch | `zone, session, x, y, time, depth` |
/// | `delivery` | product with a dose, zone, place, stretch of days | `product, zone, place, t, value` in µg/ml |
/// | `tiers` | zone, depth, day, quantity | `zone, depth, t, quantity, point, corrected, unit_cell, calibrated, patch, difference, left, unit` |
///
/// Times are days of the course, depths and places millimetres, times of punctures seconds.
///
/// # Errors
/// Columns of unequal length, which would be a defect.
pub fn course_tables(course: &Course) -> Result<Vec<(&'static str, Table)>, TableError> {
    let mut tables = vec![
        ("endpoints", endpoints(course)?),
        ("species", species(course)?),
        ("sessions", sessions(course)?),
        ("insults", insults(course)?),
        ("punctures", punctures(course)?),
    ];
    if course.zones.iter().any(|zone| !zone.delivered.concentrations.is_empty()) {
        tables.push(("delivery", delivery(course)?));
    }
    if course.zones.iter().filter_map(|zone| zone.tiers.as_ref()).any(|tiers| tiers.unit_cell.is_some()) {
        tables.push(("tiers", tiers(course)?));
    }
    if course.courses > 1 {
        tables.insert(1, ("bands", bands(course)?));
    }
    Ok(tables)
}

fn endpoints(course: &Course) -> Result<Table, TableError> {
    let (mut names, mut zones, mut times, mut values, mut units) = (vec![], vec![], vec![], vec![], vec![]);
    for zone in &course.zones {
        for (endpoint, series) in &zone.endpoints {
            let info = endpoint.info();
            for (time, value) in zone.history.times.iter().zip(series) {
                names.push(info.id.to_owned());
                zones.push(zone.name.clone());
                times.push(*time);
                values.push(*value);
                units.push(info.unit.to_owned());
            }
        }
    }
    Table::new()
        .with("endpoint", Column::Text(names))?
        .with("zone", Column::Text(zones))?
        .with("t", Column::Number(times))?
        .with("value", Column::Number(values))?
        .with("unit", Column::Text(units))
}

fn bands(course: &Course) -> Result<Table, TableError> {
    let (mut names, mut zones, mut times, mut units) = (vec![], vec![], vec![], vec![]);
    let (mut low, mut middle, mut high) = (vec![], vec![], vec![]);
    let mut change = [vec![], vec![]];
    for zone in &course.zones {
        for (endpoint, series) in &zone.bands {
            let info = endpoint.info();
            for (time, band) in zone.history.times.iter().zip(series) {
                names.push(info.id.to_owned());
                zones.push(zone.name.clone());
                times.push(*time);
                low.push(band.p05);
                middle.push(band.p50);
                high.push(band.p95);
                for (column, value) in change.iter_mut().zip(band.change) {
                    column.push(value);
                }
                units.push(info.unit.to_owned());
            }
        }
    }
    let [least, most] = change;
    Table::new()
        .with("endpoint", Column::Text(names))?
        .with("zone", Column::Text(zones))?
        .with("t", Column::Number(times))?
        .with("p05", Column::Number(low))?
        .with("p50", Column::Number(middle))?
        .with("p95", Column::Number(high))?
        .with("change_p05", Column::Number(least))?
        .with("change_p95", Column::Number(most))?
        .with("unit", Column::Text(units))
}

fn species(course: &Course) -> Result<Table, TableError> {
    let (mut names, mut zones, mut depths, mut times, mut values, mut untreated, mut units) =
        (vec![], vec![], vec![], vec![], vec![], vec![], vec![]);
    for zone in &course.zones {
        for info in &SPECIES {
            for (place, depth) in DEPTH_ZONES.iter().enumerate() {
                for (time, tissue) in zone.history.times.iter().zip(&zone.history.depths) {
                    names.push(info.name.to_owned());
                    zones.push(zone.name.clone());
                    depths.push(*depth);
                    times.push(*time);
                    values.push(tissue[place].treated[info.species.index()]);
                    untreated.push(tissue[place].untreated[info.species.index()]);
                    units.push(info.unit.to_owned());
                }
            }
        }
    }
    Table::new()
        .with("species", Column::Text(names))?
        .with("zone", Column::Text(zones))?
        .with("depth", Column::Number(depths))?
        .with("t", Column::Number(times))?
        .with("value", Column::Number(values))?
        .with("untreated", Column::Number(untreated))?
        .with("unit", Column::Text(units))
}

/// Names of the places at which delivered concentrations are kept.
const DELIVERED_AT: [&str; PLACES] = ["viable_epidermis", "0.2mm", "0.5mm", "1.0mm"];

/// Mean concentration over the stretch that starts at each time; 1 ng/mm³ is 1 µg/ml.
fn delivery(course: &Course) -> Result<Table, TableError> {
    let (mut products, mut zones, mut places, mut times, mut values) = (vec![], vec![], vec![], vec![], vec![]);
    for zone in &course.zones {
        for (number, means) in (1_i64..).zip(&zone.delivered.concentrations) {
            for (index, place) in DELIVERED_AT.iter().enumerate() {
                for (time, mean) in zone.delivered.times.iter().zip(means) {
                    products.push(number);
                    zones.push(zone.name.clone());
                    places.push((*place).to_owned());
                    times.push(*time);
                    values.push(mean[index]);
                }
            }
        }
    }
    Table::new()
        .with("product", Column::Whole(products))?
        .with("zone", Column::Text(zones))?
        .with("place", Column::Text(places))?
        .with("t", Column::Number(times))?
        .with("value", Column::Number(values))
}

/// What there is to say of a session, with units.
fn session_quantities(zone: &ZoneCourse, session: usize) -> Vec<(&'static str, f64, &'static str)> {
    let Some(struck) = zone.sessions.get(session) else { return vec![] };
    let (pattern, injury) = (&struck.pattern, &struck.injury);
    let mut rows = vec![
        ("density", 100.0 * pattern.density, "1/cm²"),
        ("pierced_fraction", pattern.pierced_fraction, "-"),
        ("depth_p05", pattern.depth_p05, "mm"),
        ("depth_median", pattern.depth_median, "mm"),
        ("depth_p95", pattern.depth_p95, "mm"),
        ("channel_area_fraction", pattern.channel_area_fraction, "-"),
        ("overlap_fraction", pattern.overlap_fraction, "-"),
        ("bleeding_fraction", pattern.bleeding_fraction, "-"),
        ("force_per_needle", pattern.force_per_needle, "N"),
        ("hand_force", pattern.hand_force, "N"),
        ("procedure_time", pattern.procedure_time / 60.0, "min"),
        ("open_barrier", injury.open_barrier, "-"),
        ("open_epidermis", injury.open_epidermis, "-"),
    ];
    let names = ["destroyed_0.2mm", "destroyed_0.5mm", "destroyed_1.0mm"];
    rows.extend(names.into_iter().zip(&injury.zones).map(|(name, zone)| (name, zone.destroyed, "-")));
    if let Some(facts) = zone.facts.get(session) {
        rows.push(("pain", facts.pain, "0-10"));
        rows.push(("downtime", facts.downtime, "day"));
    }
    rows
}

fn sessions(course: &Course) -> Result<Table, TableError> {
    let (mut zones, mut numbers, mut times) = (vec![], vec![], vec![]);
    let (mut quantities, mut values, mut units) = (vec![], vec![], vec![]);
    for zone in &course.zones {
        for ((index, session), number) in zone.sessions.iter().enumerate().zip(1_i64..) {
            for (quantity, value, unit) in session_quantities(zone, index) {
                zones.push(zone.name.clone());
                numbers.push(number);
                times.push(session.day);
                quantities.push(quantity.to_owned());
                values.push(value);
                units.push(unit.to_owned());
            }
        }
    }
    Table::new()
        .with("zone", Column::Text(zones))?
        .with("session", Column::Whole(numbers))?
        .with("t", Column::Number(times))?
        .with("quantity", Column::Text(quantities))?
        .with("value", Column::Number(values))?
        .with("unit", Column::Text(units))
}

/// Tiers side by side; what was not run is not a number.
fn tiers(course: &Course) -> Result<Table, TableError> {
    let (mut zones, mut quantities, mut units) = (vec![], vec![], vec![]);
    let mut numbers: [(&str, Vec<f64>); 9] =
        ["depth", "t", "point", "corrected", "unit_cell", "calibrated", "patch", "difference", "left"]
            .map(|name| (name, vec![]));
    for zone in &course.zones {
        for row in zone.tiers.iter().flat_map(|tiers| tiers.rows(zone.reading_day)) {
            zones.push(zone.name.clone());
            quantities.push(row.quantity.to_owned());
            units.push(row.unit.to_owned());
            let values = [
                Some(row.depth),
                Some(row.day),
                Some(row.point),
                Some(row.corrected),
                row.unit_cell,
                row.calibrated,
                row.patch,
                row.difference(),
                row.left(),
            ];
            for ((_, column), value) in numbers.iter_mut().zip(values) {
                column.push(value.unwrap_or(f64::NAN));
            }
        }
    }
    let mut table = Table::new().with("zone", Column::Text(zones))?.with("quantity", Column::Text(quantities))?;
    for (name, column) in numbers {
        table = table.with(name, Column::Number(column))?;
    }
    table.with("unit", Column::Text(units))
}

fn insults(course: &Course) -> Result<Table, TableError> {
    let (mut zones, mut numbers, mut names, mut times) = (vec![], vec![], vec![], vec![]);
    let (mut quantities, mut values, mut units) = (vec![], vec![], vec![]);
    for zone in &course.zones {
        for (insult, number) in zone.insults.iter().zip(1_i64..) {
            for (quantity, value, unit) in [
                ("depth", insult.depth, "mm"),
                ("open_barrier", insult.open_barrier, "-"),
                ("open_epidermis", insult.open_epidermis, "-"),
                ("dead_0.2mm", insult.dead, "-"),
                ("closed", insult.closed, "day"),
                ("downtime", insult.downtime, "day"),
                ("swelling", insult.swelling, "day"),
                ("pain", insult.recovery.pain.central, "0-10"),
                ("pain_p05", insult.recovery.pain.low, "0-10"),
                ("pain_p95", insult.recovery.pain.high, "0-10"),
                ("flaking_from", insult.recovery.flaking_from, "day"),
                ("flaking", insult.recovery.flaking.central, "day"),
                ("flaking_p05", insult.recovery.flaking.low, "day"),
                ("flaking_p95", insult.recovery.flaking.high, "day"),
                ("crusts", insult.recovery.crusts.central, "day"),
                ("crusts_p05", insult.recovery.crusts.low, "day"),
                ("crusts_p95", insult.recovery.crusts.high, "day"),
                ("unseen", insult.unseen(), "day"),
            ] {
                zones.push(zone.name.clone());
                numbers.push(number);
                names.push(insult.name.clone());
                times.push(insult.day);
                quantities.push(quantity.to_owned());
                values.push(value);
                units.push(unit.to_owned());
            }
        }
    }
    Table::new()
        .with("zone", Column::Text(zones))?
        .with("treatment", Column::Whole(numbers))?
        .with("name", Column::Text(names))?
        .with("t", Column::Number(times))?
        .with("quantity", Column::Text(quantities))?
        .with("value", Column::Number(values))?
        .with("unit", Column::Text(units))
}

fn punctures(course: &Course) -> Result<Table, TableError> {
    let (mut zones, mut numbers) = (vec![], vec![]);
    let (mut x, mut y, mut time, mut depth) = (vec![], vec![], vec![], vec![]);
    for zone in &course.zones {
        for (session, number) in zone.sessions.iter().zip(1_i64..) {
            let made = &session.punctures;
            zones.extend(std::iter::repeat_n(zone.name.clone(), made.len()));
            numbers.extend(std::iter::repeat_n(number, made.len()));
            x.extend_from_slice(&made.x);
            y.extend_from_slice(&made.y);
            time.extend_from_slice(&made.time);
            depth.extend_from_slice(&made.depth);
        }
    }
    Table::new()
        .with("zone", Column::Text(zones))?
        .with("session", Column::Whole(numbers))?
        .with("x", Column::Number(x))?
        .with("y", Column::Number(y))?
        .with("time", Column::Number(time))?
        .with("depth", Column::Number(depth))
}
