//! Independent solutions at tight tolerance, against which the product's own integrator is checked.
//!
//! The solver is the variable-order backward differentiation formula of the `diffsol` crate. It lives here, apart from the
//! product, because it brings a large sparse linear algebra package with it.

use diffsol::{NalgebraLU, NalgebraMat, OdeBuilder, OdeSolverMethod, OdeSolverStopReason, error::DiffsolError};
use needlework::healing::{Host, Inputs, Parameters, SPECIES_COUNT, Setting, coefficients, derivative};
use needlework::number::Dual;

/// Levels of all species.
pub type Levels = [f64; SPECIES_COUNT];

/// The healing network of one host without topical inputs, solved from `levels` at `from` through the ascending `times`
/// with lesions of `width`; returns the levels at the times. Times in days, width in mm; age moves continuously.
///
/// # Errors
/// What `diffsol` reports if it cannot keep the tolerance.
pub fn heal(
    parameters: &Parameters<f64>,
    host: &Host<f64>,
    width: f64,
    levels: &Levels,
    (from, times): (f64, &[f64]),
    tolerance: f64,
) -> Result<Vec<Levels>, DiffsolError> {
    type M = NalgebraMat<f64>;
    let inputs = Inputs::none();
    let setting = Setting { parameters, host, inputs: &inputs, lesion_width: width };
    let problem = OdeBuilder::<M>::new()
        .t0(from)
        .h0(1e-6)
        .rtol(tolerance)
        .atol([tolerance * 1e-4; SPECIES_COUNT])
        .rhs_implicit(
            |x: &[f64], _: &[f64], t: f64, slope: &mut [f64]| {
                slope.copy_from_slice(&derivative(&array(x), &coefficients(&setting, t)));
            },
            |x: &[f64], _: &[f64], t: f64, v: &[f64], product: &mut [f64]| {
                let duals: [Dual<f64, 1>; SPECIES_COUNT] =
                    core::array::from_fn(|i| Dual { value: x[i], derivative: [v[i]] });
                let slope = derivative(&duals, &coefficients(&setting, t).map(Dual::fixed));
                for (product, slope) in product.iter_mut().zip(slope) {
                    *product = slope.derivative[0];
                }
            },
        )
        .init(|_: &[f64], _: f64, x: &mut [f64]| x.copy_from_slice(levels), SPECIES_COUNT)
        .build()?;
    let mut solver = problem.bdf::<NalgebraLU<f64>>()?;
    let mut results = Vec::with_capacity(times.len());
    for &time in times {
        if time <= from {
            results.push(*levels);
            continue;
        }
        solver.set_stop_time(time)?;
        while !matches!(solver.step()?, OdeSolverStopReason::TstopReached) {}
        results.push(array(solver.state().y.batch_as_slice(0)));
    }
    Ok(results)
}

/// The first numbers of a slice as levels; missing ones are zero.
fn array(values: &[f64]) -> Levels {
    core::array::from_fn(|i| values.get(i).copied().unwrap_or_default())
}
