//! The healing network in every cell of the dermis, each group of eight neighbours on its own steps.

use super::relax::{correct, next_step, predict};
use crate::healing::{COEFFICIENT_COUNT, DERMAL_COUNT, Rate, Rest, SPECIES, dermal_rates};
use crate::number::lanes::{Kernel64, Lanes, Width, dispatch64};

/// Cells that share a step size. The same on every processor, so that results do not depend on its packs.
const GROUP: usize = 8;
/// First step of a group after an injury [day].
const FIRST_STEP: f64 = 1e-3;
/// Steps shorter than this are taken whatever their error [day].
const SHORTEST_STEP: f64 = 1e-7;
/// Levels this small count as nothing when errors are weighed: relative to rest, and absolute for what rest lacks [-].
const SMALL_LEVEL: f64 = 0.05;
const SMALL_ABSENT_LEVEL: f64 = 0.005;

/// Below which level an error is measured absolutely, for each dermal species.
pub(super) fn small_levels() -> [f64; DERMAL_COUNT] {
    core::array::from_fn(|s| if SPECIES[s].rest == Rest::Absent { SMALL_ABSENT_LEVEL } else { SMALL_LEVEL })
}

/// Step sizes of all groups, and what was done.
#[derive(Debug, Clone)]
pub(super) struct Reaction {
    steps: Vec<f64>,
    tolerance: f64,
    small: [f64; DERMAL_COUNT],
    /// Evaluations of the network, counted per cell.
    pub evaluations: u64,
}

impl Reaction {
    pub(super) fn new(cells: usize, tolerance: f64) -> Self {
        Self { steps: vec![FIRST_STEP; cells.div_ceil(GROUP)], tolerance, small: small_levels(), evaluations: 0 }
    }

    /// Starts again with short steps, after an injury.
    pub(super) fn restart(&mut self) {
        self.steps.fill(FIRST_STEP);
    }

    /// Advances the dermal levels (species by species) of all cells by `duration` under a given cover of each cell.
    pub(super) fn advance(
        &mut self,
        levels: &mut [f64],
        cover: &[f64],
        coefficients: &[f64; COEFFICIENT_COUNT],
        duration: f64,
    ) {
        self.evaluations += dispatch64(
            Width::best(),
            Advance {
                levels,
                cover,
                coefficients,
                duration,
                tolerance: self.tolerance,
                small: &self.small,
                steps: &mut self.steps,
            },
        );
    }
}

struct Advance<'a> {
    levels: &'a mut [f64],
    cover: &'a [f64],
    coefficients: &'a [f64; COEFFICIENT_COUNT],
    duration: f64,
    tolerance: f64,
    small: &'a [f64; DERMAL_COUNT],
    steps: &'a mut [f64],
}

type Levels<V> = [V; DERMAL_COUNT];

/// Rates of one pack, as a function of its own: the network is too large to be repeated.
#[inline(always)]
fn evaluate<V: Lanes<Element = f64>>(
    levels: &Levels<V>,
    cover: V,
    coefficients: &[V; COEFFICIENT_COUNT],
) -> [Rate<V>; DERMAL_COUNT] {
    V::outline(
        #[inline(always)]
        || dermal_rates(levels, cover, coefficients).0,
    )
}

impl Kernel64 for Advance<'_> {
    type Output = u64;

    #[inline(always)]
    fn run<V: Lanes<Element = f64>>(self) -> u64 {
        let Self { levels, cover: covers, coefficients: given, duration, tolerance, small, steps } = self;
        let cells = covers.len();
        let limits = Limits { duration, tolerance, small };
        let packs = GROUP / V::COUNT;
        let zero = V::constant(0.0);
        let mut coefficients = [zero; COEFFICIENT_COUNT];
        for (wide, value) in coefficients.iter_mut().zip(given) {
            *wide = V::constant(*value);
        }
        let mut evaluations = 0;
        for (group, step) in steps.iter_mut().enumerate() {
            let first = group * GROUP;
            let here = GROUP.min(cells - first);
            let mut now = [[zero; DERMAL_COUNT]; GROUP];
            let mut cover = [zero; GROUP];
            let mut lanes = [0.0; GROUP];
            for s in 0..DERMAL_COUNT {
                fill(&mut lanes, &levels[s * cells + first..][..here]);
                for p in 0..packs {
                    now[p][s] = V::load(&lanes[p * V::COUNT..]).max(zero);
                }
            }
            fill(&mut lanes, &covers[first..][..here]);
            for p in 0..packs {
                cover[p] = V::load(&lanes[p * V::COUNT..]);
            }
            evaluations += here as u64 * advance_group(&mut now, &cover, &coefficients, step, limits);
            for s in 0..DERMAL_COUNT {
                for p in 0..packs {
                    now[p][s].store(&mut lanes[p * V::COUNT..]);
                }
                levels[s * cells + first..][..here].copy_from_slice(&lanes[..here]);
            }
        }
        evaluations
    }
}

/// Copies the cells that exist and repeats the last one in the lanes beyond.
#[inline(always)]
fn fill(lanes: &mut [f64; GROUP], cells: &[f64]) {
    lanes.fill(cells[cells.len() - 1]);
    lanes[..cells.len()].copy_from_slice(cells);
}

#[derive(Clone, Copy)]
struct Limits<'a> {
    duration: f64,
    tolerance: f64,
    small: &'a [f64; DERMAL_COUNT],
}

/// Advances one group and its step size; returns how often the network was evaluated.
#[inline(always)]
fn advance_group<V: Lanes<Element = f64>>(
    now: &mut [Levels<V>; GROUP],
    cover: &[V; GROUP],
    coefficients: &[V; COEFFICIENT_COUNT],
    step: &mut f64,
    limits: Limits<'_>,
) -> u64 {
    let packs = GROUP / V::COUNT;
    let none = Rate { production: V::constant(0.0), loss: V::constant(0.0) };
    let mut rates = [[none; DERMAL_COUNT]; GROUP];
    let mut tried = *now;
    let mut fresh = false;
    let mut left = limits.duration;
    let mut evaluations = 0;
    while left > 0.0 {
        // A remainder that is a little longer than the step is taken whole, one that is much longer in equal parts.
        let h = if *step >= 0.999 * left { left } else { left / (left / *step).ceil() };
        let wide = V::constant(h);
        if !fresh {
            for p in 0..packs {
                rates[p] = evaluate(&now[p], cover[p], coefficients);
            }
            evaluations += 1;
            fresh = true;
        }
        let mut worst = V::constant(0.0);
        for p in 0..packs {
            let mut guess = now[p];
            for (s, guess) in guess.iter_mut().enumerate() {
                *guess = predict(now[p][s], rates[p][s].production, rates[p][s].loss, wide);
            }
            let after = evaluate(&guess, cover[p], coefficients);
            for s in 0..DERMAL_COUNT {
                let (before, after) = (rates[p][s], after[s]);
                let production = [before.production, after.production];
                let better = correct(now[p][s], production, [before.loss, after.loss], wide).max(V::constant(0.0));
                let scale = V::constant(limits.tolerance) * (better + V::constant(limits.small[s]));
                worst = worst.max((better - guess[s]).abs() / scale);
                tried[p][s] = better;
            }
        }
        evaluations += 1;
        let mut error = 0.0_f64;
        for lane in 0..V::COUNT {
            error = error.max(worst.lane(lane));
        }
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
