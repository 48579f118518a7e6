//! A resolved study: everything that a simulated course depends on, in numbers.

use super::protocol::{Protocol, Zone};
use crate::concern::Concern;
use crate::skin::Person;
use serde::{Deserialize, Serialize};

/// A study with every shorthand and library id resolved. The same study gives the same bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Study {
    /// Title.
    pub title: String,
    /// Seed of every random draw.
    pub seed: u64,
    /// The person.
    pub person: Person,
    /// What the treatment is for.
    pub concern: Concern,
    /// Treated zones, at least one.
    pub zones: Vec<Zone>,
    /// What is done, and when.
    pub protocol: Protocol,
    /// How it is computed.
    pub numerics: Numerics,
}

/// How a study is computed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Numerics {
    /// Relative tolerance of the integrator, 1e-10 to 1e-2 [-].
    pub relative_tolerance: f64,
    /// Parameter draws behind every band; 0 for the central course only.
    pub draws: u32,
}

impl Default for Numerics {
    /// Tolerance 1e-5, 100 draws.
    fn default() -> Self {
        Self { relative_tolerance: 1e-5, draws: 100 }
    }
}
