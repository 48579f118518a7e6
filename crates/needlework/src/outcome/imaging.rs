//! What ultrasound and optical coherence tomography read.

use super::{Assessment, Better, DepthZone, Info, Measure};
use crate::number::Real;

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
    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let c = assessment.parameters;
        let gain = assessment.dermal_mean(DepthZone::collagen_ratio) - R::one();
        Some(R::constant(100.0) * (R::constant(c.echo_slope) * gain).exp())
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
    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        Some(
            R::constant(100.0)
                * assessment.papillary().collagen_ratio().powf(R::constant(assessment.parameters.oct_power)),
        )
    }
}
