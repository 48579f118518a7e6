//! Figures of several pictures, with titles, names of layers, scale bars and the mark that all is simulated.

use super::GLASS;
use super::scene::Scene;
use super::stain::Stain;
use crate::PictureError;
use crate::raster::{Align, Canvas, Colour, Lettering, ScaleBar, scale_bar, text_width};

/// How a figure is laid out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Layout {
    /// Pictures side by side.
    pub columns: usize,
    /// Gap between pictures [pixel].
    pub gap: usize,
    /// Height of capitals [pixel].
    pub letters: f64,
    /// Ground of the figure.
    pub ground: Colour,
    /// Colour of letters and bars.
    pub ink: Colour,
}

impl Layout {
    /// The layout for pictures of a stain.
    pub fn of(stain: Stain, columns: usize) -> Self {
        if stain.absorbs() { Self::light(columns) } else { Self::dark(columns) }
    }

    /// Dark letters on the light of the slide.
    pub fn light(columns: usize) -> Self {
        Self { columns, gap: 8, letters: 10.0, ground: Colour::srgb(GLASS), ink: Colour::srgb(0x1d2126) }
    }

    /// Light letters on black.
    pub fn dark(columns: usize) -> Self {
        Self { columns, gap: 8, letters: 10.0, ground: Colour::BLACK, ink: Colour::srgb(0xe6e8ea) }
    }

    /// Letters of this figure; `halo` sets them off a picture.
    pub fn lettering(&self, halo: bool) -> Lettering {
        Lettering { height: self.letters, ink: self.ink, halo: halo.then_some(self.ground), bold: false }
    }
}

/// Writes the title of a picture into its upper left corner and a scale bar into its lower right one.
pub fn caption(canvas: &mut Canvas, layout: &Layout, title: &str, pixels_per_mm: f64) {
    let (width, height) = (canvas.width() as f64, canvas.height() as f64);
    let bold = Lettering { bold: true, ..layout.lettering(true) };
    bold.draw(canvas, 0.8 * layout.letters, 1.9 * layout.letters, Align::Start, title);
    let bar = ScaleBar {
        right: width - 0.8 * layout.letters,
        bottom: height - 0.8 * layout.letters,
        pixels_per_mm,
        longest: 0.3 * width,
        letter_height: layout.letters,
        ink: layout.ink,
        halo: Some(layout.ground),
    };
    scale_bar(canvas, &bar);
}

/// Writes "simulated" into the upper right corner.
pub fn mark(canvas: &mut Canvas, layout: &Layout) {
    let x = canvas.width() as f64 - 0.8 * layout.letters;
    layout.lettering(true).draw(canvas, x, 1.9 * layout.letters, Align::End, "simulated");
}

/// Lays pictures out in rows.
///
/// # Errors
/// [`PictureError::NoFrames`] without pictures, [`PictureError::Size`] for a figure that is too large.
pub fn sheet(pictures: &[Canvas], layout: &Layout) -> Result<Canvas, PictureError> {
    let first = pictures.first().ok_or(PictureError::NoFrames)?;
    let columns = layout.columns.clamp(1, pictures.len());
    let rows = pictures.len().div_ceil(columns);
    let (width, height) = (first.width() + layout.gap, first.height() + layout.gap);
    let mut figure = Canvas::new(columns * width - layout.gap, rows * height - layout.gap, layout.ground)?;
    for (index, picture) in pictures.iter().enumerate() {
        figure.paste(picture, (index % columns) * width, (index / columns) * height);
    }
    Ok(figure)
}

/// Widens a picture to the right and names the layers there, each with a line to it.
///
/// # Errors
/// [`PictureError::Size`] for a figure that is too large.
pub fn name_layers(picture: &Canvas, scene: &Scene, layout: &Layout) -> Result<Canvas, PictureError> {
    const REACH: f64 = 0.012;
    let letters = layout.lettering(false);
    let (scale, top) = (scene.view.scale, scene.raster.top);
    let right = picture.width() as f64;
    let edge = right / scale;
    let lines = scene.lines_at(edge);
    let layers = &scene.anatomy.layers;
    let bottom = top + picture.height() as f64 / scale;
    let middle = |from: f64, to: f64| 0.5 * (from + to.min(bottom));
    let names = [
        ("stratum corneum", lines.surface - 0.5 * layers.stratum_corneum),
        ("epidermis", middle(lines.surface, lines.junction)),
        ("papillary dermis", middle(lines.junction, lines.papillary)),
        ("reticular dermis", middle(lines.papillary, lines.dermis)),
        ("hypodermis", middle(lines.dermis, bottom + 1.0)),
    ];
    let longest = names.iter().map(|(name, _)| text_width(name, layout.letters)).fold(0.0, f64::max);
    let margin = longest + 4.2 * layout.letters;
    let mut figure = Canvas::new(picture.width() + margin.ceil() as usize, picture.height(), layout.ground)?;
    figure.paste(picture, 0, 0);
    let mut lowest = 0.0;
    for (name, z) in names.into_iter().filter(|(_, z)| *z < bottom - 0.01) {
        let y = (z - top) * scale;
        // Names of thin layers are spread so that they do not touch.
        let beside = f64::max(y, lowest + 1.9 * layout.letters);
        lowest = beside;
        let start = right + 3.2 * layout.letters;
        let thin = (0.12 * layout.letters).max(1.0);
        figure.line([right - REACH * scale, y], [right + 0.6 * layout.letters, y], thin, layout.ink, 0.9);
        figure.line([right + 0.6 * layout.letters, y], [start - 0.6 * layout.letters, beside], thin, layout.ink, 0.9);
        letters.draw(&mut figure, start, beside + 0.5 * layout.letters, Align::Start, name);
    }
    Ok(figure)
}

/// Names a place of a picture: a line from it to the word beside it, to the right unless that leaves the picture.
pub fn point_out(canvas: &mut Canvas, scene: &Scene, layout: &Layout, [x, z]: [f64; 2], name: &str) {
    let (px, py) = (x * scene.view.scale, (z - scene.raster.top) * scene.view.scale);
    let width = text_width(name, layout.letters);
    let reach = 3.0 * layout.letters;
    let fits = px + reach + width + layout.letters < canvas.width() as f64;
    // To the left as far as the picture goes; a word that fits on neither side crosses its place.
    let left = (px - reach).max(width + layout.letters);
    let (end, align) = if fits { (px + reach, Align::Start) } else { (left, Align::End) };
    let y = py - 1.2 * layout.letters;
    canvas.line([px, py], [end, y], 0.5 * layout.letters, layout.ground, 0.7);
    canvas.line([px, py], [end, y], (0.14 * layout.letters).max(1.2), layout.ink, 1.0);
    canvas.fill_disc(px, py, 0.26 * layout.letters, layout.ink, 1.0);
    let gap = if fits { 0.4 } else { -0.4 } * layout.letters;
    layout.lettering(true).draw(canvas, end + gap, y + 0.4 * layout.letters, align, name);
}
