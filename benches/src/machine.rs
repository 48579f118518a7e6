//! What this machine can do at most, measured in the same run as the kernels: memory bandwidth and arithmetic.

use core::hint::black_box;
use needlework::number::lanes::{Kernel32, Kernel64, Lanes, Width, dispatch32, dispatch64};

/// Processor time of the calling thread [s]. Other users of the machine do not count, unlike in wall time.
pub fn cpu() -> f64 {
    cpu_time::ThreadTime::now().as_duration().as_secs_f64()
}

/// Processor time of one call [s]: the best of `rounds` batches at least, and of as many more as fit into a second and a
/// half. Batches are short, so that some of them are not disturbed on a machine that others use.
pub fn best_of(rounds: usize, mut work: impl FnMut()) -> f64 {
    const LEAST_BATCH: f64 = 0.005;
    const TOTAL: f64 = 1.5;
    work();
    let mut calls = 1_usize;
    loop {
        let start = cpu();
        (0..calls).for_each(|_| work());
        let taken = cpu() - start;
        if taken > LEAST_BATCH {
            break;
        }
        calls = (calls as f64 * (1.5 * LEAST_BATCH / taken.max(1e-4)).clamp(1.2, 10.0)).ceil() as usize;
    }
    let begin = cpu();
    let mut best = f64::INFINITY;
    let mut done = 0;
    while done < rounds || cpu() - begin < TOTAL {
        let start = cpu();
        (0..calls).for_each(|_| work());
        best = best.min((cpu() - start) / calls as f64);
        done += 1;
    }
    best
}

/// Bytes per second of `a = a/2 + 1` over an array far larger than the caches, reading and writing counted [B/s].
pub fn memory_bandwidth() -> f64 {
    let mut array = vec![1.0_f64; 24 << 20];
    let taken = best_of(5, || {
        for x in &mut array {
            *x = *x * 0.5 + 1.0;
        }
        black_box(&array);
    });
    (array.len() * 16) as f64 / taken
}

const CHAINS: usize = 12;
const LENGTH: usize = 4096;

struct Chains;

macro_rules! chains {
    ($kernel:ident, $element:ty) => {
        impl $kernel for Chains {
            type Output = f64;
            #[inline(always)]
            fn run<V: Lanes<Element = $element>>(self) -> f64 {
                let mut sums = [V::constant(black_box(0.5)); CHAINS];
                let (factor, term) = (V::constant(black_box(0.999)), V::constant(black_box(0.001)));
                for _ in 0..LENGTH {
                    for sum in &mut sums {
                        *sum = sum.mul_add(factor, term);
                    }
                }
                black_box(sums);
                (CHAINS * LENGTH * V::COUNT * 2) as f64
            }
        }
    };
}
chains!(Kernel64, f64);
chains!(Kernel32, f32);

/// Operations per second of independent fused multiply-adds in the widest packs, `f64` [1/s].
pub fn peak_f64() -> f64 {
    let operations = dispatch64(Width::best(), Chains);
    operations / best_of(5, || _ = black_box(dispatch64(Width::best(), Chains)))
}

/// The same, `f32` [1/s].
pub fn peak_f32() -> f64 {
    let operations = dispatch32(Width::best(), Chains);
    operations / best_of(5, || _ = black_box(dispatch32(Width::best(), Chains)))
}
