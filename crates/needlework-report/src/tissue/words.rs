//! The words of the pictures.

use super::Tissue;
use crate::prose::listed;
use crate::report::Table;
use needlework::injury::InjuryKind;
use needlework_picture::histology::Change;
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

/// What a map of changes shows.
pub(super) fn quantity(change: Change) -> &'static str {
    match change {
        Change::Collagen => "total collagen, % of young dermis",
        Change::ShareOfIii => "collagen III, % points of all collagen",
    }
}

/// The mean change of the papillary dermis, as it stands in the title of a map.
pub(super) fn mean_change(change: Change, before: &Section, after: &Section) -> String {
    const STEPS: usize = 40;
    let [top, bottom] = DEPTHS[0].1;
    let share = |index: usize| (index as f64 + 0.5) / STEPS as f64;
    let place = |n: usize| [before.content.width() * share(n % STEPS), top + (bottom - top) * share(n / STEPS)];
    let sum: f64 = (0..STEPS * STEPS).map(|n| change.between(before, after, place(n))).sum();
    let unit = match change {
        Change::Collagen => " %",
        Change::ShareOfIii => "",
    };
    format!("{:+.1}{unit}", 100.0 * sum / (STEPS * STEPS) as f64).replace('-', "–")
}

/// A scale in words.
pub(super) fn scale(tissue: &Tissue, change: Change, sections: &[&Section], limit: f64) -> String {
    let (what, unit) = match change {
        Change::Collagen => ("Total collagen", "%"),
        Change::ShareOfIii => ("share of collagen III in all collagen", "percentage points"),
    };
    let limit = 100.0 * limit;
    let digits = usize::from(limit < 0.95);
    format!("{what} at {}: scale to {limit:.digits$} {unit} either side", days(tissue, sections))
}

/// The kinds of collagen of the papillary dermis before and when most of it is young.
pub(super) fn kinds(tissue: &Tissue, before: &Section, shown: &[&Section]) -> String {
    let of = |section: &Section| collagen(section, [0.0, section.content.width()], DEPTHS[0].1);
    let Some(peak) = shown.iter().copied().max_by(|a, b| of(a)[1].total_cmp(&of(b)[1])) else { return String::new() };
    let ([three, young, _], [three_then, young_then, _]) = (of(peak), of(before));
    format!(
        "Papillary dermis at {}: young collagen I {:.1} % of all collagen of young dermis, {:.1} % before; collagen III {:.1} %, \
         {:.1} % before.",
        day(tissue, peak),
        100.0 * young,
        100.0 * young_then,
        100.0 * three,
        100.0 * three_then
    )
}

/// What is pointed out of a fresh wound: at which share of its depth, whether in the dead tissue beside (1) or in the middle
/// (0), and its name.
pub(super) fn marks(kind: InjuryKind) -> &'static [(f64, f64, &'static str)] {
    match kind {
        InjuryKind::Needling => &[(0.12, 0.0, "channel"), (0.55, 0.0, "clot")],
        InjuryKind::AblativeLaser => &[(0.15, 0.0, "ablated core"), (0.4, 1.0, "heated rim")],
        InjuryKind::NonAblativeLaser => &[(0.4, 0.0, "heated column")],
        InjuryKind::Radiofrequency => &[(0.25, 0.0, "needle track"), (0.93, 0.0, "coagulated zone")],
        InjuryKind::Peel => &[],
    }
}

/// What fresh wounds look like.
pub(super) fn opened(kind: InjuryKind, count: usize) -> String {
    match kind {
        InjuryKind::Needling => format!("{count} tapering channels with open mouths and red clot"),
        InjuryKind::AblativeLaser => format!("{count} open columns of a laser with a dark red rim of heated tissue"),
        InjuryKind::NonAblativeLaser => format!("{count} columns of heated, dark red tissue under a shut surface"),
        InjuryKind::Radiofrequency => {
            format!("{count} narrow tracks of needles with coagulated, dark red tissue round their tips")
        }
        InjuryKind::Peel => "a surface that a peel has thinned or laid bare".to_owned(),
    }
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
        Some([a, b, ..]) => {
            let name = match tissue.kind {
                InjuryKind::AblativeLaser | InjuryKind::NonAblativeLaser => "Columns",
                InjuryKind::Needling | InjuryKind::Radiofrequency | InjuryKind::Peel => "Channels",
            };
            format!(" {name} stand {:.2} mm apart, as they do on average.", (b.x - a.x).abs())
        }
        _ if tissue.kind == InjuryKind::Peel => {
            " A peel injures evenly: which parts of the surface are bare is drawn by chance, how large a share of it is computed. \
             Acid in single scars is spread over the zone."
                .to_owned()
        }
        _ => String::new(),
    };
    format!(
        "Simulated sections of {}, drawn as if they were cut through the wounds and stained.{density} How much collagen of \
         which kind, how many cells and vessels, how open epidermis and wounds are, and where: all that is computed. The \
         run of single fibres, the places of cells, and the shapes of the layers are drawn by chance, the same at every \
         time, so that only what has changed looks different. Days count from the first treatment.",
        tissue.zone
    )
}
