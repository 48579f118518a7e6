//! From the plain model to figures.

use crate::chart::{Axis, Chart, Dot, HeatMap, Ink, Limits, Pattern, Rule, Series as Curve, Style, linear_ticks};

use super::model::{
    DepthMap, FirstDays, Forest, ForestRow, LineChart, MapSide, ProtocolEvent, PuncturePattern, Series, SeriesRole,
    SessionMark, Timeline, TimelineGroup,
};

/// A timeline as one chart of the whole course and, where asked for, one of the first days.
pub(crate) fn timeline_charts(
    group: &TimelineGroup,
    timeline: &Timeline,
    id: &str,
    span: (f64, f64),
) -> (Chart, Option<Chart>) {
    let whole = chart_of(timeline, id, &timeline.title)
        .x(Axis::time("Time since the start of the course").from(span.0, span.1));
    let whole = group.sessions.iter().fold(whole, |chart, session| chart.rule(mark(session, 0.0)));
    let zoom = timeline.first_days.as_ref().map(|first| {
        let title = format!("{}: first {}", timeline.title, days_text(first.days));
        let chart = chart_of(&shifted(timeline, first), &format!("{id}-first-days"), &title);
        let name = if first.label.is_empty() { "the start" } else { &first.label };
        let chart = chart.x(Axis::time(format!("Time since {name}")).from(0.0, first.days));
        group.sessions.iter().fold(chart, |chart, session| chart.rule(mark(session, first.from)))
    });
    (whole, zoom)
}

/// Measured figures with those of the course below each, row by row.
pub(crate) fn forest_chart(forest: &Forest, id: &str) -> Chart {
    /// How far the two marks of a row stand from its middle, in rows.
    const APART: f64 = 0.16;
    let names = forest.rows.iter().map(|row| row.label.clone()).collect();
    let none = [f64::NAN; 2];
    let marks = |away: f64, figure: fn(&ForestRow) -> (f64, Option<[f64; 2]>)| {
        let rows = forest.rows.iter().enumerate().map(move |(at, row)| (at as f64 + away, figure(row)));
        rows.map(|(at, (value, span))| ([value, at], span.unwrap_or(none))).unzip::<_, _, Vec<_>, Vec<_>>()
    };
    let (measured, intervals) = marks(-APART, |row| (row.measured, row.interval));
    let (predicted, bands) = marks(APART, |row| (row.predicted, row.band));
    let mut chart = Chart::new(id, &forest.title)
        .x(Axis::linear(&forest.quantity).unit(&forest.unit).including(0.0))
        .y(Axis::category("Trial", names))
        .series(Curve::points("Measured", measured).band(intervals).ink(Ink::Palette(1)))
        .series(Curve::points("This course", predicted).band(bands).ink(Ink::Palette(0)));
    let mut values = forest.rows.iter().flat_map(|row| [row.measured, row.predicted]);
    if values.any(|value| value < 0.0) {
        chart = chart.rule(Rule::At { x: 0.0, label: "no change".to_owned(), short: "0".to_owned() });
    }
    chart
}

/// Curves over a quantity other than time.
pub(crate) fn line_chart(chart: &LineChart, id: &str) -> Chart {
    let axis = |(name, unit): &(String, String)| Axis::linear(name).unit(unit);
    let drawn = Chart::new(id, &chart.title).x(axis(&chart.x)).y(axis(&chart.y));
    let curves = chart.curves.iter().enumerate();
    curves.fold(drawn, |drawn, (index, (name, points))| {
        drawn.series(Curve::line(name, points.clone()).ink(Ink::Palette((index % 8) as u8)))
    })
}

/// First and last day of everything in a group, so that its charts share their time axis.
pub(crate) fn group_span(group: &TimelineGroup) -> (f64, f64) {
    let times = group.timelines.iter().flat_map(|timeline| &timeline.series);
    let times = times.flat_map(|series| [series.points.first(), series.points.last()]).flatten();
    let times = times.map(|point| point[0]).chain(group.sessions.iter().map(|session| session.day));
    let (low, high) =
        times.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), time| (low.min(time), high.max(time)));
    if low < high { (low, high) } else { (0.0, 1.0) }
}

fn chart_of(timeline: &Timeline, id: &str, title: &str) -> Chart {
    let label = if timeline.y_label.is_empty() { &timeline.title } else { &timeline.y_label };
    let mut axis = Axis::linear(label).unit(&timeline.unit);
    if let Some(baseline) = timeline.baseline {
        axis = axis.including(baseline);
    }
    let mut chart = Chart::new(id, title).y(axis).hint(timeline.better.remark());
    if let Some(y) = timeline.baseline.filter(|level| level.is_finite()) {
        chart = chart.rule(Rule::Level { y, label: "Baseline".to_owned() });
    }
    // Comparisons lie behind the course, and each kind counts its own colours.
    let mut courses = 0;
    let mut published = 0;
    let inks: Vec<Ink> = timeline
        .series
        .iter()
        .map(|series| match series.role {
            SeriesRole::Untreated => Ink::Muted,
            SeriesRole::Course => {
                courses += 1;
                Ink::Palette(courses - 1)
            }
            SeriesRole::Published => {
                published += 1;
                Ink::Palette(published)
            }
        })
        .collect();
    let order = [SeriesRole::Untreated, SeriesRole::Course, SeriesRole::Published];
    for role in order {
        for (series, ink) in timeline.series.iter().zip(&inks).filter(|(one, _)| one.role == role) {
            chart = chart.series(curve(series, *ink));
        }
    }
    chart
}

fn curve(series: &Series, ink: Ink) -> Curve {
    let style = match series.role {
        SeriesRole::Course => Style::Line,
        SeriesRole::Untreated => Style::Dashed,
        SeriesRole::Published => Style::Points,
    };
    Curve { name: series.name.clone(), style, ink, points: series.points.clone(), band: series.band.clone() }
}

/// The points of the first days with time counted from their start.
fn shifted(timeline: &Timeline, first: &FirstDays) -> Timeline {
    let mut timeline = timeline.clone();
    for series in &mut timeline.series {
        let inside = |time: f64| time >= first.from && time <= first.from + first.days;
        let keep: Vec<bool> = (0..series.points.len())
            .map(|index| {
                let near = index.saturating_sub(1)..=index + 1;
                near.filter_map(|at| series.points.get(at)).any(|point| inside(point[0]))
            })
            .collect();
        let mut kept = keep.iter();
        series.points.retain(|_| kept.next().copied().unwrap_or(false));
        if let Some(band) = &mut series.band {
            let mut kept = keep.iter();
            band.retain(|_| kept.next().copied().unwrap_or(false));
        }
        for point in &mut series.points {
            point[0] -= first.from;
        }
    }
    timeline.series.retain(|series| !series.points.is_empty());
    timeline
}

fn mark(session: &SessionMark, origin: f64) -> Rule {
    Rule::At { x: session.day - origin, label: session.label.clone(), short: session.short.clone() }
}

fn days_text(days: f64) -> String {
    if days == 1.0 { "day".to_owned() } else { format!("{} days", crate::chart::significant(days, 3)) }
}

/// The protocol as lanes over time, one lane per kind of event.
pub(crate) fn protocol_chart(events: &[ProtocolEvent], id: &str) -> Chart {
    let mut lanes: Vec<String> = Vec::new();
    for event in events {
        if !lanes.contains(&event.kind) {
            lanes.push(event.kind.clone());
        }
    }
    let low = events.iter().map(|event| event.day).fold(f64::INFINITY, f64::min);
    let high = events.iter().map(|event| event.day + event.duration.max(0.0)).fold(f64::NEG_INFINITY, f64::max);
    let pad = (0.02 * (high - low)).max(0.5);
    let mut chart = Chart::new(id, "Protocol over time")
        .x(Axis::time("Time since the start of the course").from(low - pad, high + pad))
        .describe(format!(
            "{} events in {} lanes: {}. The table lists each with its day.",
            events.len(),
            lanes.len(),
            lanes.join(", ")
        ));
    for (lane, kind) in lanes.iter().enumerate() {
        let of_lane = || events.iter().filter(|event| &event.kind == kind);
        let points = of_lane().map(|event| [event.day, lane as f64]).collect();
        let band = of_lane().map(|event| [event.day, event.day + event.duration.max(0.0)]).collect();
        // The lane's name stands on the axis, so the series needs none.
        chart = chart.series(Curve::points("", points).band(band).ink(Ink::Palette(lane as u8)));
    }
    chart.y(Axis::category("Event", lanes))
}

/// The sides of a picture of depth and time, or of depth across a channel.
pub(crate) fn depth_maps(map: &DepthMap, id: &str) -> Vec<HeatMap> {
    let side = |(index, side): (usize, &MapSide)| {
        HeatMap::new(
            format!("{id}-{}", index + 1),
            format!("{}: {}", map.title, side.name),
            side.columns,
            side.values.clone(),
            match map.across {
                Some(edges) => (Axis::linear("From the axis of the channel").unit("mm"), edges),
                None => (Axis::time("Time"), map.time),
            },
            (Axis::linear(format!("Depth, {}", side.name)).unit("mm"), map.depth),
        )
        .quantity(&map.quantity, &map.unit)
        .range(map.range[0], map.range[1])
        .shape(0.55)
    };
    map.sides.iter().enumerate().map(side).collect()
}

/// The map of a puncture pattern.
pub(crate) fn pattern_map(pattern: &PuncturePattern, id: &str) -> Pattern {
    let dots = pattern.punctures.iter().map(|one| Dot { x: one.x, y: one.y, depth: one.depth });
    // The patches of a course are square.
    Pattern::new(id, format!("{}: puncture pattern", pattern.title), dots.collect()).shape(1.0)
}

/// The depths of a puncture pattern as a histogram.
pub(crate) fn depth_histogram(pattern: &PuncturePattern, id: &str) -> Chart {
    /// Bars at most, so that each can still be seen in a narrow column.
    const BARS: usize = 24;
    let depths: Vec<f64> = pattern.punctures.iter().map(|one| one.depth).filter(|depth| depth.is_finite()).collect();
    let low = depths.iter().copied().fold(f64::INFINITY, f64::min);
    let high = depths.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let edges = linear_ticks(low, high, BARS - 1);
    let step = match edges.as_slice() {
        [first, second, ..] => second.at - first.at,
        // All depths are equal, or there are none.
        _ => 0.1,
    };
    let start = if depths.is_empty() { 0.0 } else { (low / step).floor() * step };
    let end = start + step * if high > start { ((high - start) / step).ceil() } else { 1.0 };
    let mut counts = vec![0_usize; (((end - start) / step).round() as usize).max(1)];
    let last = counts.len() - 1;
    for depth in &depths {
        if let Some(count) = counts.get_mut((((depth - start) / step) as usize).min(last)) {
            *count += 1;
        }
    }
    let share = 100.0 / depths.len().max(1) as f64;
    let points = counts
        .iter()
        .enumerate()
        .map(|(bin, count)| [start + (bin as f64 + 0.5) * step, *count as f64 * share])
        .collect();
    Chart::new(id, format!("{}: depths reached", pattern.title))
        .x(Axis::linear("Depth").unit("mm").from(start, end))
        .y(Axis::linear("Share of punctures").unit("%"))
        .series(Curve::bars("", points, step))
        .shape(0.5)
}

/// Limits for a puncture table: the pattern itself is in the run directory.
pub(crate) fn pattern_limits(limits: Limits) -> Limits {
    Limits { table_rows: limits.table_rows.min(12), ..limits }
}

#[cfg(test)]
mod tests {
    use super::super::model::Puncture;
    use super::*;
    use crate::chart::{Cell, Figure};

    #[test]
    fn first_days_count_from_their_session_and_keep_band_and_points_together() {
        let points: Vec<[f64; 2]> = (0..100).map(|day| [f64::from(day), f64::from(day)]).collect();
        let band = points.iter().map(|point| [point[1] - 1.0, point[1] + 1.0]).collect();
        let timeline = Timeline::new("Redness", "%", Series::new("Median", points).band(band));
        let timeline = timeline.first_days(30.0, 5.0, "session 2");
        let group = TimelineGroup::new("g", vec![timeline]);
        let (_, zoom) = timeline_charts(&group, &group.timelines[0], "t", (0.0, 99.0));
        let table = zoom.unwrap().table();
        let numbers = |row: &[Cell]| -> Vec<f64> {
            row.iter().map(|cell| if let Cell::Number(number) = cell { *number } else { f64::NAN }).collect()
        };
        assert_eq!(numbers(&table.rows[0]), [-1.0, 29.0, 28.0, 30.0]);
        assert_eq!(numbers(&table.rows[7]), [6.0, 36.0, 35.0, 37.0]);
        assert_eq!(table.rows.len(), 8);
    }

    #[test]
    fn histogram_shares_add_up() {
        let punctures =
            (0..977).map(|index| Puncture { x: 0.0, y: 0.0, depth: 0.3 + 0.0007 * f64::from(index) }).collect();
        let pattern = PuncturePattern { punctures, ..Default::default() };
        let table = depth_histogram(&pattern, "h").table();
        let total: f64 = table.rows.iter().map(|row| if let Cell::Number(share) = row[1] { share } else { 0.0 }).sum();
        assert!((total - 100.0).abs() < 1e-9, "{total}");
    }
}
