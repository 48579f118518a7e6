//! The few things that writing a run asks of a disk, so that tests can take a disk that fails.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// A disk.
pub trait Disk {
    /// Makes one directory; its parent exists.
    ///
    /// # Errors
    /// What the system refuses.
    fn create_directory(&self, path: &Path) -> io::Result<()>;

    /// Writes a new file and flushes it to the disk.
    ///
    /// # Errors
    /// What the system refuses, such as a full disk.
    fn write_file(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Flushes the names in a directory to the disk.
    ///
    /// # Errors
    /// What the system refuses.
    fn flush_directory(&self, path: &Path) -> io::Result<()>;

    /// Renames a directory in the same parent.
    ///
    /// # Errors
    /// What the system refuses.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a directory with all it holds.
    ///
    /// # Errors
    /// What the system refuses.
    fn remove_directory(&self, path: &Path) -> io::Result<()>;
}

/// The disk of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn create_directory(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn write_file(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::create_new(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn flush_directory(&self, path: &Path) -> io::Result<()> {
        // Only Unix lets a directory be opened and flushed; elsewhere the rename alone has to do.
        if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_directory(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir_all(path)
    }
}
