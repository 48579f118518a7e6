//! The injury event: destroyed, removed and denatured fractions by depth, and what was opened at the surface.

use serde::{Deserialize, Serialize};

/// What caused an injury.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InjuryKind {
    /// Needles.
    Needling,
    /// Chemical peel.
    Peel,
    /// Laser that removes columns of tissue.
    AblativeLaser,
    /// Laser that heats columns of tissue under an intact surface.
    NonAblativeLaser,
    /// Needles that heat the tissue round their tips.
    Radiofrequency,
}

/// Injury of the tissue at one depth.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZoneInjury {
    /// Depth of the zone below the surface [mm].
    pub depth: f64,
    /// Volume fraction destroyed mechanically (`phi`) [-].
    pub destroyed: f64,
    /// Volume fraction removed (`abl`) [-].
    pub ablated: f64,
    /// Volume fraction denatured by heat or acid (`coag`) [-].
    pub coagulated: f64,
}

/// One injury event; the healing network applies it at an instant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Injury {
    /// The cause.
    pub kind: InjuryKind,
    /// Injury of the dermal zones, shallowest first.
    pub zones: Vec<ZoneInjury>,
    /// Bleeding, 0 where channels stay above the papillary vessels to 1 where all reach them (`bleed`) [-].
    pub bleed: f64,
    /// Share of the barrier opened (`open_b`) [-].
    pub open_barrier: f64,
    /// Share of the viable epidermis destroyed, by area (`open_v`) [-].
    pub open_epidermis: f64,
    /// Width of one lesion, which scales closure (`w`) [mm].
    pub lesion_width: f64,
    /// Share of the epidermal thickness removed (`zrem`) [-].
    pub epidermis_removed: f64,
    /// Platelet-rich plasma, in units of one fully bleeding channel (`prp`) [-].
    pub platelet_bolus: f64,
    /// Channels or columns per area; 0 for an even injury [1/mm²].
    pub density: f64,
}

impl Injury {
    /// The zone whose depth is nearest to `depth` [mm].
    pub fn at(&self, depth: f64) -> Option<&ZoneInjury> {
        self.zones.iter().min_by(|a, b| (a.depth - depth).abs().total_cmp(&(b.depth - depth).abs()))
    }

    /// Mean injury between two depths: straight lines between the zones, the outermost zones held beyond them; `None`
    /// without zones. Zones must be in the order of their depths [mm].
    ///
    /// ```
    /// use needlework::injury::{Injury, InjuryKind, ZoneInjury};
    /// let zone = |depth, destroyed| ZoneInjury { depth, destroyed, ablated: 0.0, coagulated: 0.0 };
    /// let injury = Injury {
    ///     kind: InjuryKind::Needling, zones: vec![zone(0.2, 0.10), zone(0.6, 0.02)], bleed: 1.0, open_barrier: 0.0,
    ///     open_epidermis: 0.0, lesion_width: 0.1, epidermis_removed: 0.0, platelet_bolus: 0.0, density: 2.0,
    /// };
    /// // 0.10 over the first 0.1 mm, then falling to 0.02: (0.1·0.10 + 0.4·0.06)/0.5.
    /// assert!((injury.mean_between([0.1, 0.6]).unwrap().destroyed - 0.068).abs() < 1e-12);
    /// ```
    pub fn mean_between(&self, [from, to]: [f64; 2]) -> Option<ZoneInjury> {
        let (first, last) = (self.zones.first()?, self.zones.last()?);
        let mut edges: Vec<f64> = vec![from];
        edges.extend(self.zones.iter().map(|zone| zone.depth).filter(|depth| from < *depth && *depth < to));
        edges.push(to);
        let at = |depth: f64, part: fn(&ZoneInjury) -> f64| {
            let between = self.zones.windows(2).find_map(|pair| match pair {
                [above, below] if above.depth <= depth && depth <= below.depth && above.depth < below.depth => {
                    let share = (depth - above.depth) / (below.depth - above.depth);
                    Some(part(above) + share * (part(below) - part(above)))
                }
                _ => None,
            });
            between.unwrap_or_else(|| if depth < first.depth { part(first) } else { part(last) })
        };
        let mean = |part: fn(&ZoneInjury) -> f64| {
            let pieces = edges.windows(2).map(|pair| match pair {
                [upper, lower] => 0.5 * (lower - upper) * (at(*upper, part) + at(*lower, part)),
                _ => 0.0,
            });
            pieces.sum::<f64>() / (to - from)
        };
        Some(ZoneInjury {
            depth: 0.5 * (from + to),
            destroyed: mean(|zone| zone.destroyed),
            ablated: mean(|zone| zone.ablated),
            coagulated: mean(|zone| zone.coagulated),
        })
    }

    /// The same injury with platelet-rich plasma laid on, in units of one fully bleeding channel [-].
    ///
    /// Concentrates of 3 to 5 are assumed by the healing model; no dose in platelets is behind it.
    #[must_use]
    pub fn with_platelets(mut self, bolus: f64) -> Self {
        self.platelet_bolus = bolus;
        self
    }
}

impl ZoneInjury {
    /// Share of the volume that does not live: destroyed, removed and denatured, at most 1 [-].
    pub fn dead(&self) -> f64 {
        (self.destroyed + self.ablated + self.coagulated).min(1.0)
    }
}
