//! What is never lost, and what is never left behind: files that are no reports, runs that lack a table, runs that are stopped.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A folder of this test's own, empty at the start.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("kept").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn command(arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_needlework"));
    command.args(arguments).env("NO_COLOR", "1").current_dir(folder);
    command
}

fn needlework(arguments: &[&str], folder: &Path) -> Output {
    command(arguments, folder).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn refused(output: &Output, code: &str, exit: i32) {
    assert!(said(output).contains(code), "{}", said(output));
    assert_eq!(output.status.code(), Some(exit), "{}", said(output));
}

/// A study of one concern, and its run.
fn study(folder: &Path, name: &str, concern: &str, draws: u32) {
    let text = format!(
        "format = 1\n[skin]\nage = 40\nsite = \"cheek\"\n[concern]\nid = \"{concern}\"\n[device]\nid = \"skinpen-precision\"\n\
         [technique]\ndepth = \"1 mm\"\n[protocol]\nsessions = \"2 sessions every 30 days\"\n\
         [output]\nhorizon = \"90 days\"\n[numerics]\ndraws = {draws}\n"
    );
    std::fs::write(folder.join(format!("{name}.toml")), text).unwrap();
}

fn run(folder: &Path, name: &str, concern: &str) {
    study(folder, name, concern, 2);
    let done = needlework(&["simulate", &format!("{name}.toml"), "--no-pictures", "--quiet"], folder);
    assert!(done.status.success(), "{}", said(&done));
}

#[test]
fn only_a_report_is_replaced_by_a_report() {
    let folder = folder("reports");
    run(&folder, "a", "wrinkles");
    run(&folder, "b", "wrinkles");
    let study = std::fs::read(folder.join("a.toml")).unwrap();
    std::fs::write(folder.join("page.html"), "<!DOCTYPE html><html><title>My own page</title></html>").unwrap();
    for file in ["a.toml", "page.html", "a.run", "b.run/manifest.json"] {
        refused(&needlework(&["report", "a.run", "--force", "-o", file], &folder), "NW0606", 2);
        refused(&needlework(&["compare", "a.run", "b.run", "--force", "-o", file], &folder), "NW0606", 2);
    }
    assert_eq!(std::fs::read(folder.join("a.toml")).unwrap(), study);
    for arguments in [&["report", "a.run"][..], &["compare", "a.run", "b.run"]] {
        for force in [&["-o", "out.html"][..], &["-o", "out.html", "--force"]] {
            let done = needlework(&[arguments, force].concat(), &folder);
            // The first report makes the file; the second command finds it there.
            let expected = if arguments[0] == "compare" && force.len() == 2 { 2 } else { 0 };
            assert_eq!(done.status.code(), Some(expected), "{}", said(&done));
        }
    }
}

#[test]
fn a_run_that_lacks_a_table_is_damaged() {
    let folder = folder("tables");
    run(&folder, "a", "wrinkles");
    run(&folder, "b", "wrinkles");
    for (file, what) in [("endpoints.parquet", "empty"), ("bands.parquet", "missing")] {
        let path = folder.join("b.run").join(file);
        let kept = std::fs::read(&path).unwrap();
        match what {
            "empty" => std::fs::write(&path, "").unwrap(),
            _ => std::fs::remove_file(&path).unwrap(),
        }
        for arguments in [&["compare", "a.run", "b.run"][..], &["report", "b.run"]] {
            let found = needlework(arguments, &folder);
            refused(&found, "NW0405", 1);
            assert!(said(&found).contains(&format!("'{file}' is {what}")), "{}", said(&found));
        }
        std::fs::write(&path, kept).unwrap();
    }
    assert!(needlework(&["report", "b.run"], &folder).status.success());
}

#[test]
fn runs_that_cannot_be_compared_say_why() {
    let folder = folder("compared");
    run(&folder, "a", "wrinkles");
    run(&folder, "scars", "atrophic-acne-scars");
    let nowhere = needlework(&["compare", "a.run", "nope.run"], &folder);
    refused(&nowhere, "there is no such directory", 2);
    refused(&needlework(&["compare", "a.run", "a.toml"], &folder), "it is a file", 2);
    refused(&needlework(&["compare", "a.run", "./a.run"], &folder), "named twice", 2);
    refused(&needlework(&["compare", "a.run"], &folder), "one run by itself cannot be compared", 2);
    let different = needlework(&["compare", "a.run", "scars.run"], &folder);
    assert!(different.status.success());
    assert!(said(&different).contains("warning[NW0607]"), "{}", said(&different));
    assert!(std::fs::read_to_string(folder.join("compare.html")).unwrap().contains("NW0607"));
    // A copy of a run is named as what it is; the table tells the day of the reading.
    std::fs::create_dir(folder.join("copy.run")).unwrap();
    for entry in std::fs::read_dir(folder.join("a.run")).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), folder.join("copy.run").join(entry.file_name())).unwrap();
    }
    let same = needlework(&["compare", "a.run", "copy.run", "--force"], &folder);
    assert!(said(&same).contains("copy is the same study with the same seed as a"), "{}", said(&same));
    let table = String::from_utf8_lossy(&same.stdout).into_owned();
    assert!(table.contains("0, day 90") && !said(&same).contains("NW0607"), "{table}");
    assert!(table.lines().all(|line| line.chars().count() <= 100), "{table}");
}

#[test]
fn the_last_line_and_the_timings_tell_the_whole_wait() {
    let folder = folder("timings");
    study(&folder, "a", "wrinkles", 2);
    let done = needlework(&["simulate", "a.toml", "--no-pictures"], &folder);
    assert!(said(&done).contains("Done in ") && !said(&done).contains("pictures"), "{}", said(&done));
    assert!(!String::from_utf8_lossy(&done.stdout).contains("–-"), "a dash runs into a minus sign");
    let timings: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.join("a.run/timings.json")).unwrap()).unwrap();
    assert_eq!(timings["pictures"].as_f64(), Some(0.0));
    let parts = ["space", "simulate", "worth", "tables", "pictures", "report"];
    let sum: f64 = parts.iter().map(|part| timings[part].as_f64().unwrap()).sum();
    assert!(timings["total"].as_f64().unwrap() >= sum, "{timings}");
}

/// Names of what lies in a folder, hidden ones too.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[cfg(unix)]
#[test]
fn a_run_without_space_that_is_stopped_leaves_nothing() {
    let folder = folder("stopped");
    study(&folder, "a", "wrinkles", 2000);
    for signal in ["-INT", "-TERM", "-KILL"] {
        let mut child = command(&["simulate", "a.toml", "--no-pictures", "--threads", "2"], &folder)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let partial = format!(".a.run.partial-{}", child.id());
        let begun = Instant::now();
        while !folder.join(&partial).exists() {
            assert!(child.try_wait().unwrap().is_none() && begun.elapsed() < Duration::from_mins(1));
            std::thread::sleep(Duration::from_millis(2));
        }
        // What a killed run left before is gone as soon as the next begins, and nothing else is.
        assert_eq!(names(&folder), [partial.as_str(), "a.toml"]);
        std::thread::sleep(Duration::from_millis(100));
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        let output = child.wait_with_output().unwrap();
        if signal == "-KILL" {
            assert_eq!(names(&folder), [partial.as_str(), "a.toml"]);
        } else {
            refused(&output, "NW0411", 3);
            assert!(!said(&output).contains("panicked"), "{}", said(&output));
            assert_eq!(names(&folder), ["a.toml"]);
        }
    }
    study(&folder, "a", "wrinkles", 2);
    assert!(needlework(&["simulate", "a.toml", "--no-pictures", "--quiet"], &folder).status.success());
    assert_eq!(names(&folder), ["a.run", "a.toml"]);
}
