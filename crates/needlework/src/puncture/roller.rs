//! Contacts of a drum that rolls without slip.
//!
//! In one strip the needles of a ring touch every `π·D/n` along the direction of rolling; the phase of the drum is
//! random in every strip because the hand lifts it and sets it down anywhere. The sideways place of the first strip
//! of a pass is random over one drum width, and strips lie side by side.

use super::contacts::{Contact, Frame, bounded, on_patch};
use super::depth::Penetration;
use super::error::PunctureError;
use super::punctures::Field;
use crate::device::{Roller, RollerTechnique};
use rand::{Rng, RngExt};
use rand_distr::StandardNormal;

/// Standard deviations of the sideways jitter that strips are laid beyond the patch for.
const JITTER_MARGIN: f64 = 3.0;

pub(super) fn contacts<R: Rng>(
    roller: &Roller,
    technique: &RollerTechnique,
    field: &Field,
    model: &Penetration,
    stream: &mut R,
) -> Result<Vec<Contact>, PunctureError> {
    let margin = JITTER_MARGIN * technique.lateral_jitter;
    let region = |direction: &f64| {
        let frame = Frame::new(field, *direction);
        (2.0 * frame.along + roller.pitch()) * (2.0 * (frame.across + margin) + 2.0 * roller.drum_width)
    };
    let area: f64 = technique.directions.iter().map(region).sum();
    bounded(area * technique.passes_per_direction as f64 * roller.density_per_pass())?;

    let expected = field.patch_area() * technique.passes() as f64 * roller.density_per_pass();
    let mut contacts = Vec::with_capacity(bounded(1.05 * expected + 64.0)?);
    let mut clock = 0.0;
    let mut stroke = 0;
    for direction in &technique.directions {
        let frame = Frame::new(field, *direction);
        for _ in 0..technique.passes_per_direction {
            let offset = roller.drum_width * stream.random::<f64>();
            let mut edge = -frame.across - margin - offset;
            while edge < frame.across + margin {
                let sideways: f64 = stream.sample(StandardNormal);
                let strip = Strip {
                    edge: edge + technique.lateral_jitter * sideways,
                    phase: roller.pitch() * stream.random::<f64>(),
                    first_needle: stream.random_range(0..roller.needles_per_ring),
                    start: clock,
                    // The hand rolls to and fro.
                    backwards: stroke % 2 == 1,
                    stroke,
                };
                let first = contacts.len();
                strip.roll(roller, technique, &frame, field, &mut contacts);
                contacts[first..].sort_by(|a: &Contact, b| a.time.total_cmp(&b.time));
                clock += 2.0 * frame.along / technique.speed + model.turn_time;
                edge += roller.drum_width;
                stroke += 1;
            }
        }
    }
    Ok(contacts)
}

/// One strip rolled across the patch.
struct Strip {
    /// Sideways place of the edge of the drum [mm].
    edge: f64,
    /// Place of the first contact of the first ring [mm].
    phase: f64,
    first_needle: usize,
    start: f64,
    backwards: bool,
    stroke: u32,
}

impl Strip {
    fn roll(
        &self,
        roller: &Roller,
        technique: &RollerTechnique,
        frame: &Frame,
        field: &Field,
        contacts: &mut Vec<Contact>,
    ) {
        let pitch = roller.pitch();
        for ring in 0..roller.rings {
            let across = self.edge + (ring as f64 + 0.5) * roller.ring_spacing();
            if across.abs() > frame.across {
                continue;
            }
            let mut rolled = (self.phase + roller.stagger * ring as f64 * pitch) % pitch;
            let mut needle = self.first_needle;
            while rolled <= 2.0 * frame.along {
                let along = if self.backwards { frame.along - rolled } else { rolled - frame.along };
                let place = frame.place(along, across);
                if on_patch(field, place) {
                    contacts.push(Contact {
                        x: place[0],
                        y: place[1],
                        time: self.start + rolled / technique.speed,
                        needle: (ring * roller.needles_per_ring + needle) as u32,
                        stroke: self.stroke,
                    });
                }
                needle = (needle + 1) % roller.needles_per_ring;
                rolled += pitch;
            }
        }
    }
}

/// Time to roll the whole treated area [s]: strokes as long as the side of a square of that area.
pub(super) fn procedure_time(roller: &Roller, technique: &RollerTechnique, field: &Field, model: &Penetration) -> f64 {
    let side = field.treated_area.sqrt();
    let strokes = technique.passes() as f64 * (side / roller.drum_width).max(1.0);
    strokes * (side / technique.speed + model.turn_time)
}
