//! Analytic solutions: cylinder, layered slab, point source.

use crate::{BESSEL_ZERO, bessel_j0, centres, fill, largest_difference, require_order};
use needlework_numerics::space::{Annulus, AnnulusDiffusion, Axis, Block, BlockDiffusion, Diffusivity, Fields, Sides};

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
