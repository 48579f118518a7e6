//! Packs as plain arrays: correct on every machine, and what machines without wide instructions run.

use super::sealed::Raw;
use super::{Lanes, Mask};
use crate::number::{Real, elementary};
use core::ops::{Add, AddAssign, BitAnd, BitOr, Div, Mul, MulAssign, Neg, Not, Sub, SubAssign};

/// A choice per lane of an array pack.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice<const N: usize>([bool; N]);

impl<const N: usize> Mask for Choice<N> {
    #[inline(always)]
    fn from_bits(bits: u32) -> Self {
        Self(core::array::from_fn(|i| bits >> i & 1 == 1))
    }
    #[inline(always)]
    fn bits(self) -> u32 {
        let mut bits = 0;
        for (i, &chosen) in self.0.iter().enumerate() {
            bits |= u32::from(chosen) << i;
        }
        bits
    }
}
impl<const N: usize> BitAnd for Choice<N> {
    type Output = Self;
    #[inline(always)]
    fn bitand(self, other: Self) -> Self {
        Self(core::array::from_fn(|i| self.0[i] & other.0[i]))
    }
}
impl<const N: usize> BitOr for Choice<N> {
    type Output = Self;
    #[inline(always)]
    fn bitor(self, other: Self) -> Self {
        Self(core::array::from_fn(|i| self.0[i] | other.0[i]))
    }
}
impl<const N: usize> Not for Choice<N> {
    type Output = Self;
    #[inline(always)]
    fn not(self) -> Self {
        Self(self.0.map(|chosen| !chosen))
    }
}

/// A pack of `N` elements in an array.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(32))]
pub(super) struct Portable<T, const N: usize>([T; N]);

macro_rules! binary {
    ($($Trait:ident $method:ident $Assign:ident $assign:ident;)*) => {$(
        impl<T: Lanes, const N: usize> $Trait for Portable<T, N> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                self.zip(other, T::$method)
            }
        }
        binary!(@assign $method $Assign $assign);
    )*};
    (@assign $method:ident none $assign:ident) => {};
    (@assign $method:ident $Assign:ident $assign:ident) => {
        impl<T: Lanes, const N: usize> $Assign for Portable<T, N> {
            #[inline(always)]
            fn $assign(&mut self, other: Self) {
                *self = self.$method(other);
            }
        }
    };
}
binary! {
    Add add AddAssign add_assign;
    Sub sub SubAssign sub_assign;
    Mul mul MulAssign mul_assign;
    Div div none none;
}
impl<T: Lanes, const N: usize> Neg for Portable<T, N> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        self.map(T::neg)
    }
}

impl<T: Lanes, const N: usize> Portable<T, N> {
    #[inline(always)]
    fn map(self, f: impl Fn(T) -> T) -> Self {
        Self(core::array::from_fn(|i| f(self.0[i])))
    }
    #[inline(always)]
    fn zip(self, other: Self, f: impl Fn(T, T) -> T) -> Self {
        Self(core::array::from_fn(|i| f(self.0[i], other.0[i])))
    }
}

macro_rules! portable {
    ($Element:ty, $Bits:ty, $exp:ident, $ln:ident) => {
        impl<const N: usize> Real for Portable<$Element, N> {
            #[inline(always)]
            fn constant(value: f64) -> Self {
                Self([<$Element>::constant(value); N])
            }
            #[inline(always)]
            fn mul_add(self, factor: Self, term: Self) -> Self {
                Self(core::array::from_fn(|i| self.0[i].mul_add(factor.0[i], term.0[i])))
            }
            #[inline(always)]
            fn exp(self) -> Self {
                elementary::$exp(self)
            }
            #[inline(always)]
            fn ln(self) -> Self {
                elementary::$ln(self)
            }
            #[inline(always)]
            fn sqrt(self) -> Self {
                self.map(<$Element>::sqrt)
            }
            #[inline(always)]
            fn abs(self) -> Self {
                self.map(<$Element>::abs)
            }
            #[inline(always)]
            fn min(self, other: Self) -> Self {
                self.zip(other, <$Element as Real>::min)
            }
            #[inline(always)]
            fn max(self, other: Self) -> Self {
                self.zip(other, <$Element as Real>::max)
            }
            #[inline(always)]
            fn select_less(self, bound: Self, if_less: Self, otherwise: Self) -> Self {
                Self::select(self.less(bound), if_less, otherwise)
            }
        }
        impl<const N: usize> Lanes for Portable<$Element, N> {
            type Element = $Element;
            type Mask = Choice<N>;
            const COUNT: usize = N;
            #[inline(always)]
            fn load(elements: &[$Element]) -> Self {
                let elements = &elements[..N];
                Self(core::array::from_fn(|i| elements[i]))
            }
            #[inline(always)]
            fn store(self, elements: &mut [$Element]) {
                elements[..N].copy_from_slice(&self.0);
            }
            #[inline(always)]
            fn lane(self, index: usize) -> $Element {
                self.0[index]
            }
            #[inline(always)]
            fn with_lane(mut self, index: usize, value: $Element) -> Self {
                self.0[index] = value;
                self
            }
            #[inline(always)]
            fn less(self, bound: Self) -> Choice<N> {
                Choice(core::array::from_fn(|i| self.0[i] < bound.0[i]))
            }
            #[inline(always)]
            fn select(mask: Choice<N>, if_chosen: Self, otherwise: Self) -> Self {
                Self(core::array::from_fn(|i| if mask.0[i] { if_chosen.0[i] } else { otherwise.0[i] }))
            }
            #[inline(always)]
            fn splat(element: $Element) -> Self {
                Self([element; N])
            }
            #[inline(always)]
            fn outline<Out>(closure: impl FnOnce() -> Out) -> Out {
                super::dispatch::with_fused(closure)
            }
        }
        impl<const N: usize> Raw for Portable<$Element, N> {
            type Bits = $Bits;
            #[inline(always)]
            fn from_bits(bits: $Bits) -> Self {
                Self([<$Element>::from_bits(bits); N])
            }
            #[inline(always)]
            fn add_bits(self, other: Self) -> Self {
                self.zip(other, Raw::add_bits)
            }
            #[inline(always)]
            fn sub_bits(self, other: Self) -> Self {
                self.zip(other, Raw::sub_bits)
            }
            #[inline(always)]
            fn and_bits(self, other: Self) -> Self {
                self.zip(other, Raw::and_bits)
            }
            #[inline(always)]
            fn or_bits(self, other: Self) -> Self {
                self.zip(other, Raw::or_bits)
            }
            #[inline(always)]
            fn to_exponent(self) -> Self {
                self.map(Raw::to_exponent)
            }
            #[inline(always)]
            fn exponent_bits(self) -> Self {
                self.map(Raw::exponent_bits)
            }
        }
    };
}
portable!(f64, u64, exp_64, ln_64);
portable!(f32, u32, exp_32, ln_32);
