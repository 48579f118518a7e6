//! The standard normal distribution on any number type.

use crate::number::Real;

/// Coefficients of the rational Chebyshev fit of ln(erfc) after W. H. Press et al., fractional error below 1.2e-7.
const ERFC: [f64; 10] = [
    -1.265_512_23,
    1.000_023_68,
    0.374_091_96,
    0.096_784_18,
    -0.186_288_06,
    0.278_868_07,
    -1.135_203_98,
    1.488_515_87,
    -0.822_152_23,
    0.170_872_77,
];

/// Standard normal distribution function Φ(x), to 1.2e-7 of its smaller tail.
///
/// ```
/// # use needlework::outcome::normal_cdf;
/// assert!((normal_cdf(1.0_f64) - 0.841_344_746).abs() < 1e-7);
/// ```
#[must_use]
pub fn normal_cdf<R: Real>(x: R) -> R {
    let z = (x * R::constant(std::f64::consts::FRAC_1_SQRT_2)).abs();
    let t = (R::one() + z * R::constant(0.5)).recip();
    let mut polynomial = R::zero();
    for &coefficient in ERFC.iter().rev() {
        polynomial = polynomial * t + R::constant(coefficient);
    }
    let tail = R::constant(0.5) * t * (polynomial - z * z).exp();
    x.select_less(R::zero(), tail, R::one() - tail)
}

#[cfg(test)]
mod tests {
    use super::normal_cdf;
    use statrs::distribution::{ContinuousCDF, Normal};

    #[test]
    fn agrees_with_an_independent_implementation() {
        let standard = Normal::standard();
        for step in -600..=600 {
            let x = f64::from(step) / 100.0;
            let exact = standard.cdf(x);
            let error = (normal_cdf(x) - exact).abs() / exact.min(1.0 - exact).max(1e-300);
            assert!(error < 3e-7, "Φ({x}): relative error {error:e}");
        }
    }
}
