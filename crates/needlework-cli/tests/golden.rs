//! Transcripts of the real binary. `NEEDLEWORK_UPDATE=1 cargo test -p needlework-cli` rewrites them; review the changes.
//!
//! A transcript is a series of commands, each with what it wrote and its exit code if that is not 0:
//!
//! ```text
//! $ needlework explain NW9999
//! (standard output)
//! ! (standard error, each line marked)
//! [exit 2]
//! ```

use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs one command line and writes it down.
fn run(line: &str) -> String {
    let mut words = line.split_whitespace();
    assert_eq!(words.next(), Some("needlework"), "{line}");
    let done = Command::new(env!("CARGO_BIN_EXE_needlework"))
        .args(words)
        .current_dir(root())
        .env("NO_COLOR", "1")
        .env_remove("NEEDLEWORK_LIBRARY")
        .output()
        .unwrap();
    let mut text = format!("$ {line}\n{}", String::from_utf8(done.stdout).unwrap());
    for line in String::from_utf8(done.stderr).unwrap().lines() {
        text.push_str(format!("! {line}").trim_end());
        text.push('\n');
    }
    match done.status.code() {
        Some(0) => {}
        Some(code) => text.extend(["[exit ", &code.to_string(), "]\n"]),
        None => text.push_str("[killed]\n"),
    }
    text
}

fn check(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(format!("{name}.txt"));
    let kept = std::fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = kept.lines().filter_map(|line| line.strip_prefix("$ ")).collect();
    assert!(!lines.is_empty(), "{name} has no command");
    let found: Vec<String> = lines.into_iter().map(run).collect();
    let found = found.join("\n");
    if std::env::var_os("NEEDLEWORK_UPDATE").is_some() {
        std::fs::write(&path, &found).unwrap();
        return;
    }
    for (number, (kept, found)) in kept.lines().zip(found.lines()).enumerate() {
        assert_eq!(kept, found, "{name}.txt, line {}", number + 1);
    }
    assert_eq!(kept.lines().count(), found.lines().count(), "{name}.txt has another length");
}

#[test]
fn check_prints_what_was_understood() {
    check("check");
}

#[test]
fn mistakes_are_shown_with_their_place() {
    check("mistakes");
}

#[test]
fn explain_says_what_codes_mean() {
    check("explain");
}

#[test]
fn the_library_is_listed() {
    check("library");
}

#[test]
fn usage_is_explained() {
    check("usage");
}

#[test]
fn absorption_is_shown_side_by_side() {
    check("absorb");
}
