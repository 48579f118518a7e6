//! One type per kind of quantity; each stores its value in the unit that the science uses.

use super::{Kind, QuantityError, from_number, parse_kind};

/// Defines a kind: its type, its row in [`KINDS`], and the conversions from and to text.
macro_rules! kinds {
    ($(
        $(#[$doc:meta])*
        $type:ident, $getter:ident, $name:literal, $noun:literal,
        $unit:literal, $shown:literal, $example:literal, $bare:literal, $signed:literal;
    )*) => {
        /// Every kind of quantity.
        pub const KINDS: &[&Kind] = &[$($type::KIND),*];

        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
            pub struct $type(f64);

            impl $type {
                /// Name, units and example of this kind.
                pub const KIND: &Kind = &Kind {
                    name: $name,
                    noun: $noun,
                    unit: $unit,
                    shown: $shown,
                    example: $example,
                    bare_number: $bare,
                    signed: $signed,
                };

                #[doc = concat!("From the stored number, in ", $unit, " (empty: a plain number).")]
                pub const fn new(value: f64) -> Self {
                    Self(value)
                }

                #[doc = concat!("The stored number, in ", $unit, " (empty: a plain number).")]
                pub const fn $getter(self) -> f64 {
                    self.0
                }
            }

            impl core::str::FromStr for $type {
                type Err = QuantityError;
                fn from_str(text: &str) -> Result<Self, QuantityError> {
                    parse_kind(text, Self::KIND).map(Self)
                }
            }

            impl core::fmt::Display for $type {
                fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                    f.pad(&Self::KIND.show(self.0))
                }
            }

            impl<'de> serde::Deserialize<'de> for $type {
                fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
                    input.deserialize_any(Reader(Self::KIND)).map(Self)
                }
            }

            impl serde::Serialize for $type {
                fn serialize<S: serde::Serializer>(&self, output: S) -> Result<S::Ok, S::Error> {
                    output.serialize_str(&Self::KIND.exact(self.0))
                }
            }

            impl schemars::JsonSchema for $type {
                fn inline_schema() -> bool {
                    true
                }
                fn schema_name() -> std::borrow::Cow<'static, str> {
                    $name.into()
                }
                fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                    if $bare {
                        schemars::json_schema!({
                            "type": ["string", "number"], "x-quantity": $name, "examples": [$example]
                        })
                    } else {
                        schemars::json_schema!({
                            "type": "string", "x-quantity": $name, "examples": [$example]
                        })
                    }
                }
            }
        )*
    };
}

kinds! {
    /// A length [mm].
    Length, mm, "length", "a length", "mm", "mm", "1.5 mm", false, false;
    /// A span of time [day].
    Duration, days, "duration", "a duration", "day", "days", "4 weeks", false, false;
    /// A day of the course, counted from 0; a bare number or a span of time [day].
    Day, days, "day", "a day of the course", "day", "days", "6 weeks", true, false;
    /// Events per time, kept in the engineer's unit [Hz].
    Frequency, hertz, "frequency", "a frequency", "Hz", "Hz", "100 Hz", false, false;
    /// A share or ratio; a bare number or per cent [-].
    Fraction, value, "fraction", "a fraction", "", "", "40 %", true, false;
    /// A plane angle [rad].
    Angle, radians, "angle", "an angle", "rad", "deg", "45 deg", false, true;
    /// A speed; also a permeability [mm/s].
    Speed, mm_per_second, "speed", "a speed", "mm/s", "mm/s", "20 mm/s", false, false;
    /// An area [mm²].
    Area, mm2, "area", "an area", "mm2", "cm2", "4 cm2", false, false;
    /// A volume [mm³].
    Volume, mm3, "volume", "a volume", "mm3", "ml", "0.5 ml", false, false;
    /// Things per area [1/mm²].
    ArealDensity, per_mm2, "areal-density", "a number per area", "1/mm2", "/cm2", "250 /cm2", false, false;
    /// Time spent per area [s/mm²].
    TimePerArea, seconds_per_mm2, "time-per-area", "a time per area", "s/mm2", "s/cm2", "10 s/cm2", false, false;
    /// A mass [ng].
    Mass, ng, "mass", "a mass", "ng", "mg", "10 mg", false, false;
    /// Mass per volume [ng/mm³].
    Concentration, ng_per_mm3, "concentration", "a mass per volume", "ng/mm3", "mg/ml", "10 mg/ml", false, false;
    /// Production of a signal [pg/mm³/day].
    SignalRate, pg_per_mm3_per_day, "signal-rate", "a production of a signal", "pg/mm3/day", "pg/mm3/day", "2 pg/mm3/day", false, false;
    /// Mass per area [ng/mm²].
    ArealMass, ng_per_mm2, "areal-mass", "a mass per area", "ng/mm2", "mg/cm2", "2 mg/cm2", false, false;
    /// A force [N].
    Force, newtons, "force", "a force", "N", "N", "2 N", false, false;
    /// A pressure or an elastic modulus [MPa].
    Pressure, mpa, "pressure", "a pressure", "MPa", "MPa", "0.1 MPa", false, false;
    /// A spring constant [N/mm].
    Stiffness, newtons_per_mm, "stiffness", "a stiffness", "N/mm", "N/mm", "0.2 N/mm", false, false;
    /// An energy [J].
    Energy, joules, "energy", "an energy", "J", "mJ", "15 mJ", false, false;
    /// Energy per area; also a fracture toughness [J/cm²].
    Fluence, joules_per_cm2, "fluence", "an energy per area", "J/cm2", "J/cm2", "15 J/cm2", false, false;
    /// A diffusion coefficient [mm²/day].
    Diffusivity, mm2_per_day, "diffusivity", "a diffusion coefficient", "mm2/day", "mm2/day", "0.3 mm2/day", false, false;
    /// A molar mass [g/mol].
    MolarMass, g_per_mol, "molar-mass", "a molar mass", "g/mol", "Da", "176 Da", false, false;
}

impl ArealDensity {
    /// The density in the unit of the clinical papers [1/cm²].
    pub fn per_cm2(self) -> f64 {
        self.0 * 100.0
    }
}

/// Takes a quantity from a string, or from a number where the kind allows one.
struct Reader(&'static Kind);

impl serde::de::Visitor<'_> for Reader {
    type Value = f64;

    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} with its unit, as \"{}\"", self.0.noun, self.0.example)
    }
    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<f64, E> {
        parse_kind(text, self.0).map_err(|e| self.error(&e))
    }
    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<f64, E> {
        from_number(number, self.0).map_err(|e| self.error(&e))
    }
    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<f64, E> {
        self.visit_f64(number as f64)
    }
    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<f64, E> {
        self.visit_f64(number as f64)
    }
}

impl Reader {
    fn error<E: serde::de::Error>(&self, error: &QuantityError) -> E {
        E::custom(format_args!("{error}; expected {} such as \"{}\"", self.0.noun, self.0.example))
    }
}
