//! What a peel, a laser or radiofrequency needles feel like, and how long flakes and crusts are seen after them.
//!
//! Peels go by their reach `x`, the dose over that of a medium peel; what is dead flakes off once new horny layer has formed
//! below it:
//!
//! ```text
//! flakes from    f_0 + f_1 min(x, 1)          and until   u x^p            days, for x above that of the least peel
//! pain           10 (1 − exp(−k x a^0.3))     a the treated share of the zone
//! ```
//!
//! Lasers hurt as needles do, by their depth `L` and the share `F` of the surface that they heat,
//! `10 (1 − exp(−s (1 − exp(−(L/0.52)^1.77)) (F/0.1)^0.3))`. Columns with a core are seen as crusts for `c_0 + c_1 w`, `w` the
//! width of the rim; columns without one as fine flakes, the debris that works its way out. Redness and swelling are those of
//! the simulated tissue and not of this page.

use super::TolerabilityParameters;
use crate::outcome::{Anaesthesia, OutcomeParameters, pain};
use serde::Serialize;

/// Percentiles 5 and 95 of a standard normal number.
const NINETY: f64 = 1.645;

/// What was done, as far as the days after it depend on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Treated {
    /// A peel.
    Peel {
        /// Dose over that of a medium peel [-].
        reach: f64,
        /// Least reach that injures [-].
        least: f64,
        /// Reach at which the papillary dermis is met: the skin comes off in sheets and not in flakes [-].
        medium: f64,
        /// Share of the zone that it is pressed into; 1 for an even peel [-].
        share: f64,
    },
    /// Columns of a fractional laser.
    Columns {
        /// Depth of the columns [mm].
        depth: f64,
        /// Share of the surface under cores and rims [-].
        coverage: f64,
        /// Width of the rim [mm].
        rim: f64,
        /// Whether tissue is removed.
        ablative: bool,
    },
    /// Radiofrequency needles.
    Needles {
        /// Depth of the tips [mm].
        depth: f64,
        /// Punctures per area [1/cm²].
        density: f64,
    },
}

/// A middle with the 5th and the 95th percentile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Span {
    /// The middle, in the unit of the quantity [any].
    pub central: f64,
    /// 5 % lie below, same unit [any].
    pub low: f64,
    /// 5 % lie above, same unit [any].
    pub high: f64,
}

impl Span {
    /// A positive quantity with a log-normal spread.
    fn log_normal(central: f64, log_sd: f64) -> Self {
        let factor = (NINETY * log_sd).exp();
        Self { central, low: central / factor, high: central * factor }
    }

    /// A score of 0 to 10 with a normal spread.
    fn score(central: f64, sd: f64) -> Self {
        let at = |score: f64| score.clamp(0.0, 10.0);
        Self { central: at(central), low: at(central - NINETY * sd), high: at(central + NINETY * sd) }
    }
}

/// Flakes, crusts and pain of one treatment.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Recovery {
    /// Pain while it is done, 0 to 10 [-].
    pub pain: Span,
    /// Time after which skin begins to flake [day]; of no meaning where it does not.
    pub flaking_from: f64,
    /// Time until which it flakes; zero where it does not [day].
    pub flaking: Span,
    /// Whether it comes off in sheets, which nobody overlooks.
    pub sheets: bool,
    /// Time until which crusts are seen; zero where there are none [day].
    pub crusts: Span,
    /// Evidence behind pain, flakes and crusts.
    pub evidence: Vec<&'static str>,
    /// Why that is thin.
    pub thin: &'static str,
}

impl Recovery {
    /// Whether skin flakes a time after the treatment (day).
    pub fn flakes(&self, after: f64) -> bool {
        self.flaking.central > 0.0 && (self.flaking_from..=self.flaking.central).contains(&after)
    }

    /// Whether crusts are seen a time after the treatment (day); on the first day it is the wound itself.
    pub fn crusted(&self, after: f64) -> bool {
        after >= 0.5 && after <= self.crusts.central
    }

    /// Time until neither flakes nor crusts are seen [day].
    pub fn clear(&self) -> f64 {
        self.flaking.central.max(self.crusts.central)
    }
}

/// What a treatment feels like and how long it flakes and crusts.
///
/// ```
/// use needlework::outcome::tolerability::{Treated, recovery};
/// let even = |reach| recovery(&Treated::Peel { reach, least: 0.15, medium: 0.85, share: 1.0 });
/// let superficial = even(0.5);
/// assert!((superficial.flaking.central - 9.0 * 0.5_f64.powf(0.8)).abs() < 1e-12); // five days
/// assert!(superficial.flakes(3.0) && !superficial.flakes(1.0) && !superficial.sheets);
/// assert_eq!(even(0.1).flaking.central, 0.0); // only loosens horny cells
/// assert!(even(1.0).sheets && even(1.0).pain.central > superficial.pain.central);
/// ```
pub fn recovery(treated: &Treated) -> Recovery {
    let c = TolerabilityParameters::default();
    let body = OutcomeParameters::default();
    match *treated {
        Treated::Peel { reach, least, medium, share } => {
            let stimulus = c.peel_pain * reach * share.clamp(0.0, 1.0).powf(body.pain_density_power);
            let hurts = 10.0 * (1.0 - (-stimulus).exp());
            let injures = reach >= least;
            let until = if injures { c.peel_flaking * reach.powf(c.peel_flaking_power) } else { 0.0 };
            // Acid in single scars leaves crusts there and nothing between them.
            let spots = share < 1.0;
            let span = Span::log_normal(until, c.peel_flaking_spread);
            Recovery {
                pain: Span::score(hurts, c.pain_between_people),
                flaking_from: c.peel_flaking_first + c.peel_flaking_later * reach.min(1.0),
                flaking: if spots { Span::default() } else { span },
                sheets: reach >= medium && !spots,
                crusts: if spots { span } else { Span::default() },
                evidence: vec!["tca-peels-chapter", "sharad-2013-glycolic-review", "amore-2021"],
                thin: "no trial in the evidence counted the days of flaking or scored the pain of a peel; the middle is that of practice",
            }
        }
        Treated::Columns { depth, coverage, rim, ablative } => {
            let reach = 1.0 - (-(depth / body.pain_length).powf(body.pain_length_power)).exp();
            let slope = if ablative { c.laser_pain } else { c.laser_pain * c.cooled_pain };
            let stimulus = slope * reach * (coverage / c.laser_pain_coverage).powf(body.pain_density_power);
            let hurts = 10.0 * (1.0 - (-stimulus).exp());
            let crusts = if ablative { c.laser_crusts + c.laser_crusts_rim * rim } else { 0.0 };
            let debris = if ablative { 0.0 } else { c.debris_flaking };
            Recovery {
                pain: Span::score(hurts, c.pain_between_people),
                flaking_from: c.debris_flaking_first,
                flaking: Span::log_normal(debris, c.laser_spread),
                sheets: false,
                crusts: Span::log_normal(crusts, c.laser_spread),
                evidence: if ablative {
                    vec!["jeong-2020-pain-review", "rajput-2021-co2-rf"]
                } else {
                    vec!["fractional-effects-chapter", "acne-org-laser-effects"]
                },
                thin: if ablative {
                    "one trial each for pain and for crusts; how they go with energy and density is assumed"
                } else {
                    "pain under cooling is assumed; the days of flaking are those in which heated debris leaves"
                },
            }
        }
        Treated::Needles { depth, density } => {
            let hurts = pain(depth, density, Anaesthesia::Cream, &body);
            Recovery {
                pain: Span::score(hurts, c.pain_between_people),
                evidence: vec!["jeong-2020-pain-review", "rfmn-periorbital-2022", "eubanks-2021", "rajput-2021-co2-rf"],
                thin: "scores of 2.2 to 5.7 were read; the heat is not in the law, which is that of plain needles",
                ..Recovery::default()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peel(reach: f64) -> Recovery {
        recovery(&Treated::Peel { reach, least: 0.15, medium: 0.85, share: 1.0 })
    }

    #[test]
    fn a_stronger_peel_hurts_more_and_flakes_longer() {
        let all: Vec<Recovery> = (2..=30).map(|step| peel(0.1 * f64::from(step))).collect();
        for pair in all.windows(2) {
            assert!(pair[1].flaking.central > pair[0].flaking.central && pair[1].pain.central > pair[0].pain.central);
            assert!(pair[1].flaking_from >= pair[0].flaking_from);
        }
        for one in &all {
            assert!(one.flaking.low < one.flaking.central && one.flaking.central < one.flaking.high);
            assert!(one.flaking_from < one.flaking.central, "{one:?}");
            assert!((0.0..=10.0).contains(&one.pain.low) && (0.0..=10.0).contains(&one.pain.high));
        }
        // Practice: some days after a superficial peel, a week and more after a medium one, two after a deep one.
        assert!((3.0..7.0).contains(&peel(0.5).flaking.central));
        assert!((7.0..14.0).contains(&peel(1.0).flaking.central));
        assert!((10.0..16.0).contains(&peel(1.5).flaking.central));
    }

    #[test]
    fn acid_in_scars_crusts_there_and_hurts_less_than_over_the_face() {
        let spots = recovery(&Treated::Peel { reach: 2.8, least: 0.15, medium: 0.85, share: 0.01 });
        assert_eq!(spots.flaking.central, 0.0);
        assert!(spots.crusts.central > 5.0 && spots.crusted(3.0) && !spots.sheets);
        assert!(spots.pain.central < peel(2.8).pain.central - 2.0);
    }

    #[test]
    fn lasers_and_radiofrequency_lie_where_trials_scored_them() {
        let columns = |ablative, rim| recovery(&Treated::Columns { depth: 0.76, coverage: 0.095, rim, ablative });
        let (co2, erbium) = (columns(true, 0.063), columns(true, 0.012));
        // Shin 2012 in jeong-2020-pain-review: 6.5 for fractional CO2, 5.7 for radiofrequency needles.
        assert!((co2.pain.central - 6.5).abs() < 0.5, "{:?}", co2.pain);
        let needles = recovery(&Treated::Needles { depth: 1.5, density: 100.0 });
        assert!((2.2..=5.7).contains(&needles.pain.central), "{:?}", needles.pain);
        // rajput-2021-co2-rf: crusts in all a week after fractional CO2, in none after radiofrequency needles.
        assert!(co2.crusted(7.0) && needles.crusts.central == 0.0 && erbium.crusts.central < co2.crusts.central);
        let glass = columns(false, 0.06);
        assert!(glass.flakes(5.0) && glass.crusts.central == 0.0 && glass.pain.central < co2.pain.central);
        assert_eq!(columns(true, 0.063).flaking.high, 0.0);
    }
}
