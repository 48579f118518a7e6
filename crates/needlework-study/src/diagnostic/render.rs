//! Diagnostics drawn over the source text.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Severity};
use crate::text::is_hazardous;

/// Bytes of a line that are drawn on each side of the span; longer lines are cut.
const LINE_REACH: usize = 160;
/// Lines that one drawing may show.
const MAX_LINES: usize = 12;

/// Draws one diagnostic: title, the marked lines, then value, limit and remedy.
pub fn render(diagnostic: &Diagnostic, colour: bool) -> String {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group: Group<'_> =
        level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.id).elements(excerpt(diagnostic));
    if let Some(value) = &diagnostic.value {
        group = group.element(Level::NOTE.with_name("found").message(value.as_str()));
    }
    if let Some(limit) = &diagnostic.limit {
        group = group.element(Level::NOTE.with_name("limit").message(limit.as_str()));
    }
    if let Some(remedy) = &diagnostic.remedy {
        group = group.element(Level::HELP.message(remedy.as_str()));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).render(&[group])
}

/// The marked lines, with control characters replaced and over-long lines cut; only the file's name without a span.
fn excerpt(diagnostic: &Diagnostic) -> Option<Element<'_>> {
    let source = diagnostic.source.as_ref()?;
    let Some(span) = &diagnostic.span else {
        return Some(Origin::path(source.name.as_str()).into());
    };
    let (lines, first_line) = source.lines_around(span, 0);
    let mut shown = String::new();
    let mut marked = [0, 0];
    let mut line_count = 1;
    for (at, c) in source.text.get(lines.clone())?.char_indices() {
        let at = lines.start + at;
        let near = at + LINE_REACH >= span.start && at <= span.start + LINE_REACH;
        if c == '\n' {
            line_count += 1;
            if line_count > MAX_LINES {
                break;
            }
        }
        for (mark, edge) in marked.iter_mut().zip([span.start, span.end]) {
            if at < edge && (near || c == '\n') {
                *mark = shown.len() + printed(c).len_utf8();
            }
        }
        if near || c == '\n' {
            shown.push(printed(c));
        }
    }
    let mut annotation = AnnotationKind::Primary.span(marked[0]..marked[1].max(marked[0]));
    if let Some(label) = &diagnostic.label {
        annotation = annotation.label(label.as_str());
    }
    let snippet = Snippet::source(shown).line_start(first_line).path(source.name.as_str()).annotation(annotation);
    Some(snippet.into())
}

/// What stands for a character in a drawing.
fn printed(c: char) -> char {
    match c {
        '\n' => '\n',
        '\t' => ' ',
        c if is_hazardous(c) => '\u{fffd}',
        c => c,
    }
}
