//! Healing: coupled steps of reaction and diffusion, and the error that sets their length.

use super::clock::Move;
use super::coupled::Tissue;
use super::geometry::{Diffusion, Geometry, WORTH_SHARING};
use super::local::local_signals;
use super::reaction::{Added, small_levels};
use super::storage::Storage;
use super::surface::{PAPILLARY, SMALL_LEVEL};
use crate::healing::{COEFFICIENT_COUNT, EPIDERMAL_COUNT};
use crate::space::SpaceError;
use core::ops::ControlFlow;
use rayon::prelude::*;

impl<G: Geometry<T>, T: Storage> Tissue<G, T> {
    /// Heals until `end` [day].
    ///
    /// # Errors
    /// None in practice: the diffusion refuses a step that is not positive, and steps are positive.
    pub fn heal_until(&mut self, end: f64) -> Result<(), SpaceError> {
        while self.step(end)? {}
        Ok(())
    }

    /// Heals until `end` [day] or until `observe`, which is told the time after every step, asks to stop.
    ///
    /// # Errors
    /// As [`Tissue::heal_until`].
    pub fn heal_observed(
        &mut self,
        end: f64,
        observe: &mut dyn FnMut(f64) -> ControlFlow<()>,
    ) -> Result<(), SpaceError> {
        while self.step(end)? {
            if observe(self.clock.time).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Takes the next step towards `end` [day]; false if the end was reached before.
    ///
    /// Between two calls the tissue may be saved: going on from there gives the same bits.
    ///
    /// # Errors
    /// As [`Tissue::heal_until`].
    pub fn step(&mut self, end: f64) -> Result<bool, SpaceError> {
        let Some(next) = self.clock.next(end) else { return Ok(false) };
        if self.signals.stale {
            self.follow_cover();
            self.spread_signals(self.clock.time, None)?;
        }
        match next {
            Move::Plain(length) => {
                self.advance(length, self.clock.time)?;
                self.effort.steps += 1;
                self.clock.stepped(length, end);
            }
            Move::Checked(length) => {
                let time = self.clock.time;
                self.before.copy_from(&self.levels);
                self.signals.keep();
                self.advance(2.0 * length, time)?;
                core::mem::swap(&mut self.levels, &mut self.coarse);
                self.go_back();
                self.advance(length, time)?;
                self.advance(length, time + length)?;
                let error = self.difference() / self.accuracy.splitting;
                self.effort.checks += 1;
                if self.clock.checked(length, error, end) {
                    self.effort.steps += 2;
                } else {
                    self.go_back();
                    self.effort.rejected += 2;
                }
            }
        }
        Ok(true)
    }

    /// Heals until `end` [day] in `count` equal steps, whatever their error: for studies of convergence.
    ///
    /// # Errors
    /// As [`Tissue::heal_until`].
    pub fn heal_in_steps(&mut self, end: f64, count: u32) -> Result<(), SpaceError> {
        let start = self.clock.time;
        let step = (end - start) / f64::from(count);
        if self.signals.stale {
            self.follow_cover();
            self.spread_signals(start, None)?;
        }
        for n in 0..count {
            self.advance(step, start + step * f64::from(n))?;
            self.effort.steps += 1;
        }
        self.clock.arrive(end);
        Ok(())
    }

    /// One coupled step.
    fn advance(&mut self, step: f64, time: f64) -> Result<(), SpaceError> {
        let coefficients = self.coefficients(time + 0.5 * step);
        self.diffusion.advance(&mut self.levels.dermis, 0.5 * step)?;
        self.advance_surface(0.5 * step, &coefficients);
        let signals = Added { excess: &self.signals.excess, slope: &self.signals.slope, ahead: 0.5 * step };
        self.reaction.advance(&mut self.levels.dermis, &self.cover, signals, &coefficients, step);
        self.advance_surface(0.5 * step, &coefficients);
        self.diffusion.advance(&mut self.levels.dermis, 0.5 * step)?;
        self.spread_signals(time + step, Some(step))
    }

    /// Spreads the carried signals from their sources as they are at `time`, after a `step` if there was one.
    fn spread_signals(&mut self, time: f64, step: Option<f64>) -> Result<(), SpaceError> {
        local_signals(&self.levels.dermis, &self.cover, &self.coefficients(time), self.signals.local_mut());
        self.signals.spread(&mut self.levels.dermis, step)
    }

    fn go_back(&mut self) {
        self.levels.copy_from(&self.before);
        self.signals.go_back();
    }

    /// The epidermal columns over the papillary means.
    fn advance_surface(&mut self, duration: f64, coefficients: &[f64; COEFFICIENT_COUNT]) {
        self.surface.advance(&mut self.levels.epidermis, &self.levels.dermis, coefficients, duration);
        self.follow_cover();
    }

    /// The cover that the cells near the surface see.
    fn follow_cover(&mut self) {
        let columns = self.grid.columns();
        for (k, row) in self.cover.chunks_exact_mut(columns).enumerate() {
            if self.grid.depth().centre(k) >= PAPILLARY[1] {
                break;
            }
            for (cover, column) in row.iter_mut().zip(&self.levels.epidermis) {
                *cover = T::from_f64(column[1]);
            }
        }
    }

    /// The error of the two half steps by Richardson: the largest root mean square over the tissue of any species.
    fn difference(&mut self) -> f64 {
        /// The difference of one whole and two half steps of a second-order method over the error of the halves.
        const RICHARDSON: f64 = 3.0;
        let Self { grid, levels, coarse, areas, sums, .. } = self;
        let (columns, layers) = (grid.columns(), grid.layers());
        let small = small_levels();
        let total: f64 = areas.iter().sum();
        // One sum per species and layer, added in one order: the same for any number of threads.
        let fill = |(row, sum): (usize, &mut f64)| {
            let [fine, coarse] = [&*levels, &*coarse].map(|levels| &levels.dermis.all()[row * columns..]);
            *sum = T::difference(&fine[..columns], &coarse[..columns], areas, small[row / layers]);
        };
        if grid.cells() < WORTH_SHARING {
            sums.iter_mut().enumerate().for_each(fill);
        } else {
            sums.par_iter_mut().enumerate().for_each(fill);
        }
        let depth = grid.depth();
        let mut worst = 0.0_f64;
        for layers in sums.chunks_exact(layers) {
            let sum: f64 = layers.iter().enumerate().map(|(k, sum)| sum * depth.width(k)).sum();
            worst = worst.max(sum / (total * depth.length()));
        }
        let relative = |fine: f64, coarse: f64| ((fine - coarse) / (fine + SMALL_LEVEL)).powi(2);
        for s in 0..EPIDERMAL_COUNT {
            let columns = levels.epidermis.iter().zip(&coarse.epidermis);
            let sum: f64 = columns.zip(&*areas).map(|((f, c), a)| a * relative(f[s], c[s])).sum();
            worst = worst.max(sum / total);
        }
        worst.sqrt() / RICHARDSON
    }
}
