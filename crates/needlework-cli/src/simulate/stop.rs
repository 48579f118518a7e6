//! Ctrl-C and a scheduler's SIGTERM: the first asks for a stop after the present step, the second ends the program.

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Listens for signals as long as it lives; afterwards they end the program as usual.
pub struct Stop {
    asked: Arc<AtomicBool>,
    /// Whether a signal ends the program at once.
    at_once: Arc<AtomicBool>,
}

impl Stop {
    /// Begins to listen.
    pub fn listen() -> io::Result<Self> {
        let stop = Self { asked: Arc::default(), at_once: Arc::default() };
        for signal in [SIGINT, SIGTERM] {
            // In this order: the first signal meets a condition that is not yet set.
            flag::register_conditional_default(signal, Arc::clone(&stop.at_once))?;
            flag::register(signal, Arc::clone(&stop.at_once))?;
            flag::register(signal, Arc::clone(&stop.asked))?;
        }
        Ok(stop)
    }

    /// Whether a stop was asked for.
    pub fn asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }
}

impl Drop for Stop {
    fn drop(&mut self) {
        self.at_once.store(true, Ordering::Relaxed);
    }
}
