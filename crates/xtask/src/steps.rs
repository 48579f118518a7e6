//! The full test: what a newcomer and the continuous integration both run.

use super::browser::Browser;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// The repository root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).map(Path::to_path_buf).unwrap_or_default()
}

/// Runs one command in the repository root; an error names it and its status.
pub fn run(program: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Result<(), String> {
    let shown = format!("{program} {}", arguments.join(" "));
    println!("\n▸ {shown}");
    let started = Instant::now();
    let status = Command::new(program)
        .args(arguments)
        .envs(environment.iter().copied())
        .current_dir(root())
        .status()
        .map_err(|error| format!("`{shown}` could not be started: {error}"))?;
    if status.success() {
        println!("  done in {:.0} s", started.elapsed().as_secs_f64());
        Ok(())
    } else {
        Err(format!("`{shown}` failed ({status})"))
    }
}

/// Runs every check, cheapest first.
pub fn test() -> Result<(), String> {
    run("cargo", &["fmt", "--all", "--check"], &[])?;
    super::licences::check()?;
    run("cargo", &["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"], &[])?;
    run("cargo", &["test", "--workspace", "--quiet"], &[])?;
    run("cargo", &["doc", "--workspace", "--no-deps", "--quiet"], &[("RUSTDOCFLAGS", "-D warnings")])?;
    run("cargo", &["build", "--release", "--quiet"], &[])?;
    examples()
}

/// Simulates every example study with the release binary, as a user would.
fn examples() -> Result<(), String> {
    let binary = root().join("target/release/needlework");
    let out = root().join("target/examples");
    let mut studies: Vec<PathBuf> = std::fs::read_dir(root().join("examples"))
        .map_err(|error| format!("examples/: {error}"))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    studies.sort();
    if studies.is_empty() {
        return Err("examples/ holds no study".to_owned());
    }
    for study in &studies {
        let stem = study.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let target = out.join(&stem);
        let (binary, study, target) = (binary.to_string_lossy(), study.to_string_lossy(), target.to_string_lossy());
        run(
            &binary,
            &[
                if stem.starts_with("absorb") { "absorb" } else { "simulate" },
                &study,
                "--out",
                &target,
                "--force",
                "--quiet",
            ],
            &[],
        )?;
    }
    println!("\n{} example studies simulated", studies.len());
    let Some(browser) = Browser::find()? else { return Ok(()) };
    for report in ["acne-scars", "photoageing-50"] {
        browser.check(&out.join(report).join("report.html"))?;
    }
    let (one, other, page) = (out.join("acne-scars"), out.join("acne-scars-biweekly"), out.join("compare.html"));
    let (one, other, file) = (one.to_string_lossy(), other.to_string_lossy(), page.to_string_lossy());
    run(&binary.to_string_lossy(), &["compare", &one, &other, "--out", &file, "--force", "--quiet"], &[])?;
    browser.check(&page)
}
