//! The same bits whatever the neighbours, the width and the number of threads.

use super::problems::{Chain, Robertson, Runs};
use crate::integrator::{Ensemble, Outcome, Settings, System, integrate};
use crate::number::lanes::Width;
use core::num::NonZeroUsize;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Many runs of different lengths, stops and stiffness.
fn mixed(count: usize) -> Runs<Chain> {
    let mut random = ChaCha8Rng::seed_from_u64(5);
    let starts = (0..count)
        .map(|_| {
            let rates = core::array::from_fn(|_| 10.0_f64.powf(random.random_range(-2.0..4.0)));
            (core::array::from_fn(|_| random.random_range(0.0..2.0)), rates)
        })
        .collect();
    let stops = vec![vec![3.0], vec![0.0, 1.0, 1.0, 40.0], vec![0.1, 0.2, 0.3], vec![200.0], vec![0.0]];
    let outputs =
        vec![vec![], vec![0.0, 0.15, 1.0, 1.0, 39.9999, 40.0], (0..90).map(|i| f64::from(i) * 0.01).collect()];
    Runs { starts, stops, outputs, tolerance: 1e-8, kick: 1.5 }
}

fn run<E: Ensemble>(ensemble: &E, width: Width, threads: usize) -> Outcome<E::Record> {
    let threads = NonZeroUsize::new(threads).unwrap();
    integrate(ensemble, &Settings { width, threads, ..Settings::default() })
}

fn assert_same<S: System>(one: &Outcome<Vec<S::State<f64>>>, other: &Outcome<Vec<S::State<f64>>>, what: &str) {
    assert_eq!(one.statistics, other.statistics, "{what}");
    assert_eq!(one.runs.len(), other.runs.len());
    for (run, (a, b)) in one.runs.iter().zip(&other.runs).enumerate() {
        let bits = |states: &Vec<S::State<f64>>| -> Vec<u64> {
            states.iter().flat_map(AsRef::as_ref).map(|value| value.to_bits()).collect()
        };
        let (a, b) = (bits(a.as_ref().unwrap()), bits(b.as_ref().unwrap()));
        assert!(!a.is_empty() && a == b, "{what}: run {run} differs");
    }
}

#[test]
fn every_width_and_number_of_threads_gives_the_same_bits() {
    let runs = mixed(101);
    let reference = run(&runs, Width::Scalar, 1);
    for width in Width::ALL {
        if !width.is_available() {
            println!("skipped: this machine has no {width}");
            continue;
        }
        for threads in [1, 2, 5] {
            assert_same::<Chain>(&reference, &run(&runs, width, threads), &format!("{width}, {threads} threads"));
        }
    }
}

#[test]
fn a_run_does_not_see_its_neighbours() {
    let many = mixed(40);
    let together = run(&many, Width::best(), 1);
    for alone in [0, 1, 7, 38] {
        let mut single = mixed(40);
        single.starts = vec![many.starts[alone]];
        single.stops = vec![many.stops(alone).to_vec()];
        single.outputs = vec![many.outputs(alone).to_vec()];
        let outcome = run(&single, Width::best(), 1);
        assert_eq!(outcome.runs[0].as_ref().unwrap(), together.runs[alone].as_ref().unwrap());
    }
}

#[test]
fn more_runs_than_lanes_are_all_done_once_and_in_order() {
    let starts = (0..23).map(|i| ([1.0, 0.0, 0.0], [0.04 * f64::from(i + 1)])).collect();
    let runs = Runs::<Robertson>::new(starts, 5.0, vec![]);
    let outcome = run(&runs, Width::best(), 2);
    assert_eq!(outcome.runs.len(), 23);
    assert_eq!(outcome.statistics.starts, 23);
    // The faster the first reaction the less is left.
    let left: Vec<f64> = outcome.runs.iter().map(|run| run.as_ref().unwrap()[0][0]).collect();
    assert!(left.is_sorted_by(|a, b| a > b), "{left:?}");
}

#[test]
fn no_runs_and_an_end_at_the_start() {
    assert!(run(&mixed(0), Width::best(), 2).runs.is_empty());
    let mut runs = mixed(3);
    runs.stops = vec![vec![0.0]];
    runs.outputs = vec![vec![0.0]];
    let outcome = run(&runs, Width::best(), 1);
    for (run, (state, _)) in outcome.runs.iter().zip(&runs.starts) {
        assert_eq!(run.as_ref().unwrap(), &vec![*state, *state]);
    }
}
