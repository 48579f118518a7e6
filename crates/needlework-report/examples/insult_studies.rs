//! Draws `validation/insults/studies.csv` as one figure per topic, next to it.

use std::fs;
use std::path::Path;

use needlework_report::chart::{Axis, Chart, Figure, Ink, Limits, Series};

/// A line of the table: topic, study and what was measured, the figures.
struct Line {
    topic: String,
    name: String,
    unit: String,
    measured: f64,
    interval: Option<[f64; 2]>,
    predicted: f64,
    band: Option<[f64; 2]>,
}

fn main() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../validation/insults");
    let text = fs::read_to_string(folder.join("studies.csv"))?;
    let lines: Vec<Line> = text.lines().skip(1).filter_map(read).collect();
    for (file, title, unit, pick) in [
        ("pigment", "New pigmentation", "%", "pigment"),
        ("channels", "Channels of a carbon dioxide laser that are open", "%", "columns"),
        ("combinations", "Gain over the comparison", "ratio", "combination"),
    ] {
        let chosen: Vec<&Line> =
            lines.iter().filter(|line| line.topic == pick && line.unit == unit && line.predicted.is_finite()).collect();
        fs::write(
            folder.join(format!("{file}.svg")),
            figure(file, title, unit, &chosen).to_svg_file(760.0, Limits::default()),
        )?;
    }
    Ok(())
}

/// Splits a line; the second text stands in quotes and may hold commas.
fn read(line: &str) -> Option<Line> {
    let (head, rest) = line.split_once(",\"")?;
    let (what, figures) = rest.split_once("\",")?;
    let (topic, study) = head.split_once(',')?;
    let mut cells = figures.split(',');
    let unit = cells.next()?.to_owned();
    let mut number = || cells.next().and_then(|cell| cell.parse::<f64>().ok());
    let measured = number()?;
    let interval = number().zip(number()).map(|(low, high)| [low, high]);
    let predicted = number()?;
    let band = number().zip(number()).map(|(low, high)| [low, high]);
    let name = format!("{study}: {what}");
    Some(Line { topic: topic.to_owned(), name, unit, measured, interval, predicted, band })
}

fn figure(id: &str, title: &str, unit: &str, lines: &[&Line]) -> Chart {
    let names = lines.iter().map(|line| line.name.clone()).collect();
    let at = |index: usize, shift: f64| index as f64 + shift;
    let points = |shift: f64, value: fn(&Line) -> f64| -> Vec<[f64; 2]> {
        lines.iter().enumerate().map(|(index, line)| [value(line), at(index, shift)]).collect()
    };
    let bands = |value: fn(&Line) -> [f64; 2]| lines.iter().map(|line| value(line)).collect();
    Chart::new(id, title)
        .x(Axis::linear(title).unit(unit).including(0.0))
        .y(Axis::category("", names))
        .shape(0.07 * lines.len() as f64 + 0.12)
        .series(
            Series::points("Measured", points(-0.15, |line| line.measured))
                .band(bands(|line| line.interval.unwrap_or([line.measured; 2]))),
        )
        .series(
            Series::points("Predicted, 90 % band", points(0.15, |line| line.predicted))
                .band(bands(|line| line.band.unwrap_or([line.predicted; 2])))
                .ink(Ink::Palette(1)),
        )
}
