//! Viable tissue: diffusivity, binding, partition and clearance.

use super::stratum_corneum::potts_guy;
use super::{CM2_PER_S, Molecule, PER_S, pores};

/// Diffusivity of the free solute in viable tissue, `10^{−4.15 − 0.655 log₁₀ M}` cm²/s (dancik-2013-osp) [mm²/day].
///
/// Made for small molecules; extrapolated to albumin it gives 4.9 µm²/s, inside the 1 to 20 µm²/s measured in human
/// dermis for dextrans (wei-2018-macromolecule-diffusion).
pub fn free_diffusivity(molecule: &Molecule) -> f64 {
    CM2_PER_S * 10.0_f64.powf(-4.15 - 0.655 * molecule.molar_mass.log10())
}

/// Total over free-and-ionised concentration in tissue, `B = 0.68 + 0.32/f_u + 0.001 f_n K` (dancik-2013-osp) [-].
pub fn binding(molecule: &Molecule) -> f64 {
    0.68 + 0.32 / molecule.unbound + 0.001 * molecule.neutral_in_tissue * 10.0_f64.powf(molecule.log_kow)
}

/// Diffusivity of the whole tissue concentration, `(D_free + 0.32 · 10⁻⁷ (1 − f_u)/f_u) / B`: bound solute travels with
/// albumin (dancik-2013-osp) [mm²/day].
pub fn effective_diffusivity(molecule: &Molecule) -> f64 {
    let carried = CM2_PER_S * 0.32e-7 * (1.0 - molecule.unbound) / molecule.unbound;
    (free_diffusivity(molecule) + carried) / binding(molecule)
}

/// Tissue/water partition of the whole concentration, all forms in both, `0.6 B` (dancik-2013-osp) [-]; divide by the
/// neutral share in tissue for the partition per neutral form in water.
pub fn partition(molecule: &Molecule) -> f64 {
    0.6 * binding(molecule)
}

/// Clearance of free solute by capillaries through their cells, limited by blood flow (dancik-2013-osp) [1/day]:
/// `1/k = 1/(P S) + 1/Q`, `P` a hundred times Potts–Guy, `S` 100 1/cm, `Q` 0.0022 1/s.
pub fn transcellular_clearance(molecule: &Molecule) -> f64 {
    limited_by_flow(transcellular(molecule))
}

/// Clearance of free solute by capillaries and lymph [1/day]: through cells as above, through the clefts between them
/// `κ D_w H(r_s/r_c)`, both limited by blood flow, plus lymph `k_l`.
///
/// `κ` (1/mm²) and the cleft radius `r_c` (Å) make an intradermal insulin depot reach the blood in half the subcutaneous time
/// (gupta-2011-insulin); without clefts hydrophilic solutes would stay for days.
pub fn clearance(molecule: &Molecule, cleft: f64, cleft_radius: f64, lymph: f64) -> f64 {
    let through_clefts =
        cleft * pores::water_diffusivity(molecule) * pores::renkin(molecule.stokes_radius() / cleft_radius);
    limited_by_flow(transcellular(molecule) + through_clefts) + lymph
}

fn transcellular(molecule: &Molecule) -> f64 {
    let permeability = 100.0 * potts_guy(molecule) / super::CM_PER_H / 3600.0; // cm/s
    permeability * 100.0 * PER_S
}

fn limited_by_flow(rate: f64) -> f64 {
    let flow = 0.0022 * PER_S;
    if rate <= 0.0 { 0.0 } else { rate * flow / (rate + flow) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Decay lengths that the evidence digest derives: testosterone 0.35 mm, 2-butoxyethanol 0.48 mm, DPGME 0.86 mm.
    #[test]
    fn decay_lengths() {
        for (mass, log_kow, want) in [(288.43, 3.32, 0.35), (118.18, 0.83, 0.48), (148.2, -0.22, 0.86)] {
            let m = Molecule::neutral(mass, log_kow, None);
            let k = transcellular_clearance(&m) / binding(&m);
            let length = (effective_diffusivity(&m) / k).sqrt();
            assert!((length - want).abs() < 0.005, "{mass}: {length} mm");
        }
    }

    #[test]
    fn small_actives_diffuse_as_tabulated() {
        for (mass, want) in [(176.12, 239.0), (122.12, 304.0), (157.21, 258.0), (194.19, 225.0), (234.34, 199.0)] {
            let d = free_diffusivity(&Molecule::neutral(mass, 0.0, None)) / 0.0864;
            assert!((d - want).abs() < 1.0, "{mass} g/mol: {d} µm²/s");
        }
    }

    #[test]
    fn blood_flow_bounds_the_clearance() {
        let lipophilic = Molecule::neutral(150.0, 6.0, None);
        assert!(transcellular_clearance(&lipophilic) < 0.0022 * PER_S);
        let insulin = Molecule::neutral(5808.0, -5.0, None);
        assert_eq!(clearance(&insulin, 0.0, 50.0, 0.7) - transcellular_clearance(&insulin), 0.7);
    }
}
