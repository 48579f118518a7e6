//! Colour of the skin.
//!
//! CIE 1976 L*a*b* for illuminant D65 and the 2° observer; the individual typology angle (Chardon et al. 1991), its classes
//! as quoted by measuring laboratories; the melanin and erythema index of narrow-band reflectance (Diffey et al. 1984;
//! Takiwaki 1998, J Med Invest 44:121–6); and the linear separation of melanin and haemoglobin from changes of a* and L*
//! (Takiwaki et al. 2002, Skin Res Technol 8:78–83, abstract read).

use crate::number::Real;

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lab<R> {
    /// Lightness L*, 0 to 100 [-].
    pub lightness: R,
    /// Green to red, a* [-].
    pub redness: R,
    /// Blue to yellow, b* [-].
    pub yellowness: R,
}

/// White of D65 and the 2° observer, `X`, `Y`, `Z` [-].
pub const WHITE: [f64; 3] = [0.950_47, 1.0, 1.088_83];

/// L*a*b* of `X`, `Y`, `Z` relative to [`WHITE`] (CIE 15:2004).
///
/// ```
/// use needlework::outcome::scales::colour::{WHITE, lab};
/// let white = lab(WHITE);
/// assert!((white.lightness - 100.0).abs() < 1e-9 && white.redness.abs() < 1e-9 && white.yellowness.abs() < 1e-9);
/// let grey = lab(WHITE.map(|w| 0.184_186_516 * w)); // L* = 116·0.184…^(1/3) − 16 = 50
/// assert!((grey.lightness - 50.0).abs() < 1e-6);
/// ```
pub fn lab(xyz: [f64; 3]) -> Lab<f64> {
    const EDGE: f64 = 6.0 / 29.0;
    let f = |t: f64| if t > EDGE.powi(3) { t.cbrt() } else { t / (3.0 * EDGE * EDGE) + 4.0 / 29.0 };
    let [x, y, z] = [0, 1, 2].map(|axis| f(xyz[axis] / WHITE[axis]));
    Lab { lightness: 116.0 * y - 16.0, redness: 500.0 * (x - y), yellowness: 200.0 * (y - z) }
}

/// Distance of two colours, ΔE*ab of 1976 [-].
pub fn difference(one: &Lab<f64>, other: &Lab<f64>) -> f64 {
    let square = |a: f64, b: f64| (a - b) * (a - b);
    (square(one.lightness, other.lightness)
        + square(one.redness, other.redness)
        + square(one.yellowness, other.yellowness))
    .sqrt()
}

/// Individual typology angle, `arctan((L* − 50)/b*)` in degrees.
///
/// ```
/// use needlework::outcome::scales::colour::{Lab, Typology, typology_angle};
/// let skin = Lab { lightness: 65.0, redness: 10.0, yellowness: 15.0 };
/// assert!((typology_angle(&skin) - 45.0).abs() < 1e-12);
/// assert_eq!(Typology::of(typology_angle(&skin)), Typology::Light);
/// ```
pub fn typology_angle(colour: &Lab<f64>) -> f64 {
    (colour.lightness - 50.0).atan2(colour.yellowness).to_degrees()
}

/// Class of the individual typology angle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typology {
    /// Above 55°.
    VeryLight,
    /// 41° to 55°.
    Light,
    /// 28° to 41°.
    Intermediate,
    /// 10° to 28°.
    Tan,
    /// −30° to 10°.
    Brown,
    /// Below −30°.
    Dark,
}

impl Typology {
    /// Class of an angle in degrees.
    pub fn of(angle: f64) -> Self {
        match angle {
            angle if angle > 55.0 => Self::VeryLight,
            angle if angle > 41.0 => Self::Light,
            angle if angle > 28.0 => Self::Intermediate,
            angle if angle > 10.0 => Self::Tan,
            angle if angle > -30.0 => Self::Brown,
            _ => Self::Dark,
        }
    }
}

/// Melanin index of a narrow-band reflectance meter, `100 log10(1/R)` in the red, near 655 nm [AU].
///
/// ```
/// # use needlework::outcome::scales::colour::melanin_index;
/// assert!((melanin_index(0.4) - 39.794).abs() < 1e-3);
/// ```
pub fn melanin_index(red: f64) -> f64 {
    -100.0 * red.log10()
}

/// Erythema index of a narrow-band reflectance meter, `100 log10(R_red/R_green)`, near 655 and 568 nm [AU].
///
/// ```
/// # use needlework::outcome::scales::colour::erythema_index;
/// assert!((erythema_index(0.4, 0.25) - 20.412).abs() < 1e-3);
/// ```
pub fn erythema_index(red: f64, green: f64) -> f64 {
    100.0 * (red / green).log10()
}

/// Change of haemoglobin and of melanin that changes of a* and L* speak of: `1.68 Δa* + 0.60 ΔL*` and
/// `−1.06 Δa* − 1.44 ΔL*`, in units of colour [-].
pub fn chromophores(redness: f64, lightness: f64) -> (f64, f64) {
    (1.68 * redness + 0.60 * lightness, -1.06 * redness - 1.44 * lightness)
}

/// Change of L* that goes with a change of a* by blood alone, from the same relation with melanin unchanged [-].
pub const LIGHTNESS_PER_REDNESS: f64 = -1.06 / 1.44;
/// Change of a* that goes with a change of L* by melanin alone, from the same relation with blood unchanged [-].
pub const REDNESS_PER_LIGHTNESS: f64 = -0.60 / 1.68;

/// Colour of skin after changes of lightness by melanin and of redness by blood, from a reference colour.
pub fn shifted<R: Real>(reference: Lab<f64>, by_melanin: R, by_blood: R, yellowness: R) -> Lab<R> {
    Lab {
        lightness: R::constant(reference.lightness) + by_melanin + R::constant(LIGHTNESS_PER_REDNESS) * by_blood,
        redness: R::constant(reference.redness) + by_blood + R::constant(REDNESS_PER_LIGHTNESS) * by_melanin,
        yellowness: R::constant(reference.yellowness) + yellowness,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blood_alone_changes_no_melanin_and_the_other_way_round() {
        let (_, melanin) = chromophores(3.0, 3.0 * LIGHTNESS_PER_REDNESS);
        let (blood, _) = chromophores(4.0 * REDNESS_PER_LIGHTNESS, 4.0);
        assert!(melanin.abs() < 1e-12 && blood.abs() < 1e-12);
    }

    #[test]
    fn classes_meet_at_their_published_angles() {
        let classes = [60.0, 50.0, 35.0, 20.0, 0.0, -40.0].map(Typology::of);
        assert_eq!(
            classes,
            [
                Typology::VeryLight,
                Typology::Light,
                Typology::Intermediate,
                Typology::Tan,
                Typology::Brown,
                Typology::Dark
            ]
        );
        // Middle of 148 Koreans (Yun et al. 2010): L* 64.15, b* 18.34 are intermediate skin.
        let skin = Lab { lightness: 64.15, redness: 8.96, yellowness: 18.34 };
        assert_eq!(Typology::of(typology_angle(&skin)), Typology::Intermediate);
    }

    #[test]
    fn known_colours_come_out() {
        // sRGB red in D65: L* 53.24, a* 80.09, b* 67.20.
        let red = lab([0.412_456_4, 0.212_672_9, 0.019_333_9]);
        assert!((red.lightness - 53.24).abs() < 0.01, "{red:?}");
        assert!((red.redness - 80.09).abs() < 0.02 && (red.yellowness - 67.20).abs() < 0.02, "{red:?}");
        assert!((difference(&red, &Lab { lightness: red.lightness - 3.0, ..red }) - 3.0).abs() < 1e-12);
    }
}
