//! The study as it was understood: warnings, values, events, punctures.

use serde::{Deserialize, Serialize};

/// A warning or remark about the results.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Warning {
    /// Stable code; empty where there is none.
    pub code: String,
    /// What is to be known, in a sentence or two.
    pub text: String,
}

/// One value of the study with where it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StudyRow {
    /// Heading under which rows with the same group stand together.
    pub group: String,
    /// What it is.
    pub key: String,
    /// Its value with unit.
    pub value: String,
    /// Who said so: the study file, a library entry, a default.
    pub origin: String,
}

impl StudyRow {
    /// A row.
    pub fn new(
        group: impl Into<String>,
        key: impl Into<String>,
        value: impl Into<String>,
        origin: impl Into<String>,
    ) -> Self {
        Self { group: group.into(), key: key.into(), value: value.into(), origin: origin.into() }
    }
}

/// A dated event of the protocol.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProtocolEvent {
    /// Days after the start of the course. [day]
    pub day: f64,
    /// Kind of event, for instance "Session" or "Topical"; events of a kind share a lane.
    pub kind: String,
    /// What is done.
    pub label: String,
    /// Settings and remarks.
    pub detail: String,
    /// How long it goes on after `day`; 0 for a moment. [day]
    pub duration: f64,
}

impl ProtocolEvent {
    /// An event of a moment.
    pub fn new(day: f64, kind: impl Into<String>, label: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { day, kind: kind.into(), label: label.into(), detail: detail.into(), duration: 0.0 }
    }
}

/// A puncture with its depth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Puncture {
    /// Place along the first direction. [mm]
    pub x: f64,
    /// Place along the second direction. [mm]
    pub y: f64,
    /// Depth reached. [mm]
    pub depth: f64,
}

/// The punctures of one session on one zone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PuncturePattern {
    /// What was treated, with which device.
    pub title: String,
    /// Every puncture.
    pub punctures: Vec<Puncture>,
    /// Treated area. [mm²]
    pub area: f64,
    /// Punctures per area. [1/cm²]
    pub density: f64,
    /// A remark below the picture.
    pub note: String,
}
