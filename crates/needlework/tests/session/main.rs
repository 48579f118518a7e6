//! Sessions from device to injury: geometry, depth, wounds and hostile input.

mod depth;
mod docs;
mod fixtures;
mod geometry;
mod hostile;
mod wound;
