//! Files that appear whole or not at all.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes a file beside its place, flushes it to the disk and renames it; what was there before is replaced.
pub(super) fn write_whole(path: &Path, fill: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let mut output = BufWriter::new(File::create(&part)?);
    fill(&mut output)?;
    output.flush()?;
    output.get_ref().sync_all()?;
    drop(output);
    std::fs::rename(&part, path)
}
