//! Tables, methods and provenance.

use serde::{Deserialize, Serialize};

/// A table of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Table {
    /// Heading of the section in which it stands, with its neighbours of the same section; "Tables" where empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// Heading and caption.
    pub title: String,
    /// Column headings, units included.
    pub columns: Vec<String>,
    /// Rows, one text per column; the first column names the row.
    pub rows: Vec<Vec<String>>,
    /// A remark below the table.
    pub note: String,
}

/// A part of the methods.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MethodNote {
    /// Heading.
    pub title: String,
    /// Paragraphs.
    pub paragraphs: Vec<String>,
    /// Equations, in groups.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub formulas: Vec<Formulas>,
    /// Symbols and constants; a cell `$…$` is mathematics.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<Table>,
    /// Sources, one line each.
    pub sources: Vec<String>,
}

/// Equations that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Formulas {
    /// Heading.
    pub title: String,
    /// One equation each, as LaTeX with `&=` between its sides; [`mathml`](crate::math::mathml) says what is understood.
    pub lines: Vec<String>,
}

/// What is needed to run the same study again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Provenance {
    /// Versions of program, model and library as name and version.
    pub versions: Vec<(String, String)>,
    /// Seed of the study, as text so that no digit is lost.
    pub seed: String,
    /// Hash of the resolved study.
    pub study_hash: String,
    /// The command that gave this report.
    pub command: String,
    /// Steps with how long each took. [s]
    pub timings: Vec<(String, f64)>,
    /// Other facts as name and value.
    pub facts: Vec<(String, String)>,
}
