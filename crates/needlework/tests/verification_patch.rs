//! Verification of the three-dimensional tier: saved and taken up again, symmetric, the same on any number of threads.
#![allow(missing_docs)]

use needlework::healing::{Host, Parameters, Species};
use needlework::injury::{Destruction, LaserColumns};
use needlework::skin::{Layers, Person, Phototype, Sex, Site};
use needlework::space::{Annulus, Axis, Block, Sides};
use needlework::tissue::{
    Accuracy, Channel, Patch, Puncture, Stratification, Tissue, TissueState, UnitCell, cell_radius,
};

const SPACING: f64 = 0.05;

fn host() -> Host<f64> {
    let person = Person::median(40.0, Sex::Female, Phototype::III);
    Host::new(&Parameters::standard(), &person, &Site::reference_face(), 0.0).unwrap()
}

fn patch(columns: [usize; 2], sides: Sides) -> Patch {
    let grid = Block::new(columns[0], columns[1], SPACING, Axis::graded(1.4, 10, 2.0).unwrap(), sides).unwrap();
    Patch::new(&grid, &Parameters::standard(), &host(), Accuracy::default()).unwrap()
}

fn puncture(x: f64, y: f64, depth: f64) -> Puncture {
    let channel = Channel { depth, diameter: 0.25, taper: 0.5, mouth_radius: 0.0625, bleed: 1.0 };
    Puncture { x, y, channel }
}

#[test]
fn a_saved_patch_goes_on_with_the_same_bits_on_any_number_of_threads() {
    let pattern = [puncture(0.2, 0.3, 1.0), puncture(0.7, 0.61, 0.6)];
    let run = |save_after: Option<usize>| {
        let mut tissue = patch([16, 17], Sides::Periodic);
        tissue.strike(&pattern, &Destruction::default());
        let mut steps = 0;
        while tissue.step(1.0).unwrap() {
            steps += 1;
            if save_after == Some(steps) {
                let text = serde_json::to_string(&tissue.save()).unwrap();
                let state: TissueState<f32> = serde_json::from_str(&text).unwrap();
                tissue = patch([16, 17], Sides::Periodic);
                tissue.restore(&state).unwrap();
            }
        }
        tissue.strike(&pattern[..1], &Destruction::default());
        tissue.heal_until(1.5).unwrap();
        tissue.save()
    };
    let whole = run(None);
    assert_eq!(run(Some(7)), whole);
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert_eq!(pool.install(|| run(Some(31))), whole);
    }
    let mut other = patch([16, 16], Sides::Periodic);
    assert_eq!(other.restore(&whole).unwrap_err().code(), "space-length");
    let mut same = patch([16, 17], Sides::Periodic);
    let mut bad = whole.clone();
    bad.dermis[5] = f32::NAN;
    assert_eq!(same.restore(&bad).unwrap_err().code(), "space-out-of-range");
}

#[test]
fn an_untreated_patch_in_layers_stays_at_rest_and_costs_nothing() {
    let layers = Layers {
        stratum_corneum: 0.02,
        viable_epidermis: 0.06,
        papillary_dermis: 0.2,
        reticular_dermis: 0.8,
        hypodermis: 3.0,
    };
    let mut tissue = patch([8, 8], Sides::NoFlux).in_layers(&layers, &Stratification::default()).unwrap();
    tissue.heal_until(30.0).unwrap();
    for s in 0..29 {
        let field = tissue.dermis(needlework::healing::SPECIES[s].species).unwrap();
        assert!(field.iter().all(|level| *level == 0.0 || *level == 1.0));
    }
    assert_eq!(tissue.effort().evaluations, 0);
}

#[test]
fn a_burnt_column_loses_matrix_and_heals() {
    let mut tissue = patch([16, 16], Sides::NoFlux);
    let laser = LaserColumns { density: 1.0, passes: 1.0, core_diameter: 0.12, rim: 0.05, depth: 1.0 };
    tissue.burn(&[[0.4, 0.4]], &laser);
    let matrix = |tissue: &Patch| tissue.mean_levels(0.1, 0.3)[Species::MatureCollagen1.index()];
    let burnt = 1.0 - matrix(&tissue);
    let exact = core::f64::consts::PI * 0.11_f64.powi(2) * 0.8 / 0.64;
    assert!((burnt / exact - 1.0).abs() < 0.03, "{burnt} {exact}");
    tissue.heal_until(3.0).unwrap();
    assert!(tissue.mean_levels(0.1, 0.3)[Species::InflammatoryMacrophages.index()] > 2.0);
}

/// Levels of one species after half a day on 12 × 12 columns, struck at these places.
fn struck(places: &[[f64; 2]], sides: Sides, species: Species, reaction: f64) -> Vec<f64> {
    let grid = Block::new(12, 12, SPACING, Axis::graded(1.4, 6, 2.0).unwrap(), sides).unwrap();
    let accuracy = Accuracy { reaction, ..Accuracy::default() };
    let mut tissue = Tissue::<Block, f64>::new(&grid, &Parameters::standard(), &host(), accuracy).unwrap();
    let pattern: Vec<Puncture> = places.iter().map(|[x, y]| puncture(*x, *y, 0.9)).collect();
    tissue.strike(&pattern, &Destruction::default());
    tissue.heal_until(0.5).unwrap();
    tissue.dermis(species).unwrap().to_vec()
}

/// Where a puncture goes, and where the column `(i, j)` goes.
type Turn = fn([f64; 2]) -> [f64; 2];
type Place = fn(usize, usize) -> usize;

/// Groups of neighbours along x share their reaction steps, so a turned pattern meets other groups: tissue turns with its
/// pattern within a tenth of the tolerance of the reaction. Diffusion of one diffusivity commutes and breaks no symmetry.
#[test]
fn turning_or_mirroring_the_pattern_turns_or_mirrors_the_tissue() {
    for reaction in [1e-2, 1e-3] {
        for sides in [Sides::NoFlux, Sides::Periodic] {
            turned_tissue(sides, reaction);
        }
    }
}

fn turned_tissue(sides: Sides, reaction: f64) {
    const SIDE: f64 = 12.0 * SPACING;
    let places = [[0.11, 0.17], [0.41, 0.29], [0.52, 0.08]];
    let plain = struck(&places, sides, Species::Interleukin1, reaction);
    assert!(plain.iter().copied().fold(0.0, f64::max) > 5.0);
    let moves: [(&str, Turn, Place); 3] = [
        ("a quarter turn", |[x, y]| [SIDE - y, x], |i, j| i * 12 + 11 - j),
        ("a mirror", |[x, y]| [SIDE - x, y], |i, j| j * 12 + 11 - i),
        ("x and y swapped", |[x, y]| [y, x], |i, j| i * 12 + j),
    ];
    for (name, turn, place) in moves {
        let turned = struck(&places.map(turn), sides, Species::Interleukin1, reaction);
        let mut worst = 0.0_f64;
        for (c, level) in plain.iter().enumerate() {
            let (k, j, i) = (c / 144, c / 12 % 12, c % 12);
            worst = worst.max((turned[k * 144 + place(i, j)] / level - 1.0).abs());
        }
        println!("{name}, {sides:?}, reaction {reaction:.0e}: {worst:.1e}");
        assert!(worst < 0.1 * reaction, "{name}: {worst}");
    }
    // On a torus a shift of the pattern is a shift of the tissue.
    if sides == Sides::Periodic {
        let shifted = struck(&places.map(|[x, y]| [x + 5.0 * SPACING, y]), sides, Species::Interleukin1, reaction);
        for (c, level) in plain.iter().enumerate() {
            let there = c / 12 * 12 + (c % 12 + 5) % 12;
            assert!((shifted[there] / level - 1.0).abs() < 0.1 * reaction);
        }
    }
}

#[test]
fn one_central_puncture_in_a_closed_block_heals_as_the_unit_cell_does() {
    const DENSITY: f64 = 2.4;
    let side = (1.0 / DENSITY).sqrt();
    let depth = Axis::graded(1.4, 14, 2.0).unwrap();
    let block = Block::new(14, 14, side / 14.0, depth.clone(), Sides::NoFlux).unwrap();
    let mut patch = Patch::new(&block, &Parameters::standard(), &host(), Accuracy::default()).unwrap();
    let ring = Annulus::new(Axis::graded(cell_radius(DENSITY), 12, 2.0).unwrap(), depth).unwrap();
    let mut cell = UnitCell::new(&ring, &Parameters::standard(), &host(), Accuracy::default()).unwrap();
    let one = puncture(0.5 * side, 0.5 * side, 1.0);
    patch.strike(&[one], &Destruction::default());
    cell.puncture(&one.channel, &Destruction::default());
    let dead = |levels: [f64; 35]| 1.0 - levels[Species::Fibroblasts.index()];
    let (of_patch, of_cell) = (dead(patch.mean_levels(0.1, 0.3)), dead(cell.mean_levels(0.1, 0.3)));
    assert!((of_patch / of_cell - 1.0).abs() < 5e-3, "{of_patch} {of_cell}");
    for (day, species) in [
        (0.125, Species::Interleukin1),
        (1.0, Species::Neutrophils),
        (2.0, Species::ReparativeMacrophages),
        (4.0, Species::TgfBeta1),
    ] {
        patch.heal_until(day).unwrap();
        cell.heal_until(day).unwrap();
        let [a, b] = [patch.mean_levels(0.1, 0.3), cell.mean_levels(0.1, 0.3)].map(|levels| levels[species.index()]);
        println!("day {day} {species:?}: {a:.4} {b:.4}");
        assert!((a / b - 1.0).abs() < 0.02, "{species:?}: {a} {b}");
    }
    patch.heal_until(7.0).unwrap();
    cell.heal_until(7.0).unwrap();
    let (a, b) = (patch.collagen_gain(0.1, 0.3), cell.collagen_gain(0.1, 0.3));
    println!("gain on day 7: {a:.5} {b:.5}");
    assert!((a / b - 1.0).abs() < 0.02, "{a} {b}");
    for s in 0..29 {
        let least = patch.dermis(needlework::healing::SPECIES[s].species).unwrap().iter().copied().fold(1.0, f32::min);
        assert!(least >= 0.0, "{s}: {least}");
    }
}

/// Collagen gain of one puncture on 0.6 × 0.6 mm at a resolution.
fn gain(cells: usize, day: f64) -> f64 {
    let depth = Axis::uniform(1.4, 7 * cells / 3).unwrap();
    let grid = Block::new(cells, cells, 0.6 / cells as f64, depth, Sides::Periodic).unwrap();
    let mut tissue = Patch::new(&grid, &Parameters::standard(), &host(), Accuracy::default()).unwrap();
    tissue.strike(&[puncture(0.31, 0.28, 1.0)], &Destruction::default());
    tissue.heal_until(day).unwrap();
    let gain = tissue.collagen_gain(0.1, 0.3);
    println!("{:.1} µm: gain {gain:.5} on day {day}, {:?}", 600.0 / cells as f64, tissue.effort());
    gain
}

#[test]
fn halving_the_resolution_changes_the_gain_little() {
    let (coarse, fine) = (gain(12, 5.0), gain(24, 5.0));
    assert!((coarse / fine - 1.0).abs() < 0.02, "{coarse} {fine}");
}
