//! Fibroblasts, myofibroblasts and the remodelling programme, the slow memory of the tissue.

use super::super::coefficients::CellsView;
use super::shared::{DermalLevels, Responses};
use super::{Rate, rate, weighted};
use crate::number::Real;

/// Rate at which fibroblasts turn into myofibroblasts: TGF-β1 drives and TGF-β3 brakes,
/// `t₁²/(κ₁ + t₁²) · 1/(κ₃ + t₃)`, in one division.
#[inline(always)]
pub(super) fn conversion<R: Real>(d: &DermalLevels<R>, c: CellsView<R>) -> R {
    let tgf1_squared = d.tgf1.powi(2);
    let brake = (c.half_conversion() + tgf1_squared) * (c.conversion_inhibition() + d.tgf3);
    c.conversion() * tgf1_squared * brake.recip()
}

/// Rates of `F, Y, R`.
#[inline(always)]
pub(super) fn rates<R: Real>(d: &DermalLevels<R>, s: &Responses<R>, c: CellsView<R>) -> [Rate<R>; 3] {
    let growth = weighted(
        c.growth_rest(),
        [(c.growth_by_mitogens(), s.mitogen_effect), (c.growth_by_tgf1(), d.tgf1.saturate(c.half_fibroblast_tgf1()))],
    );
    let conversion = conversion(d, c);

    let fibroblasts =
        rate(d.fibroblasts * (growth + c.replacement()), weighted(conversion, [(c.crowding(), d.fibroblasts)]));
    let myofibroblasts = rate(conversion * c.fibroblasts_per_myofibroblast() * d.fibroblasts, c.myofibroblast_loss());
    let programme = rate(
        weighted(c.programme_rest(), [(c.programme_by_tgf(), s.tgf_squared.saturate(c.half_programme_tgf()))]),
        c.programme_loss(),
    );
    [fibroblasts, myofibroblasts, programme]
}
