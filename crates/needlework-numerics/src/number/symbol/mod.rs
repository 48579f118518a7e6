//! Symbolic expressions as a number type.
//!
//! A [`Symbol`] is a handle into an arena of expression nodes that belongs to the thread. Equal expressions get equal
//! handles, so common subexpressions are shared for free. Running a model on symbols gives its equations; running it
//! on [`Dual`](super::Dual)s of symbols gives its derivatives as expressions.
//!
//! Simplification is light and never changes a finite value by more than the sign of a zero: constants are folded,
//! `0·x`, `1·x`, `x+0`, `x/1`, `x−x` and double signs are removed. Nothing is expanded or reordered, so an evaluated
//! expression has the bits of the direct computation.

mod evaluate;
mod latex;
mod real;
mod rust;

use core::cell::RefCell;
use core::fmt;
use core::marker::PhantomData;
use std::collections::{BTreeSet, HashMap};

pub use evaluate::{UnboundVariable, evaluate};
pub use latex::Latex;
pub use rust::{StraightLine, straight_line};

/// An expression: a handle that is copied like a number.
///
/// Handles belong to the thread that made them, so the type cannot be sent to another. The arena lives as long as
/// the thread.
///
/// ```
/// use needlework_numerics::number::{Real, Symbol, evaluate};
/// let (x, k) = (Symbol::variable("x"), Symbol::variable("k"));
/// let rate = k * x / (Symbol::one() + x);
/// assert_eq!(rate.to_string(), r"\frac{k\,x}{1+x}");
/// let at = evaluate(&[rate], |name| Some(if name == "x" { 3.0 } else { 2.0 }));
/// assert_eq!(at, Ok(vec![1.5]));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol {
    index: u32,
    /// Handles mean nothing in another thread's arena.
    thread: PhantomData<*const ()>,
}

/// What an expression is made of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Node {
    /// A constant, as the bits of an `f64`.
    Constant(u64),
    /// A named variable; the number is its place in the arena's list of names.
    Variable(u32),
    /// `−a`
    Neg(Symbol),
    /// `a + b`
    Add(Symbol, Symbol),
    /// `a − b`
    Sub(Symbol, Symbol),
    /// `a · b`
    Mul(Symbol, Symbol),
    /// `a / b`
    Div(Symbol, Symbol),
    /// `a · b + c`, rounded once
    MulAdd(Symbol, Symbol, Symbol),
    /// `exp a`
    Exp(Symbol),
    /// `ln a`
    Ln(Symbol),
    /// `√a`
    Sqrt(Symbol),
    /// `|a|`
    Abs(Symbol),
    /// The smaller of the two
    Min(Symbol, Symbol),
    /// The larger of the two
    Max(Symbol, Symbol),
    /// `c` where `a < b`, else `d`
    SelectLess(Symbol, Symbol, Symbol, Symbol),
    /// `aⁿ` with a small whole `n`
    Powi(Symbol, u32),
    /// `a^b`
    Powf(Symbol, Symbol),
    /// Hill saturation `aⁿ/(bⁿ + aⁿ)`
    Hill(Symbol, Symbol, u32),
}

impl Node {
    /// The expressions that this one is computed from, in order.
    #[must_use]
    pub fn operands(self) -> Vec<Symbol> {
        match self {
            Self::Constant(_) | Self::Variable(_) => Vec::new(),
            Self::Neg(a) | Self::Exp(a) | Self::Ln(a) | Self::Sqrt(a) | Self::Abs(a) | Self::Powi(a, _) => vec![a],
            Self::Add(a, b)
            | Self::Sub(a, b)
            | Self::Mul(a, b)
            | Self::Div(a, b)
            | Self::Min(a, b)
            | Self::Max(a, b)
            | Self::Powf(a, b)
            | Self::Hill(a, b, _) => vec![a, b],
            Self::MulAdd(a, b, c) => vec![a, b, c],
            Self::SelectLess(a, b, c, d) => vec![a, b, c, d],
        }
    }

    /// The key under which the node is shared: operands of sums and products in one order.
    fn key(self) -> Self {
        match self {
            Self::Add(a, b) if b < a => Self::Add(b, a),
            Self::Mul(a, b) if b < a => Self::Mul(b, a),
            Self::MulAdd(a, b, c) if b < a => Self::MulAdd(b, a, c),
            other => other,
        }
    }
}

#[derive(Default)]
struct Arena {
    /// Nodes as first written; operands come before the node that uses them.
    nodes: Vec<Node>,
    /// Where each node is; only looked up, never walked, so its order does not matter.
    places: HashMap<Node, u32>,
    names: Vec<String>,
}

thread_local! {
    static ARENA: RefCell<Arena> = RefCell::default();
}

impl Symbol {
    /// The variable called `name`; the same name gives the same symbol.
    #[must_use]
    pub fn variable(name: &str) -> Self {
        let place = ARENA.with_borrow_mut(|arena| {
            let place = arena.names.iter().position(|known| known == name).unwrap_or_else(|| {
                arena.names.push(name.to_owned());
                arena.names.len() - 1
            });
            place as u32
        });
        Self::of(Node::Variable(place))
    }

    /// The expression made of `node`.
    fn of(node: Node) -> Self {
        let index = ARENA.with_borrow_mut(|arena| {
            let Arena { nodes, places, .. } = arena;
            *places.entry(node.key()).or_insert_with(|| {
                nodes.push(node);
                (nodes.len() - 1) as u32
            })
        });
        Self { index, thread: PhantomData }
    }

    /// What this expression is made of.
    #[must_use]
    pub fn node(self) -> Node {
        ARENA.with_borrow(|arena| arena.nodes[self.index as usize])
    }

    /// The constant that this expression is, if it is one.
    #[must_use]
    pub fn as_constant(self) -> Option<f64> {
        match self.node() {
            Node::Constant(bits) => Some(f64::from_bits(bits)),
            _ => None,
        }
    }

    /// The name of the variable that this expression is, if it is one.
    #[must_use]
    pub fn as_variable(self) -> Option<String> {
        match self.node() {
            Node::Variable(place) => Some(ARENA.with_borrow(|arena| arena.names[place as usize].clone())),
            _ => None,
        }
    }

    /// True if this expression is the constant zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.as_constant() == Some(0.0)
    }

    /// The names of the variables that this expression depends on, in order of their first appearance.
    #[must_use]
    pub fn variables(self) -> Vec<String> {
        reachable(&[self]).into_iter().filter_map(Self::as_variable).collect()
    }
}

/// Every expression that `outputs` are computed from, operands before users.
#[must_use]
pub fn reachable(outputs: &[Symbol]) -> BTreeSet<Symbol> {
    let mut seen = BTreeSet::new();
    let mut open = outputs.to_vec();
    while let Some(symbol) = open.pop() {
        if seen.insert(symbol) {
            open.extend(symbol.node().operands());
        }
    }
    seen
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index)
    }
}

/// Writes the expression as LaTeX with the variables' own names.
impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Latex::default().print(*self))
    }
}

#[cfg(test)]
mod tests;
