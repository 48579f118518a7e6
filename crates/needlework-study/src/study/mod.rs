//! Studies: the file as written, and the study that it stands for.
//!
//! ```text
//! study.toml ── document::parse ──▶ StudyFile ── resolve(+ library) ──▶ Resolved { study, rows, warnings }
//! ```

pub mod file;
mod resolve;

pub use file::{FORMAT, StudyFile};
pub use resolve::{Origin, Resolved, Row, Sessions, load, load_in, parse_maintenance, parse_sessions, read, resolve};

/// The JSON Schema of study files, as text.
pub fn schema() -> String {
    let mut text = serde_json::to_string_pretty(&crate::document::schema_of::<StudyFile>()).unwrap_or_default();
    text.push('\n');
    text
}
