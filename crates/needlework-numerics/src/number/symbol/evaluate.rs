//! Expressions back to numbers.

use std::collections::BTreeMap;

use thiserror::Error;

use super::{Node, Symbol, reachable};
use crate::number::Real;

/// An expression has a variable for which no value was given.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("no value for the variable `{name}`")]
pub struct UnboundVariable {
    /// The variable's name.
    pub name: String,
}

/// The values of `outputs` on any number type, each shared subexpression computed once.
///
/// # Errors
/// [`UnboundVariable`] if `value_of` returns nothing for a variable that the outputs depend on.
pub fn evaluate<R: Real>(
    outputs: &[Symbol],
    mut value_of: impl FnMut(&str) -> Option<R>,
) -> Result<Vec<R>, UnboundVariable> {
    let mut known: BTreeMap<Symbol, R> = BTreeMap::new();
    for symbol in reachable(outputs) {
        // Operands precede their users in this order, so each look-up below succeeds.
        let at = |operand: Symbol| known[&operand];
        let value = match symbol.node() {
            Node::Constant(bits) => R::constant(f64::from_bits(bits)),
            Node::Variable(_) => {
                let name = symbol.as_variable().unwrap_or_default();
                value_of(&name).ok_or(UnboundVariable { name })?
            }
            Node::Neg(a) => -at(a),
            Node::Add(a, b) => at(a) + at(b),
            Node::Sub(a, b) => at(a) - at(b),
            Node::Mul(a, b) => at(a) * at(b),
            Node::Div(a, b) => at(a) / at(b),
            Node::MulAdd(a, b, c) => at(a).mul_add(at(b), at(c)),
            Node::Exp(a) => at(a).exp(),
            Node::Ln(a) => at(a).ln(),
            Node::Sqrt(a) => at(a).sqrt(),
            Node::Abs(a) => at(a).abs(),
            Node::Min(a, b) => at(a).min(at(b)),
            Node::Max(a, b) => at(a).max(at(b)),
            Node::SelectLess(a, b, c, d) => at(a).select_less(at(b), at(c), at(d)),
            Node::Powi(a, n) => at(a).powi(n),
            Node::Powf(a, b) => at(a).powf(at(b)),
            Node::Hill(a, b, n) => at(a).hill(at(b), n),
        };
        known.insert(symbol, value);
    }
    Ok(outputs.iter().map(|output| known[output]).collect())
}
