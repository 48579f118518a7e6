//! Pictures of depth and time, and of depth across a channel.

use serde::{Deserialize, Serialize};

/// A quantity over depth and time, or over depth and place across a channel, on one or more sides that are compared.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DepthMap {
    /// Title of the figure.
    pub title: String,
    /// What is shown.
    pub quantity: String,
    /// Unit of the values.
    pub unit: String,
    /// Sides with their names.
    pub sides: Vec<MapSide>,
    /// First and last time. [day]
    pub time: [f64; 2],
    /// Left and right edge, where columns are places across a channel instead of times. [mm]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub across: Option<[f64; 2]>,
    /// Upper and lower edge. [mm]
    pub depth: [f64; 2],
    /// Lowest and highest value of the colour scale, in `unit`. [-]
    pub range: [f64; 2],
    /// A remark below the figure.
    pub note: String,
}

/// One side of a picture of depth and time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MapSide {
    /// Name of the side.
    pub name: String,
    /// Columns, evenly spaced in time or across.
    pub columns: usize,
    /// Values row by row from the surface, rows evenly spaced in depth, in the unit of the map. [-]
    pub values: Vec<f64>,
}
