//! What an arm states, completed by the rule for what it does not.

use needlework::evidence::{Arm, DeviceKind, Region};
use needlework::skin::Phototype;

use super::Unlike;
use crate::library::{ConcernEntry, DeviceKind as DeviceKindFile, Library, Shelved, TypicalProtocol};

/// Interval where neither the trial nor the library has one [day].
const USUAL_INTERVAL: f64 = 30.0;
/// Mean age where no trial of the concern states one [year].
const USUAL_AGE: f64 = 35.0;
/// Youngest age that the baselines of the skin are written for [year].
const YOUNGEST: f64 = 18.0;

/// Everything that a study file of the arm says.
#[derive(Debug, Clone)]
pub(super) struct Stated {
    pub concern: String,
    pub device: String,
    /// Whether the device is a pen, whose depth is set and whose needles are not.
    pub pen: bool,
    /// Needle length or depth setting [mm].
    pub length: f64,
    pub sessions: u32,
    /// Time between sessions [day].
    pub interval: f64,
    pub site: String,
    pub phototype: Phototype,
    /// Mean age [year].
    pub age: f64,
    pub assumed: Vec<&'static str>,
}

impl Stated {
    pub(super) fn of(arm: &Arm, library: &Library) -> Result<Self, Unlike> {
        let id = arm.traits.concern.as_deref().ok_or(Unlike::NoConcern)?;
        let concern = library.concerns.get(id).map_err(|_| Unlike::NoConcern)?.entry();
        let traits = &arm.traits;
        let mut assumed = Vec::new();
        let mut note = |stated: bool, what: &'static str| {
            if !stated {
                assumed.push(what);
            }
        };
        let (protocol, own) = typical(arm, concern, library);
        let needles = traits.has_needles();
        note(!needles || own, "device");
        note(!needles || own || traits.needle_length.is_some(), "needle length");
        note(traits.sessions.is_some(), "sessions");
        note(traits.sessions.is_some_and(|sessions| sessions < 1.5) || traits.interval.is_some(), "interval");
        note(traits.region.is_some(), "site");
        note(!traits.phototypes.is_empty(), "phototype");
        note(traits.age.is_some(), "age");
        let device = protocol.map_or("dermaroller-mf8", |protocol| protocol.device.as_str()).to_owned();
        let kind = library.devices.get(&device).map(|shelved| shelved.entry().kind).ok();
        let length = traits.needle_length.or(protocol.map(|protocol| protocol.needle_length.mm()));
        let sessions = traits.sessions.or(protocol.map(|protocol| f64::from(protocol.sessions)));
        let interval = traits.interval.or(protocol.map(|protocol| protocol.interval.days()));
        Ok(Self {
            concern: concern.id.clone(),
            pen: kind == Some(DeviceKindFile::Pen),
            device,
            length: length.unwrap_or(1.5),
            sessions: sessions.unwrap_or(4.0).round().max(1.0) as u32,
            interval: interval.filter(|interval| *interval > 0.0).unwrap_or(USUAL_INTERVAL),
            site: site(traits.region, concern, library),
            phototype: middle(&traits.phototypes),
            age: traits.age.unwrap_or_else(|| mean_age(&concern.id, library)).max(YOUNGEST),
            assumed,
        })
    }

    /// Day of the last session [day].
    pub(super) fn last(&self) -> f64 {
        f64::from(self.sessions - 1) * self.interval
    }

    /// Days of the sessions [day].
    pub(super) fn days(&self) -> Vec<f64> {
        (0..self.sessions).map(|session| f64::from(session) * self.interval).collect()
    }
}

/// The protocol of the library that completes an arm, and whether it is that of the trial itself.
fn typical<'a>(arm: &Arm, concern: &'a ConcernEntry, library: &Library) -> (Option<&'a TypicalProtocol>, bool) {
    let own = concern.typical.iter().find(|protocol| protocol.source.ids().contains(&arm.trial));
    if own.is_some() {
        return (own, true);
    }
    let wanted = arm.traits.device.map(|kind| match kind {
        DeviceKind::Roller => DeviceKindFile::Roller,
        DeviceKind::Pen => DeviceKindFile::Pen,
        DeviceKind::Stamp => DeviceKindFile::Stamp,
    });
    let is = |protocol: &&TypicalProtocol| {
        library.devices.get(&protocol.device).is_ok_and(|shelved| Some(shelved.entry().kind) == wanted)
    };
    (concern.typical.iter().find(is).or(concern.typical.first()), false)
}

/// The first usual site of the concern in the part of the body.
fn site(region: Option<Region>, concern: &ConcernEntry, library: &Library) -> String {
    let lies = |site: &&String| region.is_none() || library.region(site) == region;
    let usual = concern.sites.iter().find(lies).map(String::as_str);
    let elsewhere = match region {
        Some(Region::Neck) => "neck",
        Some(Region::Head) => "scalp",
        Some(Region::Body) => "abdomen",
        Some(Region::Face) | None => "face",
    };
    usual.unwrap_or(elsewhere).to_owned()
}

fn middle(phototypes: &[Phototype]) -> Phototype {
    let mut sorted = phototypes.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len().saturating_sub(1) / 2).copied().unwrap_or(Phototype::III)
}

/// Mean age of the trials of a concern that state it [year].
fn mean_age(concern: &str, library: &Library) -> f64 {
    let trials = library.trials.iter().map(Shelved::entry);
    let ages: Vec<f64> = trials.filter(|trial| trial.concern == concern).filter_map(|trial| trial.age).collect();
    if ages.is_empty() { USUAL_AGE } else { (ages.iter().sum::<f64>() / ages.len() as f64).round() }
}
