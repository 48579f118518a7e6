//! Many stiff initial-value problems at once: a Rosenbrock method on lane packs.
//!
//! A model of `n` species is integrated for many patients, parameter draws or depth zones together. Three parts:
//! - [`System`]: the equations in the form that the integrator runs. [`generate`] writes it from the equations as a Rust
//!   file with the derivative, the sparse Jacobian and its factorisation as straight-line code.
//! - [`Ensemble`]: the runs. Each has a start, parameters, stops at which something happens to it, and output times.
//! - [`integrate`]: Rodas5P (order 5, L-stable) with step control for each run by itself, continuous output of order 4, and
//!   several runs per instruction.
//!
//! # Accuracy
//! The local error is estimated on every step and kept below `relative · max(|x before|, |x after|) + absolute` in the root
//! mean square over the states. The coefficients of a system are computed at the middle of each step, so a slow dependence
//! on time (ageing) is followed to second order in the step.
//!
//! # Positivity
//! With [`Settings::non_negative`] a step that takes a state below zero by more than its absolute tolerance is repeated with
//! half the size, and a smaller undershoot is set to zero. What that adds to the state is within its tolerance.
//!
//! # Failure
//! The elimination does not pivot; the pivots are watched instead. A pivot that falls below a hundredth of the shift
//! `1/(hγ)`, or a result that is not a number, halves the step. Every pivot tends to the shift as the step shrinks, so this
//! ends, at the latest with a [`LaneFailure`] when the step would fall below [`Settings::shortest`]. A failed run ends alone.

mod engine;
mod ensemble;
mod generate;
mod rodas5p;
mod system;
mod tableau;
#[cfg(test)]
mod tests;

pub use ensemble::{Ensemble, FailureReason, LaneFailure, Outcome, Resume, Settings, Start, Statistics, integrate};
pub use generate::{Description, generate};
pub use system::{System, Vector};
