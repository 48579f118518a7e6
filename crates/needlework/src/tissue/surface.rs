//! The epidermal columns over the dermis: six states each, reading the papillary dermis below.

use super::relax::{correct, next_step, predict};
use crate::healing::{Below, COEFFICIENT_COUNT, EPIDERMAL_COUNT, Rate, epidermal_rates};

/// Shorter steps are taken whatever their error [day].
const SHORTEST_STEP: f64 = 1e-7;
/// Levels this small count as nothing when errors are weighed [-].
pub(super) const SMALL_LEVEL: f64 = 0.05;

/// Advances one column by `duration` over papillary dermis that is held; `step` carries its step size.
pub(super) fn advance_column(
    levels: &mut [f64; EPIDERMAL_COUNT],
    below: &Below<f64>,
    coefficients: &[f64; COEFFICIENT_COUNT],
    duration: f64,
    tolerance: f64,
    step: &mut f64,
) {
    let mut left = duration;
    while left > 0.0 {
        let h = if *step >= 0.999 * left { left } else { left / (left / *step).ceil() };
        let before = epidermal_rates(levels, below, coefficients);
        let guess = combine(levels, |s, x| predict(x, before[s].production, before[s].loss, h));
        let after: [Rate<f64>; EPIDERMAL_COUNT] = epidermal_rates(&guess, below, coefficients);
        let better = combine(levels, |s, x| {
            let loss = [before[s].loss, after[s].loss];
            correct(x, [before[s].production, after[s].production], loss, h).max(0.0)
        });
        let error = (0..EPIDERMAL_COUNT)
            .map(|s| (better[s] - guess[s]).abs() / (tolerance * (better[s] + SMALL_LEVEL)))
            .fold(0.0, f64::max);
        let proposed = next_step(h, error);
        if error <= 1.0 || h <= SHORTEST_STEP {
            *levels = better;
            left = if h >= left { 0.0 } else { left - h };
            *step = if left > 0.0 { proposed } else { step.max(proposed) };
        } else {
            *step = proposed;
        }
    }
}

fn combine(levels: &[f64; EPIDERMAL_COUNT], change: impl Fn(usize, f64) -> f64) -> [f64; EPIDERMAL_COUNT] {
    core::array::from_fn(|s| change(s, levels[s]))
}
