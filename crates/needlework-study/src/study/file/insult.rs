//! `[[peel]]`, `[[laser]]`, `[[radiofrequency]]`: treatments beside the needling sessions.

use super::skin::OneOrMany;
use crate::document::Located;
use crate::quantity::{ArealDensity, Day, Duration, Energy, Fraction, Length};
use schemars::JsonSchema;
use serde::Deserialize;

/// Declares a treatment: the keys that say when and where, then its own.
macro_rules! treatment {
    ($(#[$doc:meta])* pub struct $name:ident { $($body:tt)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// Day of the course; the first day is 0. A number of days, or a time such as "3 weeks".
            #[schemars(extend("x-maximum" = "5 years"))]
            pub day: Option<Located<Day>>,
            /// Several days, in order.
            #[schemars(length(min = 1, max = 200))]
            pub days: Option<Vec<Located<Day>>>,
            /// A series in words: "4 sessions every 2 weeks".
            #[schemars(length(max = 200))]
            pub sessions: Option<Located<String>>,
            /// First day of the series; 0 unless given.
            #[schemars(extend("x-maximum" = "5 years"))]
            pub start: Option<Located<Day>>,
            /// Before or after the other treatments of the same day; after unless given.
            pub order: Option<Located<OrderWord>>,
            /// Zones that it is done to, by name; all unless given.
            pub zone: Option<OneOrMany>,
            $($body)*
        }
    };
}

treatment! {
    /// A chemical peel from the library.
    pub struct PeelKeys {
        /// Library id, such as "glycolic-35" or "tca-100-cross".
        pub product: Located<String>,
        /// Strength by weight, instead of that of the product.
        #[schemars(extend("x-minimum" = "0.1 %", "x-maximum" = "100 %"))]
        pub strength: Option<Located<Fraction>>,
        /// pH, instead of that of the product.
        #[schemars(range(min = 0.1, max = 7.0))]
        pub ph: Option<Located<f64>>,
        /// Coats.
        #[schemars(range(min = 1.0, max = 20.0))]
        pub coats: Option<Located<f64>>,
        /// Time until it is neutralised or rinsed.
        #[schemars(extend("x-minimum" = "6 s", "x-maximum" = "60 min"))]
        pub time: Option<Located<Duration>>,
        /// Pressed into single scars: how many of each zone; all scars of the concern unless given.
        #[schemars(range(min = 1, max = 2000))]
        pub scars: Option<Located<u32>>,
        /// Pressed into single scars: width of one.
        #[schemars(extend("x-minimum" = "0.1 mm", "x-maximum" = "10 mm"))]
        pub scar_width: Option<Located<Length>>,
    }
}

treatment! {
    /// A fractional laser from the library.
    pub struct LaserKeys {
        /// Library id, such as "erbium-glass-1550".
        pub device: Located<String>,
        /// Energy of a pulse.
        #[schemars(extend("x-minimum" = "0.5 mJ", "x-maximum" = "200 mJ"))]
        pub energy: Option<Located<Energy>>,
        /// Columns per area in one pass.
        #[schemars(extend("x-minimum" = "1 /cm2", "x-maximum" = "10000 /cm2"))]
        pub density: Option<Located<ArealDensity>>,
        /// Share of the surface that one pass covers, instead of a density.
        #[schemars(extend("x-minimum" = "0.1 %", "x-maximum" = "95 %"))]
        pub coverage: Option<Located<Fraction>>,
        /// Passes over the skin.
        #[schemars(range(min = 1, max = 50))]
        pub passes: Option<Located<u32>>,
    }
}

treatment! {
    /// Radiofrequency needling from the library.
    pub struct RadiofrequencyKeys {
        /// Library id, such as "insulated-needles".
        pub device: Located<String>,
        /// Depth of the tips.
        #[schemars(extend("x-minimum" = "0.1 mm", "x-maximum" = "8 mm"))]
        pub depth: Option<Located<Length>>,
        /// Punctures per area, all passes together.
        #[schemars(extend("x-minimum" = "1 /cm2", "x-maximum" = "2000 /cm2"))]
        pub density: Option<Located<ArealDensity>>,
    }
}

/// Order on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum OrderWord {
    /// Before the other treatments of the day.
    Before,
    /// After them.
    After,
}
