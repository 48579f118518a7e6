//! The words of the report.

use crate::prose::listed;
use needlework::course::{Course, EventKind, InsultFacts, Study};
use needlework::outcome::SessionFacts;
use needlework::skin::Sex;

/// One line below the title.
pub fn subtitle(study: &Study) -> String {
    let person = &study.person;
    let sex = match person.sex {
        Sex::Female => "woman",
        Sex::Male => "man",
    };
    let zones: Vec<&str> = study.zones.iter().map(|zone| zone.name.as_str()).collect();
    format!(
        "{}; a {sex} of {:.0}, phototype {:?}; {}",
        study.concern.name,
        person.age,
        person.phototype,
        zones.join(", ")
    )
}

/// How many treatments of each kind there are; those of one day and kind, such as in several zones, count once.
fn treatments(study: &Study) -> String {
    type Is = fn(&EventKind) -> bool;
    let kinds: [(Is, &str); 4] = [
        (|kind| matches!(kind, EventKind::Needling(_)), "needling session"),
        (|kind| matches!(kind, EventKind::Peel(_)), "peel"),
        (|kind| matches!(kind, EventKind::Laser(_)), "laser session"),
        (|kind| matches!(kind, EventKind::Radiofrequency(_)), "radiofrequency session"),
    ];
    let counted = kinds.iter().filter_map(|(is, name)| {
        let of_kind = study.protocol.events.iter().filter(|event| is(&event.kind));
        let mut days: Vec<f64> = of_kind.map(|event| event.day).collect();
        days.dedup();
        match days.len() {
            0 => None,
            1 => Some(format!("1 {name}")),
            many => Some(format!("{many} {name}s")),
        }
    });
    let counted: Vec<String> = counted.collect();
    if counted.is_empty() { "No treatment".to_owned() } else { listed(&counted) }
}

/// What the course comes to.
pub fn summary(study: &Study, course: &Course) -> Vec<String> {
    let months = study.protocol.horizon / 30.4375;
    let mut lines = vec![format!(
        "{} over a simulated {months:.0} months; results are read on day {:.0}, about three months after the last treatment, \
         or at the end if that is earlier.",
        treatments(study),
        study.protocol.reading_day()
    )];
    let facts = || course.zones.iter().flat_map(|zone| &zone.facts);
    if let Some(first) = facts().map(|facts| facts.day).min_by(f64::total_cmp) {
        let minutes: f64 = facts().filter(|facts| facts.day == first).map(|facts| facts.procedure_time).sum();
        let most = |quantity: fn(&SessionFacts) -> f64| facts().map(quantity).fold(0.0, f64::max);
        lines.push(format!(
            "The first session takes about {minutes:.0} minutes of needling; a session is expected to hurt up to {:.1} out of \
             10 with the stated anaesthesia, and shows for up to {:.1} days.",
            most(|facts| facts.pain),
            most(|facts| facts.downtime)
        ));
    }
    let insults = || course.zones.iter().flat_map(|zone| &zone.insults);
    if insults().next().is_some() {
        let most = |quantity: fn(&InsultFacts) -> f64| insults().map(quantity).fold(0.0, f64::max);
        lines.push(format!(
            "A peel, laser or radiofrequency session is expected to hurt up to {:.1} out of 10; what is seen \
             of it, redness, swelling, flakes or crusts, is gone {}.",
            most(|facts| facts.recovery.pain.central),
            gone(&insults().collect::<Vec<_>>())
        ));
    }
    lines
}

/// When nothing is seen any more: after the first session, and after the one that shows longest where that is another.
fn gone(insults: &[&InsultFacts]) -> String {
    let longest = insults.iter().max_by(|a, b| a.unseen().total_cmp(&b.unseen()));
    let (Some(first), Some(longest)) = (insults.first(), longest) else { return String::new() };
    if longest.unseen() - first.unseen() < 0.05 {
        return format!("after {:.1} days", first.unseen());
    }
    format!(
        "{:.1} days after the first session and {:.1} days after that of day {:.0}, at most",
        first.unseen(),
        longest.unseen(),
        longest.day
    )
}

/// What the bands are.
pub fn band_meaning(course: &Course) -> String {
    if course.courses <= 1 {
        return "none, since no draws were made".to_owned();
    }
    format!(
        "5th to 95th percentile of {} draws of every uncertain parameter, the person's healing and skin thickness, and the \
         chance of the strokes. Parameters are drawn independently from judged spreads, and a draw is kept if an ordinary \
         session heals in it ({} of {} did); the line is the course with central values, which need not lie at the median \
         of the draws",
        course.courses - 1,
        course.courses - 1,
        course.candidates
    )
}
