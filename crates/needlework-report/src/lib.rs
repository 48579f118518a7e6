//! Figures and the report of Needlework.
//!
//! [`chart`] is a small SVG figure kit with one code path for report, studio and Python.
//! [`compare`] lays reports of several runs over each other.
//! [`report`] turns a plain [`report::ReportModel`] into one self-contained HTML page.
//! [`math`] draws equations.
//! [`tissue`] draws what the report shows of the tissue.

pub mod absorption;
pub mod chart;
pub mod compare;
pub mod course;
pub mod math;
mod prose;
pub mod report;
pub mod tissue;
