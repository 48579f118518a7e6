//! The tissue of a run in space, whichever tier it is of.

use crate::course::CourseError;
use crate::healing::{DERMAL_COUNT, EPIDERMAL_COUNT, Inputs, SPECIES_COUNT, Species};
use crate::space::{Annulus, Block};
use crate::tissue::{Effort, Patch, TissueState, UnitCell};

/// Tissue in space.
#[derive(Clone, Debug)]
pub(super) enum SpaceTissue {
    /// One channel and what it owns.
    Cell(UnitCell),
    /// A block with every puncture at its place.
    Patch(Patch),
}

/// The grid of a run in space.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SpaceGrid<'a> {
    /// Rings and layers.
    Cell(&'a Annulus),
    /// Voxels.
    Block(&'a Block),
}

/// The complete state of the tissue of a run.
#[derive(Clone, Debug, PartialEq)]
pub enum SavedTissue {
    /// Of a unit cell.
    Cell(TissueState<f64>),
    /// Of a patch.
    Patch(TissueState<f32>),
}

/// The same words for both tissues.
macro_rules! both {
    ($tissue:expr, $name:ident => $value:expr) => {
        match $tissue {
            SpaceTissue::Cell($name) => $value,
            SpaceTissue::Patch($name) => $value,
        }
    };
}

impl SpaceTissue {
    pub fn grid(&self) -> SpaceGrid<'_> {
        match self {
            Self::Cell(cell) => SpaceGrid::Cell(cell.grid()),
            Self::Patch(patch) => SpaceGrid::Block(patch.grid()),
        }
    }

    pub fn time(&self) -> f64 {
        both!(self, tissue => tissue.time())
    }

    pub fn effort(&self) -> Effort {
        both!(self, tissue => tissue.effort())
    }

    pub fn apply(&mut self, inputs: Inputs<f64>) {
        both!(self, tissue => tissue.apply(inputs));
    }

    pub fn step(&mut self, end: f64) -> Result<bool, CourseError> {
        Ok(both!(self, tissue => tissue.step(end))?)
    }

    pub fn mean_levels(&self, top: f64, bottom: f64) -> [f64; SPECIES_COUNT] {
        both!(self, tissue => tissue.mean_levels(top, bottom))
    }

    pub fn epidermis(&self) -> &[[f64; EPIDERMAL_COUNT]] {
        both!(self, tissue => tissue.epidermis())
    }

    /// Values of a species, cell by cell or column by column, each level times `scale`.
    pub fn scaled(&self, species: Species, scale: f64, out: &mut Vec<f32>) {
        out.clear();
        if species.index() >= DERMAL_COUNT {
            let place = species.index() - DERMAL_COUNT;
            out.extend(self.epidermis().iter().map(|column| (column[place] * scale) as f32));
            return;
        }
        match self {
            Self::Cell(cell) => out.extend(cell.dermis(species).into_iter().flatten().map(|x| (x * scale) as f32)),
            Self::Patch(patch) => {
                out.extend(patch.dermis(species).into_iter().flatten().map(|x| (f64::from(*x) * scale) as f32));
            }
        }
    }

    pub fn save(&self) -> SavedTissue {
        match self {
            Self::Cell(cell) => SavedTissue::Cell(cell.save()),
            Self::Patch(patch) => SavedTissue::Patch(patch.save()),
        }
    }

    pub fn restore(&mut self, saved: &SavedTissue) -> Result<(), CourseError> {
        match (self, saved) {
            (Self::Cell(cell), SavedTissue::Cell(state)) => cell.restore(state)?,
            (Self::Patch(patch), SavedTissue::Patch(state)) => patch.restore(state)?,
            _ => return Err(CourseError::OtherRun),
        }
        Ok(())
    }
}
