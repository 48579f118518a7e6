//! How far two readings of the same skin differ, and the smallest change that is more than that.

use crate::provenance::Origin;

/// Size of a reading error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ErrorSize {
    /// Standard deviation in the unit of the endpoint [any].
    Absolute(f64),
    /// Standard deviation over the value [-].
    Relative(f64),
}

/// Standard error of one reading by a rater or an instrument: the skin is the same, the reading is not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReadingError {
    /// Standard deviation of one reading.
    pub size: ErrorSize,
    /// Range in which the standard deviation is thought to lie, in the same measure as `size` [any].
    pub range: [f64; 2],
    /// How it was obtained.
    pub origin: Origin,
    /// Where from, or why assumed.
    pub source: &'static str,
}

impl ReadingError {
    /// An error in the unit of the endpoint.
    pub const fn absolute(size: f64, range: [f64; 2], origin: Origin, source: &'static str) -> Self {
        Self { size: ErrorSize::Absolute(size), range, origin, source }
    }

    /// An error in proportion to the value.
    pub const fn relative(size: f64, range: [f64; 2], origin: Origin, source: &'static str) -> Self {
        Self { size: ErrorSize::Relative(size), range, origin, source }
    }

    /// Standard deviation as stated, absolute or relative [any].
    pub const fn deviation(&self) -> f64 {
        match self.size {
            ErrorSize::Absolute(size) | ErrorSize::Relative(size) => size,
        }
    }

    /// Standard deviation of a reading of this value, in the unit of the endpoint [any].
    pub fn at(&self, value: f64) -> f64 {
        match self.size {
            ErrorSize::Absolute(size) => size,
            ErrorSize::Relative(share) => share * value.abs(),
        }
    }

    /// Minimal detectable change with 95 % confidence, `1.96 √2 s`: two readings of unchanged skin differ by less in
    /// 95 of 100 pairs. In the unit of the endpoint [any].
    ///
    /// ```
    /// use needlework::outcome::ReadingError;
    /// use needlework::provenance::Origin;
    /// let raters = ReadingError::absolute(1.7, [1.2, 2.5], Origin::Measured, "two raters");
    /// assert!((raters.minimal_detectable_change(14.8) - 4.71).abs() < 0.01);
    /// ```
    pub fn minimal_detectable_change(&self, value: f64) -> f64 {
        1.96 * std::f64::consts::SQRT_2 * self.at(value)
    }
}
