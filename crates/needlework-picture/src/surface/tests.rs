//! What the camera must do, whatever the skin.

use super::light::visible;
use super::{Change, LABEL, Light, difference, plate, shade};
use needlework::concern::{Concern, ScarPopulation};
use needlework::random::Key;
use needlework::skin::{Person, Phototype, Sex, Site, Skin};
use needlework::surface::optics::colour::{lab, tristimulus_of_rgb};
use needlework::surface::optics::{ColourTable, Lab, OpticsParameters, SkinOptics};
use needlework::surface::{SkinSurface, SurfaceMaps, SurfaceState, Window};

fn colours() -> ColourTable {
    ColourTable::new(&SkinOptics::new(&OpticsParameters::default()))
}

fn acne(fill: f64) -> SurfaceMaps {
    let site = Site { id: "cheek".into(), ..Site::reference_face() };
    let skin = Skin::resolve(&Person::median(25.0, Sex::Female, Phototype::III), &site).unwrap();
    let concern = Concern { scars: Some(ScarPopulation::default()), ..Concern::default() };
    let surface = SkinSurface::new(&skin, &concern, 40.0, Key::new(5), 0);
    let state = SurfaceState { fill, ..SurfaceState::at_rest(1.0, 0.0) };
    surface.maps(Window::centred(20.0, 15.0, 0.1).unwrap(), &state, None)
}

#[test]
fn the_bytes_do_not_depend_on_the_number_of_threads() {
    let render = || {
        let (before, after) = (acne(0.0), acne(0.6));
        let picture = plate(&before, &colours(), Light::Raking, "day 0").unwrap();
        let changed = difference(&before, &after, Change::Height, &colours(), "day 90 less day 0").unwrap();
        (picture, changed.png)
    };
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(render);
    for threads in [2, 3] {
        let many = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(render);
        assert!(alone == many, "pictures differ between one and {threads} threads");
    }
    assert!(LABEL.contains("simulated"));
}

#[test]
fn flat_skin_has_the_colour_of_its_reflectance_under_either_light() {
    let window = Window::centred(8.0, 6.0, 0.1).unwrap();
    let points = window.points();
    let flat = SurfaceMaps {
        window,
        height: vec![0.0; points],
        melanosomes: vec![0.04; points],
        blood: vec![0.008; points],
        scattering: vec![1.0; points],
    };
    let albedo = colours().at(0.04, 0.008, 1.0);
    for light in [Light::Frontal, Light::Raking] {
        let seen = shade(&flat, &colours(), light);
        let middle = &seen.rgb[3 * (points / 2)..3 * (points / 2) + 3];
        let gloss = middle[2] - albedo[2];
        assert!((0.0..0.1).contains(&gloss), "{light:?}: {middle:?} {albedo:?}");
        // Gloss is white: the same in all channels.
        for (seen, albedo) in middle.iter().zip(albedo) {
            assert!((seen - albedo - gloss).abs() < 2e-3, "{light:?}: {middle:?} {albedo:?}");
        }
    }
}

#[test]
fn filling_raises_the_map_and_never_the_skin_beside() {
    let changed = difference(&acne(0.0), &acne(0.6), Change::Height, &colours(), "").unwrap();
    assert!(changed.mean > 1.0 && changed.spread[1] > 10.0 && changed.spread[0] > -2.0, "{changed:?}");
}

#[test]
fn a_ridge_casts_the_shadow_that_geometry_asks_for() {
    // A wall 0.5 mm high along the whole height of the picture. Rays come 24° above the plane from azimuth 35° off the
    // row, so that across the wall they fall by tan 24° / cos 35° per millimetre.
    let (columns, rows, spacing) = (200, 200, 0.05_f32);
    let height: Vec<f32> =
        (0..columns * rows).map(|index| if (40..44).contains(&(index % columns)) { 0.5 } else { 0.0 }).collect();
    let setup = super::light::Setup { spread: 0.0, ..Light::Raking.setup() };
    let mut seen = vec![0.0; height.len()];
    visible(&height, columns, spacing, &setup, &mut seen);
    let row = &seen[150 * columns..151 * columns];
    let dark = row[44..].iter().take_while(|share| **share < 0.5).count() as f32 * spacing;
    let expected = 0.5 / (setup.elevation.to_radians().tan() / 0.819);
    assert!((dark / expected - 1.0).abs() < 0.1, "{dark} {expected}");
    assert!(row[..38].iter().all(|share| *share > 0.99), "nothing stands before the wall");
}

/// `cargo test --release -p needlework-picture face_size -- --ignored --nocapture` times what docs/performance.md says.
#[test]
#[ignore = "a timing, for a release build"]
fn a_face_size_area_takes_seconds() {
    let site = Site { id: "cheek".into(), ..Site::reference_face() };
    let skin = Skin::resolve(&Person::median(25.0, Sex::Female, Phototype::III), &site).unwrap();
    let concern = Concern { scars: Some(ScarPopulation::default()), ..Concern::default() };
    let surface = SkinSurface::new(&skin, &concern, 100.0, Key::new(5), 0);
    let window = Window::centred(100.0, 100.0, 0.05).unwrap();
    let colours = colours();
    let mut bytes = Vec::new();
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let mut best = [f64::INFINITY; 2];
        let mut picture = None;
        for _ in 0..3 {
            pool.install(|| {
                let started = std::time::Instant::now();
                let maps = surface.maps(window, &SurfaceState::at_rest(1.0, 0.0), None);
                best[0] = best[0].min(started.elapsed().as_secs_f64());
                let started = std::time::Instant::now();
                picture = Some(plate(&maps, &colours, Light::Raking, "day 0").unwrap());
                best[1] = best[1].min(started.elapsed().as_secs_f64());
            });
        }
        println!("{threads} threads: relief and colour {:.2} s, light and picture {:.2} s", best[0], best[1]);
        bytes.push(picture.unwrap());
    }
    assert!(bytes[0] == bytes[1], "the picture depends on the number of threads");
    assert_eq!(bytes[0].width * bytes[0].height, 4_000_000);
}

/// Constitutive melanin of phototypes I to VI, as in the library.
const MELANIN: [f64; 6] = [0.7, 0.85, 1.0, 1.4, 1.8, 2.3];

/// Mean colour of the light that clean skin of a site sends to the camera; gloss is in it.
fn clean(site: &str, melanin: f64) -> Lab {
    let site = Site { id: site.into(), ..Site::reference_face() };
    let skin = Skin::resolve(&Person::median(30.0, Sex::Female, Phototype::III), &site).unwrap();
    let surface = SkinSurface::new(&skin, &Concern::default(), 40.0, Key::new(5), 0);
    let maps = surface.maps(Window::centred(20.0, 15.0, 0.1).unwrap(), &SurfaceState::at_rest(melanin, 0.0), None);
    let light = shade(&maps, &colours(), Light::Frontal);
    let number = (light.rgb.len() / 3) as f64;
    let mean = core::array::from_fn(|channel| {
        light.rgb.iter().skip(channel).step_by(3).map(|value| f64::from(*value)).sum::<f64>() / number
    });
    lab(tristimulus_of_rgb(mean))
}

/// L*, a*, b* of cohorts, mean and standard deviation, measured under D65. Light and middle skin: Xiao et al. 2017 (Skin Res
/// Technol 23:21–29; 187 Caucasian, 145 Kurdish people, cheek and inner forearm). Dark skin: de Rigal et al. 2010 (Skin Res
/// Technol 16:168–178; 121 African Americans, cheek), read off a graph, so its spread is set to 4. Both through the table
/// of a photo editor (darktable, `color_vocabulary.c`), not from the papers. Which phototype stands for which cohort is a judgement.
const COHORTS: [(&str, usize, [[f64; 2]; 3]); 5] = [
    ("cheek", 1, [[59.6, 5.5], [11.8, 3.1], [14.6, 2.6]]),
    ("volar-forearm", 1, [[63.0, 5.5], [5.6, 1.9], [14.0, 2.9]]),
    ("cheek", 2, [[58.0, 4.4], [11.7, 2.3], [15.8, 2.1]]),
    ("volar-forearm", 2, [[60.6, 4.8], [6.5, 1.6], [16.4, 2.3]]),
    ("cheek", 4, [[48.0, 4.0], [15.0, 4.0], [20.0, 4.0]]),
];

#[test]
fn clean_skin_has_the_colour_of_published_cohorts() {
    for (site, phototype, cohort) in COHORTS {
        let found = clean(site, MELANIN[phototype]);
        for ((value, [mean, deviation]), name) in
            [found.lightness, found.red, found.yellow].into_iter().zip(cohort).zip(["L*", "a*", "b*"])
        {
            let away = (value - mean) / deviation;
            println!("{site}, phototype {}: {name} {value:.1}, cohort {mean} ± {deviation}, {away:+.1}", phototype + 1);
            assert!(
                away.abs() < 2.0,
                "{site}, phototype {}: {name} {value:.1} for {mean} ± {deviation}",
                phototype + 1
            );
        }
    }
}

/// The hue of skin stays between 50° and 75° in every phototype (the cohorts above: 51° to 68°, dark skin 53°): below that it would
/// look mauve. Typology angles fall into the class of the phototype or one beside it (Chardon 1991).
#[test]
fn no_phototype_is_mauve() {
    let classes = [(41.0, 70.0), (32.0, 55.0), (24.0, 45.0), (2.0, 28.0), (-30.0, 10.0), (-75.0, -18.0)];
    for (melanin, (low, high)) in MELANIN.into_iter().zip(classes) {
        for site in ["cheek", "volar-forearm"] {
            let found = clean(site, melanin);
            let hue = found.yellow.atan2(found.red).to_degrees();
            let angle = found.typology_angle();
            println!("{site}, melanin {melanin}: {found:.1?}, hue {hue:.0}°, typology angle {angle:.0}°");
            assert!((50.0..75.0).contains(&hue), "{site} {melanin}: {found:?} {hue}");
            assert!((low..high).contains(&angle), "{site} {melanin}: {found:?} {angle}");
        }
    }
}
