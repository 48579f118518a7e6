//! Melasma as a rater of the index sees it on the drawn pigment: area, darkness, patches.

use super::area::{SurfaceMaps, Window};
use super::pigment::{PatchField, patch_share};
use super::reading::LESION_EDGE;
use super::skin_surface::SkinSurface;
use super::state::SurfaceState;
use crate::concern::{LesionalPigment, PigmentPattern};
use crate::outcome::scales::melasma::expected_of_cheeks;

/// Side of the cells over which a rater takes in pigment: freckles of the even skin are lost in them; assumed, 0.5 to 2 mm [mm].
const CELL: f64 = 1.0;

/// The melasma of a region as it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Melasma {
    /// Share of the region that is clearly darker than the skin beside it [-].
    pub area: f64,
    /// Melanin of that share over that of the skin beside it, less one, in units of the healing network [-].
    pub contrast: f64,
    /// Diameter of a disc as large as the patch that a place of the melasma lies in, mean over such places [mm].
    pub patch: f64,
}

/// Melanosomes over those of the skin beside lesions, as means over square cells, row by row.
struct Cells {
    ratios: Vec<f32>,
    columns: usize,
    side: f64,
}

impl Cells {
    fn of(maps: &SurfaceMaps, base: f64) -> Self {
        let window = maps.window;
        let each = ((CELL / window.spacing).round() as usize).max(1);
        let columns = window.columns.div_ceil(each);
        let mut sums = vec![(0.0_f32, 0.0_f32); columns * window.rows.div_ceil(each)];
        for (row, values) in maps.melanosomes.chunks(window.columns.max(1)).enumerate() {
            for (column, values) in values.chunks(each).enumerate() {
                if let Some(sum) = sums.get_mut(row / each * columns + column) {
                    *sum = (sum.0 + values.iter().sum::<f32>(), sum.1 + values.len() as f32);
                }
            }
        }
        let ratios = sums.into_iter().map(|(sum, number)| sum / (number.max(1.0) * base.max(1e-9) as f32)).collect();
        Self { ratios, columns, side: each as f64 * window.spacing }
    }

    /// Area, contrast and patches; `exponent` turns a ratio of melanosomes into one of melanin.
    fn melasma(&self, exponent: f64) -> Melasma {
        let dark: Vec<bool> = self.ratios.iter().map(|ratio| *ratio > LESION_EDGE).collect();
        let number = dark.iter().filter(|dark| **dark).count();
        if number == 0 {
            return Melasma { area: 0.0, contrast: 0.0, patch: 0.0 };
        }
        let sum: f64 =
            self.ratios.iter().zip(&dark).filter(|(_, dark)| **dark).map(|(ratio, _)| f64::from(*ratio)).sum();
        let diameters: f64 = patches(&dark, self.columns)
            .into_iter()
            .map(|cells| cells as f64 * 2.0 * (cells as f64 / core::f64::consts::PI).sqrt() * self.side)
            .sum();
        Melasma {
            area: number as f64 / self.ratios.len() as f64,
            contrast: (sum / number as f64).powf(1.0 / exponent) - 1.0,
            patch: diameters / number as f64,
        }
    }
}

/// Numbers of cells of the patches: dark cells that touch with a side.
fn patches(dark: &[bool], columns: usize) -> Vec<usize> {
    let mut seen = vec![false; dark.len()];
    let mut sizes = Vec::new();
    let mut open = Vec::new();
    for start in 0..dark.len() {
        if !dark[start] || seen[start] {
            continue;
        }
        seen[start] = true;
        open.push(start);
        let mut size = 0;
        while let Some(cell) = open.pop() {
            size += 1;
            let column = cell % columns;
            let beside = [
                (column > 0).then(|| cell - 1),
                (column + 1 < columns).then_some(cell + 1),
                cell.checked_sub(columns),
                Some(cell + columns),
            ];
            for next in beside.into_iter().flatten() {
                if dark.get(next) == Some(&true) && !seen[next] {
                    seen[next] = true;
                    open.push(next);
                }
            }
        }
        sizes.push(size);
    }
    sizes
}

impl Melasma {
    /// Reads the pigment of a day; none where the concern is not melasma.
    #[must_use]
    pub fn of(surface: &SkinSurface, state: &SurfaceState, maps: &SurfaceMaps) -> Option<Self> {
        (surface.pigment_pattern() == Some(PigmentPattern::Patch)).then(|| {
            let base = surface.melanosomes(state.melanin, state.constitutive);
            Cells::of(maps, base).melasma(surface.optics.lesion_exponent)
        })
    }

    /// MASI and mMASI of a face whose malar regions both look like this one and whose forehead and chin are clear [points].
    #[must_use]
    pub fn indices(&self) -> [f64; 2] {
        expected_of_cheeks(self.area, self.contrast, self.patch)
    }
}

/// How far the patches reach, so that the drawn melasma has the index that the study states: the level that is added to the
/// field of patches before it is cut off. An index that no extent gives is met as nearly as it can be.
pub(super) fn extent(lesion: &LesionalPigment, field: PatchField, exponent: f64) -> f32 {
    let window = Window { left: -25.0, top: -18.75, columns: 100, rows: 75, spacing: 0.5 };
    let levels: Vec<[f32; 2]> = (0..window.points())
        .map(|index| {
            let at = |start: f64, place: usize| (start + (place as f64 + 0.5) * window.spacing) as f32;
            field.level(at(window.left, index % window.columns), at(window.top, index / window.columns))
        })
        .collect();
    let full = (1.0 + lesion.excess_drive).powf(exponent) as f32 - 1.0;
    let index = |extent: f32| {
        let melanosomes = levels.iter().map(|level| 1.0 + full * patch_share(*level, extent)).collect();
        let maps = SurfaceMaps { window, height: vec![], melanosomes, blood: vec![], scattering: vec![] };
        Cells::of(&maps, 1.0).melasma(exponent).indices()[0]
    };
    let (mut low, mut high) = (-1.2_f32, 1.2_f32);
    for _ in 0..14 {
        let middle = 0.5 * (low + high);
        if index(middle) < lesion.masi { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patches_are_counted_as_they_touch() {
        // Two patches of three and one cell; the corners do not touch.
        let dark = [true, true, false, false, true, false, false, false, true].map(|dark| dark);
        let mut sizes = patches(&dark, 3);
        sizes.sort_unstable();
        assert_eq!(sizes, [1, 3]);
        assert!(patches(&[false; 9], 3).is_empty());
    }

    #[test]
    fn a_drawn_disc_is_read_with_its_area_and_width() {
        let window = Window::centred(40.0, 40.0, 0.25).unwrap();
        let inside = |index: usize| {
            let at = |place: usize| (place as f64 + 0.5) * window.spacing - 20.0;
            at(index % window.columns).hypot(at(index / window.columns)) < 8.0
        };
        let melanosomes = (0..window.points()).map(|index| if inside(index) { 0.2 } else { 0.1 }).collect();
        let maps = SurfaceMaps { window, height: vec![], melanosomes, blood: vec![], scattering: vec![] };
        let read = Cells::of(&maps, 0.1).melasma(1.0);
        let area = core::f64::consts::PI * 64.0 / 1600.0;
        assert!((read.area / area - 1.0).abs() < 0.12, "{read:?}");
        assert!((read.patch / 16.0 - 1.0).abs() < 0.06, "{read:?}");
        assert!((read.contrast - 1.0).abs() < 0.08, "{read:?}");
    }
}
