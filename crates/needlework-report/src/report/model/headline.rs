//! Results at the top of the report.

use serde::{Deserialize, Serialize};

/// One result at the top of the report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Headline {
    /// What is measured.
    pub label: String,
    /// The central estimate, in `unit`. [-]
    pub value: f64,
    /// Low and high end of the band, in `unit`. [-]
    pub band: Option<[f64; 2]>,
    /// Unit of value and band.
    pub unit: String,
    /// When, and against what.
    pub at: String,
    /// The value to compare with (the start, or no change), in `unit`. [-]
    pub reference: Option<f64>,
    /// Which direction is an improvement.
    pub better: Better,
}

impl Headline {
    /// A result without a band.
    pub fn new(label: impl Into<String>, value: f64, unit: impl Into<String>) -> Self {
        Self { label: label.into(), value, unit: unit.into(), ..Self::default() }
    }

    /// Adds the band.
    #[must_use]
    pub fn band(mut self, low: f64, high: f64) -> Self {
        self.band = Some([low, high]);
        self
    }

    /// Says when, and against what.
    #[must_use]
    pub fn at(mut self, at: impl Into<String>) -> Self {
        self.at = at.into();
        self
    }

    /// Adds the value to compare with.
    #[must_use]
    pub fn reference(mut self, value: f64) -> Self {
        self.reference = Some(value);
        self
    }

    /// Says which direction is an improvement.
    #[must_use]
    pub fn better(mut self, better: Better) -> Self {
        self.better = better;
        self
    }
}

/// Which direction of a quantity is an improvement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither is.
    #[default]
    Neither,
}

impl Better {
    /// The remark shown beside a quantity; empty where neither direction is an improvement.
    pub fn remark(self) -> &'static str {
        match self {
            Self::Higher => "higher is better",
            Self::Lower => "lower is better",
            Self::Neither => "",
        }
    }
}
