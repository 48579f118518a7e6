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
        #[doc = "Pain of a peel, against its dose over the medium one"]
        peel_pain = 0.8, "-", Spread::Range { low: 0.4, high: 1.4 }, Assumed, "burning for minutes, mild after glycolic and salicylic acid, strong under 35 % trichloroacetic acid; no score was read";
        #[doc = "Days until a medium peel no longer flakes"]
        peel_flaking = 9.0, "day", Spread::Range { low: 7.0, high: 14.0 }, Assumed, "a medium peel frosts white and peels for a week (tca-peels-chapter); clinics tell 7 to 14 days";
        #[doc = "Power of the dose in the days of flaking"]
        peel_flaking_power = 0.8, "-", Spread::Range { low: 0.6, high: 1.1 }, Assumed, "3 to 7 days at half the medium dose, 10 to 16 at one and a half";
        #[doc = "Log-spread of those days between people and products"]
        peel_flaking_spread = 0.3, "-", Spread::Range { low: 0.2, high: 0.5 }, Assumed, "crusts for 3 to 4 days in amore-2021 after a soft peel, none after most";
        #[doc = "Time after which the lightest peel begins to flake"]
        peel_flaking_first = 1.0, "day", Spread::Range { low: 0.5, high: 2.0 }, Assumed, "practice";
        #[doc = "Added to that for a medium peel, whose dead layer is thicker"]
        peel_flaking_later = 2.0, "day", Spread::Range { low: 1.0, high: 3.0 }, Assumed, "a medium peel cracks on the third or fourth day, practice";
        #[doc = "Standard deviation of pain scores between people"]
        pain_between_people = 1.9, "-", Spread::Range { low: 1.0, high: 2.2 }, Measured, "jeong-2020-pain-review: 1.7 and 2.2 for radiofrequency needles and fractional carbon dioxide";
        #[doc = "Pain of an ablative laser under cream, against its depth and coverage"]
        laser_pain = 1.22, "-", Spread::LogNormal { log_sd: 0.4 }, Fitted, "jeong-2020-pain-review (Shin 2012: 6.5 ± 2.2)";
        #[doc = "Share of the surface at which that holds"]
        laser_pain_coverage = 0.1, "-", Spread::Exact, Definition, "near that of 15 mJ and 200 columns per cm2";
        #[doc = "Share of that pain under a cooled laser without core"]
        cooled_pain = 0.6, "-", Spread::Range { low: 0.4, high: 0.9 }, Assumed, "cold air or a cooled tip; no score was read";
        #[doc = "Days of crusts over ablative columns without rim"]
        laser_crusts = 3.0, "day", Spread::Range { low: 2.0, high: 5.0 }, Assumed, "crusts of Er:YAG are gone within the week, practice";
        #[doc = "Days of crusts added by the rim"]
        laser_crusts_rim = 80.0, "day/mm", Spread::Range { low: 50.0, high: 120.0 }, Fitted, "rajput-2021-co2-rf: crusts in 25 of 25 a week after fractional carbon dioxide";
        #[doc = "Days until heated debris has worked its way out"]
        debris_flaking = 7.0, "day", Spread::Range { low: 5.0, high: 10.0 }, Measured, "fractional-effects-chapter, 1550 nm";
        #[doc = "Time after which it is seen"]
        debris_flaking_first = 2.0, "day", Spread::Range { low: 1.0, high: 3.0 }, Assumed, "bronzing before flaking, practice";
        #[doc = "Log-spread of crusts and debris between people"]
        laser_spread = 0.25, "-", Spread::Range { low: 0.15, high: 0.4 }, Assumed, "crusts beyond 7 days in 3 % and redness beyond 5 in 25 % (acne-org-laser-effects)";
    }
}
