//! Risks that build up over a course, each as a probability.

use super::{Assessment, Better, Info, Measure};
use crate::healing::pigment_reactivity;
use crate::number::Real;

/// Post-inflammatory hyperpigmentation: `1 − exp(−s (h_i D + h_h r H))`.
///
/// `D` the melanocyte dose of inflammation [day], `H` the share of the tissue under the epidermis that heat or acid has denatured,
/// summed over the sessions [-], `r` the reactivity of the phototype [-], `s` that of the site [-]. Inflammation alone, which
/// was fitted to needles, gives lasers two to twelve times too little.
#[derive(Debug)]
pub struct PostInflammatoryPigment;

impl Measure for PostInflammatoryPigment {
    const INFO: Info = Info {
        id: "pigment-risk",
        name: "Risk of post-inflammatory pigment",
        unit: "%",
        better: Better::Lower,
        group: "Risk",
        meaning: "Chance of post-inflammatory hyperpigmentation at any time up to this day, under the sun exposure of the study.",
        source: "dogra-2014 (5/30) and dark-skin-microneedling-pahpi (0/39) pooled for needles; chan-2007-pih for heat",
    };
    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let c = assessment.parameters;
        let site = assessment.skin.site.pigment_risk;
        let reactivity = pigment_reactivity(assessment.skin.person.phototype);
        let inflamed = R::constant(c.pigment_hazard * site) * assessment.accumulated.melanocyte_dose;
        let hazard = inflamed + R::constant(c.heat_pigment_hazard * reactivity * site) * assessment.accumulated.heated;
        Some(R::constant(100.0) * (R::one() - (-hazard).exp()))
    }
}

/// Infection: `1 − exp(−h O)`, `O = ∫ min(o, o_max) dt`.
///
/// `o` the share of the surface open through barrier and living epidermis [-], `o_max` the share up to which the hazard `h`
/// \[1/day\] of needled faces is taken to hold [-]. A face that is open as a whole after a peel or a laser was never
/// counted, so there the figure is a guess from needles and not calibrated.
#[derive(Debug)]
pub struct Infection;

impl Measure for Infection {
    const INFO: Info = Info {
        id: "infection-risk",
        name: "Risk of infection",
        unit: "%",
        better: Better::Lower,
        group: "Risk",
        meaning: "Chance of infection up to this day when all is sterile; ten times more if not. Not calibrated for peels and lasers.",
        source: "assumed hazard of needled skin, bounded by juhasz-2020-scars-safety",
    };
    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R> {
        let hazard = R::constant(assessment.parameters.infection_hazard) * assessment.accumulated.open_barrier;
        Some(R::constant(100.0) * (R::one() - (-hazard).exp()))
    }
}
