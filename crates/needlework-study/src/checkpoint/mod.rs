//! Checkpoints: where a run in space has got to, on disk, so that a run that was killed goes on with the same bits.
//!
//! ```text
//! needlework checkpoint 2\n
//! {"key":{"program":…,"study_sha256":…,"seed":…,"run":…},"day":…,"sha256":…}   JSON, filled up with spaces to 1024 bytes
//! zstd frame: the state, 64-bit words and numbers, little end first
//! ```
//!
//! The SHA-256 covers the head without it and the compressed state. A checkpoint is written beside its place, flushed and
//! renamed. One of another program, study, seed or run is refused, and so is a damaged one: none is ever used silently.

mod file;
mod state;

#[cfg(test)]
mod tests;

pub use file::{Checkpoint, CheckpointKey, read_checkpoint, write_checkpoint};
