//! From a study to sections: one unit cell of the first needled or otherwise injured zone, run through the course; the slice
//! kept of a patch.

use super::days::section_days;
use super::{Pattern, Tissue};
use needlework::course::{CellRun, CourseError, EventKind, Slice, Slices, Study};
use needlework::healing::Species;
use needlework::injury::InjuryKind;
use needlework::random::Key;
use needlework_picture::section::{Cut, Opening, Section};

/// Follows the tissue of the first zone that a needle pierces, otherwise of the first that a peel, a laser or radiofrequency
/// needles injure; nothing where nothing does.
///
/// # Errors
/// A study that cannot be struck or healed.
pub fn follow(study: &Study) -> Result<Option<Tissue>, CourseError> {
    let needled = |zone: &usize| {
        study.protocol.events.iter().any(|event| event.treats(*zone) && matches!(event.kind, EventKind::Needling(_)))
    };
    let (mut zones, others): (Vec<usize>, Vec<usize>) = (0..study.zones.len()).partition(needled);
    zones.extend(others);
    for zone in zones {
        if let Some(run) = CellRun::new(study, zone)? {
            return follow_zone(study, zone, run).map(Some);
        }
    }
    Ok(None)
}

/// The tissue where a slice through the patch of a zone was kept.
pub fn patch(study: &Study, zone: usize, slices: &Slices) -> Tissue {
    let cut = Cut::patch(slices, study.person.age, Key::new(study.seed));
    let take = |slice: &Slice| -> Section {
        cut.at(slice.day, slices.epidermis, |species, values| {
            values.clone_from(slice.contents.get(species.index()).unwrap_or(&Vec::new()));
        })
    };
    Tissue {
        zone: study.zones[zone].name.clone(),
        kind: InjuryKind::Needling,
        first_session: slices.taken.first().map_or(0.0, |slice| slice.day),
        sections: slices.taken.iter().map(take).collect(),
        pattern: None,
    }
}

fn follow_zone(study: &Study, zone: usize, mut run: CellRun) -> Result<Tissue, CourseError> {
    let events = &study.protocol.events;
    // Peels and lasers open the skin as needles do.
    let treatments: Vec<f64> = events
        .iter()
        .filter(|event| event.treats(zone) && !matches!(event.kind, EventKind::Topicals(_)))
        .map(|event| event.day)
        .collect();
    let lesion = *run.lesion();
    let first_session = lesion.day;
    let opening = (lesion.depth > 0.0).then_some(Opening {
        x: 0.0,
        depth: lesion.depth,
        mouth_radius: lesion.mouth_radius,
        dead_radius: lesion.dead_radius,
        taper: lesion.taper,
    });
    let age = run.skin().person.age;
    let cells = Cut::cells(run.grid(), run.skin().layers, age, opening, Key::new(study.seed));
    run.heal_until(first_session)?;
    let epidermis = run.untreated(Species::ViableEpidermis);
    let take = |run: &CellRun, day: f64| -> Section {
        cells.at(day, epidermis, |species, values| run.content(species, values))
    };
    let mut sections = vec![take(&run, first_session)];
    let later: Vec<f64> = treatments.into_iter().filter(|day| *day >= first_session).collect();
    for day in section_days(&later, study.protocol.reading_day(), study.protocol.horizon) {
        run.heal_until(day)?;
        sections.push(take(&run, day));
    }
    let pattern = run.sessions().first().map(|session| {
        let made = &session.punctures;
        let places = made.x.iter().zip(&made.y).zip(&made.mouth_radius).zip(&made.depth);
        Pattern {
            size: [made.field.patch_width, made.field.patch_height],
            punctures: places.filter(|(_, depth)| **depth > 0.0).map(|(((x, y), mouth), _)| [*x, *y, *mouth]).collect(),
        }
    });
    Ok(Tissue { zone: study.zones[zone].name.clone(), kind: lesion.kind, first_session, sections, pattern })
}
