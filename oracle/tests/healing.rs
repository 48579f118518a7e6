//! The healing network solved by an independent solver, against the reference trajectories.

use needlework::healing::{
    Baseline, HealingState, Host, Parameters, Rest, SPECIES, SPECIES_COUNT, levels_from_raw, raw_values,
};
use needlework::injury::{Injury, InjuryKind, ZoneInjury};
use needlework::skin::{Person, Phototype, Sex, Site};
use needlework_oracle::heal;
use serde_json::Value;

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

fn state(value: &Value) -> [f64; SPECIES_COUNT] {
    numbers(value).try_into().unwrap()
}

fn host(age: f64) -> Host<f64> {
    let person = Person { photodamage: 0.5, ..Person::median(age, Sex::Female, Phototype::III) };
    let site = Site { epidermal_turnover: 1.0 / 36.0, ..Site::reference_face() };
    Host::new(&Parameters::standard(), &person, &site, 0.0).unwrap().with_standard_vigour()
}

fn injury(event: &Value) -> (Injury, ZoneInjury) {
    let number = |name: &str| event[name].as_f64().unwrap();
    let zone = ZoneInjury { depth: 0.2, destroyed: number("phi"), ablated: 0.0, coagulated: 0.0 };
    let injury = Injury {
        kind: InjuryKind::Needling,
        zones: vec![zone],
        bleed: number("bleed"),
        open_barrier: number("open_b"),
        open_epidermis: number("open_v"),
        lesion_width: number("w"),
        epidermis_removed: 0.0,
        platelet_bolus: 0.0,
        density: 2.4,
    };
    (injury, zone)
}

/// Every scenario from untreated skin through all its sessions, at the tolerance of the oracle.
#[test]
fn scenarios_agree_with_the_reference() {
    let text = include_str!("../../crates/needlework/tests/data/healing-reference.json");
    let reference: Value = serde_json::from_str(text).unwrap();
    let parameters = Parameters::standard();
    let mut worst = (0.0, "", 0.0);
    for scenario in reference["scenarios"].as_array().unwrap() {
        let host = host(scenario["age"].as_f64().unwrap());
        let (injury, zone) = injury(&scenario["event"]);
        let mut state_now = host.untreated(&parameters);
        for segment in scenario["segments"].as_array().unwrap() {
            let start = segment["event_time"].as_f64().unwrap();
            state_now.injure(&parameters, &injury, &zone);
            let times = numbers(&segment["t"]);
            let HealingState { levels, lesion_width } = state_now;
            let found = heal(&parameters, &host, lesion_width, &levels, (start, &times), 1e-9).unwrap();
            for ((time, levels), expected) in times.iter().zip(&found).zip(segment["y"].as_array().unwrap()) {
                let scales = Baseline::at(&parameters, &host, *time).scales(&parameters, &host);
                let expected = levels_from_raw(&state(expected), &scales);
                for (i, info) in SPECIES.iter().enumerate() {
                    // Absent species have no baseline; their smallest meaningful level is 1e-3 of a needling injury.
                    let least = if info.rest == Rest::Absent { 1e-4 } else { 1e-3 };
                    let error = (levels[i] - expected[i]).abs() / expected[i].abs().max(least);
                    if error > worst.0 {
                        worst = (error, info.name, *time);
                    }
                    assert!(error < 1e-5, "{} at day {time}: {} against {}", info.name, levels[i], expected[i]);
                }
            }
            state_now.levels = *found.last().unwrap();
        }
    }
    println!("largest error {:.1e} in {} at day {}", worst.0, worst.1, worst.2);
}

/// Ten years without treatment: the solution is the ageing baseline itself.
#[test]
fn untreated_skin_follows_its_ageing_baseline() {
    let parameters = Parameters::standard();
    let host = host(45.0);
    let start = host.untreated(&parameters);
    let end = heal(&parameters, &host, 0.125, &start.levels, (0.0, &[3652.5]), 1e-9).unwrap()[0];
    let now = Baseline::at(&parameters, &host, 3652.5).scales(&parameters, &host);
    let later = Host { age: 55.0, ..host };
    let expected = Baseline::at(&parameters, &later, 0.0).scales(&parameters, &later);
    for ((raw, expected), info) in raw_values(&end, &now).iter().zip(raw_values(&start.levels, &expected)).zip(&SPECIES)
    {
        assert!((raw - expected).abs() <= 1e-12 * expected.abs().max(1e-6), "{}: {raw} against {expected}", info.name);
    }
}
