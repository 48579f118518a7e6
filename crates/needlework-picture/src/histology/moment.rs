//! What lies at each pixel at one moment: glass, horn, epidermis, dermis, fat, or an open channel.

use super::scene::{Lines, Scene};
use crate::section::Section;

/// Over this stretch a growing edge of epidermis thins out (artistic licence) [mm].
const TONGUE: f64 = 0.05;
/// Share of the mouth that stays open in the dermis (artistic licence: skin springs back) [-].
const SLIT: f64 = 0.5;
/// What a pixel shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Part {
    /// Nothing: the slide.
    Glass,
    /// Dead epidermis and dried clot in the place of living epidermis.
    Crust,
    /// Stratum corneum, with the depth below its top [mm].
    Corneum { below_top: f64 },
    /// Living epidermis: height above the junction and thickness [mm].
    Epidermis { height: f64, thickness: f64 },
    /// The open part of a channel, with the share of its depth [-].
    Lumen { share: f64 },
    /// Dermis; depth below the junction [mm].
    Dermis { below: f64 },
    /// Fat.
    Hypodermis,
}

/// One column of pixels at one moment.
#[derive(Debug, Clone, Copy)]
struct Column {
    lines: Lines,
    /// Upper edge of the living epidermis [mm].
    top: f64,
    /// Upper edge of the stratum corneum [mm].
    horn: f64,
    /// Upper edge of everything: of the stratum corneum, or of the crust over a wound [mm].
    edge: f64,
    /// Whether the living epidermis is missing.
    bare: bool,
    /// Whether the barrier is shut.
    barrier: bool,
    /// Melanin, relative to phototype III [-].
    melanin: f32,
}

/// A scene at one moment.
#[derive(Debug)]
pub(super) struct Moment<'a> {
    pub scene: &'a Scene,
    pub section: &'a Section,
    columns: Vec<Column>,
    /// Open share of each channel [-].
    open: Vec<f64>,
}

impl<'a> Moment<'a> {
    pub(super) fn new(scene: &'a Scene, section: &'a Section) -> Self {
        let layers = &section.anatomy.layers;
        let open: Vec<f64> = section
            .anatomy
            .openings
            .iter()
            .map(|one| (1.0 - f64::from(section.column(&section.cover, one.x))).clamp(0.0, 1.0))
            .collect();
        let columns = scene
            .lines
            .iter()
            .enumerate()
            .map(|(index, lines)| {
                let x = (index as f64 + 0.5) / scene.raster.scale;
                // The nearest growing edge: a disc that is open by a share s has a radius of √s.
                let (mut to_edge, mut to_horn) = (f64::INFINITY, f64::INFINITY);
                for (one, open) in section.anatomy.openings.iter().zip(&open) {
                    let away = (x - one.x).abs();
                    let shut = f64::from(section.column(&section.barrier, one.x)).clamp(0.0, 1.0);
                    to_edge = to_edge.min(away - one.dead_radius * open.sqrt());
                    to_horn = to_horn.min(away - one.mouth_radius * (1.0 - shut).sqrt());
                    if *open < 1e-3 {
                        to_edge = to_edge.max(TONGUE);
                    }
                }
                let thickness = lines.junction - lines.surface
                    + layers.viable_epidermis * (f64::from(section.column(&section.epidermis, x)) - 1.0);
                // A new edge is thin and thickens behind itself, under a crust.
                let grown = ((to_edge / TONGUE).clamp(0.0, 1.0) * 0.75 + 0.25).min(1.0);
                let top = lines.junction - thickness.max(0.01) * grown;
                let horn = top - layers.stratum_corneum;
                // A crust sinks in towards the channel.
                let edge = if to_edge < TONGUE {
                    let inwards = ((TONGUE - to_edge) / 0.16).clamp(0.0, 1.0);
                    let rough = 0.008 * (scene.texture.child(41).fractal(x / 0.02, 0.0, 2) - 0.5);
                    let crust = lines.junction - thickness.max(0.01) - layers.stratum_corneum;
                    crust + (lines.junction - crust) * (0.1 + 0.7 * inwards * inwards) + rough * inwards
                } else {
                    horn
                };
                Column {
                    lines: *lines,
                    top,
                    horn,
                    edge,
                    bare: to_edge <= 0.0,
                    barrier: to_horn > 0.0,
                    melanin: section.column(&section.melanin, x),
                }
            })
            .collect();
        Self { scene, section, columns, open }
    }

    /// Melanin over a column of pixels [-].
    pub(super) fn melanin(&self, column: usize) -> f32 {
        self.columns.get(column).map_or(1.0, |column| column.melanin)
    }

    /// What a pixel shows; `x` and `z` are its place [mm].
    pub(super) fn part(&self, column: usize, x: f64, z: f64) -> Part {
        let Some(column) = self.columns.get(column) else { return Part::Glass };
        let edge = if column.bare { column.edge } else { column.edge.min(column.horn) };
        if z < edge {
            return Part::Glass;
        }
        if let Some(share) = self.lumen(column, x, z) {
            return Part::Lumen { share };
        }
        if column.bare {
            if z < column.lines.junction {
                return Part::Crust;
            }
        } else {
            if z < column.horn {
                return Part::Crust;
            }
            if z < column.top {
                return if column.barrier { Part::Corneum { below_top: z - column.horn } } else { Part::Crust };
            }
            if z < column.lines.junction {
                let height = column.lines.junction - z;
                return Part::Epidermis { height, thickness: column.lines.junction - column.top };
            }
        }
        if z < column.lines.dermis { Part::Dermis { below: z - column.lines.junction } } else { Part::Hypodermis }
    }

    /// The share of its depth if the place lies in the open part of a channel.
    fn lumen(&self, column: &Column, x: f64, z: f64) -> Option<f64> {
        for (one, open) in self.section.anatomy.openings.iter().zip(&self.open) {
            if *open < 0.02 || z >= one.depth || (x - one.x).abs() > 2.0 * one.mouth_radius + 0.05 {
                continue;
            }
            let share = (z / one.depth).clamp(0.0, 1.0);
            let narrow = one.mouth_radius * (1.0 - share).powf(one.taper) * open;
            let half = if z < column.lines.junction { narrow } else { SLIT * narrow };
            if (x - self.scene.axis(one.x, z)).abs() < half {
                return Some(share);
            }
        }
        None
    }
}
