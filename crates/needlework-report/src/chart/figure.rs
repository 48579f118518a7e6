//! What every figure can do: be drawn, be read aloud, be tabulated, be downloaded.

use super::palette::style_sheet;
use super::svg::{escape, image, slug};
use super::table::{DataTable, Limits};

/// A drawing before it is wrapped as an image.
pub(crate) struct Drawing {
    /// Markup of the marks.
    pub(crate) body: String,
    /// Width and height in drawing units.
    pub(crate) size: [f64; 2],
}

/// A figure with its data.
pub trait Figure {
    /// An id that is unique on the page.
    fn id(&self) -> &str;

    /// The title, read first by a screen reader.
    fn title(&self) -> &str;

    /// One or two sentences that say what the figure shows.
    fn description(&self) -> String;

    /// The data behind the figure.
    fn table(&self) -> DataTable;

    /// Markup and size for a width in drawing units.
    #[doc(hidden)]
    fn drawing(&self, width: f64, limits: Limits) -> (String, [f64; 2]);

    /// The figure as an SVG element for embedding; it needs [`style_sheet`] on the page.
    fn to_svg(&self, width: f64, limits: Limits) -> String {
        let (body, size) = self.drawing(width, limits);
        image(self.id(), self.title(), &self.description(), size, &body)
    }

    /// The figure as an SVG file of its own, styles included.
    fn to_svg_file(&self, width: f64, limits: Limits) -> String {
        let svg = self.to_svg(width, limits);
        let open = "<svg class=\"nw-chart\"";
        let rest = svg.strip_prefix(open).unwrap_or(&svg);
        let (attributes, content) = rest.split_once('>').unwrap_or((rest, ""));
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{open} xmlns=\"http://www.w3.org/2000/svg\"\
             {attributes}><style>{}</style>{content}\n",
            escape(&style_sheet()).replace("&quot;", "\"")
        )
    }

    /// The data as a folded table with a CSV download, for the page below the figure.
    fn to_data_html(&self, limits: Limits) -> String {
        let table = self.table();
        let note = table.csv_note(limits.csv_rows);
        let note =
            if note.is_empty() { String::new() } else { format!(" <span class=\"thinned\">{}.</span>", escape(&note)) };
        format!(
            "<details class=\"figure-data\"><summary>Data<span class=\"visually-hidden\"> of {title}</span></summary>\
             <div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Data of {title}\">{html}</div>\
             <p class=\"download\"><a download=\"{file}.csv\" href=\"{address}\">Download CSV\
             <span class=\"visually-hidden\"> of {title}</span></a>{note}</p></details>",
            title = escape(self.title()),
            html = table.to_html(limits.table_rows),
            file = slug(self.id()),
            address = table.to_csv_address(limits.csv_rows),
        )
    }
}
