//! Fields on disk: what each species does in space, on the days that the study asks for.
//!
//! ```text
//! acne-scars.run/fields/
//! ├─ cheek-unit-cell.zarr/     Zarr v3 group, OME-NGFF 0.5: an image that napari opens, and the cells as computed
//! ├─ cheek-unit-cell.pvd       ParaView: the days, each with one file
//! └─ cheek-unit-cell/0003.vtr
//! ```
//!
//! Numbers are 32-bit floats in the unit of each species. Each day is one file of each format, written beside its place and
//! renamed, so that a run that is killed leaves whole days only; days pass through memory one species at a time.

mod crc32c;
mod disk;
mod grid;
mod vtk;
mod zarr;

#[cfg(test)]
mod tests;

pub use grid::FieldGrid;

use needlework::healing::{DERMAL_COUNT, Species};
use std::io;
use std::path::{Path, PathBuf};
use vtk::VtkSeries;
use zarr::ZarrGroup;

/// Bytes that the fields of one run may have before compression (64 GiB).
pub const MOST_FIELD_BYTES: u64 = 64 << 30;

/// What is written of one run in space.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldPlan {
    /// File name without ending.
    pub name: String,
    /// Title for people.
    pub title: String,
    /// The cells.
    pub grid: FieldGrid,
    /// Species of the dermis first, then those of the epidermis; each once.
    pub species: Vec<Species>,
    /// Value of each species in untreated skin, in its unit; sets the contrast of pictures [any].
    pub untreated: Vec<f64>,
    /// Days of the course [day].
    pub days: Vec<f64>,
}

impl FieldPlan {
    /// Species with one value per cell.
    pub fn dermal(&self) -> Vec<Species> {
        self.species.iter().copied().filter(|species| species.index() < DERMAL_COUNT).collect()
    }

    /// Species with one value per column of epidermis.
    pub fn epidermal(&self) -> Vec<Species> {
        self.species.iter().copied().filter(|species| species.index() >= DERMAL_COUNT).collect()
    }

    /// Bytes of all days in one format before compression.
    pub fn bytes(&self) -> u64 {
        let numbers = self.dermal().len() * self.grid.stored_cells() + self.epidermal().len() * self.grid.columns();
        4 * numbers as u64 * self.days.len() as u64
    }

    fn rest_of(&self, species: Species) -> f64 {
        let place = self.species.iter().position(|known| *known == species);
        place.and_then(|place| self.untreated.get(place)).copied().unwrap_or(1.0)
    }
}

/// Writes the fields of one run, day by day.
#[derive(Debug)]
pub struct FieldWriter {
    plan: FieldPlan,
    zarr: Option<ZarrGroup>,
    vtk: Option<VtkSeries>,
}

impl FieldWriter {
    /// Begins or goes on: what describes the fields is written again, days that are there are left alone.
    ///
    /// # Errors
    /// What the disk refuses.
    pub fn create(folder: &Path, plan: FieldPlan, zarr: bool, vtk: bool) -> io::Result<Self> {
        if plan.bytes() > MOST_FIELD_BYTES {
            return Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                format!("the fields would have {} bytes, at most {MOST_FIELD_BYTES} are written", plan.bytes()),
            ));
        }
        std::fs::create_dir_all(folder)?;
        let zarr = zarr.then(|| ZarrGroup::create(folder, &plan)).transpose()?;
        let vtk = vtk.then(|| VtkSeries::create(folder, &plan)).transpose()?;
        Ok(Self { plan, zarr, vtk })
    }

    /// Writes one of the days; `read` fills in the values of a species, cell by cell or column by column.
    ///
    /// # Errors
    /// What the disk refuses.
    pub fn write(&mut self, day: usize, read: &mut dyn FnMut(Species, &mut Vec<f32>)) -> io::Result<()> {
        if let Some(zarr) = &self.zarr {
            zarr.write(&self.plan, day, read)?;
        }
        if let Some(vtk) = &self.vtk {
            vtk.write(&self.plan, day, read)?;
        }
        Ok(())
    }

    /// Whether one of the days is there, in every format.
    pub fn has(&self, day: usize) -> bool {
        self.zarr.as_ref().is_none_or(|zarr| zarr.has(day))
            && self.vtk.as_ref().is_none_or(|vtk| vtk.has(&self.plan, day))
    }

    /// The files and folders that were written, relative to the folder.
    pub fn places(&self) -> Vec<(&'static str, PathBuf)> {
        let zarr = self.zarr.as_ref().map(|_| ("zarr", PathBuf::from(format!("{}.zarr", self.plan.name))));
        let vtk = self.vtk.as_ref().map(|_| ("vtk", PathBuf::from(format!("{}.pvd", self.plan.name))));
        zarr.into_iter().chain(vtk).collect()
    }
}
