//! Time to equal accuracy: our second-order step beside first-order splitting, on one smooth problem.
//!
//! `u = 1 + cos πx cos πy cos πz` in a cube of 1 mm, D = 1e5 µm²/min, to 0.4 min. The mode is an eigenvector of the grid's
//! operator too, so what is left is the error in time.

use core::f64::consts::PI;
use needlework::space::{Axis, Block, BlockDiffusion, Diffusivity, Fields, Sides};
use needlework_benches::lod_baseline::LodBaseline;
use needlework_benches::machine::cpu;

const CELLS: usize = 64;
const MICROMETRES: f64 = 1000.0;
const DIFFUSIVITY: f64 = 1e5;
const END: f64 = 0.4;

fn start(cell: usize) -> f64 {
    let cos = |i: usize| (PI * (i as f64 + 0.5) / CELLS as f64).cos();
    1.0 + cos(cell % CELLS) * cos(cell / CELLS % CELLS) * cos(cell / (CELLS * CELLS))
}

/// Largest error at the end, given the value of a cell.
fn error(value: impl Fn(usize) -> f64) -> f64 {
    let h = MICROMETRES / CELLS as f64;
    let rate = 3.0 * DIFFUSIVITY * (2.0 - 2.0 * (PI / CELLS as f64).cos()) / (h * h);
    let decay = (-rate * END).exp();
    let exact = |cell| 1.0 + decay * (start(cell) - 1.0);
    (0..CELLS.pow(3)).map(|cell| (value(cell) - exact(cell)).abs()).fold(0.0, f64::max)
}

fn first_order(steps: usize) -> [f64; 2] {
    let h = MICROMETRES / CELLS as f64;
    let mut lod = LodBaseline::new([CELLS; 3], 1, h, DIFFUSIVITY, 0.0, END / steps as f64, start);
    let begin = cpu();
    (0..steps).for_each(|_| lod.step());
    [cpu() - begin, error(|cell| lod.density(cell))]
}

fn second_order(steps: usize) -> [f64; 2] {
    let axis = Axis::uniform(MICROMETRES, CELLS).unwrap();
    let grid = Block::new(CELLS, CELLS, MICROMETRES / CELLS as f64, axis, Sides::NoFlux).unwrap();
    let mut fields = Fields::<f64>::zeros(1, grid.cells()).unwrap();
    for (cell, u) in fields.of_mut(0).iter_mut().enumerate() {
        *u = start(cell);
    }
    let mut diffusion = BlockDiffusion::new(&grid, &[Diffusivity::Uniform(DIFFUSIVITY)], 1).unwrap();
    let begin = cpu();
    diffusion.advance(&mut fields, END / steps as f64, steps).unwrap();
    [cpu() - begin, error(|cell| fields.of(0)[cell])]
}

/// Prints time and error of both for several step lengths.
pub(super) fn table() {
    println!("\ntime to equal accuracy, cube of {CELLS}³ voxels, f64, one thread");
    for steps in [20, 40, 80, 160] {
        line("BioFVM's method, first order", steps, first_order(steps));
    }
    for steps in [1, 2, 4, 8, 16, 32] {
        line("needlework, second order", steps, second_order(steps));
    }
}

fn line(what: &str, steps: usize, [seconds, error]: [f64; 2]) {
    println!("{what:30} {steps:4} steps: error {error:.2e}, {:9.2} ms", seconds * 1e3);
}
