//! Photographs studies into a folder, to be looked at: `surface_gallery OUT STUDY...`.
//!
//! Only the central course is simulated, so that a change of the surface is seen in seconds.

use needlework::course::simulate;
use needlework::integrator::Settings;
use needlework_picture::raster::{Rgb8, rgb_png};
use needlework_picture::surface::{Light, course_surface};
use needlework_study::library::Library;
use needlework_study::study;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().ok_or("a folder for the pictures")?;
    std::fs::create_dir_all(&out)?;
    let library = Library::embedded();
    for path in arguments {
        let path = Path::new(&path);
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let mut study = study::load(path, &library).map_err(|faults| faults.to_string())?.study;
        study.numerics.draws = 0;
        let course = simulate(&study, &Settings::default(), &|_, _| {})?;
        for (index, zone) in course.zones.iter().enumerate() {
            let shown = course_surface(&study, zone, index)?;
            for light in [Light::Raking, Light::Frontal] {
                let plates: Vec<&Rgb8> =
                    shown.plates.iter().filter(|plate| plate.light == light).map(|plate| &plate.picture).collect();
                if !plates.is_empty() {
                    std::fs::write(format!("{out}/{stem}-{index}-{}.png", light.name()), rgb_png(&beside(&plates))?)?;
                }
            }
            std::fs::write(format!("{out}/{stem}-{index}-difference.png"), &shown.difference.png)?;
            for facts in &shown.facts {
                println!("{stem} {} {facts:?}", zone.name);
                let Some(place) = zone.history.times.iter().position(|time| *time >= facts.day) else { continue };
                println!("  {:?}", zone.surface.get(place));
            }
            for id in ["roughness", "lemperle", "masi", "lightness", "goodman-baron-count", "ecca", "striae-atrophy"] {
                for (_, values) in zone.endpoints.iter().filter(|(endpoint, _)| endpoint.info().id == id) {
                    let read = |day: f64| -> Option<f64> {
                        let place = zone.history.times.iter().position(|time| *time >= day)?;
                        values.get(place).copied()
                    };
                    println!("  {id}: {:?} {:?}", read(0.0), read(study.protocol.reading_day()));
                }
            }
        }
    }
    Ok(())
}

/// Pictures of one size side by side.
fn beside(pictures: &[&Rgb8]) -> Rgb8 {
    let (width, height) = (pictures[0].width, pictures[0].height);
    let mut bytes = Vec::new();
    for row in 0..height {
        for picture in pictures {
            bytes.extend_from_slice(&picture.bytes[3 * row * width..3 * (row + 1) * width]);
        }
    }
    Rgb8 { width: width * pictures.len(), height, bytes }
}
