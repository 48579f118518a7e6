//! A year of healing after six sessions: courses per second, and what they take.
//!
//! `cargo bench -p needlework-benches --bench course [-- --quick]`

use needlework::healing::HealingNetwork;
use needlework::integrator::{Settings, integrate};
use needlework::number::lanes::Width;
use needlework_benches::course::{Courses, Healed, deviation};
use needlework_benches::measure::{arithmetic_peak, best_of, step_cost};

fn run(courses: &Courses, settings: &Settings) -> (Vec<Healed>, f64, f64) {
    let outcome = integrate(courses, settings);
    let statistics = outcome.statistics;
    let healed: Vec<Healed> = outcome.runs.into_iter().map(|run| run.expect("completed")).collect();
    let runs = healed.len() as f64;
    (healed, statistics.factorisations() as f64 / runs, statistics.rejected as f64 / runs)
}

fn main() {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let (people, repetitions) = if quick { (32, 2) } else { (64, 15) };
    let cost = step_cost::<HealingNetwork>();
    println!("a step: {:.0} flop, {} bytes at work; {cost:?}", cost.flops, cost.bytes);
    let mut courses = Courses::of(people);
    courses.tolerance = 1e-11;
    let reference = run(&courses, &Settings { relative: 1e-9, refresh: 0.5, ..Settings::default() }).0;
    println!("{people} people, six sessions, one year, three depth zones, weekly output; one core");
    println!("relative  absolute   width     courses/s   steps   refused  ns/step  of peak   error median   p99");
    for (relative, absolute) in [(1e-4, 1e-5), (1e-5, 1e-6), (1e-5, 1e-7), (1e-5, 1e-8), (1e-6, 1e-7), (1e-7, 1e-8)] {
        courses.tolerance = absolute;
        for width in [Width::Scalar, Width::Avx2, Width::Avx512] {
            if !width.is_available() {
                continue;
            }
            let settings = Settings { relative, width, ..Settings::default() };
            let (time, (healed, steps, refused)) = best_of(repetitions, || run(&courses, &settings));
            let [median, p99] = deviation(&healed, &reference);
            let per_step = time / (steps * healed.len() as f64);
            println!(
                "{relative:8.0e}  {absolute:8.0e}   {:8}  {:9.0}  {steps:6.0}  {refused:8.1}  {:7.1}  {:6.0} %   {median:12.1e}  {p99:.1e}",
                width.name(),
                people as f64 / time,
                per_step * 1e9,
                100.0 * cost.flops / per_step / arithmetic_peak(width),
            );
        }
    }
}
