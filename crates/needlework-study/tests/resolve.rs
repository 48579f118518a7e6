//! What study files stand for.

use std::path::Path;
use std::sync::Arc;

use needlework::course::{EventKind, Needling, Study, Topicals};
use needlework::device::{Mechanism, Technique};
use needlework::skin::Skin;
use needlework_study::document::SourceFile;
use needlework_study::library::Library;
use needlework_study::run::{canonical_json, sha256};
use needlework_study::study::{self, Origin, Resolved};

fn read(text: &str) -> Resolved {
    let source = Arc::new(SourceFile::new("study.toml", format!("format = 1\n{text}")));
    study::read(&source, &Library::embedded()).unwrap_or_else(|faults| panic!("{faults}"))
}

fn example(name: &str) -> Resolved {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    study::load(&path, &Library::embedded()).unwrap_or_else(|faults| panic!("{faults}"))
}

fn days(study: &Study) -> Vec<f64> {
    study.protocol.events.iter().map(|event| event.day).collect()
}

fn needling(study: &Study, index: usize) -> &Needling {
    match &study.protocol.events[index].kind {
        EventKind::Needling(needling) => needling,
        other => panic!("{other:?}"),
    }
}

fn origin(resolved: &Resolved, section: &str, name: &str) -> Origin {
    let row = resolved.rows.iter().find(|row| row.section == section && row.name == name);
    row.unwrap_or_else(|| panic!("{section} {name}")).origin.clone()
}

#[test]
fn the_acne_scar_example_is_the_published_protocol() {
    let study = example("acne-scars.toml").study;
    assert_eq!(days(&study), [0.0, 30.0, 60.0, 90.0, 120.0]);
    let session = needling(&study, 0);
    assert_eq!(session.device.needle_count(), 192);
    assert_eq!(session.device.needle().length, 1.5);
    let Technique::Roller(rolling) = &session.technique else { panic!() };
    assert_eq!(rolling.passes(), 15);
    assert_eq!(study.protocol.horizon, 365.25);
    assert_eq!(study.zones[0].site.id, "cheek");
    assert!(study.concern.scars.is_some());
}

#[test]
fn other_ways_of_writing_a_study_give_the_same_hash() {
    let skin = "[skin]\nsite = 'cheek'\nage = 30\n[concern]\nid = 'atrophic-acne-scars'\n";
    let forms = [
        "[device]\nid = 'dermaroller-mf8'\nlength = '1.5 mm'\n[protocol]\nsessions = '3 sessions every 4 weeks'",
        "[device]\nid = 'mf8'\nlength = '1500 um'\n[protocol]\nsessions = 3\ninterval = '28 days'",
        "[device]\nid = 'dermaroller-mf8'\n[[protocol.event]]\nday = 0\n[[protocol.event]]\nday = '4 weeks'\n[[protocol.event]]\nday = 56",
    ];
    let hashes: Vec<String> = forms
        .iter()
        .map(|form| sha256(canonical_json(&read(&format!("{skin}{form}")).study).unwrap().as_bytes()))
        .collect();
    assert_eq!(hashes[0], hashes[1]);
    assert_eq!(hashes[0], hashes[2]);
    let other = read(&format!("{skin}{}", forms[0].replace("1.5 mm", "1.4 mm")));
    assert_ne!(hashes[0], sha256(canonical_json(&other.study).unwrap().as_bytes()));
}

#[test]
fn a_resolved_study_survives_json() {
    for name in
        ["acne-scars.toml", "photoageing-50.toml", "needling-and-peels.toml", "own-device.toml", "melasma-iv.toml"]
    {
        let study = example(name).study;
        let json = canonical_json(&study).unwrap();
        assert!(serde_json::from_str::<Study>(&json).unwrap() == study, "{name}");
    }
}

#[test]
fn every_row_says_where_it_comes_from() {
    let resolved = example("acne-scars.toml");
    assert_eq!(origin(&resolved, "person", "age"), Origin::Given { line: 12 });
    assert!(matches!(origin(&resolved, "person", "sex"), Origin::Default { .. }));
    assert_eq!(origin(&resolved, "zone cheek", "area"), Origin::Library { entry: "site cheek".into() });
    assert_eq!(origin(&resolved, "concern", "scars"), Origin::Library { entry: "concern atrophic-acne-scars".into() });
    assert!(matches!(origin(&resolved, "technique", "punctures"), Origin::Derived { .. }));
}

#[test]
fn maintenance_follows_the_course() {
    let study = example("maintenance.toml").study;
    let months = 182.625;
    let expected: Vec<f64> =
        [0.0, 30.0, 60.0, 90.0].into_iter().chain((1..=6).map(|n| 90.0 + months * f64::from(n))).collect();
    assert_eq!(days(&study), expected);
}

#[test]
fn zones_with_depths_of_their_own_get_sessions_of_their_own() {
    let study = example("photoageing-50.toml").study;
    let first: Vec<(Vec<usize>, f64)> = study
        .protocol
        .events
        .iter()
        .filter(|event| event.day == 0.0)
        .map(|event| match &event.kind {
            EventKind::Needling(n) => (event.zones.clone(), n.technique.needle_travel(&n.device)),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(first, [(vec![0, 3], 0.75), (vec![1], 0.5), (vec![2], 1.0)]);
}

#[test]
fn a_density_sets_the_passes_of_a_roller_and_the_hand_of_a_pen() {
    let base = "[skin]\nsite = 'cheek'\n[protocol]\nsessions = '1 session'\n";
    let roller = read(&format!("{base}[device]\nid = 'mf8'\n[technique]\ndensity = '250 /cm2'"));
    let Technique::Roller(rolling) = &needling(&roller.study, 0).technique else { panic!() };
    assert_eq!(rolling.passes(), 16); // 250 / 15.28 = 16.4

    for extra in ["", "passes = 2\n", "path = 'circular'\n", "hand_speed = '120 mm/s'\n"] {
        let text =
            format!("{base}[device]\nid = 'skinpen'\n[technique]\ndepth = '1 mm'\ndensity = '2000 /cm2'\n{extra}");
        let pen = read(&text);
        let session = needling(&pen.study, 0);
        let (Technique::Pen(hand), Mechanism::Pen(device)) = (&session.technique, &session.device.mechanism) else {
            panic!()
        };
        let per_area = match hand.path {
            needlework::device::HandPath::Circular { radius } => {
                std::f64::consts::TAU * radius / hand.line_spacing.powi(2)
            }
            _ => 1.0 / hand.line_spacing,
        };
        let density = device.punctures_per_second(hand.frequency) * hand.passes as f64 * per_area / hand.hand_speed;
        assert!((density - 20.0).abs() < 1e-9, "{extra}: {density} per mm²");
    }
}

#[test]
fn passes_that_directions_do_not_divide_are_listed_one_by_one() {
    let base = "[skin]\nsite = 'cheek'\n[device]\nid = 'mf8'\n[protocol]\nsessions = '1 session'\n[technique]\n";
    let rolling = |text: &str| match needling(&read(&format!("{base}{text}")).study, 0).technique.clone() {
        Technique::Roller(rolling) => rolling,
        other => panic!("{other:?}"),
    };
    let even = rolling("passes = 16");
    assert_eq!((even.directions.len(), even.passes_per_direction), (4, 4));
    let odd = rolling("passes = 15");
    assert_eq!((odd.directions.len(), odd.passes_per_direction), (15, 1));
    let angles = rolling("passes = 2\ndirections = ['0 deg', '90 deg']").directions;
    assert!(angles[0] == 0.0 && (angles[1] - std::f64::consts::FRAC_PI_2).abs() < 1e-15);
}

#[test]
fn topicals_become_changes_of_the_inputs() {
    let text = "[skin]\nsite = 'cheek'\n[protocol]\nsessions = '2 sessions every 30 days'\n\
        [[topical]]\nactive = 'vitamin-c'\nstrength = '50 %'\nstart = 0\nstop = 60\n\
        [[topical]]\nactive = 'growth-factor'\nrate = '2 pg/mm3/day'\nstart = 30\nstop = 37\n";
    let study = read(text).study;
    let changes: Vec<(f64, Topicals)> = study
        .protocol
        .events
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::Topicals(inputs) => Some((event.day, *inputs)),
            _ => None,
        })
        .collect();
    let inputs = |vitamin_c, growth_factor| Topicals { vitamin_c, growth_factor, ..Topicals::default() };
    assert_eq!(
        changes,
        [(0.0, inputs(0.5, 0.0)), (30.0, inputs(0.5, 2.0)), (37.0, inputs(0.5, 0.0)), (60.0, inputs(0.0, 0.0))]
    );
    assert!(
        matches!(study.protocol.events[0].kind, EventKind::Topicals(_)),
        "inputs change before the session of the day"
    );
}

#[test]
fn measured_layers_hold_at_the_age_of_the_person() {
    let text = "[skin]\nage = 70\nsex = 'male'\nsite = 'cheek'\n[skin.layers]\nreticular_dermis = '1.1 mm'\nviable_epidermis = '45 um'\n\
        [protocol]\nsessions = '1 session'\n";
    let study = read(text).study;
    let skin = Skin::resolve(&study.person, &study.zones[0].site).unwrap();
    assert!((skin.layers.reticular_dermis - 1.1).abs() < 1e-12);
    assert!((skin.layers.viable_epidermis - 0.045).abs() < 1e-12);
}

#[test]
fn an_event_changes_only_what_it_says() {
    let text = "[skin]\nsite = ['cheek', 'forehead']\n[device]\nid = 'mf8'\n[technique]\npasses = 12\nanaesthesia = 'strong'\n\
        [[protocol.event]]\nday = 0\n\
        [[protocol.event]]\nday = 30\nzone = 'forehead'\ndevice = { length = '1 mm' }\ntechnique = { density = '100 /cm2' }\n\
        [[protocol.event]]\nday = 60\ndevice = { id = 'skinpen' }\ntechnique = { depth = '0.5 mm' }\n";
    let study = read(text).study;
    assert_eq!(study.protocol.events[0].zones, [] as [usize; 0]);
    assert_eq!(study.protocol.events[1].zones, [1]);
    let (first, second, third) = (needling(&study, 0), needling(&study, 1), needling(&study, 2));
    assert_eq!((first.device.needle().length, second.device.needle().length), (1.5, 1.0));
    let Technique::Roller(rolling) = &second.technique else { panic!() };
    assert_eq!(rolling.passes(), 7); // 100 / 15.28
    assert_eq!(second.anaesthesia, first.anaesthesia);
    assert_eq!(third.technique.name(), "pen");
}

#[test]
fn a_study_without_device_takes_a_published_one() {
    let resolved = example("minimal.toml");
    let entry = Library::embedded().concerns.get("fine-lines").unwrap().entry().typical[0].clone();
    let session = needling(&resolved.study, 0);
    assert_eq!(session.device.id, entry.device);
    assert_eq!(session.technique.needle_travel(&session.device), entry.needle_length.mm());
    assert!(matches!(origin(&resolved, "device", "id"), Origin::Default { .. }));
}
