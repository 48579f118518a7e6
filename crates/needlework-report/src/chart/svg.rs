//! A minimal SVG writer: escaped text, fixed numbers, balanced tags.

use super::number::coordinate;

/// An attribute value.
pub(crate) enum Value<'a> {
    /// Text, escaped when written.
    Text(&'a str),
    /// A coordinate, written with fixed formatting.
    Number(f64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

/// Escapes text for element content and double-quoted attributes in HTML and XML. Characters
/// that XML 1.0 cannot hold are replaced.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {
                out.push('\u{fffd}');
            }
            other => out.push(other),
        }
    }
    out
}

/// Appends one step of a path: a command letter and a place.
pub(crate) fn push_step(path: &mut String, command: char, [x, y]: [f64; 2]) {
    path.push(command);
    path.push_str(&coordinate(x));
    path.push(' ');
    path.push_str(&coordinate(y));
}

/// A path of straight lines in tenths of a drawing unit, each step relative to the last: half as long as with places.
#[derive(Default)]
pub(crate) struct Trail {
    text: String,
    at: [i64; 2],
    /// The command that further numbers would belong to.
    command: char,
}

impl Trail {
    /// Lifts the pen and sets it down at a place.
    pub(crate) fn start(&mut self, [x, y]: [f64; 2]) {
        self.at = [tenths(x), tenths(y)];
        self.command = 'M';
        self.text.push('M');
        self.number(self.at[0]);
        self.number(self.at[1]);
    }

    /// Draws on to a place; what is no tenth away is left out.
    pub(crate) fn line(&mut self, [x, y]: [f64; 2]) {
        let to = [tenths(x), tenths(y)];
        let step = [to[0] - self.at[0], to[1] - self.at[1]];
        if step == [0, 0] && self.command == 'l' {
            return;
        }
        if self.command != 'l' {
            self.command = 'l';
            self.text.push('l');
        }
        self.number(step[0]);
        self.number(step[1]);
        self.at = to;
    }

    /// Goes back to the start.
    pub(crate) fn close(&mut self) {
        self.command = 'Z';
        self.text.push('Z');
    }

    /// The path so far; empty where nothing was drawn.
    pub(crate) fn finish(self) -> String {
        self.text
    }

    /// Writes a number of tenths, kept apart from the one before.
    fn number(&mut self, tenths: i64) {
        use std::fmt::Write;
        if tenths >= 0 && self.text.ends_with(|last: char| last.is_ascii_digit()) {
            self.text.push(' ');
        }
        if tenths < 0 {
            self.text.push('-');
        }
        let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
        let _ = match (whole, rest) {
            (0, 1..) => write!(self.text, ".{rest}"),
            (_, 0) => write!(self.text, "{whole}"),
            _ => write!(self.text, "{whole}.{rest}"),
        };
    }
}

/// A drawing coordinate in whole tenths; what is no number is 0, as in [`coordinate`].
fn tenths(value: f64) -> i64 {
    if value.is_finite() { (10.0 * value).clamp(-1e9, 1e9).round() as i64 } else { 0 }
}

/// Turns any text into a usable id: ASCII letters, digits and hyphens, starting with a letter.
pub fn slug(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    for character in text.chars().take(80) {
        if character.is_ascii_alphanumeric() {
            id.push(character.to_ascii_lowercase());
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-');
    if id.starts_with(|first: char| first.is_ascii_alphabetic()) {
        id.to_owned()
    } else {
        format!("f{}{id}", if id.is_empty() { "" } else { "-" })
    }
}

/// The text of an SVG drawing under construction.
#[derive(Default)]
pub(crate) struct Svg {
    out: String,
}

impl Svg {
    /// Opens an element.
    pub(crate) fn open(&mut self, tag: &str, attributes: &[(&str, Value)]) {
        self.tag(tag, attributes);
        self.out.push('>');
    }

    /// Closes an element.
    pub(crate) fn close(&mut self, tag: &str) {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    /// Writes an element without content.
    pub(crate) fn empty(&mut self, tag: &str, attributes: &[(&str, Value)]) {
        self.tag(tag, attributes);
        self.out.push_str("/>");
    }

    /// Writes an element that holds escaped text only.
    pub(crate) fn leaf(&mut self, tag: &str, attributes: &[(&str, Value)], text: &str) {
        self.open(tag, attributes);
        self.out.push_str(&escape(text));
        self.close(tag);
    }

    /// Writes a label. `anchor` is `start`, `middle` or `end`.
    pub(crate) fn label(&mut self, class: &str, at: [f64; 2], anchor: &str, text: &str) {
        let mut attributes = vec![("class", Value::from(class)), ("x", at[0].into()), ("y", at[1].into())];
        if anchor != "start" {
            attributes.push(("text-anchor", anchor.into()));
        }
        self.leaf("text", &attributes, text);
    }

    /// Writes a straight line.
    pub(crate) fn line(&mut self, class: &str, from: [f64; 2], to: [f64; 2]) {
        self.empty(
            "line",
            &[
                ("class", class.into()),
                ("x1", from[0].into()),
                ("y1", from[1].into()),
                ("x2", to[0].into()),
                ("y2", to[1].into()),
            ],
        );
    }

    /// Writes a path.
    pub(crate) fn path(&mut self, class: &str, data: &str) {
        self.empty("path", &[("class", class.into()), ("d", data.into())]);
    }

    /// Writes a rectangle.
    pub(crate) fn rect(&mut self, class: &str, corner: [f64; 2], size: [f64; 2]) {
        self.empty(
            "rect",
            &[
                ("class", class.into()),
                ("x", corner[0].into()),
                ("y", corner[1].into()),
                ("width", size[0].into()),
                ("height", size[1].into()),
            ],
        );
    }

    /// Appends markup that this module wrote earlier.
    pub(crate) fn append(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// The markup so far.
    pub(crate) fn finish(self) -> String {
        self.out
    }

    fn tag(&mut self, tag: &str, attributes: &[(&str, Value)]) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            match value {
                Value::Text(text) => self.out.push_str(&escape(text)),
                Value::Number(number) => self.out.push_str(&coordinate(*number)),
            }
            self.out.push('"');
        }
    }
}

/// Wraps a drawing as one accessible image with a title and a description. The width is a
/// maximum: the image shrinks with its container and keeps its shape.
pub(crate) fn image(id: &str, title: &str, description: &str, size: [f64; 2], body: &str) -> String {
    let id = slug(id);
    let (title_id, description_id) = (format!("{id}-title"), format!("{id}-desc"));
    let mut svg = Svg::default();
    svg.open(
        "svg",
        &[
            ("class", "nw-chart".into()),
            ("id", (&id).into()),
            ("viewBox", (&format!("0 0 {} {}", coordinate(size[0]), coordinate(size[1]))).into()),
            ("width", size[0].into()),
            ("height", size[1].into()),
            ("role", "img".into()),
            ("aria-labelledby", (&format!("{title_id} {description_id}")).into()),
        ],
    );
    svg.leaf("title", &[("id", (&title_id).into())], title);
    svg.leaf("desc", &[("id", (&description_id).into())], description);
    svg.append(body);
    svg.close("svg");
    svg.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_element() {
        let mut svg = Svg::default();
        svg.leaf("text", &[("class", "\" onload=\"x".into())], "</text><script>&\u{0}");
        assert_eq!(
            svg.finish(),
            "<text class=\"&quot; onload=&quot;x\">&lt;/text&gt;&lt;script&gt;&amp;\u{fffd}</text>"
        );
    }

    #[test]
    fn a_trail_is_short_and_does_not_drift() {
        let mut trail = Trail::default();
        trail.start([38.04, 152.99]);
        for at in [[38.11, 163.55], [38.14, 163.56], [40.0, 162.0], [39.5, 162.04]] {
            trail.line(at);
        }
        trail.close();
        trail.start([1.0, -2.5]);
        trail.line([1.0, 0.0]);
        assert_eq!(trail.finish(), "M38 153l.1 10.6 1.9-1.6-.5 0ZM1-2.5l0 2.5");
        // Steps add up to the place, however many there are.
        let mut trail = Trail::default();
        trail.start([0.0, 0.0]);
        (1..=1000).for_each(|step| trail.line([0.133 * f64::from(step), 0.0]));
        let sum: f64 =
            trail.finish().split_once('l').unwrap().1.split(' ').map(|part| part.parse::<f64>().unwrap()).sum();
        assert!((sum - 133.0).abs() < 0.051, "{sum}");
        assert!(Trail::default().finish().is_empty());
    }

    #[test]
    fn ids_are_plain() {
        assert_eq!(slug("Collagen I (total)"), "collagen-i-total");
        assert_eq!(slug("\"><script>"), "script");
        assert_eq!(slug("3 days"), "f-3-days");
        assert_eq!(slug("…"), "f");
    }
}
