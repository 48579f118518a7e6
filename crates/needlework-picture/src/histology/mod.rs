//! Sections as a histologist would see them.
//!
//! A [`Scene`] holds what the same piece of skin keeps over a course: fibres, places of cells and vessels, shapes of
//! layers. [`Scene::stain`] stains one [`Section`] of it. What of a picture is simulated and
//! what is artistic licence is said in `docs/models/pictures.md`.

mod above;
mod cells;
mod difference;
mod epithelium;
mod moment;
mod scene;
mod sheet;
mod stain;
mod weave;

pub use above::{Surface, from_above};
pub use difference::{Change, GAINED, KEPT, LOST, change_colour, change_limit, draw_scale};
pub use scene::{Scene, View};
pub use sheet::{Layout, caption, mark, name_layers, point_out, sheet};
pub use stain::Stain;

use crate::PictureError;
use crate::raster::{Canvas, Colour};
use crate::section::Section;
use moment::Moment;
use rayon::prelude::*;
use stain::Dyes;

/// The light of the slide that Masson's trichrome and the elastic stain are seen on.
pub const GLASS: u32 = 0xf7_f5_f1;

impl Scene {
    /// Stains one section.
    ///
    /// # Errors
    /// [`PictureError::Mismatch`] for a section of another piece of skin.
    pub fn stain(&self, section: &Section, stain: Stain) -> Result<Canvas, PictureError> {
        if section.anatomy != self.anatomy {
            return Err(PictureError::Mismatch);
        }
        let moment = Moment::new(self, section);
        let dyes = Dyes::new();
        let raster = self.raster;
        let mut canvas = Canvas::new(raster.width, raster.height, Colour::BLACK)?;
        canvas.pixels_mut().par_chunks_mut(raster.width).enumerate().for_each(|(row, pixels)| {
            let z = raster.top + (row as f64 + 0.5) / raster.scale;
            for (column, pixel) in pixels.iter_mut().enumerate() {
                let place = [(column as f64 + 0.5) / raster.scale, z];
                let index = row * raster.width + column;
                *pixel = if stain.absorbs() {
                    stain::density(stain, &dyes, &moment, index, column, place)
                } else {
                    stain::light(stain, &moment, index, column, place)
                };
            }
        });
        if stain.absorbs() {
            cells::draw(&mut canvas, &dyes, &moment);
            let glass = Colour::srgb(GLASS);
            canvas.pixels_mut().par_iter_mut().for_each(|pixel| *pixel = glass.through(*pixel, 1.0));
        }
        canvas.shrunk(self.view.oversampling)
    }
}
