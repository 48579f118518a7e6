//! Concerns: what the treatment is for, as lesions on the skin before it.
//!
//! A concern carries the lesions that outcome maps need (scars, lines, striae, pigment, pores) and the endpoints that
//! matter for it. All parts are optional, so that a new concern is a library entry, not code.

mod scars;

pub use scars::{ScarPopulation, ScarType, ScarTypeShare};
use serde::{Deserialize, Serialize};

/// A concern: its lesions before treatment and the endpoints that show its course.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Concern {
    /// Library id, such as `atrophic-acne-scars`.
    pub id: String,
    /// Name as shown to people.
    pub name: String,
    /// Ids of the endpoints to show first, most important first.
    pub headline: Vec<String>,
    /// Atrophic scars.
    pub scars: Option<ScarPopulation>,
    /// A mature scar of surgery or a burn.
    #[serde(default)]
    pub mature_scar: Option<MatureScar>,
    /// Stretch marks.
    pub striae: Option<Striae>,
    /// Fine lines and wrinkles.
    pub wrinkles: Option<Wrinkles>,
    /// Epidermal pigment in lesions.
    pub pigment: Option<LesionalPigment>,
    /// Enlarged pores.
    pub pores: Option<Pores>,
    /// Red marks.
    #[serde(default)]
    pub redness: Option<LesionalRedness>,
    /// Lax skin.
    #[serde(default)]
    pub laxity: Option<Laxity>,
}

/// What left a scar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScarCause {
    /// A closed cut: a narrow band.
    Surgery,
    /// A burn: a broad patch.
    Burn,
}

/// A mature scar of surgery or a burn, as it differs from the skin beside it before treatment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct MatureScar {
    /// What left it.
    pub cause: ScarCause,
    /// Width, 0.5 to 80 [mm].
    pub width: f64,
    /// Length, 5 to 200 [mm].
    pub length: f64,
    /// Greatest height above the skin; below zero if it is sunken, −2 to 20 [mm].
    pub height: f64,
    /// Blood over that of the skin, less one, 0 to 10 [-].
    pub redness: f64,
    /// Melanin over that of the skin, less one, −1 to 10 [-].
    pub pigment: f64,
    /// Stiffness over that of the skin, less one, 0 to 50 [-].
    pub stiffness: f64,
    /// Surface area as an observer grades it in POSAS, 1 to 10; needling does not change it [-].
    pub surface: f64,
}

/// Stage of stretch marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StriaeStage {
    /// Young, red, vascular.
    Rubra,
    /// Old, pale, atrophic.
    Alba,
}

/// Stretch marks before treatment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Striae {
    /// Stage.
    pub stage: StriaeStage,
    /// Dermal deficit across a stria: missing dermal thickness over that of the skin beside it, 0 to 1 [-].
    pub atrophy: f64,
}

/// Lines and wrinkles before treatment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wrinkles {
    /// Lemperle grade, 0 (none) to 5 (very deep) [grade].
    pub lemperle: f64,
    /// Arithmetic mean roughness [µm].
    pub roughness: f64,
}

/// Pigment lesions before treatment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LesionalPigment {
    /// Lesional excess melanocyte drive over that of the skin beside it [-].
    pub excess_drive: f64,
    /// Melasma area and severity index, 0 to 48 [-].
    pub masi: f64,
    /// How the pigment lies.
    #[serde(default)]
    pub pattern: PigmentPattern,
}

/// How pigment lesions lie on the skin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PigmentPattern {
    /// Confluent patches with ragged borders, as in melasma.
    #[default]
    Patch,
    /// Round marks that fade outwards, left by inflammation.
    Marks,
    /// Small spots with an edge: lentigines.
    Spots,
    /// Broad soft fields with freckles: uneven tone.
    Mottle,
}

/// Lax skin before treatment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Laxity {
    /// Severity, 0 (firm) to 1 (severe) [-].
    pub severity: f64,
}

/// Enlarged pores before treatment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pores {
    /// Share of the skin surface taken by visible pores, 0 to 1 [-].
    pub area_fraction: f64,
}

/// Red marks that inflammation has left, before treatment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LesionalRedness {
    /// Blood of a mark over that of the skin beside it, less one, 0 to 10 [-].
    pub excess: f64,
}
