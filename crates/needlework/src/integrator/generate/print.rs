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
    partners: BTreeMap<Id, Id>,
}

impl Printer {
    /// A printer that calls the variables and the coefficients so; `time` is a number, other variables are lists.
    pub(super) fn new(state: &'static str, coefficient: &'static str) -> Self {
        Self { state, coefficient, lines: Vec::new(), values: BTreeMap::new(), partners: BTreeMap::new() }
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
                if let Some(&partner) = self.partners.get(&id) {
                    return self.two_reciprocals(all, id, partner);
                }
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

    /// Two reciprocals from one division: `1/a = b · 1/(ab)`.
    fn two_reciprocals(&mut self, all: &Polynomials, id: Id, partner: Id) -> Value {
        let [a, b] = [id, partner].map(|recip| match all.atoms[recip] {
            Atom::Recip(below) => self.atom(all, below),
            _ => Value { text: "R::one()".to_owned(), ready: 0 },
        });
        let ready = a.ready.max(b.ready) + DIVIDE + 2 * MULTIPLY;
        self.lines.push(format!("let r{id} = R::recip({} * {});", a.text, b.text));
        for (recip, other) in [(id, &b), (partner, &a)] {
            let value = self.named(recip, &Value { text: format!("r{id} * {}", other.text), ready });
            self.values.insert(recip, value);
        }
        self.values[&id].clone()
    }

    /// Pairs reciprocals that are ready at about the same time, neither of which needs the other.
    pub(super) fn pair_reciprocals(&mut self, all: &Polynomials) {
        let mut levels = vec![None; all.atoms.len()];
        let mut ranked: Vec<(usize, usize, Id)> = Vec::new();
        for id in 0..all.atoms.len() {
            if let Atom::Recip(below) = all.atoms[id] {
                let (nested, depth) = level(all, below, &mut levels);
                ranked.push((nested, depth, id));
            }
        }
        ranked.sort_unstable();
        for two in ranked.chunks_exact(2) {
            if two[0].0 == two[1].0 {
                self.partners.insert(two[0].2, two[1].2);
                self.partners.insert(two[1].2, two[0].2);
            }
        }
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

/// How many reciprocals and how many operations lie one after the other up to an atom.
fn level(all: &Polynomials, id: Id, known: &mut Vec<Option<(usize, usize)>>) -> (usize, usize) {
    if let Some(level) = known[id] {
        return level;
    }
    let operands: Vec<Id> = match &all.atoms[id] {
        Atom::State(_) | Atom::Coefficient(_) | Atom::Number(_) => Vec::new(),
        Atom::Sum(terms) => terms.iter().flat_map(|term| term.factors.iter().copied()).collect(),
        &Atom::Product(a, b) => vec![a, b],
        &Atom::Recip(below) => vec![below],
        Atom::Function(_, arguments) => arguments.clone(),
    };
    let inside = operands.into_iter().map(|operand| level(all, operand, known));
    let (nested, depth) = inside.fold((0, 0), |(a, b), (c, d)| (a.max(c), b.max(d)));
    let level = (nested + usize::from(matches!(all.atoms[id], Atom::Recip(_))), depth + 1);
    known[id] = Some(level);
    level
}
