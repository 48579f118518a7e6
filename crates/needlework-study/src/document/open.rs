//! Bytes of a file, bounded and checked before anything else looks at them.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

use super::SourceFile;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::text::printable;

/// Bytes that a study or library file may have (1 MiB).
pub const MAX_BYTES: usize = 1 << 20;

/// Reads a text file of at most [`MAX_BYTES`].
///
/// # Errors
/// NW0001 where it cannot be opened, NW0002 where it is too large, NW0003 where it is not text.
pub fn open(path: &Path) -> Result<Arc<SourceFile>, Diagnostics> {
    let name = path.display().to_string();
    let failed = |what: &str, remedy: &str| -> Diagnostics {
        Diagnostic::new(codes::FILE_NOT_FOUND, format!("cannot open {}: {what}", printable(&name)))
            .remedy(remedy)
            .into()
    };
    let metadata = std::fs::metadata(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            failed("there is no such file", "check the path; `needlework init` writes a study file to start from")
        }
        ErrorKind::PermissionDenied => {
            failed("permission denied", "ask for the right to read it, or copy it elsewhere")
        }
        _ => failed(&error.to_string(), "check the path and the disk"),
    })?;
    if !metadata.is_file() {
        return Err(failed("it is not a file", "give the path of a TOML file"));
    }
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes))
        .map_err(|error| failed(&error.to_string(), "check its permissions and the disk"))?;
    if bytes.len() > MAX_BYTES {
        return Err(too_large(&name, metadata.len().max(bytes.len() as u64)));
    }
    from_bytes(&name, bytes)
}

/// Takes bytes as the text of a file called `name`.
///
/// # Errors
/// NW0002 where there are too many, NW0003 where they are not text.
pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<Arc<SourceFile>, Diagnostics> {
    if bytes.len() > MAX_BYTES {
        return Err(too_large(name, bytes.len() as u64));
    }
    match String::from_utf8(bytes) {
        Ok(text) => match text.find('\0') {
            None => Ok(Arc::new(SourceFile::new(name, text))),
            Some(at) => Err(not_text(name, &text, at, 0)),
        },
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let byte = error.as_bytes().get(at).copied().unwrap_or(0);
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            Err(not_text(name, &text, at, byte))
        }
    }
}

fn too_large(name: &str, size: u64) -> Diagnostics {
    Diagnostic::new(
        codes::FILE_TOO_LARGE,
        format!("{} has {size} bytes, too many for a study or library file", printable(name)),
    )
    .value(format!("{size} bytes"))
    .limit(format!("{MAX_BYTES} bytes"))
    .remedy("check that this is the file you meant")
    .into()
}

fn not_text(name: &str, text: &str, at: usize, byte: u8) -> Diagnostics {
    let source = Arc::new(SourceFile::new(name, text));
    Diagnostic::new(codes::FILE_NOT_TEXT, format!("the byte {byte:#04x} has no place in a text file"))
        .at(&source, at..at + 1)
        .remedy("save the file as plain UTF-8 text")
        .into()
}
