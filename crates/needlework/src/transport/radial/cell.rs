//! The unit cell as a linear system: rings round one channel at every depth of the column.

use core::f64::consts::PI;

use super::blocks::Operator;
use crate::transport::closure::Openness;
use crate::transport::outflow::{counter_current, through_film};
use crate::transport::pore::{ChannelField, Pores};
use crate::transport::system::{Regime, System, series};

/// Rings inside the mouth of a channel.
const INNER: usize = 3;

/// One ring at one depth.
#[derive(Debug, Clone, Copy, Default)]
struct Ring {
    /// Share of the ring that is channel [-].
    fluid: f64,
    /// Amount per activity and area of skin [mm].
    capacity: f64,
    /// Uptake by vessels of what the ring holds [1/day].
    cleared: f64,
    /// Degradation of what the ring holds [1/day].
    degraded: f64,
}

/// The cell: geometry, and what every ring holds.
#[derive(Debug)]
pub(super) struct Cell<'a> {
    column: &'a System,
    pores: Pores,
    /// Faces of the rings [mm].
    pub radii: Vec<f64>,
    /// Share of the surface of each ring [-].
    pub shares: Vec<f64>,
    rings: Vec<Vec<Ring>>,
    /// Channels per area [1/mm²].
    density: f64,
    /// Conductance and capacity of the pores of intact skin in each cell of the barrier.
    pore: Vec<(f64, f64)>,
    /// Fluid that rises through the top of each ring at each depth, for unit velocity at the mouths [-].
    rising: Vec<Vec<f64>>,
    /// Fluid that enters each ring from the next one outwards, likewise [-].
    entering: Vec<Vec<f64>>,
}

/// Rates of what leaves or enters, as weights on the state.
#[derive(Debug, Clone, Default)]
pub(super) struct Taps {
    pub cleared: Vec<(usize, f64)>,
    pub degraded: Vec<(usize, f64)>,
    pub base: Vec<(usize, f64)>,
    pub barrier: Vec<(usize, f64)>,
}

impl<'a> Cell<'a> {
    /// Rings about one channel of the column, or about nothing where it has none.
    pub fn new(column: &'a System, pores: Pores, rings: usize) -> Self {
        let field = pores.channels.filter(|c| c.density > 0.0 && c.mouth_diameter > 0.0);
        let density = field.map_or(1.0, |c| c.density);
        let outer = (1.0 / (PI * density)).sqrt();
        let mouth = field.map_or(0.25 * outer, |c| 0.5 * c.mouth_diameter);
        let inner = (0..=INNER).map(|i| mouth * (i as f64 / INNER as f64).sqrt());
        let count = rings.max(2);
        let outside = (1..=count).map(|i| mouth * (outer / mouth).powf(i as f64 / count as f64));
        let radii: Vec<f64> = inner.chain(outside).collect();
        let shares: Vec<f64> = radii.windows(2).map(|r| (r[1] * r[1] - r[0] * r[0]) / (outer * outer)).collect();
        let none = vec![vec![0.0; shares.len()]; column.cells() + 1];
        let (rising, entering) = (none.clone(), none);
        let mut cell =
            Self { column, pores, radii, shares, rings: Vec::new(), density, pore: Vec::new(), rising, entering };
        cell.rings = (0..column.cells()).map(|depth| cell.rings_at(depth, field.as_ref())).collect();
        let barrier = column.grid.faces()[column.barrier_cells] - column.grid.faces()[0];
        let intact = pores.intact_permeability * barrier;
        cell.pore = (0..column.barrier_cells)
            .map(|depth| {
                let width = column.grid.width(depth);
                (intact / (0.5 * width), intact / pores.fluid_diffusivity * width)
            })
            .collect();
        cell.lay_flow();
        cell
    }

    /// How the fluid that leaves the channel moves: up through the rings of the channel, as much per area in each, and into
    /// them from the tissue, whose vessels give off as much.
    fn lay_flow(&mut self) {
        let depths = self.column.cells();
        let weights = |depth: usize| -> Vec<f64> {
            // Within the barrier nothing crosses from ring to ring, so the flow keeps the shares that it has below it.
            let here = &self.rings[depth.max(self.column.barrier_cells).min(depths - 1)];
            let fluid: Vec<f64> = here.iter().zip(&self.shares).map(|(ring, share)| ring.fluid * share).collect();
            let all: f64 = fluid.iter().sum();
            fluid.iter().map(|part| if all > 0.0 { part / all } else { 0.0 }).collect()
        };
        let rising: Vec<Vec<f64>> = (0..depths)
            .map(|depth| weights(depth).iter().map(|weight| weight * self.column.drained(depth, 1.0)).collect())
            .chain([vec![0.0; self.shares.len()]])
            .collect();
        for depth in self.column.barrier_cells..depths {
            let fed = self.column.drained(depth, 1.0) - self.column.drained(depth + 1, 1.0);
            let tissue = |ring: usize| self.shares[ring] * (1.0 - self.rings[depth][ring].fluid);
            let all: f64 = (0..self.shares.len()).map(tissue).sum();
            let mut inwards = 0.0;
            let net = rising[depth].iter().zip(&rising[depth + 1]).map(|(above, below)| above - below);
            for (ring, net) in net.enumerate().take(self.shares.len() - 1) {
                inwards += net - fed * tissue(ring) / all.max(1e-12);
                self.entering[depth][ring] = inwards;
            }
        }
        self.rising = rising;
    }

    fn rings_at(&self, depth: usize, field: Option<&ChannelField>) -> Vec<Ring> {
        let grid = &self.column.grid;
        let layer = &self.column.layers[grid.layers()[depth]];
        let width = grid.width(depth);
        let outer = self.radii.last().copied().unwrap_or(1.0);
        let open = field.map_or(0.0, |c| c.area_fraction_between(grid.faces()[depth], grid.faces()[depth + 1]));
        let reach = open * outer * outer;
        let ring = |(r, share): (&[f64], &f64)| {
            let (a, b) = (r[0] * r[0], r[1] * r[1]);
            let fluid = ((reach - a) / (b - a)).clamp(0.0, 1.0);
            let tissue = (1.0 - fluid) * layer.capacity();
            let held = tissue / (tissue + fluid);
            Ring {
                fluid,
                capacity: share * width * (tissue + fluid),
                cleared: held * layer.clearance / layer.binding,
                degraded: held * layer.degradation / layer.binding,
            }
        };
        self.radii.windows(2).zip(&self.shares).map(ring).collect()
    }

    /// Unknowns per depth: the rings, and the pores of intact skin.
    pub fn size(&self) -> usize {
        self.shares.len() + 1
    }

    /// Depths, and the product on top.
    pub fn blocks(&self) -> usize {
        self.column.cells() + 1
    }

    /// Place of a ring in the state.
    pub fn at(&self, depth: usize, ring: usize) -> usize {
        (depth + 1) * self.size() + ring
    }

    /// Conductance of half a cell of one ring along depth, per area of skin.
    fn half(&self, depth: usize, ring: usize, open: &Openness, hydration: [f64; 2]) -> f64 {
        let [fluid, tissue] = self.halves(depth, ring, open, hydration);
        fluid + tissue
    }

    /// The same of what is fluid in the ring and of what is tissue.
    fn halves(&self, depth: usize, ring: usize, open: &Openness, hydration: [f64; 2]) -> [f64; 2] {
        let in_barrier = depth < self.column.barrier_cells;
        let layer = &self.column.layers[self.column.grid.layers()[depth]];
        let wet = if in_barrier { hydration[0] } else { 1.0 };
        let open = if in_barrier { open.barrier } else { open.tissue };
        let fluid = self.rings[depth][ring].fluid;
        let slab = self.shares[ring] / (0.5 * self.column.grid.width(depth));
        [slab * fluid * self.pores.fluid_diffusivity * open, slab * (1.0 - fluid) * layer.conductivity() * wet]
    }

    /// Conductance between two neighbouring rings at a depth below the barrier, per area of skin.
    fn sideways(&self, depth: usize, ring: usize) -> f64 {
        let layer = &self.column.layers[self.column.grid.layers()[depth]];
        let conductivity = |ring: usize| {
            let fluid = self.rings[depth][ring].fluid;
            fluid * self.pores.fluid_diffusivity + (1.0 - fluid) * layer.conductivity()
        };
        let middle = |ring: usize| (0.5 * (self.radii[ring].powi(2) + self.radii[ring + 1].powi(2))).sqrt();
        let face = self.radii[ring + 1];
        let resistance =
            (face / middle(ring)).ln() / conductivity(ring) + (middle(ring + 1) / face).ln() / conductivity(ring + 1);
        self.density * 2.0 * PI * self.column.grid.width(depth) / resistance
    }

    /// Fills the operator and the taps at `t` (day) within a regime.
    /// `on_skin` is the amount there at the start of the step: above the solubility only what is dissolved drives.
    pub fn assemble(&self, t: f64, regime: &Regime, on_skin: f64, op: &mut Operator, taps: &mut Taps) {
        op.clear();
        *taps = Taps::default();
        let open = self.column.openness(t, regime);
        let speed = self.column.seepage(t, regime, &open);
        let hydration = self.column.hydration(regime);
        let rings = self.shares.len();
        let depths = self.column.cells();
        for k in 1..=rings {
            op.lose((0, k), 1.0);
        }
        for depth in 0..depths {
            let block = depth + 1;
            for ring in 0..rings {
                let here = self.rings[depth][ring];
                op.lose((block, ring), here.cleared + here.degraded);
                taps.cleared.push((self.at(depth, ring), here.cleared));
                taps.degraded.push((self.at(depth, ring), here.degraded));
                if ring + 1 < rings && depth >= self.column.barrier_cells {
                    let g = self.sideways(depth, ring);
                    let next = self.rings[depth][ring + 1];
                    let (out, back) = counter_current(g, speed * self.entering[depth][ring]);
                    op.exchange((block, ring), (block, ring + 1), out / here.capacity, back / next.capacity);
                }
                if depth > 0 {
                    let above = self.rings[depth - 1][ring];
                    let g =
                        series(self.half(depth - 1, ring, &open, hydration), self.half(depth, ring, &open, hydration));
                    let ways = counter_current(g, speed * self.rising[depth][ring]);
                    self.cross(op, taps, depth, (ring, above.capacity), (ring, here.capacity), ways);
                }
            }
            self.pores_at(depth, hydration[1], op, taps);
        }
        for ring in 0..rings {
            let last = depths - 1;
            let g = self.half(last, ring, &open, hydration);
            let rate = g / self.rings[last][ring].capacity;
            op.lose((depths, ring), rate);
            taps.base.push((self.at(last, ring), rate));
        }
        self.surface(t, regime, on_skin, (&open, speed), hydration, op);
    }

    /// An exchange across the face above `depth`, booked where it leaves the barrier.
    fn cross(
        &self,
        op: &mut Operator,
        taps: &mut Taps,
        depth: usize,
        from: (usize, f64),
        to: (usize, f64),
        ways: (f64, f64),
    ) {
        let (forward, backward) = (ways.0 / from.1, ways.1 / to.1);
        op.exchange((depth, from.0), (depth + 1, to.0), forward, backward);
        if depth == self.column.barrier_cells {
            taps.barrier.push((depth * self.size() + from.0, forward));
            taps.barrier.push((self.at(depth, to.0), -backward));
        }
    }

    fn pores_at(&self, depth: usize, wet: f64, op: &mut Operator, taps: &mut Taps) {
        let pore = self.shares.len();
        let Some((half, capacity)) = self.pore.get(depth).filter(|(half, _)| *half > 0.0) else {
            op.lose((depth + 1, pore), 1.0);
            if let Some((above, held)) = depth.checked_sub(1).and_then(|d| self.pore.get(d)).filter(|p| p.0 > 0.0) {
                // Out of the pores into the tissue of every ring.
                let layer = &self.column.layers[self.column.grid.layers()[depth]];
                for (ring, share) in self.shares.iter().enumerate() {
                    let here = self.rings[depth][ring];
                    let part = share * (1.0 - here.fluid);
                    let tissue = layer.conductivity() / self.column.grid.inner_half(depth);
                    let g = part * wet * series(*above, tissue);
                    self.cross(op, taps, depth, (pore, *held), (ring, here.capacity), (g, g));
                }
            }
            return;
        };
        if depth > 0 {
            let (above, held) = self.pore[depth - 1];
            let g = wet * series(above, *half);
            self.cross(op, taps, depth, (pore, held), (pore, *capacity), (g, g));
        }
    }

    fn surface(
        &self,
        t: f64,
        regime: &Regime,
        on_skin: f64,
        (open, speed): (&Openness, f64),
        hydration: [f64; 2],
        op: &mut Operator,
    ) {
        let Some(application) = &regime.application else {
            op.lose((0, 0), 1.0); // bare skin: nothing on it, nothing crosses
            return;
        };
        let held = System::vehicle_capacity(regime, t).max(on_skin / application.vehicle.solubility);
        // Fluid in the rings shares what the film brings to the mouth; tissue lies under the film.
        let ways: Vec<((f64, f64), f64)> = (0..self.shares.len())
            .map(|ring| {
                let [fluid, tissue] = self.halves(0, ring, open, hydration);
                (counter_current(fluid, speed * self.rising[0][ring]), tissue)
            })
            .collect();
        let into: f64 = ways.iter().map(|(way, _)| way.0).sum();
        let limited = through_film(self.column.supply(t, regime), (into, 1.0)).1;
        for (ring, (way, tissue)) in ways.iter().enumerate() {
            let (inwards, outwards) = (way.0 * limited + tissue, way.1 * limited + tissue);
            op.exchange((0, 0), (1, ring), inwards / held, outwards / self.rings[0][ring].capacity);
        }
        if let Some((half, capacity)) = self.pore.first().filter(|(half, _)| *half > 0.0) {
            let g = half * hydration[1];
            op.exchange((0, 0), (1, self.shares.len()), g / held, g / capacity);
        }
    }
}
