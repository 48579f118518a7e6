//! The fields drive the picture, and nothing else does.
#![allow(missing_docs)]

use needlework::healing::{DERMAL_COUNT, Species};
use needlework::random::Key;
use needlework::skin::Layers;
use needlework::space::{Annulus, Axis};
use needlework_picture::histology::{Change, GAINED, Layout, Scene, Stain, View, change_limit, sheet};
use needlework_picture::raster::{Canvas, Colour, Palette, indexed_png, rgb_png};
use needlework_picture::section::{Cut, Opening, Section};

const RINGS: usize = 8;
const LAYERS: usize = 10;

fn rings(key: u64) -> Cut {
    let grid = Annulus::new(Axis::uniform(0.36, RINGS).unwrap(), Axis::uniform(1.6, LAYERS).unwrap()).unwrap();
    let layers = Layers {
        stratum_corneum: 0.017,
        viable_epidermis: 0.06,
        papillary_dermis: 0.2,
        reticular_dermis: 1.0,
        hypodermis: 5.0,
    };
    let opening = Opening { x: 0.0, depth: 0.9, mouth_radius: 0.06, dead_radius: 0.12, taper: 0.5 };
    Cut::cells(&grid, layers, 40.0, Some(opening), Key::new(key))
}

/// Young skin with one value changed; `wound` opens the innermost three rings.
fn section(change: Option<(Species, f32)>, wound: f32) -> Section {
    rings(1).at(0.0, 1.0, |species, values| {
        let rest = match species {
            Species::Collagen3 => 0.18,
            Species::ImmatureCollagen1 => 0.07,
            Species::MatureCollagen1 => 0.75,
            Species::Fibroblasts => 1000.0,
            Species::ReparativeMacrophages => 60.0,
            Species::Neutrophils
            | Species::ElasticFibres
            | Species::Vessels
            | Species::Vasodilation
            | Species::Hyaluronan
            | Species::Barrier
            | Species::EpidermalCover
            | Species::ViableEpidermis
            | Species::Melanin => 1.0,
            _ => 0.0,
        };
        let value = change.filter(|(changed, _)| *changed == species).map_or(rest, |(_, value)| value);
        values.clear();
        let cells = if species.index() < DERMAL_COUNT { RINGS * LAYERS } else { RINGS };
        values.extend((0..cells).map(|cell| {
            let inside = cell % RINGS < 3;
            match species {
                Species::Damage if inside => wound,
                Species::EpidermalCover | Species::Barrier if inside => value * (1.0 - wound),
                _ => value,
            }
        }));
    })
}

fn view() -> View {
    View { scale: 160.0, oversampling: 2, ..View::default() }
}

fn stain(section: &Section, stain: Stain) -> Canvas {
    Scene::new(section, view()).unwrap().stain(section, stain).unwrap()
}

/// Share of the pixels that a colour test accepts.
fn share(canvas: &Canvas, test: impl Fn(Colour) -> bool) -> f64 {
    canvas.pixels().iter().filter(|pixel| test(**pixel)).count() as f64 / canvas.pixels().len() as f64
}

fn green(canvas: &Canvas) -> f64 {
    canvas.pixels().iter().map(|pixel| f64::from((pixel.green - pixel.red).max(0.0))).sum()
}

fn blue(pixel: Colour) -> bool {
    pixel.blue > 1.4 * pixel.red
}

fn glass(pixel: Colour) -> bool {
    pixel.red > 0.85 && pixel.green > 0.85 && pixel.blue > 0.8
}

#[test]
fn more_collagen_iii_gives_more_green() {
    let light = |value: f32| green(&stain(&section(Some((Species::Collagen3, value)), 0.0), Stain::Picrosirius));
    let (less, rest, more) = (light(0.09), light(0.18), light(0.36));
    assert!(less < 0.75 * rest && rest < 0.75 * more, "{less} {rest} {more}");
}

#[test]
fn more_collagen_i_gives_more_blue_and_more_orange() {
    let with = |value: f32| section(Some((Species::MatureCollagen1, value)), 0.0);
    let stained = |value: f32| share(&stain(&with(value), Stain::Masson), blue);
    let shining = |value: f32| share(&stain(&with(value), Stain::Picrosirius), |p| p.red > 2.0 * p.green + 0.02);
    assert!(stained(0.5) < stained(0.75) && stained(0.75) < stained(0.9));
    assert!(shining(0.5) < shining(0.75) && shining(0.75) < shining(0.9));
}

#[test]
fn a_wound_opens_the_epidermis_and_fills_with_red() {
    let (shut, open) = (section(None, 0.0), section(None, 0.98));
    let (before, after) = (stain(&shut, Stain::Masson), stain(&open, Stain::Masson));
    let red = |canvas: &Canvas| share(canvas, |p| p.red > 2.5 * p.green && p.red > 2.0 * p.blue);
    assert!(red(&after) > red(&before) + 0.02, "{} {}", red(&before), red(&after));
    // Through the mouth of a channel light passes where there was epidermis.
    let scene = Scene::new(&open, view()).unwrap();
    let channel = open.anatomy.openings[0];
    let pixel = |canvas: &Canvas, z: f64| {
        let x = (scene.axis(channel.x, z) * view().scale) as usize;
        canvas.get(x, ((z + view().headroom) * view().scale) as usize).unwrap()
    };
    assert!(!glass(pixel(&before, 0.06)) && glass(pixel(&after, 0.06)));
    assert!(scene.stain(&open, Stain::Masson).is_ok());
}

#[test]
fn inflammation_brings_nuclei() {
    let dark = |value: f32| {
        let canvas = stain(&section(Some((Species::Neutrophils, value)), 0.0), Stain::Masson);
        share(&canvas, |p| p.luminance() < 0.05)
    };
    assert!(dark(300.0) > dark(1.0));
}

#[test]
fn elastic_fibres_are_black() {
    let black = |value: f32| {
        let canvas = stain(&section(Some((Species::ElasticFibres, value)), 0.0), Stain::Elastic);
        canvas.pixels().iter().map(|p| 1.0 - f64::from(p.luminance())).sum::<f64>()
    };
    assert!(black(1.0) > black(0.2));
}

#[test]
fn what_has_not_changed_looks_the_same() {
    let (start, later) = (section(None, 0.0), section(Some((Species::Collagen3, 0.2)), 0.0));
    let scene = Scene::new(&start, view()).unwrap();
    let (before, after) = (scene.stain(&start, Stain::Masson).unwrap(), scene.stain(&later, Stain::Masson).unwrap());
    let same = before.pixels().iter().zip(after.pixels()).filter(|(a, b)| a == b).count();
    assert!(same as f64 > 0.3 * before.pixels().len() as f64, "{same}");
    // Only dermis has changed: the glass and the epidermis above it are the same to the last bit.
    let above = (0.1 * view().scale) as usize * before.width();
    assert_eq!(before.pixels()[..above], after.pixels()[..above]);
    assert_ne!(before, after);
}

#[test]
fn the_same_section_gives_the_same_bytes_and_another_key_other_tissue() {
    let file = |key: u64| {
        let mut section = section(None, 0.5);
        section.anatomy.key = Key::new(key);
        let picture = stain(&section, Stain::Masson).to_rgb8();
        let palette = Palette::of(&[&picture], 48);
        (rgb_png(&picture).unwrap(), indexed_png(&palette.map(&picture), &palette).unwrap())
    };
    assert_eq!(file(1), file(1));
    assert_ne!(file(1).0, file(2).0);
    assert!(file(1).1.len() < 120_000, "{} bytes", file(1).1.len());
}

#[test]
fn differences_are_of_one_piece_of_skin_and_have_a_round_scale() {
    let (start, later) = (section(None, 0.0), section(Some((Species::Collagen3, 0.24)), 0.0));
    let limit = change_limit(Change::Collagen, &start, &[&later]);
    assert!((limit - 0.1).abs() < 1e-9, "{limit}");
    let scene = Scene::new(&start, view()).unwrap();
    let map = scene.difference(Change::Collagen, &start, &later, limit).unwrap();
    // More collagen is rust: redder than the middle of the ramp.
    assert!(share(&map, |p| p.red > 1.3 * p.blue) > 0.5);
    let mut elsewhere = later.clone();
    elsewhere.anatomy.age = 70.0;
    assert_eq!(scene.difference(Change::Collagen, &start, &elsewhere, limit).unwrap_err().code(), "picture-mismatch");
    assert_eq!(scene.stain(&elsewhere, Stain::Masson).unwrap_err().code(), "picture-mismatch");
}

#[test]
fn sizes_are_bounded() {
    let huge = View { scale: 1e5, ..view() };
    assert_eq!(Scene::new(&section(None, 0.0), huge).unwrap_err().code(), "picture-size");
    assert_eq!(sheet(&[], &Layout::light(4)).unwrap_err().code(), "picture-no-frames");
}

/// Pixels of the dermis, below the papillary layer and above fat, that differ between two contents of one species.
fn differing(species: Species, [less, more]: [f32; 2], wound: f32, stain: Stain) -> f64 {
    let fine = View { scale: 250.0, oversampling: 1, ..View::default() };
    let [a, b] = [less, more].map(|value| {
        let section = section(Some((species, value)), wound);
        Scene::new(&section, fine).unwrap().stain(&section, stain).unwrap()
    });
    let rows = a.width() * (0.35 * fine.scale) as usize..a.width() * (1.1 * fine.scale) as usize;
    let pairs = a.pixels()[rows.clone()].iter().zip(&b.pixels()[rows.clone()]);
    pairs.filter(|(a, b)| a != b).count() as f64 / rows.len() as f64
}

#[test]
fn the_stained_area_follows_the_content_in_both_stains_and_in_dead_tissue() {
    for stain in [Stain::Masson, Stain::Picrosirius] {
        for (species, content) in [(Species::Collagen3, 0.12), (Species::ImmatureCollagen1, 0.08)] {
            let whole = differing(species, [0.0, 2.0 * content], 0.0, stain);
            let half = differing(species, [0.0, content], 0.0, stain);
            assert!((half / whole - 0.5).abs() < 0.05, "{stain:?} {species:?}: {half} of {whole}");
            // A dead core keeps the area of what it holds; only the open slit, a twentieth of the plane, shows none.
            let dead = differing(species, [0.0, content], 0.98, stain);
            assert!(dead > 0.9 * half && dead < 1.02 * half, "{stain:?} {species:?}: {dead} of {half}");
        }
    }
}

#[test]
fn dead_tissue_shines_between_polarisers_by_what_it_holds() {
    let (alive, dead) = (section(None, 0.0), section(None, 0.98));
    let scene = Scene::new(&alive, view()).unwrap();
    let at = |section: &Section| {
        let canvas = scene.stain(section, Stain::Picrosirius).unwrap();
        // A stretch of the dead core beside the slit, half way down.
        let channel = section.anatomy.openings[0].x;
        let (from, to) = ((channel + 0.055) * view().scale, (channel + 0.1) * view().scale);
        let rows =
            ((0.35 + view().headroom) * view().scale) as usize..((0.55 + view().headroom) * view().scale) as usize;
        let light = |x: usize, y: usize| f64::from(canvas.get(x, y).unwrap().luminance());
        rows.flat_map(|y| (from as usize..to as usize).map(move |x| (x, y))).map(|(x, y)| light(x, y)).sum::<f64>()
    };
    assert!((at(&dead) / at(&alive) - 1.0).abs() < 0.02, "{} {}", at(&dead), at(&alive));
}

#[test]
fn new_fibres_are_drawn_by_kind_and_only_where_content_has_grown() {
    let start = section(None, 0.0);
    let scene = Scene::new(&start, View { oversampling: 1, ..view() }).unwrap();
    let colours = GAINED.map(Colour::srgb);
    let shares = |species: Species, value: f32| {
        let map = scene.gained(&start, &section(Some((species, value)), 0.0)).unwrap();
        colours.map(|wanted| share(&map, |pixel| pixel == wanted))
    };
    assert_eq!(shares(Species::Collagen3, 0.18), [0.0; 3]);
    assert_eq!(shares(Species::Collagen3, 0.1), [0.0; 3]);
    let [mature, young, three] = shares(Species::ImmatureCollagen1, 0.11);
    assert!(young > 0.02 && mature == 0.0 && three == 0.0, "{mature} {young} {three}");
    // Twice the gain, twice the area.
    let twice = shares(Species::ImmatureCollagen1, 0.15)[1];
    assert!((twice / young - 2.0).abs() < 0.2, "{twice} {young}");
    assert!(shares(Species::Collagen3, 0.24)[2] > 0.01 && shares(Species::MatureCollagen1, 0.85)[0] > 0.01);
}

#[test]
fn a_change_of_the_share_of_collagen_iii_is_that_of_the_contents() {
    let (start, later) = (section(None, 0.0), section(Some((Species::Collagen3, 0.30)), 0.0));
    let change = Change::ShareOfIii.between(&start, &later, [0.5, 0.5]);
    assert!((change - (0.30 / 1.12 - 0.18)).abs() < 1e-6, "{change}");
    assert!((change_limit(Change::ShareOfIii, &start, &[&later]) - 0.1).abs() < 1e-9);
}

#[test]
fn the_skin_over_a_fresh_wound_has_no_steps() {
    let open = section(None, 0.98);
    let view = View { scale: 400.0, oversampling: 1, ..View::default() };
    let picture = Scene::new(&open, view).unwrap().stain(&open, Stain::Masson).unwrap();
    let clear = picture.get(0, 0).unwrap();
    // The first pixel that is no glass, column by column.
    let surface: Vec<usize> = (0..picture.width())
        .map(|x| (0..picture.height()).find(|y| picture.get(x, *y) != Some(clear)).unwrap_or(picture.height()))
        .collect();
    // Outside the mouth of a channel no column stands more than 20 µm above the next.
    let mouths: Vec<f64> = open.anatomy.openings.iter().map(|one| one.x).collect();
    for (column, pair) in surface.windows(2).enumerate() {
        let x = column as f64 / view.scale;
        let outside = mouths.iter().all(|mouth| (x - mouth).abs() > 0.075);
        let step = pair[0].abs_diff(pair[1]) as f64 / view.scale;
        assert!(!outside || step <= 0.02, "{step} mm at {x} mm");
    }
}
