//! Concentrations stay at or above zero.

use super::problems::{Chain, Runs};
use crate::integrator::{Settings, integrate};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

#[test]
fn random_stiff_chains_stay_positive() {
    let mut random = ChaCha8Rng::seed_from_u64(11);
    let starts = (0..300)
        .map(|_| {
            let rates = core::array::from_fn(|_| 10.0_f64.powf(random.random_range(-3.0..5.0)));
            (
                core::array::from_fn(|i| {
                    if i == 0 || random.random_bool(0.3) { random.random_range(0.0..5.0) } else { 0.0 }
                }),
                rates,
            )
        })
        .collect();
    let times: Vec<f64> = (0..200).map(|i| f64::from(i) * 0.5).collect();
    for relative in [1e-2, 1e-5] {
        let mut runs = Runs::<Chain>::new(Vec::clone(&starts), 100.0, times.clone());
        runs.tolerance = relative * 1e-2;
        let outcome = integrate(&runs, &Settings { relative, ..Settings::default() });
        let mut lowest = f64::INFINITY;
        for (run, start) in outcome.runs.iter().zip(&runs.starts) {
            let states = run.as_ref().unwrap();
            let limit = start.0.iter().sum::<f64>() * 1.1;
            for state in states {
                lowest = state.iter().copied().fold(lowest, f64::min);
                assert!(state.iter().all(|&value| (0.0..=limit).contains(&value)), "{state:?}");
            }
        }
        assert_eq!(lowest.max(0.0), lowest);
        println!("tolerance {relative:.0e}: {:?}", outcome.statistics);
    }
}

#[test]
fn without_the_guard_the_same_chains_would_go_below_zero() {
    // So the test above can fail: switched off, negative values do appear.
    let start = ([1.0, 0.0, 0.0, 0.0, 0.0], [1e4, 30.0, 2e3, 0.5, 4e4]);
    let times: Vec<f64> = (1..400).map(|i| f64::from(i) * 0.05).collect();
    let mut runs = Runs::<Chain>::new(vec![start], 20.0, times);
    runs.tolerance = 1e-4;
    let settings = Settings { relative: 1e-2, non_negative: false, ..Settings::default() };
    let outcome = integrate(&runs, &settings);
    let lowest = outcome.runs[0].as_ref().unwrap().iter().flatten().copied().fold(f64::INFINITY, f64::min);
    assert!(lowest < 0.0, "lowest {lowest:e}");
}
