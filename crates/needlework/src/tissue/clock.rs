//! Which coupled step comes next.
//!
//! Steps are halves and doubles of one length, on a raster that starts at the last event. On the raster every eighth step
//! begins a *check*: two steps are made, and once more as one step of double length from the same state; a third of the
//! difference is the error of the two (second order). Too large an error repeats them with half the length; one that would
//! still be small enough after growing as it did at the last doubling doubles the length where the coarser raster allows it. What stands between checks is not measured: after an event the
//! solution only becomes smoother, and the check comes at every change of length.

use serde::{Deserialize, Serialize};

/// First coupled step after an injury [day].
const FIRST_STEP: f64 = 1.0 / 1024.0;
/// Longest coupled step: ageing is held over a step [day].
const LONGEST_STEP: f64 = 4.0;
/// Shortest coupled step, taken whatever its error [day].
const SHORTEST_STEP: f64 = 1.0 / (1 << 20) as f64;
/// Steps between checks.
const CHECK_EVERY: u32 = 8;
/// How much larger the error of a check becomes where steps double: eight times by the order of the method, less where
/// the fastest species follow their sources. Measured at every doubling, within these bounds [-].
const GROWTH: [f64; 2] = [3.0, 8.0];
/// Share of the tolerance that the error of doubled steps is expected to stay below [-].
const ROOM: f64 = 0.8;

/// Time and step size of a tissue.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// Time since the start of the course [day].
    pub time: f64,
    /// Where the raster of steps starts [day].
    pub origin: f64,
    /// Length of a step [day].
    pub step: f64,
    /// Steps until the next check.
    pub until_check: u32,
    /// Whether the length may double as soon as the coarser raster is met.
    pub may_grow: bool,
    /// Error of the last check over its tolerance [-].
    pub error: f64,
    /// How much larger the error became when the length last doubled [-].
    pub growth: f64,
    /// Whether the length has doubled since the last check.
    pub doubled: bool,
}

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Move {
    /// One step of this length [day].
    Plain(f64),
    /// Two steps of this length, compared with one of double length [day].
    Checked(f64),
}

impl Clock {
    pub(super) fn new() -> Self {
        Self {
            time: 0.0,
            origin: 0.0,
            step: FIRST_STEP,
            until_check: 0,
            may_grow: false,
            error: 0.0,
            growth: GROWTH[1],
            doubled: false,
        }
    }

    /// Starts again with short steps, after an injury.
    pub(super) fn restart(&mut self) {
        *self = Self { time: self.time, origin: self.time, ..Self::new() };
    }

    /// Where `time` lies on the raster of `step`, in steps.
    fn place(&self, step: f64) -> f64 {
        (self.time - self.origin) / step
    }

    fn on_raster(&self, step: f64) -> bool {
        /// Rounding of times that are not dyadic, in steps.
        const NEAR: f64 = 1e-6;
        let place = self.place(step);
        (place - place.round()).abs() < NEAR
    }

    /// The next move towards `end`, none if it is reached.
    pub(super) fn next(&mut self, end: f64) -> Option<Move> {
        let left = end - self.time;
        if left <= 0.0 {
            return None;
        }
        let on_raster = self.on_raster(self.step);
        if self.may_grow && on_raster && self.on_raster(2.0 * self.step) {
            self.step = (2.0 * self.step).min(LONGEST_STEP);
            self.may_grow = false;
            self.until_check = 0;
            self.doubled = true;
        }
        if self.until_check == 0 && on_raster {
            return Some(Move::Checked(self.step.min(0.5 * left)));
        }
        let length = if on_raster {
            self.step
        } else {
            // To the next point of the raster.
            let place = self.place(self.step);
            (place.ceil() - place) * self.step
        };
        Some(Move::Plain(length.min(left)))
    }

    fn advance(&mut self, length: f64, end: f64) {
        self.time = if length >= end - self.time { end } else { self.time + length };
    }

    /// A plain step is done.
    pub(super) fn stepped(&mut self, length: f64, end: f64) {
        self.advance(length, end);
        self.until_check = self.until_check.saturating_sub(1);
    }

    /// A check is done, with this error relative to the tolerance; whether it is accepted.
    pub(super) fn checked(&mut self, length: f64, error: f64, end: f64) -> bool {
        if error > 1.0 && length > SHORTEST_STEP {
            self.step = 0.5 * length;
            self.until_check = 0;
            self.may_grow = false;
            self.growth = GROWTH[1];
            self.doubled = false;
            return false;
        }
        let whole = length >= self.step;
        if whole {
            if self.doubled {
                self.growth = (error / self.error.max(f64::MIN_POSITIVE)).clamp(GROWTH[0], GROWTH[1]);
            }
            self.error = error;
            self.doubled = false;
        }
        self.advance(2.0 * length, end);
        self.may_grow = whole && error * self.growth < ROOM && self.step < LONGEST_STEP;
        self.until_check = CHECK_EVERY;
        true
    }

    /// The time is `end`, by steps that were not the clock's.
    pub(super) fn arrive(&mut self, end: f64) {
        (self.time, self.origin, self.until_check) = (end, end, 0);
    }

    /// Whether a clock from outside can be used.
    pub(super) fn is_sound(&self) -> bool {
        [self.time, self.origin].iter().all(|t| t.is_finite() && *t >= 0.0)
            && (SHORTEST_STEP / 2.0..=LONGEST_STEP).contains(&self.step)
            && self.error.is_finite()
            && self.error >= 0.0
            && (GROWTH[0]..=GROWTH[1]).contains(&self.growth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs to `end` with an error of `rate · step³` per check; returns the times.
    fn times(clock: &mut Clock, end: f64, rate: f64) -> Vec<f64> {
        let mut times = Vec::new();
        while let Some(next) = clock.next(end) {
            match next {
                Move::Plain(length) => clock.stepped(length, end),
                Move::Checked(length) => {
                    clock.checked(length, rate * length.powi(3), end);
                }
            }
            times.push(clock.time);
        }
        times
    }

    #[test]
    fn steps_grow_until_their_error_says_stop_and_meet_whole_days() {
        let mut clock = Clock::new();
        for day in 1..=6 {
            times(&mut clock, f64::from(day), 100.0);
            assert_eq!(clock.time, f64::from(day));
        }
        // An eighth of a day has the error 0.2, a quarter would be refused.
        assert_eq!(clock.step, 0.125);
        assert!(clock.on_raster(0.125));
    }

    #[test]
    fn steps_grow_sooner_where_the_error_grows_slowly() {
        let mut clock = Clock::new();
        let mut refused = 0;
        while let Some(next) = clock.next(30.0) {
            match next {
                Move::Plain(length) => clock.stepped(length, 30.0),
                // Grows fourfold: the coarsest length within the tolerance is 1/16 day, whose error is 0.78.
                Move::Checked(length) => refused += u32::from(!clock.checked(length, 200.0 * length.powi(2), 30.0)),
            }
        }
        assert_eq!(clock.step, 0.0625);
        assert_eq!(clock.growth, 4.0);
        assert_eq!(refused, 0);
    }

    #[test]
    fn odd_times_cost_two_short_steps_and_no_more() {
        let mut clock = Clock::new();
        times(&mut clock, 8.0, 0.01);
        let before = clock.step;
        let passed = times(&mut clock, 11.3, 0.01);
        assert_eq!(*passed.last().unwrap(), 11.3);
        let after = times(&mut clock, 64.0, 0.01);
        assert!(clock.step >= before && clock.on_raster(clock.step));
        assert!(after.len() < 40, "{after:?}");
    }

    #[test]
    fn an_error_that_is_too_large_halves_the_step() {
        let mut clock = Clock::new();
        assert!(!clock.checked(FIRST_STEP, 2.0, 1.0));
        assert_eq!((clock.step, clock.time), (0.5 * FIRST_STEP, 0.0));
        assert!(clock.checked(0.5 * FIRST_STEP, 0.5, 1.0));
        assert_eq!(clock.time, FIRST_STEP);
    }
}
