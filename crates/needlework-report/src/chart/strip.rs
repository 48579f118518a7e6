//! The small strip beside a headline figure: where the estimate and its band lie.

use super::scale::{Scale, ScaleKind};
use super::svg::Svg;

/// Draws an estimate with its band, and the value it started from where there is one, on a
/// strip of its own scale. Hidden from screen readers: the numbers stand beside it.
pub fn estimate_strip(value: f64, band: Option<[f64; 2]>, reference: Option<f64>) -> String {
    const SIZE: [f64; 2] = [160.0, 18.0];
    let ends = [Some(value), reference, band.map(|b| b[0]), band.map(|b| b[1])];
    let finite = || ends.iter().flatten().copied().filter(|end| end.is_finite());
    let low = finite().fold(f64::INFINITY, f64::min);
    let high = finite().fold(f64::NEG_INFINITY, f64::max);
    let scale = Scale::new(ScaleKind::Linear, (low, high), (8.0, SIZE[0] - 8.0));
    let middle = 0.5 * SIZE[1];
    let mut svg = Svg::default();
    svg.open(
        "svg",
        &[
            ("class", "nw-chart nw-strip".into()),
            ("viewBox", "0 0 160 18".into()),
            ("width", SIZE[0].into()),
            ("height", SIZE[1].into()),
            ("aria-hidden", "true".into()),
            ("focusable", "false".into()),
        ],
    );
    svg.line("nw-grid", [0.0, middle], [SIZE[0], middle]);
    if let Some(x) = reference.and_then(|at| scale.place(at)) {
        svg.line("nw-axis", [x, 2.0], [x, SIZE[1] - 2.0]);
    }
    svg.open("g", &[("class", "nw-c0".into())]);
    if let Some([Some(from), Some(to)]) = band.map(|ends| ends.map(|end| scale.place(end))) {
        svg.rect("nw-bar", [from.min(to), middle - 3.0], [(to - from).abs().max(1.0), 6.0]);
    }
    if let Some(x) = scale.place(value) {
        svg.path("nw-point", &format!("M{} 9m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z", super::coordinate(x)));
    }
    svg.close("g");
    svg.close("svg");
    svg.finish()
}
