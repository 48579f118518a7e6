//! The skin column as a linear system: what exchanges with what, and what leaves.

mod assembly;

use super::blocks::{CHANNEL, Cell, EMPTY, PORE};
use super::closure::{Closure, Openness};
use super::error::{TransportError, within};
use super::grid::Grid;
use super::layer::Layer;
use super::outflow::{Film, Outflow};
use super::pore::{Pores, lateral_exchange};
use super::vehicle::Surface;

pub(crate) use assembly::{Assembly, Regime};

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

/// A column of skin under a surface history.
#[derive(Debug, Clone)]
pub struct System {
    pub(crate) grid: Grid,
    pub(crate) layers: Vec<Layer>,
    pub(crate) surface: Surface,
    pub(crate) closure: Option<Closure>,
    base: Base,
    pub(crate) barrier_cells: usize,
    pub(crate) pores: Pores,
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
    outflow: Outflow,
    film: Film,
    /// Cross-section of the channels that fluid leaves through each face, over the surface [-]: as much as enters them from
    /// the tissue below it, evenly over their wetted depth below the epidermis.
    drained: Vec<f64>,
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
            pores,
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
            outflow: Outflow::default(),
            film: Film::STIRRED,
            drained: vec![0.0; n + 1],
        };
        if barrier_cells > 0 {
            system.dry[0] = system.layer(0).dry_share;
        }
        system.lay_tissue(&pores);
        system.lay_pores(&pores);
        Ok(system)
    }

    /// The same column with blood and interstitial fluid that leave its channels from when they are opened on.
    #[must_use]
    pub(crate) fn with_outflow(mut self, outflow: Outflow) -> Self {
        let Some(channels) = self.pores.channels else { return self };
        let faces = self.grid.faces();
        // Fluid comes from the dermis; a channel that ends above it is fed from the living epidermis.
        let dermis = self.grid.layers().iter().position(|layer| *layer > 1).unwrap_or(self.barrier_cells);
        let feeding = |cell: usize| {
            let here = self.capacity[cell + 1][CHANNEL] > 0.0;
            here && (cell >= dermis || (channels.depth <= faces[dermis] && cell >= self.barrier_cells))
        };
        let wetted = |cell: usize| if feeding(cell) { self.grid.width(cell) } else { 0.0 };
        let all: f64 = (0..self.grid.len()).map(wetted).sum();
        if all <= 0.0 {
            return self;
        }
        let mouth = channels.mouth_area_fraction();
        let mut below = 0.0;
        let mut drained = vec![0.0; self.grid.len() + 1];
        for cell in (0..self.grid.len()).rev() {
            below += wetted(cell) / all;
            drained[cell] = mouth * below.min(1.0);
        }
        self.drained = drained;
        self.outflow = outflow;
        self
    }

    /// The same column under a product along which a solute has to come to the channels.
    #[must_use]
    pub(crate) fn with_film(self, film: Film) -> Self {
        Self { film, ..self }
    }

    /// Conductance from the product to the mouths at `t` (day); infinite where nothing limits it [mm/day].
    pub(crate) fn supply(&self, t: f64, regime: &Regime) -> f64 {
        match (&self.pores.channels, &regime.application) {
            (Some(channels), Some(application)) => {
                self.film.supply(channels, self.pores.fluid_diffusivity, &application.vehicle, t - application.from)
            }
            _ => f64::INFINITY,
        }
    }

    /// Velocity of the fluid that leaves the mouths at `t` (day); none from bare skin and none from closed channels [mm/day].
    pub(crate) fn seepage(&self, t: f64, regime: &Regime, open: &Openness) -> f64 {
        let covered = regime.application.is_some() || matches!(self.surface, Surface::Held(_));
        let opened = self.closure.as_ref().map_or(0.0, Closure::opened);
        if regime.open && covered { self.outflow.velocity(t - opened) * open.barrier } else { 0.0 }
    }

    /// Flow through face `face` per area of skin for the velocity `speed` at the mouths [mm/day].
    pub(crate) fn drained(&self, face: usize, speed: f64) -> f64 {
        speed * self.drained[face]
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
}

/// Conductance of two resistances in series; an infinite conductance resists nothing.
pub(crate) fn series(a: f64, b: f64) -> f64 {
    if a.is_infinite() {
        b
    } else if a <= 0.0 || b <= 0.0 {
        0.0
    } else {
        a * b / (a + b)
    }
}
