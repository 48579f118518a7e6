//! The absorption of every product of a study, on needled and on intact skin: what `absorb` shows.

use super::channels::channels;
use super::draw::Draw;
use super::error::CourseError;
use super::protocol::EventKind;
use super::regimen::{Regimen, Timing};
use super::sessions::{Session, strike_sessions};
use super::study::Study;
use crate::healing::Host;
use crate::transport::absorb::{Request, Use, absorb_beside};
use crate::transport::absorption::Beside;
use crate::transport::column::Needling;
use crate::transport::parameters::TransportParameters;
use crate::transport::radial::{CellAbsorption, Geometry, RINGS, absorb_cell};

/// Time shown of a product used at a session [day].
const SESSION_WINDOW: f64 = 2.0;
/// Time shown of a product used at home [day].
const HOME_WINDOW: f64 = 7.0;

/// Hours after the first use at which the unit cell is shown.
const CELL_HOURS: [f64; 4] = [0.5, 2.0, 8.0, 24.0];

/// One product on one zone.
#[derive(Clone, Debug)]
pub struct Absorbed {
    /// Number of the regimen in the study.
    pub regimen: usize,
    /// Number of the zone in the study.
    pub zone: usize,
    /// Day of the course at which the clock of the results starts [day].
    pub start: f64,
    /// The channels of the first session, with its time on that clock; none where nothing is needled within the time shown.
    pub needling: Option<Needling>,
    /// When the product is used on that clock.
    pub uses: Vec<Use>,
    /// The results on intact and on needled skin.
    pub beside: Beside,
    /// The needled side in depth and radius about one channel, with the central coefficients; where it was asked for.
    pub cell: Option<CellAbsorption>,
}

/// Absorbs every product of a study on every zone that it is put on, with the channels of the first session.
///
/// `draws` of the uncertain coefficients stand behind the bands; `window` is the time computed, two days for a product used
/// at a session and a week for one used at home where it is not given [day]. The unit cell of [`Geometry::UnitCell`] stands
/// beside the column, on needled skin only. `progress` is told how many of how many products are done.
///
/// # Errors
/// A number that no model can use.
pub fn absorb_study(
    study: &Study,
    draws: u32,
    window: Option<f64>,
    geometry: Geometry,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Vec<Absorbed>, CourseError> {
    study.check()?;
    let draw = Draw::central(study)?;
    let treated = |zone: usize| study.regimens.iter().enumerate().filter(move |(_, regimen)| regimen.treats(zone));
    let total = (0..study.zones.len()).map(|zone| treated(zone).count() as u64).sum();
    let mut all = Vec::new();
    for (zone, skin) in draw.skins.iter().enumerate() {
        let sessions = strike_sessions(study, zone, skin, &draw.puncturing, draw.patch, draw.key)?;
        let closure = Host::new(&draw.healing, &skin.person, &skin.site, 0.0)?.closure;
        let needling = sessions.first().and_then(|session| made(study, session, closure));
        for (number, regimen) in treated(zone) {
            let (start, needling, uses, duration) = clock(regimen, &sessions, needling, study.protocol.horizon, window);
            let mut request = Request::new(&regimen.active, skin.layers);
            request.product = regimen.product;
            request.uses.clone_from(&uses);
            request.needling = needling;
            request.area = study.zones[zone].area;
            request.duration = duration;
            request.draws = draws;
            request.key = draw.key;
            let beside = absorb_beside(&request)?;
            let cell = match (geometry, needling) {
                (Geometry::UnitCell, Some(needling)) => {
                    let times = cell_times(needling.at.max(uses.first().map_or(0.0, |one| one.from)), duration);
                    Some(absorb_cell(&request, &TransportParameters::default(), &times, RINGS)?)
                }
                _ => None,
            };
            all.push(Absorbed { regimen: number, zone, start, needling, uses, beside, cell });
            progress(all.len() as u64, total);
        }
    }
    Ok(all)
}

/// Times at which a unit cell is recorded: some hours after the first use of open channels, and the end [day].
fn cell_times(start: f64, duration: f64) -> Vec<f64> {
    let mut times: Vec<f64> = CELL_HOURS.iter().map(|hour| start + hour / 24.0).filter(|t| *t < duration).collect();
    times.push(duration);
    times
}

/// Channels of a session.
fn made(study: &Study, session: &Session, closure: f64) -> Option<Needling> {
    match &study.protocol.events.get(session.event)?.kind {
        EventKind::Needling(needling) => channels(session, needling.device.needle().length, closure),
        _ => None,
    }
}

/// The clock of a result: it starts with the first session or the first use of its product, whichever is earlier.
fn clock(
    regimen: &Regimen,
    sessions: &[Session],
    needling: Option<Needling>,
    horizon: f64,
    window: Option<f64>,
) -> (f64, Option<Needling>, Vec<Use>, f64) {
    let first = sessions.first().map(|session| session.day);
    let usual = match regimen.timing {
        Timing::Session { .. } => SESSION_WINDOW,
        Timing::Home { .. } => HOME_WINDOW,
    };
    let length = window.unwrap_or(usual);
    match (regimen.timing, first) {
        (Timing::Session { shift }, Some(day)) => {
            let start = shift.min(0.0);
            (
                day + start,
                needling.map(|n| Needling { at: -start, ..n }),
                vec![regimen.use_from(shift - start)],
                length - start,
            )
        }
        (Timing::Session { .. }, None) => (0.0, None, vec![regimen.use_from(0.0)], length),
        (Timing::Home { .. }, _) => {
            let days = regimen.days(sessions, horizon);
            let from = days.iter().copied().find(|day| first.is_none_or(|first| *day >= first));
            // Days before the first session, or too long after it, are shown on intact skin.
            let near = first.zip(from).filter(|(first, from)| from - first < length);
            let start = near.map_or_else(|| days.first().copied().unwrap_or(0.0), |(first, _)| first);
            let shown = days.iter().filter(|day| **day >= start && **day < start + length);
            let mut uses: Vec<Use> = shown.map(|day| regimen.use_from(day - start)).collect();
            if uses.is_empty() {
                uses.push(regimen.use_from(0.0));
            }
            (start, needling.filter(|_| near.is_some()), uses, length)
        }
    }
}
