//! Transepidermal water loss.
//!
//! Intact and open skin lose water side by side, so the loss of a site is the mean of both by area:
//! `J = J₀ (1 − o) + J_open o`, with `o` the open share, `J₀` the loss of the intact site and `J_open` that of skin
//! without stratum corneum. Baselines 2.3 (breast) to 44 (axilla) g/m²/h (kottner-2013-tewl); the forearm 9.7 ± 2.9
//! (granada-homeostasis-87). Tape stripping to the viable epidermis reaches 3.5 to 4 times the baseline with the barrier
//! only partly gone (mechanical-injury-repair-10d), so the loss through open skin is assumed several times higher.

use crate::number::Real;

/// Loss of a site [g/m²/h]; `open` share of its surface without barrier [-], `intact` and `open_loss` [g/m²/h].
///
/// ```
/// use needlework::outcome::scales::water_loss::loss;
/// // One hundredth of a face open: 0.99·12 + 0.01·80.
/// assert!((loss(0.01_f64, 12.0, 80.0) - 12.68).abs() < 1e-12);
/// ```
pub fn loss<R: Real>(open: R, intact: f64, open_loss: f64) -> R {
    R::constant(intact) * (R::one() - open) + R::constant(open_loss) * open
}
