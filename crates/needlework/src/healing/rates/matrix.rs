//! Collagen, MMP, elastin, hyaluronan, vessels and vasodilation.

use super::super::coefficients::MatrixView;
use super::shared::{DermalLevels, Responses};
use super::{Rate, rate, weighted};
use crate::number::Real;

/// Collagen synthesis relative to rest: cells, TGF-β, the remodelling programme, and less the more collagen there is.
#[inline(always)]
pub(super) fn synthesis<R: Real>(d: &DermalLevels<R>, s: &Responses<R>, c: MatrixView<R>) -> R {
    let cells = weighted(c.synthesis_fibroblasts() * d.fibroblasts, [(c.synthesis_myofibroblasts(), d.myofibroblasts)]);
    let by_tgf = weighted(c.synthesis_tgf_rest(), [(c.synthesis_by_tgf(), s.synthesis_tgf_effect)]);
    let by_programme = weighted(c.synthesis_programme_rest(), [(c.synthesis_by_programme(), s.programme_effect)]);
    let crowding = weighted(R::one(), [(c.synthesis_feedback(), s.collagen.powi(3))]);
    cells * by_tgf * by_programme * crowding.recip()
}

/// Rate at which immature collagen is cross-linked.
#[inline(always)]
pub(super) fn crosslinking<R: Real>(s: &Responses<R>, c: MatrixView<R>) -> R {
    weighted(c.crosslinking_rest(), [(c.crosslinking_by_programme(), s.programme_effect)])
}

/// Rates of `C3, Ci, Cm, W, P`.
#[inline(always)]
pub(super) fn collagen_rates<R: Real>(d: &DermalLevels<R>, s: &Responses<R>, c: MatrixView<R>) -> [Rate<R>; 5] {
    let synthesis = synthesis(d, s, c);
    let crosslinking = crosslinking(s, c);

    let collagen3 = rate(
        synthesis * weighted(c.collagen3_rest(), [(c.collagen3_by_macrophages(), s.macrophage_effect)]),
        weighted(c.collagen3_loss(), [(c.collagen3_loss_by_mmp(), d.mmp)]),
    );
    let immature = rate(
        c.immature_synthesis() * synthesis,
        weighted(c.immature_loss(), [(c.immature_loss_by_mmp(), d.mmp)]) + crosslinking,
    );
    let mature = rate(
        crosslinking * c.immature_per_mature() * d.immature,
        weighted(c.mature_loss(), [(c.mature_loss_by_mmp(), d.mmp)]),
    );
    let deposition = weighted(
        c.disorganised_rest(),
        [(c.disorganised_by_myofibroblasts(), s.myofibroblasts_squared.saturate(c.half_disorganised_myofibroblast()))],
    );
    let balance = weighted(c.disorder_tgf1() * d.tgf1, [(c.disorder_tgf3(), d.tgf3)]);
    let disorganised = rate(
        synthesis * deposition * d.tgf1 * balance.recip(),
        weighted(c.disorganised_loss(), [(c.disorganised_loss_by_mmp(), d.mmp)]),
    );
    let mmp = rate(
        weighted(
            c.mmp_rest(),
            [
                (c.mmp_by_il1(), s.il1_squared.saturate(c.half_mmp_il1())),
                (c.mmp_by_macrophages(), s.macrophages.saturate(c.half_mmp_macrophages())),
            ],
        ),
        c.mmp_loss(),
    );
    [collagen3, immature, mature, disorganised, mmp]
}

/// Rates of `Et, Ef, Es, H, B, E`.
#[inline(always)]
pub(super) fn other_rates<R: Real>(d: &DermalLevels<R>, s: &Responses<R>, c: MatrixView<R>) -> [Rate<R>; 6] {
    let tropoelastin = rate(
        weighted(
            c.tropoelastin_rest(),
            [
                (c.tropoelastin_by_tgf3(), d.tgf3.powi(2).saturate(c.half_tropoelastin_tgf3())),
                (c.tropoelastin_by_programme(), s.programme_effect),
            ],
        ),
        c.tropoelastin_loss(),
    );
    let fibres = rate(
        c.fibre_assembly() * d.tropoelastin,
        weighted(c.fibre_loss(), [(c.fibre_loss_by_neutrophils(), s.neutrophil_effect)]),
    );
    let elastotic = rate(
        c.elastotic_production(),
        weighted(
            c.elastotic_loss(),
            [(c.elastotic_loss_by_macrophages(), s.macrophages_squared.saturate(c.half_elastotic_macrophages()))],
        ),
    );
    let hyaluronan = rate(
        weighted(
            c.hyaluronan_rest(),
            [
                (c.hyaluronan_by_il1(), s.il1_squared.saturate(c.half_hyaluronan_il1())),
                (c.hyaluronan_by_mitogens(), s.mitogen_effect),
                (c.hyaluronan_by_tgf(), s.synthesis_tgf_effect),
            ],
        ),
        c.hyaluronan_loss(),
    );
    let vessels = rate(
        weighted(c.vessel_rest(), [(c.vessel_by_vegf(), d.vegf.powi(2).saturate(c.half_vessel_vegf()))]),
        weighted(c.vessel_loss(), [(c.vessel_loss_by_collagen(), s.collagen)]),
    );
    let vasodilation = rate(
        weighted(
            c.vasodilation_rest(),
            [
                (c.vasodilation_by_il1(), s.il1_squared.saturate(c.half_vasodilation_il1())),
                (c.vasodilation_by_alarmins(), d.alarmins.saturate(c.half_vasodilation_alarmins())),
            ],
        ),
        c.vasodilation_loss(),
    );
    [tropoelastin, fibres, elastotic, hyaluronan, vessels, vasodilation]
}
