//! What the surface must do, whatever the skin.

use super::optics::{Chromophores, ColourTable, OpticsParameters, SkinOptics};
use super::{Film, ReliefParameters, Roughness, SkinSurface, SurfaceState, Window};
use crate::concern::{Concern, ScarPopulation, ScarType, Striae, StriaeStage, Wrinkles};
use crate::outcome::{OutcomeParameters, fill_share};
use crate::provenance::Coefficient;
use crate::random::Key;
use crate::skin::{Person, Phototype, Sex, Site, Skin};

fn skin(site: &str, age: f64) -> Skin {
    let site = Site { id: site.into(), ..Site::reference_face() };
    Skin::resolve(&Person::median(age, Sex::Female, Phototype::III), &site).unwrap()
}

fn filled(fill: f64) -> SurfaceState {
    SurfaceState { fill, ..SurfaceState::at_rest(1.0, 0.0) }
}

fn acne() -> SkinSurface {
    let concern = Concern { scars: Some(ScarPopulation::default()), ..Concern::default() };
    SkinSurface::new(&skin("cheek", 30.0), &concern, 67.0, Key::new(3), 0)
}

#[test]
fn scars_fill_in_the_order_of_the_trials() {
    let surface = acne();
    let gain = |scar_type: ScarType, quantity: &dyn Fn(&super::ScarMeasure) -> f64| {
        let total = |fill: f64| {
            let scars = surface.scar_measures(&filled(fill));
            scars.iter().filter(|scar| scar.scar_type == scar_type).map(quantity).sum::<f64>()
        };
        1.0 - total(0.7) / total(0.0)
    };
    for quantity in [&|scar: &super::ScarMeasure| scar.depth, &|scar: &super::ScarMeasure| scar.volume]
        as [&dyn Fn(&super::ScarMeasure) -> f64; 2]
    {
        let [rolling, boxcar, ice_pick] = ScarType::ALL.map(|scar_type| gain(scar_type, quantity));
        assert!(rolling >= boxcar && boxcar > 4.0 * ice_pick && ice_pick > 0.0, "{rolling} {boxcar} {ice_pick}");
        // The depth follows the outcome map exactly: F · fill.
        for (scar_type, filled) in ScarType::ALL.into_iter().zip([rolling, boxcar, ice_pick]) {
            let expected = 0.7 * fill_share(scar_type, &OutcomeParameters::default());
            assert!((filled - expected).abs() < 1e-9, "{scar_type:?}: {filled} {expected}");
        }
    }
}

#[test]
fn scars_shade_where_the_outcome_map_thinks_that_they_do() {
    let concern =
        Concern { scars: Some(ScarPopulation { count: 300, ..ScarPopulation::default() }), ..Concern::default() };
    let surface = SkinSurface::new(&skin("cheek", 30.0), &concern, 200.0, Key::new(3), 0);
    let c = OutcomeParameters::default();
    for (scar_type, run) in ScarType::ALL.into_iter().zip([c.scar_run_rolling, c.scar_run_boxcar, c.scar_run_ice_pick])
    {
        let runs: Vec<f64> =
            surface.scars.iter().filter(|scar| scar.scar_type == scar_type).map(super::Scar::run).collect();
        let mean = runs.iter().sum::<f64>() / runs.len() as f64;
        assert!((mean / run - 1.0).abs() < 0.1, "{scar_type:?}: {mean} {run}");
    }
}

#[test]
fn a_measured_scar_has_the_depth_it_was_drawn_with() {
    let whole = acne();
    for scar_type in ScarType::ALL {
        let Some(scar) = whole.scars.iter().find(|scar| scar.scar_type == scar_type) else { panic!("{scar_type:?}") };
        for depth in [0.08, 0.3, 0.7] {
            let mut alone = *scar;
            (alone.centre, alone.depth) = ([0.0, 0.0], depth);
            let surface = SkinSurface { scars: vec![alone], ..whole.clone() };
            let found = surface.measured_scar_depth(&alone, &filled(0.0));
            // Texture and pores leave a few hundredths of a millimetre.
            assert!((found - depth).abs() < 0.04 + 0.08 * depth, "{scar_type:?} {depth}: {found}");
        }
    }
}

#[test]
fn the_volume_of_a_scar_is_that_of_its_picture() {
    // The measured volume comes from a radial integral, the picture from stamping: two ways to the same number.
    let mut surface = acne();
    let whole = surface.scars.clone();
    for scar_type in ScarType::ALL {
        let Some(scar) = whole.iter().find(|scar| scar.scar_type == scar_type) else { panic!("no {scar_type:?}") };
        let mut alone = *scar;
        alone.centre = [0.0, 0.0];
        surface.scars = vec![alone];
        let window = Window::centred(24.0, 24.0, 0.05).unwrap();
        let with = surface.maps(window, &filled(0.0), None).height;
        let measured = surface.scar_measures(&filled(0.0))[0].volume;
        surface.scars.clear();
        let without = surface.maps(window, &filled(0.0), None).height;
        let volume: f64 = without.iter().zip(&with).map(|(a, b)| f64::from(a - b) * 0.05 * 0.05).sum();
        // A wavering outline and the smoother texture of the scar change the volume by a few per cent.
        assert!((volume / measured - 1.0).abs() < 0.2, "{scar_type:?}: {volume} {measured}");
    }
}

#[test]
fn red_striae_level_more_than_white_ones() {
    let gain = |stage| {
        let concern = Concern { striae: Some(Striae { stage, atrophy: 0.3 }), ..Concern::default() };
        let surface = SkinSurface::new(&skin("abdomen", 30.0), &concern, 100.0, Key::new(3), 0);
        let depth = |fill| surface.striae.iter().map(|stria| stria.depth_at(fill, &surface.outcome)).sum::<f64>();
        assert!(depth(0.0) > 0.0);
        1.0 - depth(0.6) / depth(0.0)
    };
    assert!(gain(StriaeStage::Rubra) > 1.2 * gain(StriaeStage::Alba));
}

#[test]
fn the_surface_has_the_roughness_asked_for() {
    for (site, roughness, lemperle) in [("cheek", 22.0, 1.0), ("lateral-canthus", 28.0, 3.0), ("forehead", 20.0, 1.5)] {
        let concern = Concern { wrinkles: Some(Wrinkles { lemperle, roughness }), ..Concern::default() };
        let surface = SkinSurface::new(&skin(site, 50.0), &concern, 67.0, Key::new(3), 0);
        // Another window and spacing than those on which the scale was set.
        let window = Window { left: -14.0, top: -13.0, columns: 560, rows: 520, spacing: 0.05 };
        let found = Roughness::of(&surface.bare_relief(window), window.columns, window.spacing).unwrap();
        assert!((found.ra / roughness - 1.0).abs() < 0.08, "{site}: {found:?} for {roughness}");
        assert!(found.rz > 3.0 * found.ra);
    }
}

#[test]
fn lines_flatten_as_the_roughness_map_says() {
    // fabbrocini-2014: roughness falls by 31 % where the smoothing index is -ln(0.69)/1.54 = 0.241.
    let concern = Concern { wrinkles: Some(Wrinkles { lemperle: 3.0, roughness: 28.0 }), ..Concern::default() };
    let surface = SkinSurface::new(&skin("face", 50.0), &concern, 67.0, Key::new(3), 0);
    // A course in which matrix and epidermis share the smoothing as in the reference course: 0.6 · 0.25 + 0.25 · 0.36.
    let state = SurfaceState {
        smoothing: 0.24,
        matrix: 1.25,
        dermal_matrix: 1.25,
        epidermis: 1.36,
        ..SurfaceState::at_rest(1.0, 0.0)
    };
    let share = surface.fine_share(&state);
    assert!((share - 0.69).abs() < 0.05, "{share}");
    assert!(surface.wrinkle_share(&state) < 0.95);
    let plump = SurfaceState { hyaluronan: 1.5, ..SurfaceState::at_rest(1.0, 0.0) };
    assert!(surface.wrinkle_share(&plump) < 1.0);
    let springy = SurfaceState { recoil: 1.1, ..SurfaceState::at_rest(1.0, 0.0) };
    assert!(surface.wrinkle_share(&springy) < 1.0 && surface.fold_share(&springy) < 1.0);
}

#[test]
fn thicker_skin_wrinkles_more_widely() {
    let surface = acne();
    let rest = SurfaceState::at_rest(1.0, 0.0);
    let thick = SurfaceState { epidermis: 1.3, ..rest };
    assert!(surface.wrinkle_wavelength(&thick) > surface.wrinkle_wavelength(&rest));
    let wavelength = surface.wrinkle_wavelength(&rest);
    assert!((2.0..8.0).contains(&wavelength), "lines are millimetres apart: {wavelength}");
    assert!(Film { thickness: 1.0, modulus: 3.0, foundation: 1.0 }.wavelength() > 6.0);
}

#[test]
fn the_skin_is_the_same_for_any_window_and_any_number_of_threads() {
    let surface = acne();
    let state = SurfaceState { blood: 1.6, ..filled(0.3) };
    let whole = surface.maps(Window { left: -6.0, top: -6.0, columns: 120, rows: 120, spacing: 0.1 }, &state, None);
    let part = surface.maps(Window { left: -2.0, top: 1.0, columns: 40, rows: 30, spacing: 0.1 }, &state, None);
    for row in 0..30 {
        for column in 0..40 {
            let (a, b) = ((row + 70) * 120 + column + 40, row * 40 + column);
            assert!((whole.height[a] - part.height[b]).abs() < 2e-6);
            assert!((whole.blood[a] - part.blood[b]).abs() < 1e-6);
        }
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let alone = pool.install(|| surface.maps(whole.window, &state, None));
    assert_eq!(alone, whole);
    assert_eq!(acne().scars, surface.scars);
}

#[test]
fn colour_darkens_with_melanin_and_reddens_with_blood() {
    let optics = SkinOptics::new(&OpticsParameters::default());
    let reflectance = |melanosomes, blood| optics.reflectance(&Chromophores { melanosomes, blood, scattering: 1.0 });
    for step in 0..20 {
        let level = 0.02 * f64::from(step);
        let (less, more) = (reflectance(level, 0.005), reflectance(level + 0.02, 0.005));
        assert!(less.iter().zip(&more).all(|(less, more)| more < less && *more > 0.0));
        let level = 0.004 * f64::from(step);
        let (less, more) = (reflectance(0.03, level), reflectance(0.03, level + 0.004));
        assert!(less.iter().zip(&more).all(|(less, more)| more < less));
    }
    let lab = |blood| optics.lab(&Chromophores { melanosomes: 0.03, blood, scattering: 1.0 });
    assert!(lab(0.016).red > lab(0.008).red + 3.0);
}

/// Published classes of the individual typology angle (Chardon 1991): very light above 55°, light above 41°,
/// intermediate above 28°, tan above 10°, brown above −30°, dark below. A phototype may lie in the class of its number
/// or in one beside it; L*, a*, b* must lie in the range of human skin (L* 25–75, a* 3–16, b* 5–24).
#[test]
fn phototypes_have_their_published_colour() {
    let concern = Concern::default();
    let surface = SkinSurface::new(&skin("cheek", 30.0), &concern, 67.0, Key::new(1), 0);
    let optics = SkinOptics::new(&surface.optics);
    let limits = [(45.0, 70.0), (38.0, 55.0), (28.0, 43.0), (8.0, 28.0), (-32.0, 10.0), (-75.0, -25.0)];
    let mut before = f64::INFINITY;
    for (melanin, (low, high)) in [0.7, 0.85, 1.0, 1.4, 1.8, 2.3].into_iter().zip(limits) {
        for blood in [surface.optics.blood_face, surface.optics.blood_body] {
            let lab = optics.lab(&Chromophores {
                melanosomes: surface.melanosomes(melanin, melanin),
                blood,
                scattering: 1.0,
            });
            let angle = lab.typology_angle();
            assert!((low..high).contains(&angle), "{melanin}: {lab:?} {angle}");
            assert!(
                (25.0..75.0).contains(&lab.lightness)
                    && (3.0..16.0).contains(&lab.red)
                    && (5.0..25.0).contains(&lab.yellow),
                "{lab:?}"
            );
        }
        let lightness = optics
            .lab(&Chromophores { melanosomes: surface.melanosomes(melanin, melanin), blood: 0.008, scattering: 1.0 })
            .lightness;
        assert!(lightness < before);
        before = lightness;
    }
}

#[test]
fn the_colour_table_is_close_to_the_spectrum() {
    let optics = SkinOptics::new(&OpticsParameters::default());
    let table = ColourTable::new(&optics);
    for (melanosomes, blood, scattering) in
        [(0.02, 0.004, 1.0), (0.11, 0.013, 0.83), (0.31, 0.05, 1.21), (0.0, 0.0, 1.0)]
    {
        let exact = optics.linear_rgb(&Chromophores { melanosomes, blood, scattering });
        let found = table.at(melanosomes as f32, blood as f32, scattering as f32);
        for (found, exact) in found.iter().zip(exact) {
            assert!((f64::from(*found) - exact.max(0.0)).abs() < 0.004, "{found} {exact}");
        }
    }
}

#[test]
fn the_tables_are_complete_and_match_the_defaults() {
    let tables: [(serde_json::Value, &[Coefficient]); 2] = [
        (serde_json::to_value(ReliefParameters::default()).unwrap(), ReliefParameters::TABLE),
        (serde_json::to_value(OpticsParameters::default()).unwrap(), OpticsParameters::TABLE),
    ];
    for (defaults, table) in tables {
        assert_eq!(defaults.as_object().unwrap().len(), table.len());
        for row in table {
            assert_eq!(defaults[row.name], row.value);
            assert!(!row.source.is_empty() && !row.unit.is_empty());
        }
    }
}
