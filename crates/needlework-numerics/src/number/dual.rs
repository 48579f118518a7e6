//! Forward dual numbers: a value with its derivatives in `D` directions, over any [`Real`].
//!
//! Running a model on `Dual<f64, D>` gives exact derivatives, on a dual of lane packs several at once, and on
//! `Dual<Symbol, D>` the derivatives as expressions. The value part goes through the same operations as the
//! plain number, so it has the same bits.

use core::ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub, SubAssign};

use super::Real;

/// A value and its derivatives in `D` directions.
///
/// ```
/// use needlework_numerics::number::{Dual, Real};
/// let x = Dual::<f64, 1>::variable(3.0, 0);
/// let y = x * x + x.recip();
/// assert_eq!(y.value, 9.0 + 1.0 / 3.0);
/// assert!((y.derivative[0] - (6.0 - 1.0 / 9.0)).abs() < 1e-15);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Dual<R, const D: usize> {
    /// The value, in the unit of the quantity.
    pub value: R,
    /// Derivative of the value in each direction.
    pub derivative: [R; D],
}

impl<R: Real, const D: usize> Dual<R, D> {
    /// A number that does not change in any direction.
    #[inline(always)]
    #[must_use]
    pub fn fixed(value: R) -> Self {
        Self { value, derivative: [R::zero(); D] }
    }

    /// The independent variable of direction `direction`; a direction outside `0..D` gives a fixed number.
    #[inline(always)]
    #[must_use]
    pub fn variable(value: R, direction: usize) -> Self {
        let derivative = core::array::from_fn(|i| if i == direction { R::one() } else { R::zero() });
        Self { value, derivative }
    }

    /// `value` with the derivative `slope * self.derivative`.
    #[inline(always)]
    fn chain(self, value: R, slope: R) -> Self {
        Self { value, derivative: self.derivative.map(|d| slope * d) }
    }

    /// `value` with the derivative `slope * self.derivative + other_slope * other.derivative`.
    #[inline(always)]
    fn chain2(self, other: Self, value: R, slope: R, other_slope: R) -> Self {
        let derivative = core::array::from_fn(|i| slope * self.derivative[i] + other_slope * other.derivative[i]);
        Self { value, derivative }
    }
}

impl<R: Real, const D: usize> Add for Dual<R, D> {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        let derivative = core::array::from_fn(|i| self.derivative[i] + other.derivative[i]);
        Self { value: self.value + other.value, derivative }
    }
}

impl<R: Real, const D: usize> Sub for Dual<R, D> {
    type Output = Self;
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        let derivative = core::array::from_fn(|i| self.derivative[i] - other.derivative[i]);
        Self { value: self.value - other.value, derivative }
    }
}

impl<R: Real, const D: usize> Mul for Dual<R, D> {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        self.chain2(other, self.value * other.value, other.value, self.value)
    }
}

impl<R: Real, const D: usize> Div for Dual<R, D> {
    type Output = Self;
    #[inline(always)]
    fn div(self, other: Self) -> Self {
        let value = self.value / other.value;
        let slope = other.value.recip();
        self.chain2(other, value, slope, -(value * slope))
    }
}

impl<R: Real, const D: usize> Neg for Dual<R, D> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Self { value: -self.value, derivative: self.derivative.map(|d| -d) }
    }
}

impl<R: Real, const D: usize> AddAssign for Dual<R, D> {
    #[inline(always)]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl<R: Real, const D: usize> SubAssign for Dual<R, D> {
    #[inline(always)]
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl<R: Real, const D: usize> MulAssign for Dual<R, D> {
    #[inline(always)]
    fn mul_assign(&mut self, other: Self) {
        *self = *self * other;
    }
}

impl<R: Real, const D: usize> Real for Dual<R, D> {
    #[inline(always)]
    fn constant(value: f64) -> Self {
        Self::fixed(R::constant(value))
    }
    #[inline(always)]
    fn mul_add(self, factor: Self, term: Self) -> Self {
        let derivative = core::array::from_fn(|i| {
            self.derivative[i] * factor.value + (self.value * factor.derivative[i] + term.derivative[i])
        });
        Self { value: self.value.mul_add(factor.value, term.value), derivative }
    }
    #[inline(always)]
    fn exp(self) -> Self {
        let value = self.value.exp();
        self.chain(value, value)
    }
    #[inline(always)]
    fn ln(self) -> Self {
        self.chain(self.value.ln(), self.value.recip())
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        let value = self.value.sqrt();
        self.chain(value, R::constant(0.5) * value.recip())
    }
    #[inline(always)]
    fn abs(self) -> Self {
        let sign = self.value.select_less(R::zero(), -R::one(), R::one());
        self.chain(self.value.abs(), sign)
    }
    #[inline(always)]
    fn min(self, other: Self) -> Self {
        other.select_less(self, other, self)
    }
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        self.select_less(other, other, self)
    }
    #[inline(always)]
    fn select_less(self, bound: Self, if_less: Self, otherwise: Self) -> Self {
        let choose = |yes: R, no: R| self.value.select_less(bound.value, yes, no);
        Self {
            value: choose(if_less.value, otherwise.value),
            derivative: core::array::from_fn(|i| choose(if_less.derivative[i], otherwise.derivative[i])),
        }
    }
    #[inline(always)]
    fn recip(self) -> Self {
        let value = self.value.recip();
        self.chain(value, -(value * value))
    }
    #[inline(always)]
    fn powi(self, exponent: u32) -> Self {
        let slope = match exponent {
            0 => R::zero(),
            1 => R::one(),
            n => R::constant(f64::from(n)) * self.value.powi(n - 1),
        };
        self.chain(self.value.powi(exponent), slope)
    }
    #[inline(always)]
    fn powf(self, exponent: Self) -> Self {
        let value = self.value.powf(exponent.value);
        let slope = exponent.value * value * self.value.recip();
        self.chain2(exponent, value, slope, value * self.value.ln())
    }
    #[inline(always)]
    fn hill(self, half: Self, exponent: u32) -> Self {
        // h = u/(k+u) with u = xⁿ, k = Kⁿ: dh = (k du − u dk)/(k+u)².
        let (u, k) = (self.powi(exponent), half.powi(exponent));
        let scale = (k.value + u.value).recip();
        let value = self.value.hill(half.value, exponent);
        u.chain2(k, value, k.value * scale * scale, -(value * scale))
    }
    #[inline(always)]
    fn saturate(self, half: Self) -> Self {
        let scale = (half.value + self.value).recip();
        let value = self.value * scale;
        self.chain2(half, value, half.value * scale * scale, -(value * scale))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Uses every operation; smooth near the point of the test.
    fn story<R: Real>([x, y, z]: [R; 3]) -> [R; 6] {
        let mut sum = x.mul_add(y, z);
        sum += x.hill(y, 3);
        sum -= y.saturate(z);
        sum *= x.powi(2) - y / z;
        [
            sum,
            (x.sqrt() + z.recip()).ln() * y.exp(),
            x.powf(y) - (x - z).abs(),
            x.min(y) * y.max(z),
            x.select_less(y, x * z, y * z) + x.powi(0) + y.powi(1),
            -(x / y),
        ]
    }

    #[test]
    fn derivatives_agree_with_central_differences() {
        let at = [0.7, 1.3, 2.1];
        let variables = core::array::from_fn(|i| Dual::<f64, 3>::variable(at[i], i));
        let exact = story(variables);
        for direction in 0..3 {
            let step = 1e-5;
            let (mut up, mut down) = (at, at);
            up[direction] += step;
            down[direction] -= step;
            let (up, down) = (story(up), story(down));
            for (k, dual) in exact.iter().enumerate() {
                let difference = (up[k] - down[k]) / (2.0 * step);
                assert!(
                    (dual.derivative[direction] - difference).abs() < 1e-8 * (1.0 + difference.abs()),
                    "output {k}, direction {direction}: {} against {difference}",
                    dual.derivative[direction]
                );
            }
        }
    }

    #[test]
    fn the_value_part_has_the_bits_of_the_plain_number() {
        let at = [0.7, 1.3, 2.1];
        let dual = story(core::array::from_fn(|i| Dual::<f64, 1>::variable(at[i], i)));
        let plain = story(at);
        for (dual, plain) in dual.iter().zip(plain) {
            assert_eq!(dual.value.to_bits(), plain.to_bits());
        }
    }

    #[test]
    fn a_dual_of_duals_gives_second_derivatives() {
        let x = Dual::<Dual<f64, 1>, 1>::variable(Dual::variable(2.0, 0), 0);
        let cube = x.powi(3);
        assert_eq!(cube.derivative[0].derivative[0], 12.0);
    }
}
