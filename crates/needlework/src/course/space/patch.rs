//! The patch of a zone: its block, and the injuries of its events at their places.

use super::settings::{LEAST_DEPTH, Space, USUAL_EDGE};
use super::slice::{Hole, laser_hole, needle_hole};
use crate::course::draw::Draw;
use crate::course::heal::Patient;
use crate::course::protocol::EventKind;
use crate::course::sessions::Session;
use crate::course::{CourseError, Study};
use crate::injury::{Injury, InjuryKind, LaserColumns, ZoneInjury};
use crate::random::Key;
use crate::skin::Skin;
use crate::space::{Axis, Block, Sides};
use crate::tissue::{Patch, Puncture};
use rand::RngExt;

/// Depth of the block below the channels [mm].
const BELOW_CHANNELS: f64 = 0.4;
/// Deepest block [mm].
const MOST_DEPTH: f64 = 6.0;

/// The block of a study; `reach` is the depth of the deep channels [mm]. Voxels are even, so that pictures are.
///
/// # Errors
/// A block of too many voxels.
pub(super) fn block(space: &Space, reach: f64) -> Result<Block, CourseError> {
    let edge = space.resolution.unwrap_or(USUAL_EDGE);
    let across = |length: f64| ((length / edge).round() as usize).max(2);
    let depth = space.depth.unwrap_or((reach + BELOW_CHANNELS).clamp(LEAST_DEPTH, MOST_DEPTH));
    let layers = across(depth);
    let sides = if space.block.periodic { Sides::Periodic } else { Sides::NoFlux };
    let axis = Axis::uniform(edge * layers as f64, layers)?;
    let [width, height] = space.block.size;
    Ok(Block::new(across(width), across(height), edge, axis, sides)?)
}

/// Injures a patch by an event: punctures of its session where they fall into the block, columns of a laser on a grid
/// that lies anywhere, a peel everywhere. `even` has one zone for every layer.
pub(super) fn injure_patch(
    patch: &mut Patch,
    study: &Study,
    draw: &Draw,
    skin: &Skin,
    event: usize,
    session: Option<&Session>,
    even: Option<&Injury>,
) {
    let size = [patch.grid().x().length(), patch.grid().y().length()];
    if let Some(session) = session {
        patch.strike(&struck(session, draw, skin, size), &draw.puncturing.destruction);
        if session.injury.platelet_bolus > 0.0 {
            everywhere(patch, &platelets(session.injury.platelet_bolus));
        }
    } else if let Some(EventKind::Laser(laser)) = study.protocol.events.get(event).map(|event| &event.kind) {
        let columns = laser.drawn(draw.insults.columns);
        patch.burn(&scanner(&columns, size, draw.key, event), &columns);
    } else if let Some(injury) = even {
        everywhere(patch, injury);
    }
}

/// Punctures of a session that fall into a block of a size, which lies in the middle of their field.
fn struck(session: &Session, draw: &Draw, skin: &Skin, size: [f64; 2]) -> Vec<Puncture> {
    let field = &session.punctures.field;
    let corner = [0.5 * (field.patch_width - size[0]).max(0.0), 0.5 * (field.patch_height - size[1]).max(0.0)];
    Puncture::in_window(&session.punctures, skin, &draw.puncturing.penetration, corner, size)
}

/// Channels of the first treatment of a zone that opens any.
pub(super) fn holes(block: &Block, study: &Study, draw: &Draw, patient: &Patient) -> Vec<Hole> {
    let size = [block.x().length(), block.y().length()];
    let skin = &draw.skins[patient.zone];
    let of_event = |event: usize| -> Vec<Hole> {
        if let Some(session) = patient.sessions.iter().find(|session| session.event == event) {
            let inside = struck(session, draw, skin, size);
            return inside.iter().map(|puncture| needle_hole(puncture, &draw.puncturing.destruction)).collect();
        }
        match study.protocol.events.get(event).map(|event| &event.kind) {
            Some(EventKind::Laser(laser)) if laser.columns.core_diameter > 0.0 => {
                let columns = laser.drawn(draw.insults.columns);
                scanner(&columns, size, draw.key, event).into_iter().map(|place| laser_hole(place, &columns)).collect()
            }
            _ => Vec::new(),
        }
    };
    let treats = |event: &usize| study.protocol.events[*event].treats(patient.zone);
    (0..study.protocol.events.len()).filter(treats).map(of_event).find(|holes| !holes.is_empty()).unwrap_or_default()
}

/// Plasma laid on, and nothing else.
fn platelets(bolus: f64) -> Injury {
    Injury {
        kind: InjuryKind::Needling,
        zones: Vec::new(),
        bleed: 0.0,
        open_barrier: 0.0,
        open_epidermis: 0.0,
        lesion_width: 0.0,
        epidermis_removed: 0.0,
        platelet_bolus: bolus,
        density: 0.0,
    }
}

/// The same injury in every column.
fn everywhere(patch: &mut Patch, injury: &Injury) {
    let nothing = ZoneInjury { depth: 0.0, destroyed: 0.0, ablated: 0.0, coagulated: 0.0 };
    patch.injure(|_, layer| injury.zones.get(layer).copied().unwrap_or(nothing), |_| injury.clone());
}

/// Places of laser columns: a square grid of the density, as near as whole rows fit, moved by chance.
fn scanner(laser: &LaserColumns, size: [f64; 2], key: Key, event: usize) -> Vec<[f64; 2]> {
    let rows = size.map(|length| (length * laser.density.sqrt()).round().max(1.0));
    let mut chance = key.stream("course/laser", event as u64);
    let shift: [f64; 2] = [chance.random(), chance.random()];
    let place = |axis: usize, row: u32| size[axis] * (f64::from(row) + shift[axis]) / rows[axis];
    (0..rows[1] as u32)
        .flat_map(|j| (0..rows[0] as u32).map(move |i| [i, j]))
        .map(|[i, j]| [place(0, i), place(1, j)])
        .collect()
}
