//! The one place of this folder with unsafe code, and why each piece needs it.
//!
//! 1. **Vector loads and stores.** The AVX2 packs move 32 bytes through a pointer; the length of the slice is checked
//!    first, so no access can leave it. Arithmetic intrinsics need `unsafe` only because the compiler cannot see that
//!    these packs are made nowhere except below a check for AVX2 and FMA.
//! 2. **Run-time dispatch.** [`dispatch`] calls a function compiled for AVX2 and FMA after asking the processor.
//! 3. **Disjoint slabs.** [`SlabView`] lets threads work on different y ranges of one block, whose rows interleave in
//!    memory, so that slices alone cannot express the split. Its methods keep the ranges apart.
//!
//! Every pack, whatever its width, computes each lane with the same correctly rounded operations in the same order, so
//! results do not depend on the processor.
#![allow(unsafe_code)]

use core::marker::PhantomData;

/// A storage number of fields: `f32` or `f64`.
pub trait Number: Copy + Send + Sync + PartialOrd + Default + core::fmt::Debug + 'static {
    /// Zero.
    const ZERO: Self;
    /// Relative spacing of the format [-].
    const EPSILON: f64;
    /// Rounds to the format.
    fn from_f64(value: f64) -> Self;
    /// Widens.
    fn to_f64(self) -> f64;
    /// Runs `task` on the widest pack that the processor has.
    #[doc(hidden)]
    fn dispatch<K: Task<Self>>(task: K);
}

/// Work that is written once over any pack. `run` must be `#[inline(always)]`, or it loses the instruction set.
#[doc(hidden)]
pub trait Task<T> {
    /// Does the work with one kind of pack.
    fn run<P: Pack<Num = T>>(self);
}

/// Runs `task` on the widest pack that the processor has.
pub(super) fn dispatch<T: Number, K: Task<T>>(task: K) {
    T::dispatch(task);
}

/// A few neighbouring numbers that move and compute together.
#[doc(hidden)]
pub trait Pack: Copy {
    /// The number in each lane.
    type Num: Number;
    /// How many numbers.
    const LANES: usize;
    /// The same number in every lane.
    fn splat(value: Self::Num) -> Self;
    /// The first `LANES` numbers of a slice.
    fn load(from: &[Self::Num]) -> Self;
    /// Overwrites the first `LANES` numbers of a slice.
    fn store(self, to: &mut [Self::Num]);
    /// `self + other`.
    #[must_use]
    fn plus(self, other: Self) -> Self;
    /// `self - other`.
    #[must_use]
    fn minus(self, other: Self) -> Self;
    /// `self * other`.
    #[must_use]
    fn times(self, other: Self) -> Self;
    /// `self * factor + term`, rounded once.
    #[must_use]
    fn times_plus(self, factor: Self, term: Self) -> Self;
    /// Lane by lane, the smaller.
    #[must_use]
    fn smaller(self, other: Self) -> Self;
    /// Turns `LANES` packs, read as the rows of a square, into its columns.
    fn transpose(square: &mut [Self]);
}

/// Packs without special instructions: an array.
#[derive(Clone, Copy)]
pub struct Portable<T, const N: usize>([T; N]);

macro_rules! portable {
    ($num:ty, $lanes:literal) => {
        impl Pack for Portable<$num, $lanes> {
            type Num = $num;
            const LANES: usize = $lanes;
            #[inline(always)]
            fn splat(value: $num) -> Self {
                Self([value; $lanes])
            }
            #[inline(always)]
            fn load(from: &[$num]) -> Self {
                let mut lanes = [0.0; $lanes];
                lanes.copy_from_slice(&from[..$lanes]);
                Self(lanes)
            }
            #[inline(always)]
            fn store(self, to: &mut [$num]) {
                to[..$lanes].copy_from_slice(&self.0);
            }
            #[inline(always)]
            fn plus(self, other: Self) -> Self {
                Self(core::array::from_fn(|k| self.0[k] + other.0[k]))
            }
            #[inline(always)]
            fn minus(self, other: Self) -> Self {
                Self(core::array::from_fn(|k| self.0[k] - other.0[k]))
            }
            #[inline(always)]
            fn times(self, other: Self) -> Self {
                Self(core::array::from_fn(|k| self.0[k] * other.0[k]))
            }
            #[inline(always)]
            fn times_plus(self, factor: Self, term: Self) -> Self {
                Self(core::array::from_fn(|k| self.0[k].mul_add(factor.0[k], term.0[k])))
            }
            #[inline(always)]
            fn smaller(self, other: Self) -> Self {
                Self(core::array::from_fn(|k| if self.0[k] < other.0[k] { self.0[k] } else { other.0[k] }))
            }
            #[inline(always)]
            fn transpose(square: &mut [Self]) {
                let rows: [Self; $lanes] = core::array::from_fn(|i| square[i]);
                for (i, column) in square.iter_mut().enumerate().take($lanes) {
                    *column = Self(core::array::from_fn(|j| rows[j].0[i]));
                }
            }
        }
    };
}
portable!(f64, 4);
portable!(f32, 8);

impl Number for f64 {
    const ZERO: Self = 0.0;
    const EPSILON: f64 = f64::EPSILON;
    fn from_f64(value: f64) -> Self {
        value
    }
    fn to_f64(self) -> f64 {
        self
    }
    fn dispatch<K: Task<Self>>(task: K) {
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma") {
            // SAFETY: the processor has both features, asked on the line above.
            unsafe { avx2::run_f64(task) };
            return;
        }
        task.run::<Portable<f64, 4>>();
    }
}

impl Number for f32 {
    const ZERO: Self = 0.0;
    const EPSILON: f64 = f32::EPSILON as f64;
    fn from_f64(value: f64) -> Self {
        value as f32
    }
    fn to_f64(self) -> f64 {
        f64::from(self)
    }
    fn dispatch<K: Task<Self>>(task: K) {
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma") {
            // SAFETY: the processor has both features, asked on the line above.
            unsafe { avx2::run_f32(task) };
            return;
        }
        task.run::<Portable<f32, 8>>();
    }
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use super::{Pack, Task};
    use core::arch::x86_64::{
        __m256, __m256d, _mm256_add_pd, _mm256_add_ps, _mm256_fmadd_pd, _mm256_fmadd_ps, _mm256_loadu_pd,
        _mm256_loadu_ps, _mm256_min_pd, _mm256_min_ps, _mm256_mul_pd, _mm256_mul_ps, _mm256_permute2f128_pd,
        _mm256_permute2f128_ps, _mm256_set1_pd, _mm256_set1_ps, _mm256_shuffle_ps, _mm256_storeu_pd, _mm256_storeu_ps,
        _mm256_sub_pd, _mm256_sub_ps, _mm256_unpackhi_pd, _mm256_unpackhi_ps, _mm256_unpacklo_pd, _mm256_unpacklo_ps,
    };

    #[target_feature(enable = "avx2,fma")]
    pub(super) fn run_f64<K: Task<f64>>(task: K) {
        task.run::<F64x4>();
    }

    #[target_feature(enable = "avx2,fma")]
    pub(super) fn run_f32<K: Task<f32>>(task: K) {
        task.run::<F32x8>();
    }

    /// Four `f64`. Made only below [`run_f64`].
    #[derive(Clone, Copy)]
    pub(super) struct F64x4(__m256d);

    /// Eight `f32`. Made only below [`run_f32`].
    #[derive(Clone, Copy)]
    pub(super) struct F32x8(__m256);

    macro_rules! arithmetic {
        ($num:ty, $lanes:literal, $set:ident, $load:ident, $store:ident, $add:ident, $sub:ident, $mul:ident, $fma:ident,
         $min:ident) => {
            type Num = $num;
            const LANES: usize = $lanes;
            #[inline(always)]
            fn splat(value: $num) -> Self {
                // SAFETY: packs exist only where AVX2 and FMA do; so for every block of this macro.
                Self(unsafe { $set(value) })
            }
            #[inline(always)]
            fn load(from: &[$num]) -> Self {
                let lanes = &from[..$lanes];
                // SAFETY: `lanes` has exactly the numbers that are read.
                Self(unsafe { $load(lanes.as_ptr()) })
            }
            #[inline(always)]
            fn store(self, to: &mut [$num]) {
                let lanes = &mut to[..$lanes];
                // SAFETY: `lanes` has exactly the numbers that are written.
                unsafe { $store(lanes.as_mut_ptr(), self.0) }
            }
            #[inline(always)]
            fn plus(self, other: Self) -> Self {
                // SAFETY: see `splat`.
                Self(unsafe { $add(self.0, other.0) })
            }
            #[inline(always)]
            fn minus(self, other: Self) -> Self {
                // SAFETY: see `splat`.
                Self(unsafe { $sub(self.0, other.0) })
            }
            #[inline(always)]
            fn times(self, other: Self) -> Self {
                // SAFETY: see `splat`.
                Self(unsafe { $mul(self.0, other.0) })
            }
            #[inline(always)]
            fn times_plus(self, factor: Self, term: Self) -> Self {
                // SAFETY: see `splat`.
                Self(unsafe { $fma(self.0, factor.0, term.0) })
            }
            #[inline(always)]
            fn smaller(self, other: Self) -> Self {
                // SAFETY: see `splat`.
                Self(unsafe { $min(self.0, other.0) })
            }
        };
    }

    impl Pack for F64x4 {
        arithmetic!(
            f64,
            4,
            _mm256_set1_pd,
            _mm256_loadu_pd,
            _mm256_storeu_pd,
            _mm256_add_pd,
            _mm256_sub_pd,
            _mm256_mul_pd,
            _mm256_fmadd_pd,
            _mm256_min_pd
        );
        #[inline(always)]
        fn transpose(square: &mut [Self]) {
            let rows = &mut square[..4];
            // SAFETY: see `splat`.
            unsafe {
                let low_a = _mm256_unpacklo_pd(rows[0].0, rows[1].0);
                let high_a = _mm256_unpackhi_pd(rows[0].0, rows[1].0);
                let low_b = _mm256_unpacklo_pd(rows[2].0, rows[3].0);
                let high_b = _mm256_unpackhi_pd(rows[2].0, rows[3].0);
                rows[0].0 = _mm256_permute2f128_pd::<0x20>(low_a, low_b);
                rows[1].0 = _mm256_permute2f128_pd::<0x20>(high_a, high_b);
                rows[2].0 = _mm256_permute2f128_pd::<0x31>(low_a, low_b);
                rows[3].0 = _mm256_permute2f128_pd::<0x31>(high_a, high_b);
            }
        }
    }

    impl Pack for F32x8 {
        arithmetic!(
            f32,
            8,
            _mm256_set1_ps,
            _mm256_loadu_ps,
            _mm256_storeu_ps,
            _mm256_add_ps,
            _mm256_sub_ps,
            _mm256_mul_ps,
            _mm256_fmadd_ps,
            _mm256_min_ps
        );
        #[inline(always)]
        fn transpose(square: &mut [Self]) {
            let rows = &mut square[..8];
            // SAFETY: see `splat`.
            unsafe {
                let mut pairs = [rows[0].0; 8];
                for k in 0..4 {
                    pairs[2 * k] = _mm256_unpacklo_ps(rows[2 * k].0, rows[2 * k + 1].0);
                    pairs[2 * k + 1] = _mm256_unpackhi_ps(rows[2 * k].0, rows[2 * k + 1].0);
                }
                let mut quads = [rows[0].0; 8];
                for k in 0..2 {
                    let (a, b, c, d) = (pairs[4 * k], pairs[4 * k + 1], pairs[4 * k + 2], pairs[4 * k + 3]);
                    quads[4 * k] = _mm256_shuffle_ps::<0x44>(a, c);
                    quads[4 * k + 1] = _mm256_shuffle_ps::<0xEE>(a, c);
                    quads[4 * k + 2] = _mm256_shuffle_ps::<0x44>(b, d);
                    quads[4 * k + 3] = _mm256_shuffle_ps::<0xEE>(b, d);
                }
                for k in 0..4 {
                    rows[k].0 = _mm256_permute2f128_ps::<0x20>(quads[k], quads[k + 4]);
                    rows[k + 4].0 = _mm256_permute2f128_ps::<0x31>(quads[k], quads[k + 4]);
                }
            }
        }
    }
}

/// The y ranges of one block `[z][y][x]`, held by different threads at the same time.
pub(super) struct SlabView<'a, T> {
    start: *mut T,
    width: usize,
    rows: usize,
    planes: usize,
    plane_stride: usize,
    owner: PhantomData<&'a mut [T]>,
}

// SAFETY: a view is an exclusive borrow of its own rows (see `split`), as `&mut [T]` is.
unsafe impl<T: Send> Send for SlabView<'_, T> {}

impl<'a, T> SlabView<'a, T> {
    /// All rows of a block of `planes` × `rows` × `width` numbers.
    ///
    /// # Panics
    /// If the block has another size.
    pub(super) fn new(block: &'a mut [T], width: usize, rows: usize, planes: usize) -> Self {
        assert_eq!(block.len(), width * rows * planes, "block size");
        Self { start: block.as_mut_ptr(), width, rows, planes, plane_stride: width * rows, owner: PhantomData }
    }

    /// How many y rows this view holds.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// The rows below `at` and those from `at` on.
    ///
    /// # Panics
    /// If `at` is beyond the last row.
    pub(super) fn split(self, at: usize) -> (Self, Self) {
        assert!(at <= self.rows, "split point");
        let upper = Self {
            // SAFETY: row `at` of plane 0 lies in the block, or one row past its end when the view is empty.
            start: unsafe { self.start.add(at * self.width) },
            rows: self.rows - at,
            ..self
        };
        (Self { rows: at, ..self }, upper)
    }

    /// Row `y` of plane `z`.
    ///
    /// # Panics
    /// If the row is not of this view.
    #[inline(always)]
    pub(super) fn row(&mut self, z: usize, y: usize) -> &mut [T] {
        assert!(y < self.rows && z < self.planes, "row of another view");
        // SAFETY: the row lies in the block (checked), belongs to no other view (split), and is borrowed from `self`.
        unsafe { core::slice::from_raw_parts_mut(self.start.add(z * self.plane_stride + y * self.width), self.width) }
    }
}
