//! Plausible draws: people whose skin heals as skin does.
//!
//! Parameters are drawn independently, although the fit ties them together. Some combinations never leave inflammation
//! after one ordinary session, which no trial has seen. A draw is therefore kept only if one reference session heals:
//! redness gone within a week, signals at rest and the epidermis closed within four. The limits are wide on purpose; they
//! remove what cannot be, not what is unusual. The share that is kept is reported.

use crate::healing::{HealingNetwork, Host, Inputs, Parameters, SPECIES_COUNT, Setting, Species};
use crate::injury::{Injury, InjuryKind, ZoneInjury};
use crate::integrator::{Ensemble, Resume, Settings, Start, System, integrate};

/// Erythema above rest that may be left after a week (chu-2021-safety: all transient effects are gone by then) [-].
const REDNESS_LEFT: f64 = 0.25;

/// Interleukin-1 over rest that may be left after four weeks; assumed, 1.1 to 2 [-].
const SIGNAL_LEFT: f64 = 1.5;

/// Viable epidermis that must be closed after four weeks (liu-2022-exvivo, schmitt-2018-3d-skin: closed in 5 to 6 days) [-].
const CLOSED: f64 = 0.98;

/// When the reference session is looked at [day].
const LOOKS: [f64; 2] = [7.0, 28.0];

/// The session takes place on day 0; the run ends at the last look [day].
const STOPS: [f64; 2] = [0.0, 28.0];

/// The session that the network was calibrated on: 1.5 mm roller, 240 channels/cm², at 0.2 mm.
fn reference_session() -> Injury {
    Injury {
        kind: InjuryKind::Needling,
        zones: vec![ZoneInjury { depth: 0.2, destroyed: 0.081, ablated: 0.0, coagulated: 0.0 }],
        bleed: 1.0,
        open_barrier: 0.03,
        open_epidermis: 0.097,
        lesion_width: 0.125,
        epidermis_removed: 0.0,
        platelet_bolus: 0.0,
        density: 2.4,
    }
}

/// A person to be looked at.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// Parameters of the healing network.
    pub parameters: Parameters<f64>,
    /// Person and site as the network sees them.
    pub host: Host<f64>,
}

/// Which candidates heal after the reference session; a run that cannot be integrated does not.
pub fn plausible(candidates: &[Candidate], settings: &Settings) -> Vec<bool> {
    let runs = integrate(&ReferenceSessions { candidates, session: reference_session() }, settings).runs;
    runs.into_iter().map(|looks| looks.is_ok_and(|looks| heals(&looks))).collect()
}

/// Whether the levels at [`LOOKS`] are those of skin that has healed.
fn heals(looks: &[[f64; SPECIES_COUNT]]) -> bool {
    let [week, month] = looks else { return false };
    let level = |look: &[f64; SPECIES_COUNT], species: Species| look[species.index()];
    let redness = level(week, Species::Vasodilation) * level(week, Species::Vessels).sqrt() - 1.0;
    redness < REDNESS_LEFT
        && level(month, Species::Interleukin1) < SIGNAL_LEFT
        && level(month, Species::EpidermalCover) > CLOSED
}

struct ReferenceSessions<'a> {
    candidates: &'a [Candidate],
    session: Injury,
}

impl Ensemble for ReferenceSessions<'_> {
    type System = HealingNetwork;
    type Record = Vec<[f64; SPECIES_COUNT]>;

    fn runs(&self) -> usize {
        self.candidates.len()
    }

    fn start(&self, run: usize, start: &mut Start<HealingNetwork>) -> Self::Record {
        let Candidate { parameters, host } = &self.candidates[run];
        start.state = host.untreated(parameters).levels;
        Vec::with_capacity(LOOKS.len())
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
        _record: &mut Self::Record,
    ) -> Resume {
        if index > 0 {
            return Resume::Steadily;
        }
        let Candidate { parameters, host } = &self.candidates[run];
        let mut tissue = host.untreated(parameters);
        if let Some(zone) = self.session.zones.first() {
            tissue.injure(parameters, &self.session, zone);
        }
        *state = tissue.levels;
        let inputs = Inputs::none();
        *flat = HealingNetwork::pack(&Setting { parameters, host, inputs: &inputs, lesion_width: tissue.lesion_width });
        Resume::Afresh
    }

    fn output(&self, _run: usize, _index: usize, state: &[f64; SPECIES_COUNT], record: &mut Self::Record) {
        record.push(*state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::skin::{Person, Phototype, Sex, Site};

    #[test]
    fn the_median_person_heals_and_one_who_never_clears_signals_does_not() {
        let parameters = Parameters::standard();
        let person = Person::median(30.0, Sex::Female, Phototype::III);
        let host = Host::new(&parameters, &person, &Site::reference_face(), 0.0).unwrap();
        let loud =
            parameters.with("gIN", 98.0).and_then(|p| p.with("gIM", 16.0)).and_then(|p| p.with("kJ", 4.0)).unwrap();
        let candidates = [Candidate { parameters, host }, Candidate { parameters: loud, host }];
        assert_eq!(plausible(&candidates, &Settings::default()), [true, false]);
    }
}
