//! Lettering with an embedded single-stroke font: no system font, so the same bytes everywhere.

use super::canvas::Canvas;
use super::colour::Colour;
use super::glyphs::glyph;

/// Height of the capitals in the units of the glyph table.
const CAPITAL: f64 = 14.0;
/// Gap between glyphs, in the units of the glyph table.
const GAP: f64 = 3.4;
/// Width of a space, in the units of the glyph table.
const SPACE: f64 = 4.2;
/// Straight pieces per quarter of an arc.
const PIECES: usize = 5;

/// Where the text stands beside its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// Ends there.
    End,
}

/// How letters look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lettering {
    /// Height of the capitals [pixel].
    pub height: f64,
    /// Colour of the letters.
    pub ink: Colour,
    /// Colour of a rim round them, which keeps them legible on a picture.
    pub halo: Option<Colour>,
    /// Heavier strokes.
    pub bold: bool,
}

impl Lettering {
    /// Draws one line of text whose baseline is at `y`.
    pub fn draw(&self, canvas: &mut Canvas, x: f64, y: f64, align: Align, text: &str) {
        let width = text_width(text, self.height);
        let start = match align {
            Align::Start => x,
            Align::Middle => x - 0.5 * width,
            Align::End => x - width,
        };
        let scale = self.height / CAPITAL;
        let weight = ((if self.bold { 2.5 } else { 1.65 }) * scale).max(1.15);
        let letters = strokes(text, start, y, scale);
        if let Some(halo) = self.halo {
            for letter in &letters {
                canvas.strokes(letter, weight + 0.36 * self.height, halo, 0.8);
            }
        }
        for letter in &letters {
            canvas.strokes(letter, weight, self.ink, 1.0);
        }
    }
}

/// Width of a line of text whose capitals are `height` high [pixel].
pub fn text_width(text: &str, height: f64) -> f64 {
    let advance: f64 = text.chars().map(|c| glyph(c).width + GAP).sum();
    (advance - GAP).max(0.0) * height / CAPITAL
}

/// The strokes of each letter.
fn strokes(text: &str, x: f64, y: f64, scale: f64) -> Vec<Vec<Vec<[f64; 2]>>> {
    let mut at = x;
    let mut letters = Vec::new();
    for c in text.chars() {
        let glyph = glyph(c);
        let letter = outline(glyph.path, |px, py| [at + px * scale, y - py * scale]);
        if !letter.is_empty() {
            letters.push(letter);
        }
        at += (glyph.width + GAP) * scale;
    }
    letters
}

/// One glyph as the table has it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    /// Width of the ink, in the units of the table.
    pub width: f64,
    /// Its strokes: `M` starts one, `L` goes straight, `h` and `v` go a quarter of an ellipse that leaves horizontally or
    /// vertically, `q` goes along a parabola with one control point.
    pub path: &'static str,
}

impl Glyph {
    pub const SPACE: Self = Self { width: SPACE, path: "" };
}

/// Turns a path into polylines.
fn outline(path: &str, place: impl Fn(f64, f64) -> [f64; 2]) -> Vec<Vec<[f64; 2]>> {
    let mut lines: Vec<Vec<[f64; 2]>> = Vec::new();
    let mut here = [0.0; 2];
    for (command, numbers) in commands(path) {
        let Some(&[x, y]) = numbers.last_chunk::<2>() else { continue };
        let from = here;
        here = [x, y];
        if command == 'M' {
            lines.push(vec![place(x, y)]);
            continue;
        }
        let Some(line) = lines.last_mut() else { continue };
        let pieces = if command == 'L' { 1 } else { PIECES };
        for piece in 1..=pieces {
            let t = piece as f64 / pieces as f64;
            let (sin, cos) = (t * std::f64::consts::FRAC_PI_2).sin_cos();
            let (u, v) = match command {
                'h' => (sin, 1.0 - cos),
                'v' => (1.0 - cos, sin),
                _ => (t, t),
            };
            let mut point = [from[0] + u * (x - from[0]), from[1] + v * (y - from[1])];
            if command == 'q'
                && let [cx, cy, ..] = numbers[..]
            {
                let bend = |a: f64, c: f64, b: f64| (1.0 - t).powi(2) * a + 2.0 * t * (1.0 - t) * c + t * t * b;
                point = [bend(from[0], cx, x), bend(from[1], cy, y)];
            }
            line.push(place(point[0], point[1]));
        }
    }
    lines
}

/// Commands of a path, each with its numbers.
fn commands(path: &str) -> Vec<(char, Vec<f64>)> {
    let mut found: Vec<(char, &str)> = Vec::new();
    let mut start = 0;
    for (at, letter) in path.char_indices().filter(|(_, c)| c.is_ascii_alphabetic()) {
        if let Some(last) = found.last_mut() {
            last.1 = &path[start..at];
        }
        found.push((letter, ""));
        start = at + 1;
    }
    if let Some(last) = found.last_mut() {
        last.1 = &path[start..];
    }
    found.into_iter().map(|(letter, rest)| (letter, rest.split(' ').filter_map(|n| n.parse().ok()).collect())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SET: &str =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;-–+=×/()%<>'\"!?[]_*&#²³µ°·→≤≥";

    #[test]
    fn every_glyph_of_the_set_has_its_own_strokes_within_its_box() {
        for c in SET.chars() {
            let glyph = glyph(c);
            assert!(!glyph.path.is_empty(), "{c}");
            assert!(c == 'I' || glyph.path != super::super::glyphs::UNKNOWN.path, "{c}");
            for point in outline(glyph.path, |x, y| [x, y]).iter().flatten() {
                assert!((-0.9..=glyph.width + 0.9).contains(&point[0]), "{c} {point:?}");
                assert!((-5.0..=16.5).contains(&point[1]), "{c} {point:?}");
            }
        }
    }

    #[test]
    fn text_is_aligned() {
        let ends = |align| {
            let mut canvas = Canvas::new(200, 30, Colour::BLACK).unwrap();
            let letters = Lettering { height: 10.0, ink: Colour::WHITE, halo: None, bold: false };
            letters.draw(&mut canvas, 100.0, 20.0, align, "Day 28");
            let lit = |x: &usize| (0..30).any(|y| canvas.get(*x, y).is_some_and(|c| c.green > 0.3));
            ((0..200).find(lit).unwrap() as f64, (0..200).rfind(lit).unwrap() as f64)
        };
        let width = text_width("Day 28", 10.0);
        assert!((ends(Align::Start).0 - 100.0).abs() <= 2.0);
        assert!((ends(Align::End).1 - 100.0).abs() <= 2.0);
        let (low, high) = ends(Align::Middle);
        assert!((0.5 * (low + high) - 100.0).abs() <= 2.0 && (high - low - width).abs() <= 3.0);
    }
}
