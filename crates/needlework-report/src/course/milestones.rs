//! What follows from the protocol on the same time axis: redness after each session, reading, when to judge.

use crate::report::ProtocolEvent;
use needlework::course::{Course, Study, Worth};

/// Spans and days of the first zone and of the course.
pub fn milestones(study: &Study, course: &Course, worth: &[Option<Worth>]) -> Vec<ProtocolEvent> {
    let Some(zone) = course.zones.first() else { return Vec::new() };
    let mut events: Vec<ProtocolEvent> = Vec::new();
    let needled = zone.facts.iter().map(|facts| (facts.day, facts.downtime));
    let other = zone.insults.iter().map(|insult| (insult.day, insult.downtime));
    let mut red: Vec<(f64, f64)> = needled.chain(other).filter(|(_, days)| *days > 0.0).collect();
    red.sort_by(|a, b| a.0.total_cmp(&b.0));
    events.extend(red.into_iter().map(|(day, days)| ProtocolEvent {
        duration: days,
        ..ProtocolEvent::new(day, "Redness seen", format!("{days:.1} days"), "")
    }));
    let horizon = study.protocol.horizon;
    let last = needlework::evidence::sessions_of(study, 0).last().copied().unwrap_or(0.0);
    if let Some(Some(worth)) = worth.first() {
        let from = last + worth.judge_after;
        if from < horizon {
            let until = worth.held_until.map_or(horizon, |held| (last + held).min(horizon));
            events.push(ProtocolEvent {
                duration: (until - from).max(0.0),
                ..ProtocolEvent::new(from, "Settled, 80 % held", worth.endpoint.info().name, "")
            });
        }
    }
    events.push(ProtocolEvent::new(study.protocol.reading_day(), "Results read", "Reading day", ""));
    events.push(ProtocolEvent::new(horizon, "Results read", "End of the course", ""));
    events
}
