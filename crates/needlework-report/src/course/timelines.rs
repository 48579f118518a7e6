//! Curves over time.

use super::events::{marks, product_name};
use super::headline::{better, shown_first};
use crate::report::{Series, SeriesRole, Timeline, TimelineGroup};
use needlework::course::{Course, Study, ZoneCourse};
use needlework::healing::Species;
use needlework::outcome::{DEPTH_ZONES, Endpoint};

/// Length of the zoom on the days after the first session [day].
const FIRST_DAYS: f64 = 7.0;

/// Groups in the order of the report: what the concern is about, redness, healing, then the registry's groups.
pub fn groups(study: &Study, course: &Course) -> Vec<TimelineGroup> {
    let sessions = marks(study);
    let first = sessions.first().map(|mark| mark.day);
    let bands = if course.courses > 1 {
        format!("the 5th to 95th percentile of {} draws", course.courses - 1)
    } else {
        String::new()
    };
    let finish = |group: TimelineGroup| group.sessions(sessions.clone()).band_meaning(bands.clone());
    let applies = |endpoint: &Endpoint| course.zones.iter().any(|zone| series_of(zone, *endpoint).is_some());

    let shown: Vec<Endpoint> = shown_first(study).into_iter().filter(applies).collect();
    let mut groups = vec![finish(
        TimelineGroup::new("Outcome", shown.iter().map(|endpoint| timeline(course, *endpoint, first)).collect())
            .intro(format!("{}: what matters most.", study.concern.name)),
    )];
    groups.push(finish(healing(course, first)));
    groups.extend(delivery(study, course).map(finish));
    let mut names: Vec<&str> = Vec::new();
    for endpoint in Endpoint::ALL {
        if !names.contains(&endpoint.info().group) {
            names.push(endpoint.info().group);
        }
    }
    for name in names {
        let timelines: Vec<Timeline> = Endpoint::ALL
            .iter()
            .filter(|endpoint| endpoint.info().group == name && !shown.contains(endpoint) && applies(endpoint))
            .map(|endpoint| timeline(course, *endpoint, first))
            .collect();
        if !timelines.is_empty() {
            groups.push(finish(TimelineGroup::new(name, timelines)));
        }
    }
    groups
}

fn series_of(zone: &ZoneCourse, endpoint: Endpoint) -> Option<&[f64]> {
    zone.endpoints.iter().find(|(one, _)| *one == endpoint).map(|(_, values)| values.as_slice())
}

fn points(times: &[f64], values: &[f64]) -> Vec<[f64; 2]> {
    times.iter().zip(values).map(|(time, value)| [*time, *value]).collect()
}

/// One endpoint, all zones, beside their untreated twins.
fn timeline(course: &Course, endpoint: Endpoint, first_session: Option<f64>) -> Timeline {
    let info = endpoint.info();
    let mut chart = Timeline {
        title: info.name.to_owned(),
        unit: info.unit.to_owned(),
        better: better(endpoint),
        note: format!("{} Source: {}.", info.meaning, info.source),
        ..Timeline::default()
    };
    for zone in &course.zones {
        let Some(values) = series_of(zone, endpoint) else { continue };
        let mut series = Series::new(zone.name.clone(), points(&zone.history.times, values));
        if let Some((_, bands)) = zone.bands.iter().find(|(one, _)| *one == endpoint) {
            series = series.band(bands.iter().map(|band| [band.p05, band.p95]).collect());
        }
        chart.series.push(series);
    }
    chart.series.extend(twins(course, endpoint));
    if let (Endpoint::ErythemaIndex | Endpoint::BarrierOpen, Some(day)) = (endpoint, first_session) {
        chart = chart.first_days(day, FIRST_DAYS, "session 1");
    }
    chart
}

/// What products with a dose bring to the first zone.
fn delivery(study: &Study, course: &Course) -> Option<TimelineGroup> {
    let zone = course.zones.first().filter(|zone| !zone.delivered.concentrations.is_empty())?;
    let delivered = &zone.delivered;
    let places = ["viable epidermis", "0.2 mm", "0.5 mm", "1 mm"];
    let timelines = study
        .regimens
        .iter()
        .zip(&delivered.concentrations)
        .filter(|(regimen, _)| regimen.treats(0))
        .map(|(regimen, means)| {
            let mut chart = Timeline {
                title: format!("{} in the skin", product_name(regimen)),
                y_label: "Mean concentration".to_owned(),
                unit: "µg/ml".to_owned(),
                ..Timeline::default()
            };
            for (place, name) in places.iter().enumerate() {
                let values: Vec<f64> = means.iter().map(|mean| mean[place]).collect();
                chart.series.push(Series::new(*name, points(&delivered.times, &values)));
            }
            chart
        })
        .collect();
    let intro = format!(
        "Concentrations in {} that the products bring, averaged over hours after a session, days in the first two weeks and \
         weeks later; they drive healing through the dose-response of each active. The central course.",
        zone.name
    );
    Some(TimelineGroup::new("Delivery", timelines).intro(intro))
}

/// The untreated twin of every zone; zones whose twins are alike share one curve.
fn twins(course: &Course, endpoint: Endpoint) -> Vec<Series> {
    let mut curves: Vec<(Vec<&str>, Vec<[f64; 2]>)> = Vec::new();
    for zone in &course.zones {
        let Some((_, values)) = zone.untreated.iter().find(|(one, _)| *one == endpoint) else { continue };
        let curve = points(&zone.history.times, values);
        match curves.iter_mut().find(|(_, known)| alike(known, &curve)) {
            Some((zones, _)) => zones.push(zone.name.as_str()),
            None => curves.push((vec![zone.name.as_str()], curve)),
        }
    }
    let single = curves.len() == 1;
    curves
        .into_iter()
        .map(|(zones, curve)| {
            let name = if single { "Untreated".to_owned() } else { format!("Untreated, {}", zones.join(", ")) };
            Series::new(name, curve).role(SeriesRole::Untreated)
        })
        .collect()
}

/// Whether two curves start and end within a thousandth of each other.
fn alike(one: &[[f64; 2]], other: &[[f64; 2]]) -> bool {
    let near = |a: Option<&[f64; 2]>, b: Option<&[f64; 2]>| match (a, b) {
        (Some(a), Some(b)) => (a[1] - b[1]).abs() <= 1e-3 * a[1].abs().max(1e-12),
        _ => false,
    };
    near(one.first(), other.first()) && near(one.last(), other.last())
}

/// A name that fits beside a curve.
fn short_name(species: Species) -> String {
    match species {
        Species::Interleukin1 => "IL-1/TNF".to_owned(),
        Species::Interleukin10 => "IL-10".to_owned(),
        Species::TgfBeta1 => "TGF-β1".to_owned(),
        Species::TgfBeta3 => "TGF-β3".to_owned(),
        Species::Vegf => "VEGF".to_owned(),
        Species::InflammatoryMacrophages => "M1 macrophages".to_owned(),
        Species::ReparativeMacrophages => "M2 macrophages".to_owned(),
        Species::MatrixMetalloproteinase => "MMP".to_owned(),
        other => other.info().name.replace('_', " "),
    }
}

/// The cascade in the papillary dermis of the first zone.
fn healing(course: &Course, first_session: Option<f64>) -> TimelineGroup {
    let charts = [
        ("Inflammatory signals", vec![Species::Interleukin1, Species::Interleukin10]),
        (
            "Inflammatory cells",
            vec![Species::Neutrophils, Species::InflammatoryMacrophages, Species::ReparativeMacrophages],
        ),
        ("Active TGF-β", vec![Species::TgfBeta1, Species::TgfBeta3]),
        ("Growth factors", vec![Species::Mitogens, Species::Vegf]),
        ("Remodelling programme and MMP", vec![Species::RemodellingProgramme, Species::MatrixMetalloproteinase]),
    ];
    let timelines = course.zones.first().map_or_else(Vec::new, |zone| {
        charts
            .into_iter()
            .map(|(title, species)| {
                let mut chart =
                    Timeline { title: title.to_owned(), unit: "times rest".to_owned(), ..Timeline::default() };
                chart.baseline = Some(1.0);
                for one in species {
                    let values: Vec<f64> = zone.history.depths.iter().map(|depths| depths[0].ratio(one)).collect();
                    chart.series.push(Series::new(short_name(one), points(&zone.history.times, &values)));
                }
                match first_session {
                    Some(day) => chart.first_days(day, FIRST_DAYS, "session 1"),
                    None => chart,
                }
            })
            .collect()
    });
    let place = course.zones.first().map_or("", |zone| zone.name.as_str());
    TimelineGroup::new("Healing", timelines).intro(format!(
        "Cells and signals at {} mm below the surface ({place}), each over its level at rest; the central course.",
        DEPTH_ZONES[0]
    ))
}
