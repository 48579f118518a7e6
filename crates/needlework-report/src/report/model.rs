//! What a report holds, as plain data.

use serde::{Deserialize, Serialize};

/// Everything that a report shows. All parts may be empty; an empty part leaves no trace.
///
/// ```
/// use needlework_report::report::{
///     Better, Headline, ReportModel, Series, SeriesRole, SessionMark, Timeline, TimelineGroup,
///     render,
/// };
///
/// let course = Series::new("Median", vec![[0.0, 80.0], [30.0, 71.0], [180.0, 46.0]])
///     .band(vec![[78.0, 82.0], [64.0, 77.0], [38.0, 57.0]]);
/// let ecca = Timeline::new("ECCA score", "points", course)
///     .better(Better::Lower)
///     .against(Series::new("Untreated", vec![[0.0, 80.0], [180.0, 80.5]]).role(SeriesRole::Untreated));
/// let model = ReportModel {
///     title: "Acne scars, 1.5 mm roller".into(),
///     headlines: vec![
///         Headline::new("ECCA score", -42.0, "%").band(-53.0, -29.0).at("day 180, against day 0"),
///     ],
///     groups: vec![
///         TimelineGroup::new("Scars", vec![ecca]).sessions(vec![SessionMark::new(0.0, "Session 1", "1")]),
///     ],
///     ..ReportModel::default()
/// };
/// let html = render(&model)?;
/// assert!(html.contains("Acne scars, 1.5 mm roller") && html.contains("lower is better"));
/// # Ok::<(), needlework_report::report::ReportError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportModel {
    /// Title of the report.
    pub title: String,
    /// One line below the title.
    pub subtitle: String,
    /// What the course comes to, one paragraph each.
    pub summary: Vec<String>,
    /// What the bands in the headline results are, for instance "5th to 95th percentile of 200 draws".
    pub band_meaning: String,
    /// Headline results.
    pub headlines: Vec<Headline>,
    /// What the reader must know before believing the numbers.
    pub warnings: Vec<Warning>,
    /// The study as it was understood.
    pub understood: Vec<StudyRow>,
    /// Dated events in order.
    pub protocol: Vec<ProtocolEvent>,
    /// Puncture patterns, one per session kind or zone.
    pub punctures: Vec<PuncturePattern>,
    /// Groups of curves over time, each a section.
    pub groups: Vec<TimelineGroup>,
    /// Further tables.
    pub tables: Vec<Table>,
    /// How it was computed.
    pub methods: Vec<MethodNote>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// One result at the top of the report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Headline {
    /// What is measured.
    pub label: String,
    /// The central estimate, in `unit`. [-]
    pub value: f64,
    /// Low and high end of the band, in `unit`. [-]
    pub band: Option<[f64; 2]>,
    /// Unit of value and band.
    pub unit: String,
    /// When, and against what.
    pub at: String,
    /// The value to compare with (the start, or no change), in `unit`. [-]
    pub reference: Option<f64>,
    /// Which direction is an improvement.
    pub better: Better,
}

impl Headline {
    /// A result without a band.
    pub fn new(label: impl Into<String>, value: f64, unit: impl Into<String>) -> Self {
        Self { label: label.into(), value, unit: unit.into(), ..Self::default() }
    }

    /// Adds the band.
    #[must_use]
    pub fn band(mut self, low: f64, high: f64) -> Self {
        self.band = Some([low, high]);
        self
    }

    /// Says when, and against what.
    #[must_use]
    pub fn at(mut self, at: impl Into<String>) -> Self {
        self.at = at.into();
        self
    }

    /// Adds the value to compare with.
    #[must_use]
    pub fn reference(mut self, value: f64) -> Self {
        self.reference = Some(value);
        self
    }

    /// Says which direction is an improvement.
    #[must_use]
    pub fn better(mut self, better: Better) -> Self {
        self.better = better;
        self
    }
}

/// Which direction of a quantity is an improvement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither is.
    #[default]
    Neither,
}

impl Better {
    /// The remark shown beside a quantity; empty where neither direction is an improvement.
    pub fn remark(self) -> &'static str {
        match self {
            Self::Higher => "higher is better",
            Self::Lower => "lower is better",
            Self::Neither => "",
        }
    }
}

/// A warning or remark about the results.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Warning {
    /// Stable code; empty where there is none.
    pub code: String,
    /// What is to be known, in a sentence or two.
    pub text: String,
}

/// One value of the study with where it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StudyRow {
    /// Heading under which rows with the same group stand together.
    pub group: String,
    /// What it is.
    pub key: String,
    /// Its value with unit.
    pub value: String,
    /// Who said so: the study file, a library entry, a default.
    pub origin: String,
}

impl StudyRow {
    /// A row.
    pub fn new(
        group: impl Into<String>,
        key: impl Into<String>,
        value: impl Into<String>,
        origin: impl Into<String>,
    ) -> Self {
        Self { group: group.into(), key: key.into(), value: value.into(), origin: origin.into() }
    }
}

/// A dated event of the protocol.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProtocolEvent {
    /// Days after the start of the course. [day]
    pub day: f64,
    /// Kind of event, for instance "Session" or "Topical"; events of a kind share a lane.
    pub kind: String,
    /// What is done.
    pub label: String,
    /// Settings and remarks.
    pub detail: String,
    /// How long it goes on after `day`; 0 for a moment. [day]
    pub duration: f64,
}

impl ProtocolEvent {
    /// An event of a moment.
    pub fn new(day: f64, kind: impl Into<String>, label: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { day, kind: kind.into(), label: label.into(), detail: detail.into(), duration: 0.0 }
    }
}

/// A puncture with its depth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Puncture {
    /// Place along the first direction. [mm]
    pub x: f64,
    /// Place along the second direction. [mm]
    pub y: f64,
    /// Depth reached. [mm]
    pub depth: f64,
}

/// The punctures of one session on one zone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PuncturePattern {
    /// What was treated, with which device.
    pub title: String,
    /// Every puncture.
    pub punctures: Vec<Puncture>,
    /// Treated area. [mm²]
    pub area: f64,
    /// Punctures per area. [1/cm²]
    pub density: f64,
    /// A remark below the picture.
    pub note: String,
}

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

/// A table of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Table {
    /// Heading and caption.
    pub title: String,
    /// Column headings, units included.
    pub columns: Vec<String>,
    /// Rows, one text per column; the first column names the row.
    pub rows: Vec<Vec<String>>,
    /// A remark below the table.
    pub note: String,
}

/// A part of the methods.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MethodNote {
    /// Heading.
    pub title: String,
    /// Paragraphs.
    pub paragraphs: Vec<String>,
    /// Sources, one line each.
    pub sources: Vec<String>,
}

/// What is needed to run the same study again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Provenance {
    /// Versions of program, model and library as name and version.
    pub versions: Vec<(String, String)>,
    /// Seed of the study, as text so that no digit is lost.
    pub seed: String,
    /// Hash of the resolved study.
    pub study_hash: String,
    /// The command that gave this report.
    pub command: String,
    /// Steps with how long each took. [s]
    pub timings: Vec<(String, f64)>,
    /// Other facts as name and value.
    pub facts: Vec<(String, String)>,
}
