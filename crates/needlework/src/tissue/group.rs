//! A few neighbouring cells (or columns) that share a step size, advanced together in packs.

use super::relax::{correct, next_step, predict};
use crate::healing::Rate;
use crate::number::lanes::Lanes;

/// Most packs of a group: two of AVX2 or one of AVX-512. Narrower registers take the portable packs.
pub(super) const MOST_PACKS: usize = 2;
/// Steps shorter than this are taken whatever their error [day].
const SHORTEST_STEP: f64 = 1e-7;
/// Where a step changes every level by less than this share of its tolerance, the predictor is good enough [-].
pub(super) const STILL: f64 = 0.02;

/// The levels of a group: `PACKS` packs of `N` species.
pub(super) type Group<V, const N: usize> = [[V; N]; MOST_PACKS];

/// For how long and how exactly.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits<'a, const N: usize> {
    /// Time to advance by [day].
    pub duration: f64,
    /// Error of one step relative to the level [-].
    pub tolerance: f64,
    /// Level below which an error is measured absolutely [-].
    pub small: &'a [f64; N],
    /// Share of the tolerance below which a change needs no corrector [-].
    pub still: f64,
}

/// Advances one group of `packs` packs and its step size; returns how often the rates were evaluated.
///
/// `rates` gives production and loss of one pack. Steps adapt to the difference of predictor and corrector.
#[inline(always)]
pub(super) fn advance_group<V: Lanes, const N: usize>(
    now: &mut Group<V, N>,
    packs: usize,
    rates: impl Fn(usize, &[V; N]) -> [Rate<V>; N],
    step: &mut f64,
    limits: Limits<'_, N>,
) -> u64 {
    let none = Rate { production: V::constant(0.0), loss: V::constant(0.0) };
    let mut before = [[none; N]; MOST_PACKS];
    let mut tried = *now;
    let mut fresh = false;
    let mut left = limits.duration;
    let mut evaluations = 0;
    let (tolerance, still) = (V::constant(limits.tolerance), V::constant(limits.still));
    while left > 0.0 {
        // A remainder that is a little longer than the step is taken whole, one that is much longer in equal parts.
        let h = if *step >= 0.999 * left { left } else { left / (left / *step).ceil() };
        let wide = V::constant(h);
        if !fresh {
            for p in 0..packs {
                before[p] = rates(p, &now[p]);
            }
            evaluations += 1;
            fresh = true;
        }
        let mut moved = V::constant(0.0);
        for p in 0..packs {
            for s in 0..N {
                let guess = predict(now[p][s], before[p][s].production, before[p][s].loss, wide);
                let scale = tolerance * (guess + V::constant(limits.small[s]));
                moved = moved.max((guess - now[p][s]).abs() - still * scale);
                tried[p][s] = guess;
            }
        }
        if largest(moved) <= 0.0 {
            for p in 0..packs {
                for s in 0..N {
                    now[p][s] = tried[p][s].max(V::constant(0.0));
                }
            }
            fresh = false;
            *step = if h >= left { step.max(2.0 * h) } else { 2.0 * h };
            left = if h >= left { 0.0 } else { left - h };
            continue;
        }
        let mut worst = V::constant(0.0);
        for p in 0..packs {
            let after = rates(p, &tried[p]);
            for s in 0..N {
                let (before, after) = (before[p][s], after[s]);
                let production = [before.production, after.production];
                let better = correct(now[p][s], production, [before.loss, after.loss], wide).max(V::constant(0.0));
                let scale = tolerance * (better + V::constant(limits.small[s]));
                worst = worst.max((better - tried[p][s]).abs() / scale);
                tried[p][s] = better;
            }
        }
        evaluations += 1;
        let error = largest(worst);
        let proposed = next_step(h, error);
        if error <= 1.0 || h <= SHORTEST_STEP {
            *now = tried;
            fresh = false;
            left = if h >= left { 0.0 } else { left - h };
            *step = if left > 0.0 { proposed } else { step.max(proposed) };
        } else {
            *step = proposed;
        }
    }
    evaluations
}

/// The largest lane.
#[inline(always)]
fn largest<V: Lanes>(pack: V) -> f64 {
    let mut most = f64::NEG_INFINITY;
    for lane in 0..V::COUNT {
        most = most.max(pack.lane(lane).into());
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `x' = y² − (1 + x) x`, `y' = 1 − y/(1 + x)`: not linear, losses that change.
    fn rates(levels: &[f64; 2]) -> [Rate<f64>; 2] {
        let [x, y] = *levels;
        [Rate { production: y * y, loss: 1.0 + x }, Rate { production: 1.0, loss: (1.0 + x).recip() }]
    }

    fn solve(steps: usize, still: f64) -> [f64; 2] {
        let duration = 2.0 / steps as f64;
        let limits = Limits { duration, tolerance: 1e6, small: &[0.05; 2], still };
        let mut now = [[3.0, 0.1]; MOST_PACKS];
        for _ in 0..steps {
            advance_group(&mut now, 1, |_, levels| rates(levels), &mut 1.0, limits);
        }
        now[0]
    }

    #[test]
    fn the_reaction_is_of_second_order_in_time() {
        let exact = solve(40_000, 0.0);
        let error = |steps| solve(steps, 0.0).iter().zip(exact).map(|(x, e)| (x - e).abs()).fold(0.0, f64::max);
        let errors = [16, 32, 64, 128].map(error);
        for pair in errors.windows(2) {
            let order = (pair[0] / pair[1]).log2();
            println!("order in time {order:.2}");
            assert!((1.8..2.3).contains(&order), "{errors:?}");
        }
    }

    #[test]
    fn tolerance_bounds_the_error_and_no_level_falls_below_zero() {
        let exact = solve(40_000, 0.0);
        for tolerance in [1e-2, 1e-3, 1e-4] {
            let limits = Limits { duration: 2.0, tolerance, small: &[0.05; 2], still: STILL };
            let mut now = [[3.0, 0.1]; MOST_PACKS];
            let mut step = 10.0;
            let times = advance_group(&mut now, 1, |_, levels| rates(levels), &mut step, limits);
            let error = (now[0][0] / exact[0] - 1.0).abs().max((now[0][1] / exact[1] - 1.0).abs());
            println!("tolerance {tolerance:.0e}: error {error:.1e}, {times} evaluations");
            assert!(error < 3.0 * tolerance);
        }
        let mut now = [[1e-3, 0.0]; MOST_PACKS];
        let limits = Limits { duration: 50.0, tolerance: 1e6, small: &[0.05; 2], still: 0.0 };
        let gone = |_: usize, _: &[f64; 2]| [Rate { production: 0.0, loss: 300.0 }; 2];
        advance_group(&mut now, 1, gone, &mut 50.0, limits);
        assert!(now[0].iter().all(|level| *level >= 0.0 && *level < 1e-3));
    }
}
