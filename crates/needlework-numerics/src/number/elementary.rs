//! Exponential and logarithm without branches and without fused operations: every pack, and plain `f64` or `f32`, gives
//! the same bits on every machine. Within 1 unit in the last place (tested against the standard library).
//!
//! Method: the argument is reduced with `ln 2` in two parts, then a polynomial. The polynomial of the logarithm is the
//! minimax fit published with fdlibm (Sun Microsystems, 1993); that of the exponential is Taylor's, long enough.

use super::lanes::Lanes;

/// Adding this rounds a small number to an integer and leaves it in the low bits (1.5 · 2⁵²).
const ROUND_64: f64 = 6755399441055744.0;
/// As [`ROUND_64`] for `f32` (1.5 · 2²³).
const ROUND_32: f64 = 12582912.0;
/// High part of ln 2 with enough trailing zeros that its product with an exponent is exact.
const LN2_HIGH_64: f64 = f64::from_bits(0x3fe6_2e42_fee0_0000);
/// `ln 2 - LN2_HIGH_64`.
const LN2_LOW_64: f64 = 1.908_214_929_270_587_7e-10;
const LN2_HIGH_32: f64 = 0.693359375;
const LN2_LOW_32: f64 = -2.121_944_4e-4;

/// `1 + r + r²/2! + …` up to `r^N/N!` where `N = inverse_factorials.len() + 1`.
#[inline(always)]
fn exponential_series<V: Lanes, const K: usize>(r: V, inverse_factorials: [f64; K]) -> V {
    let mut tail = V::zero();
    for value in inverse_factorials {
        tail = tail * r + V::constant(value);
    }
    V::one() + (r + r * r * tail)
}

/// `2^n` for an integer-valued `n` inside the exponent range.
#[inline(always)]
fn power_of_two<V: Lanes>(n: V, round: V, bias: V) -> V {
    (n + round).add_bits(bias).to_exponent()
}

/// Exponential of an `f64` pack.
#[inline(always)]
pub(super) fn exp_64<V: Lanes<Bits = u64>>(x: V) -> V {
    let round = V::constant(ROUND_64);
    let bias = V::from_bits(1023);
    let x = x.max(V::constant(-750.0)).min(V::constant(710.0));
    let n = (x * V::constant(core::f64::consts::LOG2_E) + round) - round;
    let r = (x - n * V::constant(LN2_HIGH_64)) - n * V::constant(LN2_LOW_64);
    let series = exponential_series(
        r,
        [
            1.0 / 6227020800.0,
            1.0 / 479001600.0,
            1.0 / 39916800.0,
            1.0 / 3628800.0,
            1.0 / 362880.0,
            1.0 / 40320.0,
            1.0 / 5040.0,
            1.0 / 720.0,
            1.0 / 120.0,
            1.0 / 24.0,
            1.0 / 6.0,
            0.5,
        ],
    );
    // Two factors, because 2^n itself can lie outside the range where the result does not.
    let half = (n * V::constant(0.5) + round) - round;
    series * power_of_two(half, round, bias) * power_of_two(n - half, round, bias)
}

/// Exponential of an `f32` pack.
#[inline(always)]
pub(super) fn exp_32<V: Lanes<Bits = u32>>(x: V) -> V {
    let round = V::constant(ROUND_32);
    let bias = V::from_bits(127);
    let x = x.max(V::constant(-106.0)).min(V::constant(89.0));
    let n = (x * V::constant(core::f64::consts::LOG2_E) + round) - round;
    let r = (x - n * V::constant(LN2_HIGH_32)) - n * V::constant(LN2_LOW_32);
    let series = exponential_series(r, [1.0 / 5040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5]);
    let half = (n * V::constant(0.5) + round) - round;
    series * power_of_two(half, round, bias) * power_of_two(n - half, round, bias)
}

/// `ln(1 + f) + k ln 2` from the polynomial `remainder(s²)`, `s = f / (2 + f)`.
#[inline(always)]
fn combine<V: Lanes, const K: usize>(f: V, k: V, high: f64, low: f64, coefficients: [f64; K]) -> V {
    let s = f / (V::constant(2.0) + f);
    let z = s * s;
    let mut remainder = V::zero();
    for value in coefficients {
        remainder = (remainder + V::constant(value)) * z;
    }
    let half_square = V::constant(0.5) * f * f;
    k * V::constant(high) - ((half_square - (s * (half_square + remainder) + k * V::constant(low))) - f)
}

/// Results for zero, negative, infinite and not-a-number arguments.
#[inline(always)]
fn special_logarithms<V: Lanes>(x: V, result: V, smallest: f64) -> V {
    let infinity = V::constant(f64::INFINITY);
    let not_positive = x.select_less(V::zero(), V::constant(f64::NAN), -infinity);
    let finite = x.select_less(infinity, result, x);
    x.select_less(V::constant(smallest), not_positive, finite)
}

/// Natural logarithm of an `f64` pack.
#[inline(always)]
pub(super) fn ln_64<V: Lanes<Bits = u64>>(x: V) -> V {
    let normal = V::constant(f64::MIN_POSITIVE);
    let scaled = x.select_less(normal, x * V::constant(18014398509481984.0), x);
    let lifted = x.select_less(normal, V::constant(-54.0), V::zero());
    // Moves the cut between two exponents from 1 to √½, so that the mantissa lies in [√½, √2).
    let root_half = V::from_bits(0x3fe6_a09e_667f_3bcd);
    let shifted = scaled.add_bits(V::from_bits(0x3ff0_0000_0000_0000)).sub_bits(root_half);
    let exponent = shifted.exponent_bits().or_bits(V::from_bits(0x4330_0000_0000_0000));
    let k = exponent - V::constant(4503599627371519.0) + lifted;
    let mantissa = shifted.and_bits(V::from_bits(0x000f_ffff_ffff_ffff)).add_bits(root_half);
    let f = mantissa - V::one();
    let result = combine(
        f,
        k,
        LN2_HIGH_64,
        LN2_LOW_64,
        [
            0.147_981_986_051_165_86,
            0.153_138_376_992_093_73,
            0.181_835_721_616_180_5,
            0.222_221_984_321_497_84,
            0.285_714_287_436_623_9,
            0.399_999_999_994_094_2,
            0.666_666_666_666_673_5,
        ],
    );
    special_logarithms(x, result, f64::from_bits(1))
}

/// Natural logarithm of an `f32` pack.
#[inline(always)]
pub(super) fn ln_32<V: Lanes<Bits = u32>>(x: V) -> V {
    let normal = V::constant(f64::from(f32::MIN_POSITIVE));
    let scaled = x.select_less(normal, x * V::constant(16777216.0), x);
    let lifted = x.select_less(normal, V::constant(-24.0), V::zero());
    let root_half = V::from_bits(0x3f35_04f3);
    let shifted = scaled.add_bits(V::from_bits(0x3f80_0000)).sub_bits(root_half);
    let exponent = shifted.exponent_bits().or_bits(V::from_bits(0x4b00_0000));
    let k = exponent - V::constant(8388735.0) + lifted;
    let mantissa = shifted.and_bits(V::from_bits(0x007f_ffff)).add_bits(root_half);
    let f = mantissa - V::one();
    let result = combine(f, k, LN2_HIGH_32, LN2_LOW_32, [0.242_790_79, 0.284_987_87, 0.400_009_72, 0.666_666_63]);
    special_logarithms(x, result, f64::from(f32::from_bits(1)))
}
