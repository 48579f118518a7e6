//! Any active, any product, any regimen, any day of needling: the march arrives, and the amounts balance.

mod face;

use std::path::PathBuf;

use needlework::transport::absorb::{Request, Use, absorb};
use needlework::transport::absorption::Absorption;
use needlework::transport::active::Active;
use needlework::transport::column::Needling;
use needlework::transport::pore::ChannelField;
use proptest::prelude::*;

use face::FACE;

/// Time followed after the last use, as in a course [day].
const TAIL: f64 = 28.0;

fn actives() -> Vec<Active> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../library/actives");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    files.iter().map(|path| toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()).collect()
}

/// Largest undershoot of a concentration, relative to the highest in the skin. A step may undershoot by a millionth of the
/// highest activity in the column, which is that of the product; of the little that a poor penetrant leaves in the skin that
/// is more.
const UNDERSHOOT: f64 = 1e-3;

/// Fails unless every number is finite, nothing is negative beyond [`UNDERSHOOT`], and the balance holds.
fn check(result: &Absorption) {
    assert!(result.imbalance < 1e-10, "{}: {}", result.active, result.imbalance);
    assert!(result.entered.central.is_finite() && result.entered.central >= 0.0);
    let top = result.field.concentrations.iter().flatten().fold(0.0_f64, |top, c| top.max(*c));
    for c in result.field.concentrations.iter().flatten() {
        assert!(c.is_finite() && *c >= -UNDERSHOOT * top, "{}: {c} of {top}", result.active);
    }
}

/// Two weeks after half an hour of anaesthetic cream, capillaries have taken all of it down to 1e-300 of the dose. Steps
/// once shrank to a tenth of a second there, for an accuracy relative to that rest, until the march gave up.
#[test]
fn a_rest_below_the_smallest_number_does_not_stop_the_march() {
    let all = actives();
    for id in ["lidocaine", "salicylic-acid"] {
        let active = all.iter().find(|a| a.id == id).unwrap();
        let mut request = Request::new(active, FACE);
        request.product.covered = true;
        request.product.amount = 10.0;
        request.uses = vec![Use { from: 0.0, until: 0.5 / 24.0 }];
        request.duration = TAIL;
        request.draws = 0;
        let result = absorb(&request).unwrap();
        check(&result);
        let left = result.course.last().unwrap().in_layers[2];
        let peak = result.peak_in_layers[2].central;
        assert!(peak > 0.0 && left.abs() < 1e-12 * peak, "{id}: {left} of {peak}");
    }
}

/// Four weekly uses, each washed off when the next is due: `0.01 + 7 · 2 + 7` and `0.01 + 7 · 3` differ in their last digit.
/// The march once failed in the 3.6e-15 d between them; were the later one the washing, it would take the new dose.
#[test]
fn times_that_differ_by_rounding_are_one() {
    let all = actives();
    let active = all.iter().find(|a| a.id == "niacinamide").unwrap();
    let washed = |nudge: f64| {
        let mut request = Request::new(active, FACE);
        request.uses =
            (0..4).map(|k| 0.01 + 7.0 * f64::from(k)).map(|from| Use { from, until: from + 7.0 + nudge }).collect();
        request.duration = 30.0;
        request.draws = 0;
        absorb(&request).unwrap().course.last().unwrap().washed_off
    };
    let expected = washed(0.0);
    assert!(expected > 0.0);
    for nudge in [-1e-14, 1e-14] {
        assert!((washed(nudge) / expected - 1.0).abs() < 1e-9, "{nudge}: {} of {expected}", washed(nudge));
    }
}

/// A single use two days after the start: hours later all of it is gone, and what is shown must have seen it.
#[test]
fn a_late_use_is_recorded_from_its_beginning_on() {
    let all = actives();
    let active = all.iter().find(|a| a.id == "salicylic-acid").unwrap();
    let mut request = Request::new(active, FACE);
    request.product.amount = 0.2;
    request.product.covered = true;
    request.uses = vec![Use { from: 2.0, until: 3.0 }];
    request.duration = 31.0;
    request.draws = 0;
    let result = absorb(&request).unwrap();
    check(&result);
    let seen = result.field.concentrations.iter().flatten().fold(0.0_f64, |top, c| top.max(*c));
    assert!(seen > 1.0, "{seen}");
}

#[derive(Debug, Clone)]
struct Case {
    active: usize,
    amount: f64,
    dilution: f64,
    ph: f64,
    covered: bool,
    stay: f64,
    interval: f64,
    uses: u32,
    /// First use after the needling, negative before it [day].
    shift: f64,
    density: f64,
    depth: f64,
    intact: bool,
}

fn cases() -> impl Strategy<Value = Case> {
    let product = (0_usize..1000, -1.0..2.0_f64, 0.1..1.0_f64, 2.0..9.0_f64, any::<bool>());
    let regimen = (
        prop::sample::select(vec![0.02, 0.33, 1.0, f64::INFINITY]),
        prop::sample::select(vec![0.5, 1.0, 3.0, 7.0]),
        1_u32..5,
        prop::sample::select(vec![-1.0, -0.02, 0.0, 0.01, 1.0, 2.0, 9.0]),
    );
    let needling = (0.2..10.0_f64, 0.05..2.0_f64, prop::bool::weighted(0.3));
    (product, regimen, needling).prop_map(|(product, regimen, needling)| Case {
        active: product.0,
        amount: 10.0_f64.powf(product.1),
        dilution: product.2,
        ph: product.3,
        covered: product.4,
        stay: regimen.0,
        interval: regimen.1,
        uses: regimen.2,
        shift: regimen.3,
        density: needling.0,
        depth: needling.1,
        intact: needling.2,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_regimen_of_any_active_is_computed(case in cases()) {
        let all = actives();
        let active = &all[case.active % all.len()];
        let mut request = Request::new(active, FACE);
        request.product.amount = case.amount;
        request.product.strength *= case.dilution;
        request.product.ph = case.ph;
        request.product.covered = case.covered;
        let start = case.shift.max(0.0);
        let stay = case.stay.min(case.interval);
        request.uses = (0..case.uses)
            .map(|k| start + case.interval * f64::from(k))
            .map(|from| Use { from, until: from + stay })
            .collect();
        request.needling = (!case.intact).then_some(Needling {
            channels: ChannelField { density: case.density, mouth_diameter: 0.07, depth: case.depth, taper: 0.5 },
            at: (-case.shift).max(0.0),
            needle_length: 1.0,
            slowdown: 1.0,
            bleeding: 0.5,
        });
        request.duration = start + case.interval * f64::from(case.uses) + TAIL;
        request.draws = 1;
        request.cells = 10;
        check(&absorb(&request).unwrap());
    }
}
