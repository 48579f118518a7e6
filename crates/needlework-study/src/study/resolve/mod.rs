//! From the file as written to the study that is simulated: library ids looked up, shorthands expanded, defaults filled
//! in, every choice with its origin.

mod applications;
mod circumstances;
mod concern;
mod device;
mod events;
mod gliding;
mod insults;
mod origin;
mod person;
mod schedule;
mod space;
mod spacing;
mod technique;
mod topicals;
mod words;
mod worries;
mod zones;

use core::ops::Range;
use std::path::Path;
use std::sync::Arc;

use needlework::course::{Numerics, Study};

use super::file::{EventWord, FORMAT, ProtocolSection, SpaceSection, StudyFile, TierWord};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, codes};
use crate::document::{self, Located, SourceFile};
use crate::library::{Library, Region};
use crate::text::is_hazardous;

pub use origin::{Origin, Row};
pub use words::{Sessions, parse_maintenance, parse_sessions};

/// A study that can be simulated, and how each part of it was arrived at.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// The study.
    pub study: Study,
    /// What was understood, row by row.
    pub rows: Vec<Row>,
    /// Whether tables are written as CSV too.
    pub csv: bool,
    /// Whether surface and tissue are drawn.
    pub pictures: bool,
    /// What the reader should know.
    pub warnings: Diagnostics,
}

/// Opens, reads and resolves a study file.
///
/// # Errors
/// Every fault of the file that can be told in one go, warnings beside them.
pub fn load(path: &Path, library: &Library) -> Result<Resolved, Diagnostics> {
    read(&document::open(path)?, library)
}

/// As [`load`], with another tier than that of the file; keys that mean nothing to it are passed over.
///
/// # Errors
/// As [`load`].
pub fn load_in(path: &Path, library: &Library, tier: TierWord) -> Result<Resolved, Diagnostics> {
    let source = document::open(path)?;
    let mut file: StudyFile = document::parse(&source)?;
    let span = 0..0;
    let mut section = file.space.take().unwrap_or(Located { span: span.clone(), value: SpaceSection::default() });
    let keys = &mut section.value;
    keys.tier = Some(Located { span, value: tier });
    if tier != TierWord::Patch {
        (keys.width, keys.sides, keys.until) = (None, None, None);
    }
    if tier == TierWord::Point {
        keys.session = None;
    }
    file.space = Some(section);
    let mut resolved = resolve(&file, &source, library)?;
    for row in resolved.rows.iter_mut().filter(|row| row.section == "space" && row.name == "tier") {
        row.origin = Origin::default("given on the command line");
    }
    Ok(resolved)
}

/// Reads and resolves the text of a study file.
///
/// # Errors
/// As [`load`].
pub fn read(source: &Arc<SourceFile>, library: &Library) -> Result<Resolved, Diagnostics> {
    let file: StudyFile = document::parse(source)?;
    resolve(&file, source, library)
}

/// Resolves a study file.
///
/// # Errors
/// Every contradiction, unknown id and value that cannot be used.
pub fn resolve(file: &StudyFile, source: &Arc<SourceFile>, library: &Library) -> Result<Resolved, Diagnostics> {
    let mut r = Resolver { source, library, faults: Diagnostics::new(), rows: Vec::new() };
    r.format(&file.format)?;
    let heading = file.study.clone().unwrap_or_default();
    // Characters that hide text or turn its direction have no place in a title that reports show.
    let title = heading.title.clone().map(|mut title| {
        title.value.retain(|c| !is_hazardous(c));
        title
    });
    let title = r.choose("study", "title", title.as_ref(), String::clone, || {
        ("Untitled study".to_owned(), Origin::default("no title given"))
    });
    let seed =
        r.choose("study", "seed", heading.seed.as_ref(), u64::to_string, || (1, Origin::default("any number will do")));
    let concern = r.concern(file.concern.as_ref());
    let zones = r.zones(&file.skin, concern.entry.as_ref());
    let person = r.person(&file.skin, &zones);
    r.layers(&file.skin.value, &zones, &person);
    let zones = r.measured(&file.skin.value, zones, &person);
    let face = zones.iter().any(|plan| plan.region == Region::Face);
    let circumstances = r.circumstances(file, face);
    let empty = Located { span: file.skin.span.clone(), value: ProtocolSection::default() };
    let protocol = file.protocol.as_ref().unwrap_or(&empty);
    let device = if file.device.is_some() || is_needled(protocol) {
        r.device(file.device.as_ref(), concern.entry.as_ref())
    } else {
        None
    };
    let insults = r.insults(file, &zones, &concern);
    let plan = r.protocol(file, protocol, insults, &zones, device.as_ref(), &concern);
    let regimens = r.applications(file, &person, &zones, &plan.protocol.events, plan.protocol.horizon);
    let space = r.space(file, &zones, &plan.protocol);
    let numerics = r.numerics(file);
    let csv = r.choose("output", "csv", file.output.as_ref().and_then(|o| o.csv.as_ref()), bool::to_string, || {
        (false, Origin::default("Parquet tables only"))
    });
    let pictures = file.output.as_ref().and_then(|o| o.pictures.as_ref());
    let pictures = r.choose("output", "pictures", pictures, bool::to_string, || {
        (true, Origin::default("surface and tissue are drawn"))
    });
    if !r.faults.has_errors() {
        r.worries(file, protocol, &person, &zones, &concern, &plan);
        r.spacing(&person, &zones, &concern, &plan);
        r.cautions(file, &person, &plan);
    }
    let Resolver { mut faults, mut rows, .. } = r;
    faults.sort();
    if faults.has_errors() {
        return Err(faults);
    }
    origin::group(&mut rows);
    let zones = zones.into_iter().map(|plan| plan.zone).collect();
    let study = Study {
        title,
        seed,
        person,
        circumstances,
        concern: concern.concern,
        zones,
        protocol: plan.protocol,
        regimens,
        numerics,
        space,
    };
    Ok(Resolved { study, rows, csv, pictures, warnings: faults })
}

/// Whether a protocol has a needling session, or is so empty that one is missing.
fn is_needled(protocol: &Located<ProtocolSection>) -> bool {
    let keys = &protocol.value;
    let needling = |event: &Located<super::file::EventKeys>| {
        event.value.kind.as_ref().is_none_or(|kind| kind.value == EventWord::Needling)
    };
    keys.sessions.is_some() || keys.maintenance.is_some() || keys.event.iter().flatten().any(needling)
}

/// The state of resolving one file.
struct Resolver<'a> {
    source: &'a Arc<SourceFile>,
    library: &'a Library,
    faults: Diagnostics,
    rows: Vec<Row>,
}

impl Resolver<'_> {
    /// A finding at a place in the file; the caller completes and pushes it.
    fn at(&self, code: &'static Code, span: &Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, message).at(self.source, span.clone())
    }

    fn line(&self, span: &Range<usize>) -> usize {
        self.source.place(span.start).line
    }

    fn row(&mut self, section: impl Into<String>, name: impl Into<String>, value: impl Into<String>, origin: Origin) {
        self.rows.push(Row { section: section.into(), name: name.into(), value: value.into(), origin });
    }

    /// The value given, or the fallback; either way with a row.
    fn choose<T: Clone>(
        &mut self,
        section: &str,
        name: &str,
        given: Option<&Located<T>>,
        show: impl Fn(&T) -> String,
        fallback: impl FnOnce() -> (T, Origin),
    ) -> T {
        let (value, origin) = match given {
            Some(located) => (located.value.clone(), Origin::Given { line: self.line(&located.span) }),
            None => fallback(),
        };
        self.row(section, name, show(&value), origin);
        value
    }

    fn format(&mut self, format: &Located<u32>) -> Result<(), Diagnostics> {
        if format.value == FORMAT {
            return Ok(());
        }
        let message = format!("the file has the format {}, which this version does not know", format.value);
        let fault = self.at(codes::FORMAT_VERSION, &format.span, message);
        Err(fault
            .value(format.value.to_string())
            .limit(FORMAT.to_string())
            .remedy("write format = 1, or read the file with a newer version of needlework")
            .into())
    }

    fn numerics(&mut self, file: &StudyFile) -> Numerics {
        let standard = Numerics::default();
        let keys = file.numerics.clone().unwrap_or_default();
        let why = || Origin::default("accurate enough for every endpoint");
        let relative_tolerance = self.choose(
            "numerics",
            "relative tolerance",
            keys.relative_tolerance.as_ref(),
            |v| format!("{v:e}"),
            || (standard.relative_tolerance, why()),
        );
        let draws = self.choose("numerics", "draws", keys.draws.as_ref(), u32::to_string, || {
            (standard.draws, Origin::default("parameter draws behind every band"))
        });
        Numerics { relative_tolerance, draws }
    }
}
