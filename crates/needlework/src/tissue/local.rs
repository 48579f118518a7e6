//! The local levels of the carried signals: production over clearance in every cell.

use super::geometry::WORTH_SHARING;
use super::group::MOST_PACKS;
use super::reaction::{read, rest_level, write};
use super::signals::{CARRIED, COUNT};
use super::storage::{LaneKernel, OnLanes, Storage};
use crate::healing::{COEFFICIENT_COUNT, DERMAL_COUNT, Species, dermal_rates};
use crate::number::lanes::{Lanes, Width};
use crate::space::Fields;

/// Cells that one thread takes at a time.
const LEAF: usize = 1 << 12;

/// The species that make the carried signals.
const SOURCES: [Species; 7] = [
    Species::Damage,
    Species::InflammatoryMacrophages,
    Species::ReparativeMacrophages,
    Species::LatentTgfBeta1,
    Species::LatentTgfBeta3,
    Species::Myofibroblasts,
    Species::Vessels,
];

/// Writes the local levels of the carried signals to `local`.
pub(super) fn local_signals<T: Storage>(
    dermis: &Fields<T>,
    cover: &[T],
    coefficients: &[f64; COEFFICIENT_COUNT],
    local: &mut Fields<T>,
) {
    let mut fields = local.all_mut().chunks_exact_mut(cover.len());
    let local = core::array::from_fn(|_| fields.next().unwrap_or_default());
    over_cells(LocalLevels { local, first: 0, dermis, cover, coefficients });
}

fn over_cells<T: Storage>(cells: LocalLevels<'_, T>) {
    let count = cells.local[0].len();
    if count <= LEAF || cells.cover.len() < WORTH_SHARING {
        return T::local_levels(cells);
    }
    let at = count / 2;
    let LocalLevels { local: [a, b, c], first, dermis, cover, coefficients } = cells;
    let ((a, a_high), (b, b_high), (c, c_high)) = (a.split_at_mut(at), b.split_at_mut(at), c.split_at_mut(at));
    let low = LocalLevels { local: [a, b, c], first, dermis, cover, coefficients };
    let high = LocalLevels { local: [a_high, b_high, c_high], first: first + at, dermis, cover, coefficients };
    rayon::join(|| over_cells(low), || over_cells(high));
}

/// A range of cells from `first` on.
#[derive(Debug)]
pub struct LocalLevels<'a, T> {
    local: [&'a mut [T]; COUNT],
    first: usize,
    dermis: &'a Fields<T>,
    cover: &'a [T],
    coefficients: &'a [f64; COEFFICIENT_COUNT],
}

impl<T: Storage + OnLanes> LaneKernel<T> for LocalLevels<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<V: Lanes<Element = T>>(mut self) {
        if V::COUNT * MOST_PACKS < T::GROUP {
            return T::on_lanes(Width::Portable, self);
        }
        let zero = V::constant(0.0);
        let mut coefficients = [zero; COEFFICIENT_COUNT];
        for (wide, value) in coefficients.iter_mut().zip(self.coefficients) {
            *wide = V::constant(*value);
        }
        let mut levels: [V; DERMAL_COUNT] = core::array::from_fn(|s| V::constant(rest_level(s)));
        let cells = self.local[0].len();
        for start in (0..cells).step_by(V::COUNT) {
            let here = V::COUNT.min(cells - start);
            let first = self.first + start;
            for species in SOURCES {
                let field = self.dermis.of(species.index());
                read(
                    &field[first..][..here],
                    1,
                    #[inline(always)]
                    |_, pack: V| levels[species.index()] = pack.max(zero),
                );
            }
            let mut cover = zero;
            read(
                &self.cover[first..][..here],
                1,
                #[inline(always)]
                |_, pack| cover = pack,
            );
            let rates = dermal_rates(&levels, cover, &coefficients).0;
            for (species, local) in CARRIED.iter().zip(&mut self.local) {
                let rate = rates[species.index()];
                write(
                    &mut local[start..][..here],
                    1,
                    #[inline(always)]
                    |_| rate.production / rate.loss,
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::healing::{Host, Inputs, Parameters, SPECIES, Setting, coefficients};
    use crate::skin::{Person, Phototype, Sex, Site};

    #[test]
    fn nothing_else_makes_the_carried_signals_and_their_clearance_is_constant() {
        let parameters = Parameters::standard();
        let person = Person::median(40.0, Sex::Female, Phototype::III);
        let host = Host::new(&parameters, &person, &Site::reference_face(), 0.0).unwrap();
        let setting = Setting { parameters: &parameters, host: &host, inputs: &Inputs::none(), lesion_width: 0.125 };
        let prepared = coefficients(&setting, 0.0);
        let of = |levels: &[f64; DERMAL_COUNT]| {
            let rates = dermal_rates(levels, 0.6, &prepared).0;
            CARRIED.map(|species| rates[species.index()])
        };
        let levels = [0.7; DERMAL_COUNT];
        for s in 0..DERMAL_COUNT {
            let mut other = levels;
            other[s] = 1.9;
            let (changed, before) = (of(&other), of(&levels));
            let reads = SOURCES.iter().any(|species| species.index() == s);
            assert_eq!(changed != before, reads, "{}", SPECIES[s].name);
            assert!((0..COUNT).all(|signal| changed[signal].loss == before[signal].loss));
        }
        let lives = [parameters.active_tgf_clearance, parameters.active_tgf_clearance, parameters.vegf_clearance];
        for (rate, clearance) in of(&levels).iter().zip(lives) {
            assert_eq!(rate.loss, clearance);
        }
    }
}
