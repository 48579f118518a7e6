//! Pictures of the tissue over a course: from sections to what the report and the run directory hold.

mod changes;
mod days;
mod figures;
mod follow;
mod words;

pub use days::{section_days, shown};
pub use follow::{follow, patch};

use crate::report::PictureGroup;
use needlework::injury::InjuryKind;
use needlework_picture::PictureError;
use needlework_picture::section::Section;

/// The tissue of one zone over time.
#[derive(Clone, Debug)]
pub struct Tissue {
    /// Name of the zone.
    pub zone: String,
    /// What the first treatment is.
    pub kind: InjuryKind,
    /// Day of the first session [day].
    pub first_session: f64,
    /// Sections in the order of their days; the first one before treatment.
    pub sections: Vec<Section>,
    /// Punctures of the first session on a patch of skin.
    pub pattern: Option<Pattern>,
}

/// Punctures on a patch of skin.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Width and height of the patch [mm].
    pub size: [f64; 2],
    /// Place and radius of the mouth of each puncture [mm].
    pub punctures: Vec<[f64; 3]>,
}

/// What is drawn of a tissue.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// For the report.
    pub group: PictureGroup,
    /// For the run directory: names and PNG files.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Draws the slice through a patch: nothing without a section before and one after the first session.
///
/// # Errors
/// Sections too large to draw.
pub fn draw_patch(tissue: &Tissue) -> Result<Option<Drawn>, PictureError> {
    match tissue.sections.as_slice() {
        [before, after @ ..] if !after.is_empty() => figures::of_patch(tissue, before, after).map(Some),
        _ => Ok(None),
    }
}

/// Draws the tissue of a zone: nothing without a section before and one after the first session.
///
/// # Errors
/// Sections of different pieces of skin, or too large ones.
pub fn draw(tissue: &Tissue) -> Result<Option<Drawn>, PictureError> {
    match tissue.sections.as_slice() {
        [before, after @ ..] if !after.is_empty() => figures::all(tissue, before, after).map(Some),
        _ => Ok(None),
    }
}
