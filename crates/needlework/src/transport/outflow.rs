//! What flows out of a fresh channel, against what diffuses in.
//!
//! A fresh channel first bleeds, for minutes, and then seeps, for hours. The flow carries solute back to the surface, and a
//! large molecule, which diffuses slowly, hardly gets in against it. In a channel of length `L` and fluid diffusivity `D`,
//! with the velocity `v` outwards, the steady inward flux is that of diffusion alone times
//!
//! `Pe / (exp(Pe) − 1)`, `Pe = v L / D`
//!
//! `counter_current` puts the same law between two neighbouring places of a grid, so that a chain of them gives the exact
//! steady flux whatever their number. What is carried out stays with the product: dilution and wiping are left out, so
//! that delivery against outflow is, if anything, too high.
//!
//! The second hurdle is the film itself. Most of a thin product lies between the channels, and its solute has to come to them
//! through the film, in the time `R²/D`, before the film has dried to a gel ([`Film`]).

use core::f64::consts::LN_2;

use super::parameters::TransportParameters;
use super::pore::{ChannelField, lateral_exchange};
use super::vehicle::Vehicle;

/// Outflow of fresh channels over time, at their mouths.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Outflow {
    /// Velocity of blood at first, over all channels, bleeding or not [mm/day].
    pub blood: f64,
    /// Half-life of the bleeding [day].
    pub blood_half_life: f64,
    /// Velocity of interstitial fluid at first [mm/day].
    pub seepage: f64,
    /// Half-life of the seepage [day].
    pub seepage_half_life: f64,
}

impl Outflow {
    /// The outflow of channels of which the share `bleeding` bleeds.
    pub fn of(bleeding: f64, p: &TransportParameters) -> Self {
        Self {
            blood: p.bleeding_velocity * bleeding.clamp(0.0, 1.0),
            blood_half_life: p.bleeding_half_life,
            seepage: p.seepage_velocity,
            seepage_half_life: p.seepage_half_life,
        }
    }

    /// Velocity at the mouth a time after the channels were made (day) [mm/day]:
    /// `v = v_b 2^(−t/τ_b) + v_s 2^(−t/τ_s)`; the channels closing is not in it.
    pub fn velocity(&self, age: f64) -> f64 {
        let part = |first: f64, half_life: f64| {
            if first > 0.0 { first * (-LN_2 * age.max(0.0) / half_life).exp() } else { 0.0 }
        };
        part(self.blood, self.blood_half_life) + part(self.seepage, self.seepage_half_life)
    }
}

/// How well a solute moves along a film of product to the mouths of channels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Film {
    /// Diffusivity in the fresh film over that in water; infinite for a stirred one [-].
    pub fresh: f64,
    /// Diffusivity in the dried residue over that in the fresh film [-].
    pub residue: f64,
}

impl Film {
    /// A film in which everything is everywhere at once.
    pub const STIRRED: Self = Self { fresh: f64::INFINITY, residue: 1.0 };

    /// Conductance from the film to the mouths, per area of skin [mm/day]: the exchange of [`lateral_exchange`] over the thickness of
    /// the film, with `D f r^s`, `s` the share of the solvent that has gone.
    pub fn supply(&self, channels: &ChannelField, fluid: f64, vehicle: &Vehicle, age: f64) -> f64 {
        if self.fresh.is_infinite() {
            return f64::INFINITY;
        }
        let thickness = vehicle.thickness_at(age);
        let solvent = vehicle.thickness - vehicle.residue;
        let gone = if solvent > 0.0 { ((vehicle.thickness - thickness) / solvent).clamp(0.0, 1.0) } else { 0.0 };
        let diffusivity = fluid * self.fresh * self.residue.powf(gone);
        thickness * lateral_exchange(channels.density, channels.mouth_area_fraction(), diffusivity, diffusivity)
    }
}

/// Above this exponents are not needed: nothing gets in against such a flow [-].
const OVERWHELMING: f64 = 200.0;

/// Share of what diffusion alone lets in, against a Péclet number `Pe` outwards [-]: `Pe / (exp(Pe) − 1)`.
///
/// ```
/// use needlework::transport::outflow::against;
/// assert_eq!(against(0.0), 1.0);
/// assert!((against(2.0) - 2.0 / (2.0_f64.exp() - 1.0)).abs() < 1e-15);
/// // With the flow instead of against it: B(−x) = B(x) + x.
/// assert!((against(-2.0) - against(2.0) - 2.0).abs() < 1e-15);
/// ```
pub fn against(peclet: f64) -> f64 {
    if peclet.abs() < 1e-5 {
        // The series to second order; what is left out is below rounding.
        1.0 - 0.5 * peclet + peclet * peclet / 12.0
    } else if peclet > OVERWHELMING {
        0.0
    } else if peclet < -OVERWHELMING {
        -peclet
    } else {
        peclet / peclet.exp_m1()
    }
}

/// Conductances from one of two places to the other and back, `g B(q/g)` and `g B(−q/g)`, for the conductance `g` of diffusion
/// between them and the flow `q` that runs back, both per area of skin [mm/day]. Without flow both are `g`; without
/// conductance nothing crosses.
pub(crate) fn counter_current(conductance: f64, flow: f64) -> (f64, f64) {
    if conductance <= 0.0 || flow == 0.0 {
        return (conductance, conductance);
    }
    let peclet = flow / conductance;
    (conductance * against(peclet), conductance * against(-peclet))
}

/// The same with the film before it: `f G/(G + f)` and `b G/(G + f)`, `G` what the film brings to the mouths. Along the film nothing
/// flows; what rises spreads over it or dries.
pub(crate) fn through_film(supply: f64, (inwards, outwards): (f64, f64)) -> (f64, f64) {
    if supply.is_infinite() {
        return (inwards, outwards);
    }
    let limited = if supply > 0.0 { supply / (supply + inwards) } else { 0.0 };
    (inwards * limited, outwards * limited)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_of_places_carries_the_exact_steady_flux() {
        // A channel of length 0.4 mm and diffusivity 9 mm²/day, 1 outside and 0 at its end.
        let (length, diffusivity, flow) = (0.4, 9.0, 52.0);
        let peclet = flow * length / diffusivity;
        let exact = diffusivity / length * against(peclet);
        for faces in [1_usize, 2, 7, 40] {
            let g = diffusivity * faces as f64 / length;
            let (inwards, outwards) = counter_current(g, flow);
            // Steady flux through equal faces: J = f a_i − b a_{i+1}; a_n = 0 and a_0 = 1 give J by back-substitution.
            let mut scaled = 0.0; // a_i / J
            for _ in 0..faces {
                scaled = (1.0 + outwards * scaled) / inwards;
            }
            assert!((1.0 / scaled / exact - 1.0).abs() < 1e-12, "{faces} faces: {} {exact}", 1.0 / scaled);
        }
    }

    #[test]
    fn no_outflow_is_diffusion_and_a_flood_lets_nothing_in() {
        assert_eq!(counter_current(3.0, 0.0), (3.0, 3.0));
        assert_eq!(counter_current(0.0, 5.0), (0.0, 0.0));
        let (inwards, outwards) = counter_current(1e-3, 10.0);
        assert_eq!(inwards, 0.0);
        assert!((outwards - 10.0).abs() < 1e-12);
        // Continuous where the formula changes.
        assert!((against(0.99e-5) - against(1.01e-5) - 1e-7).abs() < 1e-11);
        for peclet in [1e-9, 1e-3, 0.5, 3.0, 30.0, 199.0, 201.0, 1e6] {
            assert!((against(-peclet) - against(peclet) - peclet).abs() < 1e-9 * peclet.max(1.0), "{peclet}");
        }
    }

    #[test]
    fn a_film_brings_less_the_larger_the_solute_and_the_drier_it_is() {
        let channels = ChannelField { density: 0.5, mouth_diameter: 0.1, depth: 0.4, taper: 0.5 };
        let vehicle =
            Vehicle { thickness: 0.02, residue: 0.002, drying: 3.6, partition: 1.0, solubility: 1e6, volatility: 0.0 };
        let film = Film { fresh: 1.0, residue: 0.1 };
        let at = |fluid: f64, age: f64| film.supply(&channels, fluid, &vehicle, age);
        assert!((at(80.0, 0.0) / at(8.0, 0.0) - 10.0).abs() < 1e-9);
        // Dried, it is a tenth as thick and a tenth as mobile.
        assert!((at(8.0, 0.0) / at(8.0, 1.0) - 100.0).abs() < 1e-6);
        // A molecule of 80 mm²/day empties the fresh film in about a quarter of an hour.
        let hours = 24.0 * vehicle.thickness / at(80.0, 0.0);
        assert!((0.1..0.6).contains(&hours), "{hours} h");
        assert_eq!(Film::STIRRED.supply(&channels, 8.0, &vehicle, 1.0), f64::INFINITY);
    }

    #[test]
    fn bleeding_stops_before_seepage() {
        let p = TransportParameters::default();
        let flow = Outflow::of(1.0, &p);
        let dry = Outflow::of(0.0, &p);
        assert!(flow.velocity(0.0) > 5.0 * dry.velocity(0.0));
        assert!((flow.velocity(1.0 / 24.0) / dry.velocity(1.0 / 24.0) - 1.0).abs() < 1e-3);
        assert!((dry.velocity(p.seepage_half_life) / dry.velocity(0.0) - 0.5).abs() < 1e-12);
        assert_eq!(Outflow::default().velocity(0.1), 0.0);
    }
}
