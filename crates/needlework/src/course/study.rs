//! A resolved study: everything that a simulated course depends on, in numbers.

use super::error::CourseError;
use super::protocol::{LONGEST_COURSE, MOST_EVENTS, Protocol, Zone};
use super::regimen::{MOST_REGIMENS, Regimen};
use super::space::Space;
use crate::concern::Concern;
use crate::limit::{count_in_range, in_range};
use crate::outcome::tolerability::Circumstances;
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
    /// What is asked about the person and the care afterwards, where it changes a risk.
    #[serde(default)]
    pub circumstances: Circumstances,
    /// What the treatment is for.
    pub concern: Concern,
    /// Treated zones, at least one.
    pub zones: Vec<Zone>,
    /// What is done, and when.
    pub protocol: Protocol,
    /// Products with an active, in doses; none in older studies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regimens: Vec<Regimen>,
    /// How it is computed.
    pub numerics: Numerics,
    /// What of it is computed in space.
    #[serde(default, skip_serializing_if = "Space::is_point")]
    pub space: Space,
}

impl Study {
    /// Checks what the course relies on: at least one zone, a horizon of at most five years, events in order within it, and
    /// events and products for zones that exist.
    ///
    /// # Errors
    /// The first of these that does not hold.
    pub fn check(&self) -> Result<(), CourseError> {
        count_in_range("zones", self.zones.len(), 1, 100)?;
        let protocol = &self.protocol;
        count_in_range("protocol.events", protocol.events.len(), 0, MOST_EVENTS)?;
        self.space.check(self.zones.len(), self.protocol.reach())?;
        in_range("protocol.horizon", protocol.horizon, 1.0, LONGEST_COURSE, "day")?;
        count_in_range("regimens", self.regimens.len(), 0, MOST_REGIMENS)?;
        for regimen in &self.regimens {
            regimen.check()?;
            if let Some(&zone) = regimen.zones.iter().find(|zone| **zone >= self.zones.len()) {
                return Err(CourseError::UnknownZone { zone, zones: self.zones.len() });
            }
        }
        let mut earliest = 0.0;
        for event in &protocol.events {
            earliest = in_range("protocol.event.day", event.day, earliest, protocol.horizon, "day")?;
            if let Some(&zone) = event.zones.iter().find(|zone| **zone >= self.zones.len()) {
                return Err(CourseError::UnknownZone { zone, zones: self.zones.len() });
            }
        }
        Ok(())
    }
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
