//! Clinical scales and instrument readings as pure functions of what they look at: counts, depths, areas, colours,
//! profiles, suction curves.
//!
//! A scale is given twice where that is needed: as its definition, in whole points as a rater gives them, and as the
//! expected score of many raters, which is smooth. Each file says where its definition was read; where only an abstract
//! or a secondary source could be read, it says so.

pub mod colour;
pub mod ecca;
pub mod goodman_baron;
pub mod melasma;
pub mod roughness;
pub mod scar;
pub mod striae;
pub mod suction;
pub mod ultrasound;
pub mod water_loss;
pub mod wrinkles;

use super::normal_cdf;
use crate::number::Real;

/// Smooth step from 0 to 1 at `edge`, blurred by a normal spread `width` in the unit of `x` [-].
pub fn step<R: Real>(x: R, edge: f64, width: f64) -> R {
    normal_cdf((x - R::constant(edge)) * R::constant(1.0 / width))
}

/// Smooth step from 0 to 1 where a positive quantity passes `edge`, blurred by `width` in its logarithm [-].
pub fn log_step<R: Real>(x: R, edge: f64, width: f64) -> R {
    normal_cdf((x * R::constant(1.0 / edge)).max(R::constant(1e-9)).ln() * R::constant(1.0 / width))
}

/// Expected category of a quantity: the number of `edges` that it passes, each blurred by `width` in its logarithm [-].
///
/// ```
/// use needlework::outcome::scales::expected_category;
/// let category = expected_category(0.5_f64, &[0.1, 0.5, 2.0], 0.2);
/// assert!((category - 1.5).abs() < 1e-6); // past the first edge, just at the second
/// ```
pub fn expected_category<R: Real>(x: R, edges: &[f64], width: f64) -> R {
    let mut category = R::zero();
    for &edge in edges {
        category += log_step(x, edge, width);
    }
    category
}
