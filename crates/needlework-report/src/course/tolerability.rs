//! What a course costs the person, when its result can be judged, and how long it lasts: tables.

use crate::chart::significant;
use crate::prose::listed;
use crate::report::Table;
use needlework::course::{Course, Moment, Redness, Study, Tolerability, Worth, ZoneCourse, tolerability};

/// Heading of these tables.
const SECTION: &str = "Risks and recovery";

/// Risks, the days after the first session, and what the result is worth over time, for every zone.
pub fn tables(study: &Study, course: &Course, worth: &[Option<Worth>]) -> Vec<Table> {
    let mut tables = Vec::new();
    for (index, zone) in course.zones.iter().enumerate() {
        let found = tolerability(study, index, zone);
        tables.push(risks(&zone.name, &found));
        if !found.after.is_empty() {
            tables.push(days(zone, &found));
        }
    }
    if worth.iter().any(Option::is_some) {
        tables.push(durability(course, worth));
    }
    tables
}

fn risks(zone: &str, found: &Tolerability) -> Table {
    let missing = found.not_modelled.iter().flat_map(|gap| {
        gap.events.iter().map(|event| {
            let mut letters = event.chars();
            let name: String =
                letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
            vec![
                format!("{name}, {}", gap.treatment),
                "not modelled".to_owned(),
                "–".to_owned(),
                format!("Not modelled for {}; that is not a chance of zero.", gap.treatment),
                "–".to_owned(),
                "Yes: no figure.".to_owned(),
                "–".to_owned(),
            ]
        })
    });
    Table {
        section: SECTION.to_owned(),
        title: format!("Risks of the course, {zone}"),
        columns: ["Event", "Chance", "Band", "Rests on", "What may lower it", "Thin evidence", "Evidence"]
            .map(str::to_owned)
            .to_vec(),
        rows: found
            .risks
            .iter()
            .map(|risk| {
                vec![
                    risk.name.to_owned(),
                    percent(risk.chance.central),
                    format!("{} to {}", percent(risk.chance.low), percent(risk.chance.high)),
                    risk.basis.clone(),
                    risk.options.to_owned(),
                    if risk.thin.is_empty() { String::new() } else { format!("Yes: {}.", risk.thin) },
                    risk.evidence.join(", "),
                ]
            })
            .chain(missing)
            .collect(),
        note: "Chance over the whole course; the band is the 5th to 95th percentile over the spread of its constants. Raised scars \
               and keloids are not simulated."
            .to_owned(),
    }
}

/// From when on make-up does no harm, in a sentence.
fn make_up(found: &Tolerability) -> String {
    let what = if found.treatments.others().is_empty() { "the punctures" } else { "the barrier" };
    match found.make_up {
        Some(from) => format!(
            "Make-up does no harm from about {} on ({what} closed and no skin raw; twelve hours at least, assumed).",
            time(from)
        ),
        None => "In the model the barrier is not closed again before the next treatment or the end of the course, so no time for \
                 make-up is told."
            .to_owned(),
    }
}

/// How long redness is seen after each session, where there are several: the first need not be the longest.
fn redness(zone: &ZoneCourse) -> String {
    let needled = zone.facts.iter().map(|facts| (facts.day, facts.redness));
    let other = zone.insults.iter().map(|insult| (insult.day, insult.downtime));
    let mut red: Vec<(f64, f64)> = needled.chain(other).collect();
    red.sort_by(|a, b| a.0.total_cmp(&b.0));
    if red.len() < 2 || red.iter().all(|(_, days)| *days <= 0.0) {
        return String::new();
    }
    let told: Vec<String> = red.iter().map(|(day, days)| format!("{days:.1} (day {day:.0})")).collect();
    format!(" Days of redness after each treatment, this table being the first: {}.", listed(&told))
}

/// What the redness of peels and lasers is worth.
fn limits_of_redness(found: &Tolerability) -> String {
    let mut text = String::new();
    if found.after.iter().any(|moment| moment.redness == Redness::NotModelled) {
        text.push_str(
            " Redness of a peel that leaves the dermis alone is not modelled and not counted in the days off; it is usual on the \
             first days.",
        );
    }
    if found.treatments.lasers {
        text.push_str(
            " Redness is that of vessels in the healing model, which was not calibrated for lasers; after ablative ones it is often \
             seen for longer.",
        );
    }
    text
}

/// Care that was published, in the words of the treatment.
fn care(found: &Tolerability) -> String {
    if found.treatments.needles {
        return "Published care: a gentle gel and sunscreen of factor 50 or more for 7 to 10 days (minutilli-2024); topicals \
                that are not made for the dermis stay off open punctures (friedmann-2024-granuloma)."
            .to_owned();
    }
    "Published care is that after punctures: a gentle gel and sunscreen of factor 50 or more for 7 to 10 days \
     (minutilli-2024)."
        .to_owned()
}

fn days(zone: &ZoneCourse, found: &Tolerability) -> Table {
    let off = |days: f64| match days {
        days if days <= 0.0 => "none".to_owned(),
        days if days < 1.5 => "1 day".to_owned(),
        days => format!("{days:.0} days"),
    };
    Table {
        section: SECTION.to_owned(),
        title: format!("What to expect after the first session, {}", zone.name),
        columns: [
            "After",
            "Redness",
            "Swelling",
            "Blood or crusts",
            "Flaking",
            "Open barrier [%]",
            "Water loss [times]",
        ]
        .map(str::to_owned)
        .to_vec(),
        rows: found.after.iter().map(row).collect(),
        note: format!(
            "The central course; the first session is the first needling, or without one the first peel, laser or radiofrequency \
             session. {} Days on which redness is strong, swelling is seen or skin comes off in sheets or crusts: {}; with \
             redness covered from the time of make-up on: {}.{}{} {}",
            make_up(found),
            off(found.days_off),
            off(found.days_off_covered),
            redness(zone),
            limits_of_redness(found),
            care(found)
        ),
    }
}

fn row(moment: &Moment) -> Vec<String> {
    let seen = |yes: bool| if yes { "seen" } else { "–" }.to_owned();
    vec![
        time(moment.after),
        match moment.redness {
            Redness::Red => "strong",
            Redness::Pink => "pink",
            Redness::None => "–",
            Redness::NotModelled => "not modelled",
        }
        .to_owned(),
        seen(moment.swollen),
        seen(moment.blood),
        seen(moment.flaking),
        if moment.open < 5e-5 { "0".to_owned() } else { significant(100.0 * moment.open, 2) },
        format!("{:.2}", moment.water_loss),
    ]
}

fn durability(course: &Course, worth: &[Option<Worth>]) -> Table {
    let mut rows = Vec::new();
    for (zone, found) in course.zones.iter().zip(worth) {
        let Some(worth) = found else { continue };
        let info = worth.endpoint.info();
        let beyond = || "more than 2 years".to_owned();
        rows.push(vec![
            zone.name.clone(),
            info.name.to_owned(),
            format!("{:+.3} {}", worth.best, unit(info.unit)).replace('-', "−").trim_end().to_owned(),
            time(worth.best_after),
            time(worth.judge_after),
            percent(worth.left_after_year),
            worth.held_until.map_or_else(beyond, time),
            worth.interval.map_or_else(|| "none tried holds it".to_owned(), |days| format!("every {}", time(days))),
        ]);
    }
    Table {
        section: SECTION.to_owned(),
        title: "When to judge the result, and what holds it".to_owned(),
        columns: [
            "Zone",
            "Endpoint",
            "Best change against untreated",
            "Best after",
            "Judge from",
            "Left a year after",
            "80 % held until",
            "Single sessions that hold 80 %",
        ]
        .map(str::to_owned)
        .to_vec(),
        rows,
        note: "Times after the last session, central course simulated on for two years. Judged when within 5 % of the best, and \
               not before three months; experts ask for 3, better 6 to 12 months (minutilli-2024). Intervals of 30 days to 18 \
               months were tried with sessions like the last one. No trial followed a course for two years with controls."
            .to_owned(),
    }
}

/// A chance in per cent with two significant digits, at least 0.001 %.
fn percent(chance: f64) -> String {
    let value = 100.0 * chance;
    match value {
        value if !value.is_finite() => "–".to_owned(),
        value if value < 0.001 => "< 0.001 %".to_owned(),
        value => format!("{} %", significant(value, 2)),
    }
}

/// A time in hours, days or months.
fn time(days: f64) -> String {
    match days {
        days if days < 0.99 => format!("{:.0} h", 24.0 * days),
        days if days < 1.5 => format!("{days:.0} day"),
        days if days < 59.0 => format!("{days:.0} days"),
        days => format!("{:.0} months", days / 30.4375),
    }
}

fn unit(unit: &str) -> &str {
    if unit == "-" { "" } else { unit }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_chances_read_as_people_say_them() {
        assert_eq!([0.125, 1.0, 5.0, 90.0].map(time), ["3 h", "1 day", "5 days", "3 months"]);
        assert_eq!([0.028, 1e-7, 0.5].map(percent), ["2.8 %", "< 0.001 %", "50 %"]);
    }
}
