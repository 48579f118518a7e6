//! From light to a picture.

use super::shade::Radiance;
use crate::PictureError;
use crate::raster::{Canvas, Colour};
use rayon::prelude::*;

/// Exposure: what a white board would have, on a scale where 1 is the end of the film [-].
const EXPOSURE: f32 = 1.05;

/// Light above which highlights roll off [-].
const SHOULDER: f32 = 0.7;

/// Puts the light on a canvas. Highlights roll off; no other tone curve is laid over it.
///
/// # Errors
/// [`PictureError::Size`] for more pixels than a canvas may have.
pub fn develop(radiance: &Radiance) -> Result<Canvas, PictureError> {
    let mut canvas = Canvas::new(radiance.columns, radiance.rows, Colour::BLACK)?;
    canvas.pixels_mut().par_chunks_mut(4096).zip(radiance.rgb.par_chunks(3 * 4096)).for_each(|(pixels, light)| {
        for (pixel, light) in pixels.iter_mut().zip(light.chunks_exact(3)) {
            *pixel = Colour { red: exposed(light[0]), green: exposed(light[1]), blue: exposed(light[2]) };
        }
    });
    Ok(canvas)
}

/// Straight up to the shoulder, then bent towards 1.
fn exposed(light: f32) -> f32 {
    let light = EXPOSURE * light.max(0.0);
    let room = 1.0 - SHOULDER;
    if light > SHOULDER { SHOULDER + room * (1.0 - (-(light - SHOULDER) / room).exp()) } else { light }
}
