//! When the result can be judged, how long it lasts, and how often it has to be repeated to hold a share of it.

use super::error::CourseError;
use super::protocol::{Event, EventKind, LONGEST_COURSE};
use super::simulate::{ZoneCourse, simulate};
use super::study::{Numerics, Study};
use crate::integrator::Settings;
use crate::outcome::{Better, Endpoint};
use serde::Serialize;

/// Earliest day after the last session on which experts judge a result; they ask for 3 months, better 6 to 12
/// (minutilli-2024) [day].
const EARLIEST_JUDGEMENT: f64 = 90.0;
/// Share of the best change within which a result counts as settled; assumed, 0.02 to 0.1 [-].
const SETTLED: f64 = 0.05;
/// Share of the gain that maintenance holds unless said otherwise [-].
pub const HELD_SHARE: f64 = 0.8;
/// Intervals that are tried [day].
const INTERVALS: [f64; 9] = [30.0, 45.0, 60.0, 90.0, 120.0, 180.0, 270.0, 365.0, 545.0];
/// Maintenance sessions after which the gain is taken as steady.
const REPEATS: usize = 4;

/// When one endpoint of one zone can be judged, how it decays, and what holds it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Worth {
    /// The endpoint.
    #[serde(serialize_with = "as_id")]
    pub endpoint: Endpoint,
    /// Change against the untreated twin at its best, in the unit of the endpoint [any].
    pub best: f64,
    /// Time after the last session at which it is best [day].
    pub best_after: f64,
    /// Time after the last session from which it is settled, not before three months [day].
    pub judge_after: f64,
    /// Time after the last session at which less than the held share of the best change is left; `None` if that is beyond
    /// what was simulated [day].
    pub held_until: Option<f64>,
    /// Share of the best change that is left a year after the last session [-].
    pub left_after_year: f64,
    /// Longest of the tried intervals between single sessions that keeps the held share; `None` if even the shortest does
    /// not [day].
    pub interval: Option<f64>,
    /// The share that is held [-].
    pub held: f64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn as_id<S: serde::Serializer>(endpoint: &Endpoint, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(endpoint.info().id)
}

/// When the first endpoint of the concern that changes can be judged in each zone, how it decays, and which interval of
/// single sessions holds the share `held` of it.
///
/// The decay is simulated with the central course, for two years after the last session; then single sessions like the last
/// one are added at each interval of a ladder, and the longest is kept whose lowest point between the later sessions is
/// still above the share. Zones without needling have none.
///
/// # Errors
/// A course that cannot be simulated.
pub fn worth(study: &Study, held: f64, settings: &Settings) -> Result<Vec<Option<Worth>>, CourseError> {
    let Some(last) = last_session(study) else { return Ok(vec![None; study.zones.len()]) };
    let (last_day, template) = (last.day, last.kind.clone());
    let tail = with_horizon(study, last_day + 2.0 * 365.25);
    let course = simulate(&tail, settings, &|_, _| {})?;
    let mut found: Vec<Option<Worth>> =
        course.zones.iter().map(|zone| decay(study, zone, last_day, tail.protocol.horizon, held)).collect();
    for interval in INTERVALS {
        let mut kept_up = with_horizon(study, last_day + interval * (REPEATS as f64 + 1.0));
        if kept_up.protocol.horizon <= last_day + interval * REPEATS as f64 {
            break;
        }
        let more = (1..=REPEATS).map(|number| Event {
            day: last_day + interval * number as f64,
            zones: last.zones.clone(),
            kind: template.clone(),
        });
        kept_up.protocol.events.extend(more);
        kept_up.protocol.events.sort_by(|a, b| a.day.total_cmp(&b.day));
        let course = simulate(&kept_up, settings, &|_, _| {})?;
        let mut holds_anywhere = false;
        for (worth, zone) in found.iter_mut().zip(&course.zones) {
            let Some(worth) = worth else { continue };
            // From the last repeat but one on: the lowest point is just before a session, and at the end.
            let from = last_day + interval * (REPEATS as f64 - 1.0);
            let lowest = changes(zone, worth.endpoint)
                .filter(|(day, _)| *day >= from - 1e-9)
                .map(|(_, change)| change / worth.best)
                .fold(f64::INFINITY, f64::min);
            if lowest >= held {
                worth.interval = Some(interval);
                holds_anywhere = true;
            }
        }
        if !holds_anywhere {
            break;
        }
    }
    Ok(found)
}

/// The last needling of the study.
fn last_session(study: &Study) -> Option<&Event> {
    study.protocol.events.iter().rev().find(|event| matches!(event.kind, EventKind::Needling(_)))
}

/// The study with another end and without draws.
fn with_horizon(study: &Study, horizon: f64) -> Study {
    let mut study = study.clone();
    study.protocol.horizon = horizon.min(LONGEST_COURSE);
    study.protocol.events.retain(|event| event.day <= study.protocol.horizon);
    study.protocol.snapshots.clear();
    study.numerics = Numerics { draws: 0, ..study.numerics };
    study
}

/// Change against the untreated twin over time.
fn changes(zone: &ZoneCourse, endpoint: Endpoint) -> impl Iterator<Item = (f64, f64)> + '_ {
    let values = |series: &super::assess::EndpointSeries| {
        series.iter().find(|(one, _)| *one == endpoint).map(|(_, values)| values.clone()).unwrap_or_default()
    };
    let treated = values(&zone.endpoints);
    let untreated = values(&zone.untreated);
    let pairs = treated.into_iter().zip(untreated).map(|(treated, untreated)| treated - untreated);
    zone.history.times.iter().copied().zip(pairs)
}

/// The first endpoint of the concern that is an improvement one way, and its course after the last session.
fn decay(study: &Study, zone: &ZoneCourse, last_day: f64, end: f64, held: f64) -> Option<Worth> {
    if zone.sessions.is_empty() {
        return None;
    }
    let wanted = study.concern.headline.iter().filter_map(|id| Endpoint::from_id(id));
    let endpoint = wanted.chain([Endpoint::Collagen]).find(|endpoint| {
        endpoint.info().better != Better::Neither && zone.endpoints.iter().any(|(one, _)| one == endpoint)
    })?;
    let after: Vec<(f64, f64)> = changes(zone, endpoint)
        .filter(|(day, _)| *day >= last_day)
        .map(|(day, change)| (day - last_day, change))
        .collect();
    let improves = match endpoint.info().better {
        Better::Lower => -1.0,
        _ => 1.0,
    };
    // The first weeks show the wound, not the result.
    let judged = after.iter().filter(|(time, _)| *time >= 28.0);
    let &(best_after, best) = judged.max_by(|a, b| (improves * a.1).total_cmp(&(improves * b.1)))?;
    if improves * best <= 0.0 {
        return None;
    }
    let share = |change: f64| change / best;
    let settled = after.iter().find(|(time, change)| *time >= 28.0 && share(*change) >= 1.0 - SETTLED);
    let held_until = after.iter().find(|(time, change)| *time > best_after && share(*change) < held);
    let year = after.iter().find(|(time, _)| *time >= 365.0 || *time >= end - last_day - 1e-6);
    Some(Worth {
        endpoint,
        best,
        best_after,
        judge_after: settled.map_or(best_after, |(time, _)| *time).max(EARLIEST_JUDGEMENT),
        held_until: held_until.map(|(time, _)| *time),
        left_after_year: year.map_or(f64::NAN, |(_, change)| share(*change)),
        interval: None,
        held,
    })
}
