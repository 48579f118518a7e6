//! Contacts of a stamp: placements side by side, turned and shifted at random from pass to pass.

use super::contacts::{Contact, Frame, bounded, on_patch};
use super::error::PunctureError;
use super::punctures::Field;
use crate::device::{Stamp, StampTechnique};
use rand::{Rng, RngExt};
use rand_distr::StandardNormal;
use std::f64::consts::TAU;

pub(super) fn contacts<R: Rng>(
    stamp: &Stamp,
    technique: &StampTechnique,
    field: &Field,
    stream: &mut R,
) -> Result<Vec<Contact>, PunctureError> {
    let [step_x, step_y] = technique.step(stamp);
    let passes = technique.passes as f64;
    let middle = [stamp.columns, stamp.rows].map(|count| 0.5 * count as f64 * stamp.spacing);
    let reach = 3.0 * technique.jitter;
    // A square with the diagonal of the patch holds the patch at any turn.
    let side = field.patch_width.hypot(field.patch_height) + 2.0 * reach;
    let placements = (side / step_x + 2.0) * (side / step_y + 2.0) * passes;
    bounded(placements * stamp.needle_count() as f64)?;

    let expected = field.patch_area() * passes * stamp.needle_count() as f64 / (step_x * step_y);
    let mut contacts = Vec::with_capacity(bounded(1.05 * expected + 64.0)?);
    let mut placement = 0_u32;
    for _ in 0..technique.passes {
        let frame = Frame::new(field, TAU * stream.random::<f64>());
        let first_column = -frame.along - reach - step_x * stream.random::<f64>();
        let mut row = -frame.across - reach - step_y * stream.random::<f64>();
        while row < frame.across + reach {
            let mut column = first_column;
            while column < frame.along + reach {
                let shift: [f64; 2] = [stream.sample(StandardNormal), stream.sample(StandardNormal)];
                // A stamp that is set down beside its place is also set down askew: its edge misses by as much.
                let askew: f64 = technique.jitter * stream.sample::<f64, _>(StandardNormal) / middle[0].max(middle[1]);
                let (sin, cos) = askew.sin_cos();
                for needle in 0..stamp.needle_count() {
                    let (i, j) = (needle % stamp.columns, needle / stamp.columns);
                    let [x, y] =
                        [(i as f64 + 0.5) * stamp.spacing - middle[0], (j as f64 + 0.5) * stamp.spacing - middle[1]];
                    let place = frame.place(
                        column + middle[0] + x * cos - y * sin + technique.jitter * shift[0],
                        row + middle[1] + x * sin + y * cos + technique.jitter * shift[1],
                    );
                    if on_patch(field, place) {
                        contacts.push(Contact {
                            x: place[0],
                            y: place[1],
                            time: f64::from(placement) * technique.time_per_placement,
                            needle: needle as u32,
                            stroke: placement,
                        });
                    }
                }
                placement += 1;
                column += step_x;
            }
            row += step_y;
        }
    }
    Ok(contacts)
}

/// Time to stamp the whole treated area [s].
pub(super) fn procedure_time(stamp: &Stamp, technique: &StampTechnique, field: &Field) -> f64 {
    let [step_x, step_y] = technique.step(stamp);
    let placements = (field.treated_area / (step_x * step_y)).max(1.0);
    technique.passes as f64 * placements * technique.time_per_placement
}
