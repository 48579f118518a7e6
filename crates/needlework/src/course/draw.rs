//! One draw of everything that is uncertain about a study.

use super::error::CourseError;
use super::sessions::Puncturing;
use super::study::Study;
use crate::healing::Parameters;
use crate::injury::Destruction;
use crate::outcome::OutcomeParameters;
use crate::puncture::Penetration;
use crate::random::Key;
use crate::skin::{Person, Skin};
use rand::RngExt;
use rand_distr::StandardNormal;

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
            skins,
        })
    }

    /// Draw `number`, from 1: parameters independently from their spreads, the person's random effects added to those of
    /// the study, layer thickness from the spread of the site. The same person has all zones.
    ///
    /// # Errors
    /// A person or a site that no model can use.
    pub fn number(study: &Study, number: u32) -> Result<Self, CourseError> {
        let key = Key { draw: u64::from(number), ..Key::new(study.seed) };
        let mut chance = key.stream("healing/parameters", 0);
        let healing = Parameters::standard().drawn(|_| chance.sample(StandardNormal));
        let mut chance = key.stream("person/effects", 0);
        let person = Person {
            healing_speed: within(study.person.healing_speed + chance.sample::<f64, _>(StandardNormal)),
            synthesis_response: within(study.person.synthesis_response + chance.sample::<f64, _>(StandardNormal)),
            ..study.person
        };
        let skins = study
            .zones
            .iter()
            .enumerate()
            .map(|(zone, treated)| Skin::draw(&person, &treated.site, &mut key.stream("skin/layers", zone as u64)))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            key,
            healing,
            outcome: OutcomeParameters::draw(&mut key.stream("outcome/parameters", 0)),
            puncturing: Puncturing {
                penetration: Penetration::draw(&mut key.stream("puncture/parameters", 0)),
                destruction: Destruction::draw(&mut key.stream("injury/parameters", 0)),
            },
            skins,
        })
    }
}

/// Scores beyond six standard deviations are refused by the person's own check; a draw never gets there.
fn within(score: f64) -> f64 {
    score.clamp(-6.0, 6.0)
}
