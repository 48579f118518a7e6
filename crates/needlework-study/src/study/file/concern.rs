//! `[concern]`: what the treatment is for.

use crate::document::Located;
use crate::quantity::{Fraction, Length};
use schemars::JsonSchema;
use serde::Deserialize;

/// What the treatment is for: a library concern, and what differs from it before treatment.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConcernSection {
    /// Library id, such as "atrophic-acne-scars".
    pub id: Located<String>,
    /// Atrophic scars before treatment.
    pub scars: Option<ScarKeys>,
    /// A mature scar of surgery or a burn before treatment.
    pub mature_scar: Option<MatureScarKeys>,
    /// Stretch marks before treatment.
    pub striae: Option<StriaeKeys>,
    /// Lines and wrinkles before treatment.
    pub wrinkles: Option<WrinkleKeys>,
    /// Pigment lesions before treatment.
    pub pigment: Option<PigmentKeys>,
    /// Pores before treatment.
    pub pores: Option<PoreKeys>,
    /// Red marks before treatment.
    pub redness: Option<RednessKeys>,
    /// Lax skin before treatment.
    pub laxity: Option<LaxityKeys>,
}

/// Atrophic scars before treatment.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScarKeys {
    /// Number of scars.
    #[schemars(range(min = 1, max = 500))]
    pub count: Option<Located<u32>>,
    /// Share of rolling scars; the three shares add up to 1.
    #[schemars(extend("x-maximum" = "1"))]
    pub rolling: Option<Located<Fraction>>,
    /// Share of boxcar scars.
    #[schemars(extend("x-maximum" = "1"))]
    pub boxcar: Option<Located<Fraction>>,
    /// Share of ice-pick scars.
    #[schemars(extend("x-maximum" = "1"))]
    pub ice_pick: Option<Located<Fraction>>,
    /// Median depth of the scars.
    #[schemars(extend("x-minimum" = "50 um", "x-maximum" = "2 mm"))]
    pub median_depth: Option<Located<Length>>,
    /// Spread of the depths: standard deviation of the natural logarithm.
    #[schemars(range(min = 0, max = 1.5))]
    pub depth_log_sd: Option<Located<f64>>,
}

/// A mature scar of surgery or a burn, as it differs from the skin beside it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MatureScarKeys {
    /// Width.
    #[schemars(extend("x-minimum" = "0.5 mm", "x-maximum" = "80 mm"))]
    pub width: Option<Located<Length>>,
    /// Length.
    #[schemars(extend("x-minimum" = "5 mm", "x-maximum" = "200 mm"))]
    pub length: Option<Located<Length>>,
    /// Greatest height above the skin.
    #[schemars(extend("x-maximum" = "20 mm"))]
    pub height: Option<Located<Length>>,
    /// Blood over that of the skin, less one.
    #[schemars(range(min = 0, max = 10))]
    pub redness: Option<Located<f64>>,
    /// Melanin over that of the skin, less one.
    #[schemars(range(min = -1, max = 10))]
    pub pigment: Option<Located<f64>>,
    /// Stiffness over that of the skin, less one.
    #[schemars(range(min = 0, max = 50))]
    pub stiffness: Option<Located<f64>>,
    /// Surface area as an observer grades it in POSAS.
    #[schemars(range(min = 1, max = 10))]
    pub surface: Option<Located<f64>>,
}

/// Stretch marks before treatment.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StriaeKeys {
    /// Red and young (rubra) or white and old (alba).
    pub stage: Option<Located<StageWord>>,
    /// Dermis missing across a stretch mark, as a share of the skin beside it.
    #[schemars(extend("x-maximum" = "1"))]
    pub atrophy: Option<Located<Fraction>>,
}

/// Stage of stretch marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum StageWord {
    /// Young, red.
    Rubra,
    /// Old, white.
    Alba,
}

/// Lines and wrinkles before treatment.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WrinkleKeys {
    /// Lemperle grade, 0 (none) to 5 (very deep).
    #[schemars(range(min = 0, max = 5))]
    pub lemperle: Option<Located<f64>>,
    /// Mean roughness of the surface.
    #[schemars(extend("x-minimum" = "1 um", "x-maximum" = "0.2 mm"))]
    pub roughness: Option<Located<Length>>,
}

/// Pigment lesions before treatment.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PigmentKeys {
    /// Drive of the melanocytes in the lesion above that of the skin beside it.
    #[schemars(range(min = 0, max = 10))]
    pub excess_drive: Option<Located<f64>>,
    /// Melasma area and severity index, 0 to 48.
    #[schemars(range(min = 0, max = 48))]
    pub masi: Option<Located<f64>>,
}

/// Pores before treatment.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PoreKeys {
    /// Share of the skin surface taken by visible pores.
    #[schemars(extend("x-maximum" = "1"))]
    pub area_fraction: Option<Located<Fraction>>,
}

/// Red marks before treatment.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RednessKeys {
    /// Blood of a mark over that of the skin beside it, less one.
    #[schemars(range(min = 0, max = 10))]
    pub excess: Option<Located<f64>>,
}

/// Lax skin before treatment.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LaxityKeys {
    /// Severity, 0 (firm) to 1 (severe).
    #[schemars(range(min = 0, max = 1))]
    pub severity: Option<Located<f64>>,
}
