//! The number in which levels are stored and advanced: `f64` for the unit cell, `f32` for blocks of millions of cells.

use super::local::LocalLevels;
use super::reaction::{Advance, relative_squares};
use super::signals::{Carry, add_difference, carry};
use super::surface::Columns;
use crate::number::Real;
use crate::number::lanes::{Kernel32, Kernel64, Lanes, Width, dispatch32, dispatch64};
use crate::space::Number;
use serde::{Serialize, de::DeserializeOwned};

/// A storage number that the network can be advanced in.
pub trait Storage: Number + Real + Serialize + DeserializeOwned {
    /// Cells that share a step size: two packs of the widest common registers. The same on every processor, so that
    /// results do not depend on its packs.
    const GROUP: usize;

    /// Advances cells; returns how often the network was evaluated.
    #[doc(hidden)]
    fn advance_cells(cells: Advance<'_, '_, Self>) -> u64;

    /// Advances epidermal columns over dermis stored in this number.
    #[doc(hidden)]
    fn advance_columns(columns: Columns<'_, Self>);

    /// Writes the local levels of the carried signals.
    #[doc(hidden)]
    fn local_levels(cells: LocalLevels<'_, Self>);

    /// `sum += weight (now − origin)`.
    #[doc(hidden)]
    fn add_difference(sum: &mut [Self], now: &[Self], origin: &[Self], weight: f64);

    /// Takes over what diffusion adds to one signal.
    #[doc(hidden)]
    fn carry(signal: Carry<'_, Self>);

    /// `Σ weight · ((fine − coarse)/(fine + small))²`.
    #[doc(hidden)]
    fn difference(fine: &[Self], coarse: &[Self], weight: &[f64], small: f64) -> f64;
}

/// Runs a kernel on packs of one number type.
pub(super) trait OnLanes: Sized {
    /// On packs of this width.
    fn on_lanes<K: LaneKernel<Self>>(width: Width, kernel: K) -> K::Output;
}

/// A computation on packs of one number type.
pub(super) trait LaneKernel<T> {
    /// What the computation returns.
    type Output;
    /// The computation; mark it and everything below it `#[inline(always)]`.
    fn run<V: Lanes<Element = T>>(self) -> Self::Output;
}

struct Wrapped<K>(K);

impl<K: LaneKernel<f64>> Kernel64 for Wrapped<K> {
    type Output = K::Output;
    #[inline(always)]
    fn run<V: Lanes<Element = f64>>(self) -> K::Output {
        self.0.run::<V>()
    }
}

impl<K: LaneKernel<f32>> Kernel32 for Wrapped<K> {
    type Output = K::Output;
    #[inline(always)]
    fn run<V: Lanes<Element = f32>>(self) -> K::Output {
        self.0.run::<V>()
    }
}

impl OnLanes for f64 {
    fn on_lanes<K: LaneKernel<Self>>(width: Width, kernel: K) -> K::Output {
        dispatch64(width, Wrapped(kernel))
    }
}

impl OnLanes for f32 {
    fn on_lanes<K: LaneKernel<Self>>(width: Width, kernel: K) -> K::Output {
        dispatch32(width, Wrapped(kernel))
    }
}

/// Written for each number by itself, so that the network is compiled here and not in every crate that uses it.
macro_rules! storage {
    ($Number:ty, $group:literal) => {
        impl Storage for $Number {
            const GROUP: usize = $group;

            fn advance_cells(cells: Advance<'_, '_, Self>) -> u64 {
                Self::on_lanes(Width::best(), cells)
            }

            fn advance_columns(columns: Columns<'_, Self>) {
                f64::on_lanes(Width::best(), columns);
            }

            fn local_levels(cells: LocalLevels<'_, Self>) {
                Self::on_lanes(Width::best(), cells);
            }

            fn add_difference(sum: &mut [Self], now: &[Self], origin: &[Self], weight: f64) {
                add_difference(sum, now, origin, weight);
            }

            fn carry(signal: Carry<'_, Self>) {
                carry(signal);
            }

            fn difference(fine: &[Self], coarse: &[Self], weight: &[f64], small: f64) -> f64 {
                relative_squares(fine, coarse, weight, small)
            }
        }
    };
}
storage!(f64, 8);
storage!(f32, 16);
