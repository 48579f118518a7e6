//! Orders of convergence with fixed steps.

use super::problems::{Circle, ProtheroRobinson, VanDerPol};
use crate::integrator::System;
use crate::integrator::rodas5p::Work;

/// Error at the end, and the largest error of the continuous output inside the steps.
fn fixed<S: System>(
    start: S::State<f64>,
    parameters: S::Parameters<f64>,
    end: f64,
    steps: u32,
    exact: impl Fn(f64) -> S::State<f64>,
) -> [f64; 2] {
    let distance = |a: &S::State<f64>, b: &S::State<f64>| {
        a.as_ref().iter().zip(b.as_ref()).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
    };
    let h = end / f64::from(steps);
    let mut work = Work::<S, f64>::new();
    (work.state, work.parameters) = (start, parameters);
    work.prepare();
    let mut inside = 0.0_f64;
    for step in 0..steps {
        work.attempt(h, 1e-6);
        work.prepare_output();
        for theta in [0.15, 0.4, 0.5, 0.7, 0.9] {
            let mut output = work.state;
            work.interpolate(theta, &mut output);
            inside = inside.max(distance(&output, &exact((f64::from(step) + theta) * h)));
        }
        work.state = work.trial;
    }
    [distance(&work.state, &exact(end)), inside]
}

/// Prints the errors for ever more steps, and returns the two orders of the last halving.
fn table<S: System>(
    name: &str,
    start: S::State<f64>,
    parameters: S::Parameters<f64>,
    end: f64,
    steps: &[u32],
    exact: impl Fn(f64) -> S::State<f64>,
) -> [f64; 2] {
    let mut before: Option<[f64; 2]> = None;
    let mut orders = [f64::NAN; 2];
    for &steps in steps {
        let errors = fixed::<S>(start, parameters, end, steps, &exact);
        if let Some(before) = before {
            orders = [0, 1].map(|i| f64::log2(before[i] / errors[i]));
        }
        println!(
            "{name}: {steps:4} steps, error {:.2e} (order {:.2}), between the steps {:.2e} (order {:.2})",
            errors[0], orders[0], errors[1], orders[1]
        );
        before = Some(errors);
    }
    orders
}

fn circle(time: f64) -> [f64; 2] {
    let radius = (1.0 + (1.0 / 0.25 - 1.0) * f64::exp(-2.0 * time)).powf(-0.5);
    [radius * f64::cos(time), radius * f64::sin(time)]
}

#[test]
fn fifth_order_and_fourth_between_the_steps() {
    let [end, inside] = table::<Circle>("limit cycle", [0.5, 0.0], [1.0], 3.0, &[10, 20, 40, 80], circle);
    assert!(end > 4.7, "order {end}");
    // The continuous output of a step has a local error of order 5.
    assert!(inside > 4.0, "order {inside}");
}

#[test]
fn stiff_problem_of_prothero_and_robinson() {
    // The forcing enters through a square, so the order drops to two between the extremes, as it must for any
    // Rosenbrock method of this kind; the error is small there.
    for (stiffness, least) in [(1.0, 4.7), (1e3, 2.0), (1e6, 1.8), (1e9, 4.7)] {
        let name = format!("Prothero–Robinson, stiffness {stiffness:.0e}");
        let exact = |time: f64| [f64::exp(-2.0 * time), f64::exp(-time)];
        let [end, inside] = table::<ProtheroRobinson>(&name, [1.0, 1.0], [stiffness], 2.0, &[8, 16, 32, 64], exact);
        assert!(end > least && inside > 2.0, "{name}: orders {end} and {inside}");
    }
}

#[test]
fn order_holds_on_the_slow_branch_of_van_der_pol() {
    // No closed solution: against very small steps.
    let reference = |steps| {
        let mut work = Work::<VanDerPol, f64>::new();
        (work.state, work.parameters) = ([2.0, -0.6666654321121172], [1e-6]);
        work.prepare();
        for _ in 0..steps {
            work.attempt(0.5 / f64::from(steps), 1e-6);
            work.state = work.trial;
        }
        work.state
    };
    let exact = reference(2000);
    let errors: Vec<f64> = [8, 16, 32].map(|steps| (reference(steps)[0] - exact[0]).abs()).to_vec();
    let order = f64::log2(errors[1] / errors[2]);
    println!(
        "Van der Pol, ε = 1e-6: errors {:.1e}, {:.1e}, {:.1e} at 8, 16 and 32 steps, order {order:.2}",
        errors[0], errors[1], errors[2]
    );
    assert!(order > 3.5, "order {order}");
}
