//! The ground of every picture: canvas, colour, drawing, text, palettes, PNG, JPEG.

mod annotate;
mod canvas;
mod colour;
mod draw;
mod font;
mod glyphs;
mod jpeg;
mod palette;
mod png;

pub use annotate::{ScaleBar, scale_bar};
pub use canvas::{Canvas, MOST_PIXELS, Rgb8};
pub use colour::Colour;
pub use font::{Align, Lettering, text_width};
pub use jpeg::{JpegFile, jpeg, jpegs_within};
pub use palette::{Indexed, Palette};
pub use png::{Frame, animation, halved_png, indexed_png, rgb_png};
