//! What the benchmarks share: the systems they integrate, the limits of the machine, and plain versions of other methods.
#![deny(missing_docs)]

pub mod counted;
pub mod course;
pub mod lod_baseline;
pub mod machine;
pub mod measure;
pub mod wound20;
