use super::{Imitation, Unlike};
use crate::library::Library;
use needlework::evidence::Treatment;
use needlework::outcome::Endpoint;

fn imitate(trial: &str, arm: &str) -> Result<Imitation, Unlike> {
    let library = Library::embedded();
    let arms = library.trial_arms();
    Imitation::of(arms.iter().find(|one| one.trial == trial && one.id == arm).unwrap(), &library)
}

#[test]
fn what_a_trial_states_is_taken_and_the_rest_follows_the_rule() {
    let found = imitate("lotfi-2013", "mn").unwrap();
    let days: Vec<f64> = found.study.protocol.events.iter().map(|event| event.day).collect();
    assert_eq!(days, [0.0, 30.0, 60.0, 90.0, 120.0]);
    assert_eq!(found.readings[0].day, 176.0);
    assert_eq!(found.study.person.phototype, needlework::skin::Phototype::III);
    assert_eq!(found.assumed, ["age"]);
    assert!(found.file.contains("length = \"1.5 mm\""), "{}", found.file);
}

#[test]
fn lesions_begin_as_those_of_the_trial() {
    let deep = imitate("co2-mn-idoj-2024", "mn").unwrap();
    let shallow = imitate("pakla-misiur-2021", "mn-peel");
    let depth = |found: &Imitation| found.study.concern.scars.unwrap().median_depth;
    assert_eq!(deep.begins_alike, Some(true));
    if let Ok(shallow) = shallow {
        assert!(depth(&shallow) < depth(&deep));
    }
    assert_eq!(imitate("rana-2017", "mn").unwrap().begins_alike, None);
}

#[test]
fn subcision_and_unknown_products_are_refused() {
    assert_eq!(imitate("bhargava-2019", "sub-mn").unwrap_err(), Unlike::NoFigure);
    let library = Library::embedded();
    let mut arm = library.trial_arms().into_iter().find(|arm| arm.trial == "dogra-2014").unwrap();
    arm.traits.treatments.push(Treatment::Subcision);
    assert_eq!(Imitation::of(&arm, &library).unwrap_err(), Unlike::NotSimulated("subcision"));
    arm.traits.treatments = vec![Treatment::Needling, Treatment::Peel];
    assert_eq!(Imitation::of(&arm, &library).unwrap_err(), Unlike::UnknownProduct("peel"));
}

#[test]
fn every_arm_with_a_figure_is_imitated_or_says_why_not() {
    let library = Library::embedded();
    let mut figures = 0;
    for arm in library.trial_arms() {
        match Imitation::of(&arm, &library) {
            Ok(found) => figures += found.readings.len(),
            Err(Unlike::Unresolved(message)) => panic!("{} {}: {message}", arm.trial, arm.id),
            Err(_) => {}
        }
    }
    assert!(figures > 60, "{figures} figures");
    assert!(Endpoint::from_id("goodman-baron-grade").is_some());
}
