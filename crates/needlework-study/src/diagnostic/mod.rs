//! Diagnostics: what is wrong in a file, where, and what would put it right.
//!
//! A diagnostic has a stable code (`NW0105`), the span in the file that is to blame, the value found, the limit it
//! breaks, and a remedy. All diagnostics of a file are collected before any is shown. [`render`] draws them over the
//! source text, and they serialise to JSON.

mod alike;
mod code;
pub mod codes;
mod render;
mod source;

use core::ops::Range;
use std::sync::Arc;

pub use alike::told_as_one;
pub use code::{Code, Severity};
pub use render::render;
pub use source::{Place, SourceFile};

/// Diagnostics that one list keeps; the rest is only counted.
pub const MAX_KEPT: usize = 100;

/// One finding about a file or a command.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The stable code.
    pub code: &'static Code,
    /// One sentence that says what is wrong, without the place.
    pub message: String,
    /// The file concerned.
    pub source: Option<Arc<SourceFile>>,
    /// Byte range in the file.
    pub span: Option<Range<usize>>,
    /// A few words under the marked span.
    pub label: Option<String>,
    /// The value found, as written.
    pub value: Option<String>,
    /// The limit or the set of values allowed.
    pub limit: Option<String>,
    /// What to do about it.
    pub remedy: Option<String>,
}

impl Diagnostic {
    /// A finding with a message and nothing else yet.
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            source: None,
            span: None,
            label: None,
            value: None,
            limit: None,
            remedy: None,
        }
    }

    /// Sets the file and the byte range concerned.
    #[must_use]
    pub fn at(mut self, source: &Arc<SourceFile>, span: Range<usize>) -> Self {
        self.span = Some(source.clamp(span));
        self.source = Some(Arc::clone(source));
        self
    }

    /// Sets the file concerned, without a place in it.
    #[must_use]
    pub fn in_file(mut self, source: &Arc<SourceFile>) -> Self {
        self.source = Some(Arc::clone(source));
        self
    }

    /// Sets the words under the marked span.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Sets the value found.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// Sets the limit that is broken.
    #[must_use]
    pub fn limit(mut self, limit: impl Into<String>) -> Self {
        self.limit = Some(limit.into());
        self
    }

    /// Sets what to do about it.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// Error or warning; fixed by the code.
    pub fn severity(&self) -> Severity {
        self.code.severity
    }

    /// Line and column of the start of the span.
    pub fn place(&self) -> Option<Place> {
        Some(self.source.as_ref()?.place(self.span.as_ref()?.start))
    }
}

impl core::fmt::Display for Diagnostic {
    /// One line: `study.toml:3:5: error[NW0105]: message`.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        if let Some(source) = &self.source {
            write!(f, "{}:", source.name)?;
            if let Some(place) = self.place() {
                write!(f, "{}:{}:", place.line, place.column)?;
            }
            f.write_str(" ")?;
        }
        write!(f, "{}[{}]: {}", self.severity(), self.code.id, self.message)
    }
}

impl core::error::Error for Diagnostic {}

impl serde::Serialize for Diagnostic {
    fn serialize<S: serde::Serializer>(&self, output: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let place = self.place();
        let mut out = output.serialize_struct("Diagnostic", 11)?;
        out.serialize_field("code", self.code.id)?;
        out.serialize_field("severity", &self.severity())?;
        out.serialize_field("message", &self.message)?;
        out.serialize_field("file", &self.source.as_ref().map(|s| s.name.as_str()))?;
        out.serialize_field("line", &place.map(|p| p.line))?;
        out.serialize_field("column", &place.map(|p| p.column))?;
        out.serialize_field("span", &self.span.as_ref().map(|s| [s.start, s.end]))?;
        out.serialize_field("label", &self.label)?;
        out.serialize_field("value", &self.value)?;
        out.serialize_field("limit", &self.limit)?;
        out.serialize_field("remedy", &self.remedy)?;
        out.end()
    }
}

/// The findings about a file, in the order of their places.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    kept: Vec<Diagnostic>,
    left_out: usize,
    errors: usize,
}

impl Diagnostics {
    /// No findings.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding; beyond [`MAX_KEPT`] it is only counted.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.errors += usize::from(diagnostic.severity() == Severity::Error);
        if self.kept.len() < MAX_KEPT {
            self.kept.push(diagnostic);
        } else {
            self.left_out += 1;
        }
    }

    /// Adds all findings of another list.
    pub fn extend(&mut self, other: Self) {
        self.left_out += other.left_out;
        self.errors += other.errors;
        let counted = other.kept.iter().filter(|d| d.severity() == Severity::Error).count();
        self.errors -= counted;
        for diagnostic in other.kept {
            self.push(diagnostic);
        }
    }

    /// Whether at least one error was found.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Number of errors, those left out included.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// Number of warnings, those left out included.
    pub fn warnings(&self) -> usize {
        self.kept.len() + self.left_out - self.errors
    }

    /// Number of findings that are counted but not kept.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// The findings kept.
    pub fn iter(&self) -> core::slice::Iter<'_, Diagnostic> {
        self.kept.iter()
    }

    /// Puts a finding of this code that differs from an earlier one in one number into that one. Whether there was one.
    pub fn absorbs(&mut self, code: &Code, message: &str) -> bool {
        for known in self.kept.iter_mut().filter(|known| known.code == code) {
            if let Some(both) = told_as_one(&known.message, message) {
                known.message = both;
                return true;
            }
        }
        false
    }

    /// Puts the findings into the order of their places in the file; those without a place come first.
    pub fn sort(&mut self) {
        self.kept.sort_by_key(|d| {
            let name = d.source.as_ref().map(|s| s.name.clone());
            (name, d.span.as_ref().map(|s| (s.start, s.end)))
        });
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        let mut list = Self::new();
        list.push(diagnostic);
        list
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = core::slice::Iter<'a, Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.kept.iter()
    }
}

impl core::fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        for diagnostic in self {
            writeln!(f, "{diagnostic}")?;
        }
        Ok(())
    }
}

impl core::error::Error for Diagnostics {}

impl serde::Serialize for Diagnostics {
    fn serialize<S: serde::Serializer>(&self, output: S) -> Result<S::Ok, S::Error> {
        output.collect_seq(self.iter())
    }
}

#[cfg(test)]
mod tests;
