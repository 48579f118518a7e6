//! One line of cells: the implicit diffusion step along it, factored once.
//!
//! **The scheme.** Along one direction the cell means obey `du_j/dt = w_j (F_j − F_{j+1})`, `F_j = K_j (u_{j−1} − u_j)`,
//! with `w_j` one over the cell's volume and `K_j` the conductance of face `j`. Instead of the new means we solve for what
//! crosses the faces during the step, `φ_j = τ F_j`, and move exactly that from one cell to the next. What leaves a cell
//! is what enters its neighbour, so the content of the line changes by the rounding of the additions only, in `f32` too.
//!
//! **Second order.** The two-stage, stiffly accurate SDIRK method with `γ = 1 − 1/√2` is L-stable: grid-scale content is
//! damped at any step. Its first stage solves `M φ = d`, `d_j = u_{j−1} − u_j`, with the symmetric tridiagonal
//! `M_jj = 1/(τK_j) + γ(w_{j−1} + w_j)`, `M_{j,j+1} = −γ w_j`. Because `M` is the resistance plus `γ` times the coupling
//! through the cells, the differences that the second stage starts from follow face by face from `d` and `φ`, without the
//! intermediate cell means, and what crosses in the whole step solves `M Φ = γ e`, `e_j = d_j + β_j φ_j`,
//! `β_j = (1 − γ)/(γ τ K_j)`. Then `u_j += w_j (Φ_j − Φ_{j+1})`, once.
//!
//! **Three passes instead of four.** The first stage eliminates downwards and substitutes upwards. The second stage
//! eliminates upwards, so it runs in the same pass as the first stage's substitution, and substitutes downwards.
//!
//! **One fused operation per link.** With `c_j = γ w_j b_j`, `b_j` one over the pivot of face `j` from below and `b'_j` of
//! that from above, the passes carry what is not yet divided by the pivots: `s_j = d_j + c_{j−1} s_{j−1}` downwards; then
//! upwards `ψ_j = s_j + γ w_j b_{j+1} ψ_{j+1}`, so that `φ_j = b_j ψ_j`, and
//! `t_j = e_j + c'_{j+1} t_{j+1}`, `c'_j = γ w_{j−1} b'_j`; then downwards `χ_j = t_j + γ w_{j−1} b'_{j−1} χ_{j−1}` and
//! `Φ_j = γ b'_j χ_j`. The upward pass needs no cell: `d_j = s_j − c_{j−1} s_{j−1}`, to the rounding of `s`. So a line is
//! read twice and written once, and what is kept beside it is one number per face.
//!
//! **First order.** Backward Euler is one such solution, `γ = 1`: `M Φ = d`, eliminated downwards and substituted upwards in
//! two passes, `u_j += w_j (Φ_j − Φ_{j+1})`. It is positive at any step.
//!
//! **Two of them in three passes.** A second backward Euler step of the same length starts from `M φ − (M − R) φ = R φ`, `R`
//! the resistances `1/(τK_j)`. What crosses in both together therefore solves `M Φ = e`, `e_j = d_j + β_j φ_j`, `β_j = 1/(τK_j)`:
//! the two-stage step with other coefficients. So neighbouring steps along one direction take three passes instead of four
//! and write the cells once.
//!
//! **Periodic lines.** The flux through the closing face, `s`, is found from `s = (d_0 + gᵀd)/S` with `g = T⁻¹v`, where
//! `T` is the open line and `v` its coupling to the closing face (`T` is symmetric, so `vᵀT⁻¹d = gᵀd`); then `φ = T⁻¹d + s g`.

use super::numbers::{MOST_LANES, Number};

/// Order in time of the step along a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Backward Euler: one solution for each direction, positive at any step.
    First,
    /// The two-stage L-stable step: two solutions for each direction.
    #[default]
    Second,
}

/// The SDIRK coefficient `1 − 1/√2` [-].
const GAMMA: f64 = 1.0 - core::f64::consts::FRAC_1_SQRT_2;

/// What the passes along a line do together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    /// One backward Euler step, in two passes.
    Euler,
    /// Two backward Euler steps, in three passes.
    EulerTwice,
    /// The L-stable step of two stages, in three passes.
    TwoStages,
}

impl Method {
    /// Weight of the new state in a stage [-].
    const fn gamma(self) -> f64 {
        match self {
            Self::Euler | Self::EulerTwice => 1.0,
            Self::TwoStages => GAMMA,
        }
    }

    /// `β` over the resistance of the face [-].
    const fn carried(self) -> f64 {
        match self {
            Self::Euler => 0.0,
            Self::EulerTwice => 1.0,
            Self::TwoStages => (1.0 - GAMMA) / GAMMA,
        }
    }

    /// How many backward Euler steps of the step length take a line as far.
    pub(super) const fn euler_steps(self) -> usize {
        match self {
            Self::Euler | Self::TwoStages => 1,
            Self::EulerTwice => 2,
        }
    }
}

/// Cells and faces of one line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Volume of each cell per unit of the cross direction.
    pub volume: Vec<f64>,
    /// Conductance of the face below each cell (towards the start of the line); entry 0 is the closing face of a
    /// periodic line, and 0 for an open one.
    pub conductance: Vec<f64>,
}

impl Line {
    /// A line with face areas and distances: `area[j]` at the lower face of cell `j`, `half[j]` the resistance length of
    /// half the cell, and one diffusivity per cell.
    ///
    /// The conductance is `area / (half_below/D_below + half/D)`: the harmonic mean, exact for a flux through two layers.
    pub(super) fn new(
        volume: Vec<f64>,
        area: &[f64],
        half: &[f64],
        diffusivity: impl Fn(usize) -> f64,
        periodic: bool,
    ) -> Self {
        let cells = volume.len();
        let conductance = (0..cells)
            .map(|j| {
                let below = if j > 0 {
                    j - 1
                } else if periodic && cells > 1 {
                    cells - 1
                } else {
                    return 0.0;
                };
                let (lower, upper) = (diffusivity(below), diffusivity(j));
                if lower > 0.0 && upper > 0.0 { area[j] / (half[below] / lower + half[j] / upper) } else { 0.0 }
            })
            .collect();
        Self { volume, conductance }
    }

    fn periodic(&self) -> bool {
        self.conductance.first().is_some_and(|&k| k > 0.0) && self.volume.len() > 1
    }

    fn closed(&self) -> bool {
        self.conductance.iter().all(|&k| k == 0.0)
    }
}

/// The stage matrix of a line, eliminated from both ends, in `f64`.
struct Elimination {
    /// Resistance `1/(τK)` of face j; infinite where nothing crosses.
    resistance: Vec<f64>,
    /// `[b, c]` of face j, eliminating downwards.
    down: Vec<[f64; 2]>,
    /// `[b', c']` of face j, eliminating upwards.
    up: Vec<[f64; 2]>,
    /// `g` of each face; 1 at the closing face.
    ring: Vec<f64>,
    /// `1/S` of the closing face, 0 for an open line.
    closing: f64,
}

impl Elimination {
    fn new(line: &Line, step: f64, gamma: f64) -> Self {
        /// A face that resists this much more than the cells beside it moves nothing that either number format could
        /// show, and its reciprocal would leave the range of `f32`.
        const RESISTS_ALL: f64 = 1e24;
        let n = line.volume.len();
        let couple: Vec<f64> = line.volume.iter().map(|v| gamma / v).collect();
        let beside = |j: usize| couple[if j > 0 { j - 1 } else { n - 1 }] + couple[j];
        let resistance: Vec<f64> = (0..n)
            .map(|j| {
                let resistance = 1.0 / (step * line.conductance[j]);
                if resistance < RESISTS_ALL * beside(j) { resistance } else { f64::INFINITY }
            })
            .collect();
        let mut down = vec![[0.0; 2]; n + 1];
        let mut up = vec![[0.0; 2]; n + 1];
        for j in 1..n {
            let b = 1.0 / (resistance[j] + beside(j) - couple[j - 1] * down[j - 1][1]);
            down[j] = [b, couple[j] * b];
        }
        for j in (1..n).rev() {
            let b = 1.0 / (resistance[j] + beside(j) - couple[j] * up[j + 1][1]);
            up[j] = [b, couple[j - 1] * b];
        }
        let mut ring = Vec::new();
        let mut closing = 0.0;
        if line.periodic() {
            let mut coupling = vec![0.0; n + 1];
            coupling[1] += couple[0];
            coupling[n - 1] += couple[n - 1];
            ring = vec![0.0; n + 1];
            for j in 1..n {
                ring[j] = down[j][0] * (coupling[j] + couple[j - 1] * ring[j - 1]);
            }
            for j in (1..n).rev() {
                ring[j] += down[j][1] * ring[j + 1];
            }
            let bound: f64 = (1..n).map(|j| coupling[j] * ring[j]).sum();
            closing = 1.0 / (resistance[0] + beside(0) - bound);
            ring[0] = 1.0;
            ring[n] = 1.0;
        }
        Self { resistance, down, up, ring, closing }
    }

    /// `β` of face j; where nothing crosses it does not matter.
    fn beta(&self, method: Method, j: usize) -> f64 {
        let resistance = self.resistance[j];
        if resistance.is_finite() { method.carried() * resistance } else { 0.0 }
    }
}

/// A line factored for one step, rounded to the number type of the fields. What the lists hold beyond the line is zero, so
/// that lines can be stepped by whole packs of cells.
#[derive(Debug, Clone)]
pub(super) struct Factors<T> {
    /// What the lists below are for.
    pub method: Method,
    /// First pass, downwards: `c_{j−1}` at face j, the face below cell j.
    pub first: Vec<T>,
    /// Middle pass of three, upwards: `[γ w_j b_{j+1}, β_j b_j, c'_{j+1}, −c_{j−1}]` at face j.
    pub second: Vec<[T; 4]>,
    /// Last pass, for cell j: of three, downwards, `[γ w_j b'_j, γ b'_{j+1}]` of the face above it, and `w_j`; of two,
    /// upwards, `[w_j b_{j+1}, b_j]` of the face below it, and `w_j`.
    pub third: Vec<[T; 3]>,
    /// `w_j` once more, side by side.
    pub weight: Vec<T>,
    /// Periodic lines: `g` of each face, the closing face first and last, and `β g`.
    pub ring: Vec<[T; 2]>,
    /// Periodic lines: `1/S`, for the first stage.
    pub closing: T,
    /// Periodic lines: `γ/S`, for the whole step.
    pub closing_whole: T,
    /// Each cell's `w` and the resistance of its lower face, for the first-order step that replaces the second-order one
    /// on a line where that would fall below zero.
    pub euler: Vec<[f64; 2]>,
    /// Whether the line is a ring.
    pub periodic: bool,
    /// Whether nothing moves along this line.
    pub closed: bool,
    /// Two such steps as one, where that takes fewer passes.
    twice: Option<Box<Self>>,
}

impl<T: Number> Factors<T> {
    /// Factors `line` for a step of length `step` [day].
    pub(super) fn new(line: &Line, step: f64, order: Order) -> Self {
        let stage = |method: Method| Elimination::new(line, step, method.gamma());
        match order {
            Order::First => {
                let stage = stage(Method::Euler);
                let twice = Self::of_stage(line, &stage, Method::EulerTwice);
                Self { twice: Some(Box::new(twice)), ..Self::of_stage(line, &stage, Method::Euler) }
            }
            Order::Second => Self::of_stage(line, &stage(Method::TwoStages), Method::TwoStages),
        }
    }

    fn of_stage(line: &Line, stage: &Elimination, method: Method) -> Self {
        let n = line.volume.len();
        let length = whole_packs(n);
        let gamma = method.gamma();
        let t = T::from_f64;
        let [down, up] = [&stage.down, &stage.up];
        let weight = |j: usize| 1.0 / line.volume[j];
        let mut first = vec![T::ZERO; length];
        let mut second = vec![[T::ZERO; 4]; n];
        let mut third = vec![[T::ZERO; 3]; length];
        let mut ring = Vec::new();
        for j in 1..n {
            let couple = gamma * weight(j);
            first[j] = t(down[j - 1][1]);
            second[j] =
                [couple * down[j + 1][0], stage.beta(method, j) * down[j][0], up[j + 1][1], -down[j - 1][1]].map(t);
        }
        for j in 0..n {
            third[j] = match method {
                Method::Euler => [weight(j) * down[j + 1][0], down[j][0], weight(j)],
                Method::EulerTwice | Method::TwoStages => {
                    [gamma * weight(j) * up[j][0], gamma * up[j + 1][0], weight(j)]
                }
            }
            .map(t);
        }
        if line.periodic() {
            ring = vec![[T::ZERO; 2]; length + 1];
            for (j, (face, &g)) in ring.iter_mut().zip(&stage.ring).enumerate() {
                *face = [g, stage.beta(method, j % n) * g].map(t);
            }
        }
        Self {
            method,
            weight: third.iter().map(|&[.., w]| w).collect(),
            first,
            second,
            third,
            ring,
            closing: t(stage.closing),
            closing_whole: t(gamma * stage.closing),
            euler: line.volume.iter().zip(&stage.resistance).map(|(v, &r)| [1.0 / v, r]).collect(),
            periodic: line.periodic(),
            closed: line.closed(),
            twice: None,
        }
    }

    /// The factors with which to take `times` steps in a row, and how often.
    pub(super) fn in_a_row(&self, times: usize) -> (&Self, usize) {
        match &self.twice {
            Some(twice) if times.is_multiple_of(2) => (twice, times / 2),
            _ => (self, times),
        }
    }

    /// How many cells.
    pub(super) fn cells(&self) -> usize {
        self.euler.len()
    }
}

/// `cells` rounded up to packs of any width.
pub(super) const fn whole_packs(cells: usize) -> usize {
    cells.next_multiple_of(MOST_LANES)
}
