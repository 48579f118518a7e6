//! The pictures of a course: before, on the day of the result, at the end, and just after a session.

use super::difference::{Change, Difference, difference};
use super::light::Light;
use super::plate::{Side, plate_of};
use super::profile::{Cut, cuts};
use super::shade::Stage;
use crate::PictureError;
use crate::raster::Rgb8;
use needlework::concern::ScarCause;
use needlework::course::{Study, ZoneCourse};
use needlework::random::Key;
use needlework::surface::optics::{ColourTable, SkinOptics};
use needlework::surface::{Marks, SkinSurface, SurfaceMaps, SurfaceReading, SurfaceState, Window};

/// Pixels across a plate; down it are three quarters of that.
const ACROSS: usize = 1000;

/// Time after the first session at which its marks are shown, one hour [day].
const AFTER_SESSION: f64 = 1.0 / 24.0;

/// A photograph of one day under one light.
#[derive(Clone, Debug)]
pub struct Plate {
    /// Day of the course [day].
    pub day: f64,
    /// What that day is.
    pub moment: Moment,
    /// The light.
    pub light: Light,
    /// The picture.
    pub picture: Rgb8,
}

/// A day that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Before the first session.
    Before,
    /// An hour after the first session.
    Session,
    /// The day on which a result is read.
    Reading,
    /// The end of the course.
    End,
}

impl Moment {
    /// Words for captions.
    pub fn words(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::Session => "one hour after the first session",
            Self::Reading => "reading day",
            Self::End => "end",
        }
    }
}

/// Height along a cut on the days shown.
#[derive(Clone, Debug)]
pub struct CutProfile {
    /// What it crosses.
    pub name: String,
    /// Name of the day and `[place in mm, height in µm]` along the cut.
    pub days: Vec<(String, Vec<[f64; 2]>)>,
}

/// What is measured on the surface of a day.
#[derive(Clone, Debug)]
pub struct SurfaceFacts {
    /// Day of the course [day].
    pub day: f64,
    /// What that day is.
    pub moment: Moment,
    /// Summed volume of the scars of the zone; none without scars [mm³].
    pub scar_volume: Option<f64>,
    /// Mean depth of the deepest three lines; none without lines [µm].
    pub line_depth: Option<f64>,
    /// Scales and instruments read from the shown skin.
    pub reading: SurfaceReading,
}

/// Everything that is shown of the surface of a zone.
#[derive(Clone, Debug)]
pub struct CourseSurface {
    /// The light that shows the concern best.
    pub light: Light,
    /// Width and height of the skin shown [mm].
    pub size: [f64; 2],
    /// The photographs.
    pub plates: Vec<Plate>,
    /// What has changed from before to the reading day.
    pub difference: Difference,
    /// Heights along cuts.
    pub profiles: Vec<CutProfile>,
    /// What is measured.
    pub facts: Vec<SurfaceFacts>,
}

/// Photographs a zone of a course. The same study gives the same bytes, on any number of threads.
///
/// # Errors
/// [`PictureError`] where a picture cannot be drawn.
pub fn course_surface(study: &Study, zone: &ZoneCourse, index: usize) -> Result<CourseSurface, PictureError> {
    let area = study.zones.get(index).map_or(45.0, |zone| zone.area);
    let side = 10.0 * area.clamp(4.0, 400.0).sqrt();
    let surface = SkinSurface::new(&zone.skin, &study.concern, side, Key::new(study.seed), index as u64);
    let across = shown_width(study);
    let spacing = across / ACROSS as f64;
    let window = Window { left: -0.5 * across, top: -0.375 * across, columns: ACROSS, rows: ACROSS * 3 / 4, spacing };
    let colours = ColourTable::new(&SkinOptics::new(&surface.optics));
    let light = main_light(study);
    let other = if light == Light::Raking { Light::Frontal } else { Light::Raking };

    let grain = surface.grain(window);
    let mut shown = Vec::new();
    for (moment, day) in moments(study, zone) {
        let Some((day, state)) = recorded(zone, day) else { continue };
        let marks = marks(zone, day, state);
        shown.push((moment, day, *state, surface.maps_on(&grain, state, marks.as_ref())));
    }
    let mut plates = Vec::new();
    let mut facts = Vec::new();
    for (moment, day, state, maps) in &shown {
        let lights: &[Light] = match moment {
            Moment::Before | Moment::Reading => &[light, other],
            Moment::Session => &[Light::Frontal],
            Moment::End => &[light],
        };
        let stage = Stage::new(maps, &colours);
        let side = if *moment == Moment::Before { Side::Left } else { Side::Right };
        for &light in lights {
            let words = format!("day {day:.0}, {}, {}", moment.words(), light.name());
            plates.push(Plate { day: *day, moment: *moment, light, picture: plate_of(&stage, light, &words, side)? });
        }
        facts.push(facts_of(&surface, *moment, *day, state, maps));
    }
    let find = |moment: Moment| shown.iter().find(|one| one.0 == moment);
    let (Some(before), Some(after)) = (find(Moment::Before), find(Moment::Reading).or(find(Moment::End))) else {
        return Err(PictureError::NoFrames);
    };
    let words = format!("day {:.0} less day {:.0}", after.1, before.1);
    let difference = difference(&before.3, &after.3, change(study), &colours, &words)?;
    let profiles = cuts(&surface, &before.3).iter().map(|cut| profile(cut, &shown)).collect();
    Ok(CourseSurface { light, size: window.size(), plates, difference, profiles, facts })
}

type Shown = (Moment, f64, SurfaceState, SurfaceMaps);

fn profile(cut: &Cut, shown: &[Shown]) -> CutProfile {
    let days = shown.iter().filter(|one| one.0 != Moment::Session);
    let days = days.map(|(moment, day, _, maps)| (format!("day {day:.0}, {}", moment.words()), cut.heights(maps)));
    CutProfile { name: cut.name.clone(), days: days.collect() }
}

fn facts_of(surface: &SkinSurface, moment: Moment, day: f64, state: &SurfaceState, maps: &SurfaceMaps) -> SurfaceFacts {
    let scars = surface.scar_measures(state);
    let mut lines = surface.line_depths(state);
    lines.sort_by(|a, b| b.total_cmp(a));
    let deepest = lines.iter().take(3).copied().collect::<Vec<_>>();
    SurfaceFacts {
        day,
        moment,
        scar_volume: (!scars.is_empty()).then(|| scars.iter().map(|scar| scar.weight * scar.volume).sum()),
        line_depth: (!deepest.is_empty()).then(|| 1000.0 * deepest.iter().sum::<f64>() / deepest.len() as f64),
        reading: SurfaceReading::of(surface, state, maps),
    }
}

/// How much skin shows a concern: a few pores, or a whole patch of marks [mm].
fn shown_width(study: &Study) -> f64 {
    let concern = &study.concern;
    match concern.mature_scar.map(|scar| scar.cause) {
        Some(ScarCause::Surgery) => 72.0,
        Some(ScarCause::Burn) => 64.0,
        None if concern.striae.is_some() => 80.0,
        None if concern.pores.is_some() => 26.0,
        None if concern.wrinkles.is_some_and(|wrinkles| wrinkles.lemperle < 1.2) => 26.0,
        None => 50.0,
    }
}

/// The light under which a concern is looked at.
fn main_light(study: &Study) -> Light {
    if change(study) == Change::Lightness || study.concern.striae.is_some() { Light::Frontal } else { Light::Raking }
}

/// Whether a concern is one of colour or of relief.
fn change(study: &Study) -> Change {
    let c = &study.concern;
    let relief = c.scars.is_some()
        || c.striae.is_some()
        || c.wrinkles.is_some()
        || c.pores.is_some()
        || c.mature_scar.is_some()
        || c.laxity.is_some();
    if relief { Change::Height } else { Change::Lightness }
}

/// The days to show, in order.
fn moments(study: &Study, zone: &ZoneCourse) -> Vec<(Moment, f64)> {
    let reading = study.protocol.reading_day();
    let mut moments = vec![(Moment::Before, 0.0)];
    if let Some(session) = zone.sessions.first() {
        moments.push((Moment::Session, session.day + AFTER_SESSION));
    }
    moments.push((Moment::Reading, reading));
    if study.protocol.horizon > reading + 14.0 {
        moments.push((Moment::End, study.protocol.horizon));
    }
    moments
}

/// The recorded time nearest to a day, not before it unless there is none after.
fn recorded(zone: &ZoneCourse, day: f64) -> Option<(f64, &SurfaceState)> {
    let times = &zone.history.times;
    let index = times.iter().position(|time| *time >= day - 1e-9).or(times.len().checked_sub(1))?;
    Some((*times.get(index)?, zone.surface.get(index)?))
}

/// Marks of the last session before a day that are still open.
fn marks<'a>(zone: &'a ZoneCourse, day: f64, state: &SurfaceState) -> Option<Marks<'a>> {
    let session = zone.sessions.iter().rfind(|session| session.day < day)?;
    let opened = session.injury.open_epidermis.max(1e-6);
    let freshness = (state.open / opened).clamp(0.0, 1.0);
    (freshness > 0.02).then_some(Marks {
        punctures: &session.punctures,
        freshness,
        vessel_depth: zone.skin.vessel_depth(),
    })
}
