//! Needlework: microneedling simulated from the needle tip to the clinical outcome.
//!
//! The modules are the steps of the chain, in order; each may use those before it, never those after.
//! This crate is pure: no files, no clock, no printing.
#![deny(missing_docs)]

pub mod concern;
pub mod course;
pub mod device;
pub mod healing;
pub mod injury;
pub mod integrator;
pub mod limit;
pub mod number;
pub mod outcome;
pub mod provenance;
pub mod puncture;
pub mod random;
pub mod skin;
pub mod space;
pub mod tissue;
pub mod transport;
