//! What a report holds, as plain data.

mod headline;
mod map;
mod nearest;
mod picture;
mod study;
mod table;
mod timeline;

pub use headline::{Better, Headline};
pub use map::{DepthMap, MapSide};
pub use nearest::{Forest, ForestRow, Nearest};
pub use picture::{Compare, Image, LegendEntry, LineChart, Picture, PictureGroup};
pub use study::{ProtocolEvent, Puncture, PuncturePattern, StudyRow, Warning};
pub use table::{Formulas, MethodNote, Provenance, Table};
pub use timeline::{FirstDays, Series, SeriesRole, SessionMark, Timeline, TimelineGroup};

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
    /// What the page is, beside the product's name; "Report of a simulated course" where empty.
    pub kind: String,
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
    /// Tables that belong to the results and stand right below them.
    pub overview: Vec<Table>,
    /// What the reader must know before believing the numbers.
    pub warnings: Vec<Warning>,
    /// The study as it was understood.
    pub understood: Vec<StudyRow>,
    /// Dated events in order.
    pub protocol: Vec<ProtocolEvent>,
    /// What follows from the events, drawn below them on the same time axis.
    pub milestones: Vec<ProtocolEvent>,
    /// Settings and what they come to, zone by zone.
    pub sheets: Vec<Table>,
    /// Puncture patterns, one per session kind or zone.
    pub punctures: Vec<PuncturePattern>,
    /// Groups of pictures, each a section.
    pub pictures: Vec<PictureGroup>,
    /// Pictures of depth and time, in pairs that share a colour scale.
    pub maps: Vec<DepthMap>,
    /// Groups of curves over time, each a section.
    pub groups: Vec<TimelineGroup>,
    /// Published trials most like the course.
    pub nearest: Option<Nearest>,
    /// Further tables.
    pub tables: Vec<Table>,
    /// How it was computed.
    pub methods: Vec<MethodNote>,
    /// Where it comes from.
    pub provenance: Provenance,
}
