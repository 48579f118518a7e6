//! From a simulated course to what a report shows.

mod events;
mod headline;
mod methods;
mod milestones;
mod nearest;
mod sensitivity;
mod sessions;
mod sheet;
mod text;
mod tiers;
mod timelines;
mod tolerability;

pub use headline::shown_first;

use crate::report::{PictureGroup, Provenance, ReportModel, StudyRow, Warning};
use needlework::course::{Course, Study, Worth};
use needlework::evidence::{Arm, Region};

/// What the report says beside the course itself.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The study as it was understood, row by row.
    pub understood: Vec<StudyRow>,
    /// Warnings about the study.
    pub warnings: Vec<Warning>,
    /// Pictures of the tissue.
    pub pictures: Vec<PictureGroup>,
    /// What is needed to run the study again.
    pub provenance: Provenance,
    /// When each zone can be judged and what holds its result, as far as it was computed.
    pub worth: Vec<Option<Worth>>,
    /// Arms of published trials.
    pub trials: Vec<Arm>,
    /// Where the first zone lies.
    pub region: Option<Region>,
}

/// The report of a course.
pub fn report_of(study: &Study, course: &Course, context: Context) -> ReportModel {
    let mut warnings = context.warnings;
    warnings.extend(sessions::warnings(course));
    warnings.extend(tiers::limits(study, course));
    ReportModel {
        title: study.title.clone(),
        subtitle: text::subtitle(study),
        summary: text::summary(study, course),
        band_meaning: text::band_meaning(course),
        headlines: headline::headlines(study, course),
        warnings,
        understood: context.understood,
        protocol: events::protocol(study),
        milestones: milestones::milestones(study, course, &context.worth),
        sheets: sheet::sheets(study, course),
        punctures: sessions::patterns(study, course),
        pictures: context.pictures,
        groups: timelines::groups(study, course),
        nearest: nearest::section(study, course, &context.trials, context.region),
        tables: [
            sessions::tables(course),
            tolerability::tables(study, course, &context.worth),
            sensitivity::tables(course),
            tiers::tables(course),
        ]
        .concat(),
        methods: methods::methods(study),
        provenance: context.provenance,
        ..ReportModel::default()
    }
}
