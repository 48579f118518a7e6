//! The table itself. Exponents that are small whole numbers belong to the equations and are written there.

use super::{Domain, ParameterInfo};
use crate::provenance::{Origin, Spread};

macro_rules! parameters {
    ($( group $group:literal { $( $symbol:literal $field:ident = $value:literal, $unit:literal, $spread:expr, $origin:expr, $meaning:literal, $source:literal; )* } )*) => {
        /// Every parameter of the healing network, by name.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Parameters<R> {
            $($(
                #[doc = concat!("`", $symbol, "`: ", $meaning, " [", $unit, "].")]
                pub $field: R,
            )*)*
        }

        /// How many parameters there are.
        pub const PARAMETER_COUNT: usize = [$($($symbol,)*)*].len();

        /// The parameter table, in field order.
        pub const PARAMETERS: [ParameterInfo; PARAMETER_COUNT] = [$($(
            ParameterInfo {
                symbol: $symbol,
                name: stringify!($field),
                group: $group,
                value: $value,
                unit: $unit,
                spread: $spread.0,
                domain: $spread.1,
                origin: $origin.0,
                prior: $origin.1,
                meaning: $meaning,
                source: $source,
            },
        )*)*];

        impl<R> Parameters<R> {
            /// The values in table order.
            #[inline(always)]
            #[must_use]
            pub fn into_array(self) -> [R; PARAMETER_COUNT] {
                [$($(self.$field,)*)*]
            }

            /// From the values in table order.
            #[inline(always)]
            #[must_use]
            pub fn from_array(values: [R; PARAMETER_COUNT]) -> Self {
                let [$($($field,)*)*] = values;
                Self { $($($field,)*)* }
            }
        }
    };
}

/// How a parameter is drawn, and from which domain.
type Draw = (Spread, Domain);

const fn none() -> Draw {
    (Spread::Exact, Domain::Positive)
}
const fn log(log_sd: f64) -> Draw {
    (Spread::LogNormal { log_sd }, Domain::Positive)
}
const fn fraction(log_sd: f64) -> Draw {
    (Spread::LogNormal { log_sd }, Domain::Fraction)
}
const fn complement(log_sd: f64) -> Draw {
    (Spread::LogNormal { log_sd }, Domain::NearlyOne)
}

/// How a value was obtained, and its value before the calibration.
type Provenance = (Origin, Option<f64>);

const fn calibrated(prior: f64) -> Provenance {
    (Origin::Fitted, Some(prior))
}
const fn measured() -> Provenance {
    (Origin::Measured, None)
}
const fn assumed() -> Provenance {
    (Origin::Assumed, None)
}
const fn form() -> Provenance {
    (Origin::Definition, None)
}

parameters! {
    group "signals" {
        "kA" alarmin_decay = 8.76386515535514, "1/day", log(0.3), calibrated(6.0), "decay of alarmins", "kondo-1996";
        "kD" damage_clearance = 0.20630962256402902, "1/day", log(0.3), calibrated(0.18), "clearance of damaged tissue at rest", "model-cooper-2015";
        "gD" damage_clearance_by_macrophages = 3.193941751016877, "-", log(0.3), calibrated(2.0), "gain of damage clearance by macrophages", "calibration";
        "kCh" chemoattractant_turnover = 1.3484574974708292, "1/day", log(0.3), calibrated(1.0), "turnover of the chemoattractant", "calibration";
        "kX" coagulum_clearance = 0.1, "1/day", log(0.3), assumed(), "clearance of coagulated matrix with macrophages saturating", "assumed";
        "gX" coagulum_clearance_by_macrophages = 3.0, "-", log(0.3), assumed(), "gain of coagulum clearance by macrophages", "assumed";
        "kI" il1_clearance = 8.03463252902947, "1/day", log(0.3), calibrated(12.0), "effective clearance of the IL-1/TNF pool", "tnf-halflife-1993";
        "sA" il1_from_alarmins = 5668.662262571998, "pg/mm3/day", log(0.4), calibrated(2400.0), "IL-1 release per alarmin", "calibration";
        "sD" il1_from_damage = 51.26783555405566, "pg/mm3/day", log(0.4), calibrated(60.0), "IL-1 release per damaged fraction", "calibration";
        "sX" il1_from_coagulum = 10.0, "pg/mm3/day", log(0.4), assumed(), "IL-1 release per coagulated fraction", "assumed";
        "gIN" il1_from_neutrophils = 36.1214467483232, "-", log(0.4), calibrated(10.0), "gain of IL-1 release by neutrophils", "calibration";
        "gIM" il1_from_m1 = 6.010935917207916, "-", log(0.4), calibrated(10.0), "gain of IL-1 release by inflammatory macrophages", "calibration";
        "KN" neutrophil_half = 600.0, "1/mm3", log(0.3), assumed(), "neutrophils of half effect", "assumed";
        "KM1" m1_half = 400.0, "1/mm3", log(0.3), assumed(), "inflammatory macrophages of half effect on IL-1", "assumed";
        "KJ" il10_inhibition = 2.0, "-", log(0.3), assumed(), "IL-10 that halves IL-1 release", "assumed";
        "kJ" il10_clearance = 2.4, "1/day", log(0.2), assumed(), "clearance of IL-10", "model-reynolds-2006";
        "gJ" il10_from_m2 = 5.494523843603299, "-", log(0.3), calibrated(30.0), "gain of IL-10 release by reparative macrophages", "calibration";
        "KJM" il10_m2_half = 400.0, "1/mm3", log(0.3), assumed(), "reparative macrophages of half effect on IL-10", "assumed";
    }
    group "inflammatory cells" {
        "kN" neutrophil_loss = 0.9021946233008296, "1/day", log(0.2), calibrated(1.0), "loss of neutrophils", "model-cooper-2015";
        "gN" neutrophil_recruitment_by_il1 = 5312.183008088071, "-", log(0.4), calibrated(2500.0), "gain of neutrophil recruitment by IL-1", "calibration";
        "KNI" neutrophil_il1_half = 11.98259794099929, "pg/mm3", log(0.3), calibrated(10.0), "IL-1 of half neutrophil recruitment", "calibration";
        "gND" neutrophil_recruitment_by_chemoattractant = 614.6536422805365, "-", log(0.4), calibrated(400.0), "gain of neutrophil recruitment by the chemoattractant", "calibration";
        "kM1" m1_loss = 0.2401294721336995, "1/day", log(0.2), calibrated(0.25), "loss of inflammatory macrophages", "model-bianchi-2015";
        "k12" macrophage_switch = 2.4076546274152033, "1/day", log(0.3), calibrated(0.6), "switch of inflammatory to reparative macrophages at rest", "dankwa-m1m2";
        "gMI" monocyte_recruitment_by_il1 = 131.11858221295057, "-", log(0.4), calibrated(250.0), "gain of monocyte recruitment by IL-1", "calibration";
        "KMI" monocyte_il1_half = 22.497156126365336, "pg/mm3", log(0.3), calibrated(8.0), "IL-1 of half monocyte recruitment", "calibration";
        "gMD" monocyte_recruitment_by_chemoattractant = 400.38578930089375, "-", log(0.4), calibrated(80.0), "gain of monocyte recruitment by the chemoattractant", "calibration";
        "KMD" chemoattractant_half = 0.09455977558182059, "-", log(0.3), calibrated(0.1), "chemoattractant of half recruitment", "calibration";
        "gSJ" switch_by_il10 = 1.5, "-", log(0.3), assumed(), "gain of the macrophage switch by IL-10", "assumed";
        "KSJ" switch_il10_half = 8.0, "-", log(0.3), assumed(), "IL-10 of half effect on the macrophage switch", "assumed";
        "gSN" switch_by_neutrophils = 1.0, "-", log(0.3), assumed(), "gain of the macrophage switch by neutrophils", "assumed";
        "kM2" m2_loss = 0.9333923827153433, "1/day", log(0.2), calibrated(0.55), "loss of reparative macrophages", "dankwa-m1m2";
    }
    group "TGF-βeta" {
        "kT" active_tgf_clearance = 100.0, "1/day", log(0.3), assumed(), "clearance of active TGF-β", "model-jin-2011";
        "kL1" latent_tgf1_clearance = 0.1848936569783466, "1/day", log(0.3), calibrated(0.15), "clearance of latent TGF-β1", "model-tepole-2017-sohutskay";
        "kL3" latent_tgf3_clearance = 0.0656126609270667, "1/day", log(0.3), calibrated(0.06), "clearance of latent TGF-β3", "aust-2010-tgfb-rat";
        "a0" tgf_activation = 0.1, "1/day", log(0.3), assumed(), "activation of latent TGF-β at rest", "assumed";
        "aM" activation_by_macrophages = 2.3316806289167094, "-", log(0.3), calibrated(3.0), "gain of activation by macrophages", "model-bianchi-2015";
        "KMa" macrophage_half = 400.0, "1/mm3", log(0.3), assumed(), "macrophages of half effect on clearance and activation", "assumed";
        "aD" activation_by_damage = 6.684331824155879, "-", log(0.3), calibrated(8.0), "gain of activation by damage (plasmin)", "model-venkatraman-2012";
        "aY" activation_by_tension = 1.0, "-", log(0.3), assumed(), "gain of activation by myofibroblast tension", "assumed";
        "KYa" activation_myofibroblast_half = 100.0, "1/mm3", log(0.3), assumed(), "myofibroblasts of half effect on activation", "assumed";
        "gLM" tgf1_from_macrophages = 15.529758785325644, "-", log(0.3), calibrated(10.0), "gain of TGF-β1 release by macrophages", "model-waugh-sherratt-2007";
        "KLM" tgf_macrophage_half = 400.0, "1/mm3", log(0.3), assumed(), "macrophages of half effect on TGF-β release", "assumed";
        "gLF" tgf1_from_fibroblasts = 1.0, "-", log(0.3), assumed(), "gain of TGF-β1 release by fibroblasts", "model-waugh-sherratt-2007";
        "gLY" tgf1_from_myofibroblasts = 2.0, "-", log(0.3), assumed(), "gain of TGF-β1 release by myofibroblasts", "assumed";
        "g3M" tgf3_from_m2 = 9.734659672558404, "-", log(0.3), calibrated(6.0), "gain of TGF-β3 release by reparative macrophages", "calibration";
        "g3K" tgf3_from_open_epidermis = 3.0, "-", log(0.3), assumed(), "gain of TGF-β3 release by open epidermis", "assumed";
    }
    group "mitogens and VEGF" {
        "kG" mitogen_clearance = 2.0, "1/day", log(0.2), assumed(), "clearance of mitogens", "model-waugh-sherratt-2007";
        "gGM" mitogens_from_macrophages = 3.918777421444954, "-", log(0.3), calibrated(8.0), "gain of mitogen release by macrophages", "model-waugh-sherratt-2007";
        "KGM" mitogen_macrophage_half = 400.0, "1/mm3", log(0.3), assumed(), "macrophages of half effect on mitogens", "assumed";
        "gGK" mitogens_from_open_epidermis = 2.0, "-", log(0.3), assumed(), "gain of mitogen release by open epidermis", "assumed";
        "kV" vegf_clearance = 11.0, "1/day", log(0.2), assumed(), "clearance of VEGF", "model-bianchi-2015";
        "gVM" vegf_from_m2 = 2.2213123891063624, "-", log(0.3), calibrated(4.0), "gain of VEGF release by reparative macrophages", "model-bianchi-2015";
        "KVM" vegf_m2_half = 400.0, "1/mm3", log(0.3), assumed(), "reparative macrophages of half effect on VEGF", "assumed";
        "gVY" vegf_from_myofibroblasts = 6.054942415263113, "-", log(0.3), calibrated(8.0), "gain of VEGF release by myofibroblasts", "nissen-1998";
        "KVY" vegf_myofibroblast_half = 52.9041293041731, "1/mm3", log(0.3), calibrated(60.0), "myofibroblasts of half effect on VEGF", "calibration";
        "gVH" vegf_from_hypoxia = 2.0, "-", log(0.3), assumed(), "gain of VEGF release by hypoxia", "assumed";
        "gVK" vegf_from_open_epidermis = 1.0, "-", log(0.3), assumed(), "gain of VEGF release by open epidermis", "assumed";
    }
    group "fibroblasts" {
        "rF" fibroblast_growth = 0.2533077082503963, "1/day", log(0.3), calibrated(0.12), "growth of fibroblasts", "model-tepole-2017-sohutskay";
        "gFG" fibroblast_growth_by_mitogens = 3.8008813108709787, "-", log(0.3), calibrated(4.0), "gain of fibroblast growth by mitogens", "calibration";
        "KG" mitogen_half = 4.0, "pg/mm3", log(0.3), assumed(), "mitogens of half effect", "assumed";
        "gFT" fibroblast_growth_by_tgf1 = 1.0, "-", log(0.3), assumed(), "gain of fibroblast growth by TGF-β1", "assumed";
        "KFT" fibroblast_tgf1_half = 0.4, "pg/mm3", log(0.3), assumed(), "TGF-β1 of half effect on fibroblast growth", "assumed";
        "kY" myofibroblast_loss = 0.2426764608164647, "1/day", log(0.3), calibrated(0.15), "loss of myofibroblasts", "gharbia-2023-fibroblast";
        "KY1" conversion_tgf1_half = 0.4, "pg/mm3", log(0.2), measured(), "TGF-β1 of half conversion to myofibroblasts", "fine-goldstein-tgfb-lung";
        "K3Y" conversion_tgf3_inhibition = 0.3, "pg/mm3", log(0.3), assumed(), "TGF-β3 that halves the conversion to myofibroblasts", "murata-1997-tgfb3";
        "kR" programme_turnover = 0.008256091011452237, "1/day", log(0.25), calibrated(0.035), "turnover of the remodelling programme", "sherrill-2021-afl-transcriptome";
        "gR" programme_by_tgf = 119.98074787748979, "-", log(0.4), calibrated(12.0), "gain of the remodelling programme by TGF-β", "calibration";
        "KR" programme_tgf_half = 0.4, "pg/mm3", log(0.2), measured(), "TGF-β of half effect on the remodelling programme", "fine-goldstein-tgfb-lung";
        "e3" tgf3_potency = 0.6, "-", log(0.3), measured(), "potency of TGF-β3 relative to TGF-β1 in synthesis", "murata-1997-tgfb3";
    }
    group "matrix" {
        "etaY" myofibroblast_synthesis = 3.0, "-", log(0.3), assumed(), "collagen synthesis of a myofibroblast relative to a fibroblast", "assumed";
        "gS" synthesis_by_tgf = 0.8950785468129177, "-", log(0.3), calibrated(3.0), "gain of collagen synthesis by TGF-β", "fine-goldstein-tgfb-lung";
        "KS" synthesis_tgf_half = 0.3, "pg/mm3", log(0.2), measured(), "TGF-β of half effect on synthesis", "fine-goldstein-tgfb-lung";
        "gSR" synthesis_by_programme = 5.1619527164899885, "-", log(0.4), calibrated(3.0), "gain of collagen synthesis by the programme", "calibration";
        "KRS" programme_half = 2.17335250621896, "-", log(0.3), calibrated(3.0), "programme level of half effect", "calibration";
        "kap" synthesis_feedback = 0.5, "-", log(0.3), assumed(), "strength of the feedback of collagen on its synthesis", "rittie-2013";
        "k3" collagen3_turnover = 0.008006078510371854, "1/day", log(0.3), calibrated(0.014), "turnover of collagen III", "model-tepole-2017-sohutskay";
        "g3E" collagen3_by_macrophages = 0.9504125939028475, "-", log(0.3), calibrated(0.5), "gain of collagen III synthesis by macrophages", "calibration";
        "ki" immature_collagen_degradation = 0.0939167007296541, "1/day", log(0.3), calibrated(0.012), "degradation of immature collagen I", "calibration";
        "kx" collagen_crosslinking = 0.016147610727057872, "1/day", log(0.3), calibrated(0.006), "cross-linking of collagen I at rest", "human-excision-6mo-2003";
        "gLX" crosslinking_by_programme = 22.97379874027841, "-", log(0.3), calibrated(2.0), "gain of cross-linking by the programme", "calibration";
        "wdeg" mmp_share_of_degradation = 0.4, "-", fraction(0.2), assumed(), "share of collagen degradation that follows MMP", "assumed";
        "gmm" mmp_share_of_mature_degradation = 0.4, "-", fraction(0.2), assumed(), "share of mature collagen degradation that follows MMP", "assumed";
        "kW" disorganised_turnover = 0.004, "1/day", log(0.3), assumed(), "turnover of disorganised collagen", "assumed";
        "gWY" disorganised_by_myofibroblasts = 40.0, "-", log(0.3), assumed(), "gain of disorganised deposition by myofibroblasts", "assumed";
        "KWY" disorganised_myofibroblast_half = 150.0, "1/mm3", log(0.3), assumed(), "myofibroblasts of half disorganised deposition", "assumed";
        "q3" tgf3_against_disorder = 1.0, "-", log(0.3), assumed(), "weight of TGF-β3 against disorganised deposition", "murata-1997-tgfb3";
        "kP" mmp_turnover = 0.875, "1/day", log(0.2), assumed(), "turnover of MMP activity", "model-jin-2011";
        "gPI" mmp_by_il1 = 3.0, "-", log(0.3), assumed(), "gain of MMP by IL-1", "assumed";
        "KPI" mmp_il1_half = 10.0, "pg/mm3", log(0.3), assumed(), "IL-1 of half effect on MMP", "assumed";
        "gPM" mmp_by_macrophages = 3.0, "-", log(0.3), assumed(), "gain of MMP by macrophages", "assumed";
        "KPM" mmp_macrophage_half = 400.0, "1/mm3", log(0.3), assumed(), "macrophages of half effect on MMP", "assumed";
        "kEt" tropoelastin_turnover = 0.019741440670738453, "1/day", log(0.3), calibrated(0.03), "turnover of tropoelastin", "calibration";
        "gEtT" tropoelastin_by_tgf3 = 2.0965949842483536, "-", log(0.3), calibrated(3.0), "gain of tropoelastin by TGF-β3", "calibration";
        "KEt" tropoelastin_tgf3_half = 0.3, "pg/mm3", log(0.3), assumed(), "TGF-β3 of half effect on tropoelastin", "assumed";
        "gEtR" tropoelastin_by_programme = 1.3559073627734608, "-", log(0.3), calibrated(2.0), "gain of tropoelastin by the programme", "calibration";
        "kEf" elastic_fibre_loss = 3.699798360989326e-05, "1/day", log(0.2), measured(), "loss of functional elastic fibres", "shapiro-1991-elastin";
        "gEfN" elastic_fibre_loss_by_neutrophils = 30.0, "-", log(0.4), assumed(), "gain of elastic fibre loss by neutrophils", "assumed";
        "kEs" elastotic_loss = 0.00022815423226100844, "1/day", log(0.3), assumed(), "loss of elastotic elastin at rest", "assumed";
        "gEs" elastotic_loss_by_macrophages = 171.84635166963963, "-", log(0.4), calibrated(60.0), "gain of elastotic loss by macrophages", "el-domyati-2015-photoaging";
        "KEs" elastotic_macrophage_half = 400.0, "1/mm3", log(0.3), assumed(), "macrophages of half effect on elastotic loss", "assumed";
        "kH" hyaluronan_turnover = 0.8472687407500549, "1/day", log(0.2), calibrated(0.7), "turnover of hyaluronan", "model-waugh-sherratt-2007";
        "gHI" hyaluronan_by_il1 = 1.7991391036571514, "-", log(0.3), calibrated(4.0), "gain of hyaluronan by IL-1", "calibration";
        "KHI" hyaluronan_il1_half = 10.0, "pg/mm3", log(0.3), assumed(), "IL-1 of half effect on hyaluronan", "assumed";
        "gHG" hyaluronan_by_mitogens = 3.105023597721932, "-", log(0.3), calibrated(5.0), "gain of hyaluronan by mitogens", "calibration";
        "gHT" hyaluronan_by_tgf = 0.4146211568910791, "-", log(0.3), calibrated(2.0), "gain of hyaluronan by TGF-β", "calibration";
        "kB" vessel_turnover = 0.13087231424724946, "1/day", log(0.3), calibrated(0.15), "turnover of vessels", "calibration";
        "gBV" vessels_by_vegf = 2.3140939289915248, "-", log(0.3), calibrated(6.0), "gain of vessel growth by VEGF", "calibration";
        "KBV" vessel_vegf_half = 6.0, "pg/mm3", log(0.3), assumed(), "VEGF of half effect on vessels", "assumed";
        "bC" vessel_pruning_by_collagen = 0.3, "-", log(0.3), assumed(), "pruning of vessels by collagen", "kenkel-2021";
        "kE" vasodilation_decay = 16.6, "1/day", log(0.3), measured(), "decay of vasodilation", "bal-2008";
        "gEI" vasodilation_by_il1 = 4.376143207197778, "-", log(0.3), calibrated(8.0), "gain of vasodilation by IL-1", "calibration";
        "KEI" vasodilation_il1_half = 18.135389936886895, "pg/mm3", log(0.3), calibrated(6.0), "IL-1 of half effect on vasodilation", "calibration";
        "gEA" vasodilation_by_alarmins = 3.083191002708329, "-", log(0.3), calibrated(10.0), "gain of vasodilation by alarmins", "holloway-1980";
        "KEA" vasodilation_alarmin_half = 0.05, "-", log(0.3), assumed(), "alarmins of half effect on vasodilation", "calibration";
    }
    group "epidermis and pigment" {
        "kb" barrier_closure = 16.6, "1/day", log(0.4), measured(), "closure of the barrier at the reference width", "gupta-2011-resealing";
        "pb" barrier_width_exponent = 0.9, "-", log(0.2), assumed(), "exponent of barrier closure in lesion width", "assumed";
        "kc" cover_closure = 0.5352755817868224, "1/day", log(0.3), calibrated(0.6), "closure of the viable epidermis at the reference width", "schmitt-2018";
        "pc" cover_width_exponent = 0.55, "-", log(0.2), assumed(), "exponent of epidermal closure in lesion width", "kalluri-2011";
        "lh" appendage_spacing = 0.61, "mm", none(), measured(), "distance between appendages, from which epidermis spreads: the root of the area that one of 1.40 hairs and 1.28 eccrine glands per mm2 owns", "xu-2017-microanatomy";
        "wref" reference_width = 0.125, "mm", none(), form(), "lesion width of the closure constants", "geometry";
        "gKG" cover_by_mitogens = 1.0, "-", log(0.3), assumed(), "gain of epidermal closure by mitogens", "assumed";
        "KX" cover_coagulum_inhibition = 0.5, "-", log(0.7), assumed(), "coagulated fraction that halves epidermal closure", "columns of heated tissue close within a day under their debris, Stumpp et al. 2009, direction";
        "kZ" epidermis_turnover = 0.027777777777777776, "1/day", log(0.2), measured(), "turnover of the viable epidermis", "maeda-2017";
        "gZG" epidermis_by_mitogens = 2.0572896097315327, "-", log(0.3), calibrated(2.0), "gain of epidermal growth by mitogens", "calibration";
        "aZ" epidermis_collagen_exponent = 0.8284285805474946, "-", log(0.3), calibrated(0.7), "exponent of epidermal thickness in dermal collagen", "lotfi-2013";
        "gZR" epidermis_by_programme = 0.3755201684586368, "-", log(0.3), calibrated(0.6), "gain of epidermal growth by the programme", "calibration";
        "kAm" melanocyte_drive_decay = 0.1, "1/day", log(0.3), assumed(), "decay of the melanocyte drive", "assumed";
        "gAI" melanocyte_drive_by_il1 = 3.3727764458674656, "-", log(0.4), calibrated(20.0), "gain of the melanocyte drive by IL-1", "calibration";
        "KIA" melanocyte_il1_half = 12.0, "pg/mm3", log(0.3), assumed(), "IL-1 of half effect on the melanocyte drive", "assumed";
        "kLm" lesional_drive_decay = 0.0016666666666666668, "1/day", log(0.4), assumed(), "decay of the lesional pigment drive", "assumed";
        "gLm" lesional_drive_loss_by_m2 = 266.3396208175589, "-", log(0.4), calibrated(60.0), "gain of lesional drive loss by reparative macrophages", "farshi-2020-melasma";
        "KLmM" lesional_m2_half = 400.0, "1/mm3", log(0.3), assumed(), "reparative macrophages of half effect on the lesional drive", "assumed";
        "kQ" melanin_turnover = 0.027777777777777776, "1/day", log(0.2), measured(), "turnover of melanin", "maeda-2017";
    }
    group "topical effects" {
        "eVC" vitamin_c_on_synthesis = 0.2, "-", log(0.4), assumed(), "vitamin C on collagen synthesis", "assumed";
        "eRT" retinoid_on_synthesis = 0.4, "-", log(0.4), assumed(), "retinoid on collagen synthesis", "shao-2016-retinol";
        "eRP" retinoid_on_mmp = 0.2, "-", fraction(0.3), assumed(), "retinoid on MMP, fraction prevented", "assumed";
        "eRZ" retinoid_on_epidermis = 0.1, "-", log(0.3), assumed(), "retinoid on epidermal growth", "assumed";
        "eVQ" vitamin_c_on_melanin = 0.3, "-", fraction(0.3), assumed(), "vitamin C on melanin synthesis, fraction prevented", "assumed";
        "eTX" tranexamic_on_melanin = 0.25, "-", fraction(0.3), assumed(), "tranexamic acid on melanin and lesional drive, fraction prevented", "farshi-2020-melasma";
        "eOC" occlusion_on_barrier = 0.957, "-", complement(0.4), measured(), "occlusion on barrier closure, fraction prevented", "ogunjimi-2021-micropore";
    }
    group "injury" {
        "rmC" matrix_removed_by_needle = 0.08, "-", fraction(0.3), assumed(), "matrix removed per mechanically destroyed fraction", "assumed";
        "dB" damage_per_destruction = 1.0, "-", none(), form(), "damage left per destroyed fraction in a bleeding channel", "definition";
        "plL" tgf1_from_platelets = 133.96467671515222, "pg/mm3", log(0.3), calibrated(150.0), "latent TGF-β1 set free by the platelets of a bleeding channel", "calibration";
        "plG" mitogens_from_platelets = 35.61814225105476, "pg/mm3", log(0.3), calibrated(60.0), "mitogens set free by the platelets of a bleeding channel", "nissen-1998";
        "plV" vegf_from_platelets = 5.0, "pg/mm3", log(0.3), assumed(), "VEGF set free by the platelets of a bleeding channel", "assumed";
        "aV" alarmins_per_killed = 1.0, "-", none(), form(), "alarmins per killed volume fraction", "definition";
        "aO" alarmins_per_opened_epidermis = 0.02, "-", log(0.4), assumed(), "alarmins per opened epidermal area", "assumed";
    }
    group "resting levels" {
        "Ib" rest_il1 = 1.0, "pg/mm3", none(), form(), "IL-1/TNF pool at rest", "level scale";
        "Jb" rest_il10 = 1.0, "-", none(), form(), "IL-10 at rest", "level scale";
        "Nb" rest_neutrophils = 0.5, "1/mm3", none(), assumed(), "neutrophils at rest", "assumed";
        "M1b" rest_m1 = 2.0, "1/mm3", none(), assumed(), "inflammatory macrophages at rest", "assumed";
        "M2b" rest_m2 = 60.0, "1/mm3", none(), assumed(), "reparative macrophages at rest", "assumed";
        "L1b" rest_latent_tgf1 = 100.0, "pg/mm3", none(), form(), "latent TGF-β1 at rest", "level scale";
        "L3b" rest_latent_tgf3 = 50.0, "pg/mm3", none(), form(), "latent TGF-β3 at rest", "level scale";
        "Gb" rest_mitogens = 1.0, "pg/mm3", none(), form(), "mitogens at rest", "level scale";
        "Vb" rest_vegf = 2.0, "pg/mm3", none(), form(), "VEGF at rest", "level scale";
        "Fb0" young_fibroblasts = 1000.0, "1/mm3", none(), assumed(), "fibroblasts of young dermis", "assumed";
        "yfr" rest_myofibroblast_share = 0.005, "-", none(), assumed(), "myofibroblasts per fibroblast at rest and tension 1", "assumed";
        "KB" hypoxia_vessel_half = 0.5, "-", none(), form(), "vessel density, relative to rest, of half hypoxia", "definition";
    }
    group "ageing" {
        "tA" ageing_onset = 27.0, "year", none(), assumed(), "age after which baselines decline", "sibilla-collagen-score";
        "sF" fibroblast_decline = 0.004, "1/year", none(), assumed(), "decline of fibroblasts", "assumed";
        "sC" collagen_decline = 0.008, "1/year", none(), measured(), "decline of collagen", "sibilla-collagen-score";
        "tM" menopause_age = 50.0, "year", none(), assumed(), "age after which women lose collagen faster", "maturitas-1999-menopause";
        "sM" menopause_collagen_decline = 0.004, "1/year", none(), assumed(), "further decline of collagen in women after menopause", "maturitas-1999-menopause";
        "vA" ageing_onset_width = 2.0, "year", none(), form(), "width of the onset of ageing terms", "definition";
        "cp" collagen_by_photodamage = 0.2, "-", none(), measured(), "collagen lost at full photodamage", "schwartz-1993";
        "cs" collagen_by_smoking = 0.08, "-", none(), assumed(), "collagen lost in smokers", "assumed";
        "y3" young_collagen3 = 0.18, "-", none(), assumed(), "collagen III of young dermis", "definition";
        "yi" young_immature_collagen = 0.07, "-", none(), assumed(), "immature collagen I of young dermis", "assumed";
        "ym" young_mature_collagen = 0.75, "-", none(), assumed(), "mature collagen I of young dermis", "assumed";
        "yW" rest_disorganised_collagen = 0.02, "-", none(), assumed(), "disorganised collagen label at rest", "assumed";
        "Pp" mmp_by_photodamage = 0.4, "-", none(), assumed(), "MMP added at full photodamage", "fisher-2009-mmp1";
        "Ps" mmp_by_smoking = 0.3, "-", none(), assumed(), "MMP added in smokers", "assumed";
        "sP" mmp_rise = 0.014, "1/year", none(), measured(), "rise of MMP", "fisher-2009-mmp1";
        "yEt" young_tropoelastin = 0.02, "-", none(), assumed(), "tropoelastin of young dermis, per unit of elastic fibres", "assumed";
        "sEf" elastic_fibre_decline = 0.01, "1/year", none(), measured(), "decline of elastic fibres and tropoelastin", "shapiro-1991-elastin";
        "Ep" elastic_fibres_by_photodamage = 0.3, "-", none(), assumed(), "elastic fibres lost at full photodamage", "assumed";
        "yEs" young_elastotic = 0.02, "-", none(), assumed(), "elastotic elastin of young dermis", "assumed";
        "sEs" elastosis_rise = 0.012, "1/year", none(), assumed(), "rise of elastotic elastin at full photodamage", "assumed";
        "sH" hyaluronan_decline = 0.005, "1/year", none(), assumed(), "decline of hyaluronan", "assumed";
        "sB" vessel_decline = 0.005, "1/year", none(), assumed(), "decline of vessels", "hoshino-2024-octa";
        "Bp" vessels_by_photodamage = 0.1, "-", none(), assumed(), "vessels lost at full photodamage", "assumed";
        "Bs" vessels_by_smoking = 0.15, "-", none(), assumed(), "vessels lost in smokers", "assumed";
        "sZ" epidermis_decline = 0.004, "1/year", none(), assumed(), "decline of the viable epidermis", "assumed";
    }
    group "more injury" {
        "dU" damage_without_bleeding = 0.3, "-", none(), assumed(), "share of the damage that needs no bleeding", "assumed";
        "dA" damage_per_ablation = 0.3, "-", none(), assumed(), "damage left per ablated fraction", "assumed";
        "qZ" melanin_removed_with_epidermis = 0.5, "-", none(), assumed(), "melanin removed per removed share of epidermis", "assumed";
    }
    group "host" {
        "oH" healing_spread = 0.2, "-", none(), assumed(), "spread of the healing vigour between people, per standard normal", "assumed";
        "oHs" healing_by_smoking = 0.15, "-", none(), assumed(), "healing vigour lost in smokers", "assumed";
        "oE" closure_spread = 0.25, "-", none(), assumed(), "spread of epidermal closure between people, per standard normal", "assumed";
        "oEs" closure_by_smoking = 0.2, "-", none(), assumed(), "epidermal closure lost in smokers", "assumed";
        "oEa" closure_by_age = 0.45, "-", none(), assumed(), "slowing of epidermal closure in old age", "assumed";
        "tE" closure_age = 62.0, "year", none(), assumed(), "age at half of the slowing of closure", "assumed";
        "vE" closure_age_width = 4.0, "year", none(), assumed(), "width of the slowing of closure in age", "assumed";
        "oR" response_spread = 0.35, "-", none(), assumed(), "spread of the synthesis response between people, per standard normal", "assumed";
        "oRa" response_by_age = 0.0053, "1/year", none(), measured(), "decline of the synthesis response with age", "varani-2006";
        "oRs" response_by_smoking = 0.35, "-", none(), assumed(), "synthesis response lost in smokers", "assumed";
    }
}
