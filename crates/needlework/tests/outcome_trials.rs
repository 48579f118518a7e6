//! Published results of needling beside what a course of the same sessions gives: scars, lines, pigment, histology.
//!
//! Rows marked "fit" set a constant of the healing network or of the outcome maps; agreement there shows little. Rows marked
//! "judge" were not used. Needles that a publication does not state are a 1.5 mm roller at 240 punctures/cm².

mod roller;
mod scars;

use core::num::NonZeroUsize;
use std::fmt::Write as _;
use std::path::Path;

use needlework::concern::{Concern, LesionalPigment, PigmentPattern, ScarPopulation, Striae, StriaeStage, Wrinkles};
use needlework::course::{Event, Numerics, Protocol, Space, Study, Zone, ZoneCourse, simulate};
use needlework::integrator::Settings;
use needlework::outcome::Endpoint;
use needlework::outcome::tolerability::Circumstances;
use needlework::skin::{Person, Phototype, Sex, Site};
use roller::needling;

/// A course of needling.
#[derive(Clone, Copy)]
struct Sessions {
    /// Needle length [mm].
    length: f64,
    /// Passes in each of four directions, 61 punctures/cm² for every one.
    passes: usize,
    count: u32,
    /// Between sessions [day].
    interval: f64,
}

const fn sessions(count: u32, interval: f64) -> Sessions {
    Sessions { length: 1.5, passes: 4, count, interval }
}

fn run(sessions: Sessions, concern: Concern, age: f64, horizon: f64) -> ZoneCourse {
    let event = |number: u32| Event {
        day: f64::from(number) * sessions.interval,
        zones: vec![],
        kind: needling(sessions.length, sessions.passes),
    };
    let study = Study {
        title: String::new(),
        seed: 7,
        person: Person::median(age, Sex::Female, Phototype::III),
        circumstances: Circumstances::default(),
        concern,
        zones: vec![Zone { name: "cheek".into(), site: Site::reference_face(), area: 100.0 }],
        protocol: Protocol { events: (0..sessions.count).map(event).collect(), horizon, snapshots: vec![] },
        regimens: vec![],
        numerics: Numerics { relative_tolerance: 1e-5, draws: 0 },
        space: Space::default(),
    };
    let settings = Settings { threads: NonZeroUsize::MIN, ..Settings::default() };
    simulate(&study, &settings, &|_, _| {}).unwrap().zones.remove(0)
}

/// How a figure is read.
#[derive(Clone, Copy)]
enum Read {
    /// Change in the unit of the endpoint.
    Difference,
    /// Change over the value before [%].
    PerCent,
}

fn read(zone: &ZoneCourse, endpoint: Endpoint, how: Read, day: f64) -> f64 {
    let (_, values) = zone.endpoints.iter().find(|(one, _)| *one == endpoint).unwrap();
    let times = &zone.history.times;
    let after = times.iter().position(|time| *time >= day - 1e-9).unwrap_or(times.len() - 1).max(1);
    let share = ((day - times[after - 1]) / (times[after] - times[after - 1])).clamp(0.0, 1.0);
    let value = values[after - 1] + share * (values[after] - values[after - 1]);
    match how {
        Read::Difference => value - values[0],
        Read::PerCent => 100.0 * (value / values[0] - 1.0),
    }
}

/// One published figure.
struct Figure {
    trial: &'static str,
    what: &'static str,
    fitted: bool,
    measured: f64,
    interval: Option<[f64; 2]>,
    endpoint: Endpoint,
    how: Read,
    /// After the first session [day].
    day: f64,
}

/// The figures of one trial, or of several with the same sessions.
struct Trial {
    sessions: Sessions,
    concern: Concern,
    age: f64,
    figures: Vec<Figure>,
}

fn figure(
    (trial, what, fitted): (&'static str, &'static str, bool),
    (measured, interval): (f64, Option<[f64; 2]>),
    endpoint: Endpoint,
    how: Read,
    day: f64,
) -> Figure {
    Figure { trial, what, fitted, measured, interval, endpoint, how, day }
}

fn acne() -> Concern {
    Concern { scars: Some(ScarPopulation::default()), ..Concern::default() }
}

fn wrinkles() -> Concern {
    Concern { wrinkles: Some(Wrinkles { lemperle: 3.0, roughness: 28.0 }), ..Concern::default() }
}

fn striae(stage: StriaeStage) -> Concern {
    Concern { striae: Some(Striae { stage, atrophy: 0.3 }), ..Concern::default() }
}

/// The burn scar of the library.
fn burn() -> Concern {
    Concern { mature_scar: Some(scars::burn()), ..Concern::default() }
}

#[expect(clippy::too_many_lines, reason = "one entry for each trial")]
fn trials() -> Vec<Trial> {
    use Endpoint::{
        Collagen, Ecca, EchoDensity, ElasticityR2, EpidermalThickness, GoodmanBaronCount, GoodmanBaronGrade, Lemperle,
        Masi, OctAttenuation, Perfusion, Roughness, StriaeAtrophy, VancouverScarScale,
    };
    use Read::{Difference, PerCent};
    let (fit, judge) = (true, false);
    let trial = |sessions, concern, age, figures| Trial { sessions, concern, age, figures };
    vec![
        trial(
            sessions(5, 30.0),
            acne(),
            30.0,
            vec![
                figure(
                    ("lotfi-2013", "papillary collagen (Masson), 8 weeks", fit),
                    (53.2, None),
                    Collagen,
                    PerCent,
                    176.0,
                ),
                figure(("lotfi-2013", "epidermis, 8 weeks", fit), (50.0, None), EpidermalThickness, PerCent, 176.0),
                figure(("dogra-2014", "scar score, 1 month", fit), (-44.6, None), GoodmanBaronCount, PerCent, 150.0),
            ],
        ),
        trial(
            sessions(4, 30.0),
            wrinkles(),
            55.0,
            vec![
                figure(
                    ("kenkel-2021-objective", "echo density of the dermis, 3 months", fit),
                    (101.9, None),
                    EchoDensity,
                    PerCent,
                    180.0,
                ),
                figure(
                    ("kenkel-2021-objective", "OCT attenuation, 1 month", judge),
                    (15.65, None),
                    OctAttenuation,
                    PerCent,
                    120.0,
                ),
                figure(
                    ("kenkel-2021-objective", "OCT attenuation, 3 months", fit),
                    (17.33, None),
                    OctAttenuation,
                    PerCent,
                    180.0,
                ),
                figure(
                    ("kenkel-2021-objective", "blood flow of the face at 0.3 mm, 3 months", judge),
                    (-25.8, None),
                    Perfusion,
                    PerCent,
                    180.0,
                ),
                figure(
                    ("kenkel-2021-objective", "elasticity of the face (R2 taken), 3 months", judge),
                    (28.2, None),
                    ElasticityR2,
                    PerCent,
                    180.0,
                ),
                figure(
                    ("ablon-2018", "Lemperle grade, 5 months, raters not blinded", fit),
                    (-1.23, None),
                    Lemperle,
                    Difference,
                    150.0,
                ),
            ],
        ),
        trial(
            Sessions { length: 2.0, passes: 7, ..sessions(4, 42.0) },
            acne(),
            30.0,
            vec![figure(("chalabi-2020", "count score, end", fit), (-52.5, None), GoodmanBaronCount, PerCent, 140.0)],
        ),
        trial(
            sessions(6, 28.0),
            acne(),
            30.0,
            vec![figure(
                ("abel-co2-dermaroller", "objective score, 24 weeks", fit),
                (-37.6, None),
                GoodmanBaronCount,
                PerCent,
                168.0,
            )],
        ),
        trial(
            sessions(12, 7.0),
            acne(),
            30.0,
            vec![
                figure(
                    ("minh-2019", "grade, end of weekly sessions", fit),
                    (-1.06, None),
                    GoodmanBaronGrade,
                    Difference,
                    77.0,
                ),
                figure(("minh-2019", "grade, 1 month", fit), (-1.36, None), GoodmanBaronGrade, Difference, 107.0),
                figure(("minh-2019", "grade, 2 months", fit), (-1.52, None), GoodmanBaronGrade, Difference, 137.0),
            ],
        ),
        trial(
            sessions(4, 30.0),
            acne(),
            30.0,
            vec![
                figure(
                    ("dalwig-nolda-2020", "grade, 3 months", judge),
                    (-0.91, Some([-1.05, -0.78])),
                    GoodmanBaronGrade,
                    Difference,
                    180.0,
                ),
                figure(
                    ("co2-mn-idoj-2024", "grade, 2 months", judge),
                    (-0.33, None),
                    GoodmanBaronGrade,
                    Difference,
                    150.0,
                ),
                figure(
                    ("krishnegowda-2023", "grade, 24 weeks, side with saline", judge),
                    (-0.12, None),
                    GoodmanBaronGrade,
                    Difference,
                    168.0,
                ),
            ],
        ),
        trial(
            sessions(3, 42.0),
            acne(),
            30.0,
            vec![figure(("rana-2017", "ECCA, 22 weeks", judge), (-29.58, None), Ecca, Difference, 154.0)],
        ),
        trial(
            sessions(6, 30.0),
            acne(),
            26.9,
            vec![figure(("sohag-2018", "ECCA, 1 month", judge), (-8.55, None), Ecca, PerCent, 180.0)],
        ),
        trial(
            sessions(3, 30.0),
            wrinkles(),
            40.0,
            vec![figure(
                ("fabbrocini-2014", "roughness of replicas, after the third session", fit),
                (-31.0, None),
                Roughness,
                PerCent,
                90.0,
            )],
        ),
        trial(
            Sessions { length: 1.0, ..sessions(4, 30.0) },
            Concern {
                pigment: Some(LesionalPigment { excess_drive: 0.5, masi: 6.4, pattern: PigmentPattern::Patch }),
                ..Concern::default()
            },
            35.0,
            vec![
                figure(
                    ("farshi-2020", "melanin of melasma over the skin, before the third session", fit),
                    (-21.1, None),
                    Masi,
                    PerCent,
                    60.0,
                ),
                figure(("farshi-2020", "the same, a month after the fourth", fit), (-35.8, None), Masi, PerCent, 120.0),
            ],
        ),
        trial(
            sessions(6, 14.0),
            striae(StriaeStage::Rubra),
            28.0,
            vec![figure(
                ("mohamed-ali-2017-striae", "mean of the classes, red and white, 3 months; red taken", fit),
                (-60.0, None),
                StriaeAtrophy,
                PerCent,
                160.0,
            )],
        ),
        trial(
            sessions(4, 30.0),
            striae(StriaeStage::Alba),
            28.0,
            vec![figure(
                ("striae-alba-2023-32", "5.6 of 10 points better; sessions assumed", fit),
                (-56.0, None),
                StriaeAtrophy,
                PerCent,
                180.0,
            )],
        ),
        trial(
            Sessions { length: 2.5, ..sessions(4, 30.0) },
            burn(),
            30.0,
            vec![figure(
                ("burn-triam-2022", "Vancouver score, triamcinolone needled in; sessions assumed", judge),
                (-4.7, None),
                VancouverScarScale,
                Difference,
                270.0,
            )],
        ),
    ]
}

/// The column of the table that says how far a prediction is off: outside a published interval, or outside half to twice the figure.
fn miss(figure: &Figure, predicted: f64) -> String {
    if figure.interval.is_some_and(|[low, high]| (low..=high).contains(&predicted)) {
        return String::new();
    }
    let ratio = predicted / figure.measured;
    match (figure.interval, ratio) {
        (_, ratio) if ratio <= 0.0 => "**wrong direction**".into(),
        (None, ratio) if (0.5..=2.0).contains(&ratio) => String::new(),
        (_, ratio) if ratio < 1.0 => format!("**{:.1} times too small**", 1.0 / ratio),
        (_, ratio) => format!("**{ratio:.1} times too large**"),
    }
}

const HEADER: &str = "role,trial,what,unit,measured,measured_low,measured_high,predicted,miss";

fn table(csv: &str, role: &str) -> String {
    let mut table = "| trial | what | unit | measured | predicted | miss |\n|---|---|---|---|---|---|\n".to_owned();
    for line in csv.lines().skip(1).filter(|line| line.starts_with(role)) {
        let quoted: Vec<&str> = line.split('"').collect();
        let trial = quoted[0].split(',').nth(1).unwrap();
        let rest: Vec<&str> = quoted[2].split(',').skip(1).collect();
        let interval = if rest[2].is_empty() { String::new() } else { format!(" ({} to {})", rest[2], rest[3]) };
        let _ = writeln!(
            table,
            "| {trial} | {} | {} | {}{interval} | {} | {} |",
            quoted[1], rest[0], rest[1], rest[4], rest[5]
        );
    }
    table
}

/// Results by needle length, six sessions every two weeks at 430 punctures/cm², four weeks after the last.
fn lengths() -> String {
    let mut table = "| needle [mm] | count score [%] | ECCA [%] | grade | rolling depth [%] | boxcar depth [%] | ice-pick depth [%] |\n|---|---|---|---|---|---|---|\n".to_owned();
    for length in [0.5, 1.0, 1.5, 2.0, 2.5, 3.0] {
        let zone = run(Sessions { length, passes: 7, ..sessions(6, 14.0) }, acne(), 30.0, 98.0);
        let change = |endpoint, how| read(&zone, endpoint, how, 98.0);
        let _ = writeln!(
            table,
            "| {length:.1} | {:.1} | {:.1} | {:.2} | {:.1} | {:.1} | {:.1} |",
            change(Endpoint::GoodmanBaronCount, Read::PerCent),
            change(Endpoint::Ecca, Read::PerCent),
            change(Endpoint::GoodmanBaronGrade, Read::Difference),
            change(Endpoint::ScarDepthRolling, Read::PerCent),
            change(Endpoint::ScarDepthBoxcar, Read::PerCent),
            change(Endpoint::ScarDepthIcePick, Read::PerCent),
        );
    }
    table
}

fn replaced(page: &str, topic: &str, table: &str) -> String {
    let [start, end] = [format!("<!-- {topic} -->\n"), format!("<!-- end of {topic} -->")];
    let from = page.find(&start).unwrap_or_else(|| panic!("no mark {start}")) + start.len();
    let until = from + page[from..].find(&end).unwrap_or_else(|| panic!("no mark {end}"));
    let mut page = page.to_owned();
    page.replace_range(from..until, table);
    page
}

#[test]
fn the_published_comparison_is_what_the_model_gives() {
    let mut csv = format!("{HEADER}\n");
    for trial in trials() {
        let horizon = trial.figures.iter().map(|figure| figure.day).fold(0.0, f64::max);
        let zone = run(trial.sessions, trial.concern, trial.age, horizon);
        for figure in &trial.figures {
            let predicted = read(&zone, figure.endpoint, figure.how, figure.day);
            let unit = match figure.how {
                Read::PerCent => "%",
                Read::Difference => figure.endpoint.info().unit,
            };
            let cell = |value: Option<f64>| value.map_or(String::new(), |value| format!("{value}"));
            let _ = writeln!(
                csv,
                "{},{},\"{}\",{unit},{},{},{},{},{}",
                if figure.fitted { "fit" } else { "judge" },
                figure.trial,
                figure.what,
                figure.measured,
                cell(figure.interval.map(|[low, _]| low)),
                cell(figure.interval.map(|[_, high]| high)),
                if predicted.abs() < 10.0 { format!("{predicted:.2}") } else { format!("{predicted:.1}") },
                miss(figure, predicted)
            );
        }
    }
    println!("{csv}");
    let lengths = lengths();
    println!("{lengths}");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../validation/outcomes");
    let page = std::fs::read_to_string(folder.join("README.md")).unwrap();
    let renewed = replaced(&page, "fit", &table(&csv, "fit"));
    let renewed = replaced(&renewed, "judge", &table(&csv, "judge"));
    let renewed = replaced(&renewed, "lengths", &lengths);
    if std::env::var_os("NEEDLEWORK_WRITE").is_some() {
        std::fs::write(folder.join("trials.csv"), &csv).unwrap();
        std::fs::write(folder.join("README.md"), renewed).unwrap();
        return;
    }
    assert_eq!(std::fs::read_to_string(folder.join("trials.csv")).unwrap(), csv, "renew with NEEDLEWORK_WRITE=1");
    assert_eq!(page, renewed, "renew with NEEDLEWORK_WRITE=1");
}
