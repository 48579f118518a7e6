//! Depth and time as a picture.

use super::{name_of, sides};
use crate::report::{DepthMap, MapSide};
use needlework::course::{Absorbed, Study};
use needlework::transport::absorption::Absorption;

/// Columns and rows of a picture.
const SIZE: [usize; 2] = [72, 48];
/// Decades that the colours span.
const DECADES: f64 = 4.0;
/// Depth shown where the channels end above it [mm].
const LEAST_DEPTH: f64 = 0.5;

/// The decadic logarithm of concentration over depth and time, all sides on one scale.
pub fn map(study: &Study, one: &Absorbed) -> DepthMap {
    let all = sides(one);
    let field = &one.beside.intact.field;
    let bottom = field.depths.last().zip(field.heights.last()).map_or(1.0, |(centre, height)| centre + 0.5 * height);
    let channels = one.needling.map_or(0.0, |needling| needling.channels.depth);
    let depth = (1.4 * channels).max(LEAST_DEPTH).min(bottom);
    let end = field.times.last().copied().unwrap_or(1.0);
    let highest = all
        .iter()
        .flat_map(|(_, result)| result.field.concentrations.iter().flatten())
        .fold(0.0_f64, |top, c| top.max(*c));
    // Half a decade below the highest cell, which is a thin film at the surface.
    let top = if highest > 0.0 { (2.0 * highest.log10()).floor() / 2.0 } else { 0.0 };
    DepthMap {
        title: format!("{}: concentration over depth and time", name_of(study, one)),
        quantity: "Concentration, log10 of".to_owned(),
        unit: "µg/ml".to_owned(),
        sides: all
            .into_iter()
            .map(|(name, result)| MapSide {
                name: format!("{name} skin"),
                columns: SIZE[0],
                values: grid(result, end, depth, top - DECADES),
            })
            .collect(),
        time: [0.0, end],
        depth: [0.0, depth],
        range: [top - DECADES, top],
        note: format!(
            "Mean over tissue and channels; the scale is logarithmic and spans {DECADES:.0} decades, the same on every side. \
             The central run."
        ),
    }
}

/// The field on even steps of time and depth, as logarithms; what lies below the scale is at its lower end.
fn grid(result: &Absorption, end: f64, depth: f64, floor: f64) -> Vec<f64> {
    let [columns, rows] = SIZE;
    let field = &result.field;
    let mut values = Vec::with_capacity(columns * rows);
    for row in 0..rows {
        let z = depth * (row as f64 + 0.5) / rows as f64;
        let cells = neighbours(&field.depths, &field.heights, z);
        for column in 0..columns {
            let t = end * (column as f64 + 0.5) / columns as f64;
            let c: f64 =
                cells.iter().map(|(cell, weight)| weight * at(&field.times, &field.concentrations, t, *cell)).sum();
            values.push(if c > 0.0 { c.log10().max(floor) } else { floor });
        }
    }
    values
}

/// Cells about a depth with their weights: linear between centres, but not across the base of the stratum corneum, where
/// concentrations jump.
fn neighbours(depths: &[f64], heights: &[f64], z: f64) -> Vec<(usize, f64)> {
    /// Cells of the stratum corneum are thinner than this, all others thicker [mm].
    const BARRIER_CELL: f64 = 0.003;
    let next = depths.partition_point(|centre| *centre < z);
    let Some(above) = next.checked_sub(1) else { return vec![(0, 1.0)] };
    if next >= depths.len() {
        return vec![(above, 1.0)];
    }
    if heights[above] < BARRIER_CELL && heights[next] > BARRIER_CELL {
        let inside = z <= depths[above] + 0.5 * heights[above];
        return vec![(if inside { above } else { next }, 1.0)];
    }
    let weight = (z - depths[above]) / (depths[next] - depths[above]);
    vec![(above, 1.0 - weight), (next, weight)]
}

/// Linear between recorded times, from nothing at time zero.
fn at(times: &[f64], rows: &[Vec<f64>], t: f64, cell: usize) -> f64 {
    let value = |index: usize| rows.get(index).and_then(|row| row.get(cell)).copied().unwrap_or(0.0);
    let next = times.partition_point(|time| *time < t);
    let Some(after) = times.get(next) else { return value(times.len().saturating_sub(1)) };
    let (before, from) = match next.checked_sub(1) {
        Some(index) => (times[index], value(index)),
        None => (0.0, 0.0),
    };
    let weight = if *after > before { (t - before) / (after - before) } else { 1.0 };
    from + weight * (value(next) - from)
}
