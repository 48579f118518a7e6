//! A course of six sessions in a year, healed in three depth zones, for many people.

use needlework::healing::{HealingNetwork, HealingState, Host, Inputs, Parameters, SPECIES_COUNT, Setting};
use needlework::injury::{Injury, InjuryKind, ZoneInjury};
use needlework::integrator::{Ensemble, Resume, Start, System};
use needlework::skin::{Person, Phototype, Sex, Site};

/// Depths of the zones [mm] and the part of the tissue that a session with 1.5 mm needles at 240 channels per cm² destroys
/// there [-]; of the size that the puncture model gives.
const ZONES: [(f64, f64); 3] = [(0.2, 0.04), (0.5, 0.025), (1.0, 0.01)];
/// Sessions [day].
const SESSIONS: [f64; 6] = [0.0, 30.0, 60.0, 90.0, 120.0, 150.0];

/// People that go through the course; each is three runs.
#[derive(Debug)]
pub struct Courses {
    people: Vec<(Parameters<f64>, Host<f64>)>,
    stops: Vec<f64>,
    outputs: Vec<f64>,
    /// Absolute tolerance of every level; levels are 1 in untreated skin [-].
    pub tolerance: f64,
}

/// Numbers spread evenly over 0 to 1, one sequence per `stream` (additive recurrence with the golden ratio).
fn spread(stream: usize, index: usize) -> f64 {
    ((stream * 37 + index * (stream % 7 + 1)) as f64 * 0.618_033_988_749_894_9 + 0.5).fract()
}

impl Courses {
    /// So many people between 20 and 70 years with parameters spread as in the population.
    ///
    /// # Panics
    /// If a person is out of the model's range.
    pub fn of(people: usize) -> Self {
        let draw = |person: usize| {
            let mut stream = 100;
            let standard = Parameters::standard();
            let parameters = standard.drawn(|_| {
                stream += 1;
                // Even numbers to roughly normal ones: the logistic quantile, scaled to unit variance.
                let even = spread(stream, person).clamp(0.02, 0.98);
                (even / (1.0 - even)).ln() * 0.55
            });
            let who = Person {
                photodamage: spread(1, person),
                ..Person::median(20.0 + 50.0 * spread(2, person), Sex::Female, Phototype::III)
            };
            let host = Host::new(&parameters, &who, &Site::reference_face(), 0.0).expect("a person in range");
            (parameters, host)
        };
        let mut stops = SESSIONS.to_vec();
        stops.push(365.0);
        let outputs = (0..=52).map(|week| f64::from(week) * 7.0).collect();
        Self { people: (0..people).map(draw).collect(), stops, outputs, tolerance: 1e-7 }
    }

    fn pack(&self, run: usize, lesion_width: f64) -> <HealingNetwork as System>::Parameters<f64> {
        let (parameters, host) = &self.people[run / ZONES.len()];
        HealingNetwork::pack(&Setting { parameters, host, inputs: &Inputs::none(), lesion_width })
    }
}

/// The levels at the end of each week, and the width of the open lesions [mm].
#[derive(Clone, Debug)]
pub struct Healed {
    /// Levels [-]
    pub weeks: Vec<[f64; SPECIES_COUNT]>,
    lesion_width: f64,
}

impl Ensemble for Courses {
    type System = HealingNetwork;
    type Record = Healed;

    fn runs(&self) -> usize {
        self.people.len() * ZONES.len()
    }
    fn start(&self, run: usize, start: &mut Start<HealingNetwork>) -> Healed {
        let (parameters, host) = &self.people[run / ZONES.len()];
        let untreated = host.untreated(parameters);
        start.state = untreated.levels;
        start.parameters = self.pack(run, untreated.lesion_width);
        start.tolerance = [self.tolerance; SPECIES_COUNT];
        Healed { weeks: Vec::with_capacity(self.outputs.len()), lesion_width: untreated.lesion_width }
    }
    fn stops(&self, _: usize) -> &[f64] {
        &self.stops
    }
    fn outputs(&self, _: usize) -> &[f64] {
        &self.outputs
    }
    fn stop(
        &self,
        run: usize,
        index: usize,
        state: &mut [f64; SPECIES_COUNT],
        parameters: &mut <HealingNetwork as System>::Parameters<f64>,
        record: &mut Healed,
    ) -> Resume {
        if index < SESSIONS.len() {
            let (depth, destroyed) = ZONES[run % ZONES.len()];
            let zone = ZoneInjury { depth, destroyed, ablated: 0.0, coagulated: 0.0 };
            let surface = f64::from(u8::from(depth < 0.3));
            let injury = Injury {
                kind: InjuryKind::Needling,
                zones: vec![zone],
                bleed: 1.0,
                open_barrier: 0.03 * surface,
                open_epidermis: 0.05 * surface,
                lesion_width: 0.125,
                epidermis_removed: 0.0,
                platelet_bolus: 0.0,
                density: 2.4,
            };
            let mut tissue = HealingState { levels: *state, lesion_width: record.lesion_width };
            tissue.injure(&self.people[run / ZONES.len()].0, &injury, &zone);
            *state = tissue.levels;
            record.lesion_width = tissue.lesion_width;
            *parameters = self.pack(run, tissue.lesion_width);
        }
        Resume::Afresh
    }
    fn output(&self, _: usize, _: usize, state: &[f64; SPECIES_COUNT], record: &mut Healed) {
        record.weeks.push(*state);
    }
}

/// Largest error of each run against a reference, relative to the largest level of the species in the run and at least to
/// a hundredth of untreated skin; median and 99th percentile over the runs.
pub fn deviation(healed: &[Healed], reference: &[Healed]) -> [f64; 2] {
    let mut worst: Vec<f64> = healed
        .iter()
        .zip(reference)
        .map(|(run, exact)| {
            let mut largest = 0.0_f64;
            for species in 0..SPECIES_COUNT {
                let scale = exact.weeks.iter().map(|week| week[species]).fold(0.01, f64::max);
                let errors = run.weeks.iter().zip(&exact.weeks).map(|(a, b)| (a[species] - b[species]).abs() / scale);
                largest = errors.fold(largest, f64::max);
            }
            largest
        })
        .collect();
    worst.sort_by(f64::total_cmp);
    [0.5, 0.99].map(|part| worst[((worst.len() - 1) as f64 * part).round() as usize])
}
