//! Prepared weights of collagen, elastin, hyaluronan and vessels.

use super::table::Matrix;
use super::{
    Setting, at_rest, half_macrophages, half_mitogens, half_neutrophils, half_programme, half_synthesis_tgf, positive,
    rest_macrophages, weights,
};
use crate::healing::Baseline;
use crate::number::Real;

/// Renewal of a species that ages: the production at rest and the loss with the ageing in it, both relative to the level.
///
/// They are equal, and never negative even where a drawn turnover is slower than the ageing it must allow.
#[inline(always)]
pub(super) fn renewal<R: Real>(turnover: R, trend: R) -> R {
    positive(turnover + trend)
}

#[inline(always)]
#[allow(clippy::too_many_lines)] // a flat list of coefficients reads better than one cut in two
pub(super) fn prepare<R: Real>(setting: &Setting<R>, baseline: &Baseline<R>) -> Matrix<R> {
    let (p, host, inputs) = (setting.parameters, setting.host, setting.inputs);
    let one = R::one();
    let macrophages = rest_macrophages(setting);
    let macrophage_effect = at_rest(half_macrophages(setting));
    let neutrophil_effect = at_rest(half_neutrophils(setting));
    let mitogen_effect = at_rest(half_mitogens(setting));
    let half_programme = half_programme(setting);
    let programme_effect = at_rest(half_programme);
    let half_synthesis_tgf = half_synthesis_tgf(setting, baseline);
    let tgf_effect = at_rest(half_synthesis_tgf);

    // Synthesis.
    let collagen = baseline.collagen3 + baseline.immature_collagen + baseline.mature_collagen;
    let synthesis_feedback = p.synthesis_feedback * collagen.powi(3);
    let topical = p.vitamin_c_on_synthesis.mul_add(inputs.vitamin_c, one)
        * p.retinoid_on_synthesis.mul_add(inputs.retinoid, one)
        * (one + synthesis_feedback);
    let (synthesis_fibroblasts, [synthesis_myofibroblasts]) =
        weights(topical, [(p.myofibroblast_synthesis * baseline.myofibroblasts / baseline.fibroblasts, one)]);
    let (synthesis_tgf_rest, [synthesis_by_tgf]) = weights(one, [(host.response * p.synthesis_by_tgf, tgf_effect)]);
    let (synthesis_programme_rest, [synthesis_by_programme]) =
        weights(one, [(host.response * p.synthesis_by_programme, programme_effect)]);

    // Collagen pools.
    let trend = baseline.collagen_trend;
    let by_mmp = p.mmp_share_of_degradation;
    let collagen3 = renewal(p.collagen3_turnover, trend);
    let collagen3_degradation = collagen3 - trend;
    let (collagen3_rest, [collagen3_by_macrophages]) =
        weights(collagen3, [(p.collagen3_by_macrophages, macrophage_effect)]);
    let immature = renewal(p.immature_collagen_degradation + p.collagen_crosslinking, trend);
    let immature_degradation = immature - trend - p.collagen_crosslinking;
    let (crosslinking_rest, [crosslinking_by_programme]) =
        weights(p.collagen_crosslinking, [(p.crosslinking_by_programme, programme_effect)]);
    let immature_per_mature = baseline.immature_collagen / baseline.mature_collagen;
    let mature_degradation = p.collagen_crosslinking * immature_per_mature - trend;
    let by_mmp_mature = p.mmp_share_of_mature_degradation;

    let half_disorganised_myofibroblast = (p.disorganised_myofibroblast_half / baseline.myofibroblasts).powi(2);
    let (disorganised_rest, [disorganised_by_myofibroblasts]) = weights(
        p.disorganised_turnover,
        [(p.disorganised_by_myofibroblasts, at_rest(half_disorganised_myofibroblast))],
    );
    let disorder = baseline.tgf1 + p.tgf3_against_disorder * baseline.tgf3;

    // MMP and elastin.
    let half_mmp_il1 = (p.mmp_il1_half / p.rest_il1).powi(2);
    let half_mmp_macrophages = p.mmp_macrophage_half / macrophages;
    let mmp = renewal(p.mmp_turnover, baseline.mmp_trend);
    let (mmp_rest, [mmp_by_il1, mmp_by_macrophages]) = weights(
        mmp * positive(one - p.retinoid_on_mmp * inputs.retinoid),
        [(p.mmp_by_il1, at_rest(half_mmp_il1)), (p.mmp_by_macrophages, at_rest(half_mmp_macrophages))],
    );

    let half_tropoelastin_tgf3 = (p.tropoelastin_tgf3_half / baseline.tgf3).powi(2);
    let tropoelastin = renewal(p.tropoelastin_turnover, baseline.elastin_trend);
    let (tropoelastin_rest, [tropoelastin_by_tgf3, tropoelastin_by_programme]) = weights(
        tropoelastin,
        [(p.tropoelastin_by_tgf3, at_rest(half_tropoelastin_tgf3)), (p.tropoelastin_by_programme, programme_effect)],
    );
    let fibres = renewal(p.elastic_fibre_loss, baseline.elastin_trend);
    let (fibre_loss, [fibre_loss_by_neutrophils]) =
        weights(fibres - baseline.elastin_trend, [(p.elastic_fibre_loss_by_neutrophils, neutrophil_effect)]);
    let half_elastotic_macrophages = (p.elastotic_macrophage_half / macrophages).powi(2);
    let elastotic = renewal(p.elastotic_loss, baseline.elastotic_trend);
    let (elastotic_loss, [elastotic_loss_by_macrophages]) = weights(
        elastotic - baseline.elastotic_trend,
        [(p.elastotic_loss_by_macrophages, at_rest(half_elastotic_macrophages))],
    );

    // Ground substance, vessels, vasodilation.
    let half_hyaluronan_il1 = (p.hyaluronan_il1_half / p.rest_il1).powi(2);
    let hyaluronan = renewal(p.hyaluronan_turnover, baseline.hyaluronan_trend);
    let (hyaluronan_rest, [hyaluronan_by_il1, hyaluronan_by_mitogens, hyaluronan_by_tgf]) = weights(
        hyaluronan,
        [
            (p.hyaluronan_by_il1, at_rest(half_hyaluronan_il1)),
            (p.hyaluronan_by_mitogens, mitogen_effect),
            (p.hyaluronan_by_tgf, tgf_effect),
        ],
    );
    let half_vessel_vegf = (p.vessel_vegf_half / p.rest_vegf).powi(2);
    let vessels = renewal(p.vessel_turnover * host.healing, baseline.vessel_trend);
    let (vessel_rest, [vessel_by_vegf]) = weights(vessels, [(p.vessels_by_vegf, at_rest(half_vessel_vegf))]);
    let (vessel_loss, [vessel_loss_by_collagen]) =
        weights(vessels - baseline.vessel_trend, [(p.vessel_pruning_by_collagen, one)]);
    let half_vasodilation_il1 = (p.vasodilation_il1_half / p.rest_il1).powi(2);
    let (vasodilation_rest, [vasodilation_by_il1]) =
        weights(p.vasodilation_decay, [(p.vasodilation_by_il1, at_rest(half_vasodilation_il1))]);

    Matrix {
        share_collagen3: baseline.collagen3 / collagen,
        share_immature: baseline.immature_collagen / collagen,
        share_mature: baseline.mature_collagen / collagen,
        half_programme,
        half_synthesis_tgf,
        synthesis_fibroblasts,
        synthesis_myofibroblasts,
        synthesis_tgf_rest,
        synthesis_by_tgf,
        synthesis_programme_rest,
        synthesis_by_programme,
        synthesis_feedback,
        collagen3_rest,
        collagen3_by_macrophages,
        collagen3_loss: collagen3_degradation * (one - by_mmp) + trend,
        collagen3_loss_by_mmp: collagen3_degradation * by_mmp,
        immature_synthesis: immature,
        immature_loss: immature_degradation * (one - by_mmp) + trend,
        immature_loss_by_mmp: immature_degradation * by_mmp,
        crosslinking_rest,
        crosslinking_by_programme,
        immature_per_mature,
        mature_loss: mature_degradation * (one - by_mmp_mature) + trend,
        mature_loss_by_mmp: mature_degradation * by_mmp_mature,
        half_disorganised_myofibroblast,
        disorganised_rest,
        disorganised_by_myofibroblasts,
        disorder_tgf1: baseline.tgf1 / disorder,
        disorder_tgf3: p.tgf3_against_disorder * baseline.tgf3 / disorder,
        disorganised_loss: p.disorganised_turnover * (one - by_mmp),
        disorganised_loss_by_mmp: p.disorganised_turnover * by_mmp,
        half_mmp_il1,
        half_mmp_macrophages,
        mmp_rest,
        mmp_by_il1,
        mmp_by_macrophages,
        mmp_loss: mmp,
        half_tropoelastin_tgf3,
        tropoelastin_rest,
        tropoelastin_by_tgf3,
        tropoelastin_by_programme,
        tropoelastin_loss: tropoelastin,
        fibre_assembly: fibres,
        fibre_loss: fibre_loss + baseline.elastin_trend,
        fibre_loss_by_neutrophils,
        half_elastotic_macrophages,
        elastotic_production: elastotic,
        elastotic_loss: elastotic_loss + baseline.elastotic_trend,
        elastotic_loss_by_macrophages,
        half_hyaluronan_il1,
        hyaluronan_rest: hyaluronan_rest + inputs.hyaluronan / baseline.hyaluronan,
        hyaluronan_by_il1,
        hyaluronan_by_mitogens,
        hyaluronan_by_tgf,
        hyaluronan_loss: hyaluronan,
        half_vessel_vegf,
        vessel_rest,
        vessel_by_vegf,
        vessel_loss: vessel_loss + baseline.vessel_trend,
        vessel_loss_by_collagen,
        half_vasodilation_il1,
        half_vasodilation_alarmins: p.vasodilation_alarmin_half,
        vasodilation_rest,
        vasodilation_by_il1,
        vasodilation_by_alarmins: vasodilation_rest * p.vasodilation_by_alarmins,
        vasodilation_loss: p.vasodilation_decay,
    }
}
