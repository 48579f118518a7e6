//! Needled against intact skin, and the clocks of closing, against what was measured.
//!
//! `NEEDLEWORK_WRITE=1` renews `validation/absorption/`; without it the committed tables must agree.

use std::fmt::Write as _;
use std::path::PathBuf;

use needlework::random::Key;
use needlework::skin::Layers;
use needlework::transport::absorb::{Product, Request, Use, absorb};
use needlework::transport::absorption::Band;
use needlework::transport::active::{Active, Figure};
use needlework::transport::closure::Closure;
use needlework::transport::closure::WetSpell;
use needlework::transport::column::{Needling, Preparation, clocks};
use needlework::transport::parameters::TransportParameters;
use needlework::transport::pore::ChannelField;

const SKIN: Layers = Layers {
    stratum_corneum: 0.017,
    viable_epidermis: 0.075,
    papillary_dermis: 0.2,
    reticular_dermis: 1.3,
    hypodermis: 4.0,
};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    arm: Option<String>,
    what: String,
    ratio: [f64; 2],
    #[serde(default)]
    sets: bool,
    log_kow: f64,
    molar_mass: f64,
    #[serde(default)]
    acid_pka: Vec<f64>,
    #[serde(default)]
    base_pka: Vec<f64>,
    permeability_cm_h: Option<f64>,
    permeability_ph: Option<f64>,
    ph: f64,
    ph_intact: Option<f64>,
    hours: f64,
    #[serde(default)]
    living: bool,
    density_cm2: f64,
    depth_mm: f64,
    mouth_um: f64,
    assumed: String,
}

#[derive(serde::Deserialize)]
struct Cases {
    case: Vec<Case>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../validation/absorption")
}

fn cases() -> Vec<Case> {
    let text = std::fs::read_to_string(folder().join("cases.toml")).unwrap();
    toml::from_str::<Cases>(&text).unwrap().case
}

fn figure(value: f64) -> Figure {
    Figure {
        value,
        range: Some([value - value.abs() - 1.0, value + value.abs() + 1.0]),
        source: None,
        assumed: Some("case".to_owned()),
        note: None,
    }
}

impl Case {
    fn active(&self) -> Active {
        let mut a = Active::example();
        a.id.clone_from(&self.id);
        a.properties.formula = None;
        a.properties.log_kow = figure(self.log_kow);
        a.properties.molar_mass_g_mol = figure(self.molar_mass);
        a.properties.acid_pka.clone_from(&self.acid_pka);
        a.properties.base_pka.clone_from(&self.base_pka);
        a.measured.permeability_ph = self.permeability_ph.map(figure);
        a.measured.permeability_cm_h = self.permeability_cm_h.map(figure);
        a
    }

    /// Entered amount with its band under an ample, covered dose.
    fn entered(&self, needled: bool, draws: u32) -> (f64, Vec<f64>) {
        let a = self.active();
        let mut request = Request::new(&a, SKIN);
        let ph = if needled { self.ph } else { self.ph_intact.unwrap_or(self.ph) };
        request.product = Product { strength: 1.0, ph, amount: 1e4, covered: true };
        request.uses = vec![Use { from: 0.0, until: f64::INFINITY }];
        request.preparation = if self.living { Preparation::Living } else { Preparation::Excised(0.5) };
        request.duration = self.hours / 24.0;
        request.draws = 0;
        if needled {
            request.needling = Some(Needling {
                channels: ChannelField {
                    density: self.density_cm2 / 100.0,
                    mouth_diameter: self.mouth_um * 1e-3,
                    depth: self.depth_mm,
                    taper: 0.5,
                },
                at: 0.0,
                needle_length: 0.77,
                // Excised skin does not heal.
                slowdown: if self.living { 1.0 } else { 20.0 },
                // Arrays of short needles, on which the patch was put when they were out.
                bleeding: 0.0,
            });
        }
        let central = absorb(&request).unwrap().entered.central;
        let drawn = (0..draws)
            .map(|i| {
                let mut stream = Key::new(11).stream("transport/coefficients", u64::from(i));
                let p = TransportParameters::draw(&mut stream);
                needlework::transport::absorb::entered_with(&request, &p).unwrap()
            })
            .collect();
        (central, drawn)
    }

    fn predicted(&self, draws: u32) -> Band {
        let (needled, needled_draws) = self.entered(true, draws);
        let (intact, intact_draws) = self.entered(false, draws);
        let ratios = needled_draws.iter().zip(&intact_draws).map(|(n, i)| n / i).collect();
        Band::new(needled / intact, ratios)
    }
}

fn renew_or_compare(file: &str, text: &str) {
    let path = folder().join(file);
    if std::env::var_os("NEEDLEWORK_WRITE").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "{file} is out of date");
}

#[test]
fn predicted_gains_beside_the_measured_ones() {
    let mut table =
        "study,arm,what,sets_the_share,measured_low,measured_high,predicted,low,high,log10_error,inside_band,assumed\n"
            .to_owned();
    let (mut held_out, mut inside, mut logs) = (0, 0, Vec::new());
    let mut setting = Vec::new();
    for case in cases() {
        let p = case.predicted(48);
        let [low, high] = case.ratio;
        let middle = (low * high).sqrt();
        let error = (p.central / middle).log10();
        let hit = p.low <= high && low <= p.high;
        writeln!(
            table,
            "{},{},\"{}\",{},{low},{high},{:.3e},{:.2e},{:.2e},{error:.2},{hit},\"{}\"",
            case.id,
            case.arm.as_deref().unwrap_or(""),
            case.what,
            case.sets,
            p.central,
            p.low,
            p.high,
            case.assumed
        )
        .unwrap();
        if case.sets {
            setting.push(error);
        } else {
            held_out += 1;
            inside += usize::from(hit);
            logs.push(error);
        }
    }
    println!("{table}");
    let n = logs.len() as f64;
    let bias = logs.iter().sum::<f64>() / n;
    let rmse = (logs.iter().map(|e| e * e).sum::<f64>() / n).sqrt();
    println!(
        "held out: {inside} of {held_out} inside the band, bias {bias:.2}, RMSE {rmse:.2} log10; setting {setting:?}"
    );
    renew_or_compare("needled_vs_intact.csv", &table);
    // The share was set so that the setting cases have no bias.
    assert!((setting.iter().sum::<f64>() / setting.len() as f64).abs() < 0.1, "{setting:?}");
}

/// Hours until `read` falls to `threshold`.
fn hours_until(threshold: f64, read: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (0.0_f64, 1000.0_f64);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if read(middle / 24.0) > threshold { low = middle } else { high = middle }
    }
    high
}

/// Study, read-out, measured hours from and to, predicted hours.
type Reading = (&'static str, &'static str, f64, f64, f64);

#[expect(clippy::too_many_lines, reason = "a table, one entry per read-out")]
fn readings() -> Vec<Reading> {
    let p = TransportParameters::default();
    let needling = |length: f64, slowdown: f64| Needling {
        channels: ChannelField { density: 1.0, mouth_diameter: 0.07, depth: 0.2, taper: 0.5 },
        at: 0.0,
        needle_length: length,
        slowdown,
        bleeding: 0.0,
    };
    let dry = |length: f64, slow: f64| Closure::new(clocks(&needling(length, slow), &p), 0.0, vec![]).unwrap();
    let covered = |length: f64, slow: f64| {
        let wet = vec![WetSpell { from: 0.0, until: 100.0 }];
        Closure::new(clocks(&needling(length, slow), &p), 0.0, wet).unwrap()
    };
    // A dye is a liquid put on at the moment of reading: the plug is re-wetted, the healed path is not.
    let dye = |length: f64, t: f64| {
        let wet = vec![WetSpell { from: t, until: t + 0.01 }];
        Closure::new(clocks(&needling(length, 1.0), &p), 0.0, wet).unwrap().at(t).barrier
    };
    let closed = p.closed_residual;
    // TEWL is called normal when its excess is within the day-to-day scatter, a twentieth of the first rise (assumed).
    let normal = 0.05;
    vec![
        (
            "gupta-2011-resealing",
            "impedance, open air",
            0.0,
            2.0,
            hours_until(closed, |t| dry(0.77, 1.0).at(t).water_loss),
        ),
        (
            "kalluri-2011-dermaroller",
            "TEWL, open air, 0.37 mm",
            4.0,
            5.0,
            hours_until(normal, |t| dry(0.37, 1.0).at(t).water_loss),
        ),
        (
            "kalluri-2011-dermaroller",
            "TEWL, open air, 0.77 mm",
            4.0,
            5.0,
            hours_until(normal, |t| dry(0.77, 1.0).at(t).water_loss),
        ),
        (
            "kalluri-2011-dermaroller",
            "calcein, open air, 0.37 mm (set)",
            12.0,
            12.0,
            hours_until(closed, |t| dye(0.37, t)),
        ),
        (
            "kalluri-2011-dermaroller",
            "calcein, open air, 0.77 mm (set)",
            18.0,
            18.0,
            hours_until(closed, |t| dye(0.77, t)),
        ),
        (
            "ito-2013-pore-recovery",
            "Evans blue, rat, dissolving needles, 0.5 mm assumed, read as a dye that re-wets",
            0.75,
            0.75,
            hours_until(closed, |t| dye(0.5, t)),
        ),
        (
            "ito-2013-pore-recovery",
            "the same, read through the plug that the polymer of the needles leaves",
            0.75,
            0.75,
            hours_until(closed, |t| dry(0.5, 1.0).at(t).barrier),
        ),
        (
            "micropore-sites-pmc8259462",
            "impedance, covered, three sites (set)",
            58.3,
            63.1,
            hours_until(closed, |t| covered(0.77, 1.0).at(t).barrier),
        ),
        (
            "ogunjimi-2020-skin-of-color",
            "impedance, covered, five groups",
            44.1,
            66.5,
            hours_until(closed, |t| covered(0.77, 1.0).at(t).barrier),
        ),
        (
            "hydrogel-mn-pmc4119956",
            "TEWL, after 6 h under a patch",
            6.0,
            24.0,
            hours_until(normal, |t| {
                let wet = vec![WetSpell { from: 0.0, until: 0.25 }];
                Closure::new(clocks(&needling(0.6, 1.0), &p), 0.0, wet).unwrap().at(t).water_loss
            }),
        ),
        (
            "hydrogel-mn-pmc4119956",
            "pores in OCT, open at 24 h at least",
            24.0,
            120.0,
            hours_until(closed, |t| covered(0.6, 1.0).at(t).tissue),
        ),
        (
            "wermeling-2008-naltrexone",
            "drug enters under a patch, 48 h at least",
            48.0,
            1000.0,
            hours_until(closed, |t| covered(0.77, 1.0).at(t).barrier),
        ),
    ]
}

#[test]
fn closing_by_each_read_out() {
    let rows = readings();
    let mut table = "study,read_out,measured_low_h,measured_high_h,predicted_h,factor_off\n".to_owned();
    for (study, read_out, low, high, predicted) in &rows {
        let off = if predicted < low {
            low / predicted
        } else if predicted > high {
            predicted / high
        } else {
            1.0
        };
        writeln!(table, "{study},\"{read_out}\",{low},{high},{predicted:.1},{off:.2}").unwrap();
    }
    println!("{table}");
    renew_or_compare("closure.csv", &table);
    let by = |name: &str| rows.iter().find(|r| r.1.starts_with(name)).unwrap().4;
    // The order of the read-outs is the point: water first, dye later, under cover days, living tissue longest.
    assert!(by("TEWL, open air, 0.77") < by("calcein, open air, 0.77"));
    assert!(by("calcein, open air, 0.77") < by("impedance, covered"));
    assert!(by("impedance, covered") < by("pores in OCT"));
    assert!(by("calcein, open air, 0.37") < by("calcein, open air, 0.77"));
    // Old skin closes more slowly however it is read (kelchen-2016-elderly).
    let p = TransportParameters::default();
    let needling = |slowdown| Needling {
        channels: ChannelField { density: 1.0, mouth_diameter: 0.07, depth: 0.2, taper: 0.5 },
        at: 0.0,
        needle_length: 0.77,
        slowdown,
        bleeding: 0.0,
    };
    let (young, old) = (clocks(&needling(1.0), &p), clocks(&needling(1.4), &p));
    assert!(old.covered > young.covered && old.open_air > young.open_air && old.plug > young.plug);
}

/// What channels add does not depend on how leaky the skin beside them is. With the intact flux that touro-2015-amantadine
/// measured in its own pig ear, one donor concentration, which the abstract does not state, gives both of its ratios.
#[test]
fn one_donor_concentration_explains_both_drugs_of_a_leaky_skin() {
    let added = |arm: &str| {
        let case = cases().into_iter().find(|case| case.arm.as_deref() == Some(arm)).unwrap();
        let (needled, intact) = (case.entered(true, 0).0, case.entered(false, 0).0);
        // ng/mm² in 24 h at 1 % (10 mg/ml) to µg/cm²/h per mg/ml.
        0.1 * (needled - intact) / case.hours / 10.0
    };
    let (amantadine, pramipexole) = (added("amantadine"), added("pramipexole"));
    let donor = (49.04 - 22.38) / amantadine;
    let ratio = 1.0 + pramipexole * donor / 134.83;
    println!(
        "channels add {amantadine:.3} and {pramipexole:.3} µg/cm²/h per mg/ml: donor {donor:.0} mg/ml, second ratio {ratio:.2}"
    );
    // A donor that can be made, and a second ratio within twice the scatter of the measured intact flux.
    assert!((1.0..300.0).contains(&donor), "{donor}");
    assert!((1.0..1.0 + 2.0 * 13.66 / 134.83).contains(&ratio), "{ratio}");
}

/// The parameter table of the model page is that of the code.
#[test]
fn every_coefficient_is_on_the_model_page() {
    use needlework::provenance::{Origin, Spread};
    let rows: Vec<String> = TransportParameters::TABLE
        .iter()
        .map(|c| {
            let spread = match c.spread {
                Spread::Exact => "exact".to_owned(),
                Spread::Normal { sd } => format!("± {sd}"),
                Spread::LogNormal { log_sd } => format!("log-sd {log_sd:.2}"),
                Spread::Range { low, high } => format!("{low} to {high}"),
            };
            let origin = match c.origin {
                Origin::Measured => "measured",
                Origin::Fitted => "fitted",
                Origin::Assumed => "assumed",
                Origin::Definition => "definition",
            };
            format!("| `{}` | {} | {} | {spread} | {origin} | {} |", c.name, c.value, c.unit, c.source)
        })
        .collect();
    let path = folder().join("../../docs/models/absorption.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (begin, end) = ("<!-- coefficients -->\n", "<!-- end of coefficients -->");
    let (before, rest) = page.split_once(begin).unwrap();
    let (_, after) = rest.split_once(end).unwrap();
    let header = "| coefficient | value | unit | spread | origin | source |\n|---|---|---|---|---|---|\n";
    let current = format!("{before}{begin}{header}{}\n{end}{after}", rows.join("\n"));
    if std::env::var_os("NEEDLEWORK_GENERATE").is_some() {
        std::fs::write(&path, &current).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).unwrap() == current,
        "docs/models/absorption.md is out of date; NEEDLEWORK_GENERATE=1 renews it"
    );
}
