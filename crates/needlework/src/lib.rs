//! Needlework: microneedling simulated from the needle tip to the clinical outcome.
//!
//! The modules are the steps of a chain; each may use those above it in this table, never those below.
//!
//! | step | modules |
//! |---|---|
//! | numbers and their limits | [`number`], [`limit`], [`provenance`], [`random`], [`integrator`] |
//! | who is treated, for what | [`skin`], [`concern`] |
//! | what the needles do | [`device`], [`puncture`], [`injury`] |
//! | how tissue answers | [`healing`], [`space`], [`tissue`], [`transport`] |
//! | what people see | [`outcome`], [`surface`] |
//! | the whole | [`course`] |
//! | what trials measured | [`evidence`] |
//! | its own description | [`document`] |
//!
//! This crate is pure: no files, no clock, no printing.
#![deny(missing_docs)]

pub mod concern;
pub mod course;
pub mod device;
pub mod document;
pub mod evidence;
pub mod healing;
pub mod injury;
pub mod limit;
pub mod outcome;
pub mod provenance;
pub mod puncture;
pub mod random;
pub mod skin;
pub mod surface;
pub mod tissue;
pub mod transport;

pub use needlework_numerics::{integrator, number, space};
