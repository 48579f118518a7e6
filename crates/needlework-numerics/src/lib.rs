//! The numerics under Needlework: no biology, no files, no clock.
//!
//! | module | holds |
//! |---|---|
//! | [`number`] | one model over any number: `f64`, packs of lanes, derivatives, symbols |
//! | [`integrator`] | stiff systems of many people at once: Rosenbrock steps with a generated elimination |
//! | [`space`] | grids, fields and diffusion |
//!
//! A crate of its own so that its kernels, which take the compiler longest, are compiled once and not with every change of
//! the science above them. `needlework` shows the three modules as its own.
#![deny(missing_docs)]

pub mod integrator;
pub mod number;
pub mod space;
