//! A photograph of simulated skin: lit, developed, labelled.

use super::develop::develop;
use super::light::Light;
use super::shade::shade;
use crate::PictureError;
use crate::raster::{Align, Canvas, Colour, Lettering, Rgb8, ScaleBar, scale_bar, text_width};
use needlework::surface::SurfaceMaps;
use needlework::surface::optics::ColourTable;

/// What every plate says, so that none can be taken for a photograph of a person.
pub const LABEL: &str = "simulated skin";

/// Photographs maps under a light, with label, words of its own and a scale bar.
///
/// # Errors
/// [`PictureError::Size`] for more pixels than a canvas may have.
pub fn plate(maps: &SurfaceMaps, colours: &ColourTable, light: Light, words: &str) -> Result<Rgb8, PictureError> {
    let mut canvas = develop(&shade(maps, colours, light))?;
    label(&mut canvas, 1.0 / maps.window.spacing, words);
    Ok(canvas.to_rgb8())
}

/// Writes label, words and scale bar on a darkened foot of the picture.
pub(super) fn label(canvas: &mut Canvas, pixels_per_mm: f64, words: &str) {
    let (width, height) = (canvas.width() as f64, canvas.height() as f64);
    let letter = (0.0155 * width).clamp(7.0, 26.0);
    let foot = 2.6 * letter;
    canvas.fill_rectangle(0.0, height - foot, width, foot, Colour::BLACK, 0.62);
    let baseline = height - 0.8 * letter;
    let ink = Colour::WHITE;
    let bold = Lettering { height: letter, ink, halo: None, bold: true };
    bold.draw(canvas, letter, baseline, Align::Start, LABEL);
    let plain = Lettering { bold: false, ..bold };
    plain.draw(canvas, 2.4 * letter + 1.06 * text_width(LABEL, letter), baseline, Align::Start, words);
    scale_bar(
        canvas,
        &ScaleBar {
            right: width - letter,
            bottom: height - 0.5 * letter,
            pixels_per_mm,
            longest: 0.22 * width,
            letter_height: 0.8 * letter,
            ink,
            halo: None,
        },
    );
}
