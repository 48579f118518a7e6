//! The operator of a column at one time, and the functionals that book every loss.

use super::super::blocks::{CHANNEL, Cell, Operator, PORE, TISSUE};
use super::super::closure::Openness;
use super::super::outflow::{counter_current, through_film};
use super::super::vehicle::{Application, Surface};
use super::{Flows, System, series};

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

impl System {
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

    pub(crate) fn openness(&self, t: f64, regime: &Regime) -> Openness {
        match &self.closure {
            _ if !regime.open => Openness { barrier: 0.0, water_loss: 0.0, tissue: 0.0 },
            Some(closure) => closure.while_wet(t, regime.wet),
            None => Openness { barrier: 1.0, water_loss: 1.0, tissue: 1.0 },
        }
    }

    /// What hydration leaves of tissue and pore conductance in the barrier.
    pub(crate) fn hydration(&self, regime: &Regime) -> [f64; 2] {
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
        let speed = self.seepage(t, regime, &open);
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
                // Fluid that enters the channel here brings what the tissue holds.
                let entering = self.drained(cell, speed) - self.drained(cell + 1, speed);
                let (inwards, outwards) = counter_current(self.lateral[block], entering);
                op.exchange((block, CHANNEL), (block, TISSUE), inwards / here[CHANNEL], outwards / here[TISSUE]);
            }
            if cell == 0 {
                continue;
            }
            for (from, to, g) in self.ways_across(cell, regime, &open) {
                let flow = if (from, to) == (CHANNEL, CHANNEL) { self.drained(cell, speed) } else { 0.0 };
                let (inwards, outwards) = counter_current(g, flow);
                let (forward, backward) = (inwards / self.capacity[block - 1][from], outwards / here[to]);
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
        self.assemble_surface(t, regime, &open, speed, out);
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

    fn assemble_surface(&self, t: f64, regime: &Regime, open: &Openness, speed: f64, out: &mut Assembly) {
        let op = &mut out.operator;
        let capacity = self.capacity[1];
        let [_, wet_pores] = self.hydration(regime);
        let ways: [f64; 3] =
            [self.tissue_face(0, regime), self.channel_face(0, open), self.intact_faces[0] * wet_pores];
        // Flow against diffusion, and what the product brings, for tissue, channels and pores.
        let hurdles = [(0.0, f64::INFINITY), (self.drained(0, speed), self.supply(t, regime)), (0.0, f64::INFINITY)];
        let ways = ways.into_iter().zip(hurdles).zip(capacity).map(|((g, (flow, supply)), c)| {
            let (inwards, outwards) = if c > 0.0 { through_film(supply, counter_current(g, flow)) } else { (0.0, 0.0) };
            (inwards, outwards, c)
        });
        if let Surface::Held(activity) = self.surface {
            op.lose((0, 0), 1.0);
            for (member, (inwards, outwards, capacity)) in ways.enumerate() {
                if outwards > 0.0 {
                    op.source[1][member] += inwards * activity;
                    op.lose((1, member), outwards / capacity);
                    out.supplied.constant += inwards * activity;
                    out.supplied.terms.push((1, member, -outwards / capacity));
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
        for (member, (inwards, outwards, capacity)) in ways.enumerate() {
            if outwards <= 0.0 {
                continue;
            }
            if regime.saturated {
                op.source[0][0] -= inwards * vehicle.solubility;
                op.source[1][member] += inwards * vehicle.solubility;
                op.exchange((1, member), (0, 0), outwards / capacity, 0.0);
            } else {
                op.exchange((0, 0), (1, member), inwards / held, outwards / capacity);
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
