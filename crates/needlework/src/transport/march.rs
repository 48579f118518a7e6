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

use super::blocks::{Cell, EMPTY, Factors, MEMBERS};
use super::error::TransportError;
use super::system::{Assembly, Flow, Flows, Regime, System};
use super::vehicle::Surface;

/// How hard to try.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Controls {
    /// Accepted local error of an activity relative to itself; lower for verification, raise for screening [-].
    pub relative: f64,
    /// Accepted local error of an activity relative to the highest one in the column [-].
    pub floor: f64,
    /// First step after every change at the surface [day].
    pub first_step: f64,
    /// Steps after which the march gives up.
    pub max_steps: usize,
}

impl Default for Controls {
    fn default() -> Self {
        Self { relative: 2e-3, floor: 1e-7, first_step: 1e-8, max_steps: 200_000 }
    }
}

/// The column at one time.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// Time [day].
    pub time: f64,
    /// Amounts per area: block 0 holds the vehicle, block `i` the tissue, the channels and the pores of
    /// intact skin of cell `i − 1` [ng/mm²].
    pub amounts: Vec<Cell>,
    /// Totals since the start, in the order of [`Flow`] [ng/mm²].
    pub totals: Flows,
    /// Rates now, in the order of [`Flow`] [ng/mm²/day].
    pub rates: Flows,
    /// Activities, laid out as the amounts [ng/mm³].
    pub activities: Vec<Cell>,
    /// Applied so far by finite doses [ng/mm²].
    pub applied: f64,
    /// Washed off so far [ng/mm²].
    pub washed_off: f64,
}

impl State {
    /// Amount on the skin [ng/mm²].
    pub fn on_skin(&self) -> f64 {
        self.amounts.first().map_or(0.0, |m| m[0])
    }

    /// Amount in the skin, tissue and pores together [ng/mm²].
    pub fn in_skin(&self) -> f64 {
        self.amounts.iter().skip(1).flatten().sum()
    }

    /// Total of one flow [ng/mm²].
    pub fn total(&self, flow: Flow) -> f64 {
        self.totals[flow as usize]
    }

    /// Rate of one flow [ng/mm²/day].
    pub fn rate(&self, flow: Flow) -> f64 {
        self.rates[flow as usize]
    }

    /// What the balance misses: applied − (on skin + in layers + cleared + degraded + through the base + evaporated +
    /// washed off) [ng/mm²].
    pub fn imbalance(&self) -> f64 {
        let left = [Flow::Evaporated, Flow::Cleared, Flow::Degraded, Flow::ThroughBase];
        self.applied + self.total(Flow::Supplied)
            - (self.on_skin() + self.in_skin() + self.washed_off)
            - left.iter().map(|&f| self.total(f)).sum::<f64>()
    }
}

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
            for a in list {
                if a.until == time {
                    self.state.washed_off += self.state.amounts[0][0];
                    self.state.amounts[0][0] = 0.0;
                }
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

    /// Tries a step; leaves the new amounts in `y[1]` and returns the error in units of the tolerance.
    fn try_step(&mut self, h: f64) -> f64 {
        let t = self.state.time;
        let varies = self.step(h);
        let size = self.measure(t + h);
        if size <= 1.0 {
            for (i, total) in self.state.totals.iter_mut().enumerate() {
                *total += self.increments[i];
            }
        } else if varies {
            self.system.assemble(t, &self.regime, &mut self.assembly);
        }
        size
    }

    /// One step into `y[1]`, with the flows in `increments` and the local error in `error`.
    fn step(&mut self, h: f64) -> bool {
        let t = self.state.time;
        let varies = self.system.varies(&self.regime, t);
        let before = self.system.flows(&self.assembly, &self.state.amounts);
        let [f0, f1, f2] = &mut self.f;
        let [middle, end] = &mut self.y;

        if varies {
            self.system.assemble(t + GAMMA * h, &self.regime, &mut self.assembly);
        }
        self.factors.factor(&self.assembly.operator, 1.0, D * h);
        combine(middle, &self.state.amounts, &[(D * h, f0), (D * h, &self.assembly.operator.source)]);
        self.factors.solve(middle);
        self.assembly.operator.apply(middle, f1);
        let during = self.system.flows(&self.assembly, middle);

        if varies {
            self.system.assemble(t + h, &self.regime, &mut self.assembly);
            self.factors.factor(&self.assembly.operator, 1.0, D * h);
        }
        combine(end, &self.state.amounts, &[(W * h, f0), (W * h, f1), (D * h, &self.assembly.operator.source)]);
        self.factors.solve(end);
        self.assembly.operator.apply(end, f2);
        let after = self.system.flows(&self.assembly, end);

        let zero = vec![EMPTY; self.error.len()];
        combine(&mut self.error, &zero, &[(ERROR[0] * h, f0), (ERROR[1] * h, f1), (ERROR[2] * h, f2)]);
        self.factors.solve(&mut self.error);

        for (i, increment) in self.increments.iter_mut().enumerate() {
            *increment = h * (W * before[i] + W * during[i] + D * after[i]);
        }
        varies
    }

    /// Largest error in units of the tolerance; above 1 also when the step went negative or passed a change of saturation.
    fn measure(&self, t: f64) -> f64 {
        let (end, controls) = (&self.y[1], &self.controls);
        let a = self.system.activities(t, &self.regime, end);
        let top = a.iter().flatten().fold(0.0_f64, |top, a| top.max(a.abs()));
        if top <= 0.0 {
            return 0.0;
        }
        let error = self.system.activities(t, &Regime { saturated: false, ..self.regime }, &self.error);
        let mut worst = 0.0_f64;
        for (i, (a, e)) in a.iter().zip(&error).enumerate() {
            let members = if i == 0 { 1 } else { MEMBERS };
            for k in 0..members {
                if i == 0 && matches!(self.system.surface, Surface::Held(_)) {
                    continue;
                }
                let floor = controls.floor * top;
                worst = worst.max(e[k].abs() / (controls.relative * a[k].abs() + floor));
                // A second-order step can undershoot; more than the floor is not accepted.
                worst = worst.max(-a[k] / floor);
            }
        }
        if let Some(application) = self.regime.application {
            let limit = application.vehicle.solubility * System::vehicle_capacity(&self.regime, t);
            let over = if self.regime.saturated { limit - end[0][0] } else { end[0][0] - limit };
            worst = worst.max(over / (1e-3 * limit.max(1e-300)));
        }
        worst
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
