//! A vertical section through tissue: what a picture is drawn from.

mod anatomy;
mod cut;
mod fields;

pub use anatomy::{Anatomy, Opening};
pub use cut::Cut;
pub use fields::{Content, FIELDS, Field};

pub(crate) use fields::Place;

use crate::PictureError;
use needlework::random::Key;

/// One vertical section at one moment.
///
/// `x` runs along the surface, `z` down from the mean surface. Contents are raw values, in the unit of their species.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// What does not change over a course: layers, age, channels, and the chance of everything drawn by hand.
    pub anatomy: Anatomy,
    /// Time since the start of the course [day].
    pub day: f64,
    /// Dermal contents on a grid.
    pub content: Content,
    /// Covered fraction of the viable epidermis over each column of the grid [-].
    pub cover: Vec<f32>,
    /// Closed fraction of the barrier over each column of the grid [-].
    pub barrier: Vec<f32>,
    /// Thickness of the viable epidermis relative to the start of the course, over each column of the grid [-].
    pub epidermis: Vec<f32>,
    /// Melanin relative to phototype III, over each column of the grid [-].
    pub melanin: Vec<f32>,
}

impl Section {
    /// The key of every draw of the picture.
    pub(crate) fn key(&self) -> Key {
        self.anatomy.key
    }

    /// A column value at a place, between columns by straight lines.
    pub(crate) fn column(&self, values: &[f32], x: f64) -> f32 {
        let (at, share) = self.content.across(x);
        let value = |index: usize| values.get(index).copied().unwrap_or(1.0);
        value(at) + share * (value(at + 1) - value(at))
    }

    /// Covered fraction of the viable epidermis at a place [-].
    pub fn cover_at(&self, x: f64) -> f64 {
        f64::from(self.column(&self.cover, x))
    }

    /// Closed fraction of the barrier at a place [-].
    pub fn barrier_at(&self, x: f64) -> f64 {
        f64::from(self.column(&self.barrier, x))
    }

    /// Melanin at a place, relative to phototype III [-].
    pub fn melanin_at(&self, x: f64) -> f64 {
        f64::from(self.column(&self.melanin, x))
    }

    /// Total collagen at a place `(x, z)`, as fraction of that of young dermis [-].
    pub fn collagen_at(&self, [x, z]: [f64; 2]) -> f64 {
        f64::from(self.content.at(x, z).collagen())
    }

    /// Checks that two sections show the same piece of skin, so that they can be compared.
    ///
    /// # Errors
    /// [`PictureError::Mismatch`].
    pub fn check_same_place(&self, other: &Self) -> Result<(), PictureError> {
        if self.anatomy == other.anatomy && self.content.same_grid(&other.content) {
            Ok(())
        } else {
            Err(PictureError::Mismatch)
        }
    }
}
