//! The patch of skin that is worked out, and its maps.

use crate::limit::{LimitError, in_range};

/// Most points of one window; more are refused before anything is allocated.
pub const MOST_POINTS: usize = 64_000_000;

/// A rectangle of the skin of a zone, in coordinates whose origin is the middle of the zone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Left edge [mm].
    pub left: f64,
    /// Upper edge; y grows downwards, as in pictures [mm].
    pub top: f64,
    /// Points across.
    pub columns: usize,
    /// Points down.
    pub rows: usize,
    /// Distance between points [mm].
    pub spacing: f64,
}

impl Window {
    /// A window round the middle of the zone.
    ///
    /// # Errors
    /// Sides outside 1 to 500 mm, a spacing outside 0.005 to 1 mm, or more than [`MOST_POINTS`] points.
    pub fn centred(width: f64, height: f64, spacing: f64) -> Result<Self, LimitError> {
        in_range("window.width", width, 1.0, 500.0, "mm")?;
        in_range("window.height", height, 1.0, 500.0, "mm")?;
        in_range("window.spacing", spacing, 0.005, 1.0, "mm")?;
        let (columns, rows) = ((width / spacing).round() as usize, (height / spacing).round() as usize);
        crate::limit::count_in_range("window.points", columns.saturating_mul(rows), 1, MOST_POINTS)?;
        Ok(Self { left: -0.5 * width, top: -0.5 * height, columns, rows, spacing })
    }

    /// Number of points.
    #[must_use]
    pub fn points(&self) -> usize {
        self.columns * self.rows
    }

    /// Width and height [mm].
    #[must_use]
    pub fn size(&self) -> [f64; 2] {
        [self.columns as f64 * self.spacing, self.rows as f64 * self.spacing]
    }
}

/// Relief and chromophores on the points of a window, row by row.
#[derive(Clone, Debug, PartialEq)]
pub struct SurfaceMaps {
    /// Where.
    pub window: Window,
    /// Height of the surface above its mean plane [mm].
    pub height: Vec<f32>,
    /// Melanosomes, volume fraction of the epidermis [-].
    pub melanosomes: Vec<f32>,
    /// Blood, volume fraction of the upper dermis [-].
    pub blood: Vec<f32>,
    /// Scattering of the dermis over that of normal skin [-].
    pub scattering: Vec<f32>,
}

/// Rows that are worked out at once.
pub(super) const STRIP: usize = 16;

/// Some rows of a window while they are worked out. Each layer has one value per point.
pub(super) struct Strip {
    pub window: Window,
    pub first_row: usize,
    pub rows: usize,
    /// Height of lesions and lines [mm].
    pub height: Vec<f32>,
    /// Share of the microrelief that is there, 0 on a smooth scar [-].
    pub texture: Vec<f32>,
    /// Melanin over that of the skin beside [-].
    pub melanin: Vec<f32>,
    /// Share of a pigment lesion, 0 to 1 [-].
    pub lesion: Vec<f32>,
    /// Blood over that of the skin beside [-].
    pub blood: Vec<f32>,
    /// Scattering over that of the skin beside [-].
    pub scattering: Vec<f32>,
}

impl Strip {
    pub fn new(window: Window) -> Self {
        Self {
            window,
            first_row: 0,
            rows: 0,
            height: vec![],
            texture: vec![],
            melanin: vec![],
            lesion: vec![],
            blood: vec![],
            scattering: vec![],
        }
    }

    /// Clears the strip for some rows; keeps its memory.
    pub fn reset(&mut self, first_row: usize, rows: usize) {
        (self.first_row, self.rows) = (first_row, rows);
        let points = rows * self.window.columns;
        for (layer, value) in [
            (&mut self.height, 0.0),
            (&mut self.texture, 1.0),
            (&mut self.melanin, 1.0),
            (&mut self.lesion, 0.0),
            (&mut self.blood, 1.0),
            (&mut self.scattering, 1.0),
        ] {
            layer.clear();
            layer.resize(points, value);
        }
    }

    /// Place of a point [mm].
    #[inline(always)]
    pub fn place(&self, row: usize, column: usize) -> [f32; 2] {
        let at = |start: f64, index: usize| (start + (index as f64 + 0.5) * self.window.spacing) as f32;
        [at(self.window.left, column), at(self.window.top, self.first_row + row)]
    }

    /// Upper and lower edge [mm].
    pub fn span(&self) -> [f64; 2] {
        let at = |row: usize| self.window.top + row as f64 * self.window.spacing;
        [at(self.first_row), at(self.first_row + self.rows)]
    }

    /// Calls `paint` with index and place of every point of the strip within `reach` of a centre [mm].
    #[inline(always)]
    pub fn near(&mut self, centre: [f32; 2], reach: [f32; 2], mut paint: impl FnMut(&mut Self, usize, f32, f32)) {
        let window = self.window;
        let bounds = |start: f64, centre: f32, reach: f32, most: usize| {
            let low = (f64::from(centre - reach) - start) / window.spacing - 0.5;
            let high = (f64::from(centre + reach) - start) / window.spacing + 0.5;
            (low.ceil().clamp(0.0, most as f64) as usize, high.floor().clamp(0.0, most as f64) as usize)
        };
        let (left, right) = bounds(window.left, centre[0], reach[0], window.columns);
        let top = window.top + self.first_row as f64 * window.spacing;
        let (up, down) = bounds(top, centre[1], reach[1], self.rows);
        for row in up..down {
            for column in left..right {
                let [x, y] = self.place(row, column);
                paint(self, row * window.columns + column, x - centre[0], y - centre[1]);
            }
        }
    }
}
