//! Constants of risks and of the days after a session.

use crate::provenance::{Spread, coefficients};

coefficients! {
    /// Constants of risks and of the days after a session.
    pub struct TolerabilityParameters {
        #[doc = "Chance of herpes per course with a history and without antiviral"]
        herpes_history = 0.05, "-", Spread::LogNormal { log_sd: 0.55 }, Measured, "amore-2021 (1 of 49) and cassiano-2022 (3 of about 32 needled), 4 of 81 of all comers, so no less in those with a history";
        #[doc = "Chance of herpes per course without a known history"]
        herpes_none = 0.005, "-", Spread::LogNormal { log_sd: 0.8 }, Assumed, "first episodes and histories not told";
        #[doc = "Share of that chance left under an antiviral"]
        herpes_antiviral = 0.2, "-", Spread::Range { low: 0.05, high: 0.5 }, Assumed, "recommended by minutilli-2024; no needling trial measured it";
        #[doc = "Chance of a flare of active acne"]
        flare_active = 0.08, "-", Spread::Range { low: 0.02, high: 0.133 }, Measured, "acne-org-incidence gives 13.3 % as the highest single figure";
        #[doc = "Chance of a flare of acne in clear skin"]
        flare_clear = 0.02, "-", Spread::Range { low: 0.0, high: 0.06 }, Assumed, "below that of active acne";
        #[doc = "Chance of tram-track marks at the reference length over soft or firm tissue"]
        tram_track = 0.008, "-", Spread::LogNormal { log_sd: 0.7 }, Measured, "2 of 252 needled faces, both in dogra-2014";
        #[doc = "Power of needle length in tram-track marks"]
        tram_track_power = 2.0, "-", Spread::Range { low: 1.0, high: 3.0 }, Assumed, "long needles and pressure are named by dogra-2014 and chu-2021-safety";
        #[doc = "Needle length of the reference"]
        tram_track_length = 1.5, "mm", Spread::Exact, Measured, "dogra-2014";
        #[doc = "Factor of tram-track marks over bone"]
        tram_track_bone = 3.0, "-", Spread::Range { low: 1.0, high: 6.0 }, Assumed, "marks are reported over bony prominences";
        #[doc = "Chance of a bruise when the needles stay in the dermis"]
        bruise = 0.015, "-", Spread::Range { low: 0.003, high: 0.028 }, Measured, "acne-org-incidence gives 2.8 % as the highest single figure";
        #[doc = "Chance of a bruise when all needles reach the fat, added"]
        bruise_fat = 0.30, "-", Spread::Range { low: 0.1, high: 0.6 }, Assumed, "larger vessels lie at the border of dermis and fat; no figure read";
        #[doc = "Chance of swelling that is remarked on"]
        swelling = 0.082, "-", Spread::LogNormal { log_sd: 0.5 }, Measured, "amore-2021, needling with a peel";
        #[doc = "Chance of a granuloma per course with vitamin C serum needled in"]
        granuloma = 0.0005, "-", Spread::LogNormal { log_sd: 1.5 }, Assumed, "15 published cases (friedmann-2024-granuloma), no denominator";
        #[doc = "The same for other products not made for the dermis, relative to vitamin C"]
        granuloma_other = 0.3, "-", Spread::Range { low: 0.05, high: 1.0 }, Assumed, "vitamin C in the majority of cases";
        #[doc = "Factor of pigment hazard in strong sun, and its inverse in weak sun"]
        sun_factor = 1.6, "-", Spread::Range { low: 1.0, high: 3.0 }, Assumed, "ultraviolet drives melanocytes; no needling trial compared seasons";
        #[doc = "Factor of pigment hazard without sunscreen"]
        no_sunscreen = 2.0, "-", Spread::Range { low: 1.0, high: 4.0 }, Assumed, "every trial prescribed sunscreen";
        #[doc = "Factor of infection with needles that are not sterile"]
        unsterile = 10.0, "-", Spread::LogNormal { log_sd: 0.7 }, Assumed, "donnelly-2009-microbial, direction";
        #[doc = "Factor of infection with needles used on another person"]
        shared = 100.0, "-", Spread::LogNormal { log_sd: 1.0 }, Assumed, "cdc-hiv-prp-2024: blood-borne infection after unsterile practice";
        #[doc = "Factor of infection with make-up before the punctures have closed"]
        early_make_up = 2.0, "-", Spread::Range { low: 1.0, high: 5.0 }, Assumed, "non-sterile product on open skin; no figure read";
        #[doc = "Time within which make-up counts as early"]
        early = 0.5, "day", Spread::Range { low: 0.25, high: 1.0 }, Assumed, "punctures left to dry close to water in hours, gupta-2011-resealing";
        #[doc = "Time constant with which swelling follows blood flow"]
        swelling_lag = 0.6, "day", Spread::LogNormal { log_sd: 0.3 }, Assumed, "swelling gone in up to 3 days, acne-org-incidence; 3 to 4 days in amore-2021";
        #[doc = "Lagged excess of blood above which swelling is seen"]
        swelling_seen = 0.4, "-", Spread::LogNormal { log_sd: 0.3 }, Assumed, "gives 2 to 3 days at 1.5 mm";
        #[doc = "Time constant with which flaking follows open epidermis"]
        flaking_lag = 2.0, "day", Spread::LogNormal { log_sd: 0.3 }, Assumed, "all transient effects within 7 days, chu-2021-safety";
        #[doc = "Lagged open share above which flaking is seen"]
        flaking_seen = 0.01, "-", Spread::LogNormal { log_sd: 0.4 }, Assumed, "as above";
        #[doc = "Excess of blood, in units of the visible one, above which redness is strong"]
        strong_redness = 3.0, "-", Spread::Range { low: 2.0, high: 4.0 }, Assumed, "hard to cover; no figure read";
        #[doc = "Open share of the barrier below which make-up does no harm"]
        closed_barrier = 0.001, "-", Spread::LogNormal { log_sd: 0.7 }, Assumed, "a thousandth of the surface";
    }
}
