//! The folder in which a run that can be taken up again is made.
//!
//! ```text
//! acne-scars.run.partial/
//! ├─ lock                       held by the process that works here, free again as soon as it ends in any way
//! ├─ cheek-patch.checkpoint     where a zone and tier have got to
//! └─ run/                       the run directory in the making; renamed at the end
//! ```

use super::directory::{not_a_run, refused, shown};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use std::ffi::OsStr;
use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The ending of checkpoints.
const CHECKPOINT: &str = "checkpoint";
/// The ending of files that were being written when the run was cut off.
const UNFINISHED: &str = "part";

/// The folder, locked.
#[derive(Debug)]
pub(super) struct Workshop {
    folder: PathBuf,
    /// Unlocked when it is closed.
    _lock: File,
}

impl Workshop {
    /// Opens the folder beside the target, or makes it, and tidies it up: what goes on is left, and nothing else.
    pub fn open(target: &Path, fresh: bool) -> Result<Self, Diagnostics> {
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(".partial");
        let folder = target.with_file_name(name);
        let lock = folder.join("lock");
        match std::fs::create_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                // Files are deleted here: never in a folder that is somebody else's.
                let empty = std::fs::read_dir(&folder).is_ok_and(|mut entries| entries.next().is_none());
                if !empty && !lock.is_file() {
                    return Err(not_a_run(&folder));
                }
            }
            made => made.map_err(|error| refused(&error, "make", &folder))?,
        }
        let file = File::options().create(true).truncate(false).write(true).open(&lock);
        let file = file.map_err(|error| refused(&error, "open", &lock))?;
        match file.try_lock() {
            // Some network disks know no locks.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(refused(&error, "lock", &lock)),
            Err(TryLockError::WouldBlock) => return Err(locked(&folder)),
            // The process that held it has just finished and taken the folder away.
            Ok(()) if !lock.is_file() => return Err(locked(&folder)),
            Ok(()) => {}
        }
        let workshop = Self { folder, _lock: file };
        workshop.tidy(fresh).map_err(|error| refused(&error, "tidy up", &workshop.folder))?;
        Ok(workshop)
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The run directory in the making.
    pub fn run(&self) -> PathBuf {
        self.folder.join("run")
    }

    /// The checkpoint of this name.
    pub fn checkpoint(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.{CHECKPOINT}"))
    }

    /// Whether there is anything to go on from.
    pub fn has_checkpoints(&self) -> bool {
        self.checkpoints().is_ok_and(|found| !found.is_empty())
    }

    fn checkpoints(&self) -> io::Result<Vec<PathBuf>> {
        let paths = std::fs::read_dir(&self.folder)?.map(|entry| Ok(entry?.path()));
        let all: io::Result<Vec<PathBuf>> = paths.collect();
        Ok(all?.into_iter().filter(|path| path.extension() == Some(OsStr::new(CHECKPOINT))).collect())
    }

    /// Leaves checkpoints and whole fields, or nothing. A run directory that is gone was finished: its checkpoints go, too.
    fn tidy(&self, fresh: bool) -> io::Result<()> {
        let (run, checkpoints) = (self.run(), self.checkpoints()?);
        remove_unfinished(&self.folder)?;
        if fresh || checkpoints.is_empty() || !run.is_dir() {
            for checkpoint in checkpoints {
                std::fs::remove_file(checkpoint)?;
            }
            if run.is_dir() {
                std::fs::remove_dir_all(&run)?;
            }
            return std::fs::create_dir(&run);
        }
        for entry in std::fs::read_dir(&run)? {
            let entry = entry?;
            match (entry.file_name() == "fields", entry.file_type()?.is_dir()) {
                (true, _) => {}
                (false, true) => std::fs::remove_dir_all(entry.path())?,
                (false, false) => std::fs::remove_file(entry.path())?,
            }
        }
        Ok(())
    }
}

/// Removes files that were being written, in a folder and those below it.
fn remove_unfinished(folder: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let (path, kind) = entry.and_then(|entry| Ok((entry.path(), entry.file_type()?)))?;
        if kind.is_dir() {
            remove_unfinished(&path)?;
        } else if path.extension() == Some(OsStr::new(UNFINISHED)) {
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}

fn locked(folder: &Path) -> Diagnostics {
    Diagnostic::new(codes::RUN_LOCKED, format!("another process is working in {}", shown(folder)))
        .remedy("wait for it or stop it, or choose another directory with --out")
        .into()
}
