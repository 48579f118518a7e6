//! `needlework completions`: completion scripts for shells.

use clap_complete::Shell;

use crate::failure::Failure;
use crate::output::Output;
use crate::usage;

/// Print a completion script for a shell.
///
/// For bash: needlework completions bash > ~/.local/share/bash-completion/completions/needlework
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The shell.
    shell: Shell,
}

pub fn run(arguments: &Arguments, output: Output) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut usage::command(), "needlework", &mut script);
    output.data(&String::from_utf8_lossy(&script))
}
