//! The skin column as a linear system: what exchanges with what, and what leaves.

use super::blocks::{CHANNEL, Cell, EMPTY, Operator, PORE, TISSUE};
use super::closure::{Closure, Openness};
use super::error::{TransportError, within};
use super::grid::Grid;
use super::layer::Layer;
use super::pore::{Pores, lateral_exchange};
use super::vehicle::{Application, Surface};

/// What lies under the deepest layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// Nothing crosses.
    Closed,
    /// Everything that arrives is carried away (a receptor fluid, a deep plexus).
    Sink,
}

/// Running totals of what entered or left the column, in the order of [`Flow`].
pub type Flows = [f64; 6];

/// Ways into and out of the column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// From an endless supply into the skin.
    Supplied = 0,
    /// From the vehicle into the air.
    Evaporated = 1,
    /// Into capillaries and lymph.
    Cleared = 2,
    /// Degraded in the tissue.
    Degraded = 3,
    /// Out of the base.
    ThroughBase = 4,
    /// Through the stratum corneum into living tissue (inside the column; no loss).
    ThroughBarrier = 5,
}

/// A linear functional of the state.
#[derive(Debug, Clone, Default)]
struct Tap {
    constant: f64,
    terms: Vec<(usize, usize, f64)>,
}

impl Tap {
    fn clear(&mut self) {
        self.constant = 0.0;
        self.terms.clear();
    }
    fn rate(&self, m: &[Cell]) -> f64 {
        self.terms.iter().fold(self.constant, |sum, &(i, k, c)| sum + c * m[i][k])
    }
}

/// What holds between two changes of the surface.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Regime {
    pub application: Option<Application>,
    pub wet: bool,
    pub open: bool,
    /// The vehicle holds more than it can dissolve, so its activity is the solubility.
    pub saturated: bool,
}

/// The assembled operator with the functionals that book every loss.
#[derive(Debug, Clone, Default)]
pub(crate) struct Assembly {
    pub operator: Operator,
    supplied: Tap,
    evaporated: Tap,
    through_barrier: Tap,
}

/// A column of skin under a surface history.
#[derive(Debug, Clone)]
pub struct System {
    pub(crate) grid: Grid,
    pub(crate) layers: Vec<Layer>,
    pub(crate) surface: Surface,
    pub(crate) closure: Option<Closure>,
    base: Base,
    barrier_cells: usize,
    /// What is left of tissue and pore conductance in the barrier when nothing wets it.
    dry: [f64; 2],
    /// Amount per activity of tissue, channels and pores, block 0 being the vehicle (filled in at assembly).
    capacity: Vec<Cell>,
    /// Conductance of tissue faces, from the surface to the base.
    tissue_faces: Vec<f64>,
    /// Conductance of the pores of intact skin from the surface down; zero below the barrier.
    intact_faces: Vec<f64>,
    /// From the last pore cell of the barrier into the tissue under it.
    intact_outlet: f64,
    /// From the last cell of the channels through their tips: the half cell of fluid, and the spread into tissue below.
    tip: Option<(usize, f64, f64)>,
    /// Conductance of open channels on either side of each face: half cell above, half cell below.
    channel_halves: Vec<(f64, f64)>,
    lateral: Vec<f64>,
    cleared: Vec<f64>,
    degraded: Vec<f64>,
    channelled: bool,
}

impl System {
    /// Builds the column. The first `barrier_layers` layers are the barrier that pores bypass.
    ///
    /// # Errors
    /// [`TransportError`] for values out of range, an empty stack, a grid that names other layers, or a barrier deeper
    /// than the stack.
    pub fn new(
        grid: Grid,
        layers: Vec<Layer>,
        barrier_layers: usize,
        pores: Pores,
        closure: Option<Closure>,
        surface: Surface,
        base: Base,
    ) -> Result<Self, TransportError> {
        if layers.is_empty() || grid.is_empty() {
            return Err(TransportError::Empty { place: "skin".to_owned(), what: "list of layers" });
        }
        within("grid", "number of cells", grid.len() as f64, 1.0, 100_000.0)?;
        for layer in &layers {
            layer.validate()?;
        }
        pores.validate()?;
        surface.validate()?;
        if grid.layers().iter().any(|&l| l >= layers.len()) || barrier_layers >= layers.len().max(2) {
            return Err(TransportError::Inconsistent {
                place: "skin".to_owned(),
                what: format!("{} layers do not fit the grid or the barrier", layers.len()),
            });
        }
        let n = grid.len();
        let barrier_cells = grid.layers().iter().filter(|&&l| l < barrier_layers).count();
        let mut system = Self {
            grid,
            layers,
            surface,
            closure,
            base,
            barrier_cells,
            dry: [1.0, pores.dry_share],
            capacity: vec![EMPTY; n + 1],
            tissue_faces: vec![0.0; n + 1],
            intact_faces: vec![0.0; n + 1],
            intact_outlet: 0.0,
            tip: None,
            channel_halves: vec![(0.0, 0.0); n + 1],
            lateral: vec![0.0; n + 1],
            cleared: vec![0.0; n + 1],
            degraded: vec![0.0; n + 1],
            channelled: pores.channels.is_some(),
        };
        if barrier_cells > 0 {
            system.dry[0] = system.layer(0).dry_share;
        }
        system.lay_tissue(&pores);
        system.lay_pores(&pores);
        Ok(system)
    }

    /// Number of cells in depth.
    pub fn cells(&self) -> usize {
        self.grid.len()
    }

    /// Amount per activity of tissue, channels and intact pores in cell `cell` (from 0) [mm].
    pub fn capacity(&self, cell: usize) -> Cell {
        self.capacity[cell + 1]
    }

    fn layer(&self, cell: usize) -> &Layer {
        &self.layers[self.grid.layers()[cell]]
    }

    fn lay_tissue(&mut self, pores: &Pores) {
        let n = self.grid.len();
        let mut above = f64::INFINITY; // conductance of the half cell above the face; the surface itself resists nothing
        for cell in 0..n {
            let layer = self.layer(cell).clone();
            let (top, bottom) = (self.grid.faces()[cell], self.grid.faces()[cell + 1]);
            let share = 1.0 - pores.channels.map_or(0.0, |c| c.area_fraction_between(top, bottom));
            let conductivity = layer.conductivity() * share;
            self.capacity[cell + 1][0] = layer.capacity() * share * self.grid.volume(cell);
            self.tissue_faces[cell] = series(above, conductivity / self.grid.inner_half(cell));
            above = conductivity / self.grid.outer_half(cell);
            self.cleared[cell + 1] = layer.clearance / layer.binding;
            self.degraded[cell + 1] = layer.degradation / layer.binding;
        }
        self.tissue_faces[n] = if self.base == Base::Sink { above } else { 0.0 };
    }

    fn lay_pores(&mut self, pores: &Pores) {
        let barrier = self.grid.faces()[self.barrier_cells] - self.grid.faces()[0];
        // The pores of intact skin as one tube of constant section that gives the stated permeability.
        let intact = pores.intact_permeability * barrier;
        let mut intact_above = f64::INFINITY;
        let mut channel_above = f64::INFINITY;
        for cell in 0..self.grid.len() {
            let (top, bottom) = (self.grid.faces()[cell], self.grid.faces()[cell + 1]);
            let half = 0.5 * self.grid.width(cell);
            if cell < self.barrier_cells {
                self.intact_faces[cell] = series(intact_above, intact / half);
                intact_above = intact / half;
                self.capacity[cell + 1][PORE] = intact / pores.fluid_diffusivity * self.grid.width(cell);
            } else if cell == self.barrier_cells {
                let tissue = self.layer(cell).conductivity() / self.grid.inner_half(cell);
                self.intact_outlet = series(intact_above, tissue);
            }
            let Some(channels) = pores.channels else {
                continue;
            };
            let fraction = channels.area_fraction_between(top, bottom);
            let here = fraction * pores.fluid_diffusivity / half;
            self.channel_halves[cell] = (channel_above, here);
            if fraction <= 0.0 && self.tip.is_none() && cell > 0 && channel_above > 0.0 {
                // A disc of the last cell's radius on a half-space conducts 4 λ r.
                let above = channels.area_fraction_between(self.grid.faces()[cell - 1], self.grid.faces()[cell]);
                let radius = (above / (core::f64::consts::PI * channels.density)).sqrt();
                let spread = channels.density * 4.0 * self.layer(cell).conductivity() * radius;
                self.tip = Some((cell, channel_above, spread));
            }
            channel_above = here;
            self.capacity[cell + 1][CHANNEL] = fraction * self.grid.width(cell);
            if cell >= self.barrier_cells {
                self.lateral[cell + 1] = self.grid.width(cell)
                    * lateral_exchange(
                        channels.density,
                        fraction,
                        self.layer(cell).conductivity(),
                        pores.fluid_diffusivity,
                    );
            }
        }
    }

    /// Regime that holds from `t` until the next breakpoint.
    pub(crate) fn regime(&self, t: f64) -> Regime {
        Regime {
            application: self.surface.at(t).copied(),
            wet: self.closure.as_ref().is_some_and(|c| c.is_wet(t)),
            open: self.closure.as_ref().is_none_or(|c| t >= c.opened()),
            saturated: false,
        }
    }

    /// Whether coefficients change within the regime.
    pub(crate) fn varies(&self, regime: &Regime, t: f64) -> bool {
        let drying = regime.application.is_some_and(|a| a.vehicle.drying > 0.0 && t < a.from + a.vehicle.drying_time());
        drying || (self.channelled && self.closure.is_some() && regime.open)
    }

    fn openness(&self, t: f64, regime: &Regime) -> Openness {
        match &self.closure {
            _ if !regime.open => Openness { barrier: 0.0, water_loss: 0.0, tissue: 0.0 },
            Some(closure) => closure.while_wet(t, regime.wet),
            None => Openness { barrier: 1.0, water_loss: 1.0, tissue: 1.0 },
        }
    }

    /// What hydration leaves of tissue and pore conductance in the barrier.
    fn hydration(&self, regime: &Regime) -> [f64; 2] {
        if regime.wet || self.closure.is_none() { [1.0, 1.0] } else { self.dry }
    }

    fn tissue_face(&self, face: usize, regime: &Regime) -> f64 {
        let left = if face <= self.barrier_cells { self.hydration(regime)[0] } else { 1.0 };
        self.tissue_faces[face] * left
    }

    /// Conductance of the channels at face `face`, between cell `face − 1` (or the surface) and cell `face`.
    fn channel_face(&self, face: usize, open: &Openness) -> f64 {
        let (above, below) = self.channel_halves[face];
        let share = |cell_is_barrier| if cell_is_barrier { open.barrier } else { open.tissue };
        let above = if above.is_infinite() { above } else { above * share(face <= self.barrier_cells) };
        series(above, below * share(face < self.barrier_cells))
    }

    /// Amount per activity of the vehicle at `t` [mm].
    pub(crate) fn vehicle_capacity(regime: &Regime, t: f64) -> f64 {
        regime.application.map_or(1.0, |a| a.vehicle.partition * a.vehicle.thickness_at(t - a.from))
    }

    /// Fills `out` with the operator at `t` within `regime`.
    pub(crate) fn assemble(&self, t: f64, regime: &Regime, out: &mut Assembly) {
        let n = self.grid.len();
        let open = self.openness(t, regime);
        let op = &mut out.operator;
        op.reset(n + 1);
        for tap in [&mut out.supplied, &mut out.evaporated, &mut out.through_barrier] {
            tap.clear();
        }
        op.lose((0, CHANNEL), 1.0);
        op.lose((0, PORE), 1.0);
        for cell in 0..n {
            let block = cell + 1;
            let here = self.capacity[block];
            op.lose((block, TISSUE), self.cleared[block] + self.degraded[block]);
            for member in [CHANNEL, PORE] {
                if here[member] <= 0.0 {
                    op.lose((block, member), 1.0); // nothing of the kind here: the unknown stays zero
                }
            }
            if self.lateral[block] > 0.0 {
                let g = self.lateral[block];
                op.exchange((block, CHANNEL), (block, TISSUE), g / here[CHANNEL], g / here[TISSUE]);
            }
            if cell == 0 {
                continue;
            }
            for (from, to, g) in self.ways_across(cell, regime, &open) {
                let (forward, backward) = (g / self.capacity[block - 1][from], g / here[to]);
                op.exchange((block - 1, from), (block, to), forward, backward);
                if cell == self.barrier_cells {
                    out.through_barrier.terms.push((block - 1, from, forward));
                    out.through_barrier.terms.push((block, to, -backward));
                }
            }
        }
        if self.tissue_faces[n] > 0.0 {
            op.lose((n, 0), self.tissue_faces[n] / self.capacity[n][0]);
        }
        self.assemble_surface(t, regime, &open, out);
    }

    /// Everything that crosses the face above `cell`: from which member, to which, and the conductance.
    fn ways_across(&self, cell: usize, regime: &Regime, open: &Openness) -> impl Iterator<Item = (usize, usize, f64)> {
        let [_, wet_pores] = self.hydration(regime);
        let outlet = if cell == self.barrier_cells { self.intact_outlet * wet_pores } else { 0.0 };
        let tip = self.tip.filter(|t| t.0 == cell).map_or(0.0, |(_, fluid, spread)| {
            let share = if cell > self.barrier_cells { open.tissue } else { open.barrier };
            series(fluid * share, spread)
        });
        [
            (TISSUE, TISSUE, self.tissue_face(cell, regime)),
            (CHANNEL, CHANNEL, self.channel_face(cell, open)),
            (PORE, PORE, self.intact_faces[cell] * wet_pores),
            (PORE, TISSUE, outlet),
            (CHANNEL, TISSUE, tip),
        ]
        .into_iter()
        .filter(|way| way.2 > 0.0)
    }

    fn assemble_surface(&self, t: f64, regime: &Regime, open: &Openness, out: &mut Assembly) {
        let op = &mut out.operator;
        let capacity = self.capacity[1];
        let [_, wet_pores] = self.hydration(regime);
        let ways: [f64; 3] =
            [self.tissue_face(0, regime), self.channel_face(0, open), self.intact_faces[0] * wet_pores];
        let ways = ways.into_iter().zip(capacity).map(|(g, c)| (if c > 0.0 { g } else { 0.0 }, c));
        if let Surface::Held(activity) = self.surface {
            op.lose((0, 0), 1.0);
            for (member, (g, capacity)) in ways.enumerate() {
                if g > 0.0 {
                    op.source[1][member] += g * activity;
                    op.lose((1, member), g / capacity);
                    out.supplied.constant += g * activity;
                    out.supplied.terms.push((1, member, -g / capacity));
                }
            }
            return;
        }
        let Some(application) = regime.application else {
            op.lose((0, 0), 1.0); // bare skin: nothing on it, nothing crosses
            return;
        };
        let vehicle = &application.vehicle;
        let held = Self::vehicle_capacity(regime, t);
        for (member, (g, capacity)) in ways.enumerate() {
            if g <= 0.0 {
                continue;
            }
            if regime.saturated {
                op.source[0][0] -= g * vehicle.solubility;
                op.source[1][member] += g * vehicle.solubility;
                op.exchange((1, member), (0, 0), g / capacity, 0.0);
            } else {
                op.exchange((0, 0), (1, member), g / held, g / capacity);
            }
        }
        if vehicle.volatility > 0.0 {
            if regime.saturated {
                op.source[0][0] -= vehicle.volatility * vehicle.solubility;
                out.evaporated.constant += vehicle.volatility * vehicle.solubility;
            } else {
                op.lose((0, 0), vehicle.volatility / held);
                out.evaporated.terms.push((0, 0, vehicle.volatility / held));
            }
        }
    }

    /// Rates of every [`Flow`] for state `m` [ng/mm²/day].
    pub(crate) fn flows(&self, assembly: &Assembly, m: &[Cell]) -> Flows {
        let dot = |rates: &[f64]| rates.iter().zip(m).map(|(r, m)| r * m[0]).sum::<f64>();
        let n = self.grid.len();
        let base = self.tissue_faces[n] / self.capacity[n][0] * m[n][0];
        [
            assembly.supplied.rate(m),
            assembly.evaporated.rate(m),
            dot(&self.cleared),
            dot(&self.degraded),
            base,
            assembly.through_barrier.rate(m),
        ]
    }

    /// Activity of every unknown; zero where there is nothing to hold the solute.
    pub(crate) fn activities(&self, t: f64, regime: &Regime, m: &[Cell]) -> Vec<Cell> {
        let mut a: Vec<Cell> = m
            .iter()
            .zip(&self.capacity)
            .map(|(m, c)| core::array::from_fn(|k| if c[k] > 0.0 { m[k] / c[k] } else { 0.0 }))
            .collect();
        a[0] = [m[0][0] / Self::vehicle_capacity(regime, t), 0.0, 0.0];
        if let (Some(application), true) = (regime.application, regime.saturated) {
            a[0][0] = application.vehicle.solubility;
        }
        if let Surface::Held(activity) = self.surface {
            a[0][0] = activity;
        }
        a
    }
}

/// Conductance of two resistances in series; an infinite conductance resists nothing.
fn series(a: f64, b: f64) -> f64 {
    if a.is_infinite() {
        b
    } else if a <= 0.0 || b <= 0.0 {
        0.0
    } else {
        a * b / (a + b)
    }
}
