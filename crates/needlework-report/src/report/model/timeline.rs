//! Curves over time.

use serde::{Deserialize, Serialize};

use super::headline::Better;

/// Curves over time that belong together; becomes a section.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TimelineGroup {
    /// Heading of the section.
    pub title: String,
    /// A paragraph below the heading.
    pub intro: String,
    /// The curves.
    pub timelines: Vec<Timeline>,
    /// Sessions to mark on every chart of the group.
    pub sessions: Vec<SessionMark>,
    /// What shaded bands mean.
    pub band_meaning: String,
}

impl TimelineGroup {
    /// A group.
    pub fn new(title: impl Into<String>, timelines: Vec<Timeline>) -> Self {
        Self { title: title.into(), timelines, ..Self::default() }
    }

    /// Sets the sessions to mark.
    #[must_use]
    pub fn sessions(mut self, sessions: Vec<SessionMark>) -> Self {
        self.sessions = sessions;
        self
    }

    /// Says what shaded bands mean.
    #[must_use]
    pub fn band_meaning(mut self, meaning: impl Into<String>) -> Self {
        self.band_meaning = meaning.into();
        self
    }

    /// Sets the paragraph below the heading.
    #[must_use]
    pub fn intro(mut self, intro: impl Into<String>) -> Self {
        self.intro = intro.into();
        self
    }
}

/// A session marked on a time axis.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SessionMark {
    /// When. [day]
    pub day: f64,
    /// Full label.
    pub label: String,
    /// Label where there is little room.
    pub short: String,
}

impl SessionMark {
    /// A mark.
    pub fn new(day: f64, label: impl Into<String>, short: impl Into<String>) -> Self {
        Self { day, label: label.into(), short: short.into() }
    }
}

/// One quantity over time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Timeline {
    /// Title of the figure.
    pub title: String,
    /// Label of the value axis; the title where empty.
    pub y_label: String,
    /// Unit of the values.
    pub unit: String,
    /// The curves.
    pub series: Vec<Series>,
    /// Which direction is an improvement.
    pub better: Better,
    /// The untreated or starting level, drawn as a level line, in `unit`. [-]
    pub baseline: Option<f64>,
    /// The stretch of first days to show in hours beside the whole course.
    pub first_days: Option<FirstDays>,
    /// A remark below the figure.
    pub note: String,
}

impl Timeline {
    /// A quantity with one curve.
    pub fn new(title: impl Into<String>, unit: impl Into<String>, series: Series) -> Self {
        Self { title: title.into(), unit: unit.into(), series: vec![series], ..Self::default() }
    }

    /// Adds a curve to compare with.
    #[must_use]
    pub fn against(mut self, series: Series) -> Self {
        self.series.push(series);
        self
    }

    /// Says which direction is an improvement.
    #[must_use]
    pub fn better(mut self, better: Better) -> Self {
        self.better = better;
        self
    }

    /// Sets the level line.
    #[must_use]
    pub fn baseline(mut self, value: f64) -> Self {
        self.baseline = Some(value);
        self
    }

    /// Shows `days` days from `from` on in hours too.
    #[must_use]
    pub fn first_days(mut self, from: f64, days: f64, label: impl Into<String>) -> Self {
        self.first_days = Some(FirstDays { from, days, label: label.into() });
        self
    }

    /// Sets the remark below the figure.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}

/// A stretch of first days, shown in hours after its start.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FirstDays {
    /// Start of the stretch. [day]
    pub from: f64,
    /// Length of the stretch. [day]
    pub days: f64,
    /// What the hours are counted from, for instance "session 1".
    pub label: String,
}

/// A named curve or set of observations.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Series {
    /// Name in legend and table.
    pub name: String,
    /// What it stands for, which decides how it is drawn.
    pub role: SeriesRole,
    /// Points `[day, value]` in rising order of time. [day, unit of the timeline]
    pub points: Vec<[f64; 2]>,
    /// `[low, high]` for each point, in the unit of the timeline. [-]
    pub band: Option<Vec<[f64; 2]>>,
}

impl Series {
    /// A simulated curve.
    pub fn new(name: impl Into<String>, points: Vec<[f64; 2]>) -> Self {
        Self { name: name.into(), points, ..Self::default() }
    }

    /// Adds the band.
    #[must_use]
    pub fn band(mut self, band: Vec<[f64; 2]>) -> Self {
        self.band = Some(band);
        self
    }

    /// Says what the curve stands for.
    #[must_use]
    pub fn role(mut self, role: SeriesRole) -> Self {
        self.role = role;
        self
    }
}

/// What a series stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SeriesRole {
    /// The simulated course: a solid line.
    #[default]
    Course,
    /// The same person without treatment: a dashed grey line.
    Untreated,
    /// Published observations: points with whiskers.
    Published,
}
