//! Runs that cannot be completed say so, and harm no other.

use super::problems::{Explosion, Robertson, Runs};
use crate::integrator::{FailureReason, Settings, integrate};

#[test]
fn growth_without_bound_is_reported_where_it_happens() {
    // x' = x² from x₀ ends at t = 1/x₀.
    let starts = [0.1, 2.0, 0.2, 0.3, 0.4, 0.5].map(|x| ([x], [1.0])).to_vec();
    let outcome = integrate(&Runs::<Explosion>::new(starts, 1.0, vec![]), &Settings::default());
    let failure = outcome.runs[1].as_ref().unwrap_err();
    assert_eq!((failure.run, failure.species, failure.reason), (1, "x", FailureReason::StepTooShort));
    assert!((failure.time - 0.5).abs() < 1e-4, "{failure}");
    assert_eq!(failure.code(), "N-INT-001");
    for (run, x) in [(0, 0.1), (2, 0.2), (5, 0.5_f64)] {
        let end = outcome.runs[run].as_ref().unwrap()[0][0];
        assert!((end - x / (1.0 - x)).abs() < 1e-4, "{end}");
    }
}

#[test]
fn the_budget_of_steps_ends_a_run() {
    let runs = Runs::<Robertson>::new(vec![([1.0, 0.0, 0.0], [0.04])], 1e6, vec![]);
    let outcome = integrate(&runs, &Settings { budget: 20, ..Settings::default() });
    let failure = outcome.runs[0].as_ref().unwrap_err();
    assert_eq!(failure.reason, FailureReason::TooManySteps);
    assert!(failure.time > 0.0 && failure.time < 1e6);
    assert_eq!(outcome.statistics.factorisations(), 21);
}

#[test]
fn bad_starts_and_stops_are_refused() {
    let reason = |state: [f64; 3], stops: Vec<f64>, tolerance: f64| {
        let mut runs = Runs::<Robertson>::new(vec![(state, [0.04]), ([1.0, 0.0, 0.0], [0.04])], 1.0, vec![]);
        runs.stops = vec![stops, vec![1.0]];
        runs.tolerance = tolerance;
        let outcome = integrate(&runs, &Settings::default());
        (outcome.runs[0].as_ref().unwrap_err().reason, outcome.runs[1].is_ok())
    };
    let good = [1.0, 0.0, 0.0];
    assert_eq!(reason([f64::NAN, 0.0, 0.0], vec![1.0], 1e-9), (FailureReason::BadState, true));
    assert_eq!(reason([1.0, -1.0, 0.0], vec![1.0], 1e-9), (FailureReason::BadState, true));
    assert_eq!(reason(good, vec![], 1e-9), (FailureReason::BadStops, true));
    assert_eq!(reason(good, vec![-1.0], 1e-9), (FailureReason::BadStops, true));
    assert_eq!(reason(good, vec![2.0, 1.0], 1e-9), (FailureReason::BadStops, true));
    assert_eq!(reason(good, vec![1.0, f64::INFINITY], 1e-9), (FailureReason::BadStops, true));
    assert_eq!(reason(good, vec![1.0], 0.0), (FailureReason::BadState, false));
}
