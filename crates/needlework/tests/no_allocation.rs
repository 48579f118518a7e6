//! Steps of tissue in space take no memory once the lines of their length are factored.
#![allow(missing_docs)]

use allocation_counter::measure;
use needlework::healing::{Host, Parameters};
use needlework::injury::Destruction;
use needlework::skin::{Person, Phototype, Sex, Site};
use needlework::space::{Annulus, Axis, Block, Sides};
use needlework::tissue::{Accuracy, Channel, Geometry, Patch, Puncture, Storage, Tissue, UnitCell};

const CHANNEL: Channel = Channel { depth: 1.0, diameter: 0.25, taper: 0.5, mouth_radius: 0.06, bleed: 0.5 };

fn host() -> Host<f64> {
    let person = Person::median(35.0, Sex::Female, Phototype::II);
    Host::new(&Parameters::standard(), &person, &Site::reference_face(), 0.0).unwrap()
}

/// Heals over two days, then over the same two days again.
fn allocations_of_the_same_days<G: Geometry<T>, T: Storage>(mut tissue: Tissue<G, T>) -> (u64, u64) {
    tissue.heal_until(1.0).unwrap();
    let state = tissue.save();
    tissue.heal_until(3.0).unwrap();
    let before = tissue.effort();
    tissue.restore(&state).unwrap();
    let taken = measure(|| tissue.heal_until(3.0).unwrap());
    let effort = tissue.effort();
    assert!(effort.checks >= 2 && before.steps == effort.steps, "{effort:?}");
    (taken.count_total, effort.steps)
}

#[test]
fn steps_and_checks_take_no_memory() {
    let grid = Annulus::new(Axis::graded(0.36, 8, 2.0).unwrap(), Axis::uniform(1.6, 16).unwrap()).unwrap();
    let mut cell = UnitCell::new(&grid, &Parameters::standard(), &host(), Accuracy::default()).unwrap();
    cell.puncture(&CHANNEL, &Destruction::default());
    let grid = Block::new(8, 8, 0.06, Axis::uniform(1.44, 24).unwrap(), Sides::Periodic).unwrap();
    let mut patch = Patch::new(&grid, &Parameters::standard(), &host(), Accuracy::default()).unwrap();
    patch.strike(&[Puncture { x: 0.2, y: 0.3, channel: CHANNEL }], &Destruction::default());
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let (cell, patch) = one.install(|| (allocations_of_the_same_days(cell), allocations_of_the_same_days(patch)));
    println!("allocations and steps: unit cell {cell:?}, patch {patch:?}");
    assert_eq!((cell.0, patch.0), (0, 0));
}
