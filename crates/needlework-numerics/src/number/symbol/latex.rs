//! Expressions as LaTeX mathematics.

use std::collections::BTreeMap;

use super::{Node, Symbol};
use crate::number::Real;

/// How strongly the outermost operation of a printed text binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Sum,
    Product,
    Power,
    Atom,
}

/// A LaTeX printer: may call some expressions by a short name, and variables by another than their own.
///
/// ```
/// use needlework_numerics::number::{Latex, Real, Symbol};
/// let x = Symbol::variable("x");
/// let inner = x.powi(2) + Symbol::one();
/// let latex = Latex::default().call(inner, "S").call(x, r"\xi");
/// assert_eq!(latex.print(inner * x), r"S\,\xi");
/// assert_eq!(latex.define(inner), r"\xi^{2}+1");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Latex {
    names: BTreeMap<Symbol, String>,
}

impl Latex {
    /// Prints `symbol` as `name` wherever it appears.
    #[must_use]
    pub fn call(mut self, symbol: Symbol, name: impl Into<String>) -> Self {
        self.names.insert(symbol, name.into());
        self
    }

    /// True if `symbol` is printed by a name.
    #[must_use]
    pub fn has_name(&self, symbol: Symbol) -> bool {
        self.names.contains_key(&symbol)
    }

    /// The expression, or its name if it has one.
    #[must_use]
    pub fn print(&self, symbol: Symbol) -> String {
        self.bound(symbol).0
    }

    /// The expression itself even if it has a name: the right-hand side of its definition.
    #[must_use]
    pub fn define(&self, symbol: Symbol) -> String {
        self.node(symbol).0
    }

    fn bound(&self, symbol: Symbol) -> (String, Binding) {
        self.names.get(&symbol).map_or_else(|| self.node(symbol), |name| (name.clone(), Binding::Atom))
    }

    /// The text, in parentheses if it binds less than `least`.
    fn at_least(&self, symbol: Symbol, least: Binding) -> String {
        let (text, binding) = self.bound(symbol);
        if binding < least { format!(r"\left({text}\right)") } else { text }
    }

    fn call_function(&self, name: &str, arguments: &[Symbol]) -> (String, Binding) {
        let arguments: Vec<String> = arguments.iter().map(|&a| self.print(a)).collect();
        (format!(r"{name}\left({}\right)", arguments.join(",")), Binding::Atom)
    }

    fn product(&self, a: Symbol, b: Symbol) -> (String, Binding) {
        // A product with a reciprocal reads as a fraction.
        for (factor, other) in [(a, b), (b, a)] {
            if let (false, Node::Div(one, below)) = (self.names.contains_key(&factor), factor.node())
                && one.as_constant() == Some(1.0)
            {
                return (format!(r"\frac{{{}}}{{{}}}", self.print(other), self.print(below)), Binding::Product);
            }
        }
        // A power times its base is the next power.
        for (power, base) in [(a, b), (b, a)] {
            if let (false, Node::Powi(inner, n)) = (self.names.contains_key(&power), power.node())
                && inner == base
            {
                return (format!("{}^{{{}}}", self.at_least(base, Binding::Atom), n + 1), Binding::Power);
            }
        }
        let text = [a, b].map(|s| self.at_least(s, Binding::Product)).join(r"\,");
        (text, Binding::Product)
    }

    fn node(&self, symbol: Symbol) -> (String, Binding) {
        match symbol.node() {
            Node::Constant(bits) => {
                let value = f64::from_bits(bits);
                let binding = if value < 0.0 { Binding::Sum } else { Binding::Atom };
                (decimal(value), binding)
            }
            Node::Variable(_) => (symbol.as_variable().unwrap_or_default(), Binding::Atom),
            Node::Neg(a) => (format!("-{}", self.at_least(a, Binding::Product)), Binding::Sum),
            Node::Add(a, b) => (format!("{}+{}", self.print(a), self.after_sign(b, Binding::Sum)), Binding::Sum),
            Node::Sub(a, b) => (format!("{}-{}", self.print(a), self.after_sign(b, Binding::Product)), Binding::Sum),
            Node::Mul(a, b) => self.product(a, b),
            Node::Div(a, b) => (format!(r"\frac{{{}}}{{{}}}", self.print(a), self.print(b)), Binding::Product),
            Node::MulAdd(a, b, c) => (format!("{}+{}", self.print(c), self.product(a, b).0), Binding::Sum),
            Node::Exp(a) => self.call_function(r"\exp", &[a]),
            Node::Ln(a) => self.call_function(r"\ln", &[a]),
            Node::Sqrt(a) => (format!(r"\sqrt{{{}}}", self.print(a)), Binding::Atom),
            Node::Abs(a) => (format!(r"\left|{}\right|", self.print(a)), Binding::Atom),
            Node::Min(a, b) => self.call_function(r"\min", &[a, b]),
            Node::Max(a, b) => self.call_function(r"\max", &[a, b]),
            Node::SelectLess(a, b, c, d) => {
                let [a, b, c, d] = [a, b, c, d].map(|s| self.print(s));
                let text = format!(r"\begin{{cases}}{c}&{a}<{b}\\{d}&\text{{else}}\end{{cases}}");
                (text, Binding::Atom)
            }
            Node::Powi(a, n) => (format!("{}^{{{n}}}", self.at_least(a, Binding::Atom)), Binding::Power),
            Node::Powf(a, b) => (format!("{}^{{{}}}", self.at_least(a, Binding::Atom), self.print(b)), Binding::Power),
            Node::Hill(a, b, n) => self.call_function(r"\operatorname{h}", &[a, b, Symbol::constant(f64::from(n))]),
        }
    }

    /// A term after a sign, in parentheses if it starts with a sign of its own.
    fn after_sign(&self, symbol: Symbol, least: Binding) -> String {
        let text = self.at_least(symbol, least);
        if text.starts_with('-') { format!(r"\left({text}\right)") } else { text }
    }
}

/// A number; very small and very large ones with a power of ten.
fn decimal(value: f64) -> String {
    if value == 0.0 || (1e-4..1e6).contains(&value.abs()) {
        return format!("{value}");
    }
    let text = format!("{value:e}");
    match text.split_once('e') {
        Some(("1", exponent)) => format!("10^{{{exponent}}}"),
        Some((mantissa, exponent)) => format!(r"{mantissa}\cdot 10^{{{exponent}}}"),
        None => text,
    }
}
