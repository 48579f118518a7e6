//! What the well-mixed tier overstates: spatial tiers beside it over density, length, sessions, pattern and lasers.
//!
//! `cargo run --release --example reduction -p needlework > validation/space/reduction.csv` (some minutes). Each row is one
//! treatment at one depth: the dead fraction of the first session, then the collagen excess over untreated skin in space,
//! in the well-mixed tier with the same injuries, and their ratio, on three days after the last session.
#![allow(missing_docs)]

use needlework::healing::{Host, Parameters, Species};
use needlework::injury::{Destruction, Injury, InjuryKind, LaserColumns, ZoneInjury};
use needlework::random::Key;
use needlework::skin::{Person, Phototype, Sex, Site};
use needlework::space::{Annulus, Axis, Block, Sides};
use needlework::tissue::{Accuracy, Channel, Patch, Puncture, UnitCell, cell_radius};
use rand::RngExt;
use rayon::prelude::*;

/// Depth zones of the well-mixed tier with the stretch of tissue that each is compared with [mm].
const ZONES: [(f64, [f64; 2]); 3] = [(0.2, [0.1, 0.3]), (0.5, [0.4, 0.6]), (1.0, [0.9, 1.1])];
/// Days after the last session on which collagen is read [day].
const DAYS: [f64; 3] = [14.0, 28.0, 60.0];
/// Days between sessions [day].
const SPACING: f64 = 28.0;
/// Edge of a patch and of its columns [mm].
const PATCH: [f64; 2] = [2.0, 0.05];

/// What is done in one session to the tissue of one tier.
#[derive(Clone, Copy)]
enum Insult {
    /// Needles of a length [mm].
    Needle(f64),
    /// Columns of a laser.
    Laser(LaserColumns),
}

#[derive(Clone, Copy, PartialEq)]
enum Pattern {
    /// One channel in its cell, at the same place in every session.
    Cell,
    /// Channels on a square lattice, at the same places in every session.
    Lattice,
    /// Channels at random, anew in every session.
    Random,
}

struct Case {
    name: &'static str,
    insult: Insult,
    pattern: Pattern,
    /// Channels per area [1/cm²].
    density: f64,
    sessions: usize,
    seed: u64,
}

fn host() -> Host<f64> {
    let person = Person { photodamage: 0.1, ..Person::median(30.0, Sex::Female, Phototype::III) };
    let site = Site { epidermal_turnover: 1.0 / 36.0, ..Site::reference_face() };
    Host::new(&Parameters::standard(), &person, &site, 0.0).expect("the reference host").with_standard_vigour()
}

/// The calibration's channel: it reaches 0.7 of the needle's length.
fn channel(length: f64) -> Channel {
    Channel { depth: 0.7 * length, diameter: 0.25, taper: 0.5, mouth_radius: 0.0625, bleed: 1.0 }
}

/// Tissue in space, of either tier.
enum Space {
    Cell(Box<UnitCell>),
    Patch(Box<Patch>),
}

impl Space {
    fn new(case: &Case) -> Self {
        let reach = match case.insult {
            Insult::Needle(length) => 0.7 * length,
            Insult::Laser(laser) => laser.depth,
        };
        let bottom = (reach + 0.6).max(1.6);
        let parameters = Parameters::standard();
        if case.pattern == Pattern::Cell {
            let radial = Axis::graded(cell_radius(case.density / 100.0), 16, 2.0).expect("an axis");
            let grid = Annulus::new(radial, Axis::graded(bottom, 32, 2.0).expect("an axis")).expect("a grid");
            let tissue = UnitCell::new(&grid, &parameters, &host(), Accuracy::default()).expect("tissue");
            Self::Cell(Box::new(tissue))
        } else {
            let columns = (PATCH[0] / PATCH[1]).round() as usize;
            let depth = Axis::graded(bottom, 24, 2.0).expect("an axis");
            let grid = Block::new(columns, columns, PATCH[1], depth, Sides::Periodic).expect("a grid");
            Self::Patch(Box::new(Patch::new(&grid, &parameters, &host(), Accuracy::default()).expect("tissue")))
        }
    }

    fn treat(&mut self, case: &Case, session: usize) {
        let destruction = Destruction::default();
        match (self, case.insult) {
            (Self::Cell(tissue), Insult::Needle(length)) => tissue.puncture(&channel(length), &destruction),
            (Self::Cell(tissue), Insult::Laser(laser)) => tissue.burn(&laser),
            (Self::Patch(tissue), Insult::Needle(length)) => {
                let punctures: Vec<Puncture> = places(case, session)
                    .into_iter()
                    .map(|[x, y]| Puncture { x, y, channel: channel(length) })
                    .collect();
                tissue.strike(&punctures, &destruction);
            }
            (Self::Patch(tissue), Insult::Laser(laser)) => tissue.burn(&places(case, session), &laser),
        }
    }

    fn heal_until(&mut self, day: f64) {
        match self {
            Self::Cell(tissue) => tissue.heal_until(day),
            Self::Patch(tissue) => tissue.heal_until(day),
        }
        .expect("healing");
    }

    fn gain(&self, [top, bottom]: [f64; 2]) -> f64 {
        match self {
            Self::Cell(tissue) => tissue.collagen_gain(top, bottom),
            Self::Patch(tissue) => tissue.collagen_gain(top, bottom),
        }
    }

    fn level(&self, species: Species, [top, bottom]: [f64; 2]) -> f64 {
        match self {
            Self::Cell(tissue) => tissue.mean_levels(top, bottom)[species.index()],
            Self::Patch(tissue) => tissue.mean_levels(top, bottom)[species.index()],
        }
    }
}

/// Places of the channels of a session on the patch [mm].
fn places(case: &Case, session: usize) -> Vec<[f64; 2]> {
    let count = (case.density / 100.0 * PATCH[0] * PATCH[0]).round() as usize;
    if case.pattern == Pattern::Lattice {
        let side = (count as f64).sqrt().round() as usize;
        let spacing = PATCH[0] / side as f64;
        return (0..side * side)
            .map(|n| [(n % side) as f64 * spacing, (n / side) as f64 * spacing].map(|at| at + 0.5 * spacing))
            .collect();
    }
    let mut random = Key::new(case.seed).stream("pattern", session as u64);
    (0..count).map(|_| [PATCH[0] * random.random::<f64>(), PATCH[0] * random.random::<f64>()]).collect()
}

/// The injury of a session at a depth as the well-mixed tier sees it: the means over the tissue in space.
fn mean_injury(case: &Case, session: usize, (depth, stretch): (f64, [f64; 2])) -> (Injury, ZoneInjury) {
    let mut fresh = Space::new(case);
    fresh.treat(case, session);
    let lost = |species: Species, stretch| 1.0 - fresh.level(species, stretch);
    let (zone, kind, width, bleed) = match case.insult {
        Insult::Needle(_) => {
            let destroyed = lost(Species::Fibroblasts, stretch);
            (ZoneInjury { depth, destroyed, ablated: 0.0, coagulated: 0.0 }, InjuryKind::Needling, 0.125, 1.0)
        }
        Insult::Laser(laser) => {
            let laser = LaserColumns { density: case.density / 100.0, ..laser };
            let injury = laser.injury(&[depth]).expect("a laser");
            (injury.zones[0], injury.kind, injury.lesion_width, 0.0)
        }
    };
    let shallow = depth < 0.3;
    let open = |species| if shallow { lost(species, ZONES[0].1) } else { 0.0 };
    let injury = Injury {
        kind,
        zones: vec![zone],
        bleed,
        open_barrier: open(Species::Barrier),
        open_epidermis: open(Species::EpidermalCover),
        lesion_width: width,
        epidermis_removed: 0.0,
        platelet_bolus: 0.0,
        density: case.density / 100.0,
    };
    (injury, zone)
}

/// A compartment of the well-mixed tier; a deep one has no epidermis above it.
fn mixed(depth: f64) -> UnitCell {
    let thickness = if depth < 0.3 { 0.5 } else { 2.0 };
    let grid = Annulus::new(Axis::uniform(0.36, 1).expect("an axis"), Axis::uniform(thickness, 1).expect("an axis"));
    UnitCell::new(&grid.expect("a grid"), &Parameters::standard(), &host(), Accuracy::default()).expect("tissue")
}

fn rows(case: &Case) -> Vec<String> {
    let last = SPACING * (case.sessions - 1) as f64;
    let mut space = Space::new(case);
    let mut gains = [[0.0; DAYS.len()]; ZONES.len()];
    for session in 0..case.sessions {
        space.heal_until(SPACING * session as f64);
        space.treat(case, session);
    }
    for (d, day) in DAYS.iter().enumerate() {
        space.heal_until(last + day);
        for (z, (_, stretch)) in ZONES.iter().enumerate() {
            gains[z][d] = space.gain(*stretch);
        }
    }
    ZONES
        .iter()
        .enumerate()
        .map(|(z, zone)| {
            let mut point = mixed(zone.0);
            let mut dead = 0.0;
            for session in 0..case.sessions {
                point.heal_until(SPACING * session as f64).expect("healing");
                let (injury, zone) = mean_injury(case, session, *zone);
                if session == 0 {
                    dead = zone.destroyed + zone.ablated + zone.coagulated;
                }
                point.injure(|_, _| zone, |_| injury.clone());
            }
            let columns: Vec<String> = DAYS
                .iter()
                .enumerate()
                .map(|(d, day)| {
                    point.heal_until(last + day).expect("healing");
                    let (own, well_mixed) = (gains[z][d], point.collagen_gain(0.0, 2.0));
                    // Below every channel the well-mixed tier knows of no injury at all.
                    let ratio = if dead > 0.0 { format!("{:.3}", own / well_mixed) } else { String::new() };
                    format!("{own:.5},{well_mixed:.5},{ratio}")
                })
                .collect();
            let (kind, length) = match case.insult {
                Insult::Needle(length) => ("needle", length),
                Insult::Laser(laser) => ("laser", laser.depth),
            };
            let pattern = match case.pattern {
                Pattern::Cell => "cell",
                Pattern::Lattice => "lattice",
                Pattern::Random => "random",
            };
            format!(
                "{},{kind},{length},{pattern},{},{},{},{},{dead:.5},{}",
                case.name,
                case.density,
                case.sessions,
                case.seed,
                zone.0,
                columns.join(",")
            )
        })
        .collect()
}

fn cases() -> Vec<Case> {
    let needle = |name, length, pattern, density, sessions, seed| Case {
        name,
        insult: Insult::Needle(length),
        pattern,
        density,
        sessions,
        seed,
    };
    let mut cases = Vec::new();
    for density in [30.0, 60.0, 120.0, 240.0, 480.0, 1000.0] {
        cases.push(needle("density", 1.5, Pattern::Cell, density, 1, 0));
    }
    for length in [0.5, 1.0, 2.0, 3.0] {
        for density in [60.0, 240.0, 1000.0] {
            cases.push(needle("length", length, Pattern::Cell, density, 1, 0));
        }
    }
    for sessions in [2, 4, 8] {
        for density in [60.0, 240.0, 1000.0] {
            cases.push(needle("repeated in the same places", 1.5, Pattern::Cell, density, sessions, 0));
        }
    }
    for length in [1.0, 2.0, 3.0] {
        cases.push(needle("repeated in the same places", length, Pattern::Cell, 240.0, 4, 0));
    }
    cases.push(needle("lattice", 1.5, Pattern::Lattice, 225.0, 1, 0));
    for seed in [1, 2, 3] {
        cases.push(needle("random", 1.5, Pattern::Random, 60.0, 1, seed));
        cases.push(needle("random", 1.5, Pattern::Random, 240.0, 1, seed));
    }
    cases.push(needle("random", 1.5, Pattern::Random, 1000.0, 1, 1));
    for density in [60.0, 240.0, 1000.0] {
        cases.push(needle("repeated at random", 1.5, Pattern::Random, density, 4, 1));
    }
    // Typical columns of their classes: ablative with a coagulated rim, and denatured only.
    let ablative = LaserColumns { density: 0.0, passes: 1.0, core_diameter: 0.12, rim: 0.05, depth: 0.75 };
    let mild = LaserColumns { density: 0.0, passes: 1.0, core_diameter: 0.0, rim: 0.06, depth: 0.75 };
    for density in [100.0, 200.0, 500.0] {
        for (name, laser) in [("ablative laser", ablative), ("non-ablative laser", mild)] {
            let insult = Insult::Laser(laser);
            cases.push(Case { name, insult, pattern: Pattern::Cell, density, sessions: 1, seed: 0 });
        }
    }
    cases
}

fn main() {
    let cases = cases();
    println!(
        "case,kind,length_mm,pattern,density_per_cm2,sessions,seed,depth_mm,dead,{}",
        DAYS.map(|day| format!("space_d{day},mixed_d{day},ratio_d{day}")).join(",")
    );
    let done = std::sync::atomic::AtomicUsize::new(0);
    let all: Vec<Vec<String>> = cases
        .par_iter()
        .with_max_len(1)
        .map(|case| {
            let rows = rows(case);
            let done = done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
            eprintln!("{done} of {}: {} at {} per cm²", cases.len(), case.name, case.density);
            rows
        })
        .collect();
    for row in all.iter().flatten() {
        println!("{row}");
    }
}
