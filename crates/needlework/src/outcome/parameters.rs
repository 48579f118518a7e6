//! Constants of the outcome maps: value, unit, spread, origin and source, one line each.
//!
//! The maps are a first version: several rest on one number from one study, and the assumed ones on none. Spreads of
//! fitted constants are judgements too.

use crate::provenance::{Spread, coefficients};

coefficients! {
    /// Constants of the outcome maps.
    pub struct OutcomeParameters {
        #[doc = "Matrix gain at which scar fill is 63 % complete"]
        scar_gain_scale = 0.156847, "-", Spread::LogNormal { log_sd: 0.3 }, Fitted, "mean count-score change of six acne trials";
        #[doc = "Lag of scar fill behind the matrix"]
        scar_lag = 29.0091, "day", Spread::LogNormal { log_sd: 0.3 }, Fitted, "minh-2019";
        #[doc = "Fill that boxcar scars share"]
        scar_share_boxcar = 0.85, "-", Spread::LogNormal { log_sd: 0.1 }, Assumed, "between rolling and ice-pick, lotfi-2013 direction";
        #[doc = "Fill that ice-pick scars share"]
        scar_share_ice_pick = 0.13, "-", Spread::LogNormal { log_sd: 0.3 }, Fitted, "garg-chaudhary-2018";
        #[doc = "Depth from which a scar is seen"]
        scar_visible_depth = 0.12, "mm", Spread::LogNormal { log_sd: 0.2 }, Assumed, "threshold of the mild class";
        #[doc = "Depth from which a scar counts as moderate"]
        scar_moderate_depth = 0.35, "mm", Spread::LogNormal { log_sd: 0.2 }, Assumed, "no published depth";
        #[doc = "Depth from which a scar counts as severe"]
        scar_severe_depth = 0.70, "mm", Spread::LogNormal { log_sd: 0.2 }, Assumed, "no published depth";
        #[doc = "Width of the class boundaries, in ln(depth)"]
        scar_class_width = 0.20, "-", Spread::LogNormal { log_sd: 0.3 }, Assumed, "rater spread";
        #[doc = "Depth (85th percentile) at the boundary of Goodman–Baron grades 1 and 2"]
        grade_depth_2 = 0.10, "mm", Spread::LogNormal { log_sd: 0.3 }, Assumed, "no published depth";
        #[doc = "Depth (85th percentile) at the boundary of Goodman–Baron grades 2 and 3"]
        grade_depth_3 = 0.30, "mm", Spread::LogNormal { log_sd: 0.3 }, Assumed, "no published depth";
        #[doc = "Depth (85th percentile) at the boundary of Goodman–Baron grades 3 and 4"]
        grade_depth_4 = 0.62, "mm", Spread::LogNormal { log_sd: 0.3 }, Assumed, "no published depth";
        #[doc = "Width of the grade boundaries, in ln(depth)"]
        grade_width = 0.25, "-", Spread::LogNormal { log_sd: 0.3 }, Assumed, "rater spread";
        #[doc = "Largest fall of the Lemperle grade"]
        wrinkle_range = 1.6, "grade", Spread::LogNormal { log_sd: 0.3 }, Assumed, "no trial shows more";
        #[doc = "Slope of the Lemperle grade against the smoothing index"]
        wrinkle_slope = 1.54546, "-", Spread::LogNormal { log_sd: 0.4 }, Fitted, "ablon-2018, less its assumed rating bias";
        #[doc = "Slope of ln(roughness) against the smoothing index"]
        roughness_slope = 1.54056, "-", Spread::LogNormal { log_sd: 0.4 }, Fitted, "fabbrocini-2014";
        #[doc = "Weight of the papillary matrix in the smoothing index"]
        smoothing_matrix = 0.6, "-", Spread::LogNormal { log_sd: 0.2 }, Assumed, "share of the dermis";
        #[doc = "Weight of the epidermis in the smoothing index"]
        smoothing_epidermis = 0.25, "-", Spread::LogNormal { log_sd: 0.2 }, Assumed, "share of the epidermis";
        #[doc = "Weight of tropoelastin in the smoothing index"]
        smoothing_elastin = 0.03, "-", Spread::LogNormal { log_sd: 0.3 }, Assumed, "small, new fibres only";
        #[doc = "Share of elastic fibres in recoil"]
        recoil_elastin = 0.6, "-", Spread::LogNormal { log_sd: 0.2 }, Assumed, "ryu-2008-cutometer-age, ohshima-2013-cutometer as shape";
        #[doc = "Matrix of young unexposed skin, in the units of the structural matrix"]
        young_matrix = 0.839, "-", Spread::Exact, Assumed, "value of the healing network at 25 years";
        #[doc = "Loss of recoil per elastotic material"]
        recoil_elastosis = 0.6, "-", Spread::LogNormal { log_sd: 0.3 }, Assumed, "direction only";
        #[doc = "Share of recoil that needs ground substance"]
        recoil_hyaluronan = 0.2, "-", Spread::LogNormal { log_sd: 0.3 }, Assumed, "direction only";
        #[doc = "Slope of ln(echo density) against relative collagen"]
        echo_slope = 1.91282, "-", Spread::LogNormal { log_sd: 0.4 }, Fitted, "kenkel-2021, one number";
        #[doc = "Power of the OCT attenuation against relative collagen"]
        oct_power = 0.51, "-", Spread::LogNormal { log_sd: 0.4 }, Fitted, "kenkel-2021, one number";
        #[doc = "Share of the fill that old striae reach"]
        striae_share_alba = 0.75, "-", Spread::LogNormal { log_sd: 0.2 }, Assumed, "rubra respond better than alba";
        #[doc = "Largest fall of the pore area"]
        pore_range = 0.3, "-", Spread::LogNormal { log_sd: 0.4 }, Assumed, "no needling trial measured it";
        #[doc = "Melanin index at constitutive melanin 1"]
        melanin_index_base = 38.5, "AU", Spread::LogNormal { log_sd: 0.05 }, Assumed, "indian-mi-cutoffs-2018 for phototypes III to V";
        #[doc = "Slope of the melanin index against ln(melanin)"]
        melanin_index_slope = 15.0, "AU", Spread::LogNormal { log_sd: 0.2 }, Assumed, "indian-mi-cutoffs-2018";
        #[doc = "Excess erythema index that is seen in phototypes I to III"]
        redness_visible = 0.25, "-", Spread::LogNormal { log_sd: 0.3 }, Assumed, "durations in bal-2008 and chu-2012-pen-vs-roller";
        #[doc = "Rise of that threshold per phototype above III"]
        redness_masking = 0.4, "-", Spread::LogNormal { log_sd: 0.3 }, Assumed, "melanin masks redness";
        #[doc = "Crusting after bleeding"]
        crust_time = 0.5, "day", Spread::LogNormal { log_sd: 0.4 }, Assumed, "schwarz-laaff-2011 direction";
        #[doc = "Power of needle length in pain, after Gill"]
        pain_length_power = 1.77, "-", Spread::LogNormal { log_sd: 0.15 }, Fitted, "gill-2008";
        #[doc = "Needle length at which pain saturates by 63 %"]
        pain_length = 0.52, "mm", Spread::LogNormal { log_sd: 0.3 }, Fitted, "luz-2017-anaesthesia";
        #[doc = "Power of puncture density in pain"]
        pain_density_power = 0.30, "-", Spread::LogNormal { log_sd: 0.2 }, Fitted, "gill-2008";
        #[doc = "Density of the pain reference"]
        pain_density = 240.0, "1/cm²", Spread::Exact, Fitted, "luz-2017-anaesthesia protocol";
        #[doc = "Pain slope without anaesthetic"]
        pain_slope_none = 1.28, "-", Spread::LogNormal { log_sd: 0.3 }, Fitted, "gill-2008";
        #[doc = "Pain slope with anaesthetic cream"]
        pain_slope_cream = 0.74, "-", Spread::LogNormal { log_sd: 0.3 }, Fitted, "luz-2017-anaesthesia";
        #[doc = "Pain slope with cream under enhancement or a stronger cream"]
        pain_slope_strong = 0.43, "-", Spread::LogNormal { log_sd: 0.3 }, Fitted, "luz-2017-anaesthesia";
        #[doc = "Hazard of post-inflammatory pigment per melanocyte dose"]
        pigment_hazard = 0.00171069, "1/day", Spread::LogNormal { log_sd: 0.5 }, Fitted, "dogra-2014 and dark-skin-microneedling-pahpi pooled";
        #[doc = "Infection hazard of open skin at clinical cleanliness"]
        infection_hazard = 0.02, "1/day", Spread::LogNormal { log_sd: 1.0 }, Assumed, "bounded by 0 events in 1,845 patients, juhasz-2020-scars-safety";
    }
}
