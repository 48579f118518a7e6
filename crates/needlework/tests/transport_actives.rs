//! The library of actives, and `absorb` on every one of them.

mod face;

use std::path::PathBuf;

use needlework::healing::Parameters;
use needlework::transport::absorb::{Product, Request, Use, absorb};
use needlework::transport::absorption::Absorption;
use needlework::transport::active::{Active, Drives, Kind};
use needlework::transport::column::{Needling, Preparation};
use needlework::transport::effect::{exposures, mean_inputs, platelet_bolus};
use needlework::transport::pore::ChannelField;

use face::FACE;

const ROLLER: Needling = Needling {
    channels: ChannelField { density: 2.4, mouth_diameter: 0.07, depth: 0.5, taper: 0.5 },
    at: 0.0,
    needle_length: 1.0,
    slowdown: 1.0,
    bleeding: 0.0,
};

fn actives() -> Vec<Active> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../library/actives");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    files
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).unwrap();
            let active: Active = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            assert_eq!(path.file_stem().unwrap().to_str().unwrap(), active.id);
            active
        })
        .collect()
}

fn active(id: &str) -> Active {
    actives().into_iter().find(|a| a.id == id).unwrap()
}

#[test]
fn every_entry_is_valid_and_the_asked_families_are_there() {
    let all = actives();
    for a in &all {
        a.validate().unwrap_or_else(|e| panic!("{}: {e}", a.id));
        assert!(!a.summary.is_empty() && !a.stability.is_empty());
        let from_formula = a.properties.formula.is_some();
        assert_eq!(
            from_formula,
            matches!(a.kind, Kind::SmallMolecule | Kind::Peptide),
            "{}: a formula for small molecules and peptides only",
            a.id
        );
    }
    assert!(all.len() >= 20, "{}", all.len());
    for id in [
        "ascorbic-acid",
        "niacinamide",
        "tranexamic-acid",
        "hyaluronic-acid-20kda",
        "retinol",
        "tretinoin",
        "egf",
        "fgf-2",
        "tgf-beta-3",
        "platelet-rich-plasma",
        "exosomes",
        "ghk-cu",
        "palmitoyl-pentapeptide",
        "glycolic-acid",
        "salicylic-acid",
        "hydroquinone",
        "caffeine",
        "lidocaine",
        "prilocaine",
        "tetracaine",
        "insulin",
        "botulinum-toxin",
        "triamcinolone-acetonide",
        "diclofenac",
    ] {
        assert!(all.iter().any(|a| a.id == id), "{id} is missing");
    }
}

/// Molar masses follow from the formulas.
#[test]
fn formulas_weigh_what_the_entries_say() {
    for a in actives() {
        let Some(formula) = &a.properties.formula else { continue };
        let mut sum = 0.0;
        let mut chars = formula.chars().peekable();
        while let Some(c) = chars.next() {
            let mut symbol = c.to_string();
            while let Some(l) = chars.next_if(char::is_ascii_lowercase) {
                symbol.push(l);
            }
            let mut digits = String::new();
            while let Some(d) = chars.next_if(char::is_ascii_digit) {
                digits.push(d);
            }
            let mass = match symbol.as_str() {
                "C" => 12.011,
                "H" => 1.008,
                "N" => 14.007,
                "O" => 15.999,
                "P" => 30.974,
                "F" => 18.998,
                "Cl" => 35.45,
                other => panic!("{other}"),
            };
            sum += mass * digits.parse::<f64>().unwrap_or(1.0);
        }
        let stated = a.properties.molar_mass_g_mol.value;
        assert!((sum - stated).abs() < 0.12, "{}: {sum} against {stated}", a.id);
    }
}

#[test]
fn every_active_is_absorbed_with_bands_and_balances() {
    for a in actives() {
        let mut request = Request::new(&a, FACE);
        request.needling = Some(ROLLER);
        let r = absorb(&request).unwrap_or_else(|e| panic!("{}: {e}", a.id));
        let gain = r.enhancement;
        println!(
            "{:28} entered {:9.3e} [{:8.2e} {:8.2e}] of {:8.2e} ng/mm², intact {:8.2e}, ×{:8.2} [{:.1} {:.1}], systemic {:.3}, lag {:.2} h, depth {:.2} mm, imbalance {:.0e}",
            a.id,
            r.entered.central,
            r.entered.low,
            r.entered.high,
            r.applied,
            r.entered_intact.central,
            gain.map_or(f64::INFINITY, |e| e.central),
            gain.map_or(f64::INFINITY, |e| e.low),
            gain.map_or(f64::INFINITY, |e| e.high),
            r.systemic_share.central,
            r.lag.central * 24.0,
            r.depth_reached,
            r.imbalance,
        );
        assert!(r.imbalance < 1e-10, "{}: {}", a.id, r.imbalance);
        assert!(gain.is_none_or(|e| e.central >= 0.98), "{}", a.id);
        assert!(r.entered.low <= r.entered.median && r.entered.median <= r.entered.high);
        let last = r.course.last().unwrap();
        let held: f64 = last.in_layers.iter().sum();
        let found = last.on_skin + held + last.systemic + last.degraded + last.evaporated + last.washed_off;
        assert!((found / r.applied - 1.0).abs() < 1e-10);
        for row in &r.field.concentrations {
            let sum: f64 = row.iter().zip(&r.field.heights).map(|(c, h)| c * h).sum();
            assert!(sum <= r.applied * (1.0 + 1e-9));
        }
    }
}

#[test]
fn cautions_name_what_is_wrong() {
    let codes = |id: &str, change: &dyn Fn(&mut Request<'_>)| -> Vec<&'static str> {
        let a = active(id);
        let mut request = Request::new(&a, FACE);
        request.draws = 0;
        request.duration = 0.2;
        change(&mut request);
        absorb(&request).unwrap().cautions.iter().map(|c| c.code).collect()
    };
    assert!(codes("caffeine", &|r| r.product.strength = 0.0).contains(&"NW0701"));
    assert!(codes("insulin", &|_| ()).contains(&"NW0702"));
    assert!(codes("niacinamide", &|_| ()).contains(&"NW0703"));
    assert!(codes("caffeine", &|r| r.product.strength = 20.0).contains(&"NW0704"));
    assert!(codes("ascorbic-acid", &|r| r.product.ph = 7.0).contains(&"NW0705"));
    assert!(!codes("ascorbic-acid", &|_| ()).contains(&"NW0705"));
    let shallow = Needling { channels: ChannelField { depth: 0.01, ..ROLLER.channels }, ..ROLLER };
    assert!(codes("caffeine", &|r| r.needling = Some(shallow)).contains(&"NW0706"));
    assert!(codes("exosomes", &|_| ()).contains(&"NW0709"));
    assert!(codes("platelet-rich-plasma", &|_| ()).contains(&"NW0710"));
}

#[test]
fn bad_requests_are_rejected_with_a_code() {
    let a = active("caffeine");
    let code = |change: &dyn Fn(&mut Request<'_>)| {
        let mut request = Request::new(&a, FACE);
        request.draws = 0;
        change(&mut request);
        absorb(&request).unwrap_err().code()
    };
    assert_eq!(code(&|r| r.product.strength = 120.0), "T001");
    assert_eq!(code(&|r| r.product.amount = f64::NAN), "T001");
    assert_eq!(code(&|r| r.uses = vec![]), "T001");
    assert_eq!(code(&|r| r.duration = 1e9), "T001");
    assert_eq!(code(&|r| r.uses = vec![Use { from: 1.0, until: 0.5 }]), "T003");
    assert_eq!(code(&|r| r.skin.stratum_corneum = 0.0), "T001");
}

#[test]
fn half_a_year_of_daily_care_balances() {
    let a = active("tranexamic-acid");
    let mut request = Request::new(&a, FACE);
    request.needling = Some(ROLLER);
    request.draws = 0;
    request.duration = 180.0;
    request.product = Product { strength: 3.0, ph: 6.5, amount: 2.0, covered: false };
    request.uses = (0..180).map(|d| Use { from: f64::from(d) + 0.1, until: f64::from(d) + 0.6 }).collect();
    let r = absorb(&request).unwrap();
    println!("180 uses: entered {:.3}, imbalance {:.0e}", r.entered.central, r.imbalance);
    assert!(r.imbalance < 1e-10);
    // Channels are long closed: six months add little more than six months of intact skin.
    let gain = r.enhancement.unwrap().central;
    assert!((1.0..5.0).contains(&gain), "{gain}");
}

#[test]
fn the_same_key_gives_the_same_bits() {
    let a = active("niacinamide");
    let mut request = Request::new(&a, FACE);
    request.preparation = Preparation::Excised(0.4);
    request.draws = 4;
    let (x, y) = (absorb(&request).unwrap(), absorb(&request).unwrap());
    assert_eq!(x, y);
    request.key.seed = 1;
    assert_ne!(x.entered, absorb(&request).unwrap().entered);
}

/// Every active with an effect moves its own input and no other, more through channels than through intact skin.
#[test]
fn delivered_actives_drive_their_input() {
    let healing = Parameters::standard();
    for a in actives() {
        let mut request = Request::new(&a, FACE);
        request.draws = 0;
        let intact = absorb(&request).unwrap();
        request.needling = Some(ROLLER);
        let needled = absorb(&request).unwrap();
        // The highest input: a day's mean can be lower through channels, because the dose is spent sooner.
        let peak = |r: &Absorption| {
            exposures(&a, &FACE, r, &healing).iter().fold([0.0_f64; 8], |top, e| {
                let now = e.inputs.into_array();
                core::array::from_fn(|i| top[i].max(now[i]))
            })
        };
        let (before, after) = (peak(&intact), peak(&needled));
        let mean = mean_inputs(&exposures(&a, &FACE, &needled, &healing), 0.0, 1.0).into_array();
        assert!(mean.iter().zip(&after).all(|(m, p)| m <= p));
        let moved = after.iter().filter(|u| **u > 0.0).count();
        println!("{:28} {:?} intact {before:.3?} needled {after:.3?}", a.id, a.effect.as_ref().map(|e| e.drives));
        match a.effect.as_ref().map(|e| e.drives) {
            None => assert_eq!(moved, 0, "{}", a.id),
            Some(Drives::PlateletPlasma) => {
                assert_eq!(moved, 0);
                let strength = request.product.strength;
                let bolus = platelet_bolus(&a, &needled, strength, 4.0);
                println!("  bolus {bolus:.3}");
                assert!(bolus > 0.0 && bolus < 4.0);
                assert!(bolus > platelet_bolus(&a, &intact, strength, 4.0));
            }
            Some(_) => {
                assert_eq!(moved, 1, "{}", a.id);
                let [before, after]: [f64; 2] = [before.iter().sum(), after.iter().sum()];
                assert!(after >= 0.99 * before, "{} {before} {after}", a.id);
            }
        }
        for (name, u) in needlework::healing::Inputs::<f64>::NAMES.iter().zip(after) {
            if !["growth_factor", "hyaluronan", "ultraviolet"].contains(name) {
                assert!((0.0..=1.0).contains(&u), "{} {name} {u}", a.id);
            }
        }
    }
}
