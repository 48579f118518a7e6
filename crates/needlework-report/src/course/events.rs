//! The protocol as dated events.

use crate::report::{ProtocolEvent, SessionMark};
use needlework::course::{Event, EventKind, Regimen, Study, Timing, Topicals};
use needlework::device::Technique;
use needlework::injury::{Laser, Peel, PeelClass, PeelDose};

/// Every event with its settings.
pub fn protocol(study: &Study) -> Vec<ProtocolEvent> {
    let (mut session, mut last) = (0, None);
    let mut events: Vec<ProtocolEvent> = study
        .protocol
        .events
        .iter()
        .map(|event| {
            let place = zones(study, |zone| event.treats(zone));
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
                EventKind::Peel(peel) => {
                    ProtocolEvent::new(event.day, "Peel", peel.name.clone(), format!("{}{place}", dose(peel)))
                }
                EventKind::Laser(laser) => {
                    ProtocolEvent::new(event.day, "Laser", laser.name.clone(), format!("{}, {place}", columns(laser)))
                }
                EventKind::Radiofrequency(needles) => {
                    let detail = format!("{:.0} /cm², {:.2} mm, {place}", 100.0 * needles.density, needles.depth);
                    ProtocolEvent::new(event.day, "Radiofrequency", needles.name.clone(), detail)
                }
                EventKind::Topicals(topicals) => {
                    let detail = topical_names(topicals);
                    let label = if detail.is_empty() { "Topicals stop" } else { "Topicals" };
                    ProtocolEvent::new(event.day, "Topical", label, detail)
                }
            }
        })
        .collect();
    events.extend(study.regimens.iter().map(|regimen| product(study, regimen)));
    events.sort_by(|a, b| a.day.total_cmp(&b.day));
    events
}

/// A product with a dose, from its first use to its last.
fn product(study: &Study, regimen: &Regimen) -> ProtocolEvent {
    let met = |event: &Event| (0..study.zones.len()).any(|zone| regimen.treats(zone) && event.treats(zone));
    let needles = |event: &&Event| matches!(event.kind, EventKind::Needling(_)) && met(event);
    let needled = || study.protocol.events.iter().filter(needles);
    let dose = format!("{} mg/cm², {:.3} %", regimen.product.amount, regimen.product.strength);
    let (day, end, when) = match regimen.timing {
        Timing::Session { shift } => {
            let days = || needled().map(|event| event.day);
            let when = match shift {
                s if s < 0.0 => "before each session",
                s if s > 0.0 => "after each session",
                _ => "needled in at each session",
            };
            let first = days().fold(f64::INFINITY, f64::min);
            (if first.is_finite() { first } else { 0.0 }, days().fold(0.0, f64::max), when)
        }
        Timing::Home { from, until, .. } => (from, until.min(study.protocol.horizon), "at home"),
    };
    let place = match regimen.zones.as_slice() {
        [] => String::new(),
        _ => format!(", {}", zones(study, |zone| regimen.treats(zone))),
    };
    let mut event = ProtocolEvent::new(day, "Product", regimen.active.name.clone(), format!("{dose}, {when}{place}"));
    event.duration = (end - day).max(0.0);
    event
}

/// A product in a few words.
pub fn product_name(regimen: &Regimen) -> String {
    let when = match regimen.timing {
        Timing::Session { shift } if shift < 0.0 => "before sessions",
        Timing::Session { shift } if shift > 0.0 => "after sessions",
        Timing::Session { .. } => "needled in",
        Timing::Home { .. } => "at home",
    };
    format!("{}, {when}", regimen.active.name)
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
            EventKind::Radiofrequency(_) => ("Radiofrequency".to_owned(), "R".to_owned()),
            EventKind::Topicals(_) => continue,
        };
        marks.push(SessionMark::new(event.day, label, short));
    }
    marks
}

fn zones(study: &Study, treats: impl Fn(usize) -> bool) -> String {
    let names: Vec<&str> = study
        .zones
        .iter()
        .enumerate()
        .filter(|(index, _)| treats(*index))
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

/// How a peel is put on, with a comma where there is something to say.
fn dose(peel: &Peel) -> String {
    let where_to = peel.spots.map_or(String::new(), |spots| {
        format!("in single scars of {:.1} mm, {:.2} % of the area, ", spots.width, 100.0 * spots.share)
    });
    match peel.dose {
        PeelDose::Class(PeelClass::Medium) => format!("into the papillary dermis, {where_to}"),
        PeelDose::Class(_) => format!("into the epidermis, {where_to}"),
        PeelDose::Application(a) => format!(
            "{:.0} % at pH {:.1}, {:.1} min, {} {where_to}",
            a.strength,
            a.ph,
            a.minutes,
            if a.coats == 1.0 { "1 coat,".to_owned() } else { format!("{:.0} coats,", a.coats) }
        ),
    }
}

fn columns(laser: &Laser) -> String {
    let c = &laser.columns;
    let times = if c.passes == 1.0 { String::new() } else { format!(" in {:.0} passes", c.passes) };
    let covered = 100.0 * c.coverage();
    format!("{:.0} columns/cm²{times}, {:.2} mm deep, {covered:.1} % of the surface", 100.0 * c.density, c.depth)
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
