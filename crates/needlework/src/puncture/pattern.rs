//! What a pattern of punctures amounts to: the figures that a report shows.

use super::coverage::union_fraction;
use super::depth::{Penetration, bleeding_probability, force_per_needle, pen_time_in_skin, roller_contact};
use super::punctures::Punctures;
use crate::device::{Device, Mechanism, Technique};
use crate::skin::Skin;
use serde::{Deserialize, Serialize};
use std::f64::consts::PI;
use std::fmt;

/// What a pattern of punctures amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Pattern {
    /// Strokes of a needle per area, whether they pierced the skin or not [1/mm²].
    pub density: f64,
    /// Share of strokes that pierced the stratum corneum [-].
    pub pierced_fraction: f64,
    /// Mean depth of the channels that pierced [mm].
    pub depth_mean: f64,
    /// Standard deviation of that depth [mm].
    pub depth_sd: f64,
    /// Fifth percentile of that depth [mm].
    pub depth_p05: f64,
    /// Median of that depth [mm].
    pub depth_median: f64,
    /// Ninety-fifth percentile of that depth [mm].
    pub depth_p95: f64,
    /// Share of strokes stopped by the lower limit of the dermis [-].
    pub capped_fraction: f64,
    /// Share of the surface inside an open channel mouth [-].
    pub channel_area_fraction: f64,
    /// Share of the channel-mouth area that falls on another mouth: 1 - union/sum [-].
    pub overlap_fraction: f64,
    /// Share of channels that reach the papillary vessels [-].
    pub bleeding_fraction: f64,
    /// Force to drive one needle to the median depth [N].
    pub force_per_needle: f64,
    /// Force of the hand: force per needle times the needles in the skin at once [N].
    pub hand_force: f64,
    /// Sideways travel of the needle while it is in the skin, if the skin did not follow [mm].
    pub slide: f64,
    /// Time to treat the whole area [s].
    pub procedure_time: f64,
}

impl Pattern {
    /// Summarises the punctures of a session.
    ///
    /// An empty pattern, or one that pierced nothing, has depths and fractions of zero.
    pub fn of(punctures: &Punctures, device: &Device, technique: &Technique, skin: &Skin, model: &Penetration) -> Self {
        let strokes = punctures.len().max(1) as f64;
        let mut depths: Vec<f64> =
            punctures.depth.iter().copied().filter(|depth| *depth > skin.layers.stratum_corneum).collect();
        depths.sort_by(f64::total_cmp);
        let pierced = depths.len().max(1) as f64;
        let mean = depths.iter().sum::<f64>() / pierced;
        let variance = depths.iter().map(|depth| (depth - mean).powi(2)).sum::<f64>() / pierced;
        let median = percentile(&depths, 0.5);
        let bleeding: f64 = depths.iter().map(|depth| bleeding_probability(*depth, skin, model)).sum();
        let capped = depths.iter().filter(|depth| **depth >= skin.layers.skin()).count() as f64;
        let channel_area_fraction = union_fraction(&punctures.field, punctures.mouths());
        let mouth_area: f64 = punctures.mouths().map(|(_, _, radius)| PI * radius * radius).sum();
        let overlap_fraction = if mouth_area > 0.0 {
            (1.0 - channel_area_fraction * punctures.field.patch_area() / mouth_area).max(0.0)
        } else {
            0.0
        };
        let force_per_needle = force_per_needle(device.needle(), model);
        let (needles_in_skin, slide) = contact(device, technique, punctures.needle_travel, median);
        Self {
            density: punctures.density(),
            pierced_fraction: depths.len() as f64 / strokes,
            depth_mean: mean,
            depth_sd: variance.sqrt(),
            depth_p05: percentile(&depths, 0.05),
            depth_median: median,
            depth_p95: percentile(&depths, 0.95),
            capped_fraction: capped / strokes,
            channel_area_fraction,
            overlap_fraction,
            bleeding_fraction: bleeding / pierced,
            force_per_needle,
            hand_force: force_per_needle * needles_in_skin,
            slide,
            procedure_time: punctures.procedure_time,
        }
    }
}

/// Needles in the skin at once, and their sideways travel while there [mm].
fn contact(device: &Device, technique: &Technique, travel: f64, depth: f64) -> (f64, f64) {
    match (&device.mechanism, technique) {
        (Mechanism::Roller(roller), _) => roller_contact(roller, depth),
        (Mechanism::Pen(pen), Technique::Pen(hand)) => {
            (pen.pins.count() as f64, hand.hand_speed * pen_time_in_skin(travel, depth, hand.frequency))
        }
        _ => (device.needle_count() as f64, 0.0),
    }
}

/// Percentile of sorted values, interpolated between neighbours; 0 for none.
fn percentile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return 0.0;
    };
    let place = share * last as f64;
    let low = place.floor() as usize;
    match (sorted.get(low), sorted.get((low + 1).min(last))) {
        (Some(below), Some(above)) => below + (above - below) * (place - low as f64),
        _ => 0.0,
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |share: f64| 100.0 * share;
        writeln!(f, "{:.0} punctures/cm², {:.0} % pierce", percent(self.density), percent(self.pierced_fraction))?;
        writeln!(
            f,
            "├─ depth {:.2} mm (5 to 95 %: {:.2} to {:.2})",
            self.depth_median, self.depth_p05, self.depth_p95
        )?;
        writeln!(
            f,
            "├─ open area {:.1} %, of which {:.1} % overlaps",
            percent(self.channel_area_fraction),
            percent(self.overlap_fraction)
        )?;
        writeln!(f, "├─ {:.0} % of channels bleed", percent(self.bleeding_fraction))?;
        writeln!(f, "├─ {:.2} N per needle, {:.1} N in the hand", self.force_per_needle, self.hand_force)?;
        write!(f, "└─ {:.0} min {:02.0} s", (self.procedure_time / 60.0).floor(), self.procedure_time % 60.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_interpolate() {
        assert_eq!(percentile(&[], 0.5), 0.0);
        assert_eq!(percentile(&[2.0], 0.95), 2.0);
        assert_eq!(percentile(&[1.0, 2.0, 3.0, 4.0, 5.0], 0.5), 3.0);
        assert!((percentile(&[0.0, 1.0], 0.25) - 0.25).abs() < 1e-15);
    }
}
