//! The unit cell of a zone: its grid, and the injuries of its events in rings and layers.
//!
//! The cell owns the area of one channel, `1/density` of a session. Each layer loses the same share as the plane of that
//! depth in the punctures of the session, as a disc round the axis: the unit cell and the point tier get the same injury and
//! differ only in where it is.

use crate::injury::{Injury, ZoneInjury};
use crate::skin::Layers;
use crate::space::{Annulus, Axis, SpaceError};
use crate::tissue::{UnitCell, cell_radius, depth_axis};

/// Density whose cell has the usual rings, that of the calibration; also where no event has a density [1/mm²].
const USUAL_DENSITY: f64 = 2.4;
/// Rings of a cell of that density, and the ratio of its outermost to its innermost ring.
const USUAL_RINGS: f64 = 16.0;
/// See [`USUAL_RINGS`] [-].
const USUAL_RATIO: f64 = 2.0;
/// Mean thickness of a layer over the mean width of a ring of a cell of usual density [-].
const LAYER_OVER_RING: f64 = 2.2;
/// Fewest and most rings.
const RINGS: [f64; 2] = [8.0, 256.0];
/// Least depth of the grid, and what it reaches beyond the channels [mm].
const LEAST_DEPTH: f64 = 1.6;
/// See [`LEAST_DEPTH`] [mm].
const BELOW_CHANNELS: f64 = 0.5;
/// Deepest grid [mm].
const MOST_DEPTH: f64 = 6.0;

/// The grid of the tissue round one channel: `density` of the channels [1/mm²], `reach` of the deep ones [mm].
///
/// A wide cell gets more rings, finer at the axis, so that a channel is resolved at any density.
///
/// # Errors
/// A resolution that makes too many cells.
pub(super) fn cell_grid(
    density: f64,
    reach: f64,
    resolution: Option<f64>,
    depth: Option<f64>,
    layers: &Layers,
) -> Result<Annulus, SpaceError> {
    let density = if density > 0.0 { density } else { USUAL_DENSITY };
    let radius = cell_radius(density);
    let usual = cell_radius(USUAL_DENSITY);
    let width = resolution.unwrap_or(usual / USUAL_RINGS);
    let rings = match resolution {
        Some(width) => radius / width,
        None => USUAL_RINGS * (radius / usual).sqrt(),
    };
    let rings = rings.round().clamp(RINGS[0], RINGS[1]) as usize;
    let depth = depth.unwrap_or((reach + BELOW_CHANNELS).clamp(LEAST_DEPTH, MOST_DEPTH));
    let count = (depth / (LAYER_OVER_RING * width)).round().max(4.0) as usize;
    let ratio = (USUAL_RATIO * radius / usual).clamp(1.0, 16.0);
    Annulus::new(Axis::graded(radius, rings, ratio)?, depth_axis(depth, count, USUAL_RATIO, layers)?)
}

/// Injures a cell: `injury` has one zone for every layer.
pub(super) fn injure_cell(cell: &mut UnitCell, injury: &Injury) {
    let faces = cell.grid().radial().faces().to_vec();
    let outer = faces.last().copied().unwrap_or(0.0).powi(2);
    // Share of ring i inside the disc that covers a share of the whole cell.
    let inside = |i: usize, share: f64| {
        if injury.density <= 0.0 {
            return share; // an even injury
        }
        let (inner, next) = (faces[i].powi(2), faces[i + 1].powi(2));
        ((share * outer - inner) / (next - inner)).clamp(0.0, 1.0)
    };
    cell.injure(
        |i, k| {
            let zone = injury.zones[k];
            let (removed, heated) = (inside(i, zone.ablated), inside(i, zone.ablated + zone.coagulated));
            ZoneInjury {
                depth: zone.depth,
                destroyed: inside(i, zone.destroyed),
                ablated: removed,
                coagulated: heated - removed,
            }
        },
        |i| Injury {
            zones: Vec::new(),
            open_barrier: inside(i, injury.open_barrier),
            open_epidermis: inside(i, injury.open_epidermis),
            ..injury.clone()
        },
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    const LAYERS: Layers = Layers {
        stratum_corneum: 0.02,
        viable_epidermis: 0.06,
        papillary_dermis: 0.2,
        reticular_dermis: 1.0,
        hypodermis: 3.0,
    };

    #[test]
    fn the_grid_resolves_a_channel_at_any_density() {
        for density in [0.05, 0.6, 2.4, 10.0, 40.0] {
            let grid = cell_grid(density, 1.05, None, None, &LAYERS).unwrap();
            let radius = grid.radial().length();
            assert!((PI * radius * radius * density - 1.0).abs() < 1e-12);
            assert!(grid.radial().width(0) < 0.035, "{density}: {}", grid.radial().width(0));
            assert!(grid.cells() < 10_000);
        }
        let usual = cell_grid(2.4, 1.05, None, None, &LAYERS).unwrap();
        assert_eq!((usual.radial().cells(), usual.depth().cells()), (16, 32));
    }
}
