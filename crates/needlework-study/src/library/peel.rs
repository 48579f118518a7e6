//! Peel entries: products that are painted on the skin, or pressed into single scars.

use needlework::injury::{Peel, PeelAgent, PeelApplication, PeelDose, PeelModel, Spots};
use needlework::skin::{Person, Phototype, Sex, Site, Skin};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::entry::{Unusable, common, entry, short};
use super::phototype::PhototypesUsed;
use super::{Datum, Entry, Minutes, Percent};
use crate::quantity::Length;

entry! {
    /// A chemical peel as it is usually used.
    pub struct PeelEntry {
        /// What it is made of.
        #[schemars(with = "AgentFile")]
        pub agent: PeelAgent,
        /// How it is put on.
        pub application: ApplicationFile,
        /// Single scars that it is pressed into; painted evenly where left out.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub spot: Option<SpotFile>,
        /// Phototypes on which it is used.
        pub phototypes: PhototypesUsed,
    }
}

/// The words for [`PeelAgent`], for the schema.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
#[expect(dead_code, reason = "only its schema is used")]
enum AgentFile {
    GlycolicAcid,
    LacticAcid,
    SalicylicAcid,
    TrichloroaceticAcid,
    Jessner,
}

/// How a peel is put on.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplicationFile {
    /// Strength by weight, in per cent.
    pub strength: Datum<Percent>,
    /// pH.
    pub ph: Datum<f64>,
    /// Time until it is neutralised or rinsed.
    pub time: Datum<Minutes>,
    /// Coats.
    pub coats: Datum<f64>,
}

/// Single scars.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpotFile {
    /// Width of one treated scar.
    pub width: Datum<Length>,
}

impl PeelEntry {
    /// The product as it is usually put on.
    pub fn application(&self) -> PeelApplication {
        let a = &self.application;
        PeelApplication {
            agent: self.agent,
            strength: a.strength.value.percent(),
            ph: a.ph.value,
            minutes: a.time.value.minutes(),
            coats: a.coats.value,
        }
    }

    /// The peel for the simulation; of one that is pressed into scars, inside a scar.
    pub fn peel(&self) -> Peel {
        Peel {
            name: self.name.clone(),
            dose: PeelDose::Application(self.application()),
            spots: self.spot.as_ref().map(|spot| Spots { share: 1.0, width: spot.width.value.mm() }),
        }
    }
}

/// A skin to say how deep things go: median, 40 years, type III, face.
pub(crate) fn median_face() -> Option<Skin> {
    Skin::resolve(&Person::median(40.0, Sex::Female, Phototype::III), &Site::reference_face()).ok()
}

impl Entry for PeelEntry {
    common!();

    fn facts(&self) -> String {
        let a = self.application();
        let model = PeelModel::default();
        let class = a.reach(&model.dose).map(|reach| model.effect.class(reach));
        let class = match (class, &self.spot) {
            (_, Some(_)) => "in single scars".to_owned(),
            (Ok(class), None) => format!("{class:?}").to_lowercase(),
            (Err(_), None) => "unknown".to_owned(),
        };
        let coats = if a.coats == 1.0 { "1 coat".to_owned() } else { format!("{} coats", short(a.coats)) };
        format!("{class}, {} %, pH {}, {} min, {coats}", short(a.strength), short(a.ph), short(a.minutes))
    }

    fn derived(&self) -> Vec<(&'static str, Value)> {
        let model = PeelModel::default();
        let peel = self.peel();
        let reach = peel.reach(0.0, &model).ok();
        let depth = median_face().and_then(|skin| peel.depth(0.0, &skin, &model).ok());
        let of_medium = reach.map(|reach| ("share_of_a_medium_dose", json!(short(reach))));
        let on_face = depth.map(|depth| ("depth_on_a_median_face", json!(format!("{} mm", short(depth)))));
        of_medium.into_iter().chain(on_face).collect()
    }

    fn check(&self) -> Result<(), Unusable> {
        self.phototypes.check()?;
        let peel = self.peel();
        let skin = median_face().ok_or_else(|| Unusable::at("id", "the reference skin cannot be resolved"))?;
        peel.injury(0.0, &skin, &[0.2], &PeelModel::default()).map_err(|error| match error {
            needlework::injury::InjuryError::Limit(limit) if limit.place() == "peel.reach" => {
                let deep = "the peel is deeper than the model knows, unless it is pressed into single scars";
                Unusable { limit: Some("twice a medium dose".to_owned()), ..Unusable::at("application.strength", deep) }
            }
            needlework::injury::InjuryError::Limit(limit) => {
                let key = limit.place().rsplit('.').next().unwrap_or_default();
                let key = match key {
                    "minutes" => "application.time".to_owned(),
                    "width" => "spot.width".to_owned(),
                    other => format!("application.{other}"),
                };
                Unusable { keys: key.split('.').map(str::to_owned).collect(), ..Unusable::from(limit) }
            }
            other @ needlework::injury::InjuryError::Ragged { .. } => Unusable::at("id", other.to_string()),
        })?;
        Ok(())
    }
}
