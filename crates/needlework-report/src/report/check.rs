//! Refuses models that cannot be shown truthfully.

use thiserror::Error;

use super::model::{Nearest, Picture, ReportModel, Series, Table, Timeline};

/// The most points that one series may hold.
pub const POINTS_LIMIT: usize = 2_000_000;

/// Why a report cannot be made.
#[derive(Debug, Error)]
pub enum ReportError {
    /// A band does not have one pair per point.
    #[error("{code}: the band of \"{series}\" in \"{place}\" has {band} pairs for {points} points; give one pair per point", code = self.code())]
    BandLength {
        /// Title of the timeline.
        place: String,
        /// Name of the series.
        series: String,
        /// Pairs in the band.
        band: usize,
        /// Points in the series.
        points: usize,
    },
    /// Times go backwards or are not numbers.
    #[error("{code}: time of \"{series}\" in \"{place}\" does not rise at point {index}; sort the points by time", code = self.code())]
    TimeOrder {
        /// Title of the timeline.
        place: String,
        /// Name of the series.
        series: String,
        /// First point that is out of order.
        index: usize,
    },
    /// A number that the report prints is not finite.
    #[error("{code}: {place} is {value}, which is not a finite number", code = self.code())]
    NotFinite {
        /// Which number.
        place: String,
        /// The number. [-]
        value: f64,
    },
    /// A table row has the wrong number of cells.
    #[error("{code}: row {row} of table \"{place}\" has {cells} cells for {columns} columns", code = self.code())]
    RowLength {
        /// Title of the table.
        place: String,
        /// Row, from 1.
        row: usize,
        /// Cells in the row.
        cells: usize,
        /// Columns of the table.
        columns: usize,
    },
    /// A picture has no text for who cannot see it.
    #[error("{code}: the picture \"{picture}\" has no text for those who cannot see it; say in a sentence what it shows", code = self.code())]
    NoAltText {
        /// Title of the picture.
        picture: String,
    },
    /// A picture is not a PNG or JPEG in the page itself.
    #[error("{code}: the picture \"{picture}\" is no PNG or JPEG data address of {width} x {height} pixels; give a file as base64 after \"{prefix}\" and its size, 1 to 20000 pixels each way", code = self.code(), prefix = super::model::Image::PREFIX)]
    BadImage {
        /// Title of the picture.
        picture: String,
        /// Pixels across that it claims.
        width: u32,
        /// Pixels down that it claims.
        height: u32,
    },
    /// A series holds more points than can be read.
    #[error("{code}: \"{series}\" in \"{place}\" has {points} points; the limit is {limit}", code = self.code())]
    TooManyPoints {
        /// Title of the timeline.
        place: String,
        /// Name of the series.
        series: String,
        /// Points in the series.
        points: usize,
        /// The limit.
        limit: usize,
    },
    /// The report stays too large however much it is thinned.
    #[error("{code}: the report has {bytes} bytes after thinning; the limit is {limit}; show fewer figures or tables", code = self.code())]
    TooLarge {
        /// Size reached. [byte]
        bytes: usize,
        /// The limit. [byte]
        limit: usize,
    },
    /// The page template failed, which is a defect of this crate.
    #[error("{code}: the page template failed: {source}", code = self.code())]
    Template {
        /// What the template engine says.
        #[from]
        source: minijinja::Error,
    },
}

impl ReportError {
    /// The stable code of this kind of error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BandLength { .. } => "report-band-length",
            Self::TimeOrder { .. } => "report-time-order",
            Self::NotFinite { .. } => "report-not-finite",
            Self::RowLength { .. } => "report-row-length",
            Self::NoAltText { .. } => "report-no-alt-text",
            Self::BadImage { .. } => "report-bad-image",
            Self::TooManyPoints { .. } => "report-too-many-points",
            Self::TooLarge { .. } => "report-too-large",
            Self::Template { .. } => "report-template",
        }
    }
}

/// Checks a model before anything is drawn.
pub(crate) fn check(model: &ReportModel) -> Result<(), ReportError> {
    for headline in &model.headlines {
        let numbers = [Some(headline.value), headline.reference];
        let band = headline.band.into_iter().flatten();
        for value in numbers.into_iter().flatten().chain(band) {
            finite(value, || format!("the headline \"{}\"", headline.label))?;
        }
    }
    for event in model.protocol.iter().chain(&model.milestones) {
        finite(event.day, || format!("the day of \"{}\"", event.label))?;
        finite(event.duration, || format!("the duration of \"{}\"", event.label))?;
    }
    for pattern in &model.punctures {
        finite(pattern.area, || format!("the area of \"{}\"", pattern.title))?;
        finite(pattern.density, || format!("the density of \"{}\"", pattern.title))?;
    }
    for timeline in model.groups.iter().flat_map(|group| &group.timelines) {
        for series in &timeline.series {
            check_series(timeline, series)?;
        }
    }
    for picture in model.pictures.iter().flat_map(|group| &group.pictures) {
        check_picture(picture)?;
    }
    if let Some(nearest) = &model.nearest {
        check_nearest(nearest)?;
    }
    for table in model.tables.iter().chain(&model.sheets).chain(model.methods.iter().flat_map(|note| &note.tables)) {
        check_table(table)?;
    }
    Ok(())
}

fn check_nearest(nearest: &Nearest) -> Result<(), ReportError> {
    check_table(&nearest.table)?;
    for (forest, row) in nearest.forests.iter().flat_map(|forest| forest.rows.iter().map(move |row| (forest, row))) {
        let spans = row.interval.into_iter().chain(row.band).flatten();
        for value in [row.measured, row.predicted].into_iter().chain(spans) {
            finite(value, || format!("\"{}\" in \"{}\"", row.label, forest.title))?;
        }
    }
    Ok(())
}

fn check_table(table: &Table) -> Result<(), ReportError> {
    let columns = table.columns.len();
    match table.rows.iter().enumerate().find(|(_, row)| row.len() != columns) {
        Some((index, row)) => {
            Err(ReportError::RowLength { place: table.title.clone(), row: index + 1, cells: row.len(), columns })
        }
        None => Ok(()),
    }
}

fn check_picture(picture: &Picture) -> Result<(), ReportError> {
    let name = || picture.title.clone();
    if picture.alt.trim().is_empty() {
        return Err(ReportError::NoAltText { picture: name() });
    }
    let compare = picture.compare.as_ref().map(|compare| &compare.image);
    let images = [Some(&picture.image), picture.dark.as_ref(), picture.motion.as_ref(), compare];
    if let Some(image) = images.into_iter().flatten().find(|image| !image.is_sound()) {
        return Err(ReportError::BadImage { picture: name(), width: image.width, height: image.height });
    }
    picture.data.as_ref().map_or(Ok(()), check_table)
}

fn check_series(timeline: &Timeline, series: &Series) -> Result<(), ReportError> {
    let (place, name) = (|| timeline.title.clone(), || series.name.clone());
    let points = series.points.len();
    if points > POINTS_LIMIT {
        let limit = POINTS_LIMIT;
        return Err(ReportError::TooManyPoints { place: place(), series: name(), points, limit });
    }
    if let Some(band) = series.band.as_ref().map(Vec::len).filter(|&band| band != points) {
        return Err(ReportError::BandLength { place: place(), series: name(), band, points });
    }
    let mut before = f64::NEG_INFINITY;
    for (index, [time, _]) in series.points.iter().enumerate() {
        if !time.is_finite() || *time < before {
            return Err(ReportError::TimeOrder { place: place(), series: name(), index });
        }
        before = *time;
    }
    Ok(())
}

fn finite(value: f64, place: impl FnOnce() -> String) -> Result<(), ReportError> {
    if value.is_finite() { Ok(()) } else { Err(ReportError::NotFinite { place: place(), value }) }
}

#[cfg(test)]
mod tests {
    use super::super::model::{Headline, Image, PictureGroup, TimelineGroup};
    use super::*;

    fn with(series: Series) -> ReportModel {
        let timeline = Timeline::new("Redness", "%", series);
        ReportModel { groups: vec![TimelineGroup::new("g", vec![timeline])], ..Default::default() }
    }

    fn code(model: &ReportModel) -> &'static str {
        check(model).unwrap_err().code()
    }

    #[test]
    fn each_defect_has_its_code_and_names_its_place() {
        let short = with(Series::new("a", vec![[0.0, 1.0], [1.0, 1.0]]).band(vec![[0.0, 2.0]]));
        assert_eq!(code(&short), "report-band-length");
        assert!(check(&short).unwrap_err().to_string().contains("\"a\" in \"Redness\""));
        assert_eq!(code(&with(Series::new("a", vec![[1.0, 1.0], [0.0, 1.0]]))), "report-time-order");
        assert_eq!(code(&with(Series::new("a", vec![[f64::NAN, 1.0]]))), "report-time-order");
        let headlines = vec![Headline::new("ECCA", f64::NAN, "%")];
        assert_eq!(code(&ReportModel { headlines, ..Default::default() }), "report-not-finite");
        let rows = vec![vec!["one".to_owned()]];
        let table = Table { columns: vec!["a".into(), "b".into()], rows, ..Default::default() };
        let model = ReportModel { tables: vec![table], ..Default::default() };
        assert_eq!(code(&model), "report-row-length");
    }
    #[test]
    fn a_picture_needs_words_and_a_png_of_its_own() {
        let of = |picture| ReportModel { pictures: vec![PictureGroup::new("g", vec![picture])], ..Default::default() };
        let image = Image::png(&[1, 2, 3], 2, 2);
        assert!(check(&of(Picture::new("p", "words", image.clone()))).is_ok());
        assert_eq!(code(&of(Picture::new("p", " ", image.clone()))), "report-no-alt-text");
        let outside = Image { source: "https://example.invalid/a.png".into(), ..image.clone() };
        assert_eq!(code(&of(Picture::new("p", "words", outside.clone()))), "report-bad-image");
        assert_eq!(code(&of(Picture::new("p", "words", image.clone()).motion(outside))), "report-bad-image");
        let empty = Image { width: 0, ..image };
        assert_eq!(code(&of(Picture::new("p", "words", empty))), "report-bad-image");
    }
}
