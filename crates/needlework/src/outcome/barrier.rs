//! Water loss through the skin.

use super::scales::water_loss;
use super::{Assessment, Better, Info, Measure, ReadingError};
use crate::healing::Species;
use crate::number::Real;
use crate::provenance::Origin;

/// Share of the surface whose barrier is open [-]; never below zero, which the level of a closed barrier misses by rounding.
pub(super) fn open<R: Real>(assessment: &Assessment<'_, R>) -> R {
    (R::one() - assessment.papillary().now(Species::Barrier)).max(R::zero())
}

/// Transepidermal water loss.
#[derive(Debug)]
pub struct WaterLoss;

impl Measure for WaterLoss {
    const INFO: Info = Info {
        id: "water-loss",
        name: "Transepidermal water loss",
        unit: "g/m²/h",
        better: Better::Lower,
        group: "Tissue",
        meaning: "Water that evaporates through the skin; it rises with the open share of the barrier.",
        source: "kottner-2013-tewl, mechanical-injury-repair-10d; loss through open skin assumed",
    };
    const READING: Option<ReadingError> = Some(ReadingError::relative(
        0.10,
        [0.05, 0.2],
        Origin::Assumed,
        "drift of 9 % over eight hours in chilcott-2000-forearm",
    ));

    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let c = assessment.parameters;
        Some(water_loss::loss(open(assessment), c.water_loss_intact, c.water_loss_open))
    }
}
