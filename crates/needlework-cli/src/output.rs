//! Where words go: data to the standard output, messages to the standard error, each with or without colour.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use needlework_study::diagnostic::{Diagnostics, render};
use serde::Serialize;

use crate::failure::Failure;

/// When output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How a command speaks.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    /// Data and messages as JSON.
    pub json: bool,
    /// No messages beside errors.
    pub quiet: bool,
    /// When output is coloured.
    pub colour: Colour,
}

impl Output {
    fn choice(self) -> ColorChoice {
        match self.colour {
            Colour::Auto => ColorChoice::Auto,
            Colour::Always => ColorChoice::Always,
            Colour::Never => ColorChoice::Never,
        }
    }

    /// Writes data.
    pub fn data(self, text: &str) -> Result<(), Failure> {
        let mut stream = AutoStream::new(io::stdout().lock(), self.choice());
        stream.write_all(text.as_bytes())?;
        stream.flush()?;
        Ok(())
    }

    /// Writes data as indented JSON.
    pub fn json<T: Serialize>(self, value: &T) -> Result<(), Failure> {
        let mut text = serde_json::to_string_pretty(value).map_err(io::Error::from)?;
        text.push('\n');
        self.data(&text)
    }

    /// Writes a line about what was done, unless it should be quiet.
    pub fn note(self, text: &str) {
        if !self.quiet && !self.json {
            self.error_line(text);
        }
    }

    /// Draws findings over their files, or writes them as JSON; warnings are left out where it should be quiet.
    pub fn findings(self, list: &Diagnostics) {
        if self.json {
            let value = serde_json::json!({ "diagnostics": list, "left_out": list.left_out() });
            self.error_line(&value.to_string());
            return;
        }
        let coloured = self.choice() != ColorChoice::Never;
        for finding in list {
            if self.quiet && finding.severity() != needlework_study::diagnostic::Severity::Error {
                continue;
            }
            self.error_line(&render(finding, coloured));
            self.error_line("");
        }
        if list.left_out() > 0 {
            self.error_line(&format!("and {} more", list.left_out()));
        }
    }

    /// Says how many errors there are and where to read more about them.
    pub fn summary(self, list: &Diagnostics) {
        let Some(first) =
            list.iter().find(|finding| finding.severity() == needlework_study::diagnostic::Severity::Error)
        else {
            return;
        };
        let count = match list.errors() {
            1 => "1 error".to_owned(),
            n => format!("{n} errors"),
        };
        self.note(&format!("{count}; `needlework explain {}` says more", first.code.id));
    }

    fn error_line(self, text: &str) {
        let mut stream = AutoStream::new(io::stderr().lock(), self.choice());
        // There is nowhere left to complain about a standard error that cannot be written.
        let _ = writeln!(stream, "{text}");
    }
}
