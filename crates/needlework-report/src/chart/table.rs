//! The data behind a figure, as an accessible HTML table and as CSV.

use std::fmt::Write;

use super::axis::heading;
use super::number::{plain, significant};
use super::svg::escape;
use super::thin::every_kth;

/// How much of a figure is written out. Halving all limits is how a report stays small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Points drawn of one line, at most.
    pub line_points: usize,
    /// Rows of an HTML table, at most.
    pub table_rows: usize,
    /// Rows of a CSV download, at most.
    pub csv_rows: usize,
    /// Dots drawn of a pattern, at most.
    pub dots: usize,
    /// Cells of a heat map along its longer side, at most.
    pub cells: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { line_points: 400, table_rows: 40, csv_rows: 400, dots: 6000, cells: 160 }
    }
}

impl Limits {
    /// Half of every limit, but never less than what a reader needs; curves, which everybody sees, are thinned after the
    /// downloads.
    #[must_use]
    pub fn halved(self) -> Self {
        Self {
            line_points: if self.csv_rows > 60 { self.line_points } else { (self.line_points / 2).max(120) },
            table_rows: (self.table_rows / 2).max(6),
            csv_rows: (self.csv_rows / 2).max(6),
            dots: (self.dots / 2).max(200),
            cells: (self.cells / 2).max(12),
        }
    }
}

/// One entry of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A number in the unit of its column; not finite means missing.
    Number(f64),
    /// A text.
    Text(String),
}

/// A table with a caption and units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DataTable {
    /// What the table holds.
    pub caption: String,
    /// Name and unit of each column.
    pub columns: Vec<(String, String)>,
    /// Rows, one cell per column.
    pub rows: Vec<Vec<Cell>>,
}

impl DataTable {
    /// Indices of the rows to show, at most `most` where that leaves two for each series, and
    /// the words that say so; empty where all are shown.
    ///
    /// A table that names its series in the first column is thinned series by series, so that a
    /// handful of observations is not lost beside a long curve.
    fn kept(&self, most: usize) -> (Vec<usize>, String) {
        let name = |row: &[Cell]| match row.first() {
            Some(Cell::Text(name)) => Some(name.clone()),
            _ => None,
        };
        let runs: Vec<&[Vec<Cell>]> = self.rows.chunk_by(|a, b| name(a) == name(b)).collect();
        // A table of names, not of series: every row has its own.
        let named_series = runs.len() > 1 && runs.iter().any(|run| run.len() > 1);
        if !named_series {
            let (kept, stride) = every_kth(self.rows.len(), most);
            let words = if stride > 1 { thinning(self.rows.len(), stride) } else { String::new() };
            return (kept, words);
        }
        if self.rows.len() <= most {
            return ((0..self.rows.len()).collect(), String::new());
        }
        let share = (most / runs.len()).max(2);
        let mut kept = Vec::new();
        let mut start = 0;
        for run in &runs {
            kept.extend(every_kth(run.len(), share).0.into_iter().map(|index| start + index));
            start += run.len();
        }
        let words = format!(
            "At most {share} evenly spaced rows of each series, with its first and last; {} rows in all",
            self.rows.len()
        );
        (kept, words)
    }

    /// The table as HTML, thinned to `most` rows; the caption says how.
    pub fn to_html(&self, most: usize) -> String {
        let (kept, words) = self.kept(most);
        let mut html = String::from("<table class=\"data\"><caption>");
        html.push_str(&escape(&self.caption));
        if !words.is_empty() {
            let _ = write!(html, ". <span class=\"thinned\">{}.</span>", escape(&words));
        }
        html.push_str("</caption><thead><tr>");
        for (column, (name, unit)) in self.columns.iter().enumerate() {
            let first = self.rows.first().and_then(|row| row.get(column));
            let class = if matches!(first, Some(Cell::Number(_))) { " class=\"n\"" } else { "" };
            let name = escape(&heading(name, unit));
            let _ = write!(html, "<th scope=\"col\"{class}>{name}</th>");
        }
        html.push_str("</tr></thead><tbody>");
        for row in kept.iter().filter_map(|&index| self.rows.get(index)) {
            html.push_str("<tr>");
            for (column, cell) in row.iter().enumerate() {
                html.push_str(&cell_html(column, cell));
            }
            html.push_str("</tr>");
        }
        html.push_str("</tbody></table>");
        html
    }

    /// The table as RFC 4180 CSV with a header of `name [unit]`, thinned to `most` rows.
    pub fn to_csv(&self, most: usize) -> String {
        let header: Vec<String> = self.columns.iter().map(|(name, unit)| csv_text(&heading(name, unit))).collect();
        let mut csv = header.join(",");
        csv.push_str("\r\n");
        for row in self.kept(most).0.iter().filter_map(|&at| self.rows.get(at)) {
            let cells: Vec<String> = row
                .iter()
                .map(|cell| match cell {
                    Cell::Number(number) => plain(*number),
                    Cell::Text(text) => csv_text(text),
                })
                .collect();
            csv.push_str(&cells.join(","));
            csv.push_str("\r\n");
        }
        csv
    }

    /// The CSV as a `data:` address for a download link.
    pub fn to_csv_address(&self, most: usize) -> String {
        let mut address = String::from("data:text/csv;charset=utf-8,");
        for byte in self.to_csv(most).bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~,;:()/".contains(&byte) {
                address.push(char::from(byte));
            } else {
                let _ = write!(address, "%{byte:02X}");
            }
        }
        address
    }

    /// Says how a CSV of at most `most` rows was thinned; empty where it is whole.
    pub fn csv_note(&self, most: usize) -> String {
        self.kept(most).1
    }
}

fn thinning(length: usize, stride: usize) -> String {
    let ordinal = match stride {
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        n if n % 10 == 1 && n % 100 != 11 => format!("{n}st"),
        n if n % 10 == 2 && n % 100 != 12 => format!("{n}nd"),
        n if n % 10 == 3 && n % 100 != 13 => format!("{n}rd"),
        n => format!("{n}th"),
    };
    format!("Every {ordinal} of {length} rows, and the last")
}

fn cell_html(column: usize, cell: &Cell) -> String {
    let (class, text) = match cell {
        Cell::Number(number) => (" class=\"n\"", significant(*number, 4)),
        Cell::Text(text) => ("", escape(text)),
    };
    if column == 0 { format!("<th scope=\"row\"{class}>{text}</th>") } else { format!("<td{class}>{text}</td>") }
}

/// Quotes where needed, and defuses texts that a spreadsheet would run as a formula.
fn csv_text(text: &str) -> String {
    let mut text = text.replace(['\r', '\n'], " ");
    if text.starts_with(['=', '+', '-', '@', '\t']) {
        text.insert(0, '\'');
    }
    if text.contains([',', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: usize) -> DataTable {
        DataTable {
            caption: "A <b>course</b>".into(),
            columns: vec![("Time".into(), "d".into()), ("A, \"quoted\"".into(), "%".into())],
            rows: (0..rows).map(|row| vec![Cell::Number(row as f64), Cell::Number(row as f64 / 3.0)]).collect(),
        }
    }

    #[test]
    fn a_thinned_table_says_so() {
        let html = table(100).to_html(10);
        assert!(html.contains("Every 11th of 100 rows, and the last"), "{html}");
        assert_eq!(html.matches("<tr>").count(), 1 + 10);
        assert!(html.contains("A &lt;b&gt;course&lt;/b&gt;"));
        assert!(!table(9).to_html(10).contains("thinned"));
    }

    #[test]
    fn a_few_observations_are_kept_beside_a_long_curve() {
        let row = |name: &str, at: f64| vec![Cell::Text(name.into()), Cell::Number(at)];
        let mut data = DataTable {
            columns: vec![("Series".into(), String::new()), ("Time".into(), "d".into())],
            ..DataTable::default()
        };
        data.rows.extend((0..1000).map(|at| row("Median", f64::from(at))));
        data.rows.extend([56.0, 168.0, 252.0].map(|at| row("A trial", at)));
        let html = data.to_html(40);
        assert_eq!(html.matches("A trial").count(), 3);
        assert!(html.matches("Median").count() <= 20 && html.contains(">999<"));
        assert!(html.contains("At most 20 evenly spaced rows of each series"));
    }

    #[test]
    fn csv_quotes_and_defuses() {
        let mut data = table(1);
        data.rows.push(vec![Cell::Text("=1+1".into()), Cell::Text("a,\"b\"".into())]);
        assert_eq!(data.to_csv(10), "Time [d],\"A, \"\"quoted\"\" [%]\"\r\n0,0\r\n'=1+1,\"a,\"\"b\"\"\"\r\n");
    }

    #[test]
    fn the_download_address_decodes_to_the_csv() {
        let data = table(3);
        let address = data.to_csv_address(10);
        let body = address.strip_prefix("data:text/csv;charset=utf-8,").unwrap();
        let mut decoded = Vec::new();
        let mut bytes = body.bytes();
        while let Some(byte) = bytes.next() {
            if byte == b'%' {
                let pair = [bytes.next().unwrap(), bytes.next().unwrap()];
                let hex = std::str::from_utf8(&pair).unwrap();
                decoded.push(u8::from_str_radix(hex, 16).unwrap());
            } else {
                decoded.push(byte);
            }
        }
        assert_eq!(String::from_utf8(decoded).unwrap(), data.to_csv(10));
    }
}
