//! Tests of the splitting on both geometries against a manufactured solution of coupled reaction and diffusion.
//!
//! Two species that react, `∂u/∂t = D∇²u + P − L u`, with sources chosen so that the solution is known; a third that only
//! diffuses, whose content must stay; and time itself as a fourth, so that sources may depend on it.

use super::geometry::{Diffusion, Geometry};
use super::group::{Limits, MOST_PACKS, advance_group};
use crate::healing::Rate;
use crate::space::{Annulus, Axis, Block, Diffusivity, Fields, Sides};
use core::f64::consts::PI;

const SPECIES: usize = 4;
const DIFFUSION: [f64; 2] = [0.02, 0.005];
const DEPTH: f64 = 1.2;
const WIDTH: f64 = 0.8;

/// A function of place that no flux leaves at any side, and its Laplacian.
type Shape = Box<dyn Fn(usize) -> [f64; 2]>;

/// What the species are at a place with `shape` and a time, with time derivative and Laplacian.
fn exact(species: usize, [shape, laplacian]: [f64; 2], time: f64) -> [f64; 3] {
    let (amplitude, rate) = if species == 0 { (0.6, 1.0) } else { (0.4, -0.5) };
    let decay = amplitude * (-rate * time).exp();
    [1.5 + decay * shape, -rate * decay * shape, decay * laplacian]
}

/// `P` and `L` of `u' = v²/(1 + v²) − (1 + v) u`, `v' = u − 2 v`, with the sources that make the exact solution one.
fn rates(levels: &[f64; SPECIES], place: [f64; 2]) -> [Rate<f64>; SPECIES] {
    let kinetics =
        |u: f64, v: f64| [Rate { production: v * v / (1.0 + v * v), loss: 1.0 + v }, Rate { production: u, loss: 2.0 }];
    let time = levels[3];
    let solution = [0, 1].map(|species| exact(species, place, time));
    let [mut u, mut v] = kinetics(levels[0], levels[1]);
    let there = kinetics(solution[0][0], solution[1][0]);
    for (species, rate) in [&mut u, &mut v].into_iter().enumerate() {
        let [level, change, laplacian] = solution[species];
        rate.production += change - DIFFUSION[species] * laplacian - there[species].change(level);
    }
    let still = Rate { production: 0.0, loss: 0.0 };
    [u, v, still, Rate { production: 1.0, loss: 0.0 }]
}

struct Outcome {
    /// The two species that react.
    levels: [Vec<f64>; 2],
    /// Root mean square over the cells, of the worse species.
    error: f64,
    /// Relative change of the content of the species that only diffuses.
    imbalance: f64,
    least: f64,
}

fn solve<G: Geometry<f64>>(grid: &G, shape: &Shape, steps: usize) -> Outcome {
    const END: f64 = 0.5;
    let (cells, columns) = (grid.cells(), grid.columns());
    let diffusivities = [DIFFUSION[0], DIFFUSION[1], 0.3, 0.0].map(Diffusivity::Uniform);
    let mut diffusion = grid.diffusion(&diffusivities).unwrap();
    let mut fields = Fields::zeros(SPECIES, cells).unwrap();
    for c in 0..cells {
        for species in 0..2 {
            fields.of_mut(species)[c] = exact(species, shape(c), 0.0)[0];
        }
    }
    fields.of_mut(2)[cells / 3] = 1.0;
    let volume = |c: usize| grid.column_area(c % columns) * grid.depth().width(c / columns);
    let content = |fields: &Fields<f64>| (0..cells).map(|c| volume(c) * fields.of(2)[c]).sum::<f64>();
    let before = content(&fields);
    let step = END / steps as f64;
    let limits = Limits { duration: step, tolerance: 1e6, small: &[1.0; SPECIES], still: 0.0 };
    for _ in 0..steps {
        diffusion.advance(&mut fields, 0.5 * step).unwrap();
        for c in 0..cells {
            let mut now = [core::array::from_fn(|s| fields.of(s)[c]); MOST_PACKS];
            advance_group(&mut now, 1, |_, levels| rates(levels, shape(c)), &mut 1.0, limits);
            for (s, level) in now[0].iter().enumerate() {
                fields.of_mut(s)[c] = *level;
            }
        }
        diffusion.advance(&mut fields, 0.5 * step).unwrap();
    }
    let total: f64 = (0..cells).map(volume).sum();
    let error = |species: usize| {
        let squares = |c: usize| volume(c) * (fields.of(species)[c] - exact(species, shape(c), END)[0]).powi(2);
        ((0..cells).map(squares).sum::<f64>() / total).sqrt()
    };
    Outcome {
        levels: [0, 1].map(|species| fields.of(species).to_vec()),
        error: error(0).max(error(1)),
        imbalance: content(&fields) / before - 1.0,
        least: fields.all().iter().copied().fold(f64::MAX, f64::min),
    }
}

/// `cos(πz/H) (x⁴/4 − x²/2)` of `x = r/R`: flat at the axis and at the outer radius.
fn annulus(cells: usize) -> (Annulus, Shape) {
    let grid = Annulus::new(Axis::graded(WIDTH, cells, 2.0).unwrap(), Axis::graded(DEPTH, 2 * cells, 2.0).unwrap());
    let grid = grid.unwrap();
    let at = grid.clone();
    let shape = move |c: usize| {
        let (x, z) = (at.radial().centre(c % cells) / WIDTH, PI * at.depth().centre(c / cells) / DEPTH);
        let radial = 4.0 * (x.powi(4) / 4.0 - x * x / 2.0);
        let laplacian = 4.0 * (4.0 * x * x - 2.0) / (WIDTH * WIDTH) - radial * (PI / DEPTH).powi(2);
        [radial * z.cos(), laplacian * z.cos()]
    };
    (grid, Box::new(shape))
}

/// A product of cosines, periodic or not.
fn block(cells: usize, sides: Sides) -> (Block, Shape) {
    let depth = Axis::graded(DEPTH, cells, 2.0).unwrap();
    let grid = Block::new(cells, cells, WIDTH / cells as f64, depth, sides).unwrap();
    let at = grid.clone();
    let wave = if sides == Sides::Periodic { 2.0 * PI / WIDTH } else { PI / WIDTH };
    let shape = move |c: usize| {
        let (i, j, k) = (c % cells, c / cells % cells, c / (cells * cells));
        let x = (wave * at.x().centre(i)).cos() * (wave * at.y().centre(j)).cos();
        let value = x * (PI * at.depth().centre(k) / DEPTH).cos();
        [value, -value * (2.0 * wave * wave + (PI / DEPTH).powi(2))]
    };
    (grid, Box::new(shape))
}

fn check<G: Geometry<f64>>(name: &str, make: impl Fn(usize) -> (G, Shape), sizes: [usize; 3], fine: usize) {
    let orders = |errors: &[f64], what: &str| {
        for pair in errors.windows(2) {
            let order = (pair[0] / pair[1]).log2();
            println!("{name}: order in {what} {order:.2}");
            assert!((1.8..2.4).contains(&order), "{name}, {what}: {errors:?}");
        }
    };
    let in_space = sizes.map(|cells| {
        let (grid, shape) = make(cells);
        let outcome = solve(&grid, &shape, 128);
        assert!(outcome.imbalance.abs() < 1e-12, "{name}: {}", outcome.imbalance);
        assert!(outcome.least > -1e-15, "{name}: {}", outcome.least);
        outcome.error
    });
    orders(&in_space, "space");
    // In time: against many steps on the same grid, where the error of space is the same.
    let (grid, shape) = make(fine);
    let finest = solve(&grid, &shape, 512).levels;
    let in_time = [4, 8, 16].map(|steps| {
        let levels = solve(&grid, &shape, steps).levels;
        let pairs = levels.iter().flatten().zip(finest.iter().flatten());
        pairs.map(|(coarse, fine)| (coarse - fine).powi(2)).sum::<f64>().sqrt()
    });
    orders(&in_time, "time");
}

#[test]
fn reaction_and_diffusion_round_an_axis_converge_with_second_order() {
    check("annulus", annulus, [12, 24, 48], 12);
}

#[test]
fn reaction_and_diffusion_in_a_block_converge_with_second_order() {
    check("closed block", |cells| block(cells, Sides::NoFlux), [5, 10, 20], 6);
    check("periodic block", |cells| block(cells, Sides::Periodic), [6, 12, 24], 6);
}
