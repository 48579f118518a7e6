//! Licences of every dependency, against the list that `deny.toml` allows.
//!
//! `cargo deny check licenses` reads the same file; this check needs nothing but cargo, so it runs everywhere.

use super::steps::root;
use std::process::Command;

/// Fails when a dependency's licence expression cannot be met from the allowed list.
pub fn check() -> Result<(), String> {
    println!("\n▸ licences of all dependencies against deny.toml");
    let allowed = allowed_licences()?;
    let output = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root())
        .output()
        .map_err(|error| format!("cargo metadata: {error}"))?;
    if !output.status.success() {
        return Err(format!("cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let metadata: serde_json::Value =
        serde_json::from_slice(&output.stdout).map_err(|error| format!("cargo metadata: {error}"))?;
    let packages = metadata["packages"].as_array().ok_or("cargo metadata lists no packages")?;
    let mut refused = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap_or("?");
        let licence = package["license"].as_str().unwrap_or("none stated");
        if !is_allowed(licence, &allowed) {
            refused.push(format!("{name}: {licence}"));
        }
    }
    if refused.is_empty() {
        println!("  {} packages, all allowed", packages.len());
        Ok(())
    } else {
        Err(format!("licences that deny.toml does not allow: {}", refused.join("; ")))
    }
}

/// The `allow` list of `deny.toml`.
fn allowed_licences() -> Result<Vec<String>, String> {
    let text = std::fs::read_to_string(root().join("deny.toml")).map_err(|error| format!("deny.toml: {error}"))?;
    let table: toml::Table = text.parse().map_err(|error| format!("deny.toml: {error}"))?;
    let list = table
        .get("licenses")
        .and_then(|licenses| licenses.get("allow"))
        .and_then(toml::Value::as_array)
        .ok_or("deny.toml has no licenses.allow list")?;
    Ok(list.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect())
}

/// Whether an SPDX expression can be met with allowed licences only.
fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    spdx::Expression::parse_mode(expression, spdx::ParseMode::LAX)
        .is_ok_and(|parsed| parsed.evaluate(|requirement| allowed.contains(&requirement.to_string())))
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn expressions_are_met_by_one_allowed_alternative() {
        let allowed = ["MIT".to_owned(), "Unicode-3.0".to_owned()];
        assert!(is_allowed("MIT OR GPL-3.0", &allowed));
        assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0", &allowed));
        assert!(is_allowed("GPL-3.0/MIT", &allowed));
        assert!(!is_allowed("GPL-3.0", &allowed));
        assert!(!is_allowed("MIT AND GPL-3.0", &allowed));
        assert!(!is_allowed("(MIT OR Apache-2.0) AND GPL-3.0", &allowed));
    }
}
