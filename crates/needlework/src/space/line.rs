//! One line of cells: the implicit diffusion step along it, factored once.
//!
//! **The scheme.** Along one direction the cell means obey `du_j/dt = w_j (F_j − F_{j+1})`, `F_j = K_j (u_{j−1} − u_j)`,
//! with `w_j` one over the cell's volume and `K_j` the conductance of face `j`. Instead of the new means we solve for what
//! crosses the faces during the step, `φ_j = τ F_j`, and move exactly that from one cell to the next. What leaves a cell
//! is what enters its neighbour, so the content of the line changes by the rounding of the additions only, in `f32` too.
//!
//! **Second order.** The two-stage, stiffly accurate SDIRK method with `γ = 1 − 1/√2` is L-stable: grid-scale content is
//! damped at any step. Each stage solves `M φ = d`, `d_j = u_{j−1} − u_j`, with the symmetric tridiagonal
//! `M_jj = 1/(τK_j) + γ(w_{j−1} + w_j)`, `M_{j,j+1} = −γ w_j`; then `u_j += ω w_j (φ_j − φ_{j+1})` with `ω = 1 − γ` in the
//! first and `ω = γ` in the second stage.
//!
//! **Three passes instead of four.** The first stage eliminates downwards and substitutes upwards. The second stage
//! eliminates upwards, so it runs in the same pass as the first stage's substitution, and substitutes downwards.
//!
//! **Periodic lines.** The flux through the closing face, `s`, is found from `s = (d_0 + gᵀd)/S` with `g = T⁻¹v`, where
//! `T` is the open line and `v` its coupling to the closing face (`T` is symmetric, so `vᵀT⁻¹d = gᵀd`); then `φ = T⁻¹d + s g`.

use super::raw::Number;

/// The SDIRK coefficient `1 − 1/√2` [-].
pub(super) const GAMMA: f64 = 1.0 - core::f64::consts::FRAC_1_SQRT_2;

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

/// One stage matrix, eliminated from both ends, in `f64`.
struct Elimination {
    /// `[b, a, c]` of face j, eliminating downwards: `p_j = b d_j + a p_{j−1}`, `φ_j = p_j + c φ_{j+1}`.
    down: Vec<[f64; 3]>,
    /// The same upwards: `q_j = b d_j + a q_{j+1}`, `φ_j = q_j + c φ_{j−1}`.
    up: Vec<[f64; 3]>,
    /// `g` of each face; 1 at the closing face.
    ring: Vec<f64>,
    /// `1/S` of the closing face, 0 for an open line.
    closing: f64,
}

impl Elimination {
    fn new(line: &Line, step: f64, gamma: f64) -> Self {
        let n = line.volume.len();
        let couple: Vec<f64> = line.volume.iter().map(|v| gamma / v).collect();
        // M_jj, or None for a face that nothing crosses.
        let diagonal = |j: usize| {
            let below = if j > 0 { j - 1 } else { n - 1 };
            let k = line.conductance[j];
            (k > 0.0).then(|| 1.0 / (step * k) + couple[below] + couple[j])
        };
        let mut down = vec![[0.0; 3]; n + 1];
        let mut up = vec![[0.0; 3]; n + 1];
        for j in 1..n {
            if let Some(m) = diagonal(j) {
                let b = 1.0 / (m - couple[j - 1] * down[j - 1][2]);
                down[j] = [b, couple[j - 1] * b, couple[j] * b];
            }
        }
        for j in (1..n).rev() {
            if let Some(m) = diagonal(j) {
                let b = 1.0 / (m - couple[j] * up[j + 1][2]);
                up[j] = [b, couple[j] * b, couple[j - 1] * b];
            }
        }
        let mut ring = vec![0.0; n + 1];
        let mut closing = 0.0;
        if line.periodic() {
            let mut coupling = vec![0.0; n + 1];
            coupling[1] += couple[0];
            coupling[n - 1] += couple[n - 1];
            for j in 1..n {
                ring[j] = down[j][0] * coupling[j] + down[j][1] * ring[j - 1];
            }
            for j in (1..n).rev() {
                ring[j] += down[j][2] * ring[j + 1];
            }
            let bound: f64 = (1..n).map(|j| coupling[j] * ring[j]).sum();
            closing = diagonal(0).map_or(0.0, |m| 1.0 / (m - bound));
            ring[0] = 1.0;
            ring[n] = 1.0;
        }
        Self { down, up, ring, closing }
    }
}

/// A line factored for one step, rounded to the number type of the fields. Row `j` is what the passes need at cell `j`.
#[derive(Debug, Clone)]
pub(super) struct Factors<T> {
    /// First pass, downwards: `[b_j, a_j]`.
    pub first: Vec<[T; 2]>,
    /// Second pass, upwards: `[c_j, ω₁w_j, b'_{j+1}, a'_{j+1}]`.
    pub second: Vec<[T; 4]>,
    /// Third pass, downwards: `[c'_{j+1}, ω₂w_j]`.
    pub third: Vec<[T; 2]>,
    /// Periodic lines: `[g_j, g_{j+1} inside the line else 0, g_{j+1}]`.
    pub ring: Vec<[T; 3]>,
    /// `1/S` of the closing face.
    pub closing: T,
    /// The first-order step that replaces the second-order one on a line where that would fall below zero.
    pub euler: EulerFactors<T>,
    /// Whether the line is a ring.
    pub periodic: bool,
    /// Whether nothing moves along this line.
    pub closed: bool,
}

/// Backward Euler for the same line and step.
#[derive(Debug, Clone)]
pub(super) struct EulerFactors<T> {
    /// `[b_j, a_j]`.
    pub first: Vec<[T; 2]>,
    /// `[c_j, w_j]`.
    pub second: Vec<[T; 2]>,
    /// Periodic lines: `g_j`, and 1 beyond the end.
    pub ring: Vec<T>,
    /// `1/S` of the closing face.
    pub closing: T,
}

impl<T: Number> Factors<T> {
    /// Factors `line` for a step of length `step` [day].
    pub(super) fn new(line: &Line, step: f64) -> Self {
        let n = line.volume.len();
        let stage = Elimination::new(line, step, GAMMA);
        let euler = Elimination::new(line, step, 1.0);
        let t = T::from_f64;
        let periodic = line.periodic();
        let inside = |j: usize| if j < n { stage.ring[j] } else { 0.0 };
        Self {
            first: (0..n).map(|j| [t(stage.down[j][0]), t(stage.down[j][1])]).collect(),
            second: (0..n)
                .map(|j| {
                    [
                        t(stage.down[j][2]),
                        t((1.0 - GAMMA) / line.volume[j]),
                        t(stage.up[j + 1][0]),
                        t(stage.up[j + 1][1]),
                    ]
                })
                .collect(),
            third: (0..n).map(|j| [t(stage.up[j + 1][2]), t(GAMMA / line.volume[j])]).collect(),
            ring: (0..n).map(|j| [t(stage.ring[j]), t(inside(j + 1)), t(stage.ring[j + 1])]).collect(),
            closing: t(stage.closing),
            euler: EulerFactors {
                first: (0..n).map(|j| [t(euler.down[j][0]), t(euler.down[j][1])]).collect(),
                second: (0..n).map(|j| [t(euler.down[j][2]), t(1.0 / line.volume[j])]).collect(),
                ring: euler.ring.iter().map(|&g| t(g)).collect(),
                closing: t(euler.closing),
            },
            periodic,
            closed: line.closed(),
        }
    }

    /// How many cells.
    pub(super) fn cells(&self) -> usize {
        self.first.len()
    }
}
