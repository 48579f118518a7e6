//! Finished runs: reading what their report holds, and writing a page beside them.

use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

use needlework_report::report::{ReportError, ReportModel};
use needlework_study::diagnostic::{Diagnostic, codes};
use needlework_study::run::RunDirectory;
use needlework_study::text::printable;

use crate::failure::Failure;
use crate::output::Output;

/// The page of a run.
pub const PAGE: &str = "report.html";
/// What the page shows, as data.
pub const MODEL: &str = "report.json";

/// Most bytes that the data of a report may have when they are read back (256 MiB).
const MOST_BYTES: u64 = 256 << 20;

/// How a page begins.
const PAGE_START: &str = "<!DOCTYPE html>";
/// How its title ends.
const PAGE_TITLE_END: &str = "· Needlework</title>";
/// Bytes within which the title stands (64 KiB).
const MOST_HEAD: u64 = 64 << 10;

/// Opens a finished run whose tables are all as they were written; says so where fields are not there any more.
pub fn open(path: &Path, output: Output) -> Result<RunDirectory, Failure> {
    let directory = RunDirectory::open(path)?;
    directory.verify()?;
    let lacking = directory.missing_fields();
    if !lacking.is_empty() {
        output.note(&format!(
            "note: {} lacks fields that were written with it ({}); they are not needed here",
            printable(&path.display().to_string()),
            lacking.iter().map(|path| printable(path)).collect::<Vec<_>>().join(", ")
        ));
    }
    Ok(directory)
}

/// What the report of a run holds.
pub fn model(directory: &RunDirectory) -> Result<ReportModel, Failure> {
    let bytes = directory.file(MODEL, MOST_BYTES)?;
    serde_json::from_slice(&bytes).map_err(|error| {
        let path = printable(&directory.path.join(MODEL).display().to_string());
        Diagnostic::new(codes::RUN_DAMAGED, format!("{path} is damaged: {error}"))
            .remedy("simulate the study again")
            .into()
    })
}

/// The data of a report as the run directory keeps them.
pub fn model_bytes(model: &ReportModel) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = serde_json::to_vec(model)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Writes a report whole or not at all; an existing file is replaced only when asked for, and only if it is a report.
pub fn write(path: &Path, bytes: &[u8], replace: bool) -> Result<(), Failure> {
    let shown = printable(&path.display().to_string());
    if path.symlink_metadata().is_ok() {
        if !replace {
            return Err(Diagnostic::new(codes::FILE_EXISTS, format!("{shown} exists already"))
                .remedy("give another name with --out; --force replaces an older report")
                .into());
        }
        if !is_report(path) {
            return Err(Diagnostic::new(codes::NOT_A_REPORT, format!("{shown} is not a report of needlework"))
                .limit("--force replaces reports only")
                .remedy("give another name with --out; if the file can go, remove it first")
                .into());
        }
    }
    write_whole(path, bytes)
}

/// Writes the page of a run in its directory, over the one that is there.
pub fn write_own(directory: &RunDirectory, bytes: &[u8]) -> Result<(), Failure> {
    write_whole(&directory.path.join(PAGE), bytes)
}

/// Whether a file begins as our pages do, up to the end of the title.
fn is_report(path: &Path) -> bool {
    let regular = path.metadata().is_ok_and(|metadata| metadata.is_file());
    let mut head = Vec::new();
    let read =
        regular && std::fs::File::open(path).and_then(|file| file.take(MOST_HEAD).read_to_end(&mut head)).is_ok();
    let head = String::from_utf8_lossy(&head);
    read && head.trim_start().starts_with(PAGE_START) && head.contains(PAGE_TITLE_END)
}

fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let shown = printable(&path.display().to_string());
    write_beside(path, bytes).map_err(|error| {
        let fault = match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                Diagnostic::new(codes::DISK_FULL, format!("cannot write {shown}: {error}")).remedy("free some space")
            }
            _ => Diagnostic::new(codes::RUN_REFUSED, format!("cannot write {shown}: {error}"))
                .remedy("check the path and its permissions, or choose another with --out"),
        };
        Failure::from(fault)
    })
}

/// Writes a hidden file beside the target and renames it.
fn write_beside(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let Some(name) = path.file_name() else { return Err(ErrorKind::InvalidInput.into()) };
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".partial-{}", std::process::id()));
    let partial = path.with_file_name(hidden);
    let written = std::fs::File::create(&partial)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&partial, path));
    if written.is_err() {
        // The error is what matters; a leftover that cannot be removed either is named by it.
        let _ = std::fs::remove_file(&partial);
    }
    written
}

/// A report that cannot be drawn from what the run holds.
pub fn rendering_failed(error: &ReportError) -> Failure {
    Diagnostic::new(codes::RUN_DAMAGED, format!("the report cannot be drawn: {error}"))
        .remedy("simulate the study again")
        .into()
}
