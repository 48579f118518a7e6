//! Everything in the rates that does not depend on the state, prepared once per step.
//!
//! A modulated rate of the network is a ratio `(1 + Σ gᵢ hᵢ(now)) / (1 + Σ gᵢ hᵢ(rest))`, which is 1 at rest for any
//! parameters. Its denominator is constant over a step, so the ratio times its rate constant becomes a weighted sum
//! `w + Σ wᵢ hᵢ(now)` with prepared weights. Half-saturation levels are prepared relative to rest and raised to their
//! power: `h = u/(κ + u)` with `u = xⁿ`, `κ = (K/X_b)ⁿ`.
//!
//! Age enters through the baseline at the middle of the step. Relative rates move by about 1e-5 per day with it. Rest is
//! exact for any frozen age; away from rest the freezing costs what age does to the equations in half a step: 2e-4 of the
//! level after a year where the integrator takes steps of months, 4e-5 where steps stay below two weeks.

mod cells;
mod epidermis;
mod growth_factors;
mod inflammation;
mod matrix;
mod table;

pub use table::{COEFFICIENT_COUNT, COEFFICIENTS, CoefficientInfo, Coefficients};
pub(super) use table::{CellsView, EpidermisView, GrowthFactorsView, InflammationView, MatrixView};

use super::{Baseline, Host, Inputs, Parameters};
use crate::number::Real;

/// What the network runs on: who, with which parameters, under which inputs.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a, R> {
    /// The parameters.
    pub parameters: &'a Parameters<R>,
    /// The person and the site.
    pub host: &'a Host<R>,
    /// What is applied.
    pub inputs: &'a Inputs<R>,
    /// Width of the lesions that the epidermis closes [mm].
    pub lesion_width: R,
}

/// The coefficients for a step with its middle at `time` [day], as the flat array that [`derivative`](super::derivative)
/// takes.
#[inline(always)]
#[must_use]
pub fn coefficients<R: Real>(setting: &Setting<R>, time: R) -> [R; COEFFICIENT_COUNT] {
    let baseline = Baseline::at(setting.parameters, setting.host, time);
    Coefficients::prepare(setting, &baseline).into_array()
}

impl<R: Real> Coefficients<R> {
    /// The coefficients at a given baseline.
    #[inline(always)]
    #[must_use]
    pub fn prepare(setting: &Setting<R>, baseline: &Baseline<R>) -> Self {
        Self {
            inflammation: inflammation::prepare(setting),
            growth_factors: growth_factors::prepare(setting, baseline),
            cells: cells::prepare(setting, baseline),
            matrix: matrix::prepare(setting, baseline),
            epidermis: epidermis::prepare(setting, baseline),
        }
    }
}

/// `value` if positive, else zero.
#[inline(always)]
fn positive<R: Real>(value: R) -> R {
    value.max(R::zero())
}

/// Weights of a sum that is `rate` at rest: the resting weight `rate/(1 + Σ gᵢ hᵢ(rest))` and, for each gain `gᵢ`, the
/// weight `gᵢ` times that. `terms` are pairs of gain and response at rest.
#[inline(always)]
fn weights<R: Real, const N: usize>(rate: R, terms: [(R, R); N]) -> (R, [R; N]) {
    let mut total = R::one();
    for (gain, at_rest) in terms {
        total = gain.mul_add(at_rest, total);
    }
    let rest = rate / total;
    (rest, terms.map(|(gain, _)| rest * gain))
}

/// Response at rest, where the relative level is 1, of a saturation with the relative half level `half`.
#[inline(always)]
fn at_rest<R: Real>(half: R) -> R {
    R::one().saturate(half)
}

/// Macrophages at rest [1/mm3].
#[inline(always)]
fn rest_macrophages<R: Real>(setting: &Setting<R>) -> R {
    setting.parameters.rest_m1 + setting.parameters.rest_m2
}

/// Half level of the effect of macrophages on clearance and activation, relative to rest.
#[inline(always)]
fn half_macrophages<R: Real>(setting: &Setting<R>) -> R {
    setting.parameters.macrophage_half / rest_macrophages(setting)
}

/// Half level of the effect of neutrophils, relative to rest.
#[inline(always)]
fn half_neutrophils<R: Real>(setting: &Setting<R>) -> R {
    setting.parameters.neutrophil_half / setting.parameters.rest_neutrophils
}

/// Half level of the effect of mitogens, relative to rest.
#[inline(always)]
fn half_mitogens<R: Real>(setting: &Setting<R>) -> R {
    setting.parameters.mitogen_half / setting.parameters.rest_mitogens
}

/// Half level of the remodelling programme, squared.
#[inline(always)]
fn half_programme<R: Real>(setting: &Setting<R>) -> R {
    setting.parameters.programme_half.powi(2)
}

/// TGF-β at rest as synthesis sees it, β1 and β3 by potency [pg/mm3].
#[inline(always)]
fn rest_tgf<R: Real>(setting: &Setting<R>, baseline: &Baseline<R>) -> R {
    baseline.tgf1 + setting.parameters.tgf3_potency * baseline.tgf3
}

/// Half level of TGF-β in synthesis, relative to rest, squared.
#[inline(always)]
fn half_synthesis_tgf<R: Real>(setting: &Setting<R>, baseline: &Baseline<R>) -> R {
    (setting.parameters.synthesis_tgf_half / rest_tgf(setting, baseline)).powi(2)
}
