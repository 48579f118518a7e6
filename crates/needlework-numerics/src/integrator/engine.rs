//! The loop over steps, with one run per lane.

use super::ensemble::{Ensemble, FailureReason, LaneFailure, Resume, Settings, Start, Statistics};
use super::rodas5p::{Attempt, Work};
use super::system::{System, Vector};
use super::tableau::{ERROR_ORDER, STAGES};
use crate::number::lanes::{Kernel64, Lanes, Mask};

/// The step is this part of what the error estimate would allow [-].
const SAFETY: f64 = 0.9;
/// A step grows at most by this factor [-].
const LARGEST_GROWTH: f64 = 6.0;
/// A step shrinks at most by this factor [-].
const LARGEST_CUT: f64 = 0.2;
/// The most that is kept of a step that was refused [-].
const REFUSED: f64 = 0.9;
/// What is kept of a step whose equations could not be solved, or that went below zero [-].
const HALVED: f64 = 0.5;
/// Pivots smaller than this part of the shift count as failed: growth faster than the step, or cancellation [-].
const SMALLEST_PIVOT: f64 = 0.01;
/// A step that ends so close before a stop, in parts of itself, goes to the stop [-].
const REACH: f64 = 1.0 - 1e-6;

/// The runs that one thread has completed, and what they took.
pub(super) struct Finished<R> {
    pub(super) runs: Vec<(usize, Result<R, LaneFailure>)>,
    pub(super) statistics: Statistics,
}

/// Takes runs from a queue until it is empty.
pub(super) struct Engine<'a, E: Ensemble, T: Fn() -> Option<usize>> {
    pub(super) ensemble: &'a E,
    pub(super) settings: &'a Settings,
    pub(super) take: &'a T,
}

impl<E: Ensemble, T: Fn() -> Option<usize>> Kernel64 for Engine<'_, E, T> {
    type Output = Finished<E::Record>;
    #[inline(always)]
    fn run<V: Lanes<Element = f64>>(self) -> Finished<E::Record> {
        let mut pack = Pack::<E, V>::new(self.ensemble, self.settings);
        pack.fill(self.take, 0);
        while pack.active.any() {
            pack.step();
            if pack.attention != 0 {
                pack.attend(self.take);
            }
        }
        Finished { runs: pack.finished, statistics: pack.statistics }
    }
}

/// The run in a lane.
struct Seat<R> {
    run: usize,
    record: R,
    next_stop: usize,
    next_output: usize,
}

struct Pack<'a, E: Ensemble, V: Lanes<Element = f64>> {
    ensemble: &'a E,
    settings: &'a Settings,
    work: Work<E::System, V>,
    relative: V,
    /// The longest step.
    longest: V,
    time: V,
    /// Size of the next step.
    step: V,
    /// Time of the next stop.
    stop: V,
    /// Time of the next output, infinite after the last.
    due: V,
    /// Steps since the last stop.
    spent: V,
    /// Lanes whose last step was refused.
    refused: V::Mask,
    /// Lanes that have a run.
    active: V::Mask,
    /// Lanes at a stop, and lanes that have failed.
    arrived: u32,
    failed: u32,
    attention: u32,
    seats: Vec<Option<Seat<E::Record>>>,
    finished: Vec<(usize, Result<E::Record, LaneFailure>)>,
    statistics: Statistics,
}

type State<E> = <<E as Ensemble>::System as System>::State<f64>;

impl<'a, E: Ensemble, V: Lanes<Element = f64>> Pack<'a, E, V> {
    fn new(ensemble: &'a E, settings: &'a Settings) -> Self {
        Self {
            ensemble,
            settings,
            work: Work::new(),
            relative: V::constant(settings.relative),
            longest: V::constant(if E::System::TIME_DEPENDENT { settings.refresh } else { f64::INFINITY }),
            time: V::zero(),
            step: V::one(),
            stop: V::constant(2.0),
            due: V::constant(f64::INFINITY),
            spent: V::zero(),
            refused: V::Mask::from_bits(0),
            active: V::Mask::from_bits(0),
            arrived: 0,
            failed: 0,
            attention: 0,
            seats: (0..V::COUNT).map(|_| None).collect(),
            finished: Vec::with_capacity(ensemble.runs()),
            statistics: Statistics::default(),
        }
    }

    /// One step of every lane.
    #[inline(always)]
    fn step(&mut self) {
        let left = self.stop - self.time;
        let short = self.step.less(left * V::constant(REACH));
        // Two equal steps before a stop rather than a long one and a tiny one.
        let h = V::select(short, self.step.min(left * V::constant(0.5)), left);
        self.work.move_to(V::constant(0.5).mul_add(h, self.time));
        let attempt = self.work.attempt(h, self.relative);
        let one = V::one();
        let solved = solved(&attempt);
        let positive =
            !attempt.margin.less(V::zero()) | V::Mask::from_bits(u32::from(!self.settings.non_negative) * u32::MAX);
        let accepted = attempt.error.less(one) & solved & positive;

        let wanted = V::constant(SAFETY) * rough_power(attempt.error.max(V::constant(1e-20)), -0.5 / ERROR_ORDER);
        let wanted = V::select(solved, wanted, V::constant(HALVED));
        let wanted = V::select(positive, wanted, wanted.min(V::constant(HALVED)));
        let growth = V::select(self.refused, one, V::constant(LARGEST_GROWTH));
        let growth = V::select(accepted, growth, V::constant(REFUSED));
        let next = h * wanted.min(growth).max(V::constant(LARGEST_CUT));
        // A step cut short by a stop says nothing against the longer one.
        let next = V::select(accepted & !short, next.max(self.step), next).min(self.longest);

        let end = V::select(short, self.time + h, self.stop);
        let due = accepted & self.active & !end.less(self.due);
        if due.any() {
            V::outline(
                #[inline(always)]
                || self.deliver(due, h, end),
            );
        }
        let zero = V::zero();
        for k in 0..E::System::STATES {
            let trial = self.work.trial.as_ref()[k];
            let projected = if self.settings.non_negative { trial.max(zero) } else { trial };
            let state = &mut self.work.state.as_mut()[k];
            *state = V::select(accepted, projected, *state);
        }
        self.time = V::select(accepted, end, self.time);
        self.step = next;
        self.spent += one;
        self.refused = !accepted;
        let (active, accepted) = (self.active.bits(), accepted.bits());
        self.statistics.accepted += u64::from((active & accepted).count_ones());
        self.statistics.rejected += u64::from((active & !accepted).count_ones());
        let hopeless = next.less(V::constant(self.settings.shortest)).bits() & !accepted;
        let exhausted = V::constant(f64::from(self.settings.budget)).less(self.spent).bits();
        self.failed = (hopeless | exhausted) & active;
        self.arrived = accepted & !short.bits() & active & !self.failed;
        self.attention = self.failed | self.arrived;
    }

    /// Hands out the outputs of the step that is about to be accepted.
    #[inline(always)]
    fn deliver(&mut self, mut due: V::Mask, h: V, end: V) {
        self.work.prepare_output();
        let mut output = <E::System as System>::State::filled(V::zero());
        let zero = V::zero();
        while due.any() {
            let theta = ((self.due - self.time) / h).min(V::one());
            self.work.interpolate(theta, &mut output);
            for lane in lanes(due.bits()) {
                let mut state = State::<E>::filled(0.0);
                for (scalar, pack) in state.as_mut().iter_mut().zip(output.as_ref()) {
                    *scalar = if self.settings.non_negative { pack.max(zero) } else { *pack }.lane(lane);
                }
                if let Some(seat) = &mut self.seats[lane] {
                    self.ensemble.output(seat.run, seat.next_output, &state, &mut seat.record);
                    seat.next_output += 1;
                    self.statistics.outputs += 1;
                    let next = self.ensemble.outputs(seat.run).get(seat.next_output);
                    self.due = self.due.with_lane(lane, next.copied().unwrap_or(f64::INFINITY));
                }
            }
            due = due & !end.less(self.due);
        }
    }

    /// Serves the lanes that have arrived at a stop or have failed.
    #[inline(never)]
    fn attend(&mut self, take: &impl Fn() -> Option<usize>) {
        for lane in lanes(self.failed) {
            let reason = if self.spent.lane(lane) > f64::from(self.settings.budget) {
                FailureReason::TooManySteps
            } else {
                FailureReason::StepTooShort
            };
            self.fail(lane, reason);
        }
        let mut afresh = 0;
        for lane in lanes(self.arrived) {
            afresh |= u32::from(self.pass_stops(lane) == Resume::Afresh) << lane;
        }
        self.fill(take, afresh);
    }

    /// Gives a run to every lane that has none, while there are any, and restarts these and the lanes `afresh`.
    #[inline(never)]
    fn fill(&mut self, take: &impl Fn() -> Option<usize>, mut afresh: u32) {
        for lane in 0..V::COUNT {
            while self.seats[lane].is_none() {
                let Some(run) = take() else { break };
                self.seat(lane, run);
                if self.seats[lane].is_some() {
                    afresh |= 1 << lane;
                }
            }
        }
        self.work.prepare();
        self.restart(afresh & self.active.bits());
    }

    /// Starts a run in a lane; the lane stays empty if the run ends at once.
    fn seat(&mut self, lane: usize, run: usize) {
        let mut start = Start::<E::System>::empty(self.settings.absolute);
        let record = self.ensemble.start(run, &mut start);
        scatter(&mut self.work.state, lane, &start.state);
        scatter(&mut self.work.parameters, lane, &start.parameters);
        scatter(&mut self.work.tolerance, lane, &start.tolerance);
        self.time = self.time.with_lane(lane, start.time);
        self.active = self.active | V::Mask::from_bits(1 << lane);
        let mut seat = Seat { run, record, next_stop: 0, next_output: 0 };
        let outputs = self.ensemble.outputs(run);
        while outputs.get(seat.next_output).is_some_and(|&due| due <= start.time) {
            self.ensemble.output(run, seat.next_output, &start.state, &mut seat.record);
            seat.next_output += 1;
            self.statistics.outputs += 1;
        }
        self.due = self.due.with_lane(lane, outputs.get(seat.next_output).copied().unwrap_or(f64::INFINITY));
        self.seats[lane] = Some(seat);
        let stops = self.ensemble.stops(run);
        let tolerable = start.tolerance.as_ref().iter().all(|&tolerance| tolerance > 0.0 && tolerance.is_finite());
        if !stops.is_sorted()
            || !stops.last().is_some_and(|&end| end >= start.time && end.is_finite())
            || !start.time.is_finite()
        {
            self.fail(lane, FailureReason::BadStops);
        } else if !tolerable || !self.sound(&start.state) {
            self.fail(lane, FailureReason::BadState);
        } else if stops[0] <= start.time {
            self.pass_stops(lane);
        } else {
            self.stop = self.stop.with_lane(lane, stops[0]);
        }
    }

    /// Passes the stops at the present time of a lane, and ends the run after the last.
    fn pass_stops(&mut self, lane: usize) -> Resume {
        let mut resume = Resume::Steadily;
        let now = self.time.lane(lane);
        let mut state: State<E> = gather(&self.work.state, lane);
        let mut parameters: <E::System as System>::Parameters<f64> = gather(&self.work.parameters, lane);
        let Some(mut seat) = self.seats[lane].take() else { return resume };
        let stops = self.ensemble.stops(seat.run);
        while seat.next_stop < stops.len() && stops[seat.next_stop] <= now {
            let answer = self.ensemble.stop(seat.run, seat.next_stop, &mut state, &mut parameters, &mut seat.record);
            if answer == Resume::Afresh {
                resume = answer;
            }
            seat.next_stop += 1;
        }
        let Some(&next) = stops.get(seat.next_stop) else {
            self.finished.push((seat.run, Ok(seat.record)));
            self.vacate(lane);
            return resume;
        };
        scatter(&mut self.work.state, lane, &state);
        scatter(&mut self.work.parameters, lane, &parameters);
        self.stop = self.stop.with_lane(lane, next);
        self.spent = self.spent.with_lane(lane, 0.0);
        self.seats[lane] = Some(seat);
        if !self.sound(&state) {
            self.fail(lane, FailureReason::BadState);
        }
        resume
    }

    fn sound(&self, state: &State<E>) -> bool {
        state.as_ref().iter().all(|&value| value.is_finite() && (value >= 0.0 || !self.settings.non_negative))
    }

    /// Computes what depends on state and parameters of lanes that start or restart.
    fn restart(&mut self, lanes: u32) {
        if lanes == 0 {
            return;
        }
        let chosen = V::Mask::from_bits(lanes);
        self.work.move_to(self.time);
        let first = self.work.first_step(self.relative).max(V::constant(self.settings.shortest));
        let first = first.min(self.longest);
        self.step = V::select(chosen, first, self.step);
        self.spent = V::select(chosen, V::zero(), self.spent);
        self.refused = self.refused & !chosen;
        self.statistics.starts += u64::from(lanes.count_ones());
    }

    /// Ends the run in a lane with an error that names the state with the largest part in it.
    fn fail(&mut self, lane: usize, reason: FailureReason) {
        let Some(seat) = self.seats[lane].take() else { return };
        let estimate: State<E> = gather(&self.work.stages[STAGES - 1], lane);
        let state: State<E> = gather(&self.work.state, lane);
        let tolerance: State<E> = gather(&self.work.tolerance, lane);
        let mut worst = (0, 0.0);
        for k in 0..E::System::STATES {
            let scale = self.settings.relative * state.as_ref()[k].abs() + tolerance.as_ref()[k];
            let error = estimate.as_ref()[k].abs() / scale;
            let error = if state.as_ref()[k].is_finite() && error.is_finite() { error } else { f64::INFINITY };
            if error > worst.1 {
                worst = (k, error);
            }
        }
        let species = E::System::NAMES.get(worst.0).copied().unwrap_or_default();
        let failure =
            LaneFailure { run: seat.run, time: self.time.lane(lane), step: self.step.lane(lane), species, reason };
        self.finished.push((seat.run, Err(failure)));
        self.vacate(lane);
    }

    /// Leaves a lane with numbers that do no harm.
    fn vacate(&mut self, lane: usize) {
        self.active = self.active & !V::Mask::from_bits(1 << lane);
        self.time = self.time.with_lane(lane, 0.0);
        self.step = self.step.with_lane(lane, 1.0);
        self.stop = self.stop.with_lane(lane, 2.0);
        self.due = self.due.with_lane(lane, f64::INFINITY);
        self.spent = self.spent.with_lane(lane, 0.0);
    }
}

/// Lanes on which the linear equations have a sound solution.
#[inline(always)]
fn solved<V: Lanes>(attempt: &Attempt<V>) -> V::Mask {
    let [lowest, highest] = attempt.reciprocals;
    let finite = attempt.error.less(V::constant(f64::INFINITY));
    finite & V::zero().less(lowest) & highest.less(V::constant(1.0 / SMALLEST_PIVOT))
}

/// The numbers of the set bits.
#[inline(always)]
fn lanes(bits: u32) -> impl Iterator<Item = usize> {
    (0..u32::BITS as usize).filter(move |lane| bits >> lane & 1 == 1)
}

/// Writes a lane of a list of packs.
fn scatter<V: Lanes<Element = f64>>(packs: &mut impl AsMut<[V]>, lane: usize, values: &impl AsRef<[f64]>) {
    for (pack, &value) in packs.as_mut().iter_mut().zip(values.as_ref()) {
        *pack = pack.with_lane(lane, value);
    }
}

/// Reads a lane of a list of packs.
fn gather<V: Lanes<Element = f64>, T: Vector<f64>>(packs: &impl AsRef<[V]>, lane: usize) -> T {
    let mut values = T::filled(0.0);
    for (value, pack) in values.as_mut().iter_mut().zip(packs.as_ref()) {
        *value = pack.lane(lane);
    }
    values
}

/// `xᵃ` of a positive normal number within a percent, which is enough to choose a step.
#[inline(always)]
fn rough_power<V: Lanes<Element = f64>>(x: V, a: f64) -> V {
    /// Adding this rounds to an integer and leaves it in the low bits (1.5 · 2⁵²).
    const ROUND: f64 = 6755399441055744.0;
    let pattern = |bits: u64| V::constant(f64::from_bits(bits));
    // log₂ of the mantissa m in [1, 2) by the parabola that is exact at both ends and has the right area.
    let exponent = x.exponent_bits().or_bits(pattern(0x4330_0000_0000_0000)) - V::constant(4503599627371519.0);
    let m = x.and_bits(pattern(0x000f_ffff_ffff_ffff)).or_bits(V::one());
    let parabola = m.mul_add(V::constant(-1.0 / 3.0), V::constant(2.0)).mul_add(m, V::constant(-5.0 / 3.0));
    let power = (exponent + parabola) * V::constant(a);
    let whole = power + V::constant(ROUND);
    let rest = (power - (whole - V::constant(ROUND))) * V::constant(core::f64::consts::LN_2);
    let series = rest.mul_add(rest.mul_add(V::constant(0.5), V::one()), V::one());
    series * whole.add_bits(pattern(1023)).to_exponent()
}
