//! Sections from a unit cell: rings mirrored to both sides of the channel, several cells side by side.

use super::{Anatomy, Content, FIELDS, Field, Opening, Section};
use needlework::healing::Species;
use needlework::random::Key;
use needlework::skin::Layers;
use needlework::space::Annulus;

/// Distance of the nodes of a section [mm].
const NODE: f64 = 0.012;
/// Width that a section should have; it holds whole cells [mm].
const WIDTH: f64 = 1.5;
/// Widest section: a cell of sparse channels is cut at its sides [mm].
const WIDEST: f64 = 2.0;
/// Skin below the deepest channel that is shown [mm].
const BELOW: f64 = 0.3;
/// Least depth that is shown [mm].
const SHALLOWEST: f64 = 0.8;

/// A unit cell as sections see it.
#[derive(Debug, Clone)]
pub struct RingSection {
    grid: Annulus,
    anatomy: Anatomy,
    width: f64,
    depth: f64,
    spacing: f64,
}

impl RingSection {
    /// Sections through the channels of neighbouring unit cells on `grid`.
    ///
    /// `opening` is the channel; its place is ignored. `depth` ends no deeper than the grid and shows what lies below the
    /// channel.
    pub fn new(grid: &Annulus, layers: Layers, age: f64, opening: Option<Opening>, key: Key) -> Self {
        let spacing = 2.0 * grid.radial().length();
        let cells = (WIDTH / spacing).round().max(1.0);
        let width = (cells * spacing).min(WIDEST);
        let reach = opening.map_or(0.0, |one| one.depth);
        let depth = (reach + BELOW).max(SHALLOWEST).min(grid.depth().length());
        let middle = 0.5 * width;
        let openings = opening
            .map(|one| {
                let first = middle - 0.5 * (cells - 1.0) * spacing;
                (0..cells as usize).map(|cell| Opening { x: first + cell as f64 * spacing, ..one }).collect()
            })
            .unwrap_or_default();
        Self { grid: grid.clone(), anatomy: Anatomy { layers, age, openings, key }, width, depth, spacing }
    }

    /// The section of one moment. `field` gives the content of a species in every cell of the grid, or over every ring for
    /// an epidermal one, in the species' unit; `epidermis_at_start` the level of the viable epidermis before treatment in
    /// that unit [-].
    pub fn at(&self, day: f64, epidermis_at_start: f64, mut field: impl FnMut(Species, &mut Vec<f32>)) -> Section {
        let rings = self.grid.radial().cells();
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
            let (ring, u) = between(self.radius(x), rings, |i| self.grid.radial().centre(i));
            let (layer, v) = between(z, self.grid.depth().cells(), |k| self.grid.depth().centre(k));
            let value = |layer: usize, ring: usize| values.get(layer * rings + ring).copied().unwrap_or(0.0);
            let row = |layer: usize| value(layer, ring) + u * (value(layer, ring + 1) - value(layer, ring));
            let (top, bottom) = (row(layer), row(layer + 1));
            top + v * (bottom - top)
        });
        let mut column = |species: Species, scale: f64| -> Vec<f32> {
            let values = read(species);
            let value = |index: usize| values.get(index).copied().unwrap_or(1.0) * scale as f32;
            (0..columns)
                .map(|node| {
                    let x = self.width * node as f64 / (columns - 1) as f64;
                    let (ring, u) = between(self.radius(x), rings, |i| self.grid.radial().centre(i));
                    value(ring) + u * (value(ring + 1) - value(ring))
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

    /// Distance from the axis of the nearest channel [mm].
    fn radius(&self, x: f64) -> f64 {
        let from_middle = x - 0.5 * self.width;
        let shift = if self.anatomy.openings.len().is_multiple_of(2) && !self.anatomy.openings.is_empty() {
            0.5 * self.spacing
        } else {
            0.0
        };
        let turns = (from_middle - shift) / self.spacing;
        (turns - turns.round()).abs() * self.spacing
    }
}

/// The last of `count` centres at or before a place and the share of the next; places beyond the ends take the end.
fn between(x: f64, count: usize, centre: impl Fn(usize) -> f64) -> (usize, f32) {
    if count < 2 {
        return (0, 0.0);
    }
    let mut low = 0;
    while low + 2 < count && centre(low + 1) <= x {
        low += 1;
    }
    let (a, b) = (centre(low), centre(low + 1));
    (low, ((x - a) / (b - a)).clamp(0.0, 1.0) as f32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use needlework::space::Axis;

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
        let sections = RingSection::new(&grid, layers(), 40.0, Some(opening), Key::new(1));
        let section = sections.at(3.0, 1.0, |species, values| {
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
}
