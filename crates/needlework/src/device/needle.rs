//! One needle.

use crate::limit::{LimitError, in_range};
use serde::{Deserialize, Serialize};

/// A solid needle, pointed at the tip and `diameter` wide at the base.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Needle {
    /// Length from base to tip; for a pen the greatest protrusion [mm].
    pub length: f64,
    /// Diameter at the base [mm].
    pub diameter: f64,
    /// Radius of the tip; makers state 1 to 25 µm (mn-dimensions-review-2020) [mm].
    #[serde(default = "Needle::default_tip_radius")]
    pub tip_radius: f64,
    /// Exponent of the channel profile `r(z) ∝ (1 - z/depth)^taper`; ½ is the form of the calibration [-].
    #[serde(default = "Needle::default_taper")]
    pub taper: f64,
}

impl Needle {
    /// A needle with the tip of kalluri-2011 (4 µm) and the taper of the calibration.
    pub fn new(length: f64, diameter: f64) -> Self {
        Self { length, diameter, tip_radius: Self::default_tip_radius(), taper: Self::default_taper() }
    }

    fn default_tip_radius() -> f64 {
        0.004
    }

    fn default_taper() -> f64 {
        0.5
    }

    /// Checks that every number can be used.
    ///
    /// # Errors
    /// The first field that is not finite or out of range.
    pub fn check(&self) -> Result<(), LimitError> {
        in_range("device.needle.length", self.length, 0.02, 10.0, "mm")?;
        in_range("device.needle.diameter", self.diameter, 0.01, 2.0, "mm")?;
        in_range("device.needle.tip_radius", self.tip_radius, 0.0002, 0.5, "mm")?;
        in_range("device.needle.taper", self.taper, 0.0, 2.0, "")?;
        Ok(())
    }
}
