//! Noise by place: a value for every point of the plane, keyed, without any state.
//!
//! A counter-based generator in the sense of the random streams of the core: the draw of a lattice point is a hash of
//! the key and the point's whole-number coordinates. So a picture may be drawn in any order, cropped or enlarged, and the
//! same place still looks the same.

use needlework::random::Key;
use rand::Rng;

/// A keyed source of noise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Texture {
    key: u64,
}

impl Texture {
    /// The texture of one purpose, for instance `"picture/fibres"`.
    pub fn new(key: Key, name: &str) -> Self {
        Self { key: key.stream(name, 0).next_u64() }
    }

    /// A texture that is independent of this one.
    #[must_use]
    pub fn child(self, index: u64) -> Self {
        Self { key: mix(self.key ^ mix(index.wrapping_add(0x9e37_79b9_7f4a_7c15))) }
    }

    /// A uniform draw for lattice point `(x, y)`, 0 to 1 [-].
    #[inline]
    pub fn draw(self, x: i64, y: i64) -> f64 {
        let word = mix(self.key ^ mix((x as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ mix(y as u64)));
        (word >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Smooth noise with features of size 1, value noise with quintic weights, 0 to 1 [-].
    #[inline]
    pub fn smooth(self, x: f64, y: f64) -> f64 {
        let (fx, fy) = (x.floor(), y.floor());
        let (ix, iy) = (fx as i64, fy as i64);
        let fade = |t: f64| t * t * t * (t * (t * 6.0 - 15.0) + 10.0);
        let (u, v) = (fade(x - fx), fade(y - fy));
        let across = |row: i64| {
            let (left, right) = (self.draw(ix, row), self.draw(ix + 1, row));
            left + u * (right - left)
        };
        let (top, bottom) = (across(iy), across(iy + 1));
        top + v * (bottom - top)
    }

    /// Sum of `octaves` of [`Texture::smooth`], each half as strong and twice as fine as the one before, 0 to 1 [-].
    #[inline]
    pub fn fractal(self, x: f64, y: f64, octaves: u32) -> f64 {
        let (mut sum, mut weight, mut total, mut scale) = (0.0, 1.0, 0.0, 1.0);
        for octave in 0..octaves {
            // Shifted lattices: octaves would otherwise all have their zeros of slope at the origin.
            let shift = 17.3 * f64::from(octave);
            sum += weight * self.smooth(x * scale + shift, y * scale - shift);
            total += weight;
            weight *= 0.5;
            scale *= 2.0;
        }
        if total > 0.0 { sum / total } else { 0.5 }
    }
}

/// The finaliser of SplitMix64: every bit of the input moves every bit of the output.
#[inline]
fn mix(mut word: u64) -> u64 {
    word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_a_function_of_key_and_place_with_the_right_mean() {
        let texture = Texture::new(Key::new(1), "test");
        assert_eq!(texture.smooth(3.2, -4.7), Texture::new(Key::new(1), "test").smooth(3.2, -4.7));
        assert_ne!(texture.draw(1, 2), texture.draw(2, 1));
        assert_ne!(texture.draw(1, 2), texture.child(0).draw(1, 2));
        let count = 200;
        let draws = (0..count * count).map(|n| texture.draw(n % count, n / count));
        let mean = draws.sum::<f64>() / (count * count) as f64;
        assert!((mean - 0.5).abs() < 5e-3, "{mean}");
    }

    #[test]
    fn smooth_noise_joins_without_a_step() {
        let texture = Texture::new(Key::new(1), "test");
        for at in [-1.0, 0.0, 5.0] {
            let jump = texture.smooth(at - 1e-9, 0.3) - texture.smooth(at + 1e-9, 0.3);
            assert!(jump.abs() < 1e-8);
        }
    }
}
