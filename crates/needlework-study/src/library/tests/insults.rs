//! Peels, lasers and radiofrequency needles: what their files say makes injuries of the right kind.

use needlework::injury::{Destruction, InjuryKind, PeelClass, PeelModel};
use needlework::puncture::Penetration;

use super::*;
use crate::library::peel::median_face;

const DEPTHS: [f64; 3] = [0.2, 0.5, 1.0];

#[test]
fn every_peel_makes_an_injury_and_the_strong_ones_a_deeper_one() {
    let library = Library::embedded();
    let (model, skin) = (PeelModel::default(), median_face().unwrap());
    let mut classes = Vec::new();
    for shelved in library.peels.iter() {
        let entry = shelved.entry();
        let peel = entry.peel();
        let injury = peel.injury(0.0, &skin, &DEPTHS, &model).unwrap();
        assert!(injury.kind == InjuryKind::Peel && injury.open_barrier > 0.0, "{}", entry.id);
        assert!(peel.depth(0.0, &skin, &model).unwrap() > skin.layers.stratum_corneum, "{}", entry.id);
        classes.push(model.effect.class(peel.reach(0.0, &model).unwrap()));
    }
    assert!(classes.len() >= 15 && classes.contains(&PeelClass::Medium) && !classes.contains(&PeelClass::None));
    let depth = |id: &str| library.peels.get(id).unwrap().entry().peel().depth(0.0, &skin, &model).unwrap();
    let rising = ["tca-10", "tca-15", "tca-20", "tca-25", "tca-35", "tca-50", "tca-100-cross"];
    assert!(rising.windows(2).all(|pair| depth(pair[0]) < depth(pair[1])));
    assert!(depth("glycolic-20") < depth("glycolic-35") && depth("glycolic-35") < depth("glycolic-70"));
    // tca-peels-chapter: 10 to 25 % stays in the epidermis, 35 to 50 % reaches the papillary dermis and not beyond.
    let epidermis = skin.layers.epidermis();
    assert!(depth("tca-25") < epidermis && depth("tca-35") > epidermis);
    assert!(depth("tca-50") < epidermis + skin.layers.papillary_dermis);
}

#[test]
fn lasers_leave_columns_of_their_kind_and_the_sizes_that_were_measured() {
    let library = Library::embedded();
    for shelved in library.lasers.iter() {
        let entry = shelved.entry();
        let [low, high] = entry.energies();
        let columns = |energy: f64| entry.laser(energy, entry.usual_density(), 1.0).unwrap().columns;
        assert!(columns(low).depth < columns(high).depth, "{}: more energy is deeper", entry.id);
        assert!(columns(low).coverage() <= columns(high).coverage(), "{}", entry.id);
        let usual = columns(entry.usual_energy());
        assert_eq!(usual.is_ablative(), entry.kind == crate::library::LaserKind::Ablative, "{}", entry.id);
        // Fractional: a hundredth to a half of the surface, never all.
        assert!((0.005..0.6).contains(&usual.coverage()), "{}: {}", entry.id, usual.coverage());
        let spread = entry.spread(entry.usual_energy());
        assert!((0.05..0.8).contains(&spread.depth) && (0.05..0.8).contains(&spread.rim), "{}: {spread:?}", entry.id);
    }
    // bedi-2007-energy: at 40 mJ deeper than 1 mm and nearly 0.2 mm wide.
    let glass = library.lasers.get("erbium-glass-1550").unwrap().entry().laser(40.0, 1000.0, 1.0).unwrap().columns;
    assert!((1.0..1.3).contains(&glass.depth) && (0.17..0.2).contains(&(2.0 * glass.rim)), "{glass:?}");
    // hantash-2007-ablative: from 5 to 30 mJ more than three times as deep and twice as wide.
    let co2 = library.lasers.get("co2-fractional").unwrap().entry();
    let [weak, strong] = [5.0, 30.0].map(|energy| co2.laser(energy, 200.0, 1.0).unwrap().columns);
    assert!(strong.depth / weak.depth > 3.0 && (strong.rim / weak.rim - 2.0).abs() < 0.05);
}

#[test]
fn insulated_needles_spare_the_epidermis_and_bare_ones_do_not() {
    let library = Library::embedded();
    let skin = median_face().unwrap();
    let injury = |id: &str| {
        let needles = library.radiofrequency.get(id).unwrap().entry().needles(1.5, 0.5);
        needles.injury(&skin, &[0.2, 1.5], &Penetration::default(), &Destruction::default()).unwrap()
    };
    let (insulated, bare) = (injury("insulated-needles"), injury("bare-needles"));
    assert_eq!(insulated.zones[0].coagulated, 0.0);
    assert!(bare.zones[0].coagulated > 0.0 && insulated.zones[1].coagulated > 0.0);
    assert_eq!(insulated.kind, InjuryKind::Radiofrequency);
}

#[test]
fn a_file_that_contradicts_itself_is_refused() {
    let cases = [
        ("peels/tca-35.toml", "value = \"35 %\"", "value = \"90 %\"", "deeper than the model knows"),
        ("peels/tca-35.toml", "\"I\", \"II\", \"III\"", "", "no phototype is named"),
        ("peels/tca-35.toml", "value = 1.0", "value = 0.5", "the value must lie between"),
        ("lasers/co2-fractional.toml", "\"ablative\"", "\"non-ablative\"", "an ablative laser has a core"),
        ("lasers/co2-fractional.toml", "energy_max = \"70 mJ\"", "energy_max = \"10 mJ\"", "outside the settings"),
        ("lasers/co2-fractional.toml", "energy_max = \"70 mJ\"", "energy_max = \"70 nm\"", "NW0105"),
        (
            "radiofrequency/bare-needles.toml",
            "depth_max = \"3.5 mm\"",
            "depth_max = \"0.6 mm\"",
            "outside the settings",
        ),
        ("guidance/spacing-combinations.toml", "first = [\"focal-peel\"]", "first = []", "names what was done first"),
    ];
    for (number, (path, old, new, expected)) in cases.iter().enumerate() {
        let text = embedded::FILES.iter().find(|(name, _)| name == path).unwrap().1;
        assert!(text.contains(old), "{path}: {old}");
        let folder = Folder::new(&format!("insult-{number}"));
        folder.write(path, text.replacen(old, new, 1));
        let faults = folder.faults();
        assert!(faults.iter().any(|fault| fault.contains(expected)), "{path}: expected {expected}, found {faults:#?}");
    }
}
