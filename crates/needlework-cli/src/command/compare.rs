//! `needlework compare`: runs side by side.

use std::path::PathBuf;

use comfy_table::{CellAlignment, LineStyle, Table, presets};
use needlework_report::compare::{Cell, Run, compare, rows};
use needlework_report::report::{Better, render};
use needlework_study::diagnostic::{Diagnostic, codes};
use needlework_study::run::RunDirectory;
use needlework_study::text::{is_hazardous, printable};

use crate::failure::Failure;
use crate::output::Output;
use crate::runs::{self, rendering_failed};

/// Lay two to six runs side by side: a table, and a report with their curves over each other.
///
/// The first run is the one that the others are compared with; nothing ranks them.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Run directories.
    #[arg(required = true, value_name = "RUN")]
    runs: Vec<PathBuf>,
    /// Report to write.
    #[arg(long, short, value_name = "FILE", default_value = "compare.html")]
    out: PathBuf,
    /// Replace the report if there is one of that name.
    #[arg(long)]
    force: bool,
}

pub fn run(arguments: &Arguments, output: Output) -> Result<(), Failure> {
    let mut found = Vec::new();
    for path in &arguments.runs {
        let directory = RunDirectory::open(path)?;
        found.push(Run { name: name(path, &found), report: runs::model(&directory)? });
    }
    let names: Vec<&str> = found.iter().map(|run| run.name.as_str()).collect();
    let command = format!("needlework compare {}", names.join(" "));
    let model = compare(&found, command).map_err(|error| {
        Diagnostic::new(codes::COMPARED_RUNS, error.to_string()).remedy("name two to six run directories")
    })?;
    let html = render(&model).map_err(|error| rendering_failed(&error))?;
    runs::write(&arguments.out, html.as_bytes(), arguments.force)?;
    if output.json {
        return output.json(&serde_json::json!({ "runs": names, "results": rows(&found), "written": arguments.out }));
    }
    output.data(&format!("{}\n", table(&found)))?;
    output.note(&format!("Wrote {}", printable(&arguments.out.display().to_string())));
    Ok(())
}

/// The name of a run: that of its directory, with a number where another run has the same.
fn name(path: &std::path::Path, before: &[Run]) -> String {
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

fn table(runs: &[Run]) -> Table {
    let mut header = vec!["result".to_owned(), "unit".to_owned()];
    header.extend(runs.iter().map(|run| run.name.clone()));
    header.push("better".to_owned());
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none())).set_header(header);
    for row in rows(runs) {
        let mut cells = vec![row.label, row.unit];
        cells.extend(row.cells.iter().map(|cell| cell.as_ref().map_or_else(|| "–".to_owned(), Cell::text)));
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
