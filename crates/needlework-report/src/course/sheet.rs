//! The protocol sheet: what is set and what it comes to, one column per zone.

use crate::chart::significant;
use crate::report::Table;
use needlework::course::{Course, EventKind, Needling, Study, ZoneCourse};
use needlework::outcome::Anaesthesia;

/// Zones that stand side by side on one sheet.
const ABREAST: usize = 4;

/// The sheet of the first session of every zone that is needled, at most four zones abreast.
pub fn sheets(study: &Study, course: &Course) -> Vec<Table> {
    let columns: Vec<Vec<(&'static str, String)>> =
        course.zones.iter().enumerate().filter_map(|(zone, result)| column(study, zone, result)).collect();
    columns.chunks(ABREAST).filter_map(sheet).collect()
}

fn sheet(columns: &[Vec<(&'static str, String)>]) -> Option<Table> {
    let first = columns.first()?;
    let headings = columns.iter().filter_map(|column| column.first()).map(|(_, name)| name.clone());
    let rows = first.iter().enumerate().skip(1).map(|(row, (name, _))| {
        let cells = columns.iter().map(|column| column.get(row).map_or(String::new(), |(_, cell)| cell.clone()));
        core::iter::once((*name).to_owned()).chain(cells).collect()
    });
    Some(Table {
        title: "Protocol sheet, first session".to_owned(),
        columns: core::iter::once("Zone".to_owned()).chain(headings).collect(),
        rows: rows.collect(),
        note: "Set is what the device is asked for, reached what the skin lets through. Pain is the expected score with the \
               stated anaesthesia."
            .to_owned(),
        ..Table::default()
    })
}

fn column(study: &Study, zone: usize, course: &ZoneCourse) -> Option<Vec<(&'static str, String)>> {
    let (session, facts) = (course.sessions.first()?, course.facts.first()?);
    let EventKind::Needling(needling) = &study.protocol.events.get(session.event)?.kind else { return None };
    let layers = &course.skin.layers;
    let pattern = &session.pattern;
    let days: Vec<String> = course.facts.iter().map(|facts| format!("{:.0}", facts.day)).collect();
    Some(vec![
        ("Zone", course.name.clone()),
        ("Device", needling.device.name.clone()),
        ("Needles", needles(needling)),
        ("Set depth or length", format!("{:.2} mm", needling.technique.needle_travel(&needling.device))),
        (
            "Reached depth, median (5th to 95th percentile)",
            format!("{:.2} mm ({:.2} to {:.2})", pattern.depth_median, pattern.depth_p05, pattern.depth_p95),
        ),
        ("Epidermis and dermis", format!("{:.2} mm", layers.skin())),
        ("Punctures", format!("{:.0} /cm²", facts.density)),
        ("Channels that bleed", format!("{:.0} %", 100.0 * facts.bleeding)),
        ("Area", format!("{} cm²", significant(study.zones.get(zone)?.area, 3))),
        ("Needling time", format!("{:.1} min", facts.procedure_time)),
        ("Anaesthesia", anaesthesia(needling.anaesthesia).to_owned()),
        ("Pain, 0 to 10", format!("{:.1}", facts.pain)),
        ("Redness seen", format!("{:.1} days", facts.downtime)),
        ("Sessions", format!("{} (day {})", days.len(), days.join(", "))),
    ])
}

fn needles(needling: &Needling) -> String {
    let needle = needling.device.needle();
    format!("{} of {} mm, ø {} mm", needling.device.needle_count(), needle.length, needle.diameter)
}

fn anaesthesia(kind: Anaesthesia) -> &'static str {
    match kind {
        Anaesthesia::None => "none",
        Anaesthesia::Cream => "cream",
        Anaesthesia::Strong => "stronger cream, or cream after short needles",
    }
}
