//! Reading a TOML document into a type, with every fault found and placed.
//!
//! A document is checked against the JSON Schema of its type before it is read, so the schema that editors use is the
//! schema that is enforced, and all unknown keys, wrong types, bad quantities and values out of range are reported at
//! once. Beside the standard keywords these are understood:
//!
//! | keyword | meaning |
//! |---|---|
//! | `x-quantity` | a quantity string of that [`Kind`](crate::quantity::Kind); set by the quantity types |
//! | `x-minimum`, `x-maximum` | limits of a quantity, as quantity strings |
//!
//! ```
//! use needlework_study::document::{self, SourceFile};
//! use needlework_study::quantity::Length;
//!
//! #[derive(serde::Deserialize, schemars::JsonSchema)]
//! #[serde(deny_unknown_fields)]
//! struct Needle {
//!     /// Length of the needle.
//!     #[schemars(extend("x-maximum" = "5 mm"))]
//!     length: Length,
//! }
//!
//! let good = std::sync::Arc::new(SourceFile::new("needle.toml", "length = '1.5 mm'"));
//! assert_eq!(document::parse::<Needle>(&good)?.length.mm(), 1.5);
//!
//! let bad = std::sync::Arc::new(SourceFile::new("needle.toml", "lenght = '1.5 mm'\nlength = '7 mm'"));
//! let faults: Vec<&str> = document::parse::<Needle>(&bad).err().unwrap().iter().map(|d| d.code.id).collect();
//! assert_eq!(faults, ["NW0101", "NW0106"]);
//! # Ok::<(), needlework_study::diagnostic::Diagnostics>(())
//! ```

mod check;
mod duplicate;
mod elsewhere;
mod located;
mod open;
mod value;

use std::sync::Arc;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use toml::de::DeTable;

pub use crate::diagnostic::SourceFile;
pub use located::Located;
pub use open::{MAX_BYTES, from_bytes, open};

use crate::diagnostic::{Diagnostic, Diagnostics, codes};

/// Levels of tables and lists that a document may have.
pub const MAX_DEPTH: usize = 16;
/// Items that a list may have where its schema does not say.
pub const MAX_ITEMS: usize = 2_000;
/// Bytes that a text may have where its schema does not say.
pub const MAX_STRING: usize = 4_096;
/// Syntax errors that are shown; those after the first few are mostly consequences.
const MAX_SYNTAX_ERRORS: usize = 3;

/// Reads a document as a `T`.
///
/// # Errors
/// All faults of syntax, or else all faults of keys, types and values.
pub fn parse<T: DeserializeOwned + JsonSchema>(source: &Arc<SourceFile>) -> Result<T, Diagnostics> {
    let root = parse_table(source)?;
    let mut faults = Diagnostics::new();
    check::check(&root, &schema_of::<T>(), source, &mut faults);
    if faults.has_errors() {
        faults.sort();
        return Err(faults);
    }
    T::deserialize(toml::Deserializer::from(root)).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        Diagnostic::new(codes::UNREADABLE, error.message()).at(source, span).into()
    })
}

/// The JSON Schema of `T`.
pub fn schema_of<T: JsonSchema>() -> serde_json::Value {
    schemars::schema_for!(T).to_value()
}

/// Parses the syntax and checks the depth.
fn parse_table(source: &Arc<SourceFile>) -> Result<toml::Spanned<DeTable<'_>>, Diagnostics> {
    let (root, errors) = DeTable::parse_recoverable(&source.text);
    if errors.is_empty() {
        if let Some(span) = value::deeper_than(&root, MAX_DEPTH) {
            let limit = format!("{MAX_DEPTH} levels");
            let fault = Diagnostic::new(codes::TOO_DEEP, codes::TOO_DEEP.title).at(source, span).limit(limit);
            return Err(fault.into());
        }
        return Ok(root);
    }
    let mut faults = Diagnostics::new();
    for error in errors.iter().take(MAX_SYNTAX_ERRORS) {
        let code = if error.message().contains("recurs") { codes::TOO_DEEP } else { codes::TOML_SYNTAX };
        let span = error.span().unwrap_or(source.text.len()..source.text.len());
        let fault =
            Diagnostic::new(code, format!("this is not valid TOML: {}", error.message())).at(source, span.clone());
        let twice = error.message().contains("duplicate key");
        faults.push(if twice { duplicate::told(fault, &root, source, &span) } else { fault });
    }
    Err(faults)
}

#[cfg(test)]
mod tests;
