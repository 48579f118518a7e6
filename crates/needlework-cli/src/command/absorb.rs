//! `needlework absorb`: what the products of a study deliver through intact and needled skin.

use std::path::PathBuf;

use needlework::transport::radial::Geometry;
use needlework_study::diagnostic::{Diagnostic, codes};
use needlework_study::quantity::Duration;
use needlework_study::study;

use super::{LibraryChoice, whole};
use crate::absorb::{self, Options};
use crate::failure::Failure;
use crate::output::Output;
use crate::simulate::Progress;

/// Compute how the products of a study are absorbed, through intact and needled skin.
///
/// Reads every [[application]] of the study and writes a run directory with tables and a report: amounts by layer and time,
/// flux, lag time, gain over intact skin, systemic share, the closing of channels, and depth against time. The channels are
/// those of the first session; a study without sessions shows intact skin.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Study file.
    study: PathBuf,
    /// Run directory; the name of the study file with the ending `.absorb` where none is given.
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace an older run of that name.
    #[arg(long)]
    force: bool,
    /// Write tables as CSV beside Parquet.
    #[arg(long)]
    csv: bool,
    /// Time computed, as "48 h"; two days for a product used at a session, a week for one used at home.
    #[arg(long, value_name = "TIME")]
    time: Option<Duration>,
    /// Draws of the uncertain coefficients behind the bands, at most 1000.
    #[arg(long, value_name = "N", default_value_t = 32, value_parser = whole_draws, allow_negative_numbers = true)]
    draws: u32,
    /// Where transport is solved. The unit cell shows depth and radius about one channel beside the layered column, and by
    /// how much the two differ; it takes seconds for each product.
    #[arg(long, value_enum, default_value_t = Shape::Column)]
    geometry: Shape,
    #[command(flatten)]
    library: LibraryChoice,
}

/// Most draws behind the bands.
const MOST_DRAWS: u32 = 1000;

fn whole_draws(text: &str) -> Result<u32, String> {
    whole(0, MOST_DRAWS.into())(text).map(|draws| u32::try_from(draws).unwrap_or(MOST_DRAWS))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Shape {
    /// Depth alone.
    Column,
    /// Depth, and radius about one channel.
    UnitCell,
}

pub fn run(arguments: &Arguments, output: Output) -> Result<(), Failure> {
    let library = arguments.library.load()?;
    let resolved = study::load(&arguments.study, &library)?;
    output.findings(&resolved.warnings);
    let name = arguments.study.file_name().unwrap_or_default().to_string_lossy();
    if resolved.study.regimens.is_empty() {
        let fault = Diagnostic::new(codes::NO_PRODUCT, format!("{name} has no product to absorb"));
        return Err(fault.remedy("add an [[application]] with an active and a dose").into());
    }
    let options = Options {
        out: arguments.out.clone().unwrap_or_else(|| absorb::default_directory(&arguments.study)),
        force: arguments.force,
        csv: arguments.csv,
        window: arguments.time.map(Duration::days),
        draws: arguments.draws,
        geometry: match arguments.geometry {
            Shape::Column => Geometry::Column,
            Shape::UnitCell => Geometry::UnitCell,
        },
        command: match arguments.geometry {
            Shape::Column => format!("needlework absorb {name} --draws {}", arguments.draws),
            Shape::UnitCell => format!("needlework absorb {name} --draws {} --geometry unit-cell", arguments.draws),
        },
    };
    let progress = Progress::counting(output.quiet || output.json, "absorbing", "products");
    let done = absorb::run(&resolved, &options, &progress)?;
    drop(progress);
    if output.json {
        return output.json(&absorb::summary_json(&resolved.study, &done));
    }
    output.data(&absorb::summary(&resolved.study, &done.all))?;
    for caution in done.new_cautions(&resolved.warnings) {
        output.note(&format!("warning[{}]: {}", caution.code, caution.text));
    }
    output.note(&format!(
        "{} in {:.2} s; open {}",
        if done.all.len() == 1 { "1 product".to_owned() } else { format!("{} products", done.all.len()) },
        done.seconds,
        done.directory.join("report.html").display()
    ));
    Ok(())
}
