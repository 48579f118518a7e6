//! A small figure kit: charts, heat maps, puncture patterns and small multiples as SVG.
//!
//! Report, studio and Python draw through this one path. A figure is accessible (one image with
//! title and description, its data as a table and as CSV), follows light, dark and print by
//! custom properties ([`style_sheet`]), and has the same bytes for the same data everywhere.
//!
//! ```
//! use needlework_report::chart::{Axis, Chart, Figure, Limits, Rule, Series};
//!
//! let days = [0.0, 30.0, 90.0, 180.0, 365.0];
//! let collagen = [100.0, 102.0, 111.0, 119.0, 116.0];
//! let chart = Chart::new("collagen", "Collagen I")
//!     .x(Axis::time("Time after the first session"))
//!     .y(Axis::linear("Collagen I").unit("% of baseline"))
//!     .series(Series::line("Median", days.into_iter().zip(collagen).map(Into::into).collect()))
//!     .rule(Rule::At { x: 0.0, label: "Session 1".into(), short: "1".into() });
//! let svg = chart.to_svg(480.0, Limits::default());
//! assert!(svg.contains("role=\"img\"") && svg.contains("Time after the first session [months]"));
//! assert_eq!(chart.table().rows.len(), 5);
//! ```

mod axis;
mod curve;
mod draw;
mod figure;
mod grid;
mod heat;
mod labels;
mod layout;
mod number;
mod palette;
mod pattern;
mod scale;
mod series;
mod strip;
mod svg;
mod table;
mod text;
mod thin;
mod ticks;
mod xy;

pub use axis::{Axis, AxisKind};
pub use figure::Figure;
pub use grid::Grid;
pub use heat::{HeatMap, Ramp};
pub use number::{coordinate, estimate, fixed, plain, significant};
pub use palette::{SERIES as SERIES_COLOURS, style_sheet};
pub use pattern::{Dot, Pattern};
pub use scale::{Scale, ScaleKind};
pub use series::{Ink, Rule, Series, Style};
pub use strip::estimate_strip;
pub use svg::{escape, slug};
pub use table::{Cell, DataTable, Limits};
pub use ticks::{Tick, TimeUnit, linear_ticks, log_ticks, round_domain, symlog_ticks, time_ticks};
pub use xy::Chart;
