//! The entries of one kind, found by id or alias.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::entry::Unusable;
use super::{Entry, Kind, Reading, references};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::SourceFile;
use crate::text::{closest, nearest, printable};

/// Characters that an id may have.
const MAX_ID: usize = 64;

/// An entry with the file that it comes from.
#[derive(Debug, Clone)]
pub struct Shelved<T> {
    entry: T,
    file: Arc<SourceFile>,
}

impl<T> Shelved<T> {
    /// The entry.
    pub fn entry(&self) -> &T {
        &self.entry
    }

    /// The file that it comes from.
    pub fn file(&self) -> &Arc<SourceFile> {
        &self.file
    }
}

/// The entries of one kind, in the order of their ids.
#[derive(Debug, Clone)]
pub struct Shelf<T> {
    kind: Kind,
    entries: BTreeMap<String, Shelved<T>>,
    aliases: BTreeMap<String, String>,
}

impl<T: Entry> Shelf<T> {
    pub(super) fn new(kind: Kind) -> Self {
        Self { kind, entries: BTreeMap::new(), aliases: BTreeMap::new() }
    }

    /// The entry with that id or alias.
    ///
    /// # Errors
    /// NW0201 with the nearest ids.
    pub fn get(&self, id: &str) -> Result<&Shelved<T>, Box<Diagnostic>> {
        let target = self.aliases.get(id).map_or(id, String::as_str);
        self.entries.get(target).ok_or_else(|| Box::new(self.missing(id)))
    }

    /// All entries, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Shelved<T>> {
        self.entries.values()
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Ids and aliases, sorted.
    pub(super) fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.entries.keys().chain(self.aliases.keys()).map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    /// Reads an entry; `stem` is the file name without its ending, which must be the id.
    pub(super) fn add(&mut self, file: &Arc<SourceFile>, stem: &str, reading: Reading) -> Result<(), Diagnostics> {
        let entry: T = reading.read(file)?;
        if entry.id() != stem {
            let message = format!("the file is called {} but the id is {}", printable(stem), printable(entry.id()));
            let span = references::find(file, &["id"]);
            let remedy = format!("call the file {}.toml, or change the id", entry.id());
            return Err(Diagnostic::new(codes::BAD_ID, message).at(file, span).remedy(remedy).into());
        }
        self.place(entry, file)
    }

    /// Puts an entry in its place after its own checks.
    pub(super) fn place(&mut self, entry: T, file: &Arc<SourceFile>) -> Result<(), Diagnostics> {
        check_id(entry.id(), "", file)?;
        for alias in entry.aliases() {
            check_id(alias, " ", file)?;
        }
        entry.check().map_err(|fault| unusable(&fault, entry.id(), file))?;
        for alias in entry.aliases() {
            let owner = self.aliases.get(alias).filter(|owner| *owner != entry.id());
            if self.entries.contains_key(alias) || owner.is_some() {
                let message = format!("the alias {} already belongs to another {}", printable(alias), self.kind);
                let fault = Diagnostic::new(codes::BAD_ID, message).at(file, references::find(file, &["aliases"]));
                return Err(fault.remedy("choose another alias").into());
            }
        }
        let id = entry.id().to_owned();
        self.aliases.retain(|alias, owner| *owner != id && *alias != id);
        for alias in entry.aliases() {
            self.aliases.insert(alias.clone(), id.clone());
        }
        self.entries.insert(id, Shelved { entry, file: Arc::clone(file) });
        Ok(())
    }

    fn missing(&self, id: &str) -> Diagnostic {
        missing(self.kind, id, &self.names(), self.entries.keys().map(String::as_str))
    }
}

/// Ids that the finding names, the nearest of them where there are more.
const NEAREST: usize = 5;

/// The finding that no entry of a kind is called `id`.
pub(super) fn missing<'a>(kind: Kind, id: &str, names: &[&str], ids: impl Iterator<Item = &'a str>) -> Diagnostic {
    let remedy = match closest(id, names.iter().copied()) {
        Some(near) => format!("did you mean '{near}'? `needlework library list {}` shows all", kind.folder()),
        None => format!("`needlework library list {}` shows all", kind.folder()),
    };
    let fault = Diagnostic::new(codes::UNKNOWN_ENTRY, format!("the library has no {kind} called {}", printable(id)))
        .value(printable(id))
        .remedy(remedy);
    let known: Vec<&str> = ids.collect();
    if known.len() <= NEAREST {
        return fault.limit(known.join(", "));
    }
    fault.limit(format!(
        "{} of {}: {}, …",
        NEAREST,
        known.len(),
        nearest(id, known.iter().copied(), NEAREST).join(", ")
    ))
}

/// An id has letters, digits, points and hyphens; an alias may have spaces too.
fn check_id(id: &str, also: &str, file: &Arc<SourceFile>) -> Result<(), Diagnostics> {
    let plain = id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.') || also.contains(c));
    if plain && !id.is_empty() && id.len() <= MAX_ID {
        return Ok(());
    }
    let message = format!("{} cannot be an id or alias", printable(id));
    let fault = Diagnostic::new(codes::BAD_ID, message)
        .at(file, references::find_text(file, id))
        .limit(format!("1 to {MAX_ID} letters, digits, points and hyphens"))
        .remedy("use letters, digits, points and hyphens");
    Err(fault.into())
}

fn unusable(fault: &Unusable, id: &str, file: &Arc<SourceFile>) -> Diagnostic {
    let keys: Vec<&str> = fault.keys.iter().map(String::as_str).collect();
    let mut finding = Diagnostic::new(codes::UNUSABLE_ENTRY, format!("{id} cannot be used: {}", fault.message))
        .at(file, references::find(file, &keys))
        .remedy("correct the figure and its unit");
    finding.value.clone_from(&fault.value);
    finding.limit.clone_from(&fault.limit);
    finding
}
