//! One zone of a course, run in space from moment to moment.

use super::cell::{cell_grid, injure_cell};
use super::moments::{Moment, moments, shares};
use super::patch::{block, holes, injure_patch};
use super::settings::Tier;
use super::slice::{Slice, Slices, slice_days};
use super::strokes::{PatchChannels, Strokes, Struck};
use super::tissue::{SavedTissue, SpaceGrid, SpaceTissue};
use crate::course::draw::Draw;
use crate::course::heal::{Action, COMPARTMENTS, Patient, Plan, exposure, history, scales};
use crate::course::insults::{Place, insults};
use crate::course::protocol::EventKind;
use crate::course::sessions::Session;
use crate::course::simulate::patient;
use crate::course::{CourseError, History, Study, Topicals};
use crate::healing::{DERMAL_COUNT, Inputs, SPECIES_COUNT, Species};
use crate::injury::{Injury, wound};
use crate::outcome::{DEPTH_ZONES, UPPER_DERMIS};
use crate::skin::Skin;
use crate::space::Annulus;
use crate::tissue::{Accuracy, Effort, Grid, Patch, Stratification, UnitCell};
use crate::transport::effect::together;

/// Half the thickness of the layer that stands for a depth zone of the point tier [mm].
const HALF_ZONE: f64 = 0.1;

/// Levels of one depth zone at every recorded time.
type Recorded = Vec<[f64; SPECIES_COUNT]>;

/// One zone of a course in space.
///
/// The person, the punctures and the inputs are those of the central course of [`simulate`](crate::course::simulate). After
/// every [`advance`](Self::advance) its [`state`](Self::state) is all that it needs to go on, on the same bits.
#[derive(Clone, Debug)]
pub struct SpaceRun {
    zone: usize,
    study: Study,
    draw: Draw,
    patient: Patient,
    plan: Plan,
    /// Injuries by event, with one zone for every layer.
    injuries: Vec<(usize, Injury)>,
    tissue: SpaceTissue,
    /// Punctures of a patch, in the order of time.
    strokes: Vec<Strokes>,
    channels: Vec<PatchChannels>,
    moments: Vec<Moment>,
    shares: Vec<f64>,
    next: usize,
    topicals: Topicals,
    stretch: Option<usize>,
    recorded: [Recorded; COMPARTMENTS],
    slices: Option<Slices>,
}

/// Where a run in space has got to.
#[derive(Clone, Debug, PartialEq)]
pub struct SpaceRunState {
    /// Moments that are done.
    pub moments: usize,
    /// Topicals in use.
    pub topicals: Topicals,
    /// Stretch of delivery of products with a dose that holds.
    pub stretch: Option<usize>,
    /// Recorded levels, by compartment (the depth zones, then the upper dermis as one) and time.
    pub recorded: [Vec<[f64; SPECIES_COUNT]>; COMPARTMENTS],
    /// Slices through a patch that were kept.
    pub slices: Vec<Slice>,
    /// The tissue.
    pub tissue: SavedTissue,
}

/// What an advance came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Advance {
    /// A step of healing.
    Step,
    /// A halt.
    Halt(Halt),
    /// There is nothing left to do.
    End,
}

/// What a run in space leaves for the course: the tissue of the depth zones over time.
#[derive(Clone, Debug)]
pub struct SpaceCourse {
    /// Index of the zone in the study.
    pub zone: usize,
    /// The tier.
    pub tier: Tier,
    /// Tissue over time, as far as the run went.
    pub history: History<f64>,
    /// What it took.
    pub effort: Effort,
    /// Slices through a patch.
    pub slices: Option<Slices>,
    /// Channels of each needling session in a patch.
    pub channels: Vec<PatchChannels>,
}

/// A halt of a run in space.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Halt {
    /// Day of the course [day].
    pub day: f64,
    /// Which of the days asked for, where fields are to be written.
    pub snapshot: Option<usize>,
}

impl SpaceRun {
    /// The unit cell of a zone, before the first day.
    ///
    /// # Errors
    /// A study that cannot be struck, or a grid that is too large.
    pub fn unit_cell(study: &Study, zone: usize) -> Result<Self, CourseError> {
        study.check()?;
        let space = &study.space;
        let draw = Draw::central(study)?;
        let patient = patient(study, &draw, zone)?;
        let layers = &draw.skins[zone].layers;
        let session = patient.sessions.get(space.session).or_else(|| patient.sessions.first());
        let density = match (session, patient.insults.first()) {
            (Some(session), _) => session.injury.density,
            (None, Some((_, injury))) => injury.density,
            (None, None) => 0.0,
        };
        let grid = cell_grid(density, reach(study, &draw, &patient), space.resolution, space.depth, layers)?;
        let tissue = UnitCell::new(&grid, &patient.parameters, &patient.host, Accuracy::default())?
            .in_layers(layers, &Stratification::default())?;
        Self::start(study, draw, patient, SpaceTissue::Cell(tissue), study.protocol.horizon, true)
    }

    /// A unit cell on a grid and with steps of the caller's choice, of which nothing is recorded.
    ///
    /// # Errors
    /// As [`SpaceRun::unit_cell`].
    pub(in crate::course) fn unrecorded(
        study: &Study,
        draw: Draw,
        patient: Patient,
        grid: &Annulus,
        accuracy: Accuracy,
    ) -> Result<Self, CourseError> {
        let tissue = UnitCell::new(grid, &patient.parameters, &patient.host, accuracy)?
            .in_layers(&draw.skins[patient.zone].layers, &Stratification::default())?;
        Self::start(study, draw, patient, SpaceTissue::Cell(tissue), study.protocol.horizon, false)
    }

    /// The patch of a zone, before the first day.
    ///
    /// # Errors
    /// As [`SpaceRun::unit_cell`].
    pub fn patch(study: &Study, zone: usize) -> Result<Self, CourseError> {
        study.check()?;
        let draw = Draw::central(study)?;
        let patient = patient(study, &draw, zone)?;
        let layers = &draw.skins[zone].layers;
        let grid = block(&study.space, reach(study, &draw, &patient))?;
        let tissue = Patch::new(&grid, &patient.parameters, &patient.host, Accuracy::default())?
            .in_layers(layers, &Stratification::default())?;
        let end = study.space.block.until.min(study.protocol.horizon);
        Self::start(study, draw, patient, SpaceTissue::Patch(tissue), end, true)
    }

    fn start(
        study: &Study,
        draw: Draw,
        patient: Patient,
        tissue: SpaceTissue,
        end: f64,
        recorded: bool,
    ) -> Result<Self, CourseError> {
        let axis = match tissue.grid() {
            SpaceGrid::Cell(grid) => Grid::depth(grid),
            SpaceGrid::Block(grid) => Grid::depth(grid),
        };
        let layers: Vec<f64> = (0..axis.cells()).map(|k| axis.centre(k)).collect();
        let skin = &draw.skins[patient.zone];
        let healer = (&patient.parameters, &patient.host);
        let mut injuries = insults(study, patient.zone, &draw, healer, &patient.sessions, Place::Zone, &layers)?;
        if matches!(tissue, SpaceTissue::Cell(_)) {
            for session in &patient.sessions {
                let model = &draw.puncturing;
                let injury = wound(&session.punctures, skin, &layers, &model.penetration, &model.destruction)?;
                injuries.push((session.event, injury.with_platelets(session.injury.platelet_bolus)));
            }
        }
        let mut plan = Plan::of(study, &patient);
        let mut days = study.space.fields.days.as_slice();
        if !recorded {
            plan.times.clear();
            days = &[];
        }
        let mut struck = Vec::new();
        let (slices, slice_days) = match tissue.grid() {
            SpaceGrid::Block(block) => {
                let size = [block.x().length(), block.y().length()];
                let sessions = patient.sessions.iter().filter(|session| session.day <= end);
                struck.extend(sessions.map(|session| Struck::of(session, &draw, skin, size)));
                let treatments: Vec<f64> = plan.injuries().collect();
                let holes = treatments.first().map_or_else(Vec::new, |_| holes(block, study, &draw, &patient, &struck));
                let epidermis = patient.host.untreated(&patient.parameters).levels[Species::ViableEpidermis.index()]
                    * scales(&patient, 0.0)[Species::ViableEpidermis.index()];
                (Some(Slices::new(block, skin.layers, &holes, epidermis)), slice_days(&treatments, end))
            }
            SpaceGrid::Cell(_) => (None, Vec::new()),
        };
        let channels = struck.iter().map(|struck| struck.channels).collect();
        let mut strokes: Vec<Strokes> = struck.into_iter().flat_map(|struck| struck.strokes).collect();
        strokes.sort_by(|a, b| a.day.total_cmp(&b.day));
        let stroke_days: Vec<f64> = strokes.iter().map(|strokes| strokes.day).collect();
        let moments = moments(&plan, days, &slice_days, &stroke_days, end);
        let shares = shares(&moments, &plan);
        Ok(Self {
            zone: patient.zone,
            study: study.clone(),
            draw,
            patient,
            plan,
            injuries,
            tissue,
            strokes,
            channels,
            moments,
            shares,
            next: 0,
            topicals: Topicals::default(),
            stretch: None,
            recorded: [const { Vec::new() }; COMPARTMENTS],
            slices,
        })
    }

    /// The tier.
    pub fn tier(&self) -> Tier {
        match self.tissue {
            SpaceTissue::Cell(_) => Tier::UnitCell,
            SpaceTissue::Patch(_) => Tier::Patch,
        }
    }

    /// Index of the zone in the study.
    pub fn zone(&self) -> usize {
        self.zone
    }

    /// The grid.
    pub fn grid(&self) -> SpaceGrid<'_> {
        self.tissue.grid()
    }

    /// The present day of the course [day].
    pub fn day(&self) -> f64 {
        self.tissue.time()
    }

    /// Which of the days asked for have had their halt.
    pub fn snapshots(&self) -> impl Iterator<Item = usize> {
        self.moments.iter().take(self.next).filter_map(|moment| moment.snapshot)
    }

    /// What the steps have cost so far.
    pub fn effort(&self) -> Effort {
        self.tissue.effort()
    }

    /// Share of the work that is done, 0 to 1, by simulated time weighted by its cost [-].
    pub fn share(&self) -> f64 {
        let before =
            if self.next == 0 { (0.0, 0.0) } else { (self.moments[self.next - 1].day, self.shares[self.next - 1]) };
        let Some((moment, share)) = self.moments.get(self.next).zip(self.shares.get(self.next)) else { return 1.0 };
        let part = (self.tissue.time() - before.0) / (moment.day - before.0).max(f64::MIN_POSITIVE);
        before.1 + part.clamp(0.0, 1.0) * (share - before.1)
    }

    /// Takes a step of healing towards the next moment or, where that is reached, records and applies what happens then.
    ///
    /// # Errors
    /// None in practice, see [`Tissue::step`](crate::tissue::Tissue::step).
    pub fn advance(&mut self) -> Result<Advance, CourseError> {
        let Some(moment) = self.moments.get(self.next).cloned() else { return Ok(Advance::End) };
        if self.tissue.step(moment.day)? {
            return Ok(Advance::Step);
        }
        if moment.record {
            self.record();
        }
        if moment.slice
            && let Some(slices) = &mut self.slices
        {
            slices.take(&self.tissue, &scales(&self.patient, self.tissue.time()));
        }
        if let SpaceTissue::Patch(patch) = &mut self.tissue {
            for strokes in &self.strokes[moment.strokes[0]..moment.strokes[1]] {
                patch.strike(&strokes.punctures, &self.draw.puncturing.destruction);
            }
        }
        for stop in moment.stops[0]..moment.stops[1] {
            match self.plan.actions[stop] {
                Action::Injure(event) => self.injure(event),
                Action::Apply(topicals) => self.topicals = topicals,
                Action::Deliver(stretch) => self.stretch = Some(stretch),
                Action::Follow | Action::End => {}
            }
            let barrier = self.tissue.mean_levels(0.0, HALF_ZONE)[Species::Barrier.index()];
            self.tissue.apply(together(&[exposure(&self.topicals, barrier), self.delivered()]));
        }
        self.next += 1;
        Ok(Advance::Halt(Halt { day: moment.day, snapshot: moment.snapshot }))
    }

    /// Heals until a day; what happens on that day is still to come.
    ///
    /// # Errors
    /// As [`advance`](Self::advance).
    pub fn heal_until(&mut self, day: f64) -> Result<(), CourseError> {
        while self.moments.get(self.next).is_some_and(|moment| moment.day < day) {
            self.advance()?;
        }
        while self.tissue.step(day)? {}
        Ok(())
    }

    /// The needling sessions, puncture by puncture.
    pub fn sessions(&self) -> &[Session] {
        &self.patient.sessions
    }

    /// The skin before treatment.
    pub fn skin(&self) -> &Skin {
        &self.draw.skins[self.zone]
    }

    /// What products with a dose deliver now. Tissue in space has one input everywhere: that of the papillary zone, which
    /// lies nearest to the surface that they come through.
    fn delivered(&self) -> Inputs<f64> {
        let stretch = self.stretch.and_then(|stretch| self.patient.delivered.inputs.get(stretch));
        stretch.map_or_else(Inputs::none, |zones| zones[0])
    }

    fn record(&mut self) {
        let resting = self.patient.host.untreated(&self.patient.parameters).levels;
        let zones = DEPTH_ZONES.map(|depth| [depth - HALF_ZONE, depth + HALF_ZONE]);
        for (recorded, [top, bottom]) in self.recorded.iter_mut().zip(zones.into_iter().chain([UPPER_DERMIS])) {
            let mut levels = self.tissue.mean_levels(top, bottom);
            if top > DEPTH_ZONES[0] {
                // Deeper tissue has no epidermis of its own.
                levels[DERMAL_COUNT..].copy_from_slice(&resting[DERMAL_COUNT..]);
            }
            recorded.push(levels);
        }
    }

    fn injure(&mut self, event: usize) {
        let injury = self.injuries.iter().find(|(known, _)| *known == event).map(|(_, injury)| injury);
        match &mut self.tissue {
            SpaceTissue::Cell(cell) => {
                if let Some(injury) = injury {
                    injure_cell(cell, injury);
                }
            }
            SpaceTissue::Patch(patch) => {
                let session = self.patient.sessions.iter().find(|session| session.event == event);
                injure_patch(patch, &self.study, &self.draw, event, session, injury);
            }
        }
    }

    /// All that the run needs to go on.
    pub fn state(&self) -> SpaceRunState {
        SpaceRunState {
            moments: self.next,
            topicals: self.topicals,
            stretch: self.stretch,
            recorded: self.recorded.clone(),
            slices: self.slices.as_ref().map_or_else(Vec::new, |slices| slices.taken.clone()),
            tissue: self.tissue.save(),
        }
    }

    /// Takes up a state of a run of the same study, zone and tier.
    ///
    /// # Errors
    /// A state of another run, or numbers that no tissue has.
    pub fn resume(&mut self, state: &SpaceRunState) -> Result<(), CourseError> {
        let recorded = self.moments.iter().take(state.moments).filter(|moment| moment.record).count();
        if state.moments > self.moments.len() || state.recorded.iter().any(|zone| zone.len() != recorded) {
            return Err(CourseError::OtherRun);
        }
        let kept = self.moments.iter().take(state.moments).filter(|moment| moment.slice).count();
        if state.slices.len() != kept
            || !self.slices.iter().all(|slices| state.slices.iter().all(|one| slices.fit(one)))
        {
            return Err(CourseError::OtherRun);
        }
        self.tissue.restore(&state.tissue)?;
        if let Some(slices) = &mut self.slices {
            slices.taken.clone_from(&state.slices);
        }
        self.next = state.moments;
        self.topicals = state.topicals;
        self.stretch = state.stretch;
        self.recorded.clone_from(&state.recorded);
        Ok(())
    }

    /// Content of a dermal species in every cell, or of an epidermal one over every column, in the species' unit.
    pub fn field(&self, species: Species, out: &mut Vec<f32>) {
        self.tissue.scaled(species, scales(&self.patient, self.tissue.time())[species.index()], out);
    }

    /// Content of every species in untreated skin of the same person at this time, in the species' unit [any].
    pub fn untreated(&self) -> [f64; SPECIES_COUNT] {
        let rest = self.patient.host.untreated(&self.patient.parameters).levels;
        crate::healing::raw_values(&rest, &scales(&self.patient, self.tissue.time()))
    }

    /// What is left for the course.
    pub fn course(&self) -> SpaceCourse {
        SpaceCourse {
            zone: self.zone,
            tier: self.tier(),
            history: self.history(),
            effort: self.effort(),
            slices: self.slices.clone(),
            channels: self.channels.clone(),
        }
    }

    /// The tissue of the depth zones over time, beside its untreated twin; until now if the run is not at its end.
    pub fn history(&self) -> History<f64> {
        let done = self.moments.iter().take(self.next).filter(|moment| moment.record);
        history(&self.patient, done.map(|moment| moment.day).collect(), &self.recorded)
    }
}

/// How deep the deep channels, columns and coagulated zones of a zone are [mm].
fn reach(study: &Study, draw: &Draw, patient: &Patient) -> f64 {
    let needled = patient.sessions.iter().map(|session| session.pattern.depth_p95);
    let events = study.protocol.events.iter().filter(|event| event.treats(patient.zone));
    let others = events.map(|event| match &event.kind {
        EventKind::Laser(laser) => laser.drawn(draw.insults.columns).depth,
        EventKind::Radiofrequency(needles) => needles.reach(),
        EventKind::Needling(_) | EventKind::Peel(_) | EventKind::Topicals(_) => 0.0,
    });
    needled.chain(others).fold(0.0, f64::max)
}
