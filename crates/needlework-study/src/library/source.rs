//! Sources: the studies and pages that entries name, in one list.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Entry, Reading, Shelf};
use crate::diagnostic::Diagnostics;
use crate::document::{self, SourceFile};

/// A study or a page.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceEntry {
    /// Identifier that entries use.
    pub id: String,
    /// Title.
    pub title: String,
    /// Authors as cited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authors: Option<String>,
    /// Year of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1800, max = 2200))]
    pub year: Option<u32>,
    /// Journal or publisher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub journal: Option<String>,
    /// Digital object identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doi: Option<String>,
    /// Address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// How much of it was read.
    pub read: Read,
}

/// How much of a source was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Read {
    /// All of it.
    FullText,
    /// Its abstract.
    Abstract,
    /// The opening of the page.
    Excerpt,
    /// A paper or page that cites it.
    ReviewCiting,
}

impl SourceEntry {
    /// The source as a list of sources cites it.
    pub fn citation(&self) -> String {
        let year = self.year.map(|year| year.to_string());
        let link = self.doi.as_ref().map(|doi| format!("doi:{doi}"));
        let parts = [self.authors.clone(), Some(self.title.clone()), self.journal.clone(), year, link];
        let read = match self.read {
            Read::FullText => "full text read",
            Read::Abstract => "abstract read",
            Read::Excerpt => "opening read",
            Read::ReviewCiting => "read in a paper that cites it",
        };
        format!("{} ({read})", parts.into_iter().flatten().collect::<Vec<_>>().join(". "))
    }
}

impl Entry for SourceEntry {
    fn id(&self) -> &str {
        &self.id
    }

    fn name(&self) -> &str {
        &self.title
    }

    fn schema() -> serde_json::Value {
        document::schema_of::<SourceList>()
    }

    fn facts(&self) -> String {
        let year = self.year.map(|year| year.to_string());
        let parts = [self.journal.clone(), year];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// The file of all sources.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SourceList {
    #[serde(default)]
    source: Vec<SourceEntry>,
}

impl Shelf<SourceEntry> {
    /// Reads a list of sources.
    pub(super) fn add_list(&mut self, file: &Arc<SourceFile>, reading: Reading) -> Result<(), Diagnostics> {
        let list: SourceList = reading.read(file)?;
        for entry in list.source {
            self.place(entry, file)?;
        }
        Ok(())
    }
}
