//! Shapes with smooth edges.

use super::canvas::Canvas;
use super::colour::Colour;

impl Canvas {
    /// Fills a rectangle with edges between pixels.
    pub fn fill_rectangle(&mut self, x: f64, y: f64, width: f64, height: f64, colour: Colour, share: f32) {
        let overlap = |at: i64, low: f64, high: f64| (high.min(at as f64 + 1.0) - low.max(at as f64)).clamp(0.0, 1.0);
        let (right, bottom) = (x + width, y + height);
        for row in self.rows(y, bottom) {
            let down = overlap(row, y, bottom);
            for column in self.columns(x, right) {
                self.blend(column, row, colour, share * (down * overlap(column, x, right)) as f32);
            }
        }
    }

    /// Fills a disc.
    pub fn fill_disc(&mut self, x: f64, y: f64, radius: f64, colour: Colour, share: f32) {
        self.fill_ellipse(x, y, [radius, radius], 0.0, colour, share);
    }

    /// Fills an ellipse with half axes `radii`, the first of which is turned by `angle` [rad] from the x axis.
    pub fn fill_ellipse(&mut self, x: f64, y: f64, radii: [f64; 2], angle: f64, colour: Colour, share: f32) {
        self.over_ellipse(x, y, radii, angle, |pixel, inside| *pixel = pixel.mixed(colour, share * inside));
    }

    /// Adds a colour inside an ellipse, for canvases that hold densities.
    pub fn add_ellipse(&mut self, x: f64, y: f64, radii: [f64; 2], angle: f64, colour: Colour) {
        self.over_ellipse(x, y, radii, angle, |pixel, inside| *pixel = *pixel + colour * inside);
    }

    /// Visits the pixels of an ellipse with the share of each that lies inside.
    fn over_ellipse(&mut self, x: f64, y: f64, radii: [f64; 2], angle: f64, mut visit: impl FnMut(&mut Colour, f32)) {
        let reach = radii[0].max(radii[1]) + 1.0;
        let (sin, cos) = angle.sin_cos();
        let (rows, columns) = (self.rows(y - reach, y + reach), self.columns(x - reach, x + reach));
        for row in rows {
            for column in columns.clone() {
                let (dx, dy) = (column as f64 + 0.5 - x, row as f64 + 0.5 - y);
                let (along, across) = ((dx * cos + dy * sin) / radii[0], (dy * cos - dx * sin) / radii[1]);
                let radius = along.hypot(across);
                // Distance to the rim along the ray, over the slope of the radius.
                let slope = (along / radii[0]).hypot(across / radii[1]) / radius.max(1e-9);
                let inside = (0.5 - (radius - 1.0) / slope.max(1e-9)).clamp(0.0, 1.0);
                if inside > 0.0
                    && let (Ok(column), Ok(row)) = (usize::try_from(column), usize::try_from(row))
                    && let Some(pixel) = self.get_mut(column, row)
                {
                    visit(pixel, inside as f32);
                }
            }
        }
    }

    /// Draws a straight line with round ends.
    pub fn line(&mut self, from: [f64; 2], to: [f64; 2], width: f64, colour: Colour, share: f32) {
        self.strokes(&[vec![from, to]], width, colour, share);
    }

    /// Draws polylines with round ends as one shape, so that crossings are not darker.
    pub fn strokes(&mut self, strokes: &[Vec<[f64; 2]>], width: f64, colour: Colour, share: f32) {
        let points = || strokes.iter().flatten();
        let reach = 0.5 * width + 1.0;
        let low = |axis: usize| points().map(|p| p[axis]).fold(f64::INFINITY, f64::min) - reach;
        let high = |axis: usize| points().map(|p| p[axis]).fold(f64::NEG_INFINITY, f64::max) + reach;
        for row in self.rows(low(1), high(1)) {
            for column in self.columns(low(0), high(0)) {
                let at = [column as f64 + 0.5, row as f64 + 0.5];
                let distance = strokes
                    .iter()
                    .flat_map(|stroke| stroke.windows(2))
                    .map(|pair| distance_to_segment(at, pair[0], pair[1]))
                    .fold(f64::INFINITY, f64::min);
                let inside = (0.5 * width - distance + 0.5).clamp(0.0, width.min(1.0));
                if inside > 0.0 {
                    self.blend(column, row, colour, share * inside as f32);
                }
            }
        }
    }

    /// Rows that meet a stretch, cut to the canvas.
    fn rows(&self, low: f64, high: f64) -> std::ops::Range<i64> {
        span(low, high, self.height())
    }

    fn columns(&self, low: f64, high: f64) -> std::ops::Range<i64> {
        span(low, high, self.width())
    }
}

fn span(low: f64, high: f64, size: usize) -> std::ops::Range<i64> {
    let size = size as f64;
    low.floor().clamp(0.0, size) as i64..high.ceil().clamp(0.0, size) as i64
}

/// Distance of a point from the segment between two others.
fn distance_to_segment(at: [f64; 2], from: [f64; 2], to: [f64; 2]) -> f64 {
    let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
    let (px, py) = (at[0] - from[0], at[1] - from[1]);
    let squared = dx * dx + dy * dy;
    let along = if squared > 0.0 { ((px * dx + py * dy) / squared).clamp(0.0, 1.0) } else { 0.0 };
    (px - along * dx).hypot(py - along * dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn light(canvas: &Canvas) -> f64 {
        canvas.pixels().iter().map(|pixel| f64::from(pixel.green)).sum()
    }

    #[test]
    fn shapes_cover_their_area() {
        let mut canvas = Canvas::new(60, 60, Colour::BLACK).unwrap();
        canvas.fill_disc(30.2, 29.7, 12.5, Colour::WHITE, 1.0);
        let area = std::f64::consts::PI * 12.5 * 12.5;
        assert!((light(&canvas) / area - 1.0).abs() < 5e-3);
        let mut canvas = Canvas::new(60, 60, Colour::BLACK).unwrap();
        canvas.fill_ellipse(30.0, 30.0, [20.0, 8.0], 0.6, Colour::WHITE, 1.0);
        assert!((light(&canvas) / (std::f64::consts::PI * 160.0) - 1.0).abs() < 1e-2);
        let mut canvas = Canvas::new(60, 60, Colour::BLACK).unwrap();
        canvas.fill_rectangle(3.25, 4.5, 10.5, 7.25, Colour::WHITE, 1.0);
        assert!((light(&canvas) - 10.5 * 7.25).abs() < 1e-3);
        let mut canvas = Canvas::new(60, 60, Colour::BLACK).unwrap();
        canvas.line([10.0, 10.0], [40.0, 10.0], 3.0, Colour::WHITE, 1.0);
        let area = 90.0 + std::f64::consts::PI * 2.25;
        assert!((light(&canvas) / area - 1.0).abs() < 2e-2);
    }

    #[test]
    fn shapes_beyond_the_canvas_are_cut_off() {
        let mut canvas = Canvas::new(10, 10, Colour::BLACK).unwrap();
        canvas.fill_disc(-50.0, 5.0, 3.0, Colour::WHITE, 1.0);
        canvas.line([1e12, 0.0], [2e12, f64::NAN], 2.0, Colour::WHITE, 1.0);
        assert_eq!(light(&canvas), 0.0);
    }
}
