//! The smoothing index: what fills lines from below.

use super::Assessment;
use crate::healing::Species;
use crate::number::Real;

/// Smoothing index of the papillary skin, `0.6 ΔM + 0.25 ΔZ + 0.03 ΔEt`, each relative to the untreated twin [-].
pub fn smoothing_index<R: Real>(assessment: &Assessment<'_, R>) -> R {
    let (papillary, c) = (assessment.papillary(), assessment.parameters);
    R::constant(c.smoothing_matrix) * (papillary.matrix_ratio() - R::one())
        + R::constant(c.smoothing_epidermis) * (papillary.ratio(Species::ViableEpidermis) - R::one())
        + R::constant(c.smoothing_elastin) * (papillary.ratio(Species::Tropoelastin) - R::one())
}
