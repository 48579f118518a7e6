//! Pictures: drawn elsewhere, shown with what a reader needs to understand them.

use serde::{Deserialize, Serialize};

use super::table::Table;
use crate::report::base64::base64;

/// Pictures that belong together; becomes a section.
///
/// ```
/// use needlework_report::report::{Image, Picture, PictureGroup, ReportModel, render};
/// let png = include_bytes!("../../../tests/fixture/dot.png");
/// let picture = Picture::new("Section", "A blue dot on white.", Image::png(png, 24, 16));
/// let model = ReportModel { pictures: vec![PictureGroup::new("Tissue", vec![picture])], ..ReportModel::default() };
/// assert!(render(&model)?.contains("alt=\"A blue dot on white.\""));
/// # Ok::<(), needlework_report::report::ReportError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PictureGroup {
    /// Heading of the section.
    pub title: String,
    /// A paragraph below the heading.
    pub intro: String,
    /// The pictures.
    pub pictures: Vec<Picture>,
    /// Line charts that belong to the pictures, such as profiles along a cut.
    pub charts: Vec<LineChart>,
}

impl PictureGroup {
    /// A group.
    pub fn new(title: impl Into<String>, pictures: Vec<Picture>) -> Self {
        Self { title: title.into(), pictures, ..Self::default() }
    }

    /// Sets the paragraph below the heading.
    #[must_use]
    pub fn intro(mut self, intro: impl Into<String>) -> Self {
        self.intro = intro.into();
        self
    }

    /// Sets the line charts.
    #[must_use]
    pub fn charts(mut self, charts: Vec<LineChart>) -> Self {
        self.charts = charts;
        self
    }
}

/// Curves over a quantity other than time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LineChart {
    /// Title of the figure.
    pub title: String,
    /// Name and unit of the horizontal axis.
    pub x: (String, String),
    /// Name and unit of the vertical axis.
    pub y: (String, String),
    /// Name of each curve with its points `[x, y]`, in the units of the axes. [-]
    pub curves: Vec<(String, Vec<[f64; 2]>)>,
    /// A remark below the figure.
    pub note: String,
}

/// A second picture to slide over the first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Compare {
    /// The second picture, of the same size.
    pub image: Image,
    /// What the first picture is, such as "day 0".
    pub first: String,
    /// What the second picture is.
    pub second: String,
}

/// One picture.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Picture {
    /// What kind of picture it is, by which those of several runs are laid side by side, such as [`Picture::SURFACE`]; empty
    /// where it stands for itself only.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// Title of the figure.
    pub title: String,
    /// What it shows, for who cannot see it; never empty.
    pub alt: String,
    /// The picture. Of an animation this is the still that stands on paper, before it is played, and where motion is not
    /// wanted.
    pub image: Image,
    /// The same picture for dark paper; the picture above serves both where there is none.
    pub dark: Option<Image>,
    /// The animation, an animated PNG of the same size.
    pub motion: Option<Image>,
    /// A later picture of the same thing: the two are laid over one another with a slider, and side by side on paper.
    pub compare: Option<Compare>,
    /// Whether it takes the whole width of the page.
    pub wide: bool,
    /// What its colours mean.
    pub legend: Vec<LegendEntry>,
    /// A remark below the picture.
    pub note: String,
    /// The numbers behind the picture.
    pub data: Option<Table>,
}

impl Picture {
    /// Key of the surface before and after.
    pub const SURFACE: &str = "surface";
    /// Key of the section through the tissue over time.
    pub const SECTION: &str = "section";

    /// Sets the kind.
    #[must_use]
    pub fn keyed(mut self, key: &str) -> Self {
        key.clone_into(&mut self.key);
        self
    }

    /// A picture with its title and the text that stands for it.
    pub fn new(title: impl Into<String>, alt: impl Into<String>, image: Image) -> Self {
        Self { title: title.into(), alt: alt.into(), image, ..Self::default() }
    }

    /// Sets the picture for dark paper.
    #[must_use]
    pub fn dark(mut self, image: Image) -> Self {
        self.dark = Some(image);
        self
    }

    /// Sets the animation.
    #[must_use]
    pub fn motion(mut self, image: Image) -> Self {
        self.motion = Some(image);
        self
    }

    /// Sets the picture to slide over the first.
    #[must_use]
    pub fn compare(mut self, image: Image, first: impl Into<String>, second: impl Into<String>) -> Self {
        self.compare = Some(Compare { image, first: first.into(), second: second.into() });
        self
    }

    /// Lets it take the whole width of the page.
    #[must_use]
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// Says what its colours mean.
    #[must_use]
    pub fn legend(mut self, legend: Vec<LegendEntry>) -> Self {
        self.legend = legend;
        self
    }

    /// Sets the remark below the picture.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// Sets the numbers behind the picture.
    #[must_use]
    pub fn data(mut self, table: Table) -> Self {
        self.data = Some(table);
        self
    }
}

/// A PNG or JPEG file as a data address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Image {
    /// `data:image/png;base64,` or `data:image/jpeg;base64,` and the file.
    pub source: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

impl Image {
    /// What the source of a PNG begins with.
    pub const PREFIX: &str = "data:image/png;base64,";

    /// What the source of a JPEG begins with.
    pub const JPEG_PREFIX: &str = "data:image/jpeg;base64,";

    /// A PNG or animated PNG file of a size in pixels.
    pub fn png(file: &[u8], width: u32, height: u32) -> Self {
        Self { source: format!("{}{}", Self::PREFIX, base64(file)), width, height }
    }

    /// A JPEG file of a size in pixels.
    pub fn jpeg(file: &[u8], width: u32, height: u32) -> Self {
        Self { source: format!("{}{}", Self::JPEG_PREFIX, base64(file)), width, height }
    }

    /// Whether it is a PNG or JPEG in the page itself, with a size that can be shown.
    pub(crate) fn is_sound(&self) -> bool {
        const LARGEST: u32 = 20_000;
        let digit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
        let size = (1..=LARGEST).contains(&self.width) && (1..=LARGEST).contains(&self.height);
        let file = self.source.strip_prefix(Self::PREFIX).or_else(|| self.source.strip_prefix(Self::JPEG_PREFIX));
        size && file.is_some_and(|file| !file.is_empty() && file.bytes().all(digit))
    }
}

/// What a colour of a picture means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LegendEntry {
    /// The colour as sRGB bytes, red, green and blue.
    pub colour: [u8; 3],
    /// What it means.
    pub meaning: String,
}

impl LegendEntry {
    /// An entry.
    pub fn new(colour: [u8; 3], meaning: impl Into<String>) -> Self {
        Self { colour, meaning: meaning.into() }
    }
}
