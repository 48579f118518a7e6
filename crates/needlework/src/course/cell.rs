//! One unit cell of a zone through the course, for pictures: a [`SpaceRun`] on a grid that is just fine enough to be drawn.

use super::draw::Draw;
use super::error::CourseError;
use super::sessions::Session;
use super::simulate::patient;
use super::space::SpaceRun;
use super::study::Study;
use crate::healing::Species;
use crate::injury::{Destruction, destroyed_radius};
use crate::skin::Skin;
use crate::space::{Annulus, Axis};
use crate::tissue::{Accuracy, Channel, cell_radius};

/// Rings and layers: enough for a picture.
const CELLS: [usize; 2] = [14, 18];
/// Ratio of the widest to the narrowest cell of an axis [-].
const GRADING: f64 = 2.0;
/// Least depth of the grid, and tissue below the channel [mm].
const DEPTH: f64 = 1.6;
/// See [`DEPTH`] [mm].
const BELOW: f64 = 0.5;
/// Steps coarser than those of results: contents err by less than a picture can show.
const ACCURACY: Accuracy = Accuracy { reaction: 1e-2, splitting: 3e-2 };

/// A unit cell of one zone on its way through the course, with the sessions, peels, lasers and products of the tiers.
#[derive(Clone, Debug)]
pub struct CellRun {
    run: SpaceRun,
    grid: Annulus,
    channel: Channel,
    destruction: Destruction,
}

impl CellRun {
    /// The cell of a zone before the first event; nothing where no needle pierces the zone.
    ///
    /// # Errors
    /// A study that cannot be struck.
    pub fn new(study: &Study, zone: usize) -> Result<Option<Self>, CourseError> {
        let draw = Draw::central(study)?;
        let patient = patient(study, &draw, zone)?;
        let Some(session) = patient.sessions.iter().find(|session| session.injury.density > 0.0) else {
            return Ok(None);
        };
        let channel = channel(session);
        let reach = patient.sessions.iter().map(|session| session.pattern.depth_median).fold(channel.depth, f64::max);
        let grid = Annulus::new(
            Axis::graded(cell_radius(session.injury.density), CELLS[0], GRADING)?,
            Axis::graded((reach + BELOW).max(DEPTH), CELLS[1], GRADING)?,
        )?;
        let destruction = draw.puncturing.destruction;
        let run = SpaceRun::unrecorded(study, draw, patient, &grid, ACCURACY)?;
        Ok(Some(Self { run, grid, channel, destruction }))
    }

    /// The grid.
    pub fn grid(&self) -> &Annulus {
        &self.grid
    }

    /// The channel of the first session: that of its median puncture.
    pub fn channel(&self) -> &Channel {
        &self.channel
    }

    /// Radius of dead tissue round the channel at the surface [mm].
    pub fn dead_radius(&self) -> f64 {
        let Channel { depth, diameter, taper, .. } = self.channel;
        destroyed_radius(0.0, depth, diameter, taper, &self.destruction)
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

/// The channel of the median puncture of a session.
fn channel(session: &Session) -> Channel {
    Channel {
        depth: session.pattern.depth_median,
        diameter: session.punctures.needle_diameter,
        taper: session.punctures.taper,
        mouth_radius: 0.5 * session.injury.lesion_width,
        bleed: session.injury.bleed,
    }
}
