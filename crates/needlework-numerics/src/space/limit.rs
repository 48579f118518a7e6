//! Keeps contents from falling below zero.
//!
//! No linear method of second order is positive at every step length. Where the two-stage step would take a line of
//! non-negative contents below zero (steep fronts at steps far above `h²/D`), the line is redone with backward Euler,
//! which is positive and moves the same total, and the two are blended: as much of the second-order step as stays
//! non-negative. Smooth fields never meet this.

use super::line::{Factors, Method};
use super::numbers::Number;

/// Memory for one line.
#[derive(Debug, Clone)]
pub(super) struct Scratch<T> {
    /// The line after the step.
    pub stepped: Vec<T>,
    cells: Vec<f64>,
    faces: Vec<Face>,
}

/// What the elimination leaves of the face below a cell.
#[derive(Debug, Clone, Copy, Default)]
struct Face {
    /// What crosses it, with the ring open.
    flux: f64,
    /// What crosses it for each unit through the closing face.
    ring: f64,
    /// Coupling to the face above.
    above: f64,
}

impl<T: Number> Scratch<T> {
    pub(super) fn new(cells: usize) -> Self {
        Self { stepped: vec![T::ZERO; cells], cells: vec![0.0; cells], faces: vec![Face::default(); cells] }
    }
}

/// Blends the stepped line in [`Scratch::stepped`] with backward Euler from the old line so far that no cell is negative;
/// tells whether it did.
///
/// A step of first order is positive but for rounding, which is taken off in the same way.
///
/// The old line is not kept: it is what the step made less what it moved, with `eliminated(j)` the right-hand side of face
/// `j` before the last pass and `through` what crossed the closing face of a ring. Lines that were negative before
/// (differences, manufactured solutions) and undershoots of rounding size are left alone.
#[inline(always)]
pub(super) fn keep_positive<T: Number>(
    factors: &Factors<T>,
    eliminated: impl Fn(usize) -> T,
    through: T,
    scratch: &mut Scratch<T>,
) -> bool {
    const ROUNDING: f64 = 8.0;
    let cells = factors.cells();
    let (line, faces) = (&mut scratch.cells[..cells], &mut scratch.faces[..cells]);
    let stepped = &mut scratch.stepped[..cells];
    if stepped.iter().all(|&u| u >= T::ZERO) {
        return false;
    }
    let mut most = 0.0_f64;
    let (mut open, mut passed) = (T::ZERO, through);
    for step in 0..cells {
        let up = factors.method == Method::Euler;
        let (j, face) = if up { (cells - 1 - step, cells - 1 - step) } else { (step, step + 1) };
        let [link, crossing, w] = factors.third[j];
        open = open.mul_add(link, eliminated(face));
        let mut flux = open * crossing;
        if factors.periodic {
            flux = through.mul_add(factors.ring[face][0], flux);
        }
        let moved = if up { flux - passed } else { passed - flux };
        let new = stepped[j].to_f64();
        let old = (-moved.to_f64()).mul_add(w.to_f64(), new);
        if old < -T::EPSILON * new.abs() {
            return false;
        }
        passed = flux;
        most = most.max(old);
        line[j] = old;
    }
    let tolerance = ROUNDING * T::EPSILON * most;
    if stepped.iter().all(|u| u.to_f64() >= -tolerance) {
        return false;
    }
    for _ in 0..factors.method.euler_steps() {
        euler(&factors.euler, line, faces);
    }
    let mut share = 1.0_f64;
    for (safe, u) in line.iter_mut().zip(&*stepped) {
        *safe = safe.max(0.0);
        let u = u.to_f64();
        if u < 0.0 {
            share = share.min(*safe / (*safe - u));
        }
    }
    share *= 1.0 - ROUNDING * T::EPSILON;
    for (safe, u) in line.iter().zip(stepped) {
        *u = T::from_f64(safe + share * (u.to_f64() - safe));
    }
    true
}

/// One backward Euler step of one line, by the fluxes as in [`super::line`]. Each row has one over the volume of the cell
/// and the resistance of its lower face, infinite where nothing crosses.
fn euler(rows: &[[f64; 2]], line: &mut [f64], faces: &mut [Face]) {
    let n = line.len();
    let closing = rows[0][1];
    let ring = closing.is_finite();
    faces[0] = Face::default();
    for j in 1..n {
        let ([below, _], [here, resistance]) = (rows[j - 1], rows[j]);
        let last = faces[j - 1];
        faces[j] = if resistance.is_finite() {
            let b = 1.0 / (resistance + below + here - below * last.above);
            let ends = if j == 1 { rows[0][0] } else { 0.0 } + if j == n - 1 { here } else { 0.0 };
            Face {
                flux: b * (line[j - 1] - line[j] + below * last.flux),
                ring: if ring { b * (ends + below * last.ring) } else { 0.0 },
                above: b * here,
            }
        } else {
            Face::default()
        };
    }
    for j in (1..n - 1).rev() {
        let (above, face) = (faces[j + 1], &mut faces[j]);
        face.flux += face.above * above.flux;
        face.ring += face.above * above.ring;
    }
    let mut through = 0.0;
    if ring {
        let ends = [rows[0][0], rows[n - 1][0]];
        let seen = |one: f64, other: f64| ends[0] * one + ends[1] * other;
        through = (line[n - 1] - line[0] + seen(faces[1].flux, faces[n - 1].flux))
            / (closing + ends[0] + ends[1] - seen(faces[1].ring, faces[n - 1].ring));
    }
    let mut below = through;
    for j in 0..n {
        let above = if j + 1 < n { faces[j + 1].flux + through * faces[j + 1].ring } else { through };
        line[j] += rows[j][0] * (below - above);
        below = above;
    }
}
