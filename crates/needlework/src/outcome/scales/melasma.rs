//! Melasma area and severity index.
//!
//! MASI (Kimbrough-Green et al. 1994, Arch Dermatol 130:727–33): over forehead, right and left malar region and chin with
//! weights 0.3, 0.3, 0.3, 0.1 the sum of area grade times darkness plus homogeneity, 0 to 48. mMASI (Pandya et al. 2011,
//! J Am Acad Dermatol 64:78–83) leaves out homogeneity, the item on which raters agreed least: 0 to 24. Weights, grades of
//! area (0 none, 1 under 10 %, 2 to 29 %, 3 to 49 %, 4 to 69 %, 5 to 89 %, 6 to 100 %) and formula were read in secondary
//! sources that quote them, the reasons for mMASI in its abstract.

use super::expected_category;
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
}
