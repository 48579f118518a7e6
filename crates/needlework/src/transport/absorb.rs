//! Absorption of one active from a product, through intact or needled skin.
//!
//! ```
//! # fn active() -> needlework::transport::active::Active { needlework::transport::active::Active::example() }
//! use needlework::skin::Layers;
//! use needlework::transport::absorb::{Product, Request, Use, absorb};
//! use needlework::transport::column::{Needling, Preparation};
//! use needlework::transport::pore::ChannelField;
//!
//! let active = active();
//! let mut request = Request::new(&active, Layers {
//!     stratum_corneum: 0.017, viable_epidermis: 0.075, papillary_dermis: 0.2, reticular_dermis: 1.3, hypodermis: 4.0,
//! });
//! request.needling = Some(Needling {
//!     channels: ChannelField { density: 2.4, mouth_diameter: 0.07, depth: 0.5, taper: 0.5 },
//!     at: 0.0, needle_length: 1.0, slowdown: 1.0,
//! });
//! request.draws = 8;
//! let result = absorb(&request)?;
//! assert!(result.enhancement.is_some_and(|e| e.central > 2.0));
//! assert!(result.imbalance < 1e-10);
//! # Ok::<(), needlework::transport::TransportError>(())
//! ```

use super::absorption::{Absorption, Band, Caution, DepthTime, Moment};
use super::active::Active;
use super::cautions::cautions;
use super::column::{ColumnPlan, Needling, Preparation, build, permeability};
use super::error::{TransportError, within};
use super::march::{Controls, March, State};
use super::parameters::TransportParameters;
use super::system::{Flow, System};
use super::vehicle::{Application, Surface, Vehicle};
use crate::random::Key;
use crate::skin::Layers;

/// 1 % by weight in a product of density 1 [ng/mm³].
pub(crate) const PERCENT: f64 = 1e4;
/// 1 mg/ml [ng/mm³].
const MG_PER_ML: f64 = 1e3;
/// 1 mg/cm² of product of density 1 [mm].
const MG_PER_CM2: f64 = 0.01;
/// Longest time that is computed [day].
const LONGEST: f64 = 400.0;
const MOST_USES: usize = 2000;
const MOST_DRAWS: u32 = 10_000;
/// A layer counts as reached when it held this share of the dose [-].
const REACHED: f64 = 1e-4;
/// Share of the dose through intact skin below which a ratio says nothing [-].
const LEAST_INTACT: f64 = 1e-9;

/// A product.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Product {
    /// Strength [% by weight].
    pub strength: f64,
    /// pH [-].
    pub ph: f64,
    /// Amount put on per use [mg/cm²].
    pub amount: f64,
    /// Covered by a film or patch: does not dry, keeps channels wet.
    pub covered: bool,
}

/// One use.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Use {
    /// Put on [day].
    pub from: f64,
    /// Washed off [day]; infinite when it is left on.
    pub until: f64,
}

/// What to compute.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The active.
    pub active: &'a Active,
    /// The product.
    pub product: Product,
    /// When it is used, in order.
    pub uses: Vec<Use>,
    /// Thickness of the layers.
    pub skin: Layers,
    /// Living or excised skin.
    pub preparation: Preparation,
    /// Channels, when the skin is needled.
    pub needling: Option<Needling>,
    /// Treated area [cm²].
    pub area: f64,
    /// Time computed [day].
    pub duration: f64,
    /// Draws of the uncertain coefficients for the bands; 0 gives the central run alone.
    pub draws: u32,
    /// Key of the random streams.
    pub key: Key,
}

impl<'a> Request<'a> {
    /// The usual product of the active, 2 mg/cm² left on for a day, living intact skin, 100 cm², 32 draws.
    pub fn new(active: &'a Active, skin: Layers) -> Self {
        Self {
            active,
            product: Product {
                strength: active.usual.strength_percent.value,
                ph: active.usual.ph.value,
                amount: 2.0,
                covered: false,
            },
            uses: vec![Use { from: 0.0, until: f64::INFINITY }],
            skin,
            preparation: Preparation::Living,
            needling: None,
            area: 100.0,
            duration: 1.0,
            draws: 32,
            key: Key::new(0),
        }
    }

    fn validate(&self) -> Result<(), TransportError> {
        self.active.validate()?;
        within("product", "strength [%]", self.product.strength, 0.0, 100.0)?;
        within("product", "pH [-]", self.product.ph, 0.5, 13.0)?;
        within("product", "amount [mg/cm²]", self.product.amount, 1e-4, 1e4)?;
        within("absorb", "area [cm²]", self.area, 1e-4, 2e4)?;
        within("absorb", "duration [day]", self.duration, 1e-4, LONGEST)?;
        within("absorb", "number of uses", self.uses.len() as f64, 1.0, MOST_USES as f64)?;
        within("absorb", "draws", f64::from(self.draws), 0.0, f64::from(MOST_DRAWS))?;
        if let Some(n) = &self.needling {
            n.channels.validate()?;
            within("needling", "time [day]", n.at, 0.0, LONGEST)?;
        }
        Ok(())
    }

    fn surface(&self, p: &TransportParameters) -> Surface {
        let thickness = self.product.amount * MG_PER_CM2;
        let vehicle = Vehicle {
            thickness,
            residue: if self.product.covered { thickness } else { thickness * p.residue_share.min(1.0) },
            drying: if self.product.covered { 0.0 } else { p.water_drying },
            partition: 1.0,
            solubility: self.active.properties.solubility_mg_ml.value * MG_PER_ML,
            volatility: 0.0,
        };
        let dose = self.product.strength * PERCENT * thickness;
        let apply = |u: &Use| Application { from: u.from, until: u.until, dose, vehicle };
        Surface::Doses(self.uses.iter().map(apply).collect())
    }

    fn column(&self, p: &TransportParameters, needled: bool) -> Result<System, TransportError> {
        let molecule = self.active.molecule(self.product.ph)?;
        let plan = ColumnPlan {
            skin: &self.skin,
            preparation: self.preparation,
            needling: self.needling.filter(|_| needled),
            surface: self.surface(p),
            covered: self.product.covered,
            cells: 16,
        };
        build(self.active, &molecule, &plan, p)
    }

    /// Times at which the column is recorded: a geometric run from a minute on after each of the first uses, and the end.
    fn times(&self) -> Vec<f64> {
        const POINTS: i32 = 36;
        let first = (1.0 / 1440.0_f64).min(0.01 * self.duration);
        let ratio = (self.duration / first).powf(1.0 / f64::from(POINTS - 1));
        let mut times: Vec<f64> = (0..POINTS).map(|i| first * ratio.powi(i)).collect();
        let mut changes: Vec<f64> = self.uses.iter().flat_map(|u| [u.from, u.until]).collect();
        changes.extend(self.needling.map(|n| n.at));
        // Long courses are shown by the day; every change of a short one is shown.
        changes.truncate(24);
        if self.uses.len() > 3 {
            times.extend((0..60).map(|i| self.duration * f64::from(i) / 60.0));
        }
        times.extend(changes);
        times.retain(|t| *t > 0.0 && *t < self.duration * (1.0 - 1e-9));
        times.push(self.duration);
        times.sort_by(f64::total_cmp);
        times.dedup_by(|b, a| *b - *a < 1e-6 * self.duration);
        times
    }
}

/// What the summaries need from one run.
struct Run {
    states: Vec<State>,
    /// Layer of every cell.
    layers: Vec<usize>,
    names: Vec<String>,
    thickness: Vec<f64>,
}

impl Run {
    fn new(system: &System, times: &[f64], controls: Controls) -> Result<Self, TransportError> {
        let mut march = March::new(system, controls, None);
        let mut states = Vec::with_capacity(times.len());
        for &t in times {
            states.push(march.advance_to(t)?.clone());
        }
        Ok(Self {
            states,
            layers: system.grid.layers().to_vec(),
            names: system.layers.iter().map(|l| l.name.clone()).collect(),
            thickness: system.layers.iter().map(|l| l.thickness).collect(),
        })
    }

    fn in_layers(&self, state: &State) -> Vec<f64> {
        let mut sums = vec![0.0; self.names.len()];
        for (cell, layer) in self.layers.iter().enumerate() {
            sums[*layer] += state.amounts[cell + 1].iter().sum::<f64>();
        }
        sums
    }

    fn end(&self, flow: Flow) -> f64 {
        self.states.last().map_or(0.0, |s| s.total(flow))
    }

    fn systemic(state: &State) -> f64 {
        state.total(Flow::Cleared) + state.total(Flow::ThroughBase)
    }

    fn peak_flux(&self) -> f64 {
        self.states.iter().map(|s| s.rate(Flow::ThroughBarrier)).fold(0.0, f64::max)
    }

    /// Where the steepest tangent of the entered amount meets zero.
    fn lag(&self) -> f64 {
        let steepest =
            self.states.iter().max_by(|a, b| a.rate(Flow::ThroughBarrier).total_cmp(&b.rate(Flow::ThroughBarrier)));
        steepest.map_or(0.0, |s| {
            let rate = s.rate(Flow::ThroughBarrier);
            if rate > 0.0 { (s.time - s.total(Flow::ThroughBarrier) / rate).max(0.0) } else { f64::NAN }
        })
    }

    fn peak_in_layers(&self) -> Vec<f64> {
        let mut peaks = vec![0.0_f64; self.names.len()];
        for state in &self.states {
            for (peak, now) in peaks.iter_mut().zip(self.in_layers(state)) {
                *peak = peak.max(now);
            }
        }
        peaks
    }
}

/// The numbers of one draw.
struct Figures {
    entered: f64,
    intact: f64,
    peak_flux: f64,
    lag: f64,
    layers: Vec<f64>,
    systemic: f64,
}

impl Figures {
    fn new(run: &Run, intact: f64) -> Self {
        Self {
            entered: run.end(Flow::ThroughBarrier),
            intact,
            peak_flux: run.peak_flux(),
            lag: run.lag(),
            layers: run.peak_in_layers(),
            systemic: run.states.last().map_or(0.0, Run::systemic),
        }
    }

    fn enhancement(&self) -> f64 {
        if self.intact > 0.0 { self.entered / self.intact } else { f64::NAN }
    }
}

/// Runs one set of coefficients, needled and intact.
fn once(
    request: &Request<'_>,
    p: &TransportParameters,
    times: &[f64],
    controls: Controls,
) -> Result<(Run, Figures), TransportError> {
    let run = Run::new(&request.column(p, true)?, times, controls)?;
    let intact = if request.needling.is_some() {
        let end = &times[times.len().saturating_sub(1)..];
        Run::new(&request.column(p, false)?, end, controls)?.end(Flow::ThroughBarrier)
    } else {
        run.end(Flow::ThroughBarrier)
    };
    let figures = Figures::new(&run, intact);
    Ok((run, figures))
}

/// Computes the absorption of one active with its bands.
///
/// # Errors
/// [`TransportError`] for input out of range, or when the march does not converge.
pub fn absorb(request: &Request<'_>) -> Result<Absorption, TransportError> {
    request.validate()?;
    let times = request.times();
    let central = TransportParameters::default();
    let (run, middle) = once(request, &central, &times, Controls::default())?;
    // Bands need fewer moments than the picture and less accuracy than the spread they show.
    let screening = Controls { relative: 1e-2, floor: 1e-6, ..Controls::default() };
    let sparse: Vec<f64> = thinned(&times, 14);
    let mut draws = Vec::with_capacity(request.draws as usize);
    for i in 0..request.draws {
        let mut stream = request.key.stream("transport/coefficients", u64::from(i));
        let drawn = TransportParameters::draw(&mut stream);
        draws.push(once(request, &drawn, &sparse, screening)?.1);
    }
    let band = |of: &dyn Fn(&Figures) -> f64| Band::new(of(&middle), draws.iter().map(of).collect());
    // ng/mm² on the area to mg: 100 mm²/cm², 1e-6 mg/ng.
    let to_mg = request.area * 100.0 * 1e-6;
    let end = run.states.last();
    let applied = end.map_or(0.0, |s| s.applied);
    let share = |amount: f64| if applied > 0.0 { amount / applied } else { 0.0 };
    let molecule = request.active.molecule(request.product.ph)?;
    let kp = permeability(request.active, &molecule, &central);
    let all: Vec<Caution> = cautions(request, &molecule, &kp);
    Ok(Absorption {
        active: request.active.id.clone(),
        course: course(request, &run, &central)?,
        field: field(request, &run, &central)?,
        applied,
        applied_total: applied * to_mg,
        entered: band(&|f| f.entered),
        entered_total: band(&|f| f.entered * to_mg),
        entered_intact: band(&|f| f.intact),
        enhancement: (middle.intact > LEAST_INTACT * applied).then(|| band(&Figures::enhancement)),
        peak_flux: band(&|f| f.peak_flux),
        lag: band(&|f| f.lag),
        peak_in_layers: (0..run.names.len()).map(|i| band(&|f| f.layers[i])).collect(),
        peak_concentration: (0..run.names.len()).map(|i| band(&|f| f.layers[i] / run.thickness[i])).collect(),
        systemic_share: band(&|f| share(f.systemic)),
        systemic_total: band(&|f| f.systemic * to_mg),
        layers_reached: reached(&run, &middle, applied),
        depth_reached: depth_reached(request, &run, &central)?,
        intact_permeability: kp.lipids + kp.pores,
        permeability_measured: kp.measured,
        imbalance: end.map_or(0.0, |s| share(s.imbalance().abs())),
        cautions: all,
        layers: run.names,
    })
}

/// Amount through the stratum corneum by the end for one set of coefficients, for comparisons that pair draws [ng/mm²].
///
/// # Errors
/// As [`absorb`].
pub fn entered_with(request: &Request<'_>, p: &TransportParameters) -> Result<f64, TransportError> {
    request.validate()?;
    let column = request.column(p, true)?;
    let run = Run::new(&column, &[request.duration], Controls::default())?;
    Ok(run.end(Flow::ThroughBarrier))
}

fn thinned(times: &[f64], count: usize) -> Vec<f64> {
    let step = times.len().div_ceil(count).max(1);
    let mut kept: Vec<f64> = times.iter().rev().step_by(step).copied().collect();
    kept.reverse();
    kept
}

fn reached(run: &Run, figures: &Figures, applied: f64) -> Vec<String> {
    run.names
        .iter()
        .zip(&figures.layers)
        .filter(|(_, amount)| **amount > REACHED * applied && applied > 0.0)
        .map(|(name, _)| name.clone())
        .collect()
}

fn course(request: &Request<'_>, run: &Run, p: &TransportParameters) -> Result<Vec<Moment>, TransportError> {
    let column = request.column(p, true)?;
    Ok(run
        .states
        .iter()
        .map(|s| {
            let open = column.closure.as_ref().map(|c| c.at(s.time));
            Moment {
                time: s.time,
                on_skin: s.on_skin(),
                in_layers: run.in_layers(s),
                entered: s.total(Flow::ThroughBarrier),
                systemic: Run::systemic(s),
                degraded: s.total(Flow::Degraded),
                evaporated: s.total(Flow::Evaporated),
                washed_off: s.washed_off,
                flux: s.rate(Flow::ThroughBarrier),
                channel_barrier: open.map_or(0.0, |o| o.barrier),
                channel_water_loss: open.map_or(0.0, |o| o.water_loss),
                channel_tissue: open.map_or(0.0, |o| o.tissue),
            }
        })
        .collect())
}

fn field(request: &Request<'_>, run: &Run, p: &TransportParameters) -> Result<DepthTime, TransportError> {
    let column = request.column(p, true)?;
    let cells = 0..column.cells();
    let heights: Vec<f64> = cells.clone().map(|i| column.grid.width(i)).collect();
    let row =
        |s: &State| heights.iter().zip(&s.amounts[1..]).map(|(h, m)| m.iter().sum::<f64>() / h).collect::<Vec<f64>>();
    Ok(DepthTime {
        depths: cells.map(|i| column.grid.centre(i)).collect(),
        times: run.states.iter().map(|s| s.time).collect(),
        concentrations: run.states.iter().map(row).collect(),
        heights,
    })
}

fn depth_reached(request: &Request<'_>, run: &Run, p: &TransportParameters) -> Result<f64, TransportError> {
    let column = request.column(p, true)?;
    let living = |s: &State| -> Vec<(f64, f64)> {
        run.layers
            .iter()
            .enumerate()
            .filter(|(_, layer)| **layer > 0)
            .map(|(cell, _)| (column.grid.faces()[cell + 1], s.amounts[cell + 1].iter().sum()))
            .collect()
    };
    let total = |cells: &[(f64, f64)]| cells.iter().map(|c| c.1).sum::<f64>();
    let fullest = run.states.iter().map(living).max_by(|a, b| total(a).total_cmp(&total(b))).unwrap_or_default();
    let all = total(&fullest);
    let mut sum = 0.0;
    for (bottom, amount) in fullest {
        sum += amount;
        if all > 0.0 && sum >= 0.95 * all {
            return Ok(bottom);
        }
    }
    Ok(0.0)
}
