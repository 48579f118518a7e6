//! Lane packs: several numbers per instruction, each lane with the bits that plain scalar code would give.
//!
//! A kernel is written once over [`Lanes`] and started with [`dispatch64`], which picks the instruction set at run time:
//!
//! ```
//! use needlework_numerics::number::Real;
//! use needlework_numerics::number::lanes::{Kernel64, Lanes, Width, dispatch64};
//!
//! struct Decay<'a> { amounts: &'a mut [f64], rate: f64 }
//! impl Kernel64 for Decay<'_> {
//!     type Output = ();
//!     #[inline(always)]
//!     fn run<V: Lanes<Element = f64>>(self) {
//!         let factor = (-V::constant(self.rate)).exp();
//!         for amounts in self.amounts.chunks_exact_mut(V::COUNT) {
//!             (V::load(amounts) * factor).store(amounts);
//!         }
//!     }
//! }
//! let mut amounts = [8.0; 16];
//! dispatch64(Width::best(), Decay { amounts: &mut amounts, rate: core::f64::consts::LN_2 });
//! assert!((amounts[3] - 4.0).abs() < 1e-15);
//! ```
//!
//! Everything between the kernel and the arithmetic must be `#[inline(always)]`: a function that the compiler leaves out
//! of line is compiled without the wide instructions. Where a kernel is too large for one function, cut it with
//! [`Lanes::outline`], which makes a separate function of a closure and keeps the instruction set.
//!
//! The packs themselves are private; a kernel meets them only through [`dispatch64`] and [`dispatch32`]. So a pack never
//! exists on a machine that lacks its instructions.

mod dispatch;
mod portable;
mod single;
#[cfg(target_arch = "x86_64")]
mod x86;

#[cfg(test)]
mod tests;

pub use dispatch::{Kernel32, Kernel64, UnknownWidth, Width, dispatch32, dispatch64, narrow32, narrow64};

use super::Real;
use core::fmt::Debug;
use core::ops::{BitAnd, BitOr, Not};

/// A choice per lane.
pub trait Mask: Copy + Debug + BitAnd<Output = Self> + BitOr<Output = Self> + Not<Output = Self> {
    /// Lane `i` is chosen where bit `i` is set.
    fn from_bits(bits: u32) -> Self;
    /// Bit `i` is set where lane `i` is chosen.
    fn bits(self) -> u32;
    /// Whether any lane is chosen.
    #[inline(always)]
    fn any(self) -> bool {
        self.bits() != 0
    }
}

/// A pack of floating-point lanes. A plain `f64` or `f32` is a pack of one.
///
/// Each operation rounds every lane exactly as the scalar operation does, so results do not depend on the width.
pub trait Lanes: sealed::Raw {
    /// What a lane holds.
    type Element: Real + PartialOrd + Default + Send + Sync + Into<f64> + 'static;
    /// A choice per lane.
    type Mask: Mask;
    /// How many lanes the pack has.
    const COUNT: usize;

    /// The first [`Lanes::COUNT`] elements of a slice.
    ///
    /// # Panics
    /// If the slice is shorter.
    fn load(elements: &[Self::Element]) -> Self;
    /// Writes the lanes to the first [`Lanes::COUNT`] elements of a slice.
    ///
    /// # Panics
    /// If the slice is shorter.
    fn store(self, elements: &mut [Self::Element]);
    /// One lane.
    ///
    /// # Panics
    /// If there is no such lane.
    fn lane(self, index: usize) -> Self::Element;
    /// The pack with one lane replaced.
    ///
    /// # Panics
    /// If there is no such lane.
    #[must_use]
    fn with_lane(self, index: usize, value: Self::Element) -> Self;
    /// Lanes where `self < bound`; never where either is not a number.
    fn less(self, bound: Self) -> Self::Mask;
    /// `if_chosen` where the mask is set, else `otherwise`.
    #[must_use]
    fn select(mask: Self::Mask, if_chosen: Self, otherwise: Self) -> Self;
    /// The same element in every lane.
    fn splat(element: Self::Element) -> Self;
    /// Turns the first [`Lanes::COUNT`] packs, read as the rows of a square, into its columns.
    ///
    /// # Panics
    /// If there are fewer packs.
    #[inline(always)]
    fn transpose(square: &mut [Self]) {
        for i in 1..Self::COUNT {
            for j in 0..i {
                let (below, above) = (square[i].lane(j), square[j].lane(i));
                square[i] = square[i].with_lane(j, above);
                square[j] = square[j].with_lane(i, below);
            }
        }
    }
    /// Asks for memory that will be read soon. Changes nothing but the time.
    #[inline(always)]
    fn prefetch(elements: &[Self::Element]) {
        let _ = elements;
    }
    /// Runs a closure as a function of its own, compiled for this pack's instruction set.
    fn outline<Out>(closure: impl FnOnce() -> Out) -> Out;
}

mod sealed {
    use super::Real;

    /// The bit patterns of the lanes, for the elementary functions. It also keeps [`super::Lanes`] closed.
    pub trait Raw: Real {
        /// Unsigned integer of the width of a lane.
        type Bits: Copy;
        /// A pack with the same bit pattern in every lane.
        fn from_bits(bits: Self::Bits) -> Self;
        /// Wrapping integer sum of the bit patterns.
        fn add_bits(self, other: Self) -> Self;
        /// Wrapping integer difference of the bit patterns.
        fn sub_bits(self, other: Self) -> Self;
        /// Bitwise and.
        fn and_bits(self, other: Self) -> Self;
        /// Bitwise or.
        fn or_bits(self, other: Self) -> Self;
        /// Bit patterns shifted up to the exponent field.
        fn to_exponent(self) -> Self;
        /// Exponent field (and sign) shifted down to the lowest bits.
        fn exponent_bits(self) -> Self;
    }
}
