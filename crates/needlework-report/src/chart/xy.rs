//! The chart with two axes: lines, bands, areas, points, bars and rules.

use std::fmt::Write;

use super::axis::Axis;
use super::draw::draw;
use super::figure::Figure;
use super::number::significant;
use super::series::{Rule, Series, Style};
use super::table::{Cell, DataTable, Limits};

/// A chart of series over two axes.
#[derive(Clone, Debug)]
pub struct Chart {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) description: Option<String>,
    pub(crate) x: Axis,
    pub(crate) y: Axis,
    pub(crate) hint: String,
    pub(crate) series: Vec<Series>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) shape: f64,
    pub(crate) panel_title: bool,
}

impl Chart {
    /// An empty chart. The id must be unique on its page.
    pub fn new(id: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            description: None,
            x: Axis::linear(""),
            y: Axis::linear(""),
            hint: String::new(),
            series: Vec::new(),
            rules: Vec::new(),
            shape: 0.46,
            panel_title: false,
        }
    }

    /// Replaces the description that is otherwise composed from the data.
    #[must_use]
    pub fn describe(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Sets the x axis.
    #[must_use]
    pub fn x(mut self, axis: Axis) -> Self {
        self.x = axis;
        self
    }

    /// Sets the y axis.
    #[must_use]
    pub fn y(mut self, axis: Axis) -> Self {
        self.y = axis;
        self
    }

    /// Adds a quiet remark beside the y heading, such as "lower is better".
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Adds a series; later ones lie on top.
    #[must_use]
    pub fn series(mut self, series: Series) -> Self {
        self.series.push(series);
        self
    }

    /// Adds a rule across the plot.
    #[must_use]
    pub fn rule(mut self, rule: Rule) -> Self {
        self.rules.push(rule);
        self
    }

    /// Sets the height of the plot as a share of the figure's width.
    #[must_use]
    pub fn shape(mut self, height_per_width: f64) -> Self {
        self.shape = height_per_width.clamp(0.05, 3.0);
        self
    }

    /// Writes the title on the figure too, as panels of a grid do.
    #[must_use]
    pub fn with_title(mut self) -> Self {
        self.panel_title = true;
        self
    }

    /// Whether values run along x because the y axis holds names.
    pub(crate) fn sideways(&self) -> bool {
        self.y.names().is_some()
    }

    /// Smallest and largest finite coordinate along x (`axis` 0) or y (`axis` 1), with bands.
    pub(crate) fn extent(&self, axis: usize) -> Option<(f64, f64)> {
        let value_axis = usize::from(!self.sideways());
        let mut span: Option<(f64, f64)> = None;
        let mut take = |value: f64| {
            if value.is_finite() {
                let (low, high) = span.unwrap_or((value, value));
                span = Some((low.min(value), high.max(value)));
            }
        };
        for series in &self.series {
            if axis == value_axis && matches!(series.style, Style::Bars { .. } | Style::Area) {
                take(0.0);
            }
            for (index, point) in series.points.iter().enumerate() {
                take(point[axis]);
                if axis == value_axis {
                    series.band_at(index).into_iter().flatten().for_each(&mut take);
                } else if let Style::Bars { width } = series.style {
                    take(point[axis] - 0.5 * width);
                    take(point[axis] + 0.5 * width);
                }
            }
        }
        if axis == 1 {
            for rule in &self.rules {
                if let Rule::Level { y, .. } = rule {
                    take(*y);
                }
            }
        }
        span
    }

    /// A series without a name goes by its quantity.
    fn name_of(&self, series: &Series) -> String {
        let quantity = if self.sideways() { self.x.title() } else { self.y.title() };
        let names = [series.name.as_str(), quantity];
        names.into_iter().find(|name| !name.is_empty()).unwrap_or(&self.title).to_owned()
    }

    /// Time or quantity along x as a table cell; names for categories.
    fn place_cell(&self, value: f64) -> Cell {
        let names = self.x.names().or(self.y.names());
        match names.and_then(|names| names.get(value.round().max(0.0) as usize)) {
            Some(name) => Cell::Text(name.clone()),
            None => Cell::Number(value),
        }
    }
}

impl Figure for Chart {
    fn id(&self) -> &str {
        &self.id
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn description(&self) -> String {
        if let Some(description) = &self.description {
            return description.clone();
        }
        let (value, place) = if self.sideways() { (0, 1) } else { (1, 0) };
        let (value_axis, place_axis) = if self.sideways() { (&self.x, &self.y) } else { (&self.y, &self.x) };
        let mut text = format!("{} against {}.", value_axis.heading(), place_axis.title());
        for series in &self.series {
            let finite = || series.points.iter().filter(|point| point[value].is_finite());
            let lowest = finite().min_by(|a, b| a[value].total_cmp(&b[value]));
            let highest = finite().max_by(|a, b| a[value].total_cmp(&b[value]));
            let (Some(first), Some(last), Some(lowest), Some(highest)) =
                (finite().next(), finite().next_back(), lowest, highest)
            else {
                continue;
            };
            let at = |point: &[f64; 2]| match self.place_cell(point[place]) {
                Cell::Text(name) => format!("{} ({name})", significant(point[value], 3)),
                Cell::Number(number) => {
                    let unit = place_axis.data_unit();
                    let space = if unit.is_empty() { "" } else { " " };
                    let number = significant(number, 4);
                    format!("{} at {number}{space}{unit}", significant(point[value], 3))
                }
            };
            let _ = write!(
                text,
                " {}: from {} to {}; lowest {}, highest {}.",
                self.name_of(series),
                at(first),
                at(last),
                at(lowest),
                at(highest)
            );
        }
        text
    }

    /// One row per place where all series share their places; otherwise one row per point.
    fn table(&self) -> DataTable {
        let (value, place) = if self.sideways() { (0, 1) } else { (1, 0) };
        let (value_axis, place_axis) = if self.sideways() { (&self.x, &self.y) } else { (&self.y, &self.x) };
        let unit = value_axis.data_unit().to_owned();
        let mut table = DataTable { caption: self.title.clone(), ..DataTable::default() };
        let place_column = |name: &str| {
            let name = if name.is_empty() { "Item" } else { name };
            (name.to_owned(), place_axis.data_unit().to_owned())
        };
        let places =
            |series: &Series| -> Vec<u64> { series.points.iter().map(|point| point[place].to_bits()).collect() };
        let shared = self.series.windows(2).all(|pair| places(&pair[0]) == places(&pair[1]));
        if shared {
            table.columns.push(place_column(place_axis.title()));
            for series in &self.series {
                table.columns.push((self.name_of(series), unit.clone()));
                if series.band.is_some() {
                    table.columns.push((format!("{} low", self.name_of(series)), unit.clone()));
                    table.columns.push((format!("{} high", self.name_of(series)), unit.clone()));
                }
            }
            let length = self.series.first().map_or(0, |series| series.points.len());
            for index in 0..length {
                let mut row = Vec::with_capacity(table.columns.len());
                for (number, series) in self.series.iter().enumerate() {
                    let Some(point) = series.points.get(index) else {
                        continue;
                    };
                    if number == 0 {
                        row.push(self.place_cell(point[place]));
                    }
                    row.push(Cell::Number(point[value]));
                    if series.band.is_some() {
                        let band = series.band_at(index).unwrap_or([f64::NAN; 2]);
                        row.extend(band.map(Cell::Number));
                    }
                }
                table.rows.push(row);
            }
            return table;
        }
        let banded = self.series.iter().any(|series| series.band.is_some());
        table.columns.push(("Series".to_owned(), String::new()));
        table.columns.push(place_column(place_axis.title()));
        table.columns.push(("Value".to_owned(), unit.clone()));
        if banded {
            table.columns.push(("Low".to_owned(), unit.clone()));
            table.columns.push(("High".to_owned(), unit));
        }
        for series in &self.series {
            for (index, point) in series.points.iter().enumerate() {
                let mut row =
                    vec![Cell::Text(self.name_of(series)), self.place_cell(point[place]), Cell::Number(point[value])];
                if banded {
                    row.extend(series.band_at(index).unwrap_or([f64::NAN; 2]).map(Cell::Number));
                }
                table.rows.push(row);
            }
        }
        table
    }

    fn drawing(&self, width: f64, limits: Limits) -> (String, [f64; 2]) {
        let drawing = draw(self, width, limits);
        (drawing.body, drawing.size)
    }
}
