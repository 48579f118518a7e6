//! A vertical slice through the patch, kept on a few days for pictures.

use super::tissue::SpaceTissue;
use crate::healing::{DERMAL_COUNT, SPECIES, SPECIES_COUNT};
use crate::injury::{Destruction, LaserColumns, RadiofrequencyNeedles, destroyed_radius};
use crate::skin::Layers;
use crate::space::{Axis, Block};
use crate::tissue::{Channel, Puncture};

/// Days after the first treatment on which the slice is kept, beside the last day [day].
const AFTER: [f64; 10] = [0.0, 1.0 / 24.0, 1.0, 3.0, 7.0, 14.0, 28.0, 60.0, 90.0, 180.0];
/// Days after a later session that show its wounds, not the course [day].
const FRESH: f64 = 5.0;

/// A channel where the slice cuts it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CutChannel {
    /// Where it lies along the slice [mm].
    pub x: f64,
    /// How deep it reaches in the slice [mm].
    pub depth: f64,
    /// Half the width of the hole in the stratum corneum [mm].
    pub mouth_radius: f64,
    /// Half the width of the dead tissue at the surface [mm].
    pub dead_radius: f64,
    /// Exponent of the taper towards the tip [-].
    pub taper: f64,
}

/// The slice at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Slice {
    /// Day of the course [day].
    pub day: f64,
    /// Every species in its unit: dermal ones along the slice, layer after layer, epidermal ones along the slice [any].
    pub contents: Vec<Vec<f32>>,
}

/// Slices through one row of the columns of a patch: the row that cuts most of the channels of its first session.
#[derive(Clone, Debug, PartialEq)]
pub struct Slices {
    /// Number of the row.
    pub row: usize,
    /// Along the slice.
    pub across: Axis,
    /// Down.
    pub depth: Axis,
    /// Layers of the skin before treatment.
    pub layers: Layers,
    /// Channels of the first session, rising along the slice.
    pub channels: Vec<CutChannel>,
    /// Level of the viable epidermis before treatment, in its unit [-].
    pub epidermis: f64,
    /// The moments; the first is before the first treatment.
    pub taken: Vec<Slice>,
}

/// Days on which the slice of a course is kept: `treatments` in the order of time, until `end` [day].
pub(super) fn slice_days(treatments: &[f64], end: f64) -> Vec<f64> {
    let Some(&first) = treatments.first() else { return Vec::new() };
    let fresh = |day: f64| treatments.iter().any(|later| *later > first && day > *later && day < later + FRESH);
    let mut days: Vec<f64> = AFTER.iter().map(|after| first + after).filter(|day| !fresh(*day)).chain([end]).collect();
    days.retain(|day| *day <= end);
    days.dedup();
    days
}

/// A channel at its place `(x, y)` [mm], uncut.
pub(super) type Hole = ([f64; 2], CutChannel);

/// The channel of a puncture.
pub(super) fn needle_hole(puncture: &Puncture, destruction: &Destruction) -> Hole {
    let Channel { depth, diameter, taper, mouth_radius, .. } = puncture.channel;
    let dead_radius = destroyed_radius(0.0, depth, diameter, taper, destruction).max(mouth_radius);
    ([puncture.x, puncture.y], CutChannel { x: puncture.x, depth, mouth_radius, dead_radius, taper })
}

/// The channel of an ablative laser column, which tapers as [`Patch::burn`](crate::tissue::Patch::burn) has it.
pub(super) fn laser_hole([x, y]: [f64; 2], laser: &LaserColumns) -> Hole {
    let mouth_radius = 0.5 * laser.core_diameter;
    let dead_radius = mouth_radius + laser.rim;
    ([x, y], CutChannel { x, depth: laser.depth, mouth_radius, dead_radius, taper: 0.5 })
}

/// The channel of a radiofrequency needle.
pub(super) fn heated_hole([x, y]: [f64; 2], needles: &RadiofrequencyNeedles, destruction: &Destruction) -> Hole {
    let mouth_radius = needles.mouth_radius();
    let dead_radius = needles.crushed_radius(0.0, destruction).max(mouth_radius);
    ([x, y], CutChannel { x, depth: needles.depth, mouth_radius, dead_radius, taper: 0.5 })
}

impl Slices {
    /// Through the row of a block that cuts most of these channels; the middle one where there are none.
    pub(super) fn new(block: &Block, layers: Layers, holes: &[Hole], epidermis: f64) -> Self {
        let rows = block.y().cells();
        let cut = |row: usize| -> Vec<CutChannel> {
            let y = block.y().centre(row);
            holes.iter().filter_map(|([_, at], channel)| cut(channel, y - at)).collect()
        };
        let area = |row: usize| cut(row).iter().map(|one| one.mouth_radius * one.depth).sum::<f64>();
        let mut row = rows / 2;
        for other in 0..rows {
            if area(other) > area(row) {
                row = other;
            }
        }
        let mut channels = cut(row);
        channels.sort_by(|a, b| a.x.total_cmp(&b.x));
        Self {
            row,
            across: block.x().clone(),
            depth: block.depth().clone(),
            layers,
            channels,
            epidermis,
            taken: Vec::new(),
        }
    }

    /// Whether a slice is one of these.
    pub(super) fn fit(&self, slice: &Slice) -> bool {
        let cells = |index: usize| {
            if index < DERMAL_COUNT { self.across.cells() * self.depth.cells() } else { self.across.cells() }
        };
        slice.contents.len() == SPECIES_COUNT
            && slice.contents.iter().enumerate().all(|(index, values)| values.len() == cells(index))
    }

    /// Keeps the tissue of this moment; `scales` are the units of the levels.
    pub(super) fn take(&mut self, tissue: &SpaceTissue, scales: &[f64; SPECIES_COUNT]) {
        let (across, layers) = (self.across.cells(), self.depth.cells());
        let columns = tissue.epidermis().len();
        let mut values = Vec::new();
        let contents = SPECIES
            .iter()
            .map(|info| {
                let index = info.species.index();
                tissue.scaled(info.species, scales[index], &mut values);
                let rows = if index < DERMAL_COUNT { layers } else { 1 };
                let row = |layer: usize| layer * columns + self.row * across;
                (0..rows).flat_map(|layer| values[row(layer)..row(layer) + across].iter().copied()).collect()
            })
            .collect();
        self.taken.push(Slice { day: tissue.time(), contents });
    }
}

/// What a plane at the distance `away` (mm) from its axis cuts of a channel, where it meets its mouth.
///
/// A channel of radius `R (1 − z/L)^τ` is met at the distance `a` from its axis down to `z = L (1 − (a/R)^(1/τ))`.
fn cut(channel: &CutChannel, away: f64) -> Option<CutChannel> {
    let half = |radius: f64| (radius * radius - away * away).max(0.0).sqrt();
    let share = away.abs() / channel.mouth_radius;
    (share < 1.0).then(|| CutChannel {
        depth: channel.depth * (1.0 - share.powf(channel.taper.recip())),
        mouth_radius: half(channel.mouth_radius),
        dead_radius: half(channel.dead_radius),
        ..*channel
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::space::Sides;

    #[test]
    fn the_slice_cuts_the_row_of_most_channels_through_their_axes() {
        let block = Block::new(20, 10, 0.1, Axis::uniform(1.0, 10).unwrap(), Sides::Periodic).unwrap();
        let channel = Channel { depth: 0.8, diameter: 0.25, taper: 0.5, mouth_radius: 0.06, bleed: 0.5 };
        let at = |x: f64, y: f64| Puncture { x, y, channel };
        let punctures = [at(1.5, 0.75), at(0.4, 0.25), at(0.9, 0.73), at(1.7, 0.45)];
        let layers = Layers {
            stratum_corneum: 0.02,
            viable_epidermis: 0.06,
            papillary_dermis: 0.2,
            reticular_dermis: 1.0,
            hypodermis: 3.0,
        };
        let holes = punctures.map(|puncture| needle_hole(&puncture, &Destruction::default()));
        let slices = Slices::new(&block, layers, &holes, 1.0);
        assert_eq!(slices.row, 7);
        let x: Vec<f64> = slices.channels.iter().map(|one| one.x).collect();
        assert_eq!(x, [0.9, 1.5]);
        let [beside, through] = slices.channels[..] else { panic!() };
        assert!((through.depth, through.mouth_radius) == (0.8, 0.06) && through.dead_radius >= 0.06);
        // 0.02 mm off the axis of a channel of radius 0.06 mm: (1/3)² of its depth is lost.
        assert!((beside.depth - 0.8 * 8.0 / 9.0).abs() < 1e-9 && beside.mouth_radius < 0.06);
        assert_eq!(Slices::new(&block, layers, &[], 1.0).row, 5);
    }

    #[test]
    fn days_follow_the_first_treatment_and_pass_over_fresh_later_ones() {
        assert_eq!(slice_days(&[2.0], 10.0), [2.0, 2.0 + 1.0 / 24.0, 3.0, 5.0, 9.0, 10.0]);
        let days = slice_days(&[0.0, 13.0], 30.0);
        assert!(!days.contains(&14.0) && days.contains(&28.0) && days.last() == Some(&30.0));
        assert!(slice_days(&[], 10.0).is_empty() && slice_days(&[20.0], 10.0) == [10.0]);
    }
}
