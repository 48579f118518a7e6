//! Strikes a session: from a device, a technique and a skin to every puncture.

use super::contacts::Contact;
use super::depth::{Penetration, roller_contact};
use super::error::PunctureError;
use super::punctures::{Field, Punctures};
use super::{pen, roller, stamp};
use crate::device::{Device, Mechanism, Technique};
use crate::random::Key;
use crate::skin::Skin;
use rand::RngExt;
use rand_distr::StandardNormal;
use std::f64::consts::PI;

/// Most needle strokes that are simulated; more are refused before anything is allocated.
pub const MAX_PUNCTURES: usize = 20_000_000;

/// Strikes one session and returns every puncture on the patch.
///
/// Places come from the geometry of the device and the path of the hand, depths from [`Penetration`]. `key` and
/// `session` fix all chance: the same arguments give the same bits. The result does not depend on how much of the
/// treated area lies outside the patch; only `procedure_time` does.
///
/// # Errors
/// A number out of range, a technique that is not for this device, or more than [`MAX_PUNCTURES`] strokes.
///
/// ```
/// use needlework::device::{Device, Mechanism, Needle, Roller, RollerTechnique, Technique};
/// use needlework::puncture::{Field, Penetration, strike};
/// use needlework::random::Key;
/// use needlework::skin::{Person, Phototype, Sex, Site, Skin};
///
/// let device = Device {
///     id: "roller-192".into(),
///     name: "192-needle roller".into(),
///     mechanism: Mechanism::Roller(Roller {
///         drum_diameter: 20.0, drum_width: 20.0, rings: 8, needles_per_ring: 24, stagger: 0.5,
///         needle: Needle::new(1.5, 0.25),
///     }),
///     clearances: vec![],
/// };
/// let technique = Technique::Roller(RollerTechnique {
///     directions: [0.0_f64, 45.0, 90.0, 135.0, 22.5].map(f64::to_radians).to_vec(),
///     passes_per_direction: 3, speed: 50.0, lateral_jitter: 1.0,
/// });
/// let person = Person::median(30.0, Sex::Female, Phototype::III);
/// let skin = Skin::resolve(&person, &Site::reference_face())?;
/// let field = Field::representative(30_000.0);
/// let punctures = strike(&device, &technique, &skin, &field, &Penetration::default(), Key::new(1), 0)?;
/// let per_cm2 = 100.0 * punctures.density();
/// assert!((215.0..245.0).contains(&per_cm2)); // 15 passes of 15.3 per cm²
/// # Ok::<(), needlework::puncture::PunctureError>(())
/// ```
pub fn strike(
    device: &Device,
    technique: &Technique,
    skin: &Skin,
    field: &Field,
    model: &Penetration,
    key: Key,
    session: u64,
) -> Result<Punctures, PunctureError> {
    device.check()?;
    technique.check(device)?;
    field.check()?;
    model.check()?;
    let mut places = key.stream("puncture/place", session);
    let (contacts, procedure_time) = match (&device.mechanism, technique) {
        (Mechanism::Roller(drum), Technique::Roller(hand)) => {
            (roller::contacts(drum, hand, field, model, &mut places)?, roller::procedure_time(drum, hand, field, model))
        }
        (Mechanism::Pen(drive), Technique::Pen(hand)) => {
            (pen::contacts(drive, hand, field, &mut places)?, pen::procedure_time(hand, field))
        }
        (Mechanism::Stamp(array), Technique::Stamp(hand)) => {
            (stamp::contacts(array, hand, field, &mut places)?, stamp::procedure_time(array, hand, field))
        }
        (mechanism, technique) => {
            return Err(PunctureError::Mismatch { device: mechanism.name(), technique: technique.name() });
        }
    };
    Ok(pierce(device, technique, skin, field, model, &contacts, procedure_time, key, session))
}

/// Gives every contact its depth.
#[expect(clippy::too_many_arguments, reason = "the private second half of `strike`")]
fn pierce(
    device: &Device,
    technique: &Technique,
    skin: &Skin,
    field: &Field,
    model: &Penetration,
    contacts: &[Contact],
    procedure_time: f64,
    key: Key,
    session: u64,
) -> Punctures {
    let needle = device.needle();
    let travel = technique.needle_travel(device);
    let tolerance = match &device.mechanism {
        Mechanism::Pen(pen) => pen.depth_tolerance,
        Mechanism::Roller(_) | Mechanism::Stamp(_) => 0.0,
    };
    let speed = insertion_speed(device, technique, travel);
    let median = model.median_indentation(skin.site.support, speed);
    let mut chance = key.stream("puncture/depth", session);
    let mut stroke = None;
    let mut stroke_factor = 1.0;
    let mut depth = Vec::with_capacity(contacts.len());
    for contact in contacts {
        if stroke != Some(contact.stroke) {
            stroke = Some(contact.stroke);
            let score: f64 = chance.sample(StandardNormal);
            stroke_factor = (model.stroke_log_sd * score).exp();
        }
        let needle_score: f64 = chance.sample(StandardNormal);
        let drive_score: f64 = chance.sample(StandardNormal);
        // The stated tolerance is two standard deviations and no drive exceeds it.
        let protrusion = travel + (0.5 * tolerance * drive_score).clamp(-tolerance, tolerance);
        let indentation = median * stroke_factor * (model.needle_log_sd * needle_score).exp();
        depth.push(model.depth(protrusion, indentation, skin));
    }
    let open_radius = 0.5 * model.mouth_ratio * needle.diameter;
    let mouth = |d: &f64| if *d > skin.layers.stratum_corneum { open_radius } else { 0.0 };
    Punctures {
        field: *field,
        x: contacts.iter().map(|contact| contact.x).collect(),
        y: contacts.iter().map(|contact| contact.y).collect(),
        time: contacts.iter().map(|contact| contact.time).collect(),
        mouth_radius: depth.iter().map(mouth).collect(),
        needle: contacts.iter().map(|contact| contact.needle).collect(),
        depth,
        needle_travel: travel,
        travel_tolerance: tolerance,
        needle_diameter: needle.diameter,
        taper: needle.taper,
        procedure_time,
    }
}

/// Speed of the tip as it meets the skin [mm/s].
fn insertion_speed(device: &Device, technique: &Technique, travel: f64) -> f64 {
    match (&device.mechanism, technique) {
        // Fastest point of a crank drive, π·f·T.
        (_, Technique::Pen(hand)) => PI * hand.frequency * travel,
        (_, Technique::Stamp(hand)) => hand.press_speed,
        (Mechanism::Roller(drum), Technique::Roller(hand)) => {
            // Downward speed of a tip as it enters to half its length.
            let tip = 0.5 * drum.drum_diameter + travel;
            let (needles, _) = roller_contact(drum, 0.5 * travel);
            let angle = PI * needles / drum.needle_count().max(1) as f64;
            hand.speed * tip / (0.5 * drum.drum_diameter) * angle.sin()
        }
        (_, Technique::Roller(hand)) => hand.speed,
    }
}
