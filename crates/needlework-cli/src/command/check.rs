//! `needlework check`: what a study file means, row by row.

use std::path::PathBuf;

use needlework_study::run::{canonical_json, sha256};
use needlework_study::study::{self, Resolved, Row};

use super::LibraryChoice;
use crate::failure::Failure;
use crate::output::Output;

/// Check a study file and print what was understood.
///
/// Every value is shown with its origin: a line of the file, a library entry, a default with its reason, or the values
/// that it follows from. All errors of the file are reported at once.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Study file.
    study: PathBuf,
    #[command(flatten)]
    library: LibraryChoice,
}

pub fn run(arguments: &Arguments, output: Output) -> Result<(), Failure> {
    let library = arguments.library.load()?;
    let resolved = study::load(&arguments.study, &library)?;
    let canonical = canonical_json(&resolved.study).map_err(std::io::Error::from)?;
    let hash = sha256(canonical.as_bytes());
    if output.json {
        return output.json(&serde_json::json!({
            "study_sha256": hash,
            "rows": resolved.rows,
            "warnings": resolved.warnings,
            "study": resolved.study,
        }));
    }
    output.findings(&resolved.warnings);
    output.data(&tree(&resolved, &hash))?;
    output.note(&match resolved.warnings.warnings() {
        0 => "The study can be simulated.".to_owned(),
        1 => "The study can be simulated; see the warning above.".to_owned(),
        n => format!("The study can be simulated; see the {n} warnings above."),
    });
    Ok(())
}

/// Rows under their sections, in three aligned columns.
fn tree(resolved: &Resolved, hash: &str) -> String {
    let width = |of: fn(&Row) -> usize, most: usize| resolved.rows.iter().map(of).max().unwrap_or(0).min(most);
    let names = width(|row| row.name.chars().count(), 24);
    let values = width(|row| row.value.chars().count(), 44);
    let mut lines: Vec<String> = Vec::new();
    let mut section = "";
    for row in &resolved.rows {
        if row.section != section {
            section = &row.section;
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.push(section.to_owned());
        }
        let line = format!("  {:names$}  {:values$}  {}", row.name, row.value, row.origin);
        lines.push(line.trim_end().to_owned());
    }
    let short = hash.get(..16).unwrap_or(hash);
    lines.extend([String::new(), format!("study {short}"), String::new()]);
    lines.join("\n")
}
