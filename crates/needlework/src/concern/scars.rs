//! Atrophic scars as a population of depths by type.

use serde::{Deserialize, Serialize};
use statrs::distribution::{ContinuousCDF, Normal};

/// Shape of an atrophic scar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScarType {
    /// Wide and shallow with sloping walls, tethered below.
    Rolling,
    /// Round or oval with vertical walls and a flat base.
    Boxcar,
    /// Narrow, deep, V-shaped.
    IcePick,
}

impl ScarType {
    /// All types, in the order of [`ScarTypeShare`].
    pub const ALL: [Self; 3] = [Self::Rolling, Self::Boxcar, Self::IcePick];
}

/// Shares of the scar types; they add up to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScarTypeShare {
    /// Rolling [-].
    pub rolling: f64,
    /// Boxcar [-].
    pub boxcar: f64,
    /// Ice-pick [-].
    pub ice_pick: f64,
}

impl ScarTypeShare {
    /// Share of one type [-].
    pub fn of(&self, scar_type: ScarType) -> f64 {
        match scar_type {
            ScarType::Rolling => self.rolling,
            ScarType::Boxcar => self.boxcar,
            ScarType::IcePick => self.ice_pick,
        }
    }
}

impl Default for ScarTypeShare {
    /// 45 % rolling, 35 % boxcar, 20 % ice-pick (assumed; ice-pick 0.1–0.4 elsewhere).
    fn default() -> Self {
        Self { rolling: 0.45, boxcar: 0.35, ice_pick: 0.20 }
    }
}

/// The atrophic scars of one face: how many, of which type, how deep.
///
/// Depths of one type follow a log-normal distribution and are represented by the mid-quantiles of equal shares of it,
/// so that the same study always has the same scars, and a small count already carries the spread.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScarPopulation {
    /// Number of scars, 1 to 500 [-].
    pub count: u32,
    /// Mix of types.
    pub share: ScarTypeShare,
    /// Median depth, 0.05 to 2 [mm].
    pub median_depth: f64,
    /// Standard deviation of ln(depth), 0 to 1.5 [-].
    pub depth_log_sd: f64,
}

impl Default for ScarPopulation {
    /// 30 scars (15–44), median depth 0.42 mm (0.3–0.6), log-sd 0.5 (0.3–0.7): all assumed.
    fn default() -> Self {
        Self { count: 30, share: ScarTypeShare::default(), median_depth: 0.42, depth_log_sd: 0.5 }
    }
}

impl ScarPopulation {
    /// Number of scars of one type; may be a fraction, since shares of a small count seldom are whole [-].
    pub fn number(&self, scar_type: ScarType) -> f64 {
        f64::from(self.count) * self.share.of(scar_type)
    }

    /// Depths of one type before treatment and the number of scars that each stands for [mm], [-].
    pub fn depths(&self, scar_type: ScarType) -> Vec<(f64, f64)> {
        let number = self.number(scar_type);
        if number <= 0.0 {
            return Vec::new();
        }
        let classes = number.ceil().max(1.0) as u32;
        let standard = Normal::standard();
        (0..classes)
            .map(|class| {
                let quantile = (f64::from(class) + 0.5) / f64::from(classes);
                let depth = self.median_depth * (self.depth_log_sd * standard.inverse_cdf(quantile)).exp();
                (depth, number / f64::from(classes))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depths_carry_the_count_the_median_and_the_spread() {
        let scars = ScarPopulation { count: 400, ..ScarPopulation::default() };
        let depths = scars.depths(ScarType::Rolling);
        let number: f64 = depths.iter().map(|(_, number)| number).sum();
        assert!((number - 180.0).abs() < 1e-9);
        let mean_log = depths.iter().map(|(depth, _)| depth.ln()).sum::<f64>() / depths.len() as f64;
        assert!((mean_log.exp() - 0.42).abs() < 1e-9);
        let variance =
            depths.iter().map(|(depth, _)| (depth.ln() - mean_log).powi(2)).sum::<f64>() / depths.len() as f64;
        assert!((variance.sqrt() - 0.5).abs() < 0.01, "{}", variance.sqrt());
    }
}
