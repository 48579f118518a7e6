//! Every kind of figure is well-formed, accessible, deterministic and safe with hostile names.

use needlework_report::chart::{
    Axis, Chart, Dot, Figure, Grid, HeatMap, Ink, Limits, Pattern, Ramp, Rule, Series, Style,
};
use proptest::prelude::*;

const HOSTILE: &str = "</svg><script>alert(1)</script>\"'&\u{0}\u{1b}]]>";

fn wave(count: usize) -> Vec<[f64; 2]> {
    (0..count).map(|at| [at as f64 * 0.5, (at as f64 * 0.1).sin() * 40.0 + 50.0]).collect()
}

fn chart(id: &str, name: &str) -> Chart {
    let band = wave(400).iter().map(|point| [point[1] - 5.0, point[1] + 8.0]).collect();
    Chart::new(id, name)
        .x(Axis::time(name))
        .y(Axis::linear(name).unit(name))
        .hint(name)
        .series(Series::line(name, wave(400)).band(band))
        .series(Series::line("", wave(300)).style(Style::Area).ink(Ink::Palette(9)))
        .series(Series::points(name, wave(6)).band(vec![[20.0, 70.0]; 6]).ink(Ink::Muted))
        .rule(Rule::At { x: 30.0, label: name.into(), short: name.into() })
        .rule(Rule::Level { y: 55.0, label: name.into() })
}

fn gallery(name: &str) -> Vec<Box<dyn Figure>> {
    let values = (0..40 * 30).map(|at| f64::from(at % 40) - 20.0).collect();
    let names = vec![name.to_owned(), "Swelling that lasts longer than two days".to_owned()];
    let dots =
        (0..500).map(|at| Dot { x: f64::from(at % 25), y: f64::from(at / 25), depth: 0.3 + f64::from(at % 7) * 0.1 });
    vec![
        Box::new(chart("c", name)),
        Box::new(
            Chart::new("risk", name)
                .x(Axis::log("Risk").unit("%"))
                .y(Axis::category(name, names.clone()))
                .series(Series::points(name, vec![[0.5, 0.0], [12.0, 1.0]]).band(vec![[0.1, 2.0], [5.0, 30.0]])),
        ),
        Box::new(
            Chart::new("bars", name)
                .x(Axis::category("", names))
                .y(Axis::symlog("Change", 1.0).unit("%"))
                .series(Series::bars("a", vec![[0.0, -300.0], [1.0, 20.0]], 0.7))
                .series(Series::bars("b", vec![[0.0, 4.0], [1.0, 2000.0]], 0.7)),
        ),
        Box::new(Grid::new("grid", name, vec![chart("a", "One"), chart("b", name)]).sharing()),
        Box::new(
            HeatMap::new(
                "heat",
                name,
                40,
                values,
                (Axis::linear(name).unit("mm"), [0.0, 4.0]),
                (Axis::linear("Depth").unit("mm"), [0.0, 1.5]),
            )
            .quantity(name, name)
            .ramp(Ramp::Diverging),
        ),
        Box::new(Pattern::new("dots", name, dots.collect())),
    ]
}

#[test]
fn files_are_well_formed_labelled_images() {
    for name in ["Plain", HOSTILE, "", "日本語の長い名前がここに続きます"] {
        for figure in gallery(name) {
            let file = figure.to_svg_file(480.0, Limits::default());
            let document = roxmltree::Document::parse(&file).expect("well-formed");
            let root = document.root_element();
            assert_eq!(root.tag_name().name(), "svg");
            assert_eq!(root.attribute("role"), Some("img"));
            assert!(root.attribute("viewBox").is_some());
            let labelled = root.attribute("aria-labelledby").expect("labelled");
            for id in labelled.split(' ') {
                let label = root.descendants().find(|node| node.attribute("id") == Some(id));
                assert!(label.is_some_and(|node| matches!(node.tag_name().name(), "title" | "desc")));
            }
            assert!(root.descendants().all(|node| node.tag_name().name() != "script"));
            assert!(!file.contains("NaN") && !file.contains("inf "));
        }
    }
}

#[test]
fn the_same_figure_has_the_same_bytes() {
    for (one, other) in gallery("Same").iter().zip(gallery("Same")) {
        let limits = Limits::default();
        assert_eq!(one.to_svg(480.0, limits), other.to_svg(480.0, limits));
        assert_eq!(one.to_data_html(limits), other.to_data_html(limits));
    }
}

#[test]
fn data_tables_are_rectangular_well_formed_and_complete() {
    for figure in gallery(HOSTILE) {
        let table = figure.table();
        assert!(!table.rows.is_empty());
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", figure.id());
        let html = figure.to_data_html(Limits::default());
        let document = roxmltree::Document::parse(&html).expect("well-formed");
        assert!(document.descendants().any(|node| node.tag_name().name() == "caption"));
        let csv = table.to_csv(usize::MAX);
        assert_eq!(csv.lines().count(), table.rows.len() + 1);
    }
}

#[test]
fn curves_longer_than_their_limit_shrink_but_keep_their_peak() {
    let mut points: Vec<[f64; 2]> = (0..200_000).map(|at| [f64::from(at), 1.0]).collect();
    points[123_456][1] = 900.0;
    let chart = Chart::new("long", "Long").series(Series::line("a", points));
    let svg = chart.to_svg(480.0, Limits::default());
    assert!(svg.len() < 20_000, "{} bytes", svg.len());
    let table = chart.to_data_html(Limits::default());
    assert!(table.contains("of 200000 rows"));
    let path = svg.rsplit("class=\"nw-line\" d=\"").next().and_then(|rest| rest.split('"').next()).unwrap();
    // A place, then steps from place to place.
    let numbers = path.replace(['M', 'l'], " ").replace('-', " -");
    let numbers: Vec<f64> = numbers.split_whitespace().map(|number| number.parse().unwrap()).collect();
    let steps = numbers.chunks_exact(2).map(|pair| pair[1]);
    let heights: Vec<f64> = steps
        .scan(0.0, |height, step| {
            *height += step;
            Some(*height)
        })
        .collect();
    let (low, high) = (heights.iter().copied().fold(f64::MAX, f64::min), heights[0]);
    assert!(high - low > 150.0, "the peak is drawn: {low} to {high}");
}

/// Labels of the class as (left, right, baseline), with widths estimated as the layout does not:
/// by the advance of a common sans-serif.
fn tick_boxes(svg: &str) -> Vec<(f64, f64, f64)> {
    let wrapped = format!("<r>{svg}</r>");
    let document = roxmltree::Document::parse(&wrapped).expect("well-formed");
    document
        .descendants()
        .filter(|node| node.attribute("class") == Some("nw-tick"))
        .map(|node| {
            let number = |name| node.attribute(name).and_then(|text| text.parse::<f64>().ok()).unwrap();
            let size = node.text().unwrap_or("").chars().count() as f64 * 0.58 * 11.0;
            let start = match node.attribute("text-anchor") {
                Some("end") => number("x") - size,
                Some("middle") => number("x") - 0.5 * size,
                _ => number("x"),
            };
            (start, start + size, number("y"))
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn tick_labels_never_overlap_whatever_the_range(
        low in -1e6..1e6_f64, span in 1e-3..1e7_f64, width in 200.0..1000.0_f64, kind in 0..3
    ) {
        let axis = match kind {
            0 => Axis::linear("x"),
            1 => Axis::time("x"),
            _ => Axis::symlog("x", span / 500.0),
        };
        let svg = Chart::new("t", "t")
            .x(axis)
            .y(Axis::linear("y"))
            .series(Series::line("", vec![[low, low], [low + span, low + span]]))
            .to_svg(width, Limits::default());
        let boxes = tick_boxes(&svg);
        for (index, one) in boxes.iter().enumerate() {
            for other in &boxes[index + 1..] {
                let beside = one.1 <= other.0 || other.1 <= one.0;
                let above = (one.2 - other.2).abs() >= 10.0;
                prop_assert!(beside || above, "{one:?} {other:?}");
            }
        }
    }
}
