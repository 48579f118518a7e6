//! Draws curves: lines, bands and filled areas.

use super::layout::Layout;
use super::scale::Scale;
use super::series::{Series, Style};
use super::svg::{Svg, Trail};
use super::table::Limits;
use super::thin::keep_shape;

/// Line, band and fill of one series, thinned without losing a peak.
pub(crate) fn draw_curve(svg: &mut Svg, layout: &Layout, series: &Series, limits: Limits) {
    let window = visible_window(series, &layout.x);
    let place = |index: usize, value: f64| {
        let point = series.points.get(index)?;
        Some([layout.x.place(point[0])?, layout.y.place(value)?])
    };
    let kept = kept_points(series, window, limits, place);
    if series.band.is_some() {
        let sides = kept.iter().map(|&index| {
            let [low, high] = series.band_at(index)?;
            Some((place(index, low)?, place(index, high)?))
        });
        fill(svg, "nw-band", sides);
    }
    if series.style == Style::Area {
        let floor = layout.y.place(0.0).unwrap_or(layout.bottom).clamp(layout.top, layout.bottom);
        let sides = kept.iter().map(|&index| {
            let top = place(index, series.points.get(index)?[1])?;
            Some(([top[0], floor], top))
        });
        fill(svg, "nw-area", sides);
    }
    if series.style != Style::Band {
        let mut path = Trail::default();
        let mut pen_down = false;
        for &index in &kept {
            let at = series.points.get(index).and_then(|point| place(index, point[1]));
            match at {
                Some(at) if pen_down => path.line(at),
                Some(at) => path.start(at),
                None => {}
            }
            pen_down = at.is_some();
        }
        let path = path.finish();
        if !path.is_empty() {
            svg.path(line_class(series.style), &path);
        }
    }
}

/// Indices of the points that a reader could tell from their neighbours.
fn kept_points(
    series: &Series,
    window: std::ops::Range<usize>,
    limits: Limits,
    place: impl Fn(usize, f64) -> Option<[f64; 2]>,
) -> Vec<usize> {
    let start = window.start;
    let channel = |pick: &dyn Fn(usize) -> Option<f64>, axis: usize| -> Vec<f64> {
        window
            .clone()
            .map(|index| pick(index).and_then(|value| place(index, value)).map_or(f64::NAN, |at| at[axis]))
            .collect()
    };
    let value = |index: usize| series.points.get(index).map(|point| point[1]);
    let end = |index: usize, which: usize| series.band_at(index).map(|band| band[which]);
    let (x, line) = (channel(&value, 0), channel(&value, 1));
    if series.band.is_none() {
        return keep_shape(&x, &[&line], limits.line_points).iter().map(|at| start + at).collect();
    }
    let (low, high) = (channel(&|index| end(index, 0), 1), channel(&|index| end(index, 1), 1));
    keep_shape(&x, &[&line, &low, &high], limits.line_points).iter().map(|at| start + at).collect()
}

/// Fills between two sides; a gap in the data closes the shape and starts another.
fn fill(svg: &mut Svg, class: &str, sides: impl Iterator<Item = Option<([f64; 2], [f64; 2])>>) {
    let mut path = Trail::default();
    let mut open: Vec<([f64; 2], [f64; 2])> = Vec::new();
    for side in sides.chain([None]) {
        if let Some(side) = side {
            open.push(side);
            continue;
        }
        let outline = open.iter().map(|side| side.1).chain(open.iter().rev().map(|side| side.0));
        for (index, at) in outline.enumerate() {
            if index == 0 { path.start(at) } else { path.line(at) }
        }
        if !open.is_empty() {
            path.close();
        }
        open.clear();
    }
    let path = path.finish();
    if !path.is_empty() {
        svg.path(class, &path);
    }
}

/// The run of points in view with one neighbour on either side, so that lines enter and leave
/// the plot at its edge. Lines that go back and forth in x are kept whole.
fn visible_window(series: &Series, x: &Scale) -> std::ops::Range<usize> {
    let points = &series.points;
    if points.windows(2).any(|pair| pair[1][0] < pair[0][0]) {
        return 0..points.len();
    }
    let (low, high) = x.domain();
    let start = points.partition_point(|point| point[0] < low).saturating_sub(1);
    let end = (points.partition_point(|point| point[0] <= high) + 1).min(points.len());
    start.min(end)..end
}

/// The style classes of a line.
pub(crate) fn line_class(style: Style) -> &'static str {
    if style == Style::Dashed { "nw-line nw-dashed" } else { "nw-line" }
}
