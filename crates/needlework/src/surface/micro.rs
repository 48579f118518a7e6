//! The fine relief of untouched skin: a net of primary furrows with finer ones between, and grain.

use super::noise::{cells, fractal, gradient};
use super::site::SiteSurface;

/// Microrelief of a site and age, of about unit roughness; [`super::SkinSurface`] scales it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Microrelief {
    spacing: f32,
    clarity: f32,
    /// Length over width of the plateaus.
    stretch: f32,
    /// Direction along which the furrows line up [rad].
    direction: [f32; 2],
    seed: u32,
}

impl Microrelief {
    pub fn new(site: &SiteSurface, age: f64, direction: f64, seed: u32) -> Self {
        // Furrows line up and coarsen with age (Corcuff 1983 direction); 1.15 at 20 and 1.9 at 70 years are assumed.
        let old = ((age - 20.0) / 50.0).clamp(0.0, 1.5);
        Self {
            spacing: (site.furrow_spacing * (1.0 + 0.3 * old)) as f32,
            clarity: (site.furrow_clarity * (1.0 - 0.2 * old)) as f32,
            stretch: (1.15 + 0.75 * old) as f32,
            direction: [direction.cos() as f32, direction.sin() as f32],
            seed,
        }
    }

    /// Height, in units whose scale is set by roughness [-].
    #[inline(always)]
    pub fn height(&self, x: f32, y: f32) -> f32 {
        let [c, s] = self.direction;
        // Slow warps bend the net as skin does; without them it reads as tiles.
        let wx = x + 0.9 * self.spacing * gradient(0.55 * x / self.spacing, 0.55 * y / self.spacing, self.seed ^ 0x51);
        let wy = y + 0.9 * self.spacing * gradient(0.55 * x / self.spacing, 0.55 * y / self.spacing, self.seed ^ 0x52);
        let along = (wx * c + wy * s) / (self.spacing * self.stretch);
        let across = (wy * c - wx * s) / self.spacing;
        let [edge, centre, number] = cells(along, across, 0.85, self.seed);
        let [fine_edge, ..] = cells(2.7 * along + 7.3, 2.7 * across, 0.95, self.seed ^ 0x53);
        // Some furrows are deep, some hardly there.
        let depth = 0.55 + 0.6 * gradient(0.35 * along, 0.35 * across, self.seed ^ 0x54) + 0.25 * (number - 0.5);
        let furrow = -depth.max(0.05) * (-(edge * edge) / 0.05).exp();
        let fine = -0.22 * (-(fine_edge * fine_edge) / 0.05).exp();
        let dome = 0.5 * (0.4 - centre) + 0.35 * (number - 0.5);
        let grain = fractal(1.2 * x / self.spacing, 1.2 * y / self.spacing, self.seed ^ 0x55, 3, 0.5);
        // Broad low waves carry a part of the roughness; a camera sees them before it sees the furrows.
        let waves = 1.3 * fractal(x / 2.9, y / 2.9, self.seed ^ 0x56, 3, 0.55);
        waves + self.clarity * (1.15 * furrow + fine + dome) + (1.25 - self.clarity) * 0.8 * grain
    }
}
