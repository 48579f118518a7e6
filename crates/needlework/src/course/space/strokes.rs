//! The punctures of needling sessions that fall into a patch, when they are made.

use crate::course::draw::Draw;
use crate::course::sessions::Session;
use crate::puncture::Punctures;
use crate::skin::Skin;
use crate::tissue::Puncture;

/// Into how many parts the time is divided in which a session passes over a patch: the punctures of one are made at once.
const PARTS: f64 = 4.0;
/// Windows that are compared lie at least this far apart, in widths of a window [-], and there are at most so many in a row.
const SHIFT: f64 = 0.25;
/// See [`SHIFT`] [-].
const MOST_SHIFTS: f64 = 16.0;
const SECONDS_PER_DAY: f64 = 86_400.0;

/// Punctures that are made at one time.
#[derive(Clone, Debug)]
pub(super) struct Strokes {
    /// When [day].
    pub day: f64,
    /// Their places from the corner of the patch, and their channels.
    pub punctures: Vec<Puncture>,
}

/// How many channels of a session a patch holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PatchChannels {
    /// Day of the session [day].
    pub day: f64,
    /// Channels in the patch.
    pub placed: usize,
    /// Channels of the session on an area of that size, in the mean over its field [-].
    pub mean: f64,
}

/// A session as a patch sees it: a window of the session's field whose channels are, summed over their depths, as near as
/// possible to the mean of the field. A window anywhere would differ from it by chance (of `n` channels by `1/√n` and more,
/// since strokes come in rows), and that chance would pass for an effect of the geometry.
#[derive(Clone, Debug)]
pub(super) struct Struck {
    /// Index of the event in the protocol.
    pub event: usize,
    /// What is made when, in the order of time; the first at the time of the session.
    pub strokes: Vec<Strokes>,
    /// How many channels that are.
    pub channels: PatchChannels,
}

impl Struck {
    /// The part of a session that falls into a patch of a size [mm].
    pub(super) fn of(session: &Session, draw: &Draw, skin: &Skin, size: [f64; 2]) -> Self {
        let Session { event, day, punctures, .. } = session;
        let corner = window(punctures, skin, size);
        let inside = Puncture::in_window(punctures, skin, &draw.puncturing.penetration, corner, size);
        let opened = punctures.depth.iter().filter(|depth| **depth > skin.layers.stratum_corneum).count();
        let share = size[0] * size[1] / punctures.field.patch_area();
        let channels = PatchChannels { day: *day, placed: inside.len(), mean: opened as f64 * share };
        Self { event: *event, strokes: by_time(*day, inside), channels }
    }

    /// All of its punctures.
    pub(super) fn punctures(&self) -> impl Iterator<Item = &Puncture> {
        self.strokes.iter().flat_map(|strokes| &strokes.punctures)
    }
}

/// Punctures in parts of equal length of the time that they take; each part is made at the mean of its times, the first on
/// `day`.
fn by_time(day: f64, punctures: Vec<(f64, Puncture)>) -> Vec<Strokes> {
    let (first, last) = punctures
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(first, last), (time, _)| (first.min(*time), last.max(*time)));
    let part = |time: f64| {
        if last > first { (PARTS * (time - first) / (last - first)).floor().min(PARTS - 1.0) as usize } else { 0 }
    };
    let mut parts = vec![Vec::new(); PARTS as usize];
    for timed in punctures {
        parts[part(timed.0)].push(timed);
    }
    parts.retain(|part| !part.is_empty());
    let mean = |part: &[(f64, Puncture)]| part.iter().map(|(time, _)| time).sum::<f64>() / part.len() as f64;
    let start = parts.first().map_or(0.0, |part| mean(part));
    parts
        .into_iter()
        .map(|part| Strokes {
            day: day + (mean(&part) - start) / SECONDS_PER_DAY,
            punctures: part.into_iter().map(|(_, puncture)| puncture).collect(),
        })
        .collect()
}

/// Lower left corner of the window of a size [mm] whose channels come nearest to the mean of the field, in the sum of their
/// depths; the first of those that come equally near.
fn window(punctures: &Punctures, skin: &Skin, size: [f64; 2]) -> [f64; 2] {
    let field = &punctures.field;
    let room = [(field.patch_width - size[0]).max(0.0), (field.patch_height - size[1]).max(0.0)];
    let opened = |depth: f64| if depth > skin.layers.stratum_corneum { depth } else { 0.0 };
    let share = (size[0] * size[1] / field.patch_area()).min(1.0);
    let wanted = share * punctures.depth.iter().map(|depth| opened(*depth)).sum::<f64>();
    let shifts = [0, 1].map(|axis| (room[axis] / (SHIFT * size[axis])).floor().min(MOST_SHIFTS));
    let place = |axis: usize, at: u32| if at == 0 { 0.0 } else { room[axis] * f64::from(at) / shifts[axis] };
    let mut best = ([0.5 * room[0], 0.5 * room[1]], f64::INFINITY);
    let [across, up] = shifts.map(|most| most as u32);
    for (j, i) in (0..=up).flat_map(|j| (0..=across).map(move |i| (j, i))) {
        let corner = [place(0, i), place(1, j)];
        let within = |place: f64, axis: usize| (0.0..size[axis]).contains(&(place - corner[axis]));
        let places = punctures.x.iter().zip(&punctures.y).zip(&punctures.depth);
        let sum: f64 = places.filter(|((x, y), _)| within(**x, 0) && within(**y, 1)).map(|(_, d)| opened(*d)).sum();
        // A window without a channel shows nothing, however rare channels are.
        let off = if sum > 0.0 { (sum - wanted).abs() } else { f64::MAX };
        if off < best.1 {
            best = (corner, off);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tissue::Channel;

    #[test]
    fn punctures_are_made_in_parts_in_the_order_of_their_times() {
        let channel = Channel { depth: 0.8, diameter: 0.25, taper: 0.5, mouth_radius: 0.06, bleed: 0.5 };
        // Four parts of 100 s; nothing in the third.
        let times = [390.0, 10.0, 400.0, 110.0, 0.0, 20.0];
        let punctures = times.map(|time| (time, Puncture { x: time, y: 0.0, channel })).to_vec();
        let strokes = by_time(3.0, punctures);
        let seconds: Vec<f64> = strokes.iter().map(|part| ((part.day - 3.0) * SECONDS_PER_DAY).round()).collect();
        assert_eq!(seconds, [0.0, 100.0, 385.0]);
        let made: Vec<Vec<f64>> =
            strokes.iter().map(|part| part.punctures.iter().map(|puncture| puncture.x).collect()).collect();
        assert_eq!(made, [vec![10.0, 0.0, 20.0], vec![110.0], vec![390.0, 400.0]]);
        // All at one time, and none.
        assert_eq!(by_time(3.0, vec![(5.0, Puncture { x: 0.0, y: 0.0, channel })])[0].day, 3.0);
        assert!(by_time(3.0, Vec::new()).is_empty());
    }
}
