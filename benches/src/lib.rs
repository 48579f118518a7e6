//! Systems that the benchmarks integrate.
#![deny(missing_docs)]

pub mod wound20;
