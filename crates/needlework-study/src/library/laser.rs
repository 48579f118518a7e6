//! Laser entries: fractional lasers with what one pulse leaves.

use needlework::injury::{ColumnSpread, Laser, LaserColumns, LaserPulse};
use needlework::limit::LimitError;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::datum::Amount;
use super::entry::{Unusable, common, entry, short};
use super::phototype::PhototypesUsed;
use super::{Datum, Entry, Wavelength};
use crate::quantity::{ArealDensity, Energy, Length};

entry! {
    /// A fractional laser.
    pub struct LaserEntry {
        /// Whether tissue is removed.
        pub kind: LaserKind,
        /// Wavelength and usual settings.
        pub settings: LaserSettingsFile,
        /// What one pulse leaves.
        pub pulse: PulseFile,
        /// Phototypes on which it is used.
        pub phototypes: PhototypesUsed,
    }
}

/// What a laser leaves in the skin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LaserKind {
    /// Columns are removed, with a heated rim.
    Ablative,
    /// Columns are heated under an intact surface.
    NonAblative,
}

/// Wavelength and usual settings.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LaserSettingsFile {
    /// Wavelength.
    pub wavelength: Datum<Wavelength>,
    /// Usual energy of a pulse.
    pub energy: Datum<Energy>,
    /// Least energy of a pulse.
    pub energy_min: Energy,
    /// Greatest energy of a pulse.
    pub energy_max: Energy,
    /// Usual columns per area.
    pub density: Datum<ArealDensity>,
}

/// What one pulse leaves: depth and rim as powers of its energy.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PulseFile {
    /// Diameter of the removed core; 0 mm where nothing is removed.
    pub core_diameter: Datum<Length>,
    /// Depth at 1 mJ.
    pub depth_at_1_mj: Datum<Length>,
    /// Power of the energy in the depth.
    pub depth_exponent: Datum<f64>,
    /// Width of the rim, or radius of a column without core, at 1 mJ.
    pub rim_at_1_mj: Datum<Length>,
    /// Power of the energy in that width.
    pub rim_exponent: Datum<f64>,
}

/// Millijoules of a joule.
const MILLIJOULES: f64 = 1000.0;

/// Standard deviations from end to end of a range in which a figure lies nearly surely [-].
const SDS_OF_A_RANGE: f64 = 4.0;

impl LaserEntry {
    /// What a pulse leaves.
    pub fn pulse(&self) -> LaserPulse {
        let p = &self.pulse;
        LaserPulse {
            core_diameter: p.core_diameter.value.mm(),
            depth_at_1_mj: p.depth_at_1_mj.value.mm(),
            depth_exponent: p.depth_exponent.value,
            rim_at_1_mj: p.rim_at_1_mj.value.mm(),
            rim_exponent: p.rim_exponent.value,
        }
    }

    /// How far its columns may be off at an energy (mJ), from the ranges of the file.
    pub fn spread(&self, energy: f64) -> ColumnSpread {
        let p = &self.pulse;
        let powered = |scale: f64, exponent: f64| (scale * scale + (exponent * energy.ln()).powi(2)).sqrt();
        ColumnSpread {
            core: log_sd(&p.core_diameter),
            rim: powered(log_sd(&p.rim_at_1_mj), sd(&p.rim_exponent)),
            depth: powered(log_sd(&p.depth_at_1_mj), sd(&p.depth_exponent)),
        }
    }

    /// The laser for the simulation, at an energy (mJ), a density (1/cm²) and a number of passes.
    ///
    /// # Errors
    /// Settings that the model cannot use.
    pub fn laser(&self, energy: f64, density: f64, passes: f64) -> Result<Laser, LimitError> {
        let columns = LaserColumns { passes, ..self.pulse().columns(energy, density)? };
        Ok(Laser { name: self.name.clone(), columns, spread: self.spread(energy) })
    }

    /// Usual energy of a pulse [mJ].
    pub fn usual_energy(&self) -> f64 {
        MILLIJOULES * self.settings.energy.value.joules()
    }

    /// Least and greatest energy of a pulse [mJ].
    pub fn energies(&self) -> [f64; 2] {
        [MILLIJOULES * self.settings.energy_min.joules(), MILLIJOULES * self.settings.energy_max.joules()]
    }

    /// Usual columns per area in one pass [1/cm²].
    pub fn usual_density(&self) -> f64 {
        self.settings.density.value.per_cm2()
    }

    fn usual(&self) -> Result<Laser, LimitError> {
        self.laser(self.usual_energy(), self.usual_density(), 1.0)
    }
}

/// Standard deviation of a figure: as given, or a quarter of its range [any].
fn sd<Q: Amount>(datum: &Datum<Q>) -> f64 {
    let width = |[low, high]: [Q; 2]| (high.number() - low.number()) / SDS_OF_A_RANGE;
    datum.sd.map(Amount::number).or_else(|| datum.range.map(width)).unwrap_or(0.0)
}

/// The same of the logarithm of a figure that is not negative; 0 where it may be zero [-].
fn log_sd<Q: Amount>(datum: &Datum<Q>) -> f64 {
    match datum.range {
        Some([low, high]) if low.number() > 0.0 => (high.number() / low.number()).ln() / SDS_OF_A_RANGE,
        _ => datum.variation(),
    }
}

impl Entry for LaserEntry {
    common!();

    fn facts(&self) -> String {
        let kind = if self.kind == LaserKind::Ablative { "ablative" } else { "non-ablative" };
        let usual = self.usual().map_or(String::new(), |laser| {
            let c = laser.columns;
            format!(", {} mm deep, {} % covered", short(c.depth), short(100.0 * c.coverage()))
        });
        format!("{kind}, {} mJ, {} /cm²{usual}", short(self.usual_energy()), short(self.usual_density()))
    }

    fn derived(&self) -> Vec<(&'static str, Value)> {
        let Ok(laser) = self.usual() else { return Vec::new() };
        let (c, spread) = (laser.columns, laser.spread);
        let spread_of = |log_sd: f64| format!("× or ÷ {}", short(log_sd.exp()));
        vec![
            ("depth", json!(format!("{} mm, {}", short(c.depth), spread_of(spread.depth)))),
            ("rim", json!(format!("{:.3} mm, {}", c.rim, spread_of(spread.rim)))),
            ("column_width", json!(format!("{:.3} mm", 2.0_f64.mul_add(c.rim, c.core_diameter)))),
            ("coverage", json!(format!("{} %", short(100.0 * c.coverage())))),
        ]
    }

    fn check(&self) -> Result<(), Unusable> {
        self.phototypes.check()?;
        let removes = self.pulse.core_diameter.value.mm() > 0.0;
        if removes != (self.kind == LaserKind::Ablative) {
            let message = "an ablative laser has a core, a non-ablative one has none";
            return Err(Unusable::at("pulse.core_diameter", message));
        }
        let [low, high] = self.energies();
        if !(low <= self.usual_energy() && self.usual_energy() <= high) {
            let fault = Unusable::at("settings.energy", "the usual energy lies outside the settings of the device");
            return Err(Unusable { limit: Some(format!("{low} to {high} mJ")), ..fault });
        }
        for energy in [low, high] {
            self.laser(energy, self.usual_density(), 1.0).map_err(|error| {
                let message = format!("at {energy} mJ {error}");
                Unusable::at("pulse", message)
            })?;
        }
        Ok(())
    }
}
