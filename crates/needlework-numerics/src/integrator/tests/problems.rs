//! Test problems, each with a dense Jacobian from dual numbers and a textbook elimination: independent of the generator.

use crate::integrator::{Ensemble, Resume, Start, System};
use crate::number::{Dual, Real};

/// Implements [`System`] for rates of `n` states; `nn` is `n²`, `diagonal` the places `i(n + 1)`.
macro_rules! problem {
    ($Name:ident, $n:literal, $nn:literal, $names:expr, $diagonal:expr, $p:literal, |$x:pat_param, $c:pat_param| $body:expr) => {
        #[derive(Clone, Copy, Debug)]
        pub(super) struct $Name;
        impl $Name {
            #[inline(always)]
            fn rates<R: Real>($x: [R; $n], $c: [R; $p]) -> [R; $n] {
                $body
            }
        }
        impl System for $Name {
            type State<R: Real> = [R; $n];
            type Parameters<R: Real> = [R; $p];
            type Constants<R: Real> = [R; 0];
            type Coefficients<R: Real> = [R; $p];
            type Matrix<R: Real> = [R; $nn];
            const NAMES: &'static [&'static str] = &$names;
            const TIME_DEPENDENT: bool = false;
            const DIAGONAL: &'static [usize] = &$diagonal;
            #[inline(always)]
            fn prepare<R: Real>(parameters: &[R; $p], _: &mut [R; 0], coefficients: &mut [R; $p]) {
                *coefficients = *parameters;
            }
            #[inline(always)]
            fn coefficients<R: Real>(_: R, _: &[R; 0], _: &mut [R; $p]) {}
            #[inline(always)]
            fn derivative<R: Real>(state: &[R; $n], coefficients: &[R; $p], slope: &mut [R; $n]) {
                *slope = Self::rates(*state, *coefficients);
            }
            #[inline(always)]
            fn linearise<R: Real>(x: &[R; $n], c: &[R; $p], slope: &mut [R; $n], matrix: &mut [R; $nn]) {
                let duals = core::array::from_fn(|i| Dual::<R, $n>::variable(x[i], i));
                let rates = Self::rates(duals, c.map(Dual::fixed));
                for (i, rate) in rates.into_iter().enumerate() {
                    slope[i] = rate.value;
                    for j in 0..$n {
                        matrix[i * $n + j] = -rate.derivative[j];
                    }
                }
            }
            #[inline(always)]
            fn factor<R: Real>(shift: R, x: &[R; $n], c: &[R; $p], slope: &mut [R; $n], m: &mut [R; $nn]) {
                Self::linearise(x, c, slope, m);
                for k in 0..$n {
                    m[k * $n + k] += shift;
                }
                for k in 0..$n {
                    m[k * $n + k] = m[k * $n + k].recip();
                    for i in k + 1..$n {
                        m[i * $n + k] *= m[k * $n + k];
                        for j in k + 1..$n {
                            m[i * $n + j] = (-m[i * $n + k]).mul_add(m[k * $n + j], m[i * $n + j]);
                        }
                    }
                }
            }
            #[inline(always)]
            fn solve<R: Real>(m: &[R; $nn], b: &mut [R; $n]) {
                for i in 0..$n {
                    for k in 0..i {
                        b[i] = (-m[i * $n + k]).mul_add(b[k], b[i]);
                    }
                }
                for i in (0..$n).rev() {
                    for j in i + 1..$n {
                        b[i] = (-m[i * $n + j]).mul_add(b[j], b[i]);
                    }
                    b[i] *= m[i * $n + i];
                }
            }
        }
    };
}

// A limit cycle reached from inside: `r² = 1 / (1 + (1/r₀² − 1) e^(−2t))`, angle `t`.
problem!(Circle, 2, 4, ["x", "y"], [0, 3], 1, |[x, y], [speed]| {
    let inside = R::one() - x * x - y * y;
    [x * inside - speed * y, speed * x + y * inside]
});
// Prothero and Robinson: `y' = −λ (y − φ²) + (φ²)'` with `φ = e^(−t)` as a state of its own; exact `y = e^(−2t)`.
problem!(ProtheroRobinson, 2, 4, ["y", "phi"], [0, 3], 1, |[y, phi], [stiffness]| {
    [-(stiffness * (y - phi * phi)) - (phi * phi + phi * phi), -phi]
});
// Robertson's autocatalytic reaction.
problem!(Robertson, 3, 9, ["a", "b", "c"], [0, 4, 8], 1, |[a, b, c], [slow]| {
    let first = slow * a;
    let back = R::constant(1e4) * b * c;
    let second = R::constant(3e7) * b * b;
    [back - first, first - back - second, second]
});
// Van der Pol's oscillator in the stiff scaling: `ε y'' = (1 − y²) y' − y`.
problem!(VanDerPol, 2, 4, ["y", "slope"], [0, 3], 1, |[y, v], [epsilon]| {
    [v, ((R::one() - y * y) * v - y) / epsilon]
});
// A chain of decays with rates far apart: `x₁ → x₂ → … `, with a quadratic and a saturated step.
problem!(
    Chain,
    5,
    25,
    ["one", "two", "three", "four", "five"],
    [0, 6, 12, 18, 24],
    5,
    |[a, b, c, d, e], [p, q, r, s, t]| {
        let bound = q * b * b / (R::one() + b);
        let taken = r * c.hill(s, 2);
        [-(p * a), p * a - bound, bound - taken, taken - t * d, t * d - e]
    }
);
// Grows without bound in finite time: `x' = p x²`.
problem!(Explosion, 1, 1, ["x"], [0], 1, |[x], [p]| [p * x * x]);

/// Runs of one system that keep every output.
pub(super) struct Runs<S: System> {
    pub(super) starts: Vec<(S::State<f64>, S::Parameters<f64>)>,
    /// One list for all runs, or one per run.
    pub(super) stops: Vec<Vec<f64>>,
    pub(super) outputs: Vec<Vec<f64>>,
    pub(super) tolerance: f64,
    /// Multiplies the state at each stop but the last.
    pub(super) kick: f64,
}

impl<S: System> Runs<S> {
    pub(super) fn new(starts: Vec<(S::State<f64>, S::Parameters<f64>)>, end: f64, outputs: Vec<f64>) -> Self {
        Self { starts, stops: vec![vec![end]], outputs: vec![outputs], tolerance: 1e-10, kick: 1.0 }
    }
}

impl<S: System + Sync> Ensemble for Runs<S>
where
    S::State<f64>: Send + Sync,
    S::Parameters<f64>: Sync,
{
    type System = S;
    /// The outputs, then the state at the end.
    type Record = Vec<S::State<f64>>;

    fn runs(&self) -> usize {
        self.starts.len()
    }
    fn start(&self, run: usize, start: &mut Start<S>) -> Self::Record {
        (start.state, start.parameters) = self.starts[run];
        start.tolerance.as_mut().fill(self.tolerance);
        Vec::new()
    }
    fn stops(&self, run: usize) -> &[f64] {
        &self.stops[run % self.stops.len()]
    }
    fn outputs(&self, run: usize) -> &[f64] {
        &self.outputs[run % self.outputs.len()]
    }
    fn stop(
        &self,
        run: usize,
        index: usize,
        state: &mut S::State<f64>,
        _: &mut S::Parameters<f64>,
        record: &mut Self::Record,
    ) -> Resume {
        if index + 1 == self.stops(run).len() {
            record.push(*state);
            return Resume::Steadily;
        }
        for value in state.as_mut() {
            *value *= self.kick;
        }
        Resume::Afresh
    }
    fn output(&self, _: usize, _: usize, state: &S::State<f64>, record: &mut Self::Record) {
        record.push(*state);
    }
}
