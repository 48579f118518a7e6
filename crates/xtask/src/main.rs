//! Development commands: `cargo xtask <command>`.
//!
//! | command | does |
//! |---|---|
//! | `test` | everything that must hold before a change lands, in order of cost; stops at the first failure |
//! | `generate` | rewrites every generated file (equations, Jacobians, schemas) |
//! | `browser FILE…` | opens pages in Chromium: console, barriers (axe-core), print |
//! | `licences` | checks the licence of every dependency against `deny.toml` |

mod browser;
mod generate;
mod licences;
mod steps;

use std::process::ExitCode;

/// Checks pages in the browser.
fn browser(pages: impl Iterator<Item = String>) -> Result<(), String> {
    let Some(browser) = browser::Browser::find()? else { return Ok(()) };
    for page in pages {
        let path = std::path::absolute(&page).map_err(|error| format!("{page}: {error}"))?;
        browser.check(&path)?;
    }
    Ok(())
}

fn main() -> ExitCode {
    let command = std::env::args().nth(1).unwrap_or_default();
    let done = match command.as_str() {
        "test" => steps::test(),
        "generate" => generate::all(),
        "browser" => browser(std::env::args().skip(2)),
        "licences" => licences::check(),
        _ => Err("usage: cargo xtask test | generate | browser FILE… | licences".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}
