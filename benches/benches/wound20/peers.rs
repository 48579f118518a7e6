//! The same cohort with other solvers.

use super::Row;
use diffsol::{NalgebraLU, NalgebraMat, OdeBuilder, OdeSolverMethod, OdeSolverStopReason, error::DiffsolError};
use needlework::integrator::{Ensemble, System};
use needlework::number::Dual;
use needlework_benches::measure::best_of;
use needlework_benches::wound20::cohort::{Cohort, Deviation, Trajectory, compare};
use needlework_benches::wound20::{INJURIES, REST, SPECIES, Wound20, injure};
use std::process::Command;

type State = [f64; SPECIES];

fn array(values: &[f64]) -> State {
    values.try_into().expect("20 species")
}

/// One patient with the backward differentiation formula of diffsol, on the same generated right-hand side; products with
/// the Jacobian are by dual numbers.
fn patient(cohort: &Cohort, number: usize, (relative, absolute): (f64, f64)) -> Result<Trajectory, DiffsolError> {
    let (parameters, dose) = cohort.patient(number);
    let mut coefficients = [0.0; _];
    Wound20::prepare(parameters.try_into().expect("58 parameters"), &mut [0.0; _], &mut coefficients);
    let fixed = coefficients.map(Dual::<f64, 1>::fixed);
    let (stops, outputs) = (cohort.stops(number), cohort.outputs(number));
    let mut state = REST;
    let mut trajectory: Trajectory = vec![REST];
    for (segment, times) in stops.windows(2).enumerate() {
        if segment < INJURIES.len() {
            injure(&mut state, dose);
        }
        let start = state;
        let problem = OdeBuilder::<NalgebraMat<f64>>::new()
            .t0(times[0])
            .h0(1e-3)
            .rtol(relative)
            .atol([absolute; SPECIES])
            .rhs_implicit(
                |x: &[f64], _: &[f64], _: f64, slope: &mut [f64]| {
                    let mut rates = [0.0; SPECIES];
                    Wound20::derivative(&array(x), &coefficients, &mut rates);
                    slope.copy_from_slice(&rates);
                },
                |x: &[f64], _: &[f64], _: f64, v: &[f64], product: &mut [f64]| {
                    let duals: [Dual<f64, 1>; SPECIES] =
                        core::array::from_fn(|i| Dual { value: x[i], derivative: [v[i]] });
                    let mut rates = duals;
                    Wound20::derivative(&duals, &fixed, &mut rates);
                    for (product, rate) in product.iter_mut().zip(rates) {
                        *product = rate.derivative[0];
                    }
                },
            )
            .init(move |_: &[f64], _: f64, x: &mut [f64]| x.copy_from_slice(&start), SPECIES)
            .build()?;
        let mut solver = problem.bdf::<NalgebraLU<f64>>()?;
        solver.set_stop_time(times[1])?;
        loop {
            let reason = solver.step()?;
            let now = solver.state().t;
            while let Some(&due) = outputs.get(trajectory.len()).filter(|&&due| due <= now) {
                trajectory.push(array(solver.interpolate(due)?.batch_as_slice(0)));
            }
            if matches!(reason, OdeSolverStopReason::TstopReached) {
                break;
            }
        }
        state = array(solver.state().y.batch_as_slice(0));
    }
    Ok(trajectory)
}

pub(super) fn diffsol(patients: usize, repetitions: usize, tolerances: &[(f64, f64)]) -> Vec<Row> {
    let cohort = Cohort::read(patients);
    let one = |&tolerance: &(f64, f64)| {
        let (time, trajectories) = best_of(repetitions, || {
            (0..patients).map(|number| patient(&cohort, number, tolerance).expect("solved")).collect::<Vec<_>>()
        });
        let deviation = compare(&trajectories);
        Row { solver: "diffsol 0.18 BDF".into(), tolerance, rate: patients as f64 / time, steps: None, deviation }
    };
    tolerances.iter().map(one).collect()
}

pub(super) fn roadrunner(patients: usize, repetitions: usize, tolerances: &[(f64, f64)]) -> Vec<Row> {
    let python = std::env::var("NEEDLEWORK_PYTHON").unwrap_or_else(|_| "python3".into());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/wound20/roadrunner_peer.py");
    let arguments = tolerances.iter().map(|(relative, absolute)| format!("{relative:e},{absolute:e}"));
    let output =
        Command::new(&python).args([script, &patients.to_string(), &repetitions.to_string()]).args(arguments).output();
    let text = match output {
        Ok(output) if output.status.success() => String::from_utf8_lossy(&output.stdout).into_owned(),
        _ => {
            println!("  left out: {python} cannot import roadrunner (pip install libroadrunner)");
            return Vec::new();
        }
    };
    let row = |(line, &tolerance): (&str, &(f64, f64))| {
        let values: serde_json::Value = serde_json::from_str(line).ok()?;
        let number = |name: &str| values[name].as_f64();
        let deviation = Deviation { median: number("median")?, p99: number("p99")?, rms: number("rms")? };
        let solver = format!("libRoadRunner {}", values["version"].as_str()?);
        Some(Row { solver, tolerance, rate: number("rate")?, steps: None, deviation })
    };
    text.lines().zip(tolerances).filter_map(row).collect()
}
