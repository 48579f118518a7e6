//! `Symbol` as a [`Real`]: each operation makes a node, after light simplification.

use core::ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub, SubAssign};

use super::{Node, Symbol};
use crate::number::Real;

impl Symbol {
    /// A node of one operand, or its value if the operand is a constant.
    fn unary(self, fold: fn(f64) -> f64, node: fn(Symbol) -> Node) -> Self {
        self.as_constant().map_or_else(|| Self::of(node(self)), |value| Self::constant(fold(value)))
    }

    /// The operand of a negation.
    fn negated(self) -> Option<Self> {
        match self.node() {
            Node::Neg(inner) => Some(inner),
            _ => None,
        }
    }

    fn is(self, value: f64) -> bool {
        self.as_constant() == Some(value)
    }
}

impl Add for Symbol {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        match (self.as_constant(), other.as_constant()) {
            (Some(a), Some(b)) => return Self::constant(a + b),
            (Some(0.0), None) => return other,
            (None, Some(0.0)) => return self,
            _ => {}
        }
        match (self.negated(), other.negated()) {
            (_, Some(b)) => self - b,
            (Some(a), None) => other - a,
            (None, None) => Self::of(Node::Add(self, other)),
        }
    }
}

impl Sub for Symbol {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        match (self.as_constant(), other.as_constant()) {
            (Some(a), Some(b)) => return Self::constant(a - b),
            (Some(0.0), None) => return -other,
            (None, Some(0.0)) => return self,
            _ => {}
        }
        if self == other {
            return Self::zero();
        }
        match (self.negated(), other.negated()) {
            (_, Some(b)) => self + b,
            (Some(a), None) => -(a + other),
            (None, None) => Self::of(Node::Sub(self, other)),
        }
    }
}

impl Mul for Symbol {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        match (self.as_constant(), other.as_constant()) {
            (Some(a), Some(b)) => return Self::constant(a * b),
            (Some(0.0), _) | (_, Some(0.0)) => return Self::zero(),
            (Some(1.0), _) => return other,
            (_, Some(1.0)) => return self,
            (Some(-1.0), _) => return -other,
            (_, Some(-1.0)) => return -self,
            _ => {}
        }
        match (self.negated(), other.negated()) {
            (Some(a), Some(b)) => a * b,
            (Some(a), None) => -(a * other),
            (None, Some(b)) => -(self * b),
            (None, None) => Self::of(Node::Mul(self, other)),
        }
    }
}

impl Div for Symbol {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        match (self.as_constant(), other.as_constant()) {
            // A division by a constant zero stays visible instead of turning into an infinity.
            (Some(a), Some(b)) if b != 0.0 => return Self::constant(a / b),
            (_, Some(1.0)) => return self,
            (Some(0.0), None) => return Self::zero(),
            _ => {}
        }
        match (self.negated(), other.negated()) {
            (Some(a), Some(b)) => a / b,
            (Some(a), None) => -(a / other),
            (None, Some(b)) => -(self / b),
            (None, None) => Self::of(Node::Div(self, other)),
        }
    }
}

impl Neg for Symbol {
    type Output = Self;
    fn neg(self) -> Self {
        match (self.as_constant(), self.node()) {
            (Some(value), _) => Self::constant(-value),
            (None, Node::Neg(inner)) => inner,
            (None, Node::Sub(a, b)) => b - a,
            _ => Self::of(Node::Neg(self)),
        }
    }
}

impl AddAssign for Symbol {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Symbol {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl MulAssign for Symbol {
    fn mul_assign(&mut self, other: Self) {
        *self = *self * other;
    }
}

impl Real for Symbol {
    fn constant(value: f64) -> Self {
        // One zero only, so that equal constants are one symbol.
        let value = if value == 0.0 { 0.0 } else { value };
        Self::of(Node::Constant(value.to_bits()))
    }
    fn mul_add(self, factor: Self, term: Self) -> Self {
        match (self.as_constant(), factor.as_constant(), term.as_constant()) {
            (Some(a), Some(b), Some(c)) => Self::constant(a.mul_add(b, c)),
            (Some(a), _, _) if a.abs() == 1.0 || a == 0.0 => self * factor + term,
            (_, Some(b), _) if b.abs() == 1.0 || b == 0.0 => self * factor + term,
            (_, _, Some(0.0)) => self * factor,
            _ => Self::of(Node::MulAdd(self, factor, term)),
        }
    }
    fn exp(self) -> Self {
        self.unary(f64::exp, Node::Exp)
    }
    fn ln(self) -> Self {
        self.unary(f64::ln, Node::Ln)
    }
    fn sqrt(self) -> Self {
        self.unary(f64::sqrt, Node::Sqrt)
    }
    fn abs(self) -> Self {
        self.unary(f64::abs, Node::Abs)
    }
    fn min(self, other: Self) -> Self {
        match (self.as_constant(), other.as_constant()) {
            (Some(a), Some(b)) => Self::constant(Real::min(a, b)),
            _ if self == other => self,
            _ => Self::of(Node::Min(self, other)),
        }
    }
    fn max(self, other: Self) -> Self {
        match (self.as_constant(), other.as_constant()) {
            (Some(a), Some(b)) => Self::constant(Real::max(a, b)),
            _ if self == other => self,
            _ => Self::of(Node::Max(self, other)),
        }
    }
    fn select_less(self, bound: Self, if_less: Self, otherwise: Self) -> Self {
        match (self.as_constant(), bound.as_constant()) {
            _ if if_less == otherwise => if_less,
            (Some(a), Some(b)) => {
                if a < b {
                    if_less
                } else {
                    otherwise
                }
            }
            _ => Self::of(Node::SelectLess(self, bound, if_less, otherwise)),
        }
    }
    fn powi(self, exponent: u32) -> Self {
        match (exponent, self.as_constant()) {
            (0, _) => Self::one(),
            (1, _) => self,
            (_, Some(value)) => Self::constant(Real::powi(value, exponent)),
            _ => Self::of(Node::Powi(self, exponent)),
        }
    }
    fn powf(self, exponent: Self) -> Self {
        match (self.as_constant(), exponent.as_constant()) {
            (Some(a), Some(b)) => Self::constant(Real::powf(a, b)),
            _ if exponent.is(1.0) => self,
            _ if exponent.is(0.0) || self.is(1.0) => Self::one(),
            _ => Self::of(Node::Powf(self, exponent)),
        }
    }
    fn hill(self, half: Self, exponent: u32) -> Self {
        match (self.as_constant(), half.as_constant()) {
            (Some(a), Some(b)) => Self::constant(Real::hill(a, b, exponent)),
            (Some(0.0), None) if exponent > 0 => self,
            _ => Self::of(Node::Hill(self, half, exponent)),
        }
    }
}
