//! What a delivered active does to healing: concentration in the target tissue to an input of the network.
//!
//! | drives | input |
//! |---|---|
//! | vitamin C, retinoid, tranexamic acid, anti-inflammatory | `u = c / (c + c½)`, 0 to 1 |
//! | growth factor | `u = k_G s c`, pg/mm³/day: the supply that holds the mitogen pool up by the active concentration `s c` |
//! | hyaluronan | `u = k_H c / c_young`, 1/day: likewise for ground substance |
//! | platelet plasma | a bolus at needling, [`platelet_bolus`] |
//!
//! `c` is the mean concentration in the target, viable epidermis or the upper half millimetre of dermis; `c½` and the
//! active share `s` stand in the entry of the active with their source or the reason for assuming them. Most are assumed:
//! no study gave a concentration in skin together with an effect on healing.

use super::absorption::{Absorption, DepthTime};
use super::active::{Active, Drives, Effect, Target};
use crate::healing::{Inputs, Parameters};
use crate::skin::Layers;

/// Depth of dermis over which its upper part is averaged [mm].
pub const UPPER_DERMIS: f64 = 0.5;
/// Picograms in a nanogram.
const PG_PER_NG: f64 = 1e3;

/// Inputs of the network at one time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exposure {
    /// Time [day].
    pub time: f64,
    /// Inputs that the tissue sees.
    pub inputs: Inputs<f64>,
}

/// Mean concentration in the target at one row of the field [ng/mm³].
pub fn target_concentration(field: &DepthTime, row: usize, target: Target, skin: &Layers) -> f64 {
    let (top, bottom) = match target {
        Target::Epidermis => (skin.stratum_corneum, skin.epidermis()),
        Target::UpperDermis => (skin.epidermis(), skin.epidermis() + UPPER_DERMIS),
    };
    let Some(concentrations) = field.concentrations.get(row) else { return 0.0 };
    let (mut amount, mut height) = (0.0, 0.0);
    for ((depth, h), c) in field.depths.iter().zip(&field.heights).zip(concentrations) {
        let overlap = (bottom.min(depth + 0.5 * h) - top.max(depth - 0.5 * h)).max(0.0);
        amount += c * overlap;
        height += overlap;
    }
    if height > 0.0 { amount / height } else { 0.0 }
}

/// Inputs from a concentration in the target.
///
/// ```
/// use needlework::healing::Parameters;
/// use needlework::transport::active::{Active, Drives, Effect, Figure, Target};
/// use needlework::transport::effect::inputs_from;
/// let half = Figure { value: 97.0, range: None, source: Some("pinnell-2001-vitc".into()), assumed: None, note: None };
/// let effect = Effect {
///     drives: Drives::VitaminC, target: Target::UpperDermis, half_effect_ng_mm3: Some(half), active_share: None,
/// };
/// let inputs = inputs_from(&effect, 97.0, &Parameters::standard());
/// assert_eq!(inputs.vitamin_c, 0.5);
/// assert_eq!(inputs.retinoid, 0.0);
/// ```
pub fn inputs_from(effect: &Effect, concentration: f64, healing: &Parameters<f64>) -> Inputs<f64> {
    let c = concentration.max(0.0);
    let half = effect.half_effect_ng_mm3.as_ref().map_or(f64::INFINITY, |f| f.value);
    let share = effect.active_share.as_ref().map_or(1.0, |f| f.value);
    let saturating = if half.is_finite() { c / (c + half) } else { 0.0 };
    let mut inputs = Inputs::none();
    match effect.drives {
        Drives::VitaminC => inputs.vitamin_c = saturating,
        Drives::Retinoid => inputs.retinoid = saturating,
        Drives::TranexamicAcid => inputs.tranexamic_acid = saturating,
        Drives::AntiInflammatory => inputs.anti_inflammatory = saturating,
        Drives::GrowthFactor => {
            inputs.growth_factor = healing.mitogen_clearance * share * c * PG_PER_NG;
        }
        Drives::Hyaluronan => inputs.hyaluronan = healing.hyaluronan_turnover * c / half,
        Drives::PlateletPlasma => {}
    }
    inputs
}

/// Inputs over the time course of an absorption; none for an active without an effect in the network.
pub fn exposures(active: &Active, skin: &Layers, absorption: &Absorption, healing: &Parameters<f64>) -> Vec<Exposure> {
    let Some(effect) = &active.effect else { return Vec::new() };
    let field = &absorption.field;
    let at = |(row, time): (usize, &f64)| Exposure {
        time: *time,
        inputs: inputs_from(effect, target_concentration(field, row, effect.target, skin), healing),
    };
    field.times.iter().enumerate().map(at).collect()
}

/// Mean of the inputs between two times (day), linear in between and constant beyond the ends.
///
/// The network wants slowly varying inputs; for daily care take the mean over the last day or week.
pub fn mean_inputs(exposures: &[Exposure], from: f64, until: f64) -> Inputs<f64> {
    let mut sum = Inputs::<f64>::none().into_array();
    let Some(first) = exposures.first() else { return Inputs::from_array(sum) };
    if until <= from {
        return at_time(exposures, from).unwrap_or(first.inputs);
    }
    let mut times: Vec<f64> = exposures.iter().map(|e| e.time).filter(|t| *t > from && *t < until).collect();
    times.insert(0, from);
    times.push(until);
    for pair in times.windows(2) {
        let [a, b] = [pair[0], pair[1]].map(|t| at_time(exposures, t).unwrap_or(first.inputs));
        let weight = 0.5 * (pair[1] - pair[0]) / (until - from);
        for ((s, a), b) in sum.iter_mut().zip(a.into_array()).zip(b.into_array()) {
            *s += weight * (a + b);
        }
    }
    Inputs::from_array(sum)
}

fn at_time(exposures: &[Exposure], t: f64) -> Option<Inputs<f64>> {
    let next = exposures.partition_point(|e| e.time < t);
    let after = exposures.get(next).or_else(|| exposures.last())?;
    let before = exposures.get(next.saturating_sub(1))?;
    let span = after.time - before.time;
    let w = if span > 0.0 { ((t - before.time) / span).clamp(0.0, 1.0) } else { 1.0 };
    let (b, a) = (before.inputs.into_array(), after.inputs.into_array());
    Some(Inputs::from_array(core::array::from_fn(|i| b[i] + w * (a[i] - b[i]))))
}

/// Several actives at once: shares of full effect combine as `1 − Π (1 − u)`, supplies add.
pub fn together(all: &[Inputs<f64>]) -> Inputs<f64> {
    let share = |of: fn(&Inputs<f64>) -> f64| 1.0 - all.iter().map(|i| 1.0 - of(i).clamp(0.0, 1.0)).product::<f64>();
    let sum = |of: fn(&Inputs<f64>) -> f64| all.iter().map(of).sum::<f64>();
    Inputs {
        growth_factor: sum(|i| i.growth_factor),
        vitamin_c: share(|i| i.vitamin_c),
        retinoid: share(|i| i.retinoid),
        anti_inflammatory: share(|i| i.anti_inflammatory),
        tranexamic_acid: share(|i| i.tranexamic_acid),
        hyaluronan: sum(|i| i.hyaluronan),
        occlusion: share(|i| i.occlusion),
        ultraviolet: sum(|i| i.ultraviolet),
    }
}

/// Bolus of platelet-rich plasma for the injury, in units of a fully bleeding channel: `m s V / h`, `m` platelets over
/// blood, `s` the active share, `V` the volume of plasma per area that entered (amount over its concentration in the
/// product, mm), `h` the upper dermis [-].
///
/// Histology found no such delivery (dhurat-2019-mission): the entry carries that against every result.
pub fn platelet_bolus(active: &Active, absorption: &Absorption, strength: f64, multiple: f64) -> f64 {
    bolus(active, absorption.entered.central, strength, multiple)
}

/// The same from the amount that entered (ng/mm²).
pub fn bolus(active: &Active, entered: f64, strength: f64, multiple: f64) -> f64 {
    let Some(effect) = active.effect.as_ref().filter(|e| e.drives == Drives::PlateletPlasma) else {
        return 0.0;
    };
    let concentration = strength * super::absorb::PERCENT;
    if concentration <= 0.0 {
        return 0.0;
    }
    let share = effect.active_share.as_ref().map_or(1.0, |f| f.value);
    multiple * share * entered / concentration / UPPER_DERMIS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exposure(time: f64, vitamin_c: f64) -> Exposure {
        Exposure { time, inputs: Inputs { vitamin_c, ..Inputs::none() } }
    }

    #[test]
    fn means_are_exact_for_straight_lines_and_hold_beyond_the_ends() {
        let course = [exposure(1.0, 0.0), exposure(3.0, 0.4)];
        assert!((mean_inputs(&course, 1.0, 3.0).vitamin_c - 0.2).abs() < 1e-15);
        assert!((mean_inputs(&course, 2.0, 3.0).vitamin_c - 0.3).abs() < 1e-15);
        assert!((mean_inputs(&course, 3.0, 9.0).vitamin_c - 0.4).abs() < 1e-15);
        assert_eq!(mean_inputs(&course, 0.0, 1.0).vitamin_c, 0.0);
        assert_eq!(mean_inputs(&[], 0.0, 1.0).vitamin_c, 0.0);
    }

    #[test]
    fn shares_never_pass_one_and_supplies_add() {
        let a = Inputs { vitamin_c: 0.7, growth_factor: 2.0, ..Inputs::none() };
        let both = together(&[a, a]);
        assert!((both.vitamin_c - 0.91).abs() < 1e-15);
        assert_eq!(both.growth_factor, 4.0);
        assert_eq!(together(&[]), Inputs::none());
    }

    #[test]
    fn the_target_mean_weighs_by_overlap() {
        let skin = Layers {
            stratum_corneum: 0.02,
            viable_epidermis: 0.08,
            papillary_dermis: 0.2,
            reticular_dermis: 1.0,
            hypodermis: 3.0,
        };
        let field = DepthTime {
            depths: vec![0.05, 0.35, 0.85],
            heights: vec![0.1, 0.5, 0.5],
            times: vec![0.0],
            concentrations: vec![vec![6.0, 2.0, 100.0]],
        };
        assert!((target_concentration(&field, 0, Target::Epidermis, &skin) - 6.0).abs() < 1e-12);
        assert!((target_concentration(&field, 0, Target::UpperDermis, &skin) - 2.0).abs() < 1e-9);
        assert_eq!(target_concentration(&field, 7, Target::Epidermis, &skin), 0.0);
    }
}
