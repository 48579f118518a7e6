//! Numbers that count the operations made with them.

use core::cell::Cell;
use core::ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub, SubAssign};
use needlework::number::Real;

/// How many operations of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Additions, subtractions, multiplications, comparisons.
    pub plain: u32,
    /// Fused multiplications and additions.
    pub fused: u32,
    /// Divisions and square roots.
    pub divisions: u32,
    /// Exponentials and logarithms.
    pub elementary: u32,
}

thread_local! {
    static COUNTS: Cell<Counts> = const { Cell::new(Counts { plain: 0, fused: 0, divisions: 0, elementary: 0 }) };
}

impl Counts {
    /// What a computation takes.
    pub fn of(compute: impl FnOnce()) -> Self {
        COUNTS.set(Self::default());
        compute();
        COUNTS.get()
    }

    /// Operations with a fused one as two, and an elementary function as the 40 that it is made of [flop].
    pub fn flops(self) -> f64 {
        f64::from(self.plain)
            + 2.0 * f64::from(self.fused)
            + f64::from(self.divisions)
            + 40.0 * f64::from(self.elementary)
    }
}

fn count(change: impl FnOnce(&mut Counts)) {
    let mut counts = COUNTS.get();
    change(&mut counts);
    COUNTS.set(counts);
}
fn plain(value: f64) -> Counted {
    count(|counts| counts.plain += 1);
    Counted(value)
}

/// A number that counts.
#[derive(Clone, Copy, Debug)]
pub struct Counted(pub f64);

macro_rules! operators {
    ($($Trait:ident $method:ident $Assign:ident $assign:ident $operator:tt;)*) => {$(
        impl $Trait for Counted {
            type Output = Self;
            fn $method(self, other: Self) -> Self {
                plain(self.0 $operator other.0)
            }
        }
        impl $Assign for Counted {
            fn $assign(&mut self, other: Self) {
                *self = plain(self.0 $operator other.0);
            }
        }
    )*};
}
operators! {
    Add add AddAssign add_assign +;
    Sub sub SubAssign sub_assign -;
    Mul mul MulAssign mul_assign *;
}
#[allow(clippy::suspicious_arithmetic_impl)] // it counts
impl Div for Counted {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        count(|counts| counts.divisions += 1);
        Self(self.0 / other.0)
    }
}
/// A sign costs nothing: the instruction that uses the number has a form with the other sign.
impl Neg for Counted {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}
impl Real for Counted {
    fn constant(value: f64) -> Self {
        Self(value)
    }
    fn mul_add(self, factor: Self, term: Self) -> Self {
        count(|counts| counts.fused += 1);
        Self(self.0 * factor.0 + term.0)
    }
    fn exp(self) -> Self {
        count(|counts| counts.elementary += 1);
        Self(self.0.exp())
    }
    fn ln(self) -> Self {
        count(|counts| counts.elementary += 1);
        Self(self.0.ln())
    }
    fn sqrt(self) -> Self {
        count(|counts| counts.divisions += 1);
        Self(self.0.sqrt())
    }
    fn abs(self) -> Self {
        plain(self.0.abs())
    }
    fn min(self, other: Self) -> Self {
        plain(f64::min(self.0, other.0))
    }
    fn max(self, other: Self) -> Self {
        plain(f64::max(self.0, other.0))
    }
    fn select_less(self, bound: Self, if_less: Self, otherwise: Self) -> Self {
        if plain(self.0).0 < bound.0 { if_less } else { otherwise }
    }
}

#[cfg(test)]
mod tests {
    use super::{Counted, Counts};
    use needlework::number::Real;

    #[test]
    fn each_kind_is_counted_once() {
        let counts = Counts::of(|| {
            let x = Counted(2.0) * Counted(3.0) + Counted(1.0);
            let _ = -x.mul_add(x, x).recip().exp();
        });
        assert_eq!(counts, Counts { plain: 2, fused: 1, divisions: 1, elementary: 1 });
        assert_eq!(counts.flops(), 2.0 + 2.0 + 1.0 + 40.0);
    }
}
