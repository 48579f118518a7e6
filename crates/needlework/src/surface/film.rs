//! Wrinkles as the buckling of a stiff film on a soft foundation.
//!
//! Skin is such a stack at three scales: epidermis on papillary dermis (fine lines), epidermis and papillary dermis on
//! reticular dermis (wrinkles), the whole skin on fat (folds).

/// A stiff layer on a soft one, both in plane strain and incompressible.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Film {
    /// Thickness of the film [mm].
    pub thickness: f64,
    /// Young's modulus of the film [MPa].
    pub modulus: f64,
    /// Young's modulus of the foundation [MPa].
    pub foundation: f64,
}

impl Film {
    /// Wavelength of the wrinkles, `λ = 2π h (Ef/3Es)^⅓` (Genzer and Groenewold 2006) [mm].
    ///
    /// ```
    /// use needlework::surface::Film;
    /// let film = Film { thickness: 0.1, modulus: 3.0, foundation: 1.0 };
    /// assert!((film.wavelength() - 0.2 * core::f64::consts::PI).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn wavelength(&self) -> f64 {
        2.0 * core::f64::consts::PI * self.thickness * (self.modulus / (3.0 * self.foundation)).cbrt()
    }

    /// Compression at which the film buckles, `ε_c = ¼ (3Es/Ef)^⅔` [-].
    #[must_use]
    pub fn critical_strain(&self) -> f64 {
        0.25 * (3.0 * self.foundation / self.modulus).cbrt().powi(2)
    }

    /// Compression at which the film buckles into waves of a given length, `ε(λ) = (kh)²/12 + Es/(2 Ef k h)`, `k = 2π/λ`; it
    /// is least, and then `ε_c`, at the film's own wavelength [-].
    #[must_use]
    pub fn buckling_strain(&self, wavelength: f64) -> f64 {
        let kh = 2.0 * core::f64::consts::PI / wavelength * self.thickness;
        kh * kh / 12.0 + self.foundation / (2.0 * self.modulus * kh)
    }

    /// Amplitude of waves of a set length beyond buckling, `A = (λ/π) √(ε − ε(λ))`, 0 below `ε(λ)`: the length of a sine
    /// that takes up the excess strain [mm].
    #[must_use]
    pub fn amplitude(&self, strain: f64, wavelength: f64) -> f64 {
        wavelength / core::f64::consts::PI * (strain - self.buckling_strain(wavelength)).max(0.0).sqrt()
    }

    /// How much a compression below buckling deepens a crease that is there already, `A/A₀ = 1/(1 − ε/ε(λ))`: the growth of
    /// an initial undulation of length `λ` (Timoshenko and Gere 1961 for the beam; a film on a foundation has the same
    /// law). Valid to 0.95 of `ε(λ)`, where it is held [-].
    ///
    /// ```
    /// use needlework::surface::Film;
    /// let film = Film { thickness: 0.1, modulus: 5.0, foundation: 0.1 };
    /// let growth = film.growth(0.5 * film.critical_strain(), film.wavelength());
    /// assert!((growth - 2.0).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn growth(&self, strain: f64, wavelength: f64) -> f64 {
        1.0 / (1.0 - (strain / self.buckling_strain(wavelength)).clamp(0.0, 0.95))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wavelength_grows_with_thickness_and_with_the_third_root_of_the_stiffness_ratio() {
        let film = Film { thickness: 0.1, modulus: 5.0, foundation: 0.1 };
        let thicker = Film { thickness: 0.2, ..film };
        assert!((thicker.wavelength() / film.wavelength() - 2.0).abs() < 1e-12);
        let stiffer = Film { modulus: 40.0, ..film };
        assert!((stiffer.wavelength() / film.wavelength() - 2.0).abs() < 1e-12);
    }

    #[test]
    fn the_own_wavelength_buckles_first_and_at_the_critical_strain() {
        let film = Film { thickness: 0.1, modulus: 5.0, foundation: 0.1 };
        let own = film.wavelength();
        let least = film.buckling_strain(own);
        assert!(least < film.buckling_strain(1.02 * own) && least < film.buckling_strain(0.98 * own));
        assert!((least - film.critical_strain()).abs() < 1e-12);
    }

    #[test]
    fn the_amplitude_takes_up_the_excess_strain() {
        // Independent check: arc length of A cos(2πx/λ) over one wave exceeds λ by ε − ε_c, to second order.
        let film = Film { thickness: 0.1, modulus: 5.0, foundation: 0.1 };
        let (wavelength, strain) = (film.wavelength(), film.critical_strain() + 0.004);
        let amplitude = film.amplitude(strain, wavelength);
        let k = 2.0 * core::f64::consts::PI / wavelength;
        let steps = 20_000;
        let slope = |step: i32| amplitude * k * (k * wavelength * (f64::from(step) + 0.5) / f64::from(steps)).sin();
        let mean = (0..steps).map(|step| (1.0 + slope(step).powi(2)).sqrt()).sum::<f64>() / f64::from(steps);
        assert!(((mean - 1.0) / 0.004 - 1.0).abs() < 0.01, "{mean}");
    }

    #[test]
    fn a_stiffer_foundation_flattens() {
        let film = Film { thickness: 0.1, modulus: 5.0, foundation: 0.1 };
        let (strain, wavelength) = (1.4 * film.critical_strain(), film.wavelength());
        let firmer = Film { foundation: 0.13, ..film };
        assert!(firmer.amplitude(strain, wavelength) < 0.8 * film.amplitude(strain, wavelength));
        assert_eq!(film.amplitude(0.9 * film.critical_strain(), wavelength), 0.0);
        let below = 0.7 * film.critical_strain();
        assert!(firmer.growth(below, wavelength) < 0.8 * film.growth(below, wavelength));
        // However firm, the crease itself stays.
        let stone = Film { foundation: 100.0, ..film };
        assert!((stone.growth(below, wavelength) - 1.0).abs() < 0.01);
    }
}
