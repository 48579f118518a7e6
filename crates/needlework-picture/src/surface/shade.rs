//! From relief and chromophores to the light that the camera sees.

use super::blur::blur;
use super::light::{Light, visible};
use needlework::surface::SurfaceMaps;
use needlework::surface::optics::ColourTable;
use rayon::prelude::*;

/// Diffusion of light in skin as a sum of Gaussians: variance in mm², weight for red, green and blue
/// (d'Eon and Luebke 2007, after the three-layer model of Donner and Jensen 2005).
const DIFFUSION: [(f32, [f32; 3]); 5] = [
    (0.0484, [0.100, 0.336, 0.344]),
    (0.187, [0.118, 0.198, 0.000]),
    (0.567, [0.113, 0.007, 0.007]),
    (1.99, [0.358, 0.004, 0.000]),
    (7.41, [0.078, 0.000, 0.000]),
];

/// Weight of the narrowest Gaussian, 0.0064 mm², which is narrower than a point of the picture.
const SHARP: [f32; 3] = [0.233, 0.455, 0.649];

/// Reflection of the surface at right angles, refractive index 1.4 [-].
const NORMAL_REFLECTION: f32 = 0.028;

/// Roughness of the surface below the points of the picture (GGX α); assumed, 0.25 to 0.5 [-].
const GLOSS_ROUGHNESS: f32 = 0.5;

/// Widths of the hollows whose dimming is worked out [mm].
const HOLLOWS: [f32; 3] = [0.12, 0.45, 1.6];

/// Light that leaves the skin towards the camera, linear sRGB, three values per point; a white board lit alike has 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Radiance {
    /// Points across.
    pub columns: usize,
    /// Points down.
    pub rows: usize,
    /// Distance between points [mm].
    pub spacing: f64,
    /// Red, green and blue of each point, row by row [-].
    pub rgb: Vec<f32>,
}

/// Renders maps under a light.
///
/// `L = ρ(melanin, blood, scattering) · Σ wᵢ G(σᵢ) ∗ E + gloss`, `E = (1 − f) V (n·l)/(e·l) + f A`, with the irradiance
/// `E` of a lamp `l` (share `V` of it visible) and of light from all sides `f` dimmed by hollows `A`, spread below the
/// surface by Gaussians `G`, and GGX reflection at the surface.
#[must_use]
pub fn shade(maps: &SurfaceMaps, colours: &ColourTable, light: Light) -> Radiance {
    let setup = light.setup();
    let (columns, rows) = (maps.window.columns, maps.window.rows);
    let spacing = maps.window.spacing as f32;
    let points = maps.height.len();
    let mut scratch = vec![0.0_f32; points];
    let mut work = vec![0.0_f32; points];

    let open = hollows(&maps.height, columns, spacing, &mut work, &mut scratch);
    let mut seen = vec![0.0_f32; points];
    visible(&maps.height, columns, spacing, &setup, &mut seen);

    let lamp = setup.direction();
    let half = normalised([lamp[0], lamp[1], lamp[2] + 1.0]);
    let mut irradiance = vec![0.0_f32; points];
    let mut gloss = vec![0.0_f32; points];
    irradiance.par_chunks_mut(columns).zip(gloss.par_chunks_mut(columns)).enumerate().for_each(
        |(row, (light, gloss))| {
            for column in 0..columns {
                let index = row * columns + column;
                let normal = normal(&maps.height, columns, rows, row, column, spacing);
                let facing = dot(normal, lamp).max(0.0);
                light[column] = (1.0 - setup.fill) * seen[index] * facing / lamp[2]
                    + setup.fill * open[index] * (0.35 + 0.65 * normal[2]);
                let direct = ggx(normal, lamp, half) * seen[index] * facing / lamp[2];
                gloss[column] =
                    setup.gloss * ((1.0 - setup.fill) * direct + setup.fill * 0.55 * NORMAL_REFLECTION * open[index]);
            }
        },
    );

    // Blood and melanin absorb what travels sideways too; the texture is blurred with the light by half (d'Eon).
    let mut rgb = vec![0.0_f32; 3 * points];
    rgb.par_chunks_mut(3).zip(&irradiance).for_each(|(rgb, light)| {
        for (value, weight) in rgb.iter_mut().zip(SHARP) {
            *value = weight * light;
        }
    });
    work.copy_from_slice(&irradiance);
    let mut before = 0.0;
    for (variance, weights) in DIFFUSION {
        // Each width is reached from the one before: variances add.
        blur(&mut work, &mut scratch, columns, (variance - before).sqrt() / spacing);
        before = variance;
        rgb.par_chunks_mut(3).zip(&work).for_each(|(rgb, light)| {
            for (value, weight) in rgb.iter_mut().zip(weights) {
                *value += weight * light;
            }
        });
    }
    rgb.par_chunks_mut(3 * columns).enumerate().for_each(|(row, line)| {
        for (column, rgb) in line.chunks_exact_mut(3).enumerate() {
            let index = row * columns + column;
            let albedo = colours.at(maps.melanosomes[index], maps.blood[index], maps.scattering[index]);
            for (value, albedo) in rgb.iter_mut().zip(albedo) {
                *value = *value * albedo + gloss[index];
            }
        }
    });
    Radiance { columns, rows, spacing: maps.window.spacing, rgb }
}

/// How open each point lies to light from all sides: less in hollows of any of a few widths [-].
fn hollows(height: &[f32], columns: usize, spacing: f32, work: &mut [f32], scratch: &mut [f32]) -> Vec<f32> {
    let mut open = vec![1.0_f32; height.len()];
    work.copy_from_slice(height);
    let mut before = 0.0;
    for width in HOLLOWS {
        let variance = (width / spacing).powi(2);
        blur(work, scratch, columns, (variance - before).max(0.0).sqrt());
        before = variance;
        open.par_iter_mut().zip(work.par_iter()).zip(height).for_each(|((open, around), height)| {
            // Walls that rise by the width of the hollow take about half of the sky.
            let wall = ((around - height) / width).max(0.0);
            *open *= 1.0 / (1.0 + 0.9 * wall);
        });
    }
    open
}

#[inline(always)]
fn normal(height: &[f32], columns: usize, rows: usize, row: usize, column: usize, spacing: f32) -> [f32; 3] {
    let at = |row: usize, column: usize| height[row * columns + column];
    let (left, right) = (column.saturating_sub(1), (column + 1).min(columns - 1));
    let (up, down) = (row.saturating_sub(1), (row + 1).min(rows - 1));
    let slope = |low: f32, high: f32, steps: usize| (high - low) / (steps.max(1) as f32 * spacing);
    let x = slope(at(row, left), at(row, right), right - left);
    let y = slope(at(up, column), at(down, column), down - up);
    normalised([-x, -y, 1.0])
}

/// Reflection of a rough surface seen from above, relative to that of a white board: `π D F G/(4 (n·l)(n·v))`.
#[inline(always)]
fn ggx(normal: [f32; 3], lamp: [f32; 3], half: [f32; 3]) -> f32 {
    let alpha = GLOSS_ROUGHNESS * GLOSS_ROUGHNESS;
    let (nl, nv) = (dot(normal, lamp).max(0.02), normal[2].max(0.05));
    let nh = dot(normal, half).max(0.0);
    let spread = nh * nh * (alpha * alpha - 1.0) + 1.0;
    let facets = alpha * alpha / (spread * spread);
    let k = 0.5 * alpha;
    let hidden = (nl / (nl * (1.0 - k) + k)) * (nv / (nv * (1.0 - k) + k));
    let grazing = 1.0 - dot(half, lamp).clamp(0.0, 1.0);
    let fresnel = NORMAL_REFLECTION + (1.0 - NORMAL_REFLECTION) * grazing.powi(5);
    facets * hidden * fresnel / (4.0 * nl * nv)
}

fn dot(a: [f32; 3], b: [f32; 3]) -> f32 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

fn normalised(v: [f32; 3]) -> [f32; 3] {
    let length = dot(v, v).sqrt();
    v.map(|part| part / length)
}
