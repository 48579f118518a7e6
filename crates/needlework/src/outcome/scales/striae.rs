//! Scores of stretch marks.
//!
//! Davey 1972: the abdomen in four quadrants, each 0 clear, 1 a moderate number, 2 many; 0 to 8.
//! Atwal et al. 2006 (Br J Dermatol 155:965–9): at each of four sites the number of striae 0–3 and their redness 0–3; 0 to 24.
//! That both exist and how Davey's is used was read in a cohort study; the grades of Atwal's are from general knowledge.
//! The scale of Paes de Freitas et al. 2021 (Skin Res Technol 27:627–31; repeat agreement 0.90) weights width, atrophy,
//! quadrants, distribution, colour and topography; its weights could not be read, so it is not given.

use super::{expected_category, log_step};
use crate::number::Real;

/// Davey's score, 0 to 8: striae in each quadrant of the abdomen as 0 (none), 1 (a moderate number) or 2 (many); `None` if
/// a grade is above 2.
///
/// ```
/// use needlework::outcome::scales::striae::davey;
/// assert_eq!(davey([2, 2, 1, 0]), Some(5));
/// assert_eq!(davey([3, 0, 0, 0]), None);
/// ```
pub fn davey(quadrants: [u32; 4]) -> Option<u32> {
    quadrants.iter().all(|grade| *grade <= 2).then(|| quadrants.iter().sum())
}

/// Atwal's score, 0 to 24: at each of four sites the number of striae and their redness, 0 to 3 each; `None` if a grade is
/// above 3.
///
/// ```
/// use needlework::outcome::scales::striae::atwal;
/// // Abdomen: many (3), red (2); hips: few (1), pink (1); breasts and thighs clear.
/// assert_eq!(atwal([[3, 2], [1, 1], [0, 0], [0, 0]]), Some(7));
/// ```
pub fn atwal(sites: [[u32; 2]; 4]) -> Option<u32> {
    sites.iter().flatten().all(|grade| *grade <= 3).then(|| sites.iter().flatten().sum())
}

/// Share of missing dermis from which a stria is seen; assumed, 0.03 to 0.15 [-].
const VISIBLE: f64 = 0.07;
/// Spread of the depths of one person's striae and of what raters see, in the logarithm; assumed [-].
const WIDTH: f64 = 0.6;
/// Blood over that of the skin beside, less one, at the boundaries of redness 1 to 3; assumed within a factor 2 [-].
const REDNESS: [f64; 3] = [0.15, 0.6, 1.5];

/// Chance that a stria with this share of missing dermis is seen, blurred by raters and by the spread of depths [-].
pub fn expected_seen<R: Real>(atrophy: R) -> R {
    log_step(atrophy, VISIBLE, WIDTH)
}

/// Expected grade of redness, 0 to 3, of blood over that of the skin beside, less one [-].
pub fn expected_redness<R: Real>(redness: R) -> R {
    expected_category(redness.max(R::zero()), &REDNESS, 0.35)
}

/// Expected score of one site in Atwal's manner, 0 to 6: number from the share of striae still deep enough to be seen,
/// redness from their blood; `number` is the grade of number before treatment, 0 to 3 [-].
pub fn expected_atwal_site<R: Real>(atrophy: R, atrophy_before: f64, number: f64, redness: R) -> R {
    let seen = expected_seen(atrophy) / expected_seen(R::constant(atrophy_before));
    R::constant(number) * seen + expected_redness(redness)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_end_where_their_publications_say_and_the_expected_one_starts_at_the_grade() {
        assert_eq!(davey([2; 4]), Some(8));
        assert_eq!(atwal([[3, 3]; 4]), Some(24));
        assert!((expected_atwal_site(0.35_f64, 0.35, 3.0, 0.0) - 3.0).abs() < 0.01);
        assert!(expected_atwal_site(0.10_f64, 0.35, 3.0, 0.0) < 2.5);
        assert!(expected_atwal_site(0.35_f64, 0.35, 3.0, 3.0) > 5.9);
    }
}
