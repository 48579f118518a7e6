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
        #[doc = "Compression of fine lines over the buckling one, before treatment"]
        fine_compression = 0.71, "-", Spread::Range { low: 0.6, high: 0.8 }, Fitted, "roughness falls by 31 % at the smoothing of fabbrocini-2014";
        #[doc = "Compression of folds over the buckling one, before treatment"]
        fold_compression = 0.55, "-", Spread::Range { low: 0.3, high: 0.8 }, Fitted, "depth falls by about 0.4 as laxity falls by 1.09 grade in ablon-2018, from an assumed 2.5 to 3";
        #[doc = "Compression of wrinkles over the buckling one, before treatment"]
        wrinkle_compression = 0.85, "-", Spread::Range { low: 0.7, high: 0.92 }, Assumed, "by eye: the surface then loses 0.50 of a Lemperle grade where the endpoint loses 0.34";
        #[doc = "Strain taken up per relative gain of ground substance"]
        swelling = 0.25, "-", Spread::LogNormal { log_sd: 0.5 }, Assumed, "a plump dermis stretches its surface; early swelling hides lines";
        #[doc = "Depth of a line of Lemperle grade 1"]
        line_depth = 0.1, "mm", Spread::LogNormal { log_sd: 0.4 }, Assumed, "nasolabial grade 1 is below 0.2 mm in Lemperle's profilometry; lines round eye and mouth are shallower";
        #[doc = "Power of line depth against the Lemperle grade"]
        line_depth_power = 1.3, "-", Spread::Range { low: 1.0, high: 1.8 }, Assumed, "convex";
        #[doc = "Narrowest rolling scar"]
        rolling_narrow = 4.5, "mm", Spread::Exact, Measured, "Jacob, Dover and Kaminer 2001: usually wider than 4 to 5 mm";
        #[doc = "Widest rolling scar"]
        rolling_wide = 11.0, "mm", Spread::Exact, Assumed, "no upper limit was read";
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
        #[doc = "Melanin in white striae over that of the skin beside them"]
        alba_melanin = 0.45, "-", Spread::Range { low: 0.2, high: 0.8 }, Assumed, "visibly pale; no figure read";
        #[doc = "Diameter of an ordinary facial pore"]
        pore_diameter = 0.20, "mm", Spread::LogNormal { log_sd: 0.2 }, Assumed, "Flament 2015 counts pores from 0.25 mm";
        #[doc = "Diameter of an enlarged pore"]
        enlarged_pore_diameter = 0.32, "mm", Spread::LogNormal { log_sd: 0.2 }, Assumed, "above the 0.25 mm from which pores are seen (Flament 2015)";
        #[doc = "Depth of a pore over its diameter"]
        pore_depth = 0.45, "-", Spread::LogNormal { log_sd: 0.3 }, Assumed, "replicas reach the funnel only";
        #[doc = "Depth of a fold of the most severe laxity"]
        fold_depth = 1.1, "mm", Spread::Range { low: 0.5, high: 2.5 }, Assumed, "folds of the cheek are a millimetre or two deep; no profile was read";
        #[doc = "Radius of the mark of a puncture"]
        mark_radius = 0.1, "mm", Spread::LogNormal { log_sd: 0.3 }, Assumed, "pinpoint";
        #[doc = "Blood at a fresh mark"]
        mark_blood = 0.09, "-", Spread::LogNormal { log_sd: 0.4 }, Assumed, "what is left in the channel mouth once the skin is wiped";
    }
}
