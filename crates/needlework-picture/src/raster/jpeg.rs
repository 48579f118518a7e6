//! JPEG for pictures with the grain of a photograph, which PNG cannot make small.

use super::canvas::Rgb8;
use crate::PictureError;
use rayon::prelude::*;

/// Best and worst quality that are tried for a size.
const QUALITIES: [u8; 7] = [90, 85, 80, 74, 67, 58, 48];

/// A JPEG file of a quality from 1 to 100, with full colour resolution from 80 on. The same picture gives the same bytes
/// on every machine.
///
/// # Errors
/// [`PictureError::Size`] for a side above 65535 pixels, [`PictureError::Jpeg`] where the encoder refuses.
pub fn jpeg(picture: &Rgb8, quality: u8) -> Result<Vec<u8>, PictureError> {
    use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
    let size =
        || PictureError::Size { width: picture.width, height: picture.height, limit: usize::from(u16::MAX).pow(2) };
    let (width, height) =
        (u16::try_from(picture.width).map_err(|_| size())?, u16::try_from(picture.height).map_err(|_| size())?);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality.clamp(1, 100));
    encoder.set_sampling_factor(if quality >= 80 { SamplingFactor::F_1_1 } else { SamplingFactor::F_2_2 });
    encoder.set_optimized_huffman_tables(true);
    encoder.encode(&picture.bytes, width, height, ColorType::Rgb)?;
    Ok(bytes)
}

/// JPEG files of some pictures that together have at most `budget` bytes, all of one quality: the best that fits, or the
/// lowest that is still clean.
///
/// # Errors
/// As [`jpeg`].
pub fn jpegs_within(pictures: &[&Rgb8], budget: usize) -> Result<Vec<Vec<u8>>, PictureError> {
    let all = |quality: u8| -> Result<Vec<Vec<u8>>, PictureError> {
        pictures.par_iter().map(|picture| jpeg(picture, quality)).collect()
    };
    let fits = |files: &[Vec<u8>]| files.iter().map(Vec::len).sum::<usize>() <= budget;
    // Files grow with their quality, so halving the list finds the best that fits in three trials, not seven.
    let (mut best, mut beyond) = (0, QUALITIES.len() - 1);
    let mut found = None;
    while best < beyond {
        let middle = usize::midpoint(best, beyond);
        let files = all(QUALITIES[middle])?;
        if fits(&files) {
            (beyond, found) = (middle, Some(files));
        } else {
            best = middle + 1;
        }
    }
    match found {
        // The last trial that fitted is the best that fits.
        Some(files) => Ok(files),
        None => all(QUALITIES[best]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grain(width: usize, height: usize) -> Rgb8 {
        let byte = |index: usize| (index.wrapping_mul(2_654_435_761) >> 24) as u8;
        Rgb8 { width, height, bytes: (0..3 * width * height).map(byte).collect() }
    }

    #[test]
    fn a_file_begins_and_ends_as_jpeg_and_is_the_same_each_time() {
        let picture = grain(40, 24);
        let file = jpeg(&picture, 85).unwrap();
        assert_eq!((&file[..3], &file[file.len() - 2..]), (&[0xff, 0xd8, 0xff][..], &[0xff, 0xd9][..]));
        assert_eq!(jpeg(&picture, 85).unwrap(), file);
    }

    #[test]
    fn quality_gives_way_to_the_budget() {
        let picture = grain(120, 90);
        let best = jpegs_within(&[&picture, &picture], 1_000_000).unwrap();
        let small = jpegs_within(&[&picture, &picture], best[0].len()).unwrap();
        assert_eq!(best[0], jpeg(&picture, 90).unwrap());
        assert!(small[0].len() < best[0].len() && small.len() == 2);
    }
}
