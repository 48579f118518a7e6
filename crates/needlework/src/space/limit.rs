//! Keeps contents from falling below zero.
//!
//! No linear method of second order is positive at every step length. Where the two-stage step would take a line of
//! non-negative contents below zero (steep fronts at steps far above `h²/D`), the line is redone with backward Euler,
//! which is positive and moves the same total, and the two are blended: as much of the second-order step as stays
//! non-negative. Smooth fields never meet this.

use super::line::Factors;
use super::raw::Number;

/// Blends the stepped line `new[0], new[stride], …` with backward Euler from `old` so far that no cell is negative.
///
/// Lines that were negative before (differences, manufactured solutions) and undershoots of rounding size are left alone.
#[cold]
#[inline(never)]
pub(super) fn keep_positive<T: Number>(
    factors: &Factors<T>,
    old: impl Fn(usize) -> T,
    new: &mut [T],
    stride: usize,
    line: &mut [f64],
    flux: &mut [f64],
) {
    const ROUNDING: f64 = 8.0;
    let mut most = 0.0_f64;
    for (j, cell) in line.iter_mut().enumerate() {
        *cell = old(j).to_f64();
        if *cell < 0.0 {
            return;
        }
        most = most.max(*cell);
    }
    let tolerance = ROUNDING * T::EPSILON * most;
    if new.iter().step_by(stride).all(|u| u.to_f64() >= -tolerance) {
        return;
    }
    euler(factors, line, flux);
    let mut share = 1.0_f64;
    for (safe, u) in line.iter_mut().zip(new.iter().step_by(stride)) {
        *safe = safe.max(0.0);
        let u = u.to_f64();
        if u < 0.0 {
            share = share.min(*safe / (*safe - u));
        }
    }
    share *= 1.0 - ROUNDING * T::EPSILON;
    for (safe, u) in line.iter().zip(new.iter_mut().step_by(stride)) {
        *u = T::from_f64(safe + share * (u.to_f64() - safe));
    }
}

/// One backward Euler step of one line, in `f64`, by the fluxes as in [`super::line`].
fn euler<T: Number>(factors: &Factors<T>, line: &mut [f64], flux: &mut [f64]) {
    let euler = &factors.euler;
    let n = line.len();
    let mut carry = 0.0;
    let mut around = 0.0;
    flux[0] = 0.0;
    for j in 1..n {
        let difference = line[j - 1] - line[j];
        carry = carry * euler.first[j][1].to_f64() + difference * euler.first[j][0].to_f64();
        around += difference * euler.ring[j].to_f64();
        flux[j] = carry;
    }
    let through = if factors.periodic { (line[n - 1] - line[0] + around) * euler.closing.to_f64() } else { 0.0 };
    let mut open = 0.0;
    let mut above = through;
    for j in (0..n).rev() {
        open = open * euler.second[j][0].to_f64() + flux[j];
        let crossing = open + through * euler.ring[j].to_f64();
        line[j] += euler.second[j][1].to_f64() * (crossing - above);
        above = crossing;
    }
}
