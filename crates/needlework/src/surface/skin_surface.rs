//! The skin of one zone as a surface: fixed lesions, and how they look on a day.

use super::area::Window;
use super::film::Film;
use super::line::{Line, LineSet};
use super::micro::Microrelief;
use super::optics::OpticsParameters;
use super::pigment::{Spot, spot_number, spots};
use super::pore::Pores;
use super::roughness::Roughness;
use super::scar::{Scar, ScarMeasure};
use super::site::{LinePattern, SiteSurface};
use super::state::SurfaceState;
use super::stria::Stria;
use super::{ReliefParameters, melasma};
use crate::concern::{Concern, MatureScar, PigmentPattern};
use crate::outcome::OutcomeParameters;
use crate::random::Key;
use crate::skin::Skin;

/// Everything that stays the same through a course: the same skin, scar for scar and pore for pore, on every day.
#[derive(Clone, Debug)]
pub struct SkinSurface {
    /// Constants of the relief.
    pub relief: ReliefParameters,
    /// Constants of the optics.
    pub optics: OpticsParameters,
    /// Constants of the outcome maps that relief shares: the fill of scars and striae.
    pub outcome: OutcomeParameters,
    /// Atrophic scars.
    pub scars: Vec<Scar>,
    /// Lines and wrinkles.
    pub lines: Vec<Line>,
    /// Folds of lax skin.
    pub folds: Vec<Line>,
    /// Stretch marks.
    pub striae: Vec<Stria>,
    /// Depth of the surface of a stria over its share of missing dermis [mm].
    pub stria_scale: f64,
    /// A scar of surgery or of a burn.
    pub mature_scar: Option<MatureScar>,
    /// Pores.
    pub pores: Pores,
    /// Spots of the pigment concern.
    pub lesions: Vec<Spot>,
    /// Red marks of the redness concern.
    pub red_marks: Vec<Spot>,
    /// Blood of a red mark over that of the skin beside it before treatment, less one [-].
    pub red_excess: f64,
    /// Age spots that are no concern of the study.
    pub age_spots: Vec<Spot>,
    /// Length of the zone on a side [mm].
    pub side: f64,
    pub(super) site: SiteSurface,
    pub(super) micro: Microrelief,
    /// Height of a unit of microrelief [mm].
    pub(super) micro_scale: f64,
    /// Height of a unit of crinkle, the fine lines between the lines [mm].
    pub(super) crinkle_scale: f64,
    pub(super) crinkle_width: f64,
    pub(super) pattern: Option<PigmentPattern>,
    /// Level that is added to the field of melasma [-].
    pub(super) patch_extent: f32,
    pub(super) scales: Scales,
    pub(super) seed: u32,
}

/// The layered films of a skin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scales {
    epidermis: f64,
    papillary: f64,
    dermis: f64,
    stiffening: f64,
}

impl Scales {
    /// Epidermis on papillary dermis: fine lines and furrows.
    fn fine(&self, c: &ReliefParameters, state: &SurfaceState) -> Film {
        Film {
            thickness: self.epidermis * state.epidermis,
            modulus: c.epidermis_modulus * self.stiffening,
            foundation: c.papillary_modulus * state.matrix.powf(c.matrix_power),
        }
    }

    /// Epidermis and papillary dermis on reticular dermis: wrinkles.
    fn wrinkle(&self, c: &ReliefParameters, state: &SurfaceState) -> Film {
        let epidermis = self.epidermis * state.epidermis;
        let papillary = self.papillary * (1.0 + c.matrix_thickness * (state.matrix - 1.0));
        let thickness = epidermis + papillary;
        let modulus = (epidermis * c.epidermis_modulus + papillary * c.papillary_modulus) / thickness;
        Film {
            thickness,
            modulus: modulus * self.stiffening,
            foundation: c.reticular_modulus * state.dermal_matrix.powf(c.matrix_power),
        }
    }

    /// The whole skin on fat: folds.
    fn fold(&self, c: &ReliefParameters, state: &SurfaceState) -> Film {
        let thickness = self.dermis * (1.0 + c.matrix_thickness * (state.dermal_matrix - 1.0));
        Film {
            thickness,
            modulus: c.dermis_modulus * self.stiffening * state.dermal_matrix.powf(c.matrix_power),
            foundation: c.fat_modulus,
        }
    }
}

impl SkinSurface {
    /// The surface of a zone with its lesions before treatment. `side` is the length of the zone on a side [mm]; the same
    /// key gives the same skin.
    #[must_use]
    pub fn new(skin: &Skin, concern: &Concern, side: f64, key: Key, zone: u64) -> Self {
        let (relief, optics) = (ReliefParameters::default(), OpticsParameters::default());
        let mut site = SiteSurface::of(&skin.site.id);
        // Lines on a whole face are looked at where they are judged: round the eye.
        if skin.site.id == "face" && concern.wrinkles.is_some_and(|wrinkles| wrinkles.lemperle >= 1.2) {
            site.lines = LinePattern::Fan;
        }
        let seed = super::noise::mix(key.seed as u32, (key.seed >> 32) as u32, 0x7375_7266 ^ zone as u32);
        let age = skin.person.age;
        let rest = SurfaceState::at_rest(1.0, 0.0);
        let scales = Scales {
            epidermis: skin.layers.epidermis(),
            papillary: skin.layers.papillary_dermis,
            dermis: skin.layers.skin(),
            stiffening: skin.stiffness.dermis / 1.11,
        };
        let shown = side.clamp(30.0, 60.0);
        let grade = concern.wrinkles.map_or(0.0, |wrinkles| wrinkles.lemperle);
        let line_depth = if grade > 0.0 { relief.line_depth * grade.powf(relief.line_depth_power) } else { 0.0 };
        let wavelength = scales.wrinkle(&relief, &rest).wavelength();
        let set = LineSet {
            pattern: site.lines,
            spacing: wavelength,
            depth: line_depth,
            slenderness: 0.085,
            sharpness: 0.9,
            side: shown,
        };
        let lines = if line_depth > 0.0 { set.lines(key, "surface/lines", zone) } else { vec![] };
        let folds = concern.laxity.map_or(vec![], |laxity| {
            let spacing = scales.fold(&relief, &rest).wavelength();
            let set = LineSet {
                pattern: LinePattern::Draped,
                spacing: 0.6 * spacing,
                depth: relief.fold_depth * laxity.severity,
                slenderness: 0.12,
                sharpness: 0.3,
                side: 1.4 * shown,
            };
            set.lines(key, "surface/folds", zone)
        });
        let (share, diameter) = match concern.pores {
            Some(pores) => (pores.area_fraction, relief.enlarged_pore_diameter),
            None => (site.pore_fraction, relief.pore_diameter),
        };
        let sagging = concern.laxity.map_or(0.0, |laxity| laxity.severity);
        let stretch = 1.1 + 0.012 * (age - 30.0).clamp(0.0, 40.0) + 0.4 * sagging;
        let direction = match site.lines {
            LinePattern::Across => 0.05,
            LinePattern::Radial => 1.5,
            _ => 0.6,
        };
        let mut surface = Self {
            scars: concern.scars.map_or(vec![], |scars| Scar::population(&scars, side, key, zone, &relief)),
            striae: concern.striae.map_or(vec![], |striae| {
                Stria::population(&striae, skin.layers.dermis(), side.max(60.0), key, zone, &relief)
            }),
            lines,
            folds,
            stria_scale: skin.layers.dermis() * relief.stria_depression,
            mature_scar: concern.mature_scar,
            pores: Pores::new(share, diameter, relief.pore_depth, stretch, seed ^ 0x9072),
            lesions: concern
                .pigment
                .map_or(vec![], |lesion| spots(lesion.pattern, spot_number(lesion.pattern), side, key, zone)),
            red_marks: concern.redness.map_or(vec![], |_| spots(PigmentPattern::Marks, 34, side, key, zone)),
            red_excess: concern.redness.map_or(0.0, |redness| redness.excess),
            age_spots: spots(
                PigmentPattern::Spots,
                age_spot_number(age, skin.person.photodamage, side),
                side,
                key,
                zone.wrapping_add(1 << 32),
            ),
            side,
            micro: Microrelief::new(&site, age, direction, seed),
            micro_scale: 0.0,
            crinkle_scale: 0.0,
            crinkle_width: scales.fine(&relief, &rest).wavelength(),
            pattern: concern.pigment.map(|lesion| lesion.pattern),
            patch_extent: 0.0,
            site,
            scales,
            relief,
            optics,
            outcome: OutcomeParameters::default(),
            seed,
        };
        surface.settle(concern, age, grade, sagging);
        if let Some(lesion) = concern.pigment.filter(|lesion| lesion.pattern == PigmentPattern::Patch) {
            surface.patch_extent = melasma::extent(&lesion, surface.patches(), surface.optics.lesion_exponent);
        }
        surface
    }

    /// Scales the fine relief so that lines and microrelief together have the roughness asked for.
    fn settle(&mut self, concern: &Concern, age: f64, grade: f64, sagging: f64) {
        let asked = concern.wrinkles.map_or_else(|| self.site.roughness_at(age), |wrinkles| wrinkles.roughness);
        // The share of the fine relief that lies in fine lines instead of furrows.
        let crinkle = (0.28 * grade + 0.8 * sagging).min(1.6);
        let window = Window { left: -12.0, top: -12.0, columns: 240, rows: 240, spacing: 0.1 };
        let lines = self.bare_relief(window);
        (self.micro_scale, self.crinkle_scale) = (1.0, crinkle);
        let fine = Self { lines: vec![], ..self.clone() }.bare_relief(window);
        let mut sum = lines.clone();
        let (mut low, mut high) = (0.0, 0.5);
        for _ in 0..26 {
            let middle = 0.5 * (low + high);
            for ((sum, line), fine) in sum.iter_mut().zip(&lines).zip(&fine) {
                *sum = line + middle as f32 * fine;
            }
            let rough = Roughness::of(&sum, window.columns, window.spacing).map_or(asked, |found| found.ra);
            if rough < asked { low = middle } else { high = middle }
        }
        (self.micro_scale, self.crinkle_scale) = (0.5 * (low + high), 0.5 * (low + high) * crinkle);
    }

    /// Microrelief and lines without other lesions, before treatment, row by row [mm].
    #[must_use]
    pub fn bare_relief(&self, window: Window) -> Vec<f32> {
        self.relief_without_pores(window, &SurfaceState::at_rest(1.0, 0.0))
    }

    /// Microrelief and lines without pores, scars and folds on a day, row by row, as profilometry of lines reads them [mm].
    #[must_use]
    pub fn relief_without_pores(&self, window: Window, state: &SurfaceState) -> Vec<f32> {
        let bare = Self {
            scars: vec![],
            striae: vec![],
            folds: vec![],
            mature_scar: None,
            red_marks: vec![],
            pores: Pores { density: 0.0, ..self.pores },
            lesions: vec![],
            age_spots: vec![],
            ..self.clone()
        };
        bare.heights(window, state)
    }

    /// How deep lines of a film are over their depth before treatment [-].
    ///
    /// Lines keep their places, so their wavelength is that of the film before treatment. They are creases that a compression
    /// `s` times the critical one keeps open. Recoil lowers the strain, ground substance takes up some, and a thicker film or a
    /// denser foundation buckles later at that wavelength: `A/A₀ = (1 − s)/(1 − ε/ε(λ₀))` ([`Film::growth`]). A crease never
    /// vanishes, however firm the skin.
    fn depth_share(&self, before: Film, now: Film, [s, load]: [f64; 2], state: &SurfaceState) -> f64 {
        let c = &self.relief;
        let wavelength = before.wavelength();
        let set = s * before.critical_strain();
        let taken_up = c.swelling * (state.hyaluronan - 1.0) * before.critical_strain();
        let strain = (load * set / state.recoil.max(0.1) - taken_up).max(0.0);
        (now.growth(strain, wavelength) / before.growth(set, wavelength)).clamp(0.0, 2.0)
    }

    /// Depth of fine lines and furrows over that before treatment [-].
    #[must_use]
    pub fn fine_share(&self, state: &SurfaceState) -> f64 {
        let rest = SurfaceState::at_rest(1.0, 0.0);
        let films = [&rest, state].map(|state| self.scales.fine(&self.relief, state));
        self.depth_share(films[0], films[1], [self.relief.fine_compression, 1.0], state)
    }

    /// Depth of wrinkles over that before treatment [-].
    #[must_use]
    pub fn wrinkle_share(&self, state: &SurfaceState) -> f64 {
        let rest = SurfaceState::at_rest(1.0, 0.0);
        let films = [&rest, state].map(|state| self.scales.wrinkle(&self.relief, state));
        self.depth_share(films[0], films[1], [self.relief.wrinkle_compression, 1.0], state)
    }

    /// Depth of folds over that before treatment: weight strains them, so a stiffer skin hangs less [-].
    #[must_use]
    pub fn fold_share(&self, state: &SurfaceState) -> f64 {
        let rest = SurfaceState::at_rest(1.0, 0.0);
        let load = state.dermal_matrix.powf(-self.relief.matrix_power);
        let films = [&rest, state].map(|state| self.scales.fold(&self.relief, state));
        self.depth_share(films[0], films[1], [self.relief.fold_compression, load], state)
    }

    /// How the pigment lesions lie, where the concern is one of pigment.
    #[must_use]
    pub fn pigment_pattern(&self) -> Option<PigmentPattern> {
        self.pattern
    }

    /// How the lines of the site run.
    #[must_use]
    pub fn line_pattern(&self) -> LinePattern {
        self.site.lines
    }

    /// Wavelength at which the upper skin wrinkles on a day [mm].
    #[must_use]
    pub fn wrinkle_wavelength(&self, state: &SurfaceState) -> f64 {
        self.scales.wrinkle(&self.relief, state).wavelength()
    }

    /// Depth and volume of every atrophic scar on a day.
    #[must_use]
    pub fn scar_measures(&self, state: &SurfaceState) -> Vec<ScarMeasure> {
        self.scars.iter().map(|scar| scar.measure(state.fill, &self.outcome)).collect()
    }

    /// Depth of every line on a day [mm].
    #[must_use]
    pub fn line_depths(&self, state: &SurfaceState) -> Vec<f64> {
        let share = self.wrinkle_share(state);
        self.lines.iter().map(|line| line.depth * share).collect()
    }

    /// Melanosome fraction at a level of the healing network's melanin, `f = f₁ Q₀^p · (Q/Q₀)^q`: between people as the power
    /// `p` of the constitutive level `Q₀`, within one person as the lower power `q` [-].
    #[must_use]
    pub fn melanosomes(&self, melanin: f64, constitutive: f64) -> f64 {
        let own = self.optics.melanosome_fraction * constitutive.max(0.0).powf(self.optics.melanosome_exponent);
        (own * (melanin.max(0.0) / constitutive.max(0.05)).powf(self.optics.lesion_exponent)).min(0.6)
    }

    /// Blood fraction of the skin beside lesions on a day [-].
    #[must_use]
    pub fn blood(&self, state: &SurfaceState) -> f64 {
        let rest = if self.site.face { self.optics.blood_face } else { self.optics.blood_body };
        rest * state.blood
    }
}

/// Age spots in a zone: none before 35, then in proportion to years and photodamage; assumed, within a factor of three.
fn age_spot_number(age: f64, photodamage: f64, side: f64) -> usize {
    let per_mm2 = 2.2e-4 * (age - 35.0).max(0.0) * photodamage;
    (per_mm2 * side * side).round().clamp(0.0, 400.0) as usize
}
