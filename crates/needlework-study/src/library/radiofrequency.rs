//! Radiofrequency needling entries: needles that heat, kept apart from lasers and from plain needles.

use needlework::injury::{Destruction, RadiofrequencyNeedles};
use needlework::puncture::Penetration;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::entry::{Unusable, common, entry, short};
use super::peel::median_face;
use super::phototype::PhototypesUsed;
use super::{Datum, Entry};
use crate::quantity::{ArealDensity, Length};

entry! {
    /// A device for radiofrequency needling.
    pub struct RadiofrequencyEntry {
        /// Whether the shafts are insulated.
        pub kind: RadiofrequencyKind,
        /// The needles and how they are used.
        pub needle: HeatedNeedleFile,
        /// What the heat leaves.
        pub heat: HeatFile,
        /// Phototypes on which it is used.
        pub phototypes: PhototypesUsed,
    }
}

/// Whether the shafts are insulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RadiofrequencyKind {
    /// Bare at the tips only.
    Insulated,
    /// Bare along the whole needle.
    Bare,
}

/// Needles and how they are used.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HeatedNeedleFile {
    /// Diameter.
    pub diameter: Datum<Length>,
    /// Usual depth of the tips.
    pub depth: Datum<Length>,
    /// Least depth setting.
    pub depth_min: Length,
    /// Greatest depth setting.
    pub depth_max: Length,
    /// Usual punctures per area.
    pub density: Datum<ArealDensity>,
}

/// What the heat leaves.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HeatFile {
    /// Length of the bare end, from the tip upwards.
    pub bare_length: Datum<Length>,
    /// Radius of the coagulated zone round the bare end.
    pub zone_radius: Datum<Length>,
}

impl RadiofrequencyEntry {
    /// The needles for the simulation, at a depth (mm) and a density (1/mm²).
    pub fn needles(&self, depth: f64, density: f64) -> RadiofrequencyNeedles {
        let bare = self.heat.bare_length.value.mm();
        RadiofrequencyNeedles {
            name: self.name.clone(),
            density,
            needle_diameter: self.needle.diameter.value.mm(),
            depth,
            // Without insulation the needle heats along whatever part of it is in the skin.
            bare_length: if self.kind == RadiofrequencyKind::Bare { bare.max(depth) } else { bare },
            zone_radius: self.heat.zone_radius.value.mm(),
        }
    }

    fn usual(&self) -> RadiofrequencyNeedles {
        self.needles(self.needle.depth.value.mm(), self.needle.density.value.per_mm2())
    }
}

impl Entry for RadiofrequencyEntry {
    common!();

    fn facts(&self) -> String {
        let kind = format!("{:?}", self.kind).to_lowercase();
        let zone = 2000.0 * self.heat.zone_radius.value.mm();
        let density = self.needle.density.value.per_cm2();
        format!(
            "{kind}, {}, {} /cm², heats {} µm round the needle",
            self.needle.depth.value,
            short(density),
            short(zone)
        )
    }

    fn derived(&self) -> Vec<(&'static str, Value)> {
        let needles = self.usual();
        let injury = median_face().and_then(|skin| {
            needles.injury(&skin, &[needles.depth], &Penetration::default(), &Destruction::default()).ok()
        });
        let dead = injury.and_then(|injury| injury.zones.first().copied()).map(|zone| zone.coagulated);
        let share = dead.map(|dead| ("coagulated_at_the_tips", json!(format!("{} %", short(100.0 * dead)))));
        core::iter::once(("heat_reaches", json!(format!("{} mm", short(needles.reach()))))).chain(share).collect()
    }

    fn check(&self) -> Result<(), Unusable> {
        self.phototypes.check()?;
        let needle = &self.needle;
        if !(needle.depth_min <= needle.depth.value && needle.depth.value <= needle.depth_max) {
            return Err(Unusable::at("needle.depth", "the usual depth lies outside the settings of the device"));
        }
        let skin = median_face().ok_or_else(|| Unusable::at("id", "the reference skin cannot be resolved"))?;
        let injury = self.usual().injury(&skin, &[0.2], &Penetration::default(), &Destruction::default());
        injury.map_err(|error| Unusable::at("needle", error.to_string()))?;
        Ok(())
    }
}
