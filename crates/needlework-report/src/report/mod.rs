//! The report: plain data in, one self-contained HTML page out.
//!
//! Fill a [`ReportModel`] and call [`render`]. The page needs no network, follows light, dark
//! and print, numbers its figures and tables, and carries the data of every figure as a table
//! and as CSV. Every text of the model is escaped; the model may come from an untrusted study.

mod base64;
mod budget;
mod check;
mod figures;
mod lighter;
mod model;
mod pictures;
mod render;
mod view;

pub use budget::{PICTURES, SIZE_LIMIT, TARGET, picture_bytes};
pub use check::{POINTS_LIMIT, ReportError};
pub use model::{
    Better, Compare, DepthMap, FirstDays, Forest, ForestRow, Formulas, Headline, Image, LegendEntry, LineChart,
    MapSide, MethodNote, Nearest, Picture, PictureGroup, ProtocolEvent, Provenance, Puncture, PuncturePattern,
    ReportModel, Series, SeriesRole, SessionMark, StudyRow, Table, Timeline, TimelineGroup, Warning,
};
pub use render::{render, render_within};
