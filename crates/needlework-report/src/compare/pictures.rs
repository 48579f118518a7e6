//! Pictures of the same thing in every run, side by side.

use super::Run;
use crate::report::{Picture, PictureGroup};

/// What is laid side by side, with its heading.
const SHOWN: [(&str, &str); 2] =
    [(Picture::SURFACE, "The surface of the skin, side by side"), (Picture::SECTION, "The tissue, side by side")];

/// One group for each kind of picture that at least two runs have.
pub fn groups(runs: &[Run]) -> Vec<PictureGroup> {
    SHOWN.into_iter().filter_map(|(key, title)| group(runs, key, title)).collect()
}

fn group(runs: &[Run], key: &str, title: &str) -> Option<PictureGroup> {
    let of = |run: &Run| -> Option<Picture> {
        let groups = run.report.pictures.iter();
        let (group, picture) = groups
            .flat_map(|group| group.pictures.iter().map(move |one| (group, one)))
            .find(|(_, one)| one.key == key)?;
        Some(Picture {
            title: format!("{}: {}", run.name, picture.title),
            alt: format!("{}. {}", run.name, picture.alt),
            note: format!("{}. {}", group.title, picture.note).trim().to_owned(),
            motion: None,
            data: None,
            ..picture.clone()
        })
    };
    let mut pictures: Vec<Picture> = runs.iter().filter_map(of).collect();
    if pictures.len() < 2 {
        return None;
    }
    // Two sliders fit beside each other; the legend is the same for all.
    let last = pictures.len() - 1;
    for (index, picture) in pictures.iter_mut().enumerate() {
        picture.wide = picture.compare.is_none();
        if index < last {
            picture.legend.clear();
        }
    }
    let intro = "Simulated skin, the first zone of each run that was drawn. Runs of the same study seed and person start from \
                 the same surface and the same piece of tissue, so what differs comes from the treatment; others start from \
                 different draws, and only their changes can be compared.";
    Some(PictureGroup::new(title, pictures).intro(intro))
}
