//! `needlework init`: a commented study file to start from.

use std::io::{ErrorKind, Write};
use std::path::PathBuf;

use needlework_study::diagnostic::{Diagnostic, codes};
use needlework_study::text::printable;

use crate::failure::Failure;
use crate::output::Output;

/// The study file that `init` writes; a test resolves it.
const STARTER: &str = include_str!("starter.toml");

/// Write a commented study file to start from.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Where to write it; an existing file is never overwritten.
    #[arg(default_value = "study.toml")]
    path: PathBuf,
}

pub fn run(arguments: &Arguments, output: Output) -> Result<(), Failure> {
    let shown = printable(&arguments.path.display().to_string());
    let refused = |error: &std::io::Error| {
        let fault = match error.kind() {
            ErrorKind::AlreadyExists => Diagnostic::new(codes::FILE_EXISTS, format!("{shown} exists already"))
                .remedy("give another name: needlework init another.toml"),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                Diagnostic::new(codes::DISK_FULL, format!("cannot write {shown}: {error}")).remedy("free some space")
            }
            _ => Diagnostic::new(codes::RUN_REFUSED, format!("cannot write {shown}: {error}"))
                .remedy("check the path and its permissions"),
        };
        Failure::from(fault)
    };
    let mut file = std::fs::File::create_new(&arguments.path).map_err(|error| refused(&error))?;
    if let Err(error) = file.write_all(STARTER.as_bytes()).and_then(|()| file.sync_all()) {
        // Half a starter would only mislead.
        let _ = std::fs::remove_file(&arguments.path);
        return Err(refused(&error));
    }
    if output.json {
        return output.json(&serde_json::json!({ "written": arguments.path }));
    }
    output.note(&format!("Wrote {shown}. Next: needlework check {}", arguments.path.display()));
    Ok(())
}
