//! Goodman–Baron grading of post-acne scars.
//!
//! Quantitative (J Cosmet Dermatol 2006;5:48–52): lesions of each kind score 1 (mild), 2 (moderate) or 3 (severe) points,
//! times 1 for up to ten of them, 2 for eleven to twenty, 3 for more; raised scars have rules of their own. 0 to 84 points.
//! Qualitative (Dermatol Surg 2006;32:1458–66): grade 1 flat marks, 2 mild (not obvious at 50 cm or covered by make-up),
//! 3 moderate (obvious at 50 cm, flattened by stretching), 4 severe (not flattened).
//!
//! Both abstracts and a description of the four grades were read; the list of kinds is from general knowledge of the scale
//! and agrees with its published range of 0 to 84. What depth makes a scar mild, moderate or severe is nowhere stated; the
//! depths that this program uses are assumed.

use super::{log_step, step};
use crate::number::Real;
use crate::outcome::OutcomeParameters;

/// Lesions by kind, and the area of keloids.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts {
    /// Red or pigmented flat marks; mild.
    pub macular: u32,
    /// Mildly dished atrophic scars; mild.
    pub mildly_dished: u32,
    /// Moderately dished atrophic scars; moderate.
    pub moderately_dished: u32,
    /// Punched out with a shallow base, under 5 mm; moderate.
    pub punched_shallow: u32,
    /// Broad, shallow atrophic areas; moderate.
    pub broad_shallow: u32,
    /// Punched out, deep, with a normal base, under 5 mm; severe.
    pub punched_deep: u32,
    /// Punched out, deep, with an abnormal base, under 5 mm; severe.
    pub punched_deep_abnormal: u32,
    /// Linear or troughed scars; severe.
    pub troughed: u32,
    /// Broad, deep atrophic areas; severe.
    pub broad_deep: u32,
    /// Raised papules; two points each grade of number.
    pub papular: u32,
    /// Area of keloid or hypertrophic scars [cm²].
    pub keloid_area: f64,
}

/// Factor for the number of lesions of a kind: 0, 1 (1 to 10), 2 (11 to 20), 3 (more).
pub fn multiplier(count: u32) -> u32 {
    match count {
        0 => 0,
        1..=10 => 1,
        11..=20 => 2,
        _ => 3,
    }
}

/// Quantitative score, 0 to 84 points.
///
/// ```
/// use needlework::outcome::scales::goodman_baron::{Counts, quantitative};
/// // Twelve mildly dished (1 × 2), four shallow punched-out (2 × 1), two deep punched-out scars (3 × 1).
/// let counts = Counts { mildly_dished: 12, punched_shallow: 4, punched_deep: 2, ..Counts::default() };
/// assert_eq!(quantitative(&counts), 7);
/// ```
pub fn quantitative(counts: &Counts) -> u32 {
    let kinds = [
        (1, counts.macular),
        (1, counts.mildly_dished),
        (2, counts.moderately_dished),
        (2, counts.punched_shallow),
        (2, counts.broad_shallow),
        (3, counts.punched_deep),
        (3, counts.punched_deep_abnormal),
        (3, counts.troughed),
        (3, counts.broad_deep),
        (2, counts.papular),
    ];
    let flat: u32 = kinds.into_iter().map(|(points, count)| points * multiplier(count)).sum();
    let keloid = match counts.keloid_area {
        area if area > 20.0 => 18,
        area if area > 5.0 => 12,
        area if area > 0.0 => 6,
        _ => 0,
    };
    flat + keloid
}

/// Qualitative grade, 1 to 4.
///
/// `contour`: the surface is uneven at all; `obvious`: seen at 50 cm or more and not easily covered; `flattens`: gone when
/// the skin is stretched by hand.
///
/// ```
/// use needlework::outcome::scales::goodman_baron::qualitative;
/// assert_eq!(qualitative(false, false, true), 1); // colour only
/// assert_eq!(qualitative(true, false, true), 2);
/// assert_eq!(qualitative(true, true, true), 3);
/// assert_eq!(qualitative(true, true, false), 4);
/// ```
pub fn qualitative(contour: bool, obvious: bool, flattens: bool) -> u32 {
    match (contour, obvious, flattens) {
        (false, _, _) => 1,
        (true, false, _) => 2,
        (true, true, true) => 3,
        (true, true, false) => 4,
    }
}

/// Expected factor for an expected number of lesions, 0 to 3 [-].
pub fn expected_multiplier<R: Real>(number: R, c: &OutcomeParameters) -> R {
    let present = number / (number + R::constant(c.count_present));
    present
        * (R::one()
            + step(number, c.goodman_baron_second, c.count_width_classes)
            + step(number, c.goodman_baron_third, c.count_width_classes))
}

/// Expected points of one type of scar from the numbers that reach the mild, moderate and severe depth [-].
///
/// The program knows three types of atrophic scar at three severities, where the scale lists nine kinds; the points are
/// those of the severity.
pub fn expected_points<R: Real>(deeper: [R; 3], c: &OutcomeParameters) -> R {
    let fewer = |more: R, less: R| (more - less).max(R::zero());
    let classes = [fewer(deeper[0], deeper[1]), fewer(deeper[1], deeper[2]), deeper[2]];
    let mut points = R::zero();
    for (each, number) in [1.0, 2.0, 3.0].into_iter().zip(classes) {
        points += R::constant(each) * expected_multiplier(number, c);
    }
    points
}

/// Expected qualitative grade from the numbers of scars that are uneven at all, that are obvious at 50 cm and that stay so while
/// the skin is stretched, continuous from 1 to 4 [-]: `G = 1 + Σ Φ(ln(n_j/n*)/w)`.
///
/// The grade is one word for a whole face, so each boundary asks for several scars, `n*`; `w` is the spread of that number
/// between raters, and of the numbers of scars between the people of a trial. A needled face changes its grade late: rolling and
/// boxcar scars become flat first, and what resists stretching, ice-pick and deep boxcar scars, is what needles fill least.
///
/// ```
/// use needlework::outcome::{OutcomeParameters, scales::goodman_baron::expected_grade};
/// let c = OutcomeParameters::default();
/// let many = 20.0 * c.grade_number;
/// assert!((expected_grade([0.0_f64, 0.0, 0.0], &c) - 1.0).abs() < 1e-3);
/// assert!((expected_grade([many, many, 0.0], &c) - 3.0).abs() < 1e-3);
/// assert!((expected_grade([many, many, c.grade_number], &c) - 3.5).abs() < 1e-3);
/// ```
pub fn expected_grade<R: Real>(numbers: [R; 3], c: &OutcomeParameters) -> R {
    let mut grade = R::one();
    for number in numbers {
        grade += log_step(number, c.grade_number, c.grade_number_width);
    }
    grade
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_ends_where_its_publication_says() {
        let many = 30;
        let all = Counts {
            macular: many,
            mildly_dished: many,
            moderately_dished: many,
            punched_shallow: many,
            broad_shallow: many,
            punched_deep: many,
            punched_deep_abnormal: many,
            troughed: many,
            broad_deep: many,
            papular: many,
            keloid_area: 30.0,
        };
        assert_eq!(quantitative(&all), 84);
        assert_eq!(quantitative(&Counts::default()), 0);
        assert_eq!([0, 1, 10, 11, 20, 21].map(multiplier), [0, 1, 1, 2, 2, 3]);
    }

    #[test]
    fn keloids_score_by_area() {
        let area = |keloid_area| quantitative(&Counts { keloid_area, ..Counts::default() });
        assert_eq!([0.0, 3.0, 10.0, 25.0].map(area), [0, 6, 12, 18]);
    }

    #[test]
    fn the_expected_factor_is_the_factor_away_from_its_edges() {
        let c = OutcomeParameters::default();
        for count in [5_u32, 15, 40] {
            let expected = expected_multiplier(f64::from(count), &c);
            assert!((expected - f64::from(multiplier(count))).abs() < 0.08, "{count}: {expected}");
        }
        assert_eq!(expected_multiplier(0.0, &c), 0.0);
    }
}
