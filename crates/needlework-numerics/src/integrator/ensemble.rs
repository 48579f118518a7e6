//! Many runs of one system.

use super::engine::{Engine, Finished};
use super::system::{System, Vector};
use crate::number::lanes::{Width, dispatch64};
use core::num::NonZeroUsize;
use core::ops::AddAssign;
use core::sync::atomic::{AtomicUsize, Ordering};

/// Where a run starts.
#[derive(Clone, Copy, Debug)]
pub struct Start<S: System> {
    /// Time [day]
    pub time: f64,
    /// The state.
    pub state: S::State<f64>,
    /// The parameters.
    pub parameters: S::Parameters<f64>,
    /// Absolute tolerance of each state, in the unit of the state. Positive.
    pub tolerance: S::State<f64>,
}

/// How a run goes on after a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resume {
    /// State, parameters or both have jumped: look for a fresh step size.
    Afresh,
    /// Nothing has changed, or little: keep the step size.
    Steadily,
}

/// Independent runs of one stiff system, each with its own parameters, stops and outputs.
///
/// A run goes from its start through its stops, in order; the last stop ends it. At each stop the run's state and
/// parameters may be changed (a session, an application, a change of weather). Outputs are computed between the steps with
/// the method's continuous extension; an output at the time of a stop shows the state before the stop.
///
/// Implementations must not depend on anything but the number of the run: the same number, the same answers.
pub trait Ensemble: Sync {
    /// The system.
    type System: System;
    /// What is kept of a run.
    type Record: Send;

    /// How many runs.
    fn runs(&self) -> usize;
    /// Sets the start of a run and makes its empty record. The start comes filled with zeros and the tolerance with
    /// the settings' absolute tolerance.
    fn start(&self, run: usize, start: &mut Start<Self::System>) -> Self::Record;
    /// The times of the stops of a run, ascending; the last is the end [day].
    fn stops(&self, run: usize) -> &[f64];
    /// The times of the outputs of a run, ascending [day].
    fn outputs(&self, run: usize) -> &[f64];
    /// The run has reached a stop. Called for the last one too.
    fn stop(
        &self,
        run: usize,
        index: usize,
        state: &mut <Self::System as System>::State<f64>,
        parameters: &mut <Self::System as System>::Parameters<f64>,
        record: &mut Self::Record,
    ) -> Resume;
    /// The state of a run at an output time.
    fn output(&self, run: usize, index: usize, state: &<Self::System as System>::State<f64>, record: &mut Self::Record);
}

/// How accurately to integrate, and on what.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Relative tolerance of the local error. Lower it where results of two tolerances differ; 1e-5 keeps a year of
    /// healing within about 1e-4 of the exact solution [-].
    pub relative: f64,
    /// Absolute tolerance of the local error where [`Ensemble::start`] sets none, in the unit of the state.
    pub absolute: f64,
    /// Whether states are concentrations, which cannot be negative. A step on which a state undershoots zero by more
    /// than its absolute tolerance is repeated with a shorter one; a smaller undershoot is set to zero.
    pub non_negative: bool,
    /// The shortest step; a run that needs a shorter one fails [day].
    pub shortest: f64,
    /// The longest step of a system whose coefficients move with time. They are taken at the middle of a step, which adds
    /// an error that grows with the square of the step and that the estimate does not see. At 7 days it stays below
    /// 3e-5 for the ageing of skin; a third of that costs one step in eight more [day].
    pub refresh: f64,
    /// How many steps, repeated ones included, a run may take from one stop to the next.
    pub budget: u32,
    /// How many runs go through one instruction. Does not change the results.
    pub width: Width,
    /// How many threads. Does not change the results.
    pub threads: NonZeroUsize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            relative: 1e-5,
            absolute: 1e-7,
            non_negative: true,
            shortest: 1e-10,
            refresh: 7.0,
            budget: 100_000,
            width: Width::best(),
            threads: NonZeroUsize::MIN,
        }
    }
}

/// Why a run could not be completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureReason {
    /// The error, or the solution of the linear equations, asks for a step below [`Settings::shortest`].
    StepTooShort,
    /// [`Settings::budget`] is spent.
    TooManySteps,
    /// The start, or the state after a stop, is not a number, negative where that is not allowed, or the tolerance is not
    /// positive.
    BadState,
    /// The stops are not ascending, or there is none.
    BadStops,
}

/// A run that could not be completed.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("run {run} stopped at day {time} with a step of {step} days, where {species} is the hardest: {reason:?}")]
pub struct LaneFailure {
    /// The number of the run.
    pub run: usize,
    /// When [day]
    pub time: f64,
    /// The step that was refused [day]
    pub step: f64,
    /// The state with the largest error.
    pub species: &'static str,
    /// Why.
    pub reason: FailureReason,
}

impl LaneFailure {
    /// The stable code of the error.
    pub fn code(&self) -> &'static str {
        match self.reason {
            FailureReason::StepTooShort => "N-INT-001",
            FailureReason::TooManySteps => "N-INT-002",
            FailureReason::BadState => "N-INT-003",
            FailureReason::BadStops => "N-INT-004",
        }
    }
}

/// What the runs took. Independent of width and threads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Steps that were accepted.
    pub accepted: u64,
    /// Steps that were repeated with a shorter one.
    pub rejected: u64,
    /// Starts and restarts.
    pub starts: u64,
    /// Outputs.
    pub outputs: u64,
}

impl Statistics {
    /// Evaluations of the right-hand side: eight per step, two per start.
    pub fn derivatives(&self) -> u64 {
        8 * self.factorisations() + 2 * self.starts
    }
    /// Jacobians, and factorisations: one per step.
    pub fn factorisations(&self) -> u64 {
        self.accepted + self.rejected
    }
}

impl AddAssign for Statistics {
    fn add_assign(&mut self, other: Self) {
        self.accepted += other.accepted;
        self.rejected += other.rejected;
        self.starts += other.starts;
        self.outputs += other.outputs;
    }
}

/// The records of the runs in order, and what they took.
#[derive(Debug)]
pub struct Outcome<R> {
    /// What each run gave.
    pub runs: Vec<Result<R, LaneFailure>>,
    /// What the runs took together.
    pub statistics: Statistics,
}

/// Integrates all runs of an ensemble.
///
/// Each lane of a pack keeps its own time and step and takes up the next run when it has finished one, so runs of
/// different lengths do not wait for each other. A run gives the same bits whatever its neighbours, the width and the
/// number of threads.
pub fn integrate<E: Ensemble>(ensemble: &E, settings: &Settings) -> Outcome<E::Record> {
    let next = AtomicUsize::new(0);
    let take = || {
        let run = next.fetch_add(1, Ordering::Relaxed);
        (run < ensemble.runs()).then_some(run)
    };
    let work = || dispatch64(settings.width, Engine { ensemble, settings, take: &take });
    let parts: Vec<Finished<E::Record>> = if settings.threads.get() == 1 {
        vec![work()]
    } else {
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..settings.threads.get()).map(|_| scope.spawn(work)).collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect()
        })
    };
    let mut statistics = Statistics::default();
    let mut numbered = Vec::with_capacity(ensemble.runs());
    for part in parts {
        statistics += part.statistics;
        numbered.extend(part.runs);
    }
    numbered.sort_unstable_by_key(|&(run, _)| run);
    Outcome { runs: numbered.into_iter().map(|(_, result)| result).collect(), statistics }
}

impl<S: System> Start<S> {
    pub(super) fn empty(absolute: f64) -> Self {
        Self {
            time: 0.0,
            state: S::State::filled(0.0),
            parameters: S::Parameters::filled(0.0),
            tolerance: S::State::filled(absolute),
        }
    }
}
