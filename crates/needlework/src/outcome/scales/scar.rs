//! Scales of surgical and burn scars.
//!
//! Vancouver Scar Scale (Sullivan et al. 1990, J Burn Care Rehabil 11:256–60): vascularity 0–3, pigmentation 0–2,
//! pliability 0–5 and height 0–3, together 0 to 13. Items and total were read in reviews; the version with pigmentation
//! 0 to 2 is used, since only it adds up to 13.
//!
//! POSAS 2.0, observer scale (Draaijers et al. 2004, Plast Reconstr Surg 113:1960–5): vascularity, pigmentation, thickness,
//! relief, pliability and surface area, each 1 (as normal skin) to 10 (worst imaginable), together 6 to 60; the overall
//! opinion is not added. Read on the page of its authors. The patient's part asks for pain and itch and is not simulated.

use super::expected_category;
use crate::number::Real;

/// Vascularity of a scar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vascularity {
    /// Colour of the skin beside it.
    Normal,
    /// Pink.
    Pink,
    /// Red.
    Red,
    /// Purple.
    Purple,
}

/// Pigmentation of a scar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pigmentation {
    /// Colour of the skin beside it.
    Normal,
    /// Paler.
    Hypopigmented,
    /// Darker.
    Hyperpigmented,
}

/// Pliability of a scar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pliability {
    /// As normal skin.
    Normal,
    /// Flexible with little resistance.
    Supple,
    /// Gives way to pressure.
    Yielding,
    /// Not easily moved.
    Firm,
    /// Ropes that blanch when stretched.
    Banding,
    /// Permanent shortening.
    Contracture,
}

/// Height in the Vancouver Scar Scale, 0 to 3: flat, under 2 mm, 2 to 5 mm, more [-]; `height` above the skin [mm].
pub fn vancouver_height(height: f64) -> u32 {
    match height {
        height if height > 5.0 => 3,
        height if height >= 2.0 => 2,
        height if height > 0.0 => 1,
        _ => 0,
    }
}

/// Vancouver Scar Scale, 0 to 13 points; `height` above the skin [mm].
///
/// ```
/// use needlework::outcome::scales::scar::{Pigmentation, Pliability, Vascularity, vancouver};
/// // A red (2), darker (2), firm (3) scar 1 mm high (1).
/// assert_eq!(vancouver(Vascularity::Red, Pigmentation::Hyperpigmented, Pliability::Firm, 1.0), 8);
/// ```
pub fn vancouver(vascularity: Vascularity, pigmentation: Pigmentation, pliability: Pliability, height: f64) -> u32 {
    vascularity as u32 + pigmentation as u32 + pliability as u32 + vancouver_height(height)
}

/// Observer scale of POSAS: the sum of six items of 1 to 10, `None` if one is outside.
///
/// ```
/// use needlework::outcome::scales::scar::posas_observer;
/// assert_eq!(posas_observer([1; 6]), Some(6));
/// assert_eq!(posas_observer([4, 3, 5, 5, 6, 2]), Some(25));
/// assert_eq!(posas_observer([0, 1, 1, 1, 1, 1]), None);
/// ```
pub fn posas_observer(items: [u32; 6]) -> Option<u32> {
    items.iter().all(|item| (1..=10).contains(item)).then(|| items.iter().sum())
}

/// What a rater of scars sees and feels, on any number type.
#[derive(Clone, Copy, Debug)]
pub struct Appearance<R> {
    /// Height above the skin beside it, or depth below it [mm].
    pub relief: R,
    /// Blood over that of the skin beside it, less one [-].
    pub redness: R,
    /// Melanin over that of the skin beside it, less one; its sign does not matter [-].
    pub pigment: R,
    /// Stiffness over that of the skin beside it, less one [-].
    pub stiffness: R,
}

/// Boundaries of the Vancouver items in the quantities of [`Appearance`]: height as in the scale; the others assumed within
/// a factor 2, since the scale has words only.
struct Edges;

impl Edges {
    const HEIGHT: [f64; 3] = [0.1, 2.0, 5.0];
    const REDNESS: [f64; 3] = [0.15, 0.6, 1.5];
    const PIGMENT: [f64; 2] = [0.1, 0.3];
    const STIFFNESS: [f64; 5] = [0.1, 0.4, 1.0, 2.5, 6.0];
    /// Deviation that is rated 5.5 of 10 in POSAS: relief, redness, pigment, stiffness; assumed.
    const HALF: [f64; 4] = [1.5, 0.8, 0.5, 1.5];
    /// Spread between raters in the logarithm.
    const WIDTH: f64 = 0.35;
}

/// Expected score on the Vancouver Scar Scale, continuous from 0 to 13 [-].
pub fn expected_vancouver<R: Real>(scar: &Appearance<R>) -> R {
    expected_category(scar.relief.abs(), &Edges::HEIGHT, Edges::WIDTH)
        + expected_category(scar.redness.max(R::zero()), &Edges::REDNESS, Edges::WIDTH)
        + expected_category(scar.pigment.abs(), &Edges::PIGMENT, Edges::WIDTH)
        + expected_category(scar.stiffness.max(R::zero()), &Edges::STIFFNESS, Edges::WIDTH)
}

/// Expected score on the observer scale of POSAS, continuous from 6 to 60 [-].
///
/// An item is `1 + 9 x/(x + h)` for a deviation `x` and its half-way value `h`; thickness and relief both read the height,
/// and the surface area, which needling does not change, is `surface` [-].
pub fn expected_posas<R: Real>(scar: &Appearance<R>, surface: f64) -> R {
    let item = |deviation: R, half: f64| {
        let x = deviation.max(R::zero());
        R::one() + R::constant(9.0) * x / (x + R::constant(half))
    };
    let [relief, redness, pigment, stiffness] = Edges::HALF;
    R::constant(2.0) * item(scar.relief.abs(), relief)
        + item(scar.redness, redness)
        + item(scar.pigment.abs(), pigment)
        + item(scar.stiffness, stiffness)
        + R::constant(surface)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scales_end_where_their_publications_say() {
        let worst = vancouver(Vascularity::Purple, Pigmentation::Hyperpigmented, Pliability::Contracture, 6.0);
        assert_eq!(worst, 13);
        assert_eq!(vancouver(Vascularity::Normal, Pigmentation::Normal, Pliability::Normal, 0.0), 0);
        assert_eq!([0.0, 1.9, 2.0, 5.0, 5.1].map(vancouver_height), [0, 1, 2, 2, 3]);
        assert_eq!(posas_observer([10; 6]), Some(60));
    }

    #[test]
    fn expected_scores_run_from_normal_skin_to_the_worst_scar() {
        let scar = |size: f64| Appearance { relief: size, redness: size, pigment: size, stiffness: size };
        assert!(expected_vancouver(&scar(0.0)) < 0.01);
        assert!((expected_vancouver(&scar(50.0)) - 13.0).abs() < 0.01);
        assert!((expected_posas(&scar(0.0), 1.0) - 6.0).abs() < 1e-12);
        assert!(expected_posas(&scar(1e6), 10.0) > 59.9);
        assert!(expected_vancouver(&scar(1.0)) < expected_vancouver(&scar(2.0)));
    }
}
