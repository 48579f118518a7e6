//! Verification of diffusion in space: orders of accuracy, analytic solutions, balance, positivity and symmetry.
//!
//! Run with `--nocapture` to see the measured errors and orders.
#![allow(missing_docs)]

use core::f64::consts::PI;
use needlework::space::{Annulus, AnnulusDiffusion, Axis, Block, BlockDiffusion, Diffusivity, Fields, Number, Sides};

/// Prints the errors on grids (or steps) refined by two, and requires the order between the two finest.
fn require_order(what: &str, errors: &[f64], least: f64) {
    let mut order = f64::NAN;
    for pair in errors.windows(2) {
        order = (pair[0] / pair[1]).log2();
        println!("{what}: error {:.3e}, order {order:.2}", pair[1]);
    }
    assert!(order > least, "{what}: order {order}");
}

/// A repeatable, rough, positive field.
fn rough(cells: usize) -> Vec<f64> {
    let mut state = 1_u64;
    (0..cells)
        .map(|_| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 11) as f64 / (1_u64 << 53) as f64
        })
        .collect()
}

fn fill<T: Number>(fields: &mut Fields<T>, values: impl IntoIterator<Item = f64>) {
    for (u, value) in fields.of_mut(0).iter_mut().zip(values) {
        *u = T::from_f64(value);
    }
}

fn centres(axis: &Axis) -> Vec<f64> {
    (0..axis.cells()).map(|i| axis.centre(i)).collect()
}

fn largest_difference(a: &[f64], b: impl IntoIterator<Item = f64>) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
}

// ---- manufactured solutions ---------------------------------------------------------------------------------------

/// Solves `∂u/∂t = ∇·(D∇u) − u + f` for `u = (1 + t²) shape` to t = 0.5, given shape and `∇·(D∇shape)` in every cell:
/// diffusion by our stepper, source and decay by the midpoint rule, in Strang order. Returns the largest error.
///
/// The sources have no slope at the boundary, as reactions of contents without flux never have; with other sources
/// Strang splitting is known to lose half an order next to the boundary, whatever the diffusion scheme.
fn manufactured(points: &[(f64, f64)], steps: usize, mut diffuse: impl FnMut(&mut Fields<f64>, f64)) -> f64 {
    let mut fields = Fields::<f64>::zeros(1, points.len()).unwrap();
    fill(&mut fields, points.iter().map(|p| p.0));
    let step = 0.5 / steps as f64;
    let half = 0.5 * step;
    let react = |field: &mut [f64], t: f64| {
        for (u, &(shape, spread)) in field.iter_mut().zip(points) {
            let source = |t: f64| (2.0 * t + 1.0 + t * t) * shape - (1.0 + t * t) * spread;
            let middle = *u + 0.5 * half * (source(t) - *u);
            *u += half * (source(t + 0.5 * half) - middle);
        }
    };
    for n in 0..steps {
        let t = n as f64 * step;
        react(fields.of_mut(0), t);
        diffuse(&mut fields, step);
        react(fields.of_mut(0), t + half);
    }
    largest_difference(fields.of(0), points.iter().map(|p| 1.25 * p.0))
}

#[test]
fn a_manufactured_solution_on_the_annulus_is_second_order_in_space_and_time() {
    let errors: Vec<f64> = [16, 32, 64, 128]
        .iter()
        .map(|&n| {
            let grid = Annulus::new(Axis::graded(1.0, n, 3.0).unwrap(), Axis::graded(1.0, n, 2.0).unwrap()).unwrap();
            let diffusivity = |z: f64| 0.2 + 0.1 * (PI * z).cos();
            let zs = centres(grid.depth());
            let mut points = Vec::new();
            for &z in &zs {
                for r in centres(grid.radial()) {
                    let (cz, sz) = ((PI * z).cos(), (PI * z).sin());
                    let j = bessel_j0(BESSEL_ZERO * r);
                    let spread =
                        -diffusivity(z) * (BESSEL_ZERO.powi(2) + PI * PI) * j * cz + 0.1 * PI * PI * sz * sz * j;
                    points.push((2.0 + j * cz, spread));
                }
            }
            let profile = Diffusivity::ByLayer(zs.into_iter().map(diffusivity).collect());
            let mut diffusion = AnnulusDiffusion::new(&grid, &[profile]).unwrap();
            manufactured(&points, n, |fields, step| {
                diffusion.advance(fields, step, 1).unwrap();
            })
        })
        .collect();
    require_order("annulus, manufactured, h and dt halved together", &errors, 1.85);
}

#[test]
fn a_manufactured_solution_in_the_block_is_second_order_in_space_and_time() {
    let errors: Vec<f64> = [12, 24, 48]
        .iter()
        .map(|&n| {
            let depth = Axis::graded(1.0, n, 2.0).unwrap();
            let grid = Block::new(n, n, 1.0 / n as f64, depth, Sides::Periodic).unwrap();
            let diffusivity = |z: f64| 0.1 + 0.05 * (PI * z).cos();
            let zs = centres(grid.depth());
            let mut points = Vec::new();
            for &z in &zs {
                for y in centres(grid.y()) {
                    for x in centres(grid.x()) {
                        let (cz, sz) = ((PI * z).cos(), (PI * z).sin());
                        let p = (2.0 * PI * x).sin() * (2.0 * PI * y).cos();
                        let spread = diffusivity(z) * (-9.0 * PI * PI) * p * cz + 0.05 * PI * PI * sz * sz * p;
                        points.push((2.0 + p * cz, spread));
                    }
                }
            }
            let profile = Diffusivity::ByLayer(zs.into_iter().map(diffusivity).collect());
            let mut diffusion = BlockDiffusion::new(&grid, &[profile], 1).unwrap();
            manufactured(&points, n, |fields, step| {
                diffusion.advance(fields, step, 1).unwrap();
            })
        })
        .collect();
    require_order("block, manufactured, h and dt halved together", &errors, 1.85);
}

#[test]
fn time_alone_is_second_order_with_layers_that_do_not_commute() {
    let depth = Axis::layered(&[(0.1, 6), (0.3, 10), (0.8, 16)]).unwrap();
    let grid = Annulus::new(Axis::graded(0.4, 24, 4.0).unwrap(), depth).unwrap();
    let layer = |k| [0.02, 0.4, 0.1][usize::from(k >= 6) + usize::from(k >= 16)];
    let profile = Diffusivity::ByLayer((0..32).map(layer).collect());
    let run = |steps: usize| {
        let mut fields = Fields::<f64>::zeros(1, grid.cells()).unwrap();
        let bump = |r: f64, z: f64| 1.0 + (-40.0 * (r * r + (z - 0.3).powi(2))).exp();
        let rs = centres(grid.radial());
        fill(&mut fields, centres(grid.depth()).iter().flat_map(|&z| rs.iter().map(move |&r| bump(r, z))));
        AnnulusDiffusion::new(&grid, core::slice::from_ref(&profile))
            .unwrap()
            .advance(&mut fields, 0.2 / steps as f64, steps)
            .unwrap();
        fields.of(0).to_vec()
    };
    let reference = run(4096);
    let errors: Vec<f64> =
        [16, 32, 64, 128, 256, 512].iter().map(|&n| largest_difference(&run(n), reference.iter().copied())).collect();
    require_order("annulus with layers, dt halved alone", &errors, 1.85);
}

// ---- analytic solutions -------------------------------------------------------------------------------------------

/// The first zero of J₁, where the slope of J₀ vanishes.
const BESSEL_ZERO: f64 = 3.831705970207512;

/// `J₀` by its power series, accurate below 5.
fn bessel_j0(x: f64) -> f64 {
    let mut term = 1.0;
    let mut sum = 1.0;
    for k in 1..40 {
        term *= -0.25 * x * x / f64::from(k * k);
        sum += term;
    }
    sum
}

#[test]
fn a_bessel_mode_decays_in_the_cylinder() {
    let (d, t) = (0.3, 0.15);
    let errors: Vec<f64> = [16, 32, 64]
        .iter()
        .map(|&n| {
            let radial = Axis::uniform(1.0, n).unwrap();
            let grid = Annulus::new(radial, Axis::uniform(1.0, 4).unwrap()).unwrap();
            let mode: Vec<f64> = centres(grid.radial()).iter().map(|r| bessel_j0(BESSEL_ZERO * r)).collect();
            let mut fields = Fields::<f64>::zeros(1, grid.cells()).unwrap();
            fill(&mut fields, (0..4).flat_map(|_| mode.iter().map(|m| 1.0 + m)));
            AnnulusDiffusion::new(&grid, &[Diffusivity::Uniform(d)])
                .unwrap()
                .advance(&mut fields, t / n as f64, n)
                .unwrap();
            let decay = (-d * BESSEL_ZERO * BESSEL_ZERO * t).exp();
            largest_difference(fields.of(0), mode.iter().map(|m| 1.0 + decay * m))
        })
        .collect();
    require_order("cylinder, Bessel mode", &errors, 1.85);
}

#[test]
fn a_mode_of_two_layers_decays_in_the_slab() {
    let (d1, d2, l1, l2) = (0.05_f64, 0.4_f64, 0.3_f64, 0.7_f64);
    // Flux and content agree at the boundary where D₁a₁ tan(a₁l₁) + D₂a₂ tan(a₂l₂) = 0, with a = √(rate/D).
    let mismatch = |rate: f64| {
        let (a1, a2) = ((rate / d1).sqrt(), (rate / d2).sqrt());
        d1 * a1 * (a1 * l1).sin() * (a2 * l2).cos() + d2 * a2 * (a2 * l2).sin() * (a1 * l1).cos()
    };
    let (mut low, mut high) = (0.1, 4.0);
    assert!(mismatch(low) > 0.0 && mismatch(high) < 0.0);
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if mismatch(middle) > 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    let (a1, a2) = ((low / d1).sqrt(), (low / d2).sqrt());
    let join = (a1 * l1).cos() / (a2 * l2).cos();
    let mode = |z: f64| {
        if z < l1 { (a1 * z).cos() } else { join * (a2 * (l1 + l2 - z)).cos() }
    };
    let t = 0.3;
    let case = |n: usize| {
        let depth = Axis::layered(&[(l1, n), (l2, n)]).unwrap();
        let profile = Diffusivity::ByLayer((0..2 * n).map(|k| if k < n { d1 } else { d2 }).collect());
        let zs = centres(&depth);
        let mut fields = Fields::<f64>::zeros(1, 12 * n).unwrap();
        fill(&mut fields, zs.iter().flat_map(|&z| [mode(z); 6]));
        let exact: Vec<f64> = zs.iter().flat_map(|&z| [mode(z) * (-low * t).exp(); 6]).collect();
        (depth, profile, fields, exact)
    };
    let errors: Vec<f64> = [10, 20, 40]
        .iter()
        .map(|&n| {
            let (depth, profile, mut fields, exact) = case(n);
            let grid = Block::new(2, 3, 0.1, depth, Sides::NoFlux).unwrap();
            BlockDiffusion::new(&grid, &[profile], 1).unwrap().advance(&mut fields, t / n as f64, n).unwrap();
            largest_difference(fields.of(0), exact)
        })
        .collect();
    require_order("slab of two layers", &errors, 1.85);
    let errors: Vec<f64> = [10, 20, 40]
        .iter()
        .map(|&n| {
            let (depth, profile, mut fields, exact) = case(n);
            let grid = Annulus::new(Axis::graded(0.3, 6, 2.0).unwrap(), depth).unwrap();
            AnnulusDiffusion::new(&grid, &[profile]).unwrap().advance(&mut fields, t / n as f64, n).unwrap();
            largest_difference(fields.of(0), exact)
        })
        .collect();
    require_order("two layers round a channel", &errors, 1.85);
}

#[test]
fn a_point_source_spreads_as_the_gaussian() {
    use statrs::function::erf::erf;
    let (d, start, t) = (0.1, 0.02, 0.1);
    let errors: Vec<f64> = [20, 40, 80]
        .iter()
        .map(|&n| {
            let depth = Axis::uniform(2.0, n).unwrap();
            let grid = Block::new(n, n, 2.0 / n as f64, depth, Sides::NoFlux).unwrap();
            let cube = |time: f64| -> Vec<f64> {
                let reach = |x: f64| erf((x - 1.0) / (4.0 * d * time).sqrt());
                let line: Vec<f64> =
                    grid.x().faces().windows(2).map(|f| 0.5 * (reach(f[1]) - reach(f[0])) / (f[1] - f[0])).collect();
                let plane = |z: f64| {
                    let line = &line;
                    line.iter().flat_map(move |y| line.iter().map(move |x| x * y * z))
                };
                line.iter().flat_map(|&z| plane(z)).collect()
            };
            let mut fields = Fields::<f64>::zeros(1, grid.cells()).unwrap();
            fill(&mut fields, cube(start));
            let steps = n / 2;
            BlockDiffusion::new(&grid, &[Diffusivity::Uniform(d)], 1)
                .unwrap()
                .advance(&mut fields, (t - start) / steps as f64, steps)
                .unwrap();
            let exact = cube(t);
            let top = exact.iter().copied().fold(0.0, f64::max);
            largest_difference(fields.of(0), exact) / top
        })
        .collect();
    require_order("point source in 3-D, relative to its peak", &errors, 1.8);
}

// ---- balance, positivity, symmetry --------------------------------------------------------------------------------

fn content<T: Number>(grid: &Annulus, field: &[T]) -> f64 {
    let n = grid.radial().cells();
    field.iter().enumerate().map(|(c, u)| grid.volume(c % n, c / n) * u.to_f64()).sum()
}

fn sum<T: Number>(fields: &Fields<T>) -> f64 {
    fields.of(0).iter().map(|u| u.to_f64()).sum()
}

fn layered_annulus() -> (Annulus, Diffusivity) {
    let grid =
        Annulus::new(Axis::graded(0.36, 33, 6.0).unwrap(), Axis::layered(&[(0.08, 5), (0.25, 13), (1.2, 29)]).unwrap())
            .unwrap();
    let layer = |k| [0.03, 0.3, 0.12][usize::from(k >= 5) + usize::from(k >= 18)];
    (grid, Diffusivity::ByLayer((0..47).map(layer).collect()))
}

/// Relative change of the content after 10 000 steps of 50 times the explicit limit, and in 10 000 more.
fn annulus_drift<T: Number>() -> [f64; 2] {
    let (grid, diffusivity) = layered_annulus();
    let step = 50.0 * (0.36_f64 / 33.0).powi(2) / (4.0 * 0.3);
    let mut fields = Fields::<T>::zeros(1, grid.cells()).unwrap();
    fill(&mut fields, rough(grid.cells()));
    let before = content(&grid, fields.of(0));
    let mut diffusion = AnnulusDiffusion::new(&grid, &[diffusivity]).unwrap();
    diffusion.advance(&mut fields, step, 10_000).unwrap();
    let middle = content(&grid, fields.of(0));
    diffusion.advance(&mut fields, step, 10_000).unwrap();
    let after = content(&grid, fields.of(0));
    [middle / before - 1.0, (after - middle) / before]
}

fn block_drift<T: Number>(sides: Sides) -> [f64; 2] {
    let grid = Block::new(19, 14, 0.04, Axis::uniform(0.48, 12).unwrap(), sides).unwrap();
    let step = 50.0 * 0.04 * 0.04 / (6.0 * 0.3);
    let mut fields = Fields::<T>::zeros(1, grid.cells()).unwrap();
    fill(&mut fields, rough(grid.cells()));
    let before = sum(&fields);
    let mut diffusion = BlockDiffusion::new(&grid, &[Diffusivity::Uniform(0.3)], 1).unwrap();
    diffusion.advance(&mut fields, step, 10_000).unwrap();
    let middle = sum(&fields);
    diffusion.advance(&mut fields, step, 10_000).unwrap();
    [middle / before - 1.0, (sum(&fields) - middle) / before]
}

#[test]
fn contents_balance_to_rounding_in_f64_and_do_not_drift_in_f32() {
    for (what, [first, second], limits) in [
        ("annulus f64", annulus_drift::<f64>(), [2e-12; 2]),
        ("annulus f32", annulus_drift::<f32>(), [2e-5, 1e-7]),
        ("block f64", block_drift::<f64>(Sides::NoFlux), [2e-12; 2]),
        ("block f32", block_drift::<f32>(Sides::NoFlux), [2e-5, 1e-7]),
        ("periodic f64", block_drift::<f64>(Sides::Periodic), [2e-12; 2]),
        ("periodic f32", block_drift::<f32>(Sides::Periodic), [2e-5, 1e-7]),
    ] {
        println!("{what}: content changed by {first:.1e} of itself in 10 000 steps, {second:.1e} in the next");
        assert!(first.abs() < limits[0] && second.abs() < limits[1], "{what}");
    }
}

#[test]
fn a_single_full_cell_never_makes_a_negative_one() {
    let (grid, diffusivity) = layered_annulus();
    for step in [1e-4, 1e-2, 1.0, 100.0] {
        let mut fields = Fields::<f64>::zeros(1, grid.cells()).unwrap();
        fields.of_mut(0)[20 * 33 + 3] = 1.0;
        let before = content(&grid, fields.of(0));
        let mut diffusion = AnnulusDiffusion::new(&grid, core::slice::from_ref(&diffusivity)).unwrap();
        for _ in 0..20 {
            diffusion.advance(&mut fields, step, 1).unwrap();
            let least = fields.of(0).iter().copied().fold(f64::MAX, f64::min);
            assert!(least >= -1e-15, "step {step}: {least}");
        }
        assert!((content(&grid, fields.of(0)) / before - 1.0).abs() < 1e-12);
    }
    let depth = Axis::uniform(1.0, 24).unwrap();
    let grid = Block::new(24, 24, 0.05, depth, Sides::Periodic).unwrap();
    for step in [1e-4, 1e-2, 1.0] {
        let mut fields = Fields::<f32>::zeros(1, grid.cells()).unwrap();
        fields.of_mut(0)[7 * 576 + 5 * 24 + 11] = 1.0;
        BlockDiffusion::new(&grid, &[Diffusivity::Uniform(0.3)], 1).unwrap().advance(&mut fields, step, 5).unwrap();
        let least = fields.of(0).iter().copied().fold(f32::MAX, f32::min);
        assert!(least >= -1e-6, "step {step}: {least}");
        assert!((sum(&fields) - 1.0).abs() < 1e-5, "step {step}");
    }
}

#[test]
fn one_enormous_step_leaves_only_the_mean() {
    let (grid, diffusivity) = layered_annulus();
    let mut fields = Fields::<f64>::zeros(1, grid.cells()).unwrap();
    fill(&mut fields, rough(grid.cells()));
    let mean = content(&grid, fields.of(0)) / (PI * 0.36 * 0.36 * 1.53);
    AnnulusDiffusion::new(&grid, &[diffusivity]).unwrap().advance(&mut fields, 1e6, 2).unwrap();
    let worst = largest_difference(fields.of(0), vec![mean; grid.cells()]);
    println!("largest deviation from the mean after enormous steps: {worst:.2e}");
    assert!(worst < 1e-5);
}

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
fn a_layer_that_lets_nothing_through_keeps_both_sides_apart() {
    let depth = Axis::uniform(0.3, 12).unwrap();
    let grid = Block::new(9, 9, 0.03, depth, Sides::Periodic).unwrap();
    for barrier in [0.0, 1e-300, 1e-40] {
        let profile = (0..12).map(|k| if k == 5 { barrier } else { 0.3 }).collect();
        let mut fields = Fields::<f32>::zeros(1, grid.cells()).unwrap();
        fields.of_mut(0)[7 * 81 + 40] = 81.0 * 6.0;
        BlockDiffusion::new(&grid, &[Diffusivity::ByLayer(profile)], 2)
            .unwrap()
            .advance(&mut fields, 0.05, 200)
            .unwrap();
        for (cell, u) in fields.of(0).iter().enumerate() {
            let expected = if cell / 81 > 5 { 1.0 } else { 0.0 };
            assert!((u - expected).abs() < 1e-4, "barrier {barrier}: {u} in cell {cell}");
        }
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
