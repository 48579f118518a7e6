//! Every figure of the library's trials that the model computes, beside what a course of the same protocol gives.
//!
//! Plain runs compute the central courses and compare them with `validation/outcomes/trials.csv`;
//! `NEEDLEWORK_WRITE=1 cargo test -p needlework-study --test trials` computes the intervals too and writes the table and the page;
//! `NEEDLEWORK_WRITE=tables` writes them with the intervals that the table has.

mod chain;
mod figures;
mod page;
mod ranges;
mod statistics;
mod trends;

use figures::{Figure, Role};
use std::path::{Path, PathBuf};

/// The folder of the tables.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../validation/outcomes")
}

#[test]
fn the_published_comparison_is_what_the_model_gives() {
    let write = std::env::var_os("NEEDLEWORK_WRITE");
    let (mut figures, left_out) = figures::all();
    let path = folder().join("trials.csv");
    if write.as_ref().is_some_and(|what| what != "tables") {
        statistics::add_intervals(&mut figures);
    } else {
        figures::take_intervals(&mut figures, &std::fs::read_to_string(&path).unwrap());
    }
    let csv = figures::csv(&figures);
    let page = std::fs::read_to_string(folder().join("README.md")).unwrap();
    let renewed = page::renewed(&page, &figures, &left_out);
    if write.is_some() {
        std::fs::write(&path, &csv).unwrap();
        std::fs::write(folder().join("README.md"), renewed).unwrap();
        return;
    }
    let known = std::fs::read_to_string(&path).unwrap();
    for (line, was) in csv.lines().zip(known.lines()) {
        assert_eq!(line, was, "renew with NEEDLEWORK_WRITE=1");
    }
    assert_eq!(csv.lines().count(), known.lines().count(), "renew with NEEDLEWORK_WRITE=1");
    assert_eq!(page, renewed, "renew with NEEDLEWORK_WRITE=1");

    // The constants of the spread between trials are those of the fit figures.
    statistics::check_spread(&figures);
    // Held apart: no trial of the judged ones sets a constant.
    let judged = |figure: &&Figure| figure.role == Role::Judge;
    assert!(figures.iter().filter(judged).count() >= 20);
}

#[test]
fn trial_ranges() {
    let (figures, _) = figures::all();
    ranges::check(&figures);
}
