//! Where the parts of a chart go: headings, legend, labels, plot.

use super::axis::Axis;
use super::labels::{HEAD, LINE, Placed, SMALL, place_rule_labels, spread};
use super::scale::Scale;
use super::series::{Rule, Series, Style};
use super::text::{shorten, width, wrap};
use super::ticks::Tick;
use super::xy::Chart;

/// A tick with its place and the lines of its label.
pub(crate) struct Mark {
    pub(crate) at: f64,
    pub(crate) lines: Vec<String>,
}

/// One entry of the legend: series, corner, text.
pub(crate) struct Entry {
    pub(crate) series: usize,
    pub(crate) at: [f64; 2],
    pub(crate) text: String,
}

/// A label at the end of a line: series, where the line ends, where the label stands.
pub(crate) struct EndLabel {
    pub(crate) series: usize,
    pub(crate) from: [f64; 2],
    pub(crate) y: f64,
    pub(crate) text: String,
}

/// The finished arrangement of a chart.
pub(crate) struct Layout {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
    pub(crate) x: Scale,
    pub(crate) y: Scale,
    pub(crate) x_marks: Vec<Mark>,
    pub(crate) y_marks: Vec<Mark>,
    pub(crate) x_heading: Vec<String>,
    pub(crate) heads: Vec<(&'static str, f64, String)>,
    pub(crate) legend: Vec<Entry>,
    pub(crate) ends: Vec<EndLabel>,
    pub(crate) rule_labels: Vec<Placed>,
}

/// Widest share of the figure that row names may take.
const NAMES_SHARE: f64 = 0.42;
/// Widest share of the figure that labels at line ends may take.
const ENDS_SHARE: f64 = 0.27;

/// Arranges a chart in a width.
pub(crate) fn arrange(chart: &Chart, width: f64) -> Layout {
    let width = width.max(160.0);
    let y_marks = YMarks::of(chart, width);
    let ends_width = end_label_width(chart, width);
    let (mut cursor, heads) = headings(chart, width);
    let mut legend = Vec::new();
    if ends_width.is_none() && needs_legend(chart) {
        legend = legend_entries(chart, width, &mut cursor);
    }
    let left = y_marks.margin;
    let x_domain = chart.x.domain(chart.extent(0), 6, !chart.sideways());
    let provisional = width - ends_width.unwrap_or(0.0) - 6.0;
    let (mut x, mut x_ticks, mut x_heading) = x_marks(&chart.x, x_domain, (left, provisional));
    // The last label must not leave the figure.
    let spill = x_ticks.last().map_or(0.0, |mark| overhang(mark, width));
    let right = provisional - spill;
    if spill > 0.0 {
        (x, x_ticks, x_heading) = x_marks(&chart.x, x_domain, (left, right));
    }
    let rules: Vec<(f64, &str, &str)> = visible_rules(chart, &x);
    let (rule_labels, rule_rows) = place_rule_labels(&rules, left, width);
    cursor += rule_rows as f64 * (LINE - 1.0);
    let top = cursor + 6.0;
    let bottom = top + y_marks.height;
    let y = chart.y.scale(y_marks.domain, y_marks.range(top, bottom));
    let y_marks = y_marks.placed(&y);
    let label_rows = x_ticks.iter().map(|mark| mark.lines.len()).max().unwrap_or(0);
    let x_heading = wrap(&x_heading, SMALL, right - left + 20.0, 2);
    let height = bottom + 8.0 + LINE * label_rows as f64 + LINE * x_heading.len() as f64 + 4.0;
    let ends = match ends_width {
        Some(room) => end_labels(chart, [&x, &y], [right, room], [top, bottom]),
        None => Vec::new(),
    };
    Layout {
        width,
        height,
        left,
        right,
        top,
        bottom,
        x,
        y,
        x_marks: x_ticks,
        y_marks,
        x_heading,
        heads,
        legend,
        ends,
        rule_labels,
    }
}

/// The y axis before its vertical place is known.
struct YMarks {
    domain: (f64, f64),
    height: f64,
    margin: f64,
    ticks: Vec<(f64, Vec<String>)>,
    downwards: bool,
}

impl YMarks {
    fn of(chart: &Chart, width_all: f64) -> Self {
        let plot = chart.shape * width_all;
        if let Some(names) = chart.y.names() {
            let ticks: Vec<(f64, Vec<String>)> = names
                .iter()
                .enumerate()
                .map(|(at, name)| (at as f64, wrap(name, SMALL, NAMES_SHARE * width_all, 3)))
                .collect();
            let rows = ticks.iter().map(|tick| tick.1.len()).max().unwrap_or(1);
            let row_height = (LINE * rows as f64 + 10.0).max(26.0);
            return Self {
                domain: chart.y.domain(None, 2, false),
                height: row_height * names.len().max(1) as f64,
                margin: widest(&ticks) + 12.0,
                ticks,
                downwards: true,
            };
        }
        let most = ((plot / 34.0) as usize).clamp(3, 7);
        let domain = chart.y.domain(chart.extent(1), most, false);
        let scale = chart.y.scale(domain, (0.0, 1.0));
        let (ticks, _) = chart.y.ticks(&scale, most);
        let ticks: Vec<(f64, Vec<String>)> = ticks.into_iter().map(|tick| (tick.at, vec![tick.label])).collect();
        Self { domain, height: plot, margin: widest(&ticks) + 9.0, ticks, downwards: false }
    }

    fn range(&self, top: f64, bottom: f64) -> (f64, f64) {
        if self.downwards { (top, bottom) } else { (bottom, top) }
    }

    fn placed(self, scale: &Scale) -> Vec<Mark> {
        self.ticks.into_iter().filter_map(|(value, lines)| Some(Mark { at: scale.place(value)?, lines })).collect()
    }
}

fn widest(ticks: &[(f64, Vec<String>)]) -> f64 {
    ticks.iter().flat_map(|tick| &tick.1).map(|line| width(line, SMALL)).fold(0.0, f64::max)
}

/// Title (for panels), y heading and hint, from the top down.
fn headings(chart: &Chart, width_all: f64) -> (f64, Vec<(&'static str, f64, String)>) {
    let mut heads = Vec::new();
    let mut cursor = 0.0;
    let mut put = |class, text: &str, size: f64| {
        for line in wrap(text, size, width_all - 4.0, 2) {
            cursor += LINE + 1.0;
            heads.push((class, cursor - 3.0, line));
        }
    };
    if chart.panel_title {
        put("nw-panel", &chart.title, HEAD * 1.08);
    }
    if !chart.sideways() {
        put("nw-head", &chart.y.heading(), HEAD);
    }
    put("nw-note", &chart.hint, SMALL);
    (cursor, heads)
}

/// The x axis with as many marks as fit without touching, at least one.
fn x_marks(axis: &Axis, domain: (f64, f64), range: (f64, f64)) -> (Scale, Vec<Mark>, String) {
    let scale = axis.scale(domain, range);
    let place = |ticks: Vec<Tick>, room: f64| -> Vec<Mark> {
        ticks
            .into_iter()
            .filter_map(|tick| {
                let lines = wrap(&tick.label, SMALL, room, 3);
                Some(Mark { at: scale.place(tick.at)?, lines })
            })
            .collect()
    };
    if let Some(names) = axis.names() {
        let slot = (range.1 - range.0) / names.len().max(1) as f64;
        let (ticks, heading) = axis.ticks(&scale, names.len());
        return (scale, place(ticks, slot - 6.0), heading);
    }
    for most in (2..=10).rev() {
        let (ticks, heading) = axis.ticks(&scale, most);
        let marks = place(ticks, f64::INFINITY);
        let apart = marks
            .windows(2)
            .all(|pair| pair[1].at - pair[0].at >= 0.5 * (mark_width(&pair[0]) + mark_width(&pair[1])) + 12.0);
        if apart {
            return (scale, marks, heading);
        }
    }
    // Not even two long numbers stand side by side: one is read.
    let (mut ticks, heading) = axis.ticks(&scale, 2);
    ticks.truncate(1);
    (scale, place(ticks, f64::INFINITY), heading)
}

fn mark_width(mark: &Mark) -> f64 {
    mark.lines.iter().map(|line| width(line, SMALL)).fold(0.0, f64::max)
}

fn overhang(mark: &Mark, width_all: f64) -> f64 {
    (mark.at + 0.5 * mark_width(mark) - width_all).max(0.0)
}

fn visible_rules<'a>(chart: &'a Chart, x: &Scale) -> Vec<(f64, &'a str, &'a str)> {
    let mut rules: Vec<(f64, &str, &str)> = chart
        .rules
        .iter()
        .filter_map(|rule| match rule {
            Rule::At { x: at, label, short } if x.holds(*at) => Some((x.place(*at)?, label.as_str(), short.as_str())),
            _ => None,
        })
        .collect();
    rules.sort_by(|a, b| a.0.total_cmp(&b.0));
    rules
}

fn needs_legend(chart: &Chart) -> bool {
    match chart.series.as_slice() {
        [] => false,
        [only] => !only.name.is_empty() && only.name != chart.title,
        _ => chart.series.iter().any(|series| !series.name.is_empty()),
    }
}

/// How much room labels at the line ends need, where every series can have one.
fn end_label_width(chart: &Chart, width_all: f64) -> Option<f64> {
    let lines = chart.series.iter().all(Series::is_line);
    if !lines || chart.series.len() < 2 || chart.series.len() > 6 || chart.sideways() {
        return None;
    }
    let room = chart.series.iter().map(|series| width(&series.name, SMALL)).fold(0.0, f64::max);
    let tall_enough = chart.series.len() as f64 * LINE < chart.shape * width_all;
    (room <= ENDS_SHARE * width_all && tall_enough).then_some(room + 12.0)
}

fn end_labels(chart: &Chart, [x, y]: [&Scale; 2], [right, room]: [f64; 2], [top, bottom]: [f64; 2]) -> Vec<EndLabel> {
    let mut labels: Vec<EndLabel> = Vec::new();
    for (index, series) in chart.series.iter().enumerate() {
        let seen = series.points.iter().rev().find(|p| p[1].is_finite() && x.holds(p[0]));
        let Some(from) = seen.and_then(|p| Some([x.place(p[0])?, y.place(p[1])?])) else {
            continue;
        };
        let from = [from[0].min(right), from[1].clamp(top, bottom)];
        let text = shorten(&series.name, SMALL, room);
        labels.push(EndLabel { series: index, from, y: from[1], text });
    }
    let wanted: Vec<f64> = labels.iter().map(|label| label.from[1]).collect();
    if let Some(placed) = spread(&wanted, LINE - 1.0, top, bottom) {
        for (label, y) in labels.iter_mut().zip(placed) {
            label.y = y;
        }
    }
    labels
}

fn legend_entries(chart: &Chart, width_all: f64, cursor: &mut f64) -> Vec<Entry> {
    const SWATCH: f64 = 24.0;
    let mut entries: Vec<Entry> = Vec::new();
    let mut x = 0.0;
    *cursor += LINE + 3.0;
    for (index, series) in chart.series.iter().enumerate() {
        let repeated = chart.series[..index].iter().any(|earlier| earlier.name == series.name);
        if series.name.is_empty() || repeated {
            continue;
        }
        let text = shorten(&series.name, SMALL, width_all - SWATCH - 8.0);
        let size = SWATCH + width(&text, SMALL) + 14.0;
        if x > 0.0 && x + size - 14.0 > width_all {
            x = 0.0;
            *cursor += LINE + 1.0;
        }
        entries.push(Entry { series: index, at: [x, *cursor - 4.0], text });
        x += size;
    }
    *cursor += 2.0;
    entries
}

/// Whether bars stand beside each other: the place of `series` among those of bar style.
pub(crate) fn bar_slot(chart: &Chart, series: usize) -> (usize, usize) {
    let is_bar = |one: &Series| matches!(one.style, Style::Bars { .. });
    let before = chart.series.iter().take(series).filter(|one| is_bar(one)).count();
    (before, chart.series.iter().filter(|one| is_bar(one)).count().max(1))
}
