//! Deterministic noise on the plane: a function of place and seed, so that skin does not depend on the window or on the
//! order of the work.

/// Hash of a lattice cell to 32 well-mixed bits (finaliser of MurmurHash3).
#[inline(always)]
#[must_use]
pub fn hash(x: i32, y: i32, seed: u32) -> u32 {
    mix(x as u32, y as u32, seed)
}

/// Hash of two words and a seed to 32 well-mixed bits.
#[inline(always)]
#[must_use]
pub fn mix(x: u32, y: u32, seed: u32) -> u32 {
    let mut h = x.wrapping_mul(0x9e37_79b1) ^ y.wrapping_mul(0x85eb_ca77) ^ seed;
    h ^= h >> 16;
    h = h.wrapping_mul(0x85eb_ca6b);
    h ^= h >> 13;
    h = h.wrapping_mul(0xc2b2_ae35);
    h ^ (h >> 16)
}

/// A number in [0, 1) from 24 bits of a hash [-].
#[inline(always)]
#[must_use]
pub fn unit(hash: u32) -> f32 {
    (hash >> 8) as f32 * (1.0 / 16_777_216.0)
}

/// The whole number at or below a place, as a number and as an index. `f32::floor` is a call into the mathematics library on
/// processors without SSE 4.1; places stay far below 2³¹.
#[inline(always)]
fn below(x: f32) -> (f32, i32) {
    let cut = x as i32;
    let cell = cut - i32::from(x < cut as f32);
    (cell as f32, cell)
}

/// Gradient noise (Perlin 2002), about −1 to 1, zero mean, wavelength about 1 [-].
#[inline(always)]
#[must_use]
pub fn gradient(x: f32, y: f32, seed: u32) -> f32 {
    let ((cx, ix), (cy, iy)) = (below(x), below(y));
    let (fx, fy) = (x - cx, y - cy);
    let corner = |dx: i32, dy: i32| {
        let h = hash(ix + dx, iy + dy, seed);
        // A direction from the unit square is cheap and its bias does not show after the sum of octaves.
        let gx = unit(h) * 2.0 - 1.0;
        let gy = unit(h.wrapping_mul(0x27d4_eb2f) ^ 0x1656_67b1) * 2.0 - 1.0;
        gx * (fx - dx as f32) + gy * (fy - dy as f32)
    };
    let fade = |t: f32| t * t * t * (t * (t * 6.0 - 15.0) + 10.0);
    let (u, v) = (fade(fx), fade(fy));
    let [a, b, c, d] = [corner(0, 0), corner(1, 0), corner(0, 1), corner(1, 1)];
    let (low, high) = (a + u * (b - a), c + u * (d - c));
    1.6 * (low + v * (high - low))
}

/// Sum of `octaves` of gradient noise, each half as wide and `gain` as strong [-].
#[inline(always)]
#[must_use]
pub fn fractal(x: f32, y: f32, seed: u32, octaves: u32, gain: f32) -> f32 {
    let (mut sum, mut weight, mut scale) = (0.0, 1.0, 1.0);
    for octave in 0..octaves {
        sum += weight * gradient(x * scale, y * scale, seed.wrapping_add(octave.wrapping_mul(0x9e37_79b9)));
        weight *= gain;
        scale *= 2.03;
    }
    sum
}

/// Cells of a jittered lattice: distance to the border with the next cell, distance to the own centre, and a number of
/// the cell, 0 to 1 [-].
#[inline(always)]
#[must_use]
pub fn cells(x: f32, y: f32, jitter: f32, seed: u32) -> [f32; 3] {
    let (cx, cy) = (below(x).1, below(y).1);
    let (mut first, mut second, mut own) = (f32::MAX, f32::MAX, 0_u32);
    for dy in -1..=1 {
        for dx in -1..=1 {
            let h = hash(cx + dx, cy + dy, seed);
            let px = (cx + dx) as f32 + 0.5 + jitter * (unit(h) - 0.5);
            let py = (cy + dy) as f32 + 0.5 + jitter * (unit(h.wrapping_mul(0x27d4_eb2f) ^ 0x1656_67b1) - 0.5);
            let distance = (px - x) * (px - x) + (py - y) * (py - y);
            if distance < first {
                second = first;
                first = distance;
                own = h;
            } else if distance < second {
                second = distance;
            }
        }
    }
    let (first, second) = (first.sqrt(), second.sqrt());
    [second - first, first, unit(own.wrapping_mul(0xc2b2_ae35))]
}

/// Smooth step from 0 at `low` to 1 at `high` [-].
#[inline(always)]
#[must_use]
pub fn step(low: f32, high: f32, x: f32) -> f32 {
    let t = ((x - low) / (high - low)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_has_zero_mean_and_stays_in_bounds() {
        let (mut sum, mut most) = (0.0, 0.0_f32);
        for row in 0..400 {
            for column in 0..400 {
                let value = gradient(0.13 * column as f32, 0.13 * row as f32, 5);
                sum += f64::from(value);
                most = most.max(value.abs());
            }
        }
        assert!((sum / 160_000.0).abs() < 0.02 && most < 1.6 && most > 0.6, "{sum} {most}");
    }

    #[test]
    fn noise_is_continuous_across_lattice_lines() {
        for seed in 0..20 {
            let jump = gradient(3.0 - 1e-4, 0.37, seed) - gradient(3.0 + 1e-4, 0.37, seed);
            assert!(jump.abs() < 2e-3);
            let jump = cells(3.0 - 1e-4, 0.37, 0.9, seed)[1] - cells(3.0 + 1e-4, 0.37, 0.9, seed)[1];
            assert!(jump.abs() < 2e-3);
        }
    }
}
