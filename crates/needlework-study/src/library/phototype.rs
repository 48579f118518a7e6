//! Phototype entries.

use needlework::skin::Phototype;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::entry::{Unusable, common, entry, short};
use super::{Datum, Entry, Sources};
use crate::quantity::Fraction;

entry! {
    /// A Fitzpatrick phototype: its pigment and its risks.
    pub struct PhototypeEntry {
        /// The phototype.
        #[schemars(with = "PhototypeFile")]
        pub phototype: Phototype,
        /// Pigment.
        pub pigment: PigmentFile,
        /// Risks.
        pub risk: RiskFile,
    }
}

/// The words for [`Phototype`], for the schema.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is used")]
#[expect(clippy::upper_case_acronyms, reason = "Roman numerals")]
pub(super) enum PhototypeFile {
    I,
    II,
    III,
    IV,
    V,
    VI,
}

/// Phototypes on which something is used, and who says so.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PhototypesUsed {
    /// The phototypes.
    #[schemars(with = "Vec<PhototypeFile>")]
    pub used: Vec<Phototype>,
    /// Who used it on them.
    #[serde(default, skip_serializing_if = "Sources::is_empty")]
    pub source: Sources,
    /// What was assumed, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumed: Option<String>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl PhototypesUsed {
    /// Checks that there is a phototype, and a source or a reason.
    pub(super) fn check(&self) -> Result<(), Unusable> {
        if self.used.is_empty() {
            return Err(Unusable::at("phototypes.used", "no phototype is named"));
        }
        if self.source.is_empty() && self.assumed.is_none() {
            return Err(Unusable::at("phototypes", "the phototypes need a source, or a reason in assumed"));
        }
        Ok(())
    }
}

/// Pigment of a phototype.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PigmentFile {
    /// Constitutive melanin relative to type III.
    pub constitutive_melanin: Datum<f64>,
    /// Response of the melanocytes to inflammation relative to type III.
    pub inflammation_response: Datum<f64>,
    /// Melanin index of untanned skin.
    pub melanin_index: Datum<f64>,
}

/// Risks of a phototype.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RiskFile {
    /// Share of facial courses that end in new pigmentation.
    pub pigmentation_per_course: Datum<Fraction>,
    /// Least rise of the erythema index that is seen.
    pub visible_erythema: Datum<f64>,
}

impl Entry for PhototypeEntry {
    common!();

    fn facts(&self) -> String {
        let pigment = &self.pigment;
        format!(
            "melanin {} of type III, melanin index {}, pigmentation in {} % of courses",
            short(pigment.constitutive_melanin.value),
            short(pigment.melanin_index.value),
            short(100.0 * self.risk.pigmentation_per_course.value.value()),
        )
    }

    fn check(&self) -> Result<(), Unusable> {
        let melanin = self.pigment.constitutive_melanin.value;
        let response = self.pigment.inflammation_response.value;
        if !(0.01..=100.0).contains(&melanin) {
            return Err(Unusable::at("pigment.constitutive_melanin", "melanin must lie between 0.01 and 100"));
        }
        if !(0.0..=100.0).contains(&response) {
            return Err(Unusable::at("pigment.inflammation_response", "the response must lie between 0 and 100"));
        }
        Ok(())
    }
}
