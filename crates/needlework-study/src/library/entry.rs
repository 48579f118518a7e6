//! What all kinds of entry have in common.

use needlework::limit::LimitError;
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// An entry of the library.
pub trait Entry: DeserializeOwned + Serialize + JsonSchema + Clone {
    /// Identifier, the stem of its file name.
    fn id(&self) -> &str;

    /// Name for people to read.
    fn name(&self) -> &str;

    /// Other identifiers that find it.
    fn aliases(&self) -> &[String] {
        &[]
    }

    /// The JSON Schema of a file with such an entry.
    fn schema() -> serde_json::Value {
        crate::document::schema_of::<Self>()
    }

    /// The entry in a few words of figures, for lists.
    fn facts(&self) -> String;

    /// What follows from the figures, for the tree and the JSON: names and values.
    fn derived(&self) -> Vec<(&'static str, serde_json::Value)> {
        Vec::new()
    }

    /// Checks that the simulation can use it.
    ///
    /// # Errors
    /// What is wrong, with the keys that lead to it.
    fn check(&self) -> Result<(), Unusable> {
        Ok(())
    }
}

/// Why an entry that can be read cannot be used.
#[derive(Debug, Clone, PartialEq)]
pub struct Unusable {
    /// Keys that lead to the place, outermost first; the last one may stand alone.
    pub keys: Vec<String>,
    /// What is wrong.
    pub message: String,
    /// The value found.
    pub value: Option<String>,
    /// What is allowed.
    pub limit: Option<String>,
}

impl Unusable {
    /// A fault at a dotted path of keys.
    pub fn at(path: &str, message: impl Into<String>) -> Self {
        let keys = path.split('.').map(str::to_owned).collect();
        Self { keys, message: message.into(), value: None, limit: None }
    }
}

impl From<LimitError> for Unusable {
    fn from(error: LimitError) -> Self {
        // The first part of a place is the type, which files do not write.
        let keys = error.place().split('.').skip(1).map(str::to_owned).collect();
        let (value, limit) = match &error {
            LimitError::NotFinite { value, .. } => (value.to_string(), None),
            LimitError::OutOfRange { value, low, high, unit, .. } => {
                (format!("{value} {unit}"), Some(format!("{low} to {high} {unit}")))
            }
            LimitError::Count { value, low, high, .. } => (value.to_string(), Some(format!("{low} to {high}"))),
        };
        Self { keys, message: error.to_string(), value: Some(value.trim().to_owned()), limit }
    }
}

/// Declares the struct of an entry: the heading that every file begins with, then the keys of its kind.
macro_rules! entry {
    ($(#[$doc:meta])* pub struct $name:ident { $($body:tt)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, serde::Deserialize, serde::Serialize, schemars::JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// Identifier, the stem of the file name.
            pub id: String,
            /// Name for people to read.
            pub name: String,
            /// Other identifiers that find it.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub aliases: Vec<String>,
            /// What it is, in a sentence or two.
            pub summary: String,
            /// Sources of the entry as a whole.
            pub source: $crate::library::Sources,
            /// A remark.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub note: Option<String>,
            $($body)*
        }
    };
}
pub(super) use entry;

/// Implements the plain getters of [`Entry`] from the fields that every file has.
macro_rules! common {
    () => {
        fn id(&self) -> &str {
            &self.id
        }
        fn name(&self) -> &str {
            &self.name
        }
        fn aliases(&self) -> &[String] {
            &self.aliases
        }
    };
}
pub(super) use common;

/// A number to about three digits, for lists.
pub(super) fn short(value: f64) -> String {
    let rounded = if value.abs() >= 100.0 {
        format!("{value:.0}")
    } else if value.abs() >= 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.2}")
    };
    if rounded.contains('.') { rounded.trim_end_matches('0').trim_end_matches('.').to_owned() } else { rounded }
}
