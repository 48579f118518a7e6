//! How much the well-mixed tier errs: the unit cell beside one compartment with the same mean injury.

use super::coupled::{Accuracy, Tissue};
use super::coverage::Channel;
use super::unit_cell::{UnitCell, cell_radius};
use crate::healing::{Host, Parameters, Species};
use crate::injury::{Destruction, Injury, InjuryKind, ZoneInjury};
use crate::space::{Annulus, Axis, SpaceError};

/// A course of alike channels and how it is compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// Channels per area and session [1/mm²].
    pub density: f64,
    /// Each of them.
    pub channel: Channel,
    /// Sessions.
    pub sessions: u32,
    /// Between sessions [day].
    pub interval: f64,
    /// From and to this depth [mm].
    pub layer: [f64; 2],
    /// How long after the last session collagen is read [day].
    pub after: f64,
    /// Rings and layers of cells of the unit cell.
    pub cells: [usize; 2],
    /// Depth of the unit cell; well below the channel [mm].
    pub bottom: f64,
}

/// Collagen gain of both tiers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reduction {
    /// Mean dead fraction of the layer after one session [-].
    pub destroyed: f64,
    /// Collagen of the unit cell over untreated, minus 1 [-].
    pub cell: f64,
    /// The same of one well-mixed compartment [-].
    pub point: f64,
}

impl Reduction {
    /// Gain in space over gain well mixed [-].
    pub fn ratio(&self) -> f64 {
        self.cell / self.point
    }
}

/// Heals a pattern in both tiers.
///
/// The compartment has the mean dead fraction of the layer and the opened shares of the surface; a later session strikes the
/// same axis of the unit cell again.
///
/// # Errors
/// A pattern that makes no grid.
pub fn reduction(
    pattern: &Pattern,
    parameters: &Parameters<f64>,
    host: &Host<f64>,
    accuracy: Accuracy,
) -> Result<Reduction, SpaceError> {
    /// Widest cells over the narrowest.
    const GRADING: f64 = 2.0;
    let [top, bottom] = pattern.layer;
    let [rings, layers] = pattern.cells;
    let radial = Axis::graded(cell_radius(pattern.density), rings, GRADING)?;
    let grid = Annulus::new(radial, Axis::graded(pattern.bottom, layers, GRADING)?)?;
    let mut cell = UnitCell::new(&grid, parameters, host, accuracy)?;
    let mut probe = cell.clone();
    probe.puncture(&pattern.channel, &Destruction::default());
    let lost = |species: Species| 1.0 - probe.mean_levels(top, bottom)[species.index()];
    let zone = ZoneInjury {
        depth: 0.5 * (top + bottom),
        destroyed: lost(Species::Fibroblasts),
        ablated: 0.0,
        coagulated: 0.0,
    };
    let injury = Injury {
        kind: InjuryKind::Needling,
        zones: vec![zone],
        bleed: pattern.channel.bleed,
        open_barrier: lost(Species::Barrier),
        open_epidermis: lost(Species::EpidermalCover),
        lesion_width: 2.0 * pattern.channel.mouth_radius,
        epidermis_removed: 0.0,
        platelet_bolus: 0.0,
        density: pattern.density,
    };
    let one = Annulus::new(Axis::uniform(1.0, 1)?, Axis::uniform(0.5, 1)?)?;
    let mut point: Tissue<Annulus> = UnitCell::new(&one, parameters, host, accuracy)?;
    let mut day = 0.0;
    for _ in 0..pattern.sessions {
        cell.heal_until(day)?;
        point.heal_until(day)?;
        cell.puncture(&pattern.channel, &Destruction::default());
        point.injure(|_, _| zone, |_| injury.clone());
        day += pattern.interval;
    }
    let end = day - pattern.interval + pattern.after;
    cell.heal_until(end)?;
    point.heal_until(end)?;
    Ok(Reduction {
        destroyed: zone.destroyed,
        cell: cell.collagen_gain(top, bottom),
        point: point.collagen_gain(top, bottom),
    })
}
