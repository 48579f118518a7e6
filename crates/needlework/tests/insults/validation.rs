//! Published studies of peels, lasers and combinations beside what the courses give.
//!
//! Nothing in the injury models of peels and lasers was fitted to any of these studies. The healing network and the outcome maps were
//! fitted to needling; studies that took part in that are marked "fit". Settings that a publication leaves open are those of
//! the library.

use std::fmt::Write as _;
use std::path::Path;

use needlework::concern::ScarPopulation;
use needlework::course::{EventKind, ZoneCourse};
use needlework::healing::Species;
use needlework::outcome::Endpoint;
use needlework::skin::Phototype;

use super::fixtures::{
    at, carbon_dioxide, course, cross, endpoint, erbium_glass, erbium_yag, glycolic, nd_yap, needling, run, series,
    study, tca,
};

/// Draws behind every band.
const DRAWS: u32 = 60;

/// One published figure and the course that stands for it.
struct Case {
    topic: &'static str,
    study: &'static str,
    what: &'static str,
    unit: &'static str,
    measured: f64,
    /// Range of the measurement, where one is known.
    interval: Option<[f64; 2]>,
    predicted: Prediction,
}

/// How a figure is read from simulated courses.
enum Prediction {
    /// From one course, by an endpoint on a day.
    Endpoint(Vec<(f64, EventKind)>, Phototype, Endpoint, f64),
    /// Relative change of an endpoint (per cent).
    Change(Vec<(f64, EventKind)>, Phototype, Endpoint, f64),
    /// Ratio of the changes of an endpoint in two courses.
    Ratio([Vec<(f64, EventKind)>; 2], Endpoint, f64),
    /// Difference of the changes of an endpoint between two courses.
    Difference([Vec<(f64, EventKind)>; 2], Endpoint, f64),
    /// Change of an endpoint in deep scars.
    DeepScars(Vec<(f64, EventKind)>, Endpoint, f64),
    /// From the tissue of one course; no band.
    Tissue(Read),
}

fn with(a: Vec<(f64, EventKind)>, b: Vec<(f64, EventKind)>) -> Vec<(f64, EventKind)> {
    a.into_iter().chain(b).collect()
}

fn rolled(count: u32, interval: f64) -> Vec<(f64, EventKind)> {
    series(&needling(0.0), count, interval, 0.0)
}

/// Hours until 95 % of the epidermis that carbon dioxide columns opened is closed.
fn closed(energy: f64) -> f64 {
    let zone = run(vec![(0.0, carbon_dioxide(energy, 200.0))], 30.0);
    24.0 * falls_to(&zone, |tissue| 1.0 - tissue[Species::EpidermalCover.index()], 0.05)
}

/// Share of the opened barrier that is still open (per cent), some hours after carbon dioxide columns.
fn still_open(energy: f64, hours: f64) -> f64 {
    let zone = run(vec![(0.0, carbon_dioxide(energy, 200.0))], 5.0);
    let open: Vec<f64> =
        zone.history.depths.iter().map(|depths| 1.0 - depths[0].treated[Species::Barrier.index()]).collect();
    100.0 * at(&zone.history.times, &open, hours / 24.0) / zone.insults[0].open_barrier
}

/// Days until so much of the denatured matrix of a session has been cleared.
fn cleared(kind: EventKind, left: f64) -> f64 {
    let zone = run(vec![(0.0, kind)], 120.0);
    falls_to(&zone, |tissue| tissue[Species::Coagulum.index()], left)
}

/// Days until a quantity of the upper compartment has fallen to a share of its first value after the injury.
fn falls_to(zone: &ZoneCourse, quantity: impl Fn(&[f64]) -> f64, share: f64) -> f64 {
    let values: Vec<f64> = zone.history.depths.iter().map(|depths| quantity(&depths[0].treated)).collect();
    // The record of day 0 shows the skin before the session.
    let start = values[1];
    for (pair_times, pair) in zone.history.times.windows(2).zip(values.windows(2)).skip(1) {
        if pair[1] <= share * start {
            let part = (pair[0] - share * start) / (pair[0] - pair[1]);
            return pair_times[0] + part * (pair_times[1] - pair_times[0]);
        }
    }
    f64::INFINITY
}

/// Days until 5 % of the opened barrier is left, as a reading of water loss would show.
fn barrier_back(kind: EventKind) -> f64 {
    let zone = run(vec![(0.0, kind)], 60.0);
    falls_to(&zone, |tissue| 1.0 - tissue[Species::Barrier.index()], 0.05)
}

/// Adds a case of one topic: study, what, unit, figure, its interval, how it is predicted.
type Add<'a> = dyn FnMut(&'static str, &'static str, &'static str, f64, Option<[f64; 2]>, Prediction) + 'a;

/// Reads a figure from the tissue of a course.
type Read = fn() -> f64;

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (topic, fill) in [
        ("columns", columns as fn(&mut Add<'_>)),
        ("pigment", pigment),
        ("peel recovery", peels),
        ("combination", together),
    ] {
        fill(&mut |study, what, unit, measured, interval, predicted| {
            cases.push(Case { topic, study, what, unit, measured, interval, predicted });
        });
    }
    cases
}

/// Recovery of laser columns.
fn columns(add: &mut Add<'_>) {
    add(
        "stumpp-2009",
        "non-ablative columns, half re-epithelialised, 10 mJ",
        "h",
        10.0,
        None,
        Prediction::Tissue(|| 24.0 * run(vec![(0.0, erbium_glass(10.0, 1000.0))], 30.0).insults[0].closed),
    );
    add(
        "stumpp-2009",
        "the same at 70 mJ",
        "h",
        22.0,
        None,
        Prediction::Tissue(|| 24.0 * run(vec![(0.0, erbium_glass(70.0, 1000.0))], 30.0).insults[0].closed),
    );
    add(
        "fractional-effects-chapter",
        "columns re-epithelialised (95 %; CO2 columns of 15 mJ taken)",
        "h",
        60.0,
        Some([48.0, 72.0]),
        Prediction::Tissue(|| closed(15.0)),
    );
    let channels: [(&'static str, f64, Read); 6] = [
        ("channels open, 5 mJ, 1 h", 87.0, || still_open(5.0, 1.0)),
        ("channels open, 5 mJ, 12 h", 27.0, || still_open(5.0, 12.0)),
        ("channels open, 5 mJ, 24 h", 20.0, || still_open(5.0, 24.0)),
        ("channels open, 25 mJ, 1 h", 100.0, || still_open(25.0, 1.0)),
        ("channels open, 25 mJ, 12 h", 53.0, || still_open(25.0, 12.0)),
        ("channels open, 25 mJ, 24 h", 40.0, || still_open(25.0, 24.0)),
    ];
    for (what, measured, read) in channels {
        add("co2-channel-open-secondary", what, "%", measured, None, Prediction::Tissue(read));
    }
    add(
        "fractional-effects-chapter",
        "heated debris gone (10 % left), 1550 nm, 16 mJ",
        "day",
        7.0,
        None,
        Prediction::Tissue(|| cleared(erbium_glass(16.3, 1000.0), 0.1)),
    );
}

/// Pigmentation after lasers, needling and peels.
fn pigment(add: &mut Add<'_>) {
    use Endpoint::PigmentRisk;
    use Phototype::{III, IV, V};
    let once = |kind: EventKind| vec![(0.0, kind)];
    add(
        "chan-2007-pih",
        "1550 nm, 16.3 mJ, 1000 columns, per session",
        "%",
        7.1,
        Some([3.0, 15.8]),
        Prediction::Endpoint(once(erbium_glass(16.3, 1000.0)), IV, PigmentRisk, 90.0),
    );
    add(
        "chan-2007-pih",
        "1550 nm, 8.2 mJ, 2000 columns, per session",
        "%",
        12.4,
        Some([5.9, 24.2]),
        Prediction::Endpoint(once(erbium_glass(8.2, 2000.0)), IV, PigmentRisk, 90.0),
    );
    add(
        "fgf-laser-jcad-pih-table",
        "kono-2007, 1550 nm, types II to IV, 3 sessions assumed",
        "%",
        6.6,
        Some([1.8, 21.3]),
        Prediction::Endpoint(series(&erbium_glass(16.3, 1000.0), 3, 28.0, 0.0), III, PigmentRisk, 150.0),
    );
    add(
        "fgf-laser-jcad-pih-table",
        "shin-2012, 1550 nm, types IV and V, 3 sessions assumed",
        "%",
        17.0,
        None,
        Prediction::Endpoint(series(&erbium_glass(16.3, 1000.0), 3, 28.0, 0.0), V, PigmentRisk, 150.0),
    );
    add(
        "fgf-laser-jcad-pih-table",
        "wattanakrai-2012, 2940 nm, 3 sessions assumed",
        "%",
        10.0,
        Some([2.9, 28.9]),
        Prediction::Endpoint(series(&erbium_yag(15.0, 200.0), 3, 28.0, 0.0), IV, PigmentRisk, 150.0),
    );
    add(
        "co2-mn-idoj-2024",
        "fractional CO2, 4 sessions",
        "%",
        30.0,
        Some([16.7, 47.9]),
        Prediction::Endpoint(series(&carbon_dioxide(20.0, 186.0), 4, 30.0, 0.0), IV, PigmentRisk, 180.0),
    );
    add(
        "co2-mn-idoj-2024",
        "needling, 4 sessions",
        "%",
        6.7,
        Some([1.8, 21.3]),
        Prediction::Endpoint(rolled(4, 30.0), IV, PigmentRisk, 180.0),
    );
    add(
        "cachafeiro-2016",
        "1340 nm, 3 sessions",
        "%",
        13.6,
        Some([4.7, 33.3]),
        Prediction::Endpoint(series(&nd_yap(100.0, 100.0), 3, 30.0, 0.0), III, PigmentRisk, 150.0),
    );
    add(
        "cachafeiro-2016",
        "needling, 3 sessions",
        "%",
        0.0,
        Some([0.0, 13.8]),
        Prediction::Endpoint(rolled(3, 30.0), III, PigmentRisk, 150.0),
    );
    add(
        "dhollan-2017",
        "100 % CROSS, 4 sessions",
        "%",
        20.0,
        Some([7.0, 45.2]),
        Prediction::Endpoint(series(&cross(100.0), 4, 30.0, 0.0), IV, PigmentRisk, 180.0),
    );
    add(
        "khunger-2011-cross",
        "100 % CROSS, 4 sessions, types IV and V",
        "%",
        6.7,
        Some([1.8, 21.3]),
        Prediction::Endpoint(series(&cross(100.0), 4, 14.0, 0.0), V, PigmentRisk, 130.0),
    );
    add(
        "amore-2021",
        "needling and a soft peel, 1 session",
        "%",
        4.1,
        Some([1.1, 13.7]),
        Prediction::Endpoint(vec![(0.0, needling(0.0)), (0.0, glycolic(20.0, 1.5))], III, PigmentRisk, 60.0),
    );
}

/// Recovery of peels.
fn peels(add: &mut Add<'_>) {
    add(
        "mechanical-injury-repair-10d",
        "barrier back (5 % left) after its loss",
        "day",
        10.0,
        None,
        Prediction::Tissue(|| barrier_back(glycolic(50.0, 1.0))),
    );
    add(
        "tape-strip-face-4wk",
        "barrier back (5 % left) after its loss, face",
        "day",
        28.0,
        None,
        Prediction::Tissue(|| barrier_back(glycolic(50.0, 1.0))),
    );
    add(
        "tca-guinea-pig-koreamed",
        "35 % acid: epidermis closed",
        "day",
        7.0,
        Some([3.0, 7.0]),
        Prediction::Tissue(|| run(vec![(0.0, tca(35.0, 1.0))], 60.0).insults[0].closed),
    );
}

/// Combinations, and lasers and peels against needling.
#[expect(clippy::too_many_lines, reason = "one entry for each study")]
fn together(add: &mut Add<'_>) {
    use Endpoint::{Ecca, GoodmanBaronCount, GoodmanBaronGrade, ScarDepthIcePick};
    use Phototype::{IV, V};
    add(
        "rana-2017",
        "ECCA gain, needling and 70 % glycolic acid over needling",
        "ratio",
        1.34,
        None,
        Prediction::Ratio(
            [with(rolled(3, 42.0), series(&glycolic(70.0, 0.8), 3, 42.0, 21.0)), rolled(3, 42.0)],
            Ecca,
            154.0,
        ),
    );
    add(
        "rana-2017",
        "ECCA, needling alone",
        "points",
        -29.58,
        None,
        Prediction::Difference([rolled(3, 42.0), vec![]], Ecca, 154.0),
    );
    add(
        "ishfaq-2022",
        "grade gain, 35 % glycolic acid over needling (responders)",
        "ratio",
        0.45,
        None,
        Prediction::Ratio([series(&glycolic(35.0, 1.5), 6, 14.0, 0.0), rolled(6, 14.0)], GoodmanBaronGrade, 84.0),
    );
    add(
        "mn-peel-rct-2021",
        "grade, needling and TCA with kojic acid (15 % TCA taken)",
        "grade",
        -0.84,
        None,
        Prediction::Difference(
            [with(rolled(4, 20.0), series(&tca(15.0, 1.0), 4, 20.0, 0.0)), vec![]],
            GoodmanBaronGrade,
            60.0,
        ),
    );
    add(
        "kang-2022-meta",
        "grade, PRP added to needling",
        "grade",
        -0.32,
        Some([-0.44, -0.20]),
        Prediction::Difference([series(&needling(4.0), 4, 28.0, 0.0), rolled(4, 28.0)], GoodmanBaronGrade, 174.0),
    );
    add(
        "co2-mn-idoj-2024",
        "grade, fractional CO2, 4 sessions",
        "%",
        -32.9,
        None,
        Prediction::Change(series(&carbon_dioxide(20.0, 186.0), 4, 30.0, 0.0), IV, GoodmanBaronGrade, 150.0),
    );
    add(
        "co2-mn-idoj-2024",
        "grade, needling, 4 sessions",
        "%",
        -9.3,
        None,
        Prediction::Change(rolled(4, 30.0), IV, GoodmanBaronGrade, 150.0),
    );
    add(
        "abel-co2-dermaroller",
        "count, fractional CO2 over needling",
        "ratio",
        1.10,
        None,
        Prediction::Ratio(
            [series(&carbon_dioxide(20.0, 186.0), 6, 28.0, 0.0), rolled(6, 28.0)],
            GoodmanBaronCount,
            168.0,
        ),
    );
    add(
        "cachafeiro-2016",
        "count, 1340 nm over needling (no difference)",
        "ratio",
        1.0,
        None,
        Prediction::Ratio([series(&nd_yap(100.0, 100.0), 3, 30.0, 0.0), rolled(3, 30.0)], GoodmanBaronCount, 240.0),
    );
    add(
        "waqas-2018-cross30",
        "grade 4, needling and 30 % CROSS in turn",
        "grade",
        -1.63,
        None,
        Prediction::DeepScars(with(rolled(4, 28.0), series(&cross(30.0), 4, 28.0, 14.0)), GoodmanBaronGrade, 126.0),
    );
    add(
        "narayanan-combined",
        "grade 4, needling and 50 % CROSS in turn (and subcision)",
        "grade",
        -1.64,
        None,
        Prediction::DeepScars(with(rolled(3, 42.0), series(&cross(50.0), 3, 42.0, 21.0)), GoodmanBaronGrade, 195.0),
    );
    add(
        "khunger-2011-cross",
        "ice-pick depth, 100 % CROSS, 4 sessions",
        "%",
        -75.0,
        Some([-85.0, -65.0]),
        Prediction::Change(series(&cross(100.0), 4, 14.0, 0.0), V, ScarDepthIcePick, 132.0),
    );
    add(
        "dhollan-2017",
        "grade gain, 100 % CROSS over needling (responders)",
        "ratio",
        0.91,
        None,
        Prediction::Ratio([series(&cross(100.0), 4, 30.0, 0.0), rolled(4, 30.0)], GoodmanBaronGrade, 150.0),
    );
}

/// Central value and, where draws are asked for, the 5th and 95th percentile.
fn predict(case: &Case, draws: u32) -> (f64, Option<[f64; 2]>) {
    match &case.predicted {
        Prediction::Endpoint(events, phototype, what, day) => {
            one(events.clone(), *phototype, *what, *day, draws, |_, value| value)
        }
        Prediction::Change(events, phototype, what, day) => {
            one(events.clone(), *phototype, *what, *day, draws, |start, value| 100.0 * (value / start - 1.0))
        }
        Prediction::Ratio([with, without], what, day) => {
            let change = |start: f64, value: f64| value - start;
            let (a, wide) = one(with.clone(), Phototype::III, *what, *day, draws, change);
            let (b, _) = one(without.clone(), Phototype::III, *what, *day, 0, change);
            (a / b, wide.map(|[low, high]| sorted([low / b, high / b])))
        }
        Prediction::Difference([with, without], what, day) => {
            let change = |start: f64, value: f64| value - start;
            let (a, wide) = one(with.clone(), Phototype::III, *what, *day, draws, change);
            let b =
                if without.is_empty() { 0.0 } else { one(without.clone(), Phototype::III, *what, *day, 0, change).0 };
            (a - b, wide.map(|[low, high]| [low - b, high - b]))
        }
        Prediction::DeepScars(events, what, day) => {
            let mut study = study(events.clone(), Phototype::IV, day + 1.0, 0);
            study.concern.scars = Some(ScarPopulation { median_depth: 0.8, ..ScarPopulation::default() });
            let zone = course(&study).zones.remove(0);
            (endpoint(&zone, *what, *day) - endpoint(&zone, *what, 0.0), None)
        }
        Prediction::Tissue(read) => (read(), None),
    }
}

fn sorted([a, b]: [f64; 2]) -> [f64; 2] {
    [a.min(b), a.max(b)]
}

fn one(
    events: Vec<(f64, EventKind)>,
    phototype: Phototype,
    what: Endpoint,
    day: f64,
    draws: u32,
    read: impl Fn(f64, f64) -> f64,
) -> (f64, Option<[f64; 2]>) {
    let zone = course(&study(events, phototype, day + 1.0, draws)).zones.remove(0);
    let start = endpoint(&zone, what, 0.0);
    let band = zone.bands.iter().find(|(endpoint, _)| *endpoint == what).map(|(_, bands)| {
        let edge = |pick: fn(&needlework::course::Band) -> f64| {
            let values: Vec<f64> = bands.iter().map(pick).collect();
            read(start, at(&zone.history.times, &values, day))
        };
        sorted([edge(|band| band.p05), edge(|band| band.p95)])
    });
    (read(start, endpoint(&zone, what, day)), band)
}

/// The page with its tables, which stand between `<!-- topic -->` and `<!-- end of topic -->`, made anew from the figures.
fn with_tables(page: &str, csv: &str) -> String {
    let mut page = page.to_owned();
    for topic in ["columns", "peel recovery", "pigment", "combination"] {
        let [start, end] = [format!("<!-- {topic} -->\n"), format!("<!-- end of {topic} -->")];
        let from = page.find(&start).unwrap_or_else(|| panic!("no mark {start}")) + start.len();
        let until = from + page[from..].find(&end).unwrap_or_else(|| panic!("no mark {end}"));
        let mut table =
            "| study | what | unit | measured | predicted | 90 % band | miss |\n|---|---|---|---|---|---|---|\n"
                .to_owned();
        for line in csv.lines().skip(1).filter(|line| line.starts_with(&format!("{topic},"))) {
            table.push_str(&row(line));
        }
        page.replace_range(from..until, &table);
    }
    page
}

/// One line of the figures as a line of a table.
fn row(line: &str) -> String {
    let parts: Vec<&str> = line.split('"').collect();
    let study = parts[0].split(',').nth(1).unwrap();
    let rest: Vec<&str> = parts[2].split(',').skip(1).collect();
    let number = |index: usize| rest[index].parse::<f64>().ok();
    let shown = |value: f64| match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    };
    let range = |low: Option<f64>, high: Option<f64>| {
        low.zip(high).map_or(String::new(), |(low, high)| format!("{} to {}", shown(low), shown(high)))
    };
    let (measured, predicted) = (number(1).unwrap(), number(4).unwrap());
    let interval = range(number(2), number(3));
    let interval = if interval.is_empty() { interval } else { format!(" ({interval})") };
    format!(
        "| {study} | {} | {} | {}{interval} | {} | {} | {} |\n",
        parts[1],
        rest[0],
        shown(measured),
        shown(predicted),
        range(number(5), number(6)),
        miss(
            [number(2).unwrap_or(measured), number(3).unwrap_or(measured)],
            measured,
            predicted,
            number(5).zip(number(6))
        )
    )
}

/// How far a prediction is off: nothing where its band meets the measured interval, or where a figure without band lies within
/// half and twice the measured one.
fn miss(interval: [f64; 2], measured: f64, predicted: f64, band: Option<(f64, f64)>) -> String {
    let (low, high) = band.unwrap_or((predicted, predicted));
    if low <= interval[1] && high >= interval[0] {
        return String::new();
    }
    let ratio = predicted / measured;
    if ratio.is_nan() || ratio <= 0.0 || ratio.is_infinite() {
        return "**missed**".to_owned();
    }
    if band.is_none() && (0.5..=2.0).contains(&ratio) {
        return String::new();
    }
    let word = if ratio < 1.0 { "too small" } else { "too large" };
    match ratio.max(1.0 / ratio) {
        factor if factor > 100.0 => format!("**more than 100 times {word}**"),
        factor => format!("**{factor:.1} times {word}**"),
    }
}

const HEADER: &str = "topic,study,what,unit,measured,measured_low,measured_high,predicted,p05,p95";

#[test]
fn predictions_are_those_that_are_published() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../validation/insults/studies.csv");
    let writing = std::env::var_os("NEEDLEWORK_WRITE").is_some();
    let mut csv = format!("{HEADER}\n");
    let mut central = Vec::new();
    for case in cases() {
        let (value, band) = predict(&case, if writing { DRAWS } else { 0 });
        central.push(value);
        let cell = |value: Option<f64>| value.map_or(String::new(), |value| format!("{value:.4}"));
        let _ = writeln!(
            csv,
            "{},{},\"{}\",{},{},{},{},{value:.4},{},{}",
            case.topic,
            case.study,
            case.what,
            case.unit,
            case.measured,
            cell(case.interval.map(|[low, _]| low)),
            cell(case.interval.map(|[_, high]| high)),
            cell(band.map(|[low, _]| low)),
            cell(band.map(|[_, high]| high)),
        );
    }
    if writing {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &csv).unwrap();
        let page = path.with_file_name("README.md");
        let text = with_tables(&std::fs::read_to_string(&page).unwrap(), &csv);
        std::fs::write(&page, text).unwrap();
        return;
    }
    // Bands take minutes, so only the central values are computed again here.
    let kept = std::fs::read_to_string(&path).unwrap();
    let page = std::fs::read_to_string(path.with_file_name("README.md")).unwrap();
    assert_eq!(page, with_tables(&page, &kept), "validation/insults/README.md differs from studies.csv");
    let kept: Vec<&str> = kept.lines().skip(1).collect();
    assert_eq!(
        kept.len(),
        central.len(),
        "validation/insults/studies.csv has other cases; renew it with NEEDLEWORK_WRITE=1"
    );
    for (line, value) in kept.iter().zip(central) {
        // The text may hold commas; figures are counted from the end.
        let written: f64 = line.rsplit(',').nth(2).unwrap().parse().unwrap();
        assert!((written - value).abs() < 2e-3 * value.abs() + 1e-4, "{line}: now {value}");
    }
}
