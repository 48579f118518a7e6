//! Products with an active, in doses and at times: before, during or after a session, or at home between sessions.

use super::sessions::Session;
use crate::limit::{LimitError, in_range};
use crate::transport::absorb::{Product, Use};
use crate::transport::active::Active;
use serde::{Deserialize, Serialize};

/// Most regimens in one study.
pub const MOST_REGIMENS: usize = 20;

/// Longest time between a product and the needling that it belongs to [day].
const LONGEST_SHIFT: f64 = 2.0;

/// A product and when it is used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Regimen {
    /// What acts.
    pub active: Active,
    /// The product, with the dose of one use.
    pub product: Product,
    /// When it is used.
    pub timing: Timing,
    /// Time from putting it on until what is left is washed off [day].
    pub time_on_skin: f64,
    /// Platelets over those of blood, for platelet-rich plasma [-].
    pub platelets: f64,
    /// Indices of the zones that it is put on; empty means all.
    #[serde(default)]
    pub zones: Vec<usize>,
}

/// When a product is used.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Timing {
    /// Once at every needling session.
    Session {
        /// Time after the needling; negative before it, 0 where it is needled in [day].
        shift: f64,
    },
    /// At home, again and again.
    Home {
        /// First day [day].
        from: f64,
        /// End of the last day [day].
        until: f64,
        /// Time from one use to the next [day].
        interval: f64,
        /// How long nothing is used after a session [day].
        pause: f64,
    },
}

impl Regimen {
    /// Whether the product is put on a zone.
    pub fn treats(&self, zone: usize) -> bool {
        self.zones.is_empty() || self.zones.contains(&zone)
    }

    /// Rejects numbers that no model can use.
    ///
    /// # Errors
    /// The first number out of range; the active and the product are checked where they are absorbed.
    pub fn check(&self) -> Result<(), LimitError> {
        in_range("regimen.time_on_skin", self.time_on_skin, 1.0 / 86_400.0, 30.0, "day")?;
        in_range("regimen.platelets", self.platelets, 0.0, 20.0, "-")?;
        match self.timing {
            Timing::Session { shift } => in_range("regimen.shift", shift, -LONGEST_SHIFT, LONGEST_SHIFT, "day")?,
            Timing::Home { from, until, interval, pause } => {
                in_range("regimen.from", from, 0.0, f64::MAX, "day")?;
                in_range("regimen.until", until, from, f64::MAX, "day")?;
                in_range("regimen.interval", interval, 1.0 / 24.0, 60.0, "day")?;
                in_range("regimen.pause", pause, 0.0, 60.0, "day")?
            }
        };
        Ok(())
    }

    /// Start and end of one use that begins at `from` [day].
    pub fn use_from(&self, from: f64) -> Use {
        Use { from, until: from + self.time_on_skin }
    }

    /// Times at which the product is put on, in order [day].
    pub fn days(&self, sessions: &[Session], horizon: f64) -> Vec<f64> {
        match self.timing {
            Timing::Session { shift } => {
                sessions.iter().map(|s| (s.day + shift).max(0.0)).filter(|day| *day < horizon).collect()
            }
            Timing::Home { from, until, interval, pause } => {
                let end = until.min(horizon);
                let count = ((end - from) / interval).ceil().max(0.0) as u32;
                let resting = |day: f64| sessions.iter().any(|s| day >= s.day && day < s.day + pause);
                (0..count).map(|i| from + interval * f64::from(i)).filter(|day| *day < end && !resting(*day)).collect()
            }
        }
    }
}
