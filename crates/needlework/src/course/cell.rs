//! One unit cell of a zone through the course, for pictures: the central course, the channel of the median puncture.

use super::draw::Draw;
use super::error::CourseError;
use super::heal::{Patient, exposure};
use super::protocol::{EventKind, Topicals};
use super::sessions::Session;
use super::simulate::patient;
use super::study::Study;
use crate::healing::{Baseline, DERMAL_COUNT, SPECIES_COUNT, Species};
use crate::injury::{Destruction, Injury, PeelModel, destroyed_radius};
use crate::puncture::Penetration;
use crate::skin::Skin;
use crate::space::{Annulus, Axis};
use crate::tissue::{Accuracy, Channel, UnitCell, cell_radius};

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

/// A unit cell of one zone on its way through the course.
#[derive(Clone, Debug)]
pub struct CellRun<'a> {
    study: &'a Study,
    patient: Patient,
    skin: Skin,
    destruction: Destruction,
    cell: UnitCell,
    channel: Channel,
    topicals: Topicals,
    next: usize,
}

impl<'a> CellRun<'a> {
    /// The cell of a zone before the first event; nothing where no needle pierces the zone.
    ///
    /// # Errors
    /// A study that cannot be struck.
    pub fn new(study: &'a Study, zone: usize) -> Result<Option<Self>, CourseError> {
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
        let cell = UnitCell::new(&grid, &patient.parameters, &patient.host, ACCURACY)?;
        Ok(Some(Self {
            study,
            skin: draw.skins[zone].clone(),
            destruction: draw.puncturing.destruction,
            patient,
            cell,
            channel,
            topicals: Topicals::default(),
            next: 0,
        }))
    }

    /// The grid.
    pub fn grid(&self) -> &Annulus {
        self.cell.grid()
    }

    /// The channel of the first session.
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
        &self.skin
    }

    /// The needling sessions, puncture by puncture.
    pub fn sessions(&self) -> &[Session] {
        &self.patient.sessions
    }

    /// Heals until a day; what happens on that day is still to come.
    ///
    /// # Errors
    /// A peel or a laser that no model can use.
    pub fn heal_until(&mut self, day: f64) -> Result<(), CourseError> {
        while let Some(event) = self.study.protocol.events.get(self.next).filter(|event| event.day < day) {
            self.cell.heal_until(event.day)?;
            if event.treats(self.patient.zone) {
                self.happen(self.next)?;
            }
            self.next += 1;
        }
        self.cell.heal_until(day)?;
        Ok(())
    }

    /// One event of the protocol.
    fn happen(&mut self, index: usize) -> Result<(), CourseError> {
        let Some(event) = self.study.protocol.events.get(index) else { return Ok(()) };
        match &event.kind {
            EventKind::Needling(_) => {
                if let Some(session) = self.patient.sessions.iter().find(|session| session.event == index) {
                    self.cell.puncture(&channel(session), &self.destruction);
                }
            }
            EventKind::Laser(laser) => self.cell.burn(&laser.columns),
            EventKind::Peel(peel) => {
                let open = (1.0 - self.barrier()).clamp(0.0, 1.0);
                let injury = peel.injury(open, &self.skin, &self.layers(), &PeelModel::default())?;
                self.injure_evenly(&injury);
            }
            EventKind::Radiofrequency(needles) => {
                let penetration = Penetration::default();
                let injury = needles.injury(&self.skin, &self.layers(), &penetration, &self.destruction)?;
                self.injure_evenly(&injury);
            }
            EventKind::Topicals(topicals) => self.topicals = *topicals,
        }
        let barrier = self.barrier();
        self.cell.apply(exposure(&self.topicals, barrier));
        Ok(())
    }

    /// Mean level of the barrier over the cell [-].
    fn barrier(&self) -> f64 {
        self.cell.mean_levels(0.0, self.cell.grid().depth().length())[Species::Barrier.index()]
    }

    /// Middles of the layers of the cell [mm].
    fn layers(&self) -> Vec<f64> {
        let depth = self.cell.grid().depth();
        (0..depth.cells()).map(|layer| depth.centre(layer)).collect()
    }

    /// An injury that is the same under every part of the surface; its zones are the layers of the cell.
    fn injure_evenly(&mut self, injury: &Injury) {
        self.cell.injure(|_, layer| injury.zones[layer], |_| injury.clone());
    }

    /// Raw value of one unit of level of every species on the present day, in the unit of the species [any].
    pub fn scales(&self) -> [f64; SPECIES_COUNT] {
        let Patient { parameters, host, .. } = &self.patient;
        Baseline::at(parameters, host, self.cell.time()).scales(parameters, host)
    }

    /// Content of a species in every cell, or over every ring for an epidermal one, in its unit.
    pub fn content(&self, species: Species, values: &mut Vec<f32>) {
        let scale = self.scales()[species.index()];
        values.clear();
        if let Some(levels) = self.cell.dermis(species) {
            values.extend(levels.iter().map(|level| (level * scale) as f32));
        } else {
            let place = species.index() - DERMAL_COUNT;
            values.extend(self.cell.epidermis().iter().map(|column| (column[place] * scale) as f32));
        }
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
