//! The line that the hand draws with a pen, by arc length.

use super::contacts::Frame;
use super::punctures::Field;
use crate::device::{HandPath, PenTechnique};
use rand::{Rng, RngExt};
use rand_distr::StandardNormal;
use std::f64::consts::TAU;

/// How far the hand strays along a line, over how far it misses the line; assumed, 0.3 to 1 [-].
const STRAY: f64 = 0.5;

/// Greatest turn of the cartridge in the hand along a line, as a standard deviation; assumed, 0.1 to 0.5 [rad].
const TURN: f64 = 0.3;

/// Distances over which a hand comes back to its line: sway of the arm, of the wrist, of the fingers; assumed, within a
/// factor of two [mm].
const SWAYS: [f64; 3] = [31.0, 13.0, 5.3];

/// One line of a raster or one turn of a spiral: how it is displaced sideways, how the cartridge is turned, and the phases of
/// the sways across the line, along it and about the axis of the pen.
#[derive(Debug, Clone, Copy, Default)]
struct Line {
    sideways: f64,
    turn: f64,
    phases: [[f64; SWAYS.len()]; 3],
}

impl Line {
    /// Sway at a place of the line in one of its three ways, with variance 1 over a long line [-].
    fn sway(&self, way: usize, place: f64) -> f64 {
        let phases = self.phases.get(way).copied().unwrap_or_default();
        let waves = phases.into_iter().zip(SWAYS).map(|(phase, length)| (TAU * (place / length + phase)).sin());
        (2.0 / SWAYS.len() as f64).sqrt() * waves.sum::<f64>()
    }
}

/// One pass of the hand over the patch and a margin round it.
#[derive(Debug)]
pub(super) struct Pass {
    frame: Frame,
    path: HandPath,
    spacing: f64,
    /// Half length of a line, beyond the patch at both ends [mm].
    along: f64,
    /// Sideways place of the first line [mm], or the starting angle of a spiral [rad].
    start: f64,
    lines: Vec<Line>,
    length: f64,
    /// Standard deviation of the sway along a line [mm].
    stray: f64,
    /// Standard deviation of the turn of the cartridge along a line [rad].
    turning: f64,
}

/// Where the cartridge is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pose {
    pub place: [f64; 2],
    /// Turn of the cartridge [rad].
    pub turn: f64,
    pub line: u32,
}

impl Pass {
    pub fn new<R: Rng>(technique: &PenTechnique, field: &Field, number: usize, reach: f64, stream: &mut R) -> Self {
        let direction = technique.directions.get(number % technique.directions.len().max(1)).copied().unwrap_or(0.0);
        let frame = Frame::new(field, direction);
        let margin = margin(technique, reach);
        let (along, across) = (frame.along + margin, frame.across + margin);
        let spacing = technique.line_spacing;
        let start = match technique.path {
            HandPath::Spiral => TAU * stream.random::<f64>(),
            HandPath::Raster | HandPath::Circular { .. } => -across - spacing * stream.random::<f64>(),
        };
        let count = line_count(technique.path, along, across, spacing);
        let lines = (0..count)
            .map(|_| {
                let sideways: f64 = stream.sample(StandardNormal);
                Line {
                    sideways: technique.lateral_jitter * sideways,
                    turn: TAU * stream.random::<f64>(),
                    phases: stream.random(),
                }
            })
            .collect();
        Self {
            frame,
            path: technique.path,
            spacing,
            along,
            start,
            lines,
            length: length(technique.path, along, across, spacing),
            // A hand that keeps its lines exactly strays as little along them.
            stray: STRAY * technique.lateral_jitter,
            turning: TURN * (technique.lateral_jitter / spacing).min(1.0),
        }
    }

    /// Length of the pass along the path [mm].
    pub fn length(&self) -> f64 {
        self.length
    }

    /// Where the cartridge is after `travelled` [mm].
    pub fn at(&self, travelled: f64) -> Pose {
        match self.path {
            HandPath::Spiral => self.spiral(travelled),
            HandPath::Raster => self.on_line(travelled, 2.0 * self.along, None),
            HandPath::Circular { radius } => {
                self.on_line(travelled, circled_length(2.0 * self.along, radius, self.spacing), Some(radius))
            }
        }
    }

    fn on_line(&self, travelled: f64, line_length: f64, circle: Option<f64>) -> Pose {
        let number = (travelled / line_length).floor();
        let share = travelled / line_length - number;
        let line = self.line(number);
        let forwards = if (number as u64).is_multiple_of(2) { share } else { 1.0 - share };
        let place = self.along * (2.0 * forwards - 1.0);
        let mut along = place + self.stray * line.sway(1, place);
        let mut across = self.start + (number + 0.5) * self.spacing + line.sideways + self.stray * line.sway(0, place);
        if let Some(radius) = circle {
            let (sin, cos) = (travelled / radius).sin_cos();
            along += radius * cos;
            across += radius * sin;
        }
        let turn = line.turn + self.turning * line.sway(2, place);
        Pose { place: self.frame.place(along, across), turn, line: number as u32 }
    }

    fn spiral(&self, travelled: f64) -> Pose {
        let growth = self.spacing / TAU;
        let angle = spiral_angle(travelled / growth);
        let number = (angle / TAU).floor();
        let line = self.line(number);
        let radius = growth * angle + line.sideways + self.stray * line.sway(0, travelled);
        let (sin, cos) = (angle + self.start).sin_cos();
        let turn = line.turn + self.turning * line.sway(2, travelled);
        Pose { place: self.frame.place(radius * cos, radius * sin), turn, line: number as u32 }
    }

    fn line(&self, number: f64) -> Line {
        let index = (number.max(0.0) as usize).min(self.lines.len().saturating_sub(1));
        self.lines.get(index).copied().unwrap_or_default()
    }
}

/// How far beyond the patch the hand goes so that the patch is covered evenly to its edge [mm].
fn margin(technique: &PenTechnique, reach: f64) -> f64 {
    let circle = match technique.path {
        HandPath::Circular { radius } => radius,
        HandPath::Raster | HandPath::Spiral => 0.0,
    };
    reach + circle + 3.0 * technique.lateral_jitter * 1.0_f64.hypot(STRAY)
}

/// Length of one pass, without drawing it [mm].
pub(super) fn pass_length(technique: &PenTechnique, field: &Field, number: usize, reach: f64) -> f64 {
    let count = technique.directions.len().max(1);
    let direction = technique.directions.get(number % count).copied().unwrap_or(0.0);
    let frame = Frame::new(field, direction);
    let margin = margin(technique, reach);
    length(technique.path, frame.along + margin, frame.across + margin, technique.line_spacing)
}

fn line_count(path: HandPath, along: f64, across: f64, spacing: f64) -> usize {
    match path {
        HandPath::Raster | HandPath::Circular { .. } => (2.0 * across / spacing).ceil() as usize + 1,
        HandPath::Spiral => (along.hypot(across) / spacing).ceil() as usize + 1,
    }
}

fn length(path: HandPath, along: f64, across: f64, spacing: f64) -> f64 {
    let lines = line_count(path, along, across, spacing) as f64;
    match path {
        HandPath::Raster => lines * 2.0 * along,
        HandPath::Circular { radius } => lines * circled_length(2.0 * along, radius, spacing),
        HandPath::Spiral => spacing / TAU * spiral_arc(TAU * lines),
    }
}

fn circled_length(line: f64, radius: f64, advance: f64) -> f64 {
    TAU * radius * line / advance
}

/// Arc length of the spiral `r = φ` from its middle: `½(φ√(1+φ²) + asinh φ)`.
fn spiral_arc(angle: f64) -> f64 {
    0.5 * (angle * (1.0 + angle * angle).sqrt() + angle.asinh())
}

/// Angle at an arc length of the spiral `r = φ`, by Newton's method; the arc is convex in the angle, so the
/// iteration converges from the far-field guess `√(2s)` without a bracket.
fn spiral_angle(arc: f64) -> f64 {
    let mut angle = (2.0 * arc).sqrt();
    for _ in 0..20 {
        let step = (spiral_arc(angle) - arc) / (1.0 + angle * angle).sqrt();
        angle = (angle - step).max(0.0);
        if step.abs() <= 1e-12 * (1.0 + angle) {
            break;
        }
    }
    angle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hand_strays_as_much_as_it_is_told_and_a_guide_does_not() {
        let field = Field { patch_width: 400.0, patch_height: 20.0, treated_area: 8000.0 };
        let with = |lateral_jitter| {
            let technique = PenTechnique {
                depth: 1.0,
                frequency: 100.0,
                hand_speed: 20.0,
                path: HandPath::Raster,
                line_spacing: 8.0,
                directions: vec![0.0],
                passes: 1,
                dwell: None,
                lateral_jitter,
            };
            let pass = Pass::new(&technique, &field, 0, 1.0, &mut crate::random::Key::new(4).stream("test/hand", 0));
            let places: Vec<f64> = (0..3500).map(|step| pass.at(0.1 * f64::from(step)).place[1]).collect();
            let mean = places.iter().sum::<f64>() / places.len() as f64;
            (places.iter().map(|place| (place - mean).powi(2)).sum::<f64>() / places.len() as f64).sqrt()
        };
        assert!(with(0.0) < 1e-9);
        assert!((with(1.0) / STRAY - 1.0).abs() < 0.15, "{}", with(1.0));
    }

    #[test]
    fn the_spiral_is_inverted_exactly() {
        for angle in [0.0, 1e-6, 0.3, 1.0, 7.0, 400.0, 1e5] {
            let back = spiral_angle(spiral_arc(angle));
            assert!((back - angle).abs() <= 1e-9 * (1.0 + angle), "{angle} {back}");
        }
    }
}
