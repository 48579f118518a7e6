//! `[[topical]]`: what acts on the healing skin for a stretch of days.

use crate::document::Located;
use crate::quantity::{Day, Fraction, SignalRate};
use schemars::JsonSchema;
use serde::Deserialize;

/// A serum, a cream or the sun, from one day to another. What reaches the living skin depends on how open the barrier is.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TopicalKeys {
    /// What it is.
    pub active: Located<ActiveWord>,
    /// How strong, from 0 to 1 of the full effect; sun from 0 to 3.
    #[schemars(extend("x-maximum" = "3"))]
    pub strength: Option<Located<Fraction>>,
    /// Growth factors: how much arrives in the tissue.
    #[schemars(extend("x-maximum" = "1000 pg/mm3/day"))]
    pub rate: Option<Located<SignalRate>>,
    /// First day; 0 unless given.
    #[schemars(extend("x-maximum" = "5 years"))]
    pub start: Option<Located<Day>>,
    /// Last day; the end of the simulation unless given.
    #[schemars(extend("x-maximum" = "5 years"))]
    pub stop: Option<Located<Day>>,
}

/// What may be applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ActiveWord {
    /// Vitamin C.
    VitaminC,
    /// A retinoid.
    Retinoid,
    /// Growth factors; needs `rate`.
    GrowthFactor,
    /// Hyaluronan, in units of the young content per day.
    Hyaluronan,
    /// Tranexamic acid.
    TranexamicAcid,
    /// An anti-inflammatory.
    AntiInflammatory,
    /// Occlusion.
    Occlusion,
    /// Unprotected sun.
    Ultraviolet,
}
