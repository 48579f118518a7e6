//! TGF-β in latent and active form, mitogens and VEGF.

use super::super::coefficients::GrowthFactorsView;
use super::shared::{DermalLevels, Responses};
use super::{Rate, rate, weighted};
use crate::number::Real;

/// Response of activation and release to the tension of myofibroblasts.
#[inline(always)]
pub(super) fn tension<R: Real>(d: &DermalLevels<R>, c: GrowthFactorsView<R>) -> R {
    d.myofibroblasts.saturate(c.half_activation_myofibroblast())
}

/// Rate at which latent TGF-β is activated.
#[inline(always)]
pub(super) fn activation<R: Real>(d: &DermalLevels<R>, s: &Responses<R>, tension: R, c: GrowthFactorsView<R>) -> R {
    weighted(
        c.activation_rest(),
        [
            (c.activation_by_macrophages(), s.macrophage_effect),
            (c.activation_by_damage(), d.damage),
            (c.activation_by_tension(), tension),
        ],
    )
}

/// Rates of `L1, T1, L3, T3, G, V`; `open` is the uncovered fraction of the epidermis.
#[inline(always)]
pub(super) fn rates<R: Real>(d: &DermalLevels<R>, s: &Responses<R>, open: R, c: GrowthFactorsView<R>) -> [Rate<R>; 6] {
    let tension = tension(d, c);
    let activation = activation(d, s, tension, c);
    let activated = activation * c.active_per_latent();

    let latent1 = rate(
        weighted(
            c.latent1_rest(),
            [
                (c.latent1_by_macrophages(), s.macrophages_squared.saturate(c.half_tgf1_macrophages())),
                (c.latent1_by_fibroblasts(), d.fibroblasts),
                (c.latent1_by_myofibroblasts(), tension),
            ],
        ),
        c.latent1_loss() + activation,
    );
    let tgf1 = rate(activated * d.latent1, c.active_loss());
    let latent3 = rate(
        weighted(
            c.latent3_rest(),
            [(c.latent3_by_m2(), s.m2_squared.saturate(c.half_tgf3_m2())), (c.latent3_by_open_epidermis(), open)],
        ),
        c.latent3_loss() + activation,
    );
    let tgf3 = rate(activated * d.latent3, c.active_loss());

    let mitogens = rate(
        weighted(
            c.mitogen_rest(),
            [
                (c.mitogen_by_macrophages(), s.macrophages.saturate(c.half_mitogen_macrophages())),
                (c.mitogen_by_open_epidermis(), open),
            ],
        ),
        c.mitogen_loss(),
    );
    // Hypoxia falls with vessels: 1/(1 + (b/K)³) = K³/(K³ + b³).
    let hypoxia = c.half_hypoxia() * (c.half_hypoxia() + d.vessels.powi(3)).recip();
    let vegf = rate(
        weighted(
            c.vegf_rest(),
            [
                (c.vegf_by_m2(), d.m2.saturate(c.half_vegf_m2())),
                (c.vegf_by_myofibroblasts(), s.myofibroblasts_squared.saturate(c.half_vegf_myofibroblast())),
                (c.vegf_by_hypoxia(), hypoxia),
                (c.vegf_by_open_epidermis(), open),
            ],
        ),
        c.vegf_loss(),
    );
    [latent1, tgf1, latent3, tgf3, mitogens, vegf]
}
