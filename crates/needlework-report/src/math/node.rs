//! A piece of MathML with how wide it is drawn.

use crate::chart::escape;

/// Markup and its rough width.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// MathML.
    pub xml: String,
    /// Width in letters. [-]
    pub width: f64,
    /// Whether a line may be broken before it.
    pub breaks: bool,
}

impl Node {
    /// A leaf: element, text and width of a letter of it.
    pub fn leaf(tag: &str, text: &str, letter: f64) -> Self {
        let width = letter * text.chars().count() as f64;
        Self { xml: format!("<{tag}>{}</{tag}>", escape(text)), width, breaks: false }
    }

    /// An identifier of one or more letters.
    pub fn identifier(text: &str) -> Self {
        Self::leaf("mi", text, 1.0)
    }

    /// A number.
    pub fn number(text: &str) -> Self {
        Self::leaf("mn", text, 1.0)
    }

    /// An operator with space round it.
    pub fn operator(text: &str) -> Self {
        Self::leaf("mo", text, 2.0)
    }

    /// A bracket that grows with what it holds.
    pub fn fence(text: &str) -> Self {
        if text == "." {
            return Self::default();
        }
        Self { xml: format!("<mo fence=\"true\" stretchy=\"true\">{}</mo>", escape(text)), width: 0.8, breaks: false }
    }

    /// A blank.
    pub fn space(em: f64) -> Self {
        Self { xml: format!("<mspace width=\"{em}em\"/>"), width: 2.0 * em, breaks: false }
    }

    /// An element round its parts, each a row of its own.
    pub fn element(tag: &str, parts: &[Self], width: f64) -> Self {
        let inner: String = parts.iter().map(|part| part.xml.as_str()).collect();
        Self { xml: format!("<{tag}>{inner}</{tag}>"), width, breaks: false }
    }

    /// Parts in a row, which needs no element of its own if there is one part only.
    pub fn row(parts: &[Self]) -> Self {
        match parts {
            [only] => only.clone(),
            parts => Self::element("mrow", parts, parts.iter().map(|part| part.width).sum()),
        }
    }
}
