//! What changed: collagen now against collagen before, in colours.

use super::moment::{Moment, Part};
use super::scene::Scene;
use super::stain::{areas, stained};
use crate::PictureError;
use crate::raster::{Align, Canvas, Colour, Lettering};
use crate::section::{Field, Section};
use rayon::prelude::*;

/// Blue through near-white to rust: told apart without red and green.
const RAMP: [u32; 9] = [0x1f4e8c, 0x4a7fb5, 0x86aed1, 0xc2d7e8, 0xf4f2ee, 0xedcfb9, 0xdda17d, 0xc06e48, 0x8f3f22];
/// Open channels and clot.
const WOUND: u32 = 0x4a4a4a;
/// Everything that is not dermis.
const OTHER: u32 = 0xd9d6cf;
/// Round the dermis in pictures on black: glass, what is not dermis, open channels and crust.
const NIGHT: [u32; 3] = [0x00_0000, 0x2c2d31, 0xb9b9b9];

/// The colour of a change on a scale that ends at `limit` to either side.
pub fn change_colour(change: f64, limit: f64) -> Colour {
    let along = 4.0 + 4.0 * (change / limit).clamp(-1.0, 1.0);
    let stop = |index: usize| Colour::srgb(RAMP.get(index).copied().unwrap_or(RAMP[4]));
    let below = (along.floor() as usize).min(7);
    stop(below).mixed(stop(below + 1), (along - below as f64) as f32)
}

/// What of the collagen a map of changes compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Total collagen, in fractions of that of young dermis.
    Collagen,
    /// The share of collagen III in all collagen, in fractions of all collagen.
    ShareOfIii,
}

impl Change {
    fn at(self, section: &Section, x: f64, z: f64) -> f32 {
        let place = section.content.at(x, z);
        match self {
            Self::Collagen => place.collagen(),
            Self::ShareOfIii => place.value(Field::CollagenIii) / place.collagen().max(1e-6),
        }
    }

    /// The change from one section to another at a place `(x, z)` [-].
    pub fn between(self, before: &Section, after: &Section, [x, z]: [f64; 2]) -> f64 {
        f64::from(self.at(after, x, z) - self.at(before, x, z))
    }
}

/// The end of a scale for changes between sections and the one before treatment: 1, 2 or 5 times a power of ten, so that
/// all but the outermost hundredth of the dermis lies within it [-].
pub fn change_limit(change: Change, before: &Section, after: &[&Section]) -> f64 {
    const STEPS: usize = 60;
    let (width, depth) = (before.content.width(), before.content.depth().min(before.anatomy.layers.skin()));
    let top = before.anatomy.layers.epidermis();
    let mut changes: Vec<f64> = Vec::with_capacity(after.len() * STEPS * STEPS);
    for section in after {
        changes.extend((0..STEPS * STEPS).map(|node| {
            let x = width * (node % STEPS) as f64 / (STEPS - 1) as f64;
            let z = top + (depth - top) * (node / STEPS) as f64 / (STEPS - 1) as f64;
            change.between(before, section, [x, z]).abs()
        }));
    }
    changes.sort_by(f64::total_cmp);
    let last = changes.len().saturating_sub(1);
    let largest = changes.get(last - last / 100).copied().unwrap_or(0.0).max(1e-3);
    let decade = 10_f64.powf(largest.log10().floor());
    // A hair above a step does not call for the next one.
    [1.0, 2.0, 5.0, 10.0].map(|step| step * decade).into_iter().find(|limit| 1.02 * limit >= largest).unwrap_or(largest)
}

/// Collagen that was not there before, in the pictures of [`Scene::gained`]: cross-linked collagen I, collagen I before
/// cross-linking, collagen III. Told apart without red and green.
pub const GAINED: [u32; 3] = [0xe8632a, 0xffd23f, 0x4fb6f2];
/// Fibres that were there before.
pub const KEPT: u32 = 0x43454c;
/// Fibres that are gone.
pub const LOST: u32 = 0x857b93;
/// Dermis between fibres.
const BETWEEN: u32 = 0x1c1d21;

impl Scene {
    /// A change since `before` on a scale that ends at `limit` [-].
    ///
    /// # Errors
    /// [`PictureError::Mismatch`] for sections of different pieces of skin.
    pub fn difference(
        &self,
        change: Change,
        before: &Section,
        after: &Section,
        limit: f64,
    ) -> Result<Canvas, PictureError> {
        self.compared(before, after, [super::GLASS, OTHER, WOUND], |index, [x, z]| {
            let fibre = self.bundles.get(index).copied().unwrap_or_default();
            // A trace of the fibres keeps the eye in the tissue.
            let trace = if fibre.rank > 0.55 { 0.9 } else { 1.0 };
            change_colour(change.between(before, after, [x, z]), limit) * trace
        })
    }

    /// Fibre by fibre what was gained and lost since `before`: what the stains colour now and did not colour then, by kind
    /// of collagen; what they coloured then and do not now; the rest dark.
    ///
    /// The area of each kind is proportional to its gain in content, as in the stains.
    ///
    /// # Errors
    /// [`PictureError::Mismatch`] for sections of different pieces of skin.
    pub fn gained(&self, before: &Section, after: &Section) -> Result<Canvas, PictureError> {
        let gained = GAINED.map(Colour::srgb);
        let [kept, lost, between] = [KEPT, LOST, BETWEEN].map(Colour::srgb);
        self.compared(before, after, NIGHT, |index, [x, z]| {
            let (then, now) = (areas(before.content.at(x, z)), areas(after.content.at(x, z)));
            // From the fibres at the back to those in front.
            let networks = [&self.bundles, &self.young, &self.fine];
            let stains = |kind: usize, areas: [f32; 3]| {
                let fibre = networks[kind].get(index).copied().unwrap_or_default();
                stained(fibre, areas[kind]) > 0.0
            };
            let mut colour = between;
            if (0..3).any(|kind| stains(kind, then) && stains(kind, now)) {
                colour = kept;
            } else if (0..3).any(|kind| stains(kind, then)) {
                colour = lost;
            }
            for (kind, new) in gained.into_iter().enumerate() {
                if stains(kind, now) && !stains(kind, then) {
                    colour = new;
                }
            }
            colour
        })
    }

    /// A comparison of two moments: `around` the colours of glass, other tissue and wounds, `dermis` that of a dermal place
    /// by its pixel.
    fn compared(
        &self,
        before: &Section,
        after: &Section,
        around: [u32; 3],
        dermis: impl Fn(usize, [f64; 2]) -> Colour + Sync,
    ) -> Result<Canvas, PictureError> {
        before.check_same_place(after)?;
        if after.anatomy != self.anatomy {
            return Err(PictureError::Mismatch);
        }
        let moment = Moment::new(self, after);
        let raster = self.raster;
        let [ground, other, wound] = around.map(Colour::srgb);
        let mut canvas = Canvas::new(raster.width, raster.height, ground)?;
        canvas.pixels_mut().par_chunks_mut(raster.width).enumerate().for_each(|(row, pixels)| {
            let z = raster.top + (row as f64 + 0.5) / raster.scale;
            for (column, pixel) in pixels.iter_mut().enumerate() {
                let x = (column as f64 + 0.5) / raster.scale;
                *pixel = match moment.part(column, x, z) {
                    Part::Glass => ground,
                    Part::Crust | Part::Lumen { .. } => wound,
                    Part::Corneum { .. } | Part::Epidermis { .. } | Part::Hypodermis => other,
                    Part::Dermis { .. } => dermis(row * raster.width + column, [x, z]),
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
    let digits = usize::from(per_cent < 0.95);
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
