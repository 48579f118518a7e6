//! The epidermal columns over the dermis: six states each, reading the papillary dermis below.

use super::group::{Group, Limits, MOST_PACKS, STILL, advance_group};
use super::reaction::{read, write};
use super::storage::{LaneKernel, OnLanes, Storage};
use crate::healing::{
    COEFFICIENT_COUNT, DERMAL_COUNT, EPIDERMAL_COUNT, Parameters, Rate, Rest, SPECIES, Species, dermal_rates,
    epidermal_rates,
};
use crate::number::lanes::{Lanes, Width};
use crate::space::Fields;

/// Papillary dermis that the epidermis reads: from and to this depth [mm].
pub const PAPILLARY: [f64; 2] = [0.1, 0.3];
/// First step of a group of columns after an injury [day].
const FIRST_STEP: f64 = 1e-3;
/// Levels this small count as nothing when errors are weighed [-].
pub(super) const SMALL_LEVEL: f64 = 0.05;
/// Columns that share a step size; columns are advanced in `f64` whatever the dermis is stored in.
const GROUP: usize = <f64 as Storage>::GROUP;
/// Groups that one thread takes at a time.
const LEAF: usize = 64;

/// The dermal species that the epidermis reads.
pub(super) const READ: [Species; 8] = [
    Species::Interleukin1,
    Species::ReparativeMacrophages,
    Species::Mitogens,
    Species::RemodellingProgramme,
    Species::Coagulum,
    Species::Collagen3,
    Species::ImmatureCollagen1,
    Species::MatureCollagen1,
];

/// Step sizes and lesions of all columns.
#[derive(Debug, Clone)]
pub(super) struct Surface {
    /// One per group of columns [day].
    pub steps: Vec<f64>,
    /// Width of the lesions of each column [mm].
    pub widths: Vec<f64>,
    /// How fast barrier and cover of each column close, relative to lesions of the reference width [-].
    closing: [Vec<f64>; 2],
    /// Share of each layer in the papillary mean.
    papillary: Vec<f64>,
    tolerance: f64,
}

impl Surface {
    pub(super) fn new(columns: usize, reference_width: f64, papillary: Vec<f64>, tolerance: f64) -> Self {
        Self {
            steps: vec![FIRST_STEP; columns.div_ceil(GROUP)],
            widths: vec![reference_width; columns],
            closing: [vec![1.0; columns], vec![1.0; columns]],
            papillary,
            tolerance,
        }
    }

    /// Starts again with short steps after widths have changed: closure falls with a power of the width.
    pub(super) fn restart(&mut self, parameters: &Parameters<f64>) {
        self.steps.fill(FIRST_STEP);
        self.follow_widths(parameters);
    }

    /// Closure of every column from the width of its lesions.
    pub(super) fn follow_widths(&mut self, parameters: &Parameters<f64>) {
        // Living epidermis spreads from appendages too, the barrier does not.
        let limits = [
            (parameters.barrier_width_exponent, f64::INFINITY),
            (parameters.cover_width_exponent, parameters.appendage_spacing),
        ];
        for (closing, (exponent, widest)) in self.closing.iter_mut().zip(limits) {
            for (closing, width) in closing.iter_mut().zip(&self.widths) {
                *closing = (width.min(widest) / parameters.reference_width).powf(-exponent);
            }
        }
    }

    /// Advances all columns by `duration` over papillary dermis that is held.
    pub(super) fn advance<T: Storage>(
        &mut self,
        columns: &mut [[f64; EPIDERMAL_COUNT]],
        dermis: &Fields<T>,
        coefficients: &[f64; COEFFICIENT_COUNT],
        duration: f64,
    ) {
        let (closing, papillary, tolerance, all) = (&self.closing, &self.papillary, self.tolerance, columns.len());
        let steps = &mut self.steps;
        over_columns(Columns {
            levels: columns,
            steps,
            first: 0,
            all,
            dermis,
            closing,
            papillary,
            coefficients,
            duration,
            tolerance,
        });
    }
}

/// Shares the columns among threads.
fn over_columns<T: Storage>(columns: Columns<'_, T>) {
    if columns.steps.len() <= LEAF {
        return T::advance_columns(columns);
    }
    let Columns { levels, steps, first, all, dermis, closing, papillary, coefficients, duration, tolerance } = columns;
    let half = steps.len() / 2;
    let (low, high) = levels.split_at_mut(half * GROUP);
    let (low_steps, high_steps) = steps.split_at_mut(half);
    let part = |levels, steps, first| Columns {
        levels,
        steps,
        first,
        all,
        dermis,
        closing,
        papillary,
        coefficients,
        duration,
        tolerance,
    };
    let (low, high) = (part(low, low_steps, first), part(high, high_steps, first + half * GROUP));
    rayon::join(|| over_columns(low), || over_columns(high));
}

/// A range of columns to be advanced.
#[derive(Debug)]
pub struct Columns<'a, T> {
    levels: &'a mut [[f64; EPIDERMAL_COUNT]],
    steps: &'a mut [f64],
    first: usize,
    all: usize,
    dermis: &'a Fields<T>,
    closing: &'a [Vec<f64>; 2],
    papillary: &'a [f64],
    coefficients: &'a [f64; COEFFICIENT_COUNT],
    duration: f64,
    tolerance: f64,
}

impl<T: Storage> Columns<'_, T> {
    /// The papillary mean of one species under the columns from `first` on.
    #[inline(always)]
    fn papillary_mean(&self, species: Species, first: usize, means: &mut [f64]) {
        means.fill(0.0);
        let field = self.dermis.of(species.index());
        for (k, share) in self.papillary.iter().enumerate().filter(|(_, share)| **share > 0.0) {
            for (mean, level) in means.iter_mut().zip(&field[k * self.all + first..]) {
                *mean += share * level.to_f64();
            }
        }
    }
}

impl<T: Storage> LaneKernel<f64> for Columns<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<V: Lanes<Element = f64>>(self) {
        if V::COUNT * MOST_PACKS < GROUP {
            return f64::on_lanes(Width::Portable, self);
        }
        let packs = GROUP / V::COUNT;
        let zero = V::constant(0.0);
        let mut wide = [zero; COEFFICIENT_COUNT];
        for (wide, value) in wide.iter_mut().zip(self.coefficients) {
            *wide = V::constant(*value);
        }
        let small = [SMALL_LEVEL; EPIDERMAL_COUNT];
        let limits = Limits { duration: self.duration, tolerance: self.tolerance, small: &small, still: STILL };
        for group in 0..self.steps.len() {
            let start = group * GROUP;
            let here = GROUP.min(self.levels.len() - start);
            let column = self.first + start;
            let mut lanes = [0.0; GROUP];
            let mut dermal = [[zero; DERMAL_COUNT]; MOST_PACKS];
            for (s, info) in SPECIES[..DERMAL_COUNT].iter().enumerate() {
                let rest = V::constant(if info.rest == Rest::Absent { 0.0 } else { 1.0 });
                for pack in &mut dermal {
                    pack[s] = rest;
                }
            }
            for species in READ {
                self.papillary_mean(species, column, &mut lanes[..here]);
                read(
                    &lanes[..here],
                    packs,
                    #[inline(always)]
                    |p, pack: V| dermal[p][species.index()] = pack,
                );
            }
            let below = [0, 1].map(
                #[inline(always)]
                |p: usize| dermal_rates(&dermal[p], V::constant(1.0), &wide).1,
            );
            let mut closing = [[zero; 2]; MOST_PACKS];
            for (which, all) in self.closing.iter().enumerate() {
                read(
                    &all[column..][..here],
                    packs,
                    #[inline(always)]
                    |p, pack: V| closing[p][which] = pack,
                );
            }
            let mut now: Group<V, EPIDERMAL_COUNT> = [[zero; EPIDERMAL_COUNT]; MOST_PACKS];
            let columns = &mut self.levels[start..][..here];
            for s in 0..EPIDERMAL_COUNT {
                for (lane, column) in lanes.iter_mut().zip(columns.iter()) {
                    *lane = column[s];
                }
                read(
                    &lanes[..here],
                    packs,
                    #[inline(always)]
                    |p, pack: V| now[p][s] = pack,
                );
            }
            advance_group(
                &mut now,
                packs,
                #[inline(always)]
                |p, levels| {
                    let mut rates: [Rate<V>; EPIDERMAL_COUNT] = epidermal_rates(levels, &below[p], &wide);
                    for (rate, closing) in rates.iter_mut().zip(closing[p]) {
                        rate.production *= closing;
                        rate.loss *= closing;
                    }
                    rates
                },
                &mut self.steps[group],
                limits,
            );
            for s in 0..EPIDERMAL_COUNT {
                write(
                    &mut lanes[..here],
                    packs,
                    #[inline(always)]
                    |p| now[p][s],
                );
                for (lane, column) in lanes.iter().zip(columns.iter_mut()) {
                    column[s] = *lane;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::healing::{Host, Inputs, Setting, coefficients};
    use crate::skin::{Person, Phototype, Sex, Site};

    #[test]
    fn the_epidermis_reads_no_other_species() {
        let parameters = Parameters::standard();
        let person = Person::median(40.0, Sex::Female, Phototype::III);
        let host = Host::new(&parameters, &person, &Site::reference_face(), 0.5).unwrap();
        let setting = Setting { parameters: &parameters, host: &host, inputs: &Inputs::none(), lesion_width: 0.125 };
        let prepared = coefficients(&setting, 0.0);
        let below = |levels: &[f64; DERMAL_COUNT]| dermal_rates(levels, 1.0, &prepared).1;
        let levels = [0.7; DERMAL_COUNT];
        for s in 0..DERMAL_COUNT {
            let mut other = levels;
            other[s] = 1.9;
            let reads = READ.iter().any(|species| species.index() == s);
            assert_eq!(below(&other) != below(&levels), reads, "{}", SPECIES[s].name);
        }
    }

    #[test]
    fn closure_follows_the_width_as_the_network_has_it() {
        let parameters = Parameters::standard();
        let person = Person::median(40.0, Sex::Female, Phototype::III);
        let host = Host::new(&parameters, &person, &Site::reference_face(), 0.0).unwrap();
        let at = |lesion_width: f64| {
            let setting = Setting { parameters: &parameters, host: &host, inputs: &Inputs::none(), lesion_width };
            let below = dermal_rates(&[1.0; DERMAL_COUNT], 1.0, &coefficients(&setting, 3.0)).1;
            epidermal_rates(&[0.5; EPIDERMAL_COUNT], &below, &coefficients(&setting, 3.0))
        };
        let mut surface = Surface::new(1, parameters.reference_width, vec![1.0], 1e-3);
        surface.widths[0] = 0.4;
        surface.restart(&parameters);
        let (reference, wide) = (at(parameters.reference_width), at(0.4));
        for s in 0..EPIDERMAL_COUNT {
            let scale = surface.closing.get(s).map_or(1.0, |closing| closing[0]);
            assert!((wide[s].loss - scale * reference[s].loss).abs() < 1e-13 * wide[s].loss.abs());
            assert!((wide[s].production - scale * reference[s].production).abs() < 1e-13);
        }
        assert!(surface.closing[0][0] < 0.5);
    }
}
