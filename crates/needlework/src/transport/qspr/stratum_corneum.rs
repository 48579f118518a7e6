//! Permeability of the lipids of intact stratum corneum, and its partition.

use super::lipid_paths::{HYDRATED, Hydration, PARTLY_HYDRATED};
use super::{CM_PER_H, Molecule};

/// State of the stratum corneum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Water {
    /// Soaked or covered.
    Hydrated,
    /// In room air.
    PartlyHydrated,
}

impl Water {
    fn coefficients(self) -> &'static Hydration {
        match self {
            Self::Hydrated => &HYDRATED,
            Self::PartlyHydrated => &PARTLY_HYDRATED,
        }
    }
}

/// Permeability of the neutral form by Potts and Guy (potts-guy-1992) [mm/day].
///
/// `log₁₀ k_p = −2.7437 + 0.71 log K − 0.0061 M`, `k_p` in cm/h, `M` in g/mol. Fitted below 750 g/mol and for log K −3 to 6;
/// two to three decades too low for polar solutes, because it has no aqueous path.
///
/// ```
/// use needlework::transport::qspr::{Molecule, stratum_corneum::potts_guy};
/// let two_butoxyethanol = Molecule::neutral(118.18, 0.83, None);
/// assert!((potts_guy(&two_butoxyethanol) / 240.0 - 0.00133).abs() < 1e-5);
/// ```
pub fn potts_guy(molecule: &Molecule) -> f64 {
    CM_PER_H * 10.0_f64.powf(-2.7437 + 0.71 * molecule.log_kow - 0.0061 * molecule.molar_mass)
}

/// Permeability of the neutral form through lipids and corneocytes by Wang, Kasting and Nitsche
/// (wang-kasting-nitsche-2007) [mm/day].
///
/// Lipid partition `0.43 K^0.81`, lipid diffusivity `1.24e-7 (100/M)^2.43 + 2.34e-9` cm²/s, trans-lipid mass transfer
/// `log₁₀ k = −0.725 − 0.792 M^{1/3}` cm/s, corneocytes as hindered water; the brick-and-mortar solution enters as a
/// polynomial in `σ = K_lip D_lip/(K_cor D_cor)` and `R`. No aqueous path: two to three decades too low for polar solutes.
pub fn wang_kasting_nitsche(molecule: &Molecule, water: Water) -> f64 {
    let h = water.coefficients();
    let mass = molecule.molar_mass;
    let volume = molecule.molar_volume;
    let k_lipid = 0.43 * 10.0_f64.powf(0.81 * molecule.log_kow);
    let d_lipid = (1.24e-7 * (100.0 / mass).powf(2.43) + 2.34e-9) / h.lipid_slowing;
    let transfer = 10.0_f64.powf(-0.725 - 0.792 * mass.cbrt()) / h.lipid_slowing;
    // The two branches of size meet at 445.2 cm³/mol.
    let (radius, d_water) = if volume < 445.2 {
        (0.145 * volume.powf(0.6), 1.92e-4 / volume.powf(0.6))
    } else {
        (0.735 * volume.cbrt(), 3.78e-5 / volume.cbrt())
    };
    // The polynomials were fitted for solutes smaller than the gaps between keratin filaments.
    let lambda = (radius / 35.0).min(0.5);
    let free = 1.0 - h.obstruction * (1.0 + lambda).powi(2);
    let free = free.max(1e-3);
    let hindrance = h.hindrance.iter().rev().fold(0.0, |sum, c| sum * lambda + c).max(1e-4);
    let d_corneocyte = d_water * free * hindrance;
    let sigma = k_lipid * d_lipid / (free * d_corneocyte);
    let r = transfer / (h.transfer_scale * d_lipid);
    let (x, y) = (sigma.log10(), r.log10());
    let dimensionless = if x < -3.5 {
        1.0 / (h.polar[0] * sigma + h.polar[1] / r)
    } else {
        let in_sigma = |row: &[f64; 5]| row.iter().rev().fold(0.0, |sum, c| sum * y + c);
        10.0_f64.powf(h.polynomial.iter().rev().fold(0.0, |sum, row| sum * x + in_sigma(row)))
    };
    CM_PER_H * 3600.0 * dimensionless * k_lipid * d_lipid / h.thickness
}

/// Partition of the neutral form between stratum corneum and water (wang-kasting-nitsche-2007) [-]:
/// hydrated `0.014 K^0.81 + 0.782 + 1.381 K^0.27`, partly hydrated `0.04 K^0.81 + 0.359 + 4.057 K^0.27`.
pub fn partition(molecule: &Molecule, water: Water) -> f64 {
    let power = |p: f64| 10.0_f64.powf(p * molecule.log_kow);
    match water {
        Water::Hydrated => 0.014 * power(0.81) + 0.782 + 1.381 * power(0.27),
        Water::PartlyHydrated => 0.04 * power(0.81) + 0.359 + 4.057 * power(0.27),
    }
}
