//! What each session of a course is like.

use super::assess::History;
use super::heal::Patient;
use super::insults::InsultModel;
use super::protocol::EventKind;
use super::study::Study;
use super::tolerability::visible_redness;
use crate::healing::Species;
use crate::injury::InjuryKind;
use crate::outcome::tolerability::{Recovery, TolerabilityParameters, Treated, lagged, recovery};
use crate::outcome::{DEPTH_ZONES, Endpoint, OutcomeParameters, SessionFacts, pain};
use crate::skin::Skin;
use serde::Serialize;

/// Open share of the surface below which skin counts as closed, as no eye or instrument sees it (assumed, 0.2 to 2 %) [-].
const CLOSED: f64 = 0.005;

/// What one peel, laser or radiofrequency session did to one zone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InsultFacts {
    /// Index of the event in the protocol.
    pub event: usize,
    /// Day of the session [day].
    pub day: f64,
    /// Product or device.
    pub name: String,
    /// What it is.
    pub kind: InjuryKind,
    /// Depth to which tissue is injured, below the surface [mm].
    pub depth: f64,
    /// Share of the barrier opened [-].
    pub open_barrier: f64,
    /// Share of the viable epidermis opened [-].
    pub open_epidermis: f64,
    /// Share of the upper dermis, at 0.2 mm, that is dead [-].
    pub dead: f64,
    /// Time until the living epidermis is closed again [day].
    pub closed: f64,
    /// Time until redness is no longer seen [day].
    pub downtime: f64,
    /// Time until swelling is no longer seen [day].
    pub swelling: f64,
    /// Pain, flakes and crusts.
    pub recovery: Recovery,
}

impl InsultFacts {
    /// Time until nothing of it is seen: neither redness, swelling, flakes nor crusts [day].
    pub fn unseen(&self) -> f64 {
        self.downtime.max(self.swelling).max(self.recovery.clear())
    }
}

/// Facts of every peel, laser and radiofrequency session of a zone.
pub fn insult_facts(
    study: &Study,
    patient: &Patient,
    model: &InsultModel,
    skin: &Skin,
    endpoints: &[(Endpoint, Vec<f64>)],
    history: &History<f64>,
    parameters: &OutcomeParameters,
) -> Vec<InsultFacts> {
    let redness = endpoints.iter().find(|(endpoint, _)| *endpoint == Endpoint::ErythemaIndex);
    let constants = TolerabilityParameters::default();
    let none = Vec::new();
    let red = redness.map_or(&none, |(_, values)| values);
    let swollen = lagged(&history.times, red, constants.swelling_lag);
    let facts = |(event, injury): &(usize, crate::injury::Injury)| {
        let planned = study.protocol.events.get(*event)?;
        let (name, depth, treated) = match &planned.kind {
            // The depth over dry skin: open skin is a matter of the order, and its effect is in the shares.
            EventKind::Peel(peel) => {
                let effect = &model.peel.effect;
                let treated = Treated::Peel {
                    reach: peel.reach(0.0, &model.peel).ok()?,
                    least: effect.least_reach,
                    medium: effect.dermal_reach,
                    share: peel.spots.map_or(1.0, |spots| spots.share),
                };
                (&peel.name, peel.depth(0.0, skin, &model.peel).ok()?, treated)
            }
            EventKind::Laser(laser) => {
                let columns = laser.drawn(model.columns);
                let (depth, rim) = (columns.depth, columns.rim);
                let ablative = columns.is_ablative();
                (&laser.name, depth, Treated::Columns { depth, coverage: columns.coverage(), rim, ablative })
            }
            EventKind::Radiofrequency(needles) => {
                let treated = Treated::Needles { depth: needles.depth, density: 100.0 * needles.density };
                (&needles.name, needles.reach(), treated)
            }
            EventKind::Needling(_) | EventKind::Topicals(_) => return None,
        };
        let until = next_injury(study, patient.zone, planned.day);
        let red = redness
            .map_or(0.0, |(_, values)| last_visible(&history.times, values, planned.day, until, skin, parameters));
        let closed = closing(history, planned.day, until);
        let seen = last_above(&history.times, &swollen, planned.day, until, constants.swelling_seen);
        Some(InsultFacts {
            event: *event,
            day: planned.day,
            name: name.clone(),
            kind: injury.kind,
            depth,
            open_barrier: injury.open_barrier,
            open_epidermis: injury.open_epidermis,
            dead: injury.at(DEPTH_ZONES[0]).map_or(0.0, crate::injury::ZoneInjury::dead),
            closed,
            downtime: red,
            swelling: seen,
            recovery: recovery(&treated),
        })
    };
    patient.insults.iter().filter_map(facts).collect()
}

/// Day of the next injury of a zone, or the end of the course [day].
pub(super) fn next_injury(study: &Study, zone: usize, day: f64) -> f64 {
    let next = study.protocol.events.iter().filter(|event| {
        let injures = !matches!(event.kind, EventKind::Topicals(_));
        injures && event.treats(zone) && event.day > day
    });
    next.map(|event| event.day).fold(study.protocol.horizon, f64::min)
}

/// Time after a day at which the living epidermis is last open, between records by linear interpolation [day].
fn closing(history: &History<f64>, from: f64, until: f64) -> f64 {
    let open = |index: usize| 1.0 - history.depths[index][0].treated[Species::EpidermalCover.index()];
    let mut last = 0.0;
    for (index, pair) in history.times.windows(2).enumerate() {
        if pair[0] <= from || pair[1] > until {
            continue;
        }
        let (before, after) = (open(index), open(index + 1));
        if before > CLOSED && after <= CLOSED {
            last = pair[0] + (before - CLOSED) / (before - after) * (pair[1] - pair[0]) - from;
        } else if after > CLOSED {
            last = pair[1] - from;
        }
    }
    last
}

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
            let until = next_injury(study, patient.zone, session.day);
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
    last_above(times, redness, from, until, visible_redness(skin.person.phototype, parameters))
}

/// Time after a day at which a sign is last above a threshold, between records by linear interpolation [day].
fn last_above(times: &[f64], sign: &[f64], from: f64, until: f64, threshold: f64) -> f64 {
    let mut last = 0.0;
    for (pair_time, pair_red) in times.windows(2).zip(sign.windows(2)) {
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
