//! Run directories: what a simulation leaves on disk.
//!
//! ```text
//! acne-scars.run/
//! ├─ manifest.json    versions, seed, resolved study and its SHA-256, list of tables; the same for the same study
//! ├─ timings.json     when it ran, how long, on how many threads
//! ├─ endpoints.parquet   endpoint, zone, t, value, unit
//! └─ …
//! ```
//!
//! A run directory appears whole or not at all: everything is written to a hidden sibling directory, flushed to the disk
//! and renamed. An existing directory is replaced only when asked for and only if it is a run directory; it is kept until
//! the new one is complete.
//!
//! A run in space takes long and can be taken up again: it is made in `acne-scars.run.partial`, which a kill leaves behind
//! with its checkpoints and the fields written so far, and which is locked while a process works in it.

mod absorption;
mod beside;
mod course;
mod csv;
mod directory;
mod disk;
mod field_files;
mod manifest;
mod parquet;
mod stale;
mod table;
mod workshop;

pub use self::csv::to_csv;
pub use absorption::{absorption_quantities, absorption_tables, product_name};
pub use beside::{risk_table, trial_table};
pub use course::course_tables;
pub use directory::{RunDirectory, RunWriter};
pub use disk::{Disk, RealDisk};
pub use manifest::{FieldEntry, FieldFile, MANIFEST_FORMAT, Manifest, TableEntry, Tool, canonical_json, sha256};
pub use parquet::{MAX_TABLE_ROWS, from_parquet, to_parquet};
pub use table::{Column, Table, TableError};

#[cfg(test)]
mod tests;
