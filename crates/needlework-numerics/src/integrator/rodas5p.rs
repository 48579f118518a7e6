//! One step of Rodas5P on a pack of lanes.

use super::system::{System, Vector};
use super::tableau::{ARGUMENT, CHANGE, CONTINUOUS, ERROR_ORDER, GAMMA, STAGES};
use crate::number::lanes::Lanes;

/// Everything that a step reads and writes, one lane per run.
pub(super) struct Work<S: System, V: Lanes> {
    /// The state at the start of the step.
    pub(super) state: S::State<V>,
    pub(super) parameters: S::Parameters<V>,
    constants: S::Constants<V>,
    coefficients: S::Coefficients<V>,
    /// Absolute tolerance of each species.
    pub(super) tolerance: S::State<V>,
    pub(super) stages: [S::State<V>; STAGES],
    /// The argument of the present stage; after [`Work::attempt`] the state at the end of the step.
    pub(super) trial: S::State<V>,
    change: S::State<V>,
    matrix: S::Matrix<V>,
    continuous: [S::State<V>; 3],
}

/// How a step went.
pub(super) struct Attempt<V: Lanes> {
    /// Mean square of the estimated local error, in units of the tolerance [-].
    pub(super) error: V,
    /// The smallest sum of a state and its absolute tolerance: negative where a state undershoots zero by more.
    pub(super) margin: V,
    /// The smallest and the largest reciprocal pivot, in units of that of a vanishing step [-].
    pub(super) reciprocals: [V; 2],
}

impl<S: System, V: Lanes> Work<S, V> {
    pub(super) fn new() -> Self {
        let zero = S::State::filled(V::zero());
        Self {
            state: zero,
            parameters: S::Parameters::filled(V::zero()),
            constants: S::Constants::filled(V::zero()),
            coefficients: S::Coefficients::filled(V::zero()),
            tolerance: S::State::filled(V::one()),
            stages: [zero; STAGES],
            trial: zero,
            change: zero,
            matrix: S::Matrix::filled(V::zero()),
            continuous: [zero; 3],
        }
    }

    /// Computes what the parameters alone decide; due after every change of a parameter.
    #[inline(always)]
    pub(super) fn prepare(&mut self) {
        V::outline(
            #[inline(always)]
            || S::prepare(&self.parameters, &mut self.constants, &mut self.coefficients),
        );
    }

    /// Computes the coefficients at a time.
    #[inline(always)]
    pub(super) fn move_to(&mut self, time: V) {
        if S::TIME_DEPENDENT {
            V::outline(
                #[inline(always)]
                || S::coefficients(time, &self.constants, &mut self.coefficients),
            );
        }
    }

    /// Takes a step of size `h`, without deciding whether it is good enough.
    #[inline(always)]
    pub(super) fn attempt(&mut self, h: V, relative: V) -> Attempt<V> {
        let rate = h.recip();
        self.first(rate * V::constant(1.0 / GAMMA));
        self.position::<1>();
        self.stage(1, rate);
        self.position::<2>();
        self.stage(2, rate);
        self.position::<3>();
        self.stage(3, rate);
        self.position::<4>();
        self.stage(4, rate);
        self.position::<5>();
        self.stage(5, rate);
        self.position::<6>();
        self.stage(6, rate);
        self.position::<7>();
        self.stage(7, rate);
        self.judge(rate, relative)
    }

    /// Factors the matrix and computes the first stage.
    #[inline(always)]
    fn first(&mut self, shift: V) {
        V::outline(
            #[inline(always)]
            || {
                let mut slope = S::State::filled(V::zero());
                S::factor(shift, &self.state, &self.coefficients, &mut slope, &mut self.matrix);
                S::solve(&self.matrix, &mut slope);
                self.stages[0] = slope;
            },
        );
    }

    /// The argument of stage `I` and the part of its right-hand side that the stages before make.
    #[inline(always)]
    #[allow(clippy::needless_range_loop)]
    fn position<const I: usize>(&mut self) {
        let state = self.state.as_ref();
        let trial = self.trial.as_mut();
        let change = self.change.as_mut();
        for k in 0..S::STATES {
            let stage = |j: usize| self.stages[j].as_ref()[k];
            let mut sum = stage(0) * V::constant(CHANGE[I][0]);
            for j in 1..I {
                sum = stage(j).mul_add(V::constant(CHANGE[I][j]), sum);
            }
            change[k] = sum;
            if I < ARGUMENT.len() {
                let mut position = state[k];
                for j in 0..I {
                    position = stage(j).mul_add(V::constant(ARGUMENT[I][j]), position);
                }
                trial[k] = position;
            } else {
                trial[k] += stage(I - 1);
            }
        }
    }

    /// Evaluates and solves a stage.
    #[inline(always)]
    fn stage(&mut self, index: usize, rate: V) {
        let target = &mut self.stages[index];
        V::outline(
            #[inline(always)]
            || {
                let mut slope = S::State::filled(V::zero());
                S::derivative(&self.trial, &self.coefficients, &mut slope);
                for (slope, change) in slope.as_mut().iter_mut().zip(self.change.as_ref()) {
                    *slope = rate.mul_add(*change, *slope);
                }
                S::solve(&self.matrix, &mut slope);
                *target = slope;
            },
        );
    }

    /// Completes the step and measures it.
    #[inline(always)]
    fn judge(&mut self, rate: V, relative: V) -> Attempt<V> {
        let mut error = V::zero();
        let mut margin = V::constant(f64::INFINITY);
        for k in 0..S::STATES {
            let (start, estimate, absolute) =
                (self.state.as_ref()[k], self.stages[STAGES - 1].as_ref()[k], self.tolerance.as_ref()[k]);
            let end = self.trial.as_ref()[k] + estimate;
            self.trial.as_mut()[k] = end;
            let scale = relative.mul_add(start.abs().max(end.abs()), absolute).recip();
            let scaled = estimate * scale;
            error = scaled.mul_add(scaled, error);
            margin = margin.min(end + absolute);
        }
        let (mut lowest, mut highest) = (V::constant(f64::INFINITY), V::zero());
        for &place in S::DIAGONAL {
            let reciprocal = self.matrix.as_ref()[place];
            (lowest, highest) = (lowest.min(reciprocal), highest.max(reciprocal));
        }
        let unit = rate * V::constant(1.0 / GAMMA);
        Attempt {
            error: error * V::constant(1.0 / S::STATES as f64),
            margin,
            reciprocals: [lowest * unit, highest * unit],
        }
    }

    /// Prepares [`Work::interpolate`] for the step just taken.
    #[inline(always)]
    pub(super) fn prepare_output(&mut self) {
        V::outline(
            #[inline(always)]
            || {
                for k in 0..S::STATES {
                    for (row, target) in CONTINUOUS.iter().zip(&mut self.continuous) {
                        let mut sum = V::zero();
                        for (&weight, stage) in row.iter().zip(&self.stages) {
                            sum = stage.as_ref()[k].mul_add(V::constant(weight), sum);
                        }
                        target.as_mut()[k] = sum;
                    }
                }
            },
        );
    }

    /// The state at a part `theta` of the step just taken.
    #[inline(always)]
    pub(super) fn interpolate(&self, theta: V, output: &mut S::State<V>) {
        V::outline(
            #[inline(always)]
            || {
                let rest = V::one() - theta;
                for (k, output) in output.as_mut().iter_mut().enumerate() {
                    let [first, second, third] = [0, 1, 2].map(|r| self.continuous[r].as_ref()[k]);
                    let correction = theta.mul_add(theta.mul_add(third, second), first);
                    let end = rest.mul_add(correction, self.trial.as_ref()[k]);
                    *output = rest.mul_add(self.state.as_ref()[k], theta * end);
                }
            },
        );
    }

    /// A first step for a run that starts or restarts: short enough that the third-order part of the solution stays
    /// below the tolerance (Hairer, Nørsett and Wanner, Solving Ordinary Differential Equations I, II.4).
    #[inline(always)]
    pub(super) fn first_step(&mut self, relative: V) -> V {
        V::outline(
            #[inline(always)]
            || {
                let mut slope = S::State::filled(V::zero());
                S::derivative(&self.state, &self.coefficients, &mut slope);
                let (mut size, mut speed) = (V::zero(), V::zero());
                for k in 0..S::STATES {
                    let state = self.state.as_ref()[k];
                    let scale = relative.mul_add(state.abs(), self.tolerance.as_ref()[k]).recip();
                    let (state, slope) = (state * scale, slope.as_ref()[k] * scale);
                    size = state.mul_add(state, size);
                    speed = slope.mul_add(slope, speed);
                }
                let tiny = V::constant(1e-30);
                let guess = V::constant(0.01) * (size / speed.max(tiny)).sqrt().max(V::constant(1e-6));
                for k in 0..S::STATES {
                    self.trial.as_mut()[k] = slope.as_ref()[k].mul_add(guess, self.state.as_ref()[k]);
                }
                let mut later = S::State::filled(V::zero());
                S::derivative(&self.trial, &self.coefficients, &mut later);
                let mut bend = V::zero();
                for k in 0..S::STATES {
                    let scale = relative.mul_add(self.state.as_ref()[k].abs(), self.tolerance.as_ref()[k]).recip();
                    let difference = (later.as_ref()[k] - slope.as_ref()[k]) * scale;
                    bend = difference.mul_add(difference, bend);
                }
                let count = V::constant(1.0 / S::STATES as f64);
                let fastest = (speed * count).sqrt().max((bend * count).sqrt() / guess).max(tiny);
                let bound = (V::constant(0.01) / fastest).powf(V::constant(1.0 / ERROR_ORDER));
                bound.min(V::constant(100.0) * guess)
            },
        )
    }
}
