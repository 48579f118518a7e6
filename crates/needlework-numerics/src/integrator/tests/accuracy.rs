//! Adaptive steps against published solutions.

use super::problems::{Circle, Robertson, Runs, VanDerPol};
use crate::integrator::{Settings, integrate};

/// End states at three tolerances, looser first, and the steps.
fn ends<const N: usize>(run: impl Fn(f64) -> ([f64; N], u64), exact: [f64; N], name: &str) -> Vec<f64> {
    [1e-4, 1e-6, 1e-8]
        .map(|relative| {
            let (end, steps) = run(relative);
            let error = end.iter().zip(exact).map(|(a, b)| ((a - b) / b).abs()).fold(0.0, f64::max);
            println!("{name}: tolerance {relative:.0e}, {steps} steps, relative error {error:.1e}");
            error
        })
        .to_vec()
}

#[test]
fn robertson() {
    // Values at t = 40 as printed by the example programs of CVODE's family at tight tolerance.
    let exact = [0.7158270687, 9.185534764e-6, 0.2841637457];
    let run = |relative| {
        let mut runs = Runs::<Robertson>::new(vec![([1.0, 0.0, 0.0], [0.04])], 40.0, vec![]);
        runs.tolerance = relative * 1e-6;
        let outcome = integrate(&runs, &Settings { relative, ..Settings::default() });
        (outcome.runs[0].as_ref().unwrap()[0], outcome.statistics.factorisations())
    };
    let errors = ends(run, exact, "Robertson");
    assert!(errors[0] < 1e-3 && errors[1] < 1e-5 && errors[2] < 1e-7, "{errors:?}");
    let total: f64 = run(1e-6).0.iter().sum();
    assert!((total - 1.0).abs() < 1e-12, "mass {total}");
}

#[test]
fn van_der_pol() {
    // Hairer and Wanner, Solving Ordinary Differential Equations II, problem VDPOL with ε = 1e-6 at t = 2.
    let exact = [1.706167732170483, -0.8928097010247975];
    let run = |relative| {
        let mut runs = Runs::<VanDerPol>::new(vec![([2.0, -0.66], [1e-6])], 2.0, vec![]);
        runs.tolerance = relative;
        let settings = Settings { relative, non_negative: false, ..Settings::default() };
        let outcome = integrate(&runs, &settings);
        (outcome.runs[0].as_ref().unwrap()[0], outcome.statistics.factorisations())
    };
    let errors = ends(run, exact, "Van der Pol");
    assert!(errors[0] < 1e-2 && errors[1] < 1e-4 && errors[2] < 1e-6, "{errors:?}");
}

#[test]
fn outputs_between_the_steps_are_as_accurate_as_the_steps() {
    let times: Vec<f64> = (0..=60).map(|i| f64::from(i) * 0.05).collect();
    let runs = Runs::<Circle>::new(vec![([0.5, 0.0], [1.0])], 3.0, times.clone());
    let settings = Settings { relative: 1e-7, non_negative: false, ..Settings::default() };
    let outcome = integrate(&runs, &settings);
    let states = outcome.runs[0].as_ref().unwrap();
    assert_eq!(states.len(), times.len() + 1);
    for (time, state) in times.iter().zip(states) {
        let radius = (1.0 + 3.0 * f64::exp(-2.0 * time)).powf(-0.5);
        let error = (state[0] - radius * time.cos()).abs().max((state[1] - radius * time.sin()).abs());
        assert!(error < 2e-6, "{error:e} at {time}");
    }
    assert_eq!(states[60], states[61]);
}
