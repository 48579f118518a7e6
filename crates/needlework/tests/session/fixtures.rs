//! Devices, techniques and a skin that the tests share. Facts: schwarz-laaff-2011, skinpen-denovo-spec, fda-exceed-k182407.

use needlework::device::{
    Device, HandPath, Mechanism, Needle, Pen, PenTechnique, PinLayout, Ring, Roller, RollerTechnique, Stamp,
    StampTechnique, Technique,
};
use needlework::puncture::{Field, Penetration, Punctures, strike};
use needlework::random::Key;
use needlework::skin::{Person, Phototype, Sex, Site, Skin};

pub const FACE: f64 = 30_000.0;

pub fn skin() -> Skin {
    Skin::resolve(&Person::median(40.0, Sex::Female, Phototype::III), &Site::reference_face()).unwrap()
}

fn device(id: &str, mechanism: Mechanism) -> Device {
    Device { id: id.into(), name: id.into(), mechanism, clearances: vec![] }
}

pub fn roller(length: f64) -> Device {
    device(
        "roller-192",
        Mechanism::Roller(Roller {
            drum_diameter: 20.0,
            drum_width: 20.0,
            rings: 8,
            needles_per_ring: 24,
            stagger: 0.5,
            needle: Needle::new(length, 0.25),
        }),
    )
}

/// Fifteen passes: five directions, three passes in each.
pub fn rolling() -> Technique {
    Technique::Roller(RollerTechnique {
        directions: [0.0_f64, 90.0, 45.0, 135.0, 22.5].map(f64::to_radians).to_vec(),
        passes_per_direction: 3,
        speed: 50.0,
        lateral_jitter: 1.0,
    })
}

/// Fourteen pins at 7000 strokes per minute; the arrangement of the pins is assumed.
pub fn pen() -> Device {
    device(
        "pen-14",
        Mechanism::Pen(Pen {
            pins: PinLayout::Rings(vec![Ring { count: 4, radius: 0.8 }, Ring { count: 10, radius: 2.0 }]),
            needle: Needle::new(2.5, 0.25),
            frequency_min: 100.0,
            frequency_max: 7000.0 / 60.0,
            depth_min: 0.25,
            depth_max: 2.5,
            depth_tolerance: 0.15,
        }),
    )
}

pub fn gliding(path: HandPath) -> PenTechnique {
    PenTechnique {
        depth: 1.5,
        frequency: 7000.0 / 60.0,
        hand_speed: 30.0,
        path,
        line_spacing: 5.0,
        directions: [0.0_f64, 90.0].map(f64::to_radians).to_vec(),
        passes: 2,
        dwell: None,
        lateral_jitter: 0.5,
    }
}

pub fn stamp(length: f64) -> Device {
    let needle = Needle::new(length, 0.25);
    device("stamp-40", Mechanism::Stamp(Stamp { rows: 5, columns: 8, spacing: 1.2, needle }))
}

pub fn stamping() -> Technique {
    Technique::Stamp(StampTechnique {
        passes: 4,
        overlap: 0.2,
        jitter: 0.5,
        time_per_placement: 0.6,
        press_speed: 100.0,
    })
}

pub fn struck(device: &Device, technique: &Technique, field: &Field, seed: u64) -> Punctures {
    strike(device, technique, &skin(), field, &Penetration::default(), Key::new(seed), 0).unwrap()
}
