//! `[technique]`: how the device is used.

use crate::document::Located;
use crate::quantity::{Angle, ArealDensity, Duration, Fraction, Frequency, Length, Speed, TimePerArea};
use schemars::JsonSchema;
use serde::Deserialize;

/// How the device is used. How often the skin is gone over may be said as passes, as a density of punctures, or for a
/// pen as a time per area.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TechniqueKeys {
    /// Times that every spot is gone over, all directions together.
    #[schemars(range(min = 1, max = 1000))]
    pub passes: Option<Located<usize>>,
    /// Directions of the strokes: a number of evenly spread ones, or a list of angles.
    pub directions: Option<Located<DirectionsKey>>,
    /// Punctures per area to reach; the passes (roller, stamp) or the hand speed (pen) follow from it.
    #[schemars(extend("x-minimum" = "1 /cm2", "x-maximum" = "20000 /cm2"))]
    pub density: Option<Located<ArealDensity>>,
    /// Pen: time spent per area; the hand speed follows from it.
    #[schemars(extend("x-minimum" = "0.01 s/cm2", "x-maximum" = "600 s/cm2"))]
    pub time_per_area: Option<Located<TimePerArea>>,
    /// Speed of the hand over the skin.
    #[schemars(extend("x-minimum" = "0.1 mm/s", "x-maximum" = "500 mm/s"))]
    pub hand_speed: Option<Located<Speed>>,
    /// Pen: depth setting.
    #[schemars(extend("x-maximum" = "5 mm"))]
    pub depth: Option<Located<Length>>,
    /// Pen: drive frequency.
    #[schemars(extend("x-minimum" = "0.1 Hz", "x-maximum" = "1 kHz"))]
    pub frequency: Option<Located<Frequency>>,
    /// Pen: the line that the hand draws.
    pub path: Option<Located<PathWord>>,
    /// Pen: radius of the small circles, for the path "circular".
    #[schemars(extend("x-minimum" = "0.1 mm", "x-maximum" = "50 mm"))]
    pub circle_radius: Option<Located<Length>>,
    /// Pen: distance between neighbouring lines.
    #[schemars(extend("x-minimum" = "50 um", "x-maximum" = "50 mm"))]
    pub line_spacing: Option<Located<Length>>,
    /// Pen: halts of the hand along the line.
    pub dwell: Option<DwellKeys>,
    /// How far strokes or placements stray sideways, as a standard deviation.
    #[schemars(extend("x-maximum" = "20 mm"))]
    pub jitter: Option<Located<Length>>,
    /// Stamp: share of the head that neighbouring placements have in common.
    #[schemars(extend("x-maximum" = "0.9"))]
    pub overlap: Option<Located<Fraction>>,
    /// Stamp: time from one placement to the next.
    #[schemars(extend("x-minimum" = "0.05 s", "x-maximum" = "60 s"))]
    pub time_per_placement: Option<Located<Duration>>,
    /// Stamp: speed at which it is pressed in.
    #[schemars(extend("x-minimum" = "0.01 mm/s", "x-maximum" = "20 m/s"))]
    pub press_speed: Option<Located<Speed>>,
    /// Anaesthesia before the session.
    pub anaesthesia: Option<Located<AnaesthesiaWord>>,
    /// Platelet-rich plasma needled in, in units of the growth factors of a fully bleeding channel.
    #[schemars(range(min = 0, max = 10))]
    pub platelet_plasma: Option<Located<f64>>,
}

/// Directions of the strokes.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum DirectionsKey {
    /// That many directions, spread evenly over half a turn.
    Number(#[schemars(range(min = 1, max = 64))] usize),
    /// The angles.
    Angles(#[schemars(length(min = 1, max = 64))] Vec<Angle>),
}

/// The line that the hand draws with a pen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PathWord {
    /// Parallel lines.
    Raster,
    /// One spiral from the middle outwards.
    Spiral,
    /// Small circles along parallel lines.
    Circular,
}

/// Halts of the hand.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DwellKeys {
    /// Distance along the line between halts.
    #[schemars(extend("x-minimum" = "0.1 mm", "x-maximum" = "1 m"))]
    pub every: Located<Length>,
    /// Length of each halt.
    #[schemars(extend("x-maximum" = "60 s"))]
    pub time: Located<Duration>,
}

/// Anaesthesia before the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AnaesthesiaWord {
    /// None.
    None,
    /// Cream for 30 to 60 minutes.
    Cream,
    /// A stronger cream, or cream under occlusion.
    Strong,
}
