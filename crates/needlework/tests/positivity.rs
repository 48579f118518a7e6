//! No injury and no parameters make a negative amount: ten thousand random injuries of ten thousand drawn people.

use needlework::healing::{HealingNetwork, HealingState, Host, Inputs, Parameters, SPECIES_COUNT, Setting};
use needlework::injury::{Injury, InjuryKind, ZoneInjury};
use needlework::integrator::{Ensemble, Resume, Settings, Start, System, integrate};
use needlework::random::Key;
use needlework::skin::{Person, Phototype, Sex, Site};
use rand::RngExt;
use rand_distr::StandardNormal;

/// How many runs.
const RUNS: usize = 10_000;

/// The injury comes on day 0 and again two weeks later, on tissue that is still healing.
const STOPS: [f64; 3] = [0.0, 14.0, 60.0];

/// Looked at often at first, then seldom [day].
const LOOKS: [f64; 12] = [0.001, 0.01, 0.1, 0.5, 1.0, 3.0, 7.0, 14.0, 14.01, 15.0, 30.0, 60.0];

struct Case {
    parameters: Parameters<f64>,
    host: Host<f64>,
    injury: Injury,
}

fn case(run: usize) -> Case {
    let key = Key { draw: run as u64, ..Key::new(2026) };
    let mut chance = key.stream("test/positivity", 0);
    let parameters = Parameters::standard().drawn(|_| chance.sample(StandardNormal));
    let person = Person {
        photodamage: chance.random(),
        smoking: chance.random(),
        healing_speed: chance.sample(StandardNormal),
        synthesis_response: chance.sample(StandardNormal),
        ..Person::median(18.0 + 72.0 * chance.random::<f64>(), Sex::Female, Phototype::IV)
    };
    let host = Host::new(&parameters, &person, &Site::reference_face(), chance.random::<f64>()).unwrap();
    // Squares favour small fractions, but everything up to complete destruction occurs.
    let mut fraction = || chance.random::<f64>().powi(2);
    let zone = ZoneInjury { depth: 0.2, destroyed: fraction(), ablated: fraction(), coagulated: fraction() };
    let injury = Injury {
        kind: InjuryKind::Needling,
        zones: vec![zone],
        bleed: fraction(),
        open_barrier: fraction(),
        open_epidermis: fraction(),
        lesion_width: 0.05 + 10.0 * fraction(),
        epidermis_removed: fraction(),
        platelet_bolus: 5.0 * fraction(),
        density: 1.0,
    };
    Case { parameters, host, injury }
}

struct Cases(Vec<Case>);

impl Ensemble for Cases {
    type System = HealingNetwork;
    /// Lesion width, smallest level, and whether all levels were finite.
    type Record = (f64, f64, bool);

    fn runs(&self) -> usize {
        self.0.len()
    }

    fn start(&self, run: usize, start: &mut Start<HealingNetwork>) -> Self::Record {
        let untreated = self.0[run].host.untreated(&self.0[run].parameters);
        start.state = untreated.levels;
        (untreated.lesion_width, f64::INFINITY, true)
    }

    fn stops(&self, _run: usize) -> &[f64] {
        &STOPS
    }

    fn outputs(&self, _run: usize) -> &[f64] {
        &LOOKS
    }

    fn stop(
        &self,
        run: usize,
        index: usize,
        state: &mut [f64; SPECIES_COUNT],
        flat: &mut <HealingNetwork as System>::Parameters<f64>,
        record: &mut Self::Record,
    ) -> Resume {
        if index + 1 == STOPS.len() {
            return Resume::Steadily;
        }
        let Case { parameters, host, injury } = &self.0[run];
        let mut tissue = HealingState { levels: *state, lesion_width: record.0 };
        tissue.injure(parameters, injury, &injury.zones[0]);
        *state = tissue.levels;
        record.0 = tissue.lesion_width;
        let inputs = Inputs::none();
        *flat = HealingNetwork::pack(&Setting { parameters, host, inputs: &inputs, lesion_width: tissue.lesion_width });
        Resume::Afresh
    }

    fn output(&self, _run: usize, _index: usize, state: &[f64; SPECIES_COUNT], record: &mut Self::Record) {
        record.1 = state.iter().copied().fold(record.1, f64::min);
        record.2 &= state.iter().all(|level| level.is_finite());
    }
}

#[test]
fn ten_thousand_random_injuries_leave_no_negative_level() {
    let cases = Cases((0..RUNS).map(case).collect());
    let outcome = integrate(&cases, &Settings::default());
    println!("{:?}", outcome.statistics);
    for (run, record) in outcome.runs.iter().enumerate() {
        let (_, smallest, finite) = record.as_ref().unwrap_or_else(|failure| panic!("run {run}: {failure}"));
        assert!(*finite, "run {run}: not finite");
        assert!(*smallest >= 0.0, "run {run}: {smallest:e}");
    }
}
