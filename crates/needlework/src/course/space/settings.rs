//! How a study treats space.

use crate::course::CourseError;
use crate::healing::Species;
use crate::limit::{count_in_range, in_range};
use serde::{Deserialize, Serialize};

/// Most days on which fields are written.
pub const MOST_SNAPSHOTS: usize = 1_000;

/// Edge of a voxel of a patch unless the study says otherwise [mm].
const USUAL_EDGE: f64 = 0.04;
/// Least depth of a patch whose depth is not given, what it reaches beyond the channels, and its greatest [mm].
const LEAST_DEPTH: f64 = 2.5;
/// See [`LEAST_DEPTH`] [mm].
const BELOW_CHANNELS: f64 = 0.4;
/// See [`LEAST_DEPTH`] [mm].
const MOST_DEPTH: f64 = 6.0;
/// Memory that a patch takes for each voxel, see [`Tissue::bytes_per_cell`](crate::tissue::Tissue::bytes_per_cell) [B].
pub const BYTES_PER_VOXEL: f64 = 440.0;
/// Most voxels of a patch: 28 GB.
pub const MOST_VOXELS: usize = 64_000_000;

/// How space is treated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// Depth zones, each well mixed.
    #[default]
    Point,
    /// One channel and the tissue that it owns, in rings and layers.
    UnitCell,
    /// A block of skin with every puncture at its own place.
    Patch,
}

impl Tier {
    /// The word of study files and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::UnitCell => "unit-cell",
            Self::Patch => "patch",
        }
    }
}

/// What of a study is computed in space, and what of it is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Space {
    /// How space is treated.
    pub tier: Tier,
    /// Zones that are run in space; empty means all.
    pub zones: Vec<usize>,
    /// Which needling session of a zone sets the radius of the unit cell, from 0.
    pub session: usize,
    /// Width of a cell: mean of the rings of a unit cell, edge of a voxel of a patch; a usual one where absent [mm].
    pub resolution: Option<f64>,
    /// Depth of the grid; as deep as the channels need where absent [mm].
    pub depth: Option<f64>,
    /// The block of a patch.
    pub block: BlockSettings,
    /// Which fields are written, and when.
    pub fields: FieldSettings,
}

/// The block of skin of a patch.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockSettings {
    /// Width and height [mm].
    pub size: [f64; 2],
    /// Whether the block repeats itself beyond its sides; otherwise nothing crosses them.
    pub periodic: bool,
    /// Until which day of the course the patch is run [day].
    pub until: f64,
}

/// Which fields are written, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldSettings {
    /// Days of the course on which they are written, after what happens on that day; rising [day].
    pub days: Vec<f64>,
    /// Names of species, in this order.
    pub species: Vec<String>,
    /// As Zarr.
    pub zarr: bool,
    /// As VTK.
    pub vtk: bool,
}

impl Default for Space {
    fn default() -> Self {
        Self {
            tier: Tier::Point,
            zones: Vec::new(),
            session: 0,
            resolution: None,
            depth: None,
            block: BlockSettings { size: [4.0, 4.0], periodic: true, until: 28.0 },
            fields: FieldSettings {
                days: Vec::new(),
                species: FieldSettings::usual().iter().map(|species| species.info().name.to_owned()).collect(),
                zarr: true,
                vtk: false,
            },
        }
    }
}

impl Space {
    /// Whether nothing is run in space.
    pub fn is_point(&self) -> bool {
        self.tier == Tier::Point
    }

    /// Whether a zone is run in space.
    pub fn covers(&self, zone: usize) -> bool {
        !self.is_point() && (self.zones.is_empty() || self.zones.contains(&zone))
    }

    /// Edge of a voxel of the patch [mm].
    pub(super) fn edge(&self) -> f64 {
        self.resolution.unwrap_or(USUAL_EDGE)
    }

    /// Depth of the patch, given how deep the channels are [mm].
    pub fn block_depth(&self, reach: f64) -> f64 {
        self.depth.unwrap_or((reach + BELOW_CHANNELS).clamp(LEAST_DEPTH, MOST_DEPTH))
    }

    /// Voxels of the patch, given how deep the channels are [mm].
    pub fn voxels(&self, reach: f64) -> usize {
        let [x, y, z] = [self.block.size[0], self.block.size[1], self.block_depth(reach)]
            .map(|length| (length / self.edge()).round().max(2.0));
        (x * y * z) as usize
    }

    /// Checks sizes before anything is allocated; `reach` is the depth that channels may have [mm].
    ///
    /// # Errors
    /// The first number out of range, or a species that does not exist.
    pub fn check(&self, zones: usize, reach: f64) -> Result<(), CourseError> {
        if let Some(&zone) = self.zones.iter().find(|zone| **zone >= zones) {
            return Err(CourseError::UnknownZone { zone, zones });
        }
        if let Some(resolution) = self.resolution {
            in_range("space.resolution", resolution, 0.005, 0.2, "mm")?;
        }
        if let Some(depth) = self.depth {
            in_range("space.depth", depth, 1.1, 6.0, "mm")?;
        }
        in_range("space.size", self.block.size[0], 0.2, 20.0, "mm")?;
        in_range("space.size", self.block.size[1], 0.2, 20.0, "mm")?;
        if self.tier == Tier::Patch {
            count_in_range("space.voxels", self.voxels(reach), 1, MOST_VOXELS)?;
        }
        count_in_range("space.snapshots", self.fields.days.len(), 0, MOST_SNAPSHOTS)?;
        self.fields.species()?;
        Ok(())
    }
}

impl FieldSettings {
    /// What is written unless the study says otherwise.
    pub fn usual() -> [Species; 17] {
        use Species as S;
        [
            S::Collagen3,
            S::ImmatureCollagen1,
            S::MatureCollagen1,
            S::ElasticFibres,
            S::Hyaluronan,
            S::Fibroblasts,
            S::Myofibroblasts,
            S::Neutrophils,
            S::InflammatoryMacrophages,
            S::ReparativeMacrophages,
            S::TgfBeta1,
            S::Vessels,
            S::Damage,
            S::RemodellingProgramme,
            S::EpidermalCover,
            S::ViableEpidermis,
            S::Melanin,
        ]
    }

    /// The species by name.
    ///
    /// # Errors
    /// A name that no species has.
    pub fn species(&self) -> Result<Vec<Species>, CourseError> {
        let known = |name: &String| Species::called(name).ok_or_else(|| CourseError::UnknownSpecies(name.clone()));
        self.species.iter().map(known).collect()
    }
}
