//! Lines, wrinkles and folds: where they run, and their profile.

use super::area::Strip;
use super::noise::{gradient, step};
use super::site::LinePattern;
use crate::random::Key;
use rand::RngExt;
use rand_distr::StandardNormal;

/// One line in the skin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// One end, from the middle of the zone [mm].
    pub start: [f64; 2],
    /// Direction in which it runs [rad].
    pub angle: f64,
    /// Length [mm].
    pub length: f64,
    /// Depth before treatment [mm].
    pub depth: f64,
    /// Half width of the crease [mm].
    pub half_width: f64,
    /// How far it wanders to the side [mm].
    pub wander: f64,
    /// How sharp the bottom is: 1 a crease, 0 a round fold [-].
    pub sharpness: f64,
    seed: u32,
}

/// What a set of lines looks like.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineSet {
    pub pattern: LinePattern,
    /// Distance between lines, from the wavelength of the film [mm].
    pub spacing: f64,
    /// Depth of the deepest [mm].
    pub depth: f64,
    /// Half width over spacing [-].
    pub slenderness: f64,
    pub sharpness: f64,
    /// Length of the shown skin on a side [mm].
    pub side: f64,
}

impl LineSet {
    /// The lines, the same for the same key.
    pub fn lines(&self, key: Key, purpose: &str, zone: u64) -> Vec<Line> {
        let mut chance = key.stream(purpose, zone);
        let number = (self.side / self.spacing).round().clamp(2.0, 60.0) as usize;
        let half = 0.5 * self.side;
        let mut lines = Vec::new();
        for index in 0..number {
            let rank = (index as f64 + 0.5) / number as f64;
            let mut score = || -> f64 { chance.sample(StandardNormal) };
            // Every third line or so is a main one.
            let main = if index % 3 == 1 { 1.0 } else { 0.35 + 0.25 * score().abs().min(1.5) };
            let (start, angle, length) = match self.pattern {
                LinePattern::Fan => {
                    // The corner of the eye lies left of the picture.
                    let angle = (rank - 0.5) * 1.9 + 0.06 * score();
                    let from = half * (0.5 + 0.12 * score().abs());
                    let start = [-1.25 * half + from * angle.cos(), from * angle.sin()];
                    (start, angle, half * (0.8 + 0.5 * main + 0.25 * score().abs().min(2.0)))
                }
                LinePattern::Across => {
                    let y = (rank - 0.5) * self.side + 0.18 * self.spacing * score();
                    let from = -half * (1.1 - 0.25 * score().abs().min(2.0) * (1.3 - main));
                    ([from, y], 0.035 * score(), self.side * (1.1 - 0.2 * score().abs().min(2.0) * (1.3 - main)))
                }
                LinePattern::Radial => {
                    let x = (rank - 0.5) * self.side + 0.15 * self.spacing * score();
                    let lean = 0.35 * (rank - 0.5);
                    let length = self.side * (0.42 + 0.14 * score().abs().min(2.0)) * (0.5 + 0.5 * main);
                    ([x, 0.42 * half], -core::f64::consts::FRAC_PI_2 + lean + 0.05 * score(), length)
                }
                LinePattern::Draped => {
                    // Folds hang across the pull of weight, from the nose down and outwards.
                    let angle = -0.95 + 0.5 * (rank - 0.5) + 0.06 * score();
                    let length = self.side * (0.6 + 0.2 * score().abs().min(2.0)) * (0.6 + 0.4 * main);
                    let across = (rank - 0.5) * 1.1 * self.side;
                    let along = 0.15 * half * score() - 0.5 * length;
                    let start =
                        [along * angle.cos() - across * angle.sin(), along * angle.sin() + across * angle.cos()];
                    (start, angle, length)
                }
                LinePattern::Crossed => {
                    let turn = if index % 2 == 0 { -0.62 } else { 0.38 };
                    let across = (rank - 0.5) * 1.25 * self.side;
                    let angle = turn + 0.08 * score();
                    let length = self.side * (0.45 + 0.25 * score().abs().min(2.0));
                    let along = 0.35 * half * score() - 0.5 * length;
                    let start =
                        [along * angle.cos() - across * angle.sin(), along * angle.sin() + across * angle.cos()];
                    (start, angle, length)
                }
            };
            let depth = self.depth * main * (0.8 + 0.2 * score().abs().min(1.5));
            let half_width = self.spacing * self.slenderness * (0.6 + 0.4 * main) * (0.85 + 0.15 * score().abs());
            let wander = 0.16 * self.spacing;
            let seed = chance.random::<u32>();
            lines.push(Line { start, angle, length, depth, half_width, wander, sharpness: self.sharpness, seed });
        }
        lines
    }
}

impl Line {
    /// Puts the line on a strip at its depth before treatment.
    pub(super) fn paint(&self, strip: &mut Strip) {
        let depth = self.depth as f32;
        if depth < 1e-4 {
            return;
        }
        let (sin, cos) = (self.angle.sin() as f32, self.angle.cos() as f32);
        let [length, width, wander] = [self.length, self.half_width, self.wander].map(|value| value as f32);
        let side = 6.0 * width + 3.5 * wander;
        let middle = [self.start[0] as f32 + 0.5 * length * cos, self.start[1] as f32 + 0.5 * length * sin];
        let reach = [
            0.5 * length * cos.abs() + side * (sin.abs() + cos.abs()),
            0.5 * length * sin.abs() + side * (cos.abs() + sin.abs()),
        ];
        let sharp = self.sharpness as f32;
        strip.near(middle, reach, |strip, index, x, y| {
            let along = (x * cos + y * sin) / length + 0.5;
            if !(0.0..=1.0).contains(&along) {
                return;
            }
            let across = y * cos - x * sin;
            if across.abs() > side {
                return;
            }
            let run = along * length;
            let bend = wander
                * (2.2 * gradient(run / (14.0 * width + 3.0), 0.5, self.seed)
                    + 0.22 * gradient(run / (5.0 * width + 1.5), 3.5, self.seed ^ 3));
            let off = (across - bend).abs();
            let taper = step(0.0, 0.22, along) * step(0.0, 0.3, 1.0 - along);
            // Depth comes and goes along a line.
            let patchy = (0.9 + 0.45 * gradient(run / (20.0 * width + 3.0), 9.5, self.seed ^ 5)).clamp(0.4, 1.3);
            let rounded = ((off * off + 0.01 * width * width).sqrt() / width).min(20.0);
            let crease = (-rounded).exp();
            let bowl = (-0.3 * off * off / (width * width)).exp();
            let shoulder = (off - 3.6 * width) / (1.5 * width);
            let raised = 0.16 * (-shoulder * shoulder).exp();
            let profile = sharp * (0.72 * crease + 0.28 * bowl) + (1.0 - sharp) * bowl - raised;
            strip.height[index] -= depth * taper * patchy * profile;
        });
    }
}
