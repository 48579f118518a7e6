//! Pictures of simulated tissue: pure drawing, from fields to PNG bytes.
//!
//! [`raster`] is the ground: a linear-light canvas, text, scale bars, palettes, PNG and animated PNG. [`texture`] gives
//! noise that depends on the place in the tissue and on nothing else, so that the same tissue looks the same at every
//! time. [`section`] is what a picture of tissue is drawn from, [`histology`] stains it. The same input gives the same bytes
//! on every machine.

mod error;
pub mod histology;
pub mod raster;
pub mod section;
pub mod surface;
pub mod texture;

pub use error::PictureError;
