//! What a body site looks like: relief of untouched skin, pores, and the way its lines run.

/// How lines and wrinkles run at a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinePattern {
    /// Fan from the corner of the eye.
    Fan,
    /// Long lines across, as on the forehead and the neck.
    Across,
    /// Lines that run to the lips.
    Radial,
    /// Crossing oblique lines, as on the cheek and the body.
    Crossed,
    /// Folds that hang side by side, as lax skin does.
    Draped,
}

/// The look of a site.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SiteSurface {
    /// Arithmetic mean roughness at 30 years [µm].
    pub roughness: f64,
    /// Distance between primary furrows [mm].
    pub furrow_spacing: f64,
    /// How clearly the furrows of the site stand out against grain, 0 to 1 [-].
    pub furrow_clarity: f64,
    /// Share of the skin taken by pores, without a concern [-].
    pub pore_fraction: f64,
    /// How the lines run.
    pub lines: LinePattern,
    /// Whether the site is on the face or neck, where skin holds more blood.
    pub face: bool,
}

impl SiteSurface {
    /// The look of a site of the library; a site that is not known looks like the arm.
    ///
    /// Assumed from the order of sites in the literature: the face is finer than the back of the hand, the nose has the
    /// most pores (Korn 2016, Flament 2015). Figures within a factor of two.
    #[must_use]
    pub fn of(site: &str) -> Self {
        let face = Self {
            roughness: 13.0,
            furrow_spacing: 0.42,
            furrow_clarity: 0.55,
            pore_fraction: 0.011,
            lines: LinePattern::Crossed,
            face: true,
        };
        let body = Self {
            roughness: 13.5,
            furrow_spacing: 0.42,
            furrow_clarity: 0.62,
            pore_fraction: 0.0015,
            lines: LinePattern::Crossed,
            face: false,
        };
        match site {
            "cheek" | "face" | "reference-face" | "zygoma" | "temple" => face,
            "chin" => Self { pore_fraction: 0.013, ..face },
            "forehead" | "glabella" => Self { lines: LinePattern::Across, pore_fraction: 0.008, ..face },
            "lateral-canthus" | "lower-eyelid" | "upper-eyelid" => Self {
                lines: LinePattern::Fan,
                pore_fraction: 0.002,
                furrow_spacing: 0.35,
                furrow_clarity: 0.75,
                ..face
            },
            "upper-lip" => Self { lines: LinePattern::Radial, pore_fraction: 0.006, ..face },
            "nasal-tip" | "nasal-sidewall" | "nasal-dorsum" => {
                Self { pore_fraction: 0.025, furrow_clarity: 0.3, ..face }
            }
            "neck" | "submandibular" => {
                Self { lines: LinePattern::Across, pore_fraction: 0.002, furrow_clarity: 0.8, roughness: 15.0, ..face }
            }
            "scalp" => Self { pore_fraction: 0.02, ..face },
            "hand-dorsum" => Self { roughness: 24.0, furrow_spacing: 0.75, furrow_clarity: 1.0, ..body },
            "back" => Self { roughness: 18.0, pore_fraction: 0.003, ..body },
            _ => body,
        }
    }

    /// Roughness at an age, `Ra = Ra₃₀ exp(0.006 (age − 30))`; the slope is assumed (0 to 0.012), rising with age on
    /// exposed and unexposed skin (Edwards 2003 direction) [µm].
    #[must_use]
    pub fn roughness_at(&self, age: f64) -> f64 {
        self.roughness * (0.006 * (age - 30.0)).exp()
    }
}
