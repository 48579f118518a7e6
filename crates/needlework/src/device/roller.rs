//! Rollers: rings of needles round a drum.

use super::needle::Needle;
use crate::limit::{LimitError, count_in_range, in_range};
use serde::{Deserialize, Serialize};
use std::f64::consts::PI;

/// A drum with `rings` rings along its axis, each with `needles_per_ring` needles at equal angles.
///
/// The common 192-needle drum has 8 rings of 24 needles, 15° apart (schwarz-laaff-2011). Disc rollers are the same
/// thing with other counts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roller {
    /// Diameter of the drum without needles [mm].
    pub drum_diameter: f64,
    /// Width of the needled part of the drum [mm].
    pub drum_width: f64,
    /// Rings along the axis.
    pub rings: usize,
    /// Needles round each ring.
    pub needles_per_ring: usize,
    /// Turn of each ring against its neighbour, as a share of the angle between two needles; ½ is assumed where the
    /// maker does not say [-].
    #[serde(default = "Roller::default_stagger")]
    pub stagger: f64,
    /// The needles.
    pub needle: Needle,
}

impl Roller {
    fn default_stagger() -> f64 {
        0.5
    }

    /// Number of needles on the drum.
    pub fn needle_count(&self) -> usize {
        self.rings.saturating_mul(self.needles_per_ring)
    }

    /// Distance that the drum rolls between two needles of a ring: `π·D/n` [mm].
    pub fn pitch(&self) -> f64 {
        PI * self.drum_diameter / self.needles_per_ring as f64
    }

    /// Distance between rings [mm].
    pub fn ring_spacing(&self) -> f64 {
        self.drum_width / self.rings as f64
    }

    /// Punctures per area left by one pass: `N/(π·D·W)` [1/mm²].
    ///
    /// ```
    /// use needlework::device::{Needle, Roller};
    /// let drum = Roller {
    ///     drum_diameter: 20.0, drum_width: 20.0, rings: 8, needles_per_ring: 24, stagger: 0.5,
    ///     needle: Needle::new(1.5, 0.25),
    /// };
    /// assert!((100.0 * drum.density_per_pass() - 15.3).abs() < 0.05); // per cm², schwarz-laaff-2011
    /// ```
    pub fn density_per_pass(&self) -> f64 {
        self.needle_count() as f64 / (PI * self.drum_diameter * self.drum_width)
    }

    /// Checks that every number can be used.
    ///
    /// # Errors
    /// The first field that is not finite or out of range.
    pub fn check(&self) -> Result<(), LimitError> {
        in_range("device.drum_diameter", self.drum_diameter, 2.0, 200.0, "mm")?;
        in_range("device.drum_width", self.drum_width, 0.5, 200.0, "mm")?;
        count_in_range("device.rings", self.rings, 1, 200)?;
        count_in_range("device.needles_per_ring", self.needles_per_ring, 1, 500)?;
        in_range("device.stagger", self.stagger, 0.0, 1.0, "")?;
        self.needle.check()
    }
}
