//! Writing a run directory so that it appears whole or not at all, and opening one.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use serde::Serialize;

use super::disk::{Disk, RealDisk};
use super::field_files::field_files;
use super::manifest::{FieldEntry, FieldFile, MANIFEST_FORMAT, Manifest, TableEntry, sha256};
use super::stale::{clear_stale, hold};
use super::table::{Table, TableError};
use super::workshop::Workshop;
use super::{from_parquet, to_csv, to_parquet};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, codes};
use crate::text::printable;

/// Bytes that a manifest may have when it is read back (64 MiB).
const MAX_MANIFEST: u64 = 64 << 20;
/// Bytes that a table may have when it is read back (4 GiB).
const MAX_TABLE: u64 = 4 << 30;

/// A run directory in the making.
#[derive(Debug)]
pub struct RunWriter<D: Disk = RealDisk> {
    disk: D,
    target: PathBuf,
    partial: PathBuf,
    replace: bool,
    manifest: Manifest,
    csv: bool,
    finished: bool,
    /// Where a run that can be taken up again is made; it owns `partial`.
    workshop: Option<Workshop>,
    /// Says that a process works in `partial`, as long as it lives.
    #[expect(dead_code, reason = "held for its lock")]
    held: Option<File>,
}

impl RunWriter {
    /// Begins a run directory at `target` on the disk of this machine.
    ///
    /// # Errors
    /// As [`RunWriter::on`].
    pub fn create(target: &Path, manifest: Manifest, replace: bool, csv: bool) -> Result<Self, Diagnostics> {
        Self::on(RealDisk, target, manifest, replace, csv)
    }

    /// Begins a run directory that a kill does not lose: it is made in the folder `<target>.partial`, which stays behind
    /// with its checkpoints and fields until the run is complete. What an earlier process left there is found again, and
    /// discarded where `fresh`.
    ///
    /// # Errors
    /// As [`RunWriter::on`]; NW0410 where another process is making the same run.
    pub fn resumable(
        target: &Path,
        manifest: Manifest,
        replace: bool,
        csv: bool,
        fresh: bool,
    ) -> Result<Self, Diagnostics> {
        let target = admitted(target, replace)?;
        clear_stale(&target);
        let workshop = Workshop::open(&target, fresh)?;
        let partial = workshop.run();
        Ok(Self {
            disk: RealDisk,
            target,
            partial,
            replace,
            manifest,
            csv,
            finished: false,
            workshop: Some(workshop),
            held: None,
        })
    }
}

impl<D: Disk> RunWriter<D> {
    /// Begins a run directory at `target`: nothing appears there before [`finish`](Self::finish).
    ///
    /// # Errors
    /// NW0401 where the target exists and `replace` is false, NW0402 where it exists and is not a run directory,
    /// NW0403 and NW0404 where the disk refuses.
    pub fn on(disk: D, target: &Path, manifest: Manifest, replace: bool, csv: bool) -> Result<Self, Diagnostics> {
        let target = admitted(target, replace)?;
        clear_stale(&target);
        let partial = sibling(&target, "partial");
        disk.create_directory(&partial).map_err(|error| refused(&error, "make", &partial))?;
        let held = hold(&partial);
        Ok(Self { disk, target, partial, replace, manifest, csv, finished: false, workshop: None, held })
    }

    /// Writes a table as Parquet, and as CSV if asked for.
    ///
    /// # Errors
    /// NW0403 and NW0404 where the disk refuses.
    pub fn table(&mut self, name: &str, table: &Table) -> Result<(), Diagnostics> {
        let file = format!("{name}.parquet");
        let bytes = to_parquet(table, Vec::new()).map_err(|error| self.broken(&error, &file))?;
        let entry =
            TableEntry { name: name.to_owned(), file: file.clone(), rows: table.rows() as u64, sha256: sha256(&bytes) };
        self.file(&file, &bytes)?;
        if self.csv {
            let mut text = Vec::new();
            to_csv(table, &mut text).map_err(|error| refused(&error, "write", &self.partial))?;
            self.file(&format!("{name}.csv"), &text)?;
        }
        self.manifest.tables.push(entry);
        Ok(())
    }

    /// Where fields are written while the run is made.
    pub fn fields_folder(&self) -> PathBuf {
        self.partial.join("fields")
    }

    /// Where the checkpoint of this name is kept, if the run can be taken up again.
    pub fn checkpoint(&self, name: &str) -> Option<PathBuf> {
        self.workshop.as_ref().map(|workshop| workshop.checkpoint(name))
    }

    /// Lists fields that were written into [`fields_folder`](Self::fields_folder), with the length and SHA-256 of their files.
    ///
    /// # Errors
    /// NW0403 where a file cannot be read.
    pub fn list_fields(&mut self, entries: impl IntoIterator<Item = FieldEntry>) -> Result<(), Diagnostics> {
        for mut entry in entries {
            entry.files =
                field_files(&self.partial, &entry.path).map_err(|error| refused(&error, "read", &self.target))?;
            self.manifest.fields.push(entry);
        }
        Ok(())
    }

    /// A refusal of the disk below the run directory, as a finding.
    pub fn refusal(&self, error: &io::Error) -> Diagnostics {
        refused(error, "write", &self.target)
    }

    /// Writes any other file, such as the report; a name like `pictures/one.png` makes its folder.
    ///
    /// # Errors
    /// NW0403 and NW0404 where the disk refuses.
    pub fn file(&mut self, name: &str, bytes: &[u8]) -> Result<(), Diagnostics> {
        let path = self.partial.join(name);
        if let Some(folder) = Path::new(name).parent().filter(|folder| !folder.as_os_str().is_empty()) {
            match self.disk.create_directory(&self.partial.join(folder)) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                    return Err(refused(&error, "make", &self.target.join(folder)));
                }
                _ => {}
            }
        }
        self.disk.write_file(&path, bytes).map_err(|error| refused(&error, "write", &self.target.join(name)))
    }

    /// Writes the manifest and the timings and puts the directory in its place. Returns its path.
    ///
    /// # Errors
    /// NW0401 where something has appeared at the target meanwhile, NW0403 and NW0404 where the disk refuses; the
    /// directory that was there before is then still there.
    pub fn finish<T: Serialize>(mut self, timings: &T) -> Result<PathBuf, Diagnostics> {
        let timings = pretty(timings).map_err(|error| self.broken(&error.into(), "timings.json"))?;
        self.file("timings.json", timings.as_bytes())?;
        let manifest = pretty(&self.manifest).map_err(|error| self.broken(&error.into(), "manifest.json"))?;
        self.file("manifest.json", manifest.as_bytes())?;
        let flushed = self.disk.flush_directory(&self.partial);
        flushed.map_err(|error| refused(&error, "flush", &self.target))?;
        self.put_in_place()?;
        self.finished = true;
        if let Some(workshop) = &self.workshop {
            // Checkpoints of a finished run are untidy but not wrong.
            let _ = self.disk.remove_directory(workshop.folder());
        }
        // The run is complete and in place; a parent that cannot be flushed only weakens what survives a power cut.
        let _ = self.target.parent().map(|parent| self.disk.flush_directory(parent));
        Ok(self.target.clone())
    }

    fn put_in_place(&self) -> Result<(), Diagnostics> {
        let exists = self.target.symlink_metadata().is_ok();
        if !exists {
            return self.disk.rename(&self.partial, &self.target).map_err(|e| refused(&e, "name", &self.target));
        }
        if !self.replace {
            return Err(Diagnostic::new(codes::RUN_EXISTS, format!("{} has appeared meanwhile", shown(&self.target)))
                .remedy("run it again with another --out, or with --force")
                .into());
        }
        let old = sibling(&self.target, "old");
        self.disk.rename(&self.target, &old).map_err(|error| refused(&error, "replace", &self.target))?;
        if let Err(error) = self.disk.rename(&self.partial, &self.target) {
            // Put the old run back; if even that fails it is still whole under its other name, which the message tells.
            let kept = if self.disk.rename(&old, &self.target).is_ok() { &self.target } else { &old };
            let mut fault = refusal(&error, "replace", &self.target);
            fault.value = Some(format!("the old run is at {}", shown(kept)));
            return Err(fault.into());
        }
        // A leftover of the old run is untidy but not wrong, so it is no reason to fail a finished run.
        let _ = self.disk.remove_directory(&old);
        Ok(())
    }

    fn broken(&self, error: &TableError, name: &str) -> Diagnostics {
        match error {
            TableError::Disk(error) => refused(error, "write", &self.target.join(name)),
            other => Diagnostic::new(codes::RUN_DAMAGED, format!("cannot write {name}: {other}")).into(),
        }
    }
}

impl<D: Disk> Drop for RunWriter<D> {
    fn drop(&mut self) {
        if !self.finished {
            // There is nobody to tell in a destructor, and the error that led here has been told already.
            let _ = match &self.workshop {
                Some(workshop) if workshop.has_checkpoints() => Ok(()),
                Some(workshop) => self.disk.remove_directory(workshop.folder()),
                None => self.disk.remove_directory(&self.partial),
            };
        }
    }
}

impl From<serde_json::Error> for TableError {
    fn from(error: serde_json::Error) -> Self {
        Self::Disk(error.into())
    }
}

/// A finished run directory.
#[derive(Debug, Clone)]
pub struct RunDirectory {
    /// Where it is.
    pub path: PathBuf,
    /// What it says about itself.
    pub manifest: Manifest,
}

impl RunDirectory {
    /// Opens a run directory and reads its manifest.
    ///
    /// # Errors
    /// NW0402 where it is not a run directory, NW0405 where the manifest is damaged, NW0406 where its format is newer.
    pub fn open(path: &Path) -> Result<Self, Diagnostics> {
        match path.metadata() {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(no_such_run(path, "there is no such directory"));
            }
            Ok(metadata) if !metadata.is_dir() => return Err(no_such_run(path, "it is a file")),
            _ => {}
        }
        let bytes = read_bounded(&path.join("manifest.json"), MAX_MANIFEST).map_err(|_| not_a_run(path))?;
        let damaged = |what: &dyn core::fmt::Display| {
            Diagnostic::new(codes::RUN_DAMAGED, format!("{}: manifest.json is damaged: {what}", shown(path)))
                .remedy("simulate the study again")
        };
        let value: serde_json::Value = serde_json::from_slice(&bytes).map_err(|error| damaged(&error))?;
        match value["format"].as_u64() {
            Some(format) if format == u64::from(MANIFEST_FORMAT) => {}
            Some(format) => {
                return Err(Diagnostic::new(codes::RUN_FORMAT, format!("{} has the format {format}", shown(path)))
                    .value(format.to_string())
                    .limit(MANIFEST_FORMAT.to_string())
                    .remedy("read it with the version of needlework that wrote it, or simulate the study again")
                    .into());
            }
            None => return Err(not_a_run(path)),
        }
        let manifest = serde_json::from_value(value).map_err(|error| damaged(&error))?;
        Ok(Self { path: path.to_owned(), manifest })
    }

    /// Reads a table and checks it against the hash in the manifest.
    ///
    /// # Errors
    /// NW0405 where there is no such table or it is damaged.
    pub fn table(&self, name: &str) -> Result<Table, Diagnostics> {
        let damaged = |what: &dyn core::fmt::Display| {
            Diagnostic::new(codes::RUN_DAMAGED, format!("{}: the table {name}: {what}", shown(&self.path)))
                .remedy("simulate the study again")
        };
        let entry = self.manifest.tables.iter().find(|entry| entry.name == name);
        let Some(entry) = entry else { return Err(damaged(&"there is no such table").into()) };
        from_parquet(self.bytes_of(entry).map_err(|fault| *fault)?.into()).map_err(|error| damaged(&error).into())
    }

    /// Whether every table that the manifest lists is there as it was written.
    ///
    /// # Errors
    /// NW0405 for each that is not.
    pub fn verify(&self) -> Result<(), Diagnostics> {
        let mut faults = Diagnostics::new();
        for entry in &self.manifest.tables {
            if let Err(fault) = self.bytes_of(entry) {
                faults.push(*fault);
            }
        }
        if faults.has_errors() { Err(faults) } else { Ok(()) }
    }

    /// Names of fields of which files are missing or have another length. They are large, and a run without them can still
    /// be read.
    pub fn missing_fields(&self) -> Vec<&str> {
        let whole = |file: &FieldFile| {
            // The manifest is untrusted: it must not say what lies elsewhere.
            let inside = Path::new(&file.path).components().all(|part| matches!(part, Component::Normal(_)));
            inside
                && self.path.join(&file.path).metadata().is_ok_and(|found| found.is_file() && found.len() == file.bytes)
        };
        let lacking = self.manifest.fields.iter().filter(|entry| !entry.files.iter().all(whole));
        lacking.map(|entry| entry.path.as_str()).collect()
    }

    /// The file of a table, checked against the hash in the manifest.
    fn bytes_of(&self, entry: &TableEntry) -> Result<Vec<u8>, Box<Diagnostic>> {
        let damaged = |what: &dyn core::fmt::Display| {
            Diagnostic::new(
                codes::RUN_DAMAGED,
                format!("{}: the table {}: {what}", shown(&self.path), printable(&entry.name)),
            )
            .remedy("simulate the study again")
        };
        // The manifest is untrusted: a file name from it must not lead out of the directory.
        if Path::new(&entry.file).components().count() != 1 || entry.file.contains(['/', '\\']) || entry.file == ".." {
            return Err(damaged(&"its file name leads elsewhere").into());
        }
        let bytes = read_bounded(&self.path.join(&entry.file), MAX_TABLE);
        let bytes = bytes.map_err(|error| match error.kind() {
            ErrorKind::NotFound => damaged(&format!("{} is missing", printable(&entry.file))),
            _ => damaged(&error),
        })?;
        if bytes.is_empty() {
            return Err(damaged(&format!("{} is empty", printable(&entry.file))).into());
        }
        if sha256(&bytes) != entry.sha256 {
            return Err(damaged(&"it has changed since it was written").into());
        }
        Ok(bytes)
    }
}

impl RunDirectory {
    /// Reads a file of the run other than a table, at most `limit` bytes.
    ///
    /// # Errors
    /// NW0405 where there is no such file, or it is too large to be one of the run.
    pub fn file(&self, name: &str, limit: u64) -> Result<Vec<u8>, Diagnostics> {
        let path = self.path.join(name);
        read_bounded(&path, limit).map_err(|error| {
            Diagnostic::new(codes::RUN_DAMAGED, format!("cannot read {}: {error}", shown(&path)))
                .remedy("simulate the study again: a run of an older version may lack this file")
                .into()
        })
    }
}

fn read_bounded(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    use std::io::Read;
    let file = std::fs::File::open(path)?;
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::Error::new(ErrorKind::FileTooLarge, format!("the file has more than {limit} bytes")));
    }
    Ok(bytes)
}

/// The path with its links followed as far as it exists, and with a name at its end.
fn resolve_target(target: &Path) -> Result<PathBuf, Diagnostics> {
    let absolute = std::path::absolute(target).map_err(|error| refused(&error, "find", target))?;
    if let Ok(real) = absolute.canonicalize() {
        return Ok(real);
    }
    let named = absolute.file_name().zip(absolute.parent());
    let Some((name, parent)) = named else {
        return Err(Diagnostic::new(codes::RUN_REFUSED, format!("{} cannot be a run directory", shown(target)))
            .remedy("give the name of a directory to make")
            .into());
    };
    std::fs::create_dir_all(parent).map_err(|error| refused(&error, "make", parent))?;
    let parent = parent.canonicalize().map_err(|error| refused(&error, "find", parent))?;
    Ok(parent.join(name))
}

/// The target with its links followed, where a run may be put there.
fn admitted(target: &Path, replace: bool) -> Result<PathBuf, Diagnostics> {
    let target = resolve_target(target)?;
    if target.symlink_metadata().is_ok() {
        if !replace {
            return Err(Diagnostic::new(codes::RUN_EXISTS, format!("{} already exists", shown(&target)))
                .remedy("choose another directory with --out, or replace the old run with --force")
                .into());
        }
        check_is_run(&target)?;
    }
    Ok(target)
}

/// `.name.kind-process`, beside the target so that a rename stays on one disk.
fn sibling(target: &Path, kind: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(format!(".{kind}-{}", std::process::id()));
    target.with_file_name(name)
}

/// Replacing is only done to what this program has written itself.
fn check_is_run(target: &Path) -> Result<(), Diagnostics> {
    let bytes = read_bounded(&target.join("manifest.json"), MAX_MANIFEST).map_err(|_| not_a_run(target))?;
    let value: serde_json::Value = serde_json::from_slice(&bytes).map_err(|_| not_a_run(target))?;
    if value["tool"]["name"] == "needlework" { Ok(()) } else { Err(not_a_run(target)) }
}

/// A path at which no run directory can be read.
fn no_such_run(path: &Path, why: &str) -> Diagnostics {
    Diagnostic::new(codes::NOT_A_RUN, format!("cannot open the run {}: {why}", shown(path)))
        .remedy("check the path; `needlework simulate` makes run directories, with the ending .run where none is named")
        .into()
}

pub(super) fn not_a_run(path: &Path) -> Diagnostics {
    Diagnostic::new(codes::NOT_A_RUN, format!("{} is not a run directory of needlework", shown(path)))
        .remedy("check the path; only run directories are read or replaced")
        .into()
}

pub(super) fn refused(error: &io::Error, verb: &str, path: &Path) -> Diagnostics {
    refusal(error, verb, path).into()
}

fn refusal(error: &io::Error, verb: &str, path: &Path) -> Diagnostic {
    let full = matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge);
    let (code, remedy): (&'static Code, _) = if full {
        (codes::DISK_FULL, "free some space or choose another disk with --out; nothing was left behind")
    } else {
        (codes::RUN_REFUSED, "check the path and its permissions, or choose another directory with --out")
    };
    Diagnostic::new(code, format!("cannot {verb} {}: {error}", shown(path))).remedy(remedy)
}

fn pretty<T: Serialize>(value: &T) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    Ok(text)
}

pub(super) fn shown(path: &Path) -> String {
    printable(&path.display().to_string())
}
