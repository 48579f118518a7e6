//! `f64` and `f32` as a [`Real`].

use super::{Real, elementary};

macro_rules! scalar {
    ($Element:ident, $exp:ident, $ln:ident) => {
        impl Real for $Element {
            #[inline(always)]
            fn constant(value: f64) -> Self {
                value as Self
            }
            #[inline(always)]
            fn mul_add(self, factor: Self, term: Self) -> Self {
                $Element::mul_add(self, factor, term)
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
                $Element::sqrt(self)
            }
            #[inline(always)]
            fn abs(self) -> Self {
                $Element::abs(self)
            }
            #[inline(always)]
            fn min(self, other: Self) -> Self {
                if other < self { other } else { self }
            }
            #[inline(always)]
            fn max(self, other: Self) -> Self {
                if self < other { other } else { self }
            }
            #[inline(always)]
            fn select_less(self, bound: Self, if_less: Self, otherwise: Self) -> Self {
                if self < bound { if_less } else { otherwise }
            }
        }
    };
}
scalar!(f64, exp_64, ln_64);
scalar!(f32, exp_32, ln_32);
