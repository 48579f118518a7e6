//! The protocol: dated events on a set of treated zones.

use crate::device::{Device, Technique};
use crate::injury::{Laser, Peel, RadiofrequencyNeedles};
use crate::outcome::Anaesthesia;
use crate::skin::Site;
use serde::{Deserialize, Serialize};

/// Longest course that can be simulated [day].
pub const LONGEST_COURSE: f64 = 5.0 * 365.25;

/// Most events in one protocol.
pub const MOST_EVENTS: usize = 2_000;

/// A treated zone: a site of the body and how much of it is treated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Zone {
    /// Name in tables; the site's id unless the study says otherwise.
    pub name: String,
    /// The site.
    pub site: Site,
    /// Treated area [cm²].
    pub area: f64,
}

/// A course of treatment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Protocol {
    /// Events in the order of their days; two events of one day happen in the order given.
    pub events: Vec<Event>,
    /// End of the simulated time after the first day [day].
    pub horizon: f64,
    /// Days on which tables must have a row, beside the regular ones [day].
    pub snapshots: Vec<f64>,
}

impl Protocol {
    /// The day on which a result is usually read: three months after the last treatment of the skin, or the end if that is
    /// earlier [day].
    pub fn reading_day(&self) -> f64 {
        let treatments = self.events.iter().filter(|event| !matches!(event.kind, EventKind::Topicals(_)));
        let last = treatments.map(|event| event.day).fold(0.0, f64::max);
        (last + 90.0).min(self.horizon)
    }

    /// How deep the needles, columns and coagulated zones of any event are meant to reach [mm].
    pub fn reach(&self) -> f64 {
        self.events.iter().map(|event| event.kind.reach()).fold(0.0, f64::max)
    }
}

/// Something done on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Day of the course, 0 to the horizon [day].
    pub day: f64,
    /// Indices of the zones that it is done to; empty means all.
    pub zones: Vec<usize>,
    /// What is done.
    pub kind: EventKind,
}

impl Event {
    /// Whether the event is done to a zone.
    pub fn treats(&self, zone: usize) -> bool {
        self.zones.is_empty() || self.zones.contains(&zone)
    }
}

/// What can be done to the skin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(clippy::large_enum_variant, reason = "a protocol has few events, nearly all of the large kind")]
pub enum EventKind {
    /// A needling session.
    Needling(Needling),
    /// A chemical peel.
    Peel(Peel),
    /// A fractional laser.
    Laser(Laser),
    /// Radiofrequency needling.
    Radiofrequency(RadiofrequencyNeedles),
    /// From this day on, the topical inputs are these; they replace the earlier ones.
    Topicals(Topicals),
}

impl EventKind {
    /// How deep needles, columns or the coagulated zone are meant to reach; 0 where nothing goes down channels [mm].
    pub fn reach(&self) -> f64 {
        match self {
            Self::Needling(needling) => needling.technique.needle_travel(&needling.device),
            Self::Laser(laser) => laser.columns.depth,
            Self::Radiofrequency(needles) => needles.reach(),
            Self::Peel(_) | Self::Topicals(_) => 0.0,
        }
    }
}

/// A needling session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Needling {
    /// The device.
    pub device: Device,
    /// How it is used.
    pub technique: Technique,
    /// Anaesthesia.
    pub anaesthesia: Anaesthesia,
    /// Platelet-rich plasma needled in, in units of the growth factors of a fully bleeding channel, 0 to 10 [-].
    pub platelet_plasma: f64,
}

/// Constant topical inputs of the healing network, each an applied strength; the tissue sees a share of it that depends
/// on the barrier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Topicals {
    /// Vitamin C, 0 to 1 [-].
    pub vitamin_c: f64,
    /// Retinoid, 0 to 1 [-].
    pub retinoid: f64,
    /// Growth factors [pg/mm³/day].
    pub growth_factor: f64,
    /// Hyaluronan, in units of the young content [1/day].
    pub hyaluronan: f64,
    /// Tranexamic acid, 0 to 1 [-].
    pub tranexamic_acid: f64,
    /// Anti-inflammatory, 0 to 1 [-].
    pub anti_inflammatory: f64,
    /// Occlusion, 0 to 1 [-].
    pub occlusion: f64,
    /// Unprotected ultraviolet drive of melanocytes, 0 to 3 [-].
    pub ultraviolet: f64,
}
