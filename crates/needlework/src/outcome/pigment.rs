//! Pigment: melanin index of the skin and severity of melasma.

use super::{Assessment, Better, Info, Measure, lesional_share};
use crate::healing::Species;
use crate::number::Real;

/// Melanin index.
#[derive(Debug)]
pub struct MelaninIndex;

impl Measure for MelaninIndex {
    const INFO: Info = Info {
        id: "melanin-index",
        name: "Melanin index",
        unit: "AU",
        better: Better::Neither,
        group: "Pigment",
        meaning: "Narrow-band reflectance reading of epidermal melanin; of the lesion where there is one.",
        source: "indian-mi-cutoffs-2018 for the levels; slope assumed",
    };
    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let c = assessment.parameters;
        let melanin = assessment.papillary().now(Species::Melanin);
        Some(R::constant(c.melanin_index_base) + R::constant(c.melanin_index_slope) * melanin.ln())
    }
}

/// Melasma area and severity index.
#[derive(Debug)]
pub struct Masi;

impl Measure for Masi {
    const INFO: Info = Info {
        id: "masi",
        name: "MASI",
        unit: "points",
        better: Better::Lower,
        group: "Pigment",
        meaning: "Melasma area and severity index, 0 to 48, scaled with the contrast of the lesion to the skin beside it.",
        source: "farshi-2020-melasma",
    };
    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let lesion = assessment.concern.pigment?;
        if lesion.excess_drive <= 0.0 {
            return Some(R::constant(lesion.masi));
        }
        // Contrast of the lesion to the skin beside it is the melanin that the lesional drive has made.
        let untreated = &assessment.papillary().untreated;
        let at_rest = lesional_share(untreated) * untreated[Species::Melanin as usize];
        Some(R::constant(lesion.masi) * assessment.accumulated.lesional_melanin / at_rest)
    }
}
