//! The step of first order: against plain elimination, against the exact damping of a mode, and steps that are joined.

use crate::{BESSEL_ZERO, bessel_j0, centres, fill, largest_difference, layered_annulus, require_order, rough};
use core::f64::consts::PI;
use needlework_numerics::space::{
    Annulus, AnnulusDiffusion, Axis, Block, BlockDiffusion, Diffusivity, Fields, Order, Sides,
};

/// Backward Euler along the cells `at(0..n)` of a field, by the Thomas algorithm on the contents themselves: what is solved
/// here has no fluxes in it. `reach[j]` is the step times what one unit of difference moves across the face below cell `j`,
/// over the size of a cell.
fn thomas(field: &mut [f64], at: impl Fn(usize) -> usize, reach: &[f64]) {
    let n = reach.len();
    let face = |j: usize| if j == 0 || j == n { 0.0 } else { reach[j] };
    let mut scaled = vec![0.0; n];
    for j in 0..n {
        let (factor, before) = if j == 0 { (0.0, 0.0) } else { (scaled[j - 1], field[at(j - 1)]) };
        let pivot = 1.0 + face(j) + face(j + 1) - face(j) * factor;
        scaled[j] = face(j + 1) / pivot;
        field[at(j)] = (field[at(j)] + face(j) * before) / pivot;
    }
    for j in (0..n - 1).rev() {
        field[at(j)] += scaled[j] * field[at(j + 1)];
    }
}

#[test]
fn it_agrees_with_plain_elimination_on_the_contents() {
    let [nx, ny, nz] = [37, 22, 19];
    let (h, step) = (0.03, 0.02);
    let unit = step / (h * h);
    let layered: Vec<f64> = (0..nz).map(|k| [0.05, 0.3, 0.11][usize::from(k >= 4) + usize::from(k >= 9)]).collect();
    let depth = Axis::uniform(h * nz as f64, nz).unwrap();
    let grid = Block::new(nx, ny, h, depth, Sides::NoFlux).unwrap();
    let start = rough(grid.cells());
    // With one diffusivity two neighbouring steps along a direction are taken at once.
    for (profile, count) in [(layered, 3), (vec![0.3; nz], 1), (vec![0.3; nz], 2), (vec![0.3; nz], 5)] {
        let mut fields = Fields::<f64>::zeros(1, grid.cells()).unwrap();
        fill(&mut fields, start.iter().copied());
        let diffusion = BlockDiffusion::new(&grid, &[Diffusivity::ByLayer(profile.clone())], 2).unwrap();
        diffusion.of_order(Order::First).advance(&mut fields, step, count).unwrap();
        let mut expected = start.clone();
        let down: Vec<f64> = (0..nz)
            .map(|k| if k == 0 { 0.0 } else { unit * 2.0 / (1.0 / profile[k - 1] + 1.0 / profile[k]) })
            .collect();
        for _ in 0..count {
            for c in 0..nx * ny {
                thomas(&mut expected, |k| k * nx * ny + c, &down);
            }
            for (k, d) in profile.iter().enumerate() {
                for y in 0..ny {
                    thomas(&mut expected, |x| (k * ny + y) * nx + x, &vec![unit * d; nx]);
                }
                for x in 0..nx {
                    thomas(&mut expected, |y| (k * ny + y) * nx + x, &vec![unit * d; ny]);
                }
            }
        }
        let worst = largest_difference(fields.of(0), expected);
        println!("{count} steps: largest difference from plain elimination: {worst:.1e}");
        assert!(worst < 1e-13);
    }
}

#[test]
fn a_mode_of_the_block_is_damped_by_exactly_what_the_method_says() {
    let (n, d, h) = (24, 0.2, 0.05);
    let mode = |i: usize, waves: f64| (PI * waves * (i as f64 + 0.5) / n as f64).cos();
    let rate = |waves: f64| d * (2.0 - 2.0 * (PI * waves / n as f64).cos()) / (h * h);
    for sides in [Sides::NoFlux, Sides::Periodic] {
        let grid = Block::new(n, n, h, Axis::uniform(h * n as f64, n).unwrap(), sides).unwrap();
        let waves = if sides == Sides::Periodic { [2.0, 4.0, 3.0] } else { [1.0, 5.0, 3.0] };
        let shape = |c: usize| mode(c % n, waves[0]) * mode(c / n % n, waves[1]) * mode(c / (n * n), waves[2]);
        for step in [1e-3, 0.1, 10.0] {
            for (order, damping) in [(Order::First, euler as fn(f64) -> f64), (Order::Second, two_stages)] {
                let mut fields = Fields::<f64>::zeros(1, grid.cells()).unwrap();
                fill(&mut fields, (0..grid.cells()).map(|c| 2.0 + shape(c)));
                let diffusion = BlockDiffusion::new(&grid, &[Diffusivity::Uniform(d)], 1).unwrap();
                diffusion.of_order(order).advance(&mut fields, step, 1).unwrap();
                let left: f64 = waves.iter().map(|w| damping(step * rate(*w))).product();
                let worst = largest_difference(fields.of(0), (0..grid.cells()).map(|c| left.mul_add(shape(c), 2.0)));
                assert!(worst < 2e-14, "{order:?}, {sides:?}, step {step}: {worst:.1e} from {left}");
            }
        }
    }
}

/// What backward Euler leaves of a mode that decays at `z` per step.
fn euler(z: f64) -> f64 {
    1.0 / (1.0 + z)
}

/// What the L-stable method of two stages leaves.
fn two_stages(z: f64) -> f64 {
    let gamma = 1.0 - 0.5_f64.sqrt();
    (1.0 - (1.0 - 2.0 * gamma) * z) / (1.0 + gamma * z).powi(2)
}

#[test]
fn it_is_of_first_order_in_time_and_second_in_space() {
    let (d, t) = (0.3, 0.15);
    let run = |cells: usize, steps: usize| {
        let grid = Annulus::new(Axis::uniform(1.0, cells).unwrap(), Axis::uniform(1.0, 4).unwrap()).unwrap();
        let mode: Vec<f64> = centres(grid.radial()).iter().map(|r| bessel_j0(BESSEL_ZERO * r)).collect();
        let mut fields = Fields::<f64>::zeros(1, grid.cells()).unwrap();
        fill(&mut fields, (0..4).flat_map(|_| mode.iter().map(|m| 1.0 + m)));
        let diffusion = AnnulusDiffusion::new(&grid, &[Diffusivity::Uniform(d)]).unwrap();
        diffusion.of_order(Order::First).advance(&mut fields, t / steps as f64, steps).unwrap();
        let decay = (-d * BESSEL_ZERO * BESSEL_ZERO * t).exp();
        largest_difference(fields.of(0), mode.iter().map(|m| 1.0 + decay * m))
    };
    let errors = [20, 40, 80, 160].map(|steps| run(256, steps));
    require_order("first order, dt halved alone", &errors, 0.95);
    assert!(errors[2] / errors[3] < 2.2, "as good as second order: {errors:?}");
    let errors = [(8, 20), (16, 80), (32, 320)].map(|(cells, steps)| run(cells, steps));
    require_order("first order, h halved and dt quartered", &errors, 1.85);
}

#[test]
fn steps_in_one_call_are_steps_one_by_one() {
    let grid = Block::new(35, 18, 0.03, Axis::uniform(0.6, 21).unwrap(), Sides::Periodic).unwrap();
    let profiles =
        [Diffusivity::Uniform(0.2), Diffusivity::ByLayer((0..21).map(|k| 0.1 + 0.01 * f64::from(k)).collect())];
    let start = rough(grid.cells());
    for order in [Order::First, Order::Second] {
        for (profile, count) in [(0, 1), (0, 2), (0, 5), (0, 8), (1, 5)] {
            let run = |calls: usize, each: usize| {
                let mut fields = Fields::<f64>::zeros(1, grid.cells()).unwrap();
                fill(&mut fields, start.iter().copied());
                let diffusion = BlockDiffusion::new(&grid, &profiles[profile..=profile], 1).unwrap();
                let mut diffusion = diffusion.of_order(order);
                for _ in 0..calls {
                    diffusion.advance(&mut fields, 0.002, each).unwrap();
                }
                fields.of(0).to_vec()
            };
            // Joined half steps through layers of different diffusivity are another splitting of the same order.
            let allowed = if profile == 1 && order == Order::Second { 2e-4 } else { 1e-14 };
            let worst = largest_difference(&run(1, count), run(count, 1));
            assert!(worst < allowed, "{order:?}, {count} steps of profile {profile}: {worst:.1e}");
        }
    }
    let (grid, layered) = layered_annulus();
    for diffusivity in [layered, Diffusivity::Uniform(0.2)] {
        let run = |calls: usize, each: usize| {
            let mut fields = Fields::<f64>::zeros(1, grid.cells()).unwrap();
            fill(&mut fields, rough(grid.cells()));
            let diffusion = AnnulusDiffusion::new(&grid, core::slice::from_ref(&diffusivity)).unwrap();
            let mut diffusion = diffusion.of_order(Order::First);
            for _ in 0..calls {
                diffusion.advance(&mut fields, 1e-4, each).unwrap();
            }
            fields.of(0).to_vec()
        };
        assert!(largest_difference(&run(1, 6), run(6, 1)) < 1e-14);
    }
}
