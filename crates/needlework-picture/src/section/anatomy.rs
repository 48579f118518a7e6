//! What the same piece of skin keeps over a course.

use needlework::random::Key;
use needlework::skin::Layers;

/// A channel in the plane of the section.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Opening {
    /// Where its axis meets the surface [mm].
    pub x: f64,
    /// How deep it reaches [mm].
    pub depth: f64,
    /// Radius of the hole in the stratum corneum [mm].
    pub mouth_radius: f64,
    /// Radius of dead tissue at the surface [mm].
    pub dead_radius: f64,
    /// Exponent of the taper towards the tip [-].
    pub taper: f64,
}

/// The anatomy of a piece of skin.
#[derive(Debug, Clone, PartialEq)]
pub struct Anatomy {
    /// Layers before the first treatment.
    pub layers: Layers,
    /// Age of the person, which flattens the rete ridges [year].
    pub age: f64,
    /// Channels in the plane.
    pub openings: Vec<Opening>,
    /// Key of every place that is drawn by chance.
    pub key: Key,
}

/// Height of the rete ridges at 20 years, peak to valley, assumed: ridges flatten with age and no source of ours gives
/// figures [mm].
const RIDGES_AT_20: f64 = 0.055;
/// Height of the rete ridges that is lost per year of age, assumed [mm/year].
const RIDGES_LOST: f64 = 0.00073;
/// Least height of the rete ridges, assumed [mm].
const LEAST_RIDGES: f64 = 0.008;

impl Anatomy {
    /// Height of the rete ridges, peak to valley [mm].
    pub fn ridge_height(&self) -> f64 {
        (RIDGES_AT_20 - RIDGES_LOST * (self.age - 20.0)).clamp(LEAST_RIDGES, RIDGES_AT_20)
    }
}
