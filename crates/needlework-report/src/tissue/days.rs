//! Which days are worth a picture.

/// Days after the first session on which the tissue is drawn [day].
const AFTER: [f64; 15] = [1.0 / 24.0, 0.25, 1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 14.0, 21.0, 28.0, 60.0, 90.0, 180.0, 365.0];
/// A picture that is not to show a fresh session lies this long before it [day].
const JUST_BEFORE: f64 = 0.01;
/// Days after a later session that show its wounds more than the course [day].
const FRESH: f64 = 10.0;

/// Days of the course on which sections are wanted, rising: densely after the first of the `sessions` (their days), then
/// through the course; those that fall soon after a later session lie just before it. `reading` is the day on which
/// results are read, `horizon` the end [day].
pub fn section_days(sessions: &[f64], reading: f64, horizon: f64) -> Vec<f64> {
    let Some(&first) = sessions.first() else { return Vec::new() };
    let mut days: Vec<f64> = AFTER
        .iter()
        .map(|after| first + after)
        .chain([reading])
        .map(|day| {
            let later = sessions.iter().filter(|session| **session > first);
            let fresh = later.filter(|session| (**session..**session + FRESH).contains(&day));
            fresh.fold(day, |day, session| day.min(session - JUST_BEFORE))
        })
        .filter(|day| *day > first && *day <= horizon)
        .collect();
    days.sort_by(f64::total_cmp);
    days.dedup_by(|a, b| (*a - *b).abs() < 0.02);
    days
}

/// Of sections on these days, counted from the first session, the ones that stand side by side: the nearest to each wanted
/// day, and the last one.
pub fn shown(days: &[f64], wanted: &[f64]) -> Vec<usize> {
    let Some(last) = days.len().checked_sub(1) else { return Vec::new() };
    // Time is felt by its logarithm; an hour apart matters on the first day only.
    let distance = |day: f64, wanted: f64| ((day + 0.05) / (wanted + 0.05)).ln().abs();
    let nearest = |wanted: &f64| {
        (0..days.len()).min_by(|a, b| distance(days[*a], *wanted).total_cmp(&distance(days[*b], *wanted)))
    };
    let mut picked: Vec<usize> = wanted.iter().filter_map(nearest).chain([last]).collect();
    picked.sort_unstable();
    picked.dedup();
    picked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_sessions_do_not_hide_the_course() {
        let sessions = [0.0, 28.0, 56.0];
        let days = section_days(&sessions, 146.0, 365.0);
        assert!(days.is_sorted() && days.contains(&146.0));
        for day in &days[1..] {
            let since = sessions[1..].iter().filter(|session| *session <= day).map(|session| day - session);
            assert!(since.fold(f64::INFINITY, f64::min) >= FRESH, "{day}");
        }
        assert!(days.iter().any(|day| (day - 27.99).abs() < 1e-9));
        assert!(section_days(&sessions, 10.0, 10.0).iter().all(|day| *day <= 10.0));
        assert!(section_days(&[], 10.0, 10.0).is_empty());
    }

    #[test]
    fn a_row_holds_the_wanted_days_and_the_last() {
        let days = section_days(&[0.0], 90.0, 365.0);
        let picked: Vec<f64> = shown(&days, &[1.0 / 24.0, 28.0]).into_iter().map(|index| days[index]).collect();
        assert_eq!(picked, [1.0 / 24.0, 28.0, 365.0]);
        assert_eq!(shown(&[0.04], &[3.0, 28.0]), [0]);
        assert!(shown(&[], &[3.0]).is_empty());
    }
}
