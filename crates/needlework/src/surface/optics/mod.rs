//! Skin optics: from melanin, blood and scattering to reflectance and colour.

pub mod colour;
mod parameters;
mod reflectance;
pub mod spectra;
mod table;

pub use colour::Lab;
pub use parameters::OpticsParameters;
pub use reflectance::{Chromophores, SkinOptics};
pub use table::ColourTable;
