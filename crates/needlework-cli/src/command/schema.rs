//! `needlework schema`: the JSON Schema of study files.

use crate::failure::Failure;
use crate::output::Output;

/// Print the JSON Schema of study files, for editors.
///
/// An editor with a TOML language server completes and checks study files with it. Put this at the top of a study:
/// #:schema ./study.schema.json
#[derive(Debug, clap::Args)]
pub struct Arguments {}

pub fn run(_: &Arguments, output: Output) -> Result<(), Failure> {
    output.data(&needlework_study::study::schema())
}
