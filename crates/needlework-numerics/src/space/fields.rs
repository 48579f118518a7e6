//! The contents of all cells: one contiguous array per species.

use super::error::SpaceError;
use super::numbers::{Aligned, Number};

/// Most numbers in one set of fields (16 GiB of `f64`); bounds memory before it is taken.
pub const MOST_NUMBERS: usize = 1 << 31;

/// One value per species and cell, species by species.
#[derive(Debug, Clone, PartialEq)]
pub struct Fields<T> {
    cells: usize,
    data: Aligned<T>,
}

impl<T: Number> Fields<T> {
    /// `species` fields of `cells` zeros.
    ///
    /// # Errors
    /// No cell, or more numbers than [`MOST_NUMBERS`].
    pub fn zeros(species: usize, cells: usize) -> Result<Self, SpaceError> {
        let numbers = species.saturating_mul(cells);
        if cells == 0 || numbers > MOST_NUMBERS {
            return Err(SpaceError::CellCount { what: "set of fields", cells: numbers, least: 1, most: MOST_NUMBERS });
        }
        Ok(Self { cells, data: Aligned::zeros(numbers) })
    }

    /// How many cells each field has.
    pub fn cells(&self) -> usize {
        self.cells
    }

    /// How many species.
    pub fn species(&self) -> usize {
        self.data.len() / self.cells
    }

    /// The field of one species.
    ///
    /// # Panics
    /// If there is no such species.
    pub fn of(&self, species: usize) -> &[T] {
        &self.data.all()[species * self.cells..][..self.cells]
    }

    /// The field of one species, to be changed.
    ///
    /// # Panics
    /// If there is no such species.
    pub fn of_mut(&mut self, species: usize) -> &mut [T] {
        &mut self.data.all_mut()[species * self.cells..][..self.cells]
    }

    /// All fields, species by species.
    pub fn all(&self) -> &[T] {
        self.data.all()
    }

    /// All fields, species by species, to be changed.
    pub fn all_mut(&mut self) -> &mut [T] {
        self.data.all_mut()
    }
}
