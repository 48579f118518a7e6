//! The coupled whole step: a year of the unit cell, days of the patch; what they cost per cell, step and evaluation.
//!
//! `cargo bench -p needlework-benches --bench tissue [-- cell | patch | patch25]`. Processor time for the cell, which runs
//! on one thread; time on the clock for the patch, which runs on all.

use needlework::healing::{Host, Parameters, SPECIES, Species};
use needlework::injury::Destruction;
use needlework::random::Key;
use needlework::skin::{Person, Phototype, Sex, Site};
use needlework::space::{Annulus, Axis, Block, Sides};
use needlework::tissue::{Accuracy, Channel, Effort, Patch, Puncture, UnitCell, cell_radius};
use needlework_benches::machine::cpu;
use rand::RngExt;
use std::time::Instant;

const CHANNEL: Channel = Channel { depth: 1.05, diameter: 0.25, taper: 0.5, mouth_radius: 0.0625, bleed: 1.0 };

fn host() -> Host<f64> {
    let person = Person::median(50.0, Sex::Female, Phototype::III);
    Host::new(&Parameters::standard(), &person, &Site::reference_face(), 0.0).unwrap()
}

fn main() {
    let asked = |what: &str| std::env::args().any(|argument| argument == what);
    let all = !["cell", "accuracy", "patch", "patch25"].iter().any(|what| asked(what));
    if all || asked("cell") {
        for (grid, accuracy) in [
            ([16, 32], Accuracy::default()),
            ([16, 32], Accuracy { splitting: 3e-2, ..Accuracy::default() }),
            ([16, 32], Accuracy { reaction: 3e-4, splitting: 1e-3 }),
            ([24, 48], Accuracy::default()),
        ] {
            year_of_a_cell(grid, accuracy);
        }
    }
    if asked("accuracy") {
        accuracies();
    }
    if all || asked("patch") {
        patch(0.04, 28.0);
    }
    if asked("patch25") {
        patch(0.025, 28.0);
    }
}

fn unit_cell([rings, layers]: [usize; 2], accuracy: Accuracy) -> UnitCell {
    let radius = cell_radius(2.4);
    let grid =
        Annulus::new(Axis::graded(radius, rings, 2.0).unwrap(), Axis::graded(1.6, layers, 2.0).unwrap()).unwrap();
    UnitCell::new(&grid, &Parameters::standard(), &host(), accuracy).unwrap()
}

/// A year of the cell with six sessions at several tolerances, against one much finer: how far the collagen gain and the
/// papillary mean of any species are from it, relative to the largest value of the year.
fn accuracies() {
    const DAYS: [f64; 16] =
        [0.25, 1.0, 3.0, 7.0, 14.0, 30.0, 31.0, 37.0, 60.0, 90.0, 121.0, 150.0, 157.0, 180.0, 270.0, 365.0];
    let run = |reaction: f64, splitting: f64| {
        let mut tissue = unit_cell([16, 32], Accuracy { reaction, splitting });
        let mut seen = Vec::new();
        let start = cpu();
        for day in 0..=365 {
            for at in DAYS.iter().filter(|at| at.floor() == f64::from(day)) {
                if *at == f64::from(day) {
                    tissue.heal_until(*at).unwrap();
                    seen.push((tissue.collagen_gain(0.1, 0.3), tissue.mean_levels(0.1, 0.3)));
                }
            }
            if day % 30 == 0 && day < 180 {
                tissue.heal_until(f64::from(day)).unwrap();
                tissue.puncture(&CHANNEL, &Destruction::default());
            }
            if day == 0 {
                tissue.heal_until(DAYS[0]).unwrap();
                seen.push((tissue.collagen_gain(0.1, 0.3), tissue.mean_levels(0.1, 0.3)));
            }
        }
        (cpu() - start, tissue.effort(), seen)
    };
    let exact = run(1e-4, 1e-4).2;
    let largest_gain = exact.iter().map(|(gain, _)| gain.abs()).fold(0.0, f64::max);
    for reaction in [1e-3, 3e-3, 1e-2, 3e-2, 1e-1] {
        for splitting in [3e-3, 1e-2, 3e-2, 1e-1] {
            let (taken, effort, seen) = run(reaction, splitting);
            let gain = seen.iter().zip(&exact).map(|(a, b)| (a.0 - b.0).abs()).fold(0.0, f64::max) / largest_gain;
            let mut worst = (0.0, "");
            for (s, info) in SPECIES.iter().enumerate() {
                let largest = exact.iter().map(|(_, levels)| levels[s].abs()).fold(0.0, f64::max);
                let error = seen.iter().zip(&exact).map(|(a, b)| (a.1[s] - b.1[s]).abs()).fold(0.0, f64::max) / largest;
                if error > worst.0 {
                    worst = (error, info.name);
                }
            }
            println!(
                "reaction {reaction:.0e}, splitting {splitting:.0e}: {taken:.2} s, {} + {} steps, {:.1} M evaluations, gain {gain:.1e}, {} {:.1e}",
                effort.steps,
                effort.checks + effort.rejected,
                effort.evaluations as f64 * 1e-6,
                worst.1,
                worst.0
            );
        }
    }
}

/// Six sessions a month apart, 240 channels per cm².
fn year_of_a_cell([rings, layers]: [usize; 2], accuracy: Accuracy) {
    let mut tissue = unit_cell([rings, layers], accuracy);
    let start = cpu();
    for session in 0..6 {
        tissue.heal_until(30.0 * f64::from(session)).unwrap();
        tissue.puncture(&CHANNEL, &Destruction::default());
    }
    tissue.heal_until(365.0).unwrap();
    let taken = cpu() - start;
    println!(
        "unit cell, a year, 6 sessions, {rings}×{layers}, reaction {:.0e}, splitting {:.0e}: {taken:.2} s, gain {:.4}",
        accuracy.reaction,
        accuracy.splitting,
        tissue.collagen_gain(0.1, 0.3)
    );
    cost(rings * layers, taken, &tissue.effort());
}

/// 4 × 4 × 2.5 mm, 240 channels per cm² at random, one session.
fn patch(spacing: f64, days: f64) {
    let columns = (4.0 / spacing).round() as usize;
    let depth = Axis::uniform(2.5, (2.5 / spacing).round() as usize).unwrap();
    let grid = Block::new(columns, columns, spacing, depth, Sides::Periodic).unwrap();
    let mut tissue = Patch::new(&grid, &Parameters::standard(), &host(), Accuracy::default()).unwrap();
    let mut stream = Key::new(1).stream("benches/patch", 0);
    let punctures: Vec<Puncture> = (0..38)
        .map(|_| Puncture { x: 4.0 * stream.random::<f64>(), y: 4.0 * stream.random::<f64>(), channel: CHANNEL })
        .collect();
    tissue.strike(&punctures, &Destruction::default());
    let start = Instant::now();
    let mut day = 0.0;
    for mark in [0.125, 1.0, 3.0, 7.0, 14.0, 28.0, 60.0] {
        if day < days {
            day = mark;
            tissue.heal_until(day).unwrap();
            let effort = tissue.effort();
            println!(
                "  day {day}: {:.1} s, {} steps, {:.1} evaluations per cell",
                start.elapsed().as_secs_f64(),
                effort.steps,
                effort.evaluations as f64 / grid.cells() as f64
            );
        }
    }
    let taken = start.elapsed().as_secs_f64();
    println!(
        "patch 4 × 4 × 2.5 mm at {} µm, {day} days, {} threads: {taken:.1} s, gain {:.4}, {:.0} B per cell, F {:?}",
        1e3 * spacing,
        rayon::current_num_threads(),
        tissue.collagen_gain(0.1, 0.3),
        tissue.bytes_per_cell(),
        tissue.dermis(Species::Fibroblasts).map(|f| f.iter().copied().fold(f32::MAX, f32::min)),
    );
    cost(grid.cells(), taken, &tissue.effort());
}

fn cost(cells: usize, taken: f64, effort: &Effort) {
    let steps = (effort.steps + effort.checks + effort.rejected) as f64;
    println!(
        "  {cells} cells, {effort:?}: {:.1} M voxel-species-steps/s, {:.0} ns per evaluation if nothing else took time",
        cells as f64 * 29.0 * steps / taken * 1e-6,
        taken / effort.evaluations as f64 * 1e9
    );
}
