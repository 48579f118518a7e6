//! Redness and blood flow.

use super::{Assessment, Better, Info, Measure};
use crate::healing::Species;
use crate::number::Real;

/// Blood in the upper dermis over rest: vasodilation times the square root of the vessel density [-].
fn blood<R: Real>(assessment: &Assessment<'_, R>) -> R {
    // Upper dermis, 0.1 to 0.6 mm: the two upper depth zones in equal shares. The threshold of visibility was set on one
    // compartment with the mean injury of that range, which gives durations a few hours longer.
    let mut sum = R::zero();
    for zone in &assessment.depths[..2] {
        sum += R::constant(0.5) * zone.now(Species::Vasodilation) * zone.ratio(Species::Vessels).sqrt();
    }
    sum
}

/// Erythema above rest.
#[derive(Debug)]
pub struct ErythemaExcess;

impl Measure for ErythemaExcess {
    const INFO: Info = Info {
        id: "erythema",
        name: "Erythema above rest",
        unit: "-",
        better: Better::Lower,
        group: "Redness",
        meaning: "Erythema index over its resting value, less one; above about 0.25 it is seen in fair skin.",
        source: "bal-2008, hkjdv-2018-acne36 for the durations",
    };
    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        Some(blood(assessment) - R::one())
    }
}

/// Perfusion.
#[derive(Debug)]
pub struct Perfusion;

impl Measure for Perfusion {
    const INFO: Info = Info {
        id: "perfusion",
        name: "Perfusion",
        unit: "% of untreated",
        better: Better::Neither,
        group: "Redness",
        meaning: "Vessel density of the upper dermis over that of the untreated twin.",
        source: "kenkel-2021-objective direction",
    };
    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let upper = &assessment.depths[..2];
        let mut sum = R::zero();
        for zone in upper {
            sum += R::constant(0.5) * zone.ratio(Species::Vessels);
        }
        Some(R::constant(100.0) * sum)
    }
}
