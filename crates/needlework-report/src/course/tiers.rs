//! Which tier the numbers come from, and what the others gave.

use crate::prose::listed;
use crate::report::{Table, Warning};
use needlework::course::{Course, PatchChannels, Study, Tier, TierRow, ZoneCourse};
use needlework::injury::InjuryKind;

/// What a reader must know before believing the numbers: one remark per zone.
pub fn limits(study: &Study, course: &Course) -> Vec<Warning> {
    let all = if course.zones.iter().any(|zone| !zone.sessions.is_empty()) {
        "No trial has measured the effect of density, and scar risk from disorganised collagen is not calibrated."
    } else {
        "Scar risk from disorganised collagen is not calibrated."
    };
    // Zones of which the same is to be said share one remark.
    let mut remarks: Vec<(String, Vec<&str>)> = Vec::new();
    for zone in &course.zones {
        let text = remark(zone);
        match remarks.iter_mut().find(|(known, _)| *known == text) {
            Some((_, zones)) => zones.push(&zone.name),
            None => remarks.push((text, vec![&zone.name])),
        }
    }
    let named = |(text, zones): (String, Vec<&str>)| {
        if study.zones.len() > 1 { format!("{}: {text}", zones.join(", ")) } else { text }
    };
    let mut texts: Vec<String> = remarks.into_iter().map(named).collect();
    if let Some(last) = texts.last_mut() {
        last.push(' ');
        last.push_str(all);
    }
    texts.into_iter().map(|text| Warning { code: String::new(), text }).collect()
}

/// The tier of a zone and what is known of its error.
fn remark(zone: &ZoneCourse) -> String {
    let Some(tiers) = &zone.tiers else { return String::new() };
    let rows = tiers.rows(zone.reading_day);
    let gain = rows.iter().find(|row| row.quantity == "collagen_gain" && row.day == zone.reading_day);
    let Some(gain) = gain else { return String::new() };
    if tiers.tier() == Tier::Point {
        if zone.sessions.is_empty() {
            return not_needled(zone);
        }
        let factor = if gain.point == 0.0 { 1.0 } else { gain.corrected / gain.point };
        return format!(
            "Point tier: the dermis is three well-mixed zones. What separate wounds keep of a well-mixed response depends on \
             density; the gain of matrix in the upper two zones is multiplied by {factor:.2} for that, against the 240 \
             punctures/cm² that the model is calibrated on. --tier unit-cell computes it instead."
        );
    }
    let over = gain.difference().map_or(String::new(), |difference| {
        format!(
            " A well-mixed zone has {:.0} % {} of that gain on day {:.0}, before the calibration that both share.",
            (100.0 * (1.0 / (1.0 + difference) - 1.0)).abs(),
            if difference < 0.0 { "more" } else { "less" },
            gain.day
        )
    });
    let left = gain
        .left()
        .map_or(String::new(), |left| format!(" The corrected point tier differs from it by {:+.0} %.", 100.0 * left));
    format!(
        "Unit cell: the course was run in the tissue round one channel, with the mean wound of each session and all sessions \
         on one axis; new sessions in truth hit other places. The bands are those of the point tier, brought to the unit cell \
         by the measured difference.{over}{left}"
    )
}

/// What is known of the error where nothing is needled: the healing model was fitted to needles.
fn not_needled(zone: &ZoneCourse) -> String {
    let mut names: Vec<String> = Vec::new();
    for insult in &zone.insults {
        let name = match insult.kind {
            InjuryKind::Needling => "needles",
            InjuryKind::Peel => "peels",
            InjuryKind::AblativeLaser | InjuryKind::NonAblativeLaser => "lasers",
            InjuryKind::Radiofrequency => "radiofrequency needles",
        };
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    let healed =
        "The dermis is computed as three well-mixed zones, with a healing model that was fitted to plain needling";
    if names.is_empty() {
        return format!("{healed}; nothing is done to this zone.");
    }
    let names = listed(&names);
    format!(
        "{healed}. For {names} only the injury differs, so their results and risks are carried over and less certain."
    )
}

/// The tiers of each zone side by side, where one was run in space.
pub fn tables(course: &Course) -> Vec<Table> {
    course.zones.iter().filter_map(table).collect()
}

fn table(zone: &ZoneCourse) -> Option<Table> {
    let tiers = zone.tiers.as_ref().filter(|tiers| tiers.unit_cell.is_some() || tiers.patch.is_some())?;
    let patch = tiers.patch.is_some();
    let mut columns = vec!["Quantity", "Depth [mm]", "Day", "Point", "Unit cell"];
    if patch {
        columns.push("Patch");
    }
    columns.extend(["Finest against point [%]", "Point, corrected", "Unit cell, calibrated", "Correction leaves [%]"]);
    Some(Table {
        section: "Tiers of space".to_owned(),
        title: format!("Tiers compared, {}", zone.name),
        columns: columns.into_iter().map(str::to_owned).collect(),
        rows: tiers.rows(zone.reading_day).iter().map(|row| cells(row, patch)).collect(),
        note: format!(
            "{}The same person, punctures and inputs in each tier. Point and unit cell as integrated; network and outcome maps \
               were calibrated on well-mixed courses at 240 punctures/cm², so the endpoints use the unit cell at the level of \
               that calibration, and the point tier corrected for density, reach and depth against it. A peak is looked for up to the day given; where a \
             tier hardly changes, no ratio to it is given.",
            channels(&tiers.channels)
        ),
    })
}

/// What the patch holds of each session.
fn channels(sessions: &[PatchChannels]) -> String {
    /// Fewer channels than this scatter so much, one over the root of their number, that the patch says little.
    const FEW: usize = 30;
    let Some(fewest) = sessions.iter().map(|session| session.placed).min() else { return String::new() };
    let counts: Vec<String> = sessions
        .iter()
        .map(|session| {
            format!("{} on day {:.0} (mean of such an area {:.1})", session.placed, session.day, session.mean)
        })
        .collect();
    let few = if fewest < FEW {
        format!(
            " With so few, where they happen to stand moves the patch by about {:.0} %: make it wider to compare tiers.",
            100.0 / (fewest.max(1) as f64).sqrt()
        )
    } else {
        String::new()
    };
    format!("Channels in the patch: {}.{few} ", counts.join(", "))
}

fn cells(row: &TierRow, patch: bool) -> Vec<String> {
    let value = |value: Option<f64>| value.map_or("–".to_owned(), |value| format!("{value:.2}"));
    let percent = |share: Option<f64>| share.map_or("–".to_owned(), |share| format!("{:+.1}", 100.0 * share));
    let name = match row.quantity {
        "collagen_gain" => "Collagen gain",
        "vessels" => "Vessels",
        _ => "Myofibroblast peak",
    };
    let mut cells = vec![
        format!("{name} [{}]", row.unit),
        format!("{:.1}", row.depth),
        format!("{:.0}", row.day),
        value(Some(row.point)),
        value(row.unit_cell),
    ];
    if patch {
        cells.push(value(row.patch));
    }
    cells.extend([percent(row.difference()), value(Some(row.corrected)), value(row.calibrated), percent(row.left())]);
    cells
}
