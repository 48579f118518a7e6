//! JPEG for pictures with the grain of a photograph, which PNG cannot make small.

use super::canvas::Rgb8;
use crate::PictureError;
use rayon::prelude::*;

/// Qualities that are tried for a size, best first. Below the best step nobody sees the grain of skin change.
const QUALITIES: [u8; 6] = [82, 74, 66, 57, 47, 36];

/// How often pictures are halved in width and height where no quality is small enough.
const HALVINGS: usize = 4;

/// A JPEG file of a quality from 1 to 100, with colour at half the resolution, as the eye has it. The same picture gives the same bytes
/// on every machine.
///
/// # Errors
/// [`PictureError::Size`] for a side above 65535 pixels, [`PictureError::Jpeg`] where the encoder refuses.
pub fn jpeg(picture: &Rgb8, quality: u8) -> Result<Vec<u8>, PictureError> {
    use jpeg_encoder::{ColorType, Encoder, QuantizationTableType, SamplingFactor};
    let size =
        || PictureError::Size { width: picture.width, height: picture.height, limit: usize::from(u16::MAX).pow(2) };
    let (width, height) =
        (u16::try_from(picture.width).map_err(|_| size())?, u16::try_from(picture.height).map_err(|_| size())?);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality.clamp(1, 100));
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    // Even skin has little colour detail, but its tone must not come in steps: this table keeps twice as many of them.
    encoder.set_quantization_tables(QuantizationTableType::Default, QuantizationTableType::CustomMsSsim);
    encoder.set_optimized_huffman_tables(true);
    encoder.encode(&picture.bytes, width, height, ColorType::Rgb)?;
    Ok(bytes)
}

/// A JPEG file and what became of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JpegFile {
    /// The file.
    pub bytes: Vec<u8>,
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Quality, 1 to 100.
    pub quality: u8,
}

/// JPEG files of some pictures that together have at most `budget` bytes, all of one quality: the best that fits. Where none
/// fits, the pictures are halved in width and height until one does; no fewer than some thousand bytes for each are asked for.
///
/// # Errors
/// As [`jpeg`].
pub fn jpegs_within(pictures: &[&Rgb8], budget: usize) -> Result<Vec<JpegFile>, PictureError> {
    let mut smaller: Vec<Rgb8> = Vec::new();
    for halved in 0..=HALVINGS {
        if halved > 0 {
            smaller = if smaller.is_empty() {
                pictures.iter().map(|picture| picture.halved()).collect()
            } else {
                smaller.iter().map(Rgb8::halved).collect()
            };
        }
        let shown: Vec<&Rgb8> = if halved == 0 { pictures.to_vec() } else { smaller.iter().collect() };
        for (place, quality) in QUALITIES.into_iter().enumerate() {
            let files: Vec<JpegFile> = shown
                .par_iter()
                .map(|picture| {
                    let bytes = jpeg(picture, quality)?;
                    Ok(JpegFile { bytes, width: picture.width, height: picture.height, quality })
                })
                .collect::<Result<_, PictureError>>()?;
            let last = halved == HALVINGS && place + 1 == QUALITIES.len();
            if last || files.iter().map(|file| file.bytes.len()).sum::<usize>() <= budget {
                return Ok(files);
            }
        }
    }
    Ok(Vec::new())
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
        let small = jpegs_within(&[&picture, &picture], best[0].bytes.len()).unwrap();
        assert_eq!(best[0].bytes, jpeg(&picture, QUALITIES[0]).unwrap());
        assert!(small[0].bytes.len() < best[0].bytes.len() && small.len() == 2);
        assert!(small[0].quality < best[0].quality || small[0].width < best[0].width);
        // Noise cannot be made small by quality alone.
        let tiny = jpegs_within(&[&picture], 3000).unwrap();
        assert!(
            tiny[0].bytes.len() <= 3000 && tiny[0].width < picture.width,
            "{} {}",
            tiny[0].bytes.len(),
            tiny[0].width
        );
    }
}
