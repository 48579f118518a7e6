//! Draws the pictures of one channel over half a year into a folder, and a report that holds them.

use needlework::healing::{Baseline, DERMAL_COUNT, Host, Parameters, Species};
use needlework::injury::{Destruction, InjuryKind, destroyed_radius};
use needlework::random::Key;
use needlework::skin::{Person, Phototype, Sex, Site, Skin};
use needlework::space::{Annulus, Axis};
use needlework::tissue::{Accuracy, Channel, UnitCell, cell_radius};
use needlework_picture::section::{Cut, Opening, Section};
use needlework_report::report::{ReportModel, render};
use needlework_report::tissue::{Pattern, Tissue, draw, section_days};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "pictures".to_owned());
    std::fs::create_dir_all(&folder)?;
    let parameters = Parameters::standard();
    let person = Person { photodamage: 0.5, ..Person::median(50.0, Sex::Female, Phototype::III) };
    let skin = Skin::resolve(&person, &Site::reference_face())?;
    let host = Host::new(&parameters, &person, &skin.site, 0.0)?;
    let grid = Annulus::new(Axis::graded(cell_radius(2.4), 16, 2.0)?, Axis::graded(1.8, 20, 2.0)?)?;
    let mut cell = UnitCell::new(&grid, &parameters, &host, Accuracy::default())?;
    let channel = Channel { depth: 1.05, diameter: 0.25, taper: 0.5, mouth_radius: 0.0625, bleed: 1.0 };
    let destruction = Destruction::default();
    let dead_radius = destroyed_radius(0.0, channel.depth, channel.diameter, channel.taper, &destruction);
    let Channel { depth, mouth_radius, taper, .. } = channel;
    let opening = Opening { x: 0.0, depth, mouth_radius, dead_radius, taper };
    let rings = Cut::cells(&grid, skin.layers, person.age, Some(opening), Key::new(7));
    let scales = |day: f64| Baseline::at(&parameters, &host, day).scales(&parameters, &host);
    let epidermis = scales(0.0)[Species::ViableEpidermis.index()];
    let take = |cell: &UnitCell, day: f64| -> Section {
        let scales = scales(day);
        rings.at(day, epidermis, |species, values| {
            let scale = scales[species.index()];
            values.clear();
            if let Some(levels) = cell.dermis(species) {
                values.extend(levels.iter().map(|level| (level * scale) as f32));
            } else {
                let place = species.index() - DERMAL_COUNT;
                values.extend(cell.epidermis().iter().map(|column| (column[place] * scale) as f32));
            }
        })
    };
    let started = Instant::now();
    let mut sections = vec![take(&cell, 0.0)];
    cell.puncture(&channel, &destruction);
    for day in section_days(&[0.0], 90.0, 180.0) {
        cell.heal_until(day)?;
        sections.push(take(&cell, day));
    }
    println!("{} sections in {:.2} s", sections.len(), started.elapsed().as_secs_f64());
    let punctures = (0..60).map(|n| [f64::from(n % 8) * 0.64 + 0.2, f64::from(n / 8) * 0.64 + 0.3, 0.0625]).collect();
    let pattern = Some(Pattern { size: [5.0, 5.0], punctures });
    let tissue = Tissue { zone: "cheek".into(), kind: InjuryKind::Needling, first_session: 0.0, sections, pattern };
    let started = Instant::now();
    let Some(drawn) = draw(&tissue)? else { return Err("nothing was drawn".into()) };
    println!("drawn in {:.2} s", started.elapsed().as_secs_f64());
    for (name, file) in &drawn.files {
        println!("{name}: {} kB", file.len() / 1000);
        std::fs::write(format!("{folder}/{name}"), file)?;
    }
    let model = ReportModel { title: "Pictures of tissue".into(), pictures: vec![drawn.group], ..Default::default() };
    let html = render(&model)?;
    println!("report: {} kB", html.len() / 1000);
    std::fs::write(format!("{folder}/report.html"), html)?;
    Ok(())
}
