//! The names, symbols and flat order of the coefficients.

use super::super::named::named_values;

/// What is known about one coefficient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoefficientInfo {
    /// Part of the network.
    pub group: &'static str,
    /// Field name.
    pub name: &'static str,
    /// Symbol in equations, as LaTeX.
    pub latex: &'static str,
    /// What it is, with its unit.
    pub meaning: &'static str,
}

macro_rules! coefficient_groups {
    ($(
        $(#[$meta:meta])*
        $group:ident $view:ident $count:ident $member:ident after $offset:expr;
        { $( $field:ident $latex:literal $doc:literal; )* }
    )*) => {
        $(
            named_values! {
                $(#[$meta])*
                pub struct $group, $count {
                    $( #[doc = $doc] $field, )*
                }
            }

            /// A view of this group of coefficients in the flat array.
            #[derive(Clone, Copy)]
            pub(in crate::healing) struct $view<'a, R>(pub &'a [R; COEFFICIENT_COUNT]);

            const _: () = {
                #[allow(non_camel_case_types, clippy::enum_variant_names)]
                enum Place { $($field),* }

                impl<R: Copy> $view<'_, R> {
                    $(
                        #[inline(always)]
                        pub(in crate::healing) fn $field(self) -> R {
                            const PLACE: usize = $offset + Place::$field as usize;
                            self.0[PLACE]
                        }
                    )*
                }
            };
        )*

        /// How many coefficients the network has.
        pub const COEFFICIENT_COUNT: usize = 0 $(+ $count)*;

        /// All coefficients, by group.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Coefficients<R> {
            $(
                $(#[$meta])*
                pub $member: $group<R>,
            )*
        }

        impl<R: Copy> Coefficients<R> {
            /// The coefficients in flat order.
            #[inline(always)]
            #[must_use]
            pub fn into_array(self) -> [R; COEFFICIENT_COUNT] {
                [$($(self.$member.$field,)*)*]
            }
        }

        /// Names and symbols of the coefficients, in flat order.
        pub const COEFFICIENTS: [CoefficientInfo; COEFFICIENT_COUNT] = [$($(
            CoefficientInfo { group: stringify!($member), name: stringify!($field), latex: $latex, meaning: $doc },
        )*)*];
    };
}

coefficient_groups! {
    /// Coefficients of injury signals and inflammatory cells.
    Inflammation InflammationView INFLAMMATION_COUNT inflammation after 0;
    {
        alarmin_loss r"\ell_{A}" "Decay of alarmins [1/day].";
        damage_loss r"\ell_{D}" "Clearance of damage without macrophages [1/day].";
        damage_loss_by_macrophages r"\ell_{D,M}" "Clearance of damage at full macrophage effect [1/day].";
        coagulum_loss r"\ell_{X}" "Clearance of coagulum without macrophages [1/day].";
        coagulum_loss_by_macrophages r"\ell_{X,M}" "Clearance of coagulum at full macrophage effect [1/day].";
        chemoattractant_turnover r"\ell_{Ch}" "Turnover of the chemoattractant [1/day].";
        share_m1 r"\sigma_{M1}" "Share of inflammatory macrophages at rest [-].";
        share_m2 r"\sigma_{M2}" "Share of reparative macrophages at rest [-].";
        half_macrophages r"\kappa_{M}" "Half level of the effect of macrophages [-].";
        half_neutrophils r"\kappa_{N}" "Half level of the effect of neutrophils [-].";
        half_m1 r"\kappa_{M1}" "Half level of inflammatory macrophages in IL-1 release [-].";
        half_il10_inhibition r"\kappa_{I,J}" "Half level of IL-10 in IL-1 release [-].";
        il1_rest r"w_{I}" "IL-1 release: rest [1/day].";
        il1_by_neutrophils r"w_{I,N}" "IL-1 release: neutrophils [1/day].";
        il1_by_m1 r"w_{I,M1}" "IL-1 release: inflammatory macrophages [1/day].";
        il1_by_alarmins r"w_{I,A}" "IL-1 release: alarmins [1/day].";
        il1_by_damage r"w_{I,D}" "IL-1 release: damage [1/day].";
        il1_by_coagulum r"w_{I,X}" "IL-1 release: coagulum [1/day].";
        il1_loss r"\ell_{I}" "Clearance of IL-1 [1/day].";
        half_il10_m2 r"\kappa_{J,M2}" "Half level of reparative macrophages in IL-10 release, squared [-].";
        il10_rest r"w_{J}" "IL-10 release: rest [1/day].";
        il10_by_m2 r"w_{J,M2}" "IL-10 release: reparative macrophages [1/day].";
        il10_loss r"\ell_{J}" "Clearance of IL-10 [1/day].";
        half_neutrophil_il1 r"\kappa_{N,I}" "Half level of IL-1 in neutrophil recruitment, cubed [-].";
        half_chemoattractant r"\kappa_{Ch}" "Half level of the chemoattractant [-].";
        neutrophil_rest r"w_{N}" "Neutrophil recruitment: rest [1/day].";
        neutrophil_by_il1 r"w_{N,I}" "Neutrophil recruitment: IL-1 [1/day].";
        neutrophil_by_chemoattractant r"w_{N,Ch}" "Neutrophil recruitment: chemoattractant [1/day].";
        neutrophil_loss r"\ell_{N}" "Loss of neutrophils [1/day].";
        half_switch_il10 r"\kappa_{s,J}" "Half level of IL-10 in the macrophage switch [-].";
        switch_rest r"w_{s}" "Macrophage switch: rest [1/day].";
        switch_by_il10 r"w_{s,J}" "Macrophage switch: IL-10 [1/day].";
        switch_by_neutrophils r"w_{s,N}" "Macrophage switch: neutrophils [1/day].";
        half_monocyte_il1 r"\kappa_{M1,I}" "Half level of IL-1 in monocyte recruitment, cubed [-].";
        m1_rest r"w_{M1}" "Monocyte recruitment: rest [1/day].";
        m1_by_il1 r"w_{M1,I}" "Monocyte recruitment: IL-1 [1/day].";
        m1_by_chemoattractant r"w_{M1,Ch}" "Monocyte recruitment: chemoattractant [1/day].";
        m1_loss r"\ell_{M1}" "Loss of inflammatory macrophages, without the switch [1/day].";
        m1_per_m2 r"\rho_{M}" "Inflammatory per reparative macrophage at rest [-].";
        m2_influx r"w_{M2}" "Influx of resident macrophages [1/day].";
        m2_loss r"\ell_{M2}" "Loss of reparative macrophages [1/day].";
    }

    /// Coefficients of TGF-β, mitogens and VEGF.
    GrowthFactors GrowthFactorsView GROWTH_FACTORS_COUNT growth_factors after INFLAMMATION_COUNT;
    {
        half_activation_myofibroblast r"\kappa_{a,Y}" "Half level of myofibroblasts in activation [-].";
        activation_rest r"w_{a}" "Activation of TGF-β: rest [1/day].";
        activation_by_macrophages r"w_{a,M}" "Activation of TGF-β: macrophages [1/day].";
        activation_by_damage r"w_{a,D}" "Activation of TGF-β: damage [1/day].";
        activation_by_tension r"w_{a,Y}" "Activation of TGF-β: myofibroblast tension [1/day].";
        half_tgf1_macrophages r"\kappa_{L1,M}" "Half level of macrophages in TGF-β1 release, squared [-].";
        latent1_rest r"w_{L1}" "TGF-β1 release: rest [1/day].";
        latent1_by_macrophages r"w_{L1,M}" "TGF-β1 release: macrophages [1/day].";
        latent1_by_fibroblasts r"w_{L1,F}" "TGF-β1 release: fibroblasts [1/day].";
        latent1_by_myofibroblasts r"w_{L1,Y}" "TGF-β1 release: myofibroblasts [1/day].";
        latent1_loss r"\ell_{L1}" "Clearance of latent TGF-β1, without activation [1/day].";
        half_tgf3_m2 r"\kappa_{L3,M2}" "Half level of reparative macrophages in TGF-β3 release, squared [-].";
        latent3_rest r"w_{L3}" "TGF-β3 release: rest [1/day].";
        latent3_by_m2 r"w_{L3,M2}" "TGF-β3 release: reparative macrophages [1/day].";
        latent3_by_open_epidermis r"w_{L3,K}" "TGF-β3 release: open epidermis [1/day].";
        latent3_loss r"\ell_{L3}" "Clearance of latent TGF-β3, without activation [1/day].";
        active_per_latent r"\rho_{T}" "Active TGF-β made per activation of relative latent TGF-β [-].";
        active_loss r"\ell_{T}" "Clearance of active TGF-β [1/day].";
        half_mitogen_macrophages r"\kappa_{G,M}" "Half level of macrophages in mitogen release [-].";
        mitogen_rest r"w_{G}" "Mitogen release: rest and topical growth factor [1/day].";
        mitogen_by_macrophages r"w_{G,M}" "Mitogen release: macrophages [1/day].";
        mitogen_by_open_epidermis r"w_{G,K}" "Mitogen release: open epidermis [1/day].";
        mitogen_loss r"\ell_{G}" "Clearance of mitogens [1/day].";
        half_vegf_m2 r"\kappa_{V,M2}" "Half level of reparative macrophages in VEGF release [-].";
        half_vegf_myofibroblast r"\kappa_{V,Y}" "Half level of myofibroblasts in VEGF release, squared [-].";
        half_hypoxia r"\kappa_{B}" "Vessels of half hypoxia, cubed [-].";
        vegf_rest r"w_{V}" "VEGF release: rest [1/day].";
        vegf_by_m2 r"w_{V,M2}" "VEGF release: reparative macrophages [1/day].";
        vegf_by_myofibroblasts r"w_{V,Y}" "VEGF release: myofibroblasts [1/day].";
        vegf_by_hypoxia r"w_{V,B}" "VEGF release: hypoxia [1/day].";
        vegf_by_open_epidermis r"w_{V,K}" "VEGF release: open epidermis [1/day].";
        vegf_loss r"\ell_{V}" "Clearance of VEGF [1/day].";
    }

    /// Coefficients of fibroblasts, myofibroblasts and the remodelling programme.
    Cells CellsView CELLS_COUNT cells after INFLAMMATION_COUNT + GROWTH_FACTORS_COUNT;
    {
        half_mitogens r"\kappa_{G}" "Half level of the effect of mitogens [-].";
        half_fibroblast_tgf1 r"\kappa_{F,T}" "Half level of TGF-β1 in fibroblast growth [-].";
        growth_rest r"w_{F}" "Fibroblast growth: rest [1/day].";
        growth_by_mitogens r"w_{F,G}" "Fibroblast growth: mitogens [1/day].";
        growth_by_tgf1 r"w_{F,T}" "Fibroblast growth: TGF-β1 [1/day].";
        replacement r"\beta_{F}" "Growth that replaces converted fibroblasts, less ageing [1/day].";
        crowding r"\ell_{F}" "Loss of fibroblasts by crowding [1/day].";
        half_conversion r"\kappa_{Y,T1}" "Half level of TGF-β1 in conversion, squared [-].";
        conversion_inhibition r"\kappa_{Y,T3}" "Half level of TGF-β3 in conversion [-].";
        conversion r"w_{Y}" "Conversion to myofibroblasts at full effect [1/day].";
        fibroblasts_per_myofibroblast r"\rho_{Y}" "Fibroblasts per myofibroblast at rest [-].";
        myofibroblast_loss r"\ell_{Y}" "Loss of myofibroblasts [1/day].";
        share_tgf1 r"\sigma_{T1}" "Share of TGF-β1 in the TGF-β that synthesis sees [-].";
        share_tgf3 r"\sigma_{T3}" "Share of TGF-β3 in the TGF-β that synthesis sees [-].";
        half_programme_tgf r"\kappa_{R,T}" "Half level of TGF-β in the programme, squared [-].";
        programme_rest r"w_{R}" "Remodelling programme: rest [1/day].";
        programme_by_tgf r"w_{R,T}" "Remodelling programme: TGF-β [1/day].";
        programme_loss r"\ell_{R}" "Turnover of the remodelling programme [1/day].";
    }

    /// Coefficients of collagen, elastin, hyaluronan and vessels.
    Matrix MatrixView MATRIX_COUNT matrix after INFLAMMATION_COUNT + GROWTH_FACTORS_COUNT + CELLS_COUNT;
    {
        share_collagen3 r"\sigma_{C3}" "Share of collagen III in collagen at rest [-].";
        share_immature r"\sigma_{Ci}" "Share of immature collagen I at rest [-].";
        share_mature r"\sigma_{Cm}" "Share of mature collagen I at rest [-].";
        half_programme r"\kappa_{R}" "Half level of the programme, squared [-].";
        half_synthesis_tgf r"\kappa_{S,T}" "Half level of TGF-β in synthesis, squared [-].";
        synthesis_fibroblasts r"w_{S,F}" "Synthesis by fibroblasts, with topical effects [-].";
        synthesis_myofibroblasts r"w_{S,Y}" "Synthesis by myofibroblasts, with topical effects [-].";
        synthesis_tgf_rest r"w_{S}" "Effect of TGF-β on synthesis: rest [-].";
        synthesis_by_tgf r"w_{S,T}" "Effect of TGF-β on synthesis: gain [-].";
        synthesis_programme_rest r"w_{SR}" "Effect of the programme on synthesis: rest [-].";
        synthesis_by_programme r"w_{SR,R}" "Effect of the programme on synthesis: gain [-].";
        synthesis_feedback r"\kappa_{C}" "Strength of the feedback of relative collagen on synthesis [-].";
        collagen3_rest r"w_{C3}" "Collagen III synthesis: rest [1/day].";
        collagen3_by_macrophages r"w_{C3,M}" "Collagen III synthesis: macrophages [1/day].";
        collagen3_loss r"\ell_{C3}" "Loss of collagen III without MMP, with ageing [1/day].";
        collagen3_loss_by_mmp r"\ell_{C3,P}" "Loss of collagen III by MMP at rest [1/day].";
        immature_synthesis r"w_{Ci}" "Collagen I synthesis [1/day].";
        immature_loss r"\ell_{Ci}" "Loss of immature collagen without MMP, with ageing [1/day].";
        immature_loss_by_mmp r"\ell_{Ci,P}" "Loss of immature collagen by MMP at rest [1/day].";
        crosslinking_rest r"w_{x}" "Cross-linking: rest [1/day].";
        crosslinking_by_programme r"w_{x,R}" "Cross-linking: programme [1/day].";
        immature_per_mature r"\rho_{C}" "Immature per mature collagen at rest [-].";
        mature_loss r"\ell_{Cm}" "Loss of mature collagen without MMP, with ageing [1/day].";
        mature_loss_by_mmp r"\ell_{Cm,P}" "Loss of mature collagen by MMP at rest [1/day].";
        half_disorganised_myofibroblast r"\kappa_{W,Y}" "Half level of myofibroblasts in disorganised deposition, squared [-].";
        disorganised_rest r"w_{W}" "Disorganised deposition: rest [1/day].";
        disorganised_by_myofibroblasts r"w_{W,Y}" "Disorganised deposition: myofibroblasts [1/day].";
        disorder_tgf1 r"\sigma_{W1}" "Share of TGF-β1 in the balance that decides order [-].";
        disorder_tgf3 r"\sigma_{W3}" "Share of TGF-β3 in the balance that decides order [-].";
        disorganised_loss r"\ell_{W}" "Loss of disorganised collagen without MMP [1/day].";
        disorganised_loss_by_mmp r"\ell_{W,P}" "Loss of disorganised collagen by MMP at rest [1/day].";
        half_mmp_il1 r"\kappa_{P,I}" "Half level of IL-1 in MMP release, squared [-].";
        half_mmp_macrophages r"\kappa_{P,M}" "Half level of macrophages in MMP release [-].";
        mmp_rest r"w_{P}" "MMP release: rest [1/day].";
        mmp_by_il1 r"w_{P,I}" "MMP release: IL-1 [1/day].";
        mmp_by_macrophages r"w_{P,M}" "MMP release: macrophages [1/day].";
        mmp_loss r"\ell_{P}" "Loss of MMP, with ageing [1/day].";
        half_tropoelastin_tgf3 r"\kappa_{Et,T3}" "Half level of TGF-β3 in tropoelastin synthesis, squared [-].";
        tropoelastin_rest r"w_{Et}" "Tropoelastin synthesis: rest [1/day].";
        tropoelastin_by_tgf3 r"w_{Et,T3}" "Tropoelastin synthesis: TGF-β3 [1/day].";
        tropoelastin_by_programme r"w_{Et,R}" "Tropoelastin synthesis: programme [1/day].";
        tropoelastin_loss r"\ell_{Et}" "Loss of tropoelastin, with ageing [1/day].";
        fibre_assembly r"w_{Ef}" "Assembly of elastic fibres [1/day].";
        fibre_loss r"\ell_{Ef}" "Loss of elastic fibres without neutrophils, with ageing [1/day].";
        fibre_loss_by_neutrophils r"\ell_{Ef,N}" "Loss of elastic fibres by neutrophils at full effect [1/day].";
        half_elastotic_macrophages r"\kappa_{Es,M}" "Half level of macrophages in elastotic loss, squared [-].";
        elastotic_production r"w_{Es}" "Production of elastotic elastin [1/day].";
        elastotic_loss r"\ell_{Es}" "Loss of elastotic elastin without macrophages, with ageing [1/day].";
        elastotic_loss_by_macrophages r"\ell_{Es,M}" "Loss of elastotic elastin by macrophages at full effect [1/day].";
        half_hyaluronan_il1 r"\kappa_{H,I}" "Half level of IL-1 in hyaluronan synthesis, squared [-].";
        hyaluronan_rest r"w_{H}" "Hyaluronan synthesis: rest, and delivered hyaluronan [1/day].";
        hyaluronan_by_il1 r"w_{H,I}" "Hyaluronan synthesis: IL-1 [1/day].";
        hyaluronan_by_mitogens r"w_{H,G}" "Hyaluronan synthesis: mitogens [1/day].";
        hyaluronan_by_tgf r"w_{H,T}" "Hyaluronan synthesis: TGF-β [1/day].";
        hyaluronan_loss r"\ell_{H}" "Loss of hyaluronan, with ageing [1/day].";
        half_vessel_vegf r"\kappa_{B,V}" "Half level of VEGF in vessel growth, squared [-].";
        vessel_rest r"w_{B}" "Vessel growth: rest [1/day].";
        vessel_by_vegf r"w_{B,V}" "Vessel growth: VEGF [1/day].";
        vessel_loss r"\ell_{B}" "Loss of vessels without collagen, with ageing [1/day].";
        vessel_loss_by_collagen r"\ell_{B,C}" "Loss of vessels by collagen at rest [1/day].";
        half_vasodilation_il1 r"\kappa_{E,I}" "Half level of IL-1 in vasodilation, squared [-].";
        half_vasodilation_alarmins r"\kappa_{E,A}" "Half level of alarmins in vasodilation [-].";
        vasodilation_rest r"w_{E}" "Vasodilation: rest [1/day].";
        vasodilation_by_il1 r"w_{E,I}" "Vasodilation: IL-1 [1/day].";
        vasodilation_by_alarmins r"w_{E,A}" "Vasodilation: alarmins [1/day].";
        vasodilation_loss r"\ell_{E}" "Decay of vasodilation [1/day].";
    }

    /// Coefficients of the epidermis and its pigment.
    Epidermis EpidermisView EPIDERMIS_COUNT epidermis after INFLAMMATION_COUNT + GROWTH_FACTORS_COUNT + CELLS_COUNT + MATRIX_COUNT;
    {
        barrier_closure r"\ell_{Kb}" "Closure of the barrier [1/day].";
        half_coagulum r"\kappa_{X}" "Coagulum that halves epidermal closure [-].";
        cover_rest r"w_{Kc}" "Epidermal closure: rest, times the half coagulum [1/day].";
        cover_by_mitogens r"w_{Kc,G}" "Epidermal closure: mitogens, times the half coagulum [1/day].";
        epidermis_rest r"w_{Z}" "Epidermal growth: rest [1/day].";
        epidermis_by_mitogens r"w_{Z,G}" "Epidermal growth: mitogens [1/day].";
        epidermis_by_programme r"w_{Z,R}" "Epidermal growth: programme [1/day].";
        collagen_exponent r"\epsilon_{Z}" "Exponent of epidermal growth in relative collagen [-].";
        epidermis_loss r"\ell_{Z}" "Loss of epidermis, with ageing [1/day].";
        half_melanocyte_il1 r"\kappa_{Am,I}" "Half level of IL-1 in the melanocyte drive, squared [-].";
        melanocyte_rest r"w_{Am}" "Melanocyte drive: rest and ultraviolet [1/day].";
        melanocyte_by_il1 r"w_{Am,I}" "Melanocyte drive: IL-1 [1/day].";
        melanocyte_loss r"\ell_{Am}" "Decay of the melanocyte drive [1/day].";
        half_lesional_m2 r"\kappa_{Lm,M2}" "Half level of reparative macrophages in lesional loss, squared [-].";
        lesional_production r"w_{Lm}" "Production of the lesional drive [1/day].";
        lesional_loss r"\ell_{Lm}" "Loss of the lesional drive without macrophages [1/day].";
        lesional_loss_by_m2 r"\ell_{Lm,M2}" "Loss of the lesional drive by macrophages at full effect [1/day].";
        melanin_production r"w_{Q}" "Melanin made per unit of drive [1/day].";
        melanin_loss r"\ell_{Q}" "Turnover of melanin [1/day].";
    }
}
