//! One draw of everything that is uncertain about a study.

use super::correction::SpaceCorrection;
use super::error::CourseError;
use super::insults::InsultModel;
use super::plausible::{Candidate, plausible};
use super::sessions::Puncturing;
use super::study::Study;
use crate::healing::{Host, Parameters};
use crate::injury::Destruction;
use crate::integrator::Settings;
use crate::outcome::OutcomeParameters;
use crate::puncture::Penetration;
use crate::random::Key;
use crate::skin::{Person, Site, Skin};
use crate::transport::parameters::TransportParameters;
use rand::RngExt;
use rand_distr::StandardNormal;

/// Candidates for one draw; a draw without a plausible one is left out, and the count of courses says so.
const ATTEMPTS: u64 = 40;

/// Side of the patch of the central course, which people look at [mm].
const CENTRAL_PATCH: f64 = 20.0;

/// Side of the patch of a draw: a quarter of the punctures, still hundreds, and a quarter of the time [mm].
const DRAWN_PATCH: f64 = 10.0;

/// Whom the draws stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum People {
    /// A person each: constants, the person's healing and the thickness of the layers.
    Single,
    /// The mean of many people like the one of the study: constants only.
    Mean,
}

/// Everything that a course depends on beside the study itself.
#[derive(Clone, Debug)]
pub struct Draw {
    /// Key of all chance in this draw.
    pub key: Key,
    /// Parameters of the healing network.
    pub healing: Parameters<f64>,
    /// Constants of the outcome maps.
    pub outcome: OutcomeParameters,
    /// Depth, mouth and destroyed radius of channels.
    pub puncturing: Puncturing,
    /// Coefficients of absorption.
    pub transport: TransportParameters,
    /// Correction of the well-mixed zones for separate wounds.
    pub correction: SpaceCorrection,
    /// What peels and lasers do.
    pub insults: InsultModel,
    /// Side of the patch that is struck puncture by puncture [mm].
    pub patch: f64,
    /// Skin of each zone.
    pub skins: Vec<Skin>,
}

impl Draw {
    /// Central value of everything; only the places and depths of the punctures are chance.
    ///
    /// # Errors
    /// A person or a site that no model can use.
    pub fn central(study: &Study) -> Result<Self, CourseError> {
        let skins =
            study.zones.iter().map(|zone| Skin::resolve(&study.person, &zone.site)).collect::<Result<_, _>>()?;
        Ok(Self {
            key: Key::new(study.seed),
            healing: Parameters::standard(),
            outcome: OutcomeParameters::default(),
            puncturing: Puncturing::default(),
            transport: TransportParameters::default(),
            correction: SpaceCorrection::default(),
            insults: InsultModel::default(),
            patch: CENTRAL_PATCH,
            skins,
        })
    }

    /// The draws with these numbers, each the first of its candidates that heals as skin does, and how many candidates it
    /// took; see the module `plausible`.
    ///
    /// # Errors
    /// A person or a site that no model can use.
    pub fn plausible(
        study: &Study,
        numbers: core::ops::RangeInclusive<u32>,
        people: People,
        settings: &Settings,
    ) -> Result<(Vec<Self>, u32), CourseError> {
        let numbers: Vec<u32> = numbers.collect();
        let mut found: Vec<Option<Self>> = vec![None; numbers.len()];
        let mut tried = 0;
        for attempt in 0..ATTEMPTS {
            let open: Vec<usize> = (0..numbers.len()).filter(|&place| found[place].is_none()).collect();
            if open.is_empty() {
                break;
            }
            let draws = open
                .iter()
                .map(|&place| Self::candidate(study, numbers[place], attempt, people))
                .collect::<Result<Vec<_>, _>>()?;
            let candidates = draws
                .iter()
                .map(|draw| {
                    let person = draw.skins.first().map_or(study.person, |skin| skin.person);
                    let host = Host::new(&draw.healing, &person, &Site::reference_face(), 0.0)?;
                    Ok(Candidate { parameters: draw.healing, host })
                })
                .collect::<Result<Vec<_>, CourseError>>()?;
            tried += draws.len() as u32;
            for ((place, draw), heals) in open.into_iter().zip(draws).zip(plausible(&candidates, settings)) {
                if heals {
                    found[place] = Some(draw);
                }
            }
        }
        Ok((found.into_iter().flatten().collect(), tried))
    }

    /// Candidate `attempt` for draw `number`, from 1: parameters independently from their spreads, the person's random
    /// effects added to those of the study, layer thickness from the spread of the site. The same person has all zones.
    ///
    /// # Errors
    /// A person or a site that no model can use.
    fn candidate(study: &Study, number: u32, attempt: u64, people: People) -> Result<Self, CourseError> {
        let key = Key { draw: u64::from(number), ..Key::new(study.seed) };
        let mut chance = key.stream("healing/parameters", attempt);
        let healing = Parameters::standard().drawn(|_| chance.sample(StandardNormal));
        let mut chance = key.stream("person/effects", attempt);
        let person = match people {
            People::Single => Person {
                healing_speed: within(study.person.healing_speed + chance.sample::<f64, _>(StandardNormal)),
                synthesis_response: within(study.person.synthesis_response + chance.sample::<f64, _>(StandardNormal)),
                ..study.person
            },
            People::Mean => study.person,
        };
        let skins = study
            .zones
            .iter()
            .enumerate()
            .map(|(zone, treated)| match people {
                People::Single => Skin::draw(&person, &treated.site, &mut key.stream("skin/layers", zone as u64)),
                People::Mean => Skin::resolve(&person, &treated.site),
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            key,
            healing,
            outcome: ordered(OutcomeParameters::draw(&mut key.stream("outcome/parameters", 0))),
            puncturing: Puncturing {
                penetration: Penetration::draw(&mut key.stream("puncture/parameters", 0)),
                destruction: Destruction::draw(&mut key.stream("injury/parameters", 0)),
            },
            transport: TransportParameters::draw(&mut key.stream("transport/coefficients", 0)),
            correction: SpaceCorrection::draw(&mut key.stream("course/space_correction", 0)),
            insults: InsultModel::draw(key),
            patch: DRAWN_PATCH,
            skins,
        })
    }
}

/// Depths at the boundaries of scar classes are drawn one by one; a deeper class still begins deeper.
fn ordered(mut outcome: OutcomeParameters) -> OutcomeParameters {
    let o = &mut outcome;
    let mut classes = [o.scar_visible_depth, o.scar_moderate_depth, o.scar_severe_depth];
    classes.sort_by(f64::total_cmp);
    [o.scar_visible_depth, o.scar_moderate_depth, o.scar_severe_depth] = classes;
    outcome
}

/// Scores beyond six standard deviations are refused by the person's own check; a draw never gets there.
fn within(score: f64) -> f64 {
    score.clamp(-6.0, 6.0)
}
