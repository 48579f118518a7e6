use core::cell::Cell;
use core::ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub, SubAssign};

use proptest::prelude::*;

use super::*;
use crate::healing::reference::{numbers, reference, reference_host, reference_parameters, state};
use crate::healing::{
    Baseline, Host, Inputs, PARAMETER_COUNT, Parameters, SPECIES, Setting, Species, coefficients, levels_from_raw,
    raw_values, rest_levels,
};
use crate::number::{Dual, Symbol, evaluate};
use crate::skin::{Person, Phototype, Sex, Site};

fn prepared(parameters: &Parameters<f64>, host: &Host<f64>, time: f64, width: f64) -> [f64; COEFFICIENT_COUNT] {
    let setting = Setting { parameters, host, inputs: &Inputs::none(), lesion_width: width };
    coefficients(&setting, time)
}

/// Ageing that the loss of a relative level contains (see the module documentation); fibroblasts keep it in production.
fn trend(species: Species, baseline: &Baseline<f64>) -> f64 {
    match species {
        Species::Myofibroblasts => baseline.fibroblast_trend,
        Species::Collagen3 | Species::ImmatureCollagen1 | Species::MatureCollagen1 => baseline.collagen_trend,
        Species::MatrixMetalloproteinase => baseline.mmp_trend,
        Species::Tropoelastin | Species::ElasticFibres => baseline.elastin_trend,
        Species::ElastoticMaterial => baseline.elastotic_trend,
        Species::Hyaluronan => baseline.hyaluronan_trend,
        Species::Vessels => baseline.vessel_trend,
        Species::ViableEpidermis => baseline.epidermis_trend,
        _ => 0.0,
    }
}

#[test]
fn production_and_loss_agree_with_the_reference() {
    let reference = reference();
    let parameters = reference_parameters();
    for check in reference["rhs_check"].as_array().unwrap() {
        let host = reference_host(check["age"].as_f64().unwrap());
        let baseline = Baseline::at(&parameters, &host, 0.0);
        let scales = baseline.scales(&parameters, &host);
        let raw = state(&check["y"]);
        let levels = levels_from_raw(&raw, &scales);
        let rates = rates(&levels, &prepared(&parameters, &host, 0.0, check["wl"].as_f64().unwrap()));
        let (productions, losses) = (numbers(&check["P"]), numbers(&check["L"]));
        for (i, info) in SPECIES.iter().enumerate() {
            let mut production = rates[i].production * scales[i];
            let loss = rates[i].loss - trend(info.species, &baseline);
            if info.species == Species::Fibroblasts {
                production += baseline.fibroblast_trend * raw[i];
            }
            let label = (&check["label"], info.name);
            // Remnants below 1e-30 are printed with fewer digits in the reference.
            let close = |ours: f64, theirs: f64| (ours - theirs).abs() <= 1e-12 * theirs.abs().max(1e-30);
            assert!(close(production, productions[i]), "P of {label:?}: {production:e} against {:e}", productions[i]);
            assert!(close(loss, losses[i]), "L of {label:?}: {loss:e} against {:e}", losses[i]);
        }
    }
}

/// Any person, draw of parameters and time.
fn anyone() -> impl Strategy<Value = (Parameters<f64>, Host<f64>, f64)> {
    let scores = prop::collection::vec(-3.0_f64..3.0, PARAMETER_COUNT);
    let person = (18.0_f64..95.0, 0.0_f64..1.0, any::<bool>(), 0.0_f64..1.0, 0_usize..6, -3.0_f64..3.0);
    (scores, person, 0.0_f64..3650.0, 0.0_f64..2.0).prop_map(|(scores, person, time, melasma)| {
        let mut scores = scores.into_iter();
        let parameters = Parameters::standard().drawn(|_| scores.next().unwrap());
        let (age, photodamage, female, smoking, phototype, score) = person;
        let sex = if female { Sex::Female } else { Sex::Male };
        let person = Person {
            photodamage,
            smoking,
            healing_speed: score,
            synthesis_response: -score,
            ..Person::median(age, sex, Phototype::ALL[phototype])
        };
        (parameters, Host::new(&parameters, &person, &Site::reference_face(), melasma).unwrap(), time)
    })
}

proptest! {
    #[test]
    fn untreated_skin_stays_at_rest((parameters, host, time) in anyone()) {
        let rest = rest_levels(&host);
        let rates = rates(&rest, &prepared(&parameters, &host, time, 0.125));
        for (info, (rate, level)) in SPECIES.iter().zip(rates.iter().zip(rest)) {
            let scale = rate.loss.abs().max(1.0);
            prop_assert!(rate.change(level).abs() < 1e-14 * scale, "{}: {:e}", info.name, rate.change(level));
        }
    }

    #[test]
    fn production_and_loss_are_never_negative(
        (parameters, host, time) in anyone(),
        exponents in prop::collection::vec(-6.0_f64..3.0, SPECIES_COUNT),
    ) {
        let baseline = Baseline::at(&parameters, &host, time);
        let levels: [f64; SPECIES_COUNT] = core::array::from_fn(|i| 10_f64.powf(exponents[i]));
        // A cover above 1 does not exist.
        let levels: [f64; SPECIES_COUNT] = core::array::from_fn(|i| if i == Species::EpidermalCover.index() { levels[i].min(1.0) } else { levels[i] });
        let rates = rates(&levels, &prepared(&parameters, &host, time, 0.125));
        for (info, rate) in SPECIES.iter().zip(&rates) {
            prop_assert!(rate.production >= 0.0, "P of {}: {:e}", info.name, rate.production);
            let loss = rate.loss - trend(info.species, &baseline);
            prop_assert!(loss >= 0.0, "L of {}: {loss:e}", info.name);
            prop_assert!(rate.loss > -1e-4, "relative L of {}: {:e}", info.name, rate.loss);
        }
    }
}

/// A state in the middle of healing.
fn healing_levels() -> [f64; SPECIES_COUNT] {
    let reference = reference();
    let parameters = Parameters::standard();
    let host = reference_host(50.0);
    let scales = Baseline::at(&parameters, &host, 1.0).scales(&parameters, &host);
    let raw = state(&reference["scenarios"][0]["segments"][0]["y"][5]);
    let mut levels = levels_from_raw(&raw, &scales);
    levels[Species::LesionalDrive.index()] = 0.4;
    levels
}

#[test]
fn exact_derivatives_agree_with_central_differences() {
    let levels = healing_levels();
    let coefficients = prepared(&Parameters::standard(), &reference_host(50.0), 1.0, 0.125);
    let duals: [Dual<f64, SPECIES_COUNT>; SPECIES_COUNT] = core::array::from_fn(|i| Dual::variable(levels[i], i));
    let exact = derivative(&duals, &coefficients.map(Dual::fixed));
    for column in 0..SPECIES_COUNT {
        let step = 1e-5 * levels[column].max(1e-2);
        let (mut up, mut down) = (levels, levels);
        up[column] += step;
        down[column] -= step;
        let (up, down) = (derivative(&up, &coefficients), derivative(&down, &coefficients));
        for row in 0..SPECIES_COUNT {
            let difference = (up[row] - down[row]) / (2.0 * step);
            let value = exact[row].derivative[column];
            let tolerance = 1e-6 * difference.abs() + 1e-11 * up[row].abs().max(100.0) / step;
            assert!(
                (value - difference).abs() < tolerance,
                "d {} / d {}: {value:e} against {difference:e}",
                SPECIES[row].name,
                SPECIES[column].name
            );
        }
    }
}

#[test]
fn the_symbolic_run_gives_the_same_rates_and_the_same_jacobian() {
    let levels = healing_levels();
    let values = prepared(&Parameters::standard(), &reference_host(50.0), 1.0, 0.125);
    let names: Vec<String> = (0..COEFFICIENT_COUNT).map(|i| format!("c{i}")).collect();
    let lookup = |name: &str| {
        let (kind, place) = name.split_at(1);
        let place: usize = place.parse().ok()?;
        if kind == "x" { Some(levels[place]) } else { Some(values[place]) }
    };
    let x: [Dual<Symbol, SPECIES_COUNT>; SPECIES_COUNT] =
        core::array::from_fn(|i| Dual::variable(Symbol::variable(&format!("x{i}")), i));
    let c: [Dual<Symbol, SPECIES_COUNT>; COEFFICIENT_COUNT] =
        core::array::from_fn(|i| Dual::fixed(Symbol::variable(&names[i])));
    let symbolic = derivative(&x, &c);
    let rates: Vec<Symbol> = symbolic.iter().map(|dual| dual.value).collect();
    assert_eq!(evaluate(&rates, lookup), Ok(derivative(&levels, &values).to_vec()));

    let duals = core::array::from_fn(|i| Dual::<f64, SPECIES_COUNT>::variable(levels[i], i));
    let numeric = derivative(&duals, &values.map(Dual::fixed));
    let mut entries = 0;
    for (symbolic, numeric) in symbolic.iter().zip(numeric) {
        let row = evaluate(&symbolic.derivative, lookup).unwrap();
        entries += symbolic.derivative.iter().filter(|entry| !entry.is_zero()).count();
        for (a, b) in row.iter().zip(numeric.derivative) {
            assert!((a - b).abs() <= 1e-13 * b.abs().max(1e-6), "{a:e} against {b:e}");
        }
    }
    // The sparsity that a generated factorisation can count on; a new coupling changes it.
    assert_eq!(entries, 152);
}

#[derive(Clone, Copy, Default)]
struct Cost {
    divisions: usize,
    elementary: usize,
    other: usize,
}

thread_local! {
    static COST: Cell<Cost> = Cell::default();
}

/// A number that counts the operations done on it.
#[derive(Clone, Copy, Debug)]
struct Counted(f64);

impl Counted {
    fn count(value: f64, add: impl FnOnce(&mut Cost)) -> Self {
        let mut cost = COST.get();
        add(&mut cost);
        COST.set(cost);
        Self(value)
    }
    fn other(value: f64) -> Self {
        Self::count(value, |cost| cost.other += 1)
    }
}

macro_rules! counted {
    ($trait:ident, $method:ident, $assign:ident, $assign_method:ident, $field:ident) => {
        impl $trait for Counted {
            type Output = Self;
            fn $method(self, other: Self) -> Self {
                Self::count(self.0.$method(other.0), |cost| cost.$field += 1)
            }
        }
    };
}
counted!(Add, add, AddAssign, add_assign, other);
counted!(Sub, sub, SubAssign, sub_assign, other);
counted!(Mul, mul, MulAssign, mul_assign, other);
counted!(Div, div, DivAssign, div_assign, divisions);

impl Neg for Counted {
    type Output = Self;
    fn neg(self) -> Self {
        Self::other(-self.0)
    }
}
impl AddAssign for Counted {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}
impl SubAssign for Counted {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}
impl MulAssign for Counted {
    fn mul_assign(&mut self, other: Self) {
        *self = *self * other;
    }
}

impl Real for Counted {
    fn constant(value: f64) -> Self {
        Self(value)
    }
    fn mul_add(self, factor: Self, term: Self) -> Self {
        Self::other(Real::mul_add(self.0, factor.0, term.0))
    }
    fn exp(self) -> Self {
        Self::count(self.0.exp(), |cost| cost.elementary += 1)
    }
    fn ln(self) -> Self {
        Self::count(self.0.ln(), |cost| cost.elementary += 1)
    }
    fn sqrt(self) -> Self {
        Self::count(self.0.sqrt(), |cost| cost.elementary += 1)
    }
    fn abs(self) -> Self {
        Self::other(self.0.abs())
    }
    fn min(self, other: Self) -> Self {
        Self::other(Real::min(self.0, other.0))
    }
    fn max(self, other: Self) -> Self {
        Self::other(Real::max(self.0, other.0))
    }
    fn select_less(self, bound: Self, if_less: Self, otherwise: Self) -> Self {
        Self::other(self.0.select_less(bound.0, if_less.0, otherwise.0))
    }
}

#[test]
fn the_stated_cost_is_the_cost() {
    let coefficients = prepared(&Parameters::standard(), &reference_host(50.0), 1.0, 0.125).map(Counted);
    COST.set(Cost::default());
    let counted = derivative(&healing_levels().map(Counted), &coefficients);
    let cost = COST.get();
    assert!(counted.iter().all(|change| change.0.is_finite()));
    assert_eq!((cost.divisions, cost.elementary, cost.other), (36, 2, 258));
}

#[test]
fn the_dermis_alone_and_the_epidermis_alone_give_the_rates_of_the_whole() {
    let levels = healing_levels();
    let coefficients = prepared(&Parameters::standard(), &reference_host(50.0), 1.0, 0.125);
    let (dermis, epidermis) = split(&levels);
    let (dermal, below) = dermal_rates(&dermis, levels[Species::EpidermalCover.index()], &coefficients);
    let epidermal = epidermal_rates(&epidermis, &below, &coefficients);
    let whole = rates(&levels, &coefficients);
    assert_eq!(whole[..DERMAL_COUNT], dermal);
    assert_eq!(whole[DERMAL_COUNT..], epidermal);
    let raw = raw_values(&levels, &[2.0; SPECIES_COUNT]);
    assert_eq!(levels_from_raw(&raw, &[2.0; SPECIES_COUNT]), levels);
}
