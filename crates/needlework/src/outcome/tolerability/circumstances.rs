//! What is asked about the person and the care afterwards, where it changes a risk.

use serde::{Deserialize, Serialize};

/// How clean needles and skin are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hygiene {
    /// Sterile single-use needles on disinfected skin.
    #[default]
    Sterile,
    /// Clean but not sterile, as at home.
    Unsterile,
    /// Needles used on another person before.
    Shared,
}

/// Sun on the treated skin in the weeks after a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sun {
    /// Winter, or indoors.
    Low,
    /// As between the seasons.
    #[default]
    Moderate,
    /// Summer or the tropics, outdoors.
    High,
}

/// Oral isotretinoin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Isotretinoin {
    /// Not in the last six months.
    #[default]
    None,
    /// Within the last six months.
    Recent,
    /// Now.
    Current,
}

/// What is asked about the person and the care afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "answers to separate questions of a history")]
pub struct Circumstances {
    /// Herpes labialis before.
    pub herpes: bool,
    /// Oral antiviral round each session.
    pub antiviral: bool,
    /// Active acne in the treated area.
    pub active_acne: bool,
    /// Tendency to keloids.
    pub keloid_tendency: bool,
    /// Oral isotretinoin.
    pub isotretinoin: Isotretinoin,
    /// Sun in the weeks after a session.
    pub sun: Sun,
    /// Sunscreen of high factor every day.
    pub sunscreen: bool,
    /// Make-up put on again this long after a session [day].
    pub make_up_after: f64,
    /// Cleanliness.
    pub hygiene: Hygiene,
}

impl Default for Circumstances {
    /// Nothing in the history, sterile needles, sunscreen, moderate sun, make-up after a day.
    fn default() -> Self {
        Self {
            herpes: false,
            antiviral: false,
            active_acne: false,
            keloid_tendency: false,
            isotretinoin: Isotretinoin::None,
            sun: Sun::Moderate,
            sunscreen: true,
            make_up_after: 1.0,
            hygiene: Hygiene::Sterile,
        }
    }
}
