//! Contacts of a pen: every pin touches once per cycle of the drive while the hand moves the cartridge.

use super::contacts::{Contact, bounded, on_patch};
use super::error::PunctureError;
use super::hand::{Pass, pass_length};
use super::punctures::Field;
use crate::device::{Pen, PenTechnique};
use rand::{Rng, RngExt};

pub(super) fn contacts<R: Rng>(
    pen: &Pen,
    technique: &PenTechnique,
    field: &Field,
    stream: &mut R,
) -> Result<Vec<Contact>, PunctureError> {
    let pins = pen.pins.positions();
    let reach = pins.iter().map(|[x, y]| x.hypot(*y)).fold(0.0, f64::max);
    let strokes: f64 = (0..technique.passes)
        .map(|number| technique.frequency * time_for(technique, pass_length(technique, field, number, reach)))
        .sum();
    bounded(strokes * pins.len() as f64)?;
    let per_area = technique.passes as f64 * pen.punctures_per_second(technique.frequency) * technique.time_per_area();
    let expected = field.patch_area() * per_area;

    let mut contacts = Vec::with_capacity(bounded(1.05 * expected + 64.0)?);
    let mut clock = 0.0;
    let mut first_line = 0;
    for number in 0..technique.passes {
        let pass = Pass::new(technique, field, number, reach, stream);
        let duration = time_for(technique, pass.length());
        let mut last_line = 0;
        // The drive is not in step with the hand.
        let mut cycle = stream.random::<f64>();
        while cycle < duration * technique.frequency {
            let time = cycle / technique.frequency;
            let pose = pass.at(travelled(technique, time).min(pass.length()));
            let (sin, cos) = pose.turn.sin_cos();
            for (needle, [x, y]) in pins.iter().enumerate() {
                let place = [pose.place[0] + x * cos - y * sin, pose.place[1] + x * sin + y * cos];
                if on_patch(field, place) {
                    contacts.push(Contact {
                        x: place[0],
                        y: place[1],
                        time: clock + time,
                        needle: needle as u32,
                        stroke: first_line + pose.line,
                    });
                }
            }
            last_line = pose.line;
            cycle += 1.0;
        }
        first_line += last_line + 1;
        clock += duration;
    }
    Ok(contacts)
}

/// Time to follow a length of path, halts included [s].
fn time_for(technique: &PenTechnique, length: f64) -> f64 {
    let halts = technique.dwell.map_or(0.0, |dwell| (length / dwell.every).floor() * dwell.time);
    length / technique.hand_speed + halts
}

/// Length of path covered after a time, halts included [mm].
fn travelled(technique: &PenTechnique, time: f64) -> f64 {
    match technique.dwell {
        None => technique.hand_speed * time,
        Some(dwell) => {
            let glide = dwell.every / technique.hand_speed;
            let cycles = (time / (glide + dwell.time)).floor();
            let rest = time - cycles * (glide + dwell.time);
            cycles * dwell.every + technique.hand_speed * rest.min(glide)
        }
    }
}

/// Time to go over the whole treated area in all passes [s].
pub(super) fn procedure_time(technique: &PenTechnique, field: &Field) -> f64 {
    technique.passes as f64 * field.treated_area * technique.time_per_area()
}
