//! `simulate`: from a resolved study to a run directory.

mod checkpoints;
mod memory;
mod progress;
mod space;
pub(crate) mod stop;
mod summary;
mod surface;

use core::num::NonZeroUsize;
use needlework::course::{Course, CourseError, HELD_SHARE, SpaceCourse, Study, Worth, simulate_in_space, worth};
use needlework::evidence::{Arm, Region};
use needlework::integrator::Settings;
use needlework_report::course::{Context, report_of};
use needlework_report::report::{PictureGroup, Provenance, StudyRow, Warning, render};
use needlework_report::tissue::{Drawn, draw, draw_patch, follow, patch};
use needlework_study::diagnostic::{Diagnostic, Diagnostics, codes};
use needlework_study::run::{Manifest, RunWriter, course_tables, risk_table, trial_table};
use needlework_study::study::Resolved;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::runs;

use checkpoints::Keeper;
pub use progress::Progress;
use stop::Stop;
pub use summary::{summary, summary_json};

/// How a run is made and where it goes. None of this changes the tables.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct Options {
    /// Where the run directory appears.
    pub out: PathBuf,
    /// Whether an older run of that name is replaced.
    pub force: bool,
    /// Whether what an earlier process has computed of the same run is discarded.
    pub fresh: bool,
    /// How long a run in space goes without a checkpoint.
    pub checkpoint_every: Duration,
    /// Whether tables are written as CSV too.
    pub csv: bool,
    /// Whether the tissue is drawn.
    pub pictures: bool,
    /// How many threads heal.
    pub threads: NonZeroUsize,
    /// The command that gives this run again, for the report.
    pub command: String,
    /// Arms of published trials, to stand beside the result.
    pub trials: Vec<Arm>,
    /// Where the first zone lies.
    pub region: Option<Region>,
}

/// A run that is done.
#[derive(Clone, Debug)]
pub struct Done {
    /// The run directory.
    pub directory: PathBuf,
    /// The course.
    pub course: Course,
    /// When each zone can be judged and what holds its result.
    pub worth: Vec<Option<Worth>>,
    /// How long each part took.
    pub timings: Timings,
}

/// How long each part took, and what it ran on; kept apart from everything that is the same for the same study.
#[derive(Clone, Debug, Serialize)]
pub struct Timings {
    /// Running zones in space and writing their fields [s].
    pub space: f64,
    /// Striking, healing and reading out all courses [s].
    pub simulate: f64,
    /// Following the result for two years, to say when to judge it and what holds it [s].
    pub worth: f64,
    /// Writing tables [s].
    pub tables: f64,
    /// Drawing surface and tissue, following one unit cell included; 0 where there are no pictures [s].
    pub pictures: f64,
    /// Drawing the report [s].
    pub report: f64,
    /// The whole run, from the resolved study to the last file [s].
    pub total: f64,
    /// Threads that healed.
    pub threads: usize,
    /// Courses that were healed, draws included.
    pub courses: u32,
    /// Steps of the integrator that were accepted.
    pub steps: u64,
    /// Steps that were repeated.
    pub repeated: u64,
    /// Evaluations of the rates.
    pub evaluations: u64,
}

/// Simulates a study and writes its run directory, which appears whole or not at all.
///
/// # Errors
/// A patch larger than memory, a run directory that exists or cannot be written, or a course that cannot be computed.
pub fn run(resolved: &Resolved, options: &Options, progress: &Progress) -> Result<Done, Diagnostics> {
    let begun = Instant::now();
    let study = &resolved.study;
    memory::patch_fits(study)?;
    let manifest = Manifest::new(study).map_err(|error| defect(&error))?;
    let provenance = provenance(&manifest, &options.command);
    let stop = Stop::listen().map_err(|error| defect(&error))?;
    // The directory comes first: a run that cannot be kept should fail before it takes time.
    let csv = options.csv || resolved.csv;
    let mut keeper = Keeper::new(&manifest, options.checkpoint_every);
    let point = study.space.is_point();
    let mut writer = if point {
        RunWriter::create(&options.out, manifest, options.force, csv)?
    } else {
        RunWriter::resumable(&options.out, manifest, options.force, csv, options.fresh)?
    };

    let settings = Settings { threads: options.threads, ..Settings::default() };
    let started = Instant::now();
    // A patch works on the threads of the pool that it is made in.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.threads.get()).build();
    let pool = pool.map_err(|error| defect(&error))?;
    let spaces = pool.install(|| space::run(study, &mut writer, (&mut keeper, &stop), progress))?;
    drop(pool);
    let in_space = started.elapsed().as_secs_f64();
    let started = Instant::now();
    progress.compartments();
    let healed = |done, total| {
        progress.healed(done, total);
        stop.leave();
    };
    let course = Stop::heeded(!point, || simulate_in_space(study, &settings, &spaces, &healed))?.map_err(failed)?;
    let simulated = started.elapsed().as_secs_f64();

    progress.stage("following the result for two years");
    let started = Instant::now();
    let worth = worth(study, HELD_SHARE, &settings).map_err(failed)?;
    let followed = started.elapsed().as_secs_f64();

    stop.checked(!point)?;
    progress.stage("writing tables");
    let started = Instant::now();
    for (name, table) in course_tables(&course).map_err(|error| defect(&error))? {
        writer.table(name, &table)?;
    }
    writer.table("risks", &risk_table(study, &course).map_err(|error| defect(&error))?)?;
    if !options.trials.is_empty() {
        let table = trial_table(study, &course, &options.trials, options.region).map_err(|error| defect(&error))?;
        writer.table("trials", &table)?;
    }
    let tables = started.elapsed().as_secs_f64();

    stop.checked(!point)?;
    let started = Instant::now();
    let (pictures, drawn) = if options.pictures {
        (pictures(study, &course, &spaces, &mut writer, progress)?, started.elapsed().as_secs_f64())
    } else {
        (Vec::new(), 0.0)
    };

    stop.checked(!point)?;
    progress.stage("drawing the report");
    let started = Instant::now();
    let context = Context {
        worth: worth.clone(),
        pictures,
        trials: options.trials.clone(),
        region: options.region,
        ..context(resolved, provenance)
    };
    let model = report_of(study, &course, context);
    let html = render(&model).map_err(|error| defect(&error))?;
    writer.file(runs::PAGE, html.as_bytes())?;
    writer.file(runs::MODEL, &runs::model_bytes(&model).map_err(|error| defect(&error))?)?;
    stop.checked(!point)?;
    let timings = Timings {
        space: in_space,
        simulate: simulated,
        worth: followed,
        tables,
        pictures: drawn,
        report: started.elapsed().as_secs_f64(),
        total: begun.elapsed().as_secs_f64(),
        threads: options.threads.get(),
        courses: course.courses,
        steps: course.statistics.accepted,
        repeated: course.statistics.rejected,
        evaluations: course.statistics.derivatives(),
    };
    let directory = writer.finish(&timings)?;
    Ok(Done { directory, course, worth, timings })
}

/// Draws the surface of every zone and the tissue of the first injured one: into the folder `pictures`, and for the report.
fn pictures(
    study: &Study,
    course: &Course,
    spaces: &[SpaceCourse],
    writer: &mut RunWriter,
    progress: &Progress,
) -> Result<Vec<PictureGroup>, Diagnostics> {
    progress.stage("drawing the surface, following and drawing the tissue");
    // Neither reads the other, and each has stretches that keep one thread busy.
    let (surface, tissue) = rayon::join(
        || surface::pictures(study, course).map_err(|error| defect(&error)),
        || match follow(study).map_err(failed)? {
            Some(tissue) => draw(&tissue).map_err(|error| defect(&error)),
            None => Ok(None),
        },
    );
    let (mut groups, files) = surface?;
    for file in files {
        writer.file(&file.name, &file.bytes)?;
    }
    let mut tissues: Vec<Drawn> = tissue?.into_iter().collect();
    for space in spaces {
        if let Some(slices) = &space.slices {
            let drawn = draw_patch(&patch(study, space.zone, slices)).map_err(|error| defect(&error))?;
            tissues.extend(drawn);
        }
    }
    for drawn in tissues {
        for (name, file) in &drawn.files {
            writer.file(&format!("pictures/{name}"), file)?;
        }
        groups.push(drawn.group);
    }
    Ok(groups)
}

/// What the report says beside the course: the study as understood, warnings, and how to run it again.
pub(crate) fn context(resolved: &Resolved, provenance: Provenance) -> Context {
    Context {
        understood: resolved
            .rows
            .iter()
            .map(|row| StudyRow::new(&*row.section, &*row.name, &*row.value, row.origin.to_string()))
            .collect(),
        warnings: resolved
            .warnings
            .iter()
            .map(|warning| Warning { code: warning.code.id.to_owned(), text: warning.message.clone() })
            .collect(),
        provenance,
        ..Context::default()
    }
}

/// Everything that gives the same report again; nothing that differs between two runs of the same study.
pub(crate) fn provenance(manifest: &Manifest, command: &str) -> Provenance {
    Provenance {
        versions: vec![(manifest.tool.name.clone(), manifest.tool.version.clone())],
        seed: manifest.seed.to_string(),
        study_hash: manifest.study_sha256.clone(),
        command: command.to_owned(),
        timings: Vec::new(),
        facts: vec![("Platform".to_owned(), manifest.platform.clone())],
    }
}

/// A course that a model refused.
#[expect(clippy::needless_pass_by_value, reason = "stands in map_err")]
fn failed(error: CourseError) -> Diagnostics {
    Diagnostic::new(codes::COURSE_FAILED, format!("{error} ({})", error.code())).into()
}

/// A failure that no input should cause.
pub(crate) fn defect(error: &dyn std::error::Error) -> Diagnostics {
    Diagnostic::new(codes::COURSE_FAILED, format!("the run could not be written: {error}")).into()
}

/// The run directory of a study where none is named: the study's file name with the ending `.run`, in the working
/// directory.
pub fn default_directory(study: &Path) -> PathBuf {
    let mut name = study.file_stem().unwrap_or_else(|| std::ffi::OsStr::new("study")).to_owned();
    name.push(".run");
    PathBuf::from(name)
}
