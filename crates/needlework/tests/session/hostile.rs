//! Numbers that no one should send: every one is refused with a typed error or gives a finite result.

use crate::fixtures::{FACE, gliding, pen, roller, rolling, skin, stamp, stamping};
use needlework::device::{Device, HandPath, Mechanism, Needle, PenTechnique, Technique};
use needlework::injury::{Destruction, wound};
use needlework::puncture::{Field, Pattern, Penetration, PunctureError, Punctures, Warning, strike};
use needlework::random::Key;
use proptest::prelude::*;

fn run(device: &Device, technique: &Technique, field: &Field) -> Result<Punctures, PunctureError> {
    strike(device, technique, &skin(), field, &Penetration::default(), Key::new(1), 0)
}

#[test]
fn a_technique_for_another_device_is_refused() {
    let error = run(&roller(1.0), &stamping(), &Field::representative(FACE)).unwrap_err();
    assert_eq!(error.code(), "P001");
    assert_eq!(error.to_string(), "the device is a roller but the technique is for a stamp");
}

#[test]
fn too_many_strokes_are_refused_before_memory_is_taken() {
    let wide = Field { patch_width: 500.0, patch_height: 500.0, treated_area: 1e6 };
    let Technique::Roller(mut hand) = rolling() else { unreachable!() };
    hand.passes_per_direction = 1000;
    assert_eq!(run(&roller(1.0), &Technique::Roller(hand), &wide).unwrap_err().code(), "P002");
    let crawling = PenTechnique { hand_speed: 0.1, line_spacing: 0.05, passes: 1000, ..gliding(HandPath::Spiral) };
    assert_eq!(run(&pen(), &Technique::Pen(crawling), &wide).unwrap_err().code(), "P002");
    let mut device = stamp(1.0);
    if let Mechanism::Stamp(array) = &mut device.mechanism {
        (array.rows, array.columns, array.spacing) = (1000, 1000, 0.02);
    }
    assert_eq!(run(&device, &stamping(), &wide).unwrap_err().code(), "P002");
}

#[test]
fn a_pen_is_held_to_its_ranges() {
    for (technique, place) in [
        (PenTechnique { depth: 2.6, ..gliding(HandPath::Raster) }, "technique.depth"),
        (PenTechnique { frequency: 150.0, ..gliding(HandPath::Raster) }, "technique.frequency"),
        (PenTechnique { directions: vec![], ..gliding(HandPath::Raster) }, "technique.directions"),
    ] {
        match run(&pen(), &Technique::Pen(technique), &Field::representative(FACE)).unwrap_err() {
            PunctureError::Limit(limit) => assert_eq!(limit.place(), place),
            other => panic!("{other}"),
        }
    }
}

/// Ordinary numbers, extreme ones, and ones that are not numbers.
fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => 0.01..100.0_f64,
        1 => prop::num::f64::ANY,
        1 => Just(0.0),
        1 => Just(f64::NAN),
        1 => Just(f64::INFINITY),
        1 => Just(-1.0),
        1 => Just(1e300),
        1 => Just(f64::MIN_POSITIVE),
    ]
}

fn check(device: &Device, technique: &Technique, field: &Field) {
    let Ok(punctures) = run(device, technique, field) else { return };
    let finite = |values: &[f64]| values.iter().all(|v| v.is_finite());
    assert!(finite(&punctures.x) && finite(&punctures.y) && finite(&punctures.time) && finite(&punctures.depth));
    assert!(punctures.procedure_time.is_finite() && punctures.procedure_time > 0.0);
    let pattern = Pattern::of(&punctures, device, technique, &skin(), &Penetration::default());
    let json = serde_json::to_value(pattern).unwrap();
    assert!(json.as_object().unwrap().values().all(serde_json::Value::is_number), "{json}");
    for share in [pattern.channel_area_fraction, pattern.overlap_fraction, pattern.bleeding_fraction] {
        assert!((0.0..=1.0).contains(&share), "{pattern:?}");
    }
    let _ = Warning::of(&punctures, &pattern, device);
    let injury = wound(&punctures, &skin(), &[0.1, 0.5], &Penetration::default(), &Destruction::default()).unwrap();
    assert!(injury.zones.iter().all(|zone| (0.0..=1.0).contains(&zone.destroyed)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rollers_never_panic(
        length in any_number(), diameter in any_number(), drum in any_number(), speed in any_number(),
        jitter in any_number(), direction in any_number(), rings in 0_usize..400, ring in 0_usize..800,
    ) {
        let mut device = roller(1.0);
        if let Mechanism::Roller(roller) = &mut device.mechanism {
            roller.needle = Needle::new(length, diameter);
            (roller.drum_diameter, roller.rings, roller.needles_per_ring) = (drum, rings, ring);
        }
        let Technique::Roller(mut hand) = rolling() else { unreachable!() };
        (hand.speed, hand.lateral_jitter, hand.directions, hand.passes_per_direction) = (speed, jitter, vec![direction], 1);
        check(&device, &Technique::Roller(hand), &Field { patch_width: 4.0, patch_height: 4.0, treated_area: FACE });
    }

    #[test]
    fn pens_never_panic(
        depth in any_number(), frequency in any_number(), speed in any_number(), spacing in any_number(),
        width in any_number(), radius in any_number(), area in any_number(),
    ) {
        let mut device = pen();
        if let Mechanism::Pen(pen) = &mut device.mechanism {
            (pen.frequency_min, pen.frequency_max) = (0.1, 1000.0);
        }
        let path = HandPath::Circular { radius };
        let hand = PenTechnique {
            depth, frequency, hand_speed: speed, line_spacing: spacing, passes: 1, ..gliding(path)
        };
        let field = Field { patch_width: width.min(6.0), patch_height: 3.0, treated_area: area };
        check(&device, &Technique::Pen(hand), &field);
    }
}
