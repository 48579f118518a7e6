//! Scars of surgery and of burns.

use super::area::Strip;
use super::noise::{fractal, gradient, step};
use crate::concern::{MatureScar, ScarCause};
use crate::outcome::OutcomeParameters;

/// The scar as it is now: what the scales of [`MatureScar`] read, and what is painted.
#[derive(Clone, Copy, Debug)]
struct Look {
    /// Greatest height [mm].
    height: f32,
    /// Blood over that of the skin, less one [-].
    excess: f32,
    /// Melanin over that of the skin, less one [-].
    pigment: f32,
    /// How much of the smooth, stiff surface is left, 1 before treatment [-].
    smooth: f32,
}

/// Puts a scar on a strip. `fill` is the remodelled share [-]; each deviation keeps what the outcome maps leave of it.
pub(super) fn paint(scar: &MatureScar, strip: &mut Strip, fill: f64, seed: u32, c: &OutcomeParameters) {
    let left = |before: f64, share: f64| (before * (1.0 - share.min(1.0) * fill)) as f32;
    let look = Look {
        height: left(scar.height, c.mature_height_share),
        excess: left(scar.redness, c.mature_redness_share),
        pigment: left(scar.pigment, c.mature_pigment_share),
        smooth: left(1.0, c.mature_stiffness_share),
    };
    match scar.cause {
        ScarCause::Surgery => surgical(scar, strip, look, seed),
        ScarCause::Burn => burn(scar, strip, look, seed),
    }
}

/// Distance between stitch marks along a surgical scar; assumed, 4 to 8 mm [mm].
const STITCHES: f32 = 6.0;

/// A band with a sharp edge and the marks of its stitches.
fn surgical(scar: &MatureScar, strip: &mut Strip, look: Look, seed: u32) {
    let Look { height, excess, pigment, smooth } = look;
    let [length, width] = [scar.length as f32, scar.width as f32];
    strip.near([0.0, 0.0], [0.55 * length, 0.55 * length], |strip, index, x, y| {
        // It runs slightly aslant, so that it is seen under any raking light.
        let (along, across) = (0.94 * x + 0.34 * y, 0.94 * y - 0.34 * x);
        if along.abs() > 0.5 * length || across.abs() > 3.0 * width {
            return;
        }
        let bend =
            1.1 * width * gradient(along / (11.0 * width), 0.5, seed) + 0.12 * width * gradient(along / 4.6, 3.5, seed);
        let end = step(0.0, 0.06, 0.5 - (along / length).abs());
        let half = 0.5 * width * end * (1.0 + 0.25 * gradient(along / (3.2 * width), 7.5, seed));
        let off = across - bend;
        let place = off.abs() / half.max(0.03);
        let share = (1.0 - step(0.82, 1.12, place)) * end;
        let ropes = 0.82 + 0.18 * fractal(along / (1.3 * width), off / (0.5 * width), seed ^ 1, 2, 0.5);
        let dome = 1.0 - 0.3 * (place * place).min(1.0);
        strip.height[index] += height * share * ropes * dome;
        strip.texture[index] *= 1.0 - 0.85 * share * smooth;
        strip.melanin[index] *= (1.0 + pigment * share).max(0.0);
        strip.scattering[index] *= 1.0 + 0.1 * share * smooth;
        let halo = 0.25 * (-(off / (1.6 * width)).powi(2)).exp() * end;
        strip.blood[index] *= 1.0 + excess * (share * (0.85 + 0.3 * ropes) + halo);
        // Stitches leave small pits and short bars on both sides.
        let number = (along / STITCHES).round();
        let from_stitch = along - STITCHES * number - 0.5 * gradient(number, 1.5, seed ^ 2);
        let from_pit = off.abs() - 1.25 * width - 0.3;
        let pit = (-(from_stitch * from_stitch + from_pit * from_pit) / 0.18).exp() * end;
        let bar =
            (-(from_stitch * from_stitch) / 0.1).exp() * (1.0 - step(1.0, 1.35, off.abs() / (1.25 * width))) * end;
        strip.height[index] -= 0.45 * height.abs() * pit + 0.12 * height.abs() * bar * (1.0 - share);
        strip.blood[index] *= 1.0 + 0.5 * excess * (pit + 0.35 * bar);
    });
}

/// A broad patch, raised in cords, with mottled colour.
fn burn(scar: &MatureScar, strip: &mut Strip, look: Look, seed: u32) {
    let Look { height, excess, pigment, smooth } = look;
    let [length, width] = [scar.length as f32, scar.width as f32];
    strip.near([0.0, 0.0], [0.9 * length, 0.9 * length], |strip, index, x, y| {
        let (u, v) = (2.0 * (0.97 * x + 0.24 * y) / length, 2.0 * (0.97 * y - 0.24 * x) / width);
        let outline = (u * u + v * v).sqrt() * (1.0 + 0.28 * fractal(u * 1.7 + 3.0, v * 1.7, seed, 3, 0.55));
        let share = 1.0 - step(0.86, 1.02, outline);
        let halo = (1.0 - step(0.95, 1.35, outline)) * 0.22;
        if share + halo <= 0.0 {
            return;
        }
        // Cords run along the line of pull and branch.
        let warp = 1.5 * fractal(x / 9.0, y / 9.0, seed ^ 1, 2, 0.5);
        let ridge = gradient((0.5 * x + warp) / 6.5, (y + 1.2 * warp) / 4.6, seed ^ 2) / 0.42;
        let cords = (-ridge * ridge).exp();
        let lumps = 0.5 + 0.5 * fractal(x / 5.0, y / 4.0, seed ^ 3, 3, 0.5);
        strip.height[index] += height * share * (0.3 + 0.4 * cords + 0.3 * lumps);
        strip.texture[index] *= 1.0 - 0.8 * share * smooth;
        let mottle = fractal(x / 3.4, y / 3.0, seed ^ 4, 3, 0.55);
        strip.melanin[index] *= (1.0 + share * (pigment + smooth * 0.5 * mottle)).max(0.25);
        strip.blood[index] *= 1.0 + excess * (share * (0.75 + 0.45 * cords - 0.4 * mottle).max(0.1) + halo);
        strip.scattering[index] *= 1.0 + 0.12 * share * smooth;
    });
}
