//! Polynomials as Rust statements.

use super::polynomial::{Atom, Id, Polynomials, Term};
use std::collections::BTreeMap;

/// Cycles until the result of an operation can be used; only their order of size matters.
const MULTIPLY: u32 = 4;
const DIVIDE: u32 = 13;
const FUNCTION: u32 = 40;

/// Text of a value and the cycle at which it is ready.
#[derive(Clone, Debug)]
struct Value {
    text: String,
    ready: u32,
}

pub(super) struct Printer {
    state: &'static str,
    coefficient: &'static str,
    pub(super) lines: Vec<String>,
    values: BTreeMap<Id, Value>,
}

impl Printer {
    /// A printer that calls the variables and the coefficients so; `time` is a number, other variables are lists.
    pub(super) fn new(state: &'static str, coefficient: &'static str) -> Self {
        Self { state, coefficient, lines: Vec::new(), values: BTreeMap::new() }
    }

    /// Assigns outputs to targets.
    pub(super) fn assign(&mut self, polynomials: &Polynomials, targets: impl Iterator<Item = String>) {
        for (output, target) in targets.enumerate() {
            let text = self.output(polynomials, output);
            self.lines.push(format!("{target} = {text};"));
        }
    }

    /// The text of an output.
    pub(super) fn output(&mut self, polynomials: &Polynomials, output: usize) -> String {
        self.sum(polynomials, &polynomials.outputs[output]).text
    }

    fn atom(&mut self, all: &Polynomials, id: Id) -> Value {
        if let Some(value) = self.values.get(&id) {
            return value.clone();
        }
        let plain = |text: String| Value { text, ready: 0 };
        let value = match &all.atoms[id] {
            Atom::State(_) if self.state == "time" => plain(self.state.to_owned()),
            Atom::State(i) => plain(format!("{}[{i}]", self.state)),
            Atom::Coefficient(i) => plain(format!("{}[{i}]", self.coefficient)),
            Atom::Number(1.0) => plain("R::one()".to_owned()),
            Atom::Number(value) => plain(format!("R::constant({value:?})")),
            Atom::Sum(terms) => {
                let value = self.sum(all, terms);
                self.named(id, &value)
            }
            &Atom::Product(a, b) => {
                let (a, b) = (self.atom(all, a), self.atom(all, b));
                let ready = a.ready.max(b.ready) + MULTIPLY;
                self.named(id, &Value { text: format!("{} * {}", a.text, b.text), ready })
            }
            &Atom::Recip(below) => {
                let below = self.atom(all, below);
                self.named(id, &Value { text: format!("{}.recip()", below.text), ready: below.ready + DIVIDE })
            }
            Atom::Function(name, arguments) => {
                let arguments: Vec<Value> = arguments.iter().map(|&argument| self.atom(all, argument)).collect();
                let ready = arguments.iter().map(|argument| argument.ready).max().unwrap_or(0) + FUNCTION;
                let texts: Vec<&str> = arguments.iter().map(|argument| argument.text.as_str()).collect();
                self.named(id, &Value { text: format!("R::{name}({})", texts.join(", ")), ready })
            }
        };
        self.values.insert(id, value.clone());
        value
    }

    fn named(&mut self, id: Id, value: &Value) -> Value {
        let name = format!("t{id}");
        self.lines.push(format!("let {name} = {};", value.text));
        Value { text: name, ready: value.ready }
    }

    /// A sum as a chain of fused operations that takes up the terms as they become ready.
    fn sum(&mut self, all: &Polynomials, terms: &[Term]) -> Value {
        let mut terms: Vec<(bool, Vec<Value>)> = terms
            .iter()
            .map(|term| {
                let mut factors: Vec<Value> = term.factors.iter().map(|&factor| self.atom(all, factor)).collect();
                factors.sort_by_key(|factor| factor.ready);
                (term.negative, factors)
            })
            .collect();
        let ready = |factors: &[Value]| factors.last().map_or(0, |last| last.ready);
        // A term that needs no multiplication starts the chain; among equals one with a plus sign.
        terms.sort_by_key(|(negative, factors)| (ready(factors), factors.len() > 1, *negative));
        let mut terms = terms.into_iter();
        let Some((negative, factors)) = terms.next() else {
            return Value { text: "R::zero()".to_owned(), ready: 0 };
        };
        let mut total = product(&factors);
        if negative {
            total.text = if factors.len() > 1 { format!("-({})", total.text) } else { format!("-{}", total.text) };
        }
        for (negative, mut factors) in terms {
            let last = factors.pop();
            let ready = last.as_ref().map_or(0, |last| last.ready).max(total.ready) + MULTIPLY;
            let sign = if negative { "-" } else { "" };
            let text = match last {
                None => format!("{} {} R::one()", total.text, if negative { "-" } else { "+" }),
                Some(last) if factors.is_empty() => {
                    format!("{} {} {}", total.text, if negative { "-" } else { "+" }, last.text)
                }
                Some(last) => {
                    let left = product(&factors).text;
                    let left =
                        if negative && factors.len() > 1 { format!("-({left})") } else { format!("{sign}{left}") };
                    format!("R::mul_add({left}, {}, {})", last.text, total.text)
                }
            };
            total = Value { text, ready };
        }
        total
    }
}

/// The product of factors in the order in which they are ready.
fn product(factors: &[Value]) -> Value {
    let text = factors.iter().map(|factor| factor.text.as_str()).collect::<Vec<_>>().join(" * ");
    let text = if text.is_empty() { "R::one()".to_owned() } else { text };
    let ready = factors.last().map_or(0, |last| last.ready) + MULTIPLY * (factors.len().saturating_sub(1) as u32);
    Value { text, ready }
}
