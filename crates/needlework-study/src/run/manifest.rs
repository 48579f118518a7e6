//! What a run directory says about itself.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The format of run directories that this version writes and reads.
pub const MANIFEST_FORMAT: u32 = 1;

/// The content of `manifest.json`. It holds nothing that differs between two runs of the same study by the same program:
/// times and thread counts are in `timings.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Format of the run directory.
    pub format: u32,
    /// The program that wrote it.
    pub tool: Tool,
    /// Operating system and processor, as `linux-x86_64`.
    pub platform: String,
    /// Seed of all random draws.
    pub seed: u64,
    /// SHA-256 of the canonical JSON of the resolved study.
    pub study_sha256: String,
    /// The resolved study.
    pub study: serde_json::Value,
    /// The tables, in the order in which they were written.
    pub tables: Vec<TableEntry>,
    /// Fields of the zones that were run in space.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldEntry>,
}

/// The fields of one zone in one format.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldEntry {
    /// Name of the zone.
    pub zone: String,
    /// The tier that made them.
    pub tier: String,
    /// `zarr` or `vtk`.
    pub format: String,
    /// File or folder, relative to the run directory.
    pub path: String,
    /// Days of the course [day].
    pub days: Vec<f64>,
    /// Every file, in the order of their names.
    #[serde(default)]
    pub files: Vec<FieldFile>,
}

/// One file of the fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldFile {
    /// Path relative to the run directory, with `/` between its parts.
    pub path: String,
    /// Length.
    pub bytes: u64,
    /// SHA-256 of its content.
    pub sha256: String,
}

/// A program and its version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// Name.
    pub name: String,
    /// Version.
    pub version: String,
}

/// One table of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableEntry {
    /// Name without ending.
    pub name: String,
    /// File name.
    pub file: String,
    /// Rows.
    pub rows: u64,
    /// SHA-256 of the file.
    pub sha256: String,
}

impl Manifest {
    /// The manifest of a study, before any table is written.
    ///
    /// # Errors
    /// Where the study cannot be written as JSON.
    pub fn new(study: &needlework::course::Study) -> Result<Self, serde_json::Error> {
        Ok(Self {
            format: MANIFEST_FORMAT,
            tool: Tool { name: "needlework".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
            platform: format!("{}-{}", std::env::consts::OS, std::env::consts::ARCH),
            seed: study.seed,
            study_sha256: sha256(canonical_json(study)?.as_bytes()),
            study: serde_json::to_value(study)?,
            tables: Vec::new(),
            fields: Vec::new(),
        })
    }
}

/// JSON without spaces, keys in the order of the type, numbers with the fewest digits that give the same bits.
///
/// # Errors
/// Where the value cannot be written as JSON.
pub fn canonical_json<T: Serialize>(value: &T) -> Result<String, serde_json::Error> {
    serde_json::to_string(value)
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    use core::fmt::Write;
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
