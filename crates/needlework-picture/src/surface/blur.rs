//! Gaussian blur of a map by three box blurs: the cost does not depend on the width.

use rayon::prelude::*;

/// Columns that are blurred together on the way down.
const BLOCK: usize = 64;

/// Rows that are blurred together along: each is a chain of additions, and four chains wait less than one.
const ROWS: usize = 4;

/// Blurs `map` (`columns` points per row) with standard deviation `sigma` points; borders repeat.
///
/// Three box blurs in a row have the width of the Gaussian (Wells 1986): their variance is the sum of `(w² − 1)/12`. The
/// ends of a box are weighted, so that its variance is exact. `scratch` has the size of `map`.
pub fn blur(map: &mut [f32], scratch: &mut [f32], columns: usize, sigma: f32) {
    if sigma < 0.3 || columns == 0 {
        return;
    }
    let rows = map.len() / columns;
    let parts = parts(sigma);
    for _ in 0..3 {
        scratch.par_chunks_mut(ROWS * columns).zip(map.par_chunks(ROWS * columns)).for_each(|(out, rows)| {
            box_rows(rows, out, columns, parts);
        });
        // Rows are the inner loop of the way down, so that memory is read in order.
        let source: &[f32] = scratch;
        let band = rows.div_ceil(8).max(BLOCK);
        map.par_chunks_mut(columns * band).enumerate().for_each(|(number, out)| {
            box_down(source, out, columns, rows, number * band, parts);
        });
    }
}

/// A box with a third of the variance `σ²`: whole points on each side, the share of the next one, and one over the sum.
///
/// A box of `m` whole points has the variance `m(m + 1)/3`; the share makes up what is missing (Gwosdek 2011).
fn parts(sigma: f32) -> (usize, f32, f32) {
    let variance = sigma * sigma / 3.0;
    let whole = (0.5 * ((12.0 * variance + 1.0).sqrt() - 1.0)).floor();
    let moment = whole * (whole + 1.0) * (2.0 * whole + 1.0) / 3.0;
    let part = (variance * (2.0 * whole + 1.0) - moment) / (2.0 * ((whole + 1.0) * (whole + 1.0) - variance));
    (whole as usize, part, 1.0 / (2.0 * (whole + part) + 1.0))
}

/// Blurs some rows, four of them together where there are four.
fn box_rows(rows: &[f32], out: &mut [f32], columns: usize, (whole, part, scale): (usize, f32, f32)) {
    if rows.len() != ROWS * columns {
        for (row, out) in rows.chunks_exact(columns).zip(out.chunks_exact_mut(columns)) {
            box_together([row], &mut [out], (whole, part, scale));
        }
        return;
    }
    let (first, second) = rows.split_at(2 * columns);
    let ((a, b), (c, d)) = (first.split_at(columns), second.split_at(columns));
    let (first, second) = out.split_at_mut(2 * columns);
    let ((w, x), (y, z)) = (first.split_at_mut(columns), second.split_at_mut(columns));
    box_together([a, b, c, d], &mut [w, x, y, z], (whole, part, scale));
}

/// Blurs `N` rows of the same length side by side.
#[inline]
#[expect(clippy::needless_range_loop, reason = "all rows and both ends of the box share the index")]
fn box_together<const N: usize>(rows: [&[f32]; N], out: &mut [&mut [f32]; N], (whole, part, scale): (usize, f32, f32)) {
    let columns = rows.iter().map(|row| row.len()).min().unwrap_or(0);
    let rows = rows.map(|row| &row[..columns]);
    let last = columns.saturating_sub(1);
    let mut sums: [f64; N] = core::array::from_fn(|lane| {
        let left = f64::from(rows[lane][0]) * whole as f64;
        left + (0..=whole).map(|index| f64::from(rows[lane][index.min(last)])).sum::<f64>()
    });
    for index in 0..columns {
        let (before, after) = (index.saturating_sub(whole + 1), (index + whole + 1).min(last));
        let leaving = index.saturating_sub(whole);
        for lane in 0..N {
            let row = rows[lane];
            let ends = f64::from(part * (row[before] + row[after]));
            out[lane][index] = ((sums[lane] + ends) * f64::from(scale)) as f32;
            sums[lane] += f64::from(row[after]) - f64::from(row[leaving]);
        }
    }
}

fn box_down(
    source: &[f32],
    out: &mut [f32],
    columns: usize,
    rows: usize,
    first: usize,
    (whole, part, scale): (usize, f32, f32),
) {
    let (whole, last) = (whole.cast_signed(), rows.cast_signed() - 1);
    let row = |index: isize| {
        let start = index.clamp(0, last) as usize * columns;
        &source[start..start + columns]
    };
    let first = first.cast_signed();
    let mut sum = vec![0.0_f64; columns];
    for index in first - whole..=first + whole {
        for (total, value) in sum.iter_mut().zip(row(index)) {
            *total += f64::from(*value);
        }
    }
    for (step, out) in out.chunks_mut(columns).enumerate() {
        let index = first + step.cast_signed();
        let (before, after) = (row(index - whole - 1), row(index + whole + 1));
        let leaving = row(index - whole);
        for column in 0..columns {
            let ends = f64::from(part * (before[column] + after[column]));
            out[column] = ((sum[column] + ends) * f64::from(scale)) as f32;
            sum[column] += f64::from(after[column]) - f64::from(leaving[column]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_spreads_to_the_variance_asked_for_and_keeps_its_sum() {
        let (columns, rows) = (101, 101);
        for sigma in [0.8_f32, 3.3, 9.0] {
            let mut map = vec![0.0; columns * rows];
            map[50 * columns + 50] = 1.0;
            let mut scratch = map.clone();
            blur(&mut map, &mut scratch, columns, sigma);
            let sum: f32 = map.iter().sum();
            let spread: f32 =
                map.iter().enumerate().map(|(index, value)| value * ((index % columns) as f32 - 50.0).powi(2)).sum();
            assert!((sum - 1.0).abs() < 1e-3, "{sum}");
            assert!((spread.sqrt() / sigma - 1.0).abs() < 0.005, "{sigma} {}", spread.sqrt());
        }
    }
}
