//! Time, the arithmetic peak of the machine, and the cost of a system.

use crate::counted::{Counted, Counts};
use cpu_time::ThreadTime;
use needlework::integrator::{System, Vector};
use needlework::number::lanes::{Kernel64, Lanes, Width, dispatch64};
use std::hint::black_box;

/// Repeats a computation and returns the shortest CPU time [s] with its result. The shortest of many is what the code
/// takes when the machine does nothing else.
pub fn best_of<T>(repetitions: usize, mut compute: impl FnMut() -> T) -> (f64, T) {
    let mut timed = || {
        let start = ThreadTime::now();
        let result = black_box(compute());
        (start.elapsed().as_secs_f64(), result)
    };
    let mut best = timed();
    for _ in 1..repetitions {
        let next = timed();
        if next.0 < best.0 {
            best = next;
        }
    }
    best
}

/// Chains of dependent fused operations that keep every unit busy.
struct Peak(u64);
impl Kernel64 for Peak {
    type Output = f64;
    #[inline(always)]
    fn run<V: Lanes<Element = f64>>(self) -> f64 {
        let mut chains: [V; 10] = core::array::from_fn(|i| V::constant(1.0 + i as f64));
        let (factor, term) = (V::constant(black_box(0.999)), V::constant(black_box(0.001)));
        for _ in 0..self.0 {
            for chain in &mut chains {
                *chain = chain.mul_add(factor, term);
            }
        }
        chains.into_iter().map(|chain| chain.lane(0)).sum()
    }
}

/// How many operations per second a pack can do at best, a fused one counted as two [flop/s].
pub fn arithmetic_peak(width: Width) -> f64 {
    const ROUNDS: u64 = 200_000;
    let lanes = match width {
        Width::Scalar => 1.0,
        Width::Portable | Width::Avx2 => 4.0,
        Width::Avx512 => 8.0,
    };
    let (time, _) = best_of(50, || dispatch64(width, Peak(ROUNDS)));
    ROUNDS as f64 * 10.0 * 2.0 * lanes / time
}

/// What a step of a system costs, per run.
#[derive(Clone, Copy, Debug)]
pub struct StepCost {
    /// Operations of one evaluation of the right-hand side.
    pub derivative: Counts,
    /// Operations of one factorisation with the evaluation that comes with it.
    pub factor: Counts,
    /// Operations of one solution.
    pub solve: Counts,
    /// Operations of the coefficients that move with time.
    pub coefficients: Counts,
    /// Operations of a whole step, a fused one counted as two, a division as one [flop].
    pub flops: f64,
    /// Memory that a step works on [byte].
    pub bytes: usize,
}

/// Counts by running the system on counting numbers.
pub fn step_cost<S: System>() -> StepCost {
    let one = Counted(1.0);
    let mut slope = S::State::<Counted>::filled(one);
    let state = S::State::<Counted>::filled(one);
    let mut coefficients = S::Coefficients::<Counted>::filled(one);
    let mut factors = S::Matrix::<Counted>::filled(one);
    let mut constants = S::Constants::<Counted>::filled(one);
    S::prepare(&S::Parameters::<Counted>::filled(one), &mut constants, &mut coefficients);
    let coefficient_cost = Counts::of(|| S::coefficients(one, &constants, &mut coefficients));
    let derivative = Counts::of(|| S::derivative(&state, &coefficients, &mut slope));
    let factor = Counts::of(|| S::factor(one, &state, &coefficients, &mut slope, &mut factors));
    let solve = Counts::of(|| S::solve(&factors, &mut slope));
    // Stages: 15 + 2 terms of the arguments, 28 of the right-hand sides, joined to each of 7 evaluations; the error takes
    // an addition, the scale (3), its reciprocal, and two products and a sum; the choice of the state one.
    let stages = S::STATES as f64 * (2.0 * 15.0 + 2.0 + 2.0 * 28.0 - 7.0 + 2.0 * 7.0 + 9.0);
    let flops = coefficient_cost.flops() + factor.flops() + 7.0 * derivative.flops() + 8.0 * solve.flops() + stages;
    let numbers = 12 * S::STATES
        + <S::Coefficients<f64> as Vector<f64>>::LENGTH
        + <S::Constants<f64> as Vector<f64>>::LENGTH
        + <S::Matrix<f64> as Vector<f64>>::LENGTH;
    StepCost { derivative, factor, solve, coefficients: coefficient_cost, flops, bytes: 8 * numbers }
}
