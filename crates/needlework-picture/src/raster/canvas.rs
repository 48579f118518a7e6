//! A canvas of linear light.

use super::colour::Colour;
use crate::PictureError;
use rayon::prelude::*;

/// The most pixels of a canvas: 256 MiB at three single-precision channels are not exceeded.
pub const MOST_PIXELS: usize = 20_000_000;

/// A grid of colours, row by row from the top left.
#[derive(Debug, Clone, PartialEq)]
pub struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<Colour>,
}

/// A picture in sRGB bytes, row by row from the top left, three bytes per pixel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rgb8 {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Red, green and blue of each pixel.
    pub bytes: Vec<u8>,
}

impl Canvas {
    /// A canvas of one colour.
    ///
    /// # Errors
    /// [`PictureError::Size`] for no pixels or too many.
    pub fn new(width: usize, height: usize, colour: Colour) -> Result<Self, PictureError> {
        match width.checked_mul(height) {
            Some(count) if (1..=MOST_PIXELS).contains(&count) => {
                Ok(Self { width, height, pixels: vec![colour; count] })
            }
            _ => Err(PictureError::Size { width, height, limit: MOST_PIXELS }),
        }
    }

    /// Pixels across.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Pixels down.
    pub fn height(&self) -> usize {
        self.height
    }

    /// All pixels, row by row.
    pub fn pixels(&self) -> &[Colour] {
        &self.pixels
    }

    /// All pixels, row by row.
    pub fn pixels_mut(&mut self) -> &mut [Colour] {
        &mut self.pixels
    }

    /// One row of pixels; empty beyond the canvas.
    pub fn row_mut(&mut self, y: usize) -> &mut [Colour] {
        let width = self.width;
        self.pixels.chunks_exact_mut(width).nth(y).unwrap_or_default()
    }

    /// The colour of a pixel; `None` beyond the canvas.
    #[inline]
    pub fn get(&self, x: usize, y: usize) -> Option<Colour> {
        (x < self.width).then(|| self.pixels.get(y * self.width + x).copied()).flatten()
    }

    /// A pixel to change; `None` beyond the canvas.
    #[inline]
    pub fn get_mut(&mut self, x: usize, y: usize) -> Option<&mut Colour> {
        if x < self.width { self.pixels.get_mut(y * self.width + x) } else { None }
    }

    /// Lays a share of a colour over a pixel; nothing happens beyond the canvas.
    #[inline]
    pub fn blend(&mut self, x: i64, y: i64, colour: Colour, share: f32) {
        if let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y))
            && let Some(pixel) = self.get_mut(x, y)
        {
            *pixel = pixel.mixed(colour, share);
        }
    }

    /// The mean of each block of `factor` × `factor` pixels: a picture drawn large and shrunk has smooth edges.
    ///
    /// # Errors
    /// [`PictureError::Size`] when nothing is left.
    pub fn shrunk(&self, factor: usize) -> Result<Self, PictureError> {
        let factor = factor.max(1);
        let (width, height) = (self.width / factor, self.height / factor);
        let mut small = Self::new(width, height, Colour::BLACK)?;
        let share = 1.0 / (factor * factor) as f32;
        for (y, row) in small.pixels.chunks_exact_mut(width).enumerate() {
            for line in self.pixels.chunks_exact(self.width).skip(y * factor).take(factor) {
                for (pixel, block) in row.iter_mut().zip(line.chunks_exact(factor)) {
                    for colour in block {
                        *pixel = *pixel + *colour * share;
                    }
                }
            }
        }
        Ok(small)
    }

    /// Lays another canvas over this one with its top left corner at `(x, y)`; what lies beyond is cut off.
    pub fn paste(&mut self, other: &Self, x: usize, y: usize) {
        if x >= self.width {
            return;
        }
        let count = other.width.min(self.width - x);
        for (target, source) in
            self.pixels.chunks_exact_mut(self.width).skip(y).zip(other.pixels.chunks_exact(other.width))
        {
            target[x..x + count].copy_from_slice(&source[..count]);
        }
    }

    /// A part of the canvas; `None` if it does not lie within.
    pub fn cropped(&self, x: usize, y: usize, width: usize, height: usize) -> Option<Self> {
        if x.checked_add(width)? > self.width || y.checked_add(height)? > self.height {
            return None;
        }
        let mut part = Self::new(width, height, Colour::BLACK).ok()?;
        for (target, source) in part.pixels.chunks_exact_mut(width).zip(self.pixels.chunks_exact(self.width).skip(y)) {
            target.copy_from_slice(&source[x..x + width]);
        }
        Some(part)
    }

    /// The picture in sRGB bytes.
    pub fn to_rgb8(&self) -> Rgb8 {
        const BLOCK: usize = 4096;
        let mut bytes = vec![0; 3 * self.pixels.len()];
        bytes.par_chunks_mut(3 * BLOCK).zip(self.pixels.par_chunks(BLOCK)).for_each(|(bytes, pixels)| {
            for (bytes, colour) in bytes.chunks_exact_mut(3).zip(pixels) {
                bytes.copy_from_slice(&colour.to_srgb());
            }
        });
        Rgb8 { width: self.width, height: self.height, bytes }
    }
}

impl Rgb8 {
    /// The picture at half its width and height, each pixel the mean of four bytes; one that has no four pixels stays.
    #[must_use]
    pub fn halved(&self) -> Self {
        let (width, height) = (self.width / 2, self.height / 2);
        if width == 0 || height == 0 {
            return self.clone();
        }
        let mut bytes = Vec::with_capacity(3 * width * height);
        for rows in self.bytes.chunks_exact(6 * self.width).take(height) {
            let (upper, lower) = rows.split_at(3 * self.width);
            for (upper, lower) in upper.chunks_exact(6).zip(lower.chunks_exact(6)) {
                for channel in 0..3 {
                    let sum = [upper[channel], upper[channel + 3], lower[channel], lower[channel + 3]];
                    bytes.push(((sum.iter().map(|byte| u16::from(*byte)).sum::<u16>() + 2) / 4) as u8);
                }
            }
        }
        Self { width, height, bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_bounded() {
        assert_eq!(Canvas::new(0, 5, Colour::BLACK).unwrap_err().code(), "picture-size");
        assert_eq!(Canvas::new(usize::MAX, 2, Colour::BLACK).unwrap_err().code(), "picture-size");
        assert_eq!(Canvas::new(10_000, 10_000, Colour::BLACK).unwrap_err().code(), "picture-size");
    }

    #[test]
    fn shrinking_keeps_the_light() {
        let mut canvas = Canvas::new(4, 2, Colour::BLACK).unwrap();
        *canvas.get_mut(1, 1).unwrap() = Colour::WHITE;
        let small = canvas.shrunk(2).unwrap();
        assert_eq!((small.width(), small.height()), (2, 1));
        assert_eq!(small.get(0, 0).unwrap().green, 0.25);
        assert_eq!(small.get(1, 0).unwrap(), Colour::BLACK);
    }

    #[test]
    fn half_a_picture_is_the_mean_of_its_pixels() {
        let bytes = [[0, 10, 20], [4, 10, 20], [9, 9, 9], [8, 10, 24], [4, 10, 20], [9, 9, 9]].concat();
        let half = Rgb8 { width: 3, height: 2, bytes }.halved();
        assert_eq!((half.width, half.height, half.bytes.as_slice()), (1, 1, &[4, 10, 21][..]));
        assert_eq!(half.halved(), half);
    }

    #[test]
    fn parts_are_pasted_and_cut_within_bounds() {
        let mut canvas = Canvas::new(3, 3, Colour::BLACK).unwrap();
        canvas.paste(&Canvas::new(2, 2, Colour::WHITE).unwrap(), 2, 2);
        assert_eq!(canvas.get(2, 2), Some(Colour::WHITE));
        assert_eq!(canvas.pixels().iter().filter(|pixel| **pixel == Colour::WHITE).count(), 1);
        assert_eq!(canvas.cropped(2, 2, 1, 1).unwrap().get(0, 0), Some(Colour::WHITE));
        assert!(canvas.cropped(2, 2, 2, 1).is_none());
        canvas.blend(-1, 0, Colour::WHITE, 1.0);
    }
}
