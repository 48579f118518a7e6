//! LaTeX mathematics as MathML, which browsers draw and read aloud without a script.
//!
//! The subset is what the model prints of itself ([`needlework::healing::document`]) and what the methods of a report are
//! written in: fractions, roots, scripts, brackets, cases, Greek letters, the usual functions and relations. A command that
//! is not known stands as its name, so that nothing is lost in silence.

mod node;
mod parse;
mod symbols;

pub use parse::mathml;

/// An equation, split at its first relation so that several can stand in line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equation {
    /// What is defined, as MathML.
    pub left: String,
    /// The relation and what stands after it, as MathML; several lines where it is long.
    pub right: Vec<String>,
}

/// An equation from LaTeX such as `x &= a+b`; without `&=` all of it stands on the left.
///
/// ```
/// use needlework_report::math::equation;
/// let found = equation(r"h_{N} &= \frac{x_{N}}{\kappa_{N}+x_{N}}");
/// assert!(found.left.contains("<msub><mi>h</mi><mi>N</mi></msub>"));
/// assert!(found.right[0].contains("<mfrac>") && found.right[0].contains("<mi>κ</mi>"));
/// ```
pub fn equation(latex: &str) -> Equation {
    match latex.split_once("&=") {
        Some((left, right)) => Equation { left: mathml(left), right: parse::lines(right, "=") },
        None => Equation { left: mathml(latex), right: Vec::new() },
    }
}
