//! The report in a real browser: it must load without a network and without a message on the console.

use super::steps::root;
use std::path::Path;
use std::process::Command;

/// Names under which Chromium is installed.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Opens a report in headless Chromium. Where there is no Chromium the check is left out with a remark, except under
/// continuous integration (`CI` set), where nothing may be left out.
pub fn check(report: &Path) -> Result<(), String> {
    println!("\n▸ {} in a browser", report.display());
    let Some(browser) = BROWSERS.into_iter().find(|name| Command::new(name).arg("--version").output().is_ok()) else {
        if std::env::var_os("CI").is_some() {
            return Err("Chromium is not installed".to_owned());
        }
        println!("  LEFT OUT: Chromium is not installed");
        return Ok(());
    };
    let profile = root().join("target/browser-profile");
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--enable-logging=stderr", "--log-level=0", "--dump-dom"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("file://{}", report.display()))
        .output()
        .map_err(|error| format!("{browser}: {error}"))?;
    let page = String::from_utf8_lossy(&output.stdout);
    let messages = String::from_utf8_lossy(&output.stderr);
    if let Some(line) = messages.lines().find(|line| line.contains("CONSOLE")) {
        return Err(format!("the report writes to the console: {line}"));
    }
    for part in ["Provenance", "<svg", "not a medical device"] {
        if !page.contains(part) {
            return Err(format!("the page that {browser} shows has no {part:?}"));
        }
    }
    println!("  loaded, {} kB, nothing on the console", page.len() / 1000);
    Ok(())
}
