//! Published trials: protocol and figures of every arm, to stand beside what a study predicts.

use needlework::evidence::{Arm, DeviceKind, Outcome, Product, ProductKind, Region, Since, Traits, Treatment};
use needlework::outcome::Endpoint;
use needlework::skin::Phototype;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::entry::{Unusable, common, entry};
use super::phototype::PhototypeFile;
use super::{DeviceKind as DeviceKindFile, Entry, Region as RegionFile};
use crate::quantity::{Duration, Length};

entry! {
    /// A published trial.
    pub struct TrialEntry {
        /// What was treated.
        pub concern: String,
        /// Design in a few words.
        pub design: String,
        /// People in the trial.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub people: Option<u32>,
        /// Mean age in years.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schemars(range(min = 0, max = 120))]
        pub age: Option<f64>,
        /// Phototypes of the people.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[schemars(with = "Vec<PhototypeFile>")]
        pub phototypes: Vec<Phototype>,
        /// Part of the body.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub region: Option<RegionFile>,
        /// What was done to each group or side.
        pub arm: Vec<TrialArm>,
    }
}

/// What was done to one group or side, and what came of it.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrialArm {
    /// Identifier within the trial.
    pub id: String,
    /// Kinds of treatment.
    pub treatments: Vec<TreatmentFile>,
    /// What exactly, beside needling.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<String>,
    /// How the needles are driven.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<DeviceKindFile>,
    /// Needle length or depth setting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needle_length: Option<Length>,
    /// Number of sessions, or their mean.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 1000))]
    pub sessions: Option<f64>,
    /// Time from one session to the next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<Duration>,
    /// Entries of the library that stand for what was used beside plain needles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub product: Vec<TrialProduct>,
    /// What was measured.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcome: Vec<TrialOutcome>,
}

/// An entry of the library that stands for a product or a device of a trial, so that the trial can be simulated.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrialProduct {
    /// What kind of entry.
    pub kind: ProductFile,
    /// Its id.
    pub id: String,
    /// Strength of an active, such as "4 %", where stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strength: Option<String>,
    /// Days of the course on which it was used; those of the sessions unless given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<f64>,
    /// Whether an active was used at home every day instead.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub home: bool,
}

/// Kinds of entries that stand for what was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ProductFile {
    /// A chemical peel.
    Peel,
    /// A fractional laser.
    Laser,
    /// Radiofrequency needles.
    Radiofrequency,
    /// An active.
    Active,
}

impl From<&TrialProduct> for Product {
    fn from(file: &TrialProduct) -> Self {
        let kind = match file.kind {
            ProductFile::Peel => ProductKind::Peel,
            ProductFile::Laser => ProductKind::Laser,
            ProductFile::Radiofrequency => ProductKind::Radiofrequency,
            ProductFile::Active => ProductKind::Active,
        };
        Self { kind, id: file.id.clone(), strength: file.strength.clone(), days: file.days.clone(), home: file.home }
    }
}

/// Kinds of treatment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TreatmentFile {
    /// Plain needling.
    Needling,
    /// Radiofrequency needling.
    Radiofrequency,
    /// A fractional laser.
    Laser,
    /// A chemical peel.
    Peel,
    /// A serum, a cream or an injected active.
    Serum,
    /// Platelet-rich plasma or fibrin.
    Plasma,
    /// Subcision of scars.
    Subcision,
}

/// A measured outcome: a mean or share before and after, or a change.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrialOutcome {
    /// What was measured.
    pub measure: String,
    /// Id of the endpoint of the model that means the same; left out where none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// Unit of the figures; `%` of a change is per cent of what was there before.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Mean before treatment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<f64>,
    /// Mean or share after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// Change since before treatment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<f64>,
    /// Standard deviation between people of the value, or of the change where only that is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0))]
    pub sd: Option<f64>,
    /// Published confidence interval of the change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<[f64; 2]>,
    /// Its confidence, such as 0.95.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.5, max = 0.9999))]
    pub confidence: Option<f64>,
    /// People who were measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<u32>,
    /// When it was measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<Duration>,
    /// After which session that time counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<AfterSession>,
    /// Whether a constant of the model was fitted to this figure.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub fitted: bool,
}

/// After which session a time counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AfterSession {
    /// The first.
    First,
    /// The last.
    Last,
}

impl TrialEntry {
    /// The arms as the comparison with a course wants them.
    pub fn arms(&self) -> Vec<Arm> {
        self.arm
            .iter()
            .map(|arm| Arm {
                trial: self.id.clone(),
                name: self.name.clone(),
                id: arm.id.clone(),
                design: self.design.clone(),
                people: self.people,
                details: arm.details.clone().unwrap_or_default(),
                citation: String::new(),
                traits: self.traits(arm),
                products: arm.product.iter().map(Into::into).collect(),
                outcomes: arm.outcome.iter().map(outcome).collect(),
            })
            .collect()
    }

    fn traits(&self, arm: &TrialArm) -> Traits {
        let mut treatments: Vec<Treatment> = arm.treatments.iter().map(|one| (*one).into()).collect();
        treatments.sort_unstable();
        treatments.dedup();
        Traits {
            concern: Some(self.concern.clone()),
            treatments,
            device: arm.kind.map(|kind| match kind {
                DeviceKindFile::Roller => DeviceKind::Roller,
                DeviceKindFile::Pen => DeviceKind::Pen,
                DeviceKindFile::Stamp => DeviceKind::Stamp,
            }),
            needle_length: arm.needle_length.map(Length::mm),
            sessions: arm.sessions,
            interval: arm.interval.map(Duration::days),
            region: self.region.map(Into::into),
            phototypes: self.phototypes.clone(),
            age: self.age,
        }
    }
}

impl From<RegionFile> for Region {
    fn from(region: RegionFile) -> Self {
        match region {
            RegionFile::Face => Self::Face,
            RegionFile::Neck => Self::Neck,
            RegionFile::Head => Self::Head,
            RegionFile::Body => Self::Body,
        }
    }
}

impl From<TreatmentFile> for Treatment {
    fn from(treatment: TreatmentFile) -> Self {
        match treatment {
            TreatmentFile::Needling => Self::Needling,
            TreatmentFile::Radiofrequency => Self::Radiofrequency,
            TreatmentFile::Laser => Self::Laser,
            TreatmentFile::Peel => Self::Peel,
            TreatmentFile::Serum => Self::Serum,
            TreatmentFile::Plasma => Self::Plasma,
            TreatmentFile::Subcision => Self::Subcision,
        }
    }
}

fn outcome(file: &TrialOutcome) -> Outcome {
    Outcome {
        measure: file.measure.clone(),
        endpoint: file.endpoint.as_deref().and_then(Endpoint::from_id),
        unit: file.unit.clone(),
        baseline: file.baseline,
        value: file.value,
        change: file.change,
        sd: file.sd,
        interval: file.interval,
        people: file.people,
        time: file.time.map(|time| {
            let since = if file.after == Some(AfterSession::First) { Since::First } else { Since::Last };
            (time.days(), since)
        }),
        fitted: file.fitted,
    }
}

impl Entry for TrialEntry {
    common!();

    fn facts(&self) -> String {
        let outcomes: usize = self.arm.iter().map(|arm| arm.outcome.len()).sum();
        let people = self.people.map_or_else(|| "number of people not stated".to_owned(), |n| format!("{n} people"));
        format!("{}, {people}, {} arms, {outcomes} figures", self.concern, self.arm.len())
    }

    fn check(&self) -> Result<(), Unusable> {
        if self.arm.is_empty() {
            return Err(Unusable::at("arm", "a trial has at least one arm"));
        }
        for arm in &self.arm {
            if arm.treatments.is_empty() {
                return Err(Unusable::at("treatments", format!("arm {} names no treatment", arm.id)));
            }
            arm.outcome.iter().try_for_each(check)?;
        }
        Ok(())
    }
}

fn check(outcome: &TrialOutcome) -> Result<(), Unusable> {
    let fault = |key: &str, message: String| Err(Unusable { value: None, ..Unusable::at(key, message) });
    if let Some(id) = &outcome.endpoint
        && Endpoint::from_id(id).is_none()
    {
        return fault("endpoint", format!("the model has no endpoint '{id}'"));
    }
    if outcome.value.is_none() && outcome.change.is_none() {
        return fault("measure", format!("'{}' has neither a value nor a change", outcome.measure));
    }
    if outcome.interval.is_some_and(|[low, high]| low > high) {
        return fault("interval", format!("the interval of '{}' runs backwards", outcome.measure));
    }
    if outcome.interval.is_some() != outcome.confidence.is_some() {
        return fault("interval", format!("interval and confidence of '{}' come together", outcome.measure));
    }
    if outcome.time.is_some() != outcome.after.is_some() {
        return fault("time", format!("time and after of '{}' come together", outcome.measure));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::Library;
    use needlework::evidence::{Treatment, distance};

    #[test]
    fn trials_become_arms_with_outcomes() {
        let arms = Library::embedded().trial_arms();
        assert!(arms.len() > 90, "{} arms", arms.len());
        let compared = arms.iter().flat_map(|arm| &arm.outcomes).filter(|one| one.measured().is_some()).count();
        assert!(compared > 45, "{compared} figures can be compared");
        let lotfi = arms.iter().find(|arm| arm.trial == "lotfi-2013").unwrap();
        assert_eq!(lotfi.traits.treatments, [Treatment::Needling]);
        assert_eq!((lotfi.traits.needle_length, lotfi.traits.sessions), (Some(1.5), Some(5.0)));
        assert!(lotfi.outcomes.iter().any(|one| one.fitted && one.change == Some(53.2)));
    }

    #[test]
    fn no_two_arms_are_foreign_to_themselves() {
        for arm in Library::embedded().trial_arms() {
            let unstated = distance(&arm.traits, &arm.traits);
            assert!(
                unstated.parts.iter().all(|part| part.dissimilarity.is_none_or(|found| found == 0.0)),
                "{} {}",
                arm.trial,
                arm.id
            );
        }
    }
}
