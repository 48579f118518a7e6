//! Stretch marks: parallel spindle-shaped depressions with fine cross wrinkling.

use super::ReliefParameters;
use super::area::Strip;
use super::noise::{fractal, gradient, step};
use crate::concern::{Striae, StriaeStage};
use crate::outcome::OutcomeParameters;
use crate::random::Key;
use rand::RngExt;
use rand_distr::StandardNormal;

/// One stretch mark before treatment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stria {
    /// Stage.
    pub stage: StriaeStage,
    /// Middle, from the middle of the zone [mm].
    pub centre: [f64; 2],
    /// Direction in which it runs [rad].
    pub angle: f64,
    /// Length [mm].
    pub length: f64,
    /// Greatest width [mm].
    pub width: f64,
    /// Depth of the surface before treatment [mm].
    pub depth: f64,
    seed: u32,
}

/// A place in a stria.
#[derive(Clone, Copy)]
struct Place {
    /// Share of the depth, 1 on the floor [-].
    share: f32,
    /// Way along it from its middle [mm].
    run: f32,
    /// Way across it from its middle line [mm].
    across: f32,
    /// Way across over half its width there [-].
    offset: f32,
}

/// Direction in which striae run on the picture, across the tension that tore them [rad].
const DIRECTION: f64 = 1.32;

impl Stria {
    /// The striae of a zone, the same for the same key; `dermis` is its thickness and `side` that of the skin shown [mm].
    #[must_use]
    pub fn population(striae: &Striae, dermis: f64, side: f64, key: Key, zone: u64, c: &ReliefParameters) -> Vec<Self> {
        let mut chance = key.stream("surface/striae", zone);
        let spacing = 2.9 * c.stria_width;
        let number = (1.3 * side / spacing).ceil().clamp(3.0, 60.0) as usize;
        let mut drawn = Vec::new();
        for index in 0..number {
            for part in [-0.5, 0.5] {
                let mut score = || -> f64 { chance.sample(StandardNormal) };
                let across = (index as f64 + 0.5 - 0.5 * number as f64) * spacing + 0.22 * spacing * score();
                let length = c.stria_length * (0.28 * score()).exp();
                let along = part * 1.25 * c.stria_length + 0.3 * c.stria_length * score();
                let angle = DIRECTION + 0.06 * score();
                let width = c.stria_width * (0.3 * score()).exp() * (0.75 + 0.25 * (length / c.stria_length).min(1.5));
                let depth = striae.atrophy * dermis * c.stria_depression * (0.2 * score()).exp();
                let centre = [
                    along * DIRECTION.cos() - across * DIRECTION.sin(),
                    along * DIRECTION.sin() + across * DIRECTION.cos(),
                ];
                drawn.push(Self { stage: striae.stage, centre, angle, length, width, depth, seed: chance.random() });
            }
        }
        drawn
    }

    /// Share of the depth that is left at a fill [-].
    #[must_use]
    pub fn remaining(&self, fill: f64, c: &OutcomeParameters) -> f64 {
        let share = match self.stage {
            StriaeStage::Rubra => c.striae_share_rubra.min(1.0),
            StriaeStage::Alba => c.striae_share_alba.min(1.0),
        };
        1.0 - share * fill
    }

    /// Depth at a fill [mm].
    #[must_use]
    pub fn depth_at(&self, fill: f64, c: &OutcomeParameters) -> f64 {
        self.depth * self.remaining(fill, c)
    }

    /// Half the sides of the box round it [mm].
    pub(super) fn reach(&self) -> [f32; 2] {
        let (sin, cos) = (self.angle.sin() as f32, self.angle.cos() as f32);
        let [length, width] = [self.length as f32, self.width as f32];
        [0.5 * length * cos.abs() + 1.2 * width, 0.5 * length * sin.abs() + 1.2 * width]
    }

    /// Share of the depth at a place from its middle, 1 on the floor and 0 outside [-].
    pub(super) fn share_at(&self, x: f32, y: f32) -> f32 {
        self.place(x, y).map_or(0.0, |place| place.share)
    }

    /// Where a place from its middle lies in the stria; none outside.
    #[inline(always)]
    fn place(&self, x: f32, y: f32) -> Option<Place> {
        let (sin, cos) = (self.angle.sin() as f32, self.angle.cos() as f32);
        let [length, width] = [self.length as f32, self.width as f32];
        let along = 2.0 * (x * cos + y * sin) / length;
        if along.abs() >= 1.0 {
            return None;
        }
        let run = 0.5 * along * length;
        let across = y * cos - x * sin + 0.35 * width * gradient(run / (2.2 * width), 0.5, self.seed);
        let waver = 1.0
            + 0.3 * gradient(run / (0.7 * width), 7.5, self.seed ^ 1)
            + 0.12 * gradient(run * 1.9, y * 1.9, self.seed ^ 2);
        // A spindle: widest in the middle, pointed at the ends.
        let half = 0.5 * width * (1.0 - along.abs().powf(2.4)) * waver;
        let offset = across.abs() / half.max(0.05);
        // The ends fade before they come to a point.
        let share = (1.0 - step(0.5, 1.3, offset)) * step(0.0, 0.3, 1.0 - along.abs());
        (share > 0.0).then_some(Place { share, run, across, offset })
    }

    pub(super) fn paint(&self, strip: &mut Strip, fill: f64, c: &OutcomeParameters, relief: &ReliefParameters) {
        let left = self.remaining(fill, c) as f32;
        let depth = self.depth as f32 * left;
        // Blood fades by the share that the score of striae reads, pigment by that of mature scars.
        let red = (1.0 - c.mature_redness_share.min(1.0) * fill) as f32;
        let pale = (1.0 - c.mature_pigment_share.min(1.0) * fill) as f32;
        let reach = self.reach();
        let (melanin, blood, scattering) = match self.stage {
            StriaeStage::Rubra => (0.9_f32, 1.0 + c.striae_redness as f32, 0.95_f32),
            StriaeStage::Alba => (relief.alba_melanin as f32, 0.6, 1.12),
        };
        strip.near(self.centre.map(|v| v as f32), reach, |strip, index, x, y| {
            let Some(Place { share, run, across, offset }) = self.place(x, y) else { return };
            // Thin skin crinkles across the mark, cigarette-paper like.
            let crinkle = fractal(run / 0.75, across / 2.4, self.seed ^ 4, 2, 0.5);
            let floor = -depth * share * (1.0 - 0.05 * offset) + 0.16 * depth * share * crinkle;
            strip.height[index] = strip.height[index].min(floor);
            strip.texture[index] *= 1.0 - 0.55 * share * left;
            let mottle = 1.0 + 0.22 * fractal(run / 2.1, across / 1.3, self.seed ^ 6, 2, 0.6);
            strip.melanin[index] *= 1.0 + (melanin - 1.0) * share * pale * mottle.min(1.2);
            // Where two marks meet, the stronger one shows.
            let redder = 1.0 + (blood - 1.0) * share * red * mottle;
            strip.blood[index] =
                if blood > 1.0 { strip.blood[index].max(redder) } else { strip.blood[index].min(redder) };
            strip.scattering[index] *= 1.0 + (scattering - 1.0) * share * left;
        });
    }
}
