//! Verification of the three-dimensional tier: saved and taken up again, symmetric, the same on any number of threads.
#![allow(missing_docs)]

use needlework::healing::{Host, Parameters, Species};
use needlework::injury::{Destruction, LaserColumns};
use needlework::skin::{Layers, Person, Phototype, Sex, Site};
use needlework::space::{Axis, Block, Sides};
use needlework::tissue::{Accuracy, Channel, Patch, Puncture, Stratification, TissueState};

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
    let mut tissue = patch([16, 16], Sides::NoFlux).in_layers(&layers, &Stratification::default()).unwrap();
    tissue.heal_until(100.0).unwrap();
    for s in 0..29 {
        let field = tissue.dermis(needlework::healing::SPECIES[s].species).unwrap();
        assert!(field.iter().all(|level| *level == 0.0 || *level == 1.0));
    }
    assert_eq!(tissue.effort().evaluations, 0);
}

#[test]
fn a_burnt_column_loses_matrix_and_heals() {
    let mut tissue = patch([16, 16], Sides::NoFlux);
    let laser = LaserColumns { density: 1.0, core_diameter: 0.12, rim: 0.05, depth: 1.0 };
    tissue.burn(&[[0.4, 0.4]], &laser);
    let matrix = |tissue: &Patch| tissue.mean_levels(0.1, 0.3)[Species::MatureCollagen1.index()];
    let burnt = 1.0 - matrix(&tissue);
    let exact = core::f64::consts::PI * 0.11_f64.powi(2) * 0.8 / 0.64;
    assert!((burnt / exact - 1.0).abs() < 0.03, "{burnt} {exact}");
    tissue.heal_until(3.0).unwrap();
    assert!(tissue.mean_levels(0.1, 0.3)[Species::InflammatoryMacrophages.index()] > 2.0);
}
