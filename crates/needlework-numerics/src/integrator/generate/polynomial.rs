//! Expressions as sums of products, with everything that does not depend on the state gathered into coefficients.

use crate::number::{Node, Real, Symbol, reachable};
use std::collections::{BTreeMap, BTreeSet};

/// A place in [`Polynomials::atoms`].
pub(super) type Id = usize;

/// A value that terms are made of.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub(super) enum Atom {
    /// A state variable.
    State(usize),
    /// A coefficient.
    Coefficient(usize),
    /// A plain number.
    Number(f64),
    /// A sum of terms.
    Sum(Vec<Term>),
    /// A product that several terms share.
    Product(Id, Id),
    /// `1 / a`.
    Recip(Id),
    /// A method of `Real` and its arguments.
    Function(&'static str, Vec<Id>),
}

/// A signed product; without factors it is one.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub(super) struct Term {
    pub(super) negative: bool,
    pub(super) factors: Vec<Id>,
}

/// A term under construction: its constant factor is still an expression.
#[derive(Clone)]
struct Scaled {
    scale: Symbol,
    factors: Vec<Id>,
}

/// Several outputs over shared atoms.
pub(super) struct Polynomials {
    pub(super) atoms: Vec<Atom>,
    pub(super) outputs: Vec<Vec<Term>>,
}

struct Builder<'a> {
    states: &'a [Symbol],
    varying: BTreeSet<Symbol>,
    shared: BTreeSet<Symbol>,
    coefficients: &'a mut Vec<Symbol>,
    atoms: Vec<Atom>,
    known: BTreeMap<Symbol, Vec<Scaled>>,
}

impl Polynomials {
    /// Rewrites [lowered](super::gradient::lower) expressions. Coefficients that are not in the list yet are appended.
    pub(super) fn of(outputs: &[Symbol], states: &[Symbol], coefficients: &mut Vec<Symbol>) -> Self {
        let nodes = reachable(outputs);
        let mut varying = BTreeSet::new();
        let mut uses: BTreeMap<Symbol, usize> = BTreeMap::new();
        for &symbol in &nodes {
            let operands = symbol.node().operands();
            if states.contains(&symbol) || operands.iter().any(|operand| varying.contains(operand)) {
                varying.insert(symbol);
            }
            for operand in operands {
                *uses.entry(operand).or_default() += 1;
            }
        }
        for &output in outputs {
            *uses.entry(output).or_default() += 1;
        }
        let shared = uses.into_iter().filter(|&(_, count)| count > 1).map(|(symbol, _)| symbol).collect();
        let mut builder = Builder { states, varying, shared, coefficients, atoms: Vec::new(), known: BTreeMap::new() };
        let sums: Vec<Vec<Scaled>> = outputs.iter().map(|&output| builder.open(output)).collect();
        let outputs = sums.into_iter().map(|sum| builder.close(sum)).collect();
        let mut result = Self { atoms: builder.atoms, outputs };
        result.share_products();
        result
    }

    /// Gives a name to pairs of factors that save a multiplication, the most frequent first.
    fn share_products(&mut self) {
        loop {
            let mut counts: BTreeMap<(Id, Id), usize> = BTreeMap::new();
            self.each_sum(|sum| {
                let alone = sum.len() == 1;
                for term in sum.iter() {
                    // A product of two factors inside a longer sum is fused with its addition and costs nothing.
                    if term.factors.len() + usize::from(alone) > 2 {
                        for pair in pairs(&term.factors) {
                            *counts.entry(pair).or_default() += 1;
                        }
                    }
                }
            });
            let best = counts
                .into_iter()
                .filter(|&(_, count)| count > 1)
                .max_by_key(|&(pair, count)| (count, std::cmp::Reverse(pair)));
            let Some((pair, _)) = best else { return };
            let product = intern(&mut self.atoms, Atom::Product(pair.0, pair.1));
            self.each_sum(|sum| {
                let alone = sum.len() == 1;
                for term in sum.iter_mut() {
                    while term.factors.len() + usize::from(alone) > 2 && pairs(&term.factors).contains(&pair) {
                        for factor in [pair.0, pair.1] {
                            if let Some(place) = term.factors.iter().position(|&other| other == factor) {
                                term.factors.remove(place);
                            }
                        }
                        term.factors.push(product);
                        term.factors.sort_unstable();
                    }
                }
            });
        }
    }

    fn each_sum(&mut self, mut visit: impl FnMut(&mut Vec<Term>)) {
        for atom in &mut self.atoms {
            if let Atom::Sum(terms) = atom {
                visit(terms);
            }
        }
        for terms in &mut self.outputs {
            visit(terms);
        }
    }
}

/// The different pairs of factors of a term.
fn pairs(factors: &[Id]) -> BTreeSet<(Id, Id)> {
    let mut pairs = BTreeSet::new();
    for (i, &a) in factors.iter().enumerate() {
        for &b in &factors[i + 1..] {
            pairs.insert((a.min(b), a.max(b)));
        }
    }
    pairs
}

fn intern(atoms: &mut Vec<Atom>, atom: Atom) -> Id {
    atoms.iter().position(|known| *known == atom).unwrap_or_else(|| {
        atoms.push(atom);
        atoms.len() - 1
    })
}

impl Builder<'_> {
    /// The expression as a sum; a sum that is used elsewhere too becomes one atom.
    fn open(&mut self, symbol: Symbol) -> Vec<Scaled> {
        let sum = self.sum(symbol);
        if sum.len() > 1 && self.shared.contains(&symbol) {
            let factors = vec![self.atom(symbol)];
            return vec![Scaled { scale: Symbol::one(), factors }];
        }
        sum
    }

    fn sum(&mut self, symbol: Symbol) -> Vec<Scaled> {
        if !self.varying.contains(&symbol) {
            return if symbol.is_zero() { Vec::new() } else { vec![Scaled { scale: symbol, factors: Vec::new() }] };
        }
        if let Some(known) = self.known.get(&symbol) {
            return known.clone();
        }
        let one = Symbol::one();
        let sum = match symbol.node() {
            Node::Neg(a) => negated(self.open(a)),
            Node::Add(a, b) => [self.open(a), self.open(b)].concat(),
            Node::Sub(a, b) => [self.open(a), negated(self.open(b))].concat(),
            Node::Mul(a, b) => self.product(a, b),
            node => {
                let factors = vec![self.function(symbol, node)];
                vec![Scaled { scale: one, factors }]
            }
        };
        let sum = cancelled(sum);
        self.known.insert(symbol, sum.clone());
        sum
    }

    fn product(&mut self, a: Symbol, b: Symbol) -> Vec<Scaled> {
        let (left, right) = (self.open(a), self.open(b));
        let fixed = |sum: &[Scaled]| sum.len() == 1 && sum[0].factors.is_empty();
        // A constant factor goes into the terms; a sum times something that varies becomes an atom.
        let left = if left.len() > 1 && !fixed(&right) { self.as_factor(left) } else { left };
        let right = if right.len() > 1 && !fixed(&left) { self.as_factor(right) } else { right };
        let mut terms = Vec::new();
        for x in &left {
            for y in &right {
                let mut factors = [x.factors.as_slice(), y.factors.as_slice()].concat();
                factors.sort_unstable();
                terms.push(Scaled { scale: x.scale * y.scale, factors });
            }
        }
        terms
    }

    fn function(&mut self, symbol: Symbol, node: Node) -> Id {
        let name = match node {
            Node::Variable(_) => {
                let place = self.states.iter().position(|&state| state == symbol);
                return intern(&mut self.atoms, Atom::State(place.unwrap_or_default()));
            }
            Node::Div(_, b) => {
                let below = self.atom(b);
                return intern(&mut self.atoms, Atom::Recip(below));
            }
            Node::Exp(_) => "exp",
            Node::Ln(_) => "ln",
            Node::Sqrt(_) => "sqrt",
            Node::Abs(_) => "abs",
            Node::Min(..) => "min",
            Node::Max(..) => "max",
            _ => "select_less",
        };
        let arguments = node.operands().into_iter().map(|operand| self.atom(operand)).collect();
        intern(&mut self.atoms, Atom::Function(name, arguments))
    }

    fn as_factor(&mut self, sum: Vec<Scaled>) -> Vec<Scaled> {
        let atom = self.atom_of(sum);
        vec![Scaled { scale: Symbol::one(), factors: vec![atom] }]
    }

    fn atom(&mut self, symbol: Symbol) -> Id {
        let sum = self.sum(symbol);
        self.atom_of(sum)
    }

    fn atom_of(&mut self, sum: Vec<Scaled>) -> Id {
        let terms = self.close(sum);
        match terms.as_slice() {
            [Term { negative: false, factors }] if factors.len() == 1 => factors[0],
            [Term { negative: false, factors }] if factors.is_empty() => intern(&mut self.atoms, Atom::Number(1.0)),
            [] => intern(&mut self.atoms, Atom::Number(0.0)),
            _ => intern(&mut self.atoms, Atom::Sum(terms)),
        }
    }

    /// Turns the constant factors into coefficients.
    fn close(&mut self, sum: Vec<Scaled>) -> Vec<Term> {
        let mut terms: Vec<Term> = sum.into_iter().map(|scaled| self.closed(scaled)).collect();
        terms.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
        terms
    }

    fn closed(&mut self, scaled: Scaled) -> Term {
        let (mut scale, mut negative) = (scaled.scale, false);
        if let Node::Neg(inner) = scale.node() {
            (scale, negative) = (inner, true);
        }
        let mut factors = scaled.factors;
        if let Some(value) = scale.as_constant() {
            negative ^= value < 0.0;
            if value.abs() != 1.0 {
                factors.push(intern(&mut self.atoms, Atom::Number(value.abs())));
            }
        } else {
            let place = self.coefficients.iter().position(|&known| known == scale).unwrap_or_else(|| {
                self.coefficients.push(scale);
                self.coefficients.len() - 1
            });
            factors.push(intern(&mut self.atoms, Atom::Coefficient(place)));
        }
        factors.sort_unstable();
        Term { negative, factors }
    }
}

fn negated(mut sum: Vec<Scaled>) -> Vec<Scaled> {
    for term in &mut sum {
        term.scale = -term.scale;
    }
    sum
}

/// Adds up terms with the same factors.
fn cancelled(sum: Vec<Scaled>) -> Vec<Scaled> {
    let mut terms: Vec<Scaled> = Vec::new();
    for term in sum {
        match terms.iter_mut().find(|known| known.factors == term.factors) {
            Some(known) => known.scale += term.scale,
            None => terms.push(term),
        }
    }
    terms.retain(|term| !term.scale.is_zero());
    terms
}
