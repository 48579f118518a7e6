//! Packs on the wide registers of x86-64: AVX2 with fused multiply-add, and AVX-512.
//!
//! The one module with `unsafe` code: the vendor intrinsics need instructions that not every machine has. They are sound
//! here because a pack can only be made inside [`super::dispatch64`] or [`super::dispatch32`], which check the machine
//! first: the pack types are visible to the `lanes` module alone. Apart from that the only `unsafe` operation is a move
//! between a register and an array of the same size.
#![allow(unsafe_code)]
#![allow(clippy::wildcard_imports)]

mod transpose;

use super::sealed::Raw;
use super::{Kernel32, Kernel64, Lanes, Mask};
use crate::number::{Real, elementary};
use core::arch::x86_64::*;
use core::mem::transmute;
use core::ops::{Add, AddAssign, BitAnd, BitOr, Div, Mul, MulAssign, Neg, Not, Sub, SubAssign};

/// A mask that is a register with all bits of a lane equal (AVX2).
macro_rules! register_mask {
    ($Mask:ident, $Register:ty, $and:ident, $or:ident, $xor:ident, $movemask:ident, $splat:ident, $cast:ident,
     $equal:ident, [$($bit:literal),*], $from_array:ident) => {
        /// A choice per lane.
        #[derive(Clone, Copy, Debug)]
        #[repr(transparent)]
        pub(super) struct $Mask($Register);
        impl Mask for $Mask {
            #[inline(always)]
            fn from_bits(bits: u32) -> Self {
                // SAFETY: see the module's documentation.
                unsafe {
                    let lanes = $from_array($($bit),*);
                    Self($cast($equal(_mm256_and_si256($splat(bits.cast_signed().into()), lanes), lanes)))
                }
            }
            #[inline(always)]
            fn bits(self) -> u32 {
                // SAFETY: see the module's documentation.
                unsafe { $movemask(self.0).cast_unsigned() }
            }
        }
        impl BitAnd for $Mask {
            type Output = Self;
            #[inline(always)]
            fn bitand(self, other: Self) -> Self {
                // SAFETY: see the module's documentation.
                Self(unsafe { $and(self.0, other.0) })
            }
        }
        impl BitOr for $Mask {
            type Output = Self;
            #[inline(always)]
            fn bitor(self, other: Self) -> Self {
                // SAFETY: see the module's documentation.
                Self(unsafe { $or(self.0, other.0) })
            }
        }
        impl Not for $Mask {
            type Output = Self;
            #[inline(always)]
            fn not(self) -> Self {
                // SAFETY: see the module's documentation.
                Self(unsafe { $xor(self.0, $cast(_mm256_set1_epi64x(-1))) })
            }
        }
    };
}

/// A mask that is a small integer (AVX-512).
macro_rules! integer_mask {
    ($Mask:ident, $Integer:ty) => {
        /// A choice per lane.
        #[derive(Clone, Copy, Debug)]
        #[repr(transparent)]
        pub(super) struct $Mask($Integer);
        impl Mask for $Mask {
            #[inline(always)]
            fn from_bits(bits: u32) -> Self {
                Self(bits as $Integer)
            }
            #[inline(always)]
            fn bits(self) -> u32 {
                u32::from(self.0)
            }
        }
        impl BitAnd for $Mask {
            type Output = Self;
            #[inline(always)]
            fn bitand(self, other: Self) -> Self {
                Self(self.0 & other.0)
            }
        }
        impl BitOr for $Mask {
            type Output = Self;
            #[inline(always)]
            fn bitor(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }
        }
        impl Not for $Mask {
            type Output = Self;
            #[inline(always)]
            fn not(self) -> Self {
                Self(!self.0)
            }
        }
    };
}

macro_rules! operator {
    ($Pack:ident, $Trait:ident, $method:ident, $intrinsic:ident $(, $Assign:ident, $assign:ident)?) => {
        impl $Trait for $Pack {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                // SAFETY: see the module's documentation.
                Self(unsafe { $intrinsic(self.0, other.0) })
            }
        }
        $(impl $Assign for $Pack {
            #[inline(always)]
            fn $assign(&mut self, other: Self) {
                *self = self.$method(other);
            }
        })?
    };
}

macro_rules! pack {
    (
        $Pack:ident: $count:literal x $Element:ty as $Bits:ty, $Register:ty, $features:literal,
        elementary($exp:ident, $ln:ident), kernel($Kernel:ident, $enter:ident, $available:ident),
        arithmetic($splat:ident, $add:ident, $sub:ident, $mul:ident, $div:ident, $fma:ident, $sqrt:ident, $min:ident, $max:ident),
        mask $Mask:ident, less |$a:ident, $b:ident| $less:expr, select |$m:ident, $yes:ident, $no:ident| $select:expr,
        integer($to:ident, $from:ident, $splat_int:ident, $add_int:ident, $sub_int:ident, $and_int:ident, $or_int:ident,
                $left:ident, $right:ident, $shift:literal)
        $(, transpose $transpose:path)?
    ) => {
        /// A pack in one register.
        #[derive(Clone, Copy, Debug)]
        #[repr(transparent)]
        pub(super) struct $Pack($Register);

        operator!($Pack, Add, add, $add, AddAssign, add_assign);
        operator!($Pack, Sub, sub, $sub, SubAssign, sub_assign);
        operator!($Pack, Mul, mul, $mul, MulAssign, mul_assign);
        operator!($Pack, Div, div, $div);
        impl Neg for $Pack {
            type Output = Self;
            #[inline(always)]
            fn neg(self) -> Self {
                // Unlike `0 - x` this turns the sign of zero too.
                Self::constant(-0.0) - self
            }
        }

        impl Real for $Pack {
            #[inline(always)]
            fn constant(value: f64) -> Self {
                // SAFETY: see the module's documentation.
                Self(unsafe { $splat(<$Element>::constant(value)) })
            }
            #[inline(always)]
            fn mul_add(self, factor: Self, term: Self) -> Self {
                // SAFETY: see the module's documentation.
                Self(unsafe { $fma(self.0, factor.0, term.0) })
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
                // SAFETY: see the module's documentation.
                Self(unsafe { $sqrt(self.0) })
            }
            #[inline(always)]
            fn abs(self) -> Self {
                self.and_bits(<Self as Raw>::from_bits(<$Bits>::MAX >> 1))
            }
            // The instructions return their second operand where either is not a number, as the scalar code does.
            #[inline(always)]
            fn min(self, other: Self) -> Self {
                // SAFETY: see the module's documentation.
                Self(unsafe { $min(other.0, self.0) })
            }
            #[inline(always)]
            fn max(self, other: Self) -> Self {
                // SAFETY: see the module's documentation.
                Self(unsafe { $max(other.0, self.0) })
            }
            #[inline(always)]
            fn select_less(self, bound: Self, if_less: Self, otherwise: Self) -> Self {
                Self::select(self.less(bound), if_less, otherwise)
            }
        }

        impl Lanes for $Pack {
            type Element = $Element;
            type Mask = $Mask;
            const COUNT: usize = $count;
            #[inline(always)]
            fn load(elements: &[$Element]) -> Self {
                let lanes: [$Element; $count] = core::array::from_fn(|i| elements[..$count][i]);
                // SAFETY: both are the same size and any bit pattern is valid.
                unsafe { transmute::<[$Element; $count], Self>(lanes) }
            }
            #[inline(always)]
            fn store(self, elements: &mut [$Element]) {
                // SAFETY: both are the same size and any bit pattern is valid.
                let lanes = unsafe { transmute::<Self, [$Element; $count]>(self) };
                elements[..$count].copy_from_slice(&lanes);
            }
            #[inline(always)]
            fn lane(self, index: usize) -> $Element {
                // SAFETY: both are the same size and any bit pattern is valid.
                let lanes = unsafe { transmute::<Self, [$Element; $count]>(self) };
                lanes[index]
            }
            #[inline(always)]
            fn with_lane(self, index: usize, value: $Element) -> Self {
                // SAFETY: both are the same size and any bit pattern is valid.
                let mut lanes = unsafe { transmute::<Self, [$Element; $count]>(self) };
                lanes[index] = value;
                // SAFETY: as above.
                unsafe { transmute::<[$Element; $count], Self>(lanes) }
            }
            #[inline(always)]
            fn less(self, bound: Self) -> $Mask {
                let ($a, $b) = (self.0, bound.0);
                // SAFETY: see the module's documentation.
                $Mask(unsafe { $less })
            }
            #[inline(always)]
            fn select(mask: $Mask, if_chosen: Self, otherwise: Self) -> Self {
                let ($m, $yes, $no) = (mask.0, if_chosen.0, otherwise.0);
                // SAFETY: see the module's documentation.
                Self(unsafe { $select })
            }
            #[inline(always)]
            fn splat(element: $Element) -> Self {
                // SAFETY: see the module's documentation.
                Self(unsafe { $splat(element) })
            }
            #[inline(always)]
            fn prefetch(elements: &[$Element]) {
                const LINE: usize = 64 / size_of::<$Element>();
                for line in elements.chunks(LINE) {
                    // SAFETY: the instruction reads nothing and never faults.
                    unsafe { _mm_prefetch::<_MM_HINT_T0>(line.as_ptr().cast()) };
                }
            }
            $(#[inline(always)]
            fn transpose(square: &mut [Self]) {
                $transpose(square);
            })?
            #[inline(always)]
            fn outline<Out>(closure: impl FnOnce() -> Out) -> Out {
                #[inline(never)]
                #[target_feature(enable = $features)]
                fn apart<Out>(closure: impl FnOnce() -> Out) -> Out {
                    // A register in memory makes the compiler align the stack, or else every second register that it
                    // puts aside lies across two cache lines.
                    core::hint::black_box(&core::mem::MaybeUninit::<$Pack>::uninit());
                    closure()
                }
                // SAFETY: see the module's documentation.
                unsafe { apart(closure) }
            }
        }

        impl Raw for $Pack {
            type Bits = $Bits;
            #[inline(always)]
            fn from_bits(bits: $Bits) -> Self {
                // SAFETY: see the module's documentation.
                Self(unsafe { $from($splat_int(bits.cast_signed())) })
            }
            #[inline(always)]
            fn add_bits(self, other: Self) -> Self {
                // SAFETY: see the module's documentation.
                Self(unsafe { $from($add_int($to(self.0), $to(other.0))) })
            }
            #[inline(always)]
            fn sub_bits(self, other: Self) -> Self {
                // SAFETY: see the module's documentation.
                Self(unsafe { $from($sub_int($to(self.0), $to(other.0))) })
            }
            #[inline(always)]
            fn and_bits(self, other: Self) -> Self {
                // SAFETY: see the module's documentation.
                Self(unsafe { $from($and_int($to(self.0), $to(other.0))) })
            }
            #[inline(always)]
            fn or_bits(self, other: Self) -> Self {
                // SAFETY: see the module's documentation.
                Self(unsafe { $from($or_int($to(self.0), $to(other.0))) })
            }
            #[inline(always)]
            fn to_exponent(self) -> Self {
                // SAFETY: see the module's documentation.
                Self(unsafe { $from($left::<$shift>($to(self.0))) })
            }
            #[inline(always)]
            fn exponent_bits(self) -> Self {
                // SAFETY: see the module's documentation.
                Self(unsafe { $from($right::<$shift>($to(self.0))) })
            }
        }

        /// Runs a kernel on this pack.
        ///
        /// # Panics
        /// If the machine lacks the instructions.
        pub(super) fn $enter<K: $Kernel>(kernel: K) -> K::Output {
            #[target_feature(enable = $features)]
            fn enter<K: $Kernel>(kernel: K) -> K::Output {
                kernel.run::<$Pack>()
            }
            assert!($available(), "the machine lacks {}", $features);
            // SAFETY: the machine was just checked.
            unsafe { enter(kernel) }
        }
    };
}

register_mask!(
    Choice4,
    __m256d,
    _mm256_and_pd,
    _mm256_or_pd,
    _mm256_xor_pd,
    _mm256_movemask_pd,
    _mm256_set1_epi64x,
    _mm256_castsi256_pd,
    _mm256_cmpeq_epi64,
    [1, 2, 4, 8],
    _mm256_setr_epi64x
);
register_mask!(
    Choice8,
    __m256,
    _mm256_and_ps,
    _mm256_or_ps,
    _mm256_xor_ps,
    _mm256_movemask_ps,
    _mm256_set1_epi32,
    _mm256_castsi256_ps,
    _mm256_cmpeq_epi32,
    [1, 2, 4, 8, 16, 32, 64, 128],
    _mm256_setr_epi32
);
integer_mask!(Bits8, __mmask8);
integer_mask!(Bits16, __mmask16);

pack! {
    Avx2F64: 4 x f64 as u64, __m256d, "avx2,fma",
    elementary(exp_64, ln_64), kernel(Kernel64, enter_avx2_f64, has_avx2),
    arithmetic(_mm256_set1_pd, _mm256_add_pd, _mm256_sub_pd, _mm256_mul_pd, _mm256_div_pd, _mm256_fmadd_pd,
               _mm256_sqrt_pd, _mm256_min_pd, _mm256_max_pd),
    mask Choice4, less |a, b| _mm256_cmp_pd::<_CMP_LT_OQ>(a, b),
    select |mask, yes, no| _mm256_blendv_pd(no, yes, mask),
    integer(_mm256_castpd_si256, _mm256_castsi256_pd, _mm256_set1_epi64x, _mm256_add_epi64, _mm256_sub_epi64,
            _mm256_and_si256, _mm256_or_si256, _mm256_slli_epi64, _mm256_srli_epi64, 52),
    transpose transpose::four_f64
}
pack! {
    Avx2F32: 8 x f32 as u32, __m256, "avx2,fma",
    elementary(exp_32, ln_32), kernel(Kernel32, enter_avx2_f32, has_avx2),
    arithmetic(_mm256_set1_ps, _mm256_add_ps, _mm256_sub_ps, _mm256_mul_ps, _mm256_div_ps, _mm256_fmadd_ps,
               _mm256_sqrt_ps, _mm256_min_ps, _mm256_max_ps),
    mask Choice8, less |a, b| _mm256_cmp_ps::<_CMP_LT_OQ>(a, b),
    select |mask, yes, no| _mm256_blendv_ps(no, yes, mask),
    integer(_mm256_castps_si256, _mm256_castsi256_ps, _mm256_set1_epi32, _mm256_add_epi32, _mm256_sub_epi32,
            _mm256_and_si256, _mm256_or_si256, _mm256_slli_epi32, _mm256_srli_epi32, 23),
    transpose transpose::eight_f32
}
pack! {
    Avx512F64: 8 x f64 as u64, __m512d, "avx512f",
    elementary(exp_64, ln_64), kernel(Kernel64, enter_avx512_f64, has_avx512),
    arithmetic(_mm512_set1_pd, _mm512_add_pd, _mm512_sub_pd, _mm512_mul_pd, _mm512_div_pd, _mm512_fmadd_pd,
               _mm512_sqrt_pd, _mm512_min_pd, _mm512_max_pd),
    mask Bits8, less |a, b| _mm512_cmp_pd_mask::<_CMP_LT_OQ>(a, b),
    select |mask, yes, no| _mm512_mask_blend_pd(mask, no, yes),
    integer(_mm512_castpd_si512, _mm512_castsi512_pd, _mm512_set1_epi64, _mm512_add_epi64, _mm512_sub_epi64,
            _mm512_and_si512, _mm512_or_si512, _mm512_slli_epi64, _mm512_srli_epi64, 52)
}
pack! {
    Avx512F32: 16 x f32 as u32, __m512, "avx512f",
    elementary(exp_32, ln_32), kernel(Kernel32, enter_avx512_f32, has_avx512),
    arithmetic(_mm512_set1_ps, _mm512_add_ps, _mm512_sub_ps, _mm512_mul_ps, _mm512_div_ps, _mm512_fmadd_ps,
               _mm512_sqrt_ps, _mm512_min_ps, _mm512_max_ps),
    mask Bits16, less |a, b| _mm512_cmp_ps_mask::<_CMP_LT_OQ>(a, b),
    select |mask, yes, no| _mm512_mask_blend_ps(mask, no, yes),
    integer(_mm512_castps_si512, _mm512_castsi512_ps, _mm512_set1_epi32, _mm512_add_epi32, _mm512_sub_epi32,
            _mm512_and_si512, _mm512_or_si512, _mm512_slli_epi32, _mm512_srli_epi32, 23)
}

/// Whether the machine has AVX2 and the fused multiply-add.
pub(super) fn has_avx2() -> bool {
    std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma")
}

/// Whether the machine has the foundation of AVX-512.
pub(super) fn has_avx512() -> bool {
    std::arch::is_x86_feature_detected!("avx512f")
}

/// Runs scalar code with the fused instruction where the machine has it: the same bits as without, and no library call.
pub(super) fn with_fused<Out>(closure: impl FnOnce() -> Out) -> Out {
    #[inline(never)]
    #[target_feature(enable = "avx2,fma")]
    fn fused<Out>(closure: impl FnOnce() -> Out) -> Out {
        closure()
    }
    #[inline(never)]
    fn plain<Out>(closure: impl FnOnce() -> Out) -> Out {
        closure()
    }
    if has_avx2() {
        // SAFETY: the machine was just checked.
        unsafe { fused(closure) }
    } else {
        plain(closure)
    }
}
