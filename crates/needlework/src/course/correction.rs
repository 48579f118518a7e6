//! What mixing does to the point tier, and how it is put right.
//!
//! The point tier spreads a wound evenly over its zone. Round real channels the response saturates where the tissue was
//! wounded and is missing in between, so the excess of matrix over untreated skin comes out smaller: the unit cell keeps
//!
//! ```text
//! m(ρ, n) = 1 / (1 + ρ½(n)/ρ),   ρ½(n) = ρ½ · n^(−p)
//! ```
//!
//! of it for `n` sessions at `ρ` channels per area. One session at 60, 240 and 1000/cm²: 0.54, 0.83, 0.90; five sessions at
//! 61, 244 and 989/cm², 1.5 mm needles: 0.66, 0.90, 0.95. Nothing more is gained above 500/cm².
//!
//! Network and outcome maps were calibrated on well-mixed courses at 240 channels/cm², so their constants hold that loss
//! already. What is applied is therefore `m(ρ, n)/m(240/cm², n)`: nothing at the density of the calibration, less for sparser
//! patterns, more for denser ones. A history of a spatial tier is divided by `m(240/cm², n)` for the same reason.
//!
//! Below 0.75 mm nothing is corrected: there the signals that diffuse down from denser wounds make up for what mixing
//! overstates (the unit cell has 0.98 to 1.3 times the excess of the point tier at 1 mm, depending on reach and density).

use super::assess::History;
use super::sessions::Session;
use crate::healing::Species;
use crate::outcome::DEPTH_ZONES;
use crate::provenance::{Spread, coefficients};

/// Species whose excess is corrected: matrix, and the programme that makes it. All keep the same share within 0.05; cells,
/// vessels and hyaluronan are left alone, since theirs are transient and keep other shares at other times.
pub const CORRECTED: [Species; 8] = [
    Species::RemodellingProgramme,
    Species::Collagen3,
    Species::ImmatureCollagen1,
    Species::MatureCollagen1,
    Species::DisorganisedCollagen,
    Species::Tropoelastin,
    Species::ElasticFibres,
    Species::ElastoticMaterial,
];

coefficients! {
    /// The correction of the point tier for separate wounds.
    pub struct SpaceCorrection {
        #[doc = "Density at which one session keeps half of the well-mixed excess"]
        half_density = 50.0, "1/cm²", Spread::LogNormal { log_sd: 0.4 }, Fitted, "unit cell, one session of 1.5 mm needles at 60, 240 and 1000/cm²";
        #[doc = "Power by which that density falls with the number of sessions"]
        session_power = 0.3, "-", Spread::Range { low: 0.2, high: 0.4 }, Fitted, "unit cell, one and five sessions at 61, 244 and 989/cm²";
        #[doc = "Density of the courses that network and outcome maps were calibrated on"]
        reference_density = 240.0, "1/cm²", Spread::Exact, Definition, "calibration of the healing network";
        #[doc = "Sparser patterns are corrected as this one"]
        lowest_density = 60.0, "1/cm²", Spread::Exact, Definition, "end of the range of the fit";
        #[doc = "Denser patterns are corrected as this one"]
        highest_density = 500.0, "1/cm²", Spread::Exact, Fitted, "unit cell: 0.90 at 1000/cm² against 0.91 of the formula at 500/cm²";
        #[doc = "Depth down to which the correction is applied"]
        deepest = 0.75, "mm", Spread::Exact, Assumed, "between the zones at 0.5 mm, which the formula fits, and 1 mm, which it does not";
    }
}

impl SpaceCorrection {
    /// Share of the well-mixed excess that separate wounds keep, `m(ρ, n)` [-]; `density` [1/cm²], `sessions` the number
    /// of sessions of the course.
    ///
    /// ```
    /// use needlework::course::SpaceCorrection;
    /// let correction = SpaceCorrection::default();
    /// assert!((correction.kept(240.0, 1) - 0.83).abs() < 0.01);
    /// assert!((correction.kept(60.0, 1) - 0.54).abs() < 0.01);
    /// assert!((correction.kept(61.0, 5) - 0.66).abs() < 0.02);
    /// ```
    pub fn kept(&self, density: f64, sessions: usize) -> f64 {
        let density = density.max(self.lowest_density).min(self.highest_density.max(self.lowest_density));
        let half = self.half_density * (sessions.max(1) as f64).powf(-self.session_power);
        1.0 / (1.0 + half / density)
    }

    /// What separate wounds keep at the density of the calibration [-].
    pub fn reference(&self, sessions: usize) -> f64 {
        self.kept(self.reference_density, sessions)
    }

    /// Factor of the excess at each depth zone for the needling sessions of a course with this many other injuries, which
    /// are even, or columns that nobody has compared yet, and stay as they are.
    pub fn of_course(&self, sessions: &[Session], others: usize) -> Correction {
        let count = sessions.len();
        let needled: f64 = sessions
            .iter()
            .map(|session| self.kept(100.0 * session.injury.density, count) / self.reference(count))
            .sum();
        let events = (count + others) as f64;
        let mean = if count == 0 { 1.0 } else { (needled + others as f64) / events };
        Correction::even(DEPTH_ZONES.map(|depth| if depth <= self.deepest { mean } else { 1.0 }))
    }

    /// Factor that brings the excess of a spatial tier to the level of the calibration.
    pub fn of_calibration(&self, sessions: usize) -> Correction {
        if sessions == 0 {
            return Correction::even([1.0; 3]);
        }
        let factor = 1.0 / self.reference(sessions);
        Correction::even(DEPTH_ZONES.map(|depth| if depth <= self.deepest { factor } else { 1.0 }))
    }
}

/// What is done to the excess of [`CORRECTED`] over untreated skin, by depth zone: `factor · excess + shift`.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// Factor by depth zone and species [-].
    pub factors: [[f64; CORRECTED.len()]; 3],
    /// Addition by recorded time, depth zone and species, relative to untreated skin; empty for none [-].
    pub shifts: Vec<[[f64; CORRECTED.len()]; 3]>,
}

impl Correction {
    /// The same factor for all species of a zone.
    pub fn even(factors: [f64; 3]) -> Self {
        Self { factors: factors.map(|factor| [factor; CORRECTED.len()]), shifts: Vec::new() }
    }

    /// The correction that brings `point` to `space`, as near as one factor for all times does.
    ///
    /// The factor is the slope of one excess against the other over time. Where the point tier has hardly any excess (a zone
    /// below the needles) or the slope is not between a third and three, the difference is added instead.
    pub fn between(point: &History<f64>, space: &History<f64>) -> Self {
        /// Excess that counts as none, root mean square over time [-].
        const NOTHING: f64 = 0.005;
        let mut correction = Self::even([1.0; 3]);
        correction.shifts = vec![[[0.0; CORRECTED.len()]; 3]; point.times.len()];
        let length = point.times.last().copied().unwrap_or(0.0).max(f64::MIN_POSITIVE);
        for depth in 0..DEPTH_ZONES.len() {
            for (place, species) in CORRECTED.into_iter().enumerate() {
                let excess = |history: &History<f64>, time: usize| history.depths[time][depth].ratio(species) - 1.0;
                let (mut both, mut own) = (0.0, 0.0);
                for time in 1..point.times.len().min(space.times.len()) {
                    let step = point.times[time] - point.times[time - 1];
                    both += step * excess(point, time) * excess(space, time);
                    own += step * excess(point, time).powi(2);
                }
                let slope = both / own;
                if (own / length).sqrt() > NOTHING && (1.0 / 3.0..=3.0).contains(&slope) {
                    correction.factors[depth][place] = slope;
                } else {
                    for (time, shift) in correction.shifts.iter_mut().enumerate().take(space.times.len()) {
                        shift[depth][place] = excess(space, time) - excess(point, time);
                    }
                }
            }
        }
        correction
    }

    /// The corrected history.
    #[must_use]
    pub fn applied(&self, history: &History<f64>) -> History<f64> {
        let mut corrected = history.clone();
        for (time, zones) in corrected.depths.iter_mut().enumerate() {
            for (depth, zone) in zones.iter_mut().enumerate() {
                for (place, species) in CORRECTED.into_iter().enumerate() {
                    let rest = zone.untreated[species.index()];
                    let shift = self.shifts.get(time).map_or(0.0, |shift| shift[depth][place]);
                    let factor = self.factors[depth][place];
                    if factor != 1.0 || shift != 0.0 {
                        let treated = &mut zone.treated[species.index()];
                        *treated = (rest + factor * (*treated - rest) + shift * rest).max(0.0);
                    }
                }
            }
        }
        corrected
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::healing::SPECIES_COUNT;
    use crate::outcome::DepthZone;

    fn history(excess: [f64; 3]) -> History<f64> {
        let at = |time: f64| {
            excess
                .map(|size| DepthZone { treated: [1.0 + size * time; SPECIES_COUNT], untreated: [1.0; SPECIES_COUNT] })
        };
        let times: Vec<f64> = (0..=10).map(f64::from).collect();
        let depths: Vec<[DepthZone<f64>; 3]> = times.iter().map(|time| at(time / 10.0)).collect();
        History { upper: depths.iter().map(|zones| zones[0]).collect(), depths, times }
    }

    #[test]
    fn at_the_density_of_the_calibration_nothing_changes() {
        let correction = SpaceCorrection::default();
        for sessions in 1..10 {
            assert_eq!(correction.kept(240.0, sessions) / correction.reference(sessions), 1.0);
        }
        assert!(correction.kept(60.0, 5) < correction.kept(240.0, 5));
        assert_eq!(correction.kept(2000.0, 5), correction.kept(500.0, 5));
        assert_eq!(correction.kept(1.0, 5), correction.kept(60.0, 5));
    }

    #[test]
    fn a_measured_correction_gives_the_spatial_history_back() {
        let (point, space) = (history([0.4, 0.3, 0.0]), history([0.3, 0.36, 0.1]));
        let measured = Correction::between(&point, &space);
        let back = measured.applied(&point);
        for (ours, theirs) in back.depths.iter().zip(&space.depths) {
            for depth in 0..3 {
                for species in CORRECTED {
                    assert!((ours[depth].now(species) - theirs[depth].now(species)).abs() < 1e-12);
                }
            }
        }
        // What is not matrix is left alone.
        let cells = |history: &History<f64>| history.depths[10][0].now(Species::Fibroblasts);
        assert_eq!(cells(&back), cells(&point));
    }
}
