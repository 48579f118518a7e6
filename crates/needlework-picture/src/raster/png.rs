//! PNG and animated PNG. The same picture gives the same bytes.

use super::canvas::Rgb8;
use super::palette::{Indexed, Palette};
use crate::PictureError;
use png::{BitDepth, BlendOp, ColorType, Compression, DisposeOp, Encoder, Filter};

/// One frame of an animation.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// What it shows.
    pub picture: Indexed,
    /// How long it is shown [ms].
    pub milliseconds: u16,
}

/// A picture in full colour as a PNG file.
///
/// # Errors
/// [`PictureError::Encoding`] when bytes and size do not agree.
pub fn rgb_png(picture: &Rgb8) -> Result<Vec<u8>, PictureError> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, picture.width as u32, picture.height as u32);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::High);
    encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&picture.bytes)?;
    writer.finish()?;
    Ok(file)
}

/// A picture in the colours of a palette as a PNG file.
///
/// # Errors
/// [`PictureError::Encoding`] when codes and size do not agree.
pub fn indexed_png(picture: &Indexed, palette: &Palette) -> Result<Vec<u8>, PictureError> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, picture.width as u32, picture.height as u32);
    set_palette(&mut encoder, palette, false);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&picture.codes)?;
    writer.finish()?;
    Ok(file)
}

/// Colours of a picture that was made smaller.
const COLOURS: usize = 64;

/// A PNG file of the same picture at half its width and height, in few colours; of an animation the first frame.
///
/// # Errors
/// [`PictureError::Encoding`] or [`PictureError::Decoding`] for what is no PNG of a size that may be drawn.
pub fn halved_png(file: &[u8]) -> Result<(Vec<u8>, usize, usize), PictureError> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info()?;
    let (width, height) = (reader.info().width as usize, reader.info().height as usize);
    if width.saturating_mul(height) > super::MOST_PIXELS {
        return Err(PictureError::Size { width, height, limit: super::MOST_PIXELS });
    }
    let size = reader.output_buffer_size().ok_or(PictureError::Size { width, height, limit: super::MOST_PIXELS })?;
    let mut buffer = vec![0; size];
    let frame = reader.next_frame(&mut buffer)?;
    let channels = frame.color_type.samples();
    // Grey has one or two samples, colour three or four; the last of an even number is opacity.
    let bytes = buffer[..frame.buffer_size()].chunks_exact(channels).flat_map(|pixel| match *pixel {
        [grey] | [grey, _] => [grey; 3],
        [red, green, blue, ..] => [red, green, blue],
        [] => [0; 3],
    });
    let half = Rgb8 { width, height, bytes: bytes.collect() }.halved();
    let palette = Palette::of(&[&half], COLOURS);
    Ok((indexed_png(&palette.map(&half), &palette)?, half.width, half.height))
}

/// Frames as an animated PNG file that repeats for ever. What cannot animate shows the first frame.
///
/// A frame stores only what differs from the one before: the rectangle round it, with unchanged pixels transparent.
///
/// # Errors
/// [`PictureError::NoFrames`], [`PictureError::FrameSize`], and [`PictureError::Encoding`] when codes and size do not agree.
pub fn animation(frames: &[Frame], palette: &Palette) -> Result<Vec<u8>, PictureError> {
    let first = &frames.first().ok_or(PictureError::NoFrames)?.picture;
    if let Some((index, frame)) = frames
        .iter()
        .enumerate()
        .find(|(_, frame)| (frame.picture.width, frame.picture.height) != (first.width, first.height))
    {
        return Err(PictureError::FrameSize {
            index,
            width: frame.picture.width,
            height: frame.picture.height,
            first_width: first.width,
            first_height: first.height,
        });
    }
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, first.width as u32, first.height as u32);
    set_palette(&mut encoder, palette, true);
    encoder.set_animated(frames.len() as u32, 0)?;
    let mut writer = encoder.write_header()?;
    let unchanged = palette.colours().len() as u8;
    let mut before: Option<&Indexed> = None;
    for Frame { picture, milliseconds } in frames {
        writer.set_frame_delay(*milliseconds, 1000)?;
        writer.set_dispose_op(DisposeOp::None)?;
        if let Some(before) = before {
            let [x, y, width, height] = changed(before, picture);
            writer.set_blend_op(BlendOp::Over)?;
            writer.reset_frame_position()?;
            writer.set_frame_dimension(width as u32, height as u32)?;
            writer.set_frame_position(x as u32, y as u32)?;
            let mut codes = Vec::with_capacity(width * height);
            for row in y..y + height {
                let start = row * picture.width + x;
                let (now, then) = (&picture.codes[start..start + width], &before.codes[start..start + width]);
                codes.extend(now.iter().zip(then).map(|(now, then)| if now == then { unchanged } else { *now }));
            }
            writer.write_image_data(&codes)?;
        } else {
            writer.set_blend_op(BlendOp::Source)?;
            writer.write_image_data(&picture.codes)?;
        }
        before = Some(picture);
    }
    writer.finish()?;
    Ok(file)
}

fn set_palette<W: std::io::Write>(encoder: &mut Encoder<'_, W>, palette: &Palette, transparent: bool) {
    let colours = palette.colours();
    let mut bytes = colours.concat();
    if transparent {
        bytes.extend([0, 0, 0]);
        let mut opacity = vec![255; colours.len()];
        opacity.push(0);
        encoder.set_trns(opacity);
    }
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(bytes);
    encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
    encoder.set_compression(Compression::High);
    // Codes of neighbouring colours are no neighbours in number, so filters would only add noise.
    encoder.set_filter(Filter::NoFilter);
}

/// The smallest rectangle that holds every changed pixel, as x, y, width, height; one pixel if nothing changed.
fn changed(before: &Indexed, now: &Indexed) -> [usize; 4] {
    let differs = |at: usize| before.codes.get(at) != now.codes.get(at);
    let (mut left, mut right, mut top, mut bottom) = (now.width, 0, now.height, 0);
    for at in (0..now.codes.len()).filter(|at| differs(*at)) {
        let (x, y) = (at % now.width, at / now.width);
        (left, right) = (left.min(x), right.max(x + 1));
        (top, bottom) = (top.min(y), bottom.max(y + 1));
    }
    if left < right { [left, top, right - left, bottom - top] } else { [0, 0, 1, 1] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::{Canvas, Colour};

    fn picture(shift: usize) -> Rgb8 {
        let mut canvas = Canvas::new(40, 30, Colour::srgb(0xf3f0e8)).unwrap();
        canvas.fill_disc(10.0 + shift as f64, 15.0, 6.0, Colour::srgb(0x2a4f9c), 1.0);
        canvas.to_rgb8()
    }

    fn decode(file: &[u8]) -> png::Reader<std::io::Cursor<&[u8]>> {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
        decoder.set_transformations(png::Transformations::EXPAND);
        decoder.read_info().unwrap()
    }

    #[test]
    fn full_colour_survives() {
        let picture = picture(0);
        let file = rgb_png(&picture).unwrap();
        assert_eq!(file, rgb_png(&picture).unwrap());
        let mut reader = decode(&file);
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut bytes).unwrap();
        assert_eq!(bytes, picture.bytes);
    }

    #[test]
    fn an_animation_shows_every_frame_when_played() {
        let pictures: Vec<Rgb8> = (0..4).map(|step| picture(4 * step)).collect();
        let palette = Palette::of(&pictures.iter().collect::<Vec<_>>(), 64);
        let frames: Vec<Frame> =
            pictures.iter().map(|p| Frame { picture: palette.map(p), milliseconds: 400 }).collect();
        let file = animation(&frames, &palette).unwrap();
        assert_eq!(file, animation(&frames, &palette).unwrap());
        let mut reader = decode(&file);
        assert_eq!(reader.info().animation_control().unwrap().num_frames, 4);
        let mut shown = vec![0_u8; 40 * 30 * 4];
        for (index, frame) in frames.iter().enumerate() {
            let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
            reader.next_frame(&mut bytes).unwrap();
            let control = *reader.info().frame_control().unwrap();
            if index > 0 {
                assert!(control.width < 40, "only what changed is stored");
            }
            for row in 0..control.height {
                for column in 0..control.width {
                    let from = 4 * (row * control.width + column) as usize;
                    let to = 4 * ((row + control.y_offset) * 40 + column + control.x_offset) as usize;
                    if bytes[from + 3] != 0 {
                        shown[to..to + 4].copy_from_slice(&bytes[from..from + 4]);
                    }
                }
            }
            let wanted = frame.picture.codes.iter().flat_map(|code| {
                let [r, g, b] = palette.colours()[usize::from(*code)];
                [r, g, b, 255]
            });
            assert!(shown.iter().copied().eq(wanted), "frame {index}");
        }
    }

    #[test]
    fn a_file_is_halved() {
        let picture = picture(0);
        let (file, width, height) = halved_png(&rgb_png(&picture).unwrap()).unwrap();
        assert_eq!((width, height), (20, 15));
        let mut reader = decode(&file);
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut bytes).unwrap();
        let wanted = picture.halved();
        let far = bytes.iter().zip(&wanted.bytes).filter(|(a, b)| a.abs_diff(**b) > 12).count();
        assert!(far < 20, "{far}");
        assert_eq!(halved_png(b"no picture").unwrap_err().code(), "picture-decoding");
    }

    #[test]
    fn frames_must_agree_in_size() {
        let palette = Palette::of(&[&picture(0)], 8);
        let one = Frame { picture: palette.map(&picture(0)), milliseconds: 100 };
        let mut other = one.clone();
        other.picture = Indexed { width: 1, height: 1, codes: vec![0] };
        assert_eq!(animation(&[one, other], &palette).unwrap_err().code(), "picture-frame-size");
        assert_eq!(animation(&[], &palette).unwrap_err().code(), "picture-no-frames");
    }
}
