//! The results at the top of the report.

use core::fmt::Write;

use crate::chart::significant;
use crate::report::{Better, Headline};
use needlework::course::{Band, Course, Study, ZoneCourse};
use needlework::outcome::{self, Endpoint};

/// How many endpoints stand at the top of a study of one zone, and for each of several zones.
const SHOWN: [usize; 2] = [6, 3];

/// The direction of an endpoint, as the report draws it.
pub fn better(endpoint: Endpoint) -> Better {
    match endpoint.info().better {
        outcome::Better::Higher => Better::Higher,
        outcome::Better::Lower => Better::Lower,
        outcome::Better::Neither => Better::Neither,
    }
}

/// The endpoints that matter for the concern, in its order, then collagen.
pub fn shown_first(study: &Study) -> Vec<Endpoint> {
    let mut endpoints: Vec<Endpoint> = study.concern.headline.iter().filter_map(|id| Endpoint::from_id(id)).collect();
    for always in [Endpoint::Collagen, Endpoint::PigmentRisk] {
        if !endpoints.contains(&always) {
            endpoints.push(always);
        }
    }
    endpoints
}

/// Headline results of every zone.
pub fn headlines(study: &Study, course: &Course) -> Vec<Headline> {
    let day = study.protocol.reading_day();
    let endpoints = shown_first(study);
    let several = course.zones.len() > 1;
    course
        .zones
        .iter()
        .flat_map(|zone| {
            endpoints
                .iter()
                .filter_map(move |endpoint| headline(zone, *endpoint, day, several))
                .take(SHOWN[usize::from(several)])
        })
        .collect()
}

fn headline(zone: &ZoneCourse, endpoint: Endpoint, day: f64, several: bool) -> Option<Headline> {
    let (_, values) = zone.endpoints.iter().find(|(one, _)| *one == endpoint)?;
    let index = zone.history.times.iter().rposition(|time| *time <= day + 1e-9)?;
    let info = endpoint.info();
    let label = if several { format!("{}, {}", info.name, zone.name) } else { info.name.to_owned() };
    let band = zone.bands.iter().find(|(one, _)| *one == endpoint).and_then(|(_, bands)| bands.get(index));
    let mut headline = Headline::new(label, values[index], info.unit)
        .at(when(endpoint, zone.history.times[index], [values[0], values[index]], band))
        .reference(values[0])
        .better(better(endpoint));
    if let Some(band) = band {
        headline = headline.band(band.p05, band.p95);
    }
    Some(headline)
}

/// The day of a result, its change with the spread over draws, each against its own start, and the least change that two
/// readings tell from no change.
fn when(endpoint: Endpoint, day: f64, [start, value]: [f64; 2], band: Option<&Band>) -> String {
    let unit = match endpoint.info().unit {
        "-" => String::new(),
        unit => format!(" {unit}"),
    };
    let mut text = format!("day {day:.0}; change {}", signed(value - start));
    if let Some(Band { change: [least, most], .. }) = band {
        let _ = write!(text, " ({} to {})", signed(*least), signed(*most));
    }
    text.push_str(&unit);
    if let Some(reading) = endpoint.reading() {
        let least = significant(reading.minimal_detectable_change(start), 2);
        let _ = write!(text, "; two readings tell a change of {least}{unit} or more");
    }
    text
}

/// A change with its sign, to two figures.
fn signed(change: f64) -> String {
    /// Below this a change is rounding [any].
    const ROUNDING: f64 = 1e-9;
    let size = significant(change, 2);
    if change.abs() < ROUNDING {
        "0".to_owned()
    } else if change > 0.0 {
        format!("+{size}")
    } else {
        size
    }
}
