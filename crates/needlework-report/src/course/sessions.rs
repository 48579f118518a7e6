//! Puncture patterns and what each session is like.

use crate::report::{Puncture, PuncturePattern, Table, Warning};
use needlework::course::{Course, EventKind, InsultFacts, Study, ZoneCourse};
use needlework::injury::InjuryKind;
use needlework::outcome::DEPTH_ZONES;
use needlework::outcome::tolerability::Span;

/// Punctures drawn at most; of a denser pattern a corner of the patch is drawn.
const DRAWN: f64 = 4_000.0;

/// The pattern of the first session of each zone.
pub fn patterns(study: &Study, course: &Course) -> Vec<PuncturePattern> {
    course.zones.iter().filter_map(|zone| pattern(study, zone)).collect()
}

fn pattern(study: &Study, zone: &ZoneCourse) -> Option<PuncturePattern> {
    let session = zone.sessions.first()?;
    let made = &session.punctures;
    let EventKind::Needling(needling) = &study.protocol.events.get(session.event)?.kind else { return None };
    let side = (made.field.patch_area() * (DRAWN / made.len().max(1) as f64).min(1.0)).sqrt();
    let (width, height) = (side.min(made.field.patch_width), side.min(made.field.patch_height));
    let punctures = made
        .x
        .iter()
        .zip(&made.y)
        .zip(&made.depth)
        .filter(|((x, y), depth)| **x <= width && **y <= height && **depth > 0.0)
        .map(|((x, y), depth)| Puncture { x: *x, y: *y, depth: *depth })
        .collect();
    let shape = &session.pattern;
    Some(PuncturePattern {
        title: format!("{}, session 1: {}", zone.name, needling.device.name),
        punctures,
        area: width * height,
        density: 100.0 * shape.density,
        note: format!(
            "{width:.0} × {height:.0} mm of the treated {:.0} cm². Needles are driven {:.2} mm; channels reach {:.2} mm \
             (5th to 95th percentile {:.2} to {:.2}), because the skin gives way before it is pierced. \
             {:.0} % of the channels reach the papillary vessels; {:.1} % of the surface lies in a channel mouth.{}",
            0.01 * made.field.treated_area,
            made.needle_travel,
            shape.depth_median,
            shape.depth_p05,
            shape.depth_p95,
            100.0 * shape.bleeding_fraction,
            100.0 * shape.channel_area_fraction,
            at_the_fat(shape.capped_fraction, zone.skin.layers.skin()),
        ),
    })
}

/// Where a share of the strokes ends at the lower limit of the dermis, that they do; `skin` thickness of epidermis and
/// dermis [mm].
fn at_the_fat(share: f64, skin: f64) -> String {
    /// Share below which no bar of the histogram shows it [-].
    const TOLD: f64 = 0.01;
    if share < TOLD {
        return String::new();
    }
    format!(
        " {:.0} % of the strokes go through the whole dermis, {skin:.2} mm here, into the fat: their channels are counted as deep \
         as the dermis, and that is the bar at the deep end.",
        100.0 * share
    )
}

/// Tables of needling sessions, then of peels, lasers and radiofrequency, for each zone.
pub fn tables(course: &Course) -> Vec<Table> {
    let mut tables = needling_tables(course);
    tables.extend(course.zones.iter().filter(|zone| !zone.insults.is_empty()).map(insult_table));
    tables
}

/// How long a peel, a laser or radiofrequency reddens: a peel that leaves the dermis alone does so outside the model [day].
fn red(insult: &InsultFacts) -> String {
    if insult.kind == InjuryKind::Peel && insult.downtime <= 0.0 && insult.open_barrier > 0.0 {
        return "not modelled".to_owned();
    }
    format!("{:.1}", insult.downtime)
}

fn insult_table(zone: &ZoneCourse) -> Table {
    let columns = [
        "Treatment",
        "Day",
        "Depth [mm]",
        "Barrier opened [%]",
        "Epidermis opened [%]",
        "Dead at 0.2 mm [%]",
        "Epidermis closed [day]",
        "Redness seen [day]",
        "Swelling seen [day]",
        "Pain [0 to 10]",
        "Flakes [day]",
        "Crusts until [day]",
        "Nothing seen after [day]",
    ];
    let span = |span: &Span, digits: usize| {
        format!("{:.digits$} ({:.digits$} to {:.digits$})", span.central, span.low, span.high)
    };
    let days = |from: f64, until: &Span| match until.central {
        days if days <= 0.0 => "none".to_owned(),
        _ => format!("{from:.0} to {}", span(until, 0)),
    };
    let mut thin: Vec<String> = Vec::new();
    for insult in &zone.insults {
        let line = format!("{} ({}): {}.", insult.name, insult.recovery.evidence.join(", "), insult.recovery.thin);
        if !thin.contains(&line) {
            thin.push(line);
        }
    }
    Table {
        section: "Sessions".to_owned(),
        title: format!("Peels, lasers and radiofrequency, {}", zone.name),
        columns: columns.map(str::to_owned).to_vec(),
        rows: zone
            .insults
            .iter()
            .map(|insult| {
                vec![
                    insult.name.clone(),
                    format!("{:.0}", insult.day),
                    format!("{:.2}", insult.depth),
                    format!("{:.1}", 100.0 * insult.open_barrier),
                    format!("{:.1}", 100.0 * insult.open_epidermis),
                    format!("{:.1}", 100.0 * insult.dead),
                    format!("{:.1}", insult.closed),
                    red(insult),
                    format!("{:.1}", insult.swelling),
                    span(&insult.recovery.pain, 0),
                    days(insult.recovery.flaking_from, &insult.recovery.flaking),
                    if insult.recovery.crusts.central > 0.0 {
                        span(&insult.recovery.crusts, 0)
                    } else {
                        "none".to_owned()
                    },
                    format!("{:.0}", insult.unseen().ceil()),
                ]
            })
            .collect(),
        note: format!(
            "Shares are averaged over the zone. Times count from the treatment, those of redness and swelling to the next one at \
             the latest. The model closes the epidermis of lasers and medium peels too slowly; flakes, crusts and pain have laws \
             of their own, in brackets the 5th to 95th percentile. Thin evidence: {}",
            thin.join(" ")
        ),
    }
}

fn needling_tables(course: &Course) -> Vec<Table> {
    course
        .zones
        .iter()
        .filter(|zone| !zone.facts.is_empty())
        .map(|zone| Table {
            section: "Sessions".to_owned(),
            title: format!("Sessions, {}", zone.name),
            columns: [
                "Session",
                "Day",
                "Punctures [1/cm²]",
                "Median depth [mm]",
                "Channels that bleed [%]",
                "Time [min]",
                "Force per needle [N]",
                "Destroyed at 0.2 mm [%]",
                "Pain, 0 to 10",
                "Redness seen [day]",
            ]
            .map(str::to_owned)
            .to_vec(),
            rows: zone
                .facts
                .iter()
                .zip(&zone.sessions)
                .enumerate()
                .map(|(number, (facts, session))| {
                    vec![
                        (number + 1).to_string(),
                        format!("{:.0}", facts.day),
                        format!("{:.0}", facts.density),
                        format!("{:.2}", facts.median_depth),
                        format!("{:.0}", 100.0 * facts.bleeding),
                        format!("{:.1}", facts.procedure_time),
                        format!("{:.3}", session.pattern.force_per_needle),
                        format!("{:.1}", 100.0 * session.injury.at(DEPTH_ZONES[0]).map_or(0.0, |zone| zone.destroyed)),
                        format!("{:.1}", facts.pain),
                        format!("{:.1}", facts.downtime),
                    ]
                })
                .collect(),
            note: "Pain is the expected score with the stated anaesthesia; persons differ by about 1.7 points (SD). \
                   Time is needling time alone."
                .to_owned(),
        })
        .collect()
}

/// Warnings about the way the needles are used, each once.
pub fn warnings(course: &Course) -> Vec<Warning> {
    let mut warnings: Vec<Warning> = Vec::new();
    for zone in &course.zones {
        for warning in zone.sessions.iter().flat_map(|session| &session.warnings) {
            // One remark per zone and kind is enough; later sessions repeat it with other digits.
            if warnings.iter().any(|known| known.code == warning.code() && known.text.starts_with(&zone.name)) {
                continue;
            }
            warnings.push(Warning { code: warning.code().to_owned(), text: format!("{}: {warning}.", zone.name) });
        }
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_into_the_fat_are_told_where_the_depths_are_drawn() {
        assert_eq!(at_the_fat(0.0, 1.5), "");
        let told = at_the_fat(0.28, 1.46);
        assert!(told.contains("28 %") && told.contains("1.46 mm") && told.contains("fat"), "{told}");
    }
}
