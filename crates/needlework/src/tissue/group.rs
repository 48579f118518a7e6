//! A few neighbouring cells (or columns) that share a step size, advanced together in packs.

use super::relax::{correct, next_step, predict};
use crate::healing::Rate;
use crate::number::lanes::Lanes;

/// Most packs of a group: two of AVX2 or one of AVX-512. Narrower registers take the portable packs.
pub(super) const MOST_PACKS: usize = 2;
/// Steps shorter than this are taken whatever their error [day].
const SHORTEST_STEP: f64 = 1e-7;
/// Where a step changes every level by less than this share of its tolerance, the predictor is good enough [-].
const STILL: f64 = 0.02;

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
    let tolerance = V::constant(limits.tolerance);
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
                moved = moved.max((guess - now[p][s]).abs() - V::constant(STILL) * scale);
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
