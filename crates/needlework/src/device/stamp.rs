//! Stamps and arrays: a flat grid of needles that is pressed in, lifted and moved.

use super::needle::Needle;
use crate::limit::{LimitError, count_in_range, in_range};
use serde::{Deserialize, Serialize};

/// A rectangular grid of needles.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stamp {
    /// Rows of needles.
    pub rows: usize,
    /// Needles in each row.
    pub columns: usize,
    /// Distance between neighbours, in both directions [mm].
    pub spacing: f64,
    /// The needles.
    pub needle: Needle,
}

impl Stamp {
    /// Number of needles.
    pub fn needle_count(&self) -> usize {
        self.rows.saturating_mul(self.columns)
    }

    /// Width and height that one placement covers without overlap, one spacing per needle [mm].
    pub fn footprint(&self) -> [f64; 2] {
        [self.columns as f64 * self.spacing, self.rows as f64 * self.spacing]
    }

    /// Checks that every number can be used.
    ///
    /// # Errors
    /// The first field that is not finite or out of range.
    pub fn check(&self) -> Result<(), LimitError> {
        count_in_range("device.rows", self.rows, 1, 1000)?;
        count_in_range("device.columns", self.columns, 1, 1000)?;
        in_range("device.spacing", self.spacing, 0.02, 50.0, "mm")?;
        self.needle.check()
    }
}
