//! Levels by name, and the responses that several parts of the network share.

use super::super::coefficients::{CellsView, InflammationView, MatrixView};
use super::super::named::named_values;
use super::weighted;
use crate::number::Real;

named_values! {
    /// Levels of the dermal species, relative to rest where they are present at rest.
    pub struct DermalLevels, DERMAL_LEVEL_COUNT {
        /// Alarmins [-].
        alarmins,
        /// Damage [-].
        damage,
        /// Coagulum [-].
        coagulum,
        /// Chemoattractant [-].
        chemoattractant,
        /// Interleukin-1 [-].
        il1,
        /// Interleukin-10 [-].
        il10,
        /// Neutrophils [-].
        neutrophils,
        /// Inflammatory macrophages [-].
        m1,
        /// Reparative macrophages [-].
        m2,
        /// Latent TGF-β1 [-].
        latent1,
        /// Active TGF-β1 [-].
        tgf1,
        /// Latent TGF-β3 [-].
        latent3,
        /// Active TGF-β3 [-].
        tgf3,
        /// Mitogens [-].
        mitogens,
        /// VEGF [-].
        vegf,
        /// Fibroblasts [-].
        fibroblasts,
        /// Myofibroblasts [-].
        myofibroblasts,
        /// Remodelling programme [-].
        programme,
        /// Collagen III [-].
        collagen3,
        /// Immature collagen I [-].
        immature,
        /// Mature collagen I [-].
        mature,
        /// Disorganised collagen [-].
        disorganised,
        /// Matrix metalloproteinase [-].
        mmp,
        /// Tropoelastin [-].
        tropoelastin,
        /// Elastic fibres [-].
        fibres,
        /// Elastotic material [-].
        elastotic,
        /// Hyaluronan [-].
        hyaluronan,
        /// Vessels [-].
        vessels,
        /// Vasodilation [-].
        vasodilation,
    }
}

named_values! {
    /// Levels of the epidermal species, relative to rest.
    pub struct EpidermalLevels, EPIDERMAL_LEVEL_COUNT {
        /// Barrier [-].
        barrier,
        /// Epidermal cover [-].
        cover,
        /// Viable epidermis [-].
        epidermis,
        /// Melanocyte drive [-].
        melanocyte_drive,
        /// Lesional drive [-].
        lesional_drive,
        /// Melanin [-].
        melanin,
    }
}

named_values! {
    /// What the epidermis reads of the papillary dermis below it.
    pub struct Below, BELOW_COUNT {
        /// Square of interleukin-1 relative to rest [-].
        il1_squared,
        /// Square of reparative macrophages relative to rest [-].
        m2_squared,
        /// Response to mitogens, 0 to 1 [-].
        mitogen_effect,
        /// Response to the remodelling programme, 0 to 1 [-].
        programme_effect,
        /// Coagulum [-].
        coagulum,
        /// Collagen relative to rest [-].
        collagen,
    }
}

/// Responses and powers that more than one rate needs; each is computed once.
#[derive(Clone, Copy)]
pub(super) struct Responses<R> {
    pub il1_squared: R,
    pub m2_squared: R,
    pub macrophages: R,
    pub macrophages_squared: R,
    pub myofibroblasts_squared: R,
    pub macrophage_effect: R,
    pub neutrophil_effect: R,
    pub mitogen_effect: R,
    pub programme_effect: R,
    pub tgf_squared: R,
    pub synthesis_tgf_effect: R,
    pub collagen: R,
}

impl<R: Real> Responses<R> {
    #[inline(always)]
    pub fn new(d: &DermalLevels<R>, i: InflammationView<R>, c: CellsView<R>, m: MatrixView<R>) -> Self {
        let macrophages = weighted(i.share_m1() * d.m1, [(i.share_m2(), d.m2)]);
        let tgf_squared = weighted(c.share_tgf1() * d.tgf1, [(c.share_tgf3(), d.tgf3)]).powi(2);
        let collagen = weighted(
            m.share_collagen3() * d.collagen3,
            [(m.share_immature(), d.immature), (m.share_mature(), d.mature)],
        );
        Self {
            il1_squared: d.il1.powi(2),
            m2_squared: d.m2.powi(2),
            macrophages,
            macrophages_squared: macrophages.powi(2),
            myofibroblasts_squared: d.myofibroblasts.powi(2),
            macrophage_effect: macrophages.saturate(i.half_macrophages()),
            neutrophil_effect: d.neutrophils.saturate(i.half_neutrophils()),
            mitogen_effect: d.mitogens.saturate(c.half_mitogens()),
            programme_effect: d.programme.powi(2).saturate(m.half_programme()),
            tgf_squared,
            synthesis_tgf_effect: tgf_squared.saturate(m.half_synthesis_tgf()),
            collagen,
        }
    }

    #[inline(always)]
    pub fn below(&self, d: &DermalLevels<R>) -> Below<R> {
        Below {
            il1_squared: self.il1_squared,
            m2_squared: self.m2_squared,
            mitogen_effect: self.mitogen_effect,
            programme_effect: self.programme_effect,
            coagulum: d.coagulum,
            collagen: self.collagen,
        }
    }
}
