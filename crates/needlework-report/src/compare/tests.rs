use super::*;
use crate::report::{
    Forest, Headline, Image, Nearest, Picture, PictureGroup, Series, SeriesRole, SessionMark, StudyRow, Timeline,
    TimelineGroup, render,
};

fn run(name: &str, value: f64, depth: &str) -> Run {
    let course = Series::new("cheek", vec![[0.0, 100.0], [90.0, value]]).band(vec![[100.0, 100.0], [50.0, 150.0]]);
    let twin = Series::new("Untreated", vec![[0.0, 100.0], [90.0, 99.0]]).role(SeriesRole::Untreated);
    let timeline = Timeline::new("Collagen", "%", course).against(twin);
    let group = TimelineGroup::new("Outcome", vec![timeline]).sessions(vec![SessionMark::new(0.0, "Session 1", "1")]);
    let report = ReportModel {
        headlines: vec![Headline::new("Collagen", value, "%").band(value - 5.0, value + 5.0).at("day 90")],
        understood: vec![
            StudyRow::new("technique", "depth", depth, "study file"),
            StudyRow::new("skin", "age", "40", "study file"),
        ],
        groups: vec![group],
        warnings: vec![
            Warning { code: String::new(), text: "for both".into() },
            Warning { code: "NW0001".into(), text: format!("for {depth}") },
        ],
        ..ReportModel::default()
    };
    Run { name: name.into(), report }
}

#[test]
fn results_stand_side_by_side_with_their_difference() {
    let runs = [run("shallow", 110.0, "0.5 mm"), run("deep", 132.0, "1.5 mm")];
    let rows = rows(&runs);
    assert_eq!(rows.len(), 1);
    let cells: Vec<&Cell> = rows[0].cells.iter().flatten().collect();
    assert_eq!((cells[0].difference, cells[1].difference), (None, Some(22.0)));
    let report = compare(&runs, "needlework compare a b").unwrap();
    let row = &report.overview[0].rows[0];
    assert!(row[3].contains("132") && row[3].contains("+22") && row[3].contains("day 90"), "{row:?}");
}

#[test]
fn only_what_differs_is_listed() {
    let report = compare(&[run("a", 1.0, "0.5 mm"), run("b", 2.0, "1.5 mm")], "").unwrap();
    assert_eq!(report.overview[1].rows, [["technique: depth", "0.5 mm", "1.5 mm"]]);
    assert!(report.overview[1].note.starts_with("1 of 2"));
    let texts: Vec<&str> = report.warnings.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(texts, ["for both", "a: for 0.5 mm", "b: for 1.5 mm"]);
}

#[test]
fn curves_of_all_runs_share_a_figure_and_one_untreated_twin() {
    let report = compare(&[run("a", 110.0, "0.5 mm"), run("b", 130.0, "1.5 mm")], "").unwrap();
    let names: Vec<&str> = report.groups[0].timelines[0].series.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["a", "b", "Untreated of a"]);
    assert_eq!(report.groups[0].sessions.len(), 1);
    let html = render(&report).unwrap();
    assert!(html.contains("Results side by side") && html.contains("Untreated of a"));
}

#[test]
fn marks_that_differ_between_runs_are_left_out() {
    let mut other = run("b", 130.0, "1.5 mm");
    other.report.groups[0].sessions.push(SessionMark::new(30.0, "Session 2", "2"));
    let report = compare(&[run("a", 110.0, "0.5 mm"), other], "").unwrap();
    assert!(report.groups[0].sessions.is_empty());
}

#[test]
fn one_run_and_seven_runs_are_refused() {
    let many: Vec<Run> = (0..7).map(|index| run(&index.to_string(), 1.0, "x")).collect();
    assert_eq!(compare(&many[..1], ""), Err(CompareError::Runs { runs: 1 }));
    assert_eq!(compare(&many, ""), Err(CompareError::Runs { runs: 7 }));
}

#[test]
fn pictures_of_one_kind_and_nearest_trials_stand_under_the_names_of_their_runs() {
    let seen = |name: &str| {
        let image = |byte: u8| Image::png(&[byte; 30], 10, 10);
        let picture = Picture::new("Before and after", "Skin.", image(1)).compare(image(2), "day 0", "day 90").wide();
        let other = Picture::new("Alone", "Skin.", image(3));
        let mut one = run(name, 110.0, "0.5 mm");
        one.report.pictures = vec![PictureGroup::new("Surface", vec![other, picture.keyed(Picture::SURFACE)])];
        one.report.tables = ["Costs", "Sites"]
            .map(|title| Table { section: title.into(), title: title.into(), ..Table::default() })
            .into();
        one.report.nearest = Some(Nearest {
            table: Table { title: "Nearest".into(), columns: vec!["Trial".into()], ..Table::default() },
            forests: vec![Forest { title: "ECCA".into(), ..Forest::default() }],
            sources: vec!["Lotfi 2013".into()],
            ..Nearest::default()
        });
        one
    };
    let report = compare(&[seen("a"), run("b", 1.0, "1 mm"), seen("c")], "").unwrap();
    assert_eq!(report.pictures.len(), 1);
    let titles: Vec<&str> = report.pictures[0].pictures.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(titles, ["a: Before and after", "c: Before and after"]);
    let near = report.nearest.unwrap();
    assert_eq!((near.table.title.as_str(), near.sources.len()), ("a: Nearest", 1));
    assert!(near.forests.iter().map(|one| one.title.as_str()).eq(["a: ECCA", "c: ECCA"]));
    assert!(report.tables.iter().map(|one| one.title.as_str()).eq([
        "a: Costs",
        "c: Costs",
        "a: Sites",
        "c: Sites",
        "c: Nearest"
    ]));
}
