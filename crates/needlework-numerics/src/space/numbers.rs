//! The numbers that fields are made of, and where they lie in memory.

use super::annulus_diffusion::Rings;
use super::block_diffusion::{Planes, Slabs};
use crate::number::Real;
use crate::number::lanes::{Kernel32, Kernel64, Lanes, narrow32, narrow64};

/// A storage number of fields: `f32` or `f64`.
pub trait Number: Real + PartialOrd + Default + Send + Sync + 'static {
    /// Zero.
    const ZERO: Self;
    /// Relative spacing of the format [-].
    const EPSILON: f64;
    /// Rounds to the format.
    fn from_f64(value: f64) -> Self;
    /// Widens.
    fn to_f64(self) -> f64;
    /// Steps a cylinder.
    #[doc(hidden)]
    fn rings(steps: Rings<'_, Self>);
    /// Steps along the columns of a block.
    #[doc(hidden)]
    fn slabs(steps: Slabs<'_, '_, Self>);
    /// Steps along both directions of some planes of a block.
    #[doc(hidden)]
    fn planes(steps: Planes<'_, Self>);
}

/// Work that is written once over any pack. `run` must be `#[inline(always)]`, or it loses the instruction set.
pub(super) trait Task<T> {
    /// Does the work with one kind of pack.
    fn run<P: Lanes<Element = T>>(self);
}

/// Most lanes of the packs that a [`Task`] is run on: 256-bit packs even where wider ones exist. A tile of two fills a
/// cache line, and they compute as fast on the processors that have both at full rate.
pub(super) const MOST_LANES: usize = 8;

struct Kernel<K>(K);

/// Written for each number by itself, so that the sweeps are compiled here and not in every crate that uses them.
macro_rules! number {
    ($Number:ident, $Kernel:ident, $narrow:ident) => {
        impl<K: Task<$Number>> $Kernel for Kernel<K> {
            type Output = ();
            #[inline(always)]
            fn run<P: Lanes<Element = $Number>>(self) {
                self.0.run::<P>();
            }
        }
        impl Number for $Number {
            const ZERO: Self = 0.0;
            const EPSILON: f64 = $Number::EPSILON as f64;
            fn from_f64(value: f64) -> Self {
                value as Self
            }
            fn to_f64(self) -> f64 {
                self.into()
            }
            fn rings(steps: Rings<'_, Self>) {
                $narrow(Kernel(steps));
            }
            fn slabs(steps: Slabs<'_, '_, Self>) {
                $narrow(Kernel(steps));
            }
            fn planes(steps: Planes<'_, Self>) {
                $narrow(Kernel(steps));
            }
        }
    };
}
number!(f64, Kernel64, narrow64);
number!(f32, Kernel32, narrow32);

/// Numbers that start on a cache line: a pack then never lies across two of them.
#[derive(Debug)]
pub(super) struct Aligned<T> {
    store: Vec<T>,
    start: usize,
    length: usize,
}

const CACHE_LINE: usize = 64;

/// Where in `store` a cache line starts; `spare` if that cannot be told.
fn aligned<T>(store: &[T], spare: usize) -> usize {
    store.as_ptr().align_offset(CACHE_LINE).min(spare)
}

impl<T: Number> Aligned<T> {
    /// `length` zeros.
    pub(super) fn zeros(length: usize) -> Self {
        let spare = CACHE_LINE / size_of::<T>();
        let store = vec![T::ZERO; length + spare];
        Self { start: aligned(&store, spare), store, length }
    }
}

impl<T> Aligned<T> {
    /// Leaves nothing in its place.
    pub(super) fn take(&mut self) -> Self {
        core::mem::replace(self, Self { store: Vec::new(), start: 0, length: 0 })
    }

    pub(super) fn len(&self) -> usize {
        self.length
    }

    #[inline(always)]
    pub(super) fn all(&self) -> &[T] {
        &self.store[self.start..][..self.length]
    }

    #[inline(always)]
    pub(super) fn all_mut(&mut self) -> &mut [T] {
        &mut self.store[self.start..][..self.length]
    }
}

impl<T: Clone> Clone for Aligned<T> {
    fn clone(&self) -> Self {
        let mut store = self.store.clone();
        let start = aligned(&store, store.len() - self.length);
        if start > self.start {
            store.rotate_right(start - self.start);
        } else {
            store.rotate_left(self.start - start);
        }
        Self { store, start, length: self.length }
    }
}

impl<T: PartialEq> PartialEq for Aligned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.all() == other.all()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aligned_numbers_start_on_a_cache_line_and_copies_too() {
        for length in [1, 7, 1000] {
            let mut numbers = Aligned::<f32>::zeros(length);
            numbers.all_mut()[length - 1] = 2.0;
            let copy = numbers.clone();
            assert_eq!((copy.len(), copy.all()[length - 1]), (length, 2.0));
            assert_eq!(copy, numbers);
            for start in [numbers.all().as_ptr(), copy.all().as_ptr()] {
                assert_eq!(start.addr() % 64, 0);
            }
        }
    }
}
