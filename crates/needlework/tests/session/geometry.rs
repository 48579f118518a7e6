//! Where punctures fall: published densities, statistics of the pattern, determinism.

use crate::fixtures::{FACE, gliding, pen, roller, rolling, skin, stamp, stamping, struck};
use needlework::device::{Dwell, HandPath, Mechanism, PenTechnique, RollerTechnique, Technique};
use needlework::puncture::{Field, Pattern, Penetration, Punctures, Warning, strike};
use needlework::random::Key;
use std::f64::consts::PI;

fn per_cm2(punctures: &Punctures) -> f64 {
    100.0 * punctures.density()
}

/// Mean over seeds and its standard error.
fn mean_density(device: &needlework::device::Device, technique: &Technique, field: &Field) -> (f64, f64) {
    let densities: Vec<f64> = (0..60).map(|seed| per_cm2(&struck(device, technique, field, seed))).collect();
    let count = densities.len() as f64;
    let mean = densities.iter().sum::<f64>() / count;
    let variance = densities.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / (count - 1.0);
    (mean, (variance / count).sqrt())
}

#[test]
fn one_pass_of_a_192_needle_drum_leaves_15_3_per_cm2() {
    let Technique::Roller(hand) = rolling() else { unreachable!() };
    let once = Technique::Roller(RollerTechnique { directions: vec![0.3], passes_per_direction: 1, ..hand });
    let (mean, error) = mean_density(&roller(1.5), &once, &Field::representative(FACE));
    println!("one pass: {mean:.2} ± {error:.2} /cm², geometry {:.3}", 19_200.0 / (PI * 400.0));
    // 192/(π·2·2) = 15.279; strips side by side leave this mean whatever the phase.
    assert!((mean - 15.279).abs() < 4.0 * error && error < 0.2, "{mean} {error}");
}

#[test]
fn fifteen_passes_leave_the_published_density() {
    // 230 by geometry (schwarz-laaff-2011), about 250 published (dermaroller-192-spec).
    let densities: Vec<f64> =
        (0..40).map(|seed| per_cm2(&struck(&roller(1.5), &rolling(), &Field::representative(FACE), seed))).collect();
    let mean = densities.iter().sum::<f64>() / densities.len() as f64;
    println!("fifteen passes: {mean:.1} /cm² over 40 patterns, published 230 to 250");
    assert!((mean - 229.2).abs() < 2.0, "{mean}");
    let inside = densities.iter().filter(|d| (215.0..250.0).contains(*d)).count();
    assert_eq!(inside, densities.len(), "{densities:?}");
}

#[test]
fn pens_strike_n_f_t_over_a() {
    let field = Field { patch_width: 40.0, patch_height: 30.0, treated_area: FACE };
    let device = pen();
    let Mechanism::Pen(drive) = &device.mechanism else { unreachable!() };
    assert_eq!(drive.punctures_per_second(7000.0 / 60.0).round(), 1633.0);
    let straight = gliding(HandPath::Raster);
    let halting = PenTechnique { dwell: Some(Dwell { every: 3.0, time: 0.1 }), ..straight.clone() };
    for technique in [straight, gliding(HandPath::Spiral), gliding(HandPath::Circular { radius: 3.0 }), halting] {
        let path = technique.path;
        let technique = Technique::Pen(technique);
        let (mean, error) = mean_density(&device, &technique, &field);
        let time = struck(&device, &technique, &field, 0).procedure_time;
        assert!(
            (100.0 * technique.density(&device).unwrap() * FACE
                / (100.0 * drive.punctures_per_second(7000.0 / 60.0) * time)
                - 1.0)
                .abs()
                < 1e-12
        );
        let expected = 100.0 * drive.punctures_per_second(7000.0 / 60.0) * time / FACE;
        println!("{path:?}: {mean:.1} ± {error:.1} /cm² against N·f·t/A {expected:.1} ({time:.0} s)");
        assert!((mean / expected - 1.0).abs() < 0.02, "{path:?} {mean} {expected}");
    }
}

#[test]
fn sixty_seconds_over_100_cm2_is_980_per_cm2() {
    // The worked example of the evidence: 14 pins at 7000/min for 60 s on 100 cm².
    let spacing = 5.0;
    let technique = PenTechnique {
        line_spacing: spacing,
        hand_speed: 10_000.0 / (spacing * 60.0),
        passes: 1,
        ..gliding(HandPath::Raster)
    };
    let field = Field { patch_width: 100.0, patch_height: 100.0, treated_area: 10_000.0 };
    let punctures = struck(&pen(), &Technique::Pen(technique), &field, 5);
    assert!((punctures.procedure_time - 60.0).abs() < 1e-9);
    assert!((per_cm2(&punctures) / 980.0 - 1.0).abs() < 0.02, "{}", per_cm2(&punctures));
}

#[test]
fn stamps_cover_the_area_once_per_pass_and_overlap() {
    let (mean, error) = mean_density(&stamp(1.0), &stamping(), &Field::representative(FACE));
    // 40 needles on 8×1.2 by 5×1.2 mm, four passes, each step 0.8 of the footprint.
    let expected = 100.0 * 4.0 * 40.0 / (9.6 * 6.0 * 0.64);
    assert!((mean - expected).abs() < 4.0 * error && error < 0.02 * expected, "{mean} {expected} {error}");
}

#[test]
fn many_roller_passes_look_like_a_poisson_process() {
    // Counts in small quadrats over random phases: variance equals mean up to the (1 - p) of one lattice point per
    // pass, and the empty share is exp(-mean).
    let cell = 0.5;
    let mut counts = Vec::new();
    for seed in 0..20 {
        let punctures = struck(&roller(1.5), &rolling(), &Field::representative(FACE), seed);
        let mut grid = vec![0_u32; 1600];
        for (x, y) in punctures.x.iter().zip(&punctures.y) {
            grid[(y / cell) as usize * 40 + (x / cell) as usize] += 1;
        }
        counts.extend(grid);
    }
    let n = counts.len() as f64;
    let mean = counts.iter().map(|c| f64::from(*c)).sum::<f64>() / n;
    let variance = counts.iter().map(|c| (f64::from(*c) - mean).powi(2)).sum::<f64>() / (n - 1.0);
    let empty = counts.iter().filter(|c| **c == 0).count() as f64 / n;
    let dispersion = variance / mean;
    println!("index of dispersion {dispersion:.3}, empty {empty:.4} against {:.4}", (-mean).exp());
    let one_lattice_point = 1.0 - mean / 15.0;
    assert!((dispersion - one_lattice_point).abs() < 0.03, "{dispersion} {one_lattice_point}");
    assert!((empty / (-mean).exp() - 1.0).abs() < 0.03, "{empty}");
}

#[test]
fn a_single_pass_is_a_lattice_not_poisson() {
    let Technique::Roller(hand) = rolling() else { unreachable!() };
    let once = Technique::Roller(RollerTechnique {
        directions: vec![0.0],
        passes_per_direction: 1,
        lateral_jitter: 0.0,
        ..hand
    });
    let punctures = struck(&roller(1.5), &once, &Field::representative(FACE), 2);
    let mut nearest = f64::INFINITY;
    for i in 0..punctures.len() {
        for j in 0..i {
            let apart = (punctures.x[i] - punctures.x[j]).hypot(punctures.y[i] - punctures.y[j]);
            // Neighbouring strips have their own phase; within a strip nothing is closer than the staggered ring.
            if (punctures.y[i] - punctures.y[j]).abs() < 19.9 && apart < nearest && same_strip(&punctures, i, j) {
                nearest = apart;
            }
        }
    }
    assert!((nearest - (20.0 * PI / 24.0)).abs() < 0.3, "{nearest}");
}

/// Whether two punctures were made in one strip: strips are separated by the time to turn.
fn same_strip(punctures: &Punctures, i: usize, j: usize) -> bool {
    let strip = |k: usize| (punctures.time[k] / 0.9).floor();
    strip(i) == strip(j)
}

#[test]
fn directions_are_even() {
    // Neighbours on the drum lie on a nearly hexagonal lattice, so the sixth harmonic of the directions between close
    // punctures is large when all strokes run one way and vanishes when the strokes are spread evenly over the angles;
    // the second harmonic would show a preferred direction.
    let harmonic = |order: f64, directions: Vec<f64>| {
        let Technique::Roller(hand) = rolling() else { unreachable!() };
        let technique =
            Technique::Roller(RollerTechnique { directions, passes_per_direction: 1, lateral_jitter: 0.0, ..hand });
        let (mut cos, mut sin, mut pairs) = (0.0, 0.0, 0.0);
        for seed in 0..6 {
            let p = struck(&roller(1.5), &technique, &Field::representative(FACE), seed);
            for i in 0..p.len() {
                for j in 0..i {
                    let (dx, dy) = (p.x[i] - p.x[j], p.y[i] - p.y[j]);
                    if dx.hypot(dy) < 2.9 {
                        let angle = order * dy.atan2(dx);
                        cos += angle.cos();
                        sin += angle.sin();
                        pairs += 1.0;
                    }
                }
            }
        }
        f64::hypot(cos, sin) / pairs
    };
    let all: Vec<f64> = (0..16).map(|k| f64::from(k) * PI / 16.0).collect();
    let [second, sixth] = [2.0, 6.0].map(|order| harmonic(order, all.clone()));
    let one_way = harmonic(6.0, vec![0.0]);
    println!("harmonics of neighbour directions: 16 directions {second:.3}, {sixth:.3}; one direction {one_way:.3}");
    assert!(second < 0.02 && sixth < 0.02 && one_way > 0.5, "{second} {sixth} {one_way}");
}

#[test]
fn the_same_key_gives_the_same_bits_and_another_does_not() {
    let field = Field::representative(FACE);
    for (device, technique) in
        [(roller(1.0), rolling()), (pen(), Technique::Pen(gliding(HandPath::Spiral))), (stamp(1.0), stamping())]
    {
        let first = struck(&device, &technique, &field, 9);
        assert_eq!(first, struck(&device, &technique, &field, 9));
        assert_ne!(first, struck(&device, &technique, &field, 10));
        let next_session =
            strike(&device, &technique, &skin(), &field, &Penetration::default(), Key::new(9), 1).unwrap();
        assert_ne!(first, next_session);
    }
}

#[test]
fn punctures_lie_on_the_patch_in_order_of_time() {
    let field = Field { patch_width: 13.0, patch_height: 31.0, treated_area: FACE };
    for (device, technique) in [
        (roller(1.0), rolling()),
        (pen(), Technique::Pen(gliding(HandPath::Circular { radius: 2.0 }))),
        (stamp(1.0), stamping()),
    ] {
        let punctures = struck(&device, &technique, &field, 4);
        assert!(punctures.len() > 100);
        assert!(punctures.x.iter().all(|x| (0.0..13.0).contains(x)));
        assert!(punctures.y.iter().all(|y| (0.0..31.0).contains(y)));
        assert!(punctures.time.windows(2).all(|pair| pair[0] <= pair[1]));
        assert!(punctures.needle.iter().all(|needle| (*needle as usize) < device.needle_count()));
    }
}

#[test]
fn the_summary_of_the_reference_roller_is_plausible() {
    let (device, technique) = (roller(1.5), rolling());
    let punctures = struck(&device, &technique, &Field::representative(FACE), 1);
    let pattern = Pattern::of(&punctures, &device, &technique, &skin(), &Penetration::default());
    println!("{device}\n{technique}\n{pattern}");
    // Open area: 2.29 channels per mm² with a mouth of 0.125 mm (kalluri-2011 ratio), little overlap.
    assert!((pattern.channel_area_fraction - 0.028).abs() < 0.003, "{}", pattern.channel_area_fraction);
    assert!(pattern.overlap_fraction < 0.05);
    // davis-2004: 0.1 to 3 N per needle.
    assert!((0.1..3.0).contains(&pattern.force_per_needle));
    // 15 strokes over every spot of 300 cm² with a 2 cm drum at 5 cm/s: 15·300/(2·5) = 450 s and the turns.
    assert!((450.0..560.0).contains(&pattern.procedure_time), "{}", pattern.procedure_time);
    assert_eq!(Warning::of(&punctures, &pattern, &device), vec![]);
}

#[test]
fn a_fast_hand_tears_and_a_long_needle_exceeds_its_clearance() {
    let mut device = pen();
    device.clearances.push(needlework::device::Clearance {
        record: "FDA DEN160029".into(),
        max_depth: Some(1.5),
        indications: vec![],
        sites: vec![],
        phototypes: vec![],
        min_age: None,
    });
    let technique = Technique::Pen(PenTechnique { depth: 2.5, hand_speed: 60.0, ..gliding(HandPath::Raster) });
    let punctures = struck(&device, &technique, &Field::representative(FACE), 1);
    let pattern = Pattern::of(&punctures, &device, &technique, &skin(), &Penetration::default());
    let codes: Vec<_> = Warning::of(&punctures, &pattern, &device).iter().map(Warning::code).collect();
    assert_eq!(codes, ["PW01", "PW02", "PW03"]);

    let slow = Technique::Pen(PenTechnique { hand_speed: 20.0, ..gliding(HandPath::Raster) });
    let punctures = struck(&device, &slow, &Field::representative(FACE), 1);
    let pattern = Pattern::of(&punctures, &device, &slow, &skin(), &Penetration::default());
    assert_eq!(Warning::of(&punctures, &pattern, &device), vec![]);
    assert!(pattern.slide < 0.25, "{}", pattern.slide);
}
