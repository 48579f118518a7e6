//! Draws an arranged chart.

use super::curve::{draw_curve, line_class};
use super::figure::Drawing;
use super::labels::{LINE, SMALL};
use super::layout::{Layout, arrange, bar_slot};
use super::number::coordinate;
use super::series::{Ink, Rule, Series, Style};
use super::svg::{Svg, slug};
use super::table::Limits;
use super::text::width;
use super::xy::Chart;

/// Draws a chart in a width.
pub(crate) fn draw(chart: &Chart, width: f64, limits: Limits) -> Drawing {
    let layout = arrange(chart, width);
    let mut svg = Svg::default();
    draw_heads(&mut svg, chart, &layout);
    draw_grid(&mut svg, chart, &layout);
    let clip = format!("{}-clip", slug(&chart.id));
    svg.open("clipPath", &[("id", (&clip).into())]);
    // Half a stroke more than the plot, so that lines along its edge keep their width.
    svg.rect(
        "",
        [layout.left - 1.0, layout.top - 3.0],
        [layout.right - layout.left + 4.0, layout.bottom - layout.top + 4.0],
    );
    svg.close("clipPath");
    svg.open("g", &[("clip-path", (&format!("url(#{clip})")).into())]);
    for (index, series) in chart.series.iter().enumerate() {
        svg.open("g", &[("class", (&series.ink.class()).into())]);
        draw_series(&mut svg, chart, &layout, (index, series), limits);
        svg.close("g");
    }
    svg.close("g");
    draw_rules(&mut svg, chart, &layout);
    draw_ends(&mut svg, chart, &layout);
    Drawing { body: svg.finish(), size: [layout.width, layout.height] }
}

fn draw_heads(svg: &mut Svg, chart: &Chart, layout: &Layout) {
    for (class, y, text) in &layout.heads {
        svg.label(class, [0.0, *y], "start", text);
    }
    for entry in &layout.legend {
        let Some(series) = chart.series.get(entry.series) else {
            continue;
        };
        svg.open("g", &[("class", (&series.ink.class()).into())]);
        swatch(svg, series, entry.at);
        svg.label("nw-swatch-label", [entry.at[0] + 24.0, entry.at[1] + 4.0], "start", &entry.text);
        svg.close("g");
    }
}

fn swatch(svg: &mut Svg, series: &Series, [x, y]: [f64; 2]) {
    let banded = series.band.is_some() || matches!(series.style, Style::Band | Style::Area);
    match series.style {
        Style::Bars { .. } => svg.rect("nw-bar", [x + 3.0, y - 5.0], [12.0, 10.0]),
        Style::Points => marker(svg, series.ink, [x + 9.0, y]),
        style => {
            if banded {
                svg.rect("nw-band", [x, y - 5.0], [18.0, 10.0]);
            }
            if style != Style::Band {
                svg.path(line_class(style), &format!("M{} {}h18", coordinate(x), coordinate(y)));
            }
        }
    }
}

fn draw_grid(svg: &mut Svg, chart: &Chart, layout: &Layout) {
    let sideways = chart.sideways();
    for mark in &layout.y_marks {
        if !sideways {
            svg.line("nw-grid", [layout.left, mark.at], [layout.right, mark.at]);
        }
        let above = 0.5 * LINE * (mark.lines.len() as f64 - 1.0);
        for (row, line) in mark.lines.iter().enumerate() {
            let y = mark.at - above + LINE * row as f64 + 0.35 * SMALL;
            svg.label("nw-tick", [layout.left - 7.0, y], "end", line);
        }
    }
    for mark in &layout.x_marks {
        if sideways {
            svg.line("nw-grid", [mark.at, layout.top], [mark.at, layout.bottom]);
        } else if chart.x.names().is_none() {
            svg.line("nw-axis", [mark.at, layout.bottom], [mark.at, layout.bottom + 4.0]);
        }
        for (row, line) in mark.lines.iter().enumerate() {
            let half = 0.5 * width(line, SMALL);
            let at = mark.at.max(half).min(layout.width - half);
            let y = layout.bottom + 4.0 + LINE * (row + 1) as f64 - 1.0;
            svg.label("nw-tick", [at, y], "middle", line);
        }
    }
    // Bars stand on zero; everything else on the bottom of the plot.
    let bars = chart.series.iter().any(|one| matches!(one.style, Style::Bars { .. }));
    let zero = layout.y.place(0.0).filter(|_| bars && layout.y.holds(0.0));
    let axis_y = zero.unwrap_or(layout.bottom);
    if sideways {
        let zero = layout.x.place(0.0).filter(|_| layout.x.holds(0.0)).unwrap_or(layout.left);
        svg.line("nw-axis", [zero, layout.top], [zero, layout.bottom]);
    } else {
        svg.line("nw-axis", [layout.left, axis_y], [layout.right, axis_y]);
    }
    let rows = layout.x_heading.len() as f64;
    for (row, line) in layout.x_heading.iter().enumerate() {
        let y = layout.height - 5.0 - LINE * (rows - 1.0 - row as f64);
        let centre = 0.5 * (layout.left + layout.right);
        let half = 0.5 * width(line, SMALL);
        svg.label("nw-note", [centre.max(half).min(layout.width - half), y], "middle", line);
    }
}

fn draw_series(svg: &mut Svg, chart: &Chart, layout: &Layout, (index, series): (usize, &Series), limits: Limits) {
    match series.style {
        Style::Line | Style::Dashed | Style::Band | Style::Area => {
            draw_curve(svg, layout, series, limits);
        }
        Style::Points => {
            for (number, point) in series.points.iter().enumerate().take(limits.line_points) {
                draw_whisker(svg, chart, layout, (series, number), "nw-whisker", 0.0);
                if let (Some(x), Some(y)) = (layout.x.place(point[0]), layout.y.place(point[1])) {
                    marker(svg, series.ink, [x, y]);
                }
            }
        }
        Style::Bars { width } => {
            let (slot, slots) = bar_slot(chart, index);
            draw_bars(svg, chart, layout, series, [width, slot as f64, slots as f64]);
        }
    }
}

fn draw_bars(svg: &mut Svg, chart: &Chart, layout: &Layout, series: &Series, [width, slot, slots]: [f64; 3]) {
    let sideways = chart.sideways();
    let (along, across) = if sideways { (&layout.x, &layout.y) } else { (&layout.y, &layout.x) };
    let (value, place) = if sideways { (0, 1) } else { (1, 0) };
    let floor = if sideways { layout.left } else { layout.bottom };
    let zero = along.place(0.0).filter(|_| along.holds(0.0)).unwrap_or(floor);
    let each = width / slots;
    for (number, point) in series.points.iter().enumerate() {
        let shift = (slot - 0.5 * (slots - 1.0)) * each;
        let centre = point[place] + shift;
        let edges = (across.place(centre - 0.5 * each), across.place(centre + 0.5 * each));
        let (Some(end), (Some(one), Some(other))) = (along.place(point[value]), edges) else {
            continue;
        };
        let (near, far) = (zero.min(end), zero.max(end));
        // A hair between neighbours, so that adjacent bars read as separate.
        let (first, last) = (one.min(other) + 0.5, one.max(other) - 0.5);
        let (corner, size) = if sideways {
            ([near, first], [far - near, last - first])
        } else {
            ([first, near], [last - first, far - near])
        };
        svg.rect("nw-bar", corner, [size[0].max(0.5), size[1].max(0.5)]);
        draw_whisker(svg, chart, layout, (series, number), "nw-on-bar", shift);
    }
}

fn draw_whisker(
    svg: &mut Svg,
    chart: &Chart,
    layout: &Layout,
    (series, number): (&Series, usize),
    class: &str,
    shift: f64,
) {
    let (Some([low, high]), Some(point)) = (series.band_at(number), series.points.get(number)) else {
        return;
    };
    let ends = if chart.sideways() {
        let across = layout.y.place(point[1] + shift);
        [low, high].map(|end| Some([layout.x.place(end)?, across?]))
    } else {
        let across = layout.x.place(point[0] + shift);
        [low, high].map(|end| Some([across?, layout.y.place(end)?]))
    };
    if let [Some(from), Some(to)] = ends {
        svg.line(class, from, to);
    }
}

/// A marker whose shape goes with its ink: circle, square, diamond, triangle.
fn marker(svg: &mut Svg, ink: Ink, [x, y]: [f64; 2]) {
    let start = |dx: f64, dy: f64| format!("M{} {}", coordinate(x + dx), coordinate(y + dy));
    let path = match ink.shape() {
        0 => format!("{}a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0 -6.8 0Z", start(-3.4, 0.0)),
        1 => format!("{}h6v6h-6Z", start(-3.0, -3.0)),
        2 => format!("{}l4.2 4.2l-4.2 4.2l-4.2 -4.2Z", start(0.0, -4.2)),
        _ => format!("{}l4 7h-8Z", start(0.0, -4.4)),
    };
    svg.path("nw-point", &path);
}

fn draw_rules(svg: &mut Svg, chart: &Chart, layout: &Layout) {
    for rule in &chart.rules {
        match rule {
            Rule::At { x, label, .. } => {
                let Some(at) = layout.x.place(*x).filter(|_| layout.x.holds(*x)) else {
                    continue;
                };
                svg.open("g", &[]);
                svg.leaf("title", &[], label);
                svg.line("nw-rule", [at, layout.top], [at, layout.bottom]);
                svg.close("g");
            }
            Rule::Level { y, label } => {
                let Some(at) = layout.y.place(*y).filter(|_| layout.y.holds(*y)) else {
                    continue;
                };
                svg.open("g", &[]);
                svg.leaf("title", &[], label);
                svg.line("nw-level", [layout.left, at], [layout.right, at]);
                svg.close("g");
            }
        }
    }
    for label in &layout.rule_labels {
        let y = layout.top - 5.0 - (LINE - 1.0) * label.row as f64;
        svg.label("nw-rule-label", [label.x, y], label.anchor, &label.text);
    }
}

fn draw_ends(svg: &mut Svg, chart: &Chart, layout: &Layout) {
    for label in &layout.ends {
        let Some(series) = chart.series.get(label.series) else {
            continue;
        };
        svg.open("g", &[("class", (&series.ink.class()).into())]);
        let start = layout.right + 9.0;
        if (label.y - label.from[1]).abs() > 2.0 {
            let [x, y] = label.from;
            let path = format!(
                "M{} {}L{} {}",
                coordinate(x + 1.5),
                coordinate(y),
                coordinate(start - 2.0),
                coordinate(label.y)
            );
            svg.path("nw-leader", &path);
        }
        svg.label("nw-direct", [start, label.y + 0.35 * SMALL], "start", &label.text);
        svg.close("g");
    }
}
