//! The punctures of one session on a representative patch.

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
    /// Greatest error of that travel [mm].
    pub travel_tolerance: f64,
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

    /// Places and radii of the open channel mouths, for [`union_fraction`](super::union_fraction).
    pub fn mouths(&self) -> impl Iterator<Item = (f64, f64, f64)> + Clone + '_ {
        let places = self.x.iter().zip(&self.y);
        places.zip(&self.mouth_radius).map(|((x, y), radius)| (*x, *y, *radius))
    }
}
