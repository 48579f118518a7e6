//! A key that is given twice: what it is called, and where it stood first.

use core::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::SourceFile;
use crate::diagnostic::Diagnostic;
use crate::text::printable;

/// Adds key, first line and remedy to a finding about a key that is given twice.
pub(super) fn told(
    fault: Diagnostic,
    root: &Spanned<DeTable<'_>>,
    source: &SourceFile,
    span: &Range<usize>,
) -> Diagnostic {
    let Some(written) = source.text.get(span.clone()).map(str::trim).filter(|key| !key.is_empty()) else {
        return fault;
    };
    // A heading is marked whole, a key with or without its quotes.
    let key = written.trim_matches(['[', ']', '"', '\'', ' ']);
    let key = key.rsplit('.').next().unwrap_or(key).trim_matches(['"', '\'', ' ']);
    let mut fault = fault;
    fault.message = format!("{} is given twice", printable(key));
    let at = first_heading(&source.text, span.start).or_else(|| first(root.get_ref(), key, span.start));
    match at {
        Some(at) => {
            let line = source.place(at).line;
            fault
                .value(format!("the first is on line {line}"))
                .remedy(format!("keep one of the two: line {line} or this one"))
        }
        None => fault.remedy("keep one of the two"),
    }
}

/// Start of the first line that is the same heading, where the place is in one: the parser keeps the last only.
fn first_heading(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let heading = text.get(start..)?.lines().next()?.trim();
    if !heading.starts_with('[') {
        return None;
    }
    let mut place = 0;
    for line in text.get(..start)?.split_inclusive('\n') {
        if line.trim() == heading {
            return Some(place);
        }
        place += line.len();
    }
    None
}

/// Start of the last key of that name before a place: the nearest one before is that of the same table.
fn first(table: &DeTable<'_>, key: &str, before: usize) -> Option<usize> {
    let here = table.iter().filter(|(name, _)| name.get_ref() == key).map(|(name, _)| name.span().start);
    let below = table.values().filter_map(|value| first_in(value.get_ref(), key, before));
    here.chain(below).filter(|at| *at < before).max()
}

fn first_in(value: &DeValue<'_>, key: &str, before: usize) -> Option<usize> {
    match value {
        DeValue::Table(table) => first(table, key, before),
        DeValue::Array(array) => array.iter().filter_map(|item| first_in(item.get_ref(), key, before)).max(),
        _ => None,
    }
}
