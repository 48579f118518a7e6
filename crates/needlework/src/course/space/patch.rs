//! The patch of a zone: its block, and the injuries of its events at their places.

use super::settings::{MOST_VOXELS, Space};
use super::slice::{Hole, heated_hole, laser_hole, needle_hole};
use super::strokes::Struck;
use crate::course::draw::Draw;
use crate::course::heal::Patient;
use crate::course::protocol::EventKind;
use crate::course::sessions::Session;
use crate::course::{CourseError, Study};
use crate::injury::{Injury, InjuryKind, LaserColumns, ZoneInjury};
use crate::limit::count_in_range;
use crate::random::Key;
use crate::space::{Axis, Block, Sides};
use crate::tissue::Patch;
use rand::RngExt;

/// The block of a study; `reach` is the depth of the deep channels [mm]. Voxels are even, so that pictures are.
///
/// # Errors
/// A block of too many voxels.
pub(super) fn block(space: &Space, reach: f64) -> Result<Block, CourseError> {
    count_in_range("space.voxels", space.voxels(reach), 1, MOST_VOXELS)?;
    let edge = space.edge();
    let across = |length: f64| ((length / edge).round() as usize).max(2);
    let layers = across(space.block_depth(reach));
    let sides = if space.block.periodic { Sides::Periodic } else { Sides::NoFlux };
    let axis = Axis::uniform(edge * layers as f64, layers)?;
    let [width, height] = space.block.size;
    Ok(Block::new(across(width), across(height), edge, axis, sides)?)
}

/// Injures a patch by what of an event happens at once: platelets of a needling session (its punctures have their own
/// times, see [`Struck`]), columns of a laser on a grid that lies anywhere, radiofrequency needles at places drawn by chance,
/// a peel everywhere. `even` has one zone for every layer.
pub(super) fn injure_patch(
    patch: &mut Patch,
    study: &Study,
    draw: &Draw,
    event: usize,
    session: Option<&Session>,
    even: Option<&Injury>,
) {
    let size = [patch.grid().x().length(), patch.grid().y().length()];
    if let Some(session) = session {
        if session.injury.platelet_bolus > 0.0 {
            everywhere(patch, &platelets(session.injury.platelet_bolus));
        }
        return;
    }
    match (study.protocol.events.get(event).map(|event| &event.kind), even) {
        (Some(EventKind::Laser(laser)), _) => {
            let columns = laser.drawn(draw.insults.columns);
            patch.burn(&scanner(&columns, size, draw.key, event), &columns);
        }
        (Some(EventKind::Radiofrequency(needles)), Some(injury)) => {
            let places = scattered(needles.density, size, draw.key, event);
            patch.heat(&places, needles, injury, &draw.puncturing.destruction);
        }
        (_, Some(injury)) => everywhere(patch, injury),
        (_, None) => {}
    }
}

/// Channels of the first treatment of a zone that opens any.
pub(super) fn holes(block: &Block, study: &Study, draw: &Draw, patient: &Patient, struck: &[Struck]) -> Vec<Hole> {
    let size = [block.x().length(), block.y().length()];
    let of_event = |event: usize| -> Vec<Hole> {
        if let Some(struck) = struck.iter().find(|struck| struck.event == event) {
            return struck.punctures().map(|puncture| needle_hole(puncture, &draw.puncturing.destruction)).collect();
        }
        match study.protocol.events.get(event).map(|event| &event.kind) {
            Some(EventKind::Laser(laser)) if laser.columns.core_diameter > 0.0 => {
                let columns = laser.drawn(draw.insults.columns);
                scanner(&columns, size, draw.key, event).into_iter().map(|place| laser_hole(place, &columns)).collect()
            }
            Some(EventKind::Radiofrequency(needles)) => {
                let places = scattered(needles.density, size, draw.key, event);
                places.into_iter().map(|place| heated_hole(place, needles, &draw.puncturing.destruction)).collect()
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

/// Places drawn by chance, as many as there are on such an area in the mean.
fn scattered(density: f64, size: [f64; 2], key: Key, event: usize) -> Vec<[f64; 2]> {
    let mut chance = key.stream("course/radiofrequency", event as u64);
    let count = (density * size[0] * size[1]).round() as usize;
    (0..count).map(|_| size.map(|length| length * chance.random::<f64>())).collect()
}
