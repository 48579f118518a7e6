//! One direction of a grid: cells in a row, uniform or graded.

use super::error::{SpaceError, positive};

/// Most cells of one axis; bounds memory before it is taken.
pub const MOST_CELLS_PER_AXIS: usize = 65_536;

/// Cells in a row from their faces.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    faces: Vec<f64>,
}

impl Axis {
    /// Cells between given faces, in rising order [mm].
    ///
    /// # Errors
    /// Fewer than one cell, too many, or faces that do not rise.
    pub fn from_faces(faces: Vec<f64>) -> Result<Self, SpaceError> {
        count("axis", faces.len().saturating_sub(1))?;
        for pair in faces.windows(2) {
            positive("cell width", pair[1] - pair[0])?;
        }
        Ok(Self { faces })
    }

    /// `cells` equal cells over `length` from 0.
    ///
    /// # Errors
    /// A length that is not positive, or a cell count out of range.
    ///
    /// ```
    /// let axis = needlework_numerics::space::Axis::uniform(2.0, 4).unwrap();
    /// assert_eq!(axis.centre(1), 0.75);
    /// ```
    pub fn uniform(length: f64, cells: usize) -> Result<Self, SpaceError> {
        count("axis", cells)?;
        positive("axis length", length)?;
        Self::from_faces((0..=cells).map(|i| length * i as f64 / cells as f64).collect())
    }

    /// Cells that grow smoothly from 0 to `length`; with many cells the last is `ratio` times as wide as the first.
    ///
    /// Faces follow `x(s) = length · sinh(βs)/sinh(β)`, `s = i/cells`, `cosh(β) = ratio`. The map is odd, so cells next to
    /// 0 are nearly even: on an axis or a closed surface, where contents are even functions, the scheme stays of second
    /// order. (A geometric series does not: it loses half an order at the axis of a cylinder.)
    ///
    /// # Errors
    /// A length that is not positive, a ratio below 1, or a cell count out of range.
    pub fn graded(length: f64, cells: usize, ratio: f64) -> Result<Self, SpaceError> {
        count("axis", cells)?;
        positive("axis length", length)?;
        if !(ratio.is_finite() && ratio >= 1.0) {
            return Err(SpaceError::OutOfRange { what: "width ratio", value: ratio, rule: "finite and at least 1" });
        }
        let beta = ratio.acosh();
        if beta < 1e-6 {
            return Self::uniform(length, cells);
        }
        let scale = length / beta.sinh();
        let mut faces: Vec<f64> = (0..=cells).map(|i| scale * (beta * i as f64 / cells as f64).sinh()).collect();
        faces[cells] = length;
        Self::from_faces(faces)
    }

    /// Cells through stacked layers: each layer `(thickness [mm], cells)` is divided evenly, so that no cell straddles a
    /// boundary.
    ///
    /// # Errors
    /// A thickness that is not positive, a layer without cells, or too many cells.
    pub fn layered(layers: &[(f64, usize)]) -> Result<Self, SpaceError> {
        count("axis", layers.iter().map(|layer| layer.1).sum())?;
        let mut faces = vec![0.0];
        let mut top = 0.0;
        for &(thickness, cells) in layers {
            positive("layer thickness", thickness)?;
            count("layer", cells)?;
            faces.extend((1..=cells).map(|i| top + thickness * i as f64 / cells as f64));
            top += thickness;
        }
        Self::from_faces(faces)
    }

    /// How many cells.
    pub fn cells(&self) -> usize {
        self.faces.len() - 1
    }

    /// All faces, one more than cells [mm].
    pub fn faces(&self) -> &[f64] {
        &self.faces
    }

    /// Where cell `i` has its middle [mm].
    pub fn centre(&self, i: usize) -> f64 {
        0.5 * (self.faces[i] + self.faces[i + 1])
    }

    /// How wide cell `i` is [mm].
    pub fn width(&self, i: usize) -> f64 {
        self.faces[i + 1] - self.faces[i]
    }

    /// From the first face to the last [mm].
    pub fn length(&self) -> f64 {
        self.faces[self.cells()] - self.faces[0]
    }

    /// The cell that holds position `x` [mm]; positions beyond the ends belong to the end cells.
    pub fn cell_at(&self, x: f64) -> usize {
        self.faces[1..self.cells()].partition_point(|&face| face <= x)
    }
}

fn count(what: &'static str, cells: usize) -> Result<(), SpaceError> {
    if (1..=MOST_CELLS_PER_AXIS).contains(&cells) {
        Ok(())
    } else {
        Err(SpaceError::CellCount { what, cells, least: 1, most: MOST_CELLS_PER_AXIS })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn graded_cells_grow_by_the_ratio_and_fill_the_length() {
        let axis = Axis::graded(3.0, 4000, 8.0).unwrap();
        assert!((axis.width(3999) / axis.width(0) - 8.0).abs() < 1e-2);
        assert!((axis.width(1) / axis.width(0) - 1.0).abs() < 1e-5);
        assert_eq!(axis.length(), 3.0);
    }

    #[test]
    fn layers_start_on_faces() {
        let axis = Axis::layered(&[(0.08, 4), (0.2, 5), (1.0, 10)]).unwrap();
        assert_eq!(axis.cells(), 19);
        assert!((axis.faces()[4] - 0.08).abs() < 1e-15);
        assert_eq!(axis.cell_at(0.081), 4);
        assert_eq!(axis.cell_at(9.0), 18);
        assert_eq!(axis.cell_at(-1.0), 0);
    }

    #[test]
    fn bad_axes_are_refused_with_their_value() {
        let error = Axis::uniform(-1.0, 4).unwrap_err();
        assert_eq!(error.code(), "space-out-of-range");
        assert!(error.to_string().contains("-1"));
        assert_eq!(Axis::uniform(1.0, 0).unwrap_err().code(), "space-cell-count");
        assert!(Axis::from_faces(vec![0.0, 1.0, 1.0]).is_err());
        assert!(Axis::graded(1.0, 8, f64::NAN).is_err());
    }
}
