//! Sections cut from tissue in space: through unit cells side by side, or through a patch.

use super::{Anatomy, Content, FIELDS, Field, Opening, Section};
use needlework::course::Slices;
use needlework::healing::Species;
use needlework::random::Key;
use needlework::skin::Layers;
use needlework::space::{Annulus, Axis};

/// Distance of the nodes of a section [mm].
const NODE: f64 = 0.012;
/// Width that a section should have; it holds whole cells [mm].
const WIDTH: f64 = 1.5;
/// Widest section: a cell of sparse channels is cut at its sides, a patch round most of its channels [mm].
const WIDEST: f64 = 2.0;
/// Skin below the deepest channel that is shown [mm].
const BELOW: f64 = 0.3;
/// Least depth that is shown [mm].
const SHALLOWEST: f64 = 0.8;

/// How tissue in space is cut.
#[derive(Debug, Clone)]
pub struct Cut {
    /// Centres along the cut and down.
    across: Axis,
    down: Axis,
    anatomy: Anatomy,
    width: f64,
    depth: f64,
    place: Place,
}

/// Where on the axis of the tissue a place of the section lies.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// At the distance from the nearest of the axes a `spacing` apart, one of them at `axis` [mm].
    Mirrored { axis: f64, spacing: f64 },
    /// As far from `start` [mm].
    Straight { start: f64 },
}

impl Cut {
    /// Through the channels of neighbouring unit cells on `grid`.
    ///
    /// `opening` is the channel; its place is ignored. The section ends no deeper than the grid and shows what lies below
    /// the channel.
    pub fn cells(grid: &Annulus, layers: Layers, age: f64, opening: Option<Opening>, key: Key) -> Self {
        let spacing = 2.0 * grid.radial().length();
        let cells = (WIDTH / spacing).round().max(1.0);
        let width = (cells * spacing).min(WIDEST);
        let first = 0.5 * width - 0.5 * (cells - 1.0) * spacing;
        let openings: Vec<Opening> = opening
            .map(|one| (0..cells as usize).map(|cell| Opening { x: first + cell as f64 * spacing, ..one }).collect())
            .unwrap_or_default();
        Self {
            across: grid.radial().clone(),
            down: grid.depth().clone(),
            width,
            depth: shown_depth(&openings, grid.depth()),
            place: Place::Mirrored { axis: first, spacing },
            anatomy: Anatomy { layers, age, openings, key },
        }
    }

    /// Through a patch where its slices were kept; a wide one round as many channels as there is room for.
    pub fn patch(slices: &Slices, age: f64, key: Key) -> Self {
        let length = slices.across.length();
        let width = length.min(WIDEST);
        let within = |start: f64| {
            slices.channels.iter().filter(move |one| (start..=start + width).contains(&one.x)).map(move |one| Opening {
                x: one.x - start,
                depth: one.depth,
                mouth_radius: one.mouth_radius,
                dead_radius: one.dead_radius,
                taper: one.taper,
            })
        };
        let mut start = 0.0;
        for other in
            (0..slices.across.cells()).map(|i| slices.across.faces()[i]).filter(|start| start + width <= length)
        {
            if within(other).count() > within(start).count() {
                start = other;
            }
        }
        let openings: Vec<Opening> = within(start).collect();
        Self {
            across: slices.across.clone(),
            down: slices.depth.clone(),
            width,
            depth: shown_depth(&openings, &slices.depth),
            place: Place::Straight { start },
            anatomy: Anatomy { layers: slices.layers, age, openings, key },
        }
    }

    /// The section of one moment. `field` gives the content of a species in every cell, row by row downwards, or of an
    /// epidermal one along the cut, in the species' unit; `epidermis_at_start` the level of the viable epidermis before
    /// treatment in that unit [-].
    pub fn at(&self, day: f64, epidermis_at_start: f64, mut field: impl FnMut(Species, &mut Vec<f32>)) -> Section {
        let cells = self.across.cells();
        let mut read = |species: Species| {
            let mut values = Vec::new();
            field(species, &mut values);
            values
        };
        let dermal: Vec<Vec<f32>> = FIELDS.iter().map(|(_, species)| read(*species)).collect();
        let nodes = |length: f64| (length / NODE).ceil() as usize + 1;
        let columns = nodes(self.width);
        let content = Content::sampled([self.width, self.depth], [columns, nodes(self.depth)], |field: Field, x, z| {
            let values = dermal.get(field as usize).map_or(&[][..], Vec::as_slice);
            let (cell, u) = between(self.along(x), &self.across);
            let (layer, v) = between(z, &self.down);
            let value = |layer: usize, cell: usize| values.get(layer * cells + cell).copied().unwrap_or(0.0);
            let row = |layer: usize| value(layer, cell) + u * (value(layer, cell + 1) - value(layer, cell));
            let (top, bottom) = (row(layer), row(layer + 1));
            top + v * (bottom - top)
        });
        let mut column = |species: Species, scale: f64| -> Vec<f32> {
            let values = read(species);
            let value = |index: usize| values.get(index).copied().unwrap_or(1.0) * scale as f32;
            (0..columns)
                .map(|node| {
                    let x = self.width * node as f64 / (columns - 1) as f64;
                    let (cell, u) = between(self.along(x), &self.across);
                    value(cell) + u * (value(cell + 1) - value(cell))
                })
                .collect()
        };
        Section {
            anatomy: self.anatomy.clone(),
            day,
            content,
            cover: column(Species::EpidermalCover, 1.0),
            barrier: column(Species::Barrier, 1.0),
            epidermis: column(Species::ViableEpidermis, epidermis_at_start.recip()),
            melanin: column(Species::Melanin, 1.0),
        }
    }

    /// Where on the axis of the tissue a place of the section lies [mm].
    fn along(&self, x: f64) -> f64 {
        match self.place {
            Place::Mirrored { axis, spacing } => {
                let turns = (x - axis) / spacing;
                (turns - turns.round()).abs() * spacing
            }
            Place::Straight { start } => start + x,
        }
    }
}

/// How deep a section goes [mm].
fn shown_depth(openings: &[Opening], down: &Axis) -> f64 {
    let reach = openings.iter().map(|one| one.depth).fold(0.0, f64::max);
    (reach + BELOW).max(SHALLOWEST).min(down.length())
}

/// The last centre at or before a place and the share of the next; places beyond the ends take the end.
fn between(x: f64, axis: &Axis) -> (usize, f32) {
    if axis.cells() < 2 {
        return (0, 0.0);
    }
    let cell = axis.cell_at(x);
    let low = if x < axis.centre(cell) { cell.saturating_sub(1) } else { cell }.min(axis.cells() - 2);
    let (a, b) = (axis.centre(low), axis.centre(low + 1));
    (low, ((x - a) / (b - a)).clamp(0.0, 1.0) as f32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use needlework::course::{CutChannel, Slice};
    use needlework::healing::SPECIES;

    fn layers() -> Layers {
        Layers {
            stratum_corneum: 0.017,
            viable_epidermis: 0.056,
            papillary_dermis: 0.2,
            reticular_dermis: 1.0,
            hypodermis: 5.0,
        }
    }

    #[test]
    fn channels_stand_a_cell_apart_and_contents_mirror_round_each() {
        let grid = Annulus::new(Axis::uniform(0.36, 12).unwrap(), Axis::uniform(1.6, 16).unwrap()).unwrap();
        let opening = Opening { x: 0.0, depth: 1.0, mouth_radius: 0.06, dead_radius: 0.12, taper: 0.5 };
        let cut = Cut::cells(&grid, layers(), 40.0, Some(opening), Key::new(1));
        let section = cut.at(3.0, 1.0, |species, values| {
            values.clear();
            // The ring's number, so that the content grows away from the channel.
            let dermal = species.index() < needlework::healing::DERMAL_COUNT;
            values.extend((0..if dermal { 12 * 16 } else { 12 }).map(|cell| (cell % 12) as f32));
        });
        let channels = &section.anatomy.openings;
        assert_eq!(channels.len(), 2);
        assert!((channels[1].x - channels[0].x - 0.72).abs() < 1e-12);
        for channel in channels {
            let at = |dx: f64| section.content.at(channel.x + dx, 0.5).value(Field::CollagenIii);
            assert!(at(0.0) < 0.6 && (at(0.2) - at(-0.2)).abs() < 0.2 && at(0.34) > 9.0, "{}", at(0.0));
        }
        assert!(section.column(&section.cover, 0.36) < 1.0);
    }

    #[test]
    fn a_wide_patch_is_cut_round_its_channels_and_read_in_place() {
        let (across, depth) = (Axis::uniform(4.0, 100).unwrap(), Axis::uniform(1.6, 40).unwrap());
        let channel = |x: f64| CutChannel { x, depth: 1.0, mouth_radius: 0.05, dead_radius: 0.1, taper: 0.5 };
        let mut slices = Slices {
            row: 3,
            across,
            depth,
            layers: layers(),
            channels: [0.3, 2.2, 2.9, 3.6].map(channel).to_vec(),
            epidermis: 2.0,
            taken: Vec::new(),
        };
        // Content: the place along the slice plus ten times the depth.
        let contents = SPECIES.iter().map(|info| {
            let rows = if info.species.index() < needlework::healing::DERMAL_COUNT { 40 } else { 1 };
            (0..rows * 100)
                .map(|n| (0.02 + 0.04 * f64::from(n % 100) + 10.0 * (0.02 + 0.04 * f64::from(n / 100))) as f32)
                .collect()
        });
        slices.taken.push(Slice { day: 7.0, contents: contents.collect() });
        let cut = Cut::patch(&slices, 40.0, Key::new(1));
        let slice = &slices.taken[0];
        let section =
            cut.at(7.0, slices.epidermis, |species, values| values.clone_from(&slice.contents[species.index()]));
        let openings = &section.anatomy.openings;
        assert_eq!(openings.len(), 3);
        assert!((openings[1].x - openings[0].x - 0.7).abs() < 1e-12);
        let seen = f64::from(section.content.at(openings[1].x, 0.5).value(Field::CollagenIii));
        assert!((seen - (2.9 + 5.0)).abs() < 0.1, "{seen}");
        let cover = section.cover_at(openings[1].x);
        assert!((cover - (2.9 + 0.2)).abs() < 0.01, "{cover}");
    }
}
