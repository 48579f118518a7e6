//! The result of a course as a table for the terminal.

use super::Done;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, Width, presets};
use needlework::course::{Course, Redness, Study, Tolerability, Worth, ZoneCourse, tolerability};
use needlework::outcome::{Better, Endpoint};
use needlework_report::course::shown_first;
use serde_json::{Value, json};
use std::fmt::Write;

/// Widest line of the summary: what a terminal shows without breaking lines itself [columns].
const WIDTH: u16 = 100;
/// What "post-inflammatory" takes, the longest word in the names of endpoints, with the margins of its column [columns].
const LONGEST_WORD: u16 = 19;

/// Chance, at the upper end of its band, from which on a risk is told in the terminal [-].
const TOLD_RISK: f64 = 0.0005;

/// Days of the course that the table shows beside day 0: one month, the reading day, the end.
fn columns(study: &Study) -> Vec<f64> {
    let mut days = vec![0.0, 30.0, study.protocol.reading_day(), study.protocol.horizon];
    days.retain(|day| *day <= study.protocol.horizon);
    days.sort_by(f64::total_cmp);
    days.dedup();
    days
}

/// The summary: sessions, then endpoints on a few days with their band, for every zone.
pub fn summary(study: &Study, course: &Course, worth: &[Option<Worth>]) -> String {
    let mut text = String::new();
    for (index, zone) in course.zones.iter().enumerate() {
        let _ = writeln!(text, "{}", zone.name);
        if let Some(sessions) = sessions(zone) {
            let _ = writeln!(text, "{sessions}");
        }
        let _ = writeln!(text, "{}", endpoints(study, zone));
        let _ = writeln!(text, "{}", tolerability_lines(&tolerability(study, index, zone)));
        if let Some(Some(worth)) = worth.get(index) {
            let _ = writeln!(text, "{}", worth_line(worth));
        }
        text.push('\n');
    }
    text
}

/// Risks and the days after a session.
fn tolerability_lines(found: &Tolerability) -> String {
    let risks: Vec<String> = found
        .risks
        .iter()
        .filter(|risk| risk.chance.central.max(risk.chance.high) >= TOLD_RISK)
        .map(|risk| {
            let mark = if risk.thin.is_empty() { "" } else { "*" };
            format!(
                "{}{mark} {} % ({})",
                risk.name.to_lowercase(),
                short(100.0 * risk.chance.central),
                range(100.0 * risk.chance.low, 100.0 * risk.chance.high)
            )
        })
        .collect();
    let mut text = if risks.is_empty() {
        "risks: none above 0.05 %, not at the upper end of their bands either".to_owned()
    } else {
        hanging("risks: ", &risks, "; ") + "\n       * thin evidence, see the report"
    };
    for gap in &found.not_modelled {
        let events: Vec<String> = gap.events.iter().map(|event| (*event).to_owned()).collect();
        let _ = write!(text, "\n{}", hanging(&format!("not modelled for {}: ", gap.treatment), &events, ", "));
    }
    if !found.after.is_empty() {
        let make_up = found.make_up.map_or_else(
            || "barrier not closed before the next one".to_owned(),
            |from| format!("make-up from {from:.1} days"),
        );
        let off = match found.days_off.round() {
            days if days < 1.0 => "no day with strong redness, swelling or raw skin".to_owned(),
            days => {
                let unit = if days == 1.0 { "day" } else { "days" };
                format!("strong redness, swelling or raw skin on {days:.0} {unit}")
            }
        };
        let mut items = vec![make_up, off];
        if found.after.iter().any(|moment| moment.redness == Redness::NotModelled) {
            items.push("redness of this peel is not modelled".to_owned());
        }
        let _ = write!(text, "\n{}", hanging("after a session: ", &items, ", "));
    }
    text
}

/// Items behind a heading, in lines of at most [`WIDTH`] columns, the further ones set in as far as the first.
fn hanging(heading: &str, items: &[String], between: &str) -> String {
    let indent = heading.chars().count();
    let mut text = heading.to_owned();
    let mut used = indent;
    for (number, item) in items.iter().enumerate() {
        let last = number + 1 == items.len();
        let piece = if last { item.clone() } else { format!("{item}{}", between.trim_end()) };
        let wide = piece.chars().count();
        if used > indent && used + 1 + wide > usize::from(WIDTH) {
            text.push('\n');
            text.extend(core::iter::repeat_n(' ', indent));
            used = indent;
        } else if used > indent {
            text.push(' ');
            used += 1;
        }
        text.push_str(&piece);
        used += wide;
    }
    text
}

/// When to judge, and what holds the result.
fn worth_line(worth: &Worth) -> String {
    let held = worth.interval.map_or_else(
        || "no tried interval holds it".to_owned(),
        |days| format!("single sessions every {days:.0} days hold {:.0} %", 100.0 * worth.held),
    );
    hanging(
        &format!("{}: ", worth.endpoint.info().name),
        &[
            format!("judge {:.0} days after the last session", worth.judge_after),
            format!("{:.0} % of the best change left a year after that session", 100.0 * worth.left_after_year),
            held,
        ],
        "; ",
    )
}

/// Endpoints that matter for the concern, then what any reader asks for; all others are in the tables.
fn shown(study: &Study) -> Vec<Endpoint> {
    let mut endpoints = shown_first(study);
    for also in [Endpoint::MatrixGain, Endpoint::EpidermalThickness, Endpoint::ElasticFibres, Endpoint::InfectionRisk] {
        if !endpoints.contains(&also) {
            endpoints.push(also);
        }
    }
    endpoints
}

/// The summary as JSON: every endpoint on the days of the table, with its band.
pub fn summary_json(study: &Study, done: &Done) -> Value {
    let days = columns(study);
    let zones: Vec<Value> = done
        .course
        .zones
        .iter()
        .enumerate()
        .map(|(index, zone)| {
            let endpoints: Vec<Value> = zone
                .endpoints
                .iter()
                .map(|(endpoint, values)| {
                    let info = endpoint.info();
                    let bands = zone.bands.iter().find(|(one, _)| one == endpoint).map(|(_, bands)| bands);
                    let at: Vec<Value> = days
                        .iter()
                        .filter_map(|day| zone.history.times.iter().rposition(|time| *time <= day + 1e-9))
                        .map(|index| {
                            let band = bands.and_then(|bands| bands.get(index));
                            json!({
                                "day": zone.history.times[index],
                                "value": values[index],
                                "p05": band.map(|band| band.p05),
                                "p95": band.map(|band| band.p95),
                            })
                        })
                        .collect();
                    json!({ "id": info.id, "name": info.name, "unit": info.unit, "at": at })
                })
                .collect();
            json!({
                "zone": zone.name,
                "sessions": zone.facts,
                "endpoints": endpoints,
                "tolerability": tolerability(study, index, zone),
                "worth": done.worth.get(index),
            })
        })
        .collect();
    json!({ "directory": done.directory, "zones": zones, "timings": done.timings })
}

fn table(header: Vec<String>) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none()))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(WIDTH)
        .set_header(header);
    table
}

fn align_numbers(table: &mut Table) {
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
}

fn sessions(zone: &ZoneCourse) -> Option<Table> {
    if zone.facts.is_empty() {
        return None;
    }
    let header = ["session", "day", "punctures/cm²", "depth mm", "bleeding %", "minutes", "pain /10", "redness days"];
    let mut rows = table(header.map(str::to_owned).to_vec());
    for (number, facts) in zone.facts.iter().enumerate() {
        rows.add_row(vec![
            (number + 1).to_string(),
            format!("{:.0}", facts.day),
            format!("{:.0}", facts.density),
            format!("{:.2}", facts.median_depth),
            format!("{:.0}", 100.0 * facts.bleeding),
            format!("{:.1}", facts.procedure_time),
            format!("{:.1}", facts.pain),
            format!("{:.1}", facts.downtime),
        ]);
    }
    align_numbers(&mut rows);
    Some(rows)
}

fn endpoints(study: &Study, zone: &ZoneCourse) -> Table {
    let days = columns(study);
    let mut header = vec!["endpoint".to_owned(), "unit".to_owned()];
    header.extend(days.iter().map(|day| format!("day {day:.0}")));
    header.push("better".to_owned());
    let mut rows = table(header);
    for endpoint in shown(study) {
        let Some((_, values)) = zone.endpoints.iter().find(|(one, _)| *one == endpoint) else { continue };
        let bands = zone.bands.iter().find(|(one, _)| *one == endpoint).map(|(_, bands)| bands);
        let info = endpoint.info();
        let mut row = vec![info.name.to_owned(), info.unit.to_owned()];
        for day in &days {
            let Some(index) = zone.history.times.iter().rposition(|time| *time <= day + 1e-9) else { continue };
            let band = bands.and_then(|bands| bands.get(index)).filter(|_| *day > 0.0);
            row.push(match band {
                Some(band) => format!("{} ({})", short(values[index]), range(band.p05, band.p95)),
                None => short(values[index]),
            });
        }
        row.push(
            match info.better {
                Better::Higher => "↑",
                Better::Lower => "↓",
                Better::Neither => "",
            }
            .to_owned(),
        );
        rows.add_row(row);
    }
    align_numbers(&mut rows);
    if let Some(names) = rows.column_mut(0) {
        names.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(LONGEST_WORD)));
    }
    rows
}

/// Three significant digits, more only before the decimal point; what is zero at these digits has no sign.
fn short(value: f64) -> String {
    let digits = match value.abs() {
        size if size >= 99.95 => 0,
        size if size >= 9.995 => 1,
        size if size >= 0.9995 || size == 0.0 => 2,
        _ => 3,
    };
    let text = format!("{value:.digits$}");
    // What rounds to nought has no sign.
    match text.strip_prefix('-') {
        Some(size) if size.chars().all(|digit| matches!(digit, '0' | '.')) => size.to_owned(),
        _ => text,
    }
}

/// Two ends of a band; a dash between them would run into a minus sign.
fn range(low: f64, high: f64) -> String {
    let (low, high) = (short(low), short(high));
    let between = if low.starts_with('-') || high.starts_with('-') { " to " } else { "–" };
    format!("{low}{between}{high}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minus_sign_never_meets_a_dash_and_never_stands_before_nought() {
        assert_eq!(range(-0.064, -0.007), "-0.064 to -0.007");
        assert_eq!(range(-0.000_04, 0.2), "0.000–0.200");
        assert_eq!(range(1.0, 2.0), "1.00–2.00");
        assert_eq!([short(-0.000_04), short(-0.0), short(-0.0004999)], ["0.000", "0.00", "0.000"]);
        assert_eq!([short(-0.0006), short(-10.04)], ["-0.001", "-10.0"]);
    }

    #[test]
    fn long_lists_are_broken_between_items_and_keep_within_the_width() {
        let items: Vec<String> = (0..12).map(|number| format!("some risk {number} 1.5 % (0.2–4)")).collect();
        let text = hanging("risks: ", &items, "; ");
        assert!(text.lines().count() > 2);
        for (number, line) in text.lines().enumerate() {
            assert!(line.chars().count() <= usize::from(WIDTH), "{line}");
            assert!(number == 0 || line.starts_with("       some risk"), "{line}");
        }
        assert_eq!(text.split_whitespace().collect::<String>(), format!("risks:{}", items.join(";")).replace(' ', ""));
        assert_eq!(hanging("a: ", &["one".into(), "two".into()], "; "), "a: one; two");
    }
}
