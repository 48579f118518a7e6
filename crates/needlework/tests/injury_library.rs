//! The library of peels and lasers: every entry makes an injury that the model takes.

use std::path::PathBuf;

use needlework::injury::{LaserPulse, Peel, PeelAgent, PeelApplication, PeelDepthParameters, PeelParameters};
use needlework::skin::{Person, Phototype, Sex, Site, Skin};
use needlework::transport::active::Figure;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "texts for readers")]
struct PeelEntry {
    id: String,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    summary: String,
    source: Vec<String>,
    note: String,
    application: Application,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Application {
    agent: PeelAgent,
    strength_percent: Figure,
    ph: Figure,
    minutes: Figure,
    coats: Figure,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "texts for readers")]
struct LaserEntry {
    id: String,
    name: String,
    summary: String,
    source: Vec<String>,
    kind: String,
    note: String,
    settings: Settings,
    pulse: Pulse,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    wavelength_nm: Figure,
    energy_mj: Figure,
    density_per_cm2: Figure,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Pulse {
    core_diameter_mm: Figure,
    depth_at_1_mj_mm: Figure,
    depth_exponent: Figure,
    rim_at_1_mj_mm: Figure,
    rim_exponent: Figure,
}

fn entries<T: serde::de::DeserializeOwned>(folder: &str) -> Vec<(String, T)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../library").join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    files
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).unwrap();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display())))
        })
        .collect()
}

fn skin() -> Skin {
    Skin::resolve(&Person::median(35.0, Sex::Female, Phototype::III), &Site::reference_face()).unwrap()
}

/// A source, or an assumption with a range that holds the value.
fn has_origin(figure: &Figure) -> bool {
    let inside = figure.range.is_none_or(|[low, high]| (low..=high).contains(&figure.value));
    inside && (figure.source.is_some() || (figure.assumed.is_some() && figure.range.is_some()))
}

#[test]
fn every_peel_makes_an_injury() {
    let peels = entries::<PeelEntry>("peels");
    assert!(peels.len() >= 9);
    let mut classes = (0, 0);
    for (file, p) in peels {
        assert_eq!(file, p.id);
        let a = &p.application;
        for f in [&a.strength_percent, &a.ph, &a.minutes, &a.coats] {
            assert!(has_origin(f), "{file}: {f:?}");
        }
        let application = PeelApplication {
            agent: a.agent,
            strength: a.strength_percent.value,
            ph: a.ph.value,
            minutes: a.minutes.value,
            coats: a.coats.value,
        };
        let model = PeelDepthParameters::default();
        let class = application.class(&model).unwrap();
        println!("{file}: reach {:.2}, {class:?}", application.reach(&model).unwrap());
        let class = class.unwrap_or_else(|| panic!("{file} does nothing"));
        match class {
            Peel::Superficial => classes.0 += 1,
            Peel::Medium { .. } => classes.1 += 1,
        }
        let injury = class.injury(&skin(), &[0.1, 0.2, 0.5], &PeelParameters::default()).unwrap();
        assert!(injury.open_barrier > 0.0 && injury.epidermis_removed > 0.0);
    }
    assert!(classes.0 >= 5 && classes.1 >= 2, "{classes:?}");
}

#[test]
fn every_laser_makes_columns_of_its_kind() {
    let lasers = entries::<LaserEntry>("lasers");
    assert!(lasers.len() >= 5);
    for (file, l) in lasers {
        assert_eq!(file, l.id);
        let (s, p) = (&l.settings, &l.pulse);
        let all = [
            &s.wavelength_nm,
            &s.energy_mj,
            &s.density_per_cm2,
            &p.core_diameter_mm,
            &p.depth_at_1_mj_mm,
            &p.depth_exponent,
            &p.rim_at_1_mj_mm,
            &p.rim_exponent,
        ];
        assert!(all.iter().all(|f| has_origin(f)), "{file}");
        let pulse = LaserPulse {
            core_diameter: p.core_diameter_mm.value,
            depth_at_1_mj: p.depth_at_1_mj_mm.value,
            depth_exponent: p.depth_exponent.value,
            rim_at_1_mj: p.rim_at_1_mj_mm.value,
            rim_exponent: p.rim_exponent.value,
        };
        let columns = pulse.columns(s.energy_mj.value, s.density_per_cm2.value).unwrap();
        let coverage = pulse.coverage(s.energy_mj.value, s.density_per_cm2.value).unwrap();
        println!(
            "{file}: depth {:.2} mm, rim {:.3} mm, coverage {:.1} %",
            columns.depth,
            columns.rim,
            100.0 * coverage
        );
        assert_eq!(l.kind == "ablative", columns.core_diameter > 0.0);
        // Fractional: a twentieth to a half of the surface, never all.
        assert!((0.005..0.6).contains(&coverage), "{file}: {coverage}");
        assert!((0.2..2.5).contains(&columns.depth), "{file}: {}", columns.depth);
        let injury = columns.injury(&[0.1, 0.3]).unwrap();
        assert!(injury.zones[0].ablated + injury.zones[0].coagulated > 0.0);
    }
}
