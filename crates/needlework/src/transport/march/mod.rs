//! Marching the column through time: TR-BDF2 with an embedded error estimate.
//!
//! One step of size `h` with `γ = 2 − √2`, `d = γ/2`, `w = √2/4`:
//!
//! `y_γ = y_n + d h (f_n + f_γ)`, `y_{n+1} = y_n + h (w f_n + w f_γ + d f_{n+1})`
//!
//! Second order, L-stable, both solves with the same shifted operator `I − d h A`. The embedded third-order weights
//! `((1−w)/3, (3w+1)/3, d/3)` give the local error, passed once through the shifted operator so that stiff components do
//! not inflate it (Hosea and Shampine 1996). What leaves the column is integrated with the same weights, so that
//! amounts balance to rounding.

mod state;
mod step;

use super::blocks::{Cell, EMPTY, Factors};
use super::error::TransportError;
use super::system::{Assembly, Flows, Regime, System};
use super::vehicle::Surface;

pub use state::{Controls, State};

/// What a march cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cost {
    /// Steps accepted.
    pub accepted: usize,
    /// Steps rejected.
    pub rejected: usize,
}

const GAMMA: f64 = 2.0 - core::f64::consts::SQRT_2;
const D: f64 = 0.5 * GAMMA;
const W: f64 = core::f64::consts::SQRT_2 / 4.0;
/// Main weights minus embedded weights.
const ERROR: [f64; 3] = [W - (1.0 - W) / 3.0, W - (3.0 * W + 1.0) / 3.0, D - D / 3.0];
/// Stretches below this share of the time reached are not marched: their ends are one time, rounded differently [-].
const SAME: f64 = 1e-12;
/// An activity this far below the highest of the march counts as nothing: no step is made smaller for it [-].
const SPENT: f64 = 1e-12;

/// A march in progress.
pub struct March<'a> {
    system: &'a System,
    controls: Controls,
    breakpoints: Vec<f64>,
    state: State,
    cost: Cost,
    regime: Regime,
    assembly: Assembly,
    factors: Factors,
    f: [Vec<Cell>; 3],
    y: [Vec<Cell>; 2],
    error: Vec<Cell>,
    increments: Flows,
    next_step: f64,
    /// Highest activity of any cell so far [ng/mm³].
    peak: f64,
}

impl<'a> March<'a> {
    /// Starts at time 0 with an empty skin, or with the given activity of every cell.
    pub fn new(system: &'a System, controls: Controls, initial: Option<&[f64]>) -> Self {
        let n = system.cells();
        let mut amounts = vec![EMPTY; n + 1];
        if let Some(initial) = initial {
            for (cell, a) in initial.iter().enumerate().take(n) {
                let capacity = system.capacity(cell);
                amounts[cell + 1] = capacity.map(|c| a * c);
            }
        }
        let applied = amounts.iter().flatten().sum();
        let mut breakpoints = system.surface.breakpoints();
        if let Some(closure) = &system.closure {
            breakpoints.extend(closure.breakpoints());
        }
        breakpoints.retain(|t| *t > 0.0);
        breakpoints.sort_by(f64::total_cmp);
        breakpoints.dedup();
        let blank = vec![EMPTY; n + 1];
        let mut march = Self {
            system,
            controls,
            breakpoints,
            state: State {
                time: 0.0,
                amounts,
                totals: [0.0; 6],
                rates: [0.0; 6],
                activities: blank.clone(),
                applied,
                washed_off: 0.0,
            },
            cost: Cost::default(),
            regime: system.regime(0.0),
            assembly: Assembly::default(),
            factors: Factors::default(),
            f: [blank.clone(), blank.clone(), blank.clone()],
            y: [blank.clone(), blank.clone()],
            error: blank,
            increments: [0.0; 6],
            next_step: controls.first_step,
            peak: 0.0,
        };
        march.change_surface(0.0);
        march
    }

    /// The column now.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Steps spent so far.
    pub fn cost(&self) -> Cost {
        self.cost
    }

    /// Marches to `time` (day).
    ///
    /// # Errors
    /// [`TransportError::NoConvergence`] when the steps run out or become too small.
    pub fn advance_to(&mut self, time: f64) -> Result<&State, TransportError> {
        while self.state.time < time {
            let change = self.breakpoints.iter().copied().find(|t| *t > self.state.time);
            let stop = change.map_or(time, |t| t.min(time));
            self.stretch(stop)?;
            if change == Some(stop) {
                self.change_surface(stop);
            }
        }
        self.refresh();
        Ok(&self.state)
    }

    /// Takes `steps` steps to `time` (day) without error control, the `k`-th ending at the fraction `(k/steps)^power` of the
    /// way. Refined by doubling `steps`, the error falls with second order, which is what verification needs.
    pub fn advance_fixed(&mut self, time: f64, steps: usize, power: i32) -> &State {
        let start = self.state.time;
        for k in 1..=steps {
            let end = start + (time - start) * (k as f64 / steps as f64).powi(power);
            let h = end - self.state.time;
            self.step(h);
            for (i, total) in self.state.totals.iter_mut().enumerate() {
                *total += self.increments[i];
            }
            self.cost.accepted += 1;
            self.state.time = end;
            self.accept();
        }
        self.refresh();
        &self.state
    }

    /// Applies, washes off, opens or covers what changes at `time`.
    fn change_surface(&mut self, time: f64) {
        if let Surface::Doses(list) = &self.system.surface {
            if self.system.surface.is_washed_at(time) {
                self.state.washed_off += self.state.amounts[0][0];
                self.state.amounts[0][0] = 0.0;
            }
            for a in list.iter().filter(|a| a.from == time) {
                self.state.amounts[0][0] += a.dose;
                self.state.applied += a.dose;
            }
        }
        self.regime = self.system.regime(time);
        self.next_step = self.controls.first_step;
        self.refresh();
    }

    /// Recomputes what is derived from the amounts.
    fn refresh(&mut self) {
        let t = self.state.time;
        self.regime.saturated = self.is_saturated(t, self.state.amounts[0][0]);
        self.system.assemble(t, &self.regime, &mut self.assembly);
        self.assembly.operator.apply(&self.state.amounts, &mut self.f[0]);
        self.state.rates = self.system.flows(&self.assembly, &self.state.amounts);
        self.state.activities = self.system.activities(t, &self.regime, &self.state.amounts);
    }

    fn is_saturated(&self, t: f64, on_skin: f64) -> bool {
        self.regime
            .application
            .is_some_and(|a| on_skin > a.vehicle.solubility * System::vehicle_capacity(&self.regime, t))
    }

    /// Marches to `stop` without any change of the surface on the way.
    fn stretch(&mut self, stop: f64) -> Result<(), TransportError> {
        self.refresh();
        while self.state.time < stop {
            let left = stop - self.state.time;
            if left < SAME * stop.max(1e-3) {
                self.state.time = stop;
                break;
            }
            let lands = self.next_step >= left * (1.0 - 1e-12);
            // A last step that would leave a sliver is shared out over two.
            let h = if lands {
                left
            } else if self.next_step > 0.5 * left {
                0.5 * left
            } else {
                self.next_step
            };
            if self.cost.accepted + self.cost.rejected >= self.controls.max_steps || h < 1e-15 * stop.max(1e-3) {
                return Err(TransportError::NoConvergence {
                    time: self.state.time,
                    step: h,
                    steps: self.cost.accepted + self.cost.rejected,
                });
            }
            let size = self.try_step(h);
            if size <= 1.0 {
                self.cost.accepted += 1;
                self.state.time = if lands { stop } else { self.state.time + h };
                self.accept();
                let grow = 0.9 * size.max(1e-6).powf(-1.0 / 3.0);
                let next = h * grow.clamp(0.3, 4.0);
                self.next_step = if lands { next.max(self.next_step) } else { next };
            } else {
                self.cost.rejected += 1;
                self.next_step = h * (0.9 * size.powf(-1.0 / 3.0)).clamp(0.1, 0.7);
            }
        }
        Ok(())
    }

    fn accept(&mut self) {
        core::mem::swap(&mut self.state.amounts, &mut self.y[1]);
        let was = self.regime.saturated;
        self.regime.saturated = self.is_saturated(self.state.time, self.state.amounts[0][0]);
        if was == self.regime.saturated {
            self.f.swap(0, 2);
        } else {
            self.refresh();
        }
    }
}

fn combine(out: &mut [Cell], base: &[Cell], terms: &[(f64, &Vec<Cell>)]) {
    for (i, o) in out.iter_mut().enumerate() {
        let mut sum = base[i];
        for (factor, values) in terms {
            for (s, v) in sum.iter_mut().zip(&values[i]) {
                *s += factor * v;
            }
        }
        *o = sum;
    }
}

/// The column when nothing changes any more under an endless supply.
pub fn steady_state(system: &System) -> State {
    let regime = system.regime(0.0);
    let mut assembly = Assembly::default();
    system.assemble(0.0, &regime, &mut assembly);
    let mut factors = Factors::default();
    factors.factor(&assembly.operator, 0.0, 1.0);
    let mut amounts = assembly.operator.source.clone();
    factors.solve(&mut amounts);
    let rates = system.flows(&assembly, &amounts);
    let activities = system.activities(0.0, &regime, &amounts);
    State { time: f64::INFINITY, amounts, totals: [0.0; 6], rates, activities, applied: 0.0, washed_off: 0.0 }
}
