//! The unit cell of one channel against the one-dimensional column, where both must agree and where they need not.

mod face;

use std::time::Instant;

use needlework::transport::absorb::{Product, Request, Use, recorded};
use needlework::transport::active::Active;
use needlework::transport::column::Needling;
use needlework::transport::march::Controls;
use needlework::transport::parameters::TransportParameters;
use needlework::transport::pore::ChannelField;
use needlework::transport::radial::{CellAbsorption, absorb_cell};

use face::FACE;

const HOURS: [f64; 4] = [0.5, 2.0, 6.0, 24.0];

fn times() -> Vec<f64> {
    HOURS.map(|hour| hour / 24.0).to_vec()
}

fn request(active: &Active, channels: Option<ChannelField>) -> Request<'_> {
    let mut request = Request::new(active, FACE);
    request.product = Product { strength: 2.0, ph: 6.0, amount: 2.0, covered: true };
    request.uses = vec![Use { from: 0.0, until: 12.0 / 24.0 }];
    request.needling =
        channels.map(|channels| Needling { channels, at: 0.0, needle_length: 1.0, slowdown: 1.0, bleeding: 0.0 });
    request.duration = 1.0;
    request
}

/// Amounts through the barrier in one dimension and in the unit cell, at every time.
fn both(channels: Option<ChannelField>, p: &TransportParameters, rings: usize) -> (Vec<f64>, CellAbsorption) {
    let active = Active::example();
    let request = request(&active, channels);
    let one = times()
        .iter()
        .map(|&t| {
            recorded(&request, p, &[t], &[[0.0, 1.0]], Controls { relative: 1e-4, ..Controls::default() })
                .unwrap()
                .entered
        })
        .collect();
    (one, absorb_cell(&request, p, &times(), rings).unwrap())
}

/// Largest relative difference, printed with its parts.
fn difference(what: &str, one: &[f64], cell: &CellAbsorption) -> f64 {
    let mut worst = 0.0_f64;
    for ((hour, one), moment) in HOURS.iter().zip(one).zip(&cell.moments) {
        let off = moment.entered / one - 1.0;
        println!("{what:28} {hour:4} h: 1-D {one:9.3} cell {:9.3} ng/mm², {:+.2} %", moment.entered, 100.0 * off);
        worst = worst.max(off.abs());
        assert!((moment.imbalance() / moment.applied).abs() < 1e-10, "{what}: {}", moment.imbalance());
    }
    worst
}

/// All channels conduct, so that the fields below are what they say.
fn all_conduct() -> TransportParameters {
    TransportParameters { conducting_share: 1.0, ..TransportParameters::default() }
}

#[test]
fn without_channels_the_cell_is_the_column() {
    let (one, cell) = both(None, &all_conduct(), 6);
    assert!(difference("no channel", &one, &cell) < 0.005);
}

#[test]
fn channels_that_cover_nearly_everything_agree() {
    // A cylinder of 79 % of the surface: density 4 per mm², diameter 0.5 mm, down to the middle of the dermis.
    let field = ChannelField { density: 4.0, mouth_diameter: 0.5, depth: 0.8, taper: 0.0 };
    let (one, cell) = both(Some(field), &all_conduct(), 12);
    assert!(difference("covers everything", &one, &cell) < 0.02);
}

#[test]
fn many_small_channels_agree() {
    // Channels 70 µm apart: sideways diffusion is over in seconds.
    let field = ChannelField { density: 200.0, mouth_diameter: 0.008, depth: 0.3, taper: 0.0 };
    let (one, cell) = both(Some(field), &all_conduct(), 12);
    assert!(difference("many small channels", &one, &cell) < 0.03);
}

#[test]
fn a_roller_s_channels_differ_by_a_little_and_refinement_settles_it() {
    let field = ChannelField { density: 2.4, mouth_diameter: 0.07, depth: 0.3, taper: 0.5 };
    let p = TransportParameters::default();
    let start = Instant::now();
    let (one, cell) = both(Some(field), &p, 16);
    println!("{:.2} s", start.elapsed().as_secs_f64());
    let (_, coarse) = both(Some(field), &p, 8);
    let off = difference("roller, 6 % conduct", &one, &cell);
    let grid = cell.moments.iter().zip(&coarse.moments).map(|(a, b)| (a.entered / b.entered - 1.0).abs());
    let grid = grid.fold(0.0, f64::max);
    println!("half the rings change it by {:.2} %", 100.0 * grid);
    assert!(grid < 0.03, "{grid}");
    // The quasi-steady exchange of the column is slow at first, and forgotten by the end of the day.
    assert!(off < 0.2, "{off}");
    let last = cell.moments.last().unwrap().entered / one.last().unwrap() - 1.0;
    assert!(last.abs() < 0.02, "{last}");
    assert!(cell.moments.iter().zip(&one).all(|(cell, one)| cell.entered > *one));
    // The tissue beside the channel holds more than that between channels.
    let inside = cell.depths.iter().position(|depth| *depth > 0.15).unwrap();
    let row = &cell.concentrations.last().unwrap()[inside];
    assert!(row[4] > 2.0 * row[row.len() - 1], "{row:?}");
}

/// Use at home over closing channels: where column and unit cell differ, the reason is what the tissue holds.
///
/// The quasi-steady exchange holds after `R² B/(10 D)`, `B` held over free. A free solute gets there in minutes, vitamin C, which cells
/// hold for days, in hours, while a film of product dries in minutes. Each use pays that again.
#[test]
fn what_cells_hold_makes_the_column_slow_after_every_use() {
    let field = ChannelField { density: 8.2, mouth_diameter: 0.1, depth: 0.4, taper: 0.5 };
    let p = TransportParameters::default();
    let times = [2.2, 4.0];
    let mut offs: Vec<f64> = Vec::new();
    for half_life in [None, Some(0.5), Some(4.0)] {
        let mut active = Active::example();
        active.properties.formula = None;
        active.properties.log_kow.value = -4.0; // hardly through the lipids, so that the channels count
        active.properties.log_kow.range = Some([-6.0, -2.0]);
        let figure = |value: f64| needlework::transport::active::Figure {
            value,
            range: Some([0.5 * value, 2.0 * value]),
            source: None,
            assumed: Some("example".to_owned()),
            note: None,
        };
        active.measured.tissue_half_life_day = half_life.map(figure);
        let both = |cells: usize, rings: usize| {
            let mut request = request(&active, Some(field));
            request.cells = cells;
            request.product.covered = false;
            request.uses = [2.0, 3.0].map(|from| Use { from, until: from + 1.0 }).to_vec();
            request.duration = 4.0;
            let cell = absorb_cell(&request, &p, &times, rings).unwrap();
            let accurate = Controls { relative: 1e-4, ..Controls::default() };
            times
                .map(|t| recorded(&request, &p, &[t], &[[0.0, 1.0]], accurate).unwrap().entered)
                .into_iter()
                .zip(cell.moments)
                .map(|(one, moment)| (one, moment.entered))
                .collect::<Vec<_>>()
        };
        let mut last: Vec<f64> = Vec::new();
        for (cells, rings) in [(10, 8), (10, 16), (20, 8)] {
            let found = both(cells, rings);
            let off = |i: usize| 100.0 * (found[i].1 / found[i].0 - 1.0);
            println!(
                "held {half_life:?}, {cells} cells, {rings} rings: column {:.2} and {:.2}, cell {:+.1} % and {:+.1} %",
                found[0].0,
                found[1].0,
                off(0),
                off(1)
            );
            last.push(off(1));
        }
        // Neither more rings nor more cells make the difference.
        assert!(last.iter().all(|off| (off - last[0]).abs() < 3.0), "{last:?}");
        offs.push(last[0]);
    }
    // The longer it is held, the more the column lets in too little.
    assert!(offs[0].abs() < 3.0, "{offs:?}");
    assert!(offs[2] > offs[1] && offs[1] > offs[0], "{offs:?}");
}
