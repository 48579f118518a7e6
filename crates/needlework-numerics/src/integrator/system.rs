//! What the integrator needs to know of a stiff system.

use crate::number::Real;

/// A list of numbers whose length is known when the program is compiled.
pub trait Vector<R>: Copy + AsRef<[R]> + AsMut<[R]> {
    /// The length.
    const LENGTH: usize;
    /// The same number everywhere.
    fn filled(value: R) -> Self;
}

impl<R: Copy, const N: usize> Vector<R> for [R; N] {
    const LENGTH: usize = N;
    #[inline(always)]
    fn filled(value: R) -> Self {
        [value; N]
    }
}

/// A system of ordinary differential equations `dx/dt = f(x, c)` with `c = c(t, p)`, prepared for stiff integration.
///
/// Nobody writes this by hand: [`generate`](super::generate) makes it from the equations, with the Jacobian `J = ∂f/∂x`
/// and a sparse factorisation that needs no pivoting as straight-line code.
///
/// The coefficients `c` are everything that does not depend on the state. Those that depend on time are computed once per
/// step, at its middle; a system whose coefficients depend on time must therefore change them slowly against its steps (ageing), and
/// fast forcing belongs into the state or into events.
pub trait System {
    /// The state, one number per species.
    type State<R: Real>: Vector<R>;
    /// The parameters of one run.
    type Parameters<R: Real>: Vector<R>;
    /// What the parameters make for the coefficients that change with time.
    type Constants<R: Real>: Vector<R>;
    /// What the parameters and the time make for the rates.
    type Coefficients<R: Real>: Vector<R>;
    /// The entries of a sparse matrix with the pattern of the factors of `s − J`.
    type Matrix<R: Real>: Vector<R>;

    /// The name of each state.
    const NAMES: &'static [&'static str];
    /// Whether the coefficients depend on time.
    const TIME_DEPENDENT: bool;
    /// Where the diagonal lies in the matrix.
    const DIAGONAL: &'static [usize];

    /// The constants, and the coefficients that do not change with time.
    fn prepare<R: Real>(
        parameters: &Self::Parameters<R>,
        constants: &mut Self::Constants<R>,
        coefficients: &mut Self::Coefficients<R>,
    );
    /// The coefficients that change with time.
    fn coefficients<R: Real>(time: R, constants: &Self::Constants<R>, coefficients: &mut Self::Coefficients<R>);
    /// `f(x, c)`.
    fn derivative<R: Real>(state: &Self::State<R>, coefficients: &Self::Coefficients<R>, slope: &mut Self::State<R>);
    /// `f(x, c)` and the entries of `−J`, zero where the factors fill in.
    fn linearise<R: Real>(
        state: &Self::State<R>,
        coefficients: &Self::Coefficients<R>,
        slope: &mut Self::State<R>,
        matrix: &mut Self::Matrix<R>,
    );
    /// `f(x, c)`, and the factors of `shift − J`; the diagonal holds the reciprocals of the pivots.
    fn factor<R: Real>(
        shift: R,
        state: &Self::State<R>,
        coefficients: &Self::Coefficients<R>,
        slope: &mut Self::State<R>,
        factors: &mut Self::Matrix<R>,
    );
    /// Solves with the factors, in place.
    fn solve<R: Real>(factors: &Self::Matrix<R>, vector: &mut Self::State<R>);

    /// How many states the system has.
    const STATES: usize = Self::NAMES.len();
}
