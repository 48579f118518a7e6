//! What changed: collagen now against collagen before, in colours.

use super::moment::{Moment, Part};
use super::scene::Scene;
use crate::PictureError;
use crate::raster::{Align, Canvas, Colour, Lettering};
use crate::section::Section;
use rayon::prelude::*;

/// Blue through near-white to rust: told apart without red and green.
const RAMP: [u32; 9] = [0x1f4e8c, 0x4a7fb5, 0x86aed1, 0xc2d7e8, 0xf4f2ee, 0xedcfb9, 0xdda17d, 0xc06e48, 0x8f3f22];
/// Open channels and clot.
const WOUND: u32 = 0x4a4a4a;
/// Everything that is not dermis.
const OTHER: u32 = 0xd9d6cf;

/// The colour of a change on a scale that ends at `limit` to either side.
pub fn change_colour(change: f64, limit: f64) -> Colour {
    let along = 4.0 + 4.0 * (change / limit).clamp(-1.0, 1.0);
    let stop = |index: usize| Colour::srgb(RAMP.get(index).copied().unwrap_or(RAMP[4]));
    let below = (along.floor() as usize).min(7);
    stop(below).mixed(stop(below + 1), (along - below as f64) as f32)
}

/// The largest change of collagen between sections and the one before treatment, rounded up to 1, 2 or 5 times a power of
/// ten; a fraction of young collagen [-].
pub fn change_limit(before: &Section, after: &[&Section]) -> f64 {
    const STEPS: usize = 60;
    let (width, depth) = (before.content.width(), before.content.depth());
    let mut largest = 0.0_f64;
    for node in 0..STEPS * STEPS {
        let x = width * (node % STEPS) as f64 / (STEPS - 1) as f64;
        let z = depth * (node / STEPS) as f64 / (STEPS - 1) as f64;
        let start = before.content.at(x, z).collagen();
        for section in after {
            largest = largest.max(f64::from((section.content.at(x, z).collagen() - start).abs()));
        }
    }
    let decade = 10_f64.powf(largest.max(1e-3).log10().floor());
    [1.0, 2.0, 5.0, 10.0].map(|step| step * decade).into_iter().find(|limit| *limit >= largest).unwrap_or(largest)
}

impl Scene {
    /// The change of total collagen since `before`, in fractions of the collagen of young dermis, on a scale that ends at
    /// `limit` [-].
    ///
    /// # Errors
    /// [`PictureError::Mismatch`] for sections of different pieces of skin.
    pub fn difference(&self, before: &Section, after: &Section, limit: f64) -> Result<Canvas, PictureError> {
        before.check_same_place(after)?;
        if after.anatomy != self.anatomy {
            return Err(PictureError::Mismatch);
        }
        let moment = Moment::new(self, after);
        let raster = self.raster;
        let ground = Colour::srgb(super::GLASS);
        let (other, wound) = (Colour::srgb(OTHER), Colour::srgb(WOUND));
        let mut canvas = Canvas::new(raster.width, raster.height, ground)?;
        canvas.pixels_mut().par_chunks_mut(raster.width).enumerate().for_each(|(row, pixels)| {
            let z = raster.top + (row as f64 + 0.5) / raster.scale;
            for (column, pixel) in pixels.iter_mut().enumerate() {
                let x = (column as f64 + 0.5) / raster.scale;
                *pixel = match moment.part(column, x, z) {
                    Part::Glass => ground,
                    Part::Crust | Part::Lumen { .. } => wound,
                    Part::Corneum { .. } | Part::Epidermis { .. } | Part::Hypodermis => other,
                    Part::Dermis { .. } => {
                        let change = after.content.at(x, z).collagen() - before.content.at(x, z).collagen();
                        let fibre = self.bundles.get(row * raster.width + column).copied().unwrap_or_default();
                        // A trace of the fibres keeps the eye in the tissue.
                        let trace = if fibre.rank > 0.55 { 0.9 } else { 1.0 };
                        change_colour(f64::from(change), limit) * trace
                    }
                };
            }
        });
        canvas.shrunk(self.view.oversampling)
    }
}

/// Draws the scale of a difference picture: a bar with its ends and its middle named in per cent.
pub fn draw_scale(canvas: &mut Canvas, [x, y]: [f64; 2], [width, height]: [f64; 2], limit: f64, letters: Lettering) {
    let steps = width.max(1.0) as usize;
    for step in 0..steps {
        let change = limit * (2.0 * (step as f64 + 0.5) / steps as f64 - 1.0);
        canvas.fill_rectangle(x + step as f64, y, 1.0, height, change_colour(change, limit), 1.0);
    }
    let below = y + height + 1.7 * letters.height;
    let per_cent = 100.0 * limit;
    let digits = usize::from(per_cent < 1.0);
    letters.draw(canvas, x, below, Align::Start, &format!("–{per_cent:.digits$} %"));
    letters.draw(canvas, x + 0.5 * width, below, Align::Middle, "0");
    letters.draw(canvas, x + width, below, Align::End, &format!("+{per_cent:.digits$} %"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ramp_has_its_middle_at_no_change() {
        assert_eq!(change_colour(0.0, 0.1).to_srgb(), Colour::srgb(0xf4f2ee).to_srgb());
        assert_eq!(change_colour(9.0, 0.1).to_srgb(), Colour::srgb(0x8f3f22).to_srgb());
        assert_eq!(change_colour(-9.0, 0.1).to_srgb(), Colour::srgb(0x1f4e8c).to_srgb());
    }
}
