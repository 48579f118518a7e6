//! What the operator does with the device.

use super::{Device, Mechanism, Pen, Stamp};
use crate::limit::{LimitError, count_in_range, in_range};
use serde::{Deserialize, Serialize};
use std::f64::consts::TAU;

/// How a device is used in one session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Technique {
    /// Rolling.
    Roller(RollerTechnique),
    /// Gliding a pen.
    Pen(PenTechnique),
    /// Pressing a stamp.
    Stamp(StampTechnique),
}

/// Rolling in stated directions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RollerTechnique {
    /// Directions of rolling, in the plane of the skin [rad].
    pub directions: Vec<f64>,
    /// Passes in each direction.
    pub passes_per_direction: usize,
    /// Speed of the hand [mm/s].
    pub speed: f64,
    /// Standard deviation of the sideways place of each stroke [mm].
    pub lateral_jitter: f64,
}

/// The line that the hand draws with a pen.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HandPath {
    /// Parallel lines, each pass in the next direction.
    Raster,
    /// One Archimedean spiral outwards from the middle.
    Spiral,
    /// Small circles that advance along parallel lines by one line spacing per turn.
    Circular {
        /// Radius of the small circles [mm].
        radius: f64,
    },
}

impl HandPath {
    /// Length of path per treated area, lines `spacing` apart: `1/s` for lines and spirals, `2πR/s²` for small circles
    /// that advance by one spacing per turn [1/mm].
    pub fn length_per_area(self, spacing: f64) -> f64 {
        match self {
            Self::Raster | Self::Spiral => 1.0 / spacing,
            Self::Circular { radius } => TAU * radius / (spacing * spacing),
        }
    }
}

/// Halts of the hand at equal distances along the path.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dwell {
    /// Distance along the path between halts [mm].
    pub every: f64,
    /// Length of each halt [s].
    pub time: f64,
}

/// Gliding a pen along a path.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PenTechnique {
    /// Depth setting, the protrusion of the pins [mm].
    pub depth: f64,
    /// Drive frequency [1/s].
    pub frequency: f64,
    /// Speed of the hand along the path [mm/s].
    pub hand_speed: f64,
    /// The path.
    pub path: HandPath,
    /// Distance between neighbouring lines or turns [mm].
    pub line_spacing: f64,
    /// Directions of the lines, used in turn by the passes [rad].
    pub directions: Vec<f64>,
    /// Times that the area is gone over.
    pub passes: usize,
    /// Halts, if the hand does not glide evenly.
    #[serde(default)]
    pub dwell: Option<Dwell>,
    /// Standard deviation of the sideways place of each line [mm].
    pub lateral_jitter: f64,
}

/// Pressing a stamp side by side.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StampTechnique {
    /// Times that the area is gone over.
    pub passes: usize,
    /// Share of the footprint that neighbouring placements have in common [-].
    pub overlap: f64,
    /// Standard deviation of the place of each placement [mm].
    pub jitter: f64,
    /// Time from one placement to the next [s].
    pub time_per_placement: f64,
    /// Speed at which the stamp is pressed in [mm/s].
    pub press_speed: f64,
}

impl Technique {
    /// `roller`, `pen` or `stamp`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Roller(_) => "roller",
            Self::Pen(_) => "pen",
            Self::Stamp(_) => "stamp",
        }
    }

    /// Depth to which the needles are driven on this device [mm].
    pub fn needle_travel(&self, device: &Device) -> f64 {
        match self {
            Self::Pen(pen) => pen.depth,
            Self::Roller(_) | Self::Stamp(_) => device.needle().length,
        }
    }

    /// Strokes per area that the technique leaves on average, or nothing if it is not for this device [1/mm²].
    ///
    /// Roller `passes·N/(π·D·W)`; pen `passes·N·f·t/A`; stamp `passes·N/(step area)`.
    ///
    /// ```
    /// use needlework::device::{Device, Mechanism, Needle, Roller, RollerTechnique, Technique};
    /// let drum = Roller {
    ///     drum_diameter: 20.0, drum_width: 20.0, rings: 8, needles_per_ring: 24, stagger: 0.5,
    ///     needle: Needle::new(1.5, 0.25),
    /// };
    /// let mechanism = Mechanism::Roller(drum);
    /// let device = Device { id: "r".into(), name: "r".into(), mechanism, clearances: vec![] };
    /// let technique = Technique::Roller(RollerTechnique {
    ///     directions: vec![0.0, 0.8, 1.6], passes_per_direction: 5, speed: 50.0, lateral_jitter: 1.0,
    /// });
    /// assert!((100.0 * technique.density(&device).unwrap() - 229.2).abs() < 0.1); // per cm² after 15 passes
    /// ```
    pub fn density(&self, device: &Device) -> Option<f64> {
        match (self, &device.mechanism) {
            (Self::Roller(hand), Mechanism::Roller(roller)) => Some(hand.passes() as f64 * roller.density_per_pass()),
            (Self::Pen(hand), Mechanism::Pen(pen)) => {
                Some(hand.passes as f64 * pen.punctures_per_second(hand.frequency) * hand.time_per_area())
            }
            (Self::Stamp(hand), Mechanism::Stamp(stamp)) => {
                let [across, along] = hand.step(stamp);
                Some(hand.passes as f64 * stamp.needle_count() as f64 / (across * along))
            }
            _ => None,
        }
    }

    /// Checks every number, and a pen's depth and frequency against what the device can do.
    ///
    /// # Errors
    /// The first field that is not finite or out of range.
    pub fn check(&self, device: &Device) -> Result<(), LimitError> {
        match self {
            Self::Roller(roller) => roller.check(),
            Self::Stamp(stamp) => stamp.check(),
            Self::Pen(technique) => {
                technique.check()?;
                if let Mechanism::Pen(pen) = &device.mechanism {
                    in_range("technique.depth", technique.depth, pen.depth_min, pen.depth_max, "mm")?;
                    let frequency = technique.frequency;
                    in_range("technique.frequency", frequency, pen.frequency_min, pen.frequency_max, "Hz")?;
                }
                Ok(())
            }
        }
    }
}

fn check_directions(directions: &[f64]) -> Result<(), LimitError> {
    count_in_range("technique.directions", directions.len(), 1, 64)?;
    for direction in directions {
        in_range("technique.directions", *direction, -TAU, TAU, "rad")?;
    }
    Ok(())
}

impl RollerTechnique {
    /// Passes over every spot, all directions together.
    pub fn passes(&self) -> usize {
        self.directions.len().saturating_mul(self.passes_per_direction)
    }

    fn check(&self) -> Result<(), LimitError> {
        check_directions(&self.directions)?;
        count_in_range("technique.passes_per_direction", self.passes_per_direction, 1, 1000)?;
        in_range("technique.speed", self.speed, 0.1, 2000.0, "mm/s")?;
        in_range("technique.lateral_jitter", self.lateral_jitter, 0.0, 20.0, "mm")?;
        Ok(())
    }
}

impl PenTechnique {
    /// Time that one pass spends on a unit of area, halts included [s/mm²].
    pub fn time_per_area(&self) -> f64 {
        let halts = self.dwell.map_or(0.0, |dwell| dwell.time / dwell.every);
        self.path.length_per_area(self.line_spacing) * (1.0 / self.hand_speed + halts)
    }

    /// The same technique with the hand speed that leaves a density of strokes, halts dropped.
    ///
    /// `v = passes·N·f·(length per area)/ρ`. A density out of reach gives a speed that [`Technique::check`] refuses.
    /// `density` strokes per area [1/mm²].
    ///
    /// ```
    /// use needlework::device::{HandPath, Needle, Pen, PenTechnique, PinLayout, Ring};
    /// let pen = Pen {
    ///     pins: PinLayout::Rings(vec![Ring { count: 14, radius: 2.0 }]), needle: Needle::new(2.5, 0.25),
    ///     frequency_min: 100.0, frequency_max: 117.0, depth_min: 0.25, depth_max: 2.5, depth_tolerance: 0.15,
    /// };
    /// let hand = PenTechnique {
    ///     depth: 1.5, frequency: 117.0, hand_speed: 30.0, path: HandPath::Raster, line_spacing: 5.0,
    ///     directions: vec![0.0, 1.57], passes: 2, dwell: None, lateral_jitter: 0.5,
    /// };
    /// let hand = hand.with_density(&pen, 10.0); // 1000 per cm²
    /// assert!((hand.hand_speed - 65.52).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn with_density(mut self, pen: &Pen, density: f64) -> Self {
        let strokes = self.passes as f64 * pen.punctures_per_second(self.frequency);
        self.dwell = None;
        self.hand_speed = strokes * self.path.length_per_area(self.line_spacing) / density;
        self
    }

    fn check(&self) -> Result<(), LimitError> {
        in_range("technique.depth", self.depth, 0.0, 10.0, "mm")?;
        in_range("technique.frequency", self.frequency, 0.1, 1000.0, "Hz")?;
        in_range("technique.hand_speed", self.hand_speed, 0.1, 500.0, "mm/s")?;
        in_range("technique.line_spacing", self.line_spacing, 0.05, 50.0, "mm")?;
        check_directions(&self.directions)?;
        count_in_range("technique.passes", self.passes, 1, 1000)?;
        in_range("technique.lateral_jitter", self.lateral_jitter, 0.0, 20.0, "mm")?;
        if let HandPath::Circular { radius } = self.path {
            in_range("technique.path.radius", radius, 0.1, 50.0, "mm")?;
        }
        if let Some(dwell) = self.dwell {
            in_range("technique.dwell.every", dwell.every, 0.1, 1000.0, "mm")?;
            in_range("technique.dwell.time", dwell.time, 0.0, 60.0, "s")?;
        }
        Ok(())
    }
}

impl StampTechnique {
    /// Distance from one placement to the next, along a row of needles and across it [mm].
    pub fn step(&self, stamp: &Stamp) -> [f64; 2] {
        stamp.footprint().map(|side| side * (1.0 - self.overlap))
    }

    fn check(&self) -> Result<(), LimitError> {
        count_in_range("technique.passes", self.passes, 1, 1000)?;
        in_range("technique.overlap", self.overlap, 0.0, 0.9, "")?;
        in_range("technique.jitter", self.jitter, 0.0, 20.0, "mm")?;
        in_range("technique.time_per_placement", self.time_per_placement, 0.05, 60.0, "s")?;
        in_range("technique.press_speed", self.press_speed, 0.01, 20_000.0, "mm/s")?;
        Ok(())
    }
}
