//! What ultrasound and optical coherence tomography read.

use super::{Assessment, Better, DepthZone, Info, Measure, ReadingError};
use crate::healing::Species;
use crate::number::Real;
use crate::provenance::Origin;

/// Ultrasound echo density of the dermis.
#[derive(Debug)]
pub struct EchoDensity;

impl Measure for EchoDensity {
    const INFO: Info = Info {
        id: "echo-density",
        name: "Dermal echo density",
        unit: "% of untreated",
        better: Better::Higher,
        group: "Imaging",
        meaning: "High-frequency ultrasound echo of the dermis; it rises far more than collagen mass does.",
        source: "kenkel-2021-objective, fitted to one number",
    };
    const READING: Option<ReadingError> =
        Some(ReadingError::relative(0.08, [0.04, 0.15], Origin::Assumed, "ultrasound of one place; no figure read"));

    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let c = assessment.parameters;
        let gain = assessment.dermal_mean(DepthZone::collagen_ratio) - R::one();
        Some(R::constant(100.0) * (R::constant(c.echo_slope) * gain).exp())
    }
}

/// Thickness of the dermis.
#[derive(Debug)]
pub struct DermalThickness;

impl Measure for DermalThickness {
    const INFO: Info = Info {
        id: "dermal-thickness",
        name: "Dermal thickness",
        unit: "mm",
        better: Better::Higher,
        group: "Imaging",
        meaning: "Thickness of the dermis: more collagen and ground substance thicken it by part of their gain.",
        source: "assumed powers; a gain was seen in mice (choi-2010-amts-mouse) and not measured in people",
    };
    const READING: Option<ReadingError> = Some(ReadingError::relative(
        0.03,
        [0.015, 0.06],
        Origin::Assumed,
        "repeat agreement 0.95 to 0.99 of ultrasound thickness in aged skin, abstract without standard error",
    ));

    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let c = assessment.parameters;
        let collagen = assessment.dermal_mean(DepthZone::collagen_ratio);
        let hyaluronan = assessment.dermal_mean(|zone| zone.ratio(Species::Hyaluronan));
        let growth =
            collagen.powf(R::constant(c.thickness_collagen)) * hyaluronan.powf(R::constant(c.thickness_hyaluronan));
        Some(R::constant(assessment.skin.layers.dermis()) * growth)
    }
}

/// Attenuation coefficient in optical coherence tomography.
#[derive(Debug)]
pub struct OctAttenuation;

impl Measure for OctAttenuation {
    const INFO: Info = Info {
        id: "oct-attenuation",
        name: "OCT attenuation",
        unit: "% of untreated",
        better: Better::Higher,
        group: "Imaging",
        meaning: "Attenuation of light in the upper dermis, which scatters more with more collagen.",
        source: "kenkel-2021-objective, fitted to one number",
    };
    const READING: Option<ReadingError> = Some(ReadingError::relative(
        0.06,
        [0.03, 0.12],
        Origin::Assumed,
        "repeated scans of one place; no figure read",
    ));

    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        Some(R::constant(100.0) * attenuation(assessment))
    }
}

/// Attenuation of light in the upper dermis over the untreated twin [-].
pub(super) fn attenuation<R: Real>(assessment: &Assessment<'_, R>) -> R {
    assessment.papillary().collagen_ratio().powf(R::constant(assessment.parameters.oct_power))
}
