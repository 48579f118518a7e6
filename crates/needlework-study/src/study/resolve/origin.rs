//! Where a value of a study comes from.

use core::fmt;

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase", tag = "from")]
pub enum Origin {
    /// Written in the file.
    Given {
        /// Line of the file.
        line: usize,
    },
    /// From a library entry.
    Library {
        /// Kind and id of the entry.
        entry: String,
    },
    /// A default of the program.
    Default {
        /// Why this one.
        why: String,
    },
    /// Follows from other values.
    Derived {
        /// From which.
        of: String,
    },
}

impl Origin {
    /// A default with its reason.
    pub fn default(why: impl Into<String>) -> Self {
        Self::Default { why: why.into() }
    }

    /// A library entry.
    pub fn library(kind: &str, id: &str) -> Self {
        Self::Library { entry: format!("{kind} {id}") }
    }

    /// What it follows from.
    pub fn derived(of: impl Into<String>) -> Self {
        Self::Derived { of: of.into() }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Given { line } => write!(f, "line {line}"),
            Self::Library { entry } => write!(f, "library, {entry}"),
            Self::Default { why } => write!(f, "default: {why}"),
            Self::Derived { of } => write!(f, "from {of}"),
        }
    }
}

/// One thing that was understood.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Row {
    /// Part of the study.
    pub section: String,
    /// What it is.
    pub name: String,
    /// Its value with its unit.
    pub value: String,
    /// Where it comes from.
    pub origin: Origin,
}

impl Row {
    /// Place of the section in lists: the order of the parts of a study file, what belongs to one day after them.
    fn rank(&self) -> usize {
        const ORDER: [&str; 14] = [
            "study",
            "person",
            "history",
            "aftercare",
            "zone",
            "concern",
            "device",
            "technique",
            "protocol",
            "topical",
            "application",
            "output",
            "space",
            "numerics",
        ];
        let first = self.section.split(' ').next().unwrap_or_default();
        match ORDER.iter().position(|part| *part == first) {
            Some(place) if place <= 8 => place,
            // Sessions, peels and lasers with settings of their own follow the protocol.
            Some(place) => place + 1,
            None => 9,
        }
    }
}

/// Brings the rows of each section together, the sections in the order of a study file.
pub(super) fn group(rows: &mut [Row]) {
    let mut sections: Vec<(usize, String)> = Vec::new();
    for row in rows.iter() {
        let key = (row.rank(), row.section.clone());
        if !sections.contains(&key) {
            sections.push(key);
        }
    }
    sections.sort_by_key(|(rank, _)| *rank);
    rows.sort_by_key(|row| sections.iter().position(|(_, section)| *section == row.section));
}
