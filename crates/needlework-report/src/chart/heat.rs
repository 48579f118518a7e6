//! Heat maps: a quantity over a plane or over depth and time.

use super::axis::{Axis, heading};
use super::figure::Figure;
use super::labels::{LINE, SMALL};
use super::number::{coordinate, significant};
use super::palette::{DIVERGING, SEQUENTIAL, SHADES, shade};
use super::svg::{Svg, push_step};
use super::table::{Cell, DataTable, Limits};
use super::text::{width, wrap};
use super::ticks::linear_ticks;

/// How values become colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ramp {
    /// From the smallest value to the largest, dark to light.
    Sequential,
    /// From minus to plus the largest magnitude, blue through near-white to rust.
    Diverging,
}

/// A rectangular grid of values, row by row from the top; a value that is not finite is blank.
#[derive(Clone, Debug)]
pub struct HeatMap {
    id: String,
    title: String,
    quantity: (String, String),
    columns: usize,
    values: Vec<f64>,
    x: (Axis, [f64; 2]),
    y: (Axis, [f64; 2]),
    ramp: Ramp,
    scale: Option<(f64, f64)>,
    shape: f64,
}

impl HeatMap {
    /// A heat map of `values` in rows of `columns`, spanning `x` and `y` from the top left corner
    /// to the bottom right.
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        columns: usize,
        values: Vec<f64>,
        x: (Axis, [f64; 2]),
        y: (Axis, [f64; 2]),
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            quantity: (String::new(), String::new()),
            columns: columns.max(1),
            values,
            x,
            y,
            ramp: Ramp::Sequential,
            scale: None,
            shape: 0.5,
        }
    }

    /// Names the quantity and its unit for the colour key.
    #[must_use]
    pub fn quantity(mut self, name: impl Into<String>, unit: impl Into<String>) -> Self {
        self.quantity = (name.into(), unit.into());
        self
    }

    /// Sets the colour ramp.
    #[must_use]
    pub fn ramp(mut self, ramp: Ramp) -> Self {
        self.ramp = ramp;
        self
    }

    /// Fixes the colour scale, so that maps can be compared; values beyond it take its end colours.
    #[must_use]
    pub fn range(mut self, low: f64, high: f64) -> Self {
        self.scale = (low < high).then_some((low, high));
        self
    }

    /// Sets the height of the map as a share of the figure's width.
    #[must_use]
    pub fn shape(mut self, height_per_width: f64) -> Self {
        self.shape = height_per_width.clamp(0.05, 3.0);
        self
    }

    fn rows(&self) -> usize {
        self.values.len() / self.columns
    }

    /// The values as block means of at most `most` cells a side: columns, rows, values.
    fn blocks(&self, most: usize) -> (usize, usize, Vec<f64>) {
        let side = self.columns.max(self.rows()).div_ceil(most.max(1)).max(1);
        let (columns, rows) = (self.columns.div_ceil(side), self.rows().div_ceil(side));
        let mut means = Vec::with_capacity(columns * rows);
        for row in 0..rows {
            for column in 0..columns {
                let (mut sum, mut count) = (0.0, 0.0);
                for inner in row * side..((row + 1) * side).min(self.rows()) {
                    let end = ((column + 1) * side).min(self.columns);
                    for value in &self.values[inner * self.columns..][column * side..end] {
                        if value.is_finite() {
                            (sum, count) = (sum + value, count + 1.0);
                        }
                    }
                }
                means.push(if count > 0.0 { sum / count } else { f64::NAN });
            }
        }
        (columns, rows, means)
    }

    fn extent(&self) -> (f64, f64) {
        if let Some(scale) = self.scale {
            return scale;
        }
        let finite = || self.values.iter().copied().filter(|value| value.is_finite());
        let (low, high) = (finite().fold(f64::INFINITY, f64::min), finite().fold(f64::NEG_INFINITY, f64::max));
        match self.ramp {
            _ if low > high => (0.0, 1.0),
            Ramp::Diverging => {
                let reach = low.abs().max(high.abs()).max(f64::MIN_POSITIVE);
                (-reach, reach)
            }
            Ramp::Sequential if low == high => (low - 0.5, high + 0.5),
            Ramp::Sequential => (low, high),
        }
    }

    fn colours(&self) -> &'static [&'static str; 9] {
        match self.ramp {
            Ramp::Sequential => &SEQUENTIAL,
            Ramp::Diverging => &DIVERGING,
        }
    }

    /// Merges equal neighbours of a row into one rectangle each, gathered per colour.
    fn cells(&self, svg: &mut Svg, limits: Limits, corner: [f64; 2], size: [f64; 2]) {
        let (columns, rows, values) = self.blocks(limits.cells);
        let (low, high) = self.extent();
        let step = [size[0] / columns.max(1) as f64, size[1] / rows.max(1) as f64];
        let mut paths = vec![String::new(); SHADES];
        let class = |value: f64| {
            let along = (SHADES as f64 * (value - low) / (high - low)).max(0.0);
            value.is_finite().then(|| (along as usize).min(SHADES - 1))
        };
        for row in 0..rows {
            let line = &values[row * columns..(row + 1) * columns];
            let mut start = 0;
            while start < columns {
                let step_class = class(line[start]);
                let run = line[start..].iter().take_while(|value| class(**value) == step_class).count();
                if let Some(path) = step_class.and_then(|index| paths.get_mut(index)) {
                    let x = corner[0] + start as f64 * step[0];
                    let y = corner[1] + row as f64 * step[1];
                    let (w, h) = (coordinate(run as f64 * step[0]), coordinate(step[1]));
                    push_step(path, 'M', [x, y]);
                    path.extend(["h", &w, "v", &h, "h-", &w, "z"]);
                }
                start += run;
            }
        }
        for (index, path) in paths.iter().enumerate() {
            if !path.is_empty() {
                let fill = shade(self.colours(), index);
                let cell = [("class", "nw-cell".into()), ("fill", (&fill).into()), ("d", path.into())];
                svg.empty("path", &cell);
            }
        }
    }

    fn key(&self, svg: &mut Svg, left: f64, right: f64, top: f64) {
        let name = heading(&self.quantity.0, &self.quantity.1);
        let (low, high) = self.extent();
        let step = (right - left) / SHADES as f64;
        for index in 0..SHADES {
            let fill = shade(self.colours(), index);
            let x = left + step * index as f64;
            svg.empty(
                "rect",
                &[
                    ("class", "nw-cell".into()),
                    ("fill", (&fill).into()),
                    ("x", x.into()),
                    ("y", top.into()),
                    ("width", step.into()),
                    ("height", 8.0.into()),
                ],
            );
        }
        for tick in linear_ticks(low, high, 5) {
            let x = left + (right - left) * (tick.at - low) / (high - low);
            let half = 0.5 * width(&tick.label, SMALL);
            let at = x.max(left + half).min(right - half);
            svg.line("nw-axis", [x, top + 8.0], [x, top + 11.0]);
            svg.label("nw-tick", [at, top + 10.0 + LINE - 2.0], "middle", &tick.label);
        }
        if !name.is_empty() {
            let line = wrap(&name, SMALL, right - left, 1).concat();
            svg.label("nw-note", [left, top - 5.0], "start", &line);
        }
    }
}

impl Figure for HeatMap {
    fn id(&self) -> &str {
        &self.id
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn description(&self) -> String {
        let (low, high) = self.extent();
        format!(
            "Heat map of {} over {} and {}, on a colour scale from {} to {}.",
            heading(&self.quantity.0, &self.quantity.1),
            self.x.0.heading(),
            self.y.0.heading(),
            significant(low, 3),
            significant(high, 3)
        )
    }

    /// Block means with the centre of each block.
    fn table(&self) -> DataTable {
        let (columns, rows, values) = self.blocks(16);
        let centre = |[start, end]: [f64; 2], index: usize, count: usize| {
            start + (end - start) * (index as f64 + 0.5) / count as f64
        };
        let column = |axis: &Axis| (axis.title().to_owned(), axis.data_unit().to_owned());
        DataTable {
            caption: format!("{} (means over {columns} × {rows} blocks)", self.title),
            columns: vec![column(&self.x.0), column(&self.y.0), self.quantity.clone()],
            rows: values
                .into_iter()
                .enumerate()
                .map(|(index, value)| {
                    let x = centre(self.x.1, index % columns, columns);
                    let y = centre(self.y.1, index / columns, rows);
                    [x, y, value].map(Cell::Number).to_vec()
                })
                .collect(),
        }
    }

    fn drawing(&self, width_all: f64, limits: Limits) -> (String, [f64; 2]) {
        let width_all = width_all.max(160.0);
        let mut svg = Svg::default();
        let height = self.shape * width_all;
        let y_scale = self.y.0.scale(ordered(self.y.1), (0.0, 1.0));
        let (y_ticks, y_heading) = self.y.0.ticks(&y_scale, 6);
        let margin = y_ticks.iter().map(|tick| width(&tick.label, SMALL)).fold(0.0, f64::max) + 9.0;
        let (left, right, top) = (margin, width_all - 6.0, LINE + 11.0);
        let bottom = top + height;
        svg.label("nw-head", [0.0, LINE - 2.0], "start", &wrap(&y_heading, 12.0, width_all, 1).concat());
        self.cells(&mut svg, limits, [left, top], [right - left, height]);
        svg.rect("nw-frame", [left, top], [right - left, height]);
        let along = |[start, end]: [f64; 2], value: f64| (value - start) / (end - start);
        for tick in y_ticks {
            let y = top + height * along(self.y.1, tick.at);
            svg.label("nw-tick", [left - 6.0, y + 0.35 * SMALL], "end", &tick.label);
        }
        let x_scale = self.x.0.scale(ordered(self.x.1), (left, right));
        let (x_ticks, x_heading) = self.x.0.ticks(&x_scale, ((right - left) / 56.0) as usize);
        for tick in x_ticks {
            let x = left + (right - left) * along(self.x.1, tick.at);
            let half = 0.5 * width(&tick.label, SMALL);
            svg.line("nw-axis", [x, bottom], [x, bottom + 4.0]);
            svg.label("nw-tick", [x.min(width_all - half), bottom + LINE + 3.0], "middle", &tick.label);
        }
        let centre = 0.5 * (left + right);
        let x_heading = wrap(&x_heading, SMALL, width_all - 10.0, 1).concat();
        svg.label("nw-note", [centre, bottom + 2.0 * LINE + 3.0], "middle", &x_heading);
        self.key(&mut svg, left, right, bottom + 4.0 * LINE);
        (svg.finish(), [width_all, bottom + 4.0 * LINE + 10.0 + LINE + 2.0])
    }
}

fn ordered([start, end]: [f64; 2]) -> (f64, f64) {
    (start.min(end), start.max(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(columns: usize, rows: usize) -> HeatMap {
        let values = (0..columns * rows).map(|index| (index % columns) as f64).collect();
        let (x, y) = ((Axis::linear("x"), [0.0, 1.0]), (Axis::linear("y"), [0.0, 1.0]));
        HeatMap::new("map", "A map", columns, values, x, y)
    }

    #[test]
    fn block_means_keep_the_mean() {
        let (columns, rows, values) = map(64, 32).blocks(16);
        assert_eq!((columns, rows), (16, 8));
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        assert!((mean - 31.5).abs() < 1e-12);
    }

    #[test]
    fn missing_values_stay_blank_and_constant_maps_draw() {
        let mut flat = map(4, 4);
        flat.values = vec![2.0; 16];
        flat.values[5] = f64::NAN;
        let svg = flat.to_svg(300.0, Limits::default());
        let cells = svg.matches("nw-cell\" fill").count() - SHADES;
        assert_eq!(cells, 1, "one colour besides the key");
        assert!(!svg.contains("NaN"));
    }
}
