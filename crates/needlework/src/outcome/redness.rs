//! Redness and blood flow.

use super::imaging::attenuation;
use super::{Assessment, Better, DEPTH_ZONES, Info, Measure, ReadingError};
use crate::healing::Species;
use crate::number::Real;
use crate::provenance::Origin;

/// Blood in the upper dermis over rest: vasodilation times the square root of the vessel density, in the compartment that
/// carries the mean injury from 0.1 to 0.6 mm [-].
pub(super) fn blood<R: Real>(assessment: &Assessment<'_, R>) -> R {
    assessment.upper.now(Species::Vasodilation) * assessment.upper.ratio(Species::Vessels).sqrt()
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
    const READING: Option<ReadingError> = Some(ReadingError::absolute(
        0.06,
        [0.03, 0.12],
        Origin::Assumed,
        "a* drifts by 4.5 % in chilcott-2000-forearm",
    ));

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
    const READING: Option<ReadingError> = Some(ReadingError::relative(
        0.12,
        [0.06, 0.25],
        Origin::Assumed,
        "laser Doppler repeats worse than colour; no figure read",
    ));

    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let upper = &assessment.depths[..2];
        let mut sum = R::zero();
        for zone in upper {
            sum += R::constant(0.5) * zone.ratio(Species::Vessels);
        }
        Some(R::constant(100.0) * sum)
    }
}

/// Blood flow at 0.3 mm as optical coherence tomography reads it.
///
/// Flow is told from changes of the signal that comes back, and that is weaker the more the skin above attenuates: `F = v(z)
/// exp(−2 μ₀ (A − 1)(z − e))`, `v` vessel density at the depth `z` [mm] over the untreated twin, `μ₀` attenuation of dermis before
/// treatment [1/mm], `A` its growth (`oct-attenuation`), `e` depth of the dermis now [mm], 2 for the way in and out. Between the depth
/// zones at 0.2 and 0.5 mm `v` is linear. Epidermis is taken to attenuate as before, and no correction of the instrument for depth
/// is assumed; an instrument that has one reads `v` alone.
#[derive(Debug)]
pub struct OctFlow;

impl Measure for OctFlow {
    const INFO: Info = Info {
        id: "oct-flow",
        name: "Blood flow at 0.3 mm, OCT",
        unit: "% of untreated",
        better: Better::Neither,
        group: "Imaging",
        meaning: "Flow signal of optical coherence tomography at 0.3 mm: vessels there, dimmed by the skin above them.",
        source: "law of attenuation; kenkel-2021-objective was kept to judge it",
    };
    const READING: Option<ReadingError> = Some(ReadingError::relative(
        0.15,
        [0.08, 0.3],
        Origin::Assumed,
        "flow signals repeat worse than structure; no figure read",
    ));

    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let c = assessment.parameters;
        let [above, below] = [assessment.depths[0], assessment.depths[1]].map(|zone| zone.ratio(Species::Vessels));
        let share = (c.oct_flow_depth - DEPTH_ZONES[0]) / (DEPTH_ZONES[1] - DEPTH_ZONES[0]);
        let vessels = above + R::constant(share) * (below - above);
        let layers = &assessment.skin.layers;
        let epidermis = R::constant(layers.stratum_corneum)
            + R::constant(layers.viable_epidermis) * assessment.papillary().ratio(Species::ViableEpidermis);
        let path = (R::constant(c.oct_flow_depth) - epidermis).max(R::zero());
        let denser = attenuation(assessment) - R::one();
        Some(R::constant(100.0) * vessels * (R::constant(-2.0 * c.oct_attenuation) * denser * path).exp())
    }
}

/// Redness of marks.
#[derive(Debug)]
pub struct LesionalRedness;

impl Measure for LesionalRedness {
    const INFO: Info = Info {
        id: "lesional-redness",
        name: "Redness of the marks",
        unit: "-",
        better: Better::Lower,
        group: "Redness",
        meaning: "Blood of red marks over that of the skin beside them, less one; it fades with remodelling as mature scars do.",
        source: "direction of pae-txa-vitc-2024 and busch-2018-erythema; share assumed",
    };
    const READING: Option<ReadingError> =
        Some(ReadingError::relative(0.10, [0.05, 0.2], Origin::Assumed, "images of haemoglobin; no figure read"));

    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let marks = assessment.concern.redness?;
        let share = R::constant(assessment.parameters.mature_redness_share.min(1.0));
        Some(R::constant(marks.excess) * (R::one() - share * assessment.accumulated.fill))
    }
}
