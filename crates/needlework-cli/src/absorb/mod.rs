//! `absorb`: from a resolved study to a run directory with the absorption of its products.

mod summary;

use needlework::course::{Absorbed, absorb_study};
use needlework::transport::absorption::Caution;
use needlework::transport::radial::Geometry;
use needlework_report::absorption::absorption_report;
use needlework_report::report::render;
use needlework_study::diagnostic::{Diagnostic, Diagnostics, codes, told_as_one};
use needlework_study::run::{Manifest, RunWriter, absorption_tables};
use needlework_study::study::Resolved;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::runs;
use crate::simulate::{Progress, context, defect, provenance, stop::Stop};
pub use summary::{summary, summary_json};

/// How the run is made and where it goes.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where the run directory appears.
    pub out: PathBuf,
    /// Whether an older run of that name is replaced.
    pub force: bool,
    /// Whether tables are written as CSV too.
    pub csv: bool,
    /// Time computed [day].
    pub window: Option<f64>,
    /// Draws behind the bands.
    pub draws: u32,
    /// Where transport is solved.
    pub geometry: Geometry,
    /// The command that gives this run again, for the report.
    pub command: String,
}

/// A run that is done.
#[derive(Clone, Debug)]
pub struct Done {
    /// The run directory.
    pub directory: PathBuf,
    /// Every product on every zone.
    pub all: Vec<Absorbed>,
    /// Time that computing took [s].
    pub seconds: f64,
}

impl Done {
    /// Cautions of the results that the study's own warnings have not said.
    pub fn new_cautions(&self, told: &Diagnostics) -> Vec<Caution> {
        let mut new: Vec<Caution> = Vec::new();
        for caution in self.all.iter().flat_map(|one| &one.beside.main().cautions) {
            let holds = |text: &str| told_as_one(text, &caution.text).is_some_and(|both| both == text);
            if told.iter().any(|warning| holds(&warning.message)) {
                continue;
            }
            let mut alike = new.iter_mut().filter(|other| other.code == caution.code);
            let merged = alike.find_map(|other| Some((told_as_one(&other.text, &caution.text)?, other)));
            match merged {
                Some((both, other)) => other.text = both,
                None => new.push(caution.clone()),
            }
        }
        new
    }
}

/// Absorbs every product and writes the run directory, which appears whole or not at all.
///
/// # Errors
/// A run directory that exists or cannot be written, or a product that cannot be absorbed.
pub fn run(resolved: &Resolved, options: &Options, progress: &Progress) -> Result<Done, Diagnostics> {
    let study = &resolved.study;
    let manifest = Manifest::new(study).map_err(|error| defect(&error))?;
    let provenance = provenance(&manifest, &options.command);
    let stop = Stop::listen().map_err(|error| defect(&error))?;
    let mut writer = RunWriter::create(&options.out, manifest, options.force, options.csv || resolved.csv)?;
    let started = Instant::now();
    let tick = |done, total| {
        progress.healed(done, total);
        stop.leave();
    };
    let all = Stop::heeded(false, || absorb_study(study, options.draws, options.window, options.geometry, &tick))?
        .map_err(|error| Diagnostic::new(codes::COURSE_FAILED, format!("{error} ({})", error.code())))?;
    let seconds = started.elapsed().as_secs_f64();
    for (name, table) in absorption_tables(study, &all).map_err(|error| defect(&error))? {
        writer.table(name, &table)?;
    }
    progress.stage("drawing the report");
    let model = absorption_report(study, &all, options.draws, context(resolved, provenance));
    let html = render(&model).map_err(|error| defect(&error))?;
    writer.file(runs::PAGE, html.as_bytes())?;
    writer.file(runs::MODEL, &runs::model_bytes(&model).map_err(|error| defect(&error))?)?;
    let directory = writer.finish(&serde_json::json!({ "absorb": seconds }))?;
    Ok(Done { directory, all, seconds })
}

/// The run directory of a study where none is named.
pub fn default_directory(study: &Path) -> PathBuf {
    let mut name = study.file_stem().unwrap_or_else(|| std::ffi::OsStr::new("study")).to_owned();
    name.push(".absorb");
    PathBuf::from(name)
}
