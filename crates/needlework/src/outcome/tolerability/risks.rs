//! The chance of each unwanted event.

use super::{Circumstances, Hygiene, Sun, TolerabilityParameters, Treatments};
use crate::outcome::OutcomeParameters;
use crate::random::Key;
use crate::skin::Support;
use serde::Serialize;

/// A chance with its band.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Band {
    /// Central value [-].
    pub central: f64,
    /// 5th percentile [-].
    pub low: f64,
    /// 95th percentile [-].
    pub high: f64,
}

/// One unwanted event of a course on one zone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Risk {
    /// Stable id, such as `herpes`.
    pub id: &'static str,
    /// Name as shown to people.
    pub name: &'static str,
    /// Chance per course.
    pub chance: Band,
    /// What the chance rests on, in one sentence.
    pub basis: String,
    /// Evidence ids.
    pub evidence: &'static [&'static str],
    /// Why the evidence is thin; empty where it is not.
    pub thin: &'static str,
    /// What is known or thought to lower it; options, with the reason.
    pub options: &'static str,
}

/// Products on the skin while it is punctured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NeedledIn {
    /// Vitamin C, which most published granulomas followed.
    pub vitamin_c: bool,
    /// Another product that is not made for the dermis.
    pub other: bool,
}

/// What the course does to the zone, as far as risks depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Exposure {
    /// Whether the zone is on the face.
    pub face: bool,
    /// What lies below the skin.
    pub support: Support,
    /// Risk of pigment relative to the face; above 1 on the body [-].
    pub site_pigment: f64,
    /// Longest needle or deepest setting [mm].
    pub longest: f64,
    /// Greatest share of strokes that end at the lower limit of the dermis [-].
    pub through_dermis: f64,
    /// Whether blood shows in any session.
    pub bleeds: bool,
    /// Products on the skin while it is punctured.
    pub needled_in: NeedledIn,
    /// Thickness of epidermis and dermis [mm].
    pub skin: f64,
    /// Kinds of treatment.
    pub treatments: Treatments,
}

/// A chance that the course itself gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// Central course [-].
    pub central: f64,
    /// 5th and 95th percentile of the draws, where there are any [-].
    pub band: Option<[f64; 2]>,
}

/// Draws behind each band.
const DRAWS: u64 = 400;

/// A chance as a function of the constants, with the band over their spread.
fn banded(key: Key, chance: impl Fn(&TolerabilityParameters) -> f64) -> Band {
    let mut sample: Vec<f64> = (0..DRAWS)
        .map(|draw| {
            let drawn = TolerabilityParameters::draw(&mut key.stream("outcome/tolerability", draw));
            chance(&drawn).clamp(0.0, 1.0)
        })
        .collect();
    sample.sort_by(f64::total_cmp);
    let at = |share: f64| sample.get((share * DRAWS as f64) as usize).copied().unwrap_or(f64::NAN);
    let central = chance(&TolerabilityParameters::default()).clamp(0.0, 1.0);
    Band { central, low: at(0.05).min(central), high: at(0.95).max(central) }
}

/// A chance of the course with its hazard times a factor. The bands of both are independent, so their logarithms add as
/// squares.
///
/// Without a factor this is the band of the course itself. A central course without the event leaves the edges as they are:
/// draws in which it happens are not lost.
fn scaled(key: Key, measured: Measured, factor: impl Fn(&TolerabilityParameters) -> f64) -> Band {
    let hazard = |chance: f64| -(-chance.clamp(0.0, 0.999_999)).ln_1p();
    // `banded` keeps chances below 1; a factor may be more, so it is carried as a thousandth.
    let relative = banded(key, |c| 1e-3 * factor(c));
    let middle = hazard(measured.central);
    let centre = 1e3 * relative.central * middle;
    let [low, high] = measured.band.unwrap_or([measured.central; 2]).map(hazard);
    // How far an edge lies from the middle, as a logarithm; none below zero spread.
    let apart = |edge: f64, factor: f64| {
        let own = (edge / middle).ln().abs();
        own.hypot((factor / relative.central).ln()).exp()
    };
    let lowest = if middle > 0.0 && low > 0.0 { centre / apart(low.min(middle), relative.low) } else { 0.0 };
    let highest =
        if middle > 0.0 { centre * apart(high.max(middle), relative.high) } else { 1e3 * relative.high * high };
    let chance = |hazard: f64| -(-hazard).exp_m1();
    Band { central: chance(centre), low: chance(lowest), high: chance(highest) }
}

/// Every risk of a course on one zone that does not vanish, in the order in which people ask for them.
///
/// `pigment` and `infection` are the chances that the simulated course gives.
pub fn risks(
    exposure: &Exposure,
    circumstances: &Circumstances,
    pigment: Measured,
    infection: Measured,
    key: Key,
) -> Vec<Risk> {
    let mut all =
        vec![pigmentation(exposure, circumstances, pigment, key), microbes(exposure, circumstances, infection, key)];
    if !exposure.treatments.needles {
        return all;
    }
    if exposure.face {
        all.push(herpes(circumstances, key));
        all.push(flare(circumstances, key));
    }
    all.push(bruise(exposure, key));
    all.push(swelling(key));
    all.push(tram_track(exposure, key));
    if exposure.needled_in.vitamin_c || exposure.needled_in.other {
        all.push(granuloma(exposure.needled_in, key));
    }
    all
}

fn pigmentation(exposure: &Exposure, circumstances: &Circumstances, measured: Measured, key: Key) -> Risk {
    let Circumstances { sun, sunscreen, .. } = *circumstances;
    let factor = move |c: &TolerabilityParameters| {
        let season = match sun {
            Sun::Low => 1.0 / c.sun_factor,
            Sun::Moderate => 1.0,
            Sun::High => c.sun_factor,
        };
        season * if sunscreen { 1.0 } else { c.no_sunscreen }
    };
    let body = exposure.site_pigment > 1.0;
    let light = match (sun, sunscreen) {
        (Sun::Moderate, true) => "sunscreen and moderate sun, as in the trials".to_owned(),
        (sun, true) => format!("sunscreen and {} sun", format!("{sun:?}").to_lowercase()),
        (sun, false) => format!("no sunscreen and {} sun", format!("{sun:?}").to_lowercase()),
    };
    let others = exposure.treatments.others();
    let needles = exposure.treatments.needles;
    Risk {
        id: "pigment",
        name: "Post-inflammatory hyperpigmentation",
        chance: scaled(key, measured, factor),
        basis: match (needles, others.is_empty()) {
            (_, true) => format!(
                "Inflammation of the simulated course and phototype, set to 7 of 252 needled faces{}; {light}.",
                if body { ", four times more on the body (7 of 32 on striae)" } else { "" }
            ),
            _ => format!(
                "Inflammation of the simulated course and phototype, and tissue that heat or acid has denatured: the hazard of \
                 heat is set to fractional lasers (chan-2007-pih){}{}; {light}.",
                match (exposure.treatments.peels, exposure.treatments.radiofrequency) {
                    (true, true) => " and not calibrated for peels and radiofrequency needles",
                    (true, false) => " and not calibrated for peels",
                    (false, true) => " and not calibrated for radiofrequency needles",
                    (false, false) => "",
                },
                if body { ", four times more on the body" } else { "" }
            ),
        },
        evidence: match (needles || others.is_empty(), others.is_empty(), body) {
            (true, true, true) => &["striae-alba-2023-32", "dogra-2014"],
            (true, true, false) => {
                &["dogra-2014", "dark-skin-microneedling-pahpi", "fabbrocini-2014", "co2-mn-idoj-2024"]
            }
            (true, false, _) => &["dogra-2014", "dark-skin-microneedling-pahpi", "chan-2007-pih", "co2-mn-idoj-2024"],
            (false, ..) => &["chan-2007-pih", "co2-mn-idoj-2024"],
        },
        thin: match (needles, body) {
            (false, _) => {
                "one split-face trial stands behind the hazard of heat; season and sunscreen were never compared"
            }
            (true, true) => "one series of 32 on the body; season and sunscreen were never compared",
            (true, false) => {
                "series disagree (5 of 30 against 0 of 39 in dark skin); season and sunscreen were never compared"
            }
        },
        options: if needles {
            "Sunscreen of factor 50 and treatment in the darker months keep melanocytes quieter; fewer punctures and longer \
             intervals lower the inflammation."
        } else {
            "Sunscreen of factor 50 and treatment in the darker months keep melanocytes quieter; a weaker treatment and longer \
             intervals lower the inflammation."
        },
    }
}

fn microbes(exposure: &Exposure, circumstances: &Circumstances, measured: Measured, key: Key) -> Risk {
    let Circumstances { hygiene, make_up_after, .. } = *circumstances;
    let factor = move |c: &TolerabilityParameters| {
        let clean = match hygiene {
            Hygiene::Sterile => 1.0,
            Hygiene::Unsterile => c.unsterile,
            Hygiene::Shared => c.shared,
        };
        clean * if make_up_after < c.early { c.early_make_up } else { 1.0 }
    };
    let Treatments { needles, radiofrequency, .. } = exposure.treatments;
    let others = exposure.treatments.others();
    let uncounted: Vec<&str> = others.iter().copied().filter(|other| *other != "radiofrequency needles").collect();
    let plain = others.is_empty();
    let most = 100.0 * OutcomeParameters::default().infection_open;
    Risk {
        id: "infection",
        name: "Bacterial infection",
        chance: scaled(key, measured, factor),
        basis: if plain {
            "Open skin of the simulated course times a hazard below 0 events in 1,845 patients.".to_owned()
        } else {
            format!(
                "Skin of the simulated course that is open through barrier and epidermis, {most:.0} % of the surface at most, times \
                 the hazard of punctured skin (0 events in 1,845 patients){}{}.",
                if uncounted.is_empty() {
                    String::new()
                } else {
                    format!("; not calibrated for {}", uncounted.join(" and "))
                },
                if radiofrequency { "; 0 of 29 after radiofrequency needles" } else { "" }
            )
        },
        evidence: match (radiofrequency, plain) {
            (_, true) => {
                &["juhasz-2020-scars-safety", "harris-2015-review", "donnelly-2009-microbial", "cdc-hiv-prp-2024"]
            }
            (true, false) => &["juhasz-2020-scars-safety", "donnelly-2009-microbial", "rfmn-periorbital-2022"],
            (false, false) => &["juhasz-2020-scars-safety", "donnelly-2009-microbial"],
        },
        thin: match (plain, uncounted.is_empty()) {
            (true, _) => "no event on the face in the reviews, so only an upper bound; one of 32 on the body",
            (false, true) => "no event in 29, which leaves anything below a tenth possible",
            (false, false) => {
                "no trial that was read counted infections after this treatment; the figure is carried over from punctures"
            }
        },
        options: if needles {
            "Sterile single-use needles, disinfected skin, and no make-up until the punctures have closed."
        } else {
            "Disinfected skin, sterile instruments, and no make-up until the skin has closed."
        },
    }
}

fn herpes(circumstances: &Circumstances, key: Key) -> Risk {
    let Circumstances { herpes, antiviral, .. } = *circumstances;
    let chance = banded(key, move |c| {
        let base = if herpes { c.herpes_history } else { c.herpes_none };
        base * if antiviral { c.herpes_antiviral } else { 1.0 }
    });
    let history = if herpes { "History of herpes" } else { "No history of herpes" };
    let cover = if antiviral { ", antiviral round each session" } else { "" };
    Risk {
        id: "herpes",
        name: "Herpes recurrence",
        chance,
        basis: format!("{history}{cover}; 1 of 49 and 3 of about 32 needled patients of unknown history."),
        evidence: &["amore-2021", "cassiano-2022", "minutilli-2024"],
        thin: "two small series; the effect of an antiviral was not measured after needling",
        options: "Where there is a history, experts give an oral antiviral for about a week.",
    }
}

fn flare(circumstances: &Circumstances, key: Key) -> Risk {
    let active = circumstances.active_acne;
    Risk {
        id: "acne-flare",
        name: "Flare of acne",
        chance: banded(key, move |c| if active { c.flare_active } else { c.flare_clear }),
        basis: format!(
            "{} skin; 13.3 % is the highest single figure of a secondary table.",
            if active { "Active acne in the treated" } else { "Clear" }
        ),
        evidence: &["acne-org-incidence", "minutilli-2024"],
        thin: "a secondary table of highest figures",
        options: "Experts treat active acne before needling.",
    }
}

fn bruise(exposure: &Exposure, key: Key) -> Risk {
    let (share, bleeds) = (exposure.through_dermis, exposure.bleeds);
    Risk {
        id: "bruise",
        name: "Bruise",
        chance: banded(key, move |c| {
            let dermal = if bleeds { c.bruise } else { 0.0 };
            1.0 - (1.0 - dermal) * (1.0 - c.bruise_fat * share)
        }),
        basis: if share > 0.01 {
            format!(
                "{:.0} % of the needles reach the fat under {:.1} mm of epidermis and dermis, where larger vessels lie; 2.8 % is \
                 the highest figure otherwise.",
                100.0 * share,
                exposure.skin
            )
        } else {
            format!(
                "2.8 % is the highest single figure of a secondary table; {:.1} mm of needle stay within the {:.1} mm of \
                 epidermis and dermis here.",
                exposure.longest, exposure.skin
            )
        },
        evidence: &["acne-org-incidence"],
        thin: if share > 0.01 {
            "no study of needles in the fat; the addition is assumed"
        } else {
            "a secondary table"
        },
        options: "Shorter needles where the dermis is thin keep clear of the fat.",
    }
}

fn swelling(key: Key) -> Risk {
    Risk {
        id: "swelling",
        name: "Swelling that is remarked on",
        chance: banded(key, |c| c.swelling),
        basis: "4 of 49 after needling with a soft peel, for 3 to 4 days.".to_owned(),
        evidence: &["amore-2021", "acne-org-incidence"],
        thin: "one series, with a peel",
        options: "Cooling is customary; its effect was not measured.",
    }
}

fn tram_track(exposure: &Exposure, key: Key) -> Risk {
    let (length, support) = (exposure.longest, exposure.support);
    let bony = support == Support::Bony;
    Risk {
        id: "tram-track",
        name: "Tram-track scar",
        chance: banded(key, move |c| {
            let place = if bony { c.tram_track_bone } else { 1.0 };
            -(-c.tram_track * place * (length / c.tram_track_length).powf(c.tram_track_power)).exp_m1()
        }),
        basis: format!(
            "2 of 252 needled faces at 1.5 mm, scaled to {length:.2} mm{}.",
            if bony { " over bone" } else { "" }
        ),
        evidence: &["dogra-2014", "chu-2021-safety"],
        thin: "one series and case reports; the effect of length and of bone is assumed",
        options: "Shorter needles and light pressure over bone.",
    }
}

fn granuloma(needled_in: NeedledIn, key: Key) -> Risk {
    let vitamin_c = needled_in.vitamin_c;
    Risk {
        id: "granuloma",
        name: "Granuloma",
        chance: banded(key, move |c| c.granuloma * if vitamin_c { 1.0 } else { c.granuloma_other }),
        basis: format!(
            "{} on the skin while it is punctured; 15 published cases, most after vitamin C serum.",
            if vitamin_c { "Vitamin C" } else { "A topical" }
        ),
        evidence: &["friedmann-2024-granuloma", "soltani-2014", "martin-2021-granuloma"],
        thin: "case reports without a denominator",
        options: "Products that are made for the dermis, or none until the punctures have closed.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exposure() -> Exposure {
        Exposure {
            face: true,
            support: Support::Soft,
            site_pigment: 1.0,
            longest: 1.5,
            through_dermis: 0.0,
            bleeds: true,
            needled_in: NeedledIn::default(),
            skin: 2.0,
            treatments: Treatments::NEEDLES,
        }
    }

    fn chance(exposure: &Exposure, circumstances: &Circumstances, id: &str) -> Option<Band> {
        let measured = |central: f64| Measured { central, band: Some([0.5 * central, 2.0 * central]) };
        let all = risks(exposure, circumstances, measured(0.028), measured(1e-4), Key::new(1));
        all.into_iter().find(|risk| risk.id == id).map(|risk| risk.chance)
    }

    #[test]
    fn every_chance_lies_in_its_band_and_names_its_evidence() {
        let measured = Measured { central: 0.028, band: Some([0.01, 0.06]) };
        let needled_in = NeedledIn { vitamin_c: true, other: false };
        let all =
            risks(&Exposure { needled_in, ..exposure() }, &Circumstances::default(), measured, measured, Key::new(3));
        assert_eq!(all.len(), 8);
        for risk in all {
            let Band { low, central, high } = risk.chance;
            assert!(0.0 <= low && low <= central && central <= high && high <= 1.0, "{}: {:?}", risk.id, risk.chance);
            assert!(
                !risk.evidence.is_empty() && risk.basis.ends_with('.') && risk.options.ends_with('.'),
                "{}",
                risk.id
            );
        }
    }

    #[test]
    fn what_is_asked_changes_the_risk_that_it_should() {
        let plain = Circumstances::default();
        let at = |circumstances: Circumstances, id| chance(&exposure(), &circumstances, id).unwrap().central;
        assert!((at(Circumstances { herpes: true, ..plain }, "herpes") - 0.05).abs() < 1e-12);
        assert!((at(Circumstances { herpes: true, antiviral: true, ..plain }, "herpes") - 0.01).abs() < 1e-12);
        assert!(
            at(Circumstances { sun: Sun::High, sunscreen: false, ..plain }, "pigment") > 2.5 * at(plain, "pigment")
        );
        assert!(at(Circumstances { sun: Sun::Low, ..plain }, "pigment") < at(plain, "pigment"));
        assert!((at(plain, "pigment") - 0.028).abs() < 1e-9);
        assert!(at(Circumstances { hygiene: Hygiene::Unsterile, ..plain }, "infection") > 9.0 * at(plain, "infection"));
        assert!(at(Circumstances { active_acne: true, ..plain }, "acne-flare") > at(plain, "acne-flare"));
    }

    #[test]
    fn long_needles_over_bone_and_in_the_fat_cost_something() {
        let plain = Circumstances::default();
        let at = |exposure: Exposure, id| chance(&exposure, &plain, id).unwrap().central;
        assert!((at(exposure(), "tram-track") - 0.008).abs() < 1e-4);
        assert!(at(Exposure { longest: 3.0, support: Support::Bony, ..exposure() }, "tram-track") > 0.08);
        assert!(at(Exposure { through_dermis: 0.9, ..exposure() }, "bruise") > 0.25);
        assert!(chance(&exposure(), &plain, "granuloma").is_none());
        assert!(chance(&Exposure { face: false, ..exposure() }, &plain, "herpes").is_none());
    }

    fn of_course(treatments: Treatments, measured: Measured) -> Vec<Risk> {
        let exposure = Exposure { treatments, ..exposure() };
        risks(&exposure, &Circumstances::default(), measured, measured, Key::new(3))
    }

    #[test]
    fn the_band_of_the_course_is_the_band_of_the_risk() {
        for (central, band) in [(0.01, [0.002, 0.05]), (0.0, [0.0, 0.1]), (0.01, [0.0, 0.05]), (0.0, [0.0, 0.0])] {
            let all = of_course(Treatments::NEEDLES, Measured { central, band: Some(band) });
            for risk in all.iter().filter(|risk| ["pigment", "infection"].contains(&risk.id)) {
                let Band { central: middle, low, high } = risk.chance;
                assert!((middle - central).abs() < 1e-12, "{}: {:?}", risk.id, risk.chance);
                assert!((low - band[0]).abs() < 1e-12 && (high - band[1]).abs() < 1e-12, "{:?}", risk.chance);
            }
        }
    }

    #[test]
    fn nothing_of_needles_is_told_of_peels_and_lasers() {
        let measured = Measured { central: 0.01, band: Some([0.0, 0.05]) };
        for treatments in [
            Treatments { peels: true, ..Treatments::default() },
            Treatments { lasers: true, ..Treatments::default() },
            Treatments { peels: true, lasers: true, ..Treatments::default() },
        ] {
            for risk in of_course(treatments, measured) {
                let text = format!("{} {} {}", risk.basis, risk.thin, risk.options).to_lowercase();
                assert!(!text.contains("needle") && !text.contains("fewer punctures"), "{text}");
                if risk.id == "infection" {
                    assert!(text.contains("not calibrated for"), "{text}");
                }
            }
        }
    }
}
