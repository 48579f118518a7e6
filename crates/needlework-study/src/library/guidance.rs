//! Guidance entries: published advice and label limits, with how much weight they carry.

use needlework::skin::Phototype;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::device::DeviceKind;
use super::entry::{Unusable, common, entry};
use super::phototype::PhototypeFile;
use super::{Entry, Sources};
use crate::quantity::{Duration, Length};

entry! {
    /// Advice from one source or one kind of source.
    pub struct GuidanceEntry {
        /// Who says so.
        pub weight: Weight,
        /// Needle length or depth setting.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub depth: Vec<DepthAdvice>,
        /// Downtime that follows a depth.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub downtime: Vec<DowntimeAdvice>,
        /// Time between sessions.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub interval: Vec<IntervalAdvice>,
        /// Time from one treatment to the next of another kind, or of the same.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub spacing: Vec<Spacing>,
        /// Number of sessions.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub sessions: Vec<CountAdvice>,
        /// Passes over the skin.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub passes: Vec<CountAdvice>,
        /// When to stop.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub endpoint: Vec<EndpointAdvice>,
        /// Limits on a label.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub limit: Vec<Limit>,
        /// Reasons not to treat, or to take care.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub contraindication: Vec<Contraindication>,
        /// Preparation and aftercare.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub care: Vec<Care>,
    }
}

/// Who says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// A regulator or a label that it approved.
    Regulator,
    /// A trial that did it.
    Trial,
    /// A review.
    Review,
    /// An expert.
    Expert,
    /// A maker.
    Manufacturer,
}

/// To what a piece of advice applies; an empty list means everything.
macro_rules! advice {
    ($(#[$doc:meta])* $name:ident { $($body:tt)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// Sites to which it applies; all where left out.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub sites: Vec<String>,
            /// Concerns to which it applies; all where left out.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub concerns: Vec<String>,
            /// Kinds of device to which it applies; all where left out.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub device_kinds: Vec<DeviceKind>,
            /// Devices to which it applies; all where left out.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub devices: Vec<String>,
            /// Phototypes to which it applies; all where left out.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            #[schemars(with = "Vec<PhototypeFile>")]
            pub phototypes: Vec<Phototype>,
            /// Source; that of the entry where left out.
            #[serde(default, skip_serializing_if = "Sources::is_empty")]
            pub source: Sources,
            /// A remark.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub note: Option<String>,
            $($body)*
        }
    };
}

advice! {
    /// Needle length or depth setting.
    DepthAdvice {
        /// Least.
        pub min: Length,
        /// Greatest.
        pub max: Length,
    }
}

advice! {
    /// Downtime that follows a depth.
    DowntimeAdvice {
        /// From this depth.
        pub depth_min: Length,
        /// To this depth.
        pub depth_max: Length,
        /// Least.
        pub min: Duration,
        /// Greatest.
        pub max: Duration,
    }
}

advice! {
    /// Time between sessions.
    IntervalAdvice {
        /// Least.
        pub min: Duration,
        /// Greatest.
        pub max: Duration,
    }
}

/// A treatment of the skin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Treatment {
    /// Needles.
    Needling,
    /// A peel that stays in the epidermis.
    SuperficialPeel,
    /// A peel that reaches the dermis.
    MediumPeel,
    /// Acid pressed into single scars.
    FocalPeel,
    /// A laser that removes tissue.
    AblativeLaser,
    /// A laser that heats under an intact surface.
    NonAblativeLaser,
    /// Needles that heat.
    Radiofrequency,
}

/// What is said when treatments follow each other sooner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SpacingWarning {
    /// Sessions follow each other too closely.
    ShortInterval,
    /// A peel on a peel.
    TwoPeels,
    /// A laser over open skin.
    OpenSkinLaser,
    /// Needling on skin that has not healed.
    UnhealedNeedling,
    /// A peel over open skin.
    OpenSkinPeel,
}

advice! {
    /// Least time from one treatment to the next on the same skin.
    Spacing {
        /// What is said when it is broken.
        pub warning: SpacingWarning,
        /// What was done before.
        pub first: Vec<Treatment>,
        /// What is done then.
        pub then: Vec<Treatment>,
        /// Least time between them.
        pub min: Duration,
        /// Needling counts from this length of needle on.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub depth_min: Option<Length>,
        /// What is known, in a sentence.
        pub text: String,
        /// What people do instead.
        pub option: String,
    }
}

advice! {
    /// A number of sessions or passes.
    CountAdvice {
        /// Least.
        pub min: u32,
        /// Greatest.
        pub max: u32,
    }
}

advice! {
    /// When to stop.
    EndpointAdvice {
        /// What is seen then.
        pub text: String,
    }
}

advice! {
    /// A limit on a label.
    Limit {
        /// What is limited.
        pub quantity: LimitedQuantity,
        /// Least; an age or a length.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub min: Option<String>,
        /// Greatest; an age or a length.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub max: Option<String>,
    }
}

advice! {
    /// A reason not to treat, or to take care.
    Contraindication {
        /// Short name of the condition.
        pub condition: String,
        /// How strong it is.
        pub strength: Strength,
        /// The condition in a sentence.
        pub text: String,
    }
}

advice! {
    /// Preparation or aftercare.
    Care {
        /// Before or after the session.
        pub when: When,
        /// What to do.
        pub action: String,
        /// From this long before or after.
        pub from: Duration,
        /// Until this long before or after.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub until: Option<Duration>,
    }
}

/// What a label limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LimitedQuantity {
    /// Age of the person.
    Age,
    /// Depth setting.
    Depth,
}

/// How strong a contraindication is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// Outside the label.
    Label,
    /// Do not treat.
    Absolute,
    /// Take care.
    Relative,
    /// Sources disagree.
    Uncertain,
}

/// Before or after the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// Before.
    Before,
    /// After.
    After,
}

impl GuidanceEntry {
    /// Number of pieces of advice of each sort that has any.
    fn counts(&self) -> Vec<(usize, &'static str)> {
        let all = [
            (self.depth.len(), "depths"),
            (self.downtime.len(), "downtimes"),
            (self.interval.len(), "intervals"),
            (self.spacing.len(), "spacings"),
            (self.sessions.len(), "session counts"),
            (self.passes.len(), "pass counts"),
            (self.endpoint.len(), "end points"),
            (self.limit.len(), "limits"),
            (self.contraindication.len(), "contraindications"),
            (self.care.len(), "care"),
        ];
        all.into_iter().filter(|(count, _)| *count > 0).collect()
    }
}

impl Limit {
    /// Whether both ends can be read as the quantity that is limited, and one is given.
    fn is_readable(&self) -> bool {
        let fits = |text: &String| match self.quantity {
            LimitedQuantity::Age => text.parse::<Duration>().is_ok(),
            LimitedQuantity::Depth => text.parse::<Length>().is_ok(),
        };
        let ends: Vec<&String> = self.min.iter().chain(&self.max).collect();
        !ends.is_empty() && ends.into_iter().all(fits)
    }
}

impl Entry for GuidanceEntry {
    common!();

    fn facts(&self) -> String {
        let counts: Vec<String> = self.counts().iter().map(|(count, what)| format!("{count} {what}")).collect();
        format!("{}: {}", format!("{:?}", self.weight).to_lowercase(), counts.join(", "))
    }

    fn check(&self) -> Result<(), Unusable> {
        if self.counts().is_empty() {
            return Err(Unusable::at("id", "the entry gives no advice"));
        }
        let ordered = self.depth.iter().all(|advice| advice.min <= advice.max)
            && self.downtime.iter().all(|advice| advice.min <= advice.max && advice.depth_min <= advice.depth_max)
            && self.interval.iter().all(|advice| advice.min <= advice.max)
            && self.sessions.iter().chain(&self.passes).all(|advice| advice.min <= advice.max);
        if !ordered {
            return Err(Unusable::at("min", "a least value is greater than the greatest"));
        }
        if let Some(spacing) = self.spacing.iter().find(|rule| rule.first.is_empty() || rule.then.is_empty()) {
            let message = format!("a spacing names what was done first and what then: {}", spacing.text);
            return Err(Unusable::at("spacing", message));
        }
        if !self.limit.iter().all(Limit::is_readable) {
            return Err(Unusable::at("limit", "a limit needs min or max, an age or a length with its unit"));
        }
        Ok(())
    }
}
