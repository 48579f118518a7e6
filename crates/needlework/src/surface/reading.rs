//! Clinical scales and instrument readings taken from the simulated surface, as a rater and an instrument would.

use super::area::{SurfaceMaps, Window};
use super::melasma::Melasma;
use super::optics::{Chromophores, Lab, SkinOptics, spectra::BANDS};
use super::raised;
use super::roughness::Roughness;
use super::scar::Scar;
use super::skin_surface::SkinSurface;
use super::state::SurfaceState;
use super::stretched;
use crate::concern::ScarType;
use crate::outcome::scales::colour::{erythema_index, melanin_index};
use crate::outcome::scales::wrinkles::{expected_lemperle, fitzpatrick_goldman_of_lemperle};
use crate::outcome::scales::{ecca, goodman_baron, log_step};
use crate::outcome::{flattened, severity_depths};

/// Bands of the melanin and the erythema meter: 650 and 550 nm, near the 640 and 546 nm of Diffey et al. 1984.
const RED: usize = 25;
const GREEN: usize = 15;

/// Melanin of a lesion over that of the skin beside it from which a rater takes it for one; above the grain of even skin;
/// assumed, 1.1 to 1.3 [-].
pub(super) const LESION_EDGE: f32 = 1.2;

/// Spread of wrinkle grades between raters, in ln(depth), as in the scale [-].
const LINE_WIDTH: f64 = 0.15;

/// What is read of a surface on a day. Scales that do not apply to the concern are absent.
#[derive(Clone, Debug, PartialEq)]
pub struct SurfaceReading {
    /// Goodman–Baron quantitative score of the depths measured on the relief [points].
    pub goodman_baron_count: Option<f64>,
    /// Goodman–Baron qualitative grade of the same depths [grade 1 to 4].
    pub goodman_baron_grade: Option<f64>,
    /// ECCA score of the scars that are deep and steep enough to be seen [points].
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
    /// Melasma of the window; none for other pigment lesions.
    pub melasma: Option<Melasma>,
    /// MASI of a face with melasma like this on both malar regions, forehead and chin clear [points].
    pub masi: Option<f64>,
    /// mMASI of the same face [points].
    pub modified_masi: Option<f64>,
    /// Vancouver score of a surgical or burn scar [points].
    pub vancouver: Option<f64>,
    /// Observer part of POSAS of the same scar [points].
    pub posas: Option<f64>,
    /// Striae score of the site in Atwal's manner, number and redness [points].
    pub striae: Option<f64>,
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
        let measure = |scar: &Scar| Measured {
            scar_type: scar.scar_type,
            depth: surface.measured_scar_depth(scar, state),
            run: scar.run(),
            weight: scar.weight,
        };
        let scars: Vec<Measured> = surface.scars.iter().map(measure).collect();
        let deepest = surface.line_depths(state).into_iter().fold(0.0, f64::max);
        let lemperle = (!surface.lines.is_empty()).then(|| expected_lemperle(deepest, LINE_WIDTH));
        let (lesion_area, lesion_contrast) = lesion(surface, state, maps).unzip();
        let (vancouver, posas) =
            raised::scores(surface, state, maps).map(|[vancouver, posas]| (vancouver, posas)).unzip();
        let melasma = Melasma::of(surface, state, maps);
        let optics = SkinOptics::new(&surface.optics);
        let mean = mean_reflectance(&optics, maps);
        Self {
            goodman_baron_count: (!scars.is_empty()).then(|| count(surface, &scars)),
            goodman_baron_grade: grade(surface, &scars),
            ecca: (!scars.is_empty()).then(|| score(surface, &scars)),
            lemperle,
            fitzpatrick_goldman: lemperle.map(fitzpatrick_goldman_of_lemperle),
            roughness: Roughness::of(&maps.height, maps.window.columns, maps.window.spacing),
            lesion_area,
            lesion_contrast,
            melasma,
            vancouver,
            posas,
            striae: stretched::score(surface, maps),
            masi: melasma.map(|melasma| melasma.indices()[0]),
            modified_masi: melasma.map(|melasma| melasma.indices()[1]),
            colour: super::optics::colour::lab(super::optics::colour::tristimulus(&mean)),
            melanin_index: melanin_index(mean[RED]),
            erythema_index: erythema_index(mean[RED], mean[GREEN]),
        }
    }
}

impl SkinSurface {
    /// Depth of a scar measured on the relief of a day, as profilometry of a replica gives it [mm].
    ///
    /// The profile `p` of the scar is fitted to what lies below its rim, `d = Σ p (rim − h) / Σ p²`, with the middle height of a
    /// ring outside the scar as rim. Texture and pores average out; neighbours and the wavering outline are in it.
    #[must_use]
    pub fn measured_scar_depth(&self, scar: &Scar, state: &SurfaceState) -> f64 {
        let half = 1.9 * scar.radii[0];
        let spacing = (half / 18.0).clamp(0.03, 0.3);
        let side = (2.0 * half / spacing).round() as usize;
        let window =
            Window { left: scar.centre[0] - half, top: scar.centre[1] - half, columns: side, rows: side, spacing };
        let relief = self.heights(window, state);
        let at = |place: usize| (place as f64 + 0.5) * spacing - half;
        let (mut rim, mut inside) = (Vec::new(), Vec::new());
        for (index, height) in relief.into_iter().enumerate() {
            let (x, y) = (at(index % side), at(index / side));
            let share = scar.share_at(x as f32, y as f32);
            if share > 0.0 {
                inside.push((f64::from(share), f64::from(height)));
            } else if x.hypot(y) < half {
                rim.push(height);
            }
        }
        rim.sort_by(f32::total_cmp);
        let rim = rim.get(rim.len() / 2).copied().map_or(0.0, f64::from);
        let fitted: f64 = inside.iter().map(|(share, height)| share * (rim - height)).sum();
        let norm: f64 = inside.iter().map(|(share, _)| share * share).sum();
        (fitted / norm.max(f64::MIN_POSITIVE)).max(0.0)
    }
}

/// A scar as it was measured.
struct Measured {
    scar_type: ScarType,
    depth: f64,
    run: f64,
    weight: f64,
}

/// Expected number of scars of a type in the three classes of severity and deeper.
fn deeper(surface: &SkinSurface, scars: &[Measured], scar_type: ScarType) -> [f64; 3] {
    let c = &surface.outcome;
    let mut numbers = [0.0; 3];
    for scar in scars.iter().filter(|scar| scar.scar_type == scar_type) {
        for (number, threshold) in numbers.iter_mut().zip(severity_depths(scar.run, c)) {
            *number += scar.weight * log_step(scar.depth, threshold, c.scar_class_width);
        }
    }
    numbers
}

fn count(surface: &SkinSurface, scars: &[Measured]) -> f64 {
    let points = |scar_type| goodman_baron::expected_points(deeper(surface, scars, scar_type), &surface.outcome);
    ScarType::ALL.into_iter().map(points).sum()
}

fn score(surface: &SkinSurface, scars: &[Measured]) -> f64 {
    let weights = [ecca::M_SHAPED, ecca::U_SHAPED, ecca::V_SHAPED];
    let each = ScarType::ALL.into_iter().zip(weights).map(|(scar_type, weight)| {
        let [seen, ..] = deeper(surface, scars, scar_type);
        f64::from(weight) * ecca::expected_amount(seen, &surface.outcome)
    });
    each.sum()
}

fn grade(surface: &SkinSurface, scars: &[Measured]) -> Option<f64> {
    let c = &surface.outcome;
    let mut numbers = [0.0; 3];
    for scar in scars {
        let [seen, obvious, _] = severity_depths(scar.run, c);
        let stretched = scar.depth * (1.0 - flattened(scar.scar_type, c));
        for (number, (depth, threshold)) in
            numbers.iter_mut().zip([(scar.depth, seen), (scar.depth, obvious), (stretched, obvious)])
        {
            *number += scar.weight * log_step(depth, threshold, c.scar_class_width);
        }
    }
    (!scars.is_empty()).then(|| goodman_baron::expected_grade(numbers, c))
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

/// Mean reflectance of every 61st point: thousands of a picture, in no step with its rows.
fn mean_reflectance(optics: &SkinOptics, maps: &SurfaceMaps) -> [f64; BANDS] {
    const EVERY: usize = 61;
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
