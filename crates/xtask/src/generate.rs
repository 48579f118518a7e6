//! Rewrites every generated file by running the drift tests in their writing mode.

use super::steps::run;

/// The environment variable that makes a drift test write instead of compare.
const WRITE: (&str, &str) = ("NEEDLEWORK_GENERATE", "1");

/// Regenerates equations, Jacobians and schemas.
pub fn all() -> Result<(), String> {
    run("cargo", &["test", "--workspace", "--quiet", "generated_"], &[WRITE])
}
