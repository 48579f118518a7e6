//! Pictures as the template sees them.

use serde::Serialize;

use super::model::{Image, LegendEntry, Picture, PictureGroup, Table};
use super::view::Numbers;

/// Pictures wider than this take the whole width of the page. [pixel]
const COLUMN: u32 = 640;
/// Half of the side of a legend's swatch. Drawing units.
const SWATCH: u32 = 12;

/// One section of pictures.
#[derive(Serialize)]
pub(super) struct PictureGroupView<'a> {
    pub id: String,
    pub title: &'a str,
    intro: &'a str,
    pictures: Vec<PictureView<'a>>,
}

#[derive(Serialize)]
struct PictureView<'a> {
    number: usize,
    title: &'a str,
    alt: &'a str,
    image: &'a Image,
    dark: Option<&'a Image>,
    motion: Option<&'a Image>,
    wide: bool,
    legend: Vec<(String, &'a str)>,
    note: &'a str,
    data: Option<&'a Table>,
}

/// The sections, with figures numbered as they come.
pub(super) fn picture_groups<'a>(groups: &'a [PictureGroup], numbers: &mut Numbers) -> Vec<PictureGroupView<'a>> {
    groups
        .iter()
        .enumerate()
        .map(|(index, group)| PictureGroupView {
            id: format!("pictures-{}", index + 1),
            title: &group.title,
            intro: &group.intro,
            pictures: group.pictures.iter().map(|picture| picture_view(picture, numbers)).collect(),
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
        wide: picture.wide || picture.image.width > COLUMN,
        legend: picture.legend.iter().map(|entry| (swatch(entry), entry.meaning.as_str())).collect(),
        note: &picture.note,
        data: picture.data.as_ref().filter(|table| !table.rows.is_empty()),
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
