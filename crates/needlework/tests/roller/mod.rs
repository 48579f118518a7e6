//! The roller of the test courses: 192 needles, four directions a quarter turn apart.
#![allow(dead_code, reason = "each test uses its own part")]

use needlework::course::{EventKind, Needling};
use needlework::device::{Device, Mechanism, Needle, Roller, RollerTechnique, Technique};
use needlework::outcome::Anaesthesia;

/// As [`rolled`], without plasma.
pub fn needling(length: f64, passes: usize) -> EventKind {
    rolled(length, passes, 0.0)
}

/// A session under anaesthetic cream with needles of a `length` [mm]; `passes` in each direction make 61 punctures/cm²
/// apiece; `platelets` is the excess of platelets in the plasma laid on [-].
pub fn rolled(length: f64, passes: usize, platelets: f64) -> EventKind {
    EventKind::Needling(Needling {
        device: Device {
            id: "roller".into(),
            name: format!("192-needle roller, {length} mm"),
            mechanism: Mechanism::Roller(Roller {
                drum_diameter: 20.0,
                drum_width: 20.0,
                rings: 8,
                needles_per_ring: 24,
                stagger: 0.5,
                needle: Needle::new(length, 0.25),
            }),
            clearances: vec![],
        },
        technique: Technique::Roller(RollerTechnique {
            directions: [0.0_f64, 45.0, 90.0, 135.0].map(f64::to_radians).to_vec(),
            passes_per_direction: passes,
            speed: 50.0,
            lateral_jitter: 1.0,
        }),
        anaesthesia: Anaesthesia::Cream,
        platelet_plasma: platelets,
    })
}
