//! `[skin]`: the person and the treated sites.

use crate::document::Located;
use crate::quantity::{Area, Fraction, Length};
use schemars::JsonSchema;
use serde::Deserialize;

/// The person and the treated sites.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SkinSection {
    /// Age at the first session, in years.
    #[schemars(range(min = 18, max = 95))]
    pub age: Option<Located<f64>>,
    /// Sex; it picks the layer thicknesses and the ageing baseline.
    pub sex: Option<Located<SexWord>>,
    /// Fitzpatrick phototype, I to VI.
    pub phototype: Option<Located<PhototypeWord>>,
    /// Treated site or sites, as library ids such as "cheek"; the long form is [[skin.zone]].
    pub site: Option<OneOrMany>,
    /// Treated sites one by one, with their area, depth or layers.
    #[schemars(length(max = 20))]
    pub zone: Option<Vec<Located<ZoneKeys>>>,
    /// Photodamage, from 0 (protected) to 1 (severe).
    #[schemars(extend("x-maximum" = "1"))]
    pub photodamage: Option<Located<Fraction>>,
    /// Smoking, from 0 (never) to 1 (daily).
    #[schemars(extend("x-maximum" = "1"))]
    pub smoking: Option<Located<Fraction>>,
    /// How fast this person heals against the median, in standard deviations.
    #[schemars(range(min = -3, max = 3))]
    pub healing_speed: Option<Located<f64>>,
    /// How strongly this person makes collagen against the median, in standard deviations.
    #[schemars(range(min = -3, max = 3))]
    pub synthesis_response: Option<Located<f64>>,
    /// What is known of the person's health and medicines, as the guidance of the library names it, such as
    /// "isotretinoin-current" or "herpes-history".
    pub conditions: Option<OneOrMany>,
    /// Measured layer thicknesses, instead of those of the library; they apply to every site.
    pub layers: Option<LayerKeys>,
}

/// Sex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SexWord {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// Fitzpatrick phototype.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum PhototypeWord {
    /// Always burns, never tans.
    I,
    /// Usually burns, tans a little.
    II,
    /// Sometimes burns, tans evenly.
    III,
    /// Burns a little, tans well.
    IV,
    /// Rarely burns, tans deeply.
    V,
    /// Never burns, deeply pigmented.
    VI,
}

/// One text or a list of texts, each with its place.
#[derive(Debug, Clone)]
pub struct OneOrMany(Vec<Located<String>>);

impl OneOrMany {
    /// The texts in the order written.
    pub fn list(&self) -> &[Located<String>] {
        &self.0
    }
}

impl<'de> Deserialize<'de> for OneOrMany {
    // By hand, because a derived untagged enum would lose the places.
    fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let found = Located::<Either>::deserialize(input)?;
        Ok(Self(match found.value {
            Either::One(value) => vec![Located { span: found.span, value }],
            Either::Many(many) => many,
        }))
    }
}

impl JsonSchema for OneOrMany {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "OneOrMany".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let one = serde_json::json!({ "type": "string", "maxLength": 64 });
        schemars::json_schema!({
            "anyOf": [one, { "type": "array", "minItems": 1, "maxItems": 20, "items": one }]
        })
    }
}

enum Either {
    One(String),
    Many(Vec<Located<String>>),
}

impl<'de> Deserialize<'de> for Either {
    fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> serde::de::Visitor<'de> for Reader {
            type Value = Either;
            fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str("a text or a list of texts")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Either, E> {
                Ok(Either::One(text.to_owned()))
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut items: A) -> Result<Either, A::Error> {
                let mut many = Vec::new();
                while let Some(item) = items.next_element()? {
                    many.push(item);
                }
                Ok(Either::Many(many))
            }
        }
        input.deserialize_any(Reader)
    }
}

/// A treated site with its own settings.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ZoneKeys {
    /// Library id of the site.
    pub site: Located<String>,
    /// Name in tables and charts; the id of the site unless given.
    #[schemars(length(max = 60))]
    pub name: Option<Located<String>>,
    /// Treated area.
    #[schemars(extend("x-minimum" = "0.1 cm2", "x-maximum" = "2000 cm2"))]
    pub area: Option<Located<Area>>,
    /// Depth setting of a pen at this site, instead of that of [technique].
    #[schemars(extend("x-maximum" = "5 mm"))]
    pub depth: Option<Located<Length>>,
    /// Needle length at this site, instead of that of [device].
    #[schemars(extend("x-minimum" = "50 um", "x-maximum" = "5 mm"))]
    pub length: Option<Located<Length>>,
    /// Measured layer thicknesses at this site.
    pub layers: Option<LayerKeys>,
}

/// Measured layer thicknesses.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LayerKeys {
    /// Stratum corneum.
    #[schemars(extend("x-minimum" = "2 um", "x-maximum" = "0.5 mm"))]
    pub stratum_corneum: Option<Located<Length>>,
    /// Viable epidermis.
    #[schemars(extend("x-minimum" = "10 um", "x-maximum" = "1 mm"))]
    pub viable_epidermis: Option<Located<Length>>,
    /// Papillary dermis.
    #[schemars(extend("x-minimum" = "20 um", "x-maximum" = "1 mm"))]
    pub papillary_dermis: Option<Located<Length>>,
    /// Reticular dermis.
    #[schemars(extend("x-minimum" = "0.1 mm", "x-maximum" = "8 mm"))]
    pub reticular_dermis: Option<Located<Length>>,
    /// Fat below the dermis.
    #[schemars(extend("x-maximum" = "100 mm"))]
    pub hypodermis: Option<Located<Length>>,
}
