//! `needlework compare`: runs side by side.

use std::path::{Path, PathBuf};

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, presets};
use needlework_report::compare::{Cell, Run, compare, rows};
use needlework_report::report::{Better, Warning, render};
use needlework_study::diagnostic::{Diagnostic, codes};
use needlework_study::run::RunDirectory;
use needlework_study::text::{is_hazardous, printable};

use crate::failure::Failure;
use crate::output::Output;
use crate::runs::{self, rendering_failed};

/// Lay two to six runs side by side: a table, and a report with their curves over each other.
///
/// The first run is the one that the others are compared with; nothing ranks them. Below each result stand its difference
/// from the first run and the day on which it is read.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Run directories.
    #[arg(required = true, value_name = "RUN")]
    runs: Vec<PathBuf>,
    /// Report to write.
    #[arg(long, short, value_name = "FILE", default_value = "compare.html")]
    out: PathBuf,
    /// Replace an older report of that name; no other file is ever replaced.
    #[arg(long)]
    force: bool,
}

pub fn run(arguments: &Arguments, output: Output) -> Result<(), Failure> {
    let mut found = Vec::new();
    let mut directories: Vec<RunDirectory> = Vec::new();
    for path in &arguments.runs {
        let directory = runs::open(path, output)?;
        if directories.iter().any(|known| same_place(&known.path, path)) {
            let shown = printable(&path.display().to_string());
            return Err(Diagnostic::new(codes::COMPARED_RUNS, format!("the run {shown} is named twice"))
                .remedy("name each run once: a run does not differ from itself")
                .into());
        }
        found.push(Run { name: name(path, &found), report: runs::model(&directory)? });
        directories.push(directory);
    }
    let names: Vec<&str> = found.iter().map(|run| run.name.as_str()).collect();
    let command = format!("needlework compare {}", names.join(" "));
    let mut model = compare(&found, command).map_err(|error| {
        Diagnostic::new(codes::COMPARED_RUNS, error.to_string()).remedy("name two to six run directories")
    })?;
    if let Some(warning) = different_concerns(&names, &directories) {
        model.warnings.push(Warning { code: warning.code.id.to_owned(), text: warning.message.clone() });
        output.findings(&warning.into());
    }
    for copy in copies(&names, &directories) {
        output.note(&copy);
    }
    let html = render(&model).map_err(|error| rendering_failed(&error))?;
    runs::write(&arguments.out, html.as_bytes(), arguments.force)?;
    if output.json {
        return output.json(&serde_json::json!({ "runs": names, "results": rows(&found), "written": arguments.out }));
    }
    output.data(&format!("{}\n", table(&found)))?;
    output.note(&format!("Wrote {}", printable(&arguments.out.display().to_string())));
    Ok(())
}

fn same_place(a: &Path, b: &Path) -> bool {
    a.canonicalize().ok().zip(b.canonicalize().ok()).is_some_and(|(a, b)| a == b)
}

/// A warning where the runs treat different concerns, which are read with different scales.
fn different_concerns(names: &[&str], runs: &[RunDirectory]) -> Option<Diagnostic> {
    let concern = |run: &RunDirectory| run.manifest.study["concern"]["id"].as_str().unwrap_or_default().to_owned();
    let concerns: Vec<String> = runs.iter().map(concern).collect();
    let first = concerns.first()?;
    if concerns.iter().all(|concern| concern == first) {
        return None;
    }
    let told: Vec<String> = names
        .iter()
        .zip(&concerns)
        .map(|(name, concern)| match concern.as_str() {
            "" => format!("{name} names no concern"),
            concern => format!("{name} treats {}", printable(concern)),
        })
        .collect();
    let fault =
        Diagnostic::new(codes::CONCERNS_DIFFER, format!("the runs treat different concerns: {}", told.join("; ")));
    Some(fault.remedy("compare runs of one concern; here only what all of them measure stands side by side"))
}

/// Notes on runs of one and the same study and seed, which cannot differ.
fn copies(names: &[&str], runs: &[RunDirectory]) -> Vec<String> {
    let mut notes = Vec::new();
    for (number, run) in runs.iter().enumerate() {
        let known = runs.iter().take(number).position(|one| {
            one.manifest.study_sha256 == run.manifest.study_sha256 && one.manifest.seed == run.manifest.seed
        });
        if let Some((first, name)) = known.and_then(|known| names.get(known)).zip(names.get(number)) {
            notes.push(format!("note: {name} is the same study with the same seed as {first}"));
        }
    }
    notes
}

/// The name of a run: that of its directory, with a number where another run has the same.
fn name(path: &Path, before: &[Run]) -> String {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let stem = full.file_stem().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let stem: String = stem.chars().filter(|c| !is_hazardous(*c)).collect();
    let mut name = stem.clone();
    let mut number = 2;
    while before.iter().any(|run| run.name == name) {
        name = format!("{stem} ({number})");
        number += 1;
    }
    name
}

/// Widest line of the table: a hundred columns for two runs, and room for each further one.
fn columns(runs: usize) -> u16 {
    u16::try_from(100 + 24 * runs.saturating_sub(2)).unwrap_or(u16::MAX)
}

/// Value and band; below them the difference from the first run, and the day of the reading.
fn words(cell: &Cell) -> String {
    let below: Vec<String> = cell.change().into_iter().chain(Some(cell.day().to_owned())).collect();
    format!("{}\n{}", cell.text(), below.join(", "))
}

fn table(runs: &[Run]) -> Table {
    let mut header = vec!["result".to_owned(), "unit".to_owned()];
    header.extend(runs.iter().map(|run| run.name.clone()));
    header.push("better".to_owned());
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none()))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(columns(runs.len()))
        .set_header(header);
    for row in rows(runs) {
        let mut cells = vec![row.label, row.unit];
        cells.extend(row.cells.iter().map(|cell| cell.as_ref().map_or_else(|| "–".to_owned(), words)));
        cells.push(
            match row.better {
                Better::Higher => "↑",
                Better::Lower => "↓",
                Better::Neither => "",
            }
            .to_owned(),
        );
        table.add_row(cells);
    }
    for column in table.column_iter_mut().skip(2) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}
