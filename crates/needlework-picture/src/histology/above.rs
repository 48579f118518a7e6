//! Punctures from above, as they close.

use crate::PictureError;
use crate::raster::{Canvas, Colour};
use crate::texture::Texture;
use needlework::random::Key;

/// What the surface is like at one moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Surface {
    /// Open share of the living epidermis in a channel, 0 to 1 [-].
    pub open: f64,
    /// Open share of the stratum corneum in a channel, 0 to 1 [-].
    pub barrier_open: f64,
    /// Vasodilation, 1 at rest [-].
    pub vasodilation: f64,
    /// Melanin, relative to phototype III [-].
    pub melanin: f64,
}

/// Draws a patch of skin of a width and height [mm] with punctures `(x, y, mouth radius)` [mm], all in one state.
///
/// An open channel is dark, one that is covered but lacks its horn is red, a shut one is gone.
///
/// # Errors
/// [`PictureError::Size`].
pub fn from_above(
    [width, height]: [f64; 2],
    scale: f64,
    punctures: &[[f64; 3]],
    surface: &Surface,
    key: Key,
) -> Result<Canvas, PictureError> {
    let pixels = |length: f64| (length * scale).round() as usize;
    let mut canvas = Canvas::new(pixels(width), pixels(height), Colour::BLACK)?;
    let texture = Texture::new(key, "picture/above");
    // Skin from light to dark by melanin; the steps are chosen by eye.
    let dark = ((surface.melanin - 0.6) / 1.9).clamp(0.0, 1.0) as f32;
    let skin = Colour::srgb(0xe6bfa2).mixed(Colour::srgb(0x6b4632), dark);
    let flush = Colour::srgb(0xc25a4e).mixed(Colour::srgb(0x5a2a22), dark);
    let redness = (1.0 - 1.0 / surface.vasodilation.max(1.0)).clamp(0.0, 1.0) as f32;
    let columns = canvas.width();
    for (index, pixel) in canvas.pixels_mut().iter_mut().enumerate() {
        let (x, y) = ((index % columns) as f64 / scale, (index / columns) as f64 / scale);
        // Skin lines cross in two directions.
        let bend = 0.12 * texture.smooth(x / 0.9, y / 0.9);
        let line = |turn: f64| {
            let across = (x * turn + y * (1.0 - turn.abs()) + bend) / 0.32;
            let away = (across - across.round()).abs();
            (1.0 - away / 0.1).clamp(0.0, 1.0)
        };
        let relief = 1.0 - 0.1 * line(0.55).max(line(-0.62)) - 0.12 * (texture.fractal(x / 0.5, y / 0.5, 3) - 0.5);
        *pixel = skin.mixed(flush, 0.55 * redness) * relief as f32;
    }
    for [x, y, mouth] in punctures {
        let (px, py) = (x * scale, y * scale);
        canvas.fill_disc(px, py, 3.2 * mouth * scale, flush, 0.5 * redness);
        let barrier = mouth * surface.barrier_open.clamp(0.0, 1.0).sqrt();
        canvas.fill_disc(px, py, 1.25 * barrier * scale, Colour::srgb(0xa63a32), 0.75);
        let open = mouth * surface.open.clamp(0.0, 1.0).sqrt();
        canvas.fill_disc(px, py, open * scale, Colour::srgb(0x4d0f12), 0.92);
    }
    Ok(canvas)
}
