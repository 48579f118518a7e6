//! A figure with its spread and where it comes from.

use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use crate::quantity::{Area, ArealDensity, Duration, Energy, Fraction, Frequency, Length, Speed};

/// A figure: a value, how far it may be off, and its source or the reason for assuming it.
///
/// Rules, checked when a file is read:
/// - it has a `source`, or an `assumed` reason, or both (a published figure that was changed on assumption);
/// - an assumed figure has a `range`;
/// - the value lies in its range, and a spread is not negative.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Datum<Q> {
    /// The figure.
    pub value: Q,
    /// Standard deviation between people or pieces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sd: Option<Q>,
    /// Least and greatest value that it may have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<[Q; 2]>,
    /// Source id, or a list of them.
    #[serde(default, skip_serializing_if = "Sources::is_empty")]
    pub source: Sources,
    /// What was assumed, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumed: Option<String>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A [`Datum`] as written, before its rules are checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written<Q> {
    value: Q,
    sd: Option<Q>,
    range: Option<[Q; 2]>,
    #[serde(default)]
    source: Sources,
    assumed: Option<String>,
    note: Option<String>,
}

impl<'de, Q: Amount + Deserialize<'de>> Deserialize<'de> for Datum<Q> {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let Written { value, sd, range, source, assumed, note } = Written::<Q>::deserialize(input)?;
        if source.is_empty() && assumed.is_none() {
            return Err(D::Error::custom("a figure needs a source, or a reason in assumed"));
        }
        if assumed.is_some() && range.is_none() {
            return Err(D::Error::custom("an assumed figure needs a range"));
        }
        if let Some([low, high]) = range {
            let (low, at, high) = (low.number(), value.number(), high.number());
            if !(low <= at && at <= high) {
                return Err(D::Error::custom("the value must lie between the two ends of its range"));
            }
        }
        if sd.is_some_and(|sd| sd.number() < 0.0) {
            return Err(D::Error::custom("a standard deviation cannot be negative"));
        }
        Ok(Self { value, sd, range, source, assumed, note })
    }
}

impl<Q: Amount> Datum<Q> {
    /// Coefficient of variation: the standard deviation, or a quarter of the range, over the value [-].
    pub fn variation(&self) -> f64 {
        let value = self.value.number();
        let sd = match (self.sd, self.range) {
            (Some(sd), _) => sd.number(),
            (None, Some([low, high])) => 0.25 * (high.number() - low.number()),
            (None, None) => 0.0,
        };
        if value > 0.0 { sd / value } else { 0.0 }
    }
}

/// A number that a [`Datum`] may hold.
pub trait Amount: Copy {
    /// The stored number, in the unit of its kind [any].
    fn number(self) -> f64;
}

/// Implements [`Amount`] by the getter of each quantity.
macro_rules! amounts {
    ($($quantity:ident $getter:ident),*) => {
        $(impl Amount for $quantity {
            fn number(self) -> f64 {
                self.$getter()
            }
        })*
    };
}

/// An age, written as a duration and shown in years.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct Age(Duration);

/// Days of a year, as the quantities count them [day].
const YEAR: f64 = 365.25;

impl Age {
    /// The age [year].
    pub fn years(self) -> f64 {
        self.0.days() / YEAR
    }
}

impl Serialize for Age {
    fn serialize<S: serde::Serializer>(&self, output: S) -> Result<S::Ok, S::Error> {
        output.collect_str(&format_args!("{} years", self.years()))
    }
}

/// Quantities that are shown in another unit than they are stored in: type, quantity, factor, unit.
macro_rules! shown_in {
    ($($(#[$doc:meta])* $name:ident, $quantity:ident, $getter:ident, $factor:expr, $getter_doc:literal $number:ident, $unit:literal;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Deserialize, JsonSchema)]
            #[serde(transparent)]
            #[schemars(inline)]
            pub struct $name($quantity);

            impl $name {
                #[doc = $getter_doc]
                pub fn $number(self) -> f64 {
                    $factor * self.0.$getter()
                }
            }

            impl Serialize for $name {
                fn serialize<S: serde::Serializer>(&self, output: S) -> Result<S::Ok, S::Error> {
                    // Twelve digits, so that a figure comes back as it was written.
                    let shown = (1e9 * self.$number()).round() / 1e9;
                    output.collect_str(&format_args!("{shown} {}", $unit))
                }
            }
        )*
    };
}

shown_in! {
    /// A share, shown in per cent.
    Percent, Fraction, value, 100.0, "The share [%]." percent, "%";
    /// A short time, shown in minutes.
    Minutes, Duration, days, 1440.0, "The time [min]." minutes, "min";
    /// A wavelength, shown in nanometres.
    Wavelength, Length, mm, 1e6, "The wavelength [nm]." nanometres, "nm";
}

amounts!(Minutes minutes, Percent percent, Wavelength nanometres, Age years, ArealDensity per_mm2, Energy joules, Length mm, Duration days, Frequency hertz, Fraction value, Speed mm_per_second, Area mm2);

impl Amount for f64 {
    fn number(self) -> f64 {
        self
    }
}

impl Amount for u32 {
    fn number(self) -> f64 {
        f64::from(self)
    }
}

/// Source ids: one text, or a list.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(from = "OneOrMany", into = "OneOrMany")]
#[schemars(inline)]
pub struct Sources(Vec<String>);

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl From<OneOrMany> for Sources {
    fn from(written: OneOrMany) -> Self {
        match written {
            OneOrMany::One(id) => Self(vec![id]),
            OneOrMany::Many(ids) => Self(ids),
        }
    }
}

impl From<Sources> for OneOrMany {
    fn from(Sources(mut ids): Sources) -> Self {
        match ids.pop() {
            Some(id) if ids.is_empty() => Self::One(id),
            Some(id) => {
                ids.push(id);
                Self::Many(ids)
            }
            None => Self::Many(ids),
        }
    }
}

impl Sources {
    /// Whether no source is given.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The ids.
    pub fn ids(&self) -> &[String] {
        &self.0
    }
}
