//! Number types: the healing network, the transport laws and the outcome maps are written once over [`Real`].
//!
//! | number type | gives |
//! |---|---|
//! | `f64` | the reference solver |
//! | lane packs | several patients, draws or voxels per instruction |
//! | dual numbers | exact derivatives |
//! | symbolic expressions | equations for the docs, generated Jacobians, exchange files |
//!
//! Every operation is defined so that a lane pack gives, lane by lane, the same bits as `f64`.

use core::fmt::Debug;
use core::ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub, SubAssign};

mod dual;
mod elementary;
pub mod lanes;
mod scalar;
mod symbol;

pub use dual::Dual;
pub use symbol::{Latex, Node, StraightLine, Symbol, UnboundVariable, evaluate, reachable, straight_line};

/// A number that a model can be evaluated on.
///
/// Implementations must be pure: no hidden state, no allocation (the symbolic type excepted), no branch on values.
/// Choices are made with [`Real::select_less`], [`Real::min`] and [`Real::max`].
pub trait Real:
    Copy
    + Debug
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
    + MulAssign
{
    /// A constant, the same in every lane.
    fn constant(value: f64) -> Self;
    /// `self * factor + term`, rounded once.
    #[must_use]
    fn mul_add(self, factor: Self, term: Self) -> Self;
    /// Natural exponential.
    #[must_use]
    fn exp(self) -> Self;
    /// Natural logarithm; the argument must be positive.
    #[must_use]
    fn ln(self) -> Self;
    /// Square root; the argument must not be negative.
    #[must_use]
    fn sqrt(self) -> Self;
    /// Absolute value.
    #[must_use]
    fn abs(self) -> Self;
    /// The smaller of two numbers.
    #[must_use]
    fn min(self, other: Self) -> Self;
    /// The larger of two numbers.
    #[must_use]
    fn max(self, other: Self) -> Self;
    /// `if_less` where `self < bound`, else `otherwise`.
    #[must_use]
    fn select_less(self, bound: Self, if_less: Self, otherwise: Self) -> Self;

    /// Zero.
    #[inline(always)]
    #[must_use]
    fn zero() -> Self {
        Self::constant(0.0)
    }
    /// One.
    #[inline(always)]
    #[must_use]
    fn one() -> Self {
        Self::constant(1.0)
    }
    /// `1 / self`.
    #[inline(always)]
    #[must_use]
    fn recip(self) -> Self {
        Self::one() / self
    }
    /// Small positive integer power, by multiplication.
    #[inline(always)]
    #[must_use]
    fn powi(self, exponent: u32) -> Self {
        let mut result = self;
        for _ in 1..exponent {
            result *= self;
        }
        if exponent == 0 { Self::one() } else { result }
    }
    /// Real power of a positive number, `exp(exponent * ln(self))`.
    #[inline(always)]
    #[must_use]
    fn powf(self, exponent: Self) -> Self {
        (exponent * self.ln()).exp()
    }
    /// Hill saturation `xⁿ / (Kⁿ + xⁿ)` of a non-negative number; `n` a small positive integer.
    #[inline(always)]
    #[must_use]
    fn hill(self, half: Self, exponent: u32) -> Self {
        let x = self.powi(exponent);
        x / (half.powi(exponent) + x)
    }
    /// Saturation `u / (k + u)` of a non-negative number: the Hill function of a power `u = xⁿ` that is at hand, with
    /// the power `k = Kⁿ` prepared. Through one reciprocal, which derivatives use again.
    #[inline(always)]
    #[must_use]
    fn saturate(self, half: Self) -> Self {
        self * (half + self).recip()
    }
}
