//! Pictures as the template sees them.

use serde::Serialize;

use super::figures::line_chart;
use super::model::{Compare, Image, LegendEntry, LineChart, Picture, PictureGroup, Table};
use super::view::{FigureView, Numbers};
use crate::chart::{Figure, Limits};

/// Pictures wider than this take the whole width of the page; those with a slider only where they ask for it. [pixel]
const COLUMN: u32 = 640;
/// Width over height of a strip of panels; a photograph, which is less wide, stands in a column however many pixels it has. [-]
const STRIP: f64 = 1.6;
/// Width of a chart in a two-column grid. Drawing units.
const CHART: f64 = 440.0;
/// Half of the side of a legend's swatch. Drawing units.
const SWATCH: u32 = 12;

/// One section of pictures.
#[derive(Serialize)]
pub(super) struct PictureGroupView<'a> {
    pub id: String,
    pub title: &'a str,
    intro: &'a str,
    pictures: Vec<PictureView<'a>>,
    charts: Vec<FigureView>,
}

#[derive(Serialize)]
struct PictureView<'a> {
    number: usize,
    title: &'a str,
    alt: &'a str,
    image: &'a Image,
    dark: Option<&'a Image>,
    motion: Option<&'a Image>,
    compare: Option<&'a Compare>,
    wide: bool,
    legend: Vec<(String, &'a str)>,
    note: &'a str,
    data: Option<&'a Table>,
}

/// The sections, with figures numbered as they come.
pub(super) fn picture_groups<'a>(
    groups: &'a [PictureGroup],
    numbers: &mut Numbers,
    limits: Limits,
) -> Vec<PictureGroupView<'a>> {
    groups
        .iter()
        .enumerate()
        .map(|(index, group)| PictureGroupView {
            id: format!("pictures-{}", index + 1),
            title: &group.title,
            intro: &group.intro,
            pictures: group.pictures.iter().map(|picture| picture_view(picture, numbers)).collect(),
            charts: group.charts.iter().map(|chart| chart_view(chart, numbers, limits)).collect(),
        })
        .collect()
}

fn picture_view<'a>(picture: &'a Picture, numbers: &mut Numbers) -> PictureView<'a> {
    PictureView {
        number: numbers.figure(),
        title: &picture.title,
        alt: &picture.alt,
        image: &picture.image,
        dark: picture.dark.as_ref(),
        motion: picture.motion.as_ref(),
        compare: picture.compare.as_ref(),
        wide: picture.wide || (picture.compare.is_none() && is_strip(&picture.image)),
        legend: picture.legend.iter().map(|entry| (swatch(entry), entry.meaning.as_str())).collect(),
        note: &picture.note,
        data: picture.data.as_ref().filter(|table| !table.rows.is_empty()),
    }
}

fn is_strip(image: &Image) -> bool {
    image.width > COLUMN && f64::from(image.width) > STRIP * f64::from(image.height)
}

fn chart_view(chart: &LineChart, numbers: &mut Numbers, limits: Limits) -> FigureView {
    let number = numbers.figure();
    let drawn = line_chart(chart, &format!("fig-{number}"));
    FigureView {
        number,
        title: chart.title.clone(),
        note: chart.note.clone(),
        svgs: vec![drawn.to_svg(CHART, limits)],
        data: vec![drawn.to_data_html(limits)],
        pair: false,
    }
}

/// A square of the colour; an SVG, because the policy of the page allows no style of its own to an element.
fn swatch(entry: &LegendEntry) -> String {
    let [red, green, blue] = entry.colour;
    format!(
        "<svg class=\"swatch\" viewBox=\"0 0 {SWATCH} {SWATCH}\" width=\"{SWATCH}\" height=\"{SWATCH}\" \
         aria-hidden=\"true\"><rect width=\"{SWATCH}\" height=\"{SWATCH}\" \
         fill=\"#{red:02x}{green:02x}{blue:02x}\"/></svg>"
    )
}
