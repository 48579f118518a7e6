//! Why a command did not succeed, and the exit code that says so.

use std::io;
use std::process::ExitCode;

use needlework_study::diagnostic::{Code, Diagnostic, Diagnostics, codes};

/// Exit code of a command that failed while running.
const FAILED: u8 = 1;
/// Exit code of wrong usage and of input that cannot be used.
pub const INVALID: u8 = 2;
/// Exit code of a run that was asked to stop and can go on.
const INTERRUPTED: u8 = 3;

/// Why a command did not succeed.
#[derive(Debug)]
pub enum Failure {
    /// Something is wrong with a file, a path or an argument.
    Findings(Diagnostics),
    /// Standard output cannot be written.
    Output(io::Error),
}

impl Failure {
    /// 2 where the input is to blame, 1 where the machine is, 3 where the run was asked to stop.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Findings(list) if list.iter().any(|finding| finding.code == codes::INTERRUPTED) => INTERRUPTED.into(),
            Self::Findings(list) if list.iter().any(|finding| is_machine(finding.code)) => FAILED.into(),
            Self::Findings(_) => INVALID.into(),
            // A reader that has seen enough is no failure.
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Self::Output(_) => FAILED.into(),
        }
    }
}

/// Whether a code is about the machine rather than about what the user gave.
fn is_machine(code: &Code) -> bool {
    [
        codes::RUN_REFUSED,
        codes::DISK_FULL,
        codes::RUN_DAMAGED,
        codes::COURSE_FAILED,
        codes::CHECKPOINT_DAMAGED,
        codes::RUN_LOCKED,
    ]
    .contains(&code)
}

impl From<Diagnostics> for Failure {
    fn from(findings: Diagnostics) -> Self {
        Self::Findings(findings)
    }
}

impl From<Diagnostic> for Failure {
    fn from(finding: Diagnostic) -> Self {
        Self::Findings(finding.into())
    }
}

impl From<Box<Diagnostic>> for Failure {
    fn from(finding: Box<Diagnostic>) -> Self {
        Self::from(*finding)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
