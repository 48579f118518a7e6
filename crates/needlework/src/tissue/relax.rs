//! One step of `dx/dt = P − L x` that keeps `x` positive: the α-quasi-steady-state method.
//!
//! With constant `P` and `L` the solution over a step `h` is
//! `x(h) = x₀ + h (P − L x₀)/(1 + α q)`, `q = L h`, `α(q) = 1/(1 − e^−q) − 1/q`. The rational form
//! `α ≈ (180 + 60q + 11q² + q³)/(360 + 60q + 12q² + q³)` keeps `x ≥ 0` for every `q`: the weight of `x₀` is
//! `(360 − 120q + 12q²)/…`, whose discriminant is negative. A predictor with the first rates and a corrector with
//! `L̄ = (L₀ + L₁)/2` and `P̄ = αP₁ + (1 − α)P₀` make a method of second order; their difference measures the error.

use crate::number::Real;

/// Numerator and denominator of α at `q`.
#[inline(always)]
fn alpha<R: Real>(q: R) -> (R, R) {
    let c = R::constant;
    let numerator = q.mul_add(q.mul_add(q + c(11.0), c(60.0)), c(180.0));
    let denominator = q.mul_add(q.mul_add(q + c(12.0), c(60.0)), c(360.0));
    (numerator, denominator)
}

/// The predictor: constant `production` and `loss` over `step`.
#[inline(always)]
pub(super) fn predict<R: Real>(level: R, production: R, loss: R, step: R) -> R {
    let q = loss * step;
    let (n, d) = alpha(q);
    level + step * (production - loss * level) * d / q.mul_add(n, d)
}

/// The corrector, from the rates at both ends of the step.
#[inline(always)]
pub(super) fn correct<R: Real>(level: R, production: [R; 2], loss: [R; 2], step: R) -> R {
    let loss = R::constant(0.5) * (loss[0] + loss[1]);
    let q = loss * step;
    let (n, d) = alpha(q);
    let change = n * production[1] + (d - n) * production[0] - d * loss * level;
    level + step * change / q.mul_add(n, d)
}

/// Step size for the next step after one with this error relative to its tolerance; the error falls with the square.
pub(super) fn next_step(step: f64, error: f64) -> f64 {
    const SAFETY: f64 = 0.9;
    const LEAST: f64 = 0.2;
    const MOST: f64 = 2.5;
    step * (SAFETY / error.max(1e-9).sqrt()).clamp(LEAST, MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constant_rates_are_followed_at_any_step() {
        for q in [1e-6, 0.1, 1.0, 5.0, 30.0, 1e4] {
            let exact = 2.0 * f64::exp(-q) + 3.0 * (1.0 - f64::exp(-q));
            let ours = predict(2.0, 3.0 * q, q, 1.0);
            assert!((ours / exact - 1.0).abs() < 5e-3, "{q}: {ours} {exact}");
            assert!(predict(1.0, 0.0, q, 1.0) >= 0.0);
            assert!((correct(2.0, [3.0 * q; 2], [q; 2], 1.0) / ours - 1.0).abs() < 1e-12);
        }
    }
}
