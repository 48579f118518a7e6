//! Lines, texture, pores and stretch marks.

use super::smoothing::smoothing_index;
use super::{Assessment, Better, Info, Measure};
use crate::concern::StriaeStage;
use crate::healing::Species;
use crate::number::Real;

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
    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let wrinkles = assessment.concern.wrinkles?;
        let (x, c) = (smoothing_index(assessment), assessment.parameters);
        let fall = R::constant(c.wrinkle_range) * (R::one() - (R::constant(-c.wrinkle_slope) * x).exp());
        Some((R::constant(wrinkles.lemperle) - fall).max(R::zero()).min(R::constant(5.0)))
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
    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let wrinkles = assessment.concern.wrinkles?;
        let (x, c) = (smoothing_index(assessment), assessment.parameters);
        Some(R::constant(wrinkles.roughness) * (R::constant(-c.roughness_slope) * x).exp())
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
        source: "assumed shares for rubra (1.0) and alba (0.75)",
    };
    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let (striae, c) = (assessment.concern.striae?, assessment.parameters);
        let share = match striae.stage {
            StriaeStage::Rubra => 1.0,
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
