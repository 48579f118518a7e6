//! The files of the fields of a run, with their lengths and sums.

use super::manifest::FieldFile;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Deepest folder below an entry: a Zarr shard of a patch lies in `name.zarr/0/c/3/0/0/0/0`.
const DEEPEST: usize = 12;

/// Every file of an entry: the file or folder itself and, beside a `.pvd`, the folder that it names. `path` is relative to the
/// run directory at `run`.
pub(super) fn field_files(run: &Path, path: &str) -> io::Result<Vec<FieldFile>> {
    let mut files = Vec::new();
    collect(run, path, 0, &mut files)?;
    if let Some(folder) = path.strip_suffix(".pvd") {
        collect(run, folder, 0, &mut files)?;
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn collect(run: &Path, path: &str, depth: usize, files: &mut Vec<FieldFile>) -> io::Result<()> {
    let full = run.join(path);
    if !full.is_dir() {
        files.push(summed(&full, path)?);
        return Ok(());
    }
    if depth > DEEPEST {
        return Err(io::Error::other("the folder of fields is deeper than any that is written"));
    }
    for entry in std::fs::read_dir(&full)? {
        let name = entry?.file_name();
        collect(run, &format!("{path}/{}", name.to_string_lossy()), depth + 1, files)?;
    }
    Ok(())
}

fn summed(full: &Path, path: &str) -> io::Result<FieldFile> {
    let mut file = File::open(full)?;
    let (mut sum, mut bytes) = (Sha256::new(), 0);
    let mut block = vec![0; 1 << 18];
    loop {
        let count = file.read(&mut block)?;
        if count == 0 {
            break;
        }
        sum.update(&block[..count]);
        bytes += count as u64;
    }
    let mut sha256 = String::with_capacity(64);
    for byte in sum.finalize() {
        // Writing to a String cannot fail.
        let _ = write!(sha256, "{byte:02x}");
    }
    Ok(FieldFile { path: path.to_owned(), bytes, sha256 })
}
