//! Balance of contents and positivity.

use crate::{fill, largest_difference, layered_annulus, rough, sum};
use core::f64::consts::PI;
use needlework_numerics::space::{
    Annulus, AnnulusDiffusion, Axis, Block, BlockDiffusion, Diffusivity, Fields, Number, Order, Sides,
};

fn content<T: Number>(grid: &Annulus, field: &[T]) -> f64 {
    let n = grid.radial().cells();
    field.iter().enumerate().map(|(c, u)| grid.volume(c % n, c / n) * u.to_f64()).sum()
}

/// Relative change of the content after 10 000 steps of 50 times the explicit limit, and in 10 000 more.
fn annulus_drift<T: Number>(order: Order) -> [f64; 2] {
    let (grid, diffusivity) = layered_annulus();
    let step = 50.0 * (0.36_f64 / 33.0).powi(2) / (4.0 * 0.3);
    let mut fields = Fields::<T>::zeros(1, grid.cells()).unwrap();
    fill(&mut fields, rough(grid.cells()));
    let before = content(&grid, fields.of(0));
    let mut diffusion = AnnulusDiffusion::new(&grid, &[diffusivity]).unwrap().of_order(order);
    diffusion.advance(&mut fields, step, 10_000).unwrap();
    let middle = content(&grid, fields.of(0));
    diffusion.advance(&mut fields, step, 10_000).unwrap();
    let after = content(&grid, fields.of(0));
    [middle / before - 1.0, (after - middle) / before]
}

fn block_drift<T: Number>(sides: Sides, order: Order) -> [f64; 2] {
    let grid = Block::new(19, 14, 0.04, Axis::uniform(0.48, 12).unwrap(), sides).unwrap();
    let step = 50.0 * 0.04 * 0.04 / (6.0 * 0.3);
    let mut fields = Fields::<T>::zeros(1, grid.cells()).unwrap();
    fill(&mut fields, rough(grid.cells()));
    let before = sum(&fields);
    let mut diffusion = BlockDiffusion::new(&grid, &[Diffusivity::Uniform(0.3)], 1).unwrap().of_order(order);
    diffusion.advance(&mut fields, step, 10_000).unwrap();
    let middle = sum(&fields);
    diffusion.advance(&mut fields, step, 10_000).unwrap();
    [middle / before - 1.0, (sum(&fields) - middle) / before]
}

#[test]
fn contents_balance_to_rounding_in_f64_and_do_not_drift_in_f32() {
    let (double, single) = ([2e-12; 2], [2e-5, 1e-7]);
    for order in [Order::First, Order::Second] {
        for (what, [first, second], limits) in [
            ("annulus f64", annulus_drift::<f64>(order), double),
            ("annulus f32", annulus_drift::<f32>(order), single),
            ("block f64", block_drift::<f64>(Sides::NoFlux, order), double),
            ("block f32", block_drift::<f32>(Sides::NoFlux, order), single),
            ("periodic f64", block_drift::<f64>(Sides::Periodic, order), double),
            ("periodic f32", block_drift::<f32>(Sides::Periodic, order), single),
        ] {
            println!(
                "{order:?}, {what}: content changed by {first:.1e} of itself in 10 000 steps, {second:.1e} in the next"
            );
            assert!(first.abs() < limits[0] && second.abs() < limits[1], "{order:?}, {what}");
        }
    }
}

#[test]
fn a_single_full_cell_never_makes_a_negative_one() {
    let (grid, diffusivity) = layered_annulus();
    for (order, step) in both_orders([1e-4, 1e-2, 1.0, 100.0]) {
        let mut fields = Fields::<f64>::zeros(1, grid.cells()).unwrap();
        fields.of_mut(0)[20 * 33 + 3] = 1.0;
        let before = content(&grid, fields.of(0));
        let mut diffusion = AnnulusDiffusion::new(&grid, core::slice::from_ref(&diffusivity)).unwrap().of_order(order);
        for _ in 0..20 {
            diffusion.advance(&mut fields, step, 1).unwrap();
            let least = fields.of(0).iter().copied().fold(f64::MAX, f64::min);
            assert!(least >= -1e-15, "{order:?}, step {step}: {least}");
        }
        assert!((content(&grid, fields.of(0)) / before - 1.0).abs() < 1e-12);
    }
    let depth = Axis::uniform(1.0, 24).unwrap();
    let grid = Block::new(24, 24, 0.05, depth, Sides::Periodic).unwrap();
    for (order, step) in both_orders([1e-4, 1e-2, 1.0, 100.0]) {
        let mut fields = Fields::<f32>::zeros(1, grid.cells()).unwrap();
        fields.of_mut(0)[7 * 576 + 5 * 24 + 11] = 1.0;
        let diffusion = BlockDiffusion::new(&grid, &[Diffusivity::Uniform(0.3)], 1).unwrap();
        diffusion.of_order(order).advance(&mut fields, step, 5).unwrap();
        let least = fields.of(0).iter().copied().fold(f32::MAX, f32::min);
        assert!(least >= -1e-6, "{order:?}, step {step}: {least}");
        assert!((sum(&fields) - 1.0).abs() < 1e-5, "{order:?}, step {step}");
    }
}

fn both_orders(steps: [f64; 4]) -> impl Iterator<Item = (Order, f64)> {
    [Order::First, Order::Second].into_iter().flat_map(move |order| steps.map(|step| (order, step)))
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
