//! Injury signals and inflammatory cells: alarmins to interleukin-1 to neutrophils; damage through the chemoattractant
//! to monocytes, which turn into reparative macrophages that resolve the inflammation through interleukin-10.

use super::super::coefficients::InflammationView;
use super::shared::{DermalLevels, Responses};
use super::{Rate, rate, weighted};
use crate::number::Real;

/// Rate at which inflammatory macrophages turn into reparative ones.
#[inline(always)]
pub(super) fn macrophage_switch<R: Real>(d: &DermalLevels<R>, s: &Responses<R>, c: InflammationView<R>) -> R {
    weighted(
        c.switch_rest(),
        [(c.switch_by_il10(), d.il10.saturate(c.half_switch_il10())), (c.switch_by_neutrophils(), s.neutrophil_effect)],
    )
}

/// Rates of `A, D, X, Ch, I, J, N, M1, M2`.
#[inline(always)]
pub(super) fn rates<R: Real>(d: &DermalLevels<R>, s: &Responses<R>, c: InflammationView<R>) -> [Rate<R>; 9] {
    let zero = R::zero();
    let il1_cubed = s.il1_squared * d.il1;
    let attraction = d.chemoattractant.saturate(c.half_chemoattractant());

    let alarmins = rate(zero, c.alarmin_loss());
    let damage = rate(zero, weighted(c.damage_loss(), [(c.damage_loss_by_macrophages(), s.macrophage_effect)]));
    let coagulum = rate(zero, weighted(c.coagulum_loss(), [(c.coagulum_loss_by_macrophages(), s.macrophage_effect)]));
    let chemoattractant = rate(c.chemoattractant_turnover() * (d.damage + d.coagulum), c.chemoattractant_turnover());

    let release = weighted(
        c.il1_rest(),
        [
            (c.il1_by_neutrophils(), s.neutrophil_effect),
            (c.il1_by_m1(), d.m1.saturate(c.half_m1())),
            (c.il1_by_alarmins(), d.alarmins),
            (c.il1_by_damage(), d.damage),
            (c.il1_by_coagulum(), d.coagulum),
        ],
    );
    let il1 = rate(release * (c.half_il10_inhibition() + d.il10).recip(), c.il1_loss());
    let il10 =
        rate(weighted(c.il10_rest(), [(c.il10_by_m2(), s.m2_squared.saturate(c.half_il10_m2()))]), c.il10_loss());

    let neutrophils = rate(
        weighted(
            c.neutrophil_rest(),
            [
                (c.neutrophil_by_il1(), il1_cubed.saturate(c.half_neutrophil_il1())),
                (c.neutrophil_by_chemoattractant(), attraction),
            ],
        ),
        c.neutrophil_loss(),
    );
    let switch = macrophage_switch(d, s, c);
    let m1 = rate(
        weighted(
            c.m1_rest(),
            [(c.m1_by_il1(), il1_cubed.saturate(c.half_monocyte_il1())), (c.m1_by_chemoattractant(), attraction)],
        ),
        c.m1_loss() + switch,
    );
    let m2 = rate(weighted(c.m2_influx(), [(switch * c.m1_per_m2(), d.m1)]), c.m2_loss());
    [alarmins, damage, coagulum, chemoattractant, il1, il10, neutrophils, m1, m2]
}
