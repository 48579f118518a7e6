//! Sessions in numbers: every puncture of each session, and the injury that it is.

use super::error::CourseError;
use super::protocol::{EventKind, Needling};
use super::study::Study;
use crate::injury::{Destruction, Injury, wound};
use crate::outcome::INJURY_DEPTHS;
use crate::puncture::{Field, Pattern, Penetration, Punctures, Warning, strike};
use crate::random::Key;
use crate::skin::Skin;

/// One needling session of one zone.
#[derive(Clone, Debug)]
pub struct Session {
    /// Index of the event in the protocol.
    pub event: usize,
    /// Day of the session [day].
    pub day: f64,
    /// Every puncture on the representative patch.
    pub punctures: Punctures,
    /// Summary of the punctures.
    pub pattern: Pattern,
    /// The injury at the depth zones.
    pub injury: Injury,
    /// What the operator should look at.
    pub warnings: Vec<Warning>,
}

/// The models between the needle and the tissue, with their coefficients.
#[derive(Clone, Copy, Debug, Default)]
pub struct Puncturing {
    /// Depth and mouth of a channel.
    pub penetration: Penetration,
    /// Dead tissue round a channel.
    pub destruction: Destruction,
}

/// Strikes every needling session of a zone on a square patch of side `patch` [mm].
///
/// # Errors
/// A session that cannot be struck: a number out of range, a technique that does not fit the device.
pub fn strike_sessions(
    study: &Study,
    zone: usize,
    skin: &Skin,
    puncturing: &Puncturing,
    patch: f64,
    key: Key,
) -> Result<Vec<Session>, CourseError> {
    let treated = study.zones.get(zone).ok_or(CourseError::UnknownZone { zone, zones: study.zones.len() })?;
    let field = Field { patch_width: patch, patch_height: patch, treated_area: 100.0 * treated.area };
    let mut sessions = Vec::new();
    for (event, planned) in study.protocol.events.iter().enumerate() {
        let EventKind::Needling(needling) = &planned.kind else { continue };
        if !planned.treats(zone) {
            continue;
        }
        // The stream number separates sessions and zones, so that no two share their chance. It counts needling sessions,
        // so that a topical or a peel between them changes no puncture.
        let stream = (sessions.len() * study.zones.len() + zone) as u64;
        let (punctures, pattern, injury) = strike_session(needling, skin, &field, puncturing, key, stream)?;
        let warnings = Warning::of(&punctures, &pattern, &needling.device);
        sessions.push(Session { event, day: planned.day, punctures, pattern, injury, warnings });
    }
    Ok(sessions)
}

/// Strikes one session.
fn strike_session(
    needling: &Needling,
    skin: &Skin,
    field: &Field,
    puncturing: &Puncturing,
    key: Key,
    stream: u64,
) -> Result<(Punctures, Pattern, Injury), CourseError> {
    let Puncturing { penetration, destruction } = puncturing;
    let punctures = strike(&needling.device, &needling.technique, skin, field, penetration, key, stream)?;
    let pattern = Pattern::of(&punctures, &needling.device, &needling.technique, skin, penetration);
    let injury = wound(&punctures, skin, &INJURY_DEPTHS, penetration, destruction)?;
    Ok((punctures, pattern, injury.with_platelets(needling.platelet_plasma)))
}
