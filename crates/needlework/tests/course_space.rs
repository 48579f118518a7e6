//! A course in space: the tiers agree where they should, and a run that is cut off goes on with the same bits.
#![allow(missing_docs)]

use core::num::NonZeroUsize;
use needlework::concern::Concern;
use needlework::course::{
    Advance, Event, EventKind, Needling, Numerics, Protocol, Space, SpaceRun, Study, Tier, Topicals, Zone,
    simulate_in_space,
};
use needlework::device::{Device, Mechanism, Needle, Roller, RollerTechnique, Technique};
use needlework::healing::Species;
use needlework::injury::{Peel, PeelClass};
use needlework::integrator::Settings;
use needlework::outcome::Anaesthesia;
use needlework::outcome::tolerability::Circumstances;
use needlework::skin::{Person, Phototype, Sex, Site};

fn needling(passes: usize) -> EventKind {
    EventKind::Needling(Needling {
        device: Device {
            id: "roller".into(),
            name: "192-needle roller, 1.5 mm".into(),
            mechanism: Mechanism::Roller(Roller {
                drum_diameter: 20.0,
                drum_width: 20.0,
                rings: 8,
                needles_per_ring: 24,
                stagger: 0.5,
                needle: Needle::new(1.5, 0.25),
            }),
            clearances: vec![],
        },
        technique: Technique::Roller(RollerTechnique {
            directions: [0.0_f64, 45.0, 90.0, 135.0].map(f64::to_radians).to_vec(),
            passes_per_direction: passes,
            speed: 50.0,
            lateral_jitter: 1.0,
        }),
        anaesthesia: Anaesthesia::Cream,
        platelet_plasma: 0.0,
    })
}

fn study(events: Vec<(f64, EventKind)>, horizon: f64, space: Space) -> Study {
    Study {
        title: "space".into(),
        seed: 7,
        person: Person::median(30.0, Sex::Female, Phototype::III),
        circumstances: Circumstances::default(),
        concern: Concern::default(),
        zones: vec![Zone { name: "cheek".into(), site: Site::reference_face(), area: 100.0 }],
        protocol: Protocol {
            events: events.into_iter().map(|(day, kind)| Event { day, zones: vec![], kind }).collect(),
            horizon,
            snapshots: vec![],
        },
        regimens: vec![],
        numerics: Numerics { relative_tolerance: 1e-5, draws: 4 },
        space,
    }
}

fn coarse(tier: Tier) -> Space {
    let mut space = Space { tier, resolution: Some(0.05), ..Space::default() };
    space.block.size = [0.3, 0.3];
    space.block.until = 3.0;
    space
}

fn to_the_end(run: &mut SpaceRun) {
    while run.advance().unwrap() != Advance::End {}
}

#[test]
fn cells_and_zones_lose_the_same_share_of_tissue() {
    let study = study(vec![(1.0, needling(4))], 2.0, coarse(Tier::UnitCell));
    let mut run = SpaceRun::unit_cell(&study, 0).unwrap();
    to_the_end(&mut run);
    let settings = Settings { threads: NonZeroUsize::MIN, ..Settings::default() };
    let course = simulate_in_space(&study, &settings, &[run.course()], &|_, _| {}).unwrap();
    let tiers = course.zones[0].tiers.as_ref().unwrap();
    let cell = tiers.unit_cell.as_ref().unwrap();
    // The record a minute after the session.
    let after = cell.times.iter().position(|time| *time > 1.0).unwrap();
    for depth in 0..2 {
        let lost =
            |history: &needlework::course::History<f64>| 1.0 - history.depths[after][depth].ratio(Species::Fibroblasts);
        let (point, cell) = (lost(&tiers.point), lost(cell));
        assert!(point > 0.03 && (cell / point - 1.0).abs() < 0.05, "{point} {cell}");
    }
    assert_eq!(tiers.tier(), Tier::UnitCell);
    assert!(course.zones[0].tiers.as_ref().unwrap().rows(2.0).iter().all(|row| row.unit_cell.is_some()));
}

#[test]
fn an_even_injury_heals_alike_in_every_tier() {
    let peel = EventKind::Peel(Peel::of_class(PeelClass::Medium));
    let mut space = coarse(Tier::Patch);
    space.block.until = 6.0;
    let study = study(vec![(0.0, peel)], 6.0, space);
    let (mut cell, mut patch) = (SpaceRun::unit_cell(&study, 0).unwrap(), SpaceRun::patch(&study, 0).unwrap());
    to_the_end(&mut cell);
    to_the_end(&mut patch);
    let (cell, patch) = (cell.history(), patch.history());
    assert_eq!(cell.times, patch.times);
    for (time, (a, b)) in cell.times.iter().zip(cell.depths.iter().zip(&patch.depths)) {
        for species in [Species::Collagen3, Species::Vessels, Species::Barrier, Species::ViableEpidermis] {
            let (a, b) = (a[0].ratio(species), b[0].ratio(species));
            assert!((a - b).abs() < 0.01 * a.max(0.1), "{species:?} on day {time}: {a} {b}");
        }
    }
}

#[test]
fn a_run_that_is_cut_off_anywhere_goes_on_with_the_same_bits() {
    let topicals = EventKind::Topicals(Topicals { vitamin_c: 1.0, ..Topicals::default() });
    let events = || vec![(0.0, topicals.clone()), (0.5, needling(4)), (1.5, needling(2))];
    for tier in [Tier::UnitCell, Tier::Patch] {
        let study = study(events(), 3.0, coarse(tier));
        let new = || if tier == Tier::Patch { SpaceRun::patch(&study, 0) } else { SpaceRun::unit_cell(&study, 0) };
        let mut whole = new().unwrap();
        let mut states = Vec::new();
        for count in 0.. {
            if count % 61 == 7 {
                states.push(whole.state());
            }
            if whole.advance().unwrap() == Advance::End {
                break;
            }
        }
        assert!(states.len() >= 5, "{}", states.len());
        for state in states.iter().step_by(states.len() / 5) {
            let mut resumed = new().unwrap();
            resumed.resume(state).unwrap();
            to_the_end(&mut resumed);
            assert_eq!(resumed.state(), whole.state());
        }
        let mut other = new().unwrap();
        let mut wrong = states[0].clone();
        wrong.moments = 1_000_000;
        assert_eq!(other.resume(&wrong).unwrap_err().code(), "C003");
    }
}

#[test]
fn a_species_that_does_not_exist_is_refused() {
    let mut space = coarse(Tier::UnitCell);
    space.fields.species.push("phlogiston".into());
    let error = SpaceRun::unit_cell(&study(vec![(0.0, needling(1))], 2.0, space), 0).unwrap_err();
    assert_eq!(error.code(), "C002");
}
