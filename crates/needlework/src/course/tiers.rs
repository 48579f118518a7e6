//! One course in every tier, side by side.

use super::assess::History;
use super::correction::{Correction, SpaceCorrection};
use super::heal::Patient;
use super::space::{PatchChannels, SpaceCourse, Tier};
use crate::healing::Species;
use crate::outcome::{DEPTH_ZONES, DepthZone};

/// Days after the first session on which tissue is compared, beside the reading day and the end [day].
const DAYS: [f64; 2] = [14.0, 28.0];

/// The central course of one zone in every tier that was run.
#[derive(Clone, Debug)]
pub struct Tiers {
    /// Well-mixed zones, as integrated.
    pub point: History<f64>,
    /// Well-mixed zones, corrected for separate wounds.
    pub corrected: History<f64>,
    /// The unit cell, as integrated.
    pub unit_cell: Option<History<f64>>,
    /// The patch, as integrated, as far as it went.
    pub patch: Option<History<f64>>,
    /// Channels of each needling session in the patch.
    pub channels: Vec<PatchChannels>,
    /// The unit cell at the level of the calibration.
    calibrated: Option<History<f64>>,
    /// When the first session is [day].
    first_session: f64,
}

/// One quantity on one day at one depth, in every tier; `None` where a tier was not run or does not reach that day.
#[derive(Clone, Debug, PartialEq)]
pub struct TierRow {
    /// Depth of the zone [mm].
    pub depth: f64,
    /// Day of the course; for a peak, the end of the days it is looked for in [day].
    pub day: f64,
    /// What is compared.
    pub quantity: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// Well-mixed zone, in `unit` [any].
    pub point: f64,
    /// Well-mixed zone, corrected, in `unit` [any].
    pub corrected: f64,
    /// Unit cell, in `unit` [any].
    pub unit_cell: Option<f64>,
    /// Unit cell at the level of the calibration, which the endpoints use, in `unit` [any].
    pub calibrated: Option<f64>,
    /// Patch, in `unit` [any].
    pub patch: Option<f64>,
}

/// Values below this are as good as nothing: a ratio to them says nothing, be they per cent or times rest [any].
const AS_GOOD_AS_NOTHING: f64 = 0.5;

impl TierRow {
    /// The finest tier that was run, relative to the well-mixed zone as integrated, minus 1; `None` where that zone hardly
    /// changes at all [-].
    pub fn difference(&self) -> Option<f64> {
        relative(self.patch.or(self.unit_cell)?, self.point)
    }

    /// The corrected well-mixed zone relative to the unit cell at the level of the calibration, minus 1; `None` where that
    /// hardly changes at all [-].
    pub fn left(&self) -> Option<f64> {
        relative(self.corrected, self.calibrated?)
    }
}

fn relative(value: f64, to: f64) -> Option<f64> {
    (to.abs() >= AS_GOOD_AS_NOTHING).then(|| value / to - 1.0)
}

impl Tiers {
    /// The point tier of a zone beside what was run of it in space.
    pub(super) fn of(point: History<f64>, correction: &Correction, patient: &Patient, spaces: &[SpaceCourse]) -> Self {
        let run = |tier: Tier| spaces.iter().find(|space| space.zone == patient.zone && space.tier == tier);
        let history = |tier: Tier| run(tier).map(|space| space.history.clone());
        let (unit_cell, patch) = (history(Tier::UnitCell), history(Tier::Patch));
        let level = SpaceCorrection::default().of_calibration(patient.sessions.len());
        Self {
            corrected: correction.applied(&point),
            // A run that was stopped early cannot stand for the whole course.
            calibrated: unit_cell.as_ref().filter(|cell| cell.times == point.times).map(|cell| level.applied(cell)),
            first_session: patient.sessions.first().map_or(0.0, |session| session.day),
            point,
            unit_cell,
            patch,
            channels: run(Tier::Patch).map_or_else(Vec::new, |space| space.channels.clone()),
        }
    }

    /// The finest tier that covers the course, at the level of the calibration.
    pub fn best(&self) -> &History<f64> {
        self.calibrated.as_ref().unwrap_or(&self.corrected)
    }

    /// Which tier [`best`](Self::best) is.
    pub fn tier(&self) -> Tier {
        if self.calibrated.is_some() { Tier::UnitCell } else { Tier::Point }
    }

    /// What brings the well-mixed zones to the unit cell at the level of the calibration, where one was run.
    pub(super) fn measured(&self) -> Option<Correction> {
        Some(Correction::between(&self.point, self.calibrated.as_ref()?))
    }

    /// The tiers compared: at each depth zone, the gain of collagen and the vessels two and four weeks after the first
    /// session, on `reading_day` and at the end, and the peak of myofibroblasts.
    pub fn rows(&self, reading_day: f64) -> Vec<TierRow> {
        let end = self.point.times.last().copied().unwrap_or(0.0);
        let mut days: Vec<f64> =
            DAYS.iter().map(|after| self.first_session + after).chain([reading_day, end]).collect();
        days.retain(|day| *day <= end);
        days.sort_by(f64::total_cmp);
        days.dedup();
        let mut rows = Vec::new();
        for (place, depth) in DEPTH_ZONES.into_iter().enumerate() {
            let mut push = |day: f64, quantity, unit, read: &dyn Fn(&History<f64>) -> Option<f64>| {
                let some = |history: &Option<History<f64>>| history.as_ref().and_then(read);
                let (Some(point), Some(corrected)) = (read(&self.point), read(&self.corrected)) else { return };
                rows.push(TierRow {
                    depth,
                    day,
                    quantity,
                    unit,
                    point,
                    corrected,
                    unit_cell: some(&self.unit_cell),
                    calibrated: some(&self.calibrated),
                    patch: some(&self.patch),
                });
            };
            for &day in &days {
                let at = |history: &History<f64>, value: &dyn Fn(&DepthZone<f64>) -> f64| {
                    let last = history.times.last()?;
                    let index = history.times.iter().rposition(|time| *time <= day + 1e-9)?;
                    (*last >= day - 1e-9).then(|| value(&history.depths[index][place]))
                };
                push(day, "collagen_gain", "% of untreated", &|history| {
                    at(history, &|zone| 100.0 * (zone.collagen_ratio() - 1.0))
                });
                push(day, "vessels", "times rest", &|history| at(history, &|zone| zone.ratio(Species::Vessels)));
            }
            let until = days.iter().copied().find(|day| *day >= self.first_session + DAYS[1]).unwrap_or(end);
            push(until, "myofibroblast_peak", "times rest", &|history| {
                // A peak in fewer days is another quantity.
                history.times.last().filter(|last| **last >= until - 1e-9)?;
                let within = history.times.iter().take_while(|time| **time <= until + 1e-9).count();
                let levels =
                    history.depths.iter().take(within).map(|zones| zones[place].ratio(Species::Myofibroblasts));
                levels.fold(None, |most: Option<f64>, level| Some(most.map_or(level, |most| most.max(level))))
            });
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_ratio_is_given_to_what_hardly_changes() {
        assert_eq!(relative(12.0, 10.0).map(|share| (share * 1e9).round()), Some(2e8));
        assert_eq!(relative(4.0, 1e-7), None);
        assert_eq!(relative(-4.0, -2.0), Some(1.0));
    }
}
