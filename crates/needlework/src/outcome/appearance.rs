//! Lines, texture, pores and stretch marks.

use super::redness::blood;
use super::scales::{striae, wrinkles};
use super::smoothing::smoothing_index;
use super::{Assessment, Better, Info, Measure, ReadingError};
use crate::concern::StriaeStage;
use crate::healing::Species;
use crate::number::Real;
use crate::provenance::Origin;

/// Lemperle wrinkle grade.
#[derive(Debug)]
pub struct Lemperle;

impl Measure for Lemperle {
    const INFO: Info = Info {
        id: "lemperle",
        name: "Lemperle wrinkle grade",
        unit: "grade",
        better: Better::Lower,
        group: "Lines and texture",
        meaning: "Wrinkle depth from 0 (none) to 5 (very deep), without the optimism of unblinded raters.",
        source: "Lemperle et al. 2001; ablon-2018",
    };
    // Nine observers gave 92.7 % of wrinkles the same grade; the others taken one grade apart: sqrt(0.073/2).
    const READING: Option<ReadingError> = Some(ReadingError::absolute(
        0.19,
        [0.15, 0.35],
        Origin::Measured,
        "Lemperle et al. 2001, abstract: same grade in 92.7 % of 76 wrinkles",
    ));

    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let wrinkles = assessment.concern.wrinkles?;
        let (x, c) = (smoothing_index(assessment), assessment.parameters);
        let fall = R::constant(c.wrinkle_range) * (R::one() - (R::constant(-c.wrinkle_slope) * x).exp());
        Some((R::constant(wrinkles.lemperle) - fall).max(R::zero()).min(R::constant(5.0)))
    }
}

/// Fitzpatrick–Goldman wrinkle score.
#[derive(Debug)]
pub struct FitzpatrickGoldman;

impl Measure for FitzpatrickGoldman {
    const INFO: Info = Info {
        id: "fitzpatrick-goldman",
        name: "Fitzpatrick–Goldman wrinkle score",
        unit: "points",
        better: Better::Lower,
        group: "Lines and texture",
        meaning: "Wrinkles and elastosis from 1 (fine, few) to 9 (deep, numerous, folds), taken from the Lemperle grade.",
        source: "Fitzpatrick et al. 1996; linear relation to the Lemperle grade assumed",
    };
    const READING: Option<ReadingError> = Some(ReadingError::absolute(
        0.6,
        [0.3, 1.0],
        Origin::Assumed,
        "nine points in three classes; no agreement read",
    ));

    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        Some(wrinkles::fitzpatrick_goldman_of_lemperle(Lemperle::value(assessment)?))
    }
}

/// Arithmetic mean roughness Ra.
#[derive(Debug)]
pub struct Roughness;

impl Measure for Roughness {
    const INFO: Info = Info {
        id: "roughness",
        name: "Roughness Ra",
        unit: "µm",
        better: Better::Lower,
        group: "Lines and texture",
        meaning: "Arithmetic mean deviation of the skin relief.",
        source: "fabbrocini-2014",
    };
    const READING: Option<ReadingError> = Some(PROFILE);

    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let wrinkles = assessment.concern.wrinkles?;
        let (x, c) = (smoothing_index(assessment), assessment.parameters);
        Some(R::constant(wrinkles.roughness) * (R::constant(-c.roughness_slope) * x).exp())
    }
}

/// Repeated profilometry of one place.
const PROFILE: ReadingError =
    ReadingError::relative(0.08, [0.04, 0.15], Origin::Assumed, "profilometry of replicas; no figure read");

/// Mean peak-to-valley height Rz.
#[derive(Debug)]
pub struct RoughnessRz;

impl Measure for RoughnessRz {
    const INFO: Info = Info {
        id: "roughness-rz",
        name: "Roughness Rz",
        unit: "µm",
        better: Better::Lower,
        group: "Lines and texture",
        meaning: "Mean peak-to-valley height of five parts of a profile.",
        source: "Ra times an assumed ratio; fabbrocini-2014 for the response",
    };
    const READING: Option<ReadingError> = Some(PROFILE);

    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        Some(R::constant(assessment.parameters.rz_over_ra) * Roughness::value(assessment)?)
    }
}

/// Pore area.
#[derive(Debug)]
pub struct PoreArea;

impl Measure for PoreArea {
    const INFO: Info = Info {
        id: "pore-area",
        name: "Pore area",
        unit: "%",
        better: Better::Lower,
        group: "Lines and texture",
        meaning: "Share of the skin surface taken by visible pores.",
        source: "assumed; no needling trial measured it",
    };
    const READING: Option<ReadingError> =
        Some(ReadingError::relative(0.10, [0.05, 0.2], Origin::Assumed, "image analysis; no figure read"));

    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let pores = assessment.concern.pores?;
        let (x, c) = (smoothing_index(assessment), assessment.parameters);
        let fall = R::constant(c.pore_range) * (R::one() - (-x).exp());
        Some(R::constant(100.0 * pores.area_fraction) * (R::one() - fall))
    }
}

/// Atrophy of stretch marks.
#[derive(Debug)]
pub struct StriaeAtrophy;

impl Measure for StriaeAtrophy {
    const INFO: Info = Info {
        id: "striae-atrophy",
        name: "Atrophy of the striae",
        unit: "%",
        better: Better::Lower,
        group: "Striae",
        meaning: "Missing dermal thickness across a stria over that of the skin beside it.",
        source: "shares of the fill after mohamed-ali-2017-striae (red) and striae-alba-2023-32 (white)",
    };
    const READING: Option<ReadingError> =
        Some(ReadingError::relative(0.10, [0.05, 0.2], Origin::Assumed, "ultrasound across a stria; no figure read"));

    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let (striae, c) = (assessment.concern.striae?, assessment.parameters);
        let share = match striae.stage {
            StriaeStage::Rubra => c.striae_share_rubra.min(1.0),
            StriaeStage::Alba => c.striae_share_alba.min(1.0),
        };
        Some(R::constant(100.0 * striae.atrophy) * (R::one() - R::constant(share) * assessment.accumulated.fill))
    }
}

/// Redness of young stretch marks.
#[derive(Debug)]
pub struct StriaeRedness;

impl Measure for StriaeRedness {
    const INFO: Info = Info {
        id: "striae-redness",
        name: "Redness of the striae",
        unit: "-",
        better: Better::Lower,
        group: "Striae",
        meaning: "Blood in red striae over that before treatment, from vessel density and vasodilation.",
        source: "assumed map",
    };
    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let striae = assessment.concern.striae?;
        let papillary = assessment.papillary();
        (striae.stage == StriaeStage::Rubra)
            .then(|| papillary.ratio(Species::Vessels).sqrt() * papillary.now(Species::Vasodilation))
    }
}

/// Score of striae at one site.
#[derive(Debug)]
pub struct StriaeScore;

impl Measure for StriaeScore {
    const INFO: Info = Info {
        id: "striae-score",
        name: "Striae score of the site",
        unit: "points",
        better: Better::Lower,
        group: "Striae",
        meaning: "Number of visible striae (0 to 3) and their redness (0 to 3) at one site, in the manner of Atwal.",
        source: "Atwal et al. 2006, definition from general knowledge; depth that is seen and redness assumed",
    };
    // Repeat agreement 0.90 (Paes de Freitas et al. 2021, another scale) with 1.3 points between sites: 1.3·sqrt(0.1).
    const READING: Option<ReadingError> = Some(ReadingError::absolute(
        0.4,
        [0.25, 0.8],
        Origin::Assumed,
        "repeat agreement 0.90 of the scale of Paes de Freitas et al. 2021, abstract",
    ));

    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let (striae, c) = (assessment.concern.striae?, assessment.parameters);
        let atrophy = StriaeAtrophy::value(assessment)? * R::constant(0.01);
        let before = match striae.stage {
            StriaeStage::Rubra => c.striae_redness,
            StriaeStage::Alba => 0.0,
        };
        let faded = R::one() - R::constant(c.mature_redness_share.min(1.0)) * assessment.accumulated.fill;
        let redness = (R::one() + R::constant(before) * faded) * blood(assessment) - R::one();
        Some(striae::expected_atwal_site(atrophy, striae.atrophy, c.striae_number, redness))
    }
}
