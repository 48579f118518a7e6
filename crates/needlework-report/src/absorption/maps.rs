//! Depth and time as a picture, and depth across a channel.

use super::{name_of, sides};
use crate::report::{DepthMap, MapSide};
use needlework::course::{Absorbed, Study};
use needlework::transport::absorption::Absorption;
use needlework::transport::radial::{CellAbsorption, CellMoment};

/// Columns and rows of a picture.
const SIZE: [usize; 2] = [72, 48];
/// Decades that the colours span.
const DECADES: f64 = 4.0;
/// Times at which a cut through a channel is shown, at most.
const MOST_CUTS: usize = 4;
/// Depth from which the unit cell sets its scale, below any stratum corneum of the face [mm].
const SHOWN_FROM: f64 = 0.03;
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
        across: None,
        depth: [0.0, depth],
        range: [top - DECADES, top],
        note: format!(
            "Mean over tissue and channels; the scale is logarithmic and spans {DECADES:.0} decades, the same on every side. \
             The central run."
        ),
    }
}

/// The decadic logarithm of concentration in depth and across one channel, at the times of the unit cell, on one scale.
pub fn across(study: &Study, one: &Absorbed) -> Option<DepthMap> {
    let (cell, needling) = (one.cell.as_ref()?, one.needling?);
    let edge = cell.radii.last().copied()?;
    let bottom = cell.depths.last().copied()?;
    let depth = (1.4 * needling.channels.depth).max(LEAST_DEPTH).min(bottom);
    // The film on the surface and the horny layer would take the whole scale.
    let living = cell.depths.partition_point(|z| *z < SHOWN_FROM);
    let highest = cell.concentrations.iter().flat_map(|field| field.iter().skip(living).flatten());
    let highest = highest.fold(0.0_f64, |top, c| top.max(*c));
    let top = if highest > 0.0 { (2.0 * highest.log10()).ceil() / 2.0 } else { 0.0 };
    let floor = top - DECADES;
    let hours = |time: f64| 24.0 * (time - needling.at);
    let side = |(moment, field): (&CellMoment, &Vec<Vec<f64>>)| MapSide {
        name: format!("{:.1} h after needling", hours(moment.time)),
        columns: SIZE[0],
        values: slice(cell, field, [edge, depth], [floor, top]),
    };
    Some(DepthMap {
        title: format!("{}: concentration about one channel", name_of(study, one)),
        quantity: "Concentration, log10 of".to_owned(),
        unit: "µg/ml".to_owned(),
        sides: cell.moments.iter().zip(&cell.concentrations).take(MOST_CUTS).map(side).collect(),
        time: [0.0, cell.moments.last().map_or(0.0, |moment| moment.time)],
        across: Some([-edge, edge]),
        depth: [0.0, depth],
        range: [floor, top],
        note: format!(
            "A cut through the axis of a channel and the skin that it owns, to {edge:.2} mm; the scale is logarithmic and spans \
             {DECADES:.0} decades, the same at every time. The central run."
        ),
    })
}

/// A cut through the axis on even steps across and in depth, as logarithms within the scale.
fn slice(cell: &CellAbsorption, field: &[Vec<f64>], [edge, depth]: [f64; 2], [floor, top]: [f64; 2]) -> Vec<f64> {
    let [columns, rows] = SIZE;
    let last = cell.depths.len().saturating_sub(1);
    let mut values = Vec::with_capacity(columns * rows);
    for row in 0..rows {
        let z = depth * (row as f64 + 0.5) / rows as f64;
        let next = cell.depths.partition_point(|centre| *centre < z).min(last);
        let above = next.saturating_sub(1);
        let near = if z - cell.depths[above] < cell.depths[next] - z { above } else { next };
        for column in 0..columns {
            let r = edge * ((2 * column + 1) as f64 / columns as f64 - 1.0).abs();
            let ring = cell.radii.partition_point(|face| *face <= r).saturating_sub(1);
            let c = field.get(near).and_then(|rings| rings.get(ring)).copied().unwrap_or(0.0);
            values.push(if c > 0.0 { c.log10().clamp(floor, top) } else { floor });
        }
    }
    values
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
