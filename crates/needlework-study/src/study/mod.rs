//! Studies: the file as written.

pub mod file;

pub use file::{FORMAT, StudyFile};

/// The JSON Schema of study files, as text.
pub fn schema() -> String {
    let mut text = serde_json::to_string_pretty(&crate::document::schema_of::<StudyFile>()).unwrap_or_default();
    text.push('\n');
    text
}
