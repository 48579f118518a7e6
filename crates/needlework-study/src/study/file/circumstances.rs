//! `[history]` and `[aftercare]`: what changes a risk.

use crate::document::Located;
use crate::quantity::Day;
use schemars::JsonSchema;
use serde::Deserialize;

/// What happened to this person before, where it changes a risk. Nothing of it changes the healing.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HistorySection {
    /// Herpes labialis before.
    pub herpes: Option<Located<bool>>,
    /// Oral antiviral round each session.
    pub antiviral: Option<Located<bool>>,
    /// Active acne in the treated area.
    pub active_acne: Option<Located<bool>>,
    /// Tendency to keloids.
    pub keloid_tendency: Option<Located<bool>>,
    /// Oral isotretinoin: none in the last six months, recent, or current.
    pub isotretinoin: Option<Located<IsotretinoinWord>>,
}

/// Oral isotretinoin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum IsotretinoinWord {
    /// Not in the last six months.
    None,
    /// Within the last six months.
    Recent,
    /// Now.
    Current,
}

/// Care after each session, where it changes a risk.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AftercareSection {
    /// Sun on the treated skin in the weeks after a session.
    pub sun: Option<Located<SunWord>>,
    /// Sunscreen of high factor every day.
    pub sunscreen: Option<Located<bool>>,
    /// How long after a session make-up is put on again.
    #[schemars(extend("x-maximum" = "30 days"))]
    pub make_up_after: Option<Located<Day>>,
    /// How clean needles and skin are.
    pub hygiene: Option<Located<HygieneWord>>,
}

/// Sun on the treated skin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SunWord {
    /// Winter, or indoors.
    Low,
    /// Between the seasons.
    Moderate,
    /// Summer or the tropics, outdoors.
    High,
}

/// How clean needles and skin are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum HygieneWord {
    /// Sterile single-use needles on disinfected skin.
    Sterile,
    /// Clean but not sterile.
    Unsterile,
    /// Needles used on another person before.
    Shared,
}
