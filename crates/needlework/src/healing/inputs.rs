//! What is given from outside: tissue exposures, constant or slowly varying, never time logic.

use super::named::named_values;
use crate::number::Real;

named_values! {
    /// Exposures of the tissue to topical agents, occlusion and light. All zero without treatment.
    pub struct Inputs, INPUT_COUNT {
        /// Growth factor delivered into the mitogen pool [pg/mm3/day].
        growth_factor,
        /// Vitamin C, 0 to 1 of full effect [-].
        vitamin_c,
        /// Retinoid, 0 to 1 of full effect [-].
        retinoid,
        /// Anti-inflammatory agent, 0 to 1 of full effect [-].
        anti_inflammatory,
        /// Tranexamic acid, 0 to 1 of full effect [-].
        tranexamic_acid,
        /// Hyaluronan delivered, in units of young hyaluronan [1/day].
        hyaluronan,
        /// Occlusion of the surface, 0 to 1 [-].
        occlusion,
        /// Ultraviolet melanocyte drive, 0 or more [-].
        ultraviolet,
    }
}

impl<R: Real> Inputs<R> {
    /// Nothing applied.
    #[inline(always)]
    #[must_use]
    pub fn none() -> Self {
        Self::from_array([R::zero(); INPUT_COUNT])
    }
}

/// Tissue exposure from an applied one, `u (t₀ + (1 − t₀)(1 − K_b))`: through intact skin the fraction `t₀` arrives, through
/// open skin all of it.
///
/// Assumed: `t₀` 0.1 for large or hydrophilic agents, 0.5 for retinoids. Where the transport model runs, it gives the
/// exposure instead.
#[inline(always)]
pub fn through_barrier<R: Real>(applied: R, intact_fraction: R, barrier: R) -> R {
    applied * (intact_fraction + (R::one() - intact_fraction) * (R::one() - barrier))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_barrier_lets_everything_through() {
        assert_eq!(through_barrier(0.8, 0.1, 0.0), 0.8);
        assert!((through_barrier(0.8, 0.1, 1.0) - 0.08).abs() < 1e-15);
    }
}
