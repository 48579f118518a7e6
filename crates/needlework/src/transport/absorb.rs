//! Absorption of one active from a product, through intact or needled skin.
//!
//! ```
//! # fn active() -> needlework::transport::active::Active { needlework::transport::active::Active::example() }
//! use needlework::skin::Layers;
//! use needlework::transport::absorb::{Request, absorb};
//! use needlework::transport::column::{Needling, Preparation};
//! use needlework::transport::pore::ChannelField;
//!
//! let active = active();
//! let mut request = Request::new(&active, Layers {
//!     stratum_corneum: 0.017, viable_epidermis: 0.075, papillary_dermis: 0.2, reticular_dermis: 1.3, hypodermis: 4.0,
//! });
//! request.needling = Some(Needling {
//!     channels: ChannelField { density: 2.4, mouth_diameter: 0.07, depth: 0.5, taper: 0.5 },
//!     at: 0.0, needle_length: 1.0, slowdown: 1.0, bleeding: 0.0,
//! });
//! request.draws = 8;
//! let result = absorb(&request)?;
//! assert!(result.enhancement.is_some_and(|e| e.central > 2.0));
//! assert!(result.imbalance < 1e-10);
//! # Ok::<(), needlework::transport::TransportError>(())
//! ```

use rayon::prelude::*;

use super::absorption::{Absorption, Band, Beside, Caution, DepthTime, Hindrance, Moment};
use super::cautions::cautions;
use super::column::permeability;
use super::error::TransportError;
use super::march::{Controls, State};
use super::parameters::TransportParameters;
use super::qspr::pores::water_diffusivity;
use super::run::{Figures, Run};
use super::system::Flow;

pub(crate) use super::request::PERCENT;
pub use super::request::{Product, Request, Use};

/// A layer counts as reached when it held this share of the dose [-].
const REACHED: f64 = 1e-4;
/// Share of the dose through intact skin below which a ratio says nothing [-].
const LEAST_INTACT: f64 = 1e-9;
/// Share of what living skin holds that lies above the depth reached [-].
const HELD_ABOVE: f64 = 0.95;

/// Accuracy of the runs behind bands: below the spread that they show.
pub(crate) fn screening() -> Controls {
    Controls { relative: 1e-2, floor: 1e-6, ..Controls::default() }
}

/// Computes the absorption of one active with its bands: through needled skin where the request has channels.
///
/// # Errors
/// [`TransportError`] for input out of range, or when the march does not converge.
pub fn absorb(request: &Request<'_>) -> Result<Absorption, TransportError> {
    request.validate()?;
    let series = Series::new(request, true)?;
    if request.needling.is_none() {
        return summarise(request, &series, &series);
    }
    let intact = Series::ends(request)?;
    summarise(request, &series, &intact)
}

/// Computes the same product on needled and on intact skin, draw by draw with the same coefficients.
///
/// # Errors
/// As [`absorb`]; a request without channels gives only the intact side.
pub fn absorb_beside(request: &Request<'_>) -> Result<Beside, TransportError> {
    request.validate()?;
    let intact = Series::new(request, false)?;
    let bare = Request { needling: None, ..request.clone() };
    let needled = match &request.needling {
        Some(_) => {
            let series = Series::new(request, true)?;
            let hindrance = hindrance(request, series.figures.entered)?;
            Some(Absorption { hindrance, ..summarise(request, &series, &intact)? }.told(&request.active.name))
        }
        None => None,
    };
    Ok(Beside { intact: summarise(&bare, &intact, &intact)?, needled })
}

/// Amount through the stratum corneum by the end for one set of coefficients, for comparisons that pair draws [ng/mm²].
///
/// # Errors
/// As [`absorb`].
pub fn entered_with(request: &Request<'_>, p: &TransportParameters) -> Result<f64, TransportError> {
    request.validate()?;
    Ok(Run::new(request, true, p, &[request.duration], Controls::default())?.end(Flow::ThroughBarrier))
}

/// What a reader must know about the result of a request, before it is computed.
///
/// # Errors
/// [`TransportError`] for input out of range.
pub fn cautions_of(request: &Request<'_>) -> Result<Vec<Caution>, TransportError> {
    request.validate()?;
    let molecule = request.active.molecule(request.product.ph)?;
    let kp = permeability(request.active, &molecule, &TransportParameters::default());
    Ok(cautions(request, &molecule, &kp))
}

/// Mean concentrations at some depths over time, and how much entered.
#[derive(Debug, Clone, PartialEq)]
pub struct Record<const N: usize> {
    /// Mean concentration between each pair of depths, one row per time [ng/mm³].
    pub means: Vec<[f64; N]>,
    /// Through the stratum corneum by the last time [ng/mm²].
    pub entered: f64,
    /// Applied by the last time [ng/mm²].
    pub applied: f64,
}

/// Mean concentrations between pairs of depths (mm) at `times` (day) for one set of coefficients.
///
/// # Errors
/// As [`absorb`].
pub fn recorded<const N: usize>(
    request: &Request<'_>,
    p: &TransportParameters,
    times: &[f64],
    between: &[[f64; 2]; N],
    controls: Controls,
) -> Result<Record<N>, TransportError> {
    request.validate()?;
    let run = Run::new(request, true, p, times, controls)?;
    let means = |state: &State| between.map(|[top, bottom]| run.mean_between(state, top, bottom));
    Ok(Record {
        means: run.states.iter().map(means).collect(),
        entered: run.end(Flow::ThroughBarrier),
        applied: run.states.last().map_or(0.0, |state| state.applied),
    })
}

/// How far the fluid that leaves fresh channels and the way along the film hold an active back: the central run again, with a
/// stirred film and without that fluid.
fn hindrance(request: &Request<'_>, entered: f64) -> Result<Option<Hindrance>, TransportError> {
    let Some(needling) = request.needling else { return Ok(None) };
    let p = TransportParameters::default();
    let still =
        TransportParameters { bleeding_velocity: 0.0, seepage_velocity: 0.0, film_diffusivity: f64::INFINITY, ..p };
    let without = Run::new(request, true, &still, &[request.duration], Controls::default())?.end(Flow::ThroughBarrier);
    let diffusivity = water_diffusivity(&request.active.molecule(request.product.ph)?);
    let peclet = p.seepage_velocity * needling.channels.depth / diffusivity;
    Ok((without > 0.0).then_some(Hindrance { share: entered / without, peclet }))
}

/// The central run and the drawn ones, all through needled or all through intact skin.
struct Series {
    central: Run,
    figures: Figures,
    drawn: Vec<Figures>,
}

impl Series {
    fn new(request: &Request<'_>, needled: bool) -> Result<Self, TransportError> {
        let times = request.times();
        Self::at(request, needled, &times)
    }

    /// Intact skin at the end only, which is all that a ratio needs.
    fn ends(request: &Request<'_>) -> Result<Self, TransportError> {
        Self::at(request, false, &[request.duration])
    }

    fn at(request: &Request<'_>, needled: bool, times: &[f64]) -> Result<Self, TransportError> {
        // A lag is that of one use.
        let start = |index: usize, none: f64| request.uses.get(index).map_or(none, |one| one.from);
        let first = [start(0, 0.0), start(1, f64::INFINITY)];
        let central = Run::new(request, needled, &TransportParameters::default(), times, Controls::default())?;
        let drawn = (0..request.draws)
            .into_par_iter()
            .map(|i| {
                let mut stream = request.key.stream("transport/coefficients", u64::from(i));
                let drawn = TransportParameters::draw(&mut stream);
                Ok(Figures::of(&Run::new(request, needled, &drawn, times, screening())?, first))
            })
            .collect::<Result<Vec<_>, TransportError>>()?;
        Ok(Self { figures: Figures::of(&central, first), central, drawn })
    }

    fn band(&self, of: impl Fn(&Figures) -> f64) -> Band {
        Band::new(of(&self.figures), self.drawn.iter().map(of).collect())
    }

    /// Amount entered over that through intact skin, draw by draw.
    fn enhancement(&self, intact: &Self) -> Band {
        let ratio =
            |here: &Figures, there: &Figures| if there.entered > 0.0 { here.entered / there.entered } else { f64::NAN };
        let drawn = self.drawn.iter().zip(&intact.drawn).map(|(here, there)| ratio(here, there)).collect();
        Band::new(ratio(&self.figures, &intact.figures), drawn)
    }
}

fn summarise(request: &Request<'_>, series: &Series, intact: &Series) -> Result<Absorption, TransportError> {
    let run = &series.central;
    // ng/mm² on the area to mg: 100 mm²/cm², 1e-6 mg/ng.
    let to_mg = request.area * 100.0 * 1e-6;
    let end = run.states.last();
    let applied = end.map_or(0.0, |s| s.applied);
    let share = |amount: f64| if applied > 0.0 { amount / applied } else { 0.0 };
    let molecule = request.active.molecule(request.product.ph)?;
    let kp = permeability(request.active, &molecule, &TransportParameters::default());
    let layers = run.names();
    let thickness: Vec<f64> = run.column.layers.iter().map(|layer| layer.thickness).collect();
    Ok(Absorption {
        active: request.active.id.clone(),
        course: run.states.iter().map(|state| moment(run, state)).collect(),
        field: field(run),
        applied,
        applied_total: applied * to_mg,
        entered: series.band(|f| f.entered),
        entered_total: series.band(|f| f.entered * to_mg),
        entered_intact: intact.band(|f| f.entered),
        hindrance: None,
        enhancement: (intact.figures.entered > LEAST_INTACT * applied).then(|| series.enhancement(intact)),
        peak_flux: series.band(|f| f.peak_flux),
        lag: series.band(|f| f.lag),
        peak_in_layers: (0..layers.len()).map(|i| series.band(|f| f.layers[i])).collect(),
        peak_concentration: (0..layers.len()).map(|i| series.band(|f| f.layers[i] / thickness[i])).collect(),
        systemic_share: series.band(|f| share(f.systemic)),
        systemic_total: series.band(|f| f.systemic * to_mg),
        layers_reached: reached(&layers, &series.figures, applied),
        depth_reached: depth_reached(run),
        intact_permeability: kp.lipids + kp.pores,
        permeability_measured: kp.measured,
        imbalance: end.map_or(0.0, |s| share(s.imbalance().abs())),
        cautions: cautions(request, &molecule, &kp),
        layers,
    })
}

fn reached(names: &[String], figures: &Figures, applied: f64) -> Vec<String> {
    names
        .iter()
        .zip(&figures.layers)
        .filter(|(_, amount)| **amount > REACHED * applied && applied > 0.0)
        .map(|(name, _)| name.clone())
        .collect()
}

fn moment(run: &Run, state: &State) -> Moment {
    let open = run.column.closure.as_ref().map(|c| c.at(state.time));
    Moment {
        time: state.time,
        on_skin: state.on_skin(),
        in_layers: run.in_layers(state),
        entered: state.total(Flow::ThroughBarrier),
        systemic: Run::systemic(state),
        degraded: state.total(Flow::Degraded),
        evaporated: state.total(Flow::Evaporated),
        washed_off: state.washed_off,
        flux: state.rate(Flow::ThroughBarrier),
        channel_barrier: open.map_or(0.0, |o| o.barrier),
        channel_water_loss: open.map_or(0.0, |o| o.water_loss),
        channel_tissue: open.map_or(0.0, |o| o.tissue),
    }
}

fn field(run: &Run) -> DepthTime {
    let cells = 0..run.column.cells();
    let heights: Vec<f64> = cells.clone().map(|i| run.column.grid.width(i)).collect();
    let row =
        |s: &State| heights.iter().zip(&s.amounts[1..]).map(|(h, m)| m.iter().sum::<f64>() / h).collect::<Vec<f64>>();
    DepthTime {
        depths: cells.map(|i| run.column.grid.centre(i)).collect(),
        times: run.states.iter().map(|s| s.time).collect(),
        concentrations: run.states.iter().map(row).collect(),
        heights,
    }
}

fn depth_reached(run: &Run) -> f64 {
    let living = |s: &State| -> Vec<(f64, f64)> {
        run.column
            .grid
            .layers()
            .iter()
            .enumerate()
            .filter(|(_, layer)| **layer > 0)
            .map(|(cell, _)| (run.column.grid.faces()[cell + 1], s.amounts[cell + 1].iter().sum()))
            .collect()
    };
    let total = |cells: &[(f64, f64)]| cells.iter().map(|c| c.1).sum::<f64>();
    let fullest = run.states.iter().map(living).max_by(|a, b| total(a).total_cmp(&total(b))).unwrap_or_default();
    let all = total(&fullest);
    let mut sum = 0.0;
    for (bottom, amount) in fullest {
        sum += amount;
        if all > 0.0 && sum >= HELD_ABOVE * all {
            return bottom;
        }
    }
    0.0
}
