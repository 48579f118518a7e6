//! Concern entries.

use needlework::concern::{
    Concern, Laxity, LesionalPigment, LesionalRedness, MatureScar, PigmentPattern, Pores, ScarCause, ScarPopulation,
    ScarTypeShare, Striae, StriaeStage, Wrinkles,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::entry::{Unusable, common, entry};
use super::{Datum, Entry, Sources};
use crate::quantity::{Duration, Length};

entry! {
    /// What a treatment is for: the lesions before it and the endpoints that show its course.
    pub struct ConcernEntry {
        /// Usual sites, the first one by default.
        pub sites: Vec<String>,
        /// Endpoints to show first, most important first.
        pub headline: Vec<String>,
        /// Atrophic scars.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub scars: Option<ScarsFile>,
        /// A mature scar of surgery or a burn.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub mature_scar: Option<MatureScarFile>,
        /// Stretch marks.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub striae: Option<StriaeFile>,
        /// Lines and wrinkles.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub wrinkles: Option<WrinklesFile>,
        /// Pigment lesions.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub pigment: Option<LesionFile>,
        /// Pores.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub pores: Option<PoresFile>,
        /// Red marks.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub redness: Option<RednessFile>,
        /// Lax skin.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub laxity: Option<LaxityFile>,
        /// Protocols of published trials.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub typical: Vec<TypicalProtocol>,
    }
}

/// Atrophic scars before treatment.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScarsFile {
    /// Number of scars.
    pub count: Datum<u32>,
    /// Share of rolling scars.
    pub rolling: Datum<f64>,
    /// Share of boxcar scars.
    pub boxcar: Datum<f64>,
    /// Share of ice-pick scars.
    pub ice_pick: Datum<f64>,
    /// Median depth.
    pub median_depth: Datum<Length>,
    /// Standard deviation of ln(depth).
    pub depth_log_sd: Datum<f64>,
}

/// A mature scar before treatment, as it differs from the skin beside it.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MatureScarFile {
    /// What left it: surgery or burn.
    #[schemars(with = "CauseFile")]
    pub cause: ScarCause,
    /// Width.
    pub width: Datum<Length>,
    /// Length.
    pub length: Datum<Length>,
    /// Greatest height above the skin; below zero where it is sunken.
    pub height: Datum<Length>,
    /// Blood over that of the skin, less one.
    pub redness: Datum<f64>,
    /// Melanin over that of the skin, less one.
    pub pigment: Datum<f64>,
    /// Stiffness over that of the skin, less one.
    pub stiffness: Datum<f64>,
    /// Surface area as an observer grades it, 1 to 10.
    pub surface: Datum<f64>,
}

/// The words for [`ScarCause`], for the schema.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
#[expect(dead_code, reason = "only its schema is used")]
enum CauseFile {
    Surgery,
    Burn,
}

/// Stretch marks before treatment.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StriaeFile {
    /// Red or white.
    #[schemars(with = "StageFile")]
    pub stage: StriaeStage,
    /// Missing dermal thickness over that of the skin beside it.
    pub atrophy: Datum<f64>,
}

/// The words for [`StriaeStage`], for the schema.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
#[expect(dead_code, reason = "only its schema is used")]
enum StageFile {
    Rubra,
    Alba,
}

/// Lines and wrinkles before treatment.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WrinklesFile {
    /// Lemperle grade, 0 to 5.
    pub lemperle: Datum<f64>,
    /// Arithmetic mean roughness.
    pub roughness: Datum<Length>,
}

/// Pigment lesions before treatment.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LesionFile {
    /// Melanocyte drive of the lesion above that of the skin beside it.
    pub excess_drive: Datum<f64>,
    /// Melasma area and severity index, 0 to 48.
    pub masi: Datum<f64>,
    /// How the pigment lies: patch, marks, spots or mottle.
    #[serde(default)]
    #[schemars(with = "PatternFile")]
    pub pattern: PigmentPattern,
}

/// The words for [`PigmentPattern`], for the schema.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
#[expect(dead_code, reason = "only its schema is used")]
enum PatternFile {
    Patch,
    Marks,
    Spots,
    Mottle,
}

/// Pores before treatment.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PoresFile {
    /// Share of the skin taken by visible pores.
    pub area_fraction: Datum<f64>,
}

/// Red marks before treatment.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RednessFile {
    /// Blood of a mark over that of the skin beside it, less one.
    pub excess: Datum<f64>,
}

/// Lax skin before treatment.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LaxityFile {
    /// Severity, 0 (firm) to 1 (severe).
    pub severity: Datum<f64>,
}

/// A protocol that a trial used.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TypicalProtocol {
    /// Device.
    pub device: String,
    /// Needle length or depth setting.
    pub needle_length: Length,
    /// Number of sessions.
    pub sessions: u32,
    /// Time between sessions.
    pub interval: Duration,
    /// Site, where stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// Source.
    pub source: Sources,
    /// What the source does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl ConcernEntry {
    /// The concern for the simulation.
    pub fn concern(&self) -> Concern {
        Concern {
            id: self.id.clone(),
            name: self.name.clone(),
            headline: self.headline.clone(),
            scars: self.scars.as_ref().map(|scars| ScarPopulation {
                count: scars.count.value,
                share: ScarTypeShare {
                    rolling: scars.rolling.value,
                    boxcar: scars.boxcar.value,
                    ice_pick: scars.ice_pick.value,
                },
                median_depth: scars.median_depth.value.mm(),
                depth_log_sd: scars.depth_log_sd.value,
            }),
            mature_scar: self.mature_scar.as_ref().map(|scar| MatureScar {
                cause: scar.cause,
                width: scar.width.value.mm(),
                length: scar.length.value.mm(),
                height: scar.height.value.mm(),
                redness: scar.redness.value,
                pigment: scar.pigment.value,
                stiffness: scar.stiffness.value,
                surface: scar.surface.value,
            }),
            striae: self.striae.as_ref().map(|striae| Striae { stage: striae.stage, atrophy: striae.atrophy.value }),
            wrinkles: self.wrinkles.as_ref().map(|wrinkles| Wrinkles {
                lemperle: wrinkles.lemperle.value,
                roughness: 1000.0 * wrinkles.roughness.value.mm(),
            }),
            pigment: self.pigment.as_ref().map(|lesion| LesionalPigment {
                excess_drive: lesion.excess_drive.value,
                masi: lesion.masi.value,
                pattern: lesion.pattern,
            }),
            pores: self.pores.as_ref().map(|pores| Pores { area_fraction: pores.area_fraction.value }),
            redness: self.redness.as_ref().map(|redness| LesionalRedness { excess: redness.excess.value }),
            laxity: self.laxity.as_ref().map(|laxity| Laxity { severity: laxity.severity.value }),
        }
    }

    /// Figures with the range that the model is written for: place, value, least, greatest.
    fn limits(&self) -> Vec<(&'static str, f64, f64, f64)> {
        let mut limits = Vec::new();
        let concern = self.concern();
        if let Some(scars) = &concern.scars {
            limits.extend([
                ("scars.count", f64::from(scars.count), 1.0, 500.0),
                ("scars.rolling", scars.share.rolling, 0.0, 1.0),
                ("scars.boxcar", scars.share.boxcar, 0.0, 1.0),
                ("scars.ice_pick", scars.share.ice_pick, 0.0, 1.0),
                ("scars.median_depth", scars.median_depth, 0.05, 2.0),
                ("scars.depth_log_sd", scars.depth_log_sd, 0.0, 1.5),
            ]);
        }
        if let Some(scar) = &concern.mature_scar {
            limits.extend([
                ("mature_scar.width", scar.width, 0.5, 80.0),
                ("mature_scar.length", scar.length, 5.0, 200.0),
                ("mature_scar.height", scar.height, -2.0, 20.0),
                ("mature_scar.redness", scar.redness, 0.0, 10.0),
                ("mature_scar.pigment", scar.pigment, -1.0, 10.0),
                ("mature_scar.stiffness", scar.stiffness, 0.0, 50.0),
                ("mature_scar.surface", scar.surface, 1.0, 10.0),
            ]);
        }
        if let Some(striae) = &concern.striae {
            limits.push(("striae.atrophy", striae.atrophy, 0.0, 1.0));
        }
        if let Some(wrinkles) = &concern.wrinkles {
            limits.push(("wrinkles.lemperle", wrinkles.lemperle, 0.0, 5.0));
            limits.push(("wrinkles.roughness", wrinkles.roughness, 1.0, 500.0));
        }
        if let Some(lesion) = &concern.pigment {
            limits.push(("pigment.excess_drive", lesion.excess_drive, 0.0, 10.0));
            limits.push(("pigment.masi", lesion.masi, 0.0, 48.0));
        }
        if let Some(pores) = &concern.pores {
            limits.push(("pores.area_fraction", pores.area_fraction, 0.0, 0.3));
        }
        if let Some(redness) = &concern.redness {
            limits.push(("redness.excess", redness.excess, 0.0, 10.0));
        }
        if let Some(laxity) = &concern.laxity {
            limits.push(("laxity.severity", laxity.severity, 0.0, 1.0));
        }
        limits
    }
}

impl Entry for ConcernEntry {
    common!();

    fn facts(&self) -> String {
        let sites = self.sites.first().map_or("any site", String::as_str);
        format!("{}, {} endpoints, {} published protocols", sites, self.headline.len(), self.typical.len())
    }

    fn check(&self) -> Result<(), Unusable> {
        for (place, value, low, high) in self.limits() {
            if !(low..=high).contains(&value) {
                let mut fault = Unusable::at(place, format!("{value} is out of range"));
                fault.value = Some(value.to_string());
                fault.limit = Some(format!("{low} to {high}"));
                return Err(fault);
            }
        }
        if let Some(share) = self.concern().scars.map(|scars| scars.share) {
            let sum = share.rolling + share.boxcar + share.ice_pick;
            if (sum - 1.0).abs() > 1e-6 {
                return Err(Unusable::at(
                    "scars.rolling",
                    format!("the shares of the scar types add up to {sum}, not 1"),
                ));
            }
        }
        Ok(())
    }
}
