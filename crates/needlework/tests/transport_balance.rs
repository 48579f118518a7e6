//! Amounts balance, nothing goes negative, tolerances are kept, and channels add what they should.

use needlework::transport::closure::{Closure, ClosureClocks, WetSpell};
use needlework::transport::grid::{Geometry, Grading, Grid, Segment};
use needlework::transport::layer::Layer;
use needlework::transport::march::{Controls, March, State, steady_state};
use needlework::transport::pore::{ChannelField, Pores, lateral_exchange};
use needlework::transport::system::{Base, Flow, System};
use needlework::transport::vehicle::{Application, Surface, Vehicle};
use proptest::prelude::*;

const SC: f64 = 0.015;
const VE: f64 = 0.085;
const CHANNELS: ChannelField = ChannelField { density: 2.4, mouth_diameter: 0.07, depth: 0.4, taper: 0.5 };

struct Setup {
    partition: f64,
    binding: f64,
    degradation: f64,
    solubility: f64,
    volatility: f64,
    drying: f64,
    channels: Option<ChannelField>,
    needled: f64,
    wash: f64,
}

impl Setup {
    fn typical() -> Self {
        Self {
            partition: 0.7,
            binding: 1.5,
            degradation: 0.3,
            solubility: 3e4,
            volatility: 1e-4,
            drying: 5.0,
            channels: Some(CHANNELS),
            needled: 0.0,
            wash: 0.5,
        }
    }

    fn build(&self) -> System {
        let mut sc = Layer::new("stratum corneum", SC, 1e-4, 2.0);
        sc.degradation = self.degradation;
        let mut ve = Layer::new("viable epidermis", VE, 10.0, self.partition);
        ve.degradation = self.degradation;
        let mut dermis = Layer::new("dermis", 2.0, 10.0, self.partition);
        dermis.binding = self.binding;
        dermis.clearance = 60.0;
        dermis.degradation = self.degradation;
        let depth = CHANNELS.depth;
        let segment = |thickness, layer, cells| Segment { thickness, layer, cells, grading: Grading::BothEnds(1.5) };
        let grid = Grid::new(
            Geometry::Planar,
            0.0,
            &[segment(SC, 0, 16), segment(VE, 1, 12), segment(depth - SC - VE, 2, 16), segment(2.1 - depth, 2, 20)],
        );
        let vehicle = Vehicle {
            thickness: 0.1,
            residue: 0.01,
            drying: self.drying,
            partition: 1.0,
            solubility: self.solubility,
            volatility: self.volatility,
        };
        let first = Application { from: 0.05, until: self.wash, dose: 2000.0, vehicle };
        let second = Application { from: 1.0, until: f64::INFINITY, dose: 500.0, vehicle };
        let clocks = ClosureClocks { plug: 1.0 / 24.0, open_air: 0.25, covered: 1.0, tissue: 2.0 };
        let wet = vec![WetSpell { from: 0.05, until: 0.07 }, WetSpell { from: 1.0, until: 1.02 }];
        let closure = Closure::new(clocks, self.needled, wet).unwrap();
        System::new(
            grid,
            vec![sc, ve, dermis],
            1,
            Pores { intact_permeability: 0.007, dry_share: 1.0, fluid_diffusivity: 70.0, channels: self.channels },
            Some(closure),
            Surface::Doses(vec![first, second]),
            Base::Sink,
        )
        .unwrap()
    }
}

fn checked(system: &System, until: f64) -> State {
    let mut march = March::new(system, Controls::default(), None);
    let mut t: f64 = 0.0;
    while t < until {
        t = (t + 0.11).min(until);
        let s = march.advance_to(t).unwrap();
        assert!(s.imbalance().abs() <= 1e-10 * s.applied.max(1.0), "at {t} d: {} of {}", s.imbalance(), s.applied);
        let top = s.activities.iter().flatten().fold(0.0_f64, |m, a| m.max(*a));
        for a in s.activities.iter().flatten() {
            assert!(*a >= -1e-6 * top, "activity {a} at {t} d");
        }
    }
    println!("steps {:?}", march.cost());
    march.state().clone()
}

#[test]
fn what_is_applied_is_found_again_through_drying_saturation_washing_and_closing() {
    let s = checked(&Setup::typical().build(), 3.0);
    assert_eq!(s.applied, 2500.0);
    // Every way out was used, so the balance is not trivially kept.
    for flow in [Flow::Evaporated, Flow::Cleared, Flow::Degraded, Flow::ThroughBase] {
        assert!(s.total(flow) > 1e-3, "{flow:?} {}", s.total(flow));
    }
    assert!(s.washed_off > 1.0 && s.on_skin() > 1.0);
}

#[test]
fn needling_later_delivers_nothing_before() {
    let mut late = Setup::typical();
    late.needled = 0.3;
    let mut intact = Setup::typical();
    intact.channels = None;
    let (late, intact) = (late.build(), intact.build());
    let at = |s: &System, t: f64| {
        let mut m = March::new(s, Controls::default(), None);
        m.advance_to(t).unwrap().total(Flow::ThroughBarrier)
    };
    let before = at(&late, 0.29) / at(&intact, 0.29);
    // The share of tissue that the channels will take is set aside from the start: 0.9 % here.
    assert!((before - 1.0).abs() < 0.02, "{before}");
    let after = at(&late, 1.2) / at(&intact, 1.2);
    assert!(after > 2.0, "{after}");
}

#[test]
fn tightening_the_tolerance_converges_on_one_answer() {
    let system = Setup::typical().build();
    let totals = |relative: f64| {
        let controls = Controls { relative, floor: relative * 1e-4, ..Controls::default() };
        let mut m = March::new(&system, controls, None);
        let s = m.advance_to(2.0).unwrap();
        (s.total(Flow::Cleared), m.cost().accepted)
    };
    let (exact, _) = totals(1e-7);
    let mut before = f64::INFINITY;
    for relative in [1e-2, 1e-3, 1e-4] {
        let (value, steps) = totals(relative);
        let error = (value / exact - 1.0).abs();
        println!("relative {relative:.0e} error {error:.1e} steps {steps}");
        assert!(error < 3.0 * relative && error < before);
        before = error;
    }
}

#[test]
fn open_channels_through_a_thin_barrier_conduct_as_area_times_diffusivity_over_depth() {
    // Barrier alone over a sink: lipids, intact pores and channels are three resistances in parallel.
    let grid = Grid::new(
        Geometry::Planar,
        0.0,
        &[
            Segment { thickness: SC, layer: 0, cells: 10, grading: Grading::Uniform },
            Segment { thickness: 1e-3, layer: 1, cells: 4, grading: Grading::Uniform },
        ],
    );
    let layers = vec![Layer::new("stratum corneum", SC, 1e-6, 1.0), Layer::new("below", 1e-3, 1e6, 1.0)];
    let channels = ChannelField { taper: 0.0, depth: SC, ..CHANNELS };
    let pores = Pores { intact_permeability: 0.007, dry_share: 1.0, fluid_diffusivity: 70.0, channels: Some(channels) };
    let system = System::new(grid, layers, 1, pores, None, Surface::Held(1.0), Base::Sink).unwrap();
    let s = steady_state(&system);
    let f = channels.mouth_area_fraction();
    let want = 1e-6 / SC * (1.0 - f) + 0.007 + f * 70.0 / SC;
    let got = s.rate(Flow::ThroughBarrier);
    assert!((got / want - 1.0).abs() < 1e-3, "{got} {want}");
    assert!((s.rate(Flow::Supplied) / got - 1.0).abs() < 1e-10);
}

/// The sideways exchange law against a resolved annulus: same uptake by tissue that clears slowly.
#[test]
fn lateral_exchange_agrees_with_a_resolved_annulus() {
    let (density, radius, clearance) = (2.4_f64, 0.035, 1.0);
    let outer = 1.0 / (core::f64::consts::PI * density).sqrt();
    let mut tissue = Layer::new("dermis", outer, 17.0, 1.0);
    tissue.clearance = clearance;
    let segment = Segment { thickness: outer - radius, layer: 0, cells: 400, grading: Grading::Start(2.0) };
    let grid = Grid::new(Geometry::Cylindrical, radius, &[segment]);
    let system = System::new(grid, vec![tissue], 0, Pores::none(), None, Surface::Held(1.0), Base::Closed).unwrap();
    let resolved = steady_state(&system).rate(Flow::Supplied) * density;
    let fraction = radius * radius / (outer * outer);
    let g = lateral_exchange(density, fraction, 17.0, 1e12);
    let sink = clearance * (1.0 - fraction);
    let lumped = g * sink / (g + sink);
    assert!((lumped / resolved - 1.0).abs() < 2e-4, "{lumped} {resolved}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn balance_and_sign_hold_for_any_column(
        partition in 0.1..50.0_f64,
        binding in 1.0..20.0_f64,
        degradation in 0.0..20.0_f64,
        solubility in 10.0..1e6_f64,
        volatility in 0.0..1e-2_f64,
        drying in 0.0..50.0_f64,
        depth_factor in 0.3..1.0_f64,
        needled in 0.0..0.9_f64,
        wash in 0.06..0.9_f64,
    ) {
        let channels = ChannelField { depth: CHANNELS.depth * depth_factor, ..CHANNELS };
        let setup = Setup {
            partition, binding, degradation, solubility, volatility, drying,
            channels: Some(channels), needled, wash,
        };
        checked(&setup.build(), 1.5);
    }
}
