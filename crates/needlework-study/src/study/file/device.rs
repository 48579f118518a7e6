//! `[device]`: a library entry, a library entry with changes, or a definition.

use crate::document::Located;
use crate::quantity::{Fraction, Frequency, Length};
use schemars::JsonSchema;
use serde::Deserialize;

/// The needling device. With an id it starts from the library entry, and the other keys change it; with a kind and no id
/// it is defined here.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeviceKeys {
    /// Library id, such as "dermaroller-mf8" or "skinpen-precision".
    pub id: Option<Located<String>>,
    /// Kind of device, when it is defined here.
    pub kind: Option<Located<DeviceKindWord>>,
    /// Name for people to read.
    #[schemars(length(max = 100))]
    pub name: Option<Located<String>>,
    /// Length of the needles; for a pen the greatest protrusion.
    #[schemars(extend("x-minimum" = "50 um", "x-maximum" = "5 mm"))]
    pub length: Option<Located<Length>>,
    /// Diameter of the needles at the base.
    #[schemars(extend("x-minimum" = "10 um", "x-maximum" = "2 mm"))]
    pub diameter: Option<Located<Length>>,
    /// Radius of the needle tips.
    #[schemars(extend("x-minimum" = "0.2 um", "x-maximum" = "0.5 mm"))]
    pub tip_radius: Option<Located<Length>>,
    /// Roller: diameter of the drum without needles.
    #[schemars(extend("x-minimum" = "2 mm", "x-maximum" = "200 mm"))]
    pub drum_diameter: Option<Located<Length>>,
    /// Roller: width of the needled part of the drum.
    #[schemars(extend("x-minimum" = "0.5 mm", "x-maximum" = "200 mm"))]
    pub drum_width: Option<Located<Length>>,
    /// Roller: rings of needles along the axis.
    #[schemars(range(min = 1, max = 200))]
    pub rings: Option<Located<usize>>,
    /// Roller: needles round each ring.
    #[schemars(range(min = 1, max = 500))]
    pub needles_per_ring: Option<Located<usize>>,
    /// Roller: turn of each ring against the next, as a share of the angle between two needles.
    #[schemars(extend("x-maximum" = "1"))]
    pub stagger: Option<Located<Fraction>>,
    /// Pen: number of pins, spread evenly over the face of the cartridge; [[device.ring]] says where they sit instead.
    #[schemars(range(min = 1, max = 500))]
    pub pins: Option<Located<usize>>,
    /// Pen: radius of the circle that the pins fill.
    #[schemars(extend("x-maximum" = "20 mm"))]
    pub cartridge_radius: Option<Located<Length>>,
    /// Pen: circles of pins, from the middle outwards.
    #[schemars(length(max = 50))]
    pub ring: Option<Vec<Located<RingKeys>>>,
    /// Pen: slowest drive.
    #[schemars(extend("x-minimum" = "0.1 Hz", "x-maximum" = "1 kHz"))]
    pub frequency_min: Option<Located<Frequency>>,
    /// Pen: fastest drive.
    #[schemars(extend("x-minimum" = "0.1 Hz", "x-maximum" = "1 kHz"))]
    pub frequency_max: Option<Located<Frequency>>,
    /// Pen: smallest depth setting.
    #[schemars(extend("x-maximum" = "5 mm"))]
    pub depth_min: Option<Located<Length>>,
    /// Pen: greatest depth setting.
    #[schemars(extend("x-maximum" = "5 mm"))]
    pub depth_max: Option<Located<Length>>,
    /// Pen: greatest error of the protrusion.
    #[schemars(extend("x-maximum" = "1 mm"))]
    pub depth_tolerance: Option<Located<Length>>,
    /// Stamp: rows of needles.
    #[schemars(range(min = 1, max = 1000))]
    pub rows: Option<Located<usize>>,
    /// Stamp: needles in each row.
    #[schemars(range(min = 1, max = 1000))]
    pub columns: Option<Located<usize>>,
    /// Stamp: distance between neighbouring needles.
    #[schemars(extend("x-minimum" = "20 um", "x-maximum" = "50 mm"))]
    pub spacing: Option<Located<Length>>,
}

/// Kind of device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DeviceKindWord {
    /// A drum of needles that rolls over the skin.
    Roller,
    /// A motor that drives pins in and out.
    Pen,
    /// A flat array that is pressed in and lifted.
    Stamp,
}

/// One circle of pins.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RingKeys {
    /// Pins at equal angles on this circle.
    #[schemars(range(min = 1, max = 500))]
    pub needles: Located<usize>,
    /// Radius of the circle; 0 mm for one pin in the middle.
    #[schemars(extend("x-maximum" = "50 mm"))]
    pub radius: Located<Length>,
}
