//! What has changed between two days, as a map with a scale.

use crate::PictureError;
use crate::raster::{Align, Canvas, Colour, Lettering, Palette, ScaleBar, indexed_png, scale_bar};
use needlework::surface::SurfaceMaps;
use needlework::surface::optics::ColourTable;
use needlework::surface::optics::colour::{lab, tristimulus_of_rgb};
use rayon::prelude::*;

use super::blur::blur;

/// What a difference map shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Height of the surface [µm].
    Height,
    /// Lightness L* of the skin without its relief [-].
    Lightness,
}

impl Change {
    /// Name with unit, for colour bars and captions.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Height => "change of height [µm]",
            Self::Lightness => "change of lightness L*",
        }
    }

    /// Shortest scale: a change that profilometry or a colorimeter would not see must not fill the map with colour; assumed,
    /// 5 to 20 µm and 0.5 to 2 of L* [any].
    fn shortest_scale(self) -> f64 {
        match self {
            Self::Height => 10.0,
            Self::Lightness => 1.0,
        }
    }
}

/// Width over which a difference is averaged, so that grain does not hide it [mm].
const SMOOTHING: f32 = 0.18;

/// A difference map and what it says.
#[derive(Clone, Debug)]
pub struct Difference {
    /// What it shows.
    pub change: Change,
    /// The picture, a PNG file.
    pub png: Vec<u8>,
    /// Pixels across and down.
    pub size: [usize; 2],
    /// End of the colour scale, the same up and down, in the unit of the change [any].
    pub limit: f64,
    /// Mean over the picture, in the unit of the change [any].
    pub mean: f64,
    /// 5th and 95th percentile over the picture, in the unit of the change [any].
    pub spread: [f64; 2],
}

/// Draws what has changed from `before` to `after`, at every second point.
///
/// # Errors
/// [`PictureError`] where the picture cannot be drawn or encoded.
pub fn difference(
    before: &SurfaceMaps,
    after: &SurfaceMaps,
    change: Change,
    colours: &ColourTable,
    words: &str,
) -> Result<Difference, PictureError> {
    let window = before.window;
    let mut map = match change {
        Change::Height => before
            .height
            .par_iter()
            .zip(&after.height)
            .map(|(before, after)| 1000.0 * (after - before))
            .collect::<Vec<f32>>(),
        Change::Lightness => {
            let lightness = |maps: &SurfaceMaps, index: usize| {
                let rgb = colours.at(maps.melanosomes[index], maps.blood[index], maps.scattering[index]);
                lab(tristimulus_of_rgb(rgb.map(f64::from))).lightness as f32
            };
            (0..before.height.len())
                .into_par_iter()
                .map(|index| lightness(after, index) - lightness(before, index))
                .collect()
        }
    };
    let mut scratch = vec![0.0; map.len()];
    blur(&mut map, &mut scratch, window.columns, SMOOTHING / window.spacing as f32);
    let mean = map.iter().map(|value| f64::from(*value)).sum::<f64>() / map.len().max(1) as f64;
    let mut ranked = map.clone();
    let [low, p05, p95, high] = [0.002, 0.05, 0.95, 0.998].map(|share| quantile(&mut ranked, share));
    let limit = round_limit(low.abs().max(high.abs()).max(change.shortest_scale()));

    let (columns, rows) = (window.columns / 2, window.rows / 2);
    let foot = (0.075 * columns as f64).ceil() as usize;
    let mut canvas = Canvas::new(columns.max(1), (rows + foot).max(1), Colour::WHITE)?;
    for row in 0..rows {
        for (column, pixel) in canvas.row_mut(row).iter_mut().enumerate() {
            let index = 2 * row * window.columns + 2 * column;
            *pixel = ramp(f64::from(map[index]) / limit);
        }
    }
    legend(&mut canvas, rows, foot, change, limit, 0.5 / window.spacing, words);
    let picture = canvas.to_rgb8();
    let palette = Palette::of(&[&picture], 96);
    let png = indexed_png(&palette.map(&picture), &palette)?;
    Ok(Difference { change, png, size: [picture.width, picture.height], limit, mean, spread: [p05, p95] })
}

/// The value below which a share of the values lies; their order is changed [any].
fn quantile(values: &mut [f32], share: f64) -> f64 {
    let place = (share * (values.len().max(1) - 1) as f64) as usize;
    if place < values.len() { f64::from(*values.select_nth_unstable_by(place, f32::total_cmp).1) } else { 0.0 }
}

/// A round end of scale, 1, 2 or 5 times a power of ten.
fn round_limit(most: f64) -> f64 {
    let decade = 10_f64.powf(most.max(f64::MIN_POSITIVE).log10().floor());
    [1.0, 2.0, 5.0, 10.0].map(|step| step * decade).into_iter().find(|limit| *limit >= most).unwrap_or(10.0 * decade)
}

/// Blue below zero, white at it, orange above; both ends are told apart with any colour vision.
fn ramp(value: f64) -> Colour {
    let end = if value < 0.0 { Colour::srgb(0x0b_4f8a) } else { Colour::srgb(0xb3_5806) };
    let middle = if value < 0.0 { Colour::srgb(0x9c_c3e0) } else { Colour::srgb(0xf6_bf7e) };
    let strength = value.abs().min(1.0) as f32;
    if strength < 0.5 {
        Colour::srgb(0xf7_f6f4).mixed(middle, 2.0 * strength)
    } else {
        middle.mixed(end, 2.0 * strength - 1.0)
    }
}

/// Colour bar, its ends, words and scale bar below the map.
fn legend(canvas: &mut Canvas, top: usize, foot: usize, change: Change, limit: f64, pixels_per_mm: f64, words: &str) {
    let (width, height) = (canvas.width() as f64, foot as f64);
    let letter = (0.0165 * width).clamp(6.5, 20.0);
    let ink = Colour::srgb(0x1d_2126);
    let text = Lettering { height: letter, ink, halo: None, bold: false };
    let (left, right) = (0.34 * width, 0.66 * width);
    let upper = top as f64 + 0.16 * height;
    let steps = 64;
    for step in 0..steps {
        let share = (f64::from(step) + 0.5) / f64::from(steps);
        let x = left + (right - left) * f64::from(step) / f64::from(steps);
        canvas.fill_rectangle(
            x,
            upper,
            (right - left) / f64::from(steps) + 0.5,
            0.26 * height,
            ramp(2.0 * share - 1.0),
            1.0,
        );
    }
    let baseline = top as f64 + 0.84 * height;
    for (place, value) in [(left, -limit), (0.5 * (left + right), 0.0), (right, limit)] {
        let label = if value > 0.0 { format!("+{value}") } else { format!("{value}") };
        text.draw(canvas, place, baseline, Align::Middle, &label);
    }
    text.draw(canvas, letter, top as f64 + 0.42 * height, Align::Start, "simulated skin");
    text.draw(canvas, letter, baseline, Align::Start, words);
    text.draw(canvas, width - letter, top as f64 + 0.42 * height, Align::End, change.heading());
    let bar = ScaleBar {
        right: width - letter,
        bottom: top as f64 + 0.88 * height,
        pixels_per_mm,
        longest: 0.16 * width,
        letter_height: 0.8 * letter,
        ink,
        halo: None,
    };
    scale_bar(canvas, &bar);
}
