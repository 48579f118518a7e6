//! Work and precision on the wound20 cohort.
use needlework::integrator::{Settings, integrate};
use needlework::number::lanes::Width;
use needlework_benches::wound20::cohort::{Cohort, compare};

fn main() {
    let patients: usize = std::env::var("PATIENTS").ok().and_then(|x| x.parse().ok()).unwrap_or(1024);
    let widths = std::env::var("WIDTHS").unwrap_or("scalar,portable,avx2".into());
    for relative in std::env::var("RTOL").map_or(vec![1e-4, 2e-5, 1e-5, 1e-6, 1e-7], |x| vec![x.parse().unwrap()]) {
        for width in widths.split(',').map(|w| w.parse::<Width>().unwrap()) {
            let mut cohort = Cohort::read(patients);
            cohort.tolerance = [std::env::var("ATOL").ok().and_then(|x| x.parse().ok()).unwrap_or(1e-9); 20];
            let settings = Settings { relative, width, ..Settings::default() };
            let mut best = f64::INFINITY;
            let mut outcome = integrate(&cohort, &settings);
            let reps = std::env::var("REPS").ok().and_then(|x| x.parse().ok()).unwrap_or(3);
            for _ in 0..reps {
                let start = cpu();
                outcome = integrate(&cohort, &settings);
                best = best.min(cpu() - start);
            }
            let s = outcome.statistics;
            let runs: Vec<_> = outcome.runs.into_iter().map(|r| r.unwrap()).collect();
            let d = compare(&runs);
            let n = patients as f64;
            println!(
                "{relative:.0e} {width:9} {:8.0} patients/s  steps {:.0} rejected {:.1}  {:.1} ns/step  med {:.1e} p99 {:.1e} rms {:.1e}",
                n / best,
                s.accepted as f64 / n,
                s.rejected as f64 / n,
                best * 1e9 / s.factorisations() as f64,
                d.median,
                d.p99,
                d.rms
            );
        }
    }
}

/// CPU time of this thread [s].
fn cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    text.split(' ').next().unwrap().parse::<f64>().unwrap() * 1e-9
}
