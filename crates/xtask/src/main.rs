//! Development commands: `cargo xtask <command>`.
//!
//! | command | does |
//! |---|---|
//! | `test` | everything that must hold before a change lands, in order of cost; stops at the first failure |
//! | `generate` | rewrites every generated file (equations, Jacobians, schemas) |
//! | `licences` | checks the licence of every dependency against `deny.toml` |

mod browser;
mod generate;
mod licences;
mod steps;

use std::process::ExitCode;

fn main() -> ExitCode {
    let command = std::env::args().nth(1).unwrap_or_default();
    let done = match command.as_str() {
        "test" => steps::test(),
        "generate" => generate::all(),
        "licences" => licences::check(),
        _ => Err("usage: cargo xtask test | generate | licences".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}
