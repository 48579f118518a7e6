//! Clinical scales and instrument readings taken from the simulated surface, as a rater and an instrument would.

use super::area::{SurfaceMaps, Window};
use super::optics::{Chromophores, Lab, SkinOptics, spectra::BANDS};
use super::roughness::Roughness;
use super::scar::Scar;
use super::skin_surface::SkinSurface;
use super::state::SurfaceState;
use crate::concern::ScarType;
use crate::outcome::scales::colour::{erythema_index, melanin_index};
use crate::outcome::scales::wrinkles::{expected_lemperle, fitzpatrick_goldman_of_lemperle};
use crate::outcome::scales::{ecca, goodman_baron, log_step};

/// Bands of the melanin and the erythema meter: 650 and 550 nm, near the 640 and 546 nm of Diffey et al. 1984.
const RED: usize = 25;
const GREEN: usize = 15;

/// Melanin of a lesion over that of the skin beside it from which a rater takes it for one; above the grain of even skin;
/// assumed, 1.1 to 1.3 [-].
const LESION_EDGE: f32 = 1.2;

/// Spread of wrinkle grades between raters, in ln(depth), as in the scale [-].
const LINE_WIDTH: f64 = 0.15;

/// What is read of a surface on a day. Scales that do not apply to the concern are absent.
#[derive(Clone, Debug, PartialEq)]
pub struct SurfaceReading {
    /// Goodman–Baron quantitative score of the depths measured on the relief [points].
    pub goodman_baron_count: Option<f64>,
    /// Goodman–Baron qualitative grade of the same depths [grade 1 to 4].
    pub goodman_baron_grade: Option<f64>,
    /// ECCA score of the scars that are deep enough to be seen [points].
    pub ecca: Option<f64>,
    /// Lemperle grade of the deepest line [grade 0 to 5].
    pub lemperle: Option<f64>,
    /// Fitzpatrick–Goldman score that goes with that grade [points].
    pub fitzpatrick_goldman: Option<f64>,
    /// Ra and Rz of the window, lesions included.
    pub roughness: Option<Roughness>,
    /// Share of the window that is a pigment lesion [-].
    pub lesion_area: Option<f64>,
    /// Lightness of the skin beside lesions less that of the lesions [-].
    pub lesion_contrast: Option<f64>,
    /// Colour of the mean reflectance of the window.
    pub colour: Lab,
    /// Melanin index of the mean reflectance, `−100 log₁₀ R₆₅₀` (Diffey et al. 1984) [-].
    pub melanin_index: f64,
    /// Erythema index of the mean reflectance, `100 log₁₀(R₆₅₀/R₅₅₀)` (Diffey et al. 1984) [-].
    pub erythema_index: f64,
}

impl SurfaceReading {
    /// Reads a surface on a day; `maps` show it on that day.
    #[must_use]
    pub fn of(surface: &SkinSurface, state: &SurfaceState, maps: &SurfaceMaps) -> Self {
        let depths: Vec<(ScarType, f64, f64)> = surface
            .scars
            .iter()
            .map(|scar| (scar.scar_type, surface.measured_scar_depth(scar, state), scar.weight))
            .collect();
        let deepest = surface.line_depths(state).into_iter().fold(0.0, f64::max);
        let lemperle = (!surface.lines.is_empty()).then(|| expected_lemperle(deepest, LINE_WIDTH));
        let (lesion_area, lesion_contrast) = lesion(surface, state, maps).unzip();
        let optics = SkinOptics::new(&surface.optics);
        let mean = mean_reflectance(&optics, maps);
        Self {
            goodman_baron_count: (!depths.is_empty()).then(|| count(surface, &depths)),
            goodman_baron_grade: grade(surface, &depths),
            ecca: (!depths.is_empty()).then(|| score(surface, &depths)),
            lemperle,
            fitzpatrick_goldman: lemperle.map(fitzpatrick_goldman_of_lemperle),
            roughness: Roughness::of(&maps.height, maps.window.columns, maps.window.spacing),
            lesion_area,
            lesion_contrast,
            colour: super::optics::colour::lab(super::optics::colour::tristimulus(&mean)),
            melanin_index: melanin_index(mean[RED]),
            erythema_index: erythema_index(mean[RED], mean[GREEN]),
        }
    }
}

impl SkinSurface {
    /// Depth of a scar measured on the relief of a day: height of its rim less that of its floor, as profilometry of a
    /// replica gives it. Relief, pores and neighbours are in it [mm].
    ///
    /// The rim is the upper quartile of a ring outside the scar, the floor the mean of the lowest tenth within it.
    #[must_use]
    pub fn measured_scar_depth(&self, scar: &Scar, state: &SurfaceState) -> f64 {
        let half = 1.9 * scar.radii[0];
        let spacing = (half / 24.0).clamp(0.03, 0.3);
        let side = (2.0 * half / spacing).round() as usize;
        let window =
            Window { left: scar.centre[0] - half, top: scar.centre[1] - half, columns: side, rows: side, spacing };
        let relief = self.maps(window, state, None).height;
        let (sin, cos) = scar.angle.sin_cos();
        let (mut rim, mut floor) = (Vec::new(), Vec::new());
        for (index, height) in relief.into_iter().enumerate() {
            let at = |place: usize| (place as f64 + 0.5) * spacing - half;
            let (x, y) = (at(index % side), at(index / side));
            let (u, v) = ((x * cos + y * sin) / scar.radii[0], (y * cos - x * sin) / scar.radii[1]);
            let place = u.hypot(v);
            if (1.5..1.9).contains(&place) {
                rim.push(height);
            } else if place < 0.6 {
                floor.push(height);
            }
        }
        rim.sort_by(f32::total_cmp);
        floor.sort_by(f32::total_cmp);
        let upper = rim.get(rim.len() * 3 / 4).copied().map_or(0.0, f64::from);
        let lowest = &floor[..floor.len().div_ceil(10)];
        let lower = lowest.iter().map(|height| f64::from(*height)).sum::<f64>() / lowest.len().max(1) as f64;
        (upper - lower).max(0.0)
    }
}

/// Expected number of scars of a type at least as deep as a threshold.
fn deeper(depths: &[(ScarType, f64, f64)], scar_type: ScarType, threshold: f64, width: f64) -> f64 {
    let of_type = depths.iter().filter(|scar| scar.0 == scar_type);
    of_type.map(|(_, depth, weight)| weight * log_step(*depth, threshold, width)).sum()
}

fn count(surface: &SkinSurface, depths: &[(ScarType, f64, f64)]) -> f64 {
    let c = &surface.outcome;
    let thresholds = [c.scar_visible_depth, c.scar_moderate_depth, c.scar_severe_depth];
    let points = |scar_type: ScarType| {
        let numbers = thresholds.map(|threshold| deeper(depths, scar_type, threshold, c.scar_class_width));
        goodman_baron::expected_points(numbers, c)
    };
    ScarType::ALL.into_iter().map(points).sum()
}

fn score(surface: &SkinSurface, depths: &[(ScarType, f64, f64)]) -> f64 {
    let c = &surface.outcome;
    let weights = [ecca::M_SHAPED, ecca::U_SHAPED, ecca::V_SHAPED];
    let each = ScarType::ALL.into_iter().zip(weights).map(|(scar_type, weight)| {
        let number = deeper(depths, scar_type, c.scar_visible_depth, c.scar_class_width);
        f64::from(weight) * ecca::expected_amount(number, c)
    });
    each.sum()
}

fn grade(surface: &SkinSurface, depths: &[(ScarType, f64, f64)]) -> Option<f64> {
    let c = &surface.outcome;
    let mut sorted: Vec<(f64, f64)> = depths.iter().map(|(_, depth, weight)| (*depth, *weight)).collect();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let tail = (1.0 - c.grade_percentile) * sorted.iter().map(|scar| scar.1).sum::<f64>();
    let mut passed = 0.0;
    let deep = sorted.iter().find(|scar| {
        passed += scar.1;
        passed >= tail
    })?;
    Some(goodman_baron::expected_grade(deep.0, c))
}

/// Share of the window that is a lesion, and how much darker it is; none without a pigment concern.
fn lesion(surface: &SkinSurface, state: &SurfaceState, maps: &SurfaceMaps) -> Option<(f64, f64)> {
    surface.pigment_pattern()?;
    let base = surface.melanosomes(state.melanin, state.constitutive);
    let optics = SkinOptics::new(&surface.optics);
    let lightness = |melanosomes: f64| {
        optics.lab(&Chromophores { melanosomes, blood: surface.blood(state), scattering: 1.0 }).lightness
    };
    let (mut number, mut sum) = (0_u64, 0.0);
    for melanosomes in &maps.melanosomes {
        if *melanosomes > LESION_EDGE * base as f32 {
            number += 1;
            sum += f64::from(*melanosomes);
        }
    }
    let area = number as f64 / maps.melanosomes.len().max(1) as f64;
    let contrast = if number == 0 { 0.0 } else { lightness(base) - lightness(sum / number as f64) };
    Some((area, contrast))
}

/// Mean reflectance of every 16th point.
fn mean_reflectance(optics: &SkinOptics, maps: &SurfaceMaps) -> [f64; BANDS] {
    const EVERY: usize = 16;
    let (mut sum, mut number) = ([0.0; BANDS], 0.0_f64);
    let points = maps.melanosomes.iter().zip(&maps.blood).zip(&maps.scattering).step_by(EVERY);
    for ((melanosomes, blood), scattering) in points {
        let skin = Chromophores {
            melanosomes: f64::from(*melanosomes),
            blood: f64::from(*blood),
            scattering: f64::from(*scattering),
        };
        for (sum, value) in sum.iter_mut().zip(optics.reflectance(&skin)) {
            *sum += value;
        }
        number += 1.0;
    }
    sum.map(|total| total / number.max(1.0))
}
