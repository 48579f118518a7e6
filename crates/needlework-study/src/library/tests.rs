use std::fs;
use std::path::PathBuf;

use needlework::device::Mechanism;
use needlework::healing::{Host, Parameters};
use needlework::skin::{Person, Sex, Site};
use proptest::prelude::*;

use super::*;
use crate::document;

mod insults;
mod user_folder;

#[test]
fn every_built_in_file_is_read_without_a_fault() {
    let (library, faults) = embedded::load(Reading::Checked);
    let shown: String = faults.iter().map(|fault| crate::diagnostic::render(fault, false)).collect();
    assert!(faults.is_empty(), "{shown}");
    library.check_references().unwrap_or_else(|faults| panic!("{faults}"));
    let counts = [library.devices.len(), library.sites.len(), library.phototypes.len(), library.concerns.len()];
    assert!(counts[0] >= 20 && counts[1] >= 24 && counts[2] == 6 && counts[3] >= 13, "{counts:?}");
    assert!(library.actives.len() >= 25 && library.guidance.len() >= 10 && library.sources.len() >= 100);
    assert_eq!(library.active("PRP").unwrap().id, "platelet-rich-plasma");
}

#[test]
fn every_source_is_used() {
    let library = Library::embedded();
    let entries: String = library
        .files()
        .into_iter()
        .filter(|(kind, _)| *kind != Kind::Source)
        .map(|(_, file)| file.text.as_str())
        .collect();
    for source in library.sources.iter() {
        let id = source.entry().id();
        assert!(entries.contains(&format!("\"{id}\"")), "{id} is in sources.toml but no entry names it");
    }
}

/// Device, published number and unit, and how far ours may be off.
const PUBLISHED: &[(&str, f64, &str, f64)] = &[
    ("dermaroller-mf8", 15.3, "/cm² per pass", 0.01), // schwarz-laaff-2011
    ("dermaroller-c8he", 250.0 / 15.0, "/cm² per pass", 0.10), // dermaroller-192-spec: 250 after 15 passes
    ("skinpen-precision", 1633.0, "punctures/s", 0.001), // skinpen-denovo-spec
    ("exceed", 750.0, "punctures/s", 0.20),           // fda-exceed-k182407: 600 to 900
    ("exceed-unlimited", 750.0, "punctures/s", 0.20), // fda-exceed-k233709: 600 to 900
    ("dermapen", 1000.0, "punctures/s", 0.02),        // sasaki-dermapen-spec
];

#[test]
fn punctures_of_every_device_are_plausible_and_match_what_is_published() {
    let library = Library::embedded();
    for shelved in library.devices.iter() {
        let entry = shelved.entry();
        let (punctures, unit) = entry.punctures();
        println!("{:20} {:6} needles {punctures:8.1} {unit}", entry.id(), entry.device().needle_count());
        let (low, high) = match entry.device().mechanism {
            Mechanism::Roller(_) => (10.0, 30.0),
            Mechanism::Pen(_) => (500.0, 3000.0),
            Mechanism::Stamp(_) => (10.0, 500.0),
        };
        assert!((low..=high).contains(&punctures), "{}: {punctures} {unit}", entry.id());
    }
    for &(id, published, unit, tolerance) in PUBLISHED {
        let (ours, ours_unit) = library.devices.get(id).unwrap().entry().punctures();
        assert_eq!(ours_unit, unit);
        assert!((ours / published - 1.0).abs() <= tolerance, "{id}: {ours} against {published} {unit}");
    }
    let mf8 = library.devices.get("dermaroller-mf8").unwrap().entry().punctures().0;
    assert!((229.0..=250.0).contains(&(15.0 * mf8)), "15 passes of the 192-needle drum leave {} /cm²", 15.0 * mf8);
}

#[test]
fn rollers_span_the_lengths_and_pens_stay_inside_their_labels() {
    let library = Library::embedded();
    let mut lengths = Vec::new();
    for shelved in library.devices.iter() {
        let device = shelved.entry().device();
        device.check().unwrap();
        match &device.mechanism {
            Mechanism::Roller(roller) => lengths.push(roller.needle.length),
            Mechanism::Pen(pen) => {
                let usual = shelved.entry().usual_frequency().unwrap();
                assert!((pen.frequency_min..=pen.frequency_max).contains(&usual), "{}", device.id);
                assert!(device.clearances.iter().all(|c| c.max_depth.is_none_or(|depth| depth <= pen.depth_max)));
            }
            Mechanism::Stamp(_) => assert!(shelved.entry().usual_press_speed().unwrap() > 0.0),
        }
    }
    lengths.sort_by(f64::total_cmp);
    assert_eq!(lengths.first().copied(), Some(0.2));
    assert_eq!(lengths.last().copied(), Some(3.0));
    assert!(
        library
            .device("skinpen")
            .unwrap()
            .clearances
            .iter()
            .all(|c| c.max_depth == Some(1.5) && c.min_age == Some(22.0))
    );
}

fn dermis(site: &Site, sex: Sex) -> f64 {
    let layers = site.layers(sex);
    layers.papillary_dermis.mean + layers.reticular_dermis.mean
}

#[test]
fn sites_are_ordered_as_the_sources_order_them() {
    let library = Library::embedded();
    let site = |id: &str| library.site(id).unwrap();
    for shelved in library.sites.iter() {
        let site = shelved.entry().site();
        site.check().unwrap();
        for sex in [Sex::Female, Sex::Male] {
            let layers = site.layers(sex);
            let epidermis = layers.stratum_corneum.mean + layers.viable_epidermis.mean;
            // lintzeri-2022: 31 to 597 µm over all skin, of which palm and sole are left out here.
            assert!((0.031..0.3).contains(&epidermis), "{}: epidermis {epidermis} mm", site.id);
            assert!((0.6..3.0).contains(&dermis(&site, sex)), "{}: dermis {} mm", site.id, dermis(&site, sex));
            for layer in [layers.stratum_corneum, layers.viable_epidermis, layers.papillary_dermis, layers.hypodermis] {
                assert!((0.05..=1.0).contains(&layer.cv), "{}: spread {}", site.id, layer.cv);
            }
        }
        // Men are not thinner anywhere but at the neck (meng-2022-facial-us).
        assert!(site.id == "neck" || dermis(&site, Sex::Male) >= dermis(&site, Sex::Female), "{}", site.id);
    }
    for sex in [Sex::Female, Sex::Male] {
        let thinnest = dermis(&site("upper-eyelid"), sex);
        let others = library.sites.iter().map(|shelved| dermis(&shelved.entry().site(), sex));
        assert!(others.into_iter().all(|other| other >= thinnest));
        assert!(dermis(&site("nasal-sidewall"), sex) > dermis(&site("cheek"), sex)); // chopra-2015
        assert!(dermis(&site("back"), sex) > dermis(&site("thigh"), sex)); // laurent-2007
        assert!(site("forehead").epidermal_turnover > site("back").epidermal_turnover); // baker-kligman-1967
        assert!(site("back").epidermal_turnover > site("volar-forearm").epidermal_turnover);
    }
    let chopra = dermis(&site("upper-eyelid"), Sex::Female);
    assert!((chopra / 0.759 - 1.0).abs() < 0.05, "histology finds 0.759 mm at the upper eyelid, we have {chopra}");
}

#[test]
fn phototypes_darken_in_order_and_straddle_the_measured_cut_offs() {
    let library = Library::embedded();
    let all: Vec<&PhototypeEntry> = Phototype::ALL
        .iter()
        .map(|phototype| library.phototypes.get(&format!("{phototype:?}")).unwrap().entry())
        .collect();
    for (entry, phototype) in all.iter().zip(Phototype::ALL) {
        assert_eq!(entry.phototype, phototype);
        assert_eq!(library.phototype(&phototype.number().to_string()).unwrap(), phototype);
        let pigment = &entry.pigment;
        let mapped = 38.5 + 15.0 * pigment.constitutive_melanin.value.ln();
        assert!((pigment.melanin_index.value - mapped).abs() < 0.06, "{}: {mapped}", entry.id);
    }
    for pair in all.windows(2) {
        assert!(pair[0].pigment.constitutive_melanin.value < pair[1].pigment.constitutive_melanin.value);
        assert!(pair[0].risk.pigmentation_per_course.value <= pair[1].risk.pigmentation_per_course.value);
    }
    // indian-mi-cutoffs-2018: 42 between III and IV, 47 between IV and V.
    let index = |n: usize| all[n].pigment.melanin_index.value;
    assert!(index(2) < 42.0 && 42.0 < index(3) && index(3) < 47.0 && 47.0 < index(4));
}

#[test]
fn the_healing_model_takes_every_phototype_site_and_concern() {
    let library = Library::embedded();
    let host = |phototype: Phototype, site: &Site, melasma: f64| {
        let person = Person::median(40.0, Sex::Female, phototype);
        Host::new(&Parameters::standard(), &person, site, melasma).unwrap()
    };
    for shelved in library.phototypes.iter() {
        // The model has these numbers of its own; the library says where they come from, and they must agree.
        let pigment = &shelved.entry().pigment;
        let host = host(shelved.entry().phototype, &library.site("face").unwrap(), 0.0);
        assert_eq!(host.melanin, pigment.constitutive_melanin.value);
        assert_eq!(host.pigment_reactivity, pigment.inflammation_response.value);
    }
    for site in library.sites.iter() {
        let host = host(Phototype::III, &site.entry().site(), 0.0);
        assert!((0.7..=3.0).contains(&host.epidermis_renewal), "{}", site.entry().id);
    }
    for concern in library.concerns.iter() {
        let drive = concern.entry().concern().pigment.map_or(0.0, |lesion| lesion.excess_drive);
        assert_eq!(host(Phototype::III, &library.site("cheek").unwrap(), drive).melasma, drive);
    }
}

#[test]
fn concerns_carry_their_lesions_and_protocols_that_their_devices_can_do() {
    let library = Library::embedded();
    let scars = library.concern("acne-scars").unwrap().scars.unwrap();
    assert_eq!((scars.count, scars.median_depth), (30, 0.42));
    assert!((library.concern("photoageing").unwrap().wrinkles.unwrap().roughness - 28.0).abs() < 1e-9);
    for shelved in library.concerns.iter() {
        for protocol in &shelved.entry().typical {
            let device = library.device(&protocol.device).unwrap();
            let needle = device.needle().length;
            let fits = match &device.mechanism {
                Mechanism::Pen(pen) => (pen.depth_min..=pen.depth_max).contains(&protocol.needle_length.mm()),
                _ => (protocol.needle_length.mm() - needle).abs() < 1e-9,
            };
            assert!(fits, "{}: {} on {}", shelved.entry().id, protocol.needle_length, device.id);
            assert!((1..=12).contains(&protocol.sessions) && protocol.interval.days() >= 7.0);
        }
    }
}

#[test]
fn lists_are_in_order_and_every_entry_can_be_shown() {
    let library = Library::embedded();
    for &kind in Kind::ALL {
        let rows = library.list(kind);
        assert!(rows.is_sorted_by(|a, b| a.id < b.id), "{kind}");
        for row in rows {
            let tree = library.show(kind, &row.id).unwrap();
            assert!(tree.starts_with(&row.id) && tree.contains(&row.file), "{tree}");
            assert_eq!(library.json(kind, &row.id).unwrap()["id"], row.id);
        }
        assert_eq!(Kind::named(kind.folder()), Some(kind));
        assert_eq!(Kind::named(kind.one()), Some(kind));
    }
    let cited: Vec<&str> =
        library.bibliography(Kind::Device, "mf8").unwrap().into_iter().map(|source| source.id.as_str()).collect();
    assert_eq!(cited, ["harris-2015-review", "kalluri-2011", "lotfi-2013", "schwarz-laaff-2011"]);
    let tree = library.show(Kind::Device, "mf8").unwrap();
    let lines: Vec<&str> = tree.lines().collect();
    assert_eq!(lines[0], "dermaroller-mf8  Dermaroller MF8 (1.5 mm)");
    assert!(lines.contains(&"│  ├─ length      1.5 mm [schwarz-laaff-2011]"), "{tree}");
    assert!(lines.contains(&"│  └─ after_15_passes  229 /cm²"), "{tree}");
}

#[test]
fn a_misspelt_id_is_answered_with_the_nearest_one() {
    let library = Library::embedded();
    let fault = library.device("skinpen-precisoin").unwrap_err();
    assert_eq!(fault.code.id, "NW0201");
    assert_eq!(fault.to_string(), "error[NW0201]: the library has no device called 'skinpen-precisoin'");
    assert!(fault.remedy.unwrap().starts_with("did you mean 'skinpen-precision'?"));
    assert!(library.site("chek").unwrap_err().remedy.unwrap().contains("'cheek'"));
    let far = library.concern("\u{1b}[2Jboo").unwrap_err();
    assert!(!far.to_string().contains('\u{1b}') && !far.remedy.unwrap().contains("did you mean"));
}

proptest! {
    /// Cut off anywhere or with a byte changed, a file is read or refused, never a panic.
    #[test]
    fn damaged_files_are_refused(pick in 0usize..80, cut in 0usize..4000, byte in 0u8..=255) {
        let read = |(path, _): &(&str, &str)| embedded::place_of(path).is_some();
        let files: Vec<(&str, &str)> = embedded::FILES.iter().copied().filter(read).collect();
        let (path, text) = files[pick % files.len()];
        let (kind, stem) = embedded::place_of(path).unwrap();
        let cut = cut.min(text.len());
        let mut bytes = text.as_bytes().to_vec();
        bytes.truncate(cut);
        let mut changed = text.as_bytes().to_vec();
        if let Some(place) = changed.get_mut(cut) {
            *place = byte;
        }
        for damaged in [bytes, changed] {
            let Ok(file) = document::from_bytes("damaged.toml", damaged) else { continue };
            let mut library = Library::empty();
            if let Err(faults) = library.add(kind, stem, &file, Reading::Checked) {
                prop_assert!(faults.iter().all(|fault| fault.code.id.starts_with("NW0")));
            }
        }
    }
}

/// An empty folder for one test, removed when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("needlework-library-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn faults(&self) -> Vec<String> {
        let Err(faults) = Library::with_folder(&self.0) else { return Vec::new() };
        let prefix = format!("{}/", self.0.display());
        faults.iter().map(|fault| fault.to_string().replace(&prefix, "")).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
#[test]
fn built_in_files_read_the_same_either_way() {
    let (checked, _) = embedded::load(Reading::Checked);
    let trusted = Library::embedded();
    for &kind in Kind::ALL {
        let rows = checked.list(kind);
        assert_eq!(rows, trusted.list(kind));
        for row in rows {
            assert_eq!(checked.json(kind, &row.id).unwrap(), trusted.json(kind, &row.id).unwrap());
        }
        assert!(kind.schema()["properties"].is_object());
    }
}
