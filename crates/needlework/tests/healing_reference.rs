//! The healing network on the ensemble integrator: against the reference trajectories, and at rest.

use needlework::healing::{
    Baseline, HealingNetwork, HealingState, Host, Inputs, PARAMETER_COUNT, Parameters, Rest, SPECIES, SPECIES_COUNT,
    Setting, coefficients, derivative, levels_from_raw, rest_levels,
};
use needlework::injury::{Injury, InjuryKind, ZoneInjury};
use needlework::integrator::{Ensemble, Resume, Settings, Start, System, Vector, integrate};
use needlework::random::Key;
use needlework::skin::{Person, Phototype, Sex, Site};
use rand::RngExt;
use rand_distr::StandardNormal;
use serde_json::Value;

type Levels = [f64; SPECIES_COUNT];

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

fn reference_host(age: f64) -> Host<f64> {
    let person = Person { photodamage: 0.5, ..Person::median(age, Sex::Female, Phototype::III) };
    let site = Site { epidermal_turnover: 1.0 / 36.0, ..Site::reference_face() };
    Host::new(&Parameters::standard(), &person, &site, 0.0).unwrap().with_standard_vigour()
}

/// One scenario of the reference file.
struct Scenario {
    host: Host<f64>,
    injury: Injury,
    zone: ZoneInjury,
    /// Times of the sessions but the first.
    sessions: Vec<f64>,
    /// Times of the sessions but the first, and the end; more may be put between.
    stops: Vec<f64>,
    /// Times and raw states, the row after each session left out.
    expected: Vec<(f64, Levels)>,
    times: Vec<f64>,
}

fn scenarios() -> Vec<Scenario> {
    let reference: Value = serde_json::from_str(include_str!("data/healing-reference.json")).unwrap();
    let read = |scenario: &Value| {
        let number = |name: &str| scenario["event"][name].as_f64().unwrap();
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
        let mut expected = Vec::new();
        let mut stops = Vec::new();
        for segment in scenario["segments"].as_array().unwrap() {
            let times = numbers(&segment["t"]);
            let rows = segment["y"].as_array().unwrap();
            expected.extend(times.iter().zip(rows).skip(1).map(|(t, row)| (*t, numbers(row).try_into().unwrap())));
            stops.extend(times.last());
        }
        let times = expected.iter().map(|(time, _)| *time).collect();
        let host = reference_host(scenario["age"].as_f64().unwrap());
        let sessions = stops[..stops.len() - 1].to_vec();
        Scenario { host, injury, zone, sessions, stops, expected, times }
    };
    reference["scenarios"].as_array().unwrap().iter().map(read).collect()
}

struct Scenarios {
    scenarios: Vec<Scenario>,
    parameters: Parameters<f64>,
}

impl Scenarios {
    /// Applies the scenario's session.
    fn strike(&self, scenario: &Scenario, levels: &Levels, width: f64) -> HealingState {
        let mut state = HealingState { levels: *levels, lesion_width: width };
        state.injure(&self.parameters, &scenario.injury, &scenario.zone);
        state
    }

    fn pack(&self, scenario: &Scenario, lesion_width: f64) -> <HealingNetwork as System>::Parameters<f64> {
        let inputs = Inputs::none();
        let setting = Setting { parameters: &self.parameters, host: &scenario.host, inputs: &inputs, lesion_width };
        HealingNetwork::pack(&setting)
    }
}

impl Ensemble for Scenarios {
    type System = HealingNetwork;
    type Record = Vec<Levels>;

    fn runs(&self) -> usize {
        self.scenarios.len()
    }
    fn start(&self, run: usize, start: &mut Start<HealingNetwork>) -> Vec<Levels> {
        let scenario = &self.scenarios[run];
        let untreated = scenario.host.untreated(&self.parameters);
        let state = self.strike(scenario, &untreated.levels, untreated.lesion_width);
        start.state = state.levels;
        start.parameters = self.pack(scenario, state.lesion_width);
        Vec::new()
    }
    fn stops(&self, run: usize) -> &[f64] {
        &self.scenarios[run].stops
    }
    fn outputs(&self, run: usize) -> &[f64] {
        &self.scenarios[run].times
    }
    fn stop(
        &self,
        run: usize,
        index: usize,
        levels: &mut Levels,
        parameters: &mut <HealingNetwork as System>::Parameters<f64>,
        _: &mut Vec<Levels>,
    ) -> Resume {
        let scenario = &self.scenarios[run];
        if !scenario.sessions.contains(&scenario.stops[index]) {
            return Resume::Steadily;
        }
        let width = parameters[parameters.len() - 1];
        let state = self.strike(scenario, levels, width);
        *levels = state.levels;
        *parameters = self.pack(scenario, state.lesion_width);
        Resume::Afresh
    }
    fn output(&self, _: usize, _: usize, levels: &Levels, record: &mut Vec<Levels>) {
        record.push(*levels);
    }
}

/// Levels of every scenario at its times, with steps no longer than `longest` days.
fn solve(relative: f64, drift: f64, longest: f64) -> (Scenarios, Vec<Vec<Levels>>) {
    let mut scenarios = scenarios();
    for scenario in &mut scenarios {
        scenario.host.drift = drift;
        let end = scenario.stops[scenario.stops.len() - 1];
        let between = (1..).map(|k| f64::from(k) * longest).take_while(|stop| *stop < end);
        scenario.stops.extend(between);
        scenario.stops.sort_by(f64::total_cmp);
        scenario.stops.dedup();
    }
    let ensemble = Scenarios { scenarios, parameters: Parameters::standard() };
    let outcome = integrate(&ensemble, &Settings { relative, absolute: 1e-3 * relative, ..Settings::default() });
    println!("tolerance {relative:.0e}, drift {drift}: {} steps", outcome.statistics.accepted);
    let found = outcome.runs.into_iter().map(|run| run.unwrap()).collect();
    (ensemble, found)
}

/// Largest deviation of levels, relative to the level or to the least that means something.
fn deviation<'a>(pairs: impl Iterator<Item = (&'a Levels, Levels)>) -> f64 {
    let mut worst: f64 = 0.0;
    for (found, expected) in pairs {
        for (i, info) in SPECIES.iter().enumerate() {
            // Absent species have no baseline; their smallest meaningful level is 1e-3 of a needling injury.
            let least = if info.rest == Rest::Absent { 1e-4 } else { 1e-3 };
            worst = worst.max((found[i] - expected[i]).abs() / expected[i].abs().max(least));
        }
    }
    worst
}

fn deviation_from_reference(relative: f64, longest: f64) -> f64 {
    let (Scenarios { scenarios, parameters }, found) = solve(relative, 1.0, longest);
    let expected = scenarios.iter().flat_map(|scenario| {
        scenario.expected.iter().map(|(time, raw)| {
            let scales = Baseline::at(&parameters, &scenario.host, *time).scales(&parameters, &scenario.host);
            levels_from_raw(raw, &scales)
        })
    });
    let worst = deviation(found.iter().flatten().zip(expected));
    println!("tolerance {relative:.0e}: largest deviation {worst:.1e}");
    worst
}

#[test]
fn scenarios_agree_with_the_reference() {
    // Freezing age over steps of months, not the tolerance, sets this deviation; see the next test.
    assert!(deviation_from_reference(1e-5, f64::INFINITY) < 5e-4);
    assert!(deviation_from_reference(1e-6, f64::INFINITY) < 1e-4);
    assert!(deviation_from_reference(1e-6, 14.0) < 5e-5);
}

#[test]
fn without_ageing_the_tolerance_is_kept() {
    let (_, exact) = solve(1e-11, 0.0, f64::INFINITY);
    for relative in [1e-5, 1e-6, 1e-7] {
        let (_, found) = solve(relative, 0.0, f64::INFINITY);
        let worst = deviation(found.iter().flatten().zip(exact.iter().flatten().copied()));
        println!("tolerance {relative:.0e}: largest deviation {worst:.1e}");
        assert!(worst < 5.0 * relative, "{worst:e} at {relative:e}");
    }
}

/// A drawn person with drawn parameters.
fn anyone(patient: u64) -> (Parameters<f64>, Host<f64>) {
    let mut stream = Key { patient, ..Key::new(3) }.stream("test/healing", 0);
    let parameters = Parameters::standard().drawn(|_| stream.sample(StandardNormal));
    let person = Person {
        photodamage: stream.random(),
        smoking: stream.random(),
        healing_speed: stream.sample(StandardNormal),
        synthesis_response: stream.sample(StandardNormal),
        ..Person::median(18.0 + 70.0 * stream.random::<f64>(), Sex::Male, Phototype::V)
    };
    let host = Host::new(&parameters, &person, &Site::reference_face(), stream.random()).unwrap();
    (parameters, host)
}

/// The generated code does the arithmetic in another order than the rates that it was generated from.
#[test]
fn the_generated_system_has_the_rates_of_the_network() {
    for patient in 0..50 {
        let (parameters, host) = anyone(patient);
        let mut stream = Key { patient, ..Key::new(4) }.stream("test/levels", 0);
        let inputs = Inputs::from_array(core::array::from_fn(|_| stream.random()));
        let setting = Setting { parameters: &parameters, host: &host, inputs: &inputs, lesion_width: 0.3 };
        let levels: Levels = core::array::from_fn(|_| 10_f64.powf(2.0 * stream.random::<f64>() - 1.0));
        let mut generated = <<HealingNetwork as System>::Coefficients<f64> as Vector<f64>>::filled(0.0);
        let mut constants = <<HealingNetwork as System>::Constants<f64> as Vector<f64>>::filled(0.0);
        HealingNetwork::prepare(&HealingNetwork::pack(&setting), &mut constants, &mut generated);
        HealingNetwork::coefficients(100.0, &constants, &mut generated);
        let mut slope = [0.0; SPECIES_COUNT];
        HealingNetwork::derivative(&levels, &generated, &mut slope);
        let prepared = coefficients(&setting, 100.0);
        let expected = derivative(&levels, &prepared);
        let rates = needlework::healing::rates(&levels, &prepared);
        for (i, info) in SPECIES.iter().enumerate() {
            let scale = rates[i].production.abs() + (rates[i].loss * levels[i]).abs();
            assert!(
                (slope[i] - expected[i]).abs() < 1e-13 * scale,
                "{}: {} against {}",
                info.name,
                slope[i],
                expected[i]
            );
        }
    }
}

/// Untreated people: nothing happens, for years.
struct Untreated(Vec<(Parameters<f64>, Host<f64>)>);

const TEN_YEARS: [f64; 1] = [3652.5];

impl Ensemble for Untreated {
    type System = HealingNetwork;
    type Record = Levels;

    fn runs(&self) -> usize {
        self.0.len()
    }
    fn start(&self, run: usize, start: &mut Start<HealingNetwork>) -> Levels {
        let (parameters, host) = &self.0[run];
        let inputs = Inputs::none();
        start.state = rest_levels(host);
        start.parameters = HealingNetwork::pack(&Setting { parameters, host, inputs: &inputs, lesion_width: 0.125 });
        start.state
    }
    fn stops(&self, _: usize) -> &[f64] {
        &TEN_YEARS
    }
    fn outputs(&self, _: usize) -> &[f64] {
        &[]
    }
    fn stop(
        &self,
        _: usize,
        _: usize,
        levels: &mut Levels,
        _: &mut <HealingNetwork as System>::Parameters<f64>,
        record: &mut Levels,
    ) -> Resume {
        *record = *levels;
        Resume::Afresh
    }
    fn output(&self, _: usize, _: usize, _: &Levels, _: &mut Levels) {}
}

#[test]
fn untreated_skin_follows_its_ageing_baseline_in_any_draw() {
    let people = Untreated((0..64).map(anyone).collect());
    assert_eq!(people.0[0].0.into_array().len(), PARAMETER_COUNT);
    let outcome = integrate(&people, &Settings::default());
    for (found, (_, host)) in outcome.runs.iter().zip(&people.0) {
        let rest = rest_levels(host);
        for ((level, rest), info) in found.as_ref().unwrap().iter().zip(rest).zip(&SPECIES) {
            assert!((level - rest).abs() < 1e-12, "{}: {level}", info.name);
        }
    }
    println!("{:?}", outcome.statistics);
}
