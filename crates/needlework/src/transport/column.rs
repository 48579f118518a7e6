//! From an active, a skin and its channels to the column that the march integrates.

use super::active::Active;
use super::closure::{Closure, ClosureClocks, WetSpell};
use super::error::{TransportError, within};
use super::grid::{Geometry, Grading, Grid, Segment};
use super::layer::Layer;
use super::outflow::{Film, Outflow};
use super::parameters::TransportParameters;
use super::pore::{ChannelField, Pores};
use super::qspr::stratum_corneum::{Water, partition, wang_kasting_nitsche};
use super::qspr::{CM_PER_H, Molecule, dermis, pores};
use super::system::{Base, System};
use super::vehicle::Surface;
use crate::skin::Layers;

const LN2: f64 = core::f64::consts::LN_2;
/// Below this a layer lets nothing through in a lifetime [mm²/day].
const LEAST_DIFFUSIVITY: f64 = 1e-12;

/// Living skin with vessels, or a piece of it in a diffusion cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Preparation {
    /// Capillaries and lymph clear the dermis; what reaches its base is carried off.
    Living,
    /// No clearance; a receptor under the given thickness of dermis takes what arrives [mm].
    Excised(f64),
}

/// Channels made by one needling.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Needling {
    /// The channels.
    pub channels: ChannelField,
    /// When they were made [day].
    pub at: f64,
    /// Length of the needles, for the speed of closing [mm].
    pub needle_length: f64,
    /// How much slower than in the young the channels close, 1 or more (old skin, medicines) [-].
    pub slowdown: f64,
    /// Share of the channels that bleed [-].
    pub bleeding: f64,
}

/// Permeabilities of the two ways through intact stratum corneum [mm/day].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Permeability {
    /// Through the lipids.
    pub lipids: f64,
    /// Through the water-filled pores.
    pub pores: f64,
    /// Whether a measured value was used.
    pub measured: bool,
}

/// Permeability of intact skin: the measured one where there is one, else the estimate; always both ways.
///
/// A measured value holds both ways. The pores get their estimate, at most nine tenths of the whole; the lipids the rest.
pub fn permeability(active: &Active, molecule: &Molecule, p: &TransportParameters) -> Permeability {
    let pores = pores::intact_pores(molecule, p.intact_pore_area_over_length, p.intact_pore_radius);
    if let Some(figure) = &active.measured.permeability_cm_h {
        let total = figure.value * CM_PER_H * p.measured_permeability;
        let pores = pores.min(0.9 * total);
        let lipids = (total - pores) * active.neutral_against_measurement(molecule);
        return Permeability { lipids, pores, measured: true };
    }
    let neutral = wang_kasting_nitsche(molecule, Water::Hydrated);
    let lipids = neutral * molecule.neutral_in_product * p.estimated_permeability;
    Permeability { lipids, pores, measured: false }
}

/// Layers from the surface down: stratum corneum, viable epidermis, papillary and reticular dermis.
fn tissue(
    active: &Active,
    molecule: &Molecule,
    lipids: f64,
    skin: &Layers,
    preparation: Preparation,
    p: &TransportParameters,
) -> Vec<Layer> {
    let in_barrier = partition(molecule, Water::Hydrated) * molecule.neutral_in_product.max(0.05);
    let diffusivity = (lipids * skin.stratum_corneum / in_barrier).max(LEAST_DIFFUSIVITY);
    let mut barrier = Layer::new("stratum corneum", skin.stratum_corneum, diffusivity, in_barrier);
    let dry = wang_kasting_nitsche(molecule, Water::PartlyHydrated) / wang_kasting_nitsche(molecule, Water::Hydrated);
    barrier.dry_share = if dry.is_finite() { dry.clamp(1e-3, 1.0) } else { 1.0 };
    let mut layers = vec![barrier];

    let albumin = dermis::binding(molecule).max(1.0);
    let cleared = dermis::clearance(molecule, p.cleft, p.cleft_radius, p.lymph);
    // A measured half-life in skin that is longer than capillaries allow means that cells hold the solute: the ratio of
    // held to free that gives it.
    let held = active.measured.tissue_half_life_day.as_ref().map_or(0.0, |f| cleared * f.value / LN2);
    let binding = albumin.max(held);
    let factor =
        if molecule.molar_mass >= p.macromolecule_mass { p.macromolecule_diffusivity } else { p.tissue_diffusivity };
    let free_partition = dermis::partition(molecule) / dermis::binding(molecule);
    let diffusivity = dermis::effective_diffusivity(molecule) * albumin * factor;
    let degradation = active.measured.degradation_half_life_day.as_ref().map_or(0.0, |f| LN2 / f.value * binding);
    let living = preparation == Preparation::Living;
    let layer = |name: &str, thickness: f64, clears: bool| Layer {
        name: name.to_owned(),
        thickness,
        diffusivity: diffusivity.max(LEAST_DIFFUSIVITY),
        dry_share: 1.0,
        partition: free_partition,
        binding,
        clearance: if clears && living { cleared } else { 0.0 },
        degradation,
    };
    // Epidermis has no vessels.
    layers.push(layer("viable epidermis", skin.viable_epidermis, false));
    match preparation {
        Preparation::Living => {
            layers.push(layer("papillary dermis", skin.papillary_dermis, true));
            layers.push(layer("reticular dermis", skin.reticular_dermis, true));
        }
        Preparation::Excised(dermis) => layers.push(layer("dermis", dermis, false)),
    }
    layers
}

/// Cells in each stretch between interfaces and the depth of the channels.
fn grid(layers: &[Layer], channels: Option<&ChannelField>, cells: usize) -> Grid {
    let mut segments = Vec::new();
    let mut top = 0.0;
    for (index, layer) in layers.iter().enumerate() {
        let bottom = top + layer.thickness;
        let cut = channels
            .map(|c| c.depth)
            .filter(|d| *d > top + 0.05 * layer.thickness && *d < bottom - 0.05 * layer.thickness);
        for thickness in cut.map_or(vec![layer.thickness], |d| vec![d - top, bottom - d]) {
            let (count, grading) = if index == 0 {
                (cells, Grading::BothEnds(1.5))
            } else if thickness > 1.0 {
                (cells, Grading::Start(2.0))
            } else {
                ((cells / 2).max(2), Grading::Uniform)
            };
            segments.push(Segment { thickness, layer: index, cells: count, grading });
        }
        top = bottom;
    }
    Grid::new(Geometry::Planar, 0.0, &segments)
}

/// Spells during which the skin is wet: while covered, else until the product has dried.
fn wet_spells(surface: &Surface, covered: bool) -> Vec<WetSpell> {
    let Surface::Doses(list) = surface else {
        return vec![WetSpell { from: 0.0, until: f64::INFINITY }];
    };
    let mut spells: Vec<WetSpell> = Vec::new();
    for a in list {
        let dry = if covered { f64::INFINITY } else { a.from + a.vehicle.drying_time() };
        let until = a.until.min(dry);
        match spells.last_mut() {
            Some(last) if last.until >= a.from => last.until = last.until.max(until),
            _ => spells.push(WetSpell { from: a.from, until }),
        }
    }
    spells
}

/// What [`build`] needs besides the active.
#[derive(Debug, Clone)]
pub struct ColumnPlan<'a> {
    /// Thickness of the layers.
    pub skin: &'a Layers,
    /// Living or excised.
    pub preparation: Preparation,
    /// Channels, when the skin is needled.
    pub needling: Option<Needling>,
    /// What is on the surface.
    pub surface: Surface,
    /// Whether the products are covered.
    pub covered: bool,
    /// Cells in the stratum corneum and in the deepest layer; half as many in each other stretch.
    pub cells: usize,
}

fn young_clocks(p: &TransportParameters) -> ClosureClocks {
    ClosureClocks {
        plug: p.plug_half_life,
        open_air: p.open_air_half_life,
        covered: p.covered_half_life,
        tissue: p.tissue_half_life,
    }
}

/// Closing clocks of one needling: the open-air path with the length of the needles, all with the slowdown.
pub fn clocks(needling: &Needling, p: &TransportParameters) -> ClosureClocks {
    let young = young_clocks(p);
    let length = (needling.needle_length / p.reference_length).powf(p.length_exponent);
    let slow = needling.slowdown;
    ClosureClocks {
        plug: young.plug * slow,
        open_air: young.open_air * length * slow,
        covered: young.covered * slow,
        tissue: young.tissue * slow,
    }
}

/// Builds the column.
///
/// # Errors
/// [`TransportError`] for anything out of range.
pub fn build(
    active: &Active,
    molecule: &Molecule,
    plan: &ColumnPlan<'_>,
    p: &TransportParameters,
) -> Result<System, TransportError> {
    within("column", "cells", plan.cells as f64, 2.0, 2000.0)?;
    let kp = permeability(active, molecule, p);
    let layers = tissue(active, molecule, kp.lipids, plan.skin, plan.preparation, p);
    let conducting =
        plan.needling.map(|n| ChannelField { density: n.channels.density * p.conducting_share.min(1.0), ..n.channels });
    let total: f64 = layers.iter().map(|l| l.thickness).sum();
    let channels = conducting
        .filter(|c| c.density > 0.0 && c.mouth_diameter > 0.0 && c.depth >= plan.skin.stratum_corneum)
        .map(|c| ChannelField { depth: c.depth.min(total), ..c });
    // Intact skin dries too; its channels are never opened.
    let (opened, clocks) = match plan.needling {
        Some(n) if channels.is_some() => {
            within("needling", "needle length [mm]", n.needle_length, 0.01, 10.0)?;
            within("needling", "slowdown [-]", n.slowdown, 0.1, 20.0)?;
            within("needling", "share that bleeds [-]", n.bleeding, 0.0, 1.0)?;
            (n.at, clocks(&n, p))
        }
        _ => (f64::INFINITY, young_clocks(p)),
    };
    let closure = Closure::new(clocks, opened, wet_spells(&plan.surface, plan.covered))?;
    let pores = Pores {
        intact_permeability: kp.pores,
        dry_share: p.dry_pore_share.min(1.0),
        fluid_diffusivity: pores::water_diffusivity(molecule),
        channels,
    };
    let base = Base::Sink;
    let grid = grid(&layers, channels.as_ref(), plan.cells);
    let film = Film { fresh: p.film_diffusivity, residue: p.residue_diffusivity.min(1.0) };
    let system = System::new(grid, layers, 1, pores, Some(closure), plan.surface.clone(), base)?.with_film(film);
    // Nothing drives fluid out of a piece of skin without vessels.
    Ok(match (plan.needling, plan.preparation) {
        (Some(n), Preparation::Living) if channels.is_some() => system.with_outflow(Outflow::of(n.bleeding, p)),
        _ => system,
    })
}
