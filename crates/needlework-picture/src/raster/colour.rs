//! Colour in linear light.

use std::ops::{Add, Mul};
use std::sync::LazyLock;

/// A colour as amounts of light; 1 is the white of the screen. Values above 1 are cut off when encoded.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Colour {
    /// Red light [-].
    pub red: f32,
    /// Green light [-].
    pub green: f32,
    /// Blue light [-].
    pub blue: f32,
}

impl Colour {
    /// No light.
    pub const BLACK: Self = Self::new(0.0, 0.0, 0.0);
    /// The white of the screen.
    pub const WHITE: Self = Self::new(1.0, 1.0, 1.0);

    /// A colour from amounts of light.
    pub const fn new(red: f32, green: f32, blue: f32) -> Self {
        Self { red, green, blue }
    }

    /// A colour from its sRGB code, `0xrrggbb`.
    pub fn srgb(code: u32) -> Self {
        let channel = |shift: u32| decode(((code >> shift) & 0xff) as u8);
        Self::new(channel(16), channel(8), channel(0))
    }

    /// The sRGB bytes, red, green and blue.
    pub fn to_srgb(self) -> [u8; 3] {
        [encode(self.red), encode(self.green), encode(self.blue)]
    }

    /// This colour with a share of another, 0 to 1.
    #[inline]
    #[must_use]
    pub fn mixed(self, other: Self, share: f32) -> Self {
        self * (1.0 - share) + other * share
    }

    /// Luminance (ITU-R BT.709) [-].
    #[inline]
    pub fn luminance(self) -> f32 {
        0.2126 * self.red + 0.7152 * self.green + 0.0722 * self.blue
    }

    /// Light that passes a layer: channel by channel, this times `exp(−density · amount)`.
    #[inline]
    #[must_use]
    pub fn through(self, density: Self, amount: f32) -> Self {
        Self::new(
            self.red * (-density.red * amount).exp(),
            self.green * (-density.green * amount).exp(),
            self.blue * (-density.blue * amount).exp(),
        )
    }

    /// The optical density of a layer that turns white into this colour, channel by channel.
    #[must_use]
    pub fn density(self) -> Self {
        let channel = |light: f32| -light.max(1e-3).ln();
        Self::new(channel(self.red), channel(self.green), channel(self.blue))
    }
}

impl Add for Colour {
    type Output = Self;
    #[inline]
    fn add(self, other: Self) -> Self {
        Self::new(self.red + other.red, self.green + other.green, self.blue + other.blue)
    }
}

impl Mul<f32> for Colour {
    type Output = Self;
    #[inline]
    fn mul(self, share: f32) -> Self {
        Self::new(self.red * share, self.green * share, self.blue * share)
    }
}

/// Light of an sRGB byte (IEC 61966-2-1) [-].
fn decode(byte: u8) -> f32 {
    let code = f32::from(byte) / 255.0;
    if code <= 0.04045 { code / 12.92 } else { ((code + 0.055) / 1.055).powf(2.4) }
}

/// The sRGB byte of an amount of light (IEC 61966-2-1), by a table: a picture has millions of channels to encode.
fn encode(light: f32) -> u8 {
    ENCODING.byte(light)
}

static ENCODING: LazyLock<Encoding> = LazyLock::new(Encoding::new);

/// The encoding as a table: where each byte begins, and the byte at the lower end of each of many even stretches of light.
struct Encoding {
    /// Least light of each byte; the last entry is above all.
    least: [f32; 257],
    /// Byte of `index / STRETCHES`.
    lower: Vec<u8>,
}

impl Encoding {
    /// Near black a stretch holds at most two bytes, elsewhere one.
    const STRETCHES: usize = 4096;

    fn new() -> Self {
        let mut least = [f32::INFINITY; 257];
        least[0] = 0.0;
        for (byte, least) in (1..=255_u8).zip(&mut least[1..]) {
            // Positive floats are ordered as their bits are.
            let (mut low, mut high) = (0, 1.0_f32.to_bits());
            while low < high {
                let middle = low + (high - low) / 2;
                if computed(f32::from_bits(middle)) >= byte { high = middle } else { low = middle + 1 }
            }
            *least = f32::from_bits(low);
        }
        let lower = (0..=Self::STRETCHES).map(|index| computed(index as f32 / Self::STRETCHES as f32)).collect();
        Self { least, lower }
    }

    #[inline]
    fn byte(&self, light: f32) -> u8 {
        // A comparison that fails for what is not a number: that is dark.
        let light = if light > 0.0 { light.min(1.0) } else { 0.0 };
        let mut byte = self.lower[(light * Self::STRETCHES as f32) as usize];
        while light >= self.least[usize::from(byte) + 1] {
            byte += 1;
        }
        byte
    }
}

/// The sRGB byte of an amount of light, computed.
fn computed(light: f32) -> u8 {
    let light = light.clamp(0.0, 1.0);
    let code = if light <= 0.003_130_8 { 12.92 * light } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    (code * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_survives_the_way_there_and_back() {
        for byte in 0..=255_u8 {
            assert_eq!(encode(decode(byte)), byte);
        }
        assert_eq!(Colour::srgb(0x1f80c3).to_srgb(), [0x1f, 0x80, 0xc3]);
        assert_eq!(Colour::new(-1.0, 0.5, 7.0).to_srgb()[2], 255);
    }

    #[test]
    fn the_table_encodes_as_the_equation_does() {
        for n in 0..200_000 {
            let light = n as f32 / 199_000.0;
            assert_eq!(encode(light), computed(light), "{light}");
        }
        assert_eq!([f32::NAN, -0.0, f32::INFINITY].map(encode), [0, 0, 255]);
    }

    #[test]
    fn a_layer_of_its_density_turns_white_into_the_colour() {
        let blue = Colour::srgb(0x3060a0);
        assert_eq!(Colour::WHITE.through(blue.density(), 1.0).to_srgb(), blue.to_srgb());
    }
}
