//! From LaTeX to MathML.

use core::iter::Peekable;
use core::str::Chars;

use super::node::Node;
use super::symbols::{function, letter, operator, space};

/// Letters that fit on a line; longer right-hand sides are broken before a sign. [-]
const LINE: f64 = 62.0;
/// Nested groups at most; deeper ones are given up, since the text may come from an untrusted report. [-]
const DEEPEST: usize = 40;
/// What scripts are smaller by. [-]
const SCRIPT: f64 = 0.7;

/// A formula as a `math` element.
///
/// ```
/// use needlework_report::math::mathml;
/// assert_eq!(mathml("x_{C3}^{2}"), "<math><msubsup><mi>x</mi><mi>C3</mi><mn>2</mn></msubsup></math>");
/// ```
pub fn mathml(latex: &str) -> String {
    wrapped(&nodes(latex))
}

/// A right-hand side after a relation, broken before signs where it is too long for one line.
pub(super) fn lines(latex: &str, relation: &str) -> Vec<String> {
    let mut lines: Vec<Vec<Node>> = vec![vec![Node::operator(relation)]];
    let mut width = 0.0;
    let parts = nodes(latex);
    let mut rest = parts.as_slice();
    while let Some((first, others)) = rest.split_first() {
        let term = 1 + others.iter().position(|part| part.breaks).unwrap_or(others.len());
        let (term, after) = rest.split_at(term);
        let needed: f64 = term.iter().map(|part| part.width).sum();
        if width > 0.0 && first.breaks && width + needed > LINE {
            lines.push(vec![Node::space(1.2)]);
            width = 0.0;
        }
        width += needed;
        if let Some(line) = lines.last_mut() {
            line.extend_from_slice(term);
        }
        rest = after;
    }
    lines.iter().map(|line| wrapped(line)).collect()
}

fn nodes(latex: &str) -> Vec<Node> {
    Parser { text: latex.chars().peekable(), depth: 0 }.row(&[])
}

fn wrapped(parts: &[Node]) -> String {
    let inner: String = parts.iter().map(|part| part.xml.as_str()).collect();
    format!("<math>{inner}</math>")
}

struct Parser<'a> {
    text: Peekable<Chars<'a>>,
    depth: usize,
}

impl Parser<'_> {
    /// Parts up to one of the closing characters, which is not taken, or to the end.
    fn row(&mut self, closing: &[char]) -> Vec<Node> {
        let mut parts: Vec<Node> = Vec::new();
        while let Some(&next) = self.text.peek() {
            if closing.contains(&next) {
                break;
            }
            if next == '\\' && (self.ahead("\\right") || self.ahead("\\end") || self.ahead("\\\\")) {
                break;
            }
            match next {
                '_' | '^' => {
                    let base = parts.pop().unwrap_or_default();
                    parts.push(self.scripted(base));
                }
                _ => parts.extend(self.atom()),
            }
        }
        parts
    }

    /// Whether the text goes on like this.
    fn ahead(&self, with: &str) -> bool {
        let mut text = self.text.clone();
        with.chars().all(|wanted| text.next() == Some(wanted))
    }

    fn atom(&mut self) -> Option<Node> {
        let first = self.text.next()?;
        if self.depth > DEEPEST {
            return None;
        }
        Some(match first {
            '{' => self.rest_of_group(),
            '}' | '&' => return None,
            '\\' => return self.command(),
            c if c.is_whitespace() => return None,
            c if c.is_ascii_digit() => {
                let mut number = c.to_string();
                while let Some(digit) = self.text.next_if(|c| c.is_ascii_digit() || *c == '.') {
                    number.push(digit);
                }
                Node::number(&number)
            }
            c if c.is_alphabetic() => Node::identifier(&c.to_string()),
            '-' | '−' => Node { breaks: true, ..Node::operator("−") },
            '+' => Node { breaks: true, ..Node::operator("+") },
            '(' | ')' | '[' | ']' | '|' => Node::leaf("mo", &first.to_string(), 0.8),
            c => Node::operator(&c.to_string()),
        })
    }

    /// What stands up to the closing brace, which is taken.
    fn rest_of_group(&mut self) -> Node {
        self.depth += 1;
        let parts = self.row(&['}']);
        self.depth -= 1;
        self.text.next_if_eq(&'}');
        Node::row(&parts)
    }

    /// An argument of a command: a group or a single part.
    fn argument(&mut self) -> Node {
        while self.text.next_if(|c| c.is_whitespace()).is_some() {}
        self.depth += 1;
        let opens = self.depth <= DEEPEST && self.text.next_if_eq(&'{').is_some();
        let part = if opens { self.rest_of_group() } else { self.atom().unwrap_or_default() };
        self.depth -= 1;
        part
    }

    /// The plain text of a group.
    fn words(&mut self) -> String {
        self.text.next_if_eq(&'{');
        let mut text = String::new();
        while let Some(c) = self.text.next_if(|c| *c != '}') {
            text.push(c);
        }
        self.text.next_if_eq(&'}');
        text
    }

    /// A script; letters and digits in one group are one name, as in `T1`.
    fn script(&mut self) -> Node {
        let inside: String = self.text.clone().skip(1).take_while(|c| *c != '}').collect();
        let opens = self.text.peek() == Some(&'{');
        let name = inside.chars().all(|c| c.is_ascii_alphanumeric()) && !inside.is_empty();
        if opens && name {
            self.words();
            let digits = inside.chars().all(|c| c.is_ascii_digit());
            return if digits { Node::number(&inside) } else { Node::identifier(&inside) };
        }
        self.argument()
    }

    fn scripted(&mut self, base: Node) -> Node {
        let (mut below, mut above) = (None, None);
        loop {
            if self.text.next_if_eq(&'_').is_some() {
                below = Some(self.script());
            } else if self.text.next_if_eq(&'^').is_some() {
                above = Some(self.script());
            } else {
                break;
            }
        }
        let of = |script: &Option<Node>| script.as_ref().map_or(0.0, |script| SCRIPT * script.width);
        let width = base.width + of(&below).max(of(&above));
        match (below, above) {
            (Some(below), Some(above)) => Node::element("msubsup", &[base, below, above], width),
            (Some(below), None) => Node::element("msub", &[base, below], width),
            (None, Some(above)) => Node::element("msup", &[base, above], width),
            (None, None) => base,
        }
    }

    fn command(&mut self) -> Option<Node> {
        let mut name = String::new();
        while let Some(c) = self.text.next_if(char::is_ascii_alphabetic) {
            name.push(c);
        }
        if name.is_empty() {
            let sign = self.text.next()?;
            return space(&sign.to_string()).map(Node::space);
        }
        Some(match name.as_str() {
            "frac" | "tfrac" | "dfrac" => {
                let parts = [self.argument(), self.argument()];
                let width = parts[0].width.max(parts[1].width) + 0.5;
                Node::element("mfrac", &parts, width)
            }
            "sqrt" => {
                let inner = self.argument();
                let width = inner.width + 1.5;
                Node::element("msqrt", &[inner], width)
            }
            "dot" => {
                let inner = self.argument();
                let width = inner.width;
                Node::element("mover", &[inner, Node::leaf("mo", "˙", 0.0)], width)
            }
            "mathrm" | "operatorname" => Node::leaf("mi", &self.words(), 1.0),
            "text" => Node::leaf("mtext", &self.words(), 0.9),
            "left" => self.bracket(),
            "begin" => self.cases(),
            _ => {
                if let Some(sign) = letter(&name) {
                    Node::identifier(sign)
                } else if let Some(sign) = operator(&name) {
                    Node::operator(sign)
                } else if let Some(em) = space(&name) {
                    Node::space(em)
                } else {
                    Node::leaf("mi", function(&name).unwrap_or(&name), 1.0)
                }
            }
        })
    }

    /// `\left( … \right)`.
    fn bracket(&mut self) -> Node {
        let open = self.text.next().unwrap_or('(');
        self.depth += 1;
        let mut parts = vec![Node::fence(&open.to_string())];
        parts.extend(self.row(&['}']));
        self.depth -= 1;
        if self.ahead("\\right") {
            self.text.nth("\\right".len() - 1);
            parts.extend(self.text.next().map(|close| Node::fence(&close.to_string())));
        }
        Node::row(&parts)
    }

    /// `\begin{cases} … \end{cases}`.
    fn cases(&mut self) -> Node {
        self.words();
        let mut rows: Vec<Vec<Node>> = vec![Vec::new()];
        self.depth += 1;
        while self.text.peek().is_some() && !self.ahead("\\end") {
            let cell = Node::row(&self.row(&['&', '}']));
            if let Some(row) = rows.last_mut() {
                row.push(Node::element("mtd", core::slice::from_ref(&cell), cell.width));
            }
            if self.ahead("\\\\") {
                self.text.nth(1);
                rows.push(Vec::new());
            } else if !self.ahead("\\end") {
                // A cell ends here; of anything else that stops a row there is no second one.
                self.text.next();
            }
        }
        self.depth -= 1;
        if self.ahead("\\end") {
            self.text.nth("\\end".len() - 1);
            self.words();
        }
        let width = rows.iter().map(|row| row.iter().map(|cell| cell.width + 1.0).sum()).fold(0.0, f64::max);
        let rows: Vec<Node> = rows.iter().map(|row| Node::element("mtr", row, width)).collect();
        Node::row(&[Node::fence("{"), Node::element("mtable", &rows, width)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn inner(latex: &str) -> String {
        mathml(latex).trim_start_matches("<math>").trim_end_matches("</math>").to_owned()
    }

    #[test]
    fn the_usual_forms() {
        assert_eq!(inner(r"\frac{a}{b}"), "<mfrac><mi>a</mi><mi>b</mi></mfrac>");
        assert_eq!(inner(r"\kappa_{I,J}"), "<msub><mi>κ</mi><mrow><mi>I</mi><mo>,</mo><mi>J</mi></mrow></msub>");
        assert_eq!(inner("0.25x"), "<mn>0.25</mn><mi>x</mi>");
        assert_eq!(inner(r"\dot{y}"), "<mover><mi>y</mi><mo>˙</mo></mover>");
        assert!(inner(r"\left(a+b\right)^{2}").starts_with("<msup><mrow><mo fence=\"true\" stretchy=\"true\">("));
        let cases = inner(r"\begin{cases}a&x<1\\b&\text{else}\end{cases}");
        assert_eq!(cases.matches("<mtr>").count(), 2);
        assert_eq!(cases.matches("<mtd>").count(), 4);
        assert!(cases.contains("&lt;") && cases.contains("<mtext>else</mtext>"));
        assert_eq!(inner(r"\unknown"), "<mi>unknown</mi>");
    }

    #[test]
    fn long_sums_are_broken_before_a_sign_and_short_ones_are_not() {
        let term = r"w_{a}\,\frac{x}{1+x}";
        assert_eq!(lines(term, "=").len(), 1);
        let long = [r"w_{abc}\,x_{def}\,y_{ghi}"; 12].join("+");
        let found = lines(&long, "=");
        assert!(found.len() > 1);
        assert!(found[1..].iter().all(|line| line.starts_with("<math><mspace width=\"1.2em\"/><mo>+</mo>")));
    }

    #[test]
    fn every_equation_of_the_healing_network_is_drawn_without_a_leftover() {
        let document = needlework::healing::document();
        let blocks: Vec<&str> = document.split("```math\n").skip(1).filter_map(|b| b.split("```").next()).collect();
        assert!(blocks.len() > 6);
        for block in blocks {
            for line in block.lines().filter(|line| line.contains("&=")) {
                let found = super::super::equation(line.trim_end_matches(r"\\").trim());
                let all = format!("{}{}", found.left, found.right.concat());
                assert!(!all.contains('\\') && !all.contains('&') || all.contains("&lt;"), "{line} gives {all}");
                let document = format!("<all>{all}</all>");
                roxmltree::Document::parse(&document).unwrap_or_else(|error| panic!("{line}: {error}"));
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_well_formed_markup(text in r"[\\a-z{}_^&+<>(). 0-9]{0,60}") {
            let found = mathml(&text);
            prop_assert!(roxmltree::Document::parse(&found).is_ok(), "{text} gives {found}");
        }
    }
}
