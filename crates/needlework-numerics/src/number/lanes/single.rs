//! Plain `f64` and `f32` as packs of one lane.

use super::sealed::Raw;
use super::{Lanes, Mask};
use core::ops::{BitAnd, BitOr, Not};

/// The choice of a single lane.
#[derive(Clone, Copy, Debug)]
pub struct Single(bool);

impl Mask for Single {
    #[inline(always)]
    fn from_bits(bits: u32) -> Self {
        Self(bits & 1 == 1)
    }
    #[inline(always)]
    fn bits(self) -> u32 {
        u32::from(self.0)
    }
}
impl BitAnd for Single {
    type Output = Self;
    #[inline(always)]
    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}
impl BitOr for Single {
    type Output = Self;
    #[inline(always)]
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
impl Not for Single {
    type Output = Self;
    #[inline(always)]
    fn not(self) -> Self {
        Self(!self.0)
    }
}

/// `$exponent`: how many bits lie below the exponent field.
macro_rules! single {
    ($Element:ty, $Bits:ty, $exponent:literal) => {
        impl Lanes for $Element {
            type Element = Self;
            type Mask = Single;
            const COUNT: usize = 1;
            #[inline(always)]
            fn load(elements: &[Self]) -> Self {
                elements[0]
            }
            #[inline(always)]
            fn store(self, elements: &mut [Self]) {
                elements[0] = self;
            }
            #[inline(always)]
            fn lane(self, index: usize) -> Self {
                [self][index]
            }
            #[inline(always)]
            fn with_lane(self, index: usize, value: Self) -> Self {
                let mut lanes = [self];
                lanes[index] = value;
                lanes[0]
            }
            #[inline(always)]
            fn less(self, bound: Self) -> Single {
                Single(self < bound)
            }
            #[inline(always)]
            fn select(mask: Single, if_chosen: Self, otherwise: Self) -> Self {
                if mask.0 { if_chosen } else { otherwise }
            }
            #[inline(always)]
            fn splat(element: Self) -> Self {
                element
            }
            #[inline(always)]
            fn outline<Out>(closure: impl FnOnce() -> Out) -> Out {
                super::dispatch::with_fused(closure)
            }
        }
        impl Raw for $Element {
            type Bits = $Bits;
            #[inline(always)]
            fn from_bits(bits: $Bits) -> Self {
                <$Element>::from_bits(bits)
            }
            #[inline(always)]
            fn add_bits(self, other: Self) -> Self {
                <$Element>::from_bits(self.to_bits().wrapping_add(other.to_bits()))
            }
            #[inline(always)]
            fn sub_bits(self, other: Self) -> Self {
                <$Element>::from_bits(self.to_bits().wrapping_sub(other.to_bits()))
            }
            #[inline(always)]
            fn and_bits(self, other: Self) -> Self {
                <$Element>::from_bits(self.to_bits() & other.to_bits())
            }
            #[inline(always)]
            fn or_bits(self, other: Self) -> Self {
                <$Element>::from_bits(self.to_bits() | other.to_bits())
            }
            #[inline(always)]
            fn to_exponent(self) -> Self {
                <$Element>::from_bits(self.to_bits() << $exponent)
            }
            #[inline(always)]
            fn exponent_bits(self) -> Self {
                <$Element>::from_bits(self.to_bits() >> $exponent)
            }
        }
    };
}
single!(f64, u64, 52);
single!(f32, u32, 23);
