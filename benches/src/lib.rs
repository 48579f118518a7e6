//! See the crate's tests and benches.
