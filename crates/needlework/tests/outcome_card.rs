//! The outcome maps against the figures that they were calibrated to: baselines by age, scores of the reference scars,
//! pain, redness over time, pigment by phototype, melasma, and the length of the needle.

mod roller;

use core::num::NonZeroUsize;
use needlework::concern::{Concern, LesionalPigment, PigmentPattern, ScarPopulation};
use needlework::course::{Event, Numerics, Protocol, Space, Study, Zone, ZoneCourse, simulate};
use needlework::course::{HELD_SHARE, Redness, tolerability, worth};
use needlework::integrator::Settings;
use needlework::outcome::tolerability::Circumstances;
use needlework::outcome::{Anaesthesia, Endpoint, OutcomeParameters, pain};
use needlework::skin::{Person, Phototype, Sex, Site};
use roller::needling;

fn study(length: f64, passes: usize, sessions: u32, interval: f64, after: f64) -> Study {
    let event =
        |number: u32| Event { day: f64::from(number) * interval, zones: vec![], kind: needling(length, passes) };
    Study {
        title: String::new(),
        seed: 7,
        person: Person::median(30.0, Sex::Female, Phototype::III),
        circumstances: Circumstances::default(),
        concern: Concern { scars: Some(ScarPopulation::default()), ..Concern::default() },
        zones: vec![Zone { name: "cheek".into(), site: Site::reference_face(), area: 100.0 }],
        protocol: Protocol {
            events: (0..sessions).map(event).collect(),
            horizon: (f64::from(sessions) - 1.0).max(0.0) * interval + after,
            snapshots: vec![],
        },
        regimens: vec![],
        numerics: Numerics { relative_tolerance: 1e-5, draws: 0 },
        space: Space::default(),
    }
}

fn run(study: &Study) -> ZoneCourse {
    let settings = Settings { threads: NonZeroUsize::MIN, ..Settings::default() };
    simulate(study, &settings, &|_, _| {}).unwrap().zones.remove(0)
}

fn series(zone: &ZoneCourse, endpoint: Endpoint) -> &[f64] {
    &zone.endpoints.iter().find(|(one, _)| *one == endpoint).unwrap().1
}

fn first(zone: &ZoneCourse, endpoint: Endpoint) -> f64 {
    series(zone, endpoint)[0]
}

fn last(zone: &ZoneCourse, endpoint: Endpoint) -> f64 {
    *series(zone, endpoint).last().unwrap()
}

/// Without any event.
fn untreated(study: Study) -> Study {
    let protocol = Protocol { events: vec![], horizon: 30.0, snapshots: vec![] };
    Study { protocol, ..study }
}

#[test]
fn elasticity_falls_with_age_as_calibrated() {
    for (age, photodamage, r2, r7) in
        [(25.0, 0.1, 0.886, 0.68), (40.0, 0.3, 0.824, 0.60), (55.0, 0.5, 0.746, 0.51), (70.0, 0.7, 0.663, 0.41)]
    {
        let mut study = untreated(study(1.5, 4, 0, 1.0, 1.0));
        study.person = Person { photodamage, ..Person::median(age, Sex::Female, Phototype::III) };
        let zone = run(&study);
        let (found2, found7) = (first(&zone, Endpoint::ElasticityR2), first(&zone, Endpoint::ElasticityR7));
        println!(
            "{age} years: R2 {found2:.3} ({r2}), R5 {:.3}, R7 {found7:.3} ({r7})",
            first(&zone, Endpoint::ElasticityR5)
        );
        assert!((found2 - r2).abs() < 0.002 && (found7 - r7).abs() < 0.006, "{age}: {found2} {found7}");
    }
}

#[test]
fn scores_of_the_reference_scars_before_treatment() {
    // The reference drew 15 to 44 scars for each face; the mean over these numbers is what it reports.
    let counts = 15..=44;
    let faces = f64::from(44 - 15 + 1);
    let (mut count, mut grade, mut ecca) = (0.0, 0.0, 0.0);
    let mut study = untreated(study(1.5, 4, 0, 1.0, 1.0));
    for scars in counts {
        study.concern.scars = Some(ScarPopulation { count: scars, ..ScarPopulation::default() });
        let zone = run(&study);
        count += first(&zone, Endpoint::GoodmanBaronCount) / faces;
        grade += first(&zone, Endpoint::GoodmanBaronGrade) / faces;
        ecca += first(&zone, Endpoint::Ecca) / faces;
    }
    println!("count {count:.2} (14.8), grade {grade:.2} (3.2), ECCA {ecca:.1} (113)");
    // Here the depths are mid-quantiles, there they were drawn. Trials began at 11.7 and 16.4 points.
    assert!((count - 14.8).abs() < 1.2, "{count}");
    // Six trials began at 2.87 to 3.53, 3.22 in the mean.
    assert!((grade - 3.22).abs() < 0.12, "{grade}");
    assert!((ecca - 113.0).abs() < 4.0, "{ecca}");
}

#[test]
fn pain_at_its_anchors() {
    let c = OutcomeParameters::default();
    for (what, length, density, anaesthesia, anchor, within) in [
        ("1.0 mm with cream, luz-2017", 1.0_f64, 240.0_f64, Anaesthesia::Cream, 5.22, 0.2),
        ("1.0 mm, cream after short needles, luz-2017", 1.0, 240.0, Anaesthesia::Strong, 3.33, 0.3),
        ("2.5 mm with cream, fractional-mn-anaesthesia-2016", 2.5, 240.0, Anaesthesia::Cream, 5.37, 0.4),
        ("0.2 mm without cream, jeong-2020 saw 1.35; the map gives 2.0", 0.2, 240.0, Anaesthesia::None, 2.0, 0.1),
    ] {
        let found: f64 = pain(length, density, anaesthesia, &c);
        println!("{what}: {found:.2} ({anchor})");
        assert!((found - anchor).abs() < within, "{what}: {found}");
    }
}

#[test]
fn redness_lasts_as_long_as_calibrated() {
    let hours = |length: f64| {
        let zone = run(&study(length, 4, 1, 1.0, 28.0));
        println!(
            "{length} mm: {:.1} h, crusts included {:.1} h",
            24.0 * zone.facts[0].redness,
            24.0 * zone.facts[0].downtime
        );
        24.0 * zone.facts[0].redness
    };
    for (length, reference) in [(1.0, 52.8), (1.5, 57.6), (2.5, 60.0)] {
        let found = hours(length);
        assert!((found - reference).abs() < 3.0, "{length} mm: {found} h, reference {reference} h");
    }
    // The reference gives 5 h at 0.25 mm and 11 h at 0.5 mm, for needles that reach 0.7 of their length. Here the skin gives
    // way by 0.3 mm first, and the short needles hardly pierce it; bal-2008 saw less than 2 h at 0.2 to 0.55 mm.
    assert!(hours(0.25) < 2.0);
    assert!((2.0..11.0).contains(&hours(0.5)));
}

#[test]
fn redness_rises_with_density_and_saturates() {
    let mut before = [0.0; 2];
    for (passes, grows) in [(1, true), (2, true), (4, true), (16, false)] {
        let zone = run(&study(1.5, passes, 1, 1.0, 28.0));
        let red = series(&zone, Endpoint::ErythemaIndex);
        let day_1 = red[zone.history.times.iter().position(|time| *time >= 1.0 - 1e-9).unwrap()];
        let peak = red.iter().copied().fold(0.0, f64::max);
        println!(
            "{:.0}/cm²: peak {peak:.2}, day 1 {day_1:.2}; seen {:.2} d",
            zone.facts[0].density, zone.facts[0].redness
        );
        assert!(peak > before[0], "peak {peak}");
        assert!(!grows || day_1 > 1.3 * before[1], "day 1 {day_1}");
        before = [peak, day_1];
    }
}

#[test]
fn pigment_risk_by_phototype() {
    let types = [Phototype::I, Phototype::II, Phototype::III, Phototype::IV, Phototype::V, Phototype::VI];
    for (phototype, per_cent) in types.into_iter().zip([0.7, 1.4, 2.8, 5.4, 7.8, 7.8]) {
        let mut study = study(1.5, 4, 5, 30.0, 60.0);
        study.person = Person::median(30.0, Sex::Female, phototype);
        let found = last(&run(&study), Endpoint::PigmentRisk);
        println!("{phototype:?}: {found:.2} % ({per_cent} %)");
        assert!((found / per_cent - 1.0).abs() < 0.25, "{phototype:?}: {found}");
    }
}

#[test]
fn melasma_fades_as_in_the_trial() {
    // farshi-2020, four sessions a month apart, contrast before the third and a month after the fourth: 34.5 and 28.05 of
    // 43.7. The map was calibrated to 0.819 and 0.628 at 0.7 times the needle length; the needles of the trial are unknown.
    for (sessions, trial) in [(2, 34.5 / 43.7), (4, 28.05 / 43.7)] {
        let mut study = study(1.0, 4, sessions, 30.0, 30.0);
        study.concern = Concern {
            pigment: Some(LesionalPigment { excess_drive: 0.5, masi: 6.4, pattern: PigmentPattern::Patch }),
            ..Concern::default()
        };
        let zone = run(&study);
        let found = last(&zone, Endpoint::Masi) / 6.4;
        println!(
            "{sessions} sessions: {found:.3} (trial {trial:.3}), mMASI {:.2}",
            last(&zone, Endpoint::ModifiedMasi)
        );
        assert!((found - trial).abs() < 0.09, "{sessions}: {found}");
    }
}

/// Fall of the count score at the end of a course [%].
fn fall(length: f64, passes: usize, sessions: u32, interval: f64, after: f64) -> (f64, ZoneCourse) {
    let zone = run(&study(length, passes, sessions, interval, after));
    let fall = 1.0 - last(&zone, Endpoint::GoodmanBaronCount) / first(&zone, Endpoint::GoodmanBaronCount);
    (100.0 * fall, zone)
}

#[test]
fn scars_fall_as_in_the_trials() {
    let trials = [
        ("dogra-2014", fall(1.5, 4, 5, 30.0, 30.0), 45.0),
        ("chalabi-2020", fall(2.0, 7, 4, 42.0, 14.0), 53.0),
        ("abel-co2-dermaroller", fall(1.5, 4, 6, 28.0, 28.0), 38.0),
    ];
    let (mut mean, mut seen) = (0.0, 0.0);
    for (name, (found, _), trial) in &trials {
        println!("{name}: count −{found:.1} % (trial −{trial} %)");
        mean += found / 3.0;
        seen += trial / 3.0;
    }
    // These three are among the better ones; the map is at the mean of 14 arms (validation/outcomes), 0.88 of what suits these.
    assert!((0.75..1.0).contains(&(mean / seen)), "mean −{mean:.1} %, trials −{seen:.1} %");
    // garg-chaudhary-2018, 3 × 28 days, half a year later: rolling −37 %, boxcar −47 %, ice-pick −6 % of the scars.
    let (_, zone) = fall(1.5, 4, 3, 28.0, 180.0);
    let left = |endpoint| last(&zone, endpoint) / first(&zone, endpoint);
    let depths = [Endpoint::ScarDepthRolling, Endpoint::ScarDepthBoxcar, Endpoint::ScarDepthIcePick].map(left);
    println!("depth left: rolling {:.2}, boxcar {:.2}, ice-pick {:.2}", depths[0], depths[1], depths[2]);
    assert!(depths[0] <= depths[1] && depths[2] > 0.85);
    assert!((0.25..0.45).contains(&depths[0]), "bands hold rolling scars: {}", depths[0]);
}

#[test]
fn longer_needles_do_more_until_the_dermis_ends() {
    // 6 × 14 days at about 400/cm². The first calibration gave 18, 43, 49, 55.6 and 56.3 % for needles that reach 0.7 of
    // their length and scars that fill wholly.
    let mut before = 0.0;
    for length in [0.5, 1.0, 1.5, 2.0, 2.5] {
        let (found, zone) = fall(length, 7, 6, 14.0, 28.0);
        println!("{length} mm, median depth {:.2}: count −{found:.1} %", zone.facts[0].median_depth);
        assert!(found >= before - 0.2, "{length} mm: {found} after {before}");
        before = found;
    }
    assert!((32.0..50.0).contains(&before), "{before}");
}

#[test]
fn older_skin_gains_more_in_relative_terms() {
    for (age, gain) in [(25.0, 0.40), (45.0, 0.43), (70.0, 0.47)] {
        let mut study = study(1.5, 4, 4, 30.0, 60.0);
        study.person = Person { photodamage: 0.1, ..Person::median(age, Sex::Female, Phototype::III) };
        let found = 0.01 * last(&run(&study), Endpoint::Collagen) - 1.0;
        println!("{age} years: {found:.3} ({gain})");
        assert!((found - gain).abs() < 0.02, "{age}: {found}");
    }
}

#[test]
fn needles_in_the_fat_cost_pain_and_bruises() {
    let dermal = study(1.0, 4, 2, 30.0, 60.0);
    let deep = study(2.5, 4, 2, 30.0, 60.0);
    let cost = |study: &Study| {
        let zone = run(study);
        let found = tolerability(study, 0, &zone);
        let bruise = found.risks.iter().find(|risk| risk.id == "bruise").unwrap().chance.central;
        (zone.facts[0].through_dermis, zone.facts[0].pain, bruise)
    };
    let (dermal, deep) = (cost(&dermal), cost(&deep));
    println!("1.0 mm: {dermal:?}; 2.5 mm: {deep:?} (share in the fat, pain, bruise)");
    assert!(dermal.0 < 0.1 && deep.0 > 0.9);
    assert!(deep.1 > dermal.1 + 1.0 && deep.2 > 0.2 && dermal.2 < 0.03);
}

#[test]
fn the_days_after_a_session() {
    let study = study(1.5, 4, 1, 1.0, 28.0);
    let found = tolerability(&study, 0, &run(&study));
    for moment in &found.after {
        println!("{moment:?}");
    }
    let at = |day: f64| found.after.iter().find(|moment| (moment.after - day).abs() < 1e-9).unwrap();
    assert_eq!(at(0.25).redness, Redness::Red);
    assert_eq!(at(4.0).redness, Redness::None);
    // Swelling up to 3 days (acne-org-incidence), everything within 7 to 10 (chu-2021-safety says 7).
    assert!(at(1.0).swollen && !at(4.0).swollen && !at(10.0).flaking);
    assert!((0.5..=1.0).contains(&found.make_up.unwrap()), "{:?}", found.make_up);
    assert!((1.0..=3.0).contains(&found.days_off), "{}", found.days_off);
}

#[test]
fn the_result_decays_and_single_sessions_hold_it() {
    let study = study(1.5, 4, 4, 30.0, 90.0);
    let settings = Settings { threads: NonZeroUsize::MIN, ..Settings::default() };
    let found = worth(&study, HELD_SHARE, &settings).unwrap().remove(0).unwrap();
    println!("{found:?}");
    // Without a concern's own list the first endpoint is collagen.
    assert_eq!(found.endpoint, Endpoint::Collagen);
    assert!(found.best > 20.0 && found.judge_after >= 90.0);
    assert!((0.3..1.0).contains(&found.left_after_year));
    let (until, interval) = (found.held_until.unwrap(), found.interval.unwrap());
    assert!(until > found.best_after && interval >= 30.0);
}
