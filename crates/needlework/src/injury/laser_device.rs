//! From the settings of a fractional laser to its columns.

use super::laser::LaserColumns;
use crate::limit::{LimitError, in_range};
use serde::{Deserialize, Serialize};

/// What one pulse of a fractional laser leaves.
///
/// Depth `z = a E^p`, width of a denatured column or rim `w = b E^q`, both mm with `E` in mJ. Radiofrequency needles are no
/// laser: see [`super::RadiofrequencyNeedles`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LaserPulse {
    /// Diameter of the removed core at the surface; 0 for a non-ablative laser [mm].
    pub core_diameter: f64,
    /// Depth at 1 mJ, `a` [mm].
    pub depth_at_1_mj: f64,
    /// Exponent of depth on energy, `p` [-].
    pub depth_exponent: f64,
    /// Width of the rim, or radius of a column without core, at 1 mJ, `b` [mm].
    pub rim_at_1_mj: f64,
    /// Exponent of that width on energy, `q` [-].
    pub rim_exponent: f64,
}

impl LaserPulse {
    /// Columns for an energy per pulse (mJ) and a density (1/cm²).
    ///
    /// # Errors
    /// Settings or the pulse out of range.
    ///
    /// ```
    /// use needlework::injury::LaserPulse;
    /// let co2 = LaserPulse {
    ///     core_diameter: 0.12, depth_at_1_mj: 0.05, depth_exponent: 1.0, rim_at_1_mj: 0.05, rim_exponent: 0.0,
    /// };
    /// let columns = co2.columns(15.0, 200.0)?;
    /// assert!((columns.depth - 0.75).abs() < 1e-12);
    /// assert_eq!(columns.density, 2.0);
    /// # Ok::<(), needlework::limit::LimitError>(())
    /// ```
    pub fn columns(&self, energy: f64, density: f64) -> Result<LaserColumns, LimitError> {
        in_range("laser.energy", energy, 0.5, 200.0, "mJ")?;
        in_range("laser.density", density, 1.0, 10_000.0, "1/cm²")?;
        in_range("laser.core_diameter", self.core_diameter, 0.0, 2.0, "mm")?;
        in_range("laser.depth_at_1_mj", self.depth_at_1_mj, 1e-3, 5.0, "mm")?;
        in_range("laser.depth_exponent", self.depth_exponent, 0.0, 2.0, "")?;
        in_range("laser.rim_at_1_mj", self.rim_at_1_mj, 0.0, 2.0, "mm")?;
        in_range("laser.rim_exponent", self.rim_exponent, 0.0, 2.0, "")?;
        Ok(LaserColumns {
            density: density / 100.0,
            passes: 1.0,
            core_diameter: self.core_diameter,
            rim: self.rim_at_1_mj * energy.powf(self.rim_exponent),
            depth: in_range("laser.depth", self.depth_at_1_mj * energy.powf(self.depth_exponent), 0.01, 5.0, "mm")?,
        })
    }

    /// Density at which one pass covers the share `coverage` of the surface with cores and rims [1/cm²].
    ///
    /// # Errors
    /// Settings out of range, or a coverage that is not between 0 and 1.
    pub fn density_for(&self, energy: f64, coverage: f64) -> Result<f64, LimitError> {
        let covered = in_range("laser.coverage", coverage, 1e-4, 0.95, "")?;
        let c = self.columns(energy, 1.0)?;
        let radius = 0.5 * c.core_diameter + c.rim;
        Ok(100.0 * covered / (core::f64::consts::PI * radius * radius))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NON_ABLATIVE: LaserPulse = LaserPulse {
        core_diameter: 0.0,
        depth_at_1_mj: 0.17,
        depth_exponent: 0.5,
        rim_at_1_mj: 0.025,
        rim_exponent: 0.3,
    };

    #[test]
    fn more_energy_is_deeper_and_more_density_covers_more() {
        let at = |e: f64| NON_ABLATIVE.columns(e, 1000.0).unwrap().depth;
        assert!((at(40.0) / at(10.0) - 2.0).abs() < 1e-12);
        let cover = |n: f64| NON_ABLATIVE.columns(10.0, n).unwrap().coverage();
        assert!((cover(2000.0) / cover(1000.0) - 2.0).abs() < 1e-9);
        let density = NON_ABLATIVE.density_for(10.0, 0.25).unwrap();
        assert!((cover(density) - 0.25).abs() < 1e-12);
        assert!(NON_ABLATIVE.density_for(10.0, 1.5).is_err());
    }

    #[test]
    fn settings_out_of_range_are_refused() {
        assert_eq!(NON_ABLATIVE.columns(0.0, 100.0).unwrap_err().place(), "laser.energy");
        assert_eq!(NON_ABLATIVE.columns(10.0, f64::NAN).unwrap_err().code(), "L001");
        let deep = LaserPulse { depth_at_1_mj: 1.0, ..NON_ABLATIVE };
        assert_eq!(deep.columns(100.0, 100.0).unwrap_err().place(), "laser.depth");
    }
}
