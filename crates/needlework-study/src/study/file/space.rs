//! `[space]`: how space is treated.

use super::skin::OneOrMany;
use crate::document::Located;
use crate::quantity::{Day, Length};
use schemars::JsonSchema;
use serde::Deserialize;

/// How space is treated, and which fields are written. Without this section the dermis is three well-mixed zones.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpaceSection {
    /// "point": well-mixed depth zones; "unit-cell": one channel and the tissue it owns; "patch": a block of skin with
    /// every puncture at its own place.
    pub tier: Option<Located<TierWord>>,
    /// Zones that are run in space, by name; all unless given, the first for a patch.
    pub zone: Option<OneOrMany>,
    /// Unit cell: the needling session whose density sets its width, counted from 1.
    #[schemars(range(min = 1, max = 2000))]
    pub session: Option<Located<usize>>,
    /// Width of a cell: the mean of the rings of a unit cell, the edge of a voxel of a patch, there 10 to 40 um.
    #[schemars(extend("x-minimum" = "5 um", "x-maximum" = "0.2 mm"))]
    pub resolution: Option<Located<Length>>,
    /// How deep the grid reaches.
    #[schemars(extend("x-minimum" = "1.1 mm", "x-maximum" = "6 mm"))]
    pub depth: Option<Located<Length>>,
    /// Patch: width and height of the block.
    #[schemars(extend("x-minimum" = "0.2 mm", "x-maximum" = "20 mm"))]
    pub width: Option<Located<Length>>,
    /// Patch: what lies beyond the sides.
    pub sides: Option<Located<SidesWord>>,
    /// Patch: the day on which it ends.
    #[schemars(extend("x-minimum" = "0.01 days", "x-maximum" = "5 years"))]
    pub until: Option<Located<Day>>,
    /// Days on which fields are written, after what is done on that day; [] for none.
    #[schemars(length(max = 1000))]
    pub snapshots: Option<Vec<Located<Day>>>,
    /// Species that are written, by the names of the table species.
    #[schemars(length(min = 1, max = 35))]
    pub species: Option<Vec<Located<String>>>,
    /// Formats of the fields.
    #[schemars(length(min = 1, max = 2))]
    pub formats: Option<Vec<Located<FormatWord>>>,
}

/// How space is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TierWord {
    /// Depth zones, each well mixed.
    Point,
    /// One channel and the tissue it owns.
    UnitCell,
    /// A block of skin.
    Patch,
}

/// What lies beyond the sides of a patch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SidesWord {
    /// The block repeats itself.
    Periodic,
    /// Nothing crosses them.
    Closed,
}

/// A format of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FormatWord {
    /// Zarr v3 with OME-NGFF metadata, for napari and Python.
    Zarr,
    /// VTK XML files, for ParaView.
    Vtk,
}
