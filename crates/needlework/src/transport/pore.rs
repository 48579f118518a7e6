//! The second way in: aqueous pores through the intact barrier, and the channels that needles or lasers open.

use core::f64::consts::PI;

use super::error::{TransportError, within};

/// A field of equal channels.
///
/// Radius at depth `z`: `r(z) = ½ d₀ (1 − z/L)^p`, `d₀` the open mouth, `L` the depth, `p` the taper (½ paraboloid, 1 cone,
/// 0 cylinder). Each channel owns tissue out to the radius `1/√(π n)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChannelField {
    /// Channels per area [1/mm²].
    pub density: f64,
    /// Open diameter at the surface, after elastic recoil [mm].
    pub mouth_diameter: f64,
    /// Depth of the channel below the surface (not the needle's length) [mm].
    pub depth: f64,
    /// Exponent of the narrowing with depth [-].
    pub taper: f64,
}

impl ChannelField {
    /// Rejects values without meaning.
    ///
    /// # Errors
    /// [`TransportError`] naming the value and its limits; also when the mouths would cover the whole surface.
    pub fn validate(&self) -> Result<(), TransportError> {
        let place = "channels";
        within(place, "density [1/mm²]", self.density, 0.0, 1e4)?;
        within(place, "mouth diameter [mm]", self.mouth_diameter, 0.0, 5.0)?;
        within(place, "depth [mm]", self.depth, 0.0, 10.0)?;
        within(place, "taper [-]", self.taper, 0.0, 4.0)?;
        within(place, "open area fraction [-]", self.mouth_area_fraction(), 0.0, 0.8)?;
        Ok(())
    }

    /// Share of the surface that is open channel [-].
    pub fn mouth_area_fraction(&self) -> f64 {
        0.25 * PI * self.density * self.mouth_diameter * self.mouth_diameter
    }

    /// Mean share of the cross-section that is channel between two depths [-].
    pub fn area_fraction_between(&self, top: f64, bottom: f64) -> f64 {
        let (a, b) = (top.clamp(0.0, self.depth), bottom.clamp(0.0, self.depth));
        if b <= a || self.depth <= 0.0 {
            return 0.0;
        }
        // ∫ (1 − z/L)^{2p} dz between a and b, exactly.
        let q = 2.0 * self.taper + 1.0;
        let integral = self.depth / q * ((1.0 - a / self.depth).powf(q) - (1.0 - b / self.depth).powf(q));
        self.mouth_area_fraction() * integral / (bottom - top)
    }
}

/// Everything that bypasses the lipids of the stratum corneum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pores {
    /// Permeability of the pores that intact skin has (appendages, defects) [mm/day].
    pub intact_permeability: f64,
    /// Share of the intact permeability that is left when nothing wets the skin [-].
    pub dry_share: f64,
    /// Diffusivity of the solute in the fluid of pores and channels [mm²/day].
    pub fluid_diffusivity: f64,
    /// Channels, when there are any.
    pub channels: Option<ChannelField>,
}

impl Pores {
    /// Skin without any bypass.
    pub fn none() -> Self {
        Self { intact_permeability: 0.0, dry_share: 1.0, fluid_diffusivity: 1.0, channels: None }
    }

    /// Rejects values without meaning.
    ///
    /// # Errors
    /// [`TransportError`] naming the value and its limits.
    pub fn validate(&self) -> Result<(), TransportError> {
        within("pores", "intact permeability [mm/day]", self.intact_permeability, 0.0, 1e4)?;
        within("pores", "dry share [-]", self.dry_share, 0.0, 1.0)?;
        within("pores", "fluid diffusivity [mm²/day]", self.fluid_diffusivity, 1e-9, 1e6)?;
        self.channels.as_ref().map_or(Ok(()), ChannelField::validate)
    }
}

/// Exchange per depth and area of skin between the channels and the tissue around them, for unit activity difference.
///
/// Quasi-steady diffusion in the annulus that one channel owns, sealed at its outer radius `R`, between the wall activity
/// and the mean activity of the annulus, in series with the channel's own fluid:
///
/// `G = n / { [ln(1/√x)/(1−x)² − (3−x)/(4(1−x))] / (2π λ) + 1/(8π D) }`, `x = (r/R)²`
///
/// `λ` conductivity of the tissue, `D` diffusivity in the fluid, both mm²/day; `G` in 1/(mm·day)·mm. Valid after the lateral
/// diffusion time, about `R²/(10 D)`; earlier it underestimates the exchange.
pub fn lateral_exchange(density: f64, area_fraction: f64, conductivity: f64, fluid: f64) -> f64 {
    if density <= 0.0 || area_fraction <= 0.0 {
        return 0.0;
    }
    let x = area_fraction.min(0.9);
    let annulus = (-0.5 * x.ln()) / ((1.0 - x) * (1.0 - x)) - (3.0 - x) / (4.0 * (1.0 - x));
    density / (annulus / (2.0 * PI * conductivity) + 1.0 / (8.0 * PI * fluid))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(taper: f64) -> ChannelField {
        ChannelField { density: 2.0, mouth_diameter: 0.1, depth: 0.5, taper }
    }

    #[test]
    fn area_of_slices_adds_up_to_the_volume_of_the_channel() {
        for (taper, shape) in [(0.0, 1.0), (0.5, 0.5), (1.0, 1.0 / 3.0)] {
            let f = field(taper);
            let sum: f64 = (0..10)
                .map(|i| {
                    let top = 0.06 * f64::from(i);
                    f.area_fraction_between(top, top + 0.06) * 0.06
                })
                .sum();
            let volume = 2.0 * PI * 0.05 * 0.05 * 0.5 * shape;
            assert!((sum / volume - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn annulus_resistance_has_the_slender_limit() {
        // r << R: ln(R/r) − 3/4
        let x: f64 = 1e-8;
        let g = lateral_exchange(1.0, x, 1.0, 1e30);
        let want = 2.0 * PI / (-0.5 * x.ln() - 0.75);
        assert!((g / want - 1.0).abs() < 1e-6);
    }

    #[test]
    fn channels_that_cover_everything_are_rejected() {
        let mut f = field(0.0);
        f.density = 200.0;
        assert_eq!(f.validate().map_err(|e| e.code()), Err("T001"));
    }
}
