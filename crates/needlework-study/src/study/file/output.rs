//! `[output]` and `[numerics]`.

use crate::document::Located;
use crate::quantity::{Day, Duration};
use schemars::JsonSchema;
use serde::Deserialize;

/// How long to simulate and what to write.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutputSection {
    /// Simulated time from the first day.
    #[schemars(extend("x-minimum" = "1 day", "x-maximum" = "5 years"))]
    pub horizon: Option<Located<Duration>>,
    /// Days on which tables must have a row, beside the regular ones.
    #[schemars(length(max = 1000))]
    pub snapshots: Option<Vec<Located<Day>>>,
    /// Whether tables are written as CSV too.
    pub csv: Option<Located<bool>>,
    /// Whether surface and tissue are drawn.
    pub pictures: Option<Located<bool>>,
}

/// How to compute it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NumericsSection {
    /// Relative tolerance of the integrator. Lower it to check a result; raising it saves little time.
    #[schemars(range(min = 1e-10, max = 1e-2))]
    pub relative_tolerance: Option<Located<f64>>,
    /// Parameter draws behind every band; 0 for the central course only.
    #[schemars(range(min = 0, max = 100_000))]
    pub draws: Option<Located<u32>>,
}
