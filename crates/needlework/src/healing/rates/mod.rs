//! The right-hand side of the network: production and loss of every species.
//!
//! Levels are relative to untreated skin of the same age (see [`Rest`](super::Rest)), so every level that is present at
//! rest is 1 there, and `dx/dt = P − L x` vanishes at rest to rounding for any parameters, age and step. `P` is never
//! negative for non-negative levels. `L` contains the ageing of the level's own scale and may for that reason be negative
//! by less than 1e-4 per day; without it, it is never negative either. Levels that rounding makes slightly negative are
//! harmless: every denominator stays positive.
//!
//! Cost of one evaluation of [`derivative`]: 36 divisions, one `exp`, one `ln`, and 258 multiplications, additions and
//! fused operations (the test `the_stated_cost_is_the_cost` counts them).

mod cells;
mod epidermis;
mod growth_factors;
mod inflammation;
mod matrix;
mod shared;

#[cfg(test)]
mod tests;

pub use shared::{Below, DERMAL_LEVEL_COUNT, DermalLevels, EPIDERMAL_LEVEL_COUNT, EpidermalLevels};

use super::coefficients::{
    COEFFICIENT_COUNT, CellsView, EpidermisView, GrowthFactorsView, InflammationView, MatrixView,
};
use super::{DERMAL_COUNT, EPIDERMAL_COUNT, SPECIES_COUNT};
use crate::number::Real;
use shared::Responses;

/// Production and loss of one species.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate<R> {
    /// Production `P` [1/day].
    pub production: R,
    /// Loss coefficient `L` [1/day].
    pub loss: R,
}

impl<R: Real> Rate<R> {
    /// `P − L x`.
    #[inline(always)]
    #[must_use]
    pub fn change(self, level: R) -> R {
        self.production - self.loss * level
    }
}

/// A rate from production and loss.
#[inline(always)]
fn rate<R>(production: R, loss: R) -> Rate<R> {
    Rate { production, loss }
}

/// `rest + Σ weight · response`.
#[inline(always)]
fn weighted<R: Real, const N: usize>(rest: R, terms: [(R, R); N]) -> R {
    let mut sum = rest;
    for (weight, response) in terms {
        sum = weight.mul_add(response, sum);
    }
    sum
}

/// Rates of the dermal species of one compartment or voxel, and what the epidermis above reads of it.
///
/// `cover` is the level of epidermal cover above; for tissue deeper than about 0.3 mm it is 1.
#[inline(always)]
#[must_use]
pub fn dermal_rates<R: Real>(
    levels: &[R; DERMAL_COUNT],
    cover: R,
    coefficients: &[R; COEFFICIENT_COUNT],
) -> ([Rate<R>; DERMAL_COUNT], Below<R>) {
    let d = DermalLevels::from_array(*levels);
    let cells = CellsView(coefficients);
    let matrix = MatrixView(coefficients);
    let inflammation = InflammationView(coefficients);
    let responses = Responses::new(&d, inflammation, cells, matrix);
    let open = R::one() - cover;
    let [a, da, x, ch, i, j, n, m1, m2] = inflammation::rates(&d, &responses, inflammation);
    let [l1, t1, l3, t3, g, v] = growth_factors::rates(&d, &responses, open, GrowthFactorsView(coefficients));
    let [f, y, r] = cells::rates(&d, &responses, cells);
    let [c3, ci, cm, w, p] = matrix::collagen_rates(&d, &responses, matrix);
    let [et, ef, es, h, b, e] = matrix::other_rates(&d, &responses, matrix);
    let rates = [a, da, x, ch, i, j, n, m1, m2, l1, t1, l3, t3, g, v, f, y, r, c3, ci, cm, w, p, et, ef, es, h, b, e];
    (rates, responses.below(&d))
}

/// Rates of the epidermal species of one column over the papillary dermis `below`.
#[inline(always)]
#[must_use]
pub fn epidermal_rates<R: Real>(
    levels: &[R; EPIDERMAL_COUNT],
    below: &Below<R>,
    coefficients: &[R; COEFFICIENT_COUNT],
) -> [Rate<R>; EPIDERMAL_COUNT] {
    epidermis::rates(&EpidermalLevels::from_array(*levels), below, EpidermisView(coefficients))
}

/// Rates of all species of a well-mixed compartment under its own epidermis.
#[inline(always)]
#[must_use]
pub fn rates<R: Real>(levels: &[R; SPECIES_COUNT], coefficients: &[R; COEFFICIENT_COUNT]) -> [Rate<R>; SPECIES_COUNT] {
    let (dermis, epidermis) = split(levels);
    let (dermal, below) = dermal_rates(&dermis, epidermis[1], coefficients);
    let epidermal = epidermal_rates(&epidermis, &below, coefficients);
    core::array::from_fn(|i| if i < DERMAL_COUNT { dermal[i] } else { epidermal[i - DERMAL_COUNT] })
}

/// `dx/dt` of all levels of a well-mixed compartment [1/day].
///
/// ```
/// use needlework::healing::{Host, Inputs, Parameters, Setting, coefficients, derivative, rest_levels};
/// use needlework::skin::{Person, Phototype, Sex, Site};
/// let parameters = Parameters::standard();
/// let person = Person::median(60.0, Sex::Female, Phototype::II);
/// let host = Host::new(&parameters, &person, &Site::reference_face(), 0.0)?;
/// let setting = Setting { parameters: &parameters, host: &host, inputs: &Inputs::none(), lesion_width: 0.125 };
/// let at_rest = derivative(&rest_levels(&host), &coefficients(&setting, 0.0));
/// assert!(at_rest.iter().all(|change| change.abs() < 1e-13)); // untreated skin stays what it is
/// # Ok::<(), needlework::limit::LimitError>(())
/// ```
#[inline(always)]
#[must_use]
pub fn derivative<R: Real>(levels: &[R; SPECIES_COUNT], coefficients: &[R; COEFFICIENT_COUNT]) -> [R; SPECIES_COUNT] {
    let rates = rates(levels, coefficients);
    core::array::from_fn(|i| rates[i].change(levels[i]))
}

/// A term with a symbol of its own, for the printed equations.
pub(super) struct NamedPart<R> {
    /// Its symbol, as LaTeX.
    pub latex: &'static str,
    /// Its value.
    pub value: R,
}

/// The terms that several rates share, in an order in which each needs only those before it.
pub(super) fn named_parts<R: Real>(
    levels: &[R; SPECIES_COUNT],
    coefficients: &[R; COEFFICIENT_COUNT],
) -> [NamedPart<R>; 14] {
    let d = DermalLevels::from_array(split(levels).0);
    let (inflammation, factors) = (InflammationView(coefficients), GrowthFactorsView(coefficients));
    let (cells, matrix) = (CellsView(coefficients), MatrixView(coefficients));
    let s = Responses::new(&d, inflammation, cells, matrix);
    let tension = growth_factors::tension(&d, factors);
    [
        ("m", s.macrophages),
        ("c", s.collagen),
        (r"\tau^{2}", s.tgf_squared),
        ("h_{M}", s.macrophage_effect),
        ("h_{N}", s.neutrophil_effect),
        ("h_{G}", s.mitogen_effect),
        ("h_{R}", s.programme_effect),
        ("h_{S}", s.synthesis_tgf_effect),
        ("h_{Y}", tension),
        ("s", inflammation::macrophage_switch(&d, &s, inflammation)),
        ("a", growth_factors::activation(&d, &s, tension, factors)),
        ("v", cells::conversion(&d, cells)),
        (r"\chi", matrix::crosslinking(&s, matrix)),
        ("S", matrix::synthesis(&d, &s, matrix)),
    ]
    .map(|(latex, value)| NamedPart { latex, value })
}

/// The dermal and the epidermal part of the levels.
#[inline(always)]
#[must_use]
pub fn split<R: Real>(levels: &[R; SPECIES_COUNT]) -> ([R; DERMAL_COUNT], [R; EPIDERMAL_COUNT]) {
    (core::array::from_fn(|i| levels[i]), core::array::from_fn(|i| levels[DERMAL_COUNT + i]))
}
