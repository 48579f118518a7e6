//! Zones in space: run from halt to halt, their fields written on the days asked for, checkpoints in between.

use super::checkpoints::Keeper;
use super::stop::Stop;
use super::{Progress, failed};
use needlework::course::{Advance, SpaceCourse, SpaceRun, Study, Tier};
use needlework::healing::DERMAL_COUNT;
use needlework_study::diagnostic::{Diagnostic, Diagnostics, codes};
use needlework_study::fields::{FieldGrid, FieldPlan, FieldWriter};
use needlework_study::run::{FieldEntry, RunWriter};

/// Runs every zone that the study wants in space: the unit cell, and the patch beside it where one is asked for.
pub fn run(
    study: &Study,
    writer: &mut RunWriter,
    (keeper, stop): (&mut Keeper, &Stop),
    progress: &Progress,
) -> Result<Vec<SpaceCourse>, Diagnostics> {
    let zones = (0..study.zones.len()).filter(|zone| study.space.covers(*zone));
    let tiers: &[Tier] =
        if study.space.tier == Tier::Patch { &[Tier::UnitCell, Tier::Patch] } else { &[Tier::UnitCell] };
    let runs: Vec<(usize, Tier)> = zones.flat_map(|zone| tiers.iter().map(move |tier| (zone, *tier))).collect();
    if runs.is_empty() {
        return Ok(Vec::new());
    }
    runs.iter().map(|&(zone, tier)| one(study, zone, tier, writer, (keeper, stop), progress)).collect()
}

/// One zone in one tier, from its checkpoint if there is one.
fn one(
    study: &Study,
    zone: usize,
    tier: Tier,
    writer: &mut RunWriter,
    (keeper, stop): (&mut Keeper, &Stop),
    progress: &Progress,
) -> Result<SpaceCourse, Diagnostics> {
    let label = format!("{}, {}", study.zones[zone].name, tier.name());
    let made = if tier == Tier::Patch { SpaceRun::patch(study, zone) } else { SpaceRun::unit_cell(study, zone) };
    let mut run = made.map_err(failed)?;
    let name = run_name(study, &run);
    let mut fields = fields(study, &run, &name, writer)?;
    if keeper.take_up(writer, &name, &mut run, fields.as_ref())? {
        progress.note(&format!("{label}: going on from day {:.2}", run.day()));
    }
    loop {
        match run.advance().map_err(failed)? {
            Advance::Step => {}
            Advance::Halt(halt) => {
                if let (Some(day), Some(fields)) = (halt.snapshot, &mut fields) {
                    let written = fields.write(day, &mut |species, out| run.field(species, out));
                    written.map_err(|error| writer.refusal(&error))?;
                }
            }
            Advance::End => break,
        }
        progress.in_space(&label, run.share());
        if stop.asked() {
            keeper.keep(writer, &name, &run)?;
            return Err(interrupted(&label, run.day()));
        }
        if keeper.is_due() {
            keeper.keep(writer, &name, &run)?;
        }
    }
    keeper.keep(writer, &name, &run)?;
    if let Some(fields) = &fields {
        let entry = |(format, path): (&str, std::path::PathBuf)| FieldEntry {
            zone: study.zones[zone].name.clone(),
            tier: tier.name().to_owned(),
            format: format.to_owned(),
            path: format!("fields/{}", path.display()),
            days: study.space.fields.days.clone(),
            files: Vec::new(),
        };
        writer.list_fields(fields.places().into_iter().map(entry))?;
    }
    Ok(run.course())
}

/// What is said where the run stops.
fn interrupted(label: &str, day: f64) -> Diagnostics {
    let message = format!("stopped on day {day:.2} of {label}, after a checkpoint");
    Diagnostic::new(codes::INTERRUPTED, message)
        .remedy("give the same command again to go on from there, with --fresh to begin anew")
        .into()
}

/// The name of a run's files: zone and tier.
fn run_name(study: &Study, run: &SpaceRun) -> String {
    format!("{}-{}", file_name(study, run.zone()), run.tier().name())
}

/// The fields of a run, unless the study wants none, or wants those of the patch and this is not it.
fn fields(study: &Study, run: &SpaceRun, name: &str, writer: &RunWriter) -> Result<Option<FieldWriter>, Diagnostics> {
    let wanted = &study.space.fields;
    if wanted.days.is_empty() || !(wanted.zarr || wanted.vtk) || run.tier() != study.space.tier {
        return Ok(None);
    }
    let mut species = wanted.species().map_err(failed)?;
    species.sort_by_key(|species| species.index() >= DERMAL_COUNT);
    let rest = run.untreated();
    let zone = &study.zones[run.zone()].name;
    let plan = FieldPlan {
        name: name.to_owned(),
        title: match run.tier() {
            Tier::Patch => format!("{zone}, patch"),
            _ => format!("{zone}, unit cell"),
        },
        grid: FieldGrid::from(run.grid()),
        untreated: species.iter().map(|species| rest[species.index()]).collect(),
        species,
        days: wanted.days.clone(),
    };
    let fields = FieldWriter::create(&writer.fields_folder(), plan, wanted.zarr, wanted.vtk);
    fields.map(Some).map_err(|error| writer.refusal(&error))
}

/// A zone's name as a file name: letters, digits and hyphens, with its number where two zones would have the same.
fn file_name(study: &Study, zone: usize) -> String {
    let plain = |name: &str| -> String {
        let kept = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        name.chars().map(kept).take(40).collect()
    };
    let name = plain(&study.zones[zone].name);
    let shared = study.zones.iter().filter(|other| plain(&other.name) == name).count() > 1;
    if shared || name.is_empty() { format!("{name}-{}", zone + 1) } else { name }
}
