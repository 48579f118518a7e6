//! Peels, lasers and radiofrequency needles of a course as injuries, each on the skin that the events before it left.

use super::draw::Draw;
use super::error::CourseError;
use super::protocol::EventKind;
use super::sessions::Session;
use super::study::Study;
use crate::healing::{Host, Parameters};
use crate::injury::{Injury, PeelDoseParameters, PeelModel, PeelParameters};
use crate::random::Key;
use rand::RngExt;
use rand_distr::StandardNormal;

/// What is uncertain about peels and lasers.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct InsultModel {
    /// Peels.
    pub peel: PeelModel,
    /// Standard scores of core, rim and depth of laser columns; zero in the middle [-].
    pub columns: [f64; 3],
}

impl InsultModel {
    /// Draws every coefficient from its spread.
    pub fn draw(key: Key) -> Self {
        let mut chance = key.stream("insults/parameters", 0);
        let dose = PeelDoseParameters::draw(&mut chance);
        let effect = PeelParameters::draw(&mut chance);
        let columns = core::array::from_fn(|_| chance.sample(StandardNormal));
        Self { peel: PeelModel { dose, effect }, columns }
    }
}

/// Where the acid of a peel into single scars is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Averaged over the zone.
    Zone,
    /// Inside a treated scar.
    Scar,
}

/// The injuries of the peels, lasers and radiofrequency needles of a zone at these depths (mm), by event of the protocol.
///
/// A peel sees the barrier that the earlier events left open. Between events that closes as in the healing network,
/// `u(t) = u₀ exp(-k t)` with `k` by the width of the lesions; topicals that cover the skin are left out of it.
///
/// # Errors
/// A dose, a device or a skin that no model can use.
pub fn insults(
    study: &Study,
    zone: usize,
    draw: &Draw,
    healer: (&Parameters<f64>, &Host<f64>),
    sessions: &[Session],
    place: Place,
    depths: &[f64],
) -> Result<Vec<(usize, Injury)>, CourseError> {
    let Draw { insults: model, puncturing, .. } = draw;
    let skin = draw.skins.get(zone).ok_or(CourseError::UnknownZone { zone, zones: draw.skins.len() })?;
    let mut insults = Vec::new();
    let mut surface = Surface { open: 0.0, width: 1.0, day: 0.0 };
    for (index, event) in study.protocol.events.iter().enumerate().filter(|(_, event)| event.treats(zone)) {
        surface.close(event.day, healer);
        let injury = match &event.kind {
            EventKind::Peel(peel) => {
                let peel = if place == Place::Scar { peel.in_scar() } else { peel.clone() };
                peel.injury(surface.open, skin, depths, &model.peel)?
            }
            EventKind::Laser(laser) => laser.drawn(model.columns).injury(depths)?,
            EventKind::Radiofrequency(needles) => {
                needles.injury(skin, depths, &puncturing.penetration, &puncturing.destruction)?
            }
            EventKind::Needling(_) => {
                if let Some(session) = sessions.iter().find(|session| session.event == index) {
                    surface.open(&session.injury);
                }
                continue;
            }
            EventKind::Topicals(_) => continue,
        };
        surface.open(&injury);
        insults.push((index, injury));
    }
    Ok(insults)
}

/// Whether acid is pressed into single scars of a zone, which are then followed on their own.
pub fn treats_single_scars(study: &Study, zone: usize) -> bool {
    let mut events = study.protocol.events.iter().filter(|event| event.treats(zone));
    events.any(|event| matches!(&event.kind, EventKind::Peel(peel) if peel.spots.is_some()))
}

/// How much of the barrier is open.
struct Surface {
    open: f64,
    width: f64,
    day: f64,
}

impl Surface {
    fn close(&mut self, day: f64, (parameters, host): (&Parameters<f64>, &Host<f64>)) {
        let narrowing = (self.width / parameters.reference_width).powf(-parameters.barrier_width_exponent);
        let rate = parameters.barrier_closure * host.closure * narrowing;
        self.open *= (-rate * (day - self.day)).exp();
        self.day = day;
    }

    fn open(&mut self, injury: &Injury) {
        let opened = injury.open_barrier.max(injury.open_epidermis).min(1.0);
        if opened > 0.0 {
            let before = self.open * self.width.ln();
            self.width = ((before + opened * injury.lesion_width.ln()) / (self.open + opened)).exp();
            self.open = 1.0 - (1.0 - self.open) * (1.0 - opened);
        }
    }
}
