//! From relief and chromophores to the light that the camera sees.

use super::blur::blur;
use super::coarse::{ADDED, Coarse, FACTOR, SMOOTH};
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
    Stage::new(maps, colours).lit(light)
}

/// Maps made ready for any light: what does not depend on the lamp is worked out once.
pub struct Stage<'a> {
    maps: &'a SurfaceMaps,
    /// Diffuse reflectance, linear sRGB [-].
    albedo: Vec<[f32; 3]>,
    /// How open each point lies to light from all sides [-].
    open: Vec<f32>,
}

impl<'a> Stage<'a> {
    /// Colours and hollows of maps.
    #[must_use]
    pub fn new(maps: &'a SurfaceMaps, colours: &ColourTable) -> Self {
        let mut albedo = vec![[0.0_f32; 3]; maps.height.len()];
        albedo.par_chunks_mut(4096).enumerate().for_each(|(number, albedo)| {
            let first = 4096 * number;
            for (index, albedo) in albedo.iter_mut().enumerate().map(|(index, albedo)| (first + index, albedo)) {
                *albedo = colours.at(maps.melanosomes[index], maps.blood[index], maps.scattering[index]);
            }
        });
        let open = hollows(&maps.height, maps.window.columns, maps.window.spacing as f32);
        Self { maps, albedo, open }
    }

    /// The maps.
    #[must_use]
    pub fn maps(&self) -> &SurfaceMaps {
        self.maps
    }

    /// The light that leaves the skin under a lamp.
    #[must_use]
    pub fn lit(&self, light: Light) -> Radiance {
        let setup = light.setup();
        let maps = self.maps;
        let (columns, rows) = (maps.window.columns, maps.window.rows);
        let spacing = maps.window.spacing as f32;
        let points = maps.height.len();
        let mut seen = vec![0.0_f32; points];
        visible(&maps.height, columns, spacing, &setup, &mut seen);

        let lamp = setup.direction();
        let half = normalised([lamp[0], lamp[1], lamp[2] + 1.0]);
        let fresnel = fresnel(dot(half, lamp));
        let mut irradiance = vec![0.0_f32; points];
        let mut gloss = vec![0.0_f32; points];
        irradiance.par_chunks_mut(columns).zip(gloss.par_chunks_mut(columns)).enumerate().for_each(
            |(row, (light, gloss))| {
                for column in 0..columns {
                    let index = row * columns + column;
                    let normal = normal(&maps.height, columns, rows, row, column, spacing);
                    let facing = dot(normal, lamp).max(0.0);
                    let (lit, open) = (seen[index] * facing / lamp[2], self.open[index]);
                    light[column] = (1.0 - setup.fill) * lit + setup.fill * open * (0.35 + 0.65 * normal[2]);
                    let direct = fresnel * ggx(normal, lamp, half) * lit;
                    gloss[column] =
                        setup.gloss * ((1.0 - setup.fill) * direct + setup.fill * 0.55 * NORMAL_REFLECTION * open);
                }
            },
        );
        drop(seen);
        let spread = Spread::of(&irradiance, columns, spacing);
        // Blood and melanin absorb what travels sideways too; the texture is blurred with the light by half (d'Eon).
        let mut rgb = vec![0.0_f32; 3 * points];
        rgb.par_chunks_mut(3 * columns).enumerate().for_each_init(
            || (Vec::new(), core::array::from_fn::<_, 3, _>(|_| vec![0.0_f32; columns])),
            |(work, wide), (row, line)| {
                for (coarse, wide) in spread.coarse.iter().zip(wide.iter_mut()) {
                    coarse.fine_row(row, work, wide);
                }
                let start = row * columns;
                for (column, rgb) in line.chunks_exact_mut(3).enumerate() {
                    let index = start + column;
                    for channel in 0..3 {
                        let mut light = SHARP[channel] * irradiance[index] + wide[channel][column];
                        for (map, weights) in &spread.fine {
                            light += weights[channel] * map[index];
                        }
                        rgb[channel] = light * self.albedo[index][channel] + gloss[index];
                    }
                }
            },
        );
        Radiance { columns, rows, spacing: maps.window.spacing, rgb }
    }
}

/// Light that has travelled below the surface: each Gaussian on the points that it needs.
struct Spread {
    /// Narrow Gaussians with their weights for red, green and blue.
    fine: Vec<(Vec<f32>, [f32; 3])>,
    /// The weighted sum of the wide ones, red, green and blue.
    coarse: Vec<Coarse>,
}

impl Spread {
    fn of(irradiance: &[f32], columns: usize, spacing: f32) -> Self {
        let mut found = Self { fine: vec![], coarse: vec![] };
        let mut work = Blurred::new(irradiance.to_vec(), columns, spacing);
        for (variance, weights) in DIFFUSION {
            work.widen(variance);
            match &work.coarse {
                None => found.fine.push((work.map.clone(), weights)),
                Some(coarse) => {
                    if found.coarse.is_empty() {
                        let none = || Coarse { values: vec![0.0; coarse.values.len()], ..*coarse };
                        found.coarse = vec![none(), none(), none()];
                    }
                    for (sum, weight) in found.coarse.iter_mut().zip(weights) {
                        for (sum, value) in sum.values.iter_mut().zip(&coarse.values) {
                            *sum += weight * value;
                        }
                    }
                }
            }
        }
        found
    }
}

/// A map that is blurred more and more: each width is reached from the one before, for variances add. Once it is smooth, it
/// goes on on fewer points.
struct Blurred {
    map: Vec<f32>,
    scratch: Vec<f32>,
    columns: usize,
    spacing: f32,
    /// Variance so far [mm²].
    variance: f32,
    coarse: Option<Coarse>,
}

impl Blurred {
    fn new(map: Vec<f32>, columns: usize, spacing: f32) -> Self {
        let scratch = vec![0.0; map.len()];
        Self { map, scratch, columns, spacing, variance: 0.0, coarse: None }
    }

    /// Blurs on to a variance [mm²].
    fn widen(&mut self, variance: f32) {
        if self.coarse.is_none() && self.variance.sqrt() >= SMOOTH * self.spacing {
            let coarse = Coarse::of(&self.map, self.columns);
            self.scratch.truncate(coarse.values.len());
            self.coarse = Some(coarse);
            self.variance += ADDED * self.spacing * self.spacing;
        }
        let more = (variance - self.variance).max(0.0).sqrt() / self.spacing;
        self.variance = variance.max(self.variance);
        match &mut self.coarse {
            Some(coarse) => blur(&mut coarse.values, &mut self.scratch, coarse.columns, more / FACTOR as f32),
            None => blur(&mut self.map, &mut self.scratch, self.columns, more),
        }
    }
}

/// How open each point lies to light from all sides: less in hollows of any of a few widths [-].
fn hollows(height: &[f32], columns: usize, spacing: f32) -> Vec<f32> {
    let mut open = vec![1.0_f32; height.len()];
    let mut work = Blurred::new(height.to_vec(), columns, spacing);
    for width in HOLLOWS {
        work.widen(width * width);
        let rows = open.par_chunks_mut(columns).zip(height.par_chunks(columns)).enumerate();
        rows.for_each_init(
            || (Vec::new(), vec![0.0_f32; columns]),
            |(lines, wide), (row, (open, height))| {
                let around: &[f32] = match &work.coarse {
                    Some(coarse) => {
                        coarse.fine_row(row, lines, wide);
                        wide
                    }
                    None => &work.map[row * columns..(row + 1) * columns],
                };
                for ((open, around), height) in open.iter_mut().zip(around).zip(height) {
                    // Walls that rise by the width of the hollow take about half of the sky.
                    let wall = ((around - height) / width).max(0.0);
                    *open *= 1.0 / (1.0 + 0.9 * wall);
                }
            },
        );
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

/// Share of the light that a smooth surface reflects, by the cosine of the angle at which it falls (Schlick 1994) [-].
fn fresnel(cosine: f32) -> f32 {
    NORMAL_REFLECTION + (1.0 - NORMAL_REFLECTION) * (1.0 - cosine.clamp(0.0, 1.0)).powi(5)
}

/// Reflection of a rough surface seen from above, relative to that of a white board, without the Fresnel factor, which is
/// the same at all points: `π D G/(4 (n·l)(n·v))`.
#[inline(always)]
fn ggx(normal: [f32; 3], lamp: [f32; 3], half: [f32; 3]) -> f32 {
    let alpha = GLOSS_ROUGHNESS * GLOSS_ROUGHNESS;
    let (nl, nv) = (dot(normal, lamp).max(0.02), normal[2].max(0.05));
    let nh = dot(normal, half).max(0.0);
    let spread = nh * nh * (alpha * alpha - 1.0) + 1.0;
    let facets = alpha * alpha / (spread * spread);
    let k = 0.5 * alpha;
    let hidden = (nl / (nl * (1.0 - k) + k)) * (nv / (nv * (1.0 - k) + k));
    facets * hidden / (4.0 * nl * nv)
}

fn dot(a: [f32; 3], b: [f32; 3]) -> f32 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

fn normalised(v: [f32; 3]) -> [f32; 3] {
    let length = dot(v, v).sqrt();
    v.map(|part| part / length)
}
