//! Arguments, and the one place where a failure becomes an exit code.

use std::io::Write;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::command::{absorb, check, compare, completions, explain, init, library, report, schema, simulate};
use needlework_study::diagnostic::{Diagnostic, codes};

use crate::failure::{Failure, INVALID};
use crate::output::{Colour, Output};

/// Simulates microneedling from the needle tip to the clinical outcome, for research and education.
///
/// Not a medical device: it lists what a model expects, never what to do.
#[derive(Debug, Parser)]
#[command(name = "needlework", version, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done, 1 failed while running, 2 wrong usage or invalid input, 3 stopped by a signal."
)]
pub struct Usage {
    /// Data and messages as JSON.
    #[arg(long, global = true)]
    json: bool,
    /// No messages beside errors, and no summary of a run.
    #[arg(long, short, global = true)]
    quiet: bool,
    /// When to use colour; NO_COLOR is honoured.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    color: Colour,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Arguments),
    Check(check::Arguments),
    Simulate(simulate::Arguments),
    Absorb(absorb::Arguments),
    Report(report::Arguments),
    Compare(compare::Arguments),
    Explain(explain::Arguments),
    Schema(schema::Arguments),
    Library(library::Arguments),
    Completions(completions::Arguments),
}

/// The whole command line, for completions.
pub fn command() -> clap::Command {
    Usage::command()
}

/// A mistake in the arguments as JSON, in the shape of every other message.
fn usage_json(error: &clap::Error) {
    let text = error.render().to_string();
    let message = text.trim().trim_start_matches("error: ");
    let finding = Diagnostic::new(codes::USAGE, message).remedy("`needlework --help` lists commands and arguments");
    Output { json: true, quiet: false, colour: Colour::Never }.findings(&finding.into());
}

/// A mistake in the arguments for people, with its code; help as it is.
fn print(error: &clap::Error) {
    if !error.use_stderr() {
        // Help into a closed pipe.
        let _ = error.print();
        return;
    }
    let text = error.render().ansi().to_string();
    let coded = text.replacen("error:", &format!("error[{}]:", codes::USAGE.id), 1);
    // Nowhere left to complain.
    let _ = anstream::stderr().write_all(coded.as_bytes());
}

/// Reads the arguments, runs the command, and says how it went.
pub fn run() -> ExitCode {
    let usage = match Usage::try_parse() {
        Ok(usage) => usage,
        Err(error) => {
            let code = if error.use_stderr() { INVALID.into() } else { ExitCode::SUCCESS };
            if error.use_stderr() && std::env::args().any(|argument| argument == "--json") {
                usage_json(&error);
            } else {
                print(&error);
            }
            return code;
        }
    };
    let output = Output { json: usage.json, quiet: usage.quiet, colour: usage.color };
    let result = match usage.command {
        Command::Init(arguments) => init::run(&arguments, output),
        Command::Check(arguments) => check::run(&arguments, output),
        Command::Simulate(arguments) => simulate::run(&arguments, output),
        Command::Absorb(arguments) => absorb::run(&arguments, output),
        Command::Report(arguments) => report::run(&arguments, output),
        Command::Compare(arguments) => compare::run(&arguments, output),
        Command::Explain(arguments) => explain::run(&arguments, output),
        Command::Schema(arguments) => schema::run(&arguments, output),
        Command::Library(arguments) => library::run(&arguments, output),
        Command::Completions(arguments) => completions::run(&arguments, output),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            match &failure {
                Failure::Findings(list) => {
                    output.findings(list);
                    output.summary(list);
                }
                Failure::Output(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {}
                Failure::Output(error) => output.note(&format!("error: cannot write the output: {error}")),
            }
            failure.exit_code()
        }
    }
}
