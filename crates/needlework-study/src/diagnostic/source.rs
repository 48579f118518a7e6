//! A file's text with its lines.

use core::ops::Range;

/// A text with the name that messages call it by.
#[derive(Debug)]
pub struct SourceFile {
    /// Path as the user gave it, or a name in angle brackets.
    pub name: String,
    /// The whole text.
    pub text: String,
    line_starts: Vec<usize>,
}

/// Line and column, both counted from one; a column is a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl SourceFile {
    /// Takes a text and finds its lines.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let line_starts = core::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { name: name.into(), text, line_starts }
    }

    /// Line and column of a byte offset.
    pub fn place(&self, offset: usize) -> Place {
        let line = self.line_starts.partition_point(|&start| start <= offset);
        let start = self.line_starts.get(line.wrapping_sub(1)).copied();
        let start = start.unwrap_or(0);
        let before = self.text.get(start..offset).unwrap_or("");
        Place { line: line.max(1), column: before.chars().count() + 1 }
    }

    /// A range that lies inside the text and on character boundaries.
    pub fn clamp(&self, range: Range<usize>) -> Range<usize> {
        let mut start = range.start.min(self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = range.end.clamp(start, self.text.len());
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        start..end
    }

    /// The byte range of the lines that a span touches, `context` lines more on each side, and the first one's number.
    pub(super) fn lines_around(&self, span: &Range<usize>, context: usize) -> (Range<usize>, usize) {
        let first = self.place(span.start).line.saturating_sub(context).max(1);
        let last = self.place(span.end).line + context;
        let start = self.line_starts.get(first - 1).copied().unwrap_or(0);
        let end = self.line_starts.get(last).map_or(self.text.len(), |next| next - 1);
        (start..end.max(start), first)
    }
}
