//! Diffuse reflectance of skin: a melanin filter over a scattering half space with blood.

use super::OpticsParameters;
use super::colour::{Lab, lab, linear_rgb, tristimulus};
use super::spectra::{BANDS, DEOXYHAEMOGLOBIN, OXYHAEMOGLOBIN, wavelength};

/// What colours a point of the skin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chromophores {
    /// Melanosomes, as volume fraction of the epidermis, 0 to 0.6 [-].
    pub melanosomes: f64,
    /// Blood, as volume fraction of the upper dermis, 0 to 1 [-].
    pub blood: f64,
    /// Reduced scattering of the dermis over that of normal skin, 0.3 to 3 [-].
    pub scattering: f64,
}

/// Absorption of each band by one unit of each chromophore, worked out once.
#[derive(Clone, Debug)]
pub struct SkinOptics {
    /// Absorption of the melanin filter per melanosome fraction, path included [-].
    filter: [f64; BANDS],
    /// Absorption of the filter without melanin [-].
    filter_base: [f64; BANDS],
    /// Absorption of whole blood [1/cm].
    blood: [f64; BANDS],
    /// Absorption of bloodless dermis [1/cm].
    dermis: [f64; BANDS],
    /// Reduced scattering of normal dermis [1/cm].
    scattering: [f64; BANDS],
    /// Reflectance of what lies above the melanin [-].
    above: [f64; BANDS],
    /// Share of the melanin that lies above the scattering layer [-].
    dust: f64,
    internal: f64,
    packaging: f64,
}

impl SkinOptics {
    /// The optics with these constants.
    ///
    /// `µ_mel = a (λ/500)^−b`, `µ_base = c₀ + c₁ exp(−(λ − 154)/d)`,
    /// `µ_blood = ln 10 · (S ε_HbO₂ + (1 − S) ε_Hb) · c_Hb/M_Hb`, `µs′ = s (λ/500)^−p`, all in 1/cm with λ in nm
    /// (Jacques 1998 and 2013, Prahl).
    #[must_use]
    pub fn new(c: &OpticsParameters) -> Self {
        let spectrum = |law: &dyn Fn(usize, f64) -> f64| core::array::from_fn(|band| law(band, wavelength(band)));
        // Thickness in cm, because absorption is per cm.
        let path = c.epidermal_path * 0.1 * c.melanin_layer;
        let base = |nm: f64| c.baseline + c.baseline_ultraviolet * (-(nm - 154.0) / c.baseline_decay).exp();
        let yellow = |nm: f64| {
            let off = (nm - c.bilirubin_peak) / c.bilirubin_width;
            core::f64::consts::LN_10 * c.bilirubin * c.bilirubin_extinction * (-0.5 * off * off).exp()
        };
        let molar = c.blood_haemoglobin / c.haemoglobin_mass;
        Self {
            filter: spectrum(&|_, nm| path * c.melanosome_absorption * (nm / 500.0).powf(-c.melanosome_power)),
            filter_base: spectrum(&|_, nm| path * base(nm)),
            blood: spectrum(&|band, _| {
                let extinction = c.oxygenation * OXYHAEMOGLOBIN[band] + (1.0 - c.oxygenation) * DEOXYHAEMOGLOBIN[band];
                core::f64::consts::LN_10 * extinction * molar
            }),
            dermis: spectrum(&|_, nm| base(nm) + yellow(nm)),
            scattering: spectrum(&|_, nm| c.scattering * (nm / 500.0).powf(-c.scattering_power)),
            // Kubelka-Munk layer without absorption, S = ¾ µs′.
            above: spectrum(&|_, nm| {
                let depth = 0.75 * c.scattering * (nm / 500.0).powf(-c.overlying_power) * 0.1 * c.overlying_layer;
                depth / (1.0 + depth)
            }),
            dust: c.melanin_above,
            internal: (1.0 + c.internal_reflection) / (1.0 - c.internal_reflection),
            packaging: c.vessel_packaging,
        }
    }

    /// Diffuse reflectance of each band, surface gloss excluded [-].
    ///
    /// `R_d = exp(−l µ_epi) · a′/(1 + 2κ(1 − a′) + (1 + 2κ/3) √(3(1 − a′)))` with the mean path `l` through the epidermis,
    /// the transport albedo `a′ = µs′/(µa + µs′)` of the dermis and `κ = (1 + r)/(1 − r)` for internal reflection `r`
    /// (Flock 1989, Farrell 1992). The layer above the melanin scatters some light back before it is filtered:
    /// `R = [R_s + (1 − R_s)² R_d/(1 − R_s R_d)] exp(−s l µ_mel)`, `R_s = S h/(1 + S h)` (Kubelka–Munk); the share `s` of
    /// the melanin lies above it, the rest below.
    #[must_use]
    pub fn reflectance(&self, skin: &Chromophores) -> [f64; BANDS] {
        let kappa = self.internal;
        core::array::from_fn(|band| {
            // Vessels shade themselves where blood absorbs strongly: the effective fraction grows less than linearly.
            let strong = 1.0 + skin.blood * self.blood[band] / 10.0;
            let blood = skin.blood * self.blood[band] * strong.powf(self.packaging - 1.0);
            let absorption = self.dermis[band] + blood;
            let scattering = skin.scattering * self.scattering[band];
            let albedo = scattering / (absorption + scattering);
            let lost = 1.0 - albedo;
            let below = albedo / (1.0 + 2.0 * kappa * lost + (1.0 + 2.0 * kappa / 3.0) * (3.0 * lost).sqrt());
            let melanin = skin.melanosomes * self.filter[band];
            let filter = (-(self.filter_base[band] + (1.0 - self.dust) * melanin)).exp();
            let (above, under) = (self.above[band], filter * below);
            (above + (1.0 - above) * (1.0 - above) * under / (1.0 - above * under)) * (-self.dust * melanin).exp()
        })
    }

    /// Linear sRGB of the diffuse reflectance under daylight; white is 1 [-].
    #[must_use]
    pub fn linear_rgb(&self, skin: &Chromophores) -> [f64; 3] {
        linear_rgb(tristimulus(&self.reflectance(skin)))
    }

    /// Colour of the diffuse reflectance under daylight.
    #[must_use]
    pub fn lab(&self, skin: &Chromophores) -> Lab {
        lab(tristimulus(&self.reflectance(skin)))
    }
}
