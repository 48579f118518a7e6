//! The injury: what changes at the instant of a session.

use super::{Parameters, SPECIES_COUNT, Species};
use crate::injury::{Injury, ZoneInjury};

/// Cells and vessels die with the tissue.
const LIVING: [Species; 6] = [
    Species::Neutrophils,
    Species::InflammatoryMacrophages,
    Species::ReparativeMacrophages,
    Species::Fibroblasts,
    Species::Myofibroblasts,
    Species::Vessels,
];

/// Matrix goes only with what is removed or denatured.
const MATRIX: [Species; 8] = [
    Species::Collagen3,
    Species::ImmatureCollagen1,
    Species::MatureCollagen1,
    Species::DisorganisedCollagen,
    Species::ElasticFibres,
    Species::ElastoticMaterial,
    Species::Tropoelastin,
    Species::Hyaluronan,
];

/// Below this open share a new lesion starts with its own width instead of a mean with what was open [-].
const STILL_OPEN: f64 = 1e-6;

/// Levels of a well-mixed compartment with its epidermis, and the width of the lesions that the epidermis closes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HealingState {
    /// Levels of all species, relative to untreated skin where they are present at rest [-].
    pub levels: [f64; SPECIES_COUNT],
    /// Width of the lesions that are still open, as a mean by area of the logarithm [mm].
    pub lesion_width: f64,
}

impl HealingState {
    /// The level of one species [-].
    #[must_use]
    pub const fn level(&self, species: Species) -> f64 {
        self.levels[species as usize]
    }

    /// Applies an injury; `zone` is its part at the depth of this compartment.
    ///
    /// A lesion that opens while others are open gives all of them the geometric mean width by area.
    ///
    /// ```
    /// use needlework::healing::{Host, Parameters, Species};
    /// use needlework::injury::{Injury, InjuryKind, ZoneInjury};
    /// use needlework::skin::{Person, Phototype, Sex, Site};
    /// let parameters = Parameters::standard();
    /// let person = Person::median(50.0, Sex::Female, Phototype::III);
    /// let host = Host::new(&parameters, &person, &Site::reference_face(), 0.0)?;
    /// let zone = ZoneInjury { depth: 0.2, destroyed: 0.08, ablated: 0.0, coagulated: 0.0 };
    /// let injury = Injury {
    ///     kind: InjuryKind::Needling, zones: vec![zone], bleed: 1.0, open_barrier: 0.03, open_epidermis: 0.1,
    ///     lesion_width: 0.125, epidermis_removed: 0.0, platelet_bolus: 0.0, density: 2.4,
    /// };
    /// let mut state = host.untreated(&parameters);
    /// state.injure(&parameters, &injury, &zone);
    /// assert!((state.level(Species::Fibroblasts) - 0.92).abs() < 1e-12);
    /// assert!((state.level(Species::Damage) - 0.08).abs() < 1e-12);
    /// # Ok::<(), needlework::limit::LimitError>(())
    /// ```
    pub fn injure(&mut self, parameters: &Parameters<f64>, injury: &Injury, zone: &ZoneInjury) {
        injure_dermis(&mut self.levels, parameters, injury, zone);
        self.lesion_width = injure_epidermis(&mut self.levels, self.lesion_width, parameters, injury);
    }
}

/// Applies `zone` of an injury to the dermal levels of a compartment or voxel.
///
/// With `φ, α, κ` the destroyed, ablated and coagulated fractions and `b` the bleeding: living cells × `1 − (φ+α+κ)`,
/// matrix × `1 − (r φ+α+κ)`; `D += φ d_B (d_U + (1−d_U) b) + d_A α`, `X += κ`, `A += a_V (φ+α+κ) + a_O open`;
/// platelets add latent TGF-β1, mitogens and VEGF in proportion to `φ b` and to the bolus of platelet-rich plasma.
pub fn injure_dermis(
    levels: &mut [f64; SPECIES_COUNT],
    parameters: &Parameters<f64>,
    injury: &Injury,
    zone: &ZoneInjury,
) {
    let p = parameters;
    let dead = (zone.destroyed + zone.ablated + zone.coagulated).min(1.0);
    let removed = (p.matrix_removed_by_needle * zone.destroyed + zone.ablated + zone.coagulated).min(1.0);
    for species in LIVING {
        levels[species.index()] *= 1.0 - dead;
    }
    for species in MATRIX {
        levels[species.index()] *= 1.0 - removed;
    }
    let clot = p.damage_without_bleeding + (1.0 - p.damage_without_bleeding) * injury.bleed;
    let platelets = zone.destroyed * injury.bleed + injury.platelet_bolus;
    for (species, added) in [
        (Species::Damage, p.damage_per_destruction * zone.destroyed * clot + p.damage_per_ablation * zone.ablated),
        (Species::Coagulum, zone.coagulated),
        (Species::Alarmins, p.alarmins_per_killed * dead + p.alarmins_per_opened_epidermis * injury.open_epidermis),
        (Species::LatentTgfBeta1, p.tgf1_from_platelets * platelets / p.rest_latent_tgf1),
        (Species::Mitogens, p.mitogens_from_platelets * platelets / p.rest_mitogens),
        (Species::Vegf, p.vegf_from_platelets * platelets / p.rest_vegf),
    ] {
        levels[species.index()] += added;
    }
}

/// Applies an injury to the epidermal levels of a column; returns the new lesion width [mm].
///
/// The barrier opens with the viable epidermis at least; a removed share of thickness takes melanin with it.
pub fn injure_epidermis(
    levels: &mut [f64; SPECIES_COUNT],
    lesion_width: f64,
    parameters: &Parameters<f64>,
    injury: &Injury,
) -> f64 {
    let opened = injury.open_epidermis.min(1.0);
    let barrier_opened = injury.open_barrier.max(injury.open_epidermis).min(1.0);
    let open_share = |species: Species| (1.0 - levels[species.index()]).max(0.0);
    let still_open = open_share(Species::EpidermalCover).max(open_share(Species::Barrier));
    for (species, lost) in [
        (Species::Barrier, barrier_opened),
        (Species::EpidermalCover, opened),
        (Species::ViableEpidermis, injury.epidermis_removed),
        (Species::Melanin, parameters.melanin_removed_with_epidermis * injury.epidermis_removed),
    ] {
        levels[species.index()] *= 1.0 - lost;
    }
    if barrier_opened <= 0.0 {
        lesion_width
    } else if still_open > STILL_OPEN {
        let logarithm = still_open * lesion_width.ln() + barrier_opened * injury.lesion_width.ln();
        (logarithm / (still_open + barrier_opened)).exp()
    } else {
        injury.lesion_width
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::healing::reference::{reference, reference_host, state};
    use crate::healing::{Baseline, levels_from_raw, raw_values};
    use crate::injury::InjuryKind;

    fn peel() -> (Injury, ZoneInjury) {
        let zone = ZoneInjury { depth: 0.2, destroyed: 0.02, ablated: 0.0, coagulated: 0.0 };
        let injury = Injury {
            kind: InjuryKind::Peel,
            zones: vec![zone],
            bleed: 0.0,
            open_barrier: 0.2,
            open_epidermis: 0.5,
            lesion_width: 10.0,
            epidermis_removed: 0.5,
            platelet_bolus: 0.0,
            density: 0.0,
        };
        (injury, zone)
    }

    #[test]
    fn events_agree_with_the_reference() {
        let reference = reference();
        let parameters = Parameters::standard();
        for scenario in reference["scenarios"].as_array().unwrap() {
            let host = reference_host(scenario["age"].as_f64().unwrap());
            let (injury, zone) = crate::healing::reference::reference_injury(&scenario["event"]);
            let mut width = 0.125;
            for segment in scenario["segments"].as_array().unwrap() {
                let time = segment["event_time"].as_f64().unwrap();
                let scales = Baseline::at(&parameters, &host, time).scales(&parameters, &host);
                let before = state(&segment["state_before_event"]);
                let mut state_now = HealingState { levels: levels_from_raw(&before, &scales), lesion_width: width };
                state_now.injure(&parameters, &injury, &zone);
                width = state_now.lesion_width;
                let after = state(&segment["y"][0]);
                for (ours, theirs) in raw_values(&state_now.levels, &scales).iter().zip(after) {
                    assert!((ours - theirs).abs() <= 1e-7 * theirs.abs().max(1e-6), "{ours} against {theirs}");
                }
                let expected = segment["wl_after_event"].as_f64().unwrap();
                assert!((width - expected).abs() < 1e-12, "{width} against {expected}");
            }
        }
    }

    #[test]
    fn a_peel_widens_what_was_open() {
        let parameters = Parameters::standard();
        let (injury, zone) = peel();
        let mut state = reference_host(50.0).untreated(&parameters);
        state.injure(&parameters, &injury, &zone);
        assert_eq!(state.lesion_width, 10.0);
        assert_eq!(state.level(Species::Barrier), 0.5);
        assert_eq!(state.level(Species::Melanin), 0.75);
        // Half open at 10 mm, then half of all opened at 0.1 mm: the mean logarithm.
        state.injure(&parameters, &Injury { lesion_width: 0.1, ..injury }, &zone);
        assert!((state.lesion_width - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_session_that_pierces_nothing_leaves_open_lesions_as_they_are() {
        let parameters = Parameters::standard();
        let (injury, zone) = peel();
        let mut state = reference_host(50.0).untreated(&parameters);
        state.injure(&parameters, &injury, &zone);
        let nothing = Injury { open_barrier: 0.0, open_epidermis: 0.0, lesion_width: 0.0, ..injury };
        state.injure(&parameters, &nothing, &zone);
        assert_eq!(state.lesion_width, 10.0);
    }

    #[test]
    fn full_destruction_leaves_no_cell_and_no_negative_level() {
        let parameters = Parameters::standard();
        let (injury, _) = peel();
        let zone = ZoneInjury { depth: 0.2, destroyed: 0.7, ablated: 0.6, coagulated: 0.5 };
        let mut state = reference_host(50.0).untreated(&parameters);
        state.injure(&parameters, &Injury { open_epidermis: 1.0, open_barrier: 2.0, ..injury }, &zone);
        assert!(state.levels.iter().all(|level| *level >= 0.0));
        assert_eq!(state.level(Species::Fibroblasts), 0.0);
        assert_eq!(state.level(Species::MatureCollagen1), 0.0);
    }
}
