//! What a practitioner should be told about a pattern.

use super::pattern::Pattern;
use super::punctures::Punctures;
use crate::device::{Device, Mechanism};
use serde::{Deserialize, Serialize};

/// A remark on a session that can be simulated but should be looked at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Warning {
    /// The hand moves further than a needle is wide while the pins are in the skin.
    #[error(
        "the hand moves {slide:.2} mm while the pins are in the skin, more than their {diameter:.2} mm: channels may tear; move slower, drive faster or set less depth"
    )]
    Tearing {
        /// Sideways travel while in the skin, if the skin did not follow [mm].
        slide: f64,
        /// Diameter of the pins [mm].
        diameter: f64,
    },
    /// Deeper than any clearance of the device was evaluated for.
    #[error("the needles are driven {travel:.2} mm; {record} covers at most {cleared:.2} mm")]
    BeyondClearance {
        /// Depth to which the needles are driven [mm].
        travel: f64,
        /// Greatest depth of the record [mm].
        cleared: f64,
        /// The record.
        record: String,
    },
    /// Channels end at the fat.
    #[error(
        "{:.0} % of the channels go through the whole dermis and end at the fat, where they pile up in the depths; larger vessels lie there, so bruises are likelier, and less depth keeps clear of it",
        100.0 * fraction
    )]
    ThroughDermis {
        /// Share of strokes that were stopped there [-].
        fraction: f64,
    },
    /// Most strokes only dent the skin.
    #[error("only {:.0} % of the strokes pierce the skin", 100.0 * fraction)]
    BarelyPierces {
        /// Share of strokes that pierced [-].
        fraction: f64,
    },
}

impl Warning {
    /// Share of strokes through the dermis above which it is worth saying.
    const THROUGH: f64 = 0.1;
    /// Share of strokes that pierce below which it is worth saying.
    const PIERCED: f64 = 0.5;

    /// Stable code for `explain` and for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Tearing { .. } => "PW01",
            Self::BeyondClearance { .. } => "PW02",
            Self::ThroughDermis { .. } => "PW03",
            Self::BarelyPierces { .. } => "PW04",
        }
    }

    /// Everything worth saying about a session, in a fixed order.
    ///
    /// Tearing is judged for pens only: a drum always sweeps its needles through the skin it rolls over, and the
    /// channels measured after rollers (kalluri-2011) are as round as the needle.
    pub fn of(punctures: &Punctures, pattern: &Pattern, device: &Device) -> Vec<Self> {
        let mut warnings = Vec::new();
        let diameter = punctures.needle_diameter;
        if matches!(device.mechanism, Mechanism::Pen(_)) && pattern.slide > diameter {
            warnings.push(Self::Tearing { slide: pattern.slide, diameter });
        }
        let deepest = device
            .clearances
            .iter()
            .filter_map(|clearance| clearance.max_depth.map(|depth| (depth, &clearance.record)))
            .max_by(|(a, _), (b, _)| a.total_cmp(b));
        if let Some((cleared, record)) = deepest
            && punctures.needle_travel > cleared
        {
            warnings.push(Self::BeyondClearance { travel: punctures.needle_travel, cleared, record: record.clone() });
        }
        if pattern.capped_fraction > Self::THROUGH {
            warnings.push(Self::ThroughDermis { fraction: pattern.capped_fraction });
        }
        if !punctures.is_empty() && pattern.pierced_fraction < Self::PIERCED {
            warnings.push(Self::BarelyPierces { fraction: pattern.pierced_fraction });
        }
        warnings
    }
}
