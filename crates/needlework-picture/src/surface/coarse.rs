//! Smooth maps on fewer points: what has been blurred over many points needs few of them.

use rayon::prelude::*;

/// Points of the fine map along and down that make one of the coarse map.
pub const FACTOR: usize = 4;

/// Width of a blur, in points, from which on a map is smooth enough: between coarse points it bends by less than
/// `FACTOR²/8σ²` of its variation, 3 % [points].
pub const SMOOTH: f32 = 8.0;

/// Variance that making a map coarse and reading it back by straight lines add: `(F² − 1)/12 + F²/6` [points²].
pub const ADDED: f32 = ((FACTOR * FACTOR - 1) as f32) / 12.0 + (FACTOR * FACTOR) as f32 / 6.0;

/// A map on every fourth point.
pub struct Coarse {
    /// Points across.
    pub columns: usize,
    /// Points down.
    pub rows: usize,
    /// Mean of the block of each point, row by row.
    pub values: Vec<f32>,
}

impl Coarse {
    /// Means over blocks of a map of `columns` points per row.
    pub fn of(map: &[f32], columns: usize) -> Self {
        let fine_rows = map.len().checked_div(columns).unwrap_or(0);
        let (across, down) = (columns.div_ceil(FACTOR), fine_rows.div_ceil(FACTOR));
        let mut values = vec![0.0; across * down];
        values.par_chunks_mut(across.max(1)).zip(map.par_chunks(FACTOR * columns.max(1))).for_each(|(out, rows)| {
            let number = (rows.len() / columns) as f32;
            for row in rows.chunks_exact(columns) {
                for (out, block) in out.iter_mut().zip(row.chunks(FACTOR)) {
                    *out += block.iter().sum::<f32>() / (number * block.len() as f32);
                }
            }
        });
        Self { columns: across, rows: down, values }
    }

    /// One fine row of a coarse map, by straight lines between its points. `out` takes the fine row, `work` a coarse one.
    pub fn fine_row(&self, row: usize, work: &mut Vec<f32>, out: &mut [f32]) {
        let (low, share) = between(row, self.rows);
        let line = |row: usize| &self.values[row * self.columns..(row + 1) * self.columns];
        let (upper, lower) = (line(low), line((low + 1).min(self.rows - 1)));
        work.clear();
        work.extend(upper.iter().zip(lower).map(|(a, b)| a + share * (b - a)));
        // The four places between two coarse points are the same everywhere.
        for (column, out) in out.iter_mut().enumerate() {
            let (low, share) = between(column, self.columns);
            let (a, b) = (work[low], work[(low + 1).min(self.columns - 1)]);
            *out = a + share * (b - a);
        }
    }
}

/// The coarse point at or before a fine one, and the share of the next.
#[inline(always)]
fn between(fine: usize, coarse: usize) -> (usize, f32) {
    let place = ((fine as f32 + 0.5) / FACTOR as f32 - 0.5).clamp(0.0, (coarse - 1) as f32);
    (place as usize, place - place.trunc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_smooth_map_survives() {
        let (columns, rows) = (203, 118);
        let wave = |column: usize, row: usize| (0.02 * column as f32).sin() + 0.01 * row as f32;
        let map: Vec<f32> = (0..columns * rows).map(|index| wave(index % columns, index / columns)).collect();
        let coarse = Coarse::of(&map, columns);
        let (mut work, mut line) = (Vec::new(), vec![0.0; columns]);
        for row in [4, 57, 110] {
            coarse.fine_row(row, &mut work, &mut line);
            for (column, found) in line.iter().enumerate().take(columns - 4).skip(4) {
                assert!((found - wave(column, row)).abs() < 1.5e-3, "{row} {column}");
            }
        }
    }
}
