//! Fractional lasers as injuries: columns on a scanner grid.

use super::error::{InjuryError, check_depths};
use super::kinds::{Injury, InjuryKind, ZoneInjury};
use crate::limit::{LimitError, in_range};
use serde::{Deserialize, Serialize};
use std::f64::consts::PI;

/// Columns of removed and denatured tissue, as a scanner lays them.
///
/// A column tapers like a channel, `radius ∝ (1 - z/depth)^½` (assumed, as for needles). The columns of one pass lie on a
/// grid, so they do not overlap until they fill the plane: the fraction `f` is area times density, at most 1. Passes know
/// nothing of each other and leave `1 - (1 - f)^n`; what one removes and another heats counts as removed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LaserColumns {
    /// Columns per area in one pass [1/mm²].
    pub density: f64,
    /// Passes, 1 or more [-].
    #[serde(default = "one")]
    pub passes: f64,
    /// Diameter of the removed core at the surface; 0 for a non-ablative laser [mm].
    pub core_diameter: f64,
    /// Width of the denatured rim round the core, or the radius of a column without core [mm].
    pub rim: f64,
    /// Depth of the columns [mm].
    pub depth: f64,
}

fn one() -> f64 {
    1.0
}

/// How far columns may be off, as standard deviations of logarithms.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnSpread {
    /// Of the diameter of the core [-].
    pub core: f64,
    /// Of the rim [-].
    pub rim: f64,
    /// Of the depth [-].
    pub depth: f64,
}

impl Default for ColumnSpread {
    /// A fifth of each: assumed, 0.1 to 0.4, where columns are stated by hand.
    fn default() -> Self {
        Self { core: 0.2, rim: 0.2, depth: 0.2 }
    }
}

/// A laser session: the columns, and how far they may be off.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Laser {
    /// Name of the device, for tables.
    pub name: String,
    /// What it leaves.
    pub columns: LaserColumns,
    /// How far that may be off.
    #[serde(default)]
    pub spread: ColumnSpread,
}

impl Laser {
    /// The columns of one draw: each size times `exp(spread · score)`; `scores` of core, rim and depth are standard normal.
    pub fn drawn(&self, scores: [f64; 3]) -> LaserColumns {
        let [core, rim, depth] = scores;
        let c = self.columns;
        LaserColumns {
            core_diameter: (c.core_diameter * (self.spread.core * core).exp()).min(5.0),
            rim: (c.rim * (self.spread.rim * rim).exp()).min(5.0),
            depth: (c.depth * (self.spread.depth * depth).exp()).clamp(0.01, 10.0),
            ..c
        }
    }
}

impl LaserColumns {
    fn check(&self) -> Result<(), LimitError> {
        in_range("laser.density", self.density, 0.0, 100.0, "1/mm²")?;
        in_range("laser.passes", self.passes, 1.0, 50.0, "")?;
        in_range("laser.core_diameter", self.core_diameter, 0.0, 5.0, "mm")?;
        in_range("laser.rim", self.rim, 0.0, 5.0, "mm")?;
        in_range("laser.depth", self.depth, 0.01, 10.0, "mm")?;
        Ok(())
    }

    /// Removed and denatured fraction at a depth [-].
    fn fractions(&self, z: f64) -> (f64, f64) {
        let taper = (1.0 - z / self.depth).max(0.0);
        let in_one_pass = |radius: f64| (self.density * PI * radius * radius * taper).min(1.0);
        let share = |radius: f64| 1.0 - (1.0 - in_one_pass(radius)).powf(self.passes);
        let ablated = share(0.5 * self.core_diameter);
        (ablated, share(0.5 * self.core_diameter + self.rim) - ablated)
    }

    /// Share of the surface under cores and rims [-].
    pub fn coverage(&self) -> f64 {
        let (ablated, coagulated) = self.fractions(0.0);
        ablated + coagulated
    }

    /// Whether tissue is removed.
    pub fn is_ablative(&self) -> bool {
        self.core_diameter > 0.0
    }

    /// The injury at the depths of the healing zones [mm].
    ///
    /// With a core the surface is open over core and rim and does not bleed, because the rim seals the vessels.
    /// Without a core the surface stays shut and the injury is denatured tissue only.
    ///
    /// # Errors
    /// Depths or numbers out of range.
    ///
    /// ```
    /// use needlework::injury::LaserColumns;
    /// let co2 = LaserColumns { density: 1.0, passes: 1.0, core_diameter: 0.12, rim: 0.05, depth: 1.0 };
    /// let injury = co2.injury(&[0.2])?;
    /// assert!((injury.zones[0].ablated - 0.8 * 0.011_310).abs() < 1e-6); // π · 0.06² · (1 - 0.2)
    /// assert!((injury.lesion_width - 0.22).abs() < 1e-12);
    /// # Ok::<(), needlework::injury::InjuryError>(())
    /// ```
    pub fn injury(&self, depths: &[f64]) -> Result<Injury, InjuryError> {
        check_depths(depths)?;
        self.check()?;
        let zones = depths
            .iter()
            .map(|depth| {
                let (ablated, coagulated) = self.fractions(*depth);
                ZoneInjury { depth: *depth, destroyed: 0.0, ablated, coagulated }
            })
            .collect();
        let ablative = self.is_ablative();
        let (ablated, coagulated) = self.fractions(0.0);
        let open = if ablative { ablated + coagulated } else { 0.0 };
        Ok(Injury {
            kind: if ablative { InjuryKind::AblativeLaser } else { InjuryKind::NonAblativeLaser },
            zones,
            bleed: 0.0,
            open_barrier: open,
            open_epidermis: open,
            lesion_width: self.core_diameter + 2.0 * self.rim,
            epidermis_removed: 0.0,
            platelet_bolus: 0.0,
            density: self.density * self.passes,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_laser_without_core_only_denatures() {
        let laser = LaserColumns { density: 10.0, passes: 1.0, core_diameter: 0.0, rim: 0.06, depth: 0.8 };
        let injury = laser.injury(&[0.0, 0.4, 1.0]).unwrap();
        assert_eq!(injury.kind, InjuryKind::NonAblativeLaser);
        assert_eq!((injury.open_barrier, injury.open_epidermis), (0.0, 0.0));
        assert!((injury.zones[0].coagulated - 10.0 * PI * 0.0036).abs() < 1e-12);
        assert!((injury.zones[1].coagulated / injury.zones[0].coagulated - 0.5).abs() < 1e-12);
        assert_eq!(injury.zones[2].dead(), 0.0);
    }

    #[test]
    fn dense_columns_fill_the_plane_and_no_more() {
        let laser = LaserColumns { density: 100.0, passes: 1.0, core_diameter: 0.2, rim: 0.5, depth: 1.0 };
        let injury = laser.injury(&[0.0, 0.3]).unwrap();
        for zone in &injury.zones {
            assert!(zone.ablated >= 0.0 && zone.coagulated >= 0.0);
            assert!(zone.ablated + zone.coagulated <= 1.0 + 1e-12);
        }
        assert!((injury.open_epidermis - 1.0).abs() < 1e-12);
    }

    #[test]
    fn passes_overlap_by_chance_and_keep_the_plane() {
        let once = LaserColumns { density: 5.0, passes: 1.0, core_diameter: 0.2, rim: 0.05, depth: 1.0 };
        let coverage = |passes: f64| LaserColumns { passes, ..once }.coverage();
        assert!((coverage(1.0) - 5.0 * PI * 0.0225).abs() < 1e-12);
        assert!((coverage(3.0) - (1.0 - (1.0 - coverage(1.0)).powi(3))).abs() < 1e-12);
        // Removed and heated parts add up to what is covered, at every depth.
        let thrice = LaserColumns { passes: 3.0, ..once }.injury(&[0.0, 0.3, 0.7]).unwrap();
        let outer =
            LaserColumns { passes: 3.0, core_diameter: 0.3, rim: 0.0, ..once }.injury(&[0.0, 0.3, 0.7]).unwrap();
        for (zone, outer) in thrice.zones.iter().zip(&outer.zones) {
            assert!((zone.ablated + zone.coagulated - outer.ablated).abs() < 1e-12);
            assert!(zone.dead() < 1.0);
        }
    }

    #[test]
    fn a_draw_in_the_middle_is_the_laser_itself() {
        let columns = LaserColumns { density: 2.0, passes: 1.0, core_diameter: 0.12, rim: 0.05, depth: 0.75 };
        let laser = Laser { name: "CO2".to_owned(), columns, spread: ColumnSpread { core: 0.1, rim: 0.2, depth: 0.3 } };
        assert_eq!(laser.drawn([0.0; 3]), columns);
        let deep = laser.drawn([0.0, 0.0, 1.0]);
        assert!((deep.depth / 0.75 - 0.3_f64.exp()).abs() < 1e-12 && deep.rim == columns.rim);
        assert!(laser.drawn([9.0, -9.0, 90.0]).injury(&[0.2]).is_ok());
    }

    #[test]
    fn hostile_numbers_are_refused() {
        let laser = LaserColumns { density: 1.0, passes: 1.0, core_diameter: 0.1, rim: 0.05, depth: 1.0 };
        for wrong in [
            LaserColumns { density: f64::NAN, ..laser },
            LaserColumns { depth: 0.0, ..laser },
            LaserColumns { rim: -1.0, ..laser },
            LaserColumns { passes: 0.0, ..laser },
        ] {
            assert!(wrong.injury(&[0.2]).is_err());
        }
        assert!(laser.injury(&[]).is_err());
        assert!(laser.injury(&[f64::INFINITY]).is_err());
    }
}
