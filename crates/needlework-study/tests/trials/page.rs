//! The tables of the page, between their marks.

use std::fmt::Write as _;

use super::chain::{CASE, Case, course, ends, percent};
use super::figures::{Figure, Role};
use super::ranges::{ranges, short};
use super::statistics::{chosen, effects, of_needles, risks, score};
use needlework::evidence::{Family, Kind};
use needlework::outcome::Endpoint;
use needlework_study::imitation::{Imitation, Unlike};
use needlework_study::library::Library;

/// The page with every table made anew.
pub fn renewed(page: &str, figures: &[Figure], left_out: &[(String, Unlike)]) -> String {
    let of = |role| figures.iter().filter(|one| one.role == role).collect::<Vec<_>>();
    let page = replaced(page, "scores", &scores(figures));
    let page = replaced(&page, "spread", &spread(figures));
    let page = replaced(&page, "ranges", &range_table(figures));
    let page = replaced(&page, "judge", &table(&of(Role::Judge)));
    let page = replaced(&page, "fit", &table(&of(Role::Fit)));
    let page = replaced(&page, "left out", &reasons(left_out));
    let page = replaced(&page, "instruments", &instruments());
    let page = replaced(&page, "baselines", &baselines());
    replaced(&page, "lengths", &lengths())
}

fn replaced(page: &str, topic: &str, table: &str) -> String {
    let [start, end] = [format!("<!-- {topic} -->\n"), format!("<!-- end of {topic} -->")];
    let from = page.find(&start).unwrap_or_else(|| panic!("no mark {start}")) + start.len();
    let until = from + page[from..].find(&end).unwrap_or_else(|| panic!("no mark {end}"));
    let mut page = page.to_owned();
    page.replace_range(from..until, table);
    page
}

/// A figure's miss: outside the interval of a trial's mean, and how large.
fn miss(one: &Figure) -> String {
    match one.expected {
        Some([low, high]) if one.measured < low || one.measured > high => {
            let ratio = one.predicted / one.measured;
            if ratio > 0.0 && ratio.is_finite() {
                let word = if ratio > 1.0 { "large" } else { "small" };
                format!("**{:.1} times too {word}**", ratio.max(1.0 / ratio))
            } else if one.measured == 0.0 {
                "**none was seen**".to_owned()
            } else {
                "**wrong direction**".to_owned()
            }
        }
        _ => String::new(),
    }
}

fn table(figures: &[&Figure]) -> String {
    let mut text = "| trial, arm | what | unit | day | measured | predicted | 5 to 95 % of a trial's mean | miss |\n|---|---|---|---|---|---|---|---|\n".to_owned();
    for one in figures {
        let span = |ends: Option<[f64; 2]>, open: &str, close: &str| {
            ends.map_or(String::new(), |[low, high]| format!("{open}{} to {}{close}", short(low), short(high)))
        };
        let _ = writeln!(
            text,
            "| {}, {} | {} | {} | {:.0} | {}{} | {} | {} | {} |",
            one.trial,
            one.arm,
            one.measure,
            one.unit,
            one.day,
            short(one.measured),
            span(one.interval, " (", ")"),
            short(one.predicted),
            span(one.expected, "", ""),
            miss(one)
        );
    }
    text
}

fn scores(figures: &[Figure]) -> String {
    let mut text = "| figures | role | number | inside 5 to 95 % | median factor | direction right | rank correlation |\n|---|---|---|---|---|---|---|\n".to_owned();
    for family in Family::ALL {
        for role in [Role::Fit, Role::Judge] {
            let Some(found) = score(&chosen(figures, role, family)) else { continue };
            let [inside, of] = found.inside;
            // Nobody of thirty is no factor, and a share of people has no direction.
            let share = family == Family::Risks;
            let factor = if share { "–".to_owned() } else { format!("{:.2}", found.median_factor) };
            let direction = if share { "–".to_owned() } else { format!("{} of {}", found.same_sign, found.figures) };
            let _ = writeln!(
                text,
                "| {} | {} | {} | {inside} of {of} | {factor} | {direction} | {:.2} |",
                family.name(),
                if role == Role::Fit { "fit" } else { "**kept out**" },
                found.figures,
                found.rank_correlation
            );
        }
    }
    text
}

fn spread(figures: &[Figure]) -> String {
    let mut text = "| trials | number | measured over predicted | between trials, standard deviation | share that is more than chance |\n|---|---|---|---|---|\n".to_owned();
    for (role, word) in [(Role::Fit, "scars, fit"), (Role::Judge, "scars, kept out")] {
        if let Some(found) = effects(&of_needles(figures, role, Family::Scars)) {
            let _ = writeln!(
                text,
                "| {word} | {} | {:.2} (standard error {:.2}) | {:.2} | {:.0} % |",
                found.trials,
                found.mean,
                found.error,
                found.between,
                100.0 * found.heterogeneity
            );
        }
    }
    for (role, word) in [(Role::Fit, "new pigmentation, fit"), (Role::Judge, "new pigmentation, kept out")] {
        let members = of_needles(figures, role, Family::Risks);
        let found = risks(&members);
        let _ = writeln!(
            text,
            "| {word} | {} | {:.2} (of the hazard) | {:.2} (of its logarithm) | – |",
            members.len(),
            found.factor,
            found.between
        );
    }
    text
}

fn range_table(figures: &[Figure]) -> String {
    let mut text = "| concern | endpoint | unit | figures (trials) | trials found | the model gives | outside |\n|---|---|---|---|---|---|---|\n".to_owned();
    for one in ranges(figures) {
        let span = |[low, high]: [f64; 2]| format!("{} to {}", short(low), short(high));
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} ({}) | {} | {} | {} |",
            one.concern.replace('-', " "),
            one.endpoint.info().name,
            if one.kind == Kind::Level { format!("{} of people", one.unit) } else { one.unit.clone() },
            one.figures,
            one.trials,
            span(one.measured),
            span(one.predicted),
            one.outside.join("; ")
        );
    }
    text
}

fn reasons(left_out: &[(String, Unlike)]) -> String {
    let mut text = "| arm | why it is not imitated |\n|---|---|\n".to_owned();
    for (arm, reason) in left_out {
        let _ = writeln!(text, "| {arm} | {reason} |");
    }
    text
}

/// What other readings of the same skin give three months after the course of kenkel-2021-objective.
fn instruments() -> String {
    let library = Library::embedded();
    let arms = library.trial_arms();
    let arm = arms.iter().find(|arm| arm.trial == "kenkel-2021-objective").unwrap();
    let zone = course(&Imitation::of(arm, &library).unwrap().study);
    let day = zone.history.times.iter().position(|time| *time >= 180.0 - 1e-9).unwrap();
    let mut text = "| endpoint | change [%] |\n|---|---|\n".to_owned();
    for endpoint in [
        Endpoint::SuctionStiffness,
        Endpoint::ElasticityR2,
        Endpoint::ElasticityR5,
        Endpoint::ElasticityR7,
        Endpoint::OctFlow,
        Endpoint::Perfusion,
    ] {
        let values = &zone.endpoints.iter().find(|(one, _)| *one == endpoint).unwrap().1;
        let _ = writeln!(text, "| {} | {:.1} |", endpoint.info().name, 100.0 * (values[day] / values[0] - 1.0));
    }
    text
}

/// How the three scar scores fall with the depth before treatment: five monthly sessions, two months after the last.
fn baselines() -> String {
    let mut text = "| median depth [mm] | ECCA before | ECCA [%] | count before | count [%] | grade before | grade |\n|---|---|---|---|---|---|---|\n".to_owned();
    let mut study = Case { sessions: 5, after: 60, ..CASE }.study();
    for depth in [0.25, 0.35, 0.42, 0.5, 0.7] {
        study.concern.scars.as_mut().unwrap().median_depth = depth;
        let zone = course(&study);
        let [grade, after] = ends(&zone, Endpoint::GoodmanBaronGrade);
        let _ = writeln!(
            text,
            "| {depth:.2} | {:.0} | {:.1} | {:.1} | {:.1} | {grade:.2} | {:.2} |",
            ends(&zone, Endpoint::Ecca)[0],
            percent(&zone, Endpoint::Ecca),
            ends(&zone, Endpoint::GoodmanBaronCount)[0],
            percent(&zone, Endpoint::GoodmanBaronCount),
            after - grade
        );
    }
    text
}

/// Results by needle length, six sessions every two weeks at 430 punctures/cm², four weeks after the last.
fn lengths() -> String {
    let mut text = "| needle [mm] | count score [%] | ECCA [%] | grade | rolling depth [%] | boxcar depth [%] | ice-pick depth [%] |\n|---|---|---|---|---|---|---|\n".to_owned();
    for length in [0.5, 1.0, 1.5, 2.0, 2.5, 3.0] {
        let zone = Case { length, passes: 28, sessions: 6, interval: 14, after: 28, ..CASE }.run();
        let [before, after] = ends(&zone, Endpoint::GoodmanBaronGrade);
        let _ = writeln!(
            text,
            "| {length:.1} | {:.1} | {:.1} | {:.2} | {:.1} | {:.1} | {:.1} |",
            percent(&zone, Endpoint::GoodmanBaronCount),
            percent(&zone, Endpoint::Ecca),
            after - before,
            percent(&zone, Endpoint::ScarDepthRolling),
            percent(&zone, Endpoint::ScarDepthBoxcar),
            percent(&zone, Endpoint::ScarDepthIcePick),
        );
    }
    text
}
