//! Prepared weights of fibroblasts, myofibroblasts and the remodelling programme.

use super::table::Cells;
use super::{Setting, at_rest, half_mitogens, positive, rest_tgf, weights};
use crate::healing::Baseline;
use crate::number::Real;

#[inline(always)]
pub(super) fn prepare<R: Real>(setting: &Setting<R>, baseline: &Baseline<R>) -> Cells<R> {
    let (p, host) = (setting.parameters, setting.host);
    let one = R::one();
    let trend = baseline.fibroblast_trend;

    let half_mitogens = half_mitogens(setting);
    let half_fibroblast_tgf1 = p.fibroblast_tgf1_half / baseline.tgf1;
    let crowding = p.fibroblast_growth * host.healing;
    let growth = positive(crowding + trend);
    let (growth_rest, [growth_by_mitogens, growth_by_tgf1]) = weights(
        growth,
        [
            (p.fibroblast_growth_by_mitogens, at_rest(half_mitogens)),
            (p.fibroblast_growth_by_tgf1, at_rest(half_fibroblast_tgf1)),
        ],
    );

    // At rest as many fibroblasts convert as myofibroblasts are lost; the ageing of both goes with the replacement, so
    // that the loss of fibroblasts is never negative.
    let myofibroblast_loss = positive(p.myofibroblast_loss + trend);
    let myofibroblasts_per_fibroblast = baseline.myofibroblasts / baseline.fibroblasts;
    let converted = myofibroblast_loss * myofibroblasts_per_fibroblast;
    let half_conversion = (p.conversion_tgf1_half / baseline.tgf1).powi(2);
    let conversion_inhibition = p.conversion_tgf3_inhibition / baseline.tgf3;

    let rest_tgf = rest_tgf(setting, baseline);
    let half_programme_tgf = (p.programme_tgf_half / rest_tgf).powi(2);
    let (programme_rest, [programme_by_tgf]) =
        weights(p.programme_turnover, [(p.programme_by_tgf, at_rest(half_programme_tgf))]);

    Cells {
        half_mitogens,
        half_fibroblast_tgf1,
        growth_rest,
        growth_by_mitogens,
        growth_by_tgf1,
        replacement: converted + (crowding - growth),
        crowding,
        half_conversion,
        conversion_inhibition,
        conversion: converted * (half_conversion + one) * (conversion_inhibition + one),
        fibroblasts_per_myofibroblast: baseline.fibroblasts / baseline.myofibroblasts,
        myofibroblast_loss,
        share_tgf1: baseline.tgf1 / rest_tgf,
        share_tgf3: p.tgf3_potency * baseline.tgf3 / rest_tgf,
        half_programme_tgf,
        programme_rest,
        programme_by_tgf,
        programme_loss: p.programme_turnover,
    }
}
