//! The words of the pictures.

use super::Tissue;
use crate::prose::listed;
use crate::report::Table;
use needlework_picture::section::{Field, Section};

/// Half the width of the stretch round a channel whose contents are listed [mm].
const NEAR: f64 = 0.1;
/// Depths of the papillary and of the upper reticular dermis that are listed [mm].
const DEPTHS: [(&str, [f64; 2]); 2] = [("papillary", [0.1, 0.3]), ("reticular", [0.4, 0.8])];

/// How a day is called: counted from the first session.
pub(super) fn day(tissue: &Tissue, section: &Section) -> String {
    let since = section.day - tissue.first_session;
    if since <= 0.0 {
        "before".to_owned()
    } else if since < 0.95 {
        format!("{:.0} h", (24.0 * since).max(1.0))
    } else {
        format!("day {since:.0}")
    }
}

/// Days in a sentence.
pub(super) fn days(tissue: &Tissue, sections: &[&Section]) -> String {
    let names: Vec<String> = sections.iter().map(|section| day(tissue, section)).collect();
    listed(&names)
}

/// Collagen of a part of the section, by kind: III, I before and after cross-linking; fractions of young total [-].
fn collagen(section: &Section, x: [f64; 2], z: [f64; 2]) -> [f64; 3] {
    [Field::CollagenIii, Field::ImmatureCollagenI, Field::MatureCollagenI]
        .map(|field| section.content.mean(field, x, z))
}

/// The collagen behind the pictures, near a channel and over the whole section.
pub(super) fn collagen_table(tissue: &Tissue) -> Table {
    let mut rows = Vec::new();
    for section in &tissue.sections {
        for (name, depth) in DEPTHS {
            let whole = [0.0, section.content.width()];
            let near = section.anatomy.openings.first().map(|one| ("near the channel", [one.x - NEAR, one.x + NEAR]));
            for (place, x) in near.into_iter().chain([("whole section", whole)]) {
                let [three, young, mature] = collagen(section, x, depth);
                let cells = [three, young, mature, three + young + mature];
                let head = [day(tissue, section), format!("{name}, {place}")];
                rows.push(head.into_iter().chain(cells.iter().map(|cell| format!("{:.1}", 100.0 * cell))).collect());
            }
        }
    }
    Table {
        title: "Collagen of the section, in % of the total collagen of young dermis".into(),
        columns: ["Day", "Where", "III", "I, young", "I, cross-linked", "Total"].map(str::to_owned).to_vec(),
        rows,
        note: format!(
            "Papillary: 0.1 to 0.3 mm below the surface; reticular: 0.4 to 0.8 mm. Near the channel: within {NEAR} mm."
        ),
        ..Table::default()
    }
}

/// Mean content of a field in the papillary dermis, in its unit [any].
pub(super) fn share(section: &Section, field: Field) -> f64 {
    section.content.mean(field, [0.0, section.content.width()], DEPTHS[0].1)
}

/// Mean change of collagen of the papillary dermis between two sections, in fractions of what was there [-].
pub(super) fn gain(before: &Section, after: &Section) -> f64 {
    let total = |section: &Section| collagen(section, [0.0, section.content.width()], DEPTHS[0].1).iter().sum::<f64>();
    total(after) / total(before) - 1.0
}

/// What a reader of the pictures of a patch must know.
pub(super) fn patch_intro(tissue: &Tissue) -> String {
    let channels = tissue.sections.first().map_or(0, |section| section.anatomy.openings.len());
    let cut = match channels {
        0 => "it cuts no channel".to_owned(),
        1 => "it cuts one channel of the first session".to_owned(),
        many => format!("it cuts {many} channels of the first session"),
    };
    format!(
        "A slice through the simulated block of {}, along the row of voxels that meets most of the channels: {cut}, where the \
         random pattern put them, some through their axes and some beside. Wounds of later sessions lie elsewhere and show in \
         their contents only. Everything else is as in the pictures of the unit cell.",
        tissue.zone
    )
}

/// What a reader of all the pictures must know.
pub(super) fn intro(tissue: &Tissue) -> String {
    let density = match tissue.sections.first().map(|section| section.anatomy.openings.as_slice()) {
        Some([a, b, ..]) => format!(" Channels stand {:.2} mm apart, as they do on average.", (b.x - a.x).abs()),
        _ => String::new(),
    };
    format!(
        "Simulated sections of {}, drawn as if they were cut through the channels and stained.{density} How much collagen of \
         which kind, how many cells and vessels, how open epidermis and channels are, and where: all that is computed. The \
         run of single fibres, the places of cells, and the shapes of the layers are drawn by chance, the same at every \
         time, so that only what has changed looks different. Days count from the first session.",
        tissue.zone
    )
}
