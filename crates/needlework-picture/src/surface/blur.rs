//! Gaussian blur of a map by three box blurs: the cost does not depend on the width.

use rayon::prelude::*;

/// Columns that are blurred together on the way down.
const BLOCK: usize = 64;

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
        scratch.par_chunks_mut(columns).zip(map.par_chunks(columns)).for_each(|(out, row)| box_row(row, out, parts));
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

fn box_row(row: &[f32], out: &mut [f32], (whole, part, scale): (usize, f32, f32)) {
    let last = row.len().cast_signed() - 1;
    let at = |index: isize| row[index.clamp(0, last) as usize];
    let whole = whole.cast_signed();
    let mut sum: f64 = (-whole..=whole).map(|index| f64::from(at(index))).sum();
    for (index, value) in out.iter_mut().enumerate() {
        let index = index.cast_signed();
        let ends = f64::from(part * (at(index - whole - 1) + at(index + whole + 1)));
        *value = ((sum + ends) * f64::from(scale)) as f32;
        sum += f64::from(at(index + whole + 1)) - f64::from(at(index - whole));
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
