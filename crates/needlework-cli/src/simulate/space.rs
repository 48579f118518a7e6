//! Zones in space: run from halt to halt, their fields written on the days asked for.

use super::{Progress, failed};
use needlework::course::{Advance, SpaceCourse, SpaceRun, Study, Tier};
use needlework::healing::DERMAL_COUNT;
use needlework_study::diagnostic::Diagnostics;
use needlework_study::fields::{FieldGrid, FieldPlan, FieldWriter};
use needlework_study::run::{FieldEntry, RunWriter};

/// Runs every zone that the study wants in space: the unit cell, and the patch beside it where one is asked for.
pub fn run(study: &Study, writer: &mut RunWriter, progress: &Progress) -> Result<Vec<SpaceCourse>, Diagnostics> {
    let zones = (0..study.zones.len()).filter(|zone| study.space.covers(*zone));
    let tiers: &[Tier] =
        if study.space.tier == Tier::Patch { &[Tier::UnitCell, Tier::Patch] } else { &[Tier::UnitCell] };
    let runs: Vec<(usize, Tier)> = zones.flat_map(|zone| tiers.iter().map(move |tier| (zone, *tier))).collect();
    runs.iter().map(|&(zone, tier)| one(study, zone, tier, writer, progress)).collect()
}

/// One zone in one tier.
fn one(
    study: &Study,
    zone: usize,
    tier: Tier,
    writer: &mut RunWriter,
    progress: &Progress,
) -> Result<SpaceCourse, Diagnostics> {
    let label = format!("{}, {}", study.zones[zone].name, tier.name());
    let made = if tier == Tier::Patch { SpaceRun::patch(study, zone) } else { SpaceRun::unit_cell(study, zone) };
    let mut run = made.map_err(failed)?;
    let mut fields = fields(study, &run, writer)?;
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
    }
    if let Some(fields) = &fields {
        let entry = |(format, path): (&str, std::path::PathBuf)| FieldEntry {
            zone: study.zones[zone].name.clone(),
            tier: tier.name().to_owned(),
            format: format.to_owned(),
            path: format!("fields/{}", path.display()),
            days: study.space.fields.days.clone(),
        };
        writer.list_fields(fields.places().into_iter().map(entry));
    }
    Ok(run.course())
}

/// The fields of a run, unless the study wants none, or wants those of the patch and this is not it.
fn fields(study: &Study, run: &SpaceRun, writer: &RunWriter) -> Result<Option<FieldWriter>, Diagnostics> {
    let wanted = &study.space.fields;
    if wanted.days.is_empty() || !(wanted.zarr || wanted.vtk) || run.tier() != study.space.tier {
        return Ok(None);
    }
    let mut species = wanted.species().map_err(failed)?;
    species.sort_by_key(|species| species.index() >= DERMAL_COUNT);
    let rest = run.untreated();
    let zone = &study.zones[run.zone()].name;
    let plan = FieldPlan {
        name: format!("{}-{}", file_name(study, run.zone()), run.tier().name()),
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
