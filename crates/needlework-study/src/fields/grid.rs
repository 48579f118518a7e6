//! The cells of a field and how they lie in a picture.

use needlework::course::SpaceGrid;
use needlework::space::{Annulus, Axis, Block};

/// Faces of the cells of a field [mm].
#[derive(Debug, Clone, PartialEq)]
pub enum FieldGrid {
    /// Rings and layers round one channel; cell `layer · rings + ring`.
    Cell {
        /// Faces of the rings [mm].
        radius: Vec<f64>,
        /// Faces of the layers, from the surface down [mm].
        depth: Vec<f64>,
    },
    /// Voxels; cell `(layer · rows + row) · columns + column`.
    Block {
        /// Faces along x [mm].
        x: Vec<f64>,
        /// Faces along y [mm].
        y: Vec<f64>,
        /// Faces of the layers, from the surface down [mm].
        depth: Vec<f64>,
    },
}

impl From<&Annulus> for FieldGrid {
    fn from(grid: &Annulus) -> Self {
        Self::Cell { radius: grid.radial().faces().to_vec(), depth: grid.depth().faces().to_vec() }
    }
}

impl From<&Block> for FieldGrid {
    fn from(grid: &Block) -> Self {
        let faces = |axis: &Axis| axis.faces().to_vec();
        Self::Block { x: faces(grid.x()), y: faces(grid.y()), depth: faces(grid.depth()) }
    }
}

impl From<SpaceGrid<'_>> for FieldGrid {
    fn from(grid: SpaceGrid<'_>) -> Self {
        match grid {
            SpaceGrid::Cell(grid) => grid.into(),
            SpaceGrid::Block(grid) => grid.into(),
        }
    }
}

/// Even voxels over a field, and which cell each shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Image {
    /// Voxels along z, y, x.
    pub shape: [usize; 3],
    /// Size of a voxel along z, y, x [mm].
    pub spacing: [f64; 3],
    /// Place of the first voxel's middle along z, y, x [mm].
    pub origin: [f64; 3],
    /// Layer shown by each layer of voxels, and cell within a layer shown by each voxel of a layer.
    layers: Vec<usize>,
    within: Vec<usize>,
    /// Cells in one layer of the field.
    stride: usize,
}

/// Voxels along any direction of a picture, at most; wider ones are taken beyond.
const MOST_VOXELS: usize = 4096;

impl FieldGrid {
    /// Cells.
    pub fn cells(&self) -> usize {
        self.columns() * (self.depth().len() - 1)
    }

    /// Columns of epidermis over them.
    pub fn columns(&self) -> usize {
        match self {
            Self::Cell { radius, .. } => radius.len() - 1,
            Self::Block { x, y, .. } => (x.len() - 1) * (y.len() - 1),
        }
    }

    /// Numbers per species and day that are stored: a unit cell also has its picture.
    pub(super) fn stored_cells(&self) -> usize {
        match self {
            Self::Cell { .. } => self.cells() + self.image().shape.iter().product::<usize>(),
            Self::Block { .. } => self.image().shape.iter().product(),
        }
    }

    /// Faces of the layers [mm].
    pub fn depth(&self) -> &[f64] {
        match self {
            Self::Cell { depth, .. } | Self::Block { depth, .. } => depth,
        }
    }

    /// Whether all cells have one size along each direction.
    pub(super) fn is_even(&self) -> bool {
        match self {
            Self::Cell { .. } => false,
            Self::Block { x, y, depth } => [x, y, depth].into_iter().all(|faces| even(faces)),
        }
    }

    /// The picture: a block as it is, its layers made even if they are not; a unit cell cut through its axis.
    pub(super) fn image(&self) -> Image {
        let depth = self.depth();
        match self {
            Self::Block { x, y, .. } => {
                let (columns, rows) = (x.len() - 1, y.len() - 1);
                let across = x[1] - x[0];
                let down = if even(depth) { depth[1] - depth[0] } else { finest(depth) };
                let layers = samples(depth, down);
                Image {
                    shape: [layers.len(), rows, columns],
                    spacing: [down, y[1] - y[0], across],
                    origin: [depth[0] + 0.5 * down, 0.5 * (y[1] - y[0]), 0.5 * across],
                    layers,
                    within: (0..rows * columns).collect(),
                    stride: rows * columns,
                }
            }
            Self::Cell { radius, .. } => {
                let step = finest(radius);
                let half = samples(radius, step);
                let layers = samples(depth, step);
                let mut within: Vec<usize> = half.iter().rev().copied().collect();
                within.extend(&half);
                Image {
                    shape: [layers.len(), 1, within.len()],
                    spacing: [step; 3],
                    origin: [0.5 * step, 0.0, (0.5 - half.len() as f64) * step],
                    layers,
                    within,
                    stride: radius.len() - 1,
                }
            }
        }
    }
}

impl Image {
    /// Values of one layer of voxels.
    pub fn layer(&self, layer: usize, cells: &[f32], out: &mut Vec<f32>) {
        let first = self.layers[layer] * self.stride;
        let row = cells.get(first..first + self.stride).unwrap_or_default();
        out.extend(self.within.iter().map(|cell| row.get(*cell).copied().unwrap_or(f32::NAN)));
    }
}

/// Whether faces are evenly spaced.
fn even(faces: &[f64]) -> bool {
    let width = faces[1] - faces[0];
    faces.windows(2).all(|pair| ((pair[1] - pair[0]) / width - 1.0).abs() < 1e-6)
}

/// The narrowest cell, made to divide the length evenly.
fn finest(faces: &[f64]) -> f64 {
    let least = faces.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::INFINITY, f64::min);
    let length = faces[faces.len() - 1] - faces[0];
    length / (length / least).round().clamp(1.0, MOST_VOXELS as f64)
}

/// The cell that holds the middle of each even sample.
fn samples(faces: &[f64], step: f64) -> Vec<usize> {
    let inner = &faces[1..faces.len() - 1];
    let length = faces[faces.len() - 1] - faces[0];
    let count = ((length / step).round() as usize).clamp(1, MOST_VOXELS);
    let middle = |sample: usize| faces[0] + length * (sample as f64 + 0.5) / count as f64;
    (0..count).map(|sample| inner.partition_point(|face| *face <= middle(sample))).collect()
}
