//! Constants of the relief: value, unit, spread, origin and source, one line each.

use crate::provenance::{Spread, coefficients};

coefficients! {
    /// Constants of the relief of the skin and of how it answers the tissue.
    pub struct ReliefParameters {
        #[doc = "Young's modulus of the epidermis with its horny layer, in plane"]
        epidermis_modulus = 5.0, "MPa", Spread::LogNormal { log_sd: 0.8 }, Assumed, "stratum corneum of about 20 MPa on a fifth of the thickness, living epidermis 0.7 MPa (tran-2007-mri-indent)";
        #[doc = "Young's modulus of the papillary dermis across the plane"]
        papillary_modulus = 0.1, "MPa", Spread::LogNormal { log_sd: 0.6 }, Assumed, "in vivo suction and indentation of skin, 0.05 to 0.2 MPa";
        #[doc = "Young's modulus of the reticular dermis across the plane"]
        reticular_modulus = 0.05, "MPa", Spread::LogNormal { log_sd: 0.6 }, Assumed, "softer than in its plane";
        #[doc = "Young's modulus of the dermis in its plane"]
        dermis_modulus = 0.15, "MPa", Spread::LogNormal { log_sd: 0.6 }, Assumed, "in vivo tension at small strain";
        #[doc = "Young's modulus of the subcutaneous fat"]
        fat_modulus = 0.0025, "MPa", Spread::LogNormal { log_sd: 0.4 }, Measured, "6 C10 of the hypodermis, tran-2007-mri-indent";
        #[doc = "Power of the foundation's modulus against its matrix"]
        matrix_power = 1.0, "-", Spread::Range { low: 0.7, high: 2.0 }, Assumed, "stiffness of collagen networks rises with density";
        #[doc = "Share of the papillary thickness that follows its matrix"]
        matrix_thickness = 0.3, "-", Spread::Range { low: 0.1, high: 0.6 }, Assumed, "new matrix makes tissue denser and thicker";
        #[doc = "Compression in set lines over the critical one, before treatment"]
        set_compression = 1.42, "-", Spread::LogNormal { log_sd: 0.1 }, Fitted, "roughness falls by 31 % at the smoothing of fabbrocini-2014";
        #[doc = "Strain taken up per relative gain of ground substance"]
        swelling = 0.25, "-", Spread::LogNormal { log_sd: 0.5 }, Assumed, "a plump dermis stretches its surface; early swelling hides lines";
        #[doc = "Depth of a line of Lemperle grade 1"]
        line_depth = 0.07, "mm", Spread::LogNormal { log_sd: 0.4 }, Assumed, "nasolabial grade 1 is below 0.2 mm in Lemperle's profilometry; lines round eye and mouth are shallower";
        #[doc = "Power of line depth against the Lemperle grade"]
        line_depth_power = 1.3, "-", Spread::Range { low: 1.0, high: 1.8 }, Assumed, "convex";
        #[doc = "Narrowest rolling scar"]
        rolling_narrow = 4.0, "mm", Spread::Exact, Measured, "Jacob, Dover and Kaminer 2001: usually wider than 4 to 5 mm";
        #[doc = "Widest rolling scar"]
        rolling_wide = 8.5, "mm", Spread::Exact, Assumed, "no upper limit was read";
        #[doc = "Narrowest boxcar scar"]
        boxcar_narrow = 1.5, "mm", Spread::Exact, Measured, "Jacob, Dover and Kaminer 2001: most often 1.5 to 4 mm";
        #[doc = "Widest boxcar scar"]
        boxcar_wide = 4.0, "mm", Spread::Exact, Measured, "Jacob, Dover and Kaminer 2001";
        #[doc = "Narrowest ice-pick scar"]
        ice_pick_narrow = 0.7, "mm", Spread::Exact, Assumed, "what is still seen";
        #[doc = "Widest ice-pick scar"]
        ice_pick_wide = 1.9, "mm", Spread::Exact, Measured, "Jacob, Dover and Kaminer 2001: below 2 mm";
        #[doc = "Width of the wall of a boxcar scar"]
        boxcar_wall = 0.45, "mm", Spread::LogNormal { log_sd: 0.4 }, Assumed, "sharply demarcated edge";
        #[doc = "Surface depression over the missing dermis of a stria"]
        stria_depression = 0.55, "-", Spread::Range { low: 0.3, high: 0.8 }, Assumed, "part of the loss shows below";
        #[doc = "Width of a stria"]
        stria_width = 3.8, "mm", Spread::LogNormal { log_sd: 0.4 }, Assumed, "a few millimetres to a centimetre";
        #[doc = "Length of a stria"]
        stria_length = 45.0, "mm", Spread::LogNormal { log_sd: 0.4 }, Assumed, "several centimetres";
        #[doc = "Blood in red striae over that of the skin beside them"]
        rubra_blood = 4.0, "-", Spread::LogNormal { log_sd: 0.3 }, Assumed, "visibly red; no figure read";
        #[doc = "Melanin in white striae over that of the skin beside them"]
        alba_melanin = 0.45, "-", Spread::Range { low: 0.2, high: 0.8 }, Assumed, "visibly pale; no figure read";
        #[doc = "Share of the fill by which surgical and burn scars level"]
        band_level = 0.5, "-", Spread::Range { low: 0.2, high: 0.8 }, Assumed, "direction of busch-2018-erythema and claytor-2022; no height was read";
        #[doc = "Share of the fill by which their redness fades"]
        band_fade = 0.7, "-", Spread::Range { low: 0.3, high: 1.0 }, Assumed, "busch-2018-erythema: redness comes to that of normal skin";
        #[doc = "Diameter of an ordinary facial pore"]
        pore_diameter = 0.20, "mm", Spread::LogNormal { log_sd: 0.2 }, Assumed, "Flament 2015 counts pores from 0.25 mm";
        #[doc = "Diameter of an enlarged pore"]
        enlarged_pore_diameter = 0.32, "mm", Spread::LogNormal { log_sd: 0.2 }, Assumed, "above the 0.25 mm from which pores are seen (Flament 2015)";
        #[doc = "Depth of a pore over its diameter"]
        pore_depth = 0.45, "-", Spread::LogNormal { log_sd: 0.3 }, Assumed, "replicas reach the funnel only";
        #[doc = "Radius of the mark of a puncture"]
        mark_radius = 0.16, "mm", Spread::LogNormal { log_sd: 0.3 }, Assumed, "pinpoint";
        #[doc = "Blood at a fresh mark"]
        mark_blood = 0.22, "-", Spread::LogNormal { log_sd: 0.4 }, Assumed, "a drop in the channel mouth";
    }
}
