//! Products with a dose in a course: what is delivered, and that it drives healing.

mod roller;

use core::num::NonZeroUsize;
use needlework::concern::Concern;
use needlework::course::{
    Draw, Event, Numerics, Protocol, Regimen, Session, Study, Timing, Zone, channels, deliver, mean_channels, places,
    simulate, strike_sessions,
};
use needlework::healing::{Host, Species};
use needlework::integrator::Settings;
use needlework::skin::{Person, Phototype, Sex, Site};
use needlework::transport::absorb::{Product, Request, Use, recorded};
use needlework::transport::active::{Active, Drives, Effect, Figure, Target};
use needlework::transport::column::Needling as Channels;
use needlework::transport::march::Controls;
use needlework::transport::parameters::TransportParameters;
use roller::needling;

fn figure(value: f64) -> Figure {
    Figure { value, range: None, source: Some("test".into()), assumed: None, note: None }
}

/// A polar molecule that drives an input.
fn active(drives: Drives, target: Target) -> Active {
    Active {
        effect: Some(Effect {
            drives,
            target,
            half_effect_ng_mm3: Some(figure(10.0)),
            active_share: Some(figure(0.1)),
        }),
        ..Active::example()
    }
}

fn regimen(timing: Timing, time_on_skin: f64, active: Active) -> Regimen {
    let product = Product { strength: 3.0, ph: 6.0, amount: 2.0, covered: false };
    Regimen { active, product, timing, time_on_skin, platelets: 4.0, zones: vec![] }
}

fn daily(until: f64) -> Timing {
    Timing::Home { from: 0.0, until, interval: 1.0, pause: 1.0 }
}

fn study(days: &[f64], horizon: f64, regimens: Vec<Regimen>) -> Study {
    let needling = needling(1.0, 4);
    Study {
        title: "delivery".into(),
        seed: 3,
        person: Person::median(35.0, Sex::Female, Phototype::III),
        circumstances: needlework::outcome::tolerability::Circumstances::default(),
        concern: Concern::default(),
        zones: vec![Zone { name: "cheek".into(), site: Site::reference_face(), area: 50.0 }],
        protocol: Protocol {
            events: days.iter().map(|&day| Event { day, zones: vec![], kind: needling.clone() }).collect(),
            horizon,
            snapshots: vec![],
        },
        regimens,
        numerics: Numerics { relative_tolerance: 1e-5, draws: 0 },
        space: needlework::course::Space::default(),
    }
}

fn struck(study: &Study) -> (Draw, Vec<Session>, Host<f64>) {
    let draw = Draw::central(study).unwrap();
    let skin = &draw.skins[0];
    let sessions = strike_sessions(study, 0, skin, &draw.puncturing, draw.patch, draw.key).unwrap();
    let host = Host::new(&draw.healing, &skin.person, &skin.site, 0.0).unwrap();
    (draw, sessions, host)
}

/// Uses that are computed once and repeated give nearly what one march through all of them gives.
#[test]
fn repeated_uses_add_up_to_the_march_through_all_of_them() {
    let study = study(&[3.0], 16.0, vec![regimen(daily(12.0), 1.0, active(Drives::TranexamicAcid, Target::Epidermis))]);
    let (draw, sessions, host) = struck(&study);
    let skin = &draw.skins[0];
    let p = TransportParameters::default();
    let delivered = deliver(&study, 0, skin, &host, &draw.healing, &sessions, &p).unwrap();

    let regimen = &study.regimens[0];
    let needling = mean_channels(&[channels(&sessions[0], 1.0, host.closure).unwrap()]).unwrap();
    let mut request = Request::new(&regimen.active, skin.layers);
    request.product = regimen.product;
    let days = regimen.days(&sessions, 16.0);
    assert_eq!(days, [0.0, 1.0, 2.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0]);
    request.uses = days.iter().map(|&from| Use { from, until: from + 1.0 }).collect();
    request.needling = Some(Channels { at: 3.0, ..needling });
    request.duration = 16.0;
    let fine: Vec<f64> = (1..=16 * 1600).map(|i| f64::from(i) / 1600.0).collect();
    let record = recorded(&request, &p, &fine, &places(&skin.layers), Controls::default()).unwrap();

    let edges: Vec<f64> = delivered.times.iter().copied().chain([16.0]).collect();
    let (mut compared, mut sums) = (0, [[0.0; 2]; 3]);
    for (stretch, own) in delivered.concentrations[0].iter().enumerate() {
        let [from, until] = [edges[stretch], edges[stretch + 1]];
        if until - from < 0.9 {
            continue;
        }
        let inside: Vec<usize> = (0..fine.len()).filter(|&i| fine[i] > from && fine[i] <= until).collect();
        for (place, mean) in own.iter().enumerate().take(3) {
            let direct = inside.iter().map(|&i| record.means[i][place]).sum::<f64>() / inside.len() as f64;
            println!("day {from:5.2} to {until:5.2}, place {place}: {mean:.4} against {direct:.4}");
            // After the last use nothing sets free what is left any more, which the responses do not know.
            let off = mean / direct;
            let good = if from < 12.0 { (off - 1.0).abs() < 0.1 } else { (0.4..2.5).contains(&off) };
            assert!(good, "day {from} to {until}, place {place}: {mean} {direct}");
            sums[place][0] += mean * (until - from);
            sums[place][1] += direct * (until - from);
            compared += 1;
        }
    }
    assert!(compared >= 15, "{compared}");
    for (place, [own, direct]) in sums.into_iter().enumerate() {
        println!("place {place}, all stretches: {:+.1} %", 100.0 * (own / direct - 1.0));
        assert!((own / direct - 1.0).abs() < 0.08, "{place}: {own} {direct}");
    }
}

#[test]
fn dose_drives_the_input_and_no_dose_none() {
    let with = |strength: f64| {
        let mut regimen = regimen(daily(20.0), 1.0, active(Drives::VitaminC, Target::UpperDermis));
        regimen.product.strength = strength;
        let study = study(&[2.0], 20.0, vec![regimen]);
        let (draw, sessions, host) = struck(&study);
        let p = TransportParameters::default();
        deliver(&study, 0, &draw.skins[0], &host, &draw.healing, &sessions, &p).unwrap()
    };
    let sum = |strength: f64| with(strength).inputs.iter().map(|zones| zones[0].vitamin_c).sum::<f64>();
    let (none, weak, strong) = (sum(0.0), sum(1.0), sum(10.0));
    assert_eq!(none, 0.0);
    assert!(weak > 0.0 && strong > 1.5 * weak, "{weak} {strong}");
    // Deeper zones see less, and no other input moves.
    for zones in &with(10.0).inputs {
        assert!(zones[0].vitamin_c >= zones[1].vitamin_c && zones[1].vitamin_c >= zones[2].vitamin_c);
        assert_eq!(zones[0].retinoid + zones[0].tranexamic_acid + zones[0].growth_factor, 0.0);
    }
}

/// Needled in beats laid on afterwards, which beats the same product washed off before the session.
#[test]
fn the_time_of_use_decides_what_is_delivered() {
    let delivered = |shift: f64, stay: f64| {
        let regimen = regimen(Timing::Session { shift }, stay, active(Drives::VitaminC, Target::UpperDermis));
        let study = study(&[1.0], 10.0, vec![regimen]);
        let (draw, sessions, host) = struck(&study);
        let p = TransportParameters::default();
        let d = deliver(&study, 0, &draw.skins[0], &host, &draw.healing, &sessions, &p).unwrap();
        d.times.windows(2).zip(&d.concentrations[0]).map(|(t, c)| (t[1] - t[0]) * c[1]).sum::<f64>()
    };
    let before = delivered(-1.0 / 48.0, 1.0 / 48.0);
    let during = delivered(0.0, 1.0 / 24.0);
    let late = delivered(0.5, 1.0 / 24.0);
    assert!(during > 1.2 * late && late > 1.2 * before, "{before} {during} {late}");
}

#[test]
fn platelet_plasma_arrives_as_a_bolus_of_the_session() {
    let plasma = regimen(Timing::Session { shift: 0.0 }, 0.3, active(Drives::PlateletPlasma, Target::UpperDermis));
    let study = study(&[0.0, 30.0], 40.0, vec![plasma]);
    let settings = Settings { threads: NonZeroUsize::MIN, ..Settings::default() };
    let zone = simulate(&study, &settings, &|_, _| {}).unwrap().zones.remove(0);
    for session in &zone.sessions {
        let bolus = session.injury.platelet_bolus;
        assert!(bolus > 0.0 && bolus < 4.0, "{bolus}");
    }
}

/// Half a year of daily care with four sessions: the input reaches healing.
#[test]
fn half_a_year_of_daily_care_reaches_healing() {
    let care = || regimen(daily(180.0), 1.0, active(Drives::VitaminC, Target::UpperDermis));
    let settings = Settings { threads: NonZeroUsize::MIN, ..Settings::default() };
    let run = |regimens| {
        let mut study = study(&[0.0, 30.0, 60.0, 90.0], 180.0, regimens);
        study.numerics.draws = 4;
        simulate(&study, &settings, &|_, _| {}).unwrap().zones.remove(0)
    };
    let (with, without) = (run(vec![care()]), run(vec![]));
    let collagen =
        |zone: &needlework::course::ZoneCourse| zone.history.depths.last().unwrap()[0].now(Species::MatureCollagen1);
    assert!(collagen(&with) > collagen(&without), "{} {}", collagen(&with), collagen(&without));
    assert!(with.delivered.times.windows(2).all(|pair| pair[1] > pair[0]));
}

/// A product for one zone is as if the other zone's study had none.
#[test]
fn a_product_for_one_zone_leaves_the_others_alone() {
    let daily = regimen(daily(20.0), 1.0, active(Drives::VitaminC, Target::UpperDermis));
    let with = |zones: Option<Vec<usize>>| {
        let regimens = zones.map(|zones| Regimen { zones, ..daily.clone() });
        let mut study = study(&[2.0], 20.0, regimens.into_iter().collect());
        study.zones.push(Zone { name: "neck".into(), ..study.zones[0].clone() });
        simulate(&study, &Settings::default(), &|_, _| ()).map(|course| course.zones)
    };
    let (none, all, one) = (with(None).unwrap(), with(Some(vec![])).unwrap(), with(Some(vec![1])).unwrap());
    let sum = |zones: &[needlework::course::ZoneCourse], zone: usize| {
        zones[zone].delivered.concentrations.iter().flatten().map(|c| c[1]).sum::<f64>()
    };
    assert_eq!(sum(&one, 0), 0.0);
    assert!(sum(&one, 1) > 0.0 && sum(&all, 0) > 0.0);
    assert_eq!(one[0].endpoints, none[0].endpoints);
    assert_eq!(one[1].endpoints, all[1].endpoints);
    assert_ne!(one[1].endpoints, none[1].endpoints);
    assert!(with(Some(vec![2])).is_err());
}
