//! Active entries: molecules and mixtures that are put on skin.

use std::borrow::Cow;

use needlework::transport::active::Active;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Entry;
use super::entry::{Unusable, short};

/// An active; its figures are those of [`Active`], which says what the keys mean.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct ActiveEntry(Active);

impl ActiveEntry {
    /// The active for the simulation.
    pub fn active(&self) -> &Active {
        &self.0
    }
}

impl JsonSchema for ActiveEntry {
    fn schema_name() -> Cow<'static, str> {
        "ActiveEntry".into()
    }

    // The science crate knows no schemas, so keys and types are checked when the file is read into its type.
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({
            "type": "object",
            "properties": { "id": { "type": "string" }, "name": { "type": "string" } },
            "required": ["id", "name"],
            "additionalProperties": true
        })
    }
}

impl Entry for ActiveEntry {
    fn id(&self) -> &str {
        &self.0.id
    }

    fn name(&self) -> &str {
        &self.0.name
    }

    fn aliases(&self) -> &[String] {
        &self.0.aliases
    }

    fn facts(&self) -> String {
        let properties = &self.0.properties;
        let usual = &self.0.usual;
        let mass = properties.molar_mass_g_mol.value;
        let mass = if mass >= 1e4 { format!("{} kDa", short(mass / 1000.0)) } else { format!("{mass:.0} Da") };
        let unknown = if self.0.unknown { ", little is known" } else { "" };
        format!("{mass}, usually {} % at pH {}{unknown}", usual.strength_percent.value, short(usual.ph.value))
    }

    fn derived(&self) -> Vec<(&'static str, Value)> {
        let molecule = self.0.molecule(self.0.usual.ph.value).ok();
        molecule.map(|molecule| ("neutral_share_in_product", json!(molecule.neutral_in_product))).into_iter().collect()
    }

    fn check(&self) -> Result<(), Unusable> {
        self.0.validate().map_err(|error| Unusable::at("id", error.to_string()))
    }
}
