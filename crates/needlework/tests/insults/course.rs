//! What peels and lasers do to a course.

use needlework::course::{EventKind, tolerability};
use needlework::injury::InjuryKind;
use needlework::outcome::Endpoint;
use needlework::skin::Phototype;

use super::fixtures::{at, carbon_dioxide, course, cross, endpoint, erbium_glass, needling, run, series, study, tca};

fn once(kind: EventKind) -> Vec<(f64, EventKind)> {
    vec![(0.0, kind)]
}

#[test]
fn more_acid_opens_more_and_heals_later() {
    let zones: Vec<_> = [15.0, 25.0, 35.0, 50.0].map(|strength| run(once(tca(strength, 1.0)), 60.0)).into();
    for pair in zones.windows(2) {
        let (less, more) = (&pair[0].insults[0], &pair[1].insults[0]);
        assert!(more.depth > less.depth && more.open_epidermis >= less.open_epidermis);
        assert!(more.closed >= less.closed && more.downtime >= less.downtime, "{less:?} {more:?}");
        let risk = |zone| endpoint(zone, Endpoint::PigmentRisk, 60.0);
        assert!(risk(&pair[1]) >= risk(&pair[0]));
    }
    // A light peel leaves the living epidermis shut, so it lets no infection in.
    assert_eq!((zones[0].insults[0].closed, endpoint(&zones[0], Endpoint::InfectionRisk, 60.0)), (0.0, 0.0));
    assert!(zones[3].insults[0].closed > 1.0 && endpoint(&zones[3], Endpoint::InfectionRisk, 60.0) > 0.0);
    // The hazard of punctured faces does not hold for a whole open one: 13 % and more without the bound.
    assert!(endpoint(&zones[3], Endpoint::InfectionRisk, 60.0) < 5.0);
    for (endpoint, values) in zones.iter().flat_map(|zone| &zone.endpoints) {
        let share = matches!(endpoint, Endpoint::InfectionRisk | Endpoint::BarrierOpen);
        assert!(!share || values.iter().all(|value| *value >= 0.0), "{endpoint:?}");
    }
    let coats = run(once(tca(25.0, 3.0)), 60.0);
    assert!(coats.insults[0].depth > zones[1].insults[0].depth);
}

#[test]
fn order_matters_where_it_should() {
    // Acid on channels goes deeper than channels through a peel.
    let after = run(vec![(0.0, needling(0.0)), (0.0, tca(25.0, 1.0))], 30.0);
    let before = run(vec![(0.0, tca(25.0, 1.0)), (0.0, needling(0.0))], 30.0);
    assert!(after.insults[0].open_epidermis > before.insults[0].open_epidermis);
    assert_eq!(after.insults[0].depth, before.insults[0].depth); // as the product is, over dry skin
    // A second peel on the day of the first goes deeper, four weeks later it does not.
    let two = |gap: f64| run(vec![(0.0, tca(25.0, 1.0)), (gap, tca(25.0, 1.0))], 60.0);
    let (same_day, later) = (two(0.0), two(28.0));
    let opened =
        |zone: &needlework::course::ZoneCourse| zone.insults[1].open_epidermis / zone.insults[0].open_epidermis;
    assert!(opened(&same_day) > 2.0, "{}", opened(&same_day));
    assert!((opened(&later) - 1.0).abs() < 1e-3, "{}", opened(&later));
    // Columns are as deep whatever was done before.
    let columns = |events| run(events, 30.0).insults.remove(0);
    let alone = columns(once(carbon_dioxide(15.0, 200.0)));
    let over = columns(vec![(0.0, needling(0.0)), (0.0, carbon_dioxide(15.0, 200.0))]);
    assert_eq!((alone.depth, alone.dead, alone.open_epidermis), (over.depth, over.dead, over.open_epidermis));
}

#[test]
fn the_open_share_that_a_peel_sees_is_the_one_that_the_network_has() {
    // One day after needling the network's barrier and the closed form of the course agree.
    let needled = run(once(needling(0.0)), 10.0);
    let open = at(&needled.history.times, &series_of(&needled, Endpoint::BarrierOpen), 1.0 / 24.0) / 100.0;
    let peeled = |events| run(events, 10.0).insults.remove(0).open_epidermis;
    let (dry, wet) = (peeled(once(tca(25.0, 1.0))), peeled(vec![(0.0, needling(0.0)), (1.0 / 24.0, tca(25.0, 1.0))]));
    // Opened epidermis is linear in the reach, and the reach in the open share: o = o_m (x (1 + g u) - x_s)/(1 - x_s).
    let reach = 25.0 / 35.0;
    let seen = (wet - dry) / 0.4 * 0.5 / reach;
    assert!((seen - open).abs() < 0.02 * open.max(1e-4), "{seen} against {open}");
}

fn series_of(zone: &needlework::course::ZoneCourse, endpoint: Endpoint) -> Vec<f64> {
    zone.endpoints.iter().find(|(one, _)| *one == endpoint).unwrap().1.clone()
}

#[test]
fn more_energy_and_more_columns_do_more() {
    let facts = |kind| run(once(kind), 40.0).insults.remove(0);
    for laser in [erbium_glass as fn(f64, f64) -> EventKind, carbon_dioxide] {
        let (weak, strong, dense) = (facts(laser(8.0, 300.0)), facts(laser(30.0, 300.0)), facts(laser(8.0, 900.0)));
        assert!(strong.depth > weak.depth && strong.dead > weak.dead);
        assert!(dense.depth == weak.depth && dense.dead > weak.dead && dense.open_barrier >= weak.open_barrier);
    }
    assert_eq!(facts(erbium_glass(20.0, 1000.0)).kind, InjuryKind::NonAblativeLaser);
    assert_eq!(facts(erbium_glass(20.0, 1000.0)).open_epidermis, 0.0);
}

#[test]
fn acid_in_scars_fills_scars_and_spares_the_rest() {
    let treated = run(series(&cross(100.0), 3, 28.0, 0.0), 180.0);
    let untouched = run(once(tca(0.2, 1.0)), 180.0);
    let depth = |zone| endpoint(zone, Endpoint::ScarDepthRolling, 150.0);
    assert!(depth(&treated) < 0.95 * depth(&untouched), "{} {}", depth(&treated), depth(&untouched));
    // The skin between scars hardly sees it: half a per cent of the area.
    let needled = run(series(&needling(0.0), 3, 28.0, 0.0), 180.0);
    let gain = |zone| endpoint(zone, Endpoint::Collagen, 150.0) - endpoint(&untouched, Endpoint::Collagen, 150.0);
    assert!(gain(&treated).abs() < 0.3 * gain(&needled), "{} against {}", gain(&treated), gain(&needled));
    let facts = &treated.insults[0];
    assert!((facts.open_epidermis - 30.0 * 0.25 * std::f64::consts::PI * 2.25 / 10_000.0).abs() < 1e-12);
}

#[test]
fn draws_spread_peels_and_columns_and_repeat_to_the_bit() {
    let study = study(vec![(0.0, tca(35.0, 1.0)), (60.0, carbon_dioxide(15.0, 200.0))], Phototype::III, 90.0, 8);
    let (one, two) = (course(&study), course(&study));
    assert_eq!(one.zones[0].endpoints, two.zones[0].endpoints);
    assert_eq!(one.zones[0].bands, two.zones[0].bands);
    let model = |number: u64| {
        let key = needlework::random::Key { draw: number, ..needlework::random::Key::new(3) };
        needlework::course::InsultModel::draw(key)
    };
    assert_eq!(model(1), model(1));
    assert!(model(1).peel != model(2).peel && model(1).columns != model(2).columns);
    let (_, bands) = one.zones[0].bands.iter().find(|(endpoint, _)| *endpoint == Endpoint::BarrierOpen).unwrap();
    assert!(bands.iter().any(|band| band.p95 > band.p05));
}

/// A study with nothing but a peel tells its days: some of flaking after a weak one, more than a week after a medium one.
#[test]
fn the_days_after_a_peel_or_a_laser_are_told() {
    let told = |kind: EventKind, phototype: Phototype| {
        let study = study(vec![(0.0, kind)], phototype, 60.0, 0);
        let zone = course(&study).zones.remove(0);
        let found = tolerability(&study, 0, &zone);
        for moment in &found.after {
            println!("{moment:?}");
        }
        let flaking: Vec<f64> = found.after.iter().filter(|moment| moment.flaking).map(|moment| moment.after).collect();
        (found, flaking, zone.insults[0].clone())
    };
    let (light, flaking, facts) = told(tca(15.0, 1.0), Phototype::III);
    assert!(
        flaking.first().is_some_and(|day| *day >= 1.0) && flaking.last().is_some_and(|day| *day <= 5.0),
        "{flaking:?}"
    );
    assert!(light.after.iter().all(|moment| !moment.raw) && facts.unseen() >= facts.recovery.flaking.central);
    let (medium, flaking, facts) = told(tca(35.0, 1.0), Phototype::III);
    assert!(flaking.contains(&5.0) && flaking.contains(&7.0) && !flaking.contains(&14.0), "{flaking:?}");
    assert!((7.0..=14.0).contains(&medium.days_off) && medium.days_off > light.days_off, "{}", medium.days_off);
    // No make-up while the barrier is open or sheets come off.
    assert!(
        light.make_up.unwrap() > 1.0 && (7.0..=40.0).contains(&medium.make_up.unwrap()),
        "{:?} {:?}",
        light.make_up,
        medium.make_up
    );
    assert!(facts.recovery.flaking.low < facts.recovery.flaking.high && !facts.recovery.thin.is_empty());
    let (laser, _, facts) = told(carbon_dioxide(15.0, 200.0), Phototype::III);
    // Crusts in all a week after fractional carbon dioxide (rajput-2021-co2-rf).
    assert!(laser.after.iter().any(|moment| moment.after == 7.0 && moment.blood), "{:?}", facts.recovery);
    assert!(facts.recovery.pain.central > 4.0 && facts.recovery.flaking.central == 0.0);
}
