//! A run in space that is killed, asked to stop or meddled with.
#![cfg(unix)]

mod runs;

use runs::files;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A folder of this test's own, empty at the start.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("checkpoint").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// A small patch beside its unit cell, with fields of both formats.
fn study(folder: &Path) {
    let text = "format = 1\n[skin]\nage = 40\nsite = \"cheek\"\n[concern]\nid = \"wrinkles\"\n[device]\nid = \"skinpen-precision\"\n\
                [technique]\ndepth = \"1 mm\"\n[protocol]\nsessions = \"2 sessions every 1 day\"\n\
                [[topical]]\nactive = \"vitamin-c\"\nstrength = 0.5\n\
                [output]\nhorizon = \"2 days\"\n[numerics]\ndraws = 1\n\
                [space]\ntier = \"patch\"\nwidth = \"0.2 mm\"\ndepth = \"1.2 mm\"\nuntil = \"1.5 days\"\nformats = [\"zarr\", \"vtk\"]\n\
                snapshots = [\"0 days\", \"0.5 days\", \"1 day\", \"1.5 days\"]\n\
                species = [\"collagen_3\", \"fibroblasts\", \"viable_epidermis\"]\n";
    std::fs::write(folder.join("small.toml"), text).unwrap();
}

fn command(folder: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_needlework"));
    command
        .args(["simulate", "small.toml", "--no-pictures", "--checkpoint-every", "0"])
        .args(more)
        .env("NO_COLOR", "1")
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command
}

fn run(folder: &Path, more: &[&str]) -> Output {
    command(folder, more).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn assert_same(found: &Path, expected: &BTreeMap<String, Vec<u8>>) {
    let found = files(found);
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (name, bytes) in &found {
        assert!(expected[name] == *bytes, "{name} differs");
    }
}

/// Random numbers from 0 to 1 that are the same in every test.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Waits until a checkpoint of the patch is there.
fn patch_begun(folder: &Path, child: &mut Child) {
    let checkpoint = folder.join("small.run.partial/cheek-patch.checkpoint");
    let started = Instant::now();
    while !checkpoint.exists() {
        assert!(child.try_wait().unwrap().is_none(), "the run is over before its patch has a checkpoint");
        assert!(started.elapsed() < Duration::from_mins(2), "no checkpoint");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_run_that_is_killed_ten_times_gives_the_same_bytes() {
    let folder = folder("killed");
    study(&folder);
    let started = Instant::now();
    assert!(run(&folder, &["--out", "whole.run", "--quiet"]).status.success());
    let length = started.elapsed();
    let whole = files(&folder.join("whole.run"));
    assert!(whole.keys().any(|name| name.starts_with("fields/cheek-patch.zarr/")), "{:?}", whole.keys());

    let mut chance = Chance(2026);
    let (mut kills, mut taken_up) = (0, 0);
    while kills < 10 {
        let mut child = command(&folder, &[]).spawn().unwrap();
        // From before the first checkpoint to somewhere in the patch; a run that comes through is compared and made again.
        std::thread::sleep(length.mul_f64(0.05 + 0.5 * chance.next()));
        let over = child.try_wait().unwrap().is_some();
        child.kill().unwrap();
        let output = child.wait_with_output().unwrap();
        taken_up += usize::from(said(&output).contains("going on from day"));
        if over {
            assert!(output.status.success(), "{}", said(&output));
            assert_same(&folder.join("small.run"), &whole);
            std::fs::remove_dir_all(folder.join("small.run")).unwrap();
        } else {
            kills += 1;
            // The end of a run is not in this loop: either nothing appeared, or all of it.
            if folder.join("small.run").exists() {
                assert_same(&folder.join("small.run"), &whole);
                std::fs::remove_dir_all(folder.join("small.run")).unwrap();
            }
        }
    }
    let output = run(&folder, &[]);
    assert!(output.status.success(), "{}", said(&output));
    taken_up += usize::from(said(&output).contains("going on from day"));
    assert_same(&folder.join("small.run"), &whole);
    assert!(taken_up >= 3, "only {taken_up} runs went on from a checkpoint");
    assert!(!folder.join("small.run.partial").exists());
}

#[test]
fn a_run_that_is_asked_to_stop_keeps_its_checkpoint() {
    let folder = folder("stopped");
    study(&folder);
    for signal in ["-INT", "-TERM"] {
        let mut child = command(&folder, &["--force"]).spawn().unwrap();
        patch_begun(&folder, &mut child);
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{}", said(&output));
        assert!(said(&output).contains("NW0411"), "{}", said(&output));
        assert!(!folder.join("small.run").exists());
        let checkpoint = std::fs::metadata(folder.join("small.run.partial/cheek-patch.checkpoint")).unwrap();
        assert!(checkpoint.len() > 1000);
        let again = run(&folder, &["--fresh", "--out", "small.run", "--quiet"]);
        assert!(again.status.success(), "{}", said(&again));
        std::fs::remove_dir_all(folder.join("small.run")).unwrap();
    }
}

#[test]
fn a_checkpoint_that_does_not_fit_is_never_used() {
    let folder = folder("meddled");
    study(&folder);
    let mut child = command(&folder, &[]).spawn().unwrap();
    patch_begun(&folder, &mut child);
    // Two processes never make one run.
    let second = run(&folder, &[]);
    assert_eq!(second.status.code(), Some(1), "{}", said(&second));
    assert!(said(&second).contains("NW0410"), "{}", said(&second));
    child.kill().unwrap();
    child.wait().unwrap();

    let other = run(&folder, &["--seed", "5"]);
    assert_eq!(other.status.code(), Some(2), "{}", said(&other));
    assert!(said(&other).contains("NW0408"), "{}", said(&other));

    let path = folder.join("small.run.partial/cheek-patch.checkpoint");
    let kept = std::fs::read(&path).unwrap();
    let mut changed = kept.clone();
    let last = changed.len() - 3;
    changed[last] ^= 1;
    std::fs::write(&path, &changed).unwrap();
    let damaged = run(&folder, &[]);
    assert_eq!(damaged.status.code(), Some(1), "{}", said(&damaged));
    assert!(said(&damaged).contains("NW0407"), "{}", said(&damaged));

    // A field that was written and is gone.
    std::fs::write(&path, &kept).unwrap();
    std::fs::remove_file(folder.join("small.run.partial/run/fields/cheek-patch/0000.vti")).unwrap();
    let lacking = run(&folder, &[]);
    assert_eq!(lacking.status.code(), Some(1), "{}", said(&lacking));
    assert!(said(&lacking).contains("NW0407"), "{}", said(&lacking));

    let fresh = run(&folder, &["--fresh"]);
    assert!(fresh.status.success() && !said(&fresh).contains("going on"), "{}", said(&fresh));
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let folder = folder("foreign");
    study(&folder);
    std::fs::create_dir(folder.join("small.run.partial")).unwrap();
    std::fs::write(folder.join("small.run.partial/photo.part"), "precious").unwrap();
    let refused = run(&folder, &[]);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert!(said(&refused).contains("NW0402"));
    assert!(folder.join("small.run.partial/photo.part").exists());
}
