//! The `needlework` command.
//!
//! Data go to the standard output, messages to the standard error. Exit codes: 0 done, 1 failed while running (a full disk,
//! say), 2 wrong usage or invalid input, 3 stopped by a signal with a checkpoint to go on from. A reader that closes the pipe early ends the program without a message.

use std::process::ExitCode;

mod absorb;
mod command;
mod failure;
mod output;
mod runs;
mod simulate;
mod usage;

fn main() -> ExitCode {
    usage::run()
}
