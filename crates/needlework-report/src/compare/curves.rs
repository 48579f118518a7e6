//! Curves of all runs in the same figure.

use super::Run;
use crate::report::{Series, SeriesRole, SessionMark, Timeline, TimelineGroup};

/// Groups of curves, in the order in which they first appear; only quantities that at least two runs have.
pub fn groups(runs: &[Run]) -> Vec<TimelineGroup> {
    let mut titles: Vec<&str> = Vec::new();
    for group in runs.iter().flat_map(|run| &run.report.groups) {
        if !titles.contains(&group.title.as_str()) {
            titles.push(&group.title);
        }
    }
    titles.into_iter().map(|title| group(runs, title)).filter(|group| !group.timelines.is_empty()).collect()
}

fn group(runs: &[Run], title: &str) -> TimelineGroup {
    let of = |run: &Run| -> Vec<TimelineGroup> {
        run.report.groups.iter().filter(|group| group.title == title).cloned().collect()
    };
    let found: Vec<(usize, TimelineGroup)> =
        runs.iter().enumerate().flat_map(|(index, run)| of(run).into_iter().map(move |group| (index, group))).collect();
    let mut keys: Vec<(String, String)> = Vec::new();
    for timeline in found.iter().flat_map(|(_, group)| &group.timelines) {
        let key = (timeline.title.clone(), timeline.unit.clone());
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let timelines = keys.iter().filter_map(|key| timeline(runs, &found, key)).collect();
    let (_, first) = &found[0];
    TimelineGroup {
        title: title.to_owned(),
        intro: first.intro.clone(),
        timelines,
        sessions: sessions(&found),
        band_meaning: first.band_meaning.clone(),
    }
}

/// Marks of sessions, where all runs have the same; else they would not say whose session they mark.
fn sessions(found: &[(usize, TimelineGroup)]) -> Vec<SessionMark> {
    let (_, first) = &found[0];
    let same = found.iter().all(|(_, group)| group.sessions == first.sessions);
    if same { first.sessions.clone() } else { Vec::new() }
}

fn timeline(runs: &[Run], found: &[(usize, TimelineGroup)], key: &(String, String)) -> Option<Timeline> {
    let matching: Vec<(usize, &Timeline)> = found
        .iter()
        .filter_map(|(index, group)| {
            let timeline = group.timelines.iter().find(|one| (&one.title, &one.unit) == (&key.0, &key.1))?;
            Some((*index, timeline))
        })
        .collect();
    let (_, first) = *matching.first()?;
    if matching.len() < 2 {
        return None;
    }
    let mut series = Vec::new();
    for (index, timeline) in &matching {
        let own: Vec<&Series> = timeline.series.iter().filter(|one| one.role == SeriesRole::Course).collect();
        // One curve of a run needs no name beside that of the run.
        let alone = own.len() == 1;
        series.extend(own.into_iter().map(|one| {
            let run = &runs[*index].name;
            let name = if alone { run.clone() } else { format!("{run}, {}", one.name) };
            Series { name, ..one.clone() }
        }));
    }
    let untreated = first.series.iter().find(|one| one.role == SeriesRole::Untreated);
    series.extend(untreated.map(|one| {
        let name = format!("{} of {}", one.name, runs[matching[0].0].name);
        Series { name, ..one.clone() }
    }));
    Some(Timeline { series, first_days: None, baseline: first.baseline, ..first.clone() })
}
