//! The cohort: 4096 patients, a year with outputs every five days.

use super::{END, INJURIES, PARAMETERS, REST, SPECIES, Wound20, injure};
use needlework::integrator::{Ensemble, Resume, Start};
use std::path::PathBuf;

/// Numbers of a patient in the file: the parameters and the dose.
const ROW: usize = PARAMETERS + 1;
/// Outputs of a patient.
pub const OUTPUTS: usize = 74;

/// Patients with their parameters.
#[derive(Clone, Debug)]
pub struct Cohort {
    rows: Vec<f64>,
    stops: Vec<f64>,
    outputs: Vec<f64>,
    /// Absolute tolerance of each species relative to the relative one, and its scale.
    pub tolerance: [f64; SPECIES],
}

/// The trajectory of a patient: outputs × species.
pub type Trajectory = Vec<[f64; SPECIES]>;

impl Cohort {
    /// The first patients of the file.
    ///
    /// # Panics
    /// If the file cannot be read.
    pub fn read(patients: usize) -> Self {
        let mut rows = numbers("patients.bin");
        rows.truncate(patients * ROW);
        let mut stops = INJURIES.to_vec();
        stops.push(END);
        let outputs = (0..OUTPUTS).map(|i| i as f64 * 5.0).collect();
        Self { rows, stops, outputs, tolerance: [1e-9; SPECIES] }
    }

    /// The parameters of a patient, and the dose.
    pub fn patient(&self, patient: usize) -> (&[f64], f64) {
        let row = &self.rows[patient * ROW..(patient + 1) * ROW];
        (&row[..PARAMETERS], row[PARAMETERS])
    }
}

impl Ensemble for Cohort {
    type System = Wound20;
    type Record = Trajectory;

    fn runs(&self) -> usize {
        self.rows.len() / ROW
    }
    fn start(&self, run: usize, start: &mut Start<Wound20>) -> Trajectory {
        start.state = REST;
        start.parameters.copy_from_slice(self.patient(run).0);
        start.tolerance = self.tolerance;
        Vec::with_capacity(OUTPUTS)
    }
    fn stops(&self, _: usize) -> &[f64] {
        &self.stops
    }
    fn outputs(&self, _: usize) -> &[f64] {
        &self.outputs
    }
    fn stop(
        &self,
        run: usize,
        index: usize,
        state: &mut [f64; SPECIES],
        _: &mut [f64; PARAMETERS],
        _: &mut Trajectory,
    ) -> Resume {
        if index < INJURIES.len() {
            injure(state, self.patient(run).1);
        }
        Resume::Afresh
    }
    fn output(&self, _: usize, _: usize, state: &[f64; SPECIES], record: &mut Trajectory) {
        record.push(*state);
    }
}

/// How far trajectories are from the reference solution.
#[derive(Clone, Copy, Debug)]
pub struct Deviation {
    /// Median of the largest errors of the patients [-].
    pub median: f64,
    /// 99th percentile of the largest errors of the patients [-].
    pub p99: f64,
    /// Root mean square of all errors [-].
    pub rms: f64,
}

/// Compares with the reference; errors are relative to the largest value of the species in the patient. Outputs at the
/// days of injuries are left out.
///
/// # Panics
/// If the reference cannot be read.
pub fn compare(trajectories: &[Trajectory]) -> Deviation {
    let reference = numbers("ref5.bin");
    let mut worst = Vec::new();
    let (mut sum, mut count) = (0.0, 0.0);
    for (trajectory, exact) in trajectories.iter().zip(reference.chunks_exact(OUTPUTS * SPECIES)) {
        let mut largest = 0.0_f64;
        for species in 0..SPECIES {
            let exact = |i: usize| exact[i * SPECIES + species];
            let kept = || (0..OUTPUTS).filter(|&i| !INJURIES.contains(&(i as f64 * 5.0)));
            let scale = (0..OUTPUTS).map(|i| exact(i).abs()).fold(0.0, f64::max);
            for i in kept() {
                let error = (trajectory[i][species] - exact(i)).abs() / scale;
                largest = largest.max(error);
                sum += error * error;
                count += 1.0;
            }
        }
        worst.push(largest);
    }
    worst.sort_by(f64::total_cmp);
    let at = |part: f64| worst[((worst.len() - 1) as f64 * part).round() as usize];
    Deviation { median: at(0.5), p99: at(0.99), rms: f64::sqrt(sum / count) }
}

fn numbers(file: &str) -> Vec<f64> {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "wound20", "data", file].iter().collect();
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    bytes.chunks_exact(8).map(|chunk| f64::from_le_bytes(chunk.try_into().expect("eight bytes"))).collect()
}
