//! Physical dimensions, known at run time.

use core::fmt;

/// Exponents of the base dimensions length, time, mass, angle and amount of substance.
///
/// Angle is a dimension of its own, so that `90 deg` is never taken for a plain fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dimension {
    /// Exponent of length.
    pub length: i8,
    /// Exponent of time.
    pub time: i8,
    /// Exponent of mass.
    pub mass: i8,
    /// Exponent of plane angle.
    pub angle: i8,
    /// Exponent of amount of substance.
    pub amount: i8,
}

impl Dimension {
    /// The dimension of a plain number.
    pub const NONE: Self = Self::new(0, 0, 0, 0, 0);

    /// A dimension from its five exponents, in the order of the fields.
    pub const fn new(length: i8, time: i8, mass: i8, angle: i8, amount: i8) -> Self {
        Self { length, time, mass, angle, amount }
    }

    /// `self · other^power`, or `None` where an exponent leaves −9…9.
    pub fn times(self, other: Self, power: i8) -> Option<Self> {
        let each = |a: i8, b: i8| {
            let sum = i32::from(a) + i32::from(b) * i32::from(power);
            i8::try_from(sum).ok().filter(|v| v.abs() <= 9)
        };
        Some(Self {
            length: each(self.length, other.length)?,
            time: each(self.time, other.time)?,
            mass: each(self.mass, other.mass)?,
            angle: each(self.angle, other.angle)?,
            amount: each(self.amount, other.amount)?,
        })
    }
}

impl fmt::Display for Dimension {
    /// A product of base dimensions, as `length^-2·time`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            ("length", self.length),
            ("time", self.time),
            ("mass", self.mass),
            ("angle", self.angle),
            ("amount", self.amount),
        ];
        let mut first = true;
        for (name, power) in parts {
            if power == 0 {
                continue;
            }
            if !first {
                f.write_str("·")?;
            }
            first = false;
            f.write_str(name)?;
            if power != 1 {
                write!(f, "^{power}")?;
            }
        }
        if first {
            f.write_str("a plain number")?;
        }
        Ok(())
    }
}
