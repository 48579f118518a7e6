//! A course in space: the tiers agree where they should, and a run that is cut off goes on with the same bits.
#![allow(missing_docs)]

mod roller;

use core::num::NonZeroUsize;
use needlework::concern::Concern;
use needlework::course::{
    Advance, CellRun, Event, EventKind, Numerics, Protocol, Regimen, Space, SpaceGrid, SpaceRun, Study, Tier, Timing,
    Topicals, Zone, simulate_in_space,
};
use needlework::healing::Species;
use needlework::injury::{ColumnSpread, Laser, LaserColumns, Peel, PeelClass, RadiofrequencyNeedles};
use needlework::integrator::Settings;
use needlework::outcome::tolerability::Circumstances;
use needlework::skin::{Person, Phototype, Sex, Site};
use needlework::transport::absorb::Product;
use needlework::transport::active::{Active, Drives, Effect, Figure, Target};
use roller::needling;

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

fn run_of(study: &Study, tier: Tier) -> SpaceRun {
    if tier == Tier::Patch { SpaceRun::patch(study, 0) } else { SpaceRun::unit_cell(study, 0) }.unwrap()
}

fn to_the_end(run: &mut SpaceRun) {
    while run.advance().unwrap() != Advance::End {}
}

#[test]
fn cells_and_zones_lose_the_same_share_of_tissue() {
    let study = study(vec![(1.0, needling(1.5, 4))], 2.0, coarse(Tier::UnitCell));
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
    let events = || vec![(0.0, topicals.clone()), (0.5, needling(1.5, 4)), (1.5, needling(1.5, 2))];
    for tier in [Tier::UnitCell, Tier::Patch] {
        let study = study(events(), 3.0, coarse(tier));
        let new = || run_of(&study, tier);
        let mut whole = new();
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
            let mut resumed = new();
            resumed.resume(state).unwrap();
            to_the_end(&mut resumed);
            assert_eq!(resumed.state(), whole.state());
        }
        let mut other = new();
        let mut wrong = states[0].clone();
        wrong.moments = 1_000_000;
        assert_eq!(other.resume(&wrong).unwrap_err().code(), "C003");
    }
}

#[test]
fn a_patch_holds_as_many_channels_as_its_session_has_in_the_mean() {
    let mut off = 0.0_f64;
    for seed in 1..=6 {
        let mut space = coarse(Tier::Patch);
        space.block.size = [2.0, 2.0];
        let events = vec![(0.0, needling(1.5, 4)), (1.0, needling(1.5, 4)), (9.0, needling(1.5, 4))];
        let study = Study { seed, ..study(events, 10.0, space) };
        let channels = SpaceRun::patch(&study, 0).unwrap().course().channels;
        // The patch ends on day 3, before the last session.
        assert_eq!(channels.iter().map(|one| one.day).collect::<Vec<_>>(), [0.0, 1.0]);
        for one in channels {
            off = off.max((one.placed as f64 - one.mean).abs() / one.mean.sqrt());
        }
    }
    println!("largest distance from the mean: {off:.2} of its root");
    // A window anywhere is off by one root on average.
    assert!(off < 0.5);
}

#[test]
fn grids_are_as_deep_as_laser_columns_and_heated_zones() {
    let columns = LaserColumns { density: 2.0, passes: 1.0, core_diameter: 0.12, rim: 0.05, depth: 2.4 };
    let laser = EventKind::Laser(Laser { name: "CO2".into(), columns, spread: ColumnSpread::default() });
    let needles = EventKind::Radiofrequency(RadiofrequencyNeedles {
        name: "insulated".into(),
        density: 0.5,
        needle_diameter: 0.2,
        depth: 3.0,
        bare_length: 0.3,
        zone_radius: 0.3,
    });
    for (event, reach) in [(laser, 2.4), (needles, 3.3)] {
        let study = |tier| study(vec![(0.0, needling(0.5, 4)), (0.5, event.clone())], 2.0, coarse(tier));
        for tier in [Tier::UnitCell, Tier::Patch] {
            let depth = match run_of(&study(tier), tier).grid() {
                SpaceGrid::Cell(grid) => grid.depth().length(),
                SpaceGrid::Block(grid) => grid.depth().length(),
            };
            assert!(depth > reach, "{depth} {reach}");
        }
    }
}

#[test]
fn a_species_that_does_not_exist_is_refused() {
    let mut space = coarse(Tier::UnitCell);
    space.fields.species.push("phlogiston".into());
    let error = SpaceRun::unit_cell(&study(vec![(0.0, needling(1.5, 1))], 2.0, space), 0).unwrap_err();
    assert_eq!(error.code(), "C002");
}

/// Collagen gain on the last day at the depth zones [%].
fn gains(history: &needlework::course::History<f64>) -> [f64; 3] {
    history.depths.last().unwrap().each_ref().map(|zone| 100.0 * (zone.collagen_ratio() - 1.0))
}

/// `cargo test --release -p needlework --test course_space day_60 -- --nocapture` prints the table of
/// docs/models/tissue.md; half a minute.
#[test]
fn the_collagen_gain_on_day_60_does_not_depend_on_the_grid() {
    let day = 60.0;
    let with = |tier: Tier, resolution: f64| {
        let mut space = Space { tier, resolution: Some(resolution), depth: Some(1.6), ..Space::default() };
        space.block.size = [0.96, 0.96];
        space.block.until = day;
        study(vec![(0.0, needling(1.5, 4))], day, space)
    };
    let mut cell = SpaceRun::unit_cell(&with(Tier::UnitCell, 0.0227), 0).unwrap();
    to_the_end(&mut cell);
    let settings = Settings { threads: NonZeroUsize::MIN, ..Settings::default() };
    let course = simulate_in_space(&with(Tier::UnitCell, 0.0227), &settings, &[cell.course()], &|_, _| {}).unwrap();
    let tiers = course.zones[0].tiers.as_ref().unwrap();
    println!("{:.0} channels per cm²", 100.0 * cell.sessions()[0].injury.density);
    for (name, history) in
        [("point", &tiers.point), ("corrected", &tiers.corrected), ("unit cell", tiers.unit_cell.as_ref().unwrap())]
    {
        println!("{name:12} {:.3?}", gains(history));
    }
    let patches = [0.04, 0.02].map(|resolution| {
        let mut patch = SpaceRun::patch(&with(Tier::Patch, resolution), 0).unwrap();
        to_the_end(&mut patch);
        let gains = gains(&patch.history());
        println!("patch {:2.0} µm {gains:.3?}", 1000.0 * resolution);
        gains
    });
    let cell = gains(tiers.unit_cell.as_ref().unwrap());
    for depth in 0..2 {
        let [usual, fine] = patches.map(|gains| gains[depth]);
        assert!((usual / fine - 1.0).abs() < 0.01, "{usual} {fine}");
        // Two channels at random against two cells.
        assert!((fine / cell[depth] - 1.0).abs() < 0.05, "{fine} {}", cell[depth]);
    }
}

#[test]
fn radiofrequency_needles_in_a_patch_kill_what_they_kill_in_the_unit_cell() {
    let needles = EventKind::Radiofrequency(RadiofrequencyNeedles {
        name: "insulated".into(),
        density: 1.5,
        needle_diameter: 0.2,
        depth: 1.0,
        bare_length: 0.3,
        zone_radius: 0.2,
    });
    let mut space = coarse(Tier::Patch);
    space.block.size = [3.0, 3.0];
    space.block.until = 1.0;
    let study = study(vec![(0.0, needles)], 1.0, space);
    let dead = [Tier::UnitCell, Tier::Patch].map(|tier| {
        let mut run = run_of(&study, tier);
        // The moment of the treatment.
        while !matches!(run.advance().unwrap(), Advance::Halt(_)) {}
        let mut damage = Vec::new();
        run.field(Species::Damage, &mut damage);
        let (columns, volumes): (usize, Vec<f64>) = match run.grid() {
            SpaceGrid::Cell(grid) => {
                let rings = grid.radial().cells();
                (rings, (0..grid.cells()).map(|cell| grid.volume(cell % rings, cell / rings)).collect())
            }
            SpaceGrid::Block(grid) => {
                let columns = grid.x().cells() * grid.y().cells();
                (columns, (0..grid.cells()).map(|cell| grid.volume(cell / columns)).collect())
            }
        };
        let area: f64 = match run.grid() {
            SpaceGrid::Cell(grid) => core::f64::consts::PI * grid.radial().length().powi(2),
            SpaceGrid::Block(grid) => grid.x().length() * grid.y().length(),
        };
        assert!(damage[..columns].iter().any(|d| *d > 0.0), "nothing was struck at the surface");
        damage.iter().zip(&volumes).map(|(d, v)| f64::from(*d) * v).sum::<f64>() / area
    });
    println!("dead volume per area, unit cell and patch: {dead:.4?}");
    assert!((dead[0] / dead[1] - 1.0).abs() < 0.1, "{dead:?}");
}

#[test]
fn pictures_follow_the_unit_cell_of_the_tier() {
    let topicals = EventKind::Topicals(Topicals { growth_factor: 500.0, ..Topicals::default() });
    let peel = EventKind::Peel(Peel::of_class(PeelClass::Medium));
    let events = vec![(0.0, topicals), (1.0, needling(1.5, 8)), (8.0, peel)];
    let mut study = study(events, 20.0, Space { tier: Tier::UnitCell, ..Space::default() });
    let figure = |value| Figure {
        value,
        range: Some([0.5 * value, 2.0 * value]),
        source: None,
        assumed: Some("a test".into()),
        note: None,
    };
    study.regimens = vec![Regimen {
        active: Active {
            effect: Some(Effect {
                drives: Drives::VitaminC,
                target: Target::UpperDermis,
                half_effect_ng_mm3: Some(figure(1.0)),
                active_share: Some(figure(1.0)),
            }),
            ..Active::example()
        },
        product: Product { strength: 10.0, ph: 6.0, amount: 2.0, covered: false },
        timing: Timing::Session { shift: 0.0 },
        time_on_skin: 0.5,
        zones: vec![],
        platelets: 4.0,
    }];
    let mut tier = SpaceRun::unit_cell(&study, 0).unwrap();
    let mut picture = CellRun::new(&study, 0).unwrap().unwrap();
    tier.heal_until(20.0).unwrap();
    picture.heal_until(20.0).unwrap();
    let mean = |faces: &[f64], depth: &[f64], values: &[f32]| {
        let rings = faces.len() - 1;
        let (mut sum, mut volume) = (0.0, 0.0);
        for (cell, value) in values.iter().enumerate() {
            let (ring, layer) = (cell % rings, cell / rings);
            let overlap = (depth[layer + 1].min(1.0) - depth[layer]).max(0.0);
            let part = (faces[ring + 1].powi(2) - faces[ring].powi(2)) * overlap;
            sum += part * f64::from(*value);
            volume += part;
        }
        sum / volume
    };
    let SpaceGrid::Cell(grid) = tier.grid() else { panic!("a unit cell") };
    for species in [Species::Collagen3, Species::Fibroblasts, Species::Vessels] {
        let (mut a, mut b) = (Vec::new(), Vec::new());
        tier.field(species, &mut a);
        picture.content(species, &mut b);
        let fine = mean(grid.radial().faces(), grid.depth().faces(), &a);
        let drawn = picture.grid();
        let coarse = mean(drawn.radial().faces(), drawn.depth().faces(), &b);
        let rest = picture.untreated(species);
        // Of what changed, not of what was there.
        assert!(
            (fine - coarse).abs() < 0.1 * (fine - rest).abs().max(0.02 * rest),
            "{species:?}: {fine} {coarse} {rest}"
        );
    }
    // A product with a dose acts in the picture, too.
    let mut bare = study.clone();
    bare.regimens.clear();
    let mut without = CellRun::new(&bare, 0).unwrap().unwrap();
    without.heal_until(20.0).unwrap();
    let (mut a, mut b) = (Vec::new(), Vec::new());
    picture.content(Species::Collagen3, &mut a);
    without.content(Species::Collagen3, &mut b);
    assert_ne!(a, b);
}
