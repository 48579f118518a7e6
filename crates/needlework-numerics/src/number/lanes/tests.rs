//! Every width gives the bits of plain scalar code; the elementary functions are accurate.

use super::{Kernel32, Kernel64, Lanes, Mask, Width, dispatch32, dispatch64};
use crate::number::Real;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// All operations on the same numbers, one result after the other.
#[inline(always)]
fn every_operation<V: Lanes>(a: &[V::Element], b: &[V::Element], c: &[V::Element]) -> Vec<V::Element> {
    let mut results = Vec::new();
    let mut buffer = vec![V::Element::default(); V::COUNT];
    let operations: [fn(V, V, V) -> V; 17] = [
        |a, b, _| a + b,
        |a, b, _| a - b,
        |a, b, _| a * b,
        |a, b, _| a / b,
        |a, _, _| -a,
        |a, b, c| a.mul_add(b, c),
        |a, _, _| a.exp(),
        |a, _, _| a.abs().ln(),
        |a, _, _| a.abs().sqrt(),
        |a, _, _| a.abs(),
        |a, b, _| a.min(b),
        |a, b, _| a.max(b),
        |a, b, c| a.select_less(b, c, a),
        |a, b, _| a.abs().powf(b.min(V::constant(3.0))),
        |a, b, _| a.abs().hill(b.abs(), 3),
        |a, b, c| V::select(a.less(b) & !b.less(c) | c.less(a), a, c),
        |a, b, c| {
            let mut mixed = a;
            mixed += b;
            mixed -= c;
            mixed *= b;
            mixed
        },
    ];
    for operation in operations {
        for start in (0..a.len()).step_by(V::COUNT) {
            let result = operation(V::load(&a[start..]), V::load(&b[start..]), V::load(&c[start..]));
            result.store(&mut buffer);
            results.extend_from_slice(&buffer);
        }
    }
    results
}

struct Operations64<'a>([&'a [f64]; 3]);
impl Kernel64 for Operations64<'_> {
    type Output = Vec<f64>;
    #[inline(always)]
    fn run<V: Lanes<Element = f64>>(self) -> Vec<f64> {
        every_operation::<V>(self.0[0], self.0[1], self.0[2])
    }
}
struct Operations32<'a>([&'a [f32]; 3]);
impl Kernel32 for Operations32<'_> {
    type Output = Vec<f32>;
    #[inline(always)]
    fn run<V: Lanes<Element = f32>>(self) -> Vec<f32> {
        every_operation::<V>(self.0[0], self.0[1], self.0[2])
    }
}

/// Numbers over many magnitudes, with the awkward ones among them; a multiple of every width in length.
fn numbers(seed: u64) -> Vec<f64> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let awkward =
        [0.0, -0.0, 1.0, -1.0, 1e-310, 5e-324, 1e308, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 709.5, -745.0];
    let mut numbers: Vec<f64> = (0..4096)
        .map(|_| {
            let magnitude = random.random_range(-9.0..3.0_f64);
            let sign = if random.random_bool(0.5) { 1.0 } else { -1.0 };
            sign * 10.0_f64.powf(magnitude)
        })
        .collect();
    let spread = 4096 / awkward.len();
    for (i, value) in awkward.into_iter().enumerate() {
        numbers[i * spread + seed as usize] = value;
    }
    numbers
}

/// The same bits, or both not a number (whose payload the hardware chooses).
fn same(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan()
}

fn available() -> impl Iterator<Item = Width> {
    Width::ALL.into_iter().filter(|width| {
        if !width.is_available() {
            println!("skipped: this machine has no {width}");
        }
        width.is_available()
    })
}

#[test]
fn every_width_gives_the_bits_of_scalar_code() {
    let inputs = [numbers(1), numbers(2), numbers(3)];
    // Called plainly: no fused instruction is enabled, `mul_add` is the library's.
    let plain = every_operation::<f64>(&inputs[0], &inputs[1], &inputs[2]);
    let narrow: Vec<Vec<f32>> = inputs.iter().map(|list| list.iter().map(|&x| x as f32).collect()).collect();
    let plain_narrow = every_operation::<f32>(&narrow[0], &narrow[1], &narrow[2]);
    for width in available() {
        let results = dispatch64(width, Operations64([&inputs[0], &inputs[1], &inputs[2]]));
        assert_eq!(results.len(), plain.len());
        for (i, (&a, &b)) in results.iter().zip(&plain).enumerate() {
            assert!(same(a, b), "{width}: f64 operation {} at {}: {a:e} is not {b:e}", i / 4096, i % 4096);
        }
        let results = dispatch32(width, Operations32([&narrow[0], &narrow[1], &narrow[2]]));
        assert_eq!(results.len(), plain_narrow.len());
        for (i, (&a, &b)) in results.iter().zip(&plain_narrow).enumerate() {
            assert!(
                same(a.into(), b.into()),
                "{width}: f32 operation {} at {}: {a:e} is not {b:e}",
                i / 4096,
                i % 4096
            );
        }
    }
}

struct Masks;
impl Kernel64 for Masks {
    type Output = ();
    fn run<V: Lanes<Element = f64>>(self) {
        let all = (1_u32 << V::COUNT) - 1;
        for bits in 0..=all {
            let mask = V::Mask::from_bits(bits);
            assert_eq!(mask.bits(), bits);
            assert_eq!((!mask).bits() & all, !bits & all);
            assert_eq!(mask.any(), bits != 0);
            let picked = V::select(mask, V::one(), V::zero());
            for lane in 0..V::COUNT {
                assert_eq!(picked.lane(lane), f64::from(bits >> lane & 1));
                let changed = picked.with_lane(lane, 7.0);
                for other in 0..V::COUNT {
                    assert_eq!(changed.lane(other), if other == lane { 7.0 } else { picked.lane(other) });
                }
            }
        }
        let mut square: Vec<V> = (0..V::COUNT).map(|i| V::splat(i as f64)).collect();
        for (i, pack) in square.iter_mut().enumerate() {
            *pack = pack.with_lane(0, i as f64 + 100.0);
        }
        V::transpose(&mut square);
        for (i, pack) in square.iter().enumerate() {
            for j in 0..V::COUNT {
                assert_eq!(pack.lane(j), if i == 0 { j as f64 + 100.0 } else { j as f64 });
            }
        }
        assert_eq!(V::outline(|| V::constant(2.5) + V::one()).lane(V::COUNT - 1), 3.5);
    }
}

struct Square32;
impl Kernel32 for Square32 {
    type Output = ();
    fn run<V: Lanes<Element = f32>>(self) {
        let number = |i: usize, j: usize| (100 * i + j) as f32;
        let mut square: Vec<V> =
            (0..V::COUNT).map(|i| V::load(&(0..V::COUNT).map(|j| number(i, j)).collect::<Vec<_>>())).collect();
        V::transpose(&mut square);
        for (i, pack) in square.iter().enumerate() {
            for j in 0..V::COUNT {
                assert_eq!(pack.lane(j), number(j, i));
            }
        }
    }
}

#[test]
fn squares_are_turned() {
    for width in available() {
        dispatch32(width, Square32);
    }
}

#[test]
fn masks_and_lanes_address_the_right_lane() {
    for width in available() {
        dispatch64(width, Masks);
    }
}

/// Distance in units of the last place of the exact value.
fn ulps(value: f64, exact: f64) -> f64 {
    (value - exact).abs() / (f64::from_bits(exact.to_bits() + 1) - exact).abs()
}

#[test]
fn exponential_and_logarithm_agree_with_the_standard_library() {
    let mut random = ChaCha8Rng::seed_from_u64(7);
    let (mut worst_exp, mut worst_ln) = (0.0_f64, 0.0_f64);
    for _ in 0..1_000_000 {
        let x = random.random_range(-745.0..709.7);
        worst_exp = worst_exp.max(ulps(Real::exp(x), f64::exp(x)));
        let x = random.random_range(-1.0..1.0);
        worst_exp = worst_exp.max(ulps(Real::exp(x), f64::exp(x)));
        let x = f64::from_bits(random.random_range(1..0x7ff0_0000_0000_0000));
        worst_ln = worst_ln.max(ulps(Real::ln(x), f64::ln(x)));
        let x = random.random_range(0.5..2.0);
        worst_ln = worst_ln.max(ulps(Real::ln(x), f64::ln(x)));
    }
    println!("worst distance to the standard library: exp {worst_exp:.2} ulp, ln {worst_ln:.2} ulp");
    assert!(worst_exp <= 2.0 && worst_ln <= 2.0);
    let (mut worst_exp, mut worst_ln) = (0.0_f64, 0.0_f64);
    for _ in 0..300_000 {
        let x: f32 = random.random_range(-87.0..88.7);
        let unit = f64::from(f32::from_bits(f32::exp(x).to_bits() + 1) - f32::exp(x));
        worst_exp = worst_exp.max((f64::from(Real::exp(x)) - f64::exp(x.into())).abs() / unit);
        let x: f32 = f32::from_bits(random.random_range(1..0x7f80_0000));
        let exact = f64::ln(x.into());
        let unit = f64::from(f32::from_bits((exact as f32).abs().to_bits() + 1) - (exact as f32).abs());
        worst_ln = worst_ln.max((f64::from(Real::ln(x)) - exact).abs() / unit);
    }
    println!("f32: exp {worst_exp:.2} ulp, ln {worst_ln:.2} ulp");
    assert!(worst_exp <= 2.0 && worst_ln <= 2.0);
}

#[test]
fn exponential_and_logarithm_of_special_arguments() {
    assert_eq!(Real::exp(f64::NEG_INFINITY), 0.0);
    assert_eq!(Real::exp(f64::INFINITY), f64::INFINITY);
    assert_eq!(Real::exp(0.0_f64), 1.0);
    assert!(Real::exp(f64::NAN).is_nan());
    assert_eq!(Real::ln(0.0_f64), f64::NEG_INFINITY);
    assert_eq!(Real::ln(f64::INFINITY), f64::INFINITY);
    assert_eq!(Real::ln(1.0_f64), 0.0);
    assert!(Real::ln(-1.0_f64).is_nan() && Real::ln(f64::NAN).is_nan());
    assert_eq!(Real::powf(0.0_f64, 2.5), 0.0);
}

#[test]
fn width_names_are_read_back() {
    for width in Width::ALL {
        assert_eq!(width.name().parse(), Ok(width));
    }
    assert!("sse".parse::<Width>().is_err());
    assert!(Width::best().is_available());
}
