//! Manufactured solutions: order in space and time.

use crate::{BESSEL_ZERO, bessel_j0, centres, fill, largest_difference, require_order};
use core::f64::consts::PI;
use needlework_numerics::space::{Annulus, AnnulusDiffusion, Axis, Block, BlockDiffusion, Diffusivity, Fields, Sides};

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
