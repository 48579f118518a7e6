//! The study file as it is written: TOML, `format = 1`.
//!
//! Only what differs from the library and from the defaults needs saying. The doc comments of these types are the
//! descriptions in the JSON Schema, so they are written for the person who writes the file.

mod application;
mod circumstances;
mod concern;
mod device;
mod insult;
mod output;
mod protocol;
mod skin;
mod space;
mod technique;
mod topical;

pub use application::{ApplicationKeys, MeasureKey, WhenWord};
pub use circumstances::{AftercareSection, HistorySection, HygieneWord, IsotretinoinWord, SunWord};
pub use concern::{
    ConcernSection, LaxityKeys, MatureScarKeys, PigmentKeys, PoreKeys, RednessKeys, ScarKeys, StageWord, StriaeKeys,
    WrinkleKeys,
};
pub use device::{DeviceKeys, DeviceKindWord, RingKeys};
pub use insult::{LaserKeys, OrderWord, PeelKeys, RadiofrequencyKeys};
pub use output::{NumericsSection, OutputSection};
pub use protocol::{EventKeys, EventWord, LaserMode, PeelDepth, ProtocolSection, SessionsKey};
pub use skin::{LayerKeys, OneOrMany, PhototypeWord, SexWord, SkinSection, ZoneKeys};
pub use space::{FormatWord, SidesWord, SpaceSection, TierWord};
pub use technique::{AnaesthesiaWord, DirectionsKey, DwellKeys, PathWord, TechniqueKeys};
pub use topical::{ActiveWord, TopicalKeys};

use crate::document::Located;
use schemars::JsonSchema;
use serde::Deserialize;

/// The format that this version reads and writes.
pub const FORMAT: u32 = 1;

/// A Needlework study: a skin, a concern, a device and a dated protocol.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Needlework study")]
pub struct StudyFile {
    /// Version of the file format; always 1.
    #[schemars(range(min = 1))]
    pub format: Located<u32>,
    /// Title, seed and notes.
    pub study: Option<StudySection>,
    /// The person and the treated sites.
    pub skin: Located<SkinSection>,
    /// What happened to the person before, where it changes a risk.
    pub history: Option<HistorySection>,
    /// Care after each session, where it changes a risk.
    pub aftercare: Option<AftercareSection>,
    /// What the treatment is for.
    pub concern: Option<Located<ConcernSection>>,
    /// The needling device: a library entry, a library entry with changes, or a definition.
    pub device: Option<Located<DeviceKeys>>,
    /// How the device is used.
    pub technique: Option<Located<TechniqueKeys>>,
    /// Sessions and other events, in one line or one by one; left out where nothing is needled.
    pub protocol: Option<Located<ProtocolSection>>,
    /// Chemical peels.
    #[schemars(length(max = 100))]
    pub peel: Option<Vec<Located<PeelKeys>>>,
    /// Fractional lasers.
    #[schemars(length(max = 100))]
    pub laser: Option<Vec<Located<LaserKeys>>>,
    /// Radiofrequency needling.
    #[schemars(length(max = 100))]
    pub radiofrequency: Option<Vec<Located<RadiofrequencyKeys>>>,
    /// Serums, creams and sun that act on the healing skin for a stretch of days.
    #[schemars(length(max = 100))]
    pub topical: Option<Vec<Located<TopicalKeys>>>,
    /// Products with an active, in a dose: at sessions or at home.
    #[schemars(length(max = 20))]
    pub application: Option<Vec<Located<ApplicationKeys>>>,
    /// How long to simulate and what to write.
    pub output: Option<OutputSection>,
    /// How space is treated, and which fields are written.
    pub space: Option<Located<SpaceSection>>,
    /// How to compute it.
    pub numerics: Option<NumericsSection>,
}

/// Title, seed and notes.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StudySection {
    /// A short title, shown in reports.
    #[schemars(length(max = 200))]
    pub title: Option<Located<String>>,
    /// Seed of all random draws; the same study and seed give the same bytes.
    #[schemars(range(min = 0, max = 9_007_199_254_740_991u64))]
    pub seed: Option<Located<u64>>,
    /// Anything worth remembering; not read.
    pub notes: Option<Located<String>>,
}
