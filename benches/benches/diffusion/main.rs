//! The diffusion step beside what else could be used, and beside what the machine can do at most.
//!
//! `cargo bench -p needlework-benches --bench diffusion [-- small] [block] [cylinder] [accuracy]`. One table for each problem,
//! all of them where none is named. Figures of one thread are
//! processor time, the best of several batches; with two threads time on the clock.

mod accuracy;
mod peers;

use core::hint::black_box;
use needlework::space::{
    Annulus, AnnulusDiffusion, Axis, Block, BlockDiffusion, Diffusivity, Fields, Number, Order, Sides,
};
use needlework_benches::lod_baseline::LodBaseline;
use needlework_benches::machine::{best_of, memory_bandwidth, peak_f32, peak_f64};
use std::time::Instant;

/// Additions and multiplications of one second-order step per cell and direction, a fused pair counted as two.
const FLOPS_PER_DIRECTION: f64 = 17.0;
/// The same of one first-order step in terms of what crosses the faces.
const FLOPS_OF_FIRST: f64 = 9.0;
/// The same of one first-order step by the Thomas algorithm.
const FLOPS_OF_THOMAS: f64 = 5.0;
/// Radius, depth [mm], diffusivity [mm²/day] and step [day] of the cylinder; the script of the Python peers has the same.
const RADIUS: f64 = 0.36;
const DEPTH: f64 = 1.5;
const DIFFUSIVITY: f64 = 0.3;
const STEP: f64 = 0.01;

/// What one thread can do at most.
struct Machine {
    bandwidth: f64,
    peak_f32: f64,
    peak_f64: f64,
}

/// One line of a table.
struct Row {
    solver: String,
    /// Voxels times species over the time of a step, for one core [1/s].
    updates: f64,
    order: u8,
    /// By the cost model, per update: bytes beyond the caches, and flops.
    cost: Option<[f64; 2]>,
    single: bool,
}

fn main() {
    let named = |name: &str| std::env::args().any(|argument| argument == name);
    let all = !["block", "cylinder", "accuracy"].into_iter().any(named);
    let small = named("small");
    let machine = Machine { bandwidth: memory_bandwidth(), peak_f32: peak_f32(), peak_f64: peak_f64() };
    println!(
        "machine, one thread: {:.1} GB/s read and write, {:.1} / {:.1} Gflop/s f32 / f64",
        machine.bandwidth * 1e-9,
        machine.peak_f32 * 1e-9,
        machine.peak_f64 * 1e-9
    );
    let python = peers::Python::find();
    let size = if small { [100, 100, 75] } else { [200, 200, 150] };
    for species in [1, 4].into_iter().filter(|_| all || named("block")) {
        let plain = Steps { order: Order::Second, joined: 1, layered: false, threads: 1 };
        let first = Steps { order: Order::First, ..plain };
        let mut rows = Vec::new();
        for steps in [
            plain,
            Steps { joined: JOINED, ..plain },
            Steps { threads: 2, ..plain },
            first,
            Steps { joined: JOINED, ..first },
            Steps { joined: JOINED, threads: 2, ..first },
        ] {
            rows.push(block::<f64>(size, species, steps));
            rows.push(block::<f32>(size, species, steps));
        }
        rows.push(block::<f64>(size, species, Steps { layered: true, ..plain }));
        rows.push(baseline(size, species));
        if species == 1 {
            rows.extend(python.block(size));
        }
        table(&format!("block {size:?}, {species} species"), &rows, &machine);
    }
    if all || named("cylinder") {
        let mut rows = Vec::new();
        for order in [Order::Second, Order::First] {
            rows.push(annulus::<f64>([64, 256], order, false));
            rows.push(annulus::<f32>([64, 256], order, false));
        }
        rows.push(annulus::<f64>([64, 256], Order::Second, true));
        rows.extend(python.cylinder([64, 256]));
        table("cylinder 64×256, 1 species", &rows, &machine);
        table("cylinder 24×48, 27 species of different diffusivity", &unit_cell(), &machine);
    }
    if all || named("accuracy") {
        accuracy::table();
    }
}

fn table(problem: &str, rows: &[Row], machine: &Machine) {
    println!(
        "\n{problem}\n{:44} {:>10} {:>6} {:>6}  per update, share of one core's limit",
        "", "M upd/s", "ours", "order"
    );
    for row in rows {
        let cost = row.cost.map_or(String::new(), |[bytes, flops]| {
            let peak = if row.single { machine.peak_f32 } else { machine.peak_f64 };
            let memory = if bytes > 0.0 {
                format!("{bytes:.0} B: {:.0} % of bandwidth, ", 100.0 * bytes * row.updates / machine.bandwidth)
            } else {
                String::new()
            };
            format!("{memory}{flops:.0} flop: {:.0} % of peak", 100.0 * flops * row.updates / peak)
        });
        let ratio = rows[0].updates / row.updates;
        println!("{:44} {:10.2} {ratio:6.2} {:>6}  {cost}", row.solver, row.updates * 1e-6, row.order);
    }
}

fn bits<T>() -> usize {
    8 * size_of::<T>()
}

fn wavy<T: Number>(fields: &mut Fields<T>) {
    for (c, u) in fields.all_mut().iter_mut().enumerate() {
        *u = T::from_f64(1.5 + (c as f64 * 1e-3).sin());
    }
}

/// Steps that are taken in one call where they are joined; an even number.
const JOINED: usize = 8;

/// How a block is stepped.
#[derive(Clone, Copy)]
struct Steps {
    order: Order,
    /// How many in one call: with one diffusivity they go through memory by twos.
    joined: usize,
    layered: bool,
    threads: usize,
}

fn number(order: Order) -> u8 {
    match order {
        Order::First => 1,
        Order::Second => 2,
    }
}

/// Per step and direction; steps of first order in a row take by twos what one of second order takes.
fn flops(order: Order, in_a_row: bool) -> f64 {
    match (order, in_a_row) {
        (Order::First, false) => FLOPS_OF_FIRST,
        (Order::First, true) => 0.5 * FLOPS_PER_DIRECTION,
        (Order::Second, _) => FLOPS_PER_DIRECTION,
    }
}

fn block<T: Number>(size: [usize; 3], species: usize, steps: Steps) -> Row {
    let Steps { order, joined, layered, threads } = steps;
    let [nx, ny, nz] = size;
    let depth = Axis::uniform(0.02 * nz as f64, nz).unwrap();
    let grid = Block::new(nx, ny, 0.02, depth, Sides::NoFlux).unwrap();
    let diffusivity = if layered {
        Diffusivity::ByLayer((0..nz).map(|k| if k < 5 { 0.05 } else { DIFFUSIVITY }).collect())
    } else {
        Diffusivity::Uniform(DIFFUSIVITY)
    };
    let mut fields = Fields::<T>::zeros(species, grid.cells()).unwrap();
    wavy(&mut fields);
    let mut diffusion = BlockDiffusion::new(&grid, &vec![diffusivity; species], threads).unwrap().of_order(order);
    let mut step = || diffusion.advance(&mut fields, STEP, joined).unwrap();
    let taken = if threads == 1 {
        best_of(5, step)
    } else {
        step();
        let timed = |_| {
            let start = Instant::now();
            step();
            start.elapsed().as_secs_f64()
        };
        threads as f64 * (0..40 / joined.min(8)).map(timed).fold(f64::INFINITY, f64::min)
    } / joined as f64;
    black_box(&fields);
    // Through the slabs and the planes, each once for two steps but for the first and the last slabs.
    let moves = if joined > 1 { 2.0 * (joined + 1) as f64 / joined as f64 } else { 4.0 };
    let (moves, sweeps) = if layered { (6.0, 4.0) } else { (moves, 3.0) };
    Row {
        solver: format!(
            "needlework f{}, {threads} thread{}{}{}",
            bits::<T>(),
            if threads > 1 { "s, per core" } else { "" },
            if layered { ", two layers" } else { "" },
            if joined > 1 { format!(", {joined} steps in a row") } else { String::new() },
        ),
        updates: (grid.cells() * species) as f64 / taken,
        order: number(order),
        cost: Some([moves * size_of::<T>() as f64, sweeps * flops(order, joined > 1)]),
        single: bits::<T>() == 32,
    }
}

/// D = 1e5 µm²/min on 20 µm voxels at 0.01 min, as in BioFVM's own benchmarks.
fn baseline(size: [usize; 3], species: usize) -> Row {
    let mut lod = LodBaseline::new(size, species, 20.0, 1e5, 0.1, 0.01, |c| 1.0 + (c % 7) as f64);
    let taken = best_of(3, || lod.step());
    black_box(lod.density(0));
    Row {
        solver: "BioFVM's method and layout, f64".into(),
        updates: (size.iter().product::<usize>() * species) as f64 / taken,
        order: 1,
        // Values twice per direction, each found through a vector of its own (24 B) that is read as often.
        cost: Some([3.0 * (2.0 * 16.0 + 2.0 * 24.0 / species as f64), 3.0 * FLOPS_OF_THOMAS]),
        single: false,
    }
}

fn cylinder([nr, nz]: [usize; 2]) -> Annulus {
    Annulus::new(Axis::uniform(RADIUS, nr).unwrap(), Axis::uniform(DEPTH, nz).unwrap()).unwrap()
}

fn annulus<T: Number>(size: [usize; 2], order: Order, layered: bool) -> Row {
    let grid = cylinder(size);
    let diffusivity = if layered {
        Diffusivity::ByLayer((0..size[1]).map(|k| if k < size[1] / 10 { 0.05 } else { DIFFUSIVITY }).collect())
    } else {
        Diffusivity::Uniform(DIFFUSIVITY)
    };
    let mut fields = Fields::<T>::zeros(1, grid.cells()).unwrap();
    wavy(&mut fields);
    let mut diffusion = AnnulusDiffusion::new(&grid, &[diffusivity]).unwrap().of_order(order);
    let taken = best_of(5, || diffusion.advance(&mut fields, STEP, 1).unwrap());
    black_box(&fields);
    Row {
        solver: format!(
            "needlework f{}{}, {:.1} µs/step",
            bits::<T>(),
            if layered { ", two layers" } else { "" },
            taken * 1e6
        ),
        updates: grid.cells() as f64 / taken,
        order: number(order),
        cost: Some([0.0, if layered { 3.0 } else { 2.0 } * flops(order, false)]),
        single: bits::<T>() == 32,
    }
}

/// Many small fields in one call: at a step length that repeats, and at ones that are new each time and must be factored.
fn unit_cell() -> Vec<Row> {
    const SPECIES: usize = 27;
    let grid = cylinder([24, 48]);
    let mut fields = Fields::<f64>::zeros(SPECIES, grid.cells()).unwrap();
    wavy(&mut fields);
    let mut rows = Vec::new();
    for layered in [false, true] {
        let species: Vec<Diffusivity> = (0..SPECIES)
            .map(|s| {
                let d = 0.02 + 0.01 * s as f64;
                if layered {
                    Diffusivity::ByLayer((0..48).map(|k| if k < 8 { 0.3 * d } else { d }).collect())
                } else {
                    Diffusivity::Uniform(d)
                }
            })
            .collect();
        let mut diffusion = AnnulusDiffusion::new(&grid, &species).unwrap();
        let repeats = best_of(5, || diffusion.advance(&mut fields, STEP, 1).unwrap());
        let mut length = STEP;
        let new = best_of(5, || {
            length *= 1.0 + 1e-9;
            diffusion.advance(&mut fields, length, 1).unwrap();
        });
        for (what, taken) in [("a step length that repeats", repeats), ("a new step length", new)] {
            rows.push(Row {
                solver: format!("f64{}, {what}", if layered { ", two layers" } else { "" }),
                updates: (SPECIES * grid.cells()) as f64 / taken,
                order: 2,
                cost: Some([0.0, if layered { 3.0 } else { 2.0 } * FLOPS_PER_DIRECTION]),
                single: false,
            });
        }
    }
    black_box(&fields);
    rows
}
