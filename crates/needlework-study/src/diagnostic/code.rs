//! Stable codes and what they mean.

use core::fmt;

use super::codes;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The study cannot be run.
    Error,
    /// The study runs, but the reader should know.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// A kind of finding: a code that never changes its meaning, and a long explanation.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `NW` and four digits.
    pub id: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// What it is, in a few words.
    pub title: &'static str,
    /// Why it is reported, an example, and how to put it right.
    pub explanation: &'static str,
}

impl Code {
    /// An error.
    pub const fn error(id: &'static str, title: &'static str, explanation: &'static str) -> Self {
        Self { id, severity: Severity::Error, title, explanation }
    }

    /// A warning.
    pub const fn warning(id: &'static str, title: &'static str, explanation: &'static str) -> Self {
        Self { id, severity: Severity::Warning, title, explanation }
    }

    /// Every code, in the order of their numbers.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        codes::TABLES.iter().flat_map(|table| table.iter().copied())
    }

    /// The code with that id; case and a missing `NW` are forgiven.
    pub fn find(id: &str) -> Option<&'static Self> {
        let id = id.trim();
        Self::all().find(|code| code.id.eq_ignore_ascii_case(id) || code.id.get(2..).is_some_and(|n| n == id))
    }
}
