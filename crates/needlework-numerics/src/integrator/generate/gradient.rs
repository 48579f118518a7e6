//! Derivatives of expressions as expressions.

use crate::number::{Node, Real, Symbol};
use std::collections::BTreeMap;

/// Rewrites powers, Hill functions and quotients into sums, products and reciprocals, so that these are shared between
/// the equations and their derivatives.
pub(super) fn lower(outputs: &[Symbol]) -> Vec<Symbol> {
    let mut known = BTreeMap::new();
    outputs.iter().map(|&output| lowered(output, &mut known)).collect()
}

fn lowered(symbol: Symbol, known: &mut BTreeMap<Symbol, Symbol>) -> Symbol {
    if let Some(&result) = known.get(&symbol) {
        return result;
    }
    let operands: Vec<Symbol> = symbol.node().operands().into_iter().map(|operand| lowered(operand, known)).collect();
    let result = match (symbol.node(), operands.as_slice()) {
        (Node::Neg(_), &[a]) => -a,
        (Node::Add(..), &[a, b]) => a + b,
        (Node::Sub(..), &[a, b]) => a - b,
        (Node::Mul(..), &[a, b]) => a * b,
        (Node::MulAdd(..), &[a, b, c]) => a * b + c,
        (Node::Div(..), &[a, b]) => a * b.recip(),
        (Node::Exp(_), &[a]) => a.exp(),
        (Node::Ln(_), &[a]) => a.ln(),
        (Node::Sqrt(_), &[a]) => a.sqrt(),
        (Node::Abs(_), &[a]) => a.abs(),
        (Node::Min(..), &[a, b]) => Real::min(a, b),
        (Node::Max(..), &[a, b]) => Real::max(a, b),
        (Node::SelectLess(..), &[a, b, c, d]) => a.select_less(b, c, d),
        (Node::Powi(_, n), &[a]) => power(a, n),
        (Node::Powf(..), &[a, b]) => (b * a.ln()).exp(),
        (Node::Hill(_, _, n), &[a, b]) => {
            let x = power(a, n);
            x * (power(b, n) + x).recip()
        }
        _ => symbol,
    };
    known.insert(symbol, result);
    result
}

/// `aⁿ` by repeated squaring.
fn power(a: Symbol, n: u32) -> Symbol {
    match n {
        0 => Symbol::one(),
        1 => a,
        _ if n.is_multiple_of(2) => {
            let half = power(a, n / 2);
            half * half
        }
        _ => power(a, n - 1) * a,
    }
}

/// Partial derivatives that are not zero, by the number of the variable.
type Gradient = BTreeMap<usize, Symbol>;

/// `∂ outputs[i] / ∂ variables[j]`, zero where there is no dependence. The outputs are [lowered](lower).
pub(super) fn jacobian(outputs: &[Symbol], variables: &[Symbol]) -> Vec<Vec<Symbol>> {
    let mut known: BTreeMap<Symbol, Gradient> = BTreeMap::new();
    for (i, &variable) in variables.iter().enumerate() {
        known.insert(variable, Gradient::from([(i, Symbol::one())]));
    }
    let mut rows = Vec::new();
    for &output in outputs {
        let gradient = gradient(output, &mut known);
        rows.push((0..variables.len()).map(|j| gradient.get(&j).copied().unwrap_or_else(Symbol::zero)).collect());
    }
    rows
}

fn gradient(symbol: Symbol, known: &mut BTreeMap<Symbol, Gradient>) -> Gradient {
    if let Some(result) = known.get(&symbol) {
        return result.clone();
    }
    let of: Vec<Gradient> = symbol.node().operands().into_iter().map(|operand| gradient(operand, known)).collect();
    let zero = Symbol::zero();
    let mut result = Gradient::new();
    let mut columns: Vec<usize> = of.iter().flat_map(|partial| partial.keys().copied()).collect();
    columns.sort_unstable();
    columns.dedup();
    for j in columns {
        let d = |operand: usize| of[operand].get(&j).copied().unwrap_or(zero);
        let value = match symbol.node() {
            Node::Neg(_) => -d(0),
            Node::Add(..) => d(0) + d(1),
            Node::Sub(..) => d(0) - d(1),
            Node::Mul(a, b) => product_rule(a, b, d(0), d(1)),
            Node::Div(_, _) => -(symbol * symbol * d(1)), // after lowering always 1/b
            Node::Exp(_) => symbol * d(0),
            Node::Ln(a) => a.recip() * d(0),
            Node::Sqrt(_) => Symbol::constant(0.5) * symbol.recip() * d(0),
            Node::Abs(a) => a.select_less(zero, -d(0), d(0)),
            Node::Min(a, b) => b.select_less(a, d(1), d(0)),
            Node::Max(a, b) => a.select_less(b, d(1), d(0)),
            Node::SelectLess(a, b, _, _) => a.select_less(b, d(2), d(3)),
            // Lowering leaves no other node with operands.
            _ => zero,
        };
        if !value.is_zero() {
            result.insert(j, value);
        }
    }
    known.insert(symbol, result.clone());
    result
}

/// `(ab)' = a'b + ab'`; for a saturation `u · 1/(k + u)` the shorter `(1 − ur) r u'`.
fn product_rule(a: Symbol, b: Symbol, da: Symbol, db: Symbol) -> Symbol {
    for (u, r, du) in [(a, b, da), (b, a, db)] {
        if let Node::Div(_, below) = r.node()
            && let Node::Add(left, right) = below.node()
            && !du.is_zero()
        {
            let rest = if left == u { right } else { left };
            if (left == u || right == u) && rest.variables().iter().all(|name| !name.starts_with("x[")) {
                return (Symbol::one() - u * r) * r * du;
            }
        }
    }
    da * b + a * db
}
