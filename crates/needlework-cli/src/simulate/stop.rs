//! Ctrl-C and a scheduler's SIGTERM: the first asks for a stop after the present step, the second ends the program.

use needlework_study::diagnostic::{Diagnostic, Diagnostics, codes};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
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

    /// Between two parts of a run that keeps nothing of its own.
    ///
    /// # Errors
    /// NW0411 where a stop was asked for.
    pub fn checked(&self, kept: bool) -> Result<(), Diagnostics> {
        if self.asked() { Err(interrupted(kept)) } else { Ok(()) }
    }

    /// Work that reports its progress and has no other way out: [`leave`](Self::leave) in its progress ends it here.
    ///
    /// # Errors
    /// NW0411 where it was ended so.
    pub fn heeded<T>(kept: bool, work: impl FnOnce() -> T) -> Result<T, Diagnostics> {
        // What the work had half done is dropped with it: its result is the only thing that comes out.
        match catch_unwind(AssertUnwindSafe(work)) {
            Ok(result) => Ok(result),
            Err(reason) if reason.is::<Stopped>() => Err(interrupted(kept)),
            Err(defect) => resume_unwind(defect),
        }
    }

    /// Ends the work of [`heeded`](Self::heeded) if a stop was asked for. May be called from several threads.
    pub fn leave(&self) {
        if self.asked() {
            // No panic in the sense of a defect: nothing is printed.
            resume_unwind(Box::new(Stopped));
        }
    }
}

impl Drop for Stop {
    fn drop(&mut self) {
        self.at_once.store(true, Ordering::Relaxed);
    }
}

/// What a stop unwinds with.
struct Stopped;

/// What is said where a run stops that is not in space; `kept` where what was run in space before it is.
fn interrupted(kept: bool) -> Diagnostics {
    let (message, remedy) = if kept {
        (
            "stopped after the runs in space, whose checkpoints are kept",
            "give the same command again to go on from there, with --fresh to begin anew",
        )
    } else {
        ("stopped; nothing was kept of the run", "give the same command again to begin anew")
    };
    Diagnostic::new(codes::INTERRUPTED, message).remedy(remedy).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_left_from_another_thread_and_a_defect_is_not_swallowed() {
        let stop = Stop { asked: Arc::default(), at_once: Arc::default() };
        let work = || {
            std::thread::scope(|scope| {
                let thread = scope.spawn(|| stop.leave());
                thread.join().unwrap_or_else(|reason| resume_unwind(reason));
                7
            })
        };
        assert_eq!(Stop::heeded(false, work).unwrap(), 7);
        stop.asked.store(true, Ordering::Relaxed);
        let found = Stop::heeded(true, work).unwrap_err();
        assert_eq!(found.iter().next().unwrap().code, codes::INTERRUPTED);
        let defect = catch_unwind(AssertUnwindSafe(|| Stop::heeded(true, || resume_unwind(Box::new("defect")))));
        assert!(defect.is_err());
    }
}
