//! Finite volumes along one coordinate: depth below a flat surface, or radius around a channel.

use core::f64::consts::PI;

/// What the coordinate measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Geometry {
    /// Depth; amounts are per area of skin.
    Planar,
    /// Radius about an axis; amounts are per length of the axis.
    Cylindrical,
}

/// How cells crowd within a segment. Each is one smooth map, so a refined grid keeps second order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Grading {
    /// Equal cells.
    Uniform,
    /// Small cells at both ends; the number is the strength, 1 to 4.
    BothEnds(f64),
    /// Small cells at the start; the number is the logarithm of last/first cell.
    Start(f64),
}

impl Grading {
    fn map(self, s: f64) -> f64 {
        match self {
            Self::Uniform => s,
            Self::BothEnds(b) => 0.5 * (1.0 + (b * (2.0 * s - 1.0)).tanh() / b.tanh()),
            Self::Start(b) => (b * s).exp_m1() / b.exp_m1(),
        }
    }
}

/// A stretch of the coordinate inside one layer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segment {
    /// Length of the stretch [mm].
    pub thickness: f64,
    /// Index of the layer it belongs to.
    pub layer: usize,
    /// Number of cells.
    pub cells: usize,
    /// How the cells crowd.
    pub grading: Grading,
}

/// The cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    geometry: Geometry,
    faces: Vec<f64>,
    layer: Vec<usize>,
}

impl Grid {
    /// Lays the segments one after another from `origin` (mm).
    pub fn new(geometry: Geometry, origin: f64, segments: &[Segment]) -> Self {
        let mut faces = vec![origin];
        let mut layer = Vec::new();
        let mut start = origin;
        for segment in segments {
            let cells = segment.cells.max(1);
            for i in 1..=cells {
                let s = i as f64 / cells as f64;
                faces.push(start + segment.thickness * segment.grading.map(s));
                layer.push(segment.layer);
            }
            start += segment.thickness;
        }
        Self { geometry, faces, layer }
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.layer.len()
    }

    /// Whether there is no cell.
    pub fn is_empty(&self) -> bool {
        self.layer.is_empty()
    }

    /// Layer index of every cell.
    pub fn layers(&self) -> &[usize] {
        &self.layer
    }

    /// Coordinates of the faces, one more than cells [mm].
    pub fn faces(&self) -> &[f64] {
        &self.faces
    }

    /// Middle of a cell [mm].
    pub fn centre(&self, cell: usize) -> f64 {
        0.5 * (self.faces[cell] + self.faces[cell + 1])
    }

    /// Width of a cell [mm].
    pub fn width(&self, cell: usize) -> f64 {
        self.faces[cell + 1] - self.faces[cell]
    }

    /// Volume of a cell per area (planar, mm) or per length (cylindrical, mm²).
    pub fn volume(&self, cell: usize) -> f64 {
        let (a, b) = (self.faces[cell], self.faces[cell + 1]);
        match self.geometry {
            Geometry::Planar => b - a,
            Geometry::Cylindrical => PI * (b - a) * (b + a),
        }
    }

    /// Resistance at unit conductivity from the upper (inner) face to the middle of a cell.
    pub fn inner_half(&self, cell: usize) -> f64 {
        self.between(self.faces[cell], self.centre(cell))
    }

    /// Resistance at unit conductivity from the middle of a cell to its lower (outer) face.
    pub fn outer_half(&self, cell: usize) -> f64 {
        self.between(self.centre(cell), self.faces[cell + 1])
    }

    fn between(&self, a: f64, b: f64) -> f64 {
        match self.geometry {
            Geometry::Planar => b - a,
            Geometry::Cylindrical => (b / a).ln() / (2.0 * PI),
        }
    }
}
