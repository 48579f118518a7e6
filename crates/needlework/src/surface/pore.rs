//! Pores: a scatter of small funnels.

use super::area::Strip;
use super::noise::{gradient, hash, mix, step, unit};

/// The pores of a site. They lie on a jittered lattice, so that any part of the skin can be worked out alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pores {
    /// Median diameter before treatment [mm].
    pub diameter: f64,
    /// Number per area [1/mm²].
    pub density: f64,
    /// Depth over diameter [-].
    pub depth_ratio: f64,
    /// Length over width [-].
    pub stretch: f64,
    pub(super) seed: u32,
}

/// Standard deviation of ln(diameter) between pores; assumed, 0.2 to 0.4 [-].
const SPREAD: f64 = 0.28;

impl Pores {
    /// Pores that take up a share of the surface: `n = share/(π/4 · E[d²])` with log-normal diameters.
    #[must_use]
    pub fn new(share: f64, diameter: f64, depth_ratio: f64, stretch: f64, seed: u32) -> Self {
        let mean_square = diameter * diameter * (2.0 * SPREAD * SPREAD).exp();
        let density = share / (0.25 * core::f64::consts::PI * mean_square);
        Self { diameter, density, depth_ratio, stretch, seed }
    }

    /// Diameter of one pore of the lattice [mm].
    fn size(&self, h: u32) -> f32 {
        // Sum of three uniforms: near enough to normal, and bounded.
        let third = |salt: u32| unit(mix(17, salt, h)) - 0.5;
        let score = 2.0 * (third(1) + third(2) + third(3));
        self.diameter as f32 * (SPREAD as f32 * score).exp()
    }

    pub(super) fn paint(&self, strip: &mut Strip, area: f64) {
        if self.density <= 0.0 {
            return;
        }
        let cell = (1.0 / self.density).sqrt();
        let shrink = area.max(0.0).sqrt() as f32;
        let [top, bottom] = strip.span();
        let index = |place: f64| (place / cell).floor() as i32;
        let right = strip.window.left + strip.window.size()[0];
        for row in index(top) - 1..=index(bottom) + 1 {
            for column in index(strip.window.left) - 1..=index(right) + 1 {
                let h = hash(column, row, self.seed);
                let offset = |salt: u32| 0.5 + 0.92 * (unit(h.wrapping_mul(salt) ^ 0x5bd1_e995) - 0.5);
                let centre = [
                    (cell * (f64::from(column) + f64::from(offset(0x27d4_eb2f)))) as f32,
                    (cell * (f64::from(row) + f64::from(offset(0x1656_67b1)))) as f32,
                ];
                self.one(strip, centre, self.size(h) * shrink, h);
            }
        }
    }

    fn one(&self, strip: &mut Strip, centre: [f32; 2], diameter: f32, h: u32) {
        let radius = 0.5 * diameter;
        let depth = self.depth_ratio as f32 * diameter;
        let stretch = self.stretch as f32;
        let angle = 0.5 * (unit(h ^ 0x33) - 0.5) + 0.9;
        let (sin, cos) = angle.sin_cos();
        let reach = 3.6 * radius * stretch;
        let plug = unit(h.wrapping_mul(0xc2b2_ae35));
        strip.near(centre, [reach, reach], |strip, index, x, y| {
            let (u, v) = ((x * cos + y * sin) / stretch.sqrt(), (y * cos - x * sin) * stretch.sqrt());
            let place = (u * u + v * v).sqrt() / radius * (1.0 + 0.3 * gradient(1.5 * u / radius, 1.5 * v / radius, h));
            let funnel = 1.0 - step(0.05, 1.3, place);
            let brim = (-(place - 1.5) * (place - 1.5) / 0.18).exp();
            // A shallow dimple round the funnel makes the peel of an orange.
            let dimple = (-0.3 * place * place).exp();
            strip.height[index] -= depth * (0.7 * funnel + 0.3 * dimple - 0.08 * brim);
            // Some hold a dark plug; the wall of a funnel sends less light back.
            strip.melanin[index] *= 1.0 + funnel * (0.12 + 0.55 * plug * plug);
            strip.blood[index] *= 1.0 + 0.2 * funnel + 0.08 * brim;
            strip.scattering[index] *= 1.0 - 0.15 * funnel;
        });
    }
}
