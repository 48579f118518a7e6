//! Melasma area and severity index.
//!
//! MASI (Kimbrough-Green et al. 1994, Arch Dermatol 130:727–33): over forehead, right and left malar region and chin with
//! weights 0.3, 0.3, 0.3, 0.1 the sum of area grade times darkness plus homogeneity, 0 to 48. mMASI (Pandya et al. 2011,
//! J Am Acad Dermatol 64:78–83) leaves out homogeneity, the item on which raters agreed least: 0 to 24. Weights, grades of
//! area (0 none, 1 under 10 %, 2 to 29 %, 3 to 49 %, 4 to 69 %, 5 to 89 %, 6 to 100 %) and formula were read in secondary
//! sources that quote them, the reasons for mMASI in its abstract. Secondary sources give the grades of darkness and of
//! homogeneity as words from slight to maximum; those of homogeneity in centimetres (specks, patches under 1.5 cm, patches
//! over 2 cm, no clear areas) are from general knowledge of the scale.

use super::{expected_category, log_step, step};
use crate::number::Real;

/// Weights of forehead, right malar, left malar and chin [-].
pub const REGIONS: [f64; 4] = [0.3, 0.3, 0.3, 0.1];

/// One region of the face.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Region {
    /// Share of the region with melasma, 0 to 1 [-].
    pub area: f64,
    /// Darkness, 0 (absent) to 4 (maximum).
    pub darkness: u32,
    /// Homogeneity, 0 (minimal) to 4 (uniform).
    pub homogeneity: u32,
}

/// Grade of area, 0 to 6.
pub fn area_grade(share: f64) -> u32 {
    if share <= 0.0 {
        return 0;
    }
    1 + [0.1, 0.3, 0.5, 0.7, 0.9].iter().filter(|edge| share >= **edge).count() as u32
}

/// MASI, 0 to 48 points; regions in the order of [`REGIONS`].
///
/// ```
/// use needlework::outcome::scales::melasma::{Region, masi, modified_masi};
/// // Forehead 15 % (2), darkness 2, homogeneity 1; each cheek 40 % (3), 3 and 2; chin clear:
/// // 0.3·2·3 + 2·0.3·3·5 = 10.8, and without homogeneity 0.3·2·2 + 2·0.3·3·3 = 6.6.
/// let cheek = Region { area: 0.4, darkness: 3, homogeneity: 2 };
/// let face = [Region { area: 0.15, darkness: 2, homogeneity: 1 }, cheek, cheek, Region::default()];
/// assert!((masi(&face) - 10.8).abs() < 1e-12);
/// assert!((modified_masi(&face) - 6.6).abs() < 1e-12);
/// ```
pub fn masi(face: &[Region; 4]) -> f64 {
    sum(face, |region| region.darkness + region.homogeneity)
}

/// mMASI, 0 to 24 points; regions in the order of [`REGIONS`].
pub fn modified_masi(face: &[Region; 4]) -> f64 {
    sum(face, |region| region.darkness)
}

fn sum(face: &[Region; 4], severity: impl Fn(&Region) -> u32) -> f64 {
    let regions = face.iter().zip(REGIONS);
    regions.map(|(region, weight)| weight * f64::from(area_grade(region.area)) * f64::from(severity(region))).sum()
}

/// Melanin of the lesion over that of the skin beside it, less one, at the boundaries of darkness 1 to 4; assumed within a
/// factor 2, since the scale has words only [-].
const DARKNESS: [f64; 4] = [0.05, 0.2, 0.5, 1.0];

/// Expected darkness of a lesion, continuous from 0 to 4; `contrast` is melanin over that of the skin beside it, less one [-].
pub fn expected_darkness<R: Real>(contrast: R) -> R {
    expected_category(contrast.max(R::zero()), &DARKNESS, 0.4)
}

/// Spread of raters' estimates of an area; assumed, 0.03 to 0.1 [-].
const AREA_WIDTH: f64 = 0.05;

/// Share of a region from which raters see melasma at all; assumed, 0.005 to 0.02 [-].
const LEAST_AREA: f64 = 0.01;

/// Expected grade of a share of a region, continuous from 0 to 6 [-].
///
/// ```
/// use needlework::outcome::scales::melasma::expected_area_grade;
/// assert!((expected_area_grade(0.2_f64) - 2.0).abs() < 0.05); // well within 10 to 29 %
/// assert!((expected_area_grade(0.3_f64) - 2.5).abs() < 0.01); // at the boundary to 30 to 49 %
/// ```
pub fn expected_area_grade<R: Real>(share: R) -> R {
    let mut grade = log_step(share, LEAST_AREA, 0.4);
    for edge in [0.1, 0.3, 0.5, 0.7, 0.9] {
        grade += step(share, edge, AREA_WIDTH);
    }
    grade
}

/// Diameters at the boundaries of homogeneity 0 to 3: nothing, specks, small patches, large patches. The last lies between
/// the 15 and 20 mm of the words, the others are assumed [mm].
const PATCHES: [f64; 3] = [0.5, 4.0, 17.3];

/// Share of a region above which it counts as uniform; assumed, 0.9 to 0.98 [-].
const UNIFORM: f64 = 0.95;

/// Expected homogeneity of a region, continuous from 0 to 4, from the mean diameter of its patches [mm] and the share that
/// they cover [-].
pub fn expected_homogeneity<R: Real>(patch: R, share: R) -> R {
    expected_category(patch, &PATCHES, 0.2) + step(share, UNIFORM, 0.02)
}

/// Expected MASI and mMASI of a face with melasma of both malar regions, as seen on one of them, and a clear forehead and chin
/// [points].
///
/// ```
/// use needlework::outcome::scales::melasma::expected_of_cheeks;
/// // 40 % of each cheek (3), as dark as one and a half times the skin (2.5), patches of 25 mm (3): 0.6·3·(2.5 + 3).
/// let [masi, modified] = expected_of_cheeks(0.4_f64, 0.5, 25.0);
/// assert!((masi - 0.6 * 3.0 * 5.5).abs() < 0.4, "{masi}");
/// assert!((modified - 0.6 * 3.0 * 2.5).abs() < 0.3, "{modified}");
/// ```
pub fn expected_of_cheeks<R: Real>(share: R, contrast: R, patch: R) -> [R; 2] {
    let area = R::constant(REGIONS[1] + REGIONS[2]) * expected_area_grade(share);
    let darkness = expected_darkness(contrast);
    [area * (darkness + expected_homogeneity(patch, share)), area * darkness]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_indices_end_where_their_publications_say() {
        let worst = [Region { area: 1.0, darkness: 4, homogeneity: 4 }; 4];
        assert!((masi(&worst) - 48.0).abs() < 1e-12);
        assert!((modified_masi(&worst) - 24.0).abs() < 1e-12);
        assert_eq!([0.0, 0.05, 0.1, 0.29, 0.3, 0.5, 0.7, 0.9, 1.0].map(area_grade), [0, 1, 2, 2, 3, 4, 5, 6, 6]);
    }

    #[test]
    fn darkness_rises_with_contrast() {
        let darkness = [0.0, 0.1, 0.5, 3.0].map(expected_darkness::<f64>);
        assert!(darkness.windows(2).all(|pair| pair[0] < pair[1]), "{darkness:?}");
        assert!(darkness[0] < 0.01 && darkness[3] > 3.9);
    }

    #[test]
    fn expected_grades_are_the_grades_away_from_their_edges() {
        for share in [0.04, 0.2, 0.4, 0.6, 0.8, 1.0] {
            let expected = expected_area_grade(share);
            assert!((expected - f64::from(area_grade(share))).abs() < 0.15, "{share}: {expected}");
        }
        let words = [(0.1, 0.01), (1.5, 0.1), (9.0, 0.3), (30.0, 0.5), (60.0, 1.0)];
        for (grade, (patch, share)) in words.into_iter().enumerate() {
            let expected = expected_homogeneity(patch, share);
            assert!((expected - grade as f64).abs() < 0.05, "{patch} {share}: {expected}");
        }
        assert!(expected_of_cheeks(0.0, 0.0, 0.0)[0] < 1e-6);
    }
}
