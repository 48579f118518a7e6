//! The page as the template sees it: every number already text, every figure already markup.

use serde::Serialize;

use crate::chart::{Chart, Figure, Limits, estimate, estimate_strip, significant};
use crate::math::{equation, mathml};

use super::figures::{
    depth_histogram, depth_maps, forest_chart, group_span, pattern_limits, pattern_map, protocol_chart, timeline_charts,
};
use super::model::{
    DepthMap, Headline, MethodNote, Nearest, Provenance, PuncturePattern, ReportModel, Table, Timeline, TimelineGroup,
    Warning,
};
use super::pictures::{PictureGroupView, picture_groups};

/// The section of tables from which on they stand below the published trials.
const LATE_SECTION: &str = "Sensitivity";
/// Width of a chart in a two-column grid. Drawing units, close to the pixels it gets.
const COLUMN: f64 = 440.0;
/// Width of a chart across the page. Drawing units.
const WIDE: f64 = 920.0;
/// Width of the same chart on a narrow screen. Drawing units.
const NARROW: f64 = 360.0;

/// The whole page.
#[derive(Serialize)]
pub(crate) struct Page<'a> {
    kind: &'a str,
    title: &'a str,
    subtitle: &'a str,
    summary: &'a [String],
    band_meaning: &'a str,
    warnings: &'a [Warning],
    methods: Vec<MethodView<'a>>,
    provenance: &'a Provenance,
    contents: Vec<Entry>,
    headlines: Vec<HeadlineView<'a>>,
    overview: Vec<TableView<'a>>,
    understood: Vec<FactGroup<'a>>,
    understood_number: usize,
    protocol: Option<ProtocolView<'a>>,
    punctures: Vec<PunctureView<'a>>,
    pictures: Vec<PictureGroupView<'a>>,
    maps: Vec<FigureView>,
    groups: Vec<GroupView<'a>>,
    before: Vec<TableSection<'a>>,
    nearest: Option<NearestView<'a>>,
    after: Vec<TableSection<'a>>,
    timings: Vec<(&'a str, String)>,
}

#[derive(Serialize)]
struct Entry {
    id: String,
    title: String,
}

#[derive(Serialize)]
struct HeadlineView<'a> {
    label: &'a str,
    unit: String,
    at: &'a str,
    value: String,
    band: Option<(String, String)>,
    reference: Option<String>,
    remark: &'static str,
    strip: String,
}

#[derive(Serialize)]
struct FactGroup<'a> {
    title: &'a str,
    rows: Vec<(&'a str, &'a str, &'a str)>,
}

#[derive(Serialize)]
struct ProtocolView<'a> {
    figure: usize,
    table: usize,
    wide: String,
    narrow: String,
    sheets: Vec<TableView<'a>>,
    rows: Vec<[String; 4]>,
}

#[derive(Serialize)]
struct PunctureView<'a> {
    title: &'a str,
    note: &'a str,
    facts: Vec<(&'static str, String)>,
    map: FigureView,
    depths: FigureView,
}

#[derive(Serialize)]
pub(super) struct FigureView {
    pub number: usize,
    pub title: String,
    pub note: String,
    pub svgs: Vec<String>,
    pub data: Vec<String>,
    pub pair: bool,
}

#[derive(Serialize)]
struct GroupView<'a> {
    id: String,
    title: &'a str,
    intro: &'a str,
    legend: String,
    figures: Vec<FigureView>,
}

#[derive(Serialize)]
struct TableView<'a> {
    number: usize,
    table: &'a Table,
}

/// Tables under one heading.
#[derive(Serialize)]
struct TableSection<'a> {
    id: String,
    title: &'a str,
    tables: Vec<TableView<'a>>,
}

#[derive(Serialize)]
struct NearestView<'a> {
    intro: &'a [String],
    table: TableView<'a>,
    figures: Vec<FigureView>,
    sources: &'a [String],
}

#[derive(Serialize)]
struct MethodView<'a> {
    title: &'a str,
    paragraphs: &'a [String],
    formulas: Vec<FormulasView<'a>>,
    tables: Vec<SymbolTable<'a>>,
    sources: &'a [String],
}

#[derive(Serialize)]
struct FormulasView<'a> {
    title: &'a str,
    lines: Vec<(String, Vec<String>)>,
}

/// A table whose cells are mathematics or text.
#[derive(Serialize)]
struct SymbolTable<'a> {
    title: &'a str,
    columns: &'a [String],
    rows: Vec<Vec<(bool, String)>>,
}

/// Counts figures and tables through the page.
#[derive(Default)]
pub(super) struct Numbers {
    figures: usize,
    tables: usize,
}

impl Numbers {
    pub(super) fn figure(&mut self) -> usize {
        self.figures += 1;
        self.figures
    }

    fn table(&mut self) -> usize {
        self.tables += 1;
        self.tables
    }
}

/// Builds the page in reading order, because figures and tables are numbered as they come.
pub(crate) fn page(model: &ReportModel, limits: Limits) -> Page<'_> {
    let mut numbers = Numbers::default();
    let overview: Vec<TableView> =
        model.overview.iter().map(|table| TableView { number: numbers.table(), table }).collect();
    let protocol = (!model.protocol.is_empty()).then(|| protocol_view(model, &mut numbers, limits));
    let punctures: Vec<PunctureView> =
        model.punctures.iter().map(|one| puncture_view(one, &mut numbers, limits)).collect();
    let pictures = picture_groups(&model.pictures, &mut numbers, limits);
    let maps: Vec<FigureView> = model.maps.iter().map(|map| map_view(map, &mut numbers, limits)).collect();
    let groups: Vec<GroupView> =
        model.groups.iter().enumerate().map(|(index, group)| group_view(group, index, &mut numbers, limits)).collect();
    let early = model.tables.iter().position(|table| table.section == LATE_SECTION).unwrap_or(model.tables.len());
    let (early, late) = model.tables.split_at(early);
    let before = table_sections(early, &mut numbers);
    let nearest = model.nearest.as_ref().map(|nearest| nearest_view(nearest, &mut numbers, limits));
    let after = table_sections(late, &mut numbers);
    let understood = fact_groups(model);
    let understood_number = if understood.is_empty() { 0 } else { numbers.table() };
    let timings = model.provenance.timings.iter();
    Page {
        contents: contents(model, &pictures, &groups, [&before, &after]),
        headlines: model.headlines.iter().map(headline_view).collect(),
        understood,
        understood_number,
        protocol,
        punctures,
        pictures,
        maps,
        groups,
        before,
        nearest,
        after,
        timings: timings.map(|(step, seconds)| (step.as_str(), format!("{} s", significant(*seconds, 3)))).collect(),
        kind: &model.kind,
        overview,
        title: &model.title,
        subtitle: &model.subtitle,
        summary: &model.summary,
        band_meaning: &model.band_meaning,
        warnings: &model.warnings,
        methods: model.methods.iter().map(method_view).collect(),
        provenance: &model.provenance,
    }
}

fn contents(
    model: &ReportModel,
    pictures: &[PictureGroupView],
    groups: &[GroupView],
    [before, after]: [&[TableSection]; 2],
) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut put = |shown: bool, id: &str, title: &str| {
        if shown {
            entries.push(Entry { id: id.to_owned(), title: title.to_owned() });
        }
    };
    let summary = !(model.headlines.is_empty() && model.summary.is_empty() && model.overview.is_empty());
    put(summary, "results", "Results");
    put(!model.warnings.is_empty(), "warnings", "Before you read on");
    put(!model.protocol.is_empty(), "protocol", "Protocol");
    put(!model.punctures.is_empty(), "punctures", "Punctures");
    for group in pictures {
        put(true, &group.id, group.title);
    }
    put(!model.maps.is_empty(), "maps", "Depth and time");
    for group in groups {
        put(true, &group.id, group.title);
    }
    for section in before {
        put(true, &section.id, section.title);
    }
    put(model.nearest.is_some(), "nearest", "Nearest published trials");
    for section in after {
        put(true, &section.id, section.title);
    }
    put(!model.methods.is_empty(), "methods", "Methods");
    put(!model.understood.is_empty(), "study", "Study as understood");
    put(true, "provenance", "Provenance");
    entries
}

fn headline_view(headline: &Headline) -> HeadlineView<'_> {
    let (value, band) = match headline.band {
        Some([low, high]) => {
            let (value, low, high) = estimate(headline.value, low, high);
            (value, Some((low, high)))
        }
        None => (significant(headline.value, 3), None),
    };
    HeadlineView {
        label: &headline.label,
        unit: unit_text(&headline.unit),
        at: &headline.at,
        value,
        band,
        // A change is compared with none; "started at 0" would tell nothing.
        reference: headline.reference.filter(|&value| value != 0.0).map(|value| significant(value, 3)),
        remark: headline.better.remark(),
        strip: estimate_strip(headline.value, headline.band, headline.reference),
    }
}

/// A pure number has no unit to show.
fn unit_text(unit: &str) -> String {
    if unit == "-" { String::new() } else { unit.to_owned() }
}

fn fact_groups(model: &ReportModel) -> Vec<FactGroup<'_>> {
    let mut groups: Vec<FactGroup> = Vec::new();
    for row in &model.understood {
        let fact = (row.key.as_str(), row.value.as_str(), row.origin.as_str());
        match groups.iter_mut().find(|group| group.title == row.group) {
            Some(group) => group.rows.push(fact),
            None => groups.push(FactGroup { title: &row.group, rows: vec![fact] }),
        }
    }
    groups
}

fn protocol_view<'a>(model: &'a ReportModel, numbers: &mut Numbers, limits: Limits) -> ProtocolView<'a> {
    let number = numbers.figure();
    let shown = [model.protocol.as_slice(), &model.milestones].concat();
    let draw = |name: &str, width: f64| protocol_chart(&shown, &format!("fig-{number}-{name}")).to_svg(width, limits);
    let rows = model.protocol.iter().map(|event| {
        let day = significant(event.day, 4);
        let days =
            if event.duration > 0.0 { format!("{day} to {}", significant(event.day + event.duration, 4)) } else { day };
        [days, event.kind.clone(), event.label.clone(), event.detail.clone()]
    });
    ProtocolView {
        figure: number,
        sheets: model.sheets.iter().map(|table| TableView { number: numbers.table(), table }).collect(),
        table: numbers.table(),
        wide: draw("wide", WIDE),
        narrow: draw("narrow", NARROW),
        rows: rows.collect(),
    }
}

fn puncture_view<'a>(pattern: &'a PuncturePattern, numbers: &mut Numbers, limits: Limits) -> PunctureView<'a> {
    let mut figure = |title: &str, draw: &dyn Fn(&str) -> (String, String)| {
        let number = numbers.figure();
        let (svg, data) = draw(&format!("fig-{number}"));
        FigureView {
            number,
            title: title.to_owned(),
            note: String::new(),
            svgs: vec![svg],
            data: vec![data],
            pair: false,
        }
    };
    let map = figure("Puncture pattern from above", &|id| {
        let map = pattern_map(pattern, id);
        (map.to_svg(COLUMN, limits), map.to_data_html(pattern_limits(limits)))
    });
    let depths = figure("Depths reached", &|id| {
        let chart = depth_histogram(pattern, id);
        (chart.to_svg(COLUMN, limits), chart.to_data_html(limits))
    });
    let mut facts = vec![("Punctures simulated", significant(pattern.punctures.len() as f64, 6))];
    if pattern.area > 0.0 {
        facts.push(("Area", format!("{} mm²", significant(pattern.area, 4))));
    }
    if pattern.density > 0.0 {
        facts.push(("Density", format!("{} per cm²", significant(pattern.density, 3))));
    }
    if let Some([low, middle, high]) = depth_quartiles(pattern) {
        // A hundredth of a millimetre is less than one cell.
        facts.push(("Median depth", format!("{middle:.2} mm")));
        facts.push(("Middle half of depths", format!("{low:.2}–{high:.2} mm")));
    }
    PunctureView { title: &pattern.title, note: &pattern.note, facts, map, depths }
}

/// Quartiles by linear interpolation between order statistics. [mm]
fn depth_quartiles(pattern: &PuncturePattern) -> Option<[f64; 3]> {
    let mut depths: Vec<f64> =
        pattern.punctures.iter().map(|one| one.depth).filter(|depth| depth.is_finite()).collect();
    depths.sort_by(f64::total_cmp);
    let last = depths.len().checked_sub(1)? as f64;
    let at = |share: f64| {
        let place = share * last;
        let (below, above) = (depths.get(place.floor() as usize)?, depths.get(place.ceil() as usize)?);
        Some(below + (above - below) * place.fract())
    };
    Some([at(0.25)?, at(0.5)?, at(0.75)?])
}

fn map_view(map: &DepthMap, numbers: &mut Numbers, limits: Limits) -> FigureView {
    let number = numbers.figure();
    let sides = depth_maps(map, &format!("fig-{number}"));
    FigureView {
        number,
        title: map.title.clone(),
        note: map.note.clone(),
        svgs: sides.iter().map(|side| side.to_svg(COLUMN, limits)).collect(),
        data: sides.iter().map(|side| side.to_data_html(limits)).collect(),
        pair: sides.len() > 1,
    }
}

fn group_view<'a>(group: &'a TimelineGroup, index: usize, numbers: &mut Numbers, limits: Limits) -> GroupView<'a> {
    let span = group_span(group);
    let mut notes = Vec::new();
    if !group.sessions.is_empty() {
        notes.push("Dotted lines mark the sessions".to_owned());
    }
    let banded = group.timelines.iter().flat_map(|timeline| &timeline.series).any(|series| series.band.is_some());
    if banded && !group.band_meaning.is_empty() {
        notes.push(format!("bands show {}", group.band_meaning));
    }
    if group.timelines.iter().any(|timeline| timeline.baseline.is_some()) {
        notes.push("the dashed level is the baseline".to_owned());
    }
    let legend = if notes.is_empty() { String::new() } else { format!("{}.", notes.join("; ")) };
    GroupView {
        id: format!("curves-{}", index + 1),
        title: &group.title,
        intro: &group.intro,
        legend: sentence_case(&legend),
        figures: group.timelines.iter().map(|timeline| timeline_view(group, timeline, numbers, span, limits)).collect(),
    }
}

fn timeline_view(
    group: &TimelineGroup,
    timeline: &Timeline,
    numbers: &mut Numbers,
    span: (f64, f64),
    limits: Limits,
) -> FigureView {
    let number = numbers.figure();
    let (whole, zoom) = timeline_charts(group, timeline, &format!("fig-{number}"), span);
    let charts: Vec<Chart> = [Some(whole), zoom].into_iter().flatten().collect();
    FigureView {
        number,
        title: timeline.title.clone(),
        note: timeline.note.clone(),
        svgs: charts.iter().map(|chart| chart.to_svg(COLUMN, limits)).collect(),
        data: charts.iter().map(|chart| chart.to_data_html(limits)).collect(),
        pair: charts.len() > 1,
    }
}

fn method_view(note: &MethodNote) -> MethodView<'_> {
    let formulas = note.formulas.iter().map(|group| FormulasView {
        title: &group.title,
        lines: group.lines.iter().map(|line| equation(line)).map(|one| (one.left, one.right)).collect(),
    });
    let cell = |cell: &String| match cell.strip_prefix('$').and_then(|rest| rest.strip_suffix('$')) {
        Some(mathematics) => (true, mathml(mathematics)),
        None => (false, cell.clone()),
    };
    let tables = note.tables.iter().map(|table| SymbolTable {
        title: &table.title,
        columns: &table.columns,
        rows: table.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
    });
    MethodView {
        title: &note.title,
        paragraphs: &note.paragraphs,
        formulas: formulas.collect(),
        tables: tables.collect(),
        sources: &note.sources,
    }
}

/// Tables in sections: neighbours of one section stand under one heading.
fn table_sections<'a>(tables: &'a [Table], numbers: &mut Numbers) -> Vec<TableSection<'a>> {
    let mut sections: Vec<TableSection> = Vec::new();
    for table in tables {
        let title = if table.section.is_empty() { "Tables" } else { &table.section };
        let view = TableView { number: numbers.table(), table };
        if let Some(section) = sections.last_mut().filter(|section| section.title == title) {
            section.tables.push(view);
        } else {
            let id = format!("tables-{}", crate::chart::slug(title));
            sections.push(TableSection { id, title, tables: vec![view] });
        }
    }
    sections
}

fn nearest_view<'a>(nearest: &'a Nearest, numbers: &mut Numbers, limits: Limits) -> NearestView<'a> {
    let table = TableView { number: numbers.table(), table: &nearest.table };
    let figures = nearest.forests.iter().map(|forest| {
        let number = numbers.figure();
        let chart = forest_chart(forest, &format!("fig-{number}"));
        FigureView {
            number,
            title: forest.title.clone(),
            note: forest.note.clone(),
            svgs: vec![chart.to_svg(COLUMN, limits)],
            data: vec![chart.to_data_html(limits)],
            pair: false,
        }
    });
    NearestView { intro: &nearest.intro, table, figures: figures.collect(), sources: &nearest.sources }
}

fn sentence_case(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
