//! Where a number comes from: value, unit, spread, origin and source of every coefficient, in one table per model.

pub(crate) mod markdown;

use rand::{Rng, RngExt};
use rand_distr::StandardNormal;
use serde::Serialize;

/// How a coefficient was obtained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// Read from a measurement in the evidence.
    Measured,
    /// Moved by a fit against the evidence.
    Fitted,
    /// Chosen by judgement; the spread says how far it may be off.
    Assumed,
    /// Follows from geometry or from a definition.
    Definition,
}

/// How far a coefficient may be from its value.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Spread {
    /// Not sampled.
    Exact,
    /// Normal with this standard deviation.
    Normal {
        /// Standard deviation, in the unit of the coefficient [any].
        sd: f64,
    },
    /// Log-normal round the value as median.
    LogNormal {
        /// Standard deviation of the natural logarithm [-].
        log_sd: f64,
    },
    /// Uniform between two limits.
    Range {
        /// Lower limit, in the unit of the coefficient [any].
        low: f64,
        /// Upper limit, in the unit of the coefficient [any].
        high: f64,
    },
}

impl Spread {
    /// Draws a value round `value`.
    pub fn draw<R: Rng>(self, value: f64, stream: &mut R) -> f64 {
        match self {
            Self::Exact => value,
            Self::Normal { sd } => {
                let score: f64 = stream.sample(StandardNormal);
                value + sd * score
            }
            Self::LogNormal { log_sd } => {
                let score: f64 = stream.sample(StandardNormal);
                value * (log_sd * score).exp()
            }
            Self::Range { low, high } => low + (high - low) * stream.random::<f64>(),
        }
    }
}

/// One coefficient of a model.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Coefficient {
    /// Name of the field in the parameter struct.
    pub name: &'static str,
    /// What it is.
    pub meaning: &'static str,
    /// Central value, in `unit` [any].
    pub value: f64,
    /// Unit.
    pub unit: &'static str,
    /// How far it may be off.
    pub spread: Spread,
    /// How it was obtained.
    pub origin: Origin,
    /// Evidence ids, or the reason for an assumed value.
    pub source: &'static str,
}

/// Declares a parameter struct and its table together, one line per coefficient:
/// name, value, unit, spread, origin, source.
///
/// Generates the struct with public fields, `Default` (the central values), `TABLE` and `draw`.
macro_rules! coefficients {
    (
        $(#[$meta:meta])*
        pub struct $model:ident {
            $( #[doc = $doc:literal] $field:ident = $value:expr, $unit:literal, $spread:expr, $origin:ident, $source:literal; )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct $model {
            $( #[doc = concat!($doc, " [", $unit, "]")] pub $field: f64, )+
        }

        impl Default for $model {
            fn default() -> Self {
                Self { $( $field: $value, )+ }
            }
        }

        impl $model {
            /// Value, unit, spread, origin and source of every coefficient.
            pub const TABLE: &'static [$crate::provenance::Coefficient] = &[
                $( $crate::provenance::Coefficient {
                    name: stringify!($field),
                    meaning: $doc,
                    value: $value,
                    unit: $unit,
                    spread: $spread,
                    origin: $crate::provenance::Origin::$origin,
                    source: $source,
                }, )+
            ];

            /// Draws every coefficient from its spread, in the order of the table.
            pub fn draw<R: rand::Rng>(stream: &mut R) -> Self {
                Self { $( $field: $spread.draw($value, stream), )+ }
            }

            /// The coefficients in the order of the table, each in its unit [any].
            pub fn values(&self) -> [f64; Self::TABLE.len()] {
                [$( self.$field, )+]
            }

            /// Checks that every coefficient is finite and not negative.
            ///
            /// # Errors
            /// The first that is not.
            pub fn check(&self) -> Result<(), $crate::limit::LimitError> {
                $( $crate::limit::in_range(
                    concat!(stringify!($model), ".", stringify!($field)), self.$field, 0.0, 1e6, $unit,
                )?; )+
                Ok(())
            }
        }
    };
}
pub(crate) use coefficients;
