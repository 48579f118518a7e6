//! Healing between events: all depth zones of all courses at once, one per lane.

use super::error::CourseError;
use super::protocol::{EventKind, Topicals};
use super::schedule::recording_times;
use super::sessions::Session;
use super::study::Study;
use crate::healing::{
    Baseline, HealingNetwork, HealingState, Host, Inputs, Parameters, SPECIES_COUNT, Setting, Species, raw_values,
    through_barrier,
};
use crate::injury::{Injury, ZoneInjury};
use crate::integrator::{Ensemble, Resume, Settings, Start, Statistics, System, integrate};
use crate::outcome::{DEPTH_ZONES, DepthZone, UPPER_DERMIS};

use super::assess::History;
use super::deliver::Delivered;
use crate::transport::effect::together;

/// Share of a large or hydrophilic agent that passes intact skin; assumed, 0.02 to 0.3 [-].
const INTACT_HYDROPHILIC: f64 = 0.1;

/// Share of a retinoid that passes intact skin; assumed, 0.2 to 0.8 [-].
const INTACT_RETINOID: f64 = 0.5;

/// Days after an injury on which the exposure to topicals follows the closing barrier [day].
const BARRIER_UPDATES: [f64; 24] = [
    1.0 / 288.0,
    1.0 / 144.0,
    1.0 / 96.0,
    1.0 / 48.0,
    1.0 / 32.0,
    1.0 / 24.0,
    1.5 / 24.0,
    2.0 / 24.0,
    3.0 / 24.0,
    4.5 / 24.0,
    0.25,
    0.375,
    0.5,
    0.75,
    1.0,
    1.5,
    2.0,
    3.0,
    4.0,
    5.0,
    7.0,
    10.0,
    14.0,
    28.0,
];

/// Depth below which tissue has no epidermis of its own [mm].
const EPIDERMAL_REACH: f64 = 0.3;

/// One zone of one course: who heals, and what is done.
#[derive(Clone, Debug)]
pub struct Patient {
    /// Index of the zone in the study.
    pub zone: usize,
    /// Parameters of the healing network.
    pub parameters: Parameters<f64>,
    /// Person and site as the network sees them.
    pub host: Host<f64>,
    /// Needling sessions.
    pub sessions: Vec<Session>,
    /// Injuries of peels and lasers, by event of the protocol.
    pub insults: Vec<(usize, Injury)>,
    /// What products with a dose deliver.
    pub delivered: Delivered,
}

impl Patient {
    /// The injury that an event of the protocol is, if it is one.
    pub(super) fn injury(&self, event: usize) -> Option<&Injury> {
        let needling = self.sessions.iter().find(|session| session.event == event).map(|session| &session.injury);
        needling.or_else(|| self.insults.iter().find(|(insult, _)| *insult == event).map(|(_, injury)| injury))
    }
}

/// What happens at a stop.
#[derive(Clone, Copy, Debug)]
pub(super) enum Action {
    /// The injury of this event of the protocol.
    Injure(usize),
    Apply(Topicals),
    /// A stretch of constant delivery of products with a dose starts.
    Deliver(usize),
    /// The barrier has moved on: exposure follows it.
    Follow,
    End,
}

/// Where a compartment lies.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// One of the depth zones, by its number.
    Depth(usize),
    /// The upper dermis as one, with its mean injury.
    Upper,
}

/// Compartments of one zone: the depth zones and the upper dermis.
const PLACES: [Place; 4] = [Place::Depth(0), Place::Depth(1), Place::Depth(2), Place::Upper];

/// How many compartments of a zone are healed.
pub(super) const COMPARTMENTS: usize = PLACES.len();

/// One compartment.
struct Run<'a> {
    patient: &'a Patient,
    place: Place,
    stops: &'a [f64],
    actions: &'a [Action],
    times: &'a [f64],
}

impl Place {
    /// The injury of this place.
    fn injured(self, injury: &Injury) -> Option<ZoneInjury> {
        match self {
            Self::Depth(zone) => injury.at(DEPTH_ZONES[zone]).copied(),
            Self::Upper => injury.mean_between(UPPER_DERMIS),
        }
    }

    /// The depth zone whose topicals it sees; the upper dermis takes those of the shallowest.
    fn zone(self) -> usize {
        match self {
            Self::Depth(zone) => zone,
            Self::Upper => 0,
        }
    }

    /// Whether the epidermis above belongs to the compartment; deeper tissue has none of its own.
    fn has_epidermis(self) -> bool {
        match self {
            Self::Depth(zone) => DEPTH_ZONES[zone] <= EPIDERMAL_REACH,
            Self::Upper => true,
        }
    }
}

/// What is kept of a run while it goes: the tissue at the recorded times, and what acts on it.
struct Record {
    tissue: Vec<[f64; SPECIES_COUNT]>,
    lesion_width: f64,
    topicals: Topicals,
    delivered: Inputs<f64>,
}

struct Runs<'a> {
    runs: Vec<Run<'a>>,
    tick: &'a (dyn Fn() + Sync),
}

/// Heals every patient; returns the recorded tissue in the order of `patients`, and what it took. `tick` is called for
/// every compartment that is done.
///
/// # Errors
/// The first run that could not be integrated.
pub fn heal(
    study: &Study,
    patients: &[Patient],
    settings: &Settings,
    tick: &(dyn Fn() + Sync),
) -> Result<(Vec<History<f64>>, Statistics), CourseError> {
    let plans: Vec<Plan> = patients.iter().map(|patient| Plan::of(study, patient)).collect();
    let runs = patients
        .iter()
        .zip(&plans)
        .flat_map(|(patient, plan)| {
            PLACES.into_iter().map(|place| Run {
                patient,
                place,
                stops: &plan.stops,
                actions: &plan.actions,
                times: &plan.times,
            })
        })
        .collect();
    let healed = integrate(&Runs { runs, tick }, settings);
    let mut tissue = Vec::with_capacity(healed.runs.len());
    for record in healed.runs {
        tissue.push(record?.tissue);
    }
    let histories = patients
        .iter()
        .zip(plans)
        .zip(tissue.chunks_exact(COMPARTMENTS))
        .map(|((patient, plan), depths)| history(patient, plan.times, depths))
        .collect();
    Ok((histories, healed.statistics))
}

/// Tissue beside its untreated twin, whose levels are closed formulas of age.
pub(super) fn history(patient: &Patient, times: Vec<f64>, depths: &[Vec<[f64; SPECIES_COUNT]>]) -> History<f64> {
    let rest = patient.host.untreated(&patient.parameters).levels;
    let mut history =
        History { depths: Vec::with_capacity(times.len()), upper: Vec::with_capacity(times.len()), times };
    for (index, &time) in history.times.iter().enumerate() {
        let scales = scales(patient, time);
        let untreated = raw_values(&rest, &scales);
        let zone = |place: usize| DepthZone { treated: raw_values(&depths[place][index], &scales), untreated };
        history.depths.push(core::array::from_fn(zone));
        history.upper.push(zone(DEPTH_ZONES.len()));
    }
    history
}

/// Raw value per unit of level.
pub(super) fn scales(patient: &Patient, time: f64) -> [f64; SPECIES_COUNT] {
    Baseline::at(&patient.parameters, &patient.host, time).scales(&patient.parameters, &patient.host)
}

/// When what happens to a zone, and when it is recorded.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub stops: Vec<f64>,
    pub actions: Vec<Action>,
    pub times: Vec<f64>,
}

impl Plan {
    pub fn of(study: &Study, patient: &Patient) -> Self {
        let protocol = &study.protocol;
        let mut steps: Vec<(f64, Action)> = Vec::new();
        let uses_topicals = protocol
            .events
            .iter()
            .any(|event| event.treats(patient.zone) && matches!(event.kind, EventKind::Topicals(_)));
        let follow = |day: f64| {
            let updates = BARRIER_UPDATES.iter().map(move |after| (day + after, Action::Follow));
            updates.filter(|(day, _)| *day < protocol.horizon)
        };
        for (index, event) in protocol.events.iter().enumerate() {
            if !event.treats(patient.zone) {
                continue;
            }
            if let EventKind::Topicals(topicals) = &event.kind {
                steps.push((event.day, Action::Apply(*topicals)));
                steps.extend(follow(event.day));
            }
            if patient.injury(index).is_some() {
                steps.push((event.day, Action::Injure(index)));
                if uses_topicals {
                    steps.extend(follow(event.day));
                }
            }
        }
        steps.extend(patient.delivered.times.iter().enumerate().map(|(stretch, day)| (*day, Action::Deliver(stretch))));
        steps.push((protocol.horizon, Action::End));
        // A stable sort keeps events of one day in the order of the protocol.
        steps.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (stops, actions) = steps.into_iter().unzip();
        Self { stops, actions, times: recording_times(protocol, patient.zone) }
    }

    /// Days on which the zone is injured, in the order of time [day].
    pub fn injuries(&self) -> impl Iterator<Item = f64> + '_ {
        let steps = self.stops.iter().zip(&self.actions);
        steps.filter(|(_, action)| matches!(action, Action::Injure(_))).map(|(day, _)| *day)
    }
}

impl Run<'_> {
    fn setting_into(
        &self,
        record: &Record,
        barrier: f64,
        parameters: &mut <HealingNetwork as System>::Parameters<f64>,
    ) {
        let inputs = together(&[exposure(&record.topicals, barrier), record.delivered]);
        *parameters = HealingNetwork::pack(&Setting {
            parameters: &self.patient.parameters,
            host: &self.patient.host,
            inputs: &inputs,
            lesion_width: record.lesion_width,
        });
    }
}

/// What the tissue sees of the topicals through a barrier.
pub(super) fn exposure(topicals: &Topicals, barrier: f64) -> Inputs<f64> {
    let hydrophilic = |applied: f64| through_barrier(applied, INTACT_HYDROPHILIC, barrier);
    Inputs {
        growth_factor: hydrophilic(topicals.growth_factor),
        vitamin_c: hydrophilic(topicals.vitamin_c),
        retinoid: through_barrier(topicals.retinoid, INTACT_RETINOID, barrier),
        anti_inflammatory: hydrophilic(topicals.anti_inflammatory),
        tranexamic_acid: hydrophilic(topicals.tranexamic_acid),
        hyaluronan: hydrophilic(topicals.hyaluronan),
        // Cover and light act on the surface itself.
        occlusion: topicals.occlusion,
        ultraviolet: topicals.ultraviolet,
    }
}

impl Ensemble for Runs<'_> {
    type System = HealingNetwork;
    type Record = Record;

    fn runs(&self) -> usize {
        self.runs.len()
    }

    fn start(&self, run: usize, start: &mut Start<HealingNetwork>) -> Record {
        let run = &self.runs[run];
        let untreated = run.patient.host.untreated(&run.patient.parameters);
        start.state = untreated.levels;
        let record = Record {
            tissue: Vec::with_capacity(run.times.len()),
            lesion_width: untreated.lesion_width,
            topicals: Topicals::default(),
            delivered: Inputs::none(),
        };
        run.setting_into(&record, 1.0, &mut start.parameters);
        record
    }

    fn stops(&self, run: usize) -> &[f64] {
        self.runs[run].stops
    }

    fn outputs(&self, run: usize) -> &[f64] {
        self.runs[run].times
    }

    fn stop(
        &self,
        run: usize,
        index: usize,
        state: &mut [f64; SPECIES_COUNT],
        parameters: &mut <HealingNetwork as System>::Parameters<f64>,
        record: &mut Record,
    ) -> Resume {
        let run = &self.runs[run];
        let resume = match &run.actions[index] {
            Action::End => {
                (self.tick)();
                return Resume::Steadily;
            }
            Action::Follow => Resume::Steadily,
            Action::Deliver(stretch) => {
                let stretch = run.patient.delivered.inputs.get(*stretch);
                record.delivered = stretch.map_or_else(Inputs::none, |zones| zones[run.place.zone()]);
                Resume::Steadily
            }
            Action::Apply(topicals) => {
                record.topicals = *topicals;
                Resume::Afresh
            }
            Action::Injure(event) => {
                let mut tissue = HealingState { levels: *state, lesion_width: record.lesion_width };
                let injury = run.patient.injury(*event);
                if let Some((injury, zone)) = injury.and_then(|injury| Some((injury, run.place.injured(injury)?))) {
                    if run.place.has_epidermis() {
                        tissue.injure(&run.patient.parameters, injury, &zone);
                    } else {
                        // Deeper tissue has no epidermis of its own, but topicals reach it through the open barrier above.
                        let below = Injury {
                            open_barrier: injury.open_barrier.max(injury.open_epidermis),
                            open_epidermis: 0.0,
                            epidermis_removed: 0.0,
                            ..injury.clone()
                        };
                        tissue.injure(&run.patient.parameters, &below, &zone);
                    }
                }
                *state = tissue.levels;
                record.lesion_width = tissue.lesion_width;
                Resume::Afresh
            }
        };
        run.setting_into(record, state[Species::Barrier.index()], parameters);
        resume
    }

    fn output(&self, _run: usize, _index: usize, state: &[f64; SPECIES_COUNT], record: &mut Record) {
        record.tissue.push(*state);
    }
}
