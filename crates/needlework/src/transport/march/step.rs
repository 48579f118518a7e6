//! One step, and how large its error is.

use super::super::blocks::{EMPTY, MEMBERS};
use super::super::system::{Regime, System};
use super::super::vehicle::Surface;
use super::{D, ERROR, GAMMA, March, SPENT, W, combine};

impl March<'_> {
    /// Tries a step; leaves the new amounts in `y[1]` and returns the error in units of the tolerance.
    pub(super) fn try_step(&mut self, h: f64) -> f64 {
        let t = self.state.time;
        let varies = self.step(h);
        let (size, top) = self.measure(t + h);
        if size <= 1.0 {
            self.peak = self.peak.max(top);
            for (i, total) in self.state.totals.iter_mut().enumerate() {
                *total += self.increments[i];
            }
        } else if varies {
            self.system.assemble(t, &self.regime, &mut self.assembly);
        }
        size
    }

    /// One step into `y[1]`, with the flows in `increments` and the local error in `error`.
    pub(super) fn step(&mut self, h: f64) -> bool {
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

    /// Largest error in units of the tolerance, above 1 also when the step went negative or passed a change of saturation;
    /// and the highest activity [ng/mm³].
    fn measure(&self, t: f64) -> (f64, f64) {
        let (end, controls) = (&self.y[1], &self.controls);
        let a = self.system.activities(t, &self.regime, end);
        let top = a.iter().flatten().fold(0.0_f64, |top, a| top.max(a.abs()));
        if top <= 0.0 {
            return (0.0, 0.0);
        }
        // Weeks after the last use everything has decayed by hundreds of decades; relative to itself such a rest is never
        // accurate, because products of it fall below the smallest normal number.
        let floor = controls.floor * top.max(SPENT * self.peak);
        let error = self.system.activities(t, &Regime { saturated: false, ..self.regime }, &self.error);
        let mut worst = 0.0_f64;
        for (i, (a, e)) in a.iter().zip(&error).enumerate() {
            let members = if i == 0 { 1 } else { MEMBERS };
            for k in 0..members {
                if i == 0 && matches!(self.system.surface, Surface::Held(_)) {
                    continue;
                }
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
        (worst, top)
    }
}
