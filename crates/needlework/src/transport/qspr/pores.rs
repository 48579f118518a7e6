//! Water-filled ways: diffusivity in water, hindrance in narrow pores, the pores of intact skin.

use core::f64::consts::PI;

use super::{CM2_PER_S, Molecule};

/// Diffusivity in water at skin temperature, Stokes–Einstein `D = k T / (6 π η r_s)` with 309 K and 0.71 mPa s
/// (chen-lian-surrey-2015) [mm²/day].
///
/// ```
/// use needlework::transport::qspr::{Molecule, pores::water_diffusivity};
/// let ascorbic_acid = Molecule::neutral(176.12, -1.85, None);
/// assert!((water_diffusivity(&ascorbic_acid) / 0.0864 - 946.0).abs() < 2.0); // µm²/s
/// ```
pub fn water_diffusivity(molecule: &Molecule) -> f64 {
    let thermal = 1.380_649e-23 * 309.0; // J
    let radius = molecule.stokes_radius() * 1e-10; // m
    thermal / (6.0 * PI * 7.1e-4 * radius) * 1e4 * CM2_PER_S
}

/// Share of the free flux that a round solute keeps in a cylindrical pore (Renkin): steric exclusion times drag,
/// `(1−λ)² (1 − 2.104 λ + 2.09 λ³ − 0.95 λ⁵)`, `λ` solute radius over pore radius [-]; zero from `λ = 1`.
pub fn renkin(lambda: f64) -> f64 {
    if lambda >= 1.0 {
        return 0.0;
    }
    let drag = 1.0 - 2.104 * lambda + 2.09 * lambda.powi(3) - 0.95 * lambda.powi(5);
    (1.0 - lambda).powi(2) * drag.max(0.0)
}

/// Permeability of the water-filled pores of intact skin (appendages and defects) [mm/day]: `k = ρ D_w H(r_s/r_p)` with `ρ`
/// the open area over path length (1/mm) and `r_p` the pore radius (Å).
pub fn intact_pores(molecule: &Molecule, area_over_length: f64, pore_radius: f64) -> f64 {
    area_over_length * water_diffusivity(molecule) * renkin(molecule.stokes_radius() / pore_radius)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hindrance_falls_from_one_to_nothing() {
        assert_eq!(renkin(0.0), 1.0);
        assert_eq!(renkin(1.2), 0.0);
        let mut before = 1.0;
        for i in 1..=10 {
            let h = renkin(f64::from(i) * 0.1);
            assert!(h < before && h >= 0.0);
            before = h;
        }
    }
}
