//! Barrier, cover and thickness of the epidermis, and its pigment.

use super::super::coefficients::EpidermisView;
use super::shared::{Below, EpidermalLevels};
use super::{Rate, rate, weighted};
use crate::number::Real;

/// Relative collagen below which the epidermis no longer feels it; keeps the power defined in ablated tissue [-].
const LEAST_COLLAGEN: f64 = 1e-6;

/// Rates of `Kb, Kc, Z, Am, Lm, Q`.
#[inline(always)]
pub(super) fn rates<R: Real>(e: &EpidermalLevels<R>, below: &Below<R>, c: EpidermisView<R>) -> [Rate<R>; 6] {
    let barrier = rate(c.barrier_closure(), c.barrier_closure());
    let closure = weighted(c.cover_rest(), [(c.cover_by_mitogens(), below.mitogen_effect)])
        * (c.half_coagulum() + below.coagulum).recip();
    let cover = rate(closure, closure);

    let growth = weighted(
        c.epidermis_rest(),
        [(c.epidermis_by_mitogens(), below.mitogen_effect), (c.epidermis_by_programme(), below.programme_effect)],
    );
    let support = below.collagen.max(R::constant(LEAST_COLLAGEN)).powf(c.collagen_exponent());
    let epidermis = rate(growth * support, c.epidermis_loss());

    let melanocyte_drive = rate(
        weighted(c.melanocyte_rest(), [(c.melanocyte_by_il1(), below.il1_squared.saturate(c.half_melanocyte_il1()))]),
        c.melanocyte_loss(),
    );
    let lesional_drive = rate(
        c.lesional_production(),
        weighted(c.lesional_loss(), [(c.lesional_loss_by_m2(), below.m2_squared.saturate(c.half_lesional_m2()))]),
    );
    let melanin = rate(c.melanin_production() * (e.melanocyte_drive + e.lesional_drive), c.melanin_loss());
    [barrier, cover, epidermis, melanocyte_drive, lesional_drive, melanin]
}
