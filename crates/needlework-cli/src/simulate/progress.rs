//! The progress bar, on standard error and only where a person looks.

use core::time::Duration;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How compartments are counted.
const COMPARTMENTS: &str = "{msg:22} {bar:32} {pos}/{len} compartments, {eta} left";

/// Progress of a run.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    quiet: bool,
}

impl Progress {
    /// A bar with an estimate of the time left; `quiet` hides it. It hides itself where standard error is no terminal.
    pub fn new(quiet: bool) -> Self {
        Self::counting(quiet, "striking and healing", "compartments")
    }

    /// The same for another kind of work and of thing that is counted.
    pub fn counting(quiet: bool, message: &'static str, things: &str) -> Self {
        let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(None, target);
        let style =
            ProgressStyle::with_template(&format!("{{msg:22}} {{bar:32}} {{pos}}/{{len}} {things}, {{eta}} left"));
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(message);
        Self { bar, quiet }
    }

    /// A share of the runs in space is done, 0 to 1; the bar runs by simulated time weighted by its cost.
    pub fn in_space(&self, zone: &str, share: f64) {
        const STEPS: f64 = 1000.0;
        if self.bar.length() != Some(STEPS as u64) {
            if let Ok(style) = ProgressStyle::with_template("{msg:22} {bar:32} {percent:>3} %, {eta} left") {
                self.bar.set_style(style);
            }
            self.bar.set_length(STEPS as u64);
        }
        self.bar.set_message(format!("in space: {zone}"));
        self.bar.set_position((STEPS * share) as u64);
    }

    /// A line for people, above the bar.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            self.bar.suspend(|| eprintln!("{text}"));
        }
    }

    /// From here on compartments are counted.
    pub fn compartments(&self) {
        self.bar.reset();
        if let Ok(style) = ProgressStyle::with_template(COMPARTMENTS) {
            self.bar.set_style(style);
        }
        self.bar.set_message("striking and healing");
    }

    /// So many of so many compartments are healed. May be called from several threads.
    pub fn healed(&self, done: u64, total: u64) {
        self.bar.set_length(total);
        // Several threads report: an older count must not set the bar back.
        if done > self.bar.position() {
            self.bar.set_position(done);
        }
    }

    /// The next part of the run, whose length nobody knows.
    pub fn stage(&self, message: &'static str) {
        if let Ok(style) = ProgressStyle::with_template("{msg:22} {spinner}") {
            self.bar.set_style(style);
        }
        self.bar.set_message(message);
        self.bar.enable_steady_tick(Duration::from_millis(120));
    }
}

/// The bar goes away whether the run is done or has failed.
impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
