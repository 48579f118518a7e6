//! Pigment: melanin index of the skin and severity of melasma.

use super::{Assessment, Better, Info, Measure, ReadingError, lesional_share};
use crate::healing::Species;
use crate::number::Real;
use crate::provenance::Origin;

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
    const READING: Option<ReadingError> = Some(ReadingError::absolute(
        1.0,
        [0.5, 2.0],
        Origin::Assumed,
        "narrow-band meters repeat well; no figure read",
    ));

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
    // Agreement 0.816 between raters (Majid et al. 2016) with 4 points between patients: 4·sqrt(1 − 0.816).
    const READING: Option<ReadingError> = Some(ReadingError::absolute(
        1.7,
        [1.0, 2.5],
        Origin::Assumed,
        "agreement 0.816 between raters in Majid et al. 2016, abstract; 4 points between patients assumed",
    ));

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

/// Modified melasma area and severity index.
#[derive(Debug)]
pub struct ModifiedMasi;

impl Measure for ModifiedMasi {
    const INFO: Info = Info {
        id: "modified-masi",
        name: "mMASI",
        unit: "points",
        better: Better::Lower,
        group: "Pigment",
        meaning: "MASI without homogeneity, on which raters agree least, 0 to 24.",
        source: "Pandya et al. 2011; half of MASI, as with darkness and homogeneity graded alike",
    };
    const READING: Option<ReadingError> = Some(ReadingError::absolute(
        0.75,
        [0.4, 1.2],
        Origin::Assumed,
        "half of the error of MASI, less the item that agrees least (Pandya et al. 2011, abstract)",
    ));

    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        Some(R::constant(assessment.parameters.modified_masi_share) * Masi::value(assessment)?)
    }
}
