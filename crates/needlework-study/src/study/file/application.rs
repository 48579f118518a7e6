//! `[[application]]`: a product with an active, in a dose, at a session or at home.

use super::skin::OneOrMany;
use crate::document::Located;
use crate::quantity::{Day, Duration};
use schemars::JsonSchema;
use serde::Deserialize;

/// A product with an active from the library, in a dose with its unit. What reaches each depth of the skin is computed from
/// it, through intact skin and through the channels of the sessions, and drives healing.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplicationKeys {
    /// Id of the active in the library; `needlework library list actives` shows all.
    #[schemars(length(max = 64))]
    pub active: Located<String>,
    /// Zones that it is put on, by name; all unless given.
    pub zone: Option<OneOrMany>,
    /// How much of the product per use: "2 mg/cm2", "2 uL/cm2", or for all skin that it is put on together "0.5 ml", "500 mg".
    pub dose: Option<Located<MeasureKey>>,
    /// Strength of the active in the product: "3 %" by weight, "30 mg/ml"; the usual one unless given.
    pub strength: Option<Located<MeasureKey>>,
    /// pH of the product; the usual one unless given.
    #[schemars(range(min = 0.5, max = 13.0))]
    pub ph: Option<Located<f64>>,
    /// Whether it is covered by a film or a patch, which keeps it and the channels wet.
    pub covered: Option<Located<bool>>,
    /// When it is used; at home unless given.
    pub when: Option<Located<WhenWord>>,
    /// Before a session: how long before the needling it is put on.
    #[schemars(extend("x-maximum" = "2 days"))]
    pub lead: Option<Located<Duration>>,
    /// After a session: how long after the needling it is put on.
    #[schemars(extend("x-maximum" = "2 days"))]
    pub delay: Option<Located<Duration>>,
    /// How long it stays until what is left is washed off.
    #[schemars(extend("x-minimum" = "1 s", "x-maximum" = "30 days"))]
    pub time_on_skin: Option<Located<Duration>>,
    /// At home: time from one use to the next; a day unless given.
    #[schemars(extend("x-minimum" = "1 hour", "x-maximum" = "60 days"))]
    pub every: Option<Located<Duration>>,
    /// At home: first day; 0 unless given.
    #[schemars(extend("x-maximum" = "5 years"))]
    pub start: Option<Located<Day>>,
    /// At home: last day; the end of the simulation unless given.
    #[schemars(extend("x-maximum" = "5 years"))]
    pub stop: Option<Located<Day>>,
    /// At home: how long it is left out after a session; a day unless given.
    #[schemars(extend("x-maximum" = "60 days"))]
    pub pause: Option<Located<Duration>>,
    /// Platelet-rich plasma: platelets over those of blood; 4 unless given.
    #[schemars(range(min = 0, max = 20))]
    pub platelets: Option<Located<f64>>,
}

/// A measure with its unit. A bare number is read so that the message can ask for the unit.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum MeasureKey {
    /// A number without a unit, which is refused.
    Number(f64),
    /// A number with a unit, as "2 mg/cm2".
    Words(#[schemars(length(max = 80))] String),
}

/// When a product is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum WhenWord {
    /// Before each needling session, and washed off when it begins.
    Before,
    /// On the skin while it is needled.
    During,
    /// After each needling session.
    After,
    /// At home, between sessions.
    Home,
}
