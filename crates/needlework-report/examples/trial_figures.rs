//! Draws `validation/outcomes/trials.csv` as one figure per concern, next to it: what trials found beside the interval in which the
//! mean of such a trial is expected.

use std::fs;
use std::path::Path;

use needlework_report::chart::{Axis, Chart, Figure, Ink, Limits, Series};

/// A line of the table.
struct Line {
    fitted: bool,
    name: String,
    what: String,
    concern: String,
    endpoint: String,
    kind: String,
    unit: String,
    latest: bool,
    measured: f64,
    interval: Option<[f64; 2]>,
    predicted: f64,
    expected: Option<[f64; 2]>,
}

/// One figure: file, title, endpoints, kind, unit, concerns (all where empty).
type Plot = (&'static str, &'static str, &'static [&'static str], &'static str, &'static str);

const PLOTS: [Plot; 5] = [
    (
        "scar-scores",
        "Acne scars, change of the score",
        &["goodman-baron-count", "goodman-baron-grade", "ecca"],
        "percent",
        "%",
    ),
    ("scar-points", "Acne scars, change of the ECCA score", &["ecca"], "change", "points"),
    ("pigment", "New pigmentation", &["pigment-risk"], "level", "% of people"),
    ("melasma", "Melasma, change of the index", &["masi", "modified-masi"], "percent", "%"),
    (
        "skin",
        "Ageing skin, striae and raised scars, change",
        &[
            "epidermal-thickness",
            "collagen",
            "collagen-iii",
            "roughness",
            "striae-atrophy",
            "suction-stiffness",
            "oct-attenuation",
            "oct-flow",
            "echo-density",
            "vancouver-scar-scale",
            "fitzpatrick-goldman",
        ],
        "percent",
        "%",
    ),
];

fn main() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../validation/outcomes");
    let text = fs::read_to_string(folder.join("trials.csv"))?;
    let lines: Vec<Line> = text.lines().skip(1).filter_map(read).collect();
    for (file, title, endpoints, kind, unit) in PLOTS {
        let mut chosen: Vec<&Line> = lines
            .iter()
            .filter(|line| line.latest && line.kind == kind && endpoints.contains(&line.endpoint.as_str()))
            .collect();
        // What was kept out stands first; then by effect.
        chosen.sort_by(|a, b| {
            (a.fitted, &a.concern).cmp(&(b.fitted, &b.concern)).then(a.measured.total_cmp(&b.measured))
        });
        if !chosen.is_empty() {
            let chart = figure(file, title, unit, &chosen);
            fs::write(folder.join(format!("{file}.svg")), chart.to_svg_file(820.0, Limits::default()))?;
        }
    }
    Ok(())
}

/// Splits a line; the last text stands in quotes and may hold commas.
fn read(line: &str) -> Option<Line> {
    let (head, what) = line.split_once(",\"")?;
    let cells: Vec<&str> = head.split(',').collect();
    let number = |place: usize| cells.get(place).and_then(|cell| cell.parse::<f64>().ok());
    let ends = |place: usize| number(place).zip(number(place + 1)).map(|(low, high)| [low, high]);
    let fitted = *cells.first()? == "fit";
    let [trial, arm] = [*cells.get(1)?, *cells.get(2)?];
    Some(Line {
        fitted,
        name: format!("{trial}, {arm}{}", if fitted { " *" } else { "" }),
        what: what.trim_end_matches('"').to_owned(),
        concern: (*cells.get(3)?).to_owned(),
        endpoint: (*cells.get(4)?).to_owned(),
        kind: (*cells.get(5)?).to_owned(),
        unit: (*cells.get(6)?).to_owned(),
        latest: *cells.get(14)? == "1",
        measured: number(8)?,
        interval: ends(9),
        predicted: number(11)?,
        expected: ends(12),
    })
}

fn figure(id: &str, title: &str, unit: &str, lines: &[&Line]) -> Chart {
    let several = lines.iter().any(|line| line.endpoint != lines[0].endpoint);
    let name = |line: &&Line| {
        let twin = |other: &&&Line| other.name == line.name && other.endpoint == line.endpoint;
        // Two figures of one arm and endpoint differ in what stands last: "face", "neck".
        let place = line.what.rsplit(", ").next().filter(|_| lines.iter().filter(twin).count() > 1);
        let endpoint = several.then(|| line.endpoint.replace("goodman-baron-", ""));
        let words: Vec<&str> = endpoint.as_deref().into_iter().chain(place).collect();
        if words.is_empty() { line.name.clone() } else { format!("{} ({})", line.name, words.join(", ")) }
    };
    let names = lines.iter().map(name).collect();
    let at = |index: usize, shift: f64| index as f64 + shift;
    let points = |shift: f64, value: fn(&Line) -> f64| -> Vec<[f64; 2]> {
        lines.iter().enumerate().map(|(index, line)| [value(line), at(index, shift)]).collect()
    };
    let bands = |value: fn(&Line) -> [f64; 2]| lines.iter().map(|line| value(line)).collect();
    debug_assert!(lines.iter().all(|line| line.unit == lines[0].unit || several));
    Chart::new(id, format!("{title}; * set a constant"))
        .x(Axis::linear(title).unit(unit).including(0.0))
        .y(Axis::category("", names))
        .shape(0.04 * lines.len() as f64 + 0.14)
        .series(
            Series::points("Measured, 95 % interval where published", points(-0.15, |line| line.measured))
                .band(bands(|line| line.interval.unwrap_or([line.measured; 2]))),
        )
        .series(
            Series::points("Predicted, 5 to 95 % for the mean of a trial", points(0.15, |line| line.predicted))
                .band(bands(|line| line.expected.unwrap_or([line.predicted; 2])))
                .ink(Ink::Palette(1)),
        )
}
