//! When a course is recorded: densely after each event, sparsely once the tissue is quiet.

use super::protocol::Protocol;

/// Days after an event on which the tissue is recorded; the first record, after a minute, shows the injury [day].
const AFTER_EVENT: [f64; 29] = [
    1.0 / 1440.0,
    1.0 / 96.0,
    1.0 / 48.0,
    1.0 / 24.0,
    2.0 / 24.0,
    3.0 / 24.0,
    0.25,
    0.375,
    0.5,
    0.75,
    1.0,
    1.25,
    1.5,
    1.75,
    2.0,
    2.5,
    3.0,
    3.5,
    4.0,
    5.0,
    6.0,
    7.0,
    8.0,
    10.0,
    12.0,
    14.0,
    17.0,
    21.0,
    28.0,
];

/// Distance of records once the tissue is quiet [day].
const QUIET: f64 = 7.0;

/// Records closer than this are one [day].
const SAME: f64 = 0.5 / 1440.0;

/// The times at which a zone is recorded: day 0, day 30, the reading day, the days that the study asks for, after each event of the zone on the
/// ladder above, weekly otherwise. A record at the time of an event shows the tissue before it. Strictly rising, from 0 to
/// the horizon [day].
pub fn recording_times(protocol: &Protocol, zone: usize) -> Vec<f64> {
    let horizon = protocol.horizon;
    let mut times = vec![0.0, horizon, 30.0, protocol.reading_day()];
    let weeks = (horizon / QUIET).floor() as u32;
    times.extend((1..=weeks).map(|week| f64::from(week) * QUIET));
    times.extend(protocol.snapshots.iter().copied());
    for event in protocol.events.iter().filter(|event| event.treats(zone)) {
        times.push(event.day);
        times.extend(AFTER_EVENT.iter().map(|after| event.day + after));
    }
    times.retain(|time| (0.0..=horizon).contains(time));
    times.sort_by(f64::total_cmp);
    times.dedup_by(|later, earlier| *later - *earlier < SAME);
    // A day that was asked for is recorded at its own time, not at that of a neighbour half a minute away.
    for asked in protocol.snapshots.iter().copied().chain([horizon]) {
        if let Some(time) = times.iter_mut().find(|time| (**time - asked).abs() < SAME) {
            *time = asked;
        }
    }
    times
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::{Event, EventKind, Topicals};

    #[test]
    fn times_rise_strictly_and_hold_what_was_asked_for() {
        let event = |day| Event { day, zones: vec![], kind: EventKind::Topicals(Topicals::default()) };
        let protocol = Protocol { events: vec![event(0.0), event(30.0)], horizon: 100.0, snapshots: vec![56.0, 99.5] };
        let times = recording_times(&protocol, 0);
        assert!(times.windows(2).all(|pair| pair[1] - pair[0] >= SAME));
        for day in [0.0, 1.0 / 1440.0, 30.0, 30.125, 56.0, 99.5, 100.0] {
            assert!(times.contains(&day), "{day} is missing");
        }
        assert_eq!(times.last(), Some(&100.0));
    }
}
