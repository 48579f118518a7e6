//! Studies that the tests of peels and lasers begin with.

use core::num::NonZeroUsize;

use crate::roller::rolled;
use needlework::concern::{Concern, ScarPopulation};
use needlework::course::{Course, Event, EventKind, Numerics, Protocol, Space, Study, Zone, ZoneCourse, simulate};
use needlework::injury::{ColumnSpread, Laser, LaserColumns, Peel, PeelAgent, PeelApplication, PeelDose, Spots};
use needlework::integrator::Settings;
use needlework::outcome::Endpoint;
use needlework::skin::{Person, Phototype, Sex, Site};

/// A session with the usual roller of 1.5 mm, 16 passes.
pub fn needling(platelets: f64) -> EventKind {
    rolled(1.5, 4, platelets)
}

pub fn tca(strength: f64, coats: f64) -> EventKind {
    acid(PeelAgent::TrichloroaceticAcid, strength, 0.8, 3.0, coats, None)
}

pub fn glycolic(strength: f64, ph: f64) -> EventKind {
    acid(PeelAgent::GlycolicAcid, strength, ph, 3.0, 1.0, None)
}

/// Acid in 30 scars of 1.5 mm on 100 cm².
pub fn cross(strength: f64) -> EventKind {
    let share = 30.0 * std::f64::consts::FRAC_PI_4 * 2.25 / 10_000.0;
    acid(PeelAgent::TrichloroaceticAcid, strength, 0.5, 3.0, 1.0, Some(Spots { share, width: 1.5 }))
}

fn acid(agent: PeelAgent, strength: f64, ph: f64, minutes: f64, coats: f64, spots: Option<Spots>) -> EventKind {
    let dose = PeelDose::Application(PeelApplication { agent, strength, ph, minutes, coats });
    EventKind::Peel(Peel { name: format!("{agent:?} {strength} %"), dose, spots })
}

/// Columns of a laser: per cm², core, rim and depth in mm.
pub fn laser(density: f64, core_diameter: f64, rim: f64, depth: f64) -> EventKind {
    let columns = LaserColumns { density: density / 100.0, passes: 1.0, core_diameter, rim, depth };
    let spread = ColumnSpread { core: 0.15, rim: 0.2, depth: 0.25 };
    EventKind::Laser(Laser { name: "laser".into(), columns, spread })
}

/// Non-ablative 1550 nm at an energy (mJ) as in the library, `erbium-glass-1550`.
pub fn erbium_glass(energy: f64, density: f64) -> EventKind {
    laser(density, 0.0, 0.032 * energy.powf(0.3), 0.17 * energy.powf(0.5))
}

/// Fractional carbon dioxide as in the library, `co2-fractional`.
pub fn carbon_dioxide(energy: f64, density: f64) -> EventKind {
    laser(density, 0.12, 0.022 * energy.powf(0.39), 0.1 * energy.powf(0.75))
}

/// Fractional Er:YAG as in the library, `er-yag-fractional`.
pub fn erbium_yag(energy: f64, density: f64) -> EventKind {
    laser(density, 0.25, 0.01, 0.025 * energy)
}

/// Non-ablative 1340 nm as in the library, `nd-yap-1340`.
pub fn nd_yap(energy: f64, density: f64) -> EventKind {
    laser(density, 0.0, 0.03 * energy.powf(0.3), 0.12 * energy.powf(0.5))
}

/// A series of one treatment.
pub fn series(kind: &EventKind, count: u32, interval: f64, start: f64) -> Vec<(f64, EventKind)> {
    (0..count).map(|number| (start + interval * f64::from(number), kind.clone())).collect()
}

pub fn study(events: Vec<(f64, EventKind)>, phototype: Phototype, horizon: f64, draws: u32) -> Study {
    let mut events = events;
    events.sort_by(|a, b| a.0.total_cmp(&b.0));
    Study {
        circumstances: needlework::outcome::tolerability::Circumstances::default(),
        title: "test".into(),
        seed: 11,
        person: Person::median(28.0, Sex::Female, phototype),
        concern: Concern { scars: Some(ScarPopulation::default()), ..Concern::default() },
        zones: vec![Zone { name: "face".into(), site: Site::reference_face(), area: 100.0 }],
        protocol: Protocol {
            events: events.into_iter().map(|(day, kind)| Event { day, zones: vec![], kind }).collect(),
            horizon,
            snapshots: vec![],
        },
        regimens: vec![],
        space: Space::default(),
        numerics: Numerics { relative_tolerance: 1e-5, draws },
    }
}

pub fn course(study: &Study) -> Course {
    let settings = Settings { threads: NonZeroUsize::new(2).unwrap(), ..Settings::default() };
    simulate(study, &settings, &|_, _| {}).unwrap()
}

pub fn run(events: Vec<(f64, EventKind)>, horizon: f64) -> ZoneCourse {
    course(&study(events, Phototype::III, horizon, 0)).zones.remove(0)
}

/// An endpoint on a day, between records by linear interpolation.
pub fn at(times: &[f64], values: &[f64], day: f64) -> f64 {
    let after = times.iter().position(|time| *time >= day).unwrap_or(times.len() - 1);
    let before = after.saturating_sub(1);
    let step = times[after] - times[before];
    if step <= 0.0 {
        return values[after];
    }
    let part = (day - times[before]) / step;
    values[before] + part * (values[after] - values[before])
}

pub fn endpoint(zone: &ZoneCourse, endpoint: Endpoint, day: f64) -> f64 {
    let (_, values) = zone.endpoints.iter().find(|(one, _)| *one == endpoint).unwrap();
    at(&zone.history.times, values, day)
}
