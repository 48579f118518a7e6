//! Pigment: melanin index of the skin and severity of melasma.

use super::{Assessment, Better, Info, Measure};
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
        meaning: "Narrow-band reflectance reading of epidermal melanin.",
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
        let papillary = assessment.papillary();
        // Melanin is linear in the two drives, so the lesion's share of it is the lesional share of the drive.
        let contrast = |species: &[R; crate::healing::SPECIES_COUNT]| {
            let lesional = species[Species::LesionalDrive as usize];
            let normal = species[Species::MelanocyteDrive as usize];
            species[Species::Melanin as usize] * lesional / (lesional + normal)
        };
        Some(R::constant(lesion.masi) * contrast(&papillary.treated) / contrast(&papillary.untreated))
    }
}
