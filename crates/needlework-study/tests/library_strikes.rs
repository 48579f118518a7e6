//! Every device of the library on every site: a usual session can be struck and its figures make sense.

use needlework::device::{Device, HandPath, Mechanism, PenTechnique, RollerTechnique, StampTechnique, Technique};
use needlework::puncture::{Field, Pattern, Penetration, Warning, strike};
use needlework::random::Key;
use needlework::skin::{Person, Phototype, Sex, Skin};
use needlework_study::library::{Kind, Library};

/// A usual session: rolled three times in five directions, glided twice crosswise, stamped twice.
fn usual(device: &Device) -> Technique {
    let directions = |degrees: &[f64]| degrees.iter().map(|angle| angle.to_radians()).collect();
    match &device.mechanism {
        Mechanism::Roller(_) => Technique::Roller(RollerTechnique {
            directions: directions(&[0.0, 90.0, 45.0, 135.0, 22.5]),
            passes_per_direction: 3,
            speed: 50.0,
            lateral_jitter: 1.0,
        }),
        Mechanism::Pen(pen) => Technique::Pen(PenTechnique {
            depth: pen.depth_max.min(1.5),
            frequency: pen.frequency_max,
            hand_speed: 30.0,
            path: HandPath::Raster,
            line_spacing: 5.0,
            directions: directions(&[0.0, 90.0]),
            passes: 2,
            dwell: None,
            lateral_jitter: 0.5,
        }),
        Mechanism::Stamp(_) => Technique::Stamp(StampTechnique {
            passes: 2,
            overlap: 0.0,
            jitter: 0.5,
            time_per_placement: 1.0,
            press_speed: 100.0,
        }),
    }
}

#[test]
fn every_device_strikes_every_site() {
    let library = Library::embedded();
    let model = Penetration::default();
    let field = Field { patch_width: 10.0, patch_height: 10.0, treated_area: 10_000.0 };
    for site in library.list(Kind::Site) {
        let site = library.site(&site.id).unwrap();
        let skin = Skin::resolve(&Person::median(40.0, Sex::Female, Phototype::III), &site).unwrap();
        for row in library.list(Kind::Device) {
            let device = library.device(&row.id).unwrap();
            let technique = usual(&device);
            let punctures = strike(&device, &technique, &skin, &field, &model, Key::new(1), 0).unwrap();
            let pattern = Pattern::of(&punctures, &device, &technique, &skin, &model);
            println!(
                "{:<16} {:<22} {:>6.0} /cm²  {:.2} mm of {:.2}  bleeds {:.2}  capped {:.2} {:?}",
                site.id,
                device.id,
                100.0 * pattern.density,
                pattern.depth_median,
                punctures.needle_travel,
                pattern.bleeding_fraction,
                pattern.capped_fraction,
                Warning::of(&punctures, &pattern, &device).iter().map(Warning::code).collect::<Vec<_>>()
            );
            // One pattern on a small patch; the mean over patterns is tested with the devices themselves.
            let nominal = technique.density(&device).unwrap();
            assert!((pattern.density / nominal - 1.0).abs() < 0.3, "{} {} {nominal}", device.id, pattern.density);
            let limit = (punctures.needle_travel + punctures.travel_tolerance).min(skin.layers.skin());
            assert!(punctures.depth.iter().all(|depth| (0.0..=limit).contains(depth)), "{} {}", site.id, device.id);
            assert!(pattern.procedure_time > 1.0 && pattern.procedure_time < 4.0 * 3600.0, "{}", device.id);
        }
    }
}
