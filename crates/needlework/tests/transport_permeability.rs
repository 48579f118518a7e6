//! Intact-skin permeability of 158 measured compounds against the estimates, on compounds not used to set the pores.
//!
//! Run with `NEEDLEWORK_WRITE=1` to renew `validation/permeability/`; without it the committed files must agree.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use needlework::transport::parameters::TransportParameters;
use needlework::transport::qspr::molecule::schroeder_volume;
use needlework::transport::qspr::stratum_corneum::{Water, potts_guy, wang_kasting_nitsche};
use needlework::transport::qspr::{Molecule, pores};

const CM_H: f64 = 240.0;
/// The tracers that set the pores of intact skin; every other compound is held out.
const SETTING: [&str; 4] = ["mannitol", "sucrose", "urea", "raffinose"];

struct Row {
    compound: String,
    log_kow: f64,
    measured: f64,
    estimates: [f64; 3],
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../validation/permeability")
}

fn rows() -> Vec<Row> {
    let parameters = TransportParameters::default();
    let text = std::fs::read_to_string(folder().join("measured.csv")).unwrap();
    text.lines()
        .skip(1)
        .map(|line| {
            // Compound names hold commas, so they are quoted; every other column of interest follows.
            let (compound, rest) = line
                .strip_prefix('"')
                .map_or_else(|| line.split_once(',').unwrap(), |quoted| quoted.split_once("\",").unwrap());
            let fields: Vec<&str> = rest.split(',').collect();
            let number = |i: usize| -> f64 { fields[i].parse().unwrap() };
            let count = |i: usize| -> u32 { fields[i].parse().unwrap() };
            let volume = schroeder_volume(fields[2], count(3), count(4), count(5)).unwrap();
            let m = Molecule::neutral(number(0), number(1), Some(volume));
            let lipid = wang_kasting_nitsche(&m, Water::Hydrated);
            let aqueous =
                pores::intact_pores(&m, parameters.intact_pore_area_over_length, parameters.intact_pore_radius);
            Row {
                compound: compound.to_owned(),
                log_kow: number(1),
                measured: number(7),
                estimates: [potts_guy(&m), lipid, lipid + aqueous].map(|kp| (kp / CM_H).log10()),
            }
        })
        .collect()
}

#[derive(Clone, Copy)]
struct Score {
    n: usize,
    bias: f64,
    rmse: f64,
}

fn score(rows: &[Row], model: usize, select: impl Fn(&Row) -> bool) -> Score {
    let errors: Vec<f64> = rows.iter().filter(|r| select(r)).map(|r| r.estimates[model] - r.measured).collect();
    let n = errors.len();
    let mean = |f: fn(f64) -> f64| errors.iter().copied().map(f).sum::<f64>() / n as f64;
    Score { n, bias: mean(|e| e), rmse: mean(|e| e * e).sqrt() }
}

fn held_out(r: &Row) -> bool {
    !SETTING.contains(&r.compound.as_str())
}

type Group = (&'static str, fn(&Row) -> bool);
const GROUPS: [Group; 6] = [
    ("all rows", |_| true),
    ("held out", held_out),
    ("held out, log Kow < -1", |r| held_out(r) && r.log_kow < -1.0),
    ("held out, log Kow < -1, without water", |r| held_out(r) && r.log_kow < -1.0 && r.compound != "water"),
    ("held out, log Kow -1 to 2", |r| held_out(r) && (-1.0..=2.0).contains(&r.log_kow)),
    ("held out, log Kow > 2", |r| held_out(r) && r.log_kow > 2.0),
];
const MODELS: [&str; 3] = ["Potts-Guy", "Wang-Kasting-Nitsche", "Wang-Kasting-Nitsche and intact pores"];

fn scores_csv(rows: &[Row]) -> String {
    let mut out = "group,rows,model,bias_log10,rmse_log10\n".to_owned();
    for (name, select) in GROUPS {
        for (i, model) in MODELS.iter().enumerate() {
            let s = score(rows, i, select);
            writeln!(out, "\"{name}\",{},{model},{:.2},{:.2}", s.n, s.bias, s.rmse).unwrap();
        }
    }
    out
}

fn compounds_csv(rows: &[Row]) -> String {
    let mut by: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for r in rows {
        by.entry(&r.compound).or_default().push(r);
    }
    let mut out = "compound,held_out,rows,log_kow,measured_low,measured_median,measured_high,potts_guy,wang_kasting_nitsche,with_intact_pores\n".to_owned();
    for (name, rows) in by {
        let mut kp: Vec<f64> = rows.iter().map(|r| r.measured).collect();
        kp.sort_by(f64::total_cmp);
        let median = f64::midpoint(kp[(kp.len() - 1) / 2], kp[kp.len() / 2]);
        let [a, b, c] = rows[0].estimates;
        writeln!(
            out,
            "\"{name}\",{},{},{},{:.2},{median:.2},{:.2},{a:.2},{b:.2},{c:.2}",
            held_out(rows[0]),
            rows.len(),
            rows[0].log_kow,
            kp[0],
            kp[kp.len() - 1],
        )
        .unwrap();
    }
    out
}

#[test]
fn intact_pores_mend_the_polar_compounds_and_spoil_no_others() {
    let rows = rows();
    assert!(rows.len() > 450, "{} rows", rows.len());
    let scores = scores_csv(&rows);
    println!("{scores}");
    for (file, text) in [("scores.csv", &scores), ("compounds.csv", &compounds_csv(&rows))] {
        let path = folder().join(file);
        if std::env::var_os("NEEDLEWORK_WRITE").is_some() {
            std::fs::write(&path, text).unwrap();
        }
        assert_eq!(&std::fs::read_to_string(&path).unwrap(), text, "{file} is out of date");
    }
    let polar = |m| score(&rows, m, GROUPS[3].1).rmse;
    assert!(polar(2) < 0.5 * polar(0).min(polar(1)), "{} {} {}", polar(0), polar(1), polar(2));
    for group in [1, 4, 5] {
        let by = |m| score(&rows, m, GROUPS[group].1).rmse;
        assert!(by(2) <= by(1) + 0.01, "{}", GROUPS[group].0);
    }
    // The spread carried by an estimated permeability is what the held-out compounds show.
    let sd = TransportParameters::TABLE.iter().find(|c| c.name == "estimated_permeability").map(|c| c.spread).unwrap();
    let want = score(&rows, 2, GROUPS[1].1).rmse * core::f64::consts::LN_10;
    let needlework::provenance::Spread::LogNormal { log_sd } = sd else { panic!("{sd:?}") };
    assert!((log_sd / want - 1.0).abs() < 0.03, "spread {log_sd}, residual {want}");
}
