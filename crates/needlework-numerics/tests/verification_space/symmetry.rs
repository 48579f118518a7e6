//! Symmetry, independence of species and threads, and what is refused.

use crate::{fill, largest_difference, layered_annulus, rough};
use needlework_numerics::space::{AnnulusDiffusion, Axis, Block, BlockDiffusion, Diffusivity, Fields, Sides};

/// Runs a block from `start` and returns the field.
fn spread(grid: &Block, start: &[f64], threads: usize) -> Vec<f64> {
    let layers = grid.depth().cells();
    let profile = (0..layers).map(|k| 0.05 + 0.3 * k as f64 / layers as f64).collect();
    let mut fields = Fields::<f64>::zeros(1, grid.cells()).unwrap();
    fill(&mut fields, start.iter().copied());
    BlockDiffusion::new(grid, &[Diffusivity::ByLayer(profile)], threads)
        .unwrap()
        .advance(&mut fields, 0.003, 7)
        .unwrap();
    fields.of(0).to_vec()
}

#[test]
fn turning_mirroring_and_shifting_the_start_does_the_same_to_the_result() {
    let n = 21;
    for sides in [Sides::NoFlux, Sides::Periodic] {
        let grid = Block::new(n, n, 0.03, Axis::uniform(0.3, 9).unwrap(), sides).unwrap();
        let start = rough(grid.cells());
        let result = spread(&grid, &start, 1);
        let check = |what: &str, from: &dyn Fn(usize, usize) -> (usize, usize)| {
            let moved = |field: &[f64]| -> Vec<f64> {
                (0..field.len())
                    .map(|c| {
                        let (x, y) = from(c % n, c / n % n);
                        field[c / (n * n) * n * n + y * n + x]
                    })
                    .collect()
            };
            let worst = largest_difference(&spread(&grid, &moved(&start), 1), moved(&result));
            println!("{what}, {sides:?}: largest difference {worst:.1e}");
            assert!(worst < 1e-13, "{what}");
        };
        check("turn by 90°", &|x, y| (y, n - 1 - x));
        check("mirror", &|x, y| (n - 1 - x, y));
        if sides == Sides::Periodic {
            check("shift", &|x, y| ((x + 5) % n, (y + 13) % n));
        }
    }
}

#[test]
fn species_stepped_together_are_what_each_is_alone() {
    let (grid, layered) = layered_annulus();
    let species: Vec<Diffusivity> = (0..27)
        .map(|s| match s % 5 {
            0 => Diffusivity::Uniform(0.0),
            1 => layered.clone(),
            _ => Diffusivity::Uniform(0.01 * f64::from(s)),
        })
        .collect();
    let start = rough(grid.cells() * species.len());
    let mut together = Fields::<f64>::zeros(species.len(), grid.cells()).unwrap();
    together.all_mut().copy_from_slice(&start);
    // More step lengths than factors are kept for, and back to the first.
    let steps: Vec<f64> = (0..40).chain(0..3).map(|n| 1e-4 * f64::from(1 + n)).collect();
    let mut diffusion = AnnulusDiffusion::new(&grid, &species).unwrap();
    for &step in &steps {
        diffusion.advance(&mut together, step, 1).unwrap();
    }
    for (s, diffusivity) in species.iter().enumerate() {
        let mut alone = Fields::<f64>::zeros(1, grid.cells()).unwrap();
        alone.all_mut().copy_from_slice(&start[s * grid.cells()..][..grid.cells()]);
        for &step in &steps {
            let one = core::slice::from_ref(diffusivity);
            AnnulusDiffusion::new(&grid, one).unwrap().advance(&mut alone, step, 1).unwrap();
        }
        assert_eq!(together.of(s), alone.of(0), "species {s}");
    }
}

#[test]
fn the_number_of_threads_changes_no_bit() {
    let depth = Axis::uniform(0.6, 17).unwrap();
    let grid = Block::new(45, 31, 0.03, depth, Sides::NoFlux).unwrap();
    let start = rough(grid.cells());
    let one = spread(&grid, &start, 1);
    for threads in [2, 3, 8, 40] {
        assert_eq!(one, spread(&grid, &start, threads), "{threads} threads");
    }
}

#[test]
fn wrong_sizes_and_steps_are_refused() {
    let (grid, diffusivity) = layered_annulus();
    let mut diffusion = AnnulusDiffusion::<f64>::new(&grid, &[diffusivity]).unwrap();
    let mut fields = Fields::zeros(2, grid.cells()).unwrap();
    let error = diffusion.advance(&mut fields, 0.1, 1).unwrap_err();
    assert_eq!(error.code(), "space-length");
    let mut fields = Fields::zeros(1, grid.cells()).unwrap();
    let error = diffusion.advance(&mut fields, f64::NAN, 1).unwrap_err();
    assert_eq!(error.code(), "space-out-of-range");
    assert!(Fields::<f64>::zeros(usize::MAX, 2).is_err());
}
