//! Lesions that begin as those of a trial did.

use core::num::NonZeroUsize;

use needlework::concern::{Concern, MatureScar};
use needlework::course::{CourseError, History, Protocol, Study, simulate};
use needlework::evidence::{Arm, Outcome};
use needlework::healing::Parameters;
use needlework::integrator::Settings;
use needlework::outcome::{Endpoint, OutcomeParameters};
use needlework::skin::Skin;

/// How far lesions are scaled at most, up or down [-].
const FARTHEST: f64 = 8.0;
/// Halvings of the logarithm of the factor.
const HALVINGS: usize = 40;
/// Difference of the start that is taken for alike, over the start; scars come in whole numbers [-].
const ALIKE: f64 = 0.03;

/// Scales the lesions of a study so that the first endpoint with a mean before treatment begins there. Whether it could be
/// reached; nothing where the arm states no such mean in the unit of the endpoint, or the lesions have no part in it.
pub(super) fn scale(study: &mut Study, arm: &Arm) -> Result<Option<bool>, CourseError> {
    let begun = |outcome: &Outcome| {
        let endpoint = outcome.endpoint?;
        outcome.baseline.filter(|_| outcome.unit == endpoint.info().unit).map(|start| (endpoint, start))
    };
    let Some((endpoint, wanted)) = arm.outcomes.iter().find_map(begun) else { return Ok(None) };
    let rest = Rest::of(study)?;
    let before = |factor: f64| rest.start(&scaled(&study.concern, endpoint, factor), endpoint);
    let [mut low, mut high] = [-FARTHEST.ln(), FARTHEST.ln()];
    let (Some(least), Some(most)) = (before(low.exp()), before(high.exp())) else { return Ok(None) };
    if least >= most {
        return Ok(None);
    }
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if before(middle.exp()).is_some_and(|value| value < wanted) { low = middle } else { high = middle }
    }
    study.concern = scaled(&study.concern, endpoint, (0.5 * (low + high)).exp());
    let reached = rest.start(&study.concern, endpoint).unwrap_or(f64::NAN);
    Ok(Some((reached / wanted - 1.0).abs() < ALIKE))
}

/// The skin of a study before any treatment.
struct Rest {
    skin: Skin,
    history: History<f64>,
}

impl Rest {
    fn of(study: &Study) -> Result<Self, CourseError> {
        let protocol = Protocol { events: vec![], horizon: 1.0, snapshots: vec![] };
        let untreated = Study { protocol, regimens: vec![], ..study.clone() };
        let settings = Settings { threads: NonZeroUsize::MIN, ..Settings::default() };
        let mut zones = simulate(&untreated, &settings, &|_, _| {})?.zones;
        let zone = zones.swap_remove(0);
        let mut history = zone.history;
        history.times.truncate(1);
        history.depths.truncate(1);
        history.upper.truncate(1);
        Ok(Self { skin: zone.skin, history })
    }

    /// An endpoint of these lesions before treatment.
    fn start(&self, concern: &Concern, endpoint: Endpoint) -> Option<f64> {
        let turnover = Parameters::standard().melanin_turnover;
        let series = self.history.assess(&self.skin, concern, &OutcomeParameters::default(), turnover);
        series.iter().find(|(one, _)| *one == endpoint).and_then(|(_, values)| values.first()).copied()
    }
}

/// Lesions worse by a factor: the number of scars for the scores that count them, their depth for the grade; the grade of lines; the
/// index of pigment; what a raised scar differs in.
///
/// A score that counts does not always rise with depth: scars that are all severe fill one class, where a mixture fills three.
fn scaled(concern: &Concern, endpoint: Endpoint, factor: f64) -> Concern {
    let mut concern = concern.clone();
    if let Some(scars) = &mut concern.scars {
        if matches!(endpoint, Endpoint::GoodmanBaronCount | Endpoint::Ecca) {
            scars.count = (f64::from(scars.count) * factor).round().clamp(1.0, 500.0) as u32;
        } else {
            scars.median_depth = (scars.median_depth * factor).clamp(0.05, 2.0);
        }
    }
    if let Some(lines) = &mut concern.wrinkles {
        lines.lemperle = (lines.lemperle * factor).min(5.0);
    }
    if let Some(lesion) = &mut concern.pigment {
        lesion.masi = (lesion.masi * factor).min(48.0);
    }
    if let Some(scar) = &mut concern.mature_scar {
        let MatureScar { height, redness, pigment, stiffness, .. } = scar;
        for (value, most) in [(height, 20.0), (redness, 10.0), (pigment, 10.0), (stiffness, 50.0)] {
            *value = (*value * factor).min(most);
        }
    }
    concern
}
