//! `needlework report`: the report of a run, drawn again.

use std::path::PathBuf;

use needlework_report::report::render;
use needlework_study::text::printable;

use crate::failure::Failure;
use crate::output::Output;
use crate::runs::{self, rendering_failed};

/// Draw the report of a run directory again, with the look of this version.
///
/// The numbers are those of the run: nothing is simulated.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Run directory.
    run: PathBuf,
    /// File to write; the run's own `report.html` where none is given.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace an older report that is named with `--out`; no other file is ever replaced.
    #[arg(long)]
    force: bool,
}

pub fn run(arguments: &Arguments, output: Output) -> Result<(), Failure> {
    let directory = runs::open(&arguments.run, output)?;
    let model = runs::model(&directory)?;
    let html = render(&model).map_err(|error| rendering_failed(&error))?;
    let own = directory.path.join(runs::PAGE);
    let file = arguments.out.as_ref().unwrap_or(&own);
    match &arguments.out {
        Some(file) => runs::write(file, html.as_bytes(), arguments.force)?,
        None => runs::write_own(&directory, html.as_bytes())?,
    }
    if output.json {
        return output.json(&serde_json::json!({ "written": file, "bytes": html.len() }));
    }
    output.note(&format!("Wrote {}", printable(&file.display().to_string())));
    Ok(())
}
