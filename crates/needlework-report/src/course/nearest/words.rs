//! Why a trial is near, and what it measured, in words.

use crate::chart::significant;
use needlework::evidence::{
    Arm, Comparison, DeviceKind, Distance, Field, Kind, Outcome, Region, Since, Traits, Treatment,
};
use needlework::skin::Phototype;

/// Figures of a trial that are listed.
const MOST: usize = 5;

/// A field in a word or two.
pub fn field(field: Field) -> &'static str {
    match field {
        Field::Concern => "concern",
        Field::Treatments => "kinds of treatment",
        Field::Device => "kind of device",
        Field::NeedleLength => "needle length",
        Field::Sessions => "sessions",
        Field::Interval => "interval",
        Field::Region => "part of the body",
        Field::Phototypes => "phototypes",
        Field::Age => "age",
    }
}

/// A trial: who, how many, how.
pub fn trial(arm: &Arm) -> String {
    let mut text = arm.name.clone();
    let people = arm.people.map(|people| if people == 1 { "1 person".to_owned() } else { format!("{people} people") });
    let facts: Vec<String> = people.into_iter().chain(Some(arm.design.clone())).filter(|one| !one.is_empty()).collect();
    if !facts.is_empty() {
        text.push('\n');
        text.push_str(&facts.join(", "));
    }
    text
}

/// What a trial has in common with the course and what is different.
pub fn reasons(distance: &Distance, here: &Traits, there: &Traits) -> String {
    let (mut said, mut unstated) = (Vec::new(), Vec::new());
    for part in &distance.parts {
        let needles_only = matches!(part.field, Field::Device | Field::NeedleLength);
        if needles_only && here.has_needles() != there.has_needles() {
            // The kinds of treatment say it already.
            continue;
        }
        match part.dissimilarity.and_then(|found| reason(part.field, found, here, there)) {
            Some(text) => said.push(text),
            None => unstated.push(field(part.field)),
        }
    }
    if !unstated.is_empty() {
        said.push(format!("not stated: {}", unstated.join(", ")));
    }
    said.join("; ")
}

fn reason(field: Field, found: f64, here: &Traits, there: &Traits) -> Option<String> {
    let same = found < 1e-9;
    Some(match field {
        Field::Concern => {
            let name = there.concern.as_deref()?.replace('-', " ");
            match found {
                f if f < 1e-9 => "same concern".to_owned(),
                f if f < 1.0 => format!("related concern ({name})"),
                _ => format!("another concern ({name})"),
            }
        }
        Field::Treatments => {
            let ours = treatments(&here.treatments);
            let theirs = treatments(&there.treatments);
            if same { format!("{theirs} as here") } else { format!("{theirs} instead of {ours}") }
        }
        Field::Device => against(same, here.device?, there.device?, DeviceKind::name),
        Field::NeedleLength => {
            let [ours, theirs] = [here.needle_length?, there.needle_length?].map(|length| significant(length, 3));
            if same { format!("{theirs} mm as here") } else { format!("{theirs} instead of {ours} mm") }
        }
        Field::Sessions => {
            let [ours, theirs] = [here.sessions?, there.sessions?].map(|number| significant(number, 2));
            let word = if ours == "1" { "session" } else { "sessions" };
            if same { format!("{theirs} {word} as here") } else { format!("{theirs} instead of {ours} {word}") }
        }
        Field::Interval => {
            let [ours, theirs] = [here.interval?, there.interval?].map(|days| format!("{days:.0}"));
            if same { format!("every {theirs} days as here") } else { format!("every {theirs} instead of {ours} days") }
        }
        Field::Region => against(same, here.region?, there.region?, Region::name),
        Field::Phototypes => {
            let [ours, theirs] = [&here.phototypes, &there.phototypes].map(|types| phototypes(types));
            if same {
                format!("phototypes {theirs}, here {ours}")
            } else {
                format!("phototypes {theirs}, but {ours} here")
            }
        }
        Field::Age => format!("mean age {:.0}, here {:.0}", there.age?, here.age?),
    })
}

fn against<T: Copy>(same: bool, here: T, there: T, name: fn(T) -> &'static str) -> String {
    if same { format!("{} as here", name(there)) } else { format!("{} instead of {}", name(there), name(here)) }
}

fn treatments(kinds: &[Treatment]) -> String {
    match kinds {
        [] => "nothing".to_owned(),
        [Treatment::Needling] => "needling alone".to_owned(),
        kinds => kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" + "),
    }
}

/// `III` or `I to IV`.
fn phototypes(types: &[Phototype]) -> String {
    match (types.iter().min(), types.iter().max()) {
        (Some(low), Some(high)) if low != high => format!("{low:?} to {high:?}"),
        (Some(only), _) => format!("{only:?}"),
        _ => String::new(),
    }
}

/// What a trial measured, one line per figure; what the course computes too comes first and has the course beside it.
pub fn outcomes(arm: &Arm, compared: &[Comparison]) -> String {
    let mut lines: Vec<String> = compared.iter().map(comparison).collect();
    let alone = |outcome: &&Outcome| !compared.iter().any(|one| core::ptr::eq(one.outcome, *outcome));
    lines.extend(arm.outcomes.iter().filter(alone).map(measured_alone));
    let left = lines.len().saturating_sub(MOST);
    if left > 1 {
        lines.truncate(MOST);
        lines.push(format!("and {left} more figures"));
    }
    lines.join("\n")
}

fn comparison(one: &Comparison) -> String {
    let unit = unit(one.measured.kind, &one.outcome.unit);
    let level = one.measured.kind == Kind::Level;
    let figure = |value: f64| if level { significant(value, 2) } else { signed(value) };
    let span = |[low, high]: [f64; 2]| format!(" ({} to {})", figure(low), figure(high));
    format!(
        "{}{}: {}{unit}{}; this course {}{unit}{}{}",
        one.outcome.measure,
        when(one.outcome),
        figure(one.measured.value),
        one.measured.interval.map(span).unwrap_or_default(),
        figure(one.predicted.value),
        one.predicted.band.map(span).unwrap_or_default(),
        if one.outcome.fitted { " (fitted)" } else { "" },
    )
}

fn measured_alone(outcome: &Outcome) -> String {
    let unit = match outcome.unit.as_str() {
        "" | "count" => String::new(),
        unit => format!(" {unit}"),
    };
    let figure = match (outcome.baseline, outcome.value, outcome.change) {
        (Some(before), Some(after), _) => {
            format!("{} before, {}{unit} after", significant(before, 3), significant(after, 3))
        }
        (_, Some(value), _) if outcome.unit == "count" => match outcome.people {
            Some(people) => format!("{} of {people}", significant(value, 3)),
            None => significant(value, 3),
        },
        (_, Some(value), _) => format!("{}{unit}", significant(value, 3)),
        (_, None, Some(change)) => format!("{}{unit}", signed(change)),
        _ => "direction only".to_owned(),
    };
    format!("{}{}: {figure}", outcome.measure, when(outcome))
}

/// ` %`, or the unit with a space.
pub fn unit(kind: Kind, unit: &str) -> String {
    match (kind, unit) {
        (Kind::Percent, _) => " %".to_owned(),
        (_, "" | "-") => String::new(),
        (_, unit) => format!(" {unit}"),
    }
}

/// When it was measured, with a comma before it.
pub fn when(outcome: &Outcome) -> String {
    match outcome.time {
        Some((0.0, Since::Last)) => ", at the last session".to_owned(),
        Some((days, Since::Last)) => format!(", {days:.0} days after the last session"),
        Some((days, Since::First)) => format!(", {days:.0} days after the first session"),
        None => String::new(),
    }
}

/// A change with its sign and about three digits.
fn signed(value: f64) -> String {
    let text = significant(value, if value.abs() < 10.0 { 2 } else { 3 });
    if value > 0.0 { format!("+{text}") } else { text.replace('-', "−") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use needlework::evidence::distance;

    fn here() -> Traits {
        Traits {
            concern: Some("atrophic-acne-scars".into()),
            treatments: vec![Treatment::Needling],
            device: Some(DeviceKind::Roller),
            needle_length: Some(1.5),
            sessions: Some(4.0),
            interval: Some(30.0),
            region: Some(Region::Face),
            phototypes: vec![Phototype::IV],
            age: Some(25.0),
        }
    }

    #[test]
    fn the_reason_for_a_distance_is_said() {
        let there =
            Traits { sessions: Some(3.0), interval: None, phototypes: vec![Phototype::III, Phototype::V], ..here() };
        let text = reasons(&distance(&here(), &there), &here(), &there);
        assert_eq!(
            text,
            "same concern; needling alone as here; 1.5 mm as here; 3 instead of 4 sessions; roller as here; face as here; \
             phototypes III to V, but IV here; mean age 25, here 25; not stated: interval"
        );
    }

    #[test]
    fn a_laser_is_not_said_to_lack_needles() {
        let laser = Traits { treatments: vec![Treatment::Laser], device: None, needle_length: None, ..here() };
        let text = reasons(&distance(&here(), &laser), &here(), &laser);
        assert!(text.contains("laser instead of needling alone") && !text.contains("not stated"), "{text}");
    }
}
