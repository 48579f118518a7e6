//! Squares of packs turned in registers.

use super::{Avx2F32, Avx2F64};
use core::arch::x86_64::*;

#[inline(always)]
pub(super) fn four_f64(square: &mut [Avx2F64]) {
    let rows = &mut square[..4];
    // SAFETY: see the documentation of the module above.
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

#[inline(always)]
pub(super) fn eight_f32(square: &mut [Avx2F32]) {
    let rows = &mut square[..8];
    // SAFETY: see the documentation of the module above.
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
