//! One unit cell of a zone through the course, for pictures: a [`SpaceRun`] on a grid that is just fine enough to be drawn.

use super::draw::Draw;
use super::error::CourseError;
use super::heal::Patient;
use super::protocol::EventKind;
use super::sessions::Session;
use super::simulate::patient;
use super::space::SpaceRun;
use super::study::Study;
use crate::healing::Species;
use crate::injury::{InjuryKind, destroyed_radius};
use crate::skin::Skin;
use crate::space::{Annulus, Axis};
use crate::tissue::{Accuracy, cell_radius};

/// Rings and layers: enough for a picture.
const CELLS: [usize; 2] = [14, 18];
/// Ratio of the widest to the narrowest cell of an axis [-].
const GRADING: f64 = 2.0;
/// Least depth of the grid, and tissue below the channel [mm].
const DEPTH: f64 = 1.6;
/// See [`DEPTH`] [mm].
const BELOW: f64 = 0.5;
/// Channels per area of a cell round which nothing is pierced, as of the calibration [1/mm²].
const USUAL_DENSITY: f64 = 2.4;
/// Taper of laser columns and of the tracks of heated needles [-].
const TAPER: f64 = 0.5;
/// Steps coarser than those of results: contents err by less than a picture can show.
const ACCURACY: Accuracy = Accuracy { reaction: 1e-2, splitting: 3e-2 };

/// A unit cell of one zone on its way through the course, with the sessions, peels, lasers and products of the tiers.
#[derive(Clone, Debug)]
pub struct CellRun {
    run: SpaceRun,
    grid: Annulus,
    lesion: Lesion,
}

/// What the first treatment does round the axis of a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lesion {
    /// What the treatment is.
    pub kind: InjuryKind,
    /// Day of the treatment [day].
    pub day: f64,
    /// Channels or columns per area; 0 for an even injury [1/mm²].
    pub density: f64,
    /// Depth of the channel or column; 0 for an even injury [mm].
    pub depth: f64,
    /// Radius of the open mouth; 0 where nothing is opened [mm].
    pub mouth_radius: f64,
    /// Radius of dead tissue at the surface [mm].
    pub dead_radius: f64,
    /// Exponent of the taper towards the tip [-].
    pub taper: f64,
    /// Deepest dead tissue [mm].
    pub reach: f64,
}

impl CellRun {
    /// The cell of a zone before the first event: round the median puncture of the first needling session, otherwise round a
    /// column or heated needle of the first of the other treatments, or under a peel; nothing where nothing injures the zone.
    ///
    /// # Errors
    /// A study that cannot be struck.
    pub fn new(study: &Study, zone: usize) -> Result<Option<Self>, CourseError> {
        let draw = Draw::central(study)?;
        let patient = patient(study, &draw, zone)?;
        let Some(lesion) = needled(&draw, &patient).or_else(|| treated(study, &draw, &patient)) else {
            return Ok(None);
        };
        let reach = patient.sessions.iter().map(|session| session.pattern.depth_median).fold(lesion.reach, f64::max);
        let density = if lesion.density > 0.0 { lesion.density } else { USUAL_DENSITY };
        let grid = Annulus::new(
            Axis::graded(cell_radius(density), CELLS[0], GRADING)?,
            Axis::graded((reach + BELOW).max(DEPTH), CELLS[1], GRADING)?,
        )?;
        let run = SpaceRun::unrecorded(study, draw, patient, &grid, ACCURACY)?;
        Ok(Some(Self { run, grid, lesion }))
    }

    /// The grid.
    pub fn grid(&self) -> &Annulus {
        &self.grid
    }

    /// What the first treatment does round the axis.
    pub fn lesion(&self) -> &Lesion {
        &self.lesion
    }

    /// The skin before treatment.
    pub fn skin(&self) -> &Skin {
        self.run.skin()
    }

    /// The needling sessions, puncture by puncture.
    pub fn sessions(&self) -> &[Session] {
        self.run.sessions()
    }

    /// Heals until a day; what happens on that day is still to come.
    ///
    /// # Errors
    /// As [`SpaceRun::advance`].
    pub fn heal_until(&mut self, day: f64) -> Result<(), CourseError> {
        self.run.heal_until(day)
    }

    /// Content of a species in untreated skin of the same person at this time, in its unit [any].
    pub fn untreated(&self, species: Species) -> f64 {
        self.run.untreated()[species.index()]
    }

    /// Content of a species in every cell, or over every ring for an epidermal one, in its unit.
    pub fn content(&self, species: Species, values: &mut Vec<f32>) {
        self.run.field(species, values);
    }
}

/// The median puncture of the first needling session.
fn needled(draw: &Draw, patient: &Patient) -> Option<Lesion> {
    let session = patient.sessions.iter().find(|session| session.injury.density > 0.0)?;
    let (depth, taper) = (session.pattern.depth_median, session.punctures.taper);
    let diameter = session.punctures.needle_diameter;
    Some(Lesion {
        kind: InjuryKind::Needling,
        day: session.day,
        density: session.injury.density,
        depth,
        mouth_radius: 0.5 * session.injury.lesion_width,
        dead_radius: destroyed_radius(0.0, depth, diameter, taper, &draw.puncturing.destruction),
        taper,
        reach: depth,
    })
}

/// A column, a heated needle or the skin under a peel of the first treatment without plain needles.
fn treated(study: &Study, draw: &Draw, patient: &Patient) -> Option<Lesion> {
    let (event, injury) = patient.insults.first()?;
    let event = study.protocol.events.get(*event)?;
    let even = Lesion {
        kind: injury.kind,
        day: event.day,
        density: injury.density,
        depth: 0.0,
        mouth_radius: 0.0,
        dead_radius: 0.0,
        taper: TAPER,
        reach: 0.0,
    };
    Some(match &event.kind {
        EventKind::Laser(laser) => {
            let columns = laser.drawn(draw.insults.columns);
            let core = 0.5 * columns.core_diameter;
            Lesion {
                depth: columns.depth,
                mouth_radius: core,
                dead_radius: core + columns.rim,
                reach: columns.depth,
                ..even
            }
        }
        EventKind::Radiofrequency(needles) => {
            let destruction = &draw.puncturing.destruction;
            let crushed = destroyed_radius(0.0, needles.depth, needles.needle_diameter, TAPER, destruction);
            let mouth_radius = 0.5 * injury.lesion_width;
            Lesion { depth: needles.depth, mouth_radius, dead_radius: crushed, reach: needles.reach(), ..even }
        }
        EventKind::Peel(_) | EventKind::Needling(_) | EventKind::Topicals(_) => even,
    })
}
