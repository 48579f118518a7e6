//! The user's library folder, read with bounds.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::Kind;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::{self, SourceFile};
use crate::text::{closest, printable};

/// Entries of a folder that are looked at, files of other kinds included.
pub(super) const MAX_FILES: usize = 2_000;

/// A file of the folder: its kind, the stem of its name, its text.
type Found = (Kind, String, Arc<SourceFile>);

/// The TOML files of `folder/<kind>/` and `folder/sources.toml`, in the order of their paths.
///
/// Other files are passed over, as are hidden ones; links are followed only to files.
pub(super) fn read(folder: &Path) -> Result<Vec<Found>, Diagnostics> {
    let mut faults = Diagnostics::new();
    let mut found = Vec::new();
    let mut left = MAX_FILES;
    for path in children(folder, &mut left)? {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if name == "sources.toml" {
            push(&mut found, &mut faults, Kind::Source, "sources", &path);
        } else if path.is_dir() && !name.starts_with('.') {
            let Some(kind) = Kind::ALL.iter().copied().find(|kind| kind.folder() == name) else {
                faults.push(unknown_folder(&path, name));
                continue;
            };
            for file in children(&path, &mut left)? {
                let stem = file.file_stem().and_then(|stem| stem.to_str());
                let is_toml = file.extension().is_some_and(|ending| ending == "toml");
                if let (Some(stem), true) = (stem, is_toml) {
                    push(&mut found, &mut faults, kind, stem, &file);
                }
            }
        }
    }
    if faults.has_errors() { Err(faults) } else { Ok(found) }
}

fn push(found: &mut Vec<Found>, faults: &mut Diagnostics, kind: Kind, stem: &str, path: &Path) {
    match document::open(path) {
        Ok(file) => found.push((kind, stem.to_owned(), file)),
        Err(found) => faults.extend(found),
    }
}

/// What a folder holds, sorted; `left` counts down over all folders.
fn children(folder: &Path, left: &mut usize) -> Result<Vec<std::path::PathBuf>, Diagnostics> {
    let shown = printable(&folder.display().to_string());
    let cannot = |error: &std::io::Error| {
        Diagnostic::new(codes::LIBRARY_FOLDER, format!("cannot read the library folder {shown}: {error}"))
            .remedy("give the path of a folder with the layout of library/, such as devices/my-pen.toml")
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| cannot(&error))? {
        *left = left.checked_sub(1).ok_or_else(|| {
            Diagnostic::new(codes::LIBRARY_FOLDER, format!("the library folder {shown} holds too many files"))
                .limit(format!("{MAX_FILES} files"))
                .remedy("check that this is the folder you meant")
        })?;
        paths.push(entry.map_err(|error| cannot(&error))?.path());
    }
    paths.sort();
    Ok(paths)
}

fn unknown_folder(path: &Path, name: &str) -> Diagnostic {
    let folders = Kind::ALL.iter().map(|kind| kind.folder());
    let near = closest(name, folders.clone()).map_or(String::new(), |near| format!("did you mean {near}? "));
    let message = format!("{} is not a folder of a library", printable(&path.display().to_string()));
    Diagnostic::new(codes::LIBRARY_FOLDER, message)
        .value(printable(name))
        .limit(folders.collect::<Vec<_>>().join(", "))
        .remedy(format!("{near}call it after the kind of entry that it holds"))
}
