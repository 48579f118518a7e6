//! `needlework simulate`: a course of treatment from a study file, into a run directory.

use core::num::NonZeroUsize;
use core::time::Duration;
use std::path::PathBuf;

use needlework_study::study::{self, file::TierWord};

use super::LibraryChoice;
use crate::failure::Failure;
use crate::output::Output;
use crate::simulate::{self, Options, Progress};

/// More threads than this are never of use to one run, and a slip of the keyboard should not ask for a billion.
const MOST_THREADS: NonZeroUsize = NonZeroUsize::MIN.saturating_add(255);

/// Simulate a study and write a run directory with tables and a report.
///
/// The run directory appears whole or not at all. The same study and seed give the same tables and the same report, on any
/// number of threads. A run in space that was cut off goes on where it was when the same command is given again.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct Arguments {
    /// Study file.
    study: PathBuf,
    /// Run directory; the name of the study file with the ending `.run` where none is given.
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace an older run of that name.
    #[arg(long)]
    force: bool,
    /// Begin anew instead of going on with a run in space that was cut off.
    #[arg(long)]
    fresh: bool,
    /// Seconds between two checkpoints of a run in space; 0 for one after every step.
    #[arg(long, value_name = "S", default_value_t = 60, value_parser = clap::value_parser!(u32).range(..=86_400))]
    checkpoint_every: u32,
    /// Write tables as CSV beside Parquet.
    #[arg(long)]
    csv: bool,
    /// Do not draw surface and tissue, whatever the study says; saves a few seconds.
    #[arg(long)]
    no_pictures: bool,
    /// Threads, at most 256; all cores where none are given. Does not change the results.
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// How space is treated, instead of the study's own: point, unit-cell or patch.
    #[arg(long, value_name = "TIER", hide_possible_values = true)]
    tier: Option<Tier>,
    /// Seed instead of the study's own.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=i64::MAX.unsigned_abs()))]
    seed: Option<u64>,
    #[command(flatten)]
    library: LibraryChoice,
}

/// How space is treated.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Tier {
    Point,
    UnitCell,
    Patch,
}

impl From<Tier> for TierWord {
    fn from(tier: Tier) -> Self {
        match tier {
            Tier::Point => Self::Point,
            Tier::UnitCell => Self::UnitCell,
            Tier::Patch => Self::Patch,
        }
    }
}

pub fn run(arguments: &Arguments, output: Output) -> Result<(), Failure> {
    let library = arguments.library.load()?;
    let mut resolved = match arguments.tier {
        Some(tier) => study::load_in(&arguments.study, &library, tier.into())?,
        None => study::load(&arguments.study, &library)?,
    };
    if let Some(seed) = arguments.seed {
        resolved.study.seed = seed;
        for row in resolved.rows.iter_mut().filter(|row| row.section == "study" && row.name == "seed") {
            row.value = seed.to_string();
            row.origin = study::Origin::default("given on the command line");
        }
    }
    output.findings(&resolved.warnings);
    let name = arguments.study.file_name().unwrap_or_default().to_string_lossy();
    let options = Options {
        out: arguments.out.clone().unwrap_or_else(|| simulate::default_directory(&arguments.study)),
        force: arguments.force,
        fresh: arguments.fresh,
        checkpoint_every: Duration::from_secs(arguments.checkpoint_every.into()),
        csv: arguments.csv,
        pictures: resolved.pictures && !arguments.no_pictures,
        threads: arguments
            .threads
            .or_else(|| std::thread::available_parallelism().ok())
            .unwrap_or(NonZeroUsize::MIN)
            .min(MOST_THREADS),
        trials: library.trial_arms(),
        region: resolved.study.zones.first().and_then(|zone| library.region(&zone.site.id)),
        command: match arguments.tier {
            Some(_) => format!(
                "needlework simulate {name} --seed {} --tier {}",
                resolved.study.seed,
                resolved.study.space.tier.name()
            ),
            None => format!("needlework simulate {name} --seed {}", resolved.study.seed),
        },
    };
    let done = simulate::run(&resolved, &options, &Progress::new(output.quiet || output.json))?;
    if output.json {
        return output.json(&simulate::summary_json(&resolved.study, &done));
    }
    if !output.quiet {
        output.data(&simulate::summary(&resolved.study, &done.course, &done.worth))?;
    }
    output.note(&format!(
        "{} courses in {:.1} s; open {}",
        done.timings.courses,
        done.timings.simulate,
        done.directory.join("report.html").display()
    ));
    Ok(())
}
