//! What gives way, step by step, where a page would be too large, and the words that say so.

use super::model::{Image, PictureGroup, ReportModel, Warning};
use needlework_picture::raster::halved_png;

/// What stands in place of pictures that would make the page too large.
pub(super) const LEFT_OUT: &str =
    "Left out to keep this page small enough to send: the folder `pictures` of the run holds them.";

/// What stands in place of curves that would make the page too large.
const NO_CURVES: &str = "Left out to keep this page small enough to send: the tables of the run hold them.";

/// Widest picture that is not made smaller, so that it can still be made out [pixel].
const SMALL: u32 = 420;

/// Rows of a table that are kept where tables give way.
const ROWS: usize = 40;

/// A step that makes a page smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Animations stand still.
    Motion,
    /// PNG pictures are halved in width and height.
    Halves,
    /// A group of pictures is left out.
    Pictures(usize),
    /// A group of curves is left out.
    Curves(usize),
    /// Puncture patterns and maps of depth and time are left out.
    Patterns,
    /// Long tables end early.
    Tables,
    /// Constants and equations of the methods are left out.
    Methods,
}

/// The steps for a model, in the order in which they are taken.
pub(super) fn steps(model: &ReportModel) -> Vec<Step> {
    let mut steps = vec![Step::Motion, Step::Halves];
    steps.extend(least_missed(model.pictures.len()).map(Step::Pictures));
    steps.push(Step::Patterns);
    steps.extend((0..model.groups.len()).rev().map(Step::Curves));
    steps.extend([Step::Tables, Step::Methods]);
    steps
}

/// The order in which groups of pictures give way: those between first and last from behind, then the last, then the first.
fn least_missed(count: usize) -> impl Iterator<Item = usize> {
    let (first, last) = ((count > 0).then_some(0), (count > 1).then(|| count - 1));
    (1..count.saturating_sub(1)).rev().chain(last).chain(first)
}

impl Step {
    /// Takes the step; `false` where there was nothing to give way.
    pub(super) fn take(self, model: &mut ReportModel) -> bool {
        match self {
            Self::Motion => {
                let pictures = model.pictures.iter_mut().flat_map(|group| &mut group.pictures);
                pictures.filter_map(|picture| picture.motion.take()).count() > 0
            }
            Self::Halves => {
                let pictures = model.pictures.iter_mut().flat_map(|group| &mut group.pictures);
                let images = pictures.flat_map(|picture| [Some(&mut picture.image), picture.dark.as_mut()]);
                images.flatten().filter_map(halve).count() > 0
            }
            Self::Pictures(index) => match model.pictures.get_mut(index) {
                Some(group) if !group.pictures.is_empty() || !group.charts.is_empty() => {
                    *group = PictureGroup::new(&group.title, Vec::new()).intro(LEFT_OUT);
                    true
                }
                _ => false,
            },
            Self::Curves(index) => match model.groups.get_mut(index) {
                Some(group) if !group.timelines.is_empty() => {
                    group.timelines.clear();
                    NO_CURVES.clone_into(&mut group.intro);
                    true
                }
                _ => false,
            },
            Self::Patterns => {
                let any = !model.punctures.is_empty() || !model.maps.is_empty();
                model.punctures.clear();
                model.maps.clear();
                any
            }
            Self::Tables => {
                let nearest = model.nearest.iter_mut().map(|nearest| &mut nearest.table);
                let tables = model.tables.iter_mut().chain(&mut model.sheets).chain(&mut model.overview).chain(nearest);
                let mut any = false;
                for table in tables.filter(|table| table.rows.len() > ROWS) {
                    let rest = table.rows.len() - ROWS;
                    table.rows.truncate(ROWS);
                    let note = format!("{} {rest} more rows are in the tables of the run.", table.note);
                    note.trim().clone_into(&mut table.note);
                    any = true;
                }
                any |= model.understood.len() > 4 * ROWS || model.protocol.len() > 4 * ROWS;
                model.understood.truncate(4 * ROWS);
                model.protocol.truncate(4 * ROWS);
                any
            }
            Self::Methods => {
                let any = model.methods.iter().any(|note| !note.tables.is_empty() || !note.formulas.is_empty());
                for note in &mut model.methods {
                    note.tables.clear();
                    note.formulas.clear();
                }
                any
            }
        }
    }

    /// What the page says of the step.
    fn words(self) -> &'static str {
        match self {
            Self::Motion => "animations stand still",
            Self::Halves => "pictures are drawn at half their size",
            Self::Pictures(_) => "groups of pictures are left out",
            Self::Curves(_) => "groups of curves are left out",
            Self::Patterns => "puncture patterns and maps of depth and time are left out",
            Self::Tables => "long tables end early",
            Self::Methods => "constants and equations are left out",
        }
    }
}

/// Says on the page which steps were taken.
pub(super) fn tell(model: &mut ReportModel, taken: &[Step]) {
    let mut words: Vec<&str> = taken.iter().map(|step| step.words()).collect();
    words.dedup();
    if !words.is_empty() {
        let text = format!(
            "To keep this page under 3 MB, {}. The folder `pictures` and the tables of the run hold everything.",
            crate::prose::listed(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
        );
        model.warnings.push(Warning { code: String::new(), text });
    }
}

/// Halves a PNG picture; `None` where it is small, or no PNG, or would not get smaller.
fn halve(image: &mut Image) -> Option<()> {
    let file = super::base64::from_base64(image.source.strip_prefix(Image::PREFIX)?)?;
    if image.width < SMALL {
        return None;
    }
    let (file, width, height) = halved_png(&file).ok()?;
    let half = Image::png(&file, width as u32, height as u32);
    (half.source.len() < image.source.len()).then(|| *image = half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_give_way_from_the_middle() {
        assert_eq!(least_missed(4).collect::<Vec<_>>(), [2, 1, 3, 0]);
        assert_eq!(least_missed(1).collect::<Vec<_>>(), [0]);
        assert_eq!(least_missed(0).count(), 0);
    }

    #[test]
    fn an_empty_model_has_nothing_to_give() {
        let mut model = ReportModel::default();
        assert!(steps(&model).into_iter().all(|step| !step.take(&mut model)));
        tell(&mut model, &[]);
        assert_eq!(model, ReportModel::default());
    }
}
