//! Verification of diffusion in space: orders of accuracy, analytic solutions, balance, positivity and symmetry.
//!
//! Run with `--nocapture` to see the measured errors and orders.
#![allow(missing_docs)]

mod analytic;
mod balance;
mod first_order;
mod manufactured;
mod symmetry;

use needlework_numerics::space::{Annulus, Axis, Diffusivity, Fields, Number};

/// Prints the errors on grids (or steps) refined by two, and requires the order between the two finest.
fn require_order(what: &str, errors: &[f64], least: f64) {
    let mut order = f64::NAN;
    for pair in errors.windows(2) {
        order = (pair[0] / pair[1]).log2();
        println!("{what}: error {:.3e}, order {order:.2}", pair[1]);
    }
    assert!(order > least, "{what}: order {order}");
}

/// A repeatable, rough, positive field.
fn rough(cells: usize) -> Vec<f64> {
    let mut state = 1_u64;
    (0..cells)
        .map(|_| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 11) as f64 / (1_u64 << 53) as f64
        })
        .collect()
}

fn fill<T: Number>(fields: &mut Fields<T>, values: impl IntoIterator<Item = f64>) {
    for (u, value) in fields.of_mut(0).iter_mut().zip(values) {
        *u = T::from_f64(value);
    }
}

fn centres(axis: &Axis) -> Vec<f64> {
    (0..axis.cells()).map(|i| axis.centre(i)).collect()
}

fn largest_difference(a: &[f64], b: impl IntoIterator<Item = f64>) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
}

/// The first zero of J₁, where the slope of J₀ vanishes.
const BESSEL_ZERO: f64 = 3.831705970207512;

/// `J₀` by its power series, accurate below 5.
fn bessel_j0(x: f64) -> f64 {
    let mut term = 1.0;
    let mut sum = 1.0;
    for k in 1..40 {
        term *= -0.25 * x * x / f64::from(k * k);
        sum += term;
    }
    sum
}

fn sum<T: Number>(fields: &Fields<T>) -> f64 {
    fields.of(0).iter().map(|u| u.to_f64()).sum()
}

/// A graded grid with three layers of different diffusivity.
fn layered_annulus() -> (Annulus, Diffusivity) {
    let grid =
        Annulus::new(Axis::graded(0.36, 33, 6.0).unwrap(), Axis::layered(&[(0.08, 5), (0.25, 13), (1.2, 29)]).unwrap())
            .unwrap();
    let layer = |k| [0.03, 0.3, 0.12][usize::from(k >= 5) + usize::from(k >= 18)];
    (grid, Diffusivity::ByLayer((0..47).map(layer).collect()))
}
