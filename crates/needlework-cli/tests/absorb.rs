//! `absorb` as a user meets it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("absorb-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn absorb(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_needlework"));
    command.arg("absorb").args(arguments).env("NO_COLOR", "1").current_dir(folder).output().unwrap()
}

const STUDY: &str = "format = 1\n[skin]\nsite = \"cheek\"\n[device]\nid = \"skinpen-precision\"\n[protocol]\n\
    sessions = \"2 sessions every 30 days\"\n[[application]]\nactive = \"niacinamide\"\nwhen = \"during\"\n\
    dose = \"2 uL/cm2\"\nstrength = \"4 %\"\n";

fn study(folder: &Path, text: &str) -> String {
    let path = folder.join("serum.toml");
    std::fs::write(&path, text).unwrap();
    path.to_string_lossy().into_owned()
}

#[test]
fn a_run_holds_tables_and_a_report_and_is_the_same_again() {
    let folder = folder("run");
    let study = study(&folder, STUDY);
    for out in ["a", "b"] {
        let done = absorb(&[&study, "--out", out, "--csv", "--draws", "4"], &folder);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let text = String::from_utf8(done.stdout).unwrap();
        assert!(text.contains("gain over intact skin") && text.contains("needled"), "{text}");
    }
    let files = |run: &str| -> BTreeMap<String, Vec<u8>> {
        std::fs::read_dir(folder.join(run))
            .unwrap()
            .map(|entry| entry.unwrap())
            .filter(|entry| entry.file_name() != "timings.json")
            .map(|entry| (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).unwrap()))
            .collect()
    };
    let (first, second) = (files("a"), files("b"));
    for name in ["absorption.csv", "amounts.csv", "flux.csv", "profiles.csv", "absorption.parquet", "report.html"] {
        assert!(first.contains_key(name), "{name} is missing from {:?}", first.keys());
    }
    assert!(first == second, "two runs of one study differ");
    let report = String::from_utf8(first["report.html"].clone()).unwrap();
    assert!(report.contains("Depth and time") && report.contains("Report of absorption"));
    // What lies on the skin, in it, in blood or elsewhere adds up to what was applied, at every time.
    let amounts = String::from_utf8(first["amounts.csv"].clone()).unwrap();
    let mut sums: BTreeMap<(String, String), f64> = BTreeMap::new();
    for line in amounts.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [_, _, skin, _, t, value] = cells[..] else { panic!("{line}") };
        *sums.entry((skin.to_owned(), t.to_owned())).or_default() += value.parse::<f64>().unwrap();
    }
    assert!(sums.len() > 60);
    for ((skin, t), sum) in sums {
        assert!((sum / 80.0 - 1.0).abs() < 1e-6, "{skin} skin on day {t}: {sum} of 80 µg/cm²");
    }
}

#[test]
fn json_has_both_sides_with_bands_and_the_needled_one_is_higher() {
    let folder = folder("json");
    let study = study(&folder, STUDY);
    // Within a day niacinamide enters intact skin, too.
    let done = absorb(&[&study, "--json", "--draws", "8", "--time", "2 h"], &folder);
    let value: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    let entered = |side: &str| {
        let list = value["products"][0][side]["quantities"].as_array().unwrap();
        let row = list.iter().find(|row| row["id"] == "entered_share").unwrap();
        assert!(row["p05"].as_f64().unwrap() <= row["p95"].as_f64().unwrap());
        row["value"].as_f64().unwrap()
    };
    assert!(entered("needled") > 2.0 * entered("intact"));
}

#[test]
fn the_unit_cell_stands_beside_the_column_and_is_shown() {
    let folder = folder("cell");
    let study = study(&folder, STUDY);
    let done = absorb(&[&study, "--draws", "0", "--time", "24 h", "--geometry", "unit-cell"], &folder);
    let text = String::from_utf8(done.stdout).unwrap();
    let line = text.lines().find(|line| line.starts_with("unit cell")).unwrap_or_else(|| panic!("{text}"));
    let off: f64 = line.rsplit(' ').nth(4).unwrap().parse().unwrap();
    assert!(off.abs() < 10.0, "{line}");
    let report = std::fs::read_to_string(folder.join("serum.absorb/report.html")).unwrap();
    assert!(report.contains("concentration about one channel") && report.contains("2.0 h after needling"));
}

#[test]
fn studies_without_a_product_or_with_a_bad_dose_are_refused() {
    let folder = folder("bad");
    let (bare, _) = STUDY.split_once("[[application]]").unwrap();
    let refused = absorb(&[&study(&folder, bare)], &folder);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("NW0605"));
    let refused = absorb(&[&study(&folder, &STUDY.replace("\"2 uL/cm2\"", "2"))], &folder);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("NW0315"));
    assert!(!folder.join("serum.absorb").exists());
}

/// Every caution that a result can carry is a code that `explain` knows.
#[test]
fn cautions_are_codes_that_explain_knows() {
    for number in 701..=710 {
        let code = format!("NW0{number}");
        assert!(needlework_study::diagnostic::Code::find(&code).is_some(), "{code}");
    }
}
