//! The reference trajectories that the network must reproduce, for tests.

use serde_json::Value;

use super::{Host, Parameters, SPECIES_COUNT};
use crate::injury::{Injury, InjuryKind, ZoneInjury};
use crate::skin::{Person, Phototype, Sex, Site};

/// The reference file: parameters, rates of three states, and three scenarios solved at a tight tolerance.
pub fn reference() -> Value {
    serde_json::from_str(include_str!("../../tests/data/healing-reference.json")).unwrap()
}

/// A list of numbers in the reference file.
pub fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

/// The state vector `value`, raw.
pub fn state(value: &Value) -> [f64; SPECIES_COUNT] {
    numbers(value).try_into().unwrap()
}

/// The parameters of the reference, which was made before it was known how fast epidermis closes over heated tissue.
pub fn reference_parameters() -> Parameters<f64> {
    let half = reference()["params"]["KX"].as_f64().unwrap();
    Parameters { cover_coagulum_inhibition: half, ..Parameters::standard() }
}

/// The person of the reference: a woman with half photodamage and the vigour of the calibration.
pub fn reference_host(age: f64) -> Host<f64> {
    let person = Person { photodamage: 0.5, ..Person::median(age, Sex::Female, Phototype::III) };
    let site = Site { epidermal_turnover: 1.0 / 36.0, ..Site::reference_face() };
    Host::new(&Parameters::standard(), &person, &site, 0.0).unwrap().with_standard_vigour()
}

/// The needling event of a reference scenario.
pub fn reference_injury(event: &Value) -> (Injury, ZoneInjury) {
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
