//! From needle travel to channel depth, and what the skin asks of the needle.
//!
//! Skin gives way before it is pierced, so a channel is shorter than the needle. With travel `T`, indentation `δ` and
//! skin thickness `H` (epidermis and dermis):
//!
//! ```text
//! d = min(H, max(0, T - δ))
//! δ = δ₀ · s(support) · (v/v₁)^(-m) · exp(σ₁ξ₁ + σ₂ξ₂)
//! ```
//!
//! `ξ₁` is one standard-normal draw per stroke of the hand, `ξ₂` one per needle; differences between people and
//! operators are in the spread of `δ₀`. The three spreads add up to the log-sd 0.45 of the prior (95 % of δ between
//! 0.12 and 0.73 mm). The channel stops at the fat because the fat, a thousand times softer, gives way instead.
//! The speed term is used only inside the measured range 0.5 to 1 mm/s; it is held at its end values outside.
//! Valid for sharp solid needles of 0.1 to 3 mm. Sources: kalluri-2011, donnelly-2010-gantrez, lam-2008-buried,
//! fda-exceed-k182407, olatunji-2013.

use crate::device::{Needle, Roller};
use crate::provenance::{Spread, coefficients};
use crate::skin::{Skin, Support};
use std::f64::consts::PI;

coefficients! {
    /// Coefficients of penetration, force and bleeding.
    pub struct Penetration {
        #[doc = "Median indentation δ₀ before the skin is pierced"]
        indentation = 0.30, "mm", Spread::LogNormal { log_sd: 0.33 }, Assumed, "bounded by kalluri-2011 (0.618, rat, roller) and donnelly-2010-gantrez (0.140, human, pressed)";
        #[doc = "Log-sd of the indentation from stroke to stroke of the hand"]
        stroke_log_sd = 0.12, "-", Spread::Range { low: 0.0, high: 0.25 }, Assumed, "hand pressure; no source";
        #[doc = "Log-sd of the indentation from needle to needle"]
        needle_log_sd = 0.28, "-", Spread::Range { low: 0.02, high: 0.40 }, Assumed, "tissue part of pen depth noise, about 0.1 mm; kalluri-2011 reports only 0.01 mm in one rat skin";
        #[doc = "Indentation over bone relative to firm support"]
        bony_factor = 0.8, "-", Spread::Range { low: 0.6, high: 1.0 }, Assumed, "direction of moronkeji-2017";
        #[doc = "Indentation over soft tissue relative to firm support"]
        soft_factor = 1.2, "-", Spread::Range { low: 1.0, high: 1.5 }, Assumed, "direction of moronkeji-2017";
        #[doc = "Exponent m of the fall of indentation with speed"]
        speed_exponent = 0.4, "-", Spread::Range { low: 0.3, high: 0.5 }, Measured, "olatunji-2013, measured on force";
        #[doc = "Lowest speed at which the exponent was measured"]
        speed_low = 0.5, "mm/s", Spread::Exact, Measured, "olatunji-2013";
        #[doc = "Highest speed v₁ at which the exponent was measured"]
        speed_high = 1.0, "mm/s", Spread::Exact, Measured, "olatunji-2013";
        #[doc = "Width of the open channel mouth relative to the needle base"]
        mouth_ratio = 0.5, "-", Spread::Range { low: 0.3, high: 0.6 }, Measured, "kalluri-2011 (70.7 of 140 µm)";
        #[doc = "Toughness of skin against needle insertion (1 N/mm = 1 kJ/m²)"]
        toughness = 1.1, "N/mm", Spread::LogNormal { log_sd: 0.59 }, Measured, "soft-tissue-toughness-table-2022 (1136 J/m², pig)";
        #[doc = "Strain energy stored round the needle relative to the work of fracture"]
        stored_energy_ratio = 1.0, "-", Spread::Range { low: 0.3, high: 2.0 }, Assumed, "shergold-fleck-2004 gives the form, no split for skin";
        #[doc = "Depth scale over which channels come to reach the papillary vessels"]
        vessel_scale = 0.03, "mm", Spread::Range { low: 0.01, high: 0.06 }, Assumed, "height of the papillae; no source";
        #[doc = "Time to lift and turn a roller between strokes"]
        turn_time = 0.5, "s", Spread::Range { low: 0.2, high: 1.5 }, Assumed, "no source";
    }
}

impl Penetration {
    /// Median indentation on a support at a speed of insertion [mm].
    pub fn median_indentation(&self, support: Support, speed: f64) -> f64 {
        let support = match support {
            Support::Bony => self.bony_factor,
            Support::Firm => 1.0,
            Support::Soft => self.soft_factor,
        };
        let speed = speed.clamp(self.speed_low, self.speed_high) / self.speed_high;
        self.indentation * support * speed.powf(-self.speed_exponent)
    }

    /// Depth of a channel for a needle travel and an indentation: `min(H, max(0, T - δ))` [mm].
    ///
    /// ```
    /// use needlework::puncture::Penetration;
    /// use needlework::skin::{Person, Phototype, Sex, Site, Skin};
    /// let person = Person::median(40.0, Sex::Female, Phototype::II);
    /// let skin = Skin::resolve(&person, &Site::reference_face())?;
    /// let model = Penetration::default();
    /// assert_eq!(model.depth(0.25, 0.30, &skin), 0.0);                        // the skin only gives way
    /// assert!((model.depth(1.0, 0.30, &skin) - 0.70).abs() < 1e-12);
    /// assert_eq!(model.depth(3.0, 0.30, &skin), skin.layers.skin());          // stops at the fat
    /// # Ok::<(), needlework::limit::LimitError>(())
    /// ```
    pub fn depth(&self, travel: f64, indentation: f64, skin: &Skin) -> f64 {
        (travel - indentation).max(0.0).min(skin.layers.skin())
    }
}

/// Force to drive one sharp needle into skin: `F = (1 + s)·G·w` [N].
///
/// The work of opening a planar crack as wide as the channel, and the strain energy stored while the needle wedges
/// it open (Shergold and Fleck). `G` toughness [N/mm], `w` crack width [mm] = mouth ratio × needle diameter, `s`
/// stored to fracture energy [-]. Davis' law, linear in tip area, has no slope in the evidence; its range 0.1 to 3 N
/// (davis-2004) is the check. Valid for tips much finer than the shank; blunt tips need about 12 times more
/// (vanhooydonck-2024-dataset). Linear in width, where measured exponents are 0.6 to 1.0.
///
/// ```
/// use needlework::device::Needle;
/// use needlework::puncture::{Penetration, force_per_needle};
/// let force = force_per_needle(&Needle::new(1.5, 0.25), &Penetration::default());
/// assert!((force - 0.275).abs() < 1e-12);
/// ```
pub fn force_per_needle(needle: &Needle, model: &Penetration) -> f64 {
    (1.0 + model.stored_energy_ratio) * model.toughness * model.mouth_ratio * needle.diameter
}

/// Probability that a channel of a depth bleeds: `1/(1 + exp(-(d - z_v)/s))` above zero depth [-].
///
/// `z_v` is the depth of the first capillary loops [mm] and `s` the scale on which it varies [mm]. Bleeding in the
/// papillary dermis is seen with 0.5 mm needles (lima-2013-pig).
///
/// ```
/// use needlework::puncture::{Penetration, bleeding_probability};
/// use needlework::skin::{Person, Phototype, Sex, Site, Skin};
/// let skin = Skin::resolve(&Person::median(40.0, Sex::Female, Phototype::II), &Site::reference_face())?;
/// let bleeds = |depth| bleeding_probability(depth, &skin, &Penetration::default());
/// assert_eq!(bleeds(0.05), 0.0); // inside the epidermis
/// assert!((bleeds(skin.vessel_depth()) - 0.5).abs() < 1e-12);
/// assert!(bleeds(0.5) > 0.99);
/// # Ok::<(), needlework::limit::LimitError>(())
/// ```
pub fn bleeding_probability(depth: f64, skin: &Skin, model: &Penetration) -> f64 {
    if depth <= skin.layers.epidermis() {
        return 0.0;
    }
    1.0 / (1.0 + (-(depth - skin.vessel_depth()) / model.vessel_scale).exp())
}

/// Time that a pin is in the skin in one cycle of a pen: `t = acos(2δ/T - 1)/(π f)` [s].
///
/// The protrusion of a crank drive is `T(1 + cos 2πft)/2`; the pin is in the skin while it exceeds the indentation
/// `δ = T - d`. Zero where the pin does not pierce. `T` travel [mm], `d` depth [mm], `f` frequency [1/s].
///
/// ```
/// use needlework::puncture::pen_time_in_skin;
/// let time = pen_time_in_skin(1.5, 1.2, 7000.0 / 60.0);
/// assert!((1e3 * time - 6.04).abs() < 0.01); // milliseconds, of a cycle of 8.6
/// ```
pub fn pen_time_in_skin(travel: f64, depth: f64, frequency: f64) -> f64 {
    if depth <= 0.0 || travel <= 0.0 || frequency <= 0.0 {
        return 0.0;
    }
    let indentation = (travel - depth).clamp(0.0, travel);
    (2.0 * indentation / travel - 1.0).acos() / (PI * frequency)
}

/// Needles of a drum that are in the skin at once [-], and how far a needle sweeps along the surface while it is in,
/// if the skin did not follow it [mm].
///
/// The skin surface lies `h = R + L - d` from the axis, so a needle is in the skin for `|θ| < θ_c` with
/// `cos θ_c = 1 - d/(R + L)`; `N θ_c/π` of `N` needles are in at once. The needle crosses the surface at `h·tan θ`
/// from the axis while the axis advances by `R·θ`: sweep `2(h tan θ_c - R θ_c)`. `R` drum radius, `L` needle length,
/// `d` depth [mm].
///
/// ```
/// use needlework::device::{Needle, Roller};
/// use needlework::puncture::roller_contact;
/// let drum = Roller {
///     drum_diameter: 20.0, drum_width: 20.0, rings: 8, needles_per_ring: 24, stagger: 0.5,
///     needle: Needle::new(1.5, 0.25),
/// };
/// let (needles, sweep) = roller_contact(&drum, 1.2);
/// assert!((needles - 28.2).abs() < 0.1); // of 192, over an arc of 53°
/// assert!((sweep - 1.01).abs() < 0.01);
/// ```
pub fn roller_contact(roller: &Roller, depth: f64) -> (f64, f64) {
    let radius = 0.5 * roller.drum_diameter;
    let tip = radius + roller.needle.length;
    if depth <= 0.0 {
        return (0.0, 0.0);
    }
    let angle = (1.0 - (depth / tip).min(1.0)).acos();
    let surface = tip - depth;
    let needles = roller.needle_count() as f64 * angle / PI;
    (needles, 2.0 * (surface * angle.tan() - radius * angle).max(0.0))
}
