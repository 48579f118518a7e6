//! Published trials as studies: the protocol of an arm, simulated as the trial ran it.
//!
//! [`Imitation::of`] writes an arm of a trial as a study file, has it resolved like any other, scales the lesions to what the arm
//! began with, and lists the days on which its figures were read. What a trial does not state comes from one rule for all trials:
//!
//! | not stated | taken |
//! |---|---|
//! | device | that of the library's protocol for the concern which names this trial as its source; else the first protocol of the concern with that kind of device (roller, pen, stamp); else the first protocol |
//! | needle length | as that protocol has it; of lasers and radiofrequency the library's usual settings |
//! | sessions, interval | as that protocol has them; a mean number of sessions is rounded |
//! | passes, density, anaesthesia | what every study gets that does not say |
//! | age | mean of the trials of the concern that state it |
//! | sex | female: three in four people of the trials that state it |
//! | phototype | the middle one of those stated, else III |
//! | site | the first usual site of the concern in the stated part of the body |
//! | platelet plasma | four times the platelets of blood (3 to 5) |
//! | dose of a serum | 2 µL/cm² into the channels; at home 2 mg/cm² once a day until the last reading |
//! | lesions before treatment | the library's, scaled so that the first figure with a mean before treatment begins there |
//! | relief, where a figure reads it and the concern has none | that of the concern `texture` |
//! | time of a reading | one interval after the last session, when the next would have been |
//!
//! No outcome enters any of these. Arms with subcision, and arms with a product that no entry of the library stands for, cannot be
//! imitated; [`Unlike`] says why.
//!
//! ```
//! use needlework_study::imitation::Imitation;
//! use needlework_study::library::Library;
//! let library = Library::embedded();
//! let arms = library.trial_arms();
//! let arm = arms.iter().find(|arm| arm.trial == "dogra-2014").unwrap();
//! let trial = Imitation::of(arm, &library)?;
//! // Five monthly sessions, read a month after the last; 11.73 points before treatment.
//! assert_eq!(trial.study.protocol.events.len(), 5);
//! assert_eq!(trial.readings[0].day, 150.0);
//! # Ok::<(), needlework_study::imitation::Unlike>(())
//! ```

mod file;
mod rules;
mod start;

use std::sync::Arc;

use needlework::course::{EndpointSeries, Study};
use needlework::evidence::{Arm, Kind, Measured, Outcome, Since, Treatment};
use needlework::outcome::Endpoint;

use crate::document::SourceFile;
use crate::library::Library;
use crate::study::read;
use rules::Stated;

/// A trial as a study.
#[derive(Debug, Clone)]
pub struct Imitation {
    /// The study.
    pub study: Study,
    /// The study file that was resolved, before the lesions were scaled.
    pub file: String,
    /// What was not stated and comes from the rule.
    pub assumed: Vec<&'static str>,
    /// Whether the lesions begin as those of the trial; nothing where the trial does not say how they began.
    pub begins_alike: Option<bool>,
    /// The figures that can be compared, in the order of the arm.
    pub readings: Vec<Reading>,
}

/// A figure of an arm and the day on which the course is read for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Place of the outcome in the arm.
    pub outcome: usize,
    /// The endpoint.
    pub endpoint: Endpoint,
    /// What was measured.
    pub measured: Measured,
    /// Day of the course [day].
    pub day: f64,
}

/// Why an arm cannot be imitated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unlike {
    /// No figure belongs to an endpoint of the model.
    #[error("no figure that the model computes")]
    NoFigure,
    /// No concern of the library.
    #[error("no concern of the library")]
    NoConcern,
    /// A treatment that is not simulated.
    #[error("{0} is not simulated")]
    NotSimulated(&'static str),
    /// A product that no entry stands for.
    #[error("no entry of the library stands for the {0}")]
    UnknownProduct(&'static str),
    /// The study file could not be resolved.
    #[error("{0}")]
    Unresolved(String),
}

impl Imitation {
    /// The study of an arm.
    ///
    /// # Errors
    /// Why the arm cannot be imitated.
    pub fn of(arm: &Arm, library: &Library) -> Result<Self, Unlike> {
        if !arm.outcomes.iter().any(|outcome| outcome.measured().is_some()) {
            return Err(Unlike::NoFigure);
        }
        simulated(arm)?;
        let stated = Stated::of(arm, library)?;
        let readings = readings(arm, &stated);
        let file = file::written(arm, &stated, &readings);
        let source = Arc::new(SourceFile::new(format!("<{}>", arm.trial), file.clone()));
        let resolved = read(&source, library).map_err(|faults| Unlike::Unresolved(faults.to_string()))?;
        let mut study = resolved.study;
        let relief = |reading: &Reading| matches!(reading.endpoint, Endpoint::Roughness | Endpoint::RoughnessRz);
        if study.concern.wrinkles.is_none() && readings.iter().any(relief) {
            study.concern.wrinkles = library.concern("texture").ok().and_then(|concern| concern.wrinkles);
        }
        let begins_alike = start::scale(&mut study, arm).map_err(|error| Unlike::Unresolved(error.to_string()))?;
        let assumed = stated.assumed;
        Ok(Self { study, file, assumed, begins_alike, readings })
    }

    /// What a course gives for a reading, of the same kind as was measured; nothing where the course lacks the endpoint.
    ///
    /// `times` are those of the course, whose recorded times hold every day of the readings.
    pub fn predicted(&self, reading: &Reading, times: &[f64], endpoints: &EndpointSeries) -> Option<f64> {
        let (_, values) = endpoints.iter().find(|(one, _)| *one == reading.endpoint)?;
        let index = times.iter().rposition(|time| *time <= reading.day + 1e-9)?;
        let (start, value) = (*values.first()?, *values.get(index)?);
        let found = match reading.measured.kind {
            Kind::Percent => 100.0 * (value / start - 1.0),
            Kind::Change => value - start,
            Kind::Level => value,
        };
        found.is_finite().then_some(found)
    }
}

/// Whether every treatment of an arm can be simulated.
fn simulated(arm: &Arm) -> Result<(), Unlike> {
    use needlework::evidence::ProductKind;
    for treatment in &arm.traits.treatments {
        let needed = match treatment {
            Treatment::Needling | Treatment::Plasma => continue,
            Treatment::Subcision => return Err(Unlike::NotSimulated("subcision")),
            Treatment::Radiofrequency => ProductKind::Radiofrequency,
            Treatment::Laser => ProductKind::Laser,
            Treatment::Peel => ProductKind::Peel,
            Treatment::Serum => ProductKind::Active,
        };
        if !arm.products.iter().any(|product| product.kind == needed) {
            return Err(Unlike::UnknownProduct(treatment.name()));
        }
    }
    Ok(())
}

fn readings(arm: &Arm, stated: &Stated) -> Vec<Reading> {
    let day = |outcome: &Outcome| match outcome.time {
        Some((time, Since::First)) => time,
        Some((time, Since::Last)) => stated.last() + time,
        None => stated.last() + stated.interval,
    };
    let reading = |(index, outcome): (usize, &Outcome)| {
        let measured = outcome.measured()?;
        Some(Reading { outcome: index, endpoint: outcome.endpoint?, measured, day: day(outcome) })
    };
    arm.outcomes.iter().enumerate().filter_map(reading).collect()
}

#[cfg(test)]
mod tests;
