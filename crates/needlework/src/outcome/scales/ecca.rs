//! ECCA (échelle d'évaluation clinique des cicatrices d'acné), Dréno et al. 2007 (Dermatology 214:46–51).
//!
//! Each of six kinds of scar has a weight and a grade of number: 0 none, 1 few (fewer than 5), 2 limited (5 to 20), 3 many
//! (more than 20). The score is the sum of weight times grade, 0 to 540.
//!
//! The abstract was read (six items, agreement of 7 raters on 10 patients); weights and grades of number are from general
//! knowledge of the scale. They agree with its published range of 0 to 540.

use super::{log_step, step};
use crate::number::Real;
use crate::outcome::OutcomeParameters;

/// Weight of V-shaped (ice-pick) scars, under 2 mm wide [-].
pub const V_SHAPED: u32 = 15;
/// Weight of U-shaped (boxcar) scars, 2 to 4 mm wide [-].
pub const U_SHAPED: u32 = 20;
/// Weight of M-shaped (rolling) scars, over 4 mm wide [-].
pub const M_SHAPED: u32 = 25;
/// Weight of superficial elastolysis [-].
pub const ELASTOLYSIS: u32 = 30;
/// Weight of hypertrophic scars younger than two years [-].
pub const HYPERTROPHIC: u32 = 40;
/// Weight of keloid or older hypertrophic scars [-].
pub const KELOID: u32 = 50;

/// Scars by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// V-shaped.
    pub v_shaped: u32,
    /// U-shaped.
    pub u_shaped: u32,
    /// M-shaped.
    pub m_shaped: u32,
    /// Superficial elastolysis.
    pub elastolysis: u32,
    /// Hypertrophic, younger than two years.
    pub hypertrophic: u32,
    /// Keloid, or hypertrophic and older.
    pub keloid: u32,
}

/// Grade of a number of scars, 0 to 3.
pub fn amount(count: u32) -> u32 {
    match count {
        0 => 0,
        1..5 => 1,
        5..=20 => 2,
        _ => 3,
    }
}

/// ECCA score, 0 to 540 points.
///
/// ```
/// use needlework::outcome::scales::ecca::{Counts, score};
/// // Three ice-pick (15 × 1), ten boxcar (20 × 2), twenty-five rolling scars (25 × 3).
/// assert_eq!(score(&Counts { v_shaped: 3, u_shaped: 10, m_shaped: 25, ..Counts::default() }), 130);
/// ```
pub fn score(counts: &Counts) -> u32 {
    [
        (V_SHAPED, counts.v_shaped),
        (U_SHAPED, counts.u_shaped),
        (M_SHAPED, counts.m_shaped),
        (ELASTOLYSIS, counts.elastolysis),
        (HYPERTROPHIC, counts.hypertrophic),
        (KELOID, counts.keloid),
    ]
    .into_iter()
    .map(|(weight, count)| weight * amount(count))
    .sum()
}

/// Expected grade of an expected number of scars, 0 to 3 [-]; the widths of the steps are those between raters and faces.
pub fn expected_amount<R: Real>(number: R, c: &OutcomeParameters) -> R {
    step(number, 0.5, c.count_width_first)
        + log_step(number, c.ecca_limited, c.count_log_width)
        + log_step(number, c.ecca_many, c.count_log_width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_ends_where_its_publication_says() {
        assert_eq!([0, 1, 4, 5, 20, 21].map(amount), [0, 1, 1, 2, 2, 3]);
        let all = Counts { v_shaped: 99, u_shaped: 99, m_shaped: 99, elastolysis: 99, hypertrophic: 99, keloid: 99 };
        assert_eq!(score(&all), 540);
        assert_eq!(score(&Counts::default()), 0);
    }

    #[test]
    fn the_expected_grade_is_the_grade_away_from_its_edges() {
        let c = OutcomeParameters::default();
        for count in [0_u32, 2, 12, 40] {
            let expected = expected_amount(f64::from(count), &c);
            assert!((expected - f64::from(amount(count))).abs() < 0.1, "{count}: {expected}");
        }
    }
}
