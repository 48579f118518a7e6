//! Scales read from the simulated surface against the endpoints that are computed from the same tissue.

mod roller;
mod scars;

use core::num::NonZeroUsize;
use needlework::concern::{
    Concern, LesionalPigment, MatureScar, PigmentPattern, ScarCause, ScarPopulation, ScarType, ScarTypeShare, Striae,
    StriaeStage, Wrinkles,
};
use needlework::course::{Event, Numerics, Protocol, Space, Study, Zone, ZoneCourse, simulate};
use needlework::integrator::Settings;
use needlework::outcome::Endpoint;
use needlework::outcome::tolerability::Circumstances;
use needlework::random::Key;
use needlework::skin::{Person, Phototype, Sex, Site};
use needlework::surface::{Roughness, SkinSurface, SurfaceReading, Window};
use roller::needling;
use scars::burn;

/// Four monthly sessions with a 1.5 mm roller of 192 needles, read two months after the last.
fn study(concern: Concern, phototype: Phototype, age: f64) -> Study {
    let needling = needling(1.5, 1);
    let event = |number: u32| Event { day: 30.0 * f64::from(number), zones: vec![], kind: needling.clone() };
    Study {
        title: String::new(),
        seed: 7,
        person: Person::median(age, Sex::Female, phototype),
        circumstances: Circumstances::default(),
        concern,
        zones: vec![Zone { name: "cheek".into(), site: Site::reference_face(), area: 45.0 }],
        protocol: Protocol { events: (0..4).map(event).collect(), horizon: 150.0, snapshots: vec![] },
        regimens: vec![],
        numerics: Numerics { relative_tolerance: 1e-5, draws: 0 },
        space: Space::default(),
    }
}

/// A course, and what its surface gives on the first and on the last day.
struct Read {
    zone: ZoneCourse,
    surface: SkinSurface,
    days: [SurfaceReading; 2],
}

impl Read {
    fn of(study: &Study) -> Self {
        let settings = Settings { threads: NonZeroUsize::MIN, ..Settings::default() };
        let zone = simulate(study, &settings, &|_, _| {}).unwrap().zones.remove(0);
        let surface = SkinSurface::new(&zone.skin, &study.concern, 67.0, Key::new(study.seed), 0);
        let window = Window::centred(50.0, 37.5, 0.1).unwrap();
        let days = [zone.surface.first().unwrap(), zone.surface.last().unwrap()]
            .map(|state| SurfaceReading::of(&surface, state, &surface.maps(window, state, None)));
        Self { zone, surface, days }
    }

    /// An endpoint on the first and on the last day.
    fn endpoint(&self, endpoint: Endpoint) -> [f64; 2] {
        let series = &self.zone.endpoints.iter().find(|(one, _)| *one == endpoint).unwrap().1;
        [series[0], *series.last().unwrap()]
    }

    /// Prints and compares a reading with its endpoint on both days.
    fn agrees(&self, endpoint: Endpoint, read: impl Fn(&SurfaceReading) -> Option<f64>, within: f64) {
        let wanted = self.endpoint(endpoint);
        let found = [0, 1].map(|day| read(&self.days[day]).unwrap());
        println!("{}: surface {found:.2?}, endpoint {wanted:.2?}", endpoint.info().id);
        for (found, wanted) in found.into_iter().zip(wanted) {
            assert!((found - wanted).abs() < within, "{}: {found} {wanted}", endpoint.info().id);
        }
    }
}

fn acne(share: ScarTypeShare) -> Concern {
    Concern { scars: Some(ScarPopulation { count: 30, share, ..ScarPopulation::default() }), ..Concern::default() }
}

#[test]
fn scar_scores_of_the_relief_are_those_of_the_endpoints() {
    let read = Read::of(&study(acne(ScarTypeShare::default()), Phototype::III, 30.0));
    // Profilometry sees pores, relief and neighbours too, so depths scatter by a few hundredths of a millimetre.
    read.agrees(Endpoint::GoodmanBaronCount, |day| day.goodman_baron_count, 2.5);
    read.agrees(Endpoint::GoodmanBaronGrade, |day| day.goodman_baron_grade, 0.35);
    read.agrees(Endpoint::Ecca, |day| day.ecca, 12.0);

    // Depth measured on the relief: rolling ≥ boxcar ≫ ice-pick.
    let [first, last] = [read.zone.surface.first().unwrap(), read.zone.surface.last().unwrap()];
    let fall = |scar_type: ScarType| {
        let scars = read.surface.scars.iter().filter(|scar| scar.scar_type == scar_type);
        let [before, after] = scars.fold([0.0, 0.0], |[before, after], scar| {
            let depth = |state| scar.weight * read.surface.measured_scar_depth(scar, state);
            [before + depth(first), after + depth(last)]
        });
        1.0 - after / before
    };
    let [rolling, boxcar, ice_pick] = ScarType::ALL.map(fall);
    println!("fall of the measured depth: rolling {rolling:.3}, boxcar {boxcar:.3}, ice-pick {ice_pick:.3}");
    assert!(rolling >= boxcar - 0.02 && boxcar > 2.5 * ice_pick && ice_pick > 0.0);
}

#[test]
fn roughness_and_wrinkles_of_the_relief_are_those_of_the_endpoints() {
    let wrinkles = Some(Wrinkles { lemperle: 3.0, roughness: 28.0 });
    let read = Read::of(&study(Concern { wrinkles, ..Concern::default() }, Phototype::II, 55.0));
    let window = Window::centred(28.0, 28.0, 0.05).unwrap();
    let wanted = read.endpoint(Endpoint::Roughness);
    let days = [read.zone.surface.first().unwrap(), read.zone.surface.last().unwrap()];
    let found = days.map(|state| {
        Roughness::of(&read.surface.relief_without_pores(window, state), window.columns, window.spacing).unwrap().ra
    });
    println!("Ra of the relief {found:.1?}, endpoint {wanted:.1?}");
    assert!((found[0] / wanted[0] - 1.0).abs() < 0.1);
    assert!((found[1] / found[0] - wanted[1] / wanted[0]).abs() < 0.15);
    read.agrees(Endpoint::Lemperle, |day| day.lemperle, 0.7);
    read.agrees(Endpoint::FitzpatrickGoldman, |day| day.fitzpatrick_goldman, 1.2);
}

#[test]
fn contrast_of_melasma_falls_on_the_picture_as_the_index_does() {
    for phototype in [Phototype::III, Phototype::IV, Phototype::V] {
        let lesion = LesionalPigment { excess_drive: 0.5, masi: 6.4, pattern: PigmentPattern::Patch };
        let read = Read::of(&study(Concern { pigment: Some(lesion), ..Concern::default() }, phototype, 35.0));
        let [before, after] = read.days.clone().map(|day| day.lesion_contrast.unwrap() * day.lesion_area.unwrap());
        let [masi_before, masi_after] = read.endpoint(Endpoint::Masi);
        let contrast = read.days[0].lesion_contrast.unwrap();
        println!(
            "{phototype:?}: darker by {contrast:.1} L*, area {:.2}; area times contrast {:.2}, MASI {:.2}",
            read.days[0].lesion_area.unwrap(),
            after / before,
            masi_after / masi_before
        );
        assert!((3.0..16.0).contains(&contrast), "{contrast}");
        assert!((after / before - masi_after / masi_before).abs() < 0.25);
    }
}

#[test]
fn the_index_of_melasma_is_read_from_the_picture() {
    for masi in [4.0, 6.4, 12.0] {
        let lesion = LesionalPigment { excess_drive: 0.5, masi, pattern: PigmentPattern::Patch };
        let read = Read::of(&study(Concern { pigment: Some(lesion), ..Concern::default() }, Phototype::IV, 35.0));
        let [before, after] = read.days.clone().map(|day| day.masi.unwrap());
        let wanted = read.endpoint(Endpoint::Masi);
        let [area, later] = read.days.clone().map(|day| day.melasma.unwrap());
        println!("MASI {before:.1} to {after:.1}, endpoint {wanted:.1?}; {area:.2?} to {later:.2?}");
        // The drawn melasma has the index of the study before treatment, and falls as the endpoint does.
        assert!((before / masi - 1.0).abs() < 0.15, "{before} for {masi}");
        assert!((after / before - wanted[1] / wanted[0]).abs() < 0.25, "{before} {after} {wanted:?}");
        let modified = read.days[0].modified_masi.unwrap() / before;
        assert!((0.3..0.65).contains(&modified), "{modified}");
        assert!(later.area < area.area && later.contrast < area.contrast);
    }
}

#[test]
fn a_burn_scar_is_rated_on_the_picture_as_by_the_endpoint() {
    let surgical = MatureScar { cause: ScarCause::Surgery, width: 4.0, ..burn() };
    for scar in [burn(), surgical] {
        let read = Read::of(&study(Concern { mature_scar: Some(scar), ..Concern::default() }, Phototype::II, 35.0));
        read.agrees(Endpoint::VancouverScarScale, |day| day.vancouver, 1.2);
        read.agrees(Endpoint::PosasObserver, |day| day.posas, 4.7);
    }
}

#[test]
fn striae_are_scored_on_the_picture_as_by_the_endpoint() {
    for stage in [StriaeStage::Rubra, StriaeStage::Alba] {
        for atrophy in [0.2, 0.35] {
            let striae = Some(Striae { stage, atrophy });
            let read = Read::of(&study(Concern { striae, ..Concern::default() }, Phototype::III, 28.0));
            read.agrees(Endpoint::StriaeScore, |day| day.striae, 0.5);
            let [before, after] = [0, 1].map(|day| read.days[day].striae.unwrap());
            assert!(after < before, "{stage:?}: {before} {after}");
        }
    }
    let bare = Read::of(&study(Concern::default(), Phototype::III, 28.0));
    assert!(bare.days[0].striae.is_none());
}

#[test]
fn red_striae_do_better_than_white_ones_on_the_relief() {
    let fall = |stage| {
        let striae = Some(Striae { stage, atrophy: 0.3 });
        let read = Read::of(&study(Concern { striae, ..Concern::default() }, Phototype::III, 28.0));
        let ra = [0, 1].map(|day| read.days[day].roughness.unwrap().rz);
        let red = [0, 1].map(|day| read.days[day].erythema_index);
        println!("{stage:?}: Rz {ra:.0?} µm, erythema index {red:.1?}");
        (1.0 - ra[1] / ra[0], red[0] - red[1])
    };
    let (rubra, alba) = (fall(StriaeStage::Rubra), fall(StriaeStage::Alba));
    assert!(rubra.0 > alba.0 && rubra.1 > alba.1, "{rubra:?} {alba:?}");
}
