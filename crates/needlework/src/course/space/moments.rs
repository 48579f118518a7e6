//! The moments at which a run in space halts: recorded times, events, and days on which fields are written.

use crate::course::heal::Plan;

/// A halt: what is done at one time, in this order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Moment {
    /// When [day].
    pub day: f64,
    /// The tissue is recorded, before what happens.
    pub record: bool,
    /// The slice of a patch is kept, before what happens.
    pub slice: bool,
    /// Stops of the plan, from and to.
    pub stops: [usize; 2],
    /// Strokes on a patch, from and to.
    pub strokes: [usize; 2],
    /// Fields are written: which of the days asked for.
    pub snapshot: Option<usize>,
}

/// Every moment of a plan until `end`, in the order of time: fields are written on `days`, slices kept on `slices`, a patch
/// is struck at `strokes`.
pub(super) fn moments(plan: &Plan, days: &[f64], slices: &[f64], strokes: &[f64], end: f64) -> Vec<Moment> {
    let mut times: Vec<f64> =
        [&plan.times, &plan.stops, days, slices, strokes].into_iter().flatten().copied().collect();
    times.retain(|time| *time <= end);
    times.push(end);
    times.sort_by(f64::total_cmp);
    times.dedup();
    let (mut stop, mut stroke) = (0, 0);
    let due = |from: &mut usize, of: &[f64], day: f64| {
        let first = *from;
        *from += of[first..].iter().take_while(|at| **at <= day).count();
        [first, *from]
    };
    times
        .into_iter()
        .map(|day| Moment {
            day,
            record: plan.times.contains(&day),
            slice: slices.contains(&day),
            stops: due(&mut stop, &plan.stops, day),
            strokes: due(&mut stroke, strokes, day),
            snapshot: days.iter().position(|asked| *asked == day),
        })
        .collect()
}

/// Share of the work that is done when each moment is reached, from 0 to 1: steps grow with the time since the last event.
pub(super) fn shares(moments: &[Moment], plan: &Plan) -> Vec<f64> {
    /// Shortest steps after an event, and the rate in quiet tissue, against steps that grow in proportion to time; from the
    /// steps that a year round one channel takes [day], [1/day].
    const FIRST: f64 = 0.02;
    /// See [`FIRST`].
    const QUIET: f64 = 0.15;
    let mut last_event = f64::NEG_INFINITY;
    let (mut work, mut before) = (0.0, 0.0);
    let mut done: Vec<f64> = Vec::with_capacity(moments.len());
    for moment in moments {
        let since = |time: f64| time - last_event;
        let busy =
            if last_event.is_finite() { ((since(moment.day) + FIRST) / (since(before) + FIRST)).ln() } else { 0.0 };
        work += busy + QUIET * (moment.day - before);
        done.push(work);
        before = moment.day;
        if plan.injuries().any(|day| day == moment.day) {
            last_event = moment.day;
        }
    }
    let total = done.last().copied().filter(|total| *total > 0.0).unwrap_or(1.0);
    done.iter().map(|work| work / total).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::heal::Action;

    #[test]
    fn each_moment_is_met_once_and_in_order() {
        let plan = Plan {
            stops: vec![0.0, 0.0, 30.0, 60.0],
            actions: vec![Action::Follow, Action::Injure(1), Action::Injure(2), Action::End],
            times: vec![0.0, 1.0, 30.0, 60.0],
        };
        let all = moments(&plan, &[0.0, 14.0, 60.0], &[1.0], &[30.0, 30.001], 60.0);
        let days: Vec<f64> = all.iter().map(|moment| moment.day).collect();
        assert_eq!(days, [0.0, 1.0, 14.0, 30.0, 30.001, 60.0]);
        assert_eq!(
            all[0],
            Moment { day: 0.0, record: true, slice: false, stops: [0, 2], strokes: [0, 0], snapshot: Some(0) }
        );
        assert_eq!(
            all[2],
            Moment { day: 14.0, record: false, slice: false, stops: [2, 2], strokes: [0, 0], snapshot: Some(1) }
        );
        assert!(all[1].slice);
        assert_eq!((all[3].strokes, all[4].strokes, all[5].stops), ([0, 1], [1, 2], [3, 4]));
        let share = shares(&all, &plan);
        assert!(share.windows(2).all(|pair| pair[0] <= pair[1]) && share[5] == 1.0 && share[0] == 0.0);
        // A run that ends early meets nothing after its end.
        assert_eq!(moments(&plan, &[], &[], &[], 14.0).last().unwrap().day, 14.0);
    }
}
