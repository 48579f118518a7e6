//! Photographs of the simulated surface: files for the run directory, figures for the report.

use needlework::course::{Course, Study};
use needlework_picture::PictureError;
use needlework_picture::raster::{JpegFile, Rgb8, jpegs_within};
use needlework_picture::surface::{Change, CourseSurface, Light, Moment, Plate, SurfaceFacts, course_surface};
use needlework_report::report::{Image, LineChart, Picture, PictureGroup, Table};

/// Bytes that all photographs of a report may have together; a third more as text in the page. Quality and then size give
/// way to it.
const BUDGET: usize = 210_000;

/// Quality below which a reader is told of it; above, nothing is lost that could be seen at the size shown.
const TOLD: u8 = 57;

/// Zones whose surface is shown; more would be too much for one page.
const MOST_ZONES: usize = 3;

/// A file of the run directory.
pub struct PictureFile {
    /// Name below the run directory.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// Photographs every zone, up to three. Returns what the report shows and the files, which are the same pictures.
///
/// # Errors
/// A picture that cannot be drawn.
pub fn pictures(study: &Study, course: &Course) -> Result<(Vec<PictureGroup>, Vec<PictureFile>), PictureError> {
    let zones = course.zones.len().min(MOST_ZONES);
    let (mut groups, mut files) = (Vec::new(), Vec::new());
    for (index, zone) in course.zones.iter().take(MOST_ZONES).enumerate() {
        let shown = course_surface(study, zone, index)?;
        let pictures: Vec<&Rgb8> = shown.plates.iter().map(|plate| &plate.picture).collect();
        let photographs = jpegs_within(&pictures, BUDGET / zones)?;
        let name = if course.zones.len() > 1 { zone.name.clone() } else { String::new() };
        for (plate, bytes) in shown.plates.iter().zip(&photographs) {
            // Two moments may fall on one day, such as the reading day and the end.
            let name = file_name(index, plate);
            if files.iter().all(|file: &PictureFile| file.name != name) {
                files.push(PictureFile { name, bytes: bytes.bytes.clone() });
            }
        }
        files.push(PictureFile {
            name: format!("pictures/surface-{}-difference.png", index + 1),
            bytes: shown.difference.png.clone(),
        });
        groups.push(group(&shown, &photographs, &name, &study.concern.name));
    }
    Ok((groups, files))
}

fn file_name(zone: usize, plate: &Plate) -> String {
    let light = match plate.light {
        Light::Frontal => "frontal",
        Light::Raking => "raking",
    };
    // An hour after a session is the same day as before it.
    let moment = if plate.moment == Moment::Session { "-after-session" } else { "" };
    format!("pictures/surface-{}-day-{:04.0}{moment}-{light}.jpg", zone + 1, plate.day)
}

fn group(shown: &CourseSurface, photographs: &[JpegFile], zone: &str, concern: &str) -> PictureGroup {
    let image = |moment: Moment, light: Light| {
        let found =
            shown.plates.iter().zip(photographs).find(|(plate, _)| plate.moment == moment && plate.light == light)?;
        let (plate, file) = found;
        let image = Image::jpeg(&file.bytes, file.width as u32, file.height as u32);
        Some((image, format!("Day {:.0}, {}", plate.day, moment.words())))
    };
    let concern = concern.to_lowercase();
    let mut pictures = Vec::new();
    let other = if shown.light == Light::Raking { Light::Frontal } else { Light::Raking };
    for light in [shown.light, other] {
        let later = image(Moment::Reading, light).or_else(|| image(Moment::End, light));
        if let (Some((before, first)), Some((after, second))) = (image(Moment::Before, light), later) {
            let alt = format!("Simulated skin with {concern} in {}; {first}.", light.name());
            let picture = Picture::new(format!("The surface before and after, {}", light.name()), alt, before)
                .compare(after, first, second)
                .keyed(if light == shown.light { Picture::SURFACE } else { "" })
                .wide();
            pictures.push(if light == Light::Raking {
                picture.note("A low lamp at the upper left. The grain of the skin is the same on both days; only what the tissue changes has changed.")
            } else {
                picture.note("A large lamp near the camera, daylight (D65).")
            });
        }
    }
    for (moment, light, title) in [
        (Moment::Session, Light::Frontal, "One hour after the first session"),
        (Moment::End, shown.light, "At the end of the course"),
    ] {
        if let Some((image, day)) = image(moment, light) {
            let alt = format!("Simulated skin with {concern} in {}; {day}.", light.name());
            pictures.push(Picture::new(title, alt, image));
        }
    }
    let difference = &shown.difference;
    let [width, height] = difference.size.map(|side| side as u32);
    let (digits, unit, what) = match difference.change {
        Change::Height => (0, " µm", "height"),
        Change::Lightness => (1, "", "lightness L*"),
    };
    let [mean, low, high] = [difference.mean, difference.spread[0], difference.spread[1]].map(|value| {
        // A sign before what rounds to nothing would say that it fell.
        let text = format!("{:.digits$}", value.abs());
        let nothing = text.chars().all(|character| matches!(character, '0' | '.'));
        if value < 0.0 && !nothing { format!("\u{2212}{text}") } else { text }
    });
    let words = format!(
        "Change of {what} from the first to the reading day: mean {mean}{unit}; nine tenths of the area lie between {low} and \
         {high}{unit}."
    );
    let title = match difference.change {
        Change::Height => "Where the surface has risen or sunk",
        Change::Lightness => "Where the skin has become lighter or darker",
    };
    pictures.push(
        Picture::new(title, words.clone(), Image::png(&difference.png, width, height)).note(words).data(facts(shown)),
    );
    let charts = shown.profiles.iter().map(|profile| LineChart {
        title: format!("{}: profile", profile.name),
        x: ("Place along the cut".into(), "mm".into()),
        y: ("Height".into(), "µm".into()),
        curves: profile.days.clone(),
        note: "Height above the mean plane of the skin, along the same cut on each day.".into(),
    });
    let title =
        if zone.is_empty() { "The surface of the skin".to_owned() } else { format!("The surface of the skin: {zone}") };
    PictureGroup::new(title, pictures)
        .intro(format!(
            "Simulated skin, {:.0} by {:.0} mm, not a photograph of a person: relief and colour computed from the tissue of each \
             day. Scars, pores and lines are one draw from the study's seed and keep their places.{}",
            shown.size[0],
            shown.size[1],
            coarser(shown, photographs)
        ))
        .charts(charts.collect())
}

/// Says so where the photographs of the page had to be made smaller or coarser.
fn coarser(shown: &CourseSurface, photographs: &[JpegFile]) -> String {
    match (photographs.first(), shown.plates.first()) {
        (Some(file), Some(plate)) if file.width < plate.picture.width || file.quality < TOLD => format!(
            " To keep this page small, its photographs are stored at {} by {} pixels and JPEG quality {}.",
            file.width, file.height, file.quality
        ),
        _ => String::new(),
    }
}

/// What the surface of each day gives on instruments and scales; only what the concern has.
fn facts(shown: &CourseSurface) -> Table {
    type Read = fn(&SurfaceFacts) -> Option<f64>;
    let readings: [(&str, usize, Read); 19] = [
        ("Ra [µm]", 1, |day| day.reading.roughness.map(|found| found.ra)),
        ("Rz [µm]", 0, |day| day.reading.roughness.map(|found| found.rz)),
        ("Scar volume [mm³]", 1, |day| day.scar_volume),
        ("Goodman–Baron points", 1, |day| day.reading.goodman_baron_count),
        ("Goodman–Baron grade", 2, |day| day.reading.goodman_baron_grade),
        ("ECCA", 0, |day| day.reading.ecca),
        ("Deepest lines [µm]", 0, |day| day.line_depth),
        ("Lemperle", 2, |day| day.reading.lemperle),
        ("Lesion [% of area]", 1, |day| day.reading.lesion_area.map(|share| 100.0 * share)),
        ("Lesion darker by [L*]", 1, |day| day.reading.lesion_contrast),
        ("MASI", 1, |day| day.reading.masi),
        ("mMASI", 1, |day| day.reading.modified_masi),
        ("Vancouver", 1, |day| day.reading.vancouver),
        ("POSAS", 1, |day| day.reading.posas),
        ("Striae score", 1, |day| day.reading.striae),
        ("L*", 1, |day| Some(day.reading.colour.lightness)),
        ("a*", 1, |day| Some(day.reading.colour.red)),
        ("b*", 1, |day| Some(day.reading.colour.yellow)),
        ("Erythema index", 1, |day| Some(day.reading.erythema_index)),
    ];
    let has: Vec<_> =
        readings.into_iter().filter(|(_, _, read)| shown.facts.iter().any(|day| read(day).is_some())).collect();
    let row = |day: &SurfaceFacts| {
        let values = has.iter().map(|(_, digits, read)| {
            read(day).map_or_else(|| "–".to_owned(), |value| format!("{value:.digits$}", digits = *digits))
        });
        core::iter::once(format!("{:.0} ({})", day.day, day.moment.words())).chain(values).collect()
    };
    Table {
        title: "Measured on the simulated surface".into(),
        columns: core::iter::once("Day").chain(has.iter().map(|(name, ..)| *name)).map(String::from).collect(),
        rows: shown.facts.iter().map(row).collect(),
        note: "Read from relief and colour as a rater and an instrument would: depth of each scar of the zone below \
               its rim, roughness and colour of the shown part, lesions included; melasma as on both cheeks with forehead and chin \
               clear. They differ a little from the endpoints, \
               which are computed from the tissue."
            .into(),
        ..Table::default()
    }
}
