//! The words of the report.

use crate::report::MethodNote;
use needlework::course::{Course, EventKind, Study};
use needlework::outcome::SessionFacts;
use needlework::skin::Sex;

/// One line below the title.
pub fn subtitle(study: &Study) -> String {
    let person = &study.person;
    let sex = match person.sex {
        Sex::Female => "woman",
        Sex::Male => "man",
    };
    let zones: Vec<&str> = study.zones.iter().map(|zone| zone.name.as_str()).collect();
    format!(
        "{}; a {sex} of {:.0}, phototype {:?}; {}",
        study.concern.name,
        person.age,
        person.phototype,
        zones.join(", ")
    )
}

/// What the course comes to.
pub fn summary(study: &Study, course: &Course) -> Vec<String> {
    let needled = study.protocol.events.iter().filter(|event| matches!(event.kind, EventKind::Needling(_)));
    let mut days: Vec<f64> = needled.map(|event| event.day).collect();
    days.dedup();
    let sessions = days.len();
    let months = study.protocol.horizon / 30.4375;
    let mut lines = vec![format!(
        "{sessions} needling {} over a simulated {months:.0} months; results are read on day {:.0}, about three months after \
         the last treatment, or at the end if that is earlier.",
        if sessions == 1 { "session" } else { "sessions" },
        study.protocol.reading_day()
    )];
    let facts = || course.zones.iter().flat_map(|zone| &zone.facts);
    if let Some(first) = facts().map(|facts| facts.day).min_by(f64::total_cmp) {
        let minutes: f64 = facts().filter(|facts| facts.day == first).map(|facts| facts.procedure_time).sum();
        let most = |quantity: fn(&SessionFacts) -> f64| facts().map(quantity).fold(0.0, f64::max);
        lines.push(format!(
            "The first session takes about {minutes:.0} minutes of needling; a session is expected to hurt up to {:.1} out of \
             10 with the stated anaesthesia, and shows for up to {:.1} days.",
            most(|facts| facts.pain),
            most(|facts| facts.downtime)
        ));
    }
    lines
}

/// What the bands are.
pub fn band_meaning(course: &Course) -> String {
    if course.courses <= 1 {
        return "none, since no draws were made".to_owned();
    }
    format!(
        "5th to 95th percentile of {} draws of every uncertain parameter, the person's healing and skin thickness, and the \
         chance of the strokes. Parameters are drawn independently from judged spreads, and a draw is kept if an ordinary \
         session heals in it ({} of {} did); the line is the course with central values, which need not lie at the median \
         of the draws",
        course.courses - 1,
        course.courses - 1,
        course.candidates
    )
}

/// How it was computed.
pub fn methods(study: &Study) -> Vec<MethodNote> {
    let note = |title: &str, paragraphs: &[&str], sources: &[&str]| MethodNote {
        title: title.to_owned(),
        paragraphs: paragraphs.iter().map(|&text| text.to_owned()).collect(),
        sources: sources.iter().map(|&text| text.to_owned()).collect(),
    };
    let mut methods = vec![
        note(
            "Punctures",
            &[
                "Every stroke of the device is placed on a patch of skin from its geometry and the path of the hand. A needle \
               first dents the skin and then cuts; the channel is the travel less the indentation, which differs between \
               strokes and needles, and ends at the lower limit of the dermis.",
            ],
            &["kalluri-2011", "donnelly-2010-gantrez", "schwarz-laaff-2011", "lima-2013-pig"],
        ),
        note(
            "Healing",
            &[
                "A network of 35 species (alarmins, cytokines, leucocytes, growth factors, fibroblasts, collagen III and I, \
               elastin, hyaluronan, vessels, epidermis, pigment) runs at three depths. Every rate is a production and a \
               loss; at rest they cancel for any parameters, so untreated skin follows its ageing baseline exactly.",
            ],
            &["66 parameters calibrated on 100 targets; single values are not identified, trajectories are"],
        ),
        note(
            "Outcome",
            &[
                "Each endpoint is a map from tissue to what people see or instruments read. Several maps rest on one number \
               of one study, others are assumed; the notes below the charts say which.",
            ],
            &[],
        ),
    ];
    methods.push(MethodNote {
        title: "Numerics".to_owned(),
        paragraphs: vec![format!(
            "Rosenbrock method of order 5 with step control at a relative tolerance of {:e}; states cannot become negative. \
             Each course has its own steps, and no result depends on the number of threads.",
            study.numerics.relative_tolerance
        )],
        sources: Vec::new(),
    });
    methods
}
