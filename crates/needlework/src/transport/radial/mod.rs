//! The same transport in the unit cell of one channel: depth and radius, instead of depth with exchange sideways.
//!
//! Every channel owns a cylinder of skin of radius `1/√(π n)`. On rings about its axis and the depths of the column
//!
//! `∂C/∂t = ∂/∂z (λ ∂a/∂z) + 1/r ∂/∂r (r λ ∂a/∂r) − k K a`
//!
//! with the fluid of the channel as its innermost rings. Nothing is assumed of the exchange between channel and tissue, which
//! the one-dimensional column takes as quasi-steady ([`super::pore::lateral_exchange`]). Both agree where they must: without
//! channels, with channels that cover nearly everything, and with many small ones; tests show by how much they differ between.

mod blocks;
mod cell;

use blocks::Operator;
use cell::{Cell, Taps};

use super::closure::Closure;
use super::error::{TransportError, within};
use super::parameters::TransportParameters;
use super::request::Request;
use super::vehicle::Surface;

/// First step after every change at the surface [day].
const FIRST_STEP: f64 = 1e-7;
/// Growth of the step.
const GROWTH: f64 = 1.08;
/// Steps at least in any stretch without changes.
const LEAST_STEPS: f64 = 40.0;
/// `1 − 1/√2`, which makes two implicit stages of second order and L-stable.
const GAMMA: f64 = 1.0 - core::f64::consts::FRAC_1_SQRT_2;

/// The unit cell at one time, per area of skin.
#[derive(Debug, Clone, PartialEq)]
pub struct CellMoment {
    /// Time [day].
    pub time: f64,
    /// On the skin [ng/mm²].
    pub on_skin: f64,
    /// In each layer, tissue and channel together [ng/mm²].
    pub in_layers: Vec<f64>,
    /// Through the stratum corneum so far [ng/mm²].
    pub entered: f64,
    /// Into blood and lymph so far, with what left through the base [ng/mm²].
    pub systemic: f64,
    /// Degraded so far [ng/mm²].
    pub degraded: f64,
    /// Washed off so far [ng/mm²].
    pub washed_off: f64,
    /// Applied so far [ng/mm²].
    pub applied: f64,
}

impl CellMoment {
    /// What the balance misses [ng/mm²].
    pub fn imbalance(&self) -> f64 {
        let held: f64 = self.in_layers.iter().sum();
        self.applied - (self.on_skin + held + self.systemic + self.degraded + self.washed_off)
    }
}

/// Where the transport of a product is solved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Geometry {
    /// In depth, with sideways exchange between channel and tissue by formula.
    #[default]
    Column,
    /// In depth and radius about one channel, with the column beside it.
    UnitCell,
}

/// Rings of a unit cell that is shown: half as many change what has entered by less than 3 %.
pub const RINGS: usize = 16;

/// Absorption in the unit cell.
#[derive(Debug, Clone, PartialEq)]
pub struct CellAbsorption {
    /// The course.
    pub moments: Vec<CellMoment>,
    /// Middle of every depth [mm].
    pub depths: Vec<f64>,
    /// Faces of the rings, from the axis of the channel [mm].
    pub radii: Vec<f64>,
    /// Concentration at every time, ring by ring at each depth [ng/mm³].
    pub concentrations: Vec<Vec<Vec<f64>>>,
}

/// Computes the absorption of a request in the unit cell of one channel, with `rings` rings round it, at `times` (day).
///
/// # Errors
/// [`TransportError`] for input out of range.
pub fn absorb_cell(
    request: &Request<'_>,
    p: &TransportParameters,
    times: &[f64],
    rings: usize,
) -> Result<CellAbsorption, TransportError> {
    request.validate()?;
    within("unit cell", "rings", rings as f64, 2.0, 200.0)?;
    let column = request.column(p, true)?;
    let Surface::Doses(doses) = &column.surface else {
        return Err(TransportError::Inconsistent {
            place: "unit cell".to_owned(),
            what: "an endless supply is computed in one dimension only".to_owned(),
        });
    };
    let cell = Cell::new(&column, column.pores, rings);
    let size = cell.size();
    let mut op = Operator::new(cell.blocks(), size);
    let mut taps = Taps::default();
    let mut m = vec![0.0; cell.blocks() * size];
    let mut slope = m.clone();
    // Entered, systemic, degraded, washed off, applied.
    let mut totals = [0.0; 5];
    let mut changes: Vec<f64> = column.surface.breakpoints();
    changes.extend(column.closure.iter().flat_map(Closure::breakpoints));
    changes.extend(times);
    changes.retain(|t| t.is_finite() && *t > 0.0 && times.last().is_some_and(|end| t <= end));
    changes.sort_by(f64::total_cmp);
    changes.dedup();
    let mut moments = Vec::with_capacity(times.len());
    let mut concentrations = Vec::with_capacity(times.len());
    let mut t = 0.0;
    let (mut h, mut stretch_start) = (FIRST_STEP, true);
    for stop in changes {
        if stretch_start {
            if column.surface.is_washed_at(t) {
                totals[3] += m[0];
                m[0] = 0.0;
            }
            for a in doses.iter().filter(|a| a.from == t) {
                m[0] += a.dose;
                totals[4] += a.dose;
            }
        }
        let regime = column.regime(t);
        let longest = (stop - t) / LEAST_STEPS;
        while t < stop {
            let step = h.min(longest.max(FIRST_STEP)).min(stop - t);
            let start = m.clone();
            cell.assemble(t + GAMMA * step, &regime, start[0], &mut op, &mut taps);
            op.solve(GAMMA * step, &mut m);
            op.apply(&m, &mut slope);
            book(&mut totals, &taps, &m, (1.0 - GAMMA) * step);
            m = start.iter().zip(&slope).map(|(m, s)| m + (1.0 - GAMMA) * step * s).collect();
            cell.assemble(t + step, &regime, start[0], &mut op, &mut taps);
            op.solve(GAMMA * step, &mut m);
            book(&mut totals, &taps, &m, GAMMA * step);
            t = if step >= stop - t { stop } else { t + step };
            h *= GROWTH;
        }
        let changed = column.surface.breakpoints().contains(&stop)
            || column.closure.as_ref().is_some_and(|c| c.breakpoints().any(|b| b == stop));
        stretch_start = changed;
        if changed {
            h = FIRST_STEP;
        }
        if times.contains(&stop) {
            moments.push(moment(&cell, &column, t, &m, &totals));
            let rings = |depth: usize| {
                let width = column.grid.width(depth);
                cell.shares.iter().enumerate().map(|(ring, share)| m[cell.at(depth, ring)] / (share * width)).collect()
            };
            concentrations.push((0..column.cells()).map(rings).collect());
        }
    }
    Ok(CellAbsorption {
        moments,
        depths: (0..column.cells()).map(|depth| column.grid.centre(depth)).collect(),
        radii: cell.radii.clone(),
        concentrations,
    })
}

/// Adds what crossed and left during a stage of weight `weight` (day).
fn book(totals: &mut [f64; 5], taps: &Taps, m: &[f64], weight: f64) {
    let rate = |terms: &[(usize, f64)]| terms.iter().map(|(at, rate)| rate * m[*at]).sum::<f64>();
    totals[0] += weight * rate(&taps.barrier);
    totals[1] += weight * (rate(&taps.cleared) + rate(&taps.base));
    totals[2] += weight * rate(&taps.degraded);
}

fn moment(cell: &Cell<'_>, column: &super::system::System, time: f64, m: &[f64], totals: &[f64; 5]) -> CellMoment {
    let mut in_layers = vec![0.0; column.layers.len()];
    for (depth, layer) in column.grid.layers().iter().enumerate() {
        let first = cell.at(depth, 0);
        in_layers[*layer] += m[first..first + cell.size()].iter().sum::<f64>();
    }
    CellMoment {
        time,
        on_skin: m[0],
        in_layers,
        entered: totals[0],
        systemic: totals[1],
        degraded: totals[2],
        washed_off: totals[3],
        applied: totals[4],
    }
}
