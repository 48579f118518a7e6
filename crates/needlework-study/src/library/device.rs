//! Device entries.

use needlework::device::{Clearance, Device, Mechanism, Needle, Pen, PinLayout, Ring, Roller, Stamp};
use needlework::skin::Phototype;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::entry::{Unusable, common, entry, short};
use super::phototype::PhototypeFile;
use super::{Age, Datum, Entry, Sources};
use crate::quantity::{Frequency, Length, Speed};

entry! {
    /// A needling device as its maker ships it.
    pub struct DeviceEntry {
        /// How it drives its needles; decides which of the tables below are needed.
        pub kind: DeviceKind,
        /// Where it is meant to be used: home, clinic, operating theatre, laboratory.
        pub setting: String,
        /// The needles.
        pub needle: NeedleFile,
        /// Drum of a roller.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub drum: Option<DrumFile>,
        /// Cartridge of a pen.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub cartridge: Option<CartridgeFile>,
        /// Motor and depth settings of a pen.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub drive: Option<DriveFile>,
        /// Needle grid of a stamp.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub array: Option<ArrayFile>,
        /// What regulators have cleared it for.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub clearance: Vec<ClearanceFile>,
    }
}

/// How a device drives its needles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DeviceKind {
    /// A drum that rolls.
    Roller,
    /// A motor that drives a cartridge in and out.
    Pen,
    /// A grid that is pressed in.
    Stamp,
}

/// Needles.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NeedleFile {
    /// Length from base to tip; for a pen the greatest protrusion.
    pub length: Datum<Length>,
    /// Diameter at the base.
    pub diameter: Datum<Length>,
    /// Radius of the tip.
    pub tip_radius: Datum<Length>,
    /// Material.
    pub material: String,
}

/// Drum of a roller.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DrumFile {
    /// Rings along the axis.
    pub rings: Datum<u32>,
    /// Needles round each ring.
    pub needles_per_ring: Datum<u32>,
    /// Diameter without the needles.
    pub diameter: Datum<Length>,
    /// Width of the needled part.
    pub width: Datum<Length>,
    /// Turn of a ring against its neighbour, as a share of the angle between two needles.
    pub stagger: Datum<f64>,
}

/// Cartridge of a pen.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CartridgeFile {
    /// Needles in the cartridge.
    pub needles: Datum<u32>,
    /// Circles on which they stand, from the inside.
    pub ring: Vec<RingFile>,
}

/// A circle of needles.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RingFile {
    /// Needles at equal angles.
    pub needles: u32,
    /// Radius of the circle.
    pub radius: Datum<Length>,
}

/// Motor and depth settings of a pen.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DriveFile {
    /// Usual strokes per time.
    pub frequency: Datum<Frequency>,
    /// Slowest setting; the usual one where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frequency_min: Option<Datum<Frequency>>,
    /// Fastest setting; the usual one where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frequency_max: Option<Datum<Frequency>>,
    /// Smallest depth setting.
    pub depth_min: Datum<Length>,
    /// Greatest depth setting.
    pub depth_max: Datum<Length>,
    /// Step between settings.
    pub depth_step: Datum<Length>,
    /// Greatest error of a setting, read as two standard deviations.
    pub depth_tolerance: Datum<Length>,
}

/// Needle grid of a stamp.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArrayFile {
    /// Rows.
    pub rows: Datum<u32>,
    /// Needles in a row.
    pub columns: Datum<u32>,
    /// Distance between neighbours.
    pub spacing: Datum<Length>,
    /// Usual speed of pressing.
    pub press_speed: Datum<Speed>,
}

/// A regulator's clearance for one use.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClearanceFile {
    /// Regulator and record.
    pub record: String,
    /// Concerns that it names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub concerns: Vec<String>,
    /// Sites that it names, or all sites of the part that it names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<String>,
    /// Phototypes that it names; empty where it does not restrict them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<PhototypeFile>")]
    pub phototypes: Vec<Phototype>,
    /// Greatest depth that was evaluated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub depth_max: Option<Datum<Length>>,
    /// Youngest age.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age_min: Option<Datum<Age>>,
    /// Source.
    pub source: Sources,
}

impl DeviceEntry {
    /// The device for the simulation.
    pub fn device(&self) -> Device {
        let needle = Needle {
            tip_radius: self.needle.tip_radius.value.mm(),
            ..Needle::new(self.needle.length.value.mm(), self.needle.diameter.value.mm())
        };
        Device {
            id: self.id.clone(),
            name: self.name.clone(),
            mechanism: self.mechanism(needle),
            clearances: self.clearance.iter().map(ClearanceFile::clearance).collect(),
        }
    }

    fn mechanism(&self, needle: Needle) -> Mechanism {
        // `check` refuses an entry whose kind and tables differ, so the last arm is a stamp.
        match (&self.drum, &self.cartridge, &self.drive, &self.array) {
            (Some(drum), ..) => Mechanism::Roller(Roller {
                drum_diameter: drum.diameter.value.mm(),
                drum_width: drum.width.value.mm(),
                rings: drum.rings.value as usize,
                needles_per_ring: drum.needles_per_ring.value as usize,
                stagger: drum.stagger.value,
                needle,
            }),
            (None, Some(cartridge), Some(drive), _) => Mechanism::Pen(drive.pen(cartridge, needle)),
            (.., array) => {
                let grid = array.as_ref();
                Mechanism::Stamp(Stamp {
                    rows: grid.map_or(0, |grid| grid.rows.value as usize),
                    columns: grid.map_or(0, |grid| grid.columns.value as usize),
                    spacing: grid.map_or(0.0, |grid| grid.spacing.value.mm()),
                    needle,
                })
            }
        }
    }

    /// Drive frequency of a pen where a study does not say [Hz].
    pub fn usual_frequency(&self) -> Option<f64> {
        Some(self.drive.as_ref()?.frequency.value.hertz())
    }

    /// Speed at which a stamp is pressed where a study does not say [mm/s].
    pub fn usual_press_speed(&self) -> Option<f64> {
        Some(self.array.as_ref()?.press_speed.value.mm_per_second())
    }

    /// Punctures that a given amount of use leaves, with their unit: per pass or press and cm², or per second.
    pub fn punctures(&self) -> (f64, &'static str) {
        match self.device().mechanism {
            Mechanism::Roller(roller) => (100.0 * roller.density_per_pass(), "/cm² per pass"),
            Mechanism::Pen(pen) => (pen.punctures_per_second(self.usual_frequency().unwrap_or(0.0)), "punctures/s"),
            Mechanism::Stamp(stamp) => (100.0 / (stamp.spacing * stamp.spacing), "/cm² per press"),
        }
    }

    fn tables(&self) -> [(DeviceKind, &'static str, bool); 4] {
        [
            (DeviceKind::Roller, "drum", self.drum.is_some()),
            (DeviceKind::Pen, "cartridge", self.cartridge.is_some()),
            (DeviceKind::Pen, "drive", self.drive.is_some()),
            (DeviceKind::Stamp, "array", self.array.is_some()),
        ]
    }
}

impl DriveFile {
    fn pen(&self, cartridge: &CartridgeFile, needle: Needle) -> Pen {
        let usual = self.frequency.value.hertz();
        let or_usual = |datum: &Option<Datum<Frequency>>| datum.as_ref().map_or(usual, |datum| datum.value.hertz());
        let ring = |ring: &RingFile| Ring { count: ring.needles as usize, radius: ring.radius.value.mm() };
        Pen {
            pins: PinLayout::Rings(cartridge.ring.iter().map(ring).collect()),
            needle,
            frequency_min: or_usual(&self.frequency_min),
            frequency_max: or_usual(&self.frequency_max),
            depth_min: self.depth_min.value.mm(),
            depth_max: self.depth_max.value.mm(),
            depth_tolerance: self.depth_tolerance.value.mm(),
        }
    }
}

impl ClearanceFile {
    fn clearance(&self) -> Clearance {
        Clearance {
            record: self.record.clone(),
            max_depth: self.depth_max.as_ref().map(|depth| depth.value.mm()),
            indications: self.concerns.clone(),
            sites: self.sites.clone(),
            phototypes: self.phototypes.clone(),
            min_age: self.age_min.as_ref().map(|age| age.value.years()),
        }
    }
}

impl Entry for DeviceEntry {
    common!();

    fn facts(&self) -> String {
        let device = self.device();
        let (punctures, unit) = self.punctures();
        let depth = match &self.drive {
            Some(drive) => format!("{} to {}", short(drive.depth_min.value.mm()), drive.depth_max.value),
            None => self.needle.length.value.to_string(),
        };
        let kind = device.mechanism.name();
        let record = self.clearance.first().map(|clearance| format!(", {}", clearance.record)).unwrap_or_default();
        format!("{kind}, {} needles, {depth}, {} {unit}{record}", device.needle_count(), short(punctures))
    }

    fn derived(&self) -> Vec<(&'static str, Value)> {
        let (punctures, unit) = self.punctures();
        let mut derived = vec![
            ("needle_count", json!(self.device().needle_count())),
            ("punctures", json!(format!("{} {unit}", short(punctures)))),
        ];
        if let Mechanism::Roller(roller) = self.device().mechanism {
            derived.push(("after_15_passes", json!(format!("{} /cm²", short(1500.0 * roller.density_per_pass())))));
        }
        derived
    }

    fn check(&self) -> Result<(), Unusable> {
        for (kind, table, given) in self.tables() {
            if given != (kind == self.kind) {
                let verb = if given { "has no use for" } else { "needs" };
                return Err(Unusable::at("kind", format!("a device of this kind {verb} the table [{table}]")));
            }
        }
        if let Some(cartridge) = &self.cartridge {
            let on_rings = cartridge.ring.iter().fold(0_u32, |sum, ring| sum.saturating_add(ring.needles));
            if on_rings != cartridge.needles.value {
                let message = format!("the circles hold {on_rings} needles, the cartridge {}", cartridge.needles.value);
                return Err(Unusable::at("cartridge.needles", message));
            }
        }
        if let Some(drive) = &self.drive
            && drive.depth_max.value > self.needle.length.value
        {
            let message = "the greatest depth setting is longer than the needles";
            return Err(Unusable::at("drive.depth_max", message));
        }
        Ok(self.device().check()?)
    }
}
