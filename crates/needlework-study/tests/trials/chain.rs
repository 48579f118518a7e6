//! Courses of a study file, as a user would run them.

use core::num::NonZeroUsize;
use needlework::course::{Study, ZoneCourse, simulate};
use needlework::integrator::Settings;
use needlework::outcome::Endpoint;
use needlework_study::document::SourceFile;
use needlework_study::library::Library;
use needlework_study::study::read;

/// What differs between two courses; the rest is a 1.5 mm roller on the cheek of a woman of 30, phototype III.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub concern: &'static str,
    pub site: &'static str,
    pub age: u32,
    pub phototype: &'static str,
    /// 0 for never to 1 for daily [-].
    pub smoking: f64,
    /// Needle length [mm].
    pub length: f64,
    pub passes: u32,
    pub sessions: u32,
    /// Between sessions [day].
    pub interval: u32,
    /// After the last session [day].
    pub after: u32,
}

pub const CASE: Case = Case {
    concern: "atrophic-acne-scars",
    site: "cheek",
    age: 30,
    phototype: "III",
    smoking: 0.0,
    length: 1.5,
    passes: 15,
    sessions: 4,
    interval: 30,
    after: 90,
};

impl Case {
    pub fn study(&self) -> Study {
        let horizon = (self.sessions - 1) * self.interval + self.after;
        let interval =
            if self.sessions > 1 { format!("interval = \"{} days\"\n", self.interval) } else { String::new() };
        let text = format!(
            "format = 1\n[study]\ntitle = \"case\"\n[skin]\nage = {}\nsex = \"female\"\nphototype = \"{}\"\nsite = \"{}\"\nsmoking = \
             \"{} %\"\n[concern]\nid = \"{}\"\n[device]\nid = \"dermaroller-mf8\"\nlength = \"{} mm\"\n[technique]\npasses = \
             {}\n[protocol]\nsessions = {}\n{interval}[numerics]\ndraws = 0\n[output]\nhorizon = \"{horizon} days\"\npictures = false\n",
            self.age,
            self.phototype,
            self.site,
            100.0 * self.smoking,
            self.concern,
            self.length,
            self.passes,
            self.sessions,
        );
        match read(&std::sync::Arc::new(SourceFile::new("<case>", text)), &Library::embedded()) {
            Ok(resolved) => resolved.study,
            Err(faults) => panic!("{faults}"),
        }
    }

    pub fn run(&self) -> ZoneCourse {
        course(&self.study())
    }
}

/// The first zone of the central course.
pub fn course(study: &Study) -> ZoneCourse {
    let settings = Settings { threads: NonZeroUsize::MIN, ..Settings::default() };
    simulate(study, &settings, &|_, _| {}).unwrap().zones.swap_remove(0)
}

/// An endpoint at the start and at the end.
pub fn ends(zone: &ZoneCourse, endpoint: Endpoint) -> [f64; 2] {
    let series = &zone.endpoints.iter().find(|(one, _)| *one == endpoint).unwrap().1;
    [series[0], *series.last().unwrap()]
}

/// Change over the start [%].
pub fn percent(zone: &ZoneCourse, endpoint: Endpoint) -> f64 {
    let [start, end] = ends(zone, endpoint);
    100.0 * (end / start - 1.0)
}
