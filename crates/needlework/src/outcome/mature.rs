//! Mature scars of surgery and burns: the scales that rate them.
//!
//! A mature scar differs from the skin beside it in height, blood, pigment and stiffness. Remodelling undoes a share of each
//! difference, with the lag of scar fill: `x = x₀ (1 − s · fill)`. No trial gives the course of one item in numbers
//! (claytor-2022, busch-2018 and busch-elasticity give directions), so the shares are assumed.

use super::scales::scar::{Appearance, expected_posas, expected_vancouver};
use super::{Assessment, Better, Info, Measure, ReadingError};
use crate::number::Real;
use crate::provenance::Origin;

/// The scar now, and the grade of its surface area.
fn appearance<R: Real>(assessment: &Assessment<'_, R>) -> Option<(Appearance<R>, f64)> {
    let scar = assessment.concern.mature_scar?;
    let c = assessment.parameters;
    let fill = assessment.accumulated.fill;
    let left = |before: f64, share: f64| R::constant(before) * (R::one() - R::constant(share.min(1.0)) * fill);
    let shown = Appearance {
        relief: left(scar.height, c.mature_height_share),
        redness: left(scar.redness, c.mature_redness_share),
        pigment: left(scar.pigment, c.mature_pigment_share),
        stiffness: left(scar.stiffness, c.mature_stiffness_share),
    };
    Some((shown, scar.surface))
}

/// Vancouver Scar Scale.
#[derive(Debug)]
pub struct VancouverScarScale;

impl Measure for VancouverScarScale {
    const INFO: Info = Info {
        id: "vancouver-scar-scale",
        name: "Vancouver Scar Scale",
        unit: "points",
        better: Better::Lower,
        group: "Scars",
        meaning: "Vascularity, pigmentation, pliability and height of a scar, 0 (normal skin) to 13.",
        source: "Sullivan et al. 1990; response assumed, direction of claytor-2022 and burn-triam-2022",
    };
    // Intraclass correlation 0.65 to 0.88 (Gankande et al. 2013) with 2.5 points between scars: 2.5·sqrt(1 − 0.77).
    const READING: Option<ReadingError> = Some(ReadingError::absolute(
        1.2,
        [0.8, 1.6],
        Origin::Assumed,
        "agreement 0.65 to 0.88 of Gankande et al. 2013, abstract; 2.5 points between scars assumed",
    ));

    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let (scar, _) = appearance(assessment)?;
        Some(expected_vancouver(&scar))
    }
}

/// POSAS, observer scale.
#[derive(Debug)]
pub struct PosasObserver;

impl Measure for PosasObserver {
    const INFO: Info = Info {
        id: "posas-observer",
        name: "POSAS, observer",
        unit: "points",
        better: Better::Lower,
        group: "Scars",
        meaning: "Vascularity, pigmentation, thickness, relief, pliability and surface area of a scar, 6 (normal skin) to 60.",
        source: "Draaijers et al. 2004; response assumed, direction of claytor-2022",
    };
    // Agreement below 0.70 for one rater (Lee et al. 2019) with 8 points between scars: 8·sqrt(1 − 0.65).
    const READING: Option<ReadingError> = Some(ReadingError::absolute(
        4.7,
        [3.0, 6.0],
        Origin::Assumed,
        "agreement of one rater below 0.70 in Lee et al. 2019, abstract; 8 points between scars assumed",
    ));

    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let (scar, surface) = appearance(assessment)?;
        Some(expected_posas(&scar, surface))
    }
}
