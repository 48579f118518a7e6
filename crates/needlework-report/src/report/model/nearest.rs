//! Published trials beside the course.

use serde::{Deserialize, Serialize};

use super::table::Table;

/// The published trials most like the course, with what they measured beside what the course gives.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Nearest {
    /// Paragraphs below the heading.
    pub intro: Vec<String>,
    /// One row per trial, nearest first.
    pub table: Table,
    /// Measured and computed figures of one endpoint in one unit.
    pub forests: Vec<Forest>,
    /// Citations, one line each.
    pub sources: Vec<String>,
}

/// Measured figures of one endpoint beside those of the course.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Forest {
    /// Title of the figure.
    pub title: String,
    /// What the axis shows.
    pub quantity: String,
    /// Its unit.
    pub unit: String,
    /// One row per measured figure.
    pub rows: Vec<ForestRow>,
    /// A remark below the figure.
    pub note: String,
}

/// One measured figure and what the course gives at that time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ForestRow {
    /// Trial and time.
    pub label: String,
    /// What was measured, in the unit of the figure. [-]
    pub measured: f64,
    /// Confidence interval of the mean, in the unit of the figure. [-]
    pub interval: Option<[f64; 2]>,
    /// What the course gives, in the unit of the figure. [-]
    pub predicted: f64,
    /// Band of the course, in the unit of the figure. [-]
    pub band: Option<[f64; 2]>,
}
