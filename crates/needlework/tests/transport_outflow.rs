//! What blood and fluid from fresh channels hold back: limits, conservation, the order of molecules, and the two geometries.

mod face;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use needlework::random::Key;
use needlework::transport::absorb::{Product, Request, Use, absorb_beside, recorded};
use needlework::transport::active::Active;
use needlework::transport::column::{Needling, Preparation};
use needlework::transport::march::Controls;
use needlework::transport::parameters::TransportParameters;
use needlework::transport::pore::ChannelField;
use needlework::transport::radial::absorb_cell;

use face::FACE;

/// Channels of a pen that nearly all bleed.
const PEN: Needling = Needling {
    channels: ChannelField { density: 8.2, mouth_diameter: 0.1, depth: 0.4, taper: 0.5 },
    at: 0.0,
    needle_length: 0.75,
    slowdown: 1.0,
    bleeding: 0.9,
};

fn request(active: &Active, needling: Needling) -> Request<'_> {
    let mut request = Request::new(active, FACE);
    request.product = Product { strength: 2.0, ph: 6.0, amount: 2.0, covered: true };
    request.uses = vec![Use { from: 0.0, until: 0.5 }];
    request.needling = Some(needling);
    request.duration = 1.0;
    request.draws = 0;
    request
}

fn entered(request: &Request<'_>, p: &TransportParameters) -> f64 {
    let controls = Controls { relative: 1e-4, ..Controls::default() };
    recorded(request, p, &[request.duration], &[[0.0, 1.0]], controls).unwrap().entered
}

/// A stirred film, and an outflow that many times as fast.
fn faster(factor: f64) -> TransportParameters {
    let p = TransportParameters::default();
    TransportParameters {
        bleeding_velocity: factor * p.bleeding_velocity,
        seepage_velocity: factor * p.seepage_velocity,
        film_diffusivity: f64::INFINITY,
        ..p
    }
}

/// A protein of the size of a growth factor.
fn protein(molar_mass: f64) -> Active {
    let mut active = Active::example();
    active.properties.formula = None;
    active.properties.molar_mass_g_mol.value = molar_mass;
    active.properties.molar_mass_g_mol.range = Some([0.5 * molar_mass, 2.0 * molar_mass]);
    active.properties.log_kow.value = -3.0;
    active.properties.log_kow.range = Some([-5.0, -1.0]);
    active
}

fn library(id: &str) -> Active {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../library/actives/{id}.toml"));
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn without_outflow_nothing_has_changed() {
    let active = Active::example();
    let roller = Needling {
        channels: ChannelField { density: 2.4, mouth_diameter: 0.07, depth: 0.3, taper: 0.5 },
        needle_length: 1.0,
        ..PEN
    };
    // The amount that this product brought before outflow was in the model [ng/mm²].
    let before = 3.951567797848e2;
    let still = entered(&request(&active, roller), &faster(0.0));
    assert!((still / before - 1.0).abs() < 1e-9, "{still} {before}");
    // A trickle changes it by as little.
    let trickle = entered(&request(&active, roller), &faster(1e-6));
    assert!(trickle < still && trickle > still * (1.0 - 1e-5), "{trickle} {still}");
    // Nothing flows out of skin without vessels, however fast it would.
    let mut excised = request(&active, PEN);
    excised.preparation = Preparation::Excised(0.5);
    assert_eq!(entered(&excised, &faster(0.0)), entered(&excised, &faster(10.0)));
}

#[test]
fn more_outflow_and_larger_molecules_mean_less() {
    // Half an hour: given a day, a stirred product gets in anyway when the flow has ceased.
    let share = |molar_mass: f64, factor: f64| {
        let active = protein(molar_mass);
        let mut request = request(&active, PEN);
        request.duration = 1.0 / 48.0;
        entered(&request, &faster(factor)) / entered(&request, &faster(0.0))
    };
    for molar_mass in [180.0, 6_000.0, 28_000.0] {
        let shares = [0.1, 1.0, 10.0].map(|factor| share(molar_mass, factor));
        println!("{molar_mass} g/mol: {shares:?}");
        assert!(shares[0] < 1.0 && shares.windows(2).all(|pair| pair[1] < pair[0]), "{shares:?}");
        assert!(shares[2] > 0.0);
    }
    let by_size = [180.0, 1_500.0, 6_000.0, 28_000.0].map(|molar_mass| share(molar_mass, 1.0));
    assert!(by_size.windows(2).all(|pair| pair[1] < pair[0]), "{by_size:?}");
}

#[test]
fn a_film_that_dries_delivers_less_of_what_is_large() {
    let share = |molar_mass: f64, covered: bool| {
        let active = protein(molar_mass);
        let mut request = request(&active, PEN);
        request.product.covered = covered;
        entered(&request, &TransportParameters::default()) / entered(&request, &faster(0.0))
    };
    let (small, large) = (share(180.0, false), share(28_000.0, false));
    let under_cover = share(28_000.0, true);
    println!("small {small:.3}, large {large:.3}, large under cover {under_cover:.3}");
    assert!(large < 0.5 * small && large < 0.5 * under_cover && small < 1.0);
    // A layer of two millimetres is a stirred one.
    let active = protein(6_000.0);
    let mut thick = request(&active, PEN);
    thick.product.amount = 200.0;
    let p = TransportParameters::default();
    let still = TransportParameters { bleeding_velocity: 0.0, seepage_velocity: 0.0, ..p };
    assert!((entered(&thick, &still) / entered(&thick, &faster(0.0)) - 1.0).abs() < 0.05);
}

#[test]
fn amounts_balance_against_outflow_and_are_never_negative() {
    for molar_mass in [180.0, 28_000.0] {
        let active = protein(molar_mass);
        let mut request = request(&active, PEN);
        request.uses = vec![Use { from: 0.02, until: 0.1 }, Use { from: 0.3, until: 0.9 }];
        request.product.covered = false;
        let result = absorb_beside(&request).unwrap().needled.unwrap();
        assert!(result.imbalance < 1e-10, "{}", result.imbalance);
        for moment in &result.course {
            assert!(moment.entered >= -1e-9 * result.applied, "{}", moment.entered);
            assert!(moment.in_layers.iter().all(|held| *held >= -1e-6 * result.applied), "{:?}", moment.in_layers);
        }
    }
}

#[test]
fn the_unit_cell_holds_as_much_back() {
    for (name, molar_mass) in [("small", 180.0), ("protein", 6_000.0)] {
        let active = protein(molar_mass);
        let mut request = request(&active, PEN);
        request.duration = 0.25;
        let share = |p: &TransportParameters| {
            let cell = absorb_cell(&request, p, &[0.25], 10).unwrap();
            let last = cell.moments.last().unwrap();
            assert!((last.imbalance() / last.applied).abs() < 1e-10, "{}", last.imbalance());
            last.entered
        };
        let column = entered(&request, &faster(1.0)) / entered(&request, &faster(0.0));
        let cell = share(&faster(1.0)) / share(&faster(0.0));
        println!("{name}: column {column:.3}, unit cell {cell:.3}");
        assert!((column - cell).abs() < 0.1, "{name}: {column} {cell}");
    }
}

/// The actives that a figure is asked for, largest last: what the table `outflow.csv` of `validation/absorption` shows.
#[test]
fn what_outflow_holds_back_of_the_library() {
    let mut table =
        "active,molar_mass_g_mol,peclet,share_of_unhindered,entered_percent,low,high,entered_unhindered_percent\n"
            .to_owned();
    let mut shares = Vec::new();
    for id in ["ascorbic-acid", "ghk-cu", "egf", "fgf-2", "platelet-rich-plasma", "hyaluronic-acid-300kda"] {
        let active = library(id);
        let mut request = Request::new(&active, FACE);
        request.needling = Some(PEN);
        request.uses = vec![Use { from: 0.0, until: 8.0 / 24.0 }];
        request.draws = 32;
        request.key = Key::new(1);
        let result = absorb_beside(&request).unwrap().needled.unwrap();
        let hindrance = result.hindrance.unwrap();
        let percent = |amount: f64| 100.0 * amount / result.applied;
        let _ = writeln!(
            table,
            "{id},{},{:.2},{:.3},{:.2},{:.2},{:.2},{:.2}",
            active.properties.molar_mass_g_mol.value,
            hindrance.peclet,
            hindrance.share,
            percent(result.entered.central),
            percent(result.entered.low),
            percent(result.entered.high),
            percent(result.entered.central / hindrance.share),
        );
        let told = result.cautions.iter().any(|caution| caution.code == "NW0711");
        assert_eq!(told, hindrance.share < 0.9, "{id}");
        shares.push(hindrance.share);
    }
    println!("{table}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../validation/absorption/outflow.csv");
    if std::env::var_os("NEEDLEWORK_WRITE").is_some() {
        std::fs::write(&path, &table).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).unwrap() == table,
        "validation/absorption/outflow.csv is out of date; NEEDLEWORK_WRITE=1 renews it"
    );
}

/// A roller of 0.2 mm under lidocaine cream: when needled skin holds what intact skin holds after the usual hour
/// (lidocaine-roller-nct02596750: felt from 30 minutes on, and not before).
#[test]
fn a_short_roller_brings_lidocaine_forward_by_less_than_it_promises() {
    let active = library("lidocaine");
    let minutes: [f64; 9] = [5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 40.0, 50.0, 60.0];
    let times = minutes.map(|minute| minute / 1440.0);
    let upper = [[FACE.epidermis(), FACE.epidermis() + 0.2]];
    let held = |needling: Option<Needling>| {
        let mut request = Request::new(&active, FACE);
        request.product = Product { strength: 4.0, ph: 7.4, amount: 20.0, covered: true };
        request.needling = needling;
        request.duration = times[8];
        let p = TransportParameters::default();
        recorded(&request, &p, &times, &upper, Controls::default()).unwrap().means
    };
    // The hole is a fifth of the needle deep, as in kalluri-2011-dermaroller, and too short to bleed.
    let roller = Needling {
        channels: ChannelField { density: 2.4, mouth_diameter: 0.05, depth: 0.04, taper: 0.5 },
        needle_length: 0.2,
        bleeding: 0.0,
        ..PEN
    };
    let (intact, needled) = (held(None), held(Some(roller)));
    let usual = intact.last().unwrap()[0];
    let mut table = "minutes,intact_ng_mm3,needled_ng_mm3,needled_over_intact_after_an_hour\n".to_owned();
    for ((minute, intact), needled) in minutes.iter().zip(&intact).zip(&needled) {
        let _ = writeln!(table, "{minute},{:.3},{:.3},{:.3}", intact[0], needled[0], needled[0] / usual);
    }
    println!("{table}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../validation/absorption/lidocaine_roller.csv");
    if std::env::var_os("NEEDLEWORK_WRITE").is_some() {
        std::fs::write(&path, &table).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).unwrap() == table,
        "validation/absorption/lidocaine_roller.csv is out of date; NEEDLEWORK_WRITE=1 renews it"
    );
    assert!(needled.iter().zip(&intact).all(|(needled, intact)| needled[0] > intact[0]));
}
