//! What the surface reads of the tissue on one day.

use crate::healing::Species;
use crate::outcome::{Assessment, DepthZone, Endpoint, lesional_share, recoil_index, smoothing_index};

/// The tissue below a surface on one day, as far as relief and colour depend on it. Ratios are to the untreated twin of
/// the same day, as in the outcome maps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SurfaceState {
    /// Scar fill, 0 to 1: follows the matrix with a lag [-].
    pub fill: f64,
    /// Smoothing index of the papillary skin [-].
    pub smoothing: f64,
    /// Structural matrix of the papillary dermis [-].
    pub matrix: f64,
    /// Structural matrix of the whole dermis [-].
    pub dermal_matrix: f64,
    /// Thickness of the viable epidermis [-].
    pub epidermis: f64,
    /// Hyaluronan and ground substance of the upper dermis [-].
    pub hyaluronan: f64,
    /// Recoil index of the dermis [-].
    pub recoil: f64,
    /// Total collagen of the upper dermis, which scatters light [-].
    pub collagen: f64,
    /// Melanin of the skin beside a lesion, 1 for the constitutive level of phototype III [-].
    pub melanin: f64,
    /// Melanin of the person before treatment beside a lesion, same unit [-].
    pub constitutive: f64,
    /// Melanin that the lesional drive has made, same unit [-].
    pub lesional_melanin: f64,
    /// Blood in the upper dermis over rest: vasodilation and vessels [-].
    pub blood: f64,
    /// Vessel density of the upper dermis [-].
    pub vessels: f64,
    /// Pore area over that before treatment [-].
    pub pore_area: f64,
    /// Share of the surface without living epidermis [-].
    pub open: f64,
}

impl SurfaceState {
    /// Reads an assessed day.
    #[must_use]
    pub fn of(assessment: &Assessment<'_, f64>) -> Self {
        let papillary = assessment.papillary();
        let twin = Assessment {
            depths: assessment.depths.map(|zone| DepthZone { treated: zone.untreated, untreated: zone.untreated }),
            ..*assessment
        };
        let upper = |quantity: &dyn Fn(&DepthZone<f64>) -> f64| {
            assessment.depths.iter().take(2).map(|zone| 0.5 * quantity(zone)).sum::<f64>()
        };
        // Without a lesion the two parts of melanin are one; with one, the lesion's part is what the outcome map follows.
        let lesional =
            if lesional_share(&papillary.untreated) > 0.0 { assessment.accumulated.lesional_melanin } else { 0.0 };
        let smoothing = smoothing_index(assessment);
        let pores = assessment.parameters.pore_range * (1.0 - (-smoothing).exp());
        Self {
            fill: assessment.accumulated.fill,
            smoothing,
            matrix: papillary.matrix_ratio(),
            dermal_matrix: 1.0 + assessment.matrix_gain(),
            epidermis: papillary.ratio(Species::ViableEpidermis),
            hyaluronan: upper(&|zone| zone.ratio(Species::Hyaluronan)),
            recoil: recoil_index(assessment) / recoil_index(&twin),
            collagen: upper(&DepthZone::collagen_ratio),
            melanin: (papillary.now(Species::Melanin) - lesional).max(0.0),
            constitutive: papillary.untreated[Species::Melanin as usize] * (1.0 - lesional_share(&papillary.untreated)),
            lesional_melanin: lesional,
            blood: Endpoint::ErythemaIndex.value(assessment).map_or(1.0, |excess| 1.0 + excess),
            vessels: upper(&|zone| zone.ratio(Species::Vessels)),
            pore_area: 1.0 - pores,
            open: (1.0 - papillary.now(Species::EpidermalCover)).clamp(0.0, 1.0),
        }
    }

    /// Skin at rest: nothing done, a person with this melanin, and this much more in lesions [-].
    #[must_use]
    pub fn at_rest(melanin: f64, lesional_melanin: f64) -> Self {
        Self {
            fill: 0.0,
            smoothing: 0.0,
            matrix: 1.0,
            dermal_matrix: 1.0,
            epidermis: 1.0,
            hyaluronan: 1.0,
            recoil: 1.0,
            collagen: 1.0,
            melanin,
            constitutive: melanin,
            lesional_melanin,
            blood: 1.0,
            vessels: 1.0,
            pore_area: 1.0,
            open: 0.0,
        }
    }
}
