//! Atrophic acne scars one by one: place, width, depth and profile.

use super::ReliefParameters;
use super::area::Strip;
use super::noise::{gradient, step};
use crate::concern::{ScarPopulation, ScarType};
use crate::outcome::{OutcomeParameters, fill_share};
use crate::random::Key;
use rand::RngExt;
use rand_distr::StandardNormal;

/// Places that are tried for each scar; the one that keeps best clear of the others is taken.
const TRIES: usize = 16;

/// One atrophic scar before treatment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scar {
    /// Shape.
    pub scar_type: ScarType,
    /// Place from the middle of the zone [mm].
    pub centre: [f64; 2],
    /// Depth before treatment [mm].
    pub depth: f64,
    /// Half the greatest and half the least width [mm].
    pub radii: [f64; 2],
    /// Direction of the greatest width [rad].
    pub angle: f64,
    /// Number of scars of the population that it stands for; below 1 where shares of a small count are not whole [-].
    pub weight: f64,
    /// Width of its wall [mm].
    pub wall: f64,
    seed: u32,
}

/// Depth and volume of one scar on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScarMeasure {
    /// Shape.
    pub scar_type: ScarType,
    /// Place from the middle of the zone [mm].
    pub centre: [f64; 2],
    /// Greatest depth below the skin beside it [mm].
    pub depth: f64,
    /// Greatest width [mm].
    pub width: f64,
    /// Volume below the skin beside it [mm³].
    pub volume: f64,
    /// Number of scars that it stands for [-].
    pub weight: f64,
}

impl Scar {
    /// Every scar of a population, on a square of side `side` [mm], the same for the same key.
    #[must_use]
    pub fn population(scars: &ScarPopulation, side: f64, key: Key, zone: u64, c: &ReliefParameters) -> Vec<Self> {
        let mut chance = key.stream("surface/scars", zone);
        let mut drawn: Vec<Self> = Vec::new();
        for scar_type in ScarType::ALL {
            let (narrow, wide, aspect) = match scar_type {
                ScarType::Rolling => (c.rolling_narrow, c.rolling_wide, 1.45),
                ScarType::Boxcar => (c.boxcar_narrow, c.boxcar_wide, 1.3),
                ScarType::IcePick => (c.ice_pick_narrow, c.ice_pick_wide, 1.15),
            };
            for (depth, weight) in scars.depths(scar_type) {
                let width = narrow + (wide - narrow) * chance.random::<f64>();
                let slender = 1.0 + (aspect - 1.0) * chance.random::<f64>();
                let radii = [0.5 * width, 0.5 * width / slender];
                let angle = core::f64::consts::PI * chance.random::<f64>();
                let mut best = ([0.0, 0.0], f64::NEG_INFINITY);
                for _ in 0..TRIES {
                    let centre = [
                        0.24 * side * within(chance.sample(StandardNormal)),
                        0.24 * side * within(chance.sample(StandardNormal)),
                    ];
                    let gap = drawn.iter().map(|other| other.gap(centre, radii[0])).fold(f64::INFINITY, f64::min);
                    // Crowding within a millimetre or two is what acne leaves; more room gains nothing.
                    if gap.min(1.5) > best.1 {
                        best = (centre, gap.min(1.5));
                    }
                }
                let seed = chance.random::<u32>();
                let wall = (c.boxcar_wall * (0.7 + 0.6 * chance.random::<f64>())).min(0.8 * radii[1]);
                drawn.push(Self { scar_type, centre: best.0, depth, radii, angle, weight, wall, seed });
            }
        }
        drawn
    }

    fn gap(&self, centre: [f64; 2], radius: f64) -> f64 {
        (self.centre[0] - centre[0]).hypot(self.centre[1] - centre[1]) - self.radii[0] - radius
    }

    /// Share of the depth at a distance from the middle, 1 on the floor and 0 outside; `place` is 1 at half depth [-].
    ///
    /// Rolling `(1 − (r/1.25)²)²`, boxcar a flat floor with a wall, ice-pick a cone with a rounded mouth.
    #[inline(always)]
    fn profile(&self, place: f32) -> f32 {
        match self.scar_type {
            ScarType::Rolling => {
                let inside = (1.0 - place * place * 0.64).max(0.0);
                inside * inside
            }
            ScarType::Boxcar => {
                let wall = (0.5 * self.wall / self.radii[1]) as f32;
                (1.0 - step(1.0 - wall, 1.0 + wall, place)) * (0.9 + 0.1 * (1.0 - place * place).max(0.0))
            }
            ScarType::IcePick => {
                let inside = (1.0 - 0.8 * place).max(0.0);
                inside * (0.35 + 0.65 * inside) * (2.0 - inside)
            }
        }
    }

    /// Share of the depth at a place from its middle, 1 on the floor and 0 outside [-].
    ///
    /// No outline is a true ellipse: it wavers by a part of the radius.
    #[inline(always)]
    pub(super) fn share_at(&self, x: f32, y: f32) -> f32 {
        let (sin, cos) = (self.angle.sin() as f32, self.angle.cos() as f32);
        self.share_turned(x * cos + y * sin, y * cos - x * sin)
    }

    /// As [`Scar::share_at`], for a place along and across the greatest width.
    #[inline(always)]
    fn share_turned(&self, along: f32, across: f32) -> f32 {
        let (u, v) = (along / self.radii[0] as f32, across / self.radii[1] as f32);
        let waver =
            gradient(0.9 * u + 11.0, 0.9 * v, self.seed) + 0.3 * gradient(2.1 * u, 2.1 * v + 5.0, self.seed ^ 7);
        let rough = match self.scar_type {
            ScarType::Rolling => 0.35,
            ScarType::Boxcar => 0.2,
            ScarType::IcePick => 0.15,
        };
        self.profile((u * u + v * v).sqrt() * (1.0 + rough * waver))
    }

    /// Distance over which its side falls by its depth where it is steepest, across its least width [mm].
    #[must_use]
    pub fn run(&self) -> f64 {
        const STEPS: usize = 800;
        let step = 1.6 / STEPS as f32;
        let steepest = (0..STEPS)
            .map(|place| self.profile(place as f32 * step) - self.profile((place + 1) as f32 * step))
            .fold(0.0, f32::max);
        self.radii[1] * f64::from(step / steepest.max(1e-6))
    }

    /// Share of the depth that is left at a fill [-].
    #[must_use]
    pub fn remaining(&self, fill: f64, c: &OutcomeParameters) -> f64 {
        1.0 - fill_share(self.scar_type, c) * fill
    }

    /// Depth, width and volume at a fill; the volume is the integral of the profile.
    #[must_use]
    pub fn measure(&self, fill: f64, c: &OutcomeParameters) -> ScarMeasure {
        const RINGS: usize = 200;
        let depth = self.depth * self.remaining(fill, c);
        let rings = (0..RINGS).map(|ring| {
            let place = 1.6 * (ring as f64 + 0.5) / RINGS as f64;
            f64::from(self.profile(place as f32)) * place * 1.6 / RINGS as f64
        });
        let volume = 2.0 * core::f64::consts::PI * self.radii[0] * self.radii[1] * depth * rings.sum::<f64>();
        let top = f64::from(self.profile(0.0));
        ScarMeasure {
            scar_type: self.scar_type,
            centre: self.centre,
            depth: depth * top,
            width: 2.0 * self.radii[0],
            volume,
            weight: self.weight,
        }
    }

    /// Puts the scar on a strip.
    pub(super) fn paint(&self, strip: &mut Strip, fill: f64, c: &OutcomeParameters) {
        let depth = (self.depth * self.remaining(fill, c)) as f32;
        let (sin, cos) = (self.angle.sin() as f32, self.angle.cos() as f32);
        let reach = 1.7 * self.radii[0] as f32;
        let scarred = match self.scar_type {
            ScarType::Rolling => 0.15_f32,
            ScarType::Boxcar => 0.6,
            ScarType::IcePick => 0.5,
        };
        let remodelled = (1.0 - 0.6 * fill) as f32;
        strip.near(self.centre.map(|v| v as f32), [reach, reach], |strip, index, x, y| {
            let share = self.share_turned(x * cos + y * sin, y * cos - x * sin);
            if share > 0.0 {
                strip.height[index] -= depth * share;
                strip.texture[index] *= 1.0 - 0.75 * scarred * share * remodelled;
                strip.melanin[index] *= 1.0 - 0.12 * scarred * share * remodelled;
                strip.blood[index] *= 1.0 + 0.22 * scarred * share * remodelled;
            }
        });
    }
}

/// Scars far out would lie outside the zone.
fn within(score: f64) -> f64 {
    score.clamp(-2.0, 2.0)
}
