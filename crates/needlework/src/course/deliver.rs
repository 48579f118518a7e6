//! What products deliver to the tissue over a course, as inputs of the healing network.
//!
//! Transport is linear in the dose as long as the product is not saturated, so one use is computed once and repeated:
//!
//! `c(t) = Σ_k R_k(t − t_k)`, `R_k = R_intact + w_k (R_open − R_intact)`
//!
//! `R` is the response of one depth to one use; `R_open` belongs to channels of a reference age and `w_k` is what is left of
//! them at the age of use `k`, over what was left at the reference age. Uses at a session have a response of their own. At
//! home the first use of a series differs from the later ones, which set free what the one before left in dried pores and
//! channels; a test compares with one march through all uses.

use super::channels::{channels, mean_channels};
use super::error::CourseError;
use super::protocol::EventKind;
use super::regimen::{Regimen, Timing};
use super::response::{PLACES, Response, TAIL};
use super::sessions::Session;
use super::study::Study;
use crate::healing::{Host, Inputs, Parameters};
use crate::outcome::DEPTH_ZONES;
use crate::skin::Skin;
use crate::transport::active::{Drives, Target};
use crate::transport::column::{Needling, clocks};
use crate::transport::effect::{bolus, inputs_from, together};
use crate::transport::parameters::TransportParameters;

/// Edges of the stretches after a session over which inputs are averaged [day].
const AFTER_SESSION: [f64; 14] =
    [1.0 / 24.0, 2.0 / 24.0, 4.0 / 24.0, 8.0 / 24.0, 16.0 / 24.0, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.0, 10.0, 14.0];
/// Longest stretch [day].
const QUIET: f64 = 7.0;
/// Times after a use at which inputs are averaged, among those at which its response is recorded [day].
const SAMPLES: [f64; 17] =
    [0.0014, 0.0035, 0.007, 0.014, 0.021, 0.03, 0.042, 0.06, 0.083, 0.12, 0.167, 0.21, 0.25, 0.333, 0.5, 0.67, 0.83];
/// Share of fresh channels below which skin counts as intact for a use at home [-].
const CLOSED: f64 = 1e-3;
const LN2: f64 = core::f64::consts::LN_2;

/// What one regimen delivers over a course.
#[derive(Clone, Debug, Default)]
pub struct Delivered {
    /// Days on which a stretch of constant inputs starts [day].
    pub times: Vec<f64>,
    /// Inputs of each depth zone over each stretch.
    pub inputs: Vec<[Inputs<f64>; DEPTH_ZONES.len()]>,
    /// Mean concentration of each regimen over each stretch: viable epidermis, then the depth zones [ng/mm³].
    pub concentrations: Vec<Vec<[f64; PLACES]>>,
    /// Platelet bolus by event of the protocol, in units of a fully bleeding channel [-].
    pub boluses: Vec<(usize, f64)>,
}

/// One use: when, and its response as a sum of weighted parts.
struct Dose<'a> {
    at: f64,
    parts: [Option<(&'a Response, f64)>; 2],
}

impl Dose<'_> {
    fn at(&self, t: f64) -> [f64; PLACES] {
        let mut sum = [0.0; PLACES];
        for (response, weight) in self.parts.iter().flatten() {
            for (s, c) in sum.iter_mut().zip(response.at(t - self.at)) {
                *s += weight * c;
            }
        }
        sum
    }
}

/// Sessions that were needled alike, with their mean channels.
struct Group {
    sessions: Vec<usize>,
    needling: Option<Needling>,
}

/// What the regimens of a study deliver to zone number `zone`; a product for other zones delivers nothing.
///
/// # Errors
/// A regimen that cannot be absorbed.
pub fn deliver(
    study: &Study,
    zone: usize,
    skin: &Skin,
    host: &Host<f64>,
    healing: &Parameters<f64>,
    sessions: &[Session],
    transport: &TransportParameters,
) -> Result<Delivered, CourseError> {
    if !study.regimens.iter().any(|regimen| regimen.treats(zone)) {
        return Ok(Delivered::default());
    }
    let horizon = study.protocol.horizon;
    let groups = groups(study, sessions, host.closure);
    let edges = edges(study, zone, sessions);
    let mut delivered = Delivered {
        times: edges[..edges.len() - 1].to_vec(),
        inputs: vec![[Inputs::none(); DEPTH_ZONES.len()]; edges.len() - 1],
        ..Delivered::default()
    };
    for regimen in &study.regimens {
        if !regimen.treats(zone) {
            delivered.concentrations.push(vec![[0.0; PLACES]; edges.len() - 1]);
            continue;
        }
        let responses = responses(regimen, skin, &groups, transport)?;
        let doses = doses(regimen, sessions, &groups, &responses, transport, horizon);
        if let Some(effect) = &regimen.active.effect {
            if effect.drives == Drives::PlateletPlasma {
                delivered.boluses.extend(boluses(regimen, sessions, &doses));
            }
            let effect_of = |c: &[f64; PLACES]| -> [Inputs<f64>; DEPTH_ZONES.len()] {
                core::array::from_fn(|zone| {
                    // The shallowest zone has the epidermis; deeper ones see what reaches them.
                    let place = if zone == 0 && effect.target == Target::Epidermis { 0 } else { zone + 1 };
                    inputs_from(effect, c[place], healing)
                })
            };
            let means = averages(&doses, &edges, effect_of);
            for (all, own) in delivered.inputs.iter_mut().zip(&means.inputs) {
                *all = core::array::from_fn(|zone| together(&[all[zone], own[zone]]));
            }
            delivered.concentrations.push(means.concentrations);
        } else {
            let none = |_: &[f64; PLACES]| [Inputs::none(); DEPTH_ZONES.len()];
            delivered.concentrations.push(averages(&doses, &edges, none).concentrations);
        }
    }
    Ok(delivered)
}

/// Sessions with the same device and technique.
fn groups(study: &Study, sessions: &[Session], closure: f64) -> Vec<Group> {
    let settings = |session: &Session| match &study.protocol.events.get(session.event)?.kind {
        EventKind::Needling(needling) => Some(needling),
        _ => None,
    };
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (index, session) in sessions.iter().enumerate() {
        match groups.iter_mut().find(|group| settings(&sessions[group[0]]) == settings(session)) {
            Some(group) => group.push(index),
            None => groups.push(vec![index]),
        }
    }
    groups
        .into_iter()
        .map(|members| {
            let made = members.iter().filter_map(|&index| {
                let session = &sessions[index];
                channels(session, settings(session)?.device.needle().length, closure)
            });
            let needling = mean_channels(&made.collect::<Vec<_>>());
            Group { sessions: members, needling }
        })
        .collect()
}

/// Responses of a regimen, for the first use of a series and for a later one.
struct Responses {
    intact: [Response; 2],
    /// With the channels of each group of sessions.
    open: Vec<Option<[Response; 2]>>,
    /// Age of the channels at the first use [day].
    age: f64,
}

fn responses(
    regimen: &Regimen,
    skin: &Skin,
    groups: &[Group],
    p: &TransportParameters,
) -> Result<Responses, CourseError> {
    let series = |needling: Option<(Needling, f64)>| match regimen.timing {
        Timing::Session { .. } => Response::of(regimen, &skin.layers, needling, p).map(|one| [one.clone(), one]),
        Timing::Home { interval, .. } => Response::series(regimen, &skin.layers, needling, p, interval),
    };
    let age = match regimen.timing {
        Timing::Session { shift } => shift,
        Timing::Home { pause, .. } => pause,
    };
    let open = groups.iter().map(|group| group.needling.map(|needling| series(Some((needling, age)))).transpose());
    Ok(Responses { open: open.collect::<Result<_, _>>()?, intact: series(None)?, age })
}

fn doses<'a>(
    regimen: &Regimen,
    sessions: &[Session],
    groups: &[Group],
    responses: &'a Responses,
    p: &TransportParameters,
    horizon: f64,
) -> Vec<Dose<'a>> {
    let group_of = |index: usize| groups.iter().position(|group| group.sessions.contains(&index));
    let days = regimen.days(sessions, horizon);
    let Timing::Home { interval, .. } = regimen.timing else {
        let one = |(index, at): (usize, f64)| {
            let open = group_of(index).and_then(|group| responses.open.get(group)?.as_ref());
            Dose { at, parts: [Some((&open.unwrap_or(&responses.intact)[0], 1.0)), None] }
        };
        return days.into_iter().enumerate().map(one).collect();
    };
    let one = |(index, at): (usize, &f64)| {
        let before = index.checked_sub(1).and_then(|index| days.get(index)).filter(|day| at - **day < 1.5 * interval);
        let last = sessions.iter().rposition(|session| session.day <= *at);
        let open = last.and_then(|index| {
            let group = group_of(index)?;
            let needling = groups.get(group)?.needling?;
            let day = sessions[index].day;
            // The wetted path in open air up to the use; the plug gives way to the liquid.
            let left = |age: f64| (-LN2 * age / clocks(&needling, p).open_air).exp();
            let later = usize::from(before.is_some_and(|before| *before >= day));
            let reference = responses.age + interval * later as f64;
            let weight = left(at - day) / left(reference);
            (left(at - day) > CLOSED).then_some((&responses.open.get(group)?.as_ref()?[later], weight, later))
        });
        match open {
            Some((response, weight, later)) => {
                Dose { at: *at, parts: [Some((&responses.intact[later], 1.0 - weight)), Some((response, weight))] }
            }
            None => Dose { at: *at, parts: [Some((&responses.intact[usize::from(before.is_some())], 1.0)), None] },
        }
    };
    days.iter().enumerate().map(one).collect()
}

/// Platelet bolus of each session, from the product used at it.
fn boluses(regimen: &Regimen, sessions: &[Session], doses: &[Dose<'_>]) -> Vec<(usize, f64)> {
    if matches!(regimen.timing, Timing::Home { .. }) {
        return Vec::new();
    }
    let entered = |dose: &Dose<'_>| dose.parts[0].map_or(0.0, |(response, _)| response.entered);
    sessions
        .iter()
        .zip(doses)
        .map(|(s, dose)| (s.event, bolus(&regimen.active, entered(dose), regimen.product.strength, regimen.platelets)))
        .collect()
}

/// Edges of the stretches, from 0 to the horizon.
fn edges(study: &Study, zone: usize, sessions: &[Session]) -> Vec<f64> {
    let horizon = study.protocol.horizon;
    let mut edges = vec![0.0, horizon];
    edges.extend((1..=(horizon / QUIET) as u32).map(|week| QUIET * f64::from(week)));
    for regimen in study.regimens.iter().filter(|regimen| regimen.treats(zone)) {
        match regimen.timing {
            Timing::Session { shift } => {
                for session in sessions {
                    let start = session.day + shift;
                    edges.extend([start, session.day]);
                    edges.extend(AFTER_SESSION.iter().map(|after| start + after));
                }
            }
            Timing::Home { from, until, .. } => {
                edges.extend([from, until]);
                edges.extend(
                    sessions.iter().flat_map(|s| AFTER_SESSION.map(|after| s.day + after)).filter(|t| *t > 0.5),
                );
            }
        }
    }
    edges.retain(|t| (0.0..=horizon).contains(t));
    edges.sort_by(f64::total_cmp);
    edges.dedup_by(|later, earlier| *later - *earlier < 1e-3);
    if let Some(last) = edges.last_mut() {
        *last = horizon;
    }
    if edges.len() < 2 { vec![0.0, horizon] } else { edges }
}

/// Means over the stretches.
struct Means {
    inputs: Vec<[Inputs<f64>; DEPTH_ZONES.len()]>,
    concentrations: Vec<[f64; PLACES]>,
}

/// Means of concentration and of effect over each stretch, by the trapezoidal rule on times that crowd after each use.
///
/// The effect is averaged and not the concentration, because it saturates.
fn averages(
    doses: &[Dose<'_>],
    edges: &[f64],
    effect: impl Fn(&[f64; PLACES]) -> [Inputs<f64>; DEPTH_ZONES.len()],
) -> Means {
    let sum_at = |t: f64| {
        let first = doses.partition_point(|dose| dose.at < t - TAIL);
        let mut sum = [0.0; PLACES];
        for dose in doses[first..].iter().take_while(|dose| dose.at < t) {
            for (s, c) in sum.iter_mut().zip(dose.at(t)) {
                *s += c;
            }
        }
        sum
    };
    let mut times: Vec<f64> = doses.iter().flat_map(|dose| SAMPLES.map(|after| dose.at + after)).collect();
    times.extend(doses.iter().map(|dose| dose.at));
    times.sort_by(f64::total_cmp);
    let mut means = Means { inputs: Vec::new(), concentrations: Vec::new() };
    for pair in edges.windows(2) {
        let [from, until] = [pair[0], pair[1]];
        let inner = times.partition_point(|t| *t <= from)..times.partition_point(|t| *t < until);
        let nodes = core::iter::once(from).chain(times[inner].iter().copied()).chain([0.5 * (from + until), until]);
        let mut nodes: Vec<f64> = nodes.collect();
        nodes.sort_by(f64::total_cmp);
        let mut concentration = [0.0; PLACES];
        let mut inputs = [[0.0; crate::healing::INPUT_COUNT]; DEPTH_ZONES.len()];
        for (index, node) in nodes.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|i| nodes.get(i)).unwrap_or(node);
            let after = nodes.get(index + 1).unwrap_or(node);
            let weight = 0.5 * (after - before) / (until - from);
            let c = sum_at(*node);
            for (mean, c) in concentration.iter_mut().zip(c) {
                *mean += weight * c;
            }
            for (mean, now) in inputs.iter_mut().zip(effect(&c)) {
                for (mean, now) in mean.iter_mut().zip(now.into_array()) {
                    *mean += weight * now;
                }
            }
        }
        means.inputs.push(inputs.map(Inputs::from_array));
        means.concentrations.push(concentration);
    }
    means
}
