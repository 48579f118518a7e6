//! `simulate` as a user meets it: what a run directory holds, and what it never does.

mod runs;

use runs::files;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of this test's own, empty at the start.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn simulate(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_needlework"))
        .args(["simulate", "--no-pictures"])
        .args(arguments)
        .env("NO_COLOR", "1")
        .current_dir(folder)
        .output()
        .unwrap()
}

/// A short study, so that the test is quick.
fn study(folder: &Path) -> String {
    let text = "format = 1\n[skin]\nage = 40\nsite = \"cheek\"\n[concern]\nid = \"wrinkles\"\n[device]\nid = \"skinpen-precision\"\n\
                [technique]\ndepth = \"1 mm\"\n[protocol]\nsessions = \"2 sessions every 30 days\"\n\
                [output]\nhorizon = \"90 days\"\n[numerics]\ndraws = 8\n";
    let path = folder.join("short.toml");
    std::fs::write(&path, text).unwrap();
    path.to_string_lossy().into_owned()
}

#[test]
fn the_report_of_many_zones_with_pictures_stays_under_three_megabytes() {
    let folder = folder("many-zones");
    let path = study(&folder);
    let text = std::fs::read_to_string(&path).unwrap();
    let sites = [
        "forehead",
        "glabella",
        "temple",
        "lateral-canthus",
        "lower-eyelid",
        "zygoma",
        "cheek",
        "nasal-dorsum",
        "upper-lip",
        "chin",
        "submandibular",
        "neck",
    ];
    let zones: String = sites.map(|site| format!("[[skin.zone]]\nsite = \"{site}\"\ndepth = \"0.5 mm\"\n")).concat();
    std::fs::write(&path, text.replace("site = \"cheek\"\n", &zones).replace("draws = 8", "draws = 4")).unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_needlework"))
        .args(["simulate", &path, "--out", "many", "--quiet"])
        .env("NO_COLOR", "1")
        .current_dir(&folder)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let page = std::fs::metadata(folder.join("many/report.html")).unwrap().len();
    println!("{} zones: {page} bytes", sites.len());
    assert!(page < 3_000_000, "{page} bytes");
}

#[test]
fn the_same_study_gives_the_same_bytes_twice_and_on_one_and_two_threads() {
    let folder = folder("same-bytes");
    let study = study(&folder);
    for (out, threads) in [("a", "1"), ("b", "1"), ("c", "2")] {
        let done = simulate(&[&study, "--out", out, "--threads", threads, "--csv", "--quiet"], &folder);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    let first = files(&folder.join("a"));
    let names: Vec<&str> = first.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "bands.csv",
            "bands.parquet",
            "endpoints.csv",
            "endpoints.parquet",
            "insults.csv",
            "insults.parquet",
            "manifest.json",
            "punctures.csv",
            "punctures.parquet",
            "report.html",
            "report.json",
            "risks.csv",
            "risks.parquet",
            "sessions.csv",
            "sessions.parquet",
            "species.csv",
            "species.parquet",
            "trials.csv",
            "trials.parquet"
        ]
    );
    for other in ["b", "c"] {
        for (name, bytes) in files(&folder.join(other)) {
            assert!(first[&name] == bytes, "{name} differs in run {other}");
        }
    }
    let csv = String::from_utf8(first["endpoints.csv"].clone()).unwrap();
    assert_eq!(csv.lines().next(), Some("endpoint,zone,t,value,unit"));
}

#[test]
fn a_patch_gives_the_same_bytes_on_one_and_two_threads() {
    let folder = folder("patch-threads");
    let study = study(&folder);
    let text = std::fs::read_to_string(&study).unwrap();
    // Enough voxels to be shared out between threads.
    let space = "[space]\ntier = \"patch\"\nwidth = \"1.2 mm\"\nuntil = \"0.1 days\"\nsnapshots = [\"0.1 days\"]\n\
                 species = [\"collagen_3\", \"neutrophils\"]\n";
    std::fs::write(&study, text.replace("draws = 8", "draws = 1") + space).unwrap();
    for threads in ["1", "2"] {
        let done = simulate(&[&study, "--out", threads, "--threads", threads, "--quiet"], &folder);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    let (one, two) = (files(&folder.join("1")), files(&folder.join("2")));
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    for (name, bytes) in &one {
        assert!(two[name] == *bytes, "{name} differs");
    }
    // The manifest lists every file of the fields with its sum.
    let manifest: serde_json::Value = serde_json::from_slice(&one["manifest.json"]).unwrap();
    let listed = manifest["fields"][0]["files"].as_array().unwrap();
    let written: Vec<&String> = one.keys().filter(|name| name.starts_with("fields/")).collect();
    assert_eq!(listed.len(), written.len());
    for file in listed {
        let bytes = &one[file["path"].as_str().unwrap()];
        assert_eq!(file["bytes"].as_u64(), Some(bytes.len() as u64));
        assert_eq!(file["sha256"].as_str().map(str::len), Some(64));
    }
}

#[test]
fn the_tissue_is_drawn_into_the_run_and_into_the_report() {
    let folder = folder("pictures");
    let study = study(&folder);
    for (out, threads) in [("drawn", "2"), ("again", "1")] {
        let done = needlework(&["simulate", &study, "--quiet", "--out", out, "--threads", threads], &folder);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    let pictures = files(&folder.join("drawn/pictures"));
    assert!(pictures.contains_key("masson.png") && pictures.contains_key("masson-moving.png"), "{:?}", pictures.keys());
    assert!(pictures.keys().any(|name| name.starts_with("surface-1-day-0000")), "{:?}", pictures.keys());
    assert!(files(&folder.join("again")) == files(&folder.join("drawn")));
    let heads: [&[u8]; 2] = [b"\x89PNG", b"\xff\xd8\xff"];
    let sound = |file: &Vec<u8>| heads.iter().any(|head| file.starts_with(head)) && file.len() < 600_000;
    assert!(pictures.values().all(sound));
    let report = std::fs::read_to_string(folder.join("drawn/report.html")).unwrap();
    assert!(report.contains("class=\"motion\" src=\"data:image/png;base64,") && report.len() < 2_700_000);
    for image in report.split("<img ").skip(1) {
        assert!(image.split_once("alt=\"").is_some_and(|(_, rest)| !rest.starts_with('"')));
    }
}

#[test]
fn lasers_peels_and_heated_needles_have_sections_too() {
    let folder = folder("sections");
    let treatments = [
        ("laser", "[[laser]]\ndevice = \"co2-fractional\"\nenergy = \"20 mJ\"\ncoverage = \"10 %\"\n"),
        ("heat", "[[radiofrequency]]\ndevice = \"insulated-needles\"\ndepth = \"1.5 mm\"\n"),
        ("peel", "[[peel]]\nproduct = \"glycolic-35\"\n"),
    ];
    for (name, treatment) in treatments {
        let text = format!(
            "format = 1\n[skin]\nage = 40\nsite = \"cheek\"\n[concern]\nid = \"wrinkles\"\n{treatment}\
             sessions = \"1 session\"\n[output]\nhorizon = \"30 days\"\n[numerics]\ndraws = 8\n"
        );
        let study = format!("{name}.toml");
        std::fs::write(folder.join(&study), text).unwrap();
        let done = needlework(&["simulate", &study, "--quiet", "--out", name], &folder);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let pictures = files(&folder.join(name).join("pictures"));
        for file in ["masson.png", "picrosirius.png", "collagen-new.png", "collagen-change.png"] {
            assert!(pictures.contains_key(file), "{name}: {:?}", pictures.keys());
        }
        let report = std::fs::read_to_string(folder.join(name).join("report.html")).unwrap();
        // The days of the picture between polarisers, in words.
        assert!(report.contains("crossed polarisers before treatment and at 1 h, day 7, day 14"), "{name}");
    }
}

#[test]
fn another_seed_gives_other_punctures() {
    let folder = folder("seeds");
    let study = study(&folder);
    for seed in ["1", "2"] {
        assert!(simulate(&[&study, "--out", seed, "--seed", seed, "--quiet"], &folder).status.success());
    }
    assert_ne!(files(&folder.join("1"))["punctures.parquet"], files(&folder.join("2"))["punctures.parquet"]);
}

#[test]
fn a_run_directory_is_never_overwritten_by_accident() {
    let folder = folder("overwrite");
    let study = study(&folder);
    assert!(simulate(&[&study, "--quiet"], &folder).status.success());
    let before = files(&folder.join("short.run"));
    let refused = simulate(&[&study, "--seed", "9"], &folder);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("NW0401"));
    assert!(refused.stdout.is_empty());
    assert_eq!(files(&folder.join("short.run")), before);
    assert!(simulate(&[&study, "--seed", "9", "--force", "--quiet"], &folder).status.success());
    assert_ne!(files(&folder.join("short.run")), before);
    // Nothing but the study and the run is left behind.
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
}

#[test]
fn a_place_that_cannot_be_written_fails_before_the_work() {
    let folder = folder("unwritable");
    let study = study(&folder);
    std::fs::write(folder.join("file"), "not a folder").unwrap();
    let failed = simulate(&[&study, "--out", "file/run"], &folder);
    assert_eq!(failed.status.code(), Some(1), "{}", String::from_utf8_lossy(&failed.stderr));
    assert!(String::from_utf8_lossy(&failed.stderr).contains("NW0403"));
}

#[test]
fn bad_studies_are_refused_without_a_run() {
    let folder = folder("bad");
    let path = folder.join("bad.toml");
    std::fs::write(&path, "format = 1\n[skin]\nage = 400\nsite = \"cheek\"\n").unwrap();
    let refused = simulate(&[&path.to_string_lossy()], &folder);
    assert_eq!(refused.status.code(), Some(2));
    assert!(refused.stdout.is_empty() && !refused.stderr.is_empty());
    assert!(!folder.join("bad.run").exists());
}

#[test]
fn the_summary_goes_to_standard_output_and_json_is_json() {
    let folder = folder("summary");
    let study = study(&folder);
    let done = simulate(&[&study], &folder);
    let text = String::from_utf8(done.stdout).unwrap();
    assert!(text.contains("Lemperle") && text.contains("punctures/cm²"), "{text}");
    let done = simulate(&[&study, "--force", "--json"], &folder);
    let value: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(value["zones"][0]["zone"], "cheek");
    assert!(value["zones"][0]["endpoints"].as_array().unwrap().len() > 10);
}

fn needlework(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_needlework"))
        .args(arguments)
        .env("NO_COLOR", "1")
        .current_dir(folder)
        .output()
        .unwrap()
}

#[test]
fn the_report_of_a_run_is_drawn_again_with_the_same_bytes() {
    let folder = folder("report-again");
    let study = study(&folder);
    assert!(simulate(&[&study, "--quiet"], &folder).status.success());
    let page = folder.join("short.run/report.html");
    let before = std::fs::read(&page).unwrap();
    std::fs::remove_file(&page).unwrap();
    assert!(needlework(&["report", "short.run"], &folder).status.success());
    assert!(std::fs::read(&page).unwrap() == before);
    // A file of the user's is not replaced by accident, and a run that has lost its data says so.
    std::fs::write(folder.join("mine.html"), "mine").unwrap();
    assert_eq!(needlework(&["report", "short.run", "--out", "mine.html"], &folder).status.code(), Some(2));
    assert_eq!(std::fs::read(folder.join("mine.html")).unwrap(), b"mine");
    std::fs::write(folder.join("short.run/report.json"), "{").unwrap();
    let damaged = needlework(&["report", "short.run"], &folder);
    assert_eq!(damaged.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&damaged.stderr).contains("NW0405"));
    assert!(std::fs::read(&page).unwrap() == before);
}

#[test]
fn runs_stand_side_by_side() {
    let folder = folder("compare");
    let study = study(&folder);
    for (out, seed) in [("one", "1"), ("two", "2")] {
        assert!(simulate(&[&study, "--out", out, "--seed", seed, "--quiet"], &folder).status.success());
    }
    let done = needlework(&["compare", "one", "two", "--json"], &folder);
    let value: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(value["runs"], serde_json::json!(["one", "two"]));
    let first = &value["results"][0]["cells"];
    assert_eq!(
        first[1]["difference"].as_f64(),
        Some(first[1]["value"].as_f64().unwrap() - first[0]["value"].as_f64().unwrap())
    );
    let page = std::fs::read_to_string(folder.join("compare.html")).unwrap();
    assert!(page.contains("Settings that differ") && page.contains("study: seed"));
    assert_eq!(needlework(&["compare", "one", "two"], &folder).status.code(), Some(2), "the page is not replaced");
    let alone = needlework(&["compare", "one", "--force"], &folder);
    assert_eq!(alone.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&alone.stderr).contains("NW0603"));
}
