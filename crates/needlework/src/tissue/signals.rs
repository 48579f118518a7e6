//! The signals that are cleared within minutes to hours: active TGF-β and VEGF.
//!
//! Splitting their diffusion from their sources would bind the coupled step to their life. Their diffusion is therefore not
//! stepped at all. A signal that is cleared at the rate `k` spreads to the quasi-steady level `T = (1 − ℓ²∇²)⁻¹ s` of its
//! local level `s = P/k`, `ℓ² = D/k`. What diffusion adds to the local level, `δ = T − s`, changes as slowly as the cells that
//! make the signal. It enters the reaction as a production `k δ`, extrapolated along its last change to the middle of the
//! step; so the signal still lags behind its sources by its life, and only the spreading is quasi-steady.
//!
//! `(1 + λ)⁻¹` is a weighted sum of five diffusion steps of given lengths, each applied to the last. Weights are positive and
//! sum to one, so `T` is positive and holds what `s` holds; lengths and weights are a least-squares fit over `λ` in one, two
//! and three dimensions for the two-stage steps of [`crate::space`]: within 1 % for `λ ≤ 2`, 2 % for `λ ≤ 3`, where 50 µm
//! and more lie for TGF-β; what is finer is damped, as it should be.

use super::geometry::{Diffusion, Geometry, WORTH_SHARING};
use super::layers::Stratification;
use super::storage::Storage;
use crate::healing::{Parameters, Species};
use crate::skin::Layers;
use crate::space::{Diffusivity, Fields, SpaceError};

/// How many signals are carried this way.
pub(super) const COUNT: usize = 3;
/// Which.
pub(super) const CARRIED: [Species; COUNT] = [Species::TgfBeta1, Species::TgfBeta3, Species::Vegf];
/// Length of each diffusion step in lives of the signal, and the weight of its result [-].
const STAGES: [[f64; 2]; 5] =
    [[0.028_791, 0.086_20], [0.159_118, 0.196_43], [0.329_637, 0.243_94], [0.634_690, 0.331_98], [2.041_892, 0.141_45]];

/// Life of each carried signal [day].
fn lives(parameters: &Parameters<f64>) -> [f64; COUNT] {
    let tgf = parameters.active_tgf_clearance.recip();
    [tgf, tgf, parameters.vegf_clearance.recip()]
}

/// What diffusion adds to the local levels of the carried signals.
#[derive(Debug, Clone)]
pub(super) struct Signals<D, T> {
    /// `δ` at the time of the tissue, and its change per day [-].
    pub excess: Fields<T>,
    pub slope: Fields<T>,
    /// Whether an injury has changed the sources since.
    pub stale: bool,
    before: [Fields<T>; 2],
    /// Local levels, spread stage by stage, as they were, and the sum over the stages.
    local: Fields<T>,
    origin: Fields<T>,
    sum: Fields<T>,
    diffusion: D,
    lives: [f64; COUNT],
}

impl<D: Diffusion<T>, T: Storage> Signals<D, T> {
    pub(super) fn new<G: Geometry<T, Diffusion = D>>(
        grid: &G,
        parameters: &Parameters<f64>,
        layers: Option<(&Layers, &Stratification)>,
    ) -> Result<Self, SpaceError> {
        let lives = lives(parameters);
        let spread: Vec<Diffusivity> = CARRIED
            .iter()
            .zip(lives)
            .map(|(species, life)| {
                // In lives, so that all signals share the lengths of the steps.
                let diffusion = species.info().diffusion * life;
                match layers {
                    Some((layers, model)) => model.diffusivity(diffusion, grid.depth(), layers),
                    None => Diffusivity::Uniform(diffusion),
                }
            })
            .collect();
        let empty = Fields::zeros(COUNT, grid.cells())?;
        Ok(Self {
            excess: empty.clone(),
            slope: empty.clone(),
            stale: false,
            before: [empty.clone(), empty.clone()],
            local: empty.clone(),
            origin: empty.clone(),
            sum: empty,
            diffusion: grid.diffusion(&spread)?,
            lives,
        })
    }

    /// Keeps what a check may have to return to.
    pub(super) fn keep(&mut self) {
        self.before[0].all_mut().copy_from_slice(self.excess.all());
        self.before[1].all_mut().copy_from_slice(self.slope.all());
    }

    /// Goes back to what was kept.
    pub(super) fn go_back(&mut self) {
        self.excess.all_mut().copy_from_slice(self.before[0].all());
        self.slope.all_mut().copy_from_slice(self.before[1].all());
    }

    /// Where the local levels are to be written.
    pub(super) fn local_mut(&mut self) -> &mut Fields<T> {
        &mut self.local
    }

    /// Spreads the local levels. With the `step` that was made, moves the signals in `dermis` from the extrapolated to the
    /// new excess; without one nothing is known of its change.
    pub(super) fn spread(&mut self, dermis: &mut Fields<T>, step: Option<f64>) -> Result<(), SpaceError> {
        self.stale = false;
        self.origin.all_mut().copy_from_slice(self.local.all());
        self.sum.all_mut().fill(T::ZERO);
        for [length, weight] in STAGES {
            self.diffusion.advance(&mut self.local, length)?;
            T::add_difference(self.sum.all_mut(), self.local.all(), self.origin.all(), weight);
        }
        for (signal, (species, life)) in CARRIED.iter().zip(self.lives).enumerate() {
            T::carry(Carry {
                level: dermis.of_mut(species.index()),
                excess: self.excess.of_mut(signal),
                slope: self.slope.of_mut(signal),
                new: self.sum.of(signal),
                step,
                followed: step.map_or(0.0, |step| followed(step / life)),
            });
        }
        Ok(())
    }
}

/// One signal after a step.
#[derive(Debug)]
pub struct Carry<'a, T> {
    level: &'a mut [T],
    excess: &'a mut [T],
    slope: &'a mut [T],
    new: &'a [T],
    step: Option<f64>,
    followed: f64,
}

/// `sum += weight (now − origin)`; zero to the last bit where nothing differs.
pub(super) fn add_difference<T: Storage>(sum: &mut [T], now: &[T], origin: &[T], weight: f64) {
    if sum.len() > WORTH_SHARING {
        let half = sum.len() / 2;
        let ((low, high), (now_low, now_high), (origin_low, origin_high)) =
            (sum.split_at_mut(half), now.split_at(half), origin.split_at(half));
        rayon::join(
            || add_difference(low, now_low, origin_low, weight),
            || add_difference(high, now_high, origin_high, weight),
        );
        return;
    }
    let weight = T::from_f64(weight);
    for ((sum, now), origin) in sum.iter_mut().zip(now).zip(origin) {
        *sum += weight * (*now - *origin);
    }
}

/// Takes over the new excess and its change.
pub(super) fn carry<T: Storage>(carry_on: Carry<'_, T>) {
    let Carry { level, excess, slope, new, step, followed } = carry_on;
    if level.len() > WORTH_SHARING {
        let half = level.len() / 2;
        let ((level, level_high), (excess, excess_high), (slope, slope_high), (new, new_high)) =
            (level.split_at_mut(half), excess.split_at_mut(half), slope.split_at_mut(half), new.split_at(half));
        let high = Carry { level: level_high, excess: excess_high, slope: slope_high, new: new_high, step, followed };
        rayon::join(|| carry(Carry { level, excess, slope, new, step, followed }), || carry(high));
        return;
    }
    let half = T::from_f64(0.5 * step.unwrap_or(0.0));
    let per_day = T::from_f64(step.map_or(0.0, f64::recip));
    let followed = T::from_f64(followed);
    for (((level, excess), slope), new) in level.iter_mut().zip(excess).zip(slope).zip(new) {
        let used = *excess + half * *slope;
        *level = (*level + followed * (*new - used)).max(T::zero());
        *slope = per_day * (*new - *excess);
        *excess = *new;
    }
}

/// Share of a change of its source between the middle and the end of a step that a signal has followed at the end; `q` is
/// the step in lives: `1 − 2/q + e^{−q}(1 + 2/q)`.
fn followed(q: f64) -> f64 {
    if q < 0.1 { q * q * (1.0 - 0.5 * q) / 6.0 } else { 1.0 - 2.0 / q + (-q).exp() * (1.0 + 2.0 / q) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::space::{Annulus, Axis};

    #[test]
    fn the_followed_share_is_smooth() {
        assert!((followed(0.0999) / followed(0.1001) - 1.0).abs() < 1e-2);
        assert!((followed(1e3) - 0.998).abs() < 1e-6);
        assert!((followed(1.0) - (1.0 - 2.0 + 3.0 * f64::exp(-1.0))).abs() < 1e-15);
    }

    /// `s = 1 + cos(qz)` spreads to `1 + cos(qz)/(1 + ℓ²q²)`.
    #[test]
    fn a_signal_spreads_to_its_quasi_steady_level() {
        let parameters = Parameters::standard();
        let grid = Annulus::new(Axis::uniform(0.3, 4).unwrap(), Axis::uniform(1.0, 200).unwrap()).unwrap();
        for waves in [1.0, 2.0, 4.0, 6.0] {
            let mut signals = Signals::<_, f64>::new(&grid, &parameters, None).unwrap();
            let wave = |k: usize| (core::f64::consts::PI * waves * (k as f64 + 0.5) / 200.0).cos();
            for cells in signals.local_mut().all_mut().chunks_exact_mut(800) {
                for (c, level) in cells.iter_mut().enumerate() {
                    *level = 1.0 + wave(c / 4);
                }
            }
            let mut dermis = Fields::zeros(29, grid.cells()).unwrap();
            signals.spread(&mut dermis, None).unwrap();
            for (signal, species) in CARRIED.iter().enumerate() {
                let length = species.info().diffusion * lives(&parameters)[signal];
                let square = length * (core::f64::consts::PI * waves).powi(2);
                let excess = signals.excess.of(signal);
                let amplitude = 1.0 + excess[0] / wave(0);
                let exact = 1.0 / (1.0 + square);
                println!("{} λ {square:.2}: {amplitude:.4} for {exact:.4}", species.info().name);
                assert!((amplitude - exact).abs() < 0.016, "{amplitude} {exact}");
                assert!(square > 2.0 || (amplitude / exact - 1.0).abs() < 0.01, "{amplitude} {exact}");
                assert!(excess.iter().sum::<f64>().abs() < 1e-10);
            }
        }
    }
}
