//! Study files, the library, run directories and tables: everything of Needlework that touches the disk.
#![deny(missing_docs)]

pub mod checkpoint;
pub mod diagnostic;
pub mod document;
pub mod fields;
pub mod imitation;
pub mod library;
pub mod quantity;
pub mod run;
pub mod study;
pub mod text;
