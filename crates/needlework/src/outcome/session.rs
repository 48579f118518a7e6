//! What a session itself is like: pain, bleeding, time, and how long it shows.

use super::OutcomeParameters;
use crate::number::Real;
use serde::{Deserialize, Serialize};

/// Anaesthesia of the skin before a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anaesthesia {
    /// None.
    None,
    /// Topical cream, such as lidocaine with prilocaine, 30 to 60 minutes.
    #[default]
    Cream,
    /// A stronger cream, or cream after short needles have opened the skin.
    Strong,
}

impl Anaesthesia {
    /// Slope of pain against the stimulus [-].
    pub fn slope(self, c: &OutcomeParameters) -> f64 {
        match self {
            Self::None => c.pain_slope_none,
            Self::Cream => c.pain_slope_cream,
            Self::Strong => c.pain_slope_strong,
        }
    }
}

/// Expected pain on a 0 to 10 scale,
/// `10 (1 − exp(−k x))` with `x = (1 − exp(−(L/0.52)^1.77)) (ρ/240)^0.3`.
///
/// `length`: nominal needle length [mm]; `density`: punctures [1/cm²]. Persons differ by about 1.7 points (SD).
/// Sources: gill-2008 for the powers, luz-2017-anaesthesia for the level.
///
/// ```
/// # use needlework::outcome::{Anaesthesia, OutcomeParameters, pain};
/// let score = pain(1.0_f64, 240.0, Anaesthesia::Cream, &OutcomeParameters::default());
/// assert!((score - 5.1).abs() < 0.3, "{score}");
/// ```
pub fn pain<R: Real>(length: R, density: R, anaesthesia: Anaesthesia, c: &OutcomeParameters) -> R {
    let reach = (length * R::constant(1.0 / c.pain_length)).max(R::constant(1e-9));
    let depth = R::one() - (-reach.powf(R::constant(c.pain_length_power))).exp();
    let number = (density * R::constant(1.0 / c.pain_density)).max(R::constant(1e-9));
    let stimulus = depth * number.powf(R::constant(c.pain_density_power));
    R::constant(10.0) * (R::one() - (R::constant(-anaesthesia.slope(c)) * stimulus).exp())
}

/// What one session did to one zone, beside the tissue's response.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SessionFacts {
    /// Day of the session [day].
    pub day: f64,
    /// Punctures per area [1/cm²].
    pub density: f64,
    /// Median depth of the punctures [mm].
    pub median_depth: f64,
    /// Share of the channels that reach the papillary vessels [-].
    pub bleeding: f64,
    /// Share of the needles that reach the fat below the dermis [-].
    pub through_dermis: f64,
    /// Time needed for the zone [min].
    pub procedure_time: f64,
    /// Expected pain, 0 to 10 [-].
    pub pain: f64,
    /// Time until redness is no longer seen [day].
    pub redness: f64,
    /// Time until neither redness nor crusts are seen [day].
    pub downtime: f64,
}
