//! `[protocol]`: sessions and other events.

use super::device::DeviceKeys;
use super::skin::OneOrMany;
use super::technique::TechniqueKeys;
use crate::document::Located;
use crate::quantity::{ArealDensity, Day, Duration, Length};
use schemars::JsonSchema;
use serde::Deserialize;

/// Sessions in one line (`sessions = "5 sessions every 30 days"`), by number and interval, or one by one in
/// [[protocol.event]]; peels, lasers and later sessions in [[protocol.event]] may stand beside the one-line forms.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProtocolSection {
    /// Needling sessions: "5 sessions every 30 days", or a number beside `interval`.
    pub sessions: Option<Located<SessionsKey>>,
    /// Time from one session to the next, beside a number of sessions.
    #[schemars(extend("x-maximum" = "2 years"))]
    pub interval: Option<Located<Duration>>,
    /// Day of the first session.
    #[schemars(extend("x-maximum" = "5 years"))]
    pub start: Option<Located<Day>>,
    /// Sessions after the course: "1 session every 6 months for 3 years".
    #[schemars(length(max = 200))]
    pub maintenance: Option<Located<String>>,
    /// Events one by one, in the order of their days.
    #[schemars(length(max = 2000))]
    pub event: Option<Vec<Located<EventKeys>>>,
}

/// A number of sessions, or all in words.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum SessionsKey {
    /// A number, beside `interval`.
    Number(#[schemars(range(min = 1, max = 2000))] u32),
    /// In words, as "5 sessions every 30 days".
    Words(#[schemars(length(max = 200))] String),
}

/// One event.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventKeys {
    /// Day of the course; the first day is 0. A number of days, or a time such as "6 weeks".
    #[schemars(extend("x-maximum" = "5 years"))]
    pub day: Located<Day>,
    /// What is done.
    pub kind: Option<Located<EventWord>>,
    /// Name in tables and charts.
    #[schemars(length(max = 60))]
    pub name: Option<Located<String>>,
    /// Zones that it is done to, by name; all unless given.
    pub zone: Option<OneOrMany>,
    /// Needling: the device, where it differs from [device].
    pub device: Option<Located<DeviceKeys>>,
    /// Needling: the technique, where it differs from [technique].
    pub technique: Option<Located<TechniqueKeys>>,
    /// Peel: how deep it goes.
    pub peel: Option<Located<PeelDepth>>,
    /// Laser: what it leaves in the skin.
    pub laser: Option<Located<LaserMode>>,
    /// Laser: columns per area.
    #[schemars(extend("x-minimum" = "1 /cm2", "x-maximum" = "5000 /cm2"))]
    pub density: Option<Located<ArealDensity>>,
    /// Laser: diameter of one column.
    #[schemars(extend("x-minimum" = "20 um", "x-maximum" = "2 mm"))]
    pub column: Option<Located<Length>>,
    /// Laser: depth of the columns.
    #[schemars(extend("x-minimum" = "20 um", "x-maximum" = "4 mm"))]
    pub depth: Option<Located<Length>>,
    /// Ablative laser: width of the heated rim round each column.
    #[schemars(extend("x-maximum" = "0.5 mm"))]
    pub rim: Option<Located<Length>>,
}

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EventWord {
    /// A needling session.
    Needling,
    /// A chemical peel.
    Peel,
    /// Fractional laser.
    Laser,
}

/// How deep a peel goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PeelDepth {
    /// Stratum corneum and the upper epidermis.
    Superficial,
    /// Through the epidermis into the papillary dermis.
    Medium,
}

/// What a laser leaves in the skin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LaserMode {
    /// Columns are removed, with a heated rim.
    Ablative,
    /// Columns are heated under an intact surface.
    NonAblative,
}
