//! What mixing does to the point tier, and how it is put right.
//!
//! The point tier spreads a wound evenly over its zone. Round real channels the response saturates where the tissue was
//! wounded and is missing in between, so the excess of matrix over untreated skin comes out smaller: the unit cell keeps
//!
//! ```text
//! m(ρ, d, z, n) = 1 / (1 + (a/ρ + b) · n^(−p) · d^(−q) · exp(−r · z/d))
//! ```
//!
//! of it at depth `z` [mm] for `n` sessions of `ρ` channels per area [1/cm²] that reach `d` [mm]. Deep channels mix each plane
//! from above and below, and near the tips signals come down from denser wounds. Fitted to 65 entries of `validation/space`
//! (unit cells on day 28, depths down to 0.72 of the reach, one to eight sessions): residual 5.5 % root mean square,
//! 19 % at worst. Held out: random places 7.5 %, random and repeated 8.4 %, lattice 2.4 %, laser columns 7.8 and 12.6 %.
//!
//! Network and outcome maps were calibrated on well-mixed courses at 240 channels/cm² of 1.5 mm needles, so their constants hold
//! that loss already. What is applied is therefore `m(ρ, d, z, n)` relative to its value there: nothing for such a course, less
//! for sparser or shallower patterns, more for denser or deeper ones. A history of a spatial tier is divided by that value for the
//! same reason.
//!
//! Towards the tips the loss fades to none, and below them nothing is corrected: there the well-mixed tier understates (1.9 to 3.6
//! times at 1.0 mm under needles that reach 1.05 mm), since signals come down from the wounds above.

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
        #[doc = "Loss that falls with density, at 1 mm reach"]
        sparse_loss = 74.4, "1/cm²", Spread::LogNormal { log_sd: 0.25 }, Fitted, "validation/space: unit cells of needles";
        #[doc = "Loss that stays however dense the pattern, at 1 mm reach"]
        dense_loss = 0.112, "-", Spread::LogNormal { log_sd: 0.25 }, Fitted, "validation/space: unit cells of needles";
        #[doc = "Power by which the loss falls with the number of sessions"]
        session_power = 0.068, "-", Spread::Range { low: 0.0, high: 0.2 }, Fitted, "validation/space: 1, 2, 4 and 8 sessions in the same places";
        #[doc = "Power by which the loss falls with the reach of the channels"]
        reach_power = 1.287, "-", Spread::Range { low: 1.0, high: 1.6 }, Fitted, "validation/space: needles of 0.5 to 3 mm";
        #[doc = "Fall of the loss from the surface to the tips, as an exponent"]
        depth_decay = 1.897, "-", Spread::Range { low: 1.5, high: 2.4 }, Fitted, "validation/space: depths of 0.2, 0.5 and 1 mm";
        #[doc = "Density of the courses that network and outcome maps were calibrated on"]
        reference_density = 240.0, "1/cm²", Spread::Exact, Definition, "calibration of the healing network";
        #[doc = "Reach of their channels"]
        reference_reach = 1.05, "mm", Spread::Exact, Definition, "calibration of the healing network: 1.5 mm needles";
        #[doc = "Sparser patterns are corrected as this one"]
        lowest_density = 30.0, "1/cm²", Spread::Exact, Definition, "end of the range of the fit";
        #[doc = "Denser patterns are corrected as this one"]
        highest_density = 1000.0, "1/cm²", Spread::Exact, Definition, "end of the range of the fit";
        #[doc = "Shorter channels are corrected as this one"]
        least_reach = 0.35, "mm", Spread::Exact, Definition, "end of the range of the fit";
        #[doc = "Longer channels are corrected as this one"]
        most_reach = 2.1, "mm", Spread::Exact, Definition, "end of the range of the fit";
        #[doc = "Share of the reach down to which the loss is the fitted one"]
        fitted_share = 0.72, "-", Spread::Exact, Definition, "end of the range of the fit";
        #[doc = "Share of the reach from which on there is no loss; it fades in between"]
        lossless_share = 0.95, "-", Spread::Range { low: 0.8, high: 0.95 }, Assumed, "validation/space: at 0.95 of the reach the well-mixed tier understates";
    }
}

impl SpaceCorrection {
    /// Share of the well-mixed excess that separate wounds keep at a depth [-]: `density` [1/cm²], `reach` of the channels
    /// [mm], `depth` [mm], `sessions` of the course. 1 near the tips and below them.
    ///
    /// ```
    /// use needlework::course::SpaceCorrection;
    /// let correction = SpaceCorrection::default();
    /// assert!((correction.kept(240.0, 1.05, 0.2, 1) - 0.784).abs() < 0.001);
    /// assert!((correction.kept(60.0, 1.05, 0.2, 1) - 0.531).abs() < 0.001);
    /// assert!((correction.kept(60.0, 0.35, 0.2, 1) - 0.362).abs() < 0.001);
    /// assert_eq!(correction.kept(60.0, 1.05, 1.0, 1), 1.0);
    /// ```
    pub fn kept(&self, density: f64, reach: f64, depth: f64, sessions: usize) -> f64 {
        let share = depth / reach.max(f64::MIN_POSITIVE);
        let width = (self.lossless_share - self.fitted_share).max(f64::MIN_POSITIVE);
        let fade = ((self.lossless_share - share) / width).clamp(0.0, 1.0);
        let within = |value: f64, low: f64, high: f64| value.max(low).min(high.max(low));
        let density = within(density, self.lowest_density, self.highest_density);
        let reach = within(reach, self.least_reach, self.most_reach);
        let sessions = sessions.max(1) as f64;
        let loss = fade
            * (self.sparse_loss / density + self.dense_loss)
            * sessions.powf(-self.session_power)
            * reach.powf(-self.reach_power)
            * (-self.depth_decay * depth / reach).exp();
        1.0 / (1.0 + loss)
    }

    /// What separate wounds keep in the courses of the calibration [-].
    pub fn reference(&self, depth: f64, sessions: usize) -> f64 {
        self.kept(self.reference_density, self.reference_reach, depth, sessions)
    }

    /// Factor of the excess at each depth zone for the needling sessions of a course with this many other injuries, which
    /// are even, or columns that nobody has compared yet, and stay as they are.
    pub fn of_course(&self, sessions: &[Session], others: usize) -> Correction {
        let count = sessions.len();
        let events = (count + others) as f64;
        Correction::even(DEPTH_ZONES.map(|depth| {
            let factor = |session: &Session| {
                let density = 100.0 * session.injury.density;
                self.kept(density, session.pattern.depth_median, depth, count) / self.reference(depth, count)
            };
            let needled: f64 = sessions.iter().map(factor).sum();
            if count == 0 { 1.0 } else { (needled + others as f64) / events }
        }))
    }

    /// Factor that brings the excess of a spatial tier to the level of the calibration.
    pub fn of_calibration(&self, sessions: usize) -> Correction {
        let factor = |depth| if sessions == 0 { 1.0 } else { 1.0 / self.reference(depth, sessions) };
        Correction::even(DEPTH_ZONES.map(factor))
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
    fn a_course_like_those_of_the_calibration_is_left_alone() {
        let correction = SpaceCorrection::default();
        for sessions in 1..10 {
            for depth in DEPTH_ZONES {
                let kept = correction.kept(240.0, 1.05, depth, sessions);
                assert_eq!(kept / correction.reference(depth, sessions), 1.0);
            }
        }
        assert!(correction.kept(60.0, 1.05, 0.2, 5) < correction.kept(240.0, 1.05, 0.2, 5));
        assert!(correction.kept(240.0, 0.5, 0.2, 1) < correction.kept(240.0, 1.05, 0.2, 1));
        // Without a jump where channels come to reach a zone.
        let reaches: Vec<f64> = (0..200).map(|n| correction.kept(60.0, 0.005 * f64::from(n), 0.5, 1)).collect();
        assert!(reaches.windows(2).all(|pair| (pair[1] - pair[0]).abs() < 0.03) && reaches[0] == 1.0);
        assert_eq!(correction.kept(5000.0, 1.05, 0.2, 5), correction.kept(1000.0, 1.05, 0.2, 5));
        assert_eq!(correction.kept(1.0, 1.05, 0.2, 5), correction.kept(30.0, 1.05, 0.2, 5));
    }

    /// Residual of a formula against the stored table, root mean square of the rows that `chosen` takes by case.
    fn residual(chosen: impl Fn(&str) -> bool, formula: impl Fn(f64, f64, f64, usize) -> f64) -> (usize, f64) {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../validation/space/reduction.csv");
        let text = std::fs::read_to_string(path).unwrap();
        let mut lines = text.lines();
        let names: Vec<&str> = lines.next().unwrap().split(',').collect();
        let place = |name: &str| names.iter().position(|known| *known == name).unwrap();
        let columns =
            ["density_per_cm2", "length_mm", "depth_mm", "sessions", "ratio_d28", "kind", "pattern", "case"].map(place);
        let mut errors = Vec::new();
        for line in lines {
            let cells: Vec<&str> = line.split(',').collect();
            let [density, length, depth, sessions, kept, kind, pattern, case] = columns.map(|column| cells[column]);
            let number = |text: &str| text.parse::<f64>().unwrap();
            let reach = number(length) * if kind == "needle" { 0.7 } else { 1.0 };
            let group = if kind == "needle" && pattern == "cell" { "fitted" } else { case };
            if kept.is_empty() || number(depth) > 0.9 * reach || !chosen(group) {
                continue;
            }
            let predicted = formula(number(density), reach, number(depth), sessions.parse().unwrap());
            errors.push((predicted / number(kept) - 1.0).powi(2));
        }
        (errors.len(), (errors.iter().sum::<f64>() / errors.len() as f64).sqrt())
    }

    #[test]
    fn the_formula_leaves_the_stated_residual_against_the_spatial_tiers() {
        let correction = SpaceCorrection::default();
        let kept = |density, reach, depth, sessions| correction.kept(density, reach, depth, sessions);
        let one_number =
            |density: f64, _: f64, _: f64, sessions: usize| 1.0 / (1.0 + 50.0 * (sessions as f64).powf(-0.3) / density);
        for (group, rows, stated) in [
            ("fitted", 65, 0.055),
            ("random", 14, 0.077),
            ("repeated at random", 6, 0.086),
            ("lattice", 2, 0.023),
            ("ablative laser", 6, 0.076),
            ("non-ablative laser", 6, 0.127),
        ] {
            let (count, found) = residual(|case| case == group, kept);
            assert_eq!(count, rows, "{group}");
            assert!((found - stated).abs() < 0.001, "{group}: {found}");
            assert!(found < residual(|case| case == group, one_number).1, "{group}");
        }
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
