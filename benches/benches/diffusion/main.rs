//! Diffusion steps and the coupled unit cell: voxel-species updates per second beside what the machine can do at most and beside BioFVM's method.
//!
//! `cargo bench -p needlework-benches --bench diffusion [-- small]`. One thread; processor time, best of five batches.

use core::hint::black_box;
use needlework::healing::{Host, Parameters};
use needlework::injury::Destruction;
use needlework::skin::{Person, Phototype, Sex, Site};
use needlework::space::{Annulus, AnnulusDiffusion, Axis, Block, BlockDiffusion, Diffusivity, Fields, Number, Sides};
use needlework::tissue::{Accuracy, Channel, UnitCell};
use needlework_benches::lod_baseline::LodBaseline;
use needlework_benches::machine::{best_of, cpu, memory_bandwidth, peak_f32, peak_f64};

/// Additions and multiplications of one second-order step per cell and direction, a fused pair counted as two.
const FLOPS_PER_DIRECTION: f64 = 17.0;

struct Machine {
    bandwidth: f64,
    peak: [f64; 2],
}

fn main() {
    let small = std::env::args().any(|argument| argument == "small");
    let machine = Machine { bandwidth: memory_bandwidth(), peak: [peak_f32(), peak_f64()] };
    println!(
        "machine, one thread: {:.1} GB/s read and write, {:.1} / {:.1} GFLOP/s f32 / f64",
        machine.bandwidth * 1e-9,
        machine.peak[0] * 1e-9,
        machine.peak[1] * 1e-9
    );
    let size = if small { [100, 100, 75] } else { [200, 200, 150] };
    for species in [1, 4] {
        baseline(size, species);
        block::<f32>(size, species, false, &machine);
        block::<f64>(size, species, false, &machine);
    }
    block::<f32>(size, 1, true, &machine);
    block::<f64>(size, 1, true, &machine);
    block::<f32>([160, 160, 100], 4, false, &machine);
    block::<f64>([160, 160, 100], 4, false, &machine);
    for cells in [[64, 256], [24, 48]] {
        annulus::<f32>(cells, &machine);
        annulus::<f64>(cells, &machine);
    }
    for grid in [[16, 32], [24, 48]] {
        for splitting in [1e-2, 3e-2] {
            unit_cell(grid, splitting);
        }
    }
}

/// D = 1e5 µm²/min on 20 µm voxels at 0.01 min, as in BioFVM's own benchmarks: 250 steps of that length make one unit.
fn baseline(size: [usize; 3], species: usize) {
    let mut lod = LodBaseline::new(size, species, 20.0, 1e5, 0.1, 0.01, |c| 1.0 + (c % 7) as f64);
    let taken = best_of(3, || lod.step());
    black_box(lod.density(0));
    report("BioFVM method, f64", &size, species, taken, "first order");
}

fn report(what: &str, size: &[usize], species: usize, taken: f64, note: &str) {
    let updates = (size.iter().product::<usize>() * species) as f64 / taken;
    let size = size.iter().map(ToString::to_string).collect::<Vec<_>>().join("×");
    println!(
        "{what:28} {size:>12} ×{species}: {:9.4} ms/step, {:7.1} M updates/s  {note}",
        taken * 1e3,
        updates * 1e-6
    );
}

fn shares(bytes: f64, flops: f64, updates: f64, machine: &Machine, single: bool) -> String {
    format!(
        "{bytes} B and {flops} flop per update: {:.0} % of bandwidth, {:.0} % of peak",
        100.0 * updates * bytes / machine.bandwidth,
        100.0 * updates * flops / machine.peak[usize::from(!single)]
    )
}

fn block<T: Number>(size: [usize; 3], species: usize, layered: bool, machine: &Machine) {
    let [nx, ny, nz] = size;
    let grid = Block::new(nx, ny, 0.02, Axis::uniform(0.02 * nz as f64, nz).unwrap(), Sides::NoFlux).unwrap();
    let diffusivity = if layered {
        Diffusivity::ByLayer((0..nz).map(|k| if k < 5 { 0.05 } else { 0.3 }).collect())
    } else {
        Diffusivity::Uniform(0.3)
    };
    let mut fields = Fields::<T>::zeros(species, grid.cells()).unwrap();
    for (c, u) in fields.all_mut().iter_mut().enumerate() {
        *u = T::from_f64(1.5 + (c as f64 * 1e-3).sin());
    }
    let mut diffusion = BlockDiffusion::new(&grid, &vec![diffusivity; species], 1).unwrap();
    let taken = best_of(3, || diffusion.advance(&mut fields, 0.01, 1).unwrap());
    black_box(&fields);
    let bytes = size_of::<T>() as f64;
    let (passes, sweeps) = if layered { (6.0, 4.0) } else { (4.0, 3.0) };
    let updates = (grid.cells() * species) as f64 / taken;
    let note = shares(passes * bytes, sweeps * FLOPS_PER_DIRECTION, updates, machine, bytes < 8.0);
    let name = format!("block, f{}{}", 8.0 * bytes, if layered { ", two layers" } else { "" });
    report(&name, &size, species, taken, &note);
}

fn annulus<T: Number>([nr, nz]: [usize; 2], machine: &Machine) {
    let grid = Annulus::new(Axis::graded(0.36, nr, 3.0).unwrap(), Axis::uniform(1.5, nz).unwrap()).unwrap();
    for layered in [false, true] {
        let diffusivity = if layered {
            Diffusivity::ByLayer((0..nz).map(|k| if k < nz / 10 { 0.05 } else { 0.3 }).collect())
        } else {
            Diffusivity::Uniform(0.3)
        };
        let mut fields = Fields::<T>::zeros(1, grid.cells()).unwrap();
        for (c, u) in fields.all_mut().iter_mut().enumerate() {
            *u = T::from_f64(1.5 + (c as f64 * 1e-3).sin());
        }
        let mut diffusion = AnnulusDiffusion::new(&grid, &[diffusivity]).unwrap();
        for count in [1, 50] {
            let taken = best_of(3, || diffusion.advance(&mut fields, 0.01, count).unwrap()) / count as f64;
            black_box(&fields);
            let joined = if layered { 1.0 / count as f64 } else { 0.0 };
            let updates = grid.cells() as f64 / taken;
            let single = size_of::<T>() < 8;
            let note = shares(0.0, (2.0 + joined) * FLOPS_PER_DIRECTION, updates, machine, single);
            let layers = if layered { ", two layers" } else { "" };
            report(&format!("annulus, f{}{layers}, {count} in one", 8 * size_of::<T>()), &[nr, nz], 1, taken, &note);
        }
    }
}

/// A year of one channel at 240 per cm² with six sessions a month apart.
fn unit_cell([rings, layers]: [usize; 2], splitting: f64) {
    let parameters = Parameters::standard();
    let person = Person::median(50.0, Sex::Female, Phototype::III);
    let host = Host::new(&parameters, &person, &Site::reference_face(), 0.0).unwrap();
    let radius = (1.0 / (2.4 * core::f64::consts::PI)).sqrt();
    let grid =
        Annulus::new(Axis::graded(radius, rings, 2.0).unwrap(), Axis::graded(1.6, layers, 2.0).unwrap()).unwrap();
    let channel = Channel { depth: 1.05, diameter: 0.25, taper: 0.5, mouth_radius: 0.0625, bleed: 1.0 };
    let accuracy = Accuracy { splitting, ..Accuracy::default() };
    let mut tissue = UnitCell::new(&grid, &parameters, &host, accuracy).unwrap();
    let start = cpu();
    for session in 0..6 {
        tissue.heal_until(30.0 * f64::from(session)).unwrap();
        tissue.puncture(&channel, &Destruction::default());
    }
    tissue.heal_until(365.0).unwrap();
    println!(
        "unit cell, a year, 6 sessions, {rings}×{layers}, splitting {splitting:.0e}: {:.2} s, gain {:.4}, {:?}",
        cpu() - start,
        tissue.collagen_gain(0.1, 0.3),
        tissue.effort()
    );
}
