//! Stretch marks as an observer scores them, read from relief and colour.

use super::area::SurfaceMaps;
use super::skin_surface::SkinSurface;
use super::stria::Stria;
use crate::outcome::scales::striae::{expected_redness, expected_seen};

/// Share of the depth above which a place is the floor of a stria, whose colour is taken; assumed, 0.8 to 0.95 [-].
const FLOOR: f32 = 0.9;

/// Score of striae of the shown skin on a day in Atwal's manner, 0 to 6; none without striae in the window.
///
/// The depth of each stria is measured below the skin beside it, as missing dermis; the number of those deep enough to be seen,
/// over that of the striae as they were drawn, scales the grade of number before treatment. Redness is the blood of the floors
/// over that of the skin beside, less one.
pub(super) fn score(surface: &SkinSurface, maps: &SurfaceMaps) -> Option<f64> {
    if surface.striae.is_empty() || surface.stria_scale <= 0.0 {
        return None;
    }
    let samples: Vec<Samples> = surface.striae.iter().map(|stria| Samples::of(stria, maps)).collect();
    let mut covered = vec![false; maps.height.len()];
    for (index, _) in samples.iter().flat_map(|one| &one.inside) {
        covered[*index] = true;
    }
    let seen = |depth: f64| expected_seen(depth.max(0.0) / surface.stria_scale);
    let (mut drawn, mut left, mut floor, mut beside) = (0.0, 0.0, Mean::default(), Mean::default());
    for (stria, one) in surface.striae.iter().zip(&samples) {
        let Some(depth) = one.depth(maps, &covered, &mut beside) else { continue };
        drawn += seen(stria.depth);
        left += seen(depth);
        for (index, _) in one.inside.iter().filter(|(_, share)| *share > FLOOR) {
            floor.add(maps.blood[*index]);
        }
    }
    let (floor, beside) = (floor.value()?, beside.value()?);
    let number = surface.outcome.striae_number * left / drawn;
    (number.is_finite() && beside > 0.0).then(|| number.min(3.0) + expected_redness(floor / beside - 1.0))
}

/// A mean that is still being taken.
#[derive(Default)]
struct Mean {
    sum: f64,
    number: f64,
}

impl Mean {
    fn add(&mut self, value: f32) {
        self.sum += f64::from(value);
        self.number += 1.0;
    }

    fn value(&self) -> Option<f64> {
        (self.number > 0.0).then(|| self.sum / self.number)
    }
}

/// Points of the maps in and round one stria, every third along and down.
struct Samples {
    /// Index of the point and share of the depth.
    inside: Vec<(usize, f32)>,
    /// Points of the box round it that it does not cover.
    outside: Vec<usize>,
}

impl Samples {
    fn of(stria: &Stria, maps: &SurfaceMaps) -> Self {
        const EVERY: usize = 3;
        let window = maps.window;
        let reach = stria.reach().map(f64::from);
        let bounds = |start: f64, axis: usize, most: usize| {
            let at = |place: f64| ((place - start) / window.spacing).clamp(0.0, most as f64) as usize;
            (at(stria.centre[axis] - reach[axis])..at(stria.centre[axis] + reach[axis])).step_by(EVERY)
        };
        let away = |start: f64, index: usize, axis: usize| {
            (start + (index as f64 + 0.5) * window.spacing - stria.centre[axis]) as f32
        };
        let (mut inside, mut outside) = (Vec::new(), Vec::new());
        for row in bounds(window.top, 1, window.rows) {
            let y = away(window.top, row, 1);
            for column in bounds(window.left, 0, window.columns) {
                let share = stria.share_at(away(window.left, column, 0), y);
                let index = row * window.columns + column;
                if share > 0.0 { inside.push((index, share)) } else { outside.push(index) }
            }
        }
        Self { inside, outside }
    }

    /// Depth below the skin beside it, whose blood is added to `beside`; none where too little of it is shown [mm].
    ///
    /// The profile `p` of the stria is fitted to what lies below its rim, `d = Σ p (rim − h) / Σ p²`, with the middle height
    /// of the skin beside it as rim, as for scars.
    fn depth(&self, maps: &SurfaceMaps, covered: &[bool], beside: &mut Mean) -> Option<f64> {
        const FEWEST: usize = 60;
        let mut rim: Vec<f32> = Vec::new();
        for index in self.outside.iter().filter(|index| !covered[**index]) {
            rim.push(maps.height[*index]);
            beside.add(maps.blood[*index]);
        }
        if self.inside.len() < FEWEST || rim.len() < FEWEST {
            return None;
        }
        let middle = rim.len() / 2;
        let rim = f64::from(*rim.select_nth_unstable_by(middle, f32::total_cmp).1);
        let (mut fitted, mut norm) = (0.0, 0.0);
        for (index, share) in &self.inside {
            let share = f64::from(*share);
            fitted += share * (rim - f64::from(maps.height[*index]));
            norm += share * share;
        }
        Some(fitted / norm.max(f64::MIN_POSITIVE))
    }
}
