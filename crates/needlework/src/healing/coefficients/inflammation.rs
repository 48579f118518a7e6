//! Prepared weights of injury signals and inflammatory cells.

use super::table::Inflammation;
use super::{Setting, at_rest, half_macrophages, half_neutrophils, positive, rest_macrophages, weights};
use crate::number::Real;

#[inline(always)]
pub(super) fn prepare<R: Real>(setting: &Setting<R>) -> Inflammation<R> {
    let (p, host, inputs) = (setting.parameters, setting.host, setting.inputs);
    let one = R::one();
    let macrophages = rest_macrophages(setting);
    let half_neutrophils = half_neutrophils(setting);
    let neutrophil_effect = at_rest(half_neutrophils);

    let damage_loss = p.damage_clearance * host.healing;
    let coagulum_loss = p.coagulum_clearance * host.healing / (one + p.coagulum_clearance_by_macrophages);

    let half_m1 = p.m1_half / p.rest_m1;
    let half_il10_inhibition = p.il10_inhibition / p.rest_il10;
    // (1 + J_b/K)/(1 + J/K) = (κ + 1)/(κ + j) with κ = K/J_b.
    let brake = (half_il10_inhibition + one) * positive(one - inputs.anti_inflammatory);
    let (il1_rest, [il1_by_neutrophils, il1_by_m1]) = weights(
        p.il1_clearance * brake,
        [(p.il1_from_neutrophils, neutrophil_effect), (p.il1_from_m1, at_rest(half_m1))],
    );
    let release = brake / p.rest_il1;

    let half_il10_m2 = (p.il10_m2_half / p.rest_m2).powi(2);
    let (il10_rest, [il10_by_m2]) = weights(p.il10_clearance, [(p.il10_from_m2, at_rest(half_il10_m2))]);

    let half_neutrophil_il1 = (p.neutrophil_il1_half / p.rest_il1).powi(3);
    let (neutrophil_rest, [neutrophil_by_il1]) =
        weights(p.neutrophil_loss, [(p.neutrophil_recruitment_by_il1, at_rest(half_neutrophil_il1))]);

    let half_switch_il10 = p.switch_il10_half / p.rest_il10;
    let switch = p.macrophage_switch * host.healing;
    let (switch_rest, [switch_by_il10, switch_by_neutrophils]) =
        weights(switch, [(p.switch_by_il10, at_rest(half_switch_il10)), (p.switch_by_neutrophils, neutrophil_effect)]);

    let half_monocyte_il1 = (p.monocyte_il1_half / p.rest_il1).powi(3);
    let (m1_rest, [m1_by_il1]) =
        weights(p.m1_loss + switch, [(p.monocyte_recruitment_by_il1, at_rest(half_monocyte_il1))]);

    // Reparative macrophages come from the switch and from outside. Where the switch alone already brings more than is
    // lost, the influx is zero and the loss follows, so that the rest state stands.
    let m1_per_m2 = p.rest_m1 / p.rest_m2;
    let from_switch = switch * m1_per_m2;
    let m2_influx = positive(p.m2_loss - from_switch);

    Inflammation {
        alarmin_loss: p.alarmin_decay,
        damage_loss,
        damage_loss_by_macrophages: damage_loss * p.damage_clearance_by_macrophages,
        coagulum_loss,
        coagulum_loss_by_macrophages: coagulum_loss * p.coagulum_clearance_by_macrophages,
        chemoattractant_turnover: p.chemoattractant_turnover,
        share_m1: p.rest_m1 / macrophages,
        share_m2: p.rest_m2 / macrophages,
        half_macrophages: half_macrophages(setting),
        half_neutrophils,
        half_m1,
        half_il10_inhibition,
        il1_rest,
        il1_by_neutrophils,
        il1_by_m1,
        il1_by_alarmins: p.il1_from_alarmins * release,
        il1_by_damage: p.il1_from_damage * release,
        il1_by_coagulum: p.il1_from_coagulum * release,
        il1_loss: p.il1_clearance,
        half_il10_m2,
        il10_rest,
        il10_by_m2,
        il10_loss: p.il10_clearance,
        half_neutrophil_il1,
        half_chemoattractant: p.chemoattractant_half,
        neutrophil_rest,
        neutrophil_by_il1,
        neutrophil_by_chemoattractant: neutrophil_rest * p.neutrophil_recruitment_by_chemoattractant,
        neutrophil_loss: p.neutrophil_loss,
        half_switch_il10,
        switch_rest,
        switch_by_il10,
        switch_by_neutrophils,
        half_monocyte_il1,
        m1_rest,
        m1_by_il1,
        m1_by_chemoattractant: m1_rest * p.monocyte_recruitment_by_chemoattractant,
        m1_loss: p.m1_loss,
        m1_per_m2,
        m2_influx,
        m2_loss: m2_influx + from_switch,
    }
}
