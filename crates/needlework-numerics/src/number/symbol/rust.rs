//! Expressions as straight-line Rust, for generated kernels.

use std::collections::{BTreeMap, BTreeSet};

use super::{Node, Symbol, reachable};

/// Rust statements generic over a number type `R: Real` that is in scope, and the texts of the results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StraightLine {
    /// One `let` statement per shared subexpression, in order.
    pub statements: Vec<String>,
    /// For each output the expression that gives it.
    pub results: Vec<String>,
}

/// Prints `outputs` as Rust. Subexpressions used more than once become `let`s named `{prefix}0`, `{prefix}1`, …
/// in order of use; all others are written where they are used. `variable` gives the text of each variable.
///
/// ```
/// use needlework_numerics::number::{Symbol, straight_line};
/// let (x, k) = (Symbol::variable("x"), Symbol::variable("k"));
/// let product = k * x;
/// let code = straight_line(&[product + x, product - k], "t", |name| name.to_owned());
/// assert_eq!(code.statements, ["let t0 = k * x;"]);
/// assert_eq!(code.results, ["t0 + x", "t0 - k"]);
/// ```
#[must_use]
pub fn straight_line(outputs: &[Symbol], prefix: &str, variable: impl Fn(&str) -> String) -> StraightLine {
    let nodes = reachable(outputs);
    let shared = used_more_than_once(&nodes, outputs);
    let mut texts: BTreeMap<Symbol, String> = BTreeMap::new();
    let mut statements = Vec::new();
    for symbol in nodes {
        let text = print(symbol, &texts, &variable);
        if shared.contains(&symbol) {
            let name = format!("{prefix}{}", statements.len());
            statements.push(format!("let {name} = {text};"));
            texts.insert(symbol, name);
        } else {
            texts.insert(symbol, text);
        }
    }
    let results = outputs.iter().map(|output| texts[output].clone()).collect();
    StraightLine { statements, results }
}

/// The computed expressions (not constants or variables) that appear in more than one place.
fn used_more_than_once(nodes: &BTreeSet<Symbol>, outputs: &[Symbol]) -> BTreeSet<Symbol> {
    let mut uses: BTreeMap<Symbol, usize> = BTreeMap::new();
    let operands = nodes.iter().flat_map(|symbol| symbol.node().operands());
    for symbol in operands.chain(outputs.iter().copied()) {
        *uses.entry(symbol).or_default() += 1;
    }
    uses.into_iter()
        .filter(|(symbol, count)| *count > 1 && !matches!(symbol.node(), Node::Constant(_) | Node::Variable(_)))
        .map(|(symbol, _)| symbol)
        .collect()
}

fn print(symbol: Symbol, texts: &BTreeMap<Symbol, String>, variable: impl Fn(&str) -> String) -> String {
    let plain = |operand: Symbol| texts[&operand].as_str();
    // Operands written in place that are themselves sums, products or signs need parentheses.
    let operand = |operand: Symbol| {
        let text = plain(operand);
        let compound = text.contains(' ') || text.starts_with('-');
        if compound && !is_one_call(text) { format!("({text})") } else { text.to_owned() }
    };
    let call = |function: &str, arguments: &[Symbol]| {
        let arguments: Vec<&str> = arguments.iter().map(|&a| plain(a)).collect();
        format!("R::{function}({})", arguments.join(", "))
    };
    match symbol.node() {
        Node::Constant(bits) => constant(f64::from_bits(bits)),
        Node::Variable(_) => variable(&symbol.as_variable().unwrap_or_default()),
        Node::Neg(a) => format!("-{}", operand(a)),
        Node::Add(a, b) => format!("{} + {}", operand(a), operand(b)),
        Node::Sub(a, b) => format!("{} - {}", operand(a), operand(b)),
        Node::Mul(a, b) => format!("{} * {}", operand(a), operand(b)),
        Node::Div(a, b) if a.as_constant() == Some(1.0) => call("recip", &[b]),
        Node::Div(a, b) => format!("{} / {}", operand(a), operand(b)),
        Node::MulAdd(a, b, c) => call("mul_add", &[a, b, c]),
        Node::Exp(a) => call("exp", &[a]),
        Node::Ln(a) => call("ln", &[a]),
        Node::Sqrt(a) => call("sqrt", &[a]),
        Node::Abs(a) => call("abs", &[a]),
        Node::Min(a, b) => call("min", &[a, b]),
        Node::Max(a, b) => call("max", &[a, b]),
        Node::SelectLess(a, b, c, d) => call("select_less", &[a, b, c, d]),
        Node::Powi(a, n) => format!("R::powi({}, {n})", plain(a)),
        Node::Powf(a, b) => call("powf", &[a, b]),
        Node::Hill(a, b, n) => format!("R::hill({}, {}, {n})", plain(a), plain(b)),
    }
}

fn constant(value: f64) -> String {
    match value {
        0.0 => "R::zero()".to_owned(),
        1.0 => "R::one()".to_owned(),
        _ => format!("R::constant({value:?})"),
    }
}

/// True if the text is a single `R::…(…)` call whose parenthesis closes at the end.
fn is_one_call(text: &str) -> bool {
    if !text.starts_with("R::") {
        return false;
    }
    let mut depth = 0_usize;
    for (place, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return place + 1 == text.len();
                }
            }
            _ => {}
        }
    }
    false
}
