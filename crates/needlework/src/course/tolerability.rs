//! What a course costs the person in one zone: risks, and the days after the first session.

use super::facts::{InsultFacts, next_injury};
use super::protocol::{EventKind, Topicals};
use super::regimen::Timing;
use super::simulate::ZoneCourse;
use super::study::Study;
use crate::injury::InjuryKind;
use crate::outcome::tolerability::{
    Aftermath, Exposure, Gap, Measured, NeedledIn, Recovery, Risk, TolerabilityParameters, Treatments, lagged, risks,
};
use crate::outcome::{Endpoint, OutcomeParameters};
use crate::random::Key;
use crate::skin::Phototype;
use serde::Serialize;

/// What a course costs the person in one zone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tolerability {
    /// Chance of each unwanted event over the course.
    pub risks: Vec<Risk>,
    /// Events without a figure, for each kind of treatment that has some.
    pub not_modelled: Vec<Gap>,
    /// Kinds of treatment in the zone.
    pub treatments: Treatments,
    /// The days after the first needling session, or where nothing is needled after the first peel, laser or radiofrequency
    /// session; empty without any.
    pub after: Vec<Moment>,
    /// Time after that session from which make-up does no harm: the barrier is closed and no skin is raw; none where that is not
    /// reached before the next treatment [day].
    pub make_up: Option<f64>,
    /// Whole days after a session on which redness is strong, swelling is seen, or skin comes off in sheets or crusts [day].
    pub days_off: f64,
    /// The same for a person who covers redness from the time of make-up on [day].
    pub days_off_covered: f64,
}

/// How red the skin looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Redness {
    /// None that is seen.
    None,
    /// Not modelled: a peel has opened the barrier alone, and redness is that of an injured dermis.
    NotModelled,
    /// Seen, easily covered.
    Pink,
    /// Strong.
    Red,
}

/// A moment after a session.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "signs that are seen or not, each by itself")]
pub struct Moment {
    /// Time after the session [day].
    pub after: f64,
    /// How red the skin looks.
    pub redness: Redness,
    /// Excess of blood over rest [-].
    pub erythema: f64,
    /// Whether swelling is seen.
    pub swollen: bool,
    /// Whether the skin flakes.
    pub flaking: bool,
    /// Whether pinpoint blood or crusts are seen.
    pub blood: bool,
    /// Whether skin comes off in sheets or crusts cover more than single points, which make-up does not hide.
    pub raw: bool,
    /// Share of the surface whose barrier is open [-].
    pub open: f64,
    /// Water loss over that of intact skin [-].
    pub water_loss: f64,
}

/// Times after the session that are told [day].
const MOMENTS: [f64; 12] = [1.0 / 24.0, 3.0 / 24.0, 0.25, 0.5, 1.0, 2.0, 3.0, 4.0, 5.0, 7.0, 10.0, 14.0];

/// Time for which pinpoint blood is seen on its own; crusts follow [day].
const PINPOINT_BLOOD: f64 = 1.0 / 24.0;

/// Length of the first day in which make-up is not put on in any case; assumed, 0.25 to 1 [day].
const FIRST_MAKE_UP: f64 = 0.5;

/// Time after the needling for which a product counts as needled in; assumed, an hour to half a day [day].
const OPEN_PUNCTURES: f64 = 2.0 / 24.0;

/// Library id of the active that most published granulomas followed.
const VITAMIN_C: &str = "ascorbic-acid";

/// Actives that are wiped off before the needling.
const ANAESTHETICS: [&str; 3] = ["lidocaine", "prilocaine", "tetracaine"];

/// What the course costs in zone number `index`.
pub fn tolerability(study: &Study, index: usize, zone: &ZoneCourse) -> Tolerability {
    let constants = TolerabilityParameters::default();
    let chance = |endpoint: Endpoint| {
        let last = zone.endpoints.iter().find(|(one, _)| *one == endpoint).and_then(|(_, values)| values.last());
        let band = zone.bands.iter().find(|(one, _)| *one == endpoint).and_then(|(_, bands)| bands.last());
        Measured {
            central: 0.01 * last.copied().unwrap_or(0.0),
            band: band.map(|band| [0.01 * band.p05, 0.01 * band.p95]),
        }
    };
    let key = Key { patient: index as u64, ..Key::new(study.seed) };
    let exposure = exposure(study, index, zone);
    let found =
        risks(&exposure, &study.circumstances, chance(Endpoint::PigmentRisk), chance(Endpoint::InfectionRisk), key);
    let after = moments(study, index, zone, &constants);
    let healed = after_when(|moment| moment.raw, &after).max(FIRST_MAKE_UP);
    let make_up = closed(study, index, zone, constants.closed_barrier).map(|closed| closed.max(healed));
    let away = |moment: &Moment| moment.redness == Redness::Red || moment.swollen || moment.raw;
    let off = after_when(away, &after);
    let covered = after_when(
        |moment| moment.swollen || moment.raw || (away(moment) && make_up.is_none_or(|from| moment.after < from)),
        &after,
    );
    let (treatments, not_modelled) = (exposure.treatments, exposure.treatments.gaps(exposure.face));
    Tolerability {
        risks: found,
        not_modelled,
        treatments,
        after,
        make_up,
        days_off: off.ceil(),
        days_off_covered: covered.ceil(),
    }
}

/// Time after the treatment that the days are told of at which the barrier is last open, between records by linear
/// interpolation; none where it is open up to the next one [day].
fn closed(study: &Study, index: usize, zone: &ZoneCourse, limit: f64) -> Option<f64> {
    let from = First::of(zone)?.day;
    let until = next_injury(study, index, from);
    let (_, open) = zone.endpoints.iter().find(|(one, _)| *one == Endpoint::BarrierOpen)?;
    // The record at the time of a session shows the skin before it.
    let mut told = zone.history.times.iter().zip(open).filter(|(time, _)| **time > from && **time <= until);
    let mut before = told.next().map(|(time, open)| (*time, 0.01 * open))?;
    let mut last = if before.1 > limit { None } else { Some(0.0) };
    for (time, open) in told {
        let now = (*time, 0.01 * open);
        if now.1 > limit {
            last = None;
        } else if before.1 > limit {
            let part = (before.1 - limit) / (before.1 - now.1);
            last = Some(before.0 + part * (now.0 - before.0) - from);
        }
        before = now;
    }
    last
}

/// The last told moment for which something holds, or the next after it; zero if it never does [day].
fn after_when(holds: impl Fn(&Moment) -> bool, after: &[Moment]) -> f64 {
    let Some(last) = after.iter().rposition(&holds) else { return 0.0 };
    after.get(last + 1).map_or_else(|| after.last().map_or(0.0, |moment| moment.after), |next| next.after)
}

/// What the course does to the zone, as far as risks depend on it.
fn exposure(study: &Study, index: usize, zone: &ZoneCourse) -> Exposure {
    let site = &zone.skin.site;
    let mut exposure = Exposure {
        face: site.pigment_risk <= 1.0,
        support: site.support,
        site_pigment: site.pigment_risk,
        longest: 0.0,
        through_dermis: 0.0,
        bleeds: false,
        needled_in: NeedledIn::default(),
        skin: zone.skin.layers.skin(),
        treatments: treatments(zone),
    };
    for session in &zone.sessions {
        exposure.longest = exposure.longest.max(session.punctures.needle_travel);
        exposure.through_dermis = exposure.through_dermis.max(session.pattern.capped_fraction);
        exposure.bleeds |= session.pattern.bleeding_fraction > 0.1;
        let in_force = topicals_on(study, index, session.day);
        exposure.needled_in.vitamin_c |= in_force.vitamin_c > 0.0;
        exposure.needled_in.other |= in_force.retinoid > 0.0
            || in_force.growth_factor > 0.0
            || in_force.hyaluronan > 0.0
            || in_force.tranexamic_acid > 0.0
            || in_force.anti_inflammatory > 0.0;
    }
    for regimen in study.regimens.iter().filter(|regimen| regimen.treats(index)) {
        let Timing::Session { shift } = regimen.timing else { continue };
        // On the skin while it is punctured, or put on before the water-filled punctures have closed.
        let needled_in = -regimen.time_on_skin < shift && shift < OPEN_PUNCTURES;
        let meant_for_it = regimen.platelets > 0.0 || ANAESTHETICS.contains(&regimen.active.id.as_str());
        if !needled_in || meant_for_it || zone.sessions.is_empty() {
            continue;
        }
        if regimen.active.id == VITAMIN_C {
            exposure.needled_in.vitamin_c = true;
        } else {
            exposure.needled_in.other = true;
        }
    }
    exposure
}

/// Kinds of treatment in a zone.
fn treatments(zone: &ZoneCourse) -> Treatments {
    let has = |wanted: &[InjuryKind]| zone.insults.iter().any(|insult| wanted.contains(&insult.kind));
    Treatments {
        needles: !zone.sessions.is_empty(),
        peels: has(&[InjuryKind::Peel]),
        lasers: has(&[InjuryKind::AblativeLaser, InjuryKind::NonAblativeLaser]),
        radiofrequency: has(&[InjuryKind::Radiofrequency]),
    }
}

/// The topicals in force on a day.
fn topicals_on(study: &Study, index: usize, day: f64) -> Topicals {
    let mut in_force = Topicals::default();
    for event in study.protocol.events.iter().filter(|event| event.treats(index) && event.day <= day) {
        if let EventKind::Topicals(topicals) = &event.kind {
            in_force = *topicals;
        }
    }
    in_force
}

/// Redness that is seen in a phototype; melanin masks it above III [-].
pub(super) fn visible_redness(phototype: Phototype, parameters: &OutcomeParameters) -> f64 {
    let above_third = (phototype.number() as f64 - 3.0).max(0.0);
    parameters.redness_visible * (1.0 + parameters.redness_masking * above_third)
}

/// The treatment that the days are told of.
struct First<'a> {
    day: f64,
    /// Share of the channels that bleed [-].
    bleeding: f64,
    /// Flakes and crusts of a peel or a laser.
    recovery: Option<&'a Recovery>,
    /// Whether it is a peel.
    peel: bool,
}

impl<'a> First<'a> {
    fn of(zone: &'a ZoneCourse) -> Option<Self> {
        let needled = |session: &super::sessions::Session| First {
            day: session.day,
            bleeding: session.pattern.bleeding_fraction,
            recovery: None,
            peel: false,
        };
        let other = |insult: &'a InsultFacts| First {
            day: insult.day,
            bleeding: 0.0,
            recovery: Some(&insult.recovery),
            peel: insult.kind == InjuryKind::Peel,
        };
        zone.sessions.first().map(needled).or_else(|| zone.insults.first().map(other))
    }
}

/// The moments after the first session, until the next event that injures the zone.
fn moments(study: &Study, index: usize, zone: &ZoneCourse, constants: &TolerabilityParameters) -> Vec<Moment> {
    let Some(first) = First::of(zone) else { return Vec::new() };
    let series = |endpoint: Endpoint| zone.endpoints.iter().find(|(one, _)| *one == endpoint).map(|(_, values)| values);
    let (Some(red), Some(open), Some(loss)) =
        (series(Endpoint::ErythemaIndex), series(Endpoint::BarrierOpen), series(Endpoint::WaterLoss))
    else {
        return Vec::new();
    };
    let times = &zone.history.times;
    let uncovered: Vec<f64> =
        zone.history.depths.iter().map(|depths| 1.0 - depths[0].now(crate::healing::Species::EpidermalCover)).collect();
    let signs = Aftermath {
        swelling: lagged(times, red, constants.swelling_lag),
        flaking: lagged(times, &uncovered, constants.flaking_lag),
    };
    let parameters = OutcomeParameters::default();
    let seen = visible_redness(zone.skin.person.phototype, &parameters);
    let until = next_injury(study, index, first.day) - first.day;
    let bleeding = first.bleeding;
    let flakes = |after: f64| first.recovery.is_some_and(|recovery| recovery.flakes(after));
    let crusted = |after: f64| first.recovery.is_some_and(|recovery| recovery.crusted(after));
    let sheets = first.recovery.is_some_and(|recovery| recovery.sheets);
    let mut told: Vec<Moment> = MOMENTS
        .into_iter()
        .filter(|after| *after < until)
        .filter_map(|after| {
            let place = times.iter().position(|time| *time >= first.day + after - 1e-9)?;
            let erythema = *red.get(place)?;
            let opened = 0.01 * *open.get(place)?;
            let crusts = PINPOINT_BLOOD.max(parameters.crust_time * bleeding);
            Some(Moment {
                after,
                redness: match erythema {
                    erythema if erythema > constants.strong_redness * seen => Redness::Red,
                    erythema if erythema > seen => Redness::Pink,
                    _ if first.peel && opened > constants.closed_barrier => Redness::NotModelled,
                    _ => Redness::None,
                },
                erythema,
                swollen: *signs.swelling.get(place)? > constants.swelling_seen,
                // Peels and lasers flake by their own clock: the simulated epidermis closes too slowly after them.
                flaking: match first.recovery {
                    Some(_) => flakes(after),
                    None => after >= 1.0 && *signs.flaking.get(place)? > constants.flaking_seen,
                },
                blood: (bleeding > 0.1 && after <= crusts + 1e-9) || crusted(after),
                raw: (sheets && flakes(after)) || crusted(after),
                open: opened,
                water_loss: loss.get(place)? / loss.first()?,
            })
        })
        .collect();
    // A peel that reddens in the model is modelled: what follows is skin that is no longer red.
    if told.iter().any(|moment| matches!(moment.redness, Redness::Pink | Redness::Red)) {
        for moment in told.iter_mut().filter(|moment| moment.redness == Redness::NotModelled) {
            moment.redness = Redness::None;
        }
    }
    told
}
