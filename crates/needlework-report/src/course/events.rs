//! The protocol as dated events.

use crate::report::{ProtocolEvent, SessionMark};
use needlework::course::{Event, EventKind, Study, Topicals};
use needlework::device::Technique;
use needlework::injury::{LaserColumns, Peel};

/// Every event with its settings.
pub fn protocol(study: &Study) -> Vec<ProtocolEvent> {
    let (mut session, mut last) = (0, None);
    study
        .protocol
        .events
        .iter()
        .map(|event| {
            let place = zones(study, event);
            match &event.kind {
                EventKind::Needling(needling) => {
                    // Zones needled on one day with settings of their own are one session.
                    if last != Some(event.day) {
                        session += 1;
                        last = Some(event.day);
                    }
                    let travel = needling.technique.needle_travel(&needling.device);
                    let detail =
                        format!("{}, {travel:.2} mm, {}, {place}", needling.device.name, manner(&needling.technique));
                    ProtocolEvent::new(event.day, "Needling", format!("Session {session}"), detail)
                }
                EventKind::Peel(peel) => ProtocolEvent::new(event.day, "Peel", peel_name(*peel), place),
                EventKind::Laser(columns) => ProtocolEvent::new(event.day, "Laser", laser_name(columns), place),
                EventKind::Topicals(topicals) => {
                    let detail = topical_names(topicals);
                    let label = if detail.is_empty() { "Topicals stop" } else { "Topicals" };
                    ProtocolEvent::new(event.day, "Topical", label, detail)
                }
            }
        })
        .collect()
}

/// What is marked on every time axis.
pub fn marks(study: &Study) -> Vec<SessionMark> {
    let (mut session, mut last) = (0, None);
    let mut marks: Vec<SessionMark> = Vec::new();
    for event in &study.protocol.events {
        let (label, short) = match &event.kind {
            EventKind::Needling(_) => {
                if last == Some(event.day) {
                    continue;
                }
                last = Some(event.day);
                session += 1;
                (format!("Session {session}"), session.to_string())
            }
            EventKind::Peel(_) => ("Peel".to_owned(), "P".to_owned()),
            EventKind::Laser(_) => ("Laser".to_owned(), "L".to_owned()),
            EventKind::Topicals(_) => continue,
        };
        marks.push(SessionMark::new(event.day, label, short));
    }
    marks
}

fn zones(study: &Study, event: &Event) -> String {
    let names: Vec<&str> = study
        .zones
        .iter()
        .enumerate()
        .filter(|(index, _)| event.treats(*index))
        .map(|(_, zone)| zone.name.as_str())
        .collect();
    names.join(", ")
}

fn manner(technique: &Technique) -> String {
    match technique {
        Technique::Roller(roller) => passes(roller.passes()),
        Technique::Pen(pen) => format!("{:.0} Hz, {:.0} mm/s, {}", pen.frequency, pen.hand_speed, passes(pen.passes)),
        Technique::Stamp(stamp) => passes(stamp.passes),
    }
}

fn passes(number: usize) -> String {
    if number == 1 { "1 pass".to_owned() } else { format!("{number} passes") }
}

fn peel_name(peel: Peel) -> String {
    match peel {
        Peel::Superficial => "Superficial peel".to_owned(),
        Peel::Medium { open_epidermis } => format!("Medium peel, {:.0} % of the epidermis", 100.0 * open_epidermis),
    }
}

fn laser_name(columns: &LaserColumns) -> String {
    let kind = if columns.core_diameter > 0.0 { "Fractional ablative laser" } else { "Fractional non-ablative laser" };
    format!("{kind}, {:.0} columns/cm², {:.2} mm deep", 100.0 * columns.density, columns.depth)
}

/// The topicals in use with their strength.
fn topical_names(topicals: &Topicals) -> String {
    [
        ("vitamin C", topicals.vitamin_c, ""),
        ("retinoid", topicals.retinoid, ""),
        ("growth factors", topicals.growth_factor, " pg/mm³/day"),
        ("hyaluronan", topicals.hyaluronan, " per day"),
        ("tranexamic acid", topicals.tranexamic_acid, ""),
        ("anti-inflammatory", topicals.anti_inflammatory, ""),
        ("occlusion", topicals.occlusion, ""),
        ("unprotected sun", topicals.ultraviolet, ""),
    ]
    .into_iter()
    .filter(|(_, strength, _)| *strength > 0.0)
    .map(|(name, strength, unit)| format!("{name} {strength:.2}{unit}"))
    .collect::<Vec<_>>()
    .join(", ")
}
