//! Work and precision on the wound20 cohort, beside other solvers in the same run, on one core.
//!
//! `cargo bench -p needlework-benches --bench wound20 [-- --quick]`
//!
//! libRoadRunner takes part if the Python that `NEEDLEWORK_PYTHON` names (else `python3`) can import it.

mod peers;

use needlework::integrator::{Settings, integrate};
use needlework::number::lanes::Width;
use needlework_benches::measure::{arithmetic_peak, best_of, step_cost};
use needlework_benches::wound20::Wound20;
use needlework_benches::wound20::cohort::{Cohort, Deviation, compare};

/// One line of the table.
struct Row {
    solver: String,
    tolerance: (f64, f64),
    rate: f64,
    steps: Option<(f64, f64)>,
    deviation: Deviation,
}

impl Row {
    fn print(&self, peak: Option<f64>) {
        let (relative, absolute) = self.tolerance;
        let Deviation { median, p99, rms } = self.deviation;
        let steps = self.steps.map_or_else(|| " ".repeat(15), |(steps, refused)| format!("{steps:7.0} {refused:7.1}"));
        let peak = peak.map_or_else(String::new, |part| format!("{:5.0} %", 100.0 * part));
        println!(
            "{:24} {relative:7.0e} {absolute:7.0e} {:11.0} {steps}   {median:8.1e} {p99:8.1e} {rms:8.1e} {peak}",
            self.solver, self.rate
        );
    }
}

fn ours(patients: usize, repetitions: usize, width: Width, tolerance: (f64, f64)) -> Row {
    let mut cohort = Cohort::read(patients);
    cohort.tolerance.fill(tolerance.1);
    let settings = Settings { relative: tolerance.0, width, ..Settings::default() };
    let (time, outcome) = best_of(repetitions, || integrate(&cohort, &settings));
    let count = patients as f64;
    let steps = (outcome.statistics.accepted as f64 / count, outcome.statistics.rejected as f64 / count);
    let runs: Vec<_> = outcome.runs.into_iter().map(|run| run.expect("completed")).collect();
    let solver = format!("needlework {width}");
    Row { solver, tolerance, rate: count / time, steps: Some(steps), deviation: compare(&runs) }
}

/// Patients per second at a root mean square error, interpolated between the rows (power law).
fn rate_at(rows: &[Row], rms: f64) -> f64 {
    let mut sorted: Vec<(f64, f64)> = rows.iter().map(|row| (row.deviation.rms.ln(), row.rate.ln())).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let place = sorted.partition_point(|point| point.0 < rms.ln()).clamp(1, sorted.len() - 1);
    let ((x0, y0), (x1, y1)) = (sorted[place - 1], sorted[place]);
    (y0 + (y1 - y0) * (rms.ln() - x0) / (x1 - x0)).exp()
}

fn main() {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let (patients, repetitions) = if quick { (64, 2) } else { (256, 12) };
    let cost = step_cost::<Wound20>();
    println!("right-hand side: {:?}\nfactorisation: {:?}\nsolution: {:?}", cost.derivative, cost.factor, cost.solve);
    println!("a step of a patient: {:.0} flop, {} bytes at work", cost.flops, cost.bytes);
    println!("{patients} patients, 365 days, 6 injuries, 74 outputs; one core, CPU time, best of {repetitions}");
    println!(
        "solver                    relat.  absol.  patients/s   steps refused     median      p99      rms  of peak"
    );
    // The absolute tolerance of the published comparison, and one that goes with the relative.
    let tight = [1e-4, 1e-5, 1e-6, 1e-7].map(|relative| (relative, 1e-9));
    let scaled = [1e-4, 5e-5, 2e-5, 1e-5, 1e-6, 1e-7].map(|relative| (relative, 0.1 * relative));
    let mut best = Vec::new();
    for (tolerances, keep) in [(tight.as_slice(), false), (&scaled, true)] {
        for width in [Width::Scalar, Width::Portable, Width::Avx2, Width::Avx512] {
            if !width.is_available() {
                continue;
            }
            let peak = arithmetic_peak(width);
            println!("  arithmetic peak, {width}: {:.1} Gflop/s", peak * 1e-9);
            for &tolerance in tolerances {
                let row = ours(patients, repetitions, width, tolerance);
                let steps = row.steps.map_or(0.0, |(accepted, refused)| accepted + refused);
                row.print(Some(cost.flops * steps * row.rate / peak));
                if keep && width == Width::best() {
                    best.push(row);
                }
            }
        }
    }
    let tolerances = [(1e-5, 1e-6), (1e-6, 1e-9), (1e-6, 1e-7), (1e-7, 1e-8)];
    let mut others = peers::diffsol(patients.min(128), repetitions.min(4), &tolerances);
    others.extend(peers::roadrunner(patients.min(128), repetitions.min(4), &tolerances));
    println!("  other solvers, and how many times faster needlework {} is at the same rms error", Width::best());
    for row in others {
        row.print(None);
        println!("{:>60}", format!("{:.1} times", rate_at(&best, row.deviation.rms) / row.rate));
    }
}
