//! Draws `validation/absorption/gain.svg` and `closing.svg` from the tables beside them, or into the folder given.

use needlework_report::chart::{Axis, Chart, Figure, Ink, Limits, Rule, Series, Style};
use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../validation/absorption");
    let out = std::env::args().nth(1).map_or_else(|| home.clone(), PathBuf::from);
    let read = |name: &str| std::fs::read_to_string(home.join(name));
    let gain = gain(&read("needled_vs_intact.csv")?);
    std::fs::write(out.join("gain.svg"), gain.to_svg_file(720.0, Limits::default()))?;
    let closing = closing(&read("closure.csv")?);
    std::fs::write(out.join("closing.svg"), closing.to_svg_file(720.0, Limits::default()))
}

/// Cells of a table with quoted texts, without the heading.
fn rows(text: &str) -> Vec<Vec<String>> {
    let split = |line: &str| {
        let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
        for c in line.chars() {
            match c {
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(std::mem::take(&mut cell)),
                other => cell.push(other),
            }
        }
        cells.push(cell);
        cells
    };
    text.lines().skip(1).map(split).collect()
}

fn number(cell: &str) -> f64 {
    cell.parse().unwrap_or(f64::NAN)
}

/// Measured ratios over predicted ones with their bands, one line per study.
fn gain(text: &str) -> Chart {
    let rows = rows(text);
    let names = rows.iter().map(|row| {
        let id = row[0].split('-').take(2).collect::<Vec<_>>().join("-");
        if row[1].is_empty() { id } else { format!("{id}, {}", row[1]) }
    });
    let names: Vec<String> = names.collect();
    let lane = |index: usize, shift: f64| index as f64 + shift;
    let of = |wanted: bool| {
        let chosen = || rows.iter().enumerate().filter(move |(_, row)| (row[3] == "true") == wanted);
        let points = chosen().map(|(index, row)| [number(&row[6]), lane(index, 0.14)]).collect();
        let band = chosen().map(|(_, row)| [number(&row[7]), number(&row[8])]).collect();
        (points, band)
    };
    let (set, set_band) = of(true);
    let (held, held_band) = of(false);
    let measured = rows.iter().enumerate().map(|(index, row)| {
        let [low, high] = [number(&row[4]), number(&row[5])];
        ([(low * high).sqrt(), lane(index, -0.14)], [low, high])
    });
    let (points, band): (Vec<_>, Vec<_>) = measured.unzip();
    Chart::new("gain", "Needled over intact skin")
        .x(Axis::log("Amount through needled over intact skin"))
        .y(Axis::category("Study", names))
        .series(Series { ink: Ink::Palette(1), band: Some(band), ..Series::points("measured", points) })
        .series(Series { ink: Ink::Palette(0), band: Some(held_band), ..Series::points("predicted, held out", held) })
        .series(Series { ink: Ink::Muted, band: Some(set_band), ..Series::points("predicted, set", set) })
        .shape(0.75)
}

/// Measured closing times and those of the model, one line per read-out.
fn closing(text: &str) -> Chart {
    let rows = rows(text);
    let names = rows.iter().map(|row| {
        let id = row[0].split('-').take(2).collect::<Vec<_>>().join("-");
        let what = row[1].split(',').next().unwrap_or_default();
        format!("{id}: {what}")
    });
    let names: Vec<String> = names.collect();
    let measured = rows.iter().enumerate().map(|(index, row)| {
        let [low, high] = [number(&row[2]).max(0.5), number(&row[3]).min(300.0)];
        ([(low * high).sqrt(), index as f64 - 0.14], [low, high])
    });
    let (points, band): (Vec<_>, Vec<_>) = measured.unzip();
    let model = rows.iter().enumerate().map(|(index, row)| [number(&row[4]), index as f64 + 0.14]).collect();
    Chart::new("closing", "Time until channels count as closed")
        .x(Axis::log("Hours after needling").unit("h"))
        .y(Axis::category("Read-out", names))
        .series(Series { ink: Ink::Palette(1), band: Some(band), ..Series::points("measured", points) })
        .series(Series { ink: Ink::Palette(0), style: Style::Points, ..Series::points("model", model) })
        .rule(Rule::At { x: 24.0, label: "a day".into(), short: "1 d".into() })
        .shape(0.75)
}
