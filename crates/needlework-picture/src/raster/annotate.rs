//! Scale bars.

use super::canvas::Canvas;
use super::colour::Colour;
use super::font::{Align, Lettering, text_width};

/// Where and how a scale bar is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScaleBar {
    /// Right end of the bar [pixel].
    pub right: f64,
    /// Lower edge of the bar [pixel].
    pub bottom: f64,
    /// Pixels per millimetre [1/mm].
    pub pixels_per_mm: f64,
    /// Longest bar [pixel].
    pub longest: f64,
    /// Height of the capitals of its label [pixel].
    pub letter_height: f64,
    /// Colour of bar and label.
    pub ink: Colour,
    /// Colour round the letters.
    pub halo: Option<Colour>,
}

/// Draws a scale bar of a round length (1, 2 or 5 times a power of ten) with its length above it; returns that length
/// [mm].
pub fn scale_bar(canvas: &mut Canvas, bar: &ScaleBar) -> f64 {
    let longest = bar.longest / bar.pixels_per_mm;
    let decade = 10_f64.powf(longest.max(1e-6).log10().floor());
    let length = [5.0, 2.0, 1.0].map(|step| step * decade).into_iter().find(|l| *l <= longest).unwrap_or(decade);
    let pixels = length * bar.pixels_per_mm;
    let thick = (0.32 * bar.letter_height).max(2.0).round();
    let left = bar.right - pixels;
    if let Some(halo) = bar.halo {
        canvas.fill_rectangle(left - 1.0, bar.bottom - thick - 1.0, pixels + 2.0, thick + 2.0, halo, 0.7);
    }
    canvas.fill_rectangle(left, bar.bottom - thick, pixels, thick, bar.ink, 1.0);
    let text = if length < 0.9 { format!("{:.0} µm", length * 1000.0) } else { format!("{length:.0} mm") };
    let letters = Lettering { height: bar.letter_height, ink: bar.ink, halo: bar.halo, bold: false };
    let baseline = bar.bottom - thick - 0.6 * bar.letter_height;
    // Over the middle of the bar, unless that would lead over the edge.
    if text_width(&text, bar.letter_height) > pixels {
        letters.draw(canvas, bar.right, baseline, Align::End, &text);
    } else {
        letters.draw(canvas, 0.5 * (left + bar.right), baseline, Align::Middle, &text);
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_has_the_length_that_it_says() {
        let mut canvas = Canvas::new(300, 60, Colour::WHITE).unwrap();
        let bar = ScaleBar {
            right: 290.0,
            bottom: 55.0,
            pixels_per_mm: 250.0,
            longest: 140.0,
            letter_height: 9.0,
            ink: Colour::BLACK,
            halo: None,
        };
        assert_eq!(scale_bar(&mut canvas, &bar), 0.5);
        let row = canvas.row_mut(53);
        assert_eq!(row.iter().filter(|pixel| pixel.green == 0.0).count(), 125);
    }
}
