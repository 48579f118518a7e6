//! Pigment lesions: the patches of melasma, the marks of inflammation, age spots.

use super::area::Strip;
use super::noise::{fractal, gradient, step};
use crate::concern::PigmentPattern;
use crate::random::Key;
use rand::RngExt;
use rand_distr::StandardNormal;

/// A round spot of pigment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Middle, from the middle of the zone [mm].
    pub centre: [f64; 2],
    /// Mean radius [mm].
    pub radius: f64,
    /// Width of the edge over the radius [-].
    pub edge: f64,
    /// Strength, 1 for the full lesion [-].
    pub strength: f64,
    seed: u32,
}

/// Spots of a pattern on the skin of a zone: marks are fewer and larger than age spots; assumed.
pub(super) fn spot_number(pattern: PigmentPattern) -> usize {
    match pattern {
        PigmentPattern::Patch | PigmentPattern::Mottle => 0,
        PigmentPattern::Marks => 34,
        PigmentPattern::Spots => 110,
    }
}

/// Spots of a pattern on a square of side `side` [mm], the same for the same key.
#[must_use]
pub fn spots(pattern: PigmentPattern, number: usize, side: f64, key: Key, zone: u64) -> Vec<Spot> {
    let purpose = match pattern {
        PigmentPattern::Patch | PigmentPattern::Mottle => return Vec::new(),
        PigmentPattern::Marks => "surface/marks",
        PigmentPattern::Spots => "surface/spots",
    };
    let mut chance = key.stream(purpose, zone);
    let mut drawn: Vec<Spot> = Vec::new();
    for _ in 0..number {
        let (radius, edge) = match pattern {
            // Marks of acne are a few millimetres wide and fade outwards; age spots have an edge.
            PigmentPattern::Marks => (1.2 + 2.0 * chance.random::<f64>().powi(2), 0.8),
            _ => (0.5 + 2.1 * chance.random::<f64>().powi(3), 0.35),
        };
        let strength = 0.45 + 0.55 * chance.random::<f64>();
        let mut best = ([0.0, 0.0], f64::NEG_INFINITY);
        for _ in 0..10 {
            let mut place = || 0.3 * side * chance.sample::<f64, _>(StandardNormal).clamp(-1.8, 1.8);
            let centre = [place(), place()];
            let gap = drawn
                .iter()
                .map(|other| (other.centre[0] - centre[0]).hypot(other.centre[1] - centre[1]) - other.radius - radius)
                .fold(f64::INFINITY, f64::min);
            if gap > best.1 {
                best = (centre, gap);
            }
        }
        drawn.push(Spot { centre: best.0, radius, edge, strength, seed: chance.random() });
    }
    drawn
}

/// What a spot changes.
#[derive(Clone, Copy, Debug)]
pub(super) enum SpotLayer {
    /// The share of the lesion of the concern.
    Lesion,
    /// The share of a red mark, on the same layer.
    Mark,
    /// Melanin, by this share more; spots that are no concern of the study.
    Melanin(f32),
}

impl Spot {
    /// Puts the spot on a layer of a strip.
    pub(super) fn paint(&self, strip: &mut Strip, layer: SpotLayer) {
        let radius = self.radius as f32;
        let (edge, strength) = (self.edge as f32, self.strength as f32);
        let reach = radius * (1.6 + edge);
        strip.near(self.centre.map(|v| v as f32), [reach, reach], |strip, index, x, y| {
            let (u, v) = (x / radius, y / radius);
            let waver =
                0.3 * gradient(1.1 * u + 4.0, 1.1 * v, self.seed) + 0.16 * gradient(2.9 * u, 2.9 * v, self.seed ^ 1);
            let place = (u * u + v * v).sqrt() * (1.0 + waver);
            let share = 1.0 - step(1.0 - edge, 1.0 + edge, place);
            if share > 0.0 {
                let grain = 1.0 + 0.18 * fractal(x / 0.7, y / 0.7, self.seed ^ 2, 2, 0.6);
                let value = (strength * share * grain).clamp(0.0, 1.2);
                match layer {
                    SpotLayer::Lesion => strip.lesion[index] = strip.lesion[index].max(value.min(1.0)),
                    SpotLayer::Mark => strip.lesion[index] = strip.lesion[index].max(value),
                    SpotLayer::Melanin(more) => strip.melanin[index] *= 1.0 + more * value,
                }
            }
        });
    }
}

/// Share of the lesion of uneven tone at a place, 0 to 1: broad soft fields with freckles in them [-].
#[inline(always)]
pub(super) fn mottle(x: f32, y: f32, seed: u32) -> f32 {
    let field = step(-0.25, 0.75, fractal(x / 8.0, y / 7.0, seed, 3, 0.6));
    let freckles = step(0.35, 0.75, gradient(x / 1.9, y / 1.9, seed ^ 5));
    (0.75 * field + 0.35 * freckles * field).clamp(0.0, 1.0)
}

/// Where the patches of melasma lie.
#[derive(Clone, Copy, Debug)]
pub(super) struct PatchField {
    /// Side of the skin that they lie on [mm].
    pub side: f32,
    /// What fixes their shape.
    pub seed: u32,
}

impl PatchField {
    /// Height of the field at a place, and the net within it [-].
    #[inline(always)]
    pub(super) fn level(self, x: f32, y: f32) -> [f32; 2] {
        // The patch lies along the cheekbone: broad across the middle, fading up and down.
        let (u, v) = (2.0 * x / self.side, 2.0 * y / self.side);
        let slope = v + 0.28 * u;
        let body = 0.46 - 1.7 * slope * slope - 0.42 * u * u;
        let seed = self.seed;
        let ragged =
            0.5 * fractal(x / 13.0, y / 11.0, seed, 3, 0.55) + 0.16 * fractal(x / 2.6, y / 2.6, seed ^ 1, 3, 0.6);
        [body + ragged, 0.86 + 0.2 * fractal(x / 1.5, y / 1.5, seed ^ 2, 2, 0.6)]
    }
}

/// Share of the lesion of melasma, 0 to 1: confluent patches with a ragged border and islands. `extent` widens them [-].
#[inline(always)]
pub(super) fn patch_share([level, net]: [f32; 2], extent: f32) -> f32 {
    (step(0.05, 0.5, level + extent) * net).clamp(0.0, 1.0)
}
