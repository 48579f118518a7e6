//! What each session of a course is like.

use super::heal::Patient;
use super::protocol::EventKind;
use super::study::Study;
use super::tolerability::visible_redness;
use crate::outcome::{Endpoint, OutcomeParameters, SessionFacts, pain};
use crate::skin::Skin;

/// Facts of every session of a zone.
pub fn session_facts(
    study: &Study,
    patient: &Patient,
    skin: &Skin,
    endpoints: &[(Endpoint, Vec<f64>)],
    times: &[f64],
    parameters: &OutcomeParameters,
) -> Vec<SessionFacts> {
    let redness = endpoints.iter().find(|(endpoint, _)| *endpoint == Endpoint::ErythemaIndex);
    patient
        .sessions
        .iter()
        .filter_map(|session| {
            let EventKind::Needling(needling) = &study.protocol.events.get(session.event)?.kind else { return None };
            let density = 100.0 * session.pattern.density;
            // Redness after the next injury of the zone is not this session's.
            let next = study.protocol.events.iter().filter(|event| {
                let injures = !matches!(event.kind, EventKind::Topicals(_));
                injures && event.treats(patient.zone) && event.day > session.day
            });
            let until = next.map(|event| event.day).fold(study.protocol.horizon, f64::min);
            let red =
                redness.map_or(0.0, |(_, values)| last_visible(times, values, session.day, until, skin, parameters));
            let crusts = parameters.crust_time * session.pattern.bleeding_fraction;
            Some(SessionFacts {
                day: session.day,
                density,
                median_depth: session.pattern.depth_median,
                bleeding: session.pattern.bleeding_fraction,
                procedure_time: session.pattern.procedure_time / 60.0,
                pain: (pain(
                    needling.technique.needle_travel(&needling.device),
                    density,
                    needling.anaesthesia,
                    parameters,
                ) + parameters.pain_fat * session.pattern.capped_fraction)
                    .min(10.0),
                through_dermis: session.pattern.capped_fraction,
                redness: red,
                downtime: red + crusts,
            })
        })
        .collect()
}

/// Time after a session at which its redness is last seen, between records by linear interpolation [day].
fn last_visible(
    times: &[f64],
    redness: &[f64],
    from: f64,
    until: f64,
    skin: &Skin,
    parameters: &OutcomeParameters,
) -> f64 {
    let threshold = visible_redness(skin.person.phototype, parameters);
    let mut last = 0.0;
    for (pair_time, pair_red) in times.windows(2).zip(redness.windows(2)) {
        // The record at the time of the session shows the skin before it.
        if pair_time[0] <= from || pair_time[1] > until {
            continue;
        }
        if pair_red[0] > threshold && pair_red[1] <= threshold {
            let part = (pair_red[0] - threshold) / (pair_red[0] - pair_red[1]);
            last = pair_time[0] + part * (pair_time[1] - pair_time[0]) - from;
        } else if pair_red[1] > threshold {
            last = pair_time[1] - from;
        }
    }
    last
}
