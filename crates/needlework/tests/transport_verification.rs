//! The transport solver against reference solutions with known digits.
//!
//! Every value is computed on three grids, each twice as fine in space and time as the one before, and extrapolated. The
//! stated tolerance of a value is the change of its extrapolation between the last two pairs of grids; the reference must
//! lie within three of it (and never further than the printed digits of the reference allow plus `1e-6`).

mod transport_support;

use needlework::transport::grid::{Geometry, Grading, Grid, Segment};
use needlework::transport::layer::Layer;
use needlework::transport::march::{Controls, March, State, steady_state};
use needlework::transport::pore::Pores;
use needlework::transport::system::{Base, Flow, System};
use needlework::transport::vehicle::{Application, Surface, Vehicle};
use transport_support::case;

/// cm²/s to mm²/day.
const CM2_S: f64 = 8.64e6;
/// µm²/s to mm²/day.
const UM2_S: f64 = 0.0864;
/// cm/h to mm/day.
const CM_H: f64 = 240.0;
const HOUR: f64 = 1.0 / 24.0;

fn slab(layers: Vec<Layer>, cells: usize, surface: Surface, base: Base) -> System {
    let segments: Vec<Segment> = layers
        .iter()
        .enumerate()
        .map(|(i, l)| Segment { thickness: l.thickness, layer: i, cells, grading: Grading::BothEnds(1.5) })
        .collect();
    let grid = Grid::new(Geometry::Planar, 0.0, &segments);
    System::new(grid, layers, 0, Pores::none(), None, surface, base).unwrap()
}

struct Converged {
    value: f64,
    tolerance: f64,
    order: f64,
}

/// Extrapolates every value of `run(refinement)` over refinements 1, 2 and 4.
fn converge(run: impl Fn(usize) -> Vec<f64>) -> Vec<Converged> {
    let (a, b, c) = (run(1), run(2), run(4));
    (0..a.len())
        .map(|i| {
            let coarse = b[i] + (b[i] - a[i]) / 3.0;
            let fine = c[i] + (c[i] - b[i]) / 3.0;
            Converged {
                value: fine,
                tolerance: (fine - coarse).abs(),
                order: ((b[i] - a[i]) / (c[i] - b[i])).abs().log2(),
            }
        })
        .collect()
}

/// Compares with the reference and demands second order unless the differences are rounding noise.
fn check(name: &str, got: &[Converged], want: &[f64], required: f64, rounding: f64) {
    assert_eq!(got.len(), want.len());
    for (i, (g, w)) in got.iter().zip(want).enumerate() {
        let error = (g.value - w).abs();
        println!(
            "{name}[{i}] {:.10} reference {w:.10} error {:.1e} tolerance {:.1e} order {:.2}",
            g.value,
            error / w.abs(),
            g.tolerance / w.abs(),
            g.order
        );
        assert!(g.tolerance <= required * w.abs(), "{name}[{i}]: grid tolerance too wide");
        let allowed = 3.0 * g.tolerance + rounding * w.abs();
        assert!(error <= allowed, "{name}[{i}]: {} is not {w}", g.value);
        assert!(g.order > 1.7, "{name}[{i}]: order {}", g.order);
    }
}

fn states(system: &System, times: &[f64], refinement: usize, initial: Option<f64>) -> Vec<State> {
    let start = initial.map(|a| vec![a; system.cells()]);
    times
        .iter()
        .map(|&t| {
            let mut march = March::new(system, Controls::default(), start.as_deref());
            march.advance_fixed(t, 250 * refinement, 4).clone()
        })
        .collect()
}

/// Activity at a depth by the parabola through the three nearest cell centres.
fn activity_at(system: &System, state: &State, grid: &Grid, z: f64) -> f64 {
    let n = system.cells();
    let near = (0..n).position(|i| grid.centre(i) >= z).unwrap_or(n - 1).clamp(2, n - 2);
    let xs: Vec<f64> = (near - 2..near + 2).map(|i| grid.centre(i)).collect();
    let ys: Vec<f64> = (near - 2..near + 2).map(|i| state.activities[i + 1][0]).collect();
    (0..4)
        .map(|j| {
            let l: f64 = (0..4).filter(|&k| k != j).map(|k| (z - xs[k]) / (xs[j] - xs[k])).product();
            l * ys[j]
        })
        .sum()
}

#[test]
fn v1_slab_amount_and_flux() {
    let c = case("V1-slab");
    let tau = c.numbers("tau");
    let run = |refinement: usize| {
        let system = slab(vec![Layer::new("slab", 1.0, 1.0, 1.0)], 100 * refinement, Surface::Held(1.0), Base::Sink);
        let s = states(&system, &tau, refinement, None);
        s.iter().map(|s| s.total(Flow::ThroughBase)).chain(s.iter().map(|s| s.rate(Flow::ThroughBase))).collect()
    };
    let want = [c.numbers("Q_over_C0L"), c.numbers("J_over_Jss")].concat();
    check("V1", &converge(run), &want, 3e-6, 5e-8);
}

#[test]
fn v1_lag_is_a_sixth_of_the_diffusion_time() {
    let system = slab(vec![Layer::new("slab", 1.0, 1.0, 1.0)], 400, Surface::Held(1.0), Base::Sink);
    let mut march = March::new(&system, Controls { relative: 1e-6, ..Controls::default() }, None);
    let late = march.advance_to(4.0).unwrap();
    let lag = 4.0 - late.total(Flow::ThroughBase) / late.rate(Flow::ThroughBase);
    assert!((lag - 1.0 / 6.0).abs() < 1e-5, "lag {lag}");
}

#[test]
fn v2_plug() {
    let c = case("V2-plug");
    let times: Vec<f64> = c.numbers("t_h").iter().map(|t| t * HOUR).collect();
    let d = 5e-8 * 100.0 * 1440.0;
    let run = |refinement: usize| {
        let grid = Grid::new(
            Geometry::Planar,
            0.0,
            &[Segment { thickness: 0.15, layer: 0, cells: 40 * refinement, grading: Grading::Uniform }],
        );
        let system = System::new(
            grid.clone(),
            vec![Layer::new("plug", 0.15, d, 1.0)],
            0,
            Pores::none(),
            None,
            Surface::Doses(vec![]),
            Base::Sink,
        )
        .unwrap();
        let s = states(&system, &times, refinement, Some(15.8));
        // No flux at 0, so the profile is even there: the two first centres give the face value.
        let face = |s: &State| (9.0 * s.activities[1][0] - s.activities[2][0]) / 8.0;
        s.iter()
            .map(face)
            .chain(s.iter().map(|s| activity_at(&system, s, &grid, 0.075)))
            .chain(s.iter().map(|s| activity_at(&system, s, &grid, 0.125)))
            .collect()
    };
    let want = [c.numbers("C_x0"), c.numbers("C_x0_0075cm"), c.numbers("C_x0_0125cm")].concat();
    check("V2", &converge(run), &want, 1e-6, 5e-8);
}

fn finite_dose(id: &str) {
    let c = case(id);
    let lam = c.number("lam");
    let tau = c.numbers("tau");
    let run = |refinement: usize| {
        let vehicle = Vehicle {
            thickness: 1.0 / lam,
            residue: 1.0 / lam,
            drying: 0.0,
            partition: 1.0,
            solubility: 1e12,
            volatility: 0.0,
        };
        let dose = Application { from: 0.0, until: f64::INFINITY, dose: 1.0, vehicle };
        let system =
            slab(vec![Layer::new("slab", 1.0, 1.0, 1.0)], 50 * refinement, Surface::Doses(vec![dose]), Base::Sink);
        let s = states(&system, &tau, refinement, None);
        s.iter().map(State::on_skin).chain(s.iter().map(|s| s.total(Flow::ThroughBase))).collect()
    };
    let want = [c.numbers("vehicle"), c.numbers("out")].concat();
    check(id, &converge(run), &want, 3e-6, 5e-8);
}

#[test]
fn v3_finite_dose() {
    finite_dose("V3-finite-dose");
}

#[test]
fn v3b_thin_finite_dose() {
    finite_dose("V3b-finite-dose");
}

fn bilayer(refinement: usize) -> System {
    let layers = vec![
        Layer::new("stratum corneum", 0.015, 1e-11 * CM2_S, 1.0),
        Layer::new("viable epidermis", 0.085, 5e-7 * CM2_S, 0.7),
    ];
    slab(layers, 50 * refinement, Surface::Held(1.0), Base::Sink)
}

#[test]
fn v4_bilayer_steady_state() {
    let c = case("V4-bilayer");
    let system = bilayer(1);
    let s = steady_state(&system);
    let kp = s.rate(Flow::ThroughBase) / CM_H;
    // Finite volumes are exact for a steady slab: no extrapolation needed.
    assert!((kp / c.number("kp_cm_h") - 1.0).abs() < 1e-9, "kp {kp}");
    let below = s.activities[51][0];
    let half = system.capacity(50)[0] / (0.7 * 2.0);
    let interface = below + s.rate(Flow::ThroughBase) * half / (0.7 * 5e-7 * CM2_S);
    assert!((interface / c.number("interface_activity") - 1.0).abs() < 1e-8, "{interface}");
}

#[test]
fn v4_bilayer_flux_and_lag() {
    let c = case("V4-bilayer");
    let times: Vec<f64> = c.numbers("t_h").iter().map(|t| t * HOUR).collect();
    let run = |refinement: usize| {
        let system = bilayer(refinement);
        let jss = steady_state(&system).rate(Flow::ThroughBase);
        let mut values: Vec<f64> =
            states(&system, &times, refinement, None).iter().map(|s| s.rate(Flow::ThroughBase) / jss).collect();
        let mut march = March::new(&system, Controls::default(), None);
        let end = 15.0;
        let late = march.advance_fixed(end, 500 * refinement, 4);
        values.push((end - late.total(Flow::ThroughBase) / jss) / HOUR);
        values
    };
    let want = [c.numbers("J_over_Jss"), vec![c.number("lag_h")]].concat();
    check("V4", &converge(run), &want, 1e-6, 5e-8);
}

#[test]
fn v5_clearance() {
    let c = case("V5-clearance");
    let depths = c.numbers("z_mm");
    let run = |refinement: usize| {
        let cells = 120 * refinement;
        let segment = Segment { thickness: 2.0, layer: 0, cells, grading: Grading::Start(2.0) };
        let grid = Grid::new(Geometry::Planar, 0.0, &[segment]);
        let mut dermis = Layer::new("dermis", 2.0, 0.09, 1.0);
        dermis.clearance = 1.0;
        let system =
            System::new(grid.clone(), vec![dermis], 0, Pores::none(), None, Surface::Held(1.0), Base::Closed).unwrap();
        let s = steady_state(&system);
        let mut v: Vec<f64> = depths.iter().map(|&z| activity_at(&system, &s, &grid, z)).collect();
        v.push(s.rate(Flow::Supplied) / 0.09 * 0.3);
        v
    };
    let want = [c.numbers("C_over_C0"), vec![c.number("flux_over_DC0_per_lambda")]].concat();
    check("V5", &converge(run), &want, 1e-6, 5e-8);
}

fn radial(inner: f64, segments: &[Segment], layer: Layer, surface: Surface) -> (System, Grid) {
    let grid = Grid::new(Geometry::Cylindrical, inner, segments);
    let system = System::new(grid.clone(), vec![layer], 0, Pores::none(), None, surface, Base::Closed).unwrap();
    (system, grid)
}

#[test]
fn v6_cylinder_release() {
    let c = case("V6-cylinder-release");
    let (a, time) = (0.03535, 60.0 / 86400.0);
    let ds = c.numbers("D_um2_s");
    let run = |refinement: usize| {
        ds.iter()
            .map(|d| {
                let d = d * UM2_S;
                // Far enough that nothing arrives: ten diffusion lengths beyond the cylinder.
                let far = 10.0 * (4.0 * d * time).sqrt() + 5.0 * a;
                let (system, grid) = radial(
                    0.0,
                    &[
                        Segment { thickness: a, layer: 0, cells: 60 * refinement, grading: Grading::Uniform },
                        Segment { thickness: far, layer: 0, cells: 120 * refinement, grading: Grading::Start(2.5) },
                    ],
                    Layer::new("dermis", 1.0, d, 1.0),
                    Surface::Doses(vec![]),
                );
                let start: Vec<f64> = (0..grid.len()).map(|i| f64::from(grid.centre(i) < a)).collect();
                let mut march = March::new(&system, Controls::default(), Some(&start));
                let s = march.advance_fixed(time, 400 * refinement, 3);
                (9.0 * s.activities[1][0] - s.activities[2][0]) / 8.0
            })
            .collect()
    };
    check("V6", &converge(run), &c.numbers("C_at_60s"), 1e-5, 5e-6);
    // The centre falls to one half at a² / (4 D ln 2).
    for (d, half) in ds.iter().zip(c.numbers("t_half_s")) {
        let want = 35.35_f64.powi(2) / (4.0 * d * core::f64::consts::LN_2);
        assert!((half / want - 1.0).abs() < 1e-5);
    }
}

#[test]
fn v7_channel_in_clearing_tissue() {
    let c = case("V7-channel-clearance");
    let a = 0.03535;
    let radii: Vec<f64> = c.numbers("r_um").iter().map(|r| r * 1e-3).collect();
    let solve = |length: f64, refinement: usize| {
        let mut dermis = Layer::new("dermis", 1.0, length * length, 1.0);
        dermis.clearance = 1.0;
        let (system, grid) = radial(
            a,
            &[Segment { thickness: 30.0 * length, layer: 0, cells: 300 * refinement, grading: Grading::Start(5.0) }],
            dermis,
            Surface::Held(1.0),
        );
        let s = steady_state(&system);
        let mut v: Vec<f64> = radii.iter().map(|&r| activity_at(&system, &s, &grid, r)).collect();
        v.push(s.rate(Flow::Supplied) / (length * length));
        v
    };
    let run = |refinement: usize| {
        let mut v = solve(0.3, refinement);
        v.push(solve(0.8, refinement)[3]);
        v
    };
    let want = [c.numbers("C_over_C0"), vec![c.number("flux"), c.number("flux_l800um")]].concat();
    check("V7", &converge(run), &want, 1e-6, 5e-8);
}

#[test]
fn v8_erfc() {
    let c = case("V8-erfc");
    let (ds, ts) = (c.numbers("D_um2_s"), c.numbers("t_s"));
    let run = |refinement: usize| {
        ds.iter()
            .zip(&ts)
            .map(|(d, t)| {
                let (d, t) = (d * UM2_S, t / 86400.0);
                let far = 12.0 * (4.0 * d * t).sqrt() + 0.1;
                let segment =
                    Segment { thickness: far, layer: 0, cells: 100 * refinement, grading: Grading::Start(2.5) };
                let grid = Grid::new(Geometry::Planar, 0.0, &[segment]);
                let system = System::new(
                    grid.clone(),
                    vec![Layer::new("dermis", far, d, 1.0)],
                    0,
                    Pores::none(),
                    None,
                    Surface::Held(1.0),
                    Base::Closed,
                )
                .unwrap();
                let mut march = March::new(&system, Controls::default(), None);
                let s = march.advance_fixed(t, 250 * refinement, 4);
                activity_at(&system, s, &grid, 0.1)
            })
            .collect()
    };
    check("V8", &converge(run), &c.numbers("C_over_C0"), 1e-6, 5e-8);
}
