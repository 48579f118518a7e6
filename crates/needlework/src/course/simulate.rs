//! The whole chain in one place.

use super::assess::{EndpointSeries, History};
use super::bands::{Band, bands};
use super::correction::Correction;
use super::deliver::{Delivered, deliver};
use super::draw::{Draw, People};
use super::error::CourseError;
use super::facts::{InsultFacts, insult_facts, session_facts};
use super::heal::{COMPARTMENTS, Patient, heal};
use super::insults::{Place, insults, treats_single_scars};
use super::protocol::EventKind;
use super::schedule::recording_times;
use super::sensitivity::{Samples, Sensitivity};
use super::sessions::{Session, strike_sessions};
use super::space::SpaceCourse;
use super::study::Study;
use super::tiers::Tiers;
use crate::healing::Host;
use crate::integrator::{Settings, Statistics};
use crate::outcome::{Endpoint, INJURY_DEPTHS, OutcomeParameters, SessionFacts};
use crate::skin::Skin;
use crate::surface::SurfaceState;
use rayon::prelude::*;

/// Draws that are healed together: enough to fill the lanes of every core.
const BATCH: usize = 64;

/// Records (a time of a zone of a draw, about 2 kB) that are kept at once; long courses are healed in smaller batches.
const RECORDS: usize = 200_000;

/// Group of the endpoints that are read inside scars.
const SCARS: &str = "Scars";

/// A simulated course of treatment.
#[derive(Clone, Debug)]
pub struct Course {
    /// The zones, in the order of the study.
    pub zones: Vec<ZoneCourse>,
    /// What the integrator did, all draws together.
    pub statistics: Statistics,
    /// How many courses were integrated: the central one and the draws.
    pub courses: u32,
    /// How many candidates were drawn to find that many draws that heal as skin does.
    pub candidates: u32,
    /// What drives the spread of the endpoints that matter for the concern, in the first zone; empty with few draws.
    pub sensitivities: Vec<Sensitivity>,
}

/// The course of one treated zone.
#[derive(Clone, Debug)]
pub struct ZoneCourse {
    /// Name of the zone.
    pub name: String,
    /// The skin before treatment.
    pub skin: Skin,
    /// Needling sessions, puncture by puncture.
    pub sessions: Vec<Session>,
    /// What products with a dose delivered, in the central course.
    pub delivered: Delivered,
    /// What each session is like.
    pub facts: Vec<SessionFacts>,
    /// What each peel, laser or radiofrequency session is like.
    pub insults: Vec<InsultFacts>,
    /// Tissue over time, of the central course: of the finest tier that was run, at the level of the calibration.
    pub history: History<f64>,
    /// The same course in every tier; of the central course only.
    pub tiers: Option<Tiers>,
    /// Day on which results are read [day].
    pub reading_day: f64,
    /// What the surface of the skin reads of the tissue at each time of the history.
    pub surface: Vec<SurfaceState>,
    /// Endpoints over time, of the central course.
    pub endpoints: EndpointSeries,
    /// Endpoints of the same person without treatment.
    pub untreated: EndpointSeries,
    /// Spread of each endpoint over the draws; empty without draws.
    pub bands: Vec<(Endpoint, Vec<Band>)>,
}

/// Simulates a study: strikes every session, heals between them, and reads the outcome.
///
/// The central course uses the central value of every parameter and the median person of the study. With
/// `study.numerics.draws` above zero the course is repeated with every uncertain parameter, the person's healing and
/// layer thickness, and the chance of the strokes drawn anew, kept if a reference session heals;
/// [`ZoneCourse::bands`] shows the spread.
///
/// `progress` is told how many of how many compartments are healed; it may be called from several threads.
///
/// # Errors
/// A number that no model can use, or a run that cannot be integrated.
pub fn simulate(
    study: &Study,
    settings: &Settings,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Course, CourseError> {
    simulate_in_space(study, settings, &[], progress)
}

/// As [`simulate`], with zones that were run in space ([`SpaceRun`](super::SpaceRun)).
///
/// Where a zone has a unit cell, its central course is that of the unit cell, and the draws are brought to it by the
/// difference that was measured between the two tiers, the same for each draw. A patch only stands beside them.
///
/// # Errors
/// As [`simulate`].
pub fn simulate_in_space(
    study: &Study,
    settings: &Settings,
    spaces: &[SpaceCourse],
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Course, CourseError> {
    study.check()?;
    let draws = study.numerics.draws;
    let settings = Settings { relative: study.numerics.relative_tolerance, ..*settings };
    let total = (u64::from(draws) + 1) * (study.zones.len() * COMPARTMENTS) as u64;
    let healed = core::sync::atomic::AtomicU64::new(0);
    let tick = || progress(healed.fetch_add(1, core::sync::atomic::Ordering::Relaxed) + 1, total);

    let central = Draw::central(study)?;
    let (healed, mut statistics) = heal_draws(study, std::slice::from_ref(&central), &settings, &tick)?;
    let mut measured: Vec<Option<Correction>> = Vec::new();
    let mut zones = Vec::new();
    for (zone, Healed { history, patient, in_scar }) in healed.into_iter().enumerate() {
        let tiers = Tiers::of(history, &correction(study, &central, &patient), &patient, spaces);
        let history = tiers.best().clone();
        measured.push(tiers.measured());
        debug_assert_eq!(patient.zone, zone);
        zones.push(ZoneCourse { tiers: Some(tiers), ..assess(study, &central, history, in_scar.as_ref(), patient) });
    }
    let (mut candidates, mut kept) = (0, 0);
    let mut spread: Vec<Vec<EndpointSeries>> = vec![Vec::new(); study.zones.len()];
    let driven = headline(study, &zones[0]);
    let mut samples = Samples::default();
    let records: usize = (0..study.zones.len()).map(|zone| recording_times(&study.protocol, zone).len()).sum();
    let batch = (RECORDS / records.max(1)).clamp(1, BATCH) as u32;
    for first in (1..=draws).step_by(batch as usize) {
        let last = (first + (batch - 1)).min(draws);
        let (batch, tried) = Draw::plausible(study, first..=last, People::Single, &settings)?;
        candidates += tried;
        kept += batch.len() as u32;
        let (drawn, more) = heal_draws(study, &batch, &settings, &tick)?;
        statistics += more;
        for (index, Healed { history, patient, in_scar }) in drawn.into_iter().enumerate() {
            let draw = &batch[index / study.zones.len()];
            let zone = patient.zone;
            let history = match &measured[zone] {
                Some(measured) => measured.applied(&history),
                None => correction(study, draw, &patient).applied(&history),
            };
            let zone_course = assess(study, draw, history, in_scar.as_ref(), patient);
            if zone == 0 {
                samples.add(draw, read(study, &zone_course, &driven));
            }
            spread[zone].push(zone_course.endpoints);
        }
    }
    for (zone, spread) in zones.iter_mut().zip(&spread) {
        zone.bands = bands(spread);
    }
    Ok(Course { zones, statistics, courses: kept + 1, candidates, sensitivities: samples.sensitivities(&driven) })
}

/// Endpoints over time of the first zone for the mean of many people like the one of the study, one course for each draw of
/// the constants; in the order of the draws.
///
/// What people differ in (healing, response, layers) stays at its median, so that the spread over these courses is that of what
/// is known, and not of people. Times are those of the history that comes with it.
///
/// # Errors
/// As [`simulate`].
pub fn simulate_means(study: &Study, settings: &Settings) -> Result<(Vec<f64>, Vec<EndpointSeries>), CourseError> {
    study.check()?;
    let settings = Settings { relative: study.numerics.relative_tolerance, ..*settings };
    let (mut times, mut found) = (Vec::new(), Vec::new());
    for first in (1..=study.numerics.draws).step_by(BATCH) {
        let last = (first + (BATCH as u32 - 1)).min(study.numerics.draws);
        let (batch, _) = Draw::plausible(study, first..=last, People::Mean, &settings)?;
        let (drawn, _) = heal_draws(study, &batch, &settings, &|| {})?;
        for (index, Healed { history, patient, in_scar }) in drawn.into_iter().enumerate() {
            if patient.zone == 0 {
                let draw = &batch[index / study.zones.len()];
                let history = correction(study, draw, &patient).applied(&history);
                times.clone_from(&history.times);
                found.push(assess(study, draw, history, in_scar.as_ref(), patient).endpoints);
            }
        }
    }
    Ok((times, found))
}

/// The endpoints that matter for the concern and that a zone has, and collagen, once each.
fn headline(study: &Study, zone: &ZoneCourse) -> Vec<Endpoint> {
    let mut endpoints = Vec::new();
    let named = study.concern.headline.iter().filter_map(|id| Endpoint::from_id(id));
    for endpoint in named.chain([Endpoint::Collagen]) {
        if zone.endpoints.iter().any(|(one, _)| *one == endpoint) && !endpoints.contains(&endpoint) {
            endpoints.push(endpoint);
        }
    }
    endpoints
}

/// These endpoints of a zone on the reading day.
fn read(study: &Study, zone: &ZoneCourse, endpoints: &[Endpoint]) -> Vec<f64> {
    let day = study.protocol.reading_day();
    let index = zone.history.times.iter().rposition(|time| *time <= day).unwrap_or(0);
    let value = |endpoint| zone.endpoints.iter().find(|(one, _)| *one == endpoint).and_then(|(_, v)| v.get(index));
    endpoints.iter().map(|endpoint| value(*endpoint).copied().unwrap_or(f64::NAN)).collect()
}

/// One zone of one draw, healed.
struct Healed {
    history: History<f64>,
    patient: Patient,
    /// The tissue of scars that acid was pressed into, which no correction for space is made for.
    in_scar: Option<History<f64>>,
}

/// Strikes and heals some draws: zones of the first draw, then of the second, and so on.
fn heal_draws(
    study: &Study,
    draws: &[Draw],
    settings: &Settings,
    tick: &(dyn Fn() + Sync),
) -> Result<(Vec<Healed>, Statistics), CourseError> {
    let zones = study.zones.len();
    // In the order of the draws, whichever thread strikes them.
    let mut patients: Vec<Patient> = (0..draws.len() * zones)
        .into_par_iter()
        .map(|index| patient(study, &draws[index / zones], index % zones))
        .collect::<Result<_, CourseError>>()?;
    let outside = patients.len();
    // Scars that acid is pressed into have a course of their own, which only their endpoints see.
    for index in 0..outside {
        if treats_single_scars(study, patients[index].zone) {
            patients.push(inside_scar(study, &draws[index / zones], &patients[index])?);
        }
    }
    let (mut histories, statistics) = heal(study, &patients, settings, tick)?;
    let mut in_scars = histories.split_off(outside).into_iter();
    patients.truncate(outside);
    let healed = histories.into_iter().zip(patients).map(|(history, patient)| {
        let in_scar = if treats_single_scars(study, patient.zone) { in_scars.next() } else { None };
        Healed { history, patient, in_scar }
    });
    Ok((healed.collect(), statistics))
}

/// The correction of well-mixed zones for the punctures of one patient.
fn correction(study: &Study, draw: &Draw, patient: &Patient) -> Correction {
    let injures = |event: &&super::Event| {
        let other = !matches!(event.kind, EventKind::Needling(_) | EventKind::Topicals(_));
        event.treats(patient.zone) && other
    };
    draw.correction.of_course(&patient.sessions, study.protocol.events.iter().filter(injures).count())
}

/// One zone before it heals: who, and every session struck.
pub(super) fn patient(study: &Study, draw: &Draw, zone: usize) -> Result<Patient, CourseError> {
    let skin = &draw.skins[zone];
    let melasma = study.concern.pigment.map_or(0.0, |lesion| lesion.excess_drive);
    let host = Host::new(&draw.healing, &skin.person, &skin.site, melasma)?;
    let mut sessions = strike_sessions(study, zone, skin, &draw.puncturing, draw.patch, draw.key)?;
    let delivered = deliver(study, zone, skin, &host, &draw.healing, &sessions, &draw.transport)?;
    for (event, bolus) in &delivered.boluses {
        for session in sessions.iter_mut().filter(|session| session.event == *event) {
            session.injury.platelet_bolus += bolus;
        }
    }
    let insults = insults(study, zone, draw, (&draw.healing, &host), &sessions, Place::Zone, &INJURY_DEPTHS)?;
    Ok(Patient { zone, parameters: draw.healing, host, sessions, insults, delivered })
}

/// The same zone inside a scar that acid is pressed into.
fn inside_scar(study: &Study, draw: &Draw, zone: &Patient) -> Result<Patient, CourseError> {
    let healer = (&draw.healing, &zone.host);
    let insults = insults(study, zone.zone, draw, healer, &zone.sessions, Place::Scar, &INJURY_DEPTHS)?;
    Ok(Patient { insults, ..zone.clone() })
}

/// One zone after it has healed: what people and instruments see.
fn assess(
    study: &Study,
    draw: &Draw,
    history: History<f64>,
    in_scar: Option<&History<f64>>,
    patient: Patient,
) -> ZoneCourse {
    let skin = draw.skins[patient.zone].clone();
    let surface = history.surface(&skin, &study.concern, &draw.outcome, draw.healing.melanin_turnover);
    let read_with = |history: &History<f64>, parameters: &OutcomeParameters| {
        history.assess(&skin, &study.concern, parameters, draw.healing.melanin_turnover)
    };
    let series = |history: &History<f64>| read_with(history, &draw.outcome);
    let mut endpoints = series(&history);
    // Acid works where needles do not: at the bottom of a narrow scar, whose walls it makes grow together.
    let filled = draw.outcome.scar_share_acid.max(draw.outcome.scar_share_ice_pick);
    let acid = OutcomeParameters { scar_share_ice_pick: filled, ..draw.outcome };
    for (endpoint, inside) in in_scar.map(|history| read_with(history, &acid)).into_iter().flatten() {
        if endpoint.info().group == SCARS
            && let Some((_, values)) = endpoints.iter_mut().find(|(other, _)| *other == endpoint)
        {
            *values = inside;
        }
    }
    let untreated = series(&history.untreated());
    let facts = session_facts(study, &patient, &skin, &endpoints, &history.times, &draw.outcome);
    let insults = insult_facts(study, &patient, &draw.insults, &skin, &endpoints, &history, &draw.outcome);
    ZoneCourse {
        name: study.zones[patient.zone].name.clone(),
        skin,
        sessions: patient.sessions,
        delivered: patient.delivered,
        facts,
        surface,
        insults,
        history,
        tiers: None,
        reading_day: study.protocol.reading_day(),
        endpoints,
        untreated,
        bands: Vec::new(),
    }
}
