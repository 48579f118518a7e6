//! The punctures of one session on a representative patch, and their summary.

use crate::limit::{LimitError, in_range};
use serde::{Deserialize, Serialize};

/// The treated area and the patch of it that is simulated puncture by puncture.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Width of the simulated patch [mm].
    pub patch_width: f64,
    /// Height of the simulated patch [mm].
    pub patch_height: f64,
    /// Whole treated area, which sets the procedure time [mm²].
    pub treated_area: f64,
}

impl Field {
    /// A 20 mm × 20 mm patch that stands for a treated area [mm²].
    pub fn representative(treated_area: f64) -> Self {
        Self { patch_width: 20.0, patch_height: 20.0, treated_area }
    }

    /// Area of the patch [mm²].
    pub fn patch_area(&self) -> f64 {
        self.patch_width * self.patch_height
    }

    /// Checks that every number can be used.
    ///
    /// # Errors
    /// The first field that is not finite or out of range.
    pub fn check(&self) -> Result<(), LimitError> {
        in_range("field.patch_width", self.patch_width, 1.0, 500.0, "mm")?;
        in_range("field.patch_height", self.patch_height, 1.0, 500.0, "mm")?;
        in_range("field.treated_area", self.treated_area, 1.0, 2e6, "mm²")?;
        Ok(())
    }
}

/// Every puncture on the patch, one array per quantity, in the order in which they were made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Punctures {
    /// The patch and the treated area.
    pub field: Field,
    /// Place across the patch [mm].
    pub x: Vec<f64>,
    /// Place up the patch [mm].
    pub y: Vec<f64>,
    /// Time after the first contact with the patch [s].
    pub time: Vec<f64>,
    /// Depth of the channel below the surface; 0 where the skin only gave way [mm].
    pub depth: Vec<f64>,
    /// Radius of the open channel at the surface [mm].
    pub mouth_radius: Vec<f64>,
    /// Which needle of the device made it.
    pub needle: Vec<u32>,
    /// Depth to which the needles were driven [mm].
    pub needle_travel: f64,
    /// Diameter of the needles at the base [mm].
    pub needle_diameter: f64,
    /// Exponent of the channel profile [-].
    pub taper: f64,
    /// Time to treat the whole area once through all passes [s].
    pub procedure_time: f64,
}

impl Punctures {
    /// Number of punctures on the patch.
    pub fn len(&self) -> usize {
        self.depth.len()
    }

    /// Whether nothing touched the patch.
    pub fn is_empty(&self) -> bool {
        self.depth.is_empty()
    }

    /// Punctures per area of the patch [1/mm²].
    pub fn density(&self) -> f64 {
        self.len() as f64 / self.field.patch_area()
    }
}

/// What a pattern of punctures amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Pattern {
    /// Strokes of a needle per area, whether they pierced the skin or not [1/mm²].
    pub density: f64,
    /// Share of strokes that pierced the stratum corneum [-].
    pub pierced_fraction: f64,
    /// Mean depth of the channels that pierced [mm].
    pub depth_mean: f64,
    /// Standard deviation of that depth [mm].
    pub depth_sd: f64,
    /// Fifth percentile of that depth [mm].
    pub depth_p05: f64,
    /// Median of that depth [mm].
    pub depth_median: f64,
    /// Ninety-fifth percentile of that depth [mm].
    pub depth_p95: f64,
    /// Share of strokes stopped by the lower limit of the dermis [-].
    pub capped_fraction: f64,
    /// Share of the surface inside an open channel mouth [-].
    pub channel_area_fraction: f64,
    /// Share of the channel-mouth area that falls on another mouth: 1 - union/sum [-].
    pub overlap_fraction: f64,
    /// Share of channels that reach the papillary vessels [-].
    pub bleeding_fraction: f64,
    /// Force to drive one needle to the median depth [N].
    pub force_per_needle: f64,
    /// Force of the hand: force per needle times the needles in the skin at once [N].
    pub hand_force: f64,
    /// Sideways travel of the needle while it is in the skin, if the skin did not follow [mm].
    pub slide: f64,
    /// Time to treat the whole area [s].
    pub procedure_time: f64,
}
