//! The dermal network in every cell, each group of neighbours on its own steps.

use super::geometry::WORTH_SHARING;
use super::group::{Group, Limits, MOST_PACKS, STILL, advance_group};
use super::signals::{CARRIED, COUNT};
use super::storage::{LaneKernel, OnLanes, Storage};
use crate::healing::{COEFFICIENT_COUNT, DERMAL_COUNT, Rate, Rest, SPECIES, Species, dermal_rates};
use crate::number::lanes::{Lanes, Mask, Width};
use crate::space::Fields;

/// First step of a group after an injury [day].
const FIRST_STEP: f64 = 1e-3;
/// Levels this small count as nothing when errors are weighed: relative to rest, and absolute for what rest lacks [-].
const SMALL_LEVEL: f64 = 0.05;
const SMALL_ABSENT_LEVEL: f64 = 0.005;
/// A cell whose levels are all as near to rest as this share of the small levels is left alone [-].
const AT_REST: f64 = 1e-6;
/// Rates at rest above this mean that something is applied, and that no cell is at rest [1/day].
const RESTLESS: f64 = 1e-10;
/// Cells that one thread takes at a time.
const LEAF: usize = 4096;

/// Species that only fibroblasts of the dermis lay down and take away.
const MATRIX: [Species; 6] = [
    Species::Collagen3,
    Species::ImmatureCollagen1,
    Species::MatureCollagen1,
    Species::DisorganisedCollagen,
    Species::Tropoelastin,
    Species::ElasticFibres,
];

/// Below which level an error is measured absolutely, for each dermal species.
pub(super) fn small_levels() -> [f64; DERMAL_COUNT] {
    core::array::from_fn(|s| if SPECIES[s].rest == Rest::Absent { SMALL_ABSENT_LEVEL } else { SMALL_LEVEL })
}

pub(super) fn rest_level(species: usize) -> f64 {
    if SPECIES[species].rest == Rest::Absent { 0.0 } else { 1.0 }
}

/// Step sizes of all groups, and what was done.
#[derive(Debug, Clone)]
pub(super) struct Reaction<T> {
    /// One per group [day].
    pub steps: Vec<f64>,
    /// Matrix turnover of each cell relative to dermis [-].
    pub matrix: Vec<T>,
    tolerance: f64,
    small: [f64; DERMAL_COUNT],
    /// Evaluations of the network, counted per cell.
    pub evaluations: u64,
}

impl<T: Storage> Reaction<T> {
    pub(super) fn new(cells: usize, tolerance: f64) -> Self {
        Self {
            steps: vec![FIRST_STEP; cells.div_ceil(T::GROUP)],
            matrix: vec![T::one(); cells],
            tolerance,
            small: small_levels(),
            evaluations: 0,
        }
    }

    /// Starts again with short steps, after an injury.
    pub(super) fn restart(&mut self) {
        self.steps.fill(FIRST_STEP);
    }

    /// Advances the dermal levels of all cells by `duration` under a given cover of each cell.
    pub(super) fn advance(
        &mut self,
        dermis: &mut Fields<T>,
        cover: &[T],
        signals: Added<'_, T>,
        coefficients: &[f64; COEFFICIENT_COUNT],
        duration: f64,
    ) {
        let mut fields = dermis.all_mut().chunks_exact_mut(cover.len());
        let levels: [&mut [T]; DERMAL_COUNT] = core::array::from_fn(|_| fields.next().unwrap_or_default());
        let common = Common {
            coefficients,
            cover,
            matrix: &self.matrix,
            signals,
            limits: Limits { duration, tolerance: self.tolerance, small: &self.small, still: STILL },
            may_rest: rests(coefficients),
        };
        self.evaluations += over_cells(Part { levels, first: 0, steps: &mut self.steps }, &common);
    }
}

/// What diffusion adds to the carried signals: `excess + slope · ahead`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Added<'a, T> {
    pub excess: &'a Fields<T>,
    pub slope: &'a Fields<T>,
    /// From the time of the excess to the middle of the step [day].
    pub ahead: f64,
}

/// Whether untreated tissue under closed epidermis stays what it is.
fn rests(coefficients: &[f64; COEFFICIENT_COUNT]) -> bool {
    let rest: [f64; DERMAL_COUNT] = core::array::from_fn(rest_level);
    let rates = dermal_rates(&rest, 1.0, coefficients).0;
    rates.iter().zip(rest).all(|(rate, level)| rate.change(level).abs() < RESTLESS)
}

/// What all cells share: nothing here is changed.
#[derive(Debug)]
struct Common<'a, T> {
    coefficients: &'a [f64; COEFFICIENT_COUNT],
    cover: &'a [T],
    matrix: &'a [T],
    signals: Added<'a, T>,
    limits: Limits<'a, DERMAL_COUNT>,
    may_rest: bool,
}

/// A range of cells from `first` on.
#[derive(Debug)]
struct Part<'a, T> {
    levels: [&'a mut [T]; DERMAL_COUNT],
    first: usize,
    steps: &'a mut [f64],
}

impl<'a, T: Storage> Part<'a, T> {
    /// The groups below `at` and those from `at` on.
    fn split(self, at: usize) -> (Self, Self) {
        let cells = at * T::GROUP;
        let mut upper: [&mut [T]; DERMAL_COUNT] = core::array::from_fn(|_| <&mut [T]>::default());
        let mut above = upper.iter_mut();
        let lower = self.levels.map(|field| {
            let (low, high): (&'a mut [T], &'a mut [T]) = field.split_at_mut(cells);
            if let Some(place) = above.next() {
                *place = high;
            }
            low
        });
        let (low_steps, high_steps) = self.steps.split_at_mut(at);
        (
            Self { levels: lower, first: self.first, steps: low_steps },
            Self { levels: upper, first: self.first + cells, steps: high_steps },
        )
    }
}

/// Shares the cells among threads. Groups do not see each other, so the result does not depend on the sharing.
fn over_cells<T: Storage>(part: Part<'_, T>, common: &Common<'_, T>) -> u64 {
    if part.steps.len() <= LEAF / T::GROUP || common.cover.len() < WORTH_SHARING {
        return T::advance_cells(Advance { part, common });
    }
    let half = part.steps.len() / 2;
    let (lower, upper) = part.split(half);
    let (a, b) = rayon::join(|| over_cells(lower, common), || over_cells(upper, common));
    a + b
}

/// A range of cells to be advanced.
#[derive(Debug)]
pub struct Advance<'a, 'c, T> {
    part: Part<'a, T>,
    common: &'c Common<'c, T>,
}

/// What belongs to one pack besides its levels.
#[derive(Clone, Copy)]
struct Place<V> {
    cover: V,
    matrix: V,
    added: [V; COUNT],
}

/// Rates of one pack, as a function of its own: the network is too large to be repeated.
#[inline(always)]
fn evaluate<V: Lanes>(
    levels: &[V; DERMAL_COUNT],
    place: &Place<V>,
    coefficients: &[V; COEFFICIENT_COUNT],
) -> [Rate<V>; DERMAL_COUNT] {
    V::outline(
        #[inline(always)]
        || {
            let mut rates = dermal_rates(levels, place.cover, coefficients).0;
            for species in MATRIX {
                let rate = &mut rates[species.index()];
                rate.production *= place.matrix;
                rate.loss *= place.matrix;
            }
            for (species, added) in CARRIED.iter().zip(place.added) {
                let rate = &mut rates[species.index()];
                rate.production = rate.loss.mul_add(added, rate.production).max(V::constant(0.0));
            }
            rates
        },
    )
}

impl<T: Storage + OnLanes> LaneKernel<T> for Advance<'_, '_, T> {
    type Output = u64;

    #[inline(always)]
    fn run<V: Lanes<Element = T>>(mut self) -> u64 {
        if V::COUNT * MOST_PACKS < T::GROUP {
            // Too narrow for a group: the portable packs give the same bits.
            return T::on_lanes(Width::Portable, self);
        }
        let packs = T::GROUP / V::COUNT;
        let zero = V::constant(0.0);
        let Common { cover: all_cover, matrix: all_matrix, signals, limits, .. } = *self.common;
        let mut coefficients = [zero; COEFFICIENT_COUNT];
        for (wide, value) in coefficients.iter_mut().zip(self.common.coefficients) {
            *wide = V::constant(*value);
        }
        let ahead = V::constant(signals.ahead);
        let mut now: Group<V, DERMAL_COUNT> = [[zero; DERMAL_COUNT]; MOST_PACKS];
        let mut places = [Place { cover: zero, matrix: zero, added: [zero; COUNT] }; MOST_PACKS];
        let mut evaluations = 0;
        for group in 0..self.part.steps.len() {
            let start = group * T::GROUP;
            let first = self.part.first + start;
            let here = T::GROUP.min(all_cover.len() - first);
            let mut away = zero;
            // Every closure is inlined by order: one that is not is compiled without the wide registers, and each of its
            // operations becomes a call through memory.
            read(
                &all_matrix[first..][..here],
                packs,
                #[inline(always)]
                |p, pack| places[p].matrix = pack,
            );
            read(
                &all_cover[first..][..here],
                packs,
                #[inline(always)]
                |p, pack: V| {
                    places[p].cover = pack;
                    away = away.max((pack - V::constant(1.0)).abs());
                },
            );
            for (signal, species) in CARRIED.iter().enumerate() {
                let near = V::constant(AT_REST * limits.small[species.index()]);
                read(
                    &signals.excess.of(signal)[first..][..here],
                    packs,
                    #[inline(always)]
                    |p, pack| places[p].added[signal] = pack,
                );
                read(
                    &signals.slope.of(signal)[first..][..here],
                    packs,
                    #[inline(always)]
                    |p, slope: V| {
                        let added = slope.mul_add(ahead, places[p].added[signal]);
                        places[p].added[signal] = added;
                        away = away.max(added.abs() - near);
                    },
                );
            }
            for (s, field) in self.part.levels.iter().enumerate() {
                let near = V::constant(AT_REST * limits.small[s]);
                let rest = V::constant(rest_level(s));
                read(
                    &field[start..][..here],
                    packs,
                    #[inline(always)]
                    |p, pack: V| {
                        now[p][s] = pack.max(zero);
                        away = away.max((pack - rest).abs() - near);
                    },
                );
            }
            if self.common.may_rest && !zero.less(away).any() {
                continue;
            }
            let times = advance_group(
                &mut now,
                packs,
                #[inline(always)]
                |p, levels| evaluate(levels, &places[p], &coefficients),
                &mut self.part.steps[group],
                limits,
            );
            evaluations += here as u64 * times;
            for (s, field) in self.part.levels.iter_mut().enumerate() {
                write(
                    &mut field[start..][..here],
                    packs,
                    #[inline(always)]
                    |p| now[p][s],
                );
            }
        }
        evaluations
    }
}

/// `Σ weight · ((fine − coarse)/(fine + small))²`.
pub(super) fn relative_squares<T: Storage>(fine: &[T], coarse: &[T], weight: &[f64], small: f64) -> f64 {
    let pairs = fine.iter().zip(coarse).zip(weight);
    pairs.map(|((f, c), w)| w * ((f.to_f64() - c.to_f64()) / (f.to_f64() + small)).powi(2)).sum()
}

/// Room for the widest group.
const WIDEST_GROUP: usize = 16;

/// Hands out the cells in packs; lanes beyond the last cell repeat it.
#[inline(always)]
pub(super) fn read<V: Lanes>(cells: &[V::Element], packs: usize, mut take: impl FnMut(usize, V)) {
    if cells.len() == packs * V::COUNT {
        for p in 0..packs {
            take(p, V::load(&cells[p * V::COUNT..]));
        }
    } else {
        let mut lanes = [cells[cells.len() - 1]; WIDEST_GROUP];
        lanes[..cells.len()].copy_from_slice(cells);
        for p in 0..packs {
            take(p, V::load(&lanes[p * V::COUNT..]));
        }
    }
}

/// The way back of [`read`].
#[inline(always)]
pub(super) fn write<V: Lanes>(cells: &mut [V::Element], packs: usize, give: impl Fn(usize) -> V) {
    if cells.len() == packs * V::COUNT {
        for p in 0..packs {
            give(p).store(&mut cells[p * V::COUNT..]);
        }
    } else {
        let mut lanes = [V::Element::default(); WIDEST_GROUP];
        for p in 0..packs {
            give(p).store(&mut lanes[p * V::COUNT..]);
        }
        cells.copy_from_slice(&lanes[..cells.len()]);
    }
}
