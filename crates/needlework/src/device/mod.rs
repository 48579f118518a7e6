//! Needling devices and how a hand uses them.
//!
//! A [`Device`] is what the maker ships (drum, pins, needles, ranges); a [`Technique`] is what the operator does with
//! it (directions, passes, speed, set depth). Striking needs both and they must be of the same kind.

mod needle;
mod pen;
mod roller;
mod stamp;
mod technique;
mod tree;

pub use needle::Needle;
pub use pen::{Pen, PinLayout, Ring};
pub use roller::Roller;
pub use stamp::Stamp;
pub use technique::{Dwell, HandPath, PenTechnique, RollerTechnique, StampTechnique, Technique};

use crate::limit::{LimitError, in_range};
use crate::skin::Phototype;
use serde::{Deserialize, Serialize};

/// A needling device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Device {
    /// Stable identifier, such as `skinpen-precision`.
    pub id: String,
    /// Name for people to read.
    pub name: String,
    /// How it works.
    pub mechanism: Mechanism,
    /// What a regulator has cleared it for; empty where no clearance is known.
    #[serde(default)]
    pub clearances: Vec<Clearance>,
}

/// The three ways in which devices drive needles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mechanism {
    /// A drum of needles that rolls over the skin.
    Roller(Roller),
    /// A motor that drives a cartridge of pins in and out while a hand moves it.
    Pen(Pen),
    /// A flat array that is pressed into the skin, lifted and moved.
    Stamp(Stamp),
}

impl Mechanism {
    /// `roller`, `pen` or `stamp`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Roller(_) => "roller",
            Self::Pen(_) => "pen",
            Self::Stamp(_) => "stamp",
        }
    }
}

/// A regulator's clearance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clearance {
    /// Regulator and record number, such as `FDA DEN160029`.
    pub record: String,
    /// Greatest needle depth that was evaluated, where stated [mm].
    #[serde(default)]
    pub max_depth: Option<f64>,
    /// Uses named by the record, such as `facial acne scars`.
    #[serde(default)]
    pub indications: Vec<String>,
    /// Sites named by the record, as site ids.
    #[serde(default)]
    pub sites: Vec<String>,
    /// Phototypes named by the record; empty where it does not restrict them.
    #[serde(default)]
    pub phototypes: Vec<Phototype>,
    /// Youngest age named by the record [year].
    #[serde(default)]
    pub min_age: Option<f64>,
}

impl Device {
    /// The needles of the device.
    pub fn needle(&self) -> &Needle {
        match &self.mechanism {
            Mechanism::Roller(roller) => &roller.needle,
            Mechanism::Pen(pen) => &pen.needle,
            Mechanism::Stamp(stamp) => &stamp.needle,
        }
    }

    /// Number of needles.
    pub fn needle_count(&self) -> usize {
        match &self.mechanism {
            Mechanism::Roller(roller) => roller.needle_count(),
            Mechanism::Pen(pen) => pen.pins.count(),
            Mechanism::Stamp(stamp) => stamp.needle_count(),
        }
    }

    /// Checks that every number can be used.
    ///
    /// # Errors
    /// The first field that is not finite or out of range.
    pub fn check(&self) -> Result<(), LimitError> {
        for clearance in &self.clearances {
            if let Some(depth) = clearance.max_depth {
                in_range("device.clearance.max_depth", depth, 0.0, 10.0, "mm")?;
            }
            if let Some(age) = clearance.min_age {
                in_range("device.clearance.min_age", age, 0.0, 120.0, "year")?;
            }
        }
        match &self.mechanism {
            Mechanism::Roller(roller) => roller.check(),
            Mechanism::Pen(pen) => pen.check(),
            Mechanism::Stamp(stamp) => stamp.check(),
        }
    }
}
