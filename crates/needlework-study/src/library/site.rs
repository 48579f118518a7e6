//! Site entries.

use needlework::skin::{SexLayers, Site, Support, Thickness};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::entry::{Unusable, common, entry, short};
use super::{Datum, Entry};
use crate::quantity::{Area, Duration, Length};

entry! {
    /// A body site: its layers by sex and how it responds.
    pub struct SiteEntry {
        /// Part of the body.
        pub region: Region,
        /// What the skin rests on.
        #[schemars(with = "SupportFile")]
        pub support: Support,
        /// Usual area of the whole site.
        pub area: Datum<Area>,
        /// Thickness of the layers at 40 years.
        pub layers: LayersFile,
        /// How the site responds.
        pub response: ResponseFile,
    }
}

/// Part of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Region {
    /// Face.
    Face,
    /// Neck.
    Neck,
    /// Hair-bearing head.
    Head,
    /// Trunk and limbs.
    Body,
}

/// The words for [`Support`], for the schema.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
#[expect(dead_code, reason = "only its schema is used")]
enum SupportFile {
    Bony,
    Firm,
    Soft,
}

/// Layers of women and of men.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LayersFile {
    /// Women.
    pub female: SexFile,
    /// Men.
    pub male: SexFile,
}

/// Layers of one sex.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SexFile {
    /// Stratum corneum.
    pub stratum_corneum: Datum<Length>,
    /// Viable epidermis.
    pub viable_epidermis: Datum<Length>,
    /// Papillary dermis, a part of the dermis.
    pub papillary_dermis: Datum<Length>,
    /// Whole dermis; the reticular dermis is what the papillary leaves of it.
    pub dermis: Datum<Length>,
    /// Hypodermis.
    pub hypodermis: Datum<Length>,
    /// Relative change of the dermis in ten years.
    pub dermis_change_per_decade: Datum<f64>,
}

/// How a site responds.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResponseFile {
    /// Time in which the epidermis renews itself.
    pub epidermal_turnover: Datum<Duration>,
    /// Resting tension relative to the face.
    pub tension: Datum<f64>,
    /// Depth of the first capillary loops below the epidermis.
    pub vessel_depth: Datum<Length>,
    /// Risk of pigmentation relative to the face.
    pub pigmentation_risk_factor: Datum<f64>,
}

impl SexFile {
    fn layers(&self) -> SexLayers {
        let thickness = |datum: &Datum<Length>| Thickness { mean: datum.value.mm(), cv: datum.variation() };
        let dermis = thickness(&self.dermis);
        let papillary = thickness(&self.papillary_dermis);
        SexLayers {
            stratum_corneum: thickness(&self.stratum_corneum),
            viable_epidermis: thickness(&self.viable_epidermis),
            papillary_dermis: papillary,
            reticular_dermis: Thickness { mean: dermis.mean - papillary.mean, cv: dermis.cv },
            hypodermis: thickness(&self.hypodermis),
            dermis_age_slope: 0.1 * self.dermis_change_per_decade.value,
            dermis_age_slope_sd: 0.1 * self.dermis_change_per_decade.sd.unwrap_or(0.0),
        }
    }

    fn summary(&self) -> String {
        let epidermis = 1000.0 * (self.stratum_corneum.value.mm() + self.viable_epidermis.value.mm());
        format!("epidermis {} µm, dermis {} mm", short(epidermis), short(self.dermis.value.mm()))
    }
}

impl SiteEntry {
    /// The site for the simulation.
    pub fn site(&self) -> Site {
        Site {
            id: self.id.clone(),
            name: self.name.clone(),
            female: self.layers.female.layers(),
            male: self.layers.male.layers(),
            support: self.support,
            epidermal_turnover: 1.0 / self.response.epidermal_turnover.value.days(),
            tension: self.response.tension.value,
            vessel_depth: self.response.vessel_depth.value.mm(),
            pigment_risk: self.response.pigmentation_risk_factor.value,
        }
    }
}

impl Entry for SiteEntry {
    common!();

    fn facts(&self) -> String {
        format!("women {}; men {}", self.layers.female.summary(), self.layers.male.summary())
    }

    fn derived(&self) -> Vec<(&'static str, Value)> {
        let site = self.site();
        let reticular = |mean: f64| json!(format!("{} mm", short(mean)));
        vec![
            ("reticular_dermis_female", reticular(site.female.reticular_dermis.mean)),
            ("reticular_dermis_male", reticular(site.male.reticular_dermis.mean)),
        ]
    }

    fn check(&self) -> Result<(), Unusable> {
        Ok(self.site().check()?)
    }
}
