//! Names of other entries, and places in files.

use core::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Kind, Library, shelf};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::SourceFile;

/// Keys whose texts name entries of a kind.
const KEYS: &[(&str, Kind)] = &[
    ("source", Kind::Source),
    ("site", Kind::Site),
    ("sites", Kind::Site),
    ("concern", Kind::Concern),
    ("concerns", Kind::Concern),
    ("device", Kind::Device),
    ("devices", Kind::Device),
    ("phototype", Kind::Phototype),
    ("phototypes", Kind::Phototype),
];

/// Every text under one of [`KEYS`] that no entry of its kind is called.
pub(super) fn check(library: &Library) -> Diagnostics {
    let names: Vec<(Kind, Vec<&str>)> = Kind::ALL.iter().map(|&kind| (kind, library.names(kind))).collect();
    let mut faults = Diagnostics::new();
    let mut seen: Option<&Arc<SourceFile>> = None;
    for (_, file) in library.files() {
        // All entries of a list share one file, which is looked at once.
        if seen.is_some_and(|last| Arc::ptr_eq(last, file)) {
            continue;
        }
        seen = Some(file);
        if let Ok(root) = DeTable::parse(&file.text) {
            table(root.get_ref(), file, &names, &mut faults);
        }
    }
    faults.sort();
    faults
}

fn table(entries: &DeTable<'_>, file: &Arc<SourceFile>, names: &[(Kind, Vec<&str>)], faults: &mut Diagnostics) {
    for (key, value) in entries {
        let kind = KEYS.iter().find(|(name, _)| *name == key.get_ref().as_ref()).map(|(_, kind)| *kind);
        below(value, kind, file, names, faults);
    }
}

fn below(
    value: &Spanned<DeValue<'_>>,
    kind: Option<Kind>,
    file: &Arc<SourceFile>,
    names: &[(Kind, Vec<&str>)],
    faults: &mut Diagnostics,
) {
    match value.get_ref() {
        DeValue::Table(entries) => table(entries, file, names, faults),
        DeValue::Array(items) => items.iter().for_each(|item| below(item, kind, file, names, faults)),
        DeValue::String(text) => {
            let known = kind.and_then(|kind| names.iter().find(|(of, _)| *of == kind));
            if let Some((kind, names)) = known
                && names.binary_search(&text.as_ref()).is_err()
            {
                let fault = shelf::missing(*kind, text, names, core::iter::empty());
                let mut finding = Diagnostic::new(codes::UNKNOWN_REFERENCE, fault.message).at(file, value.span());
                finding.value = fault.value;
                faults.push(finding.remedy(fault.remedy.unwrap_or_default()));
            }
        }
        _ => {}
    }
}

/// Where the value of a path of keys stands; where the path leads nowhere, the first value of the last key.
pub(super) fn find(file: &SourceFile, keys: &[&str]) -> Range<usize> {
    let Ok(root) = DeTable::parse(&file.text) else { return 0..0 };
    follow(root.get_ref(), keys).or_else(|| first_of(root.get_ref(), keys.last()?)).map_or(0..0, Spanned::span)
}

fn follow<'a, 't>(entries: &'a DeTable<'t>, keys: &[&str]) -> Option<&'a Spanned<DeValue<'t>>> {
    let (key, rest) = keys.split_first()?;
    let value = entries.iter().find(|(name, _)| name.get_ref().as_ref() == *key)?.1;
    match (value.get_ref(), rest.is_empty()) {
        (_, true) => Some(value),
        (DeValue::Table(inner), false) => follow(inner, rest),
        _ => None,
    }
}

fn first_of<'a, 't>(entries: &'a DeTable<'t>, key: &str) -> Option<&'a Spanned<DeValue<'t>>> {
    entries.iter().find_map(|(name, value)| {
        if name.get_ref().as_ref() == key {
            return Some(value);
        }
        match value.get_ref() {
            DeValue::Table(inner) => first_of(inner, key),
            DeValue::Array(items) => items.iter().find_map(|item| match item.get_ref() {
                DeValue::Table(inner) => first_of(inner, key),
                _ => None,
            }),
            _ => None,
        }
    })
}

/// Where a text first stands.
pub(super) fn find_text(file: &SourceFile, text: &str) -> Range<usize> {
    file.text.find(text).map_or(0..0, |at| at..at + text.len())
}
