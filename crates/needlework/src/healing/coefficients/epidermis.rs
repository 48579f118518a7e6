//! Prepared weights of the epidermis and its pigment.

use super::matrix::renewal;
use super::table::Epidermis;
use super::{Setting, at_rest, half_mitogens, half_programme, positive, weights};
use crate::healing::Baseline;
use crate::number::Real;

#[inline(always)]
pub(super) fn prepare<R: Real>(setting: &Setting<R>, baseline: &Baseline<R>) -> Epidermis<R> {
    let (p, host, inputs) = (setting.parameters, setting.host, setting.inputs);
    let one = R::one();
    let mitogen_effect = at_rest(half_mitogens(setting));
    let programme_effect = at_rest(half_programme(setting));

    // Wide lesions close slowly: closure falls with a power of the width.
    let narrower = |exponent: R, width: R| (-(exponent * (width / p.reference_width).ln())).exp();
    // Living epidermis spreads from the rim and from every hair and gland that is left, so no gap is wider than theirs.
    let gap = setting.lesion_width.min(p.appendage_spacing);
    let barrier_closure = p.barrier_closure
        * host.closure
        * narrower(p.barrier_width_exponent, setting.lesion_width)
        * positive(one - p.occlusion_on_barrier * inputs.occlusion);
    // 1/(1 + X/K) = K/(K + X): the K stands in the weights.
    let (cover_rest, [cover_by_mitogens]) = weights(
        p.cover_closure * host.closure * narrower(p.cover_width_exponent, gap) * p.cover_coagulum_inhibition,
        [(p.cover_by_mitogens, mitogen_effect)],
    );

    let epidermis = renewal(p.epidermis_turnover * host.epidermis_renewal, baseline.epidermis_trend);
    let (epidermis_rest, [epidermis_by_mitogens, epidermis_by_programme]) = weights(
        epidermis * p.retinoid_on_epidermis.mul_add(inputs.retinoid, one),
        [(p.epidermis_by_mitogens, mitogen_effect), (p.epidermis_by_programme, programme_effect)],
    );

    let half_melanocyte_il1 = (p.melanocyte_il1_half / p.rest_il1).powi(2);
    let (melanocyte_rest, [melanocyte_by_il1]) = weights(
        p.melanocyte_drive_decay,
        [(p.melanocyte_drive_by_il1 * host.pigment_reactivity, at_rest(half_melanocyte_il1))],
    );

    let half_lesional_m2 = (p.lesional_m2_half / p.rest_m2).powi(2);
    let (lesional_loss, [lesional_loss_by_m2]) =
        weights(p.lesional_drive_decay, [(p.lesional_drive_loss_by_m2, at_rest(half_lesional_m2))]);
    let with_tranexamic = positive(one - p.tranexamic_on_melanin * inputs.tranexamic_acid);

    Epidermis {
        barrier_closure,
        half_coagulum: p.cover_coagulum_inhibition,
        cover_rest,
        cover_by_mitogens,
        epidermis_rest,
        epidermis_by_mitogens,
        epidermis_by_programme,
        collagen_exponent: p.epidermis_collagen_exponent,
        epidermis_loss: epidermis,
        half_melanocyte_il1,
        melanocyte_rest: melanocyte_rest * (one + inputs.ultraviolet),
        melanocyte_by_il1,
        melanocyte_loss: p.melanocyte_drive_decay,
        half_lesional_m2,
        lesional_production: p.lesional_drive_decay * host.melasma * with_tranexamic,
        lesional_loss,
        lesional_loss_by_m2,
        melanin_production: p.melanin_turnover
            * positive(one - p.vitamin_c_on_melanin * inputs.vitamin_c)
            * with_tranexamic
            / (one + host.melasma),
        melanin_loss: p.melanin_turnover,
    }
}
