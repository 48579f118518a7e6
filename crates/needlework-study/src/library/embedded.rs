//! The entries that are built into the program.

use std::sync::Arc;

use super::{Kind, Library, Reading};
use crate::diagnostic::Diagnostics;
use crate::document::SourceFile;

// `FILES`: the path below `library/` and the text of every built-in file, sorted by path; written by build.rs.
include!(concat!(env!("OUT_DIR"), "/library.rs"));

/// The built-in library and what is wrong with it, which a test keeps empty.
pub(super) fn load(reading: Reading) -> (Library, Diagnostics) {
    let mut library = Library::empty();
    let mut faults = Diagnostics::new();
    for (path, text) in FILES {
        let Some((kind, stem)) = place_of(path) else { continue };
        let file = Arc::new(SourceFile::new(format!("library/{path}"), *text));
        if let Err(found) = library.add(kind, stem, &file, reading) {
            faults.extend(found);
        }
    }
    (library, faults)
}

/// Kind and stem of a path below `library/`; folders that other parts of the program read are passed over.
pub(super) fn place_of(path: &str) -> Option<(Kind, &str)> {
    let stem = path.strip_suffix(".toml")?;
    match stem.split_once('/') {
        Some((folder, stem)) => Some((Kind::ALL.iter().copied().find(|kind| kind.folder() == folder)?, stem)),
        None => (stem == Kind::Source.folder()).then_some((Kind::Source, stem)),
    }
}
