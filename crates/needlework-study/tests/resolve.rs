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

/// The kinds of the events, in order: N, P, L or R, each with its day.
fn kinds(study: &Study) -> Vec<(char, f64)> {
    let letter = |kind: &EventKind| match kind {
        EventKind::Needling(_) => 'N',
        EventKind::Peel(_) => 'P',
        EventKind::Laser(_) => 'L',
        EventKind::Radiofrequency(_) => 'R',
        EventKind::Topicals(_) => 'T',
    };
    study.protocol.events.iter().map(|event| (letter(&event.kind), event.day)).collect()
}

#[test]
fn peels_and_lasers_take_their_place_on_the_day() {
    let study = |order: &str| {
        read(&format!(
            "[skin]\nsite = \"cheek\"\n[protocol]\nsessions = \"2 sessions every 30 days\"\n\
             [[peel]]\nproduct = \"tca-15\"\ndays = [0, 30]\n{order}\n[[laser]]\ndevice = \"1550\"\nday = 60\n"
        ))
        .study
    };
    let expected = [('N', 0.0), ('P', 0.0), ('N', 30.0), ('P', 30.0), ('L', 60.0)];
    assert_eq!(kinds(&study("")), expected);
    assert_eq!(kinds(&study("order = \"after\"")), expected);
    assert_eq!(kinds(&study("order = \"before\""))[..2], [('P', 0.0), ('N', 0.0)]);
    // Nothing is needled and no device is needed.
    let peels = read(
        "[skin]\nsite = \"cheek\"\n[[peel]]\nproduct = \"ga-35\"\nsessions = \"3 sessions every 2 weeks\"\nstart = 7\n",
    );
    assert_eq!(days(&peels.study), [7.0, 21.0, 35.0]);
    assert!(!peels.rows.iter().any(|row| row.section == "device"));
    assert!(peels.study.protocol.horizon >= 365.0);
}

#[test]
fn settings_of_a_peel_and_of_a_laser_reach_the_course() {
    use needlework::injury::PeelDose;
    let resolved = read(
        "[skin]\nsite = \"cheek\"\n[[peel]]\nproduct = \"tca-15\"\nstrength = \"20 %\"\ncoats = 2\ntime = \"90 s\"\nday = 0\n\
         [[laser]]\ndevice = \"co2\"\nenergy = \"20 mJ\"\ncoverage = \"10 %\"\npasses = 2\nday = 60\n\
         [[radiofrequency]]\ndevice = \"insulated-needles\"\ndepth = \"2 mm\"\nday = 120\n",
    );
    let [peel, laser, radiofrequency] = [0, 1, 2].map(|index| resolved.study.protocol.events[index].kind.clone());
    let EventKind::Peel(peel) = peel else { panic!("{peel:?}") };
    let PeelDose::Application(application) = peel.dose else { panic!("{peel:?}") };
    assert!((application.strength - 20.0).abs() < 1e-9 && (application.minutes - 1.5).abs() < 1e-9);
    assert_eq!((application.coats, application.ph), (2.0, 0.8));
    let EventKind::Laser(laser) = laser else { panic!("{laser:?}") };
    assert!((laser.columns.coverage() - (1.0 - 0.9 * 0.9)).abs() < 1e-9 && laser.spread.depth > 0.05);
    let EventKind::Radiofrequency(needles) = radiofrequency else { panic!("{radiofrequency:?}") };
    assert_eq!((needles.depth, needles.bare_length), (2.0, 0.3));
    assert_eq!(origin(&resolved, "peel tca-15", "pH"), Origin::Library { entry: "peel tca-15".to_owned() });
    assert!(matches!(origin(&resolved, "peel tca-15", "strength"), Origin::Given { .. }));
}

#[test]
fn acid_in_scars_covers_their_area() {
    let text = |extra: &str| {
        format!(
            "[skin]\n[[skin.zone]]\nsite = \"cheek\"\narea = \"40 cm2\"\n[concern]\nid = \"atrophic-acne-scars\"\n\
             [[peel]]\nproduct = \"tca-100-cross\"\nday = 0\n{extra}"
        )
    };
    let share = |extra: &str| {
        let resolved = read(&text(extra));
        let EventKind::Peel(peel) = &resolved.study.protocol.events[0].kind else { panic!() };
        peel.spots.unwrap().share
    };
    let one = std::f64::consts::FRAC_PI_4 * 1.5 * 1.5 / 4000.0;
    assert!((share("") - 30.0 * one).abs() < 1e-12); // all scars of the concern
    assert!((share("scars = 10\nscar_width = \"3 mm\"") - 40.0 * one).abs() < 1e-12);
}

/// Isotretinoin may be told as history or as a condition; both are the same fact and are said once.
#[test]
fn a_drug_is_one_fact_wherever_it_is_told() {
    use needlework::outcome::tolerability::Isotretinoin;
    let texts = |skin: &str, history: &str| {
        let resolved = read(&format!(
            "[skin]\nsite = \"cheek\"\n{skin}\n{history}\n[[peel]]\nproduct = \"glycolic-35\"\nday = 0\n"
        ));
        assert_eq!(resolved.study.circumstances.isotretinoin, Isotretinoin::Recent);
        resolved.warnings.iter().map(|warning| (warning.code.id, warning.message.clone())).collect::<Vec<_>>()
    };
    let condition = "conditions = \"isotretinoin-recent\"";
    let history = "[history]\nisotretinoin = \"recent\"";
    let told = texts("", history);
    assert!(told.iter().any(|(code, _)| *code == "NW0360"), "{told:?}");
    assert_eq!(told, texts(condition, ""));
    assert_eq!(told, texts(condition, history));
}

#[test]
fn warnings_name_limit_source_and_what_people_do() {
    let resolved = read(
        "[skin]\nsite = \"cheek\"\nconditions = [\"isotretinoin-current\"]\n[[peel]]\nproduct = \"glycolic-35\"\ndays = [0, 7, 28]\n",
    );
    let found: Vec<(&str, &str)> = resolved
        .warnings
        .iter()
        .map(|warning| (warning.code.id, warning.limit.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(found.len(), 3, "{}", resolved.warnings);
    assert!(found.iter().any(|(code, limit)| *code == "NW0355" && limit.starts_with("14 days (ishfaq-2022")));
    assert_eq!(found.iter().filter(|(code, _)| *code == "NW0360").count(), 2);
    assert!(resolved.warnings.iter().all(|warning| warning.remedy.is_some()));
    // A week is too soon, four weeks are not, and the next day of a superficial peel and needling is as in the trials.
    let calm = read(
        "[skin]\nsite = \"cheek\"\n[protocol]\nsessions = \"1 session\"\n[[peel]]\nproduct = \"tca-10\"\nday = 0\n",
    );
    assert!(calm.warnings.iter().all(|warning| warning.code.id == "NW0353"), "{}", calm.warnings);
}

#[test]
fn a_clearance_that_names_phototypes_holds_for_them_only() {
    let neck = |phototype: &str| {
        let resolved = read(&format!(
            "[skin]\nage = 45\nphototype = \"{phototype}\"\nsite = \"neck\"\n[concern]\nid = \"wrinkles\"\n\
             [device]\nid = \"skinpen-precision\"\n[technique]\ndepth = \"1 mm\"\n[protocol]\nsessions = \"1 session\"\n"
        ));
        resolved.warnings.iter().any(|warning| warning.code.id == "NW0353")
    };
    assert_eq!((neck("III"), neck("VI")), (false, true));
}

#[test]
fn a_product_goes_on_the_zones_that_it_names() {
    let text = "[skin]\n[[skin.zone]]\nsite = 'cheek'\narea = '40 cm2'\n[[skin.zone]]\nsite = 'neck'\narea = '160 cm2'\n\
                [device]\nid = 'dermaroller-mf8'\n[protocol]\nsessions = 2\ninterval = '4 weeks'\n\
                [[application]]\nactive = 'niacinamide'\nzone = 'neck'\ndose = '1.6 ml'\n\
                [[application]]\nactive = 'caffeine'\ndose = '1.6 ml'\n\
                [[application]]\nactive = 'lidocaine'\nzone = ['cheek', 'neck']\ndose = '1.6 ml'\n";
    let study = read(text).study;
    let zones: Vec<&[usize]> = study.regimens.iter().map(|regimen| regimen.zones.as_slice()).collect();
    // All of them is the same as none named.
    assert_eq!(zones, [&[1_usize][..], &[], &[]]);
    // A volume is spread over the skin that it is put on.
    let amounts: Vec<f64> = study.regimens.iter().map(|regimen| regimen.product.amount).collect();
    for (amount, expected) in amounts.iter().zip([10.0, 8.0, 8.0]) {
        assert!((amount - expected).abs() < 1e-9, "{amounts:?}");
    }
}
