//! The integrator on problems with known answers.

mod accuracy;
mod failures;
mod order;
mod positivity;
mod problems;
mod sameness;
