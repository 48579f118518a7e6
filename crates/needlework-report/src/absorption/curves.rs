//! Curves over time: amounts, flux, and the closing of channels.

use super::{UG_PER_CM2, name_of, sides};
use crate::report::{Series, SeriesRole, SessionMark, Timeline, TimelineGroup};
use needlework::course::{Absorbed, Study};
use needlework::transport::absorption::{Absorption, Moment};

const HOURS: f64 = 24.0;
/// Time after the first use that is shown larger [day].
const FIRST: f64 = 0.25;

/// One section of curves per product and zone.
pub fn groups(study: &Study, one: &Absorbed) -> Vec<TimelineGroup> {
    let mut timelines = vec![
        beside(one, "Through the barrier", "µg/cm²", |m| m.entered * UG_PER_CM2)
            .note("Amount that has crossed the stratum corneum."),
        beside(one, "Flux through the barrier", "µg/cm²/h", |m| m.flux * UG_PER_CM2 / HOURS),
    ];
    for (name, result) in sides(one) {
        timelines.push(places(result, name));
    }
    if let Some(result) = &one.beside.needled {
        timelines.push(closing(result));
    }
    let marks = one.needling.map(|needling| SessionMark::new(needling.at, "Needling", "N"));
    let uses = one.uses.iter().take(14).enumerate();
    let uses = uses.map(|(index, one)| SessionMark::new(one.from, "Product", format!("{}", index + 1)));
    let mut marks: Vec<SessionMark> = marks.into_iter().chain(uses).collect();
    marks.dedup_by(|b, a| a.day == b.day);
    marks.sort_by(|a, b| a.day.total_cmp(&b.day));
    vec![TimelineGroup::new(name_of(study, one), timelines).sessions(if marks.len() > 8 { Vec::new() } else { marks })]
}

fn series(name: &str, result: &Absorption, of: impl Fn(&Moment) -> f64) -> Series {
    Series::new(name, result.course.iter().map(|moment| [moment.time, of(moment)]).collect())
}

/// Needled over intact skin in one chart.
fn beside(one: &Absorbed, title: &str, unit: &str, of: fn(&Moment) -> f64) -> Timeline {
    let intact = series("intact", &one.beside.intact, of);
    let chart = match &one.beside.needled {
        Some(result) => {
            Timeline::new(title, unit, series("needled", result, of)).against(intact.role(SeriesRole::Untreated))
        }
        None => Timeline::new(title, unit, intact),
    };
    // What happens at once does not show on an axis of days.
    let first = one.uses.first().map_or(0.0, |first| first.from);
    chart.first_days(first, FIRST, "the first use")
}

/// Where the active is, layer by layer.
fn places(result: &Absorption, name: &str) -> Timeline {
    let mut chart =
        Timeline { title: format!("Where it is, {name} skin"), unit: "µg/cm²".into(), ..Timeline::default() };
    for (index, layer) in result.layers.iter().enumerate() {
        chart.series.push(series(layer, result, move |m| m.in_layers.get(index).copied().unwrap_or(0.0) * UG_PER_CM2));
    }
    chart.series.push(series("blood and lymph", result, |m| m.systemic * UG_PER_CM2));
    chart.note("What lies on the skin, was degraded or washed off is in the tables.")
}

fn closing(result: &Absorption) -> Timeline {
    let share = |name: &str, of: fn(&Moment) -> f64| series(name, result, move |m| 100.0 * of(m));
    let mut chart = Timeline::new("Channels still open", "%", share("for a liquid", |m| m.channel_barrier));
    chart.series.push(share("for water loss", |m| m.channel_water_loss));
    chart.series.push(share("in living tissue", |m| m.channel_tissue));
    chart.note(
        "Share of fresh channels by three read-outs: a liquid re-wets a dry plug, an evaporimeter sees the plug, and the hole in \
         living tissue lasts longest.",
    )
}
