//! Small multiples: several charts in one figure, read against each other.

use super::figure::Figure;
use super::svg::Svg;
use super::table::{DataTable, Limits};
use super::xy::Chart;

/// Charts in rows, each with its own title; see [`Grid::sharing`] for common axes.
#[derive(Clone, Debug)]
pub struct Grid {
    id: String,
    title: String,
    panels: Vec<Chart>,
    narrowest: f64,
}

/// Room between panels. Drawing units.
const GAP: f64 = 24.0;

impl Grid {
    /// A grid of panels.
    pub fn new(id: impl Into<String>, title: impl Into<String>, panels: Vec<Chart>) -> Self {
        let id = id.into();
        let panels = panels
            .into_iter()
            .enumerate()
            .map(|(index, mut panel)| {
                panel.id = format!("{id}-{}", index + 1);
                panel.with_title()
            })
            .collect();
        Self { id, title: title.into(), panels, narrowest: 200.0 }
    }

    /// Gives every panel the same extent along x and y, so that heights can be compared.
    #[must_use]
    pub fn sharing(mut self) -> Self {
        for axis in [0, 1] {
            let spans = || self.panels.iter().filter_map(|panel| panel.extent(axis));
            let low = spans().map(|span| span.0).fold(f64::INFINITY, f64::min);
            let high = spans().map(|span| span.1).fold(f64::NEG_INFINITY, f64::max);
            if low > high {
                continue;
            }
            for panel in &mut self.panels {
                let shared = if axis == 0 { &mut panel.x } else { &mut panel.y };
                let snug = axis == 0;
                let (start, end) = shared.domain(Some((low, high)), 5, snug);
                *shared = shared.clone().from(start, end);
            }
        }
        self
    }

    /// Sets the width below which panels go into fewer columns. Drawing units.
    #[must_use]
    pub fn narrowest(mut self, width: f64) -> Self {
        self.narrowest = width.max(120.0);
        self
    }
}

impl Figure for Grid {
    fn id(&self) -> &str {
        &self.id
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn description(&self) -> String {
        let parts: Vec<String> =
            self.panels.iter().map(|panel| format!("{}: {}", panel.title, panel.description())).collect();
        parts.join(" ")
    }

    /// All panels in one long table, with the panel's title in the first column.
    fn table(&self) -> DataTable {
        let mut all = DataTable { caption: self.title.clone(), ..DataTable::default() };
        for panel in &self.panels {
            let table = panel.table();
            if all.columns.is_empty() {
                all.columns.push(("Panel".to_owned(), String::new()));
                all.columns.extend(table.columns);
            }
            let name = super::table::Cell::Text(panel.title.clone());
            all.rows.extend(table.rows.into_iter().map(|mut row| {
                row.insert(0, name.clone());
                row.resize(all.columns.len(), super::table::Cell::Number(f64::NAN));
                row
            }));
        }
        all
    }

    fn drawing(&self, width: f64, limits: Limits) -> (String, [f64; 2]) {
        let fit = ((width + GAP) / (self.narrowest + GAP)) as usize;
        let columns = fit.clamp(1, self.panels.len().max(1));
        let each = (width - GAP * (columns as f64 - 1.0)) / columns as f64;
        let mut svg = Svg::default();
        let (mut top, mut row_height) = (0.0, 0.0_f64);
        for (index, panel) in self.panels.iter().enumerate() {
            let column = index % columns;
            if column == 0 && index > 0 {
                top += row_height + GAP;
                row_height = 0.0;
            }
            let (body, size) = panel.drawing(each, limits);
            row_height = row_height.max(size[1]);
            let left = column as f64 * (each + GAP);
            let shift = format!("translate({} {})", super::coordinate(left), super::coordinate(top));
            svg.open("g", &[("transform", (&shift).into())]);
            svg.append(&body);
            svg.close("g");
        }
        (svg.finish(), [width, top + row_height])
    }
}
