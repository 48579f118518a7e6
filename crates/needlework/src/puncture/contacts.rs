//! Where and when needle tips touch the patch, before any skin comes in.

use super::error::PunctureError;
use super::punctures::Field;
use super::strike::MAX_PUNCTURES;

/// One needle tip touching the patch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contact {
    pub x: f64,
    pub y: f64,
    pub time: f64,
    pub needle: u32,
    /// Number of the stroke of the hand (strip, line or placement) that the contact belongs to.
    pub stroke: u32,
}

/// The patch seen along a direction: local axes and half extents that enclose it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    centre: [f64; 2],
    cos: f64,
    sin: f64,
    /// Half extent along the direction [mm].
    pub along: f64,
    /// Half extent across the direction [mm].
    pub across: f64,
}

impl Frame {
    pub fn new(field: &Field, direction: f64) -> Self {
        let (sin, cos) = direction.sin_cos();
        let (half_width, half_height) = (0.5 * field.patch_width, 0.5 * field.patch_height);
        Self {
            centre: [half_width, half_height],
            cos,
            sin,
            along: half_width * cos.abs() + half_height * sin.abs(),
            across: half_width * sin.abs() + half_height * cos.abs(),
        }
    }

    /// Patch coordinates of a place given along and across the direction.
    pub fn place(&self, along: f64, across: f64) -> [f64; 2] {
        [self.centre[0] + along * self.cos - across * self.sin, self.centre[1] + along * self.sin + across * self.cos]
    }
}

/// Whether a place lies on the patch; the far edges belong to the next patch.
pub(super) fn on_patch(field: &Field, [x, y]: [f64; 2]) -> bool {
    x >= 0.0 && x < field.patch_width && y >= 0.0 && y < field.patch_height
}

/// Refuses a number of strokes before anything is allocated for them.
pub(super) fn bounded(expected: f64) -> Result<usize, PunctureError> {
    if expected.is_finite() && expected <= MAX_PUNCTURES as f64 {
        Ok(expected as usize)
    } else {
        Err(PunctureError::TooMany { expected, limit: MAX_PUNCTURES })
    }
}
