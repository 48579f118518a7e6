//! `needlework simulate`: a course of treatment from a study file, into a run directory.

use core::num::NonZeroUsize;
use core::time::Duration;
use std::path::PathBuf;
use std::time::Instant;

use needlework_study::study::{self, file::TierWord};

use super::{LibraryChoice, whole};
use crate::failure::Failure;
use crate::output::Output;
use crate::runs;
use crate::simulate::{self, Done, Options, Progress};

/// More threads than this are never of use to one run, and a slip of the keyboard should not ask for a billion.
const MOST_THREADS: usize = 256;
/// Longest time between two checkpoints [s].
const LONGEST_WAIT: u64 = 86_400;

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
    #[arg(long, value_name = "S", default_value_t = 60, value_parser = whole(0, LONGEST_WAIT), allow_negative_numbers = true)]
    checkpoint_every: u64,
    /// Write tables as CSV beside Parquet.
    #[arg(long)]
    csv: bool,
    /// Do not draw surface and tissue, whatever the study says; saves a few seconds.
    #[arg(long)]
    no_pictures: bool,
    /// Threads, at most 256; all cores where none are given. Does not change the results.
    #[arg(long, value_name = "N", value_parser = whole(1, MOST_THREADS as u64), allow_negative_numbers = true)]
    threads: Option<u64>,
    /// How space is treated, instead of the study's own: point, unit-cell or patch.
    #[arg(long, value_name = "TIER", hide_possible_values = true)]
    tier: Option<Tier>,
    /// Seed instead of the study's own.
    #[arg(long, value_name = "N", value_parser = whole(0, i64::MAX.unsigned_abs()), allow_negative_numbers = true)]
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

/// The threads asked for, or one for each core.
fn threads(asked: Option<u64>) -> NonZeroUsize {
    let asked = asked.and_then(|number| NonZeroUsize::new(usize::try_from(number).ok()?));
    let most = NonZeroUsize::MIN.saturating_add(MOST_THREADS - 1);
    asked.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN).min(most)
}

/// What was done and how long it took, by the parts that take long.
fn closing(done: &Done, waited: Duration) -> String {
    let timings = &done.timings;
    let mut parts = vec![format!("{} courses {:.1} s", timings.courses, timings.simulate)];
    if timings.space > 0.05 {
        parts.push(format!("in space {:.1} s", timings.space));
    }
    parts.push(format!("what holds the result {:.1} s", timings.worth));
    if timings.pictures > 0.0 {
        parts.push(format!("pictures {:.1} s", timings.pictures));
    }
    format!(
        "Done in {:.1} s ({}); open {}",
        waited.as_secs_f64(),
        parts.join(", "),
        done.directory.join(runs::PAGE).display()
    )
}

pub fn run(arguments: &Arguments, output: Output) -> Result<(), Failure> {
    let begun = Instant::now();
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
        checkpoint_every: Duration::from_secs(arguments.checkpoint_every),
        csv: arguments.csv,
        pictures: resolved.pictures && !arguments.no_pictures,
        threads: threads(arguments.threads),
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
    output.note(&closing(&done, begun.elapsed()));
    Ok(())
}
