//! Wrinkle scales.
//!
//! Lemperle et al. 2001 (Plast Reconstr Surg 108:1735–50): 0 none, 1 just perceptible, 2 shallow, 3 moderately deep, 4 deep
//! with well-defined edges, 5 very deep, redundant fold. The abstract was read: equal grades by nine observers in 92.7 % of
//! 76 wrinkles, and a correlation of 0.87 with the depth on 40 silicone replicas. Its table of depths could not be read
//! but for one entry in a secondary source (nasolabial fold, grade 1 is less than 0.2 mm), so the depths at the other
//! boundaries are assumed.
//!
//! Fitzpatrick–Goldman (Fitzpatrick et al. 1996, Arch Dermatol 132:395–402), 1 to 9: class I (1–3) fine wrinkles with mild
//! elastosis, class II (4–6) fine to moderately deep wrinkles, moderate number of lines, class III (7–9) fine to deep
//! wrinkles, numerous lines, redundant folds possible. Read in secondary sources; how the three points within a class are
//! given was not, and is taken from the number of lines.

use super::expected_category;
use crate::number::Real;

/// Boundaries of the Lemperle grades 1 to 5; the second from a secondary source, the others assumed within a factor 2 [mm].
pub const LEMPERLE_DEPTHS: [f64; 5] = [0.05, 0.2, 0.4, 0.6, 0.8];

/// Lemperle grade of the deepest wrinkle of a site, 0 to 5.
///
/// ```
/// use needlework::outcome::scales::wrinkles::lemperle;
/// assert_eq!(lemperle(0.15), 1); // below the 0.2 mm of the published table
/// assert_eq!(lemperle(0.45), 3);
/// assert_eq!(lemperle(1.2), 5);
/// ```
pub fn lemperle(depth: f64) -> u32 {
    LEMPERLE_DEPTHS.iter().filter(|edge| depth >= **edge).count() as u32
}

/// Expected Lemperle grade of a wrinkle depth, continuous from 0 to 5; `width` is the spread between raters in ln(depth) [-].
pub fn expected_lemperle<R: Real>(depth: R, width: f64) -> R {
    expected_category(depth, &LEMPERLE_DEPTHS, width)
}

/// How deep wrinkles are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Fine only.
    Fine,
    /// Up to moderately deep.
    Moderate,
    /// Up to deep.
    Deep,
}

/// How many lines there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// Few.
    Few,
    /// A moderate number.
    Moderate,
    /// Numerous.
    Numerous,
}

/// Fitzpatrick–Goldman score, 1 to 9: the class by depth, the point within the class by the number of lines.
///
/// ```
/// use needlework::outcome::scales::wrinkles::{Depth, Lines, fitzpatrick_goldman};
/// assert_eq!(fitzpatrick_goldman(Depth::Fine, Lines::Few), 1);
/// assert_eq!(fitzpatrick_goldman(Depth::Moderate, Lines::Moderate), 5);
/// assert_eq!(fitzpatrick_goldman(Depth::Deep, Lines::Numerous), 9);
/// ```
pub fn fitzpatrick_goldman(depth: Depth, lines: Lines) -> u32 {
    1 + 3 * depth as u32 + lines as u32
}

/// Fitzpatrick–Goldman score that goes with a Lemperle grade: both scales taken as linear between their ends, 0 with 1 and
/// 5 with 9; assumed, the two were not compared in what was read [-].
pub fn fitzpatrick_goldman_of_lemperle<R: Real>(grade: R) -> R {
    R::one() + R::constant(8.0 / 5.0) * grade
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expected_grades_rise_with_depth_and_agree_with_the_definition() {
        let mut before = -1.0;
        for depth in [0.01, 0.03, 0.1, 0.3, 0.5, 0.7, 1.5] {
            let grade = expected_lemperle(depth, 0.15);
            assert!(grade > before && (grade - f64::from(lemperle(depth))).abs() < 0.2, "{depth} mm: {grade}");
            before = grade;
        }
        assert_eq!(fitzpatrick_goldman_of_lemperle(0.0_f64), 1.0);
        assert_eq!(fitzpatrick_goldman_of_lemperle(5.0_f64), 9.0);
    }
}
