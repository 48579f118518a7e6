//! Whole courses on the reference face: what a study comes to.

mod roller;

use core::num::NonZeroUsize;
use needlework::concern::{Concern, ScarPopulation};
use needlework::course::{Event, EventKind, Numerics, Protocol, Space, Study, Topicals, Zone, ZoneCourse, simulate};
use needlework::integrator::Settings;
use needlework::outcome::Endpoint;
use needlework::outcome::tolerability::Circumstances;
use needlework::skin::{Person, Phototype, Sex, Site};
use roller::needling;

fn study(sessions: u32, interval: f64, horizon: f64, draws: u32) -> Study {
    let event = |day| Event { day, zones: vec![], kind: needling(1.5, 4) };
    Study {
        title: "acne scars".into(),
        seed: 7,
        person: Person::median(30.0, Sex::Female, Phototype::III),
        circumstances: Circumstances::default(),
        concern: Concern { scars: Some(ScarPopulation::default()), ..Concern::default() },
        zones: vec![Zone { name: "cheek".into(), site: Site::reference_face(), area: 100.0 }],
        protocol: Protocol {
            events: (0..sessions).map(|number| event(f64::from(number) * interval)).collect(),
            horizon,
            snapshots: vec![],
        },
        regimens: Vec::new(),
        numerics: Numerics { relative_tolerance: 1e-5, draws },
        space: Space::default(),
    }
}

fn run(study: &Study, threads: usize) -> ZoneCourse {
    let settings = Settings { threads: NonZeroUsize::new(threads).unwrap(), ..Settings::default() };
    simulate(study, &settings, &|_, _| {}).unwrap().zones.remove(0)
}

fn at(zone: &ZoneCourse, endpoint: Endpoint, day: f64) -> f64 {
    let (_, values) = zone.endpoints.iter().find(|(one, _)| *one == endpoint).unwrap();
    let index = zone.history.times.iter().rposition(|time| *time <= day + 1e-9).unwrap();
    values[index]
}

#[test]
fn five_monthly_sessions_come_near_the_trial_they_imitate() {
    // lotfi-2013: five sessions every 30 days, 1.5 mm roller; eight weeks after the last, papillary collagen +53 %,
    // epidermis +50 %.
    let zone = run(&study(5, 30.0, 365.0, 0), 1);
    let day = 120.0 + 56.0;
    let collagen = at(&zone, Endpoint::Collagen, day) - 100.0;
    let epidermis = at(&zone, Endpoint::EpidermalThickness, day) / at(&zone, Endpoint::EpidermalThickness, 0.0);
    println!("papillary collagen {collagen:+.1} % (trial +53.2), epidermis ×{epidermis:.2} (trial ×1.50)");
    println!(
        "Goodman–Baron {:.1} → {:.1}",
        at(&zone, Endpoint::GoodmanBaronCount, 0.0),
        at(&zone, Endpoint::GoodmanBaronCount, day)
    );
    for facts in &zone.facts {
        println!("{facts:?}");
    }
    assert!((35.0..70.0).contains(&collagen), "{collagen}");
    assert!((1.3..1.7).contains(&epidermis), "{epidermis}");
    let fall = 1.0 - at(&zone, Endpoint::GoodmanBaronCount, day) / at(&zone, Endpoint::GoodmanBaronCount, 0.0);
    assert!((0.3..0.65).contains(&fall), "{fall}");
    let (rolling, ice_pick) = (Endpoint::ScarDepthRolling, Endpoint::ScarDepthIcePick);
    assert!(at(&zone, rolling, day) < 0.5 * at(&zone, rolling, 0.0));
    assert!(at(&zone, ice_pick, day) > 0.85 * at(&zone, ice_pick, 0.0));
}

#[test]
fn without_events_the_skin_is_its_untreated_twin_for_five_years() {
    let mut quiet = study(0, 1.0, 5.0 * 365.25, 0);
    quiet.person.age = 60.0;
    let zone = run(&quiet, 1);
    for depths in &zone.history.depths {
        for tissue in depths {
            for (treated, untreated) in tissue.treated.iter().zip(&tissue.untreated) {
                assert!((treated - untreated).abs() <= 1e-8 * untreated.abs(), "{treated} {untreated}");
            }
        }
    }
}

#[test]
fn the_same_study_gives_the_same_bits_on_one_and_two_threads() {
    let one = run(&study(2, 30.0, 120.0, 5), 1);
    let two = run(&study(2, 30.0, 120.0, 5), 2);
    assert_eq!(one.endpoints, two.endpoints);
    assert_eq!(one.bands, two.bands);
}

#[test]
fn bands_hold_the_central_course_and_have_width() {
    let zone = run(&study(3, 30.0, 180.0, 40), 2);
    let (_, values) = zone.endpoints.iter().find(|(one, _)| *one == Endpoint::Collagen).unwrap();
    let (_, bands) = zone.bands.iter().find(|(one, _)| *one == Endpoint::Collagen).unwrap();
    let (value, band) = (values.last().unwrap(), bands.last().unwrap());
    println!("collagen {value:.1}, band {band:?}");
    assert!(band.p05 < *value && *value < band.p95);
    assert!(band.p95 - band.p05 > 5.0);
}

#[test]
fn a_retinoid_between_sessions_adds_collagen() {
    let plain = run(&study(3, 30.0, 200.0, 0), 1);
    let mut with = study(3, 30.0, 200.0, 0);
    let topicals = Topicals { retinoid: 1.0, ..Topicals::default() };
    with.protocol.events.insert(0, Event { day: 0.0, zones: vec![], kind: EventKind::Topicals(topicals) });
    let with = run(&with, 1);
    assert!(at(&with, Endpoint::Collagen, 200.0) > at(&plain, Endpoint::Collagen, 200.0) + 1.0);
}

#[test]
fn the_numbers_that_drive_a_result_are_found_among_the_draws() {
    let study = study(2, 30.0, 120.0, 60);
    let course = simulate(&study, &Settings::default(), &|_, _| ()).unwrap();
    let fill = course.sensitivities.first().expect("sixty draws are enough");
    assert_eq!(fill.drivers.len(), 8);
    assert!(fill.drivers.windows(2).all(|pair| pair[0].correlation.abs() >= pair[1].correlation.abs()));
    // Two hundred numbers and sixty draws: something stands out from chance.
    assert!(fill.drivers[0].correlation.abs() > fill.chance, "{fill:?}");
    // With too few draws there is nothing to say.
    let few = Study { numerics: Numerics { draws: 5, ..study.numerics }, ..study };
    assert!(simulate(&few, &Settings::default(), &|_, _| ()).unwrap().sensitivities.is_empty());
}
