//! What is drawn: series with their style and ink, and rules across the plot.

/// Which colour a series wears. Colours are named in the style sheet, not in the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// A palette colour, 0 to 5; larger numbers wrap round.
    Palette(u8),
    /// The quiet grey of comparisons and references.
    Muted,
}

impl Ink {
    pub(crate) fn class(self) -> String {
        match self {
            Self::Palette(index) => format!("nw-c{}", index % super::palette::SERIES.len() as u8),
            Self::Muted => "nw-cm".to_owned(),
        }
    }

    pub(crate) fn shape(self) -> usize {
        match self {
            Self::Palette(index) => usize::from(index) % 4,
            Self::Muted => 0,
        }
    }
}

/// How a series is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Style {
    /// A line, with its band shaded behind it.
    Line,
    /// A dashed line, with its band shaded behind it.
    Dashed,
    /// The band alone.
    Band,
    /// A line filled down to zero (or to the bottom of a log axis).
    Area,
    /// Single points; a band becomes whiskers.
    Points,
    /// Bars from zero; a band becomes whiskers.
    Bars {
        /// Width of a bar, in units of the axis on which the bars stand. [-]
        width: f64,
    },
}

/// A named set of values.
///
/// Points are `[x, y]`; the band, where there is one, holds `[low, high]` for each point. On a
/// chart whose y axis is a category axis the value runs along x and so does the band.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Name in legend and table.
    pub name: String,
    /// How it is drawn.
    pub style: Style,
    /// Which colour it wears.
    pub ink: Ink,
    /// Points `[x, y]` in axis units; a point that is not finite breaks the line. [-]
    pub points: Vec<[f64; 2]>,
    /// `[low, high]` for each point, in the unit of the value axis. [-]
    pub band: Option<Vec<[f64; 2]>>,
}

impl Series {
    /// A line in the first palette colour.
    pub fn line(name: impl Into<String>, points: Vec<[f64; 2]>) -> Self {
        Self { name: name.into(), style: Style::Line, ink: Ink::Palette(0), points, band: None }
    }

    /// Single points in the first palette colour.
    pub fn points(name: impl Into<String>, points: Vec<[f64; 2]>) -> Self {
        Self { style: Style::Points, ..Self::line(name, points) }
    }

    /// Bars of the given width in the first palette colour.
    pub fn bars(name: impl Into<String>, points: Vec<[f64; 2]>, width: f64) -> Self {
        Self { style: Style::Bars { width }, ..Self::line(name, points) }
    }

    /// Adds the band.
    #[must_use]
    pub fn band(mut self, band: Vec<[f64; 2]>) -> Self {
        self.band = Some(band);
        self
    }

    /// Sets the colour.
    #[must_use]
    pub fn ink(mut self, ink: Ink) -> Self {
        self.ink = ink;
        self
    }

    /// Sets the style.
    #[must_use]
    pub fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// The band of one point, if it has a finite one.
    pub(crate) fn band_at(&self, index: usize) -> Option<[f64; 2]> {
        let pair = *self.band.as_ref()?.get(index)?;
        pair.iter().all(|end| end.is_finite()).then_some(pair)
    }

    pub(crate) fn is_line(&self) -> bool {
        matches!(self.style, Style::Line | Style::Dashed | Style::Area)
    }
}

/// A straight mark across the whole plot.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// A vertical line, for instance a session.
    At {
        /// Place on the x axis. [-]
        x: f64,
        /// Full label.
        label: String,
        /// Label where the full one has no room.
        short: String,
    },
    /// A horizontal line, for instance a baseline.
    Level {
        /// Place on the y axis. [-]
        y: f64,
        /// Label.
        label: String,
    },
}
