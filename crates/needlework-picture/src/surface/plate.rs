//! A photograph of simulated skin: lit, developed, labelled.

use super::develop::develop;
use super::light::Light;
use super::shade::Stage;
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
    plate_of(&Stage::new(maps, colours), light, words, Side::Left)
}

/// Where on the foot of a plate its words stand. Two plates that are slid over one another have theirs on different sides, so
/// that neither runs into the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Beside the label.
    Left,
    /// Beside the scale bar.
    Right,
}

/// As [`plate`], of maps that several lights fall on, with the words on one side.
///
/// # Errors
/// As [`plate`].
pub fn plate_of(stage: &Stage<'_>, light: Light, words: &str, side: Side) -> Result<Rgb8, PictureError> {
    let mut canvas = develop(&stage.lit(light))?;
    label(&mut canvas, 1.0 / stage.maps().window.spacing, words, side);
    Ok(canvas.to_rgb8())
}

/// Writes label, words and scale bar on a darkened foot of the picture.
pub(super) fn label(canvas: &mut Canvas, pixels_per_mm: f64, words: &str, side: Side) {
    let (width, height) = (canvas.width() as f64, canvas.height() as f64);
    let letter = (0.0155 * width).clamp(7.0, 26.0);
    let foot = 2.6 * letter;
    canvas.fill_rectangle(0.0, height - foot, width, foot, Colour::BLACK, 0.62);
    let baseline = height - 0.8 * letter;
    let ink = Colour::WHITE;
    let bold = Lettering { height: letter, ink, halo: None, bold: true };
    bold.draw(canvas, letter, baseline, Align::Start, LABEL);
    let plain = Lettering { bold: false, ..bold };
    let longest = 0.22 * width;
    match side {
        Side::Left => {
            plain.draw(canvas, 2.4 * letter + 1.06 * text_width(LABEL, letter), baseline, Align::Start, words);
        }
        Side::Right => plain.draw(canvas, width - longest - 2.4 * letter, baseline, Align::End, words),
    }
    scale_bar(
        canvas,
        &ScaleBar {
            right: width - letter,
            bottom: height - 0.5 * letter,
            pixels_per_mm,
            longest,
            letter_height: 0.8 * letter,
            ink,
            halo: None,
        },
    );
}
