//! Prepared weights of TGF-β, mitogens and VEGF.

use super::table::GrowthFactors;
use super::{Setting, at_rest, half_macrophages, rest_macrophages, weights};
use crate::healing::Baseline;
use crate::number::Real;

#[inline(always)]
pub(super) fn prepare<R: Real>(setting: &Setting<R>, baseline: &Baseline<R>) -> GrowthFactors<R> {
    let (p, host, inputs) = (setting.parameters, setting.host, setting.inputs);
    let macrophages = rest_macrophages(setting);

    let half_activation_myofibroblast = p.activation_myofibroblast_half / baseline.myofibroblasts;
    let myofibroblast_effect = at_rest(half_activation_myofibroblast);
    let (activation_rest, [activation_by_macrophages, activation_by_tension]) = weights(
        p.tgf_activation,
        [
            (p.activation_by_macrophages, at_rest(half_macrophages(setting))),
            (p.activation_by_tension * host.tension, myofibroblast_effect),
        ],
    );

    let half_tgf1_macrophages = (p.tgf_macrophage_half / macrophages).powi(2);
    let (latent1_rest, [latent1_by_macrophages, latent1_by_fibroblasts, latent1_by_myofibroblasts]) = weights(
        p.latent_tgf1_clearance + p.tgf_activation,
        [
            (p.tgf1_from_macrophages, at_rest(half_tgf1_macrophages)),
            (p.tgf1_from_fibroblasts, R::one()),
            (p.tgf1_from_myofibroblasts, myofibroblast_effect),
        ],
    );

    let half_tgf3_m2 = (p.tgf_macrophage_half / p.rest_m2).powi(2);
    let (latent3_rest, [latent3_by_m2]) =
        weights(p.latent_tgf3_clearance + p.tgf_activation, [(p.tgf3_from_m2, at_rest(half_tgf3_m2))]);

    let half_mitogen_macrophages = p.mitogen_macrophage_half / macrophages;
    let (mitogen_rest, [mitogen_by_macrophages]) =
        weights(p.mitogen_clearance, [(p.mitogens_from_macrophages, at_rest(half_mitogen_macrophages))]);

    let half_vegf_m2 = p.vegf_m2_half / p.rest_m2;
    let half_vegf_myofibroblast = (p.vegf_myofibroblast_half / baseline.myofibroblasts).powi(2);
    let half_hypoxia = p.hypoxia_vessel_half.powi(3);
    let hypoxia = half_hypoxia.saturate(R::one());
    let (vegf_rest, [vegf_by_m2, vegf_by_myofibroblasts, vegf_by_hypoxia]) = weights(
        p.vegf_clearance,
        [
            (p.vegf_from_m2, at_rest(half_vegf_m2)),
            (p.vegf_from_myofibroblasts, at_rest(half_vegf_myofibroblast)),
            (p.vegf_from_hypoxia, hypoxia),
        ],
    );

    GrowthFactors {
        half_activation_myofibroblast,
        activation_rest,
        activation_by_macrophages,
        activation_by_damage: activation_rest * p.activation_by_damage,
        activation_by_tension,
        half_tgf1_macrophages,
        latent1_rest,
        latent1_by_macrophages,
        latent1_by_fibroblasts,
        latent1_by_myofibroblasts,
        latent1_loss: p.latent_tgf1_clearance,
        half_tgf3_m2,
        latent3_rest,
        latent3_by_m2,
        latent3_by_open_epidermis: latent3_rest * p.tgf3_from_open_epidermis,
        latent3_loss: p.latent_tgf3_clearance,
        // T_b = a₀ L_b / k_T, so a · L in units of T_b per day is a · l · k_T / a₀, for β1 and β3 alike.
        active_per_latent: p.active_tgf_clearance / p.tgf_activation,
        active_loss: p.active_tgf_clearance,
        half_mitogen_macrophages,
        mitogen_rest: mitogen_rest + inputs.growth_factor / p.rest_mitogens,
        mitogen_by_macrophages,
        mitogen_by_open_epidermis: mitogen_rest * p.mitogens_from_open_epidermis,
        mitogen_loss: p.mitogen_clearance,
        half_vegf_m2,
        half_vegf_myofibroblast,
        half_hypoxia,
        vegf_rest,
        vegf_by_m2,
        vegf_by_myofibroblasts,
        vegf_by_hypoxia,
        vegf_by_open_epidermis: vegf_rest * p.vegf_from_open_epidermis,
        vegf_loss: p.vegf_clearance,
    }
}
